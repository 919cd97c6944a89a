-- The last look at a claim's verdict after its evidence had changed.
CREATE TABLE recheck (
  claim_id TEXT PRIMARY KEY REFERENCES claim (id),
  texts    TEXT NOT NULL,                         -- JSON list of hex SHA-256: texts of copies that were looked at
  note     TEXT NOT NULL,
  by_user  TEXT NOT NULL REFERENCES app_user (id),
  at       TEXT NOT NULL,                         -- UTC
  version  INTEGER NOT NULL
) STRICT;
