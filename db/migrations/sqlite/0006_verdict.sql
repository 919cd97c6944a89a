CREATE TABLE review (
  id        TEXT PRIMARY KEY,
  claim_id  TEXT NOT NULL REFERENCES claim (id),
  round     INTEGER NOT NULL,
  reviewer  TEXT NOT NULL REFERENCES app_user (id),
  scale     INTEGER NOT NULL REFERENCES scale (number),
  rating    TEXT NOT NULL,                        -- key
  aspect    TEXT NOT NULL CHECK (aspect IN ('content', 'attribution')),
  summary   TEXT NOT NULL,
  rationale TEXT NOT NULL,
  evidence  TEXT NOT NULL,                        -- JSON list of evidence ids
  submitted TEXT NOT NULL,                        -- UTC
  version   INTEGER NOT NULL CHECK (version = 1)
) STRICT;
CREATE INDEX review_claim ON review (claim_id, submitted);
CREATE TRIGGER review_no_update BEFORE UPDATE ON review BEGIN SELECT RAISE (ABORT, 'a submitted review never changes'); END;
CREATE TRIGGER review_no_delete BEFORE DELETE ON review BEGIN SELECT RAISE (ABORT, 'a submitted review never changes'); END;
CREATE TRIGGER review_no_replace BEFORE INSERT ON review WHEN EXISTS (SELECT 1 FROM review WHERE id = NEW.id) BEGIN SELECT RAISE (ABORT, 'a submitted review never changes'); END;

CREATE TABLE verdict (
  claim_id   TEXT PRIMARY KEY REFERENCES claim (id),
  scale      INTEGER NOT NULL REFERENCES scale (number),
  rating     TEXT NOT NULL,                       -- key
  aspect     TEXT NOT NULL CHECK (aspect IN ('content', 'attribution')),
  summary    TEXT NOT NULL,
  rationale  TEXT NOT NULL,
  as_of      TEXT NOT NULL,                       -- day
  reviews    TEXT NOT NULL,                       -- JSON list of review ids
  evidence   TEXT NOT NULL,                       -- JSON list of evidence ids
  decided_by TEXT NOT NULL REFERENCES app_user (id),
  decided    TEXT NOT NULL,                       -- UTC
  version    INTEGER NOT NULL                     -- the revision
) STRICT;

CREATE TABLE publication (
  claim_id TEXT PRIMARY KEY REFERENCES claim (id),
  state    TEXT NOT NULL CHECK (state IN ('published', 'corrected', 'updated', 'retracted')),
  revision INTEGER NOT NULL,                      -- of the verdict
  first_at TEXT NOT NULL,                         -- UTC
  at       TEXT NOT NULL,                         -- UTC
  by_user  TEXT NOT NULL REFERENCES app_user (id),
  version  INTEGER NOT NULL
) STRICT;

CREATE TABLE correction (
  id            TEXT PRIMARY KEY,
  claim_id      TEXT NOT NULL REFERENCES claim (id),
  kind          TEXT NOT NULL CHECK (kind IN ('correction', 'update', 'clarification', 'retraction')),
  note          TEXT NOT NULL,
  from_revision INTEGER NOT NULL,
  to_revision   INTEGER NOT NULL,
  at            TEXT NOT NULL,                    -- UTC
  by_user       TEXT NOT NULL REFERENCES app_user (id),
  version       INTEGER NOT NULL CHECK (version = 1)
) STRICT;
CREATE INDEX correction_claim ON correction (claim_id, at);
CREATE TRIGGER correction_no_update BEFORE UPDATE ON correction BEGIN SELECT RAISE (ABORT, 'a correction never changes'); END;
CREATE TRIGGER correction_no_delete BEFORE DELETE ON correction BEGIN SELECT RAISE (ABORT, 'a correction never changes'); END;
CREATE TRIGGER correction_no_replace BEFORE INSERT ON correction WHEN EXISTS (SELECT 1 FROM correction WHERE id = NEW.id) BEGIN SELECT RAISE (ABORT, 'a correction never changes'); END;
