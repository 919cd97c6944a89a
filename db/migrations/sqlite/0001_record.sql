-- The record: every change is one event. Times are UTC, text, 2006-01-02T15:04:05.000Z. Digests are 32 bytes.

CREATE TABLE event (
  seq             INTEGER PRIMARY KEY,            -- dense from 0, in order of commit
  at              TEXT    NOT NULL,               -- UTC; never earlier than the event before
  actor           TEXT    NOT NULL,               -- user id, or 'system'
  on_behalf       TEXT    NOT NULL,               -- user id for whom a job acted; ''
  kind            TEXT    NOT NULL,               -- closed list: claims.EventKind
  subject         TEXT    NOT NULL,               -- which kind of entity
  subject_id      TEXT    NOT NULL,
  subject_version INTEGER NOT NULL CHECK (subject_version > 0),
  article_id      TEXT    NOT NULL,               -- whose history it belongs to; ''
  claim_id        TEXT    NOT NULL,               -- whose history it belongs to; ''
  note            TEXT    NOT NULL,
  op              TEXT    NOT NULL,               -- the operation it came from; events of one operation share it
  schema          INTEGER NOT NULL,               -- version of the payload's form
  payload_digest  BLOB    NOT NULL CHECK (length(payload_digest) = 32), -- HMAC-SHA-256 of the body under its salt
  leaf_hash       BLOB    NOT NULL CHECK (length(leaf_hash) = 32)       -- see package claims/record
) STRICT;

CREATE UNIQUE INDEX event_subject ON event (subject, subject_id, subject_version);
CREATE INDEX event_claim   ON event (claim_id, seq)   WHERE claim_id <> '';
CREATE INDEX event_article ON event (article_id, seq) WHERE article_id <> '';
CREATE INDEX event_actor   ON event (actor, seq);
CREATE INDEX event_kind    ON event (kind, seq);
CREATE INDEX event_op      ON event (op, seq)         WHERE op <> '';

CREATE TABLE payload (
  seq  INTEGER PRIMARY KEY REFERENCES event (seq),
  salt BLOB NOT NULL CHECK (length(salt) = 32),
  body TEXT NOT NULL                              -- JSON: the entity's full value after the event
) STRICT;

-- Inner nodes of the Merkle tree from level 8 up; those below are recomputed from at most 256 leaves.
CREATE TABLE tree_node (
  level INTEGER NOT NULL CHECK (level >= 8),
  n     INTEGER NOT NULL,                         -- index within the level, from 0
  hash  BLOB    NOT NULL CHECK (length(hash) = 32),
  PRIMARY KEY (level, n)
) STRICT, WITHOUT ROWID;

CREATE TABLE checkpoint (
  size INTEGER PRIMARY KEY,                       -- events covered
  at   TEXT NOT NULL,                             -- UTC
  note TEXT NOT NULL                              -- signed note: origin, size, root, signature
) STRICT;

-- Against honest mistakes: nothing in the record is changed or removed. INSERT OR REPLACE would walk past a
-- delete trigger, so inserting over an existing key is refused as well.
CREATE TRIGGER event_no_update      BEFORE UPDATE ON event      BEGIN SELECT RAISE (ABORT, 'the record is append-only'); END;
CREATE TRIGGER event_no_delete      BEFORE DELETE ON event      BEGIN SELECT RAISE (ABORT, 'the record is append-only'); END;
CREATE TRIGGER event_no_replace     BEFORE INSERT ON event      WHEN EXISTS (SELECT 1 FROM event WHERE seq = NEW.seq) BEGIN SELECT RAISE (ABORT, 'the record is append-only'); END;
CREATE TRIGGER payload_no_update    BEFORE UPDATE ON payload    BEGIN SELECT RAISE (ABORT, 'the record is append-only'); END;
CREATE TRIGGER payload_no_delete    BEFORE DELETE ON payload    BEGIN SELECT RAISE (ABORT, 'the record is append-only'); END;
CREATE TRIGGER payload_no_replace   BEFORE INSERT ON payload    WHEN EXISTS (SELECT 1 FROM payload WHERE seq = NEW.seq) BEGIN SELECT RAISE (ABORT, 'the record is append-only'); END;
CREATE TRIGGER tree_node_no_update  BEFORE UPDATE ON tree_node  BEGIN SELECT RAISE (ABORT, 'the record is append-only'); END;
CREATE TRIGGER tree_node_no_delete  BEFORE DELETE ON tree_node  BEGIN SELECT RAISE (ABORT, 'the record is append-only'); END;
CREATE TRIGGER tree_node_no_replace BEFORE INSERT ON tree_node  WHEN EXISTS (SELECT 1 FROM tree_node WHERE level = NEW.level AND n = NEW.n) BEGIN SELECT RAISE (ABORT, 'the record is append-only'); END;
CREATE TRIGGER checkpoint_no_update BEFORE UPDATE ON checkpoint BEGIN SELECT RAISE (ABORT, 'the record is append-only'); END;
CREATE TRIGGER checkpoint_no_delete BEFORE DELETE ON checkpoint BEGIN SELECT RAISE (ABORT, 'the record is append-only'); END;
CREATE TRIGGER checkpoint_no_replace BEFORE INSERT ON checkpoint WHEN EXISTS (SELECT 1 FROM checkpoint WHERE size = NEW.size) BEGIN SELECT RAISE (ABORT, 'the record is append-only'); END;
