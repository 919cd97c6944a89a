CREATE TABLE source (
  id         TEXT PRIMARY KEY,
  url        TEXT NOT NULL,
  title      TEXT NOT NULL,
  publisher  TEXT NOT NULL,
  author     TEXT NOT NULL,
  published  TEXT NOT NULL,                       -- claims.Date; ''
  medium     TEXT NOT NULL CHECK (medium IN ('web', 'document', 'data', 'person', 'other')),
  first_hand INTEGER NOT NULL CHECK (first_hand IN (0, 1)),
  lang       TEXT NOT NULL,
  added      TEXT NOT NULL,                       -- UTC
  added_by   TEXT NOT NULL REFERENCES app_user (id),
  version    INTEGER NOT NULL
) STRICT;
CREATE INDEX source_url ON source (url) WHERE url <> '';

CREATE TABLE snapshot (
  id        TEXT PRIMARY KEY,
  source_id TEXT NOT NULL REFERENCES source (id),
  fetched   TEXT NOT NULL,                        -- UTC
  final_url TEXT NOT NULL,
  status    INTEGER NOT NULL,                     -- HTTP status; 0 = no answer
  mime      TEXT NOT NULL,
  sha256    TEXT NOT NULL,                        -- hex, key of the bytes in blob; '' after a failure
  title     TEXT NOT NULL,
  text      TEXT NOT NULL,
  error     TEXT NOT NULL,                        -- '' after a success
  version   INTEGER NOT NULL CHECK (version = 1)
) STRICT;
CREATE INDEX snapshot_source ON snapshot (source_id, fetched);

-- Bytes that came in from outside, by their digest. The record commits to the digest.
CREATE TABLE blob (
  sha256 TEXT PRIMARY KEY,                        -- hex
  bytes  BLOB NOT NULL
) STRICT;

CREATE TABLE evidence (
  id          TEXT PRIMARY KEY,
  claim_id    TEXT NOT NULL REFERENCES claim (id),
  source_id   TEXT NOT NULL REFERENCES source (id),
  snapshot_id TEXT NOT NULL,                      -- ''
  stance      TEXT NOT NULL CHECK (stance IN ('supports', 'refutes', 'context')),
  quote       TEXT NOT NULL,
  note        TEXT NOT NULL,
  removed     INTEGER NOT NULL CHECK (removed IN (0, 1)),
  why         TEXT NOT NULL,
  added       TEXT NOT NULL,                      -- UTC
  added_by    TEXT NOT NULL REFERENCES app_user (id),
  version     INTEGER NOT NULL
) STRICT;
CREATE INDEX evidence_claim ON evidence (claim_id, added, id);
CREATE INDEX evidence_source ON evidence (source_id, claim_id);
