-- What people say to each other about a claim. The words stay as they are; a comment can be settled and taken up again.
CREATE TABLE comment (
  id          TEXT PRIMARY KEY,
  claim_id    TEXT NOT NULL REFERENCES claim (id),
  text        TEXT NOT NULL,
  by_user     TEXT NOT NULL REFERENCES app_user (id),
  at          TEXT NOT NULL,                      -- UTC
  resolved    INTEGER NOT NULL CHECK (resolved IN (0, 1)),
  resolved_by TEXT NOT NULL,                      -- user id; '' while it is open
  version     INTEGER NOT NULL
) STRICT;
CREATE INDEX comment_claim ON comment (claim_id, at, id);
CREATE TRIGGER comment_no_update BEFORE UPDATE OF id, claim_id, text, by_user, at ON comment BEGIN SELECT RAISE (ABORT, 'what a comment says never changes'); END;
CREATE TRIGGER comment_no_delete BEFORE DELETE ON comment BEGIN SELECT RAISE (ABORT, 'a comment is never removed'); END;

-- What the desk tells its people. Not part of the record. One notice of a kind about a claim waits for a reader at a time.
CREATE TABLE notice (
  id         TEXT PRIMARY KEY,                    -- ascends with time
  user_id    TEXT NOT NULL REFERENCES app_user (id),
  kind       TEXT NOT NULL CHECK (kind IN ('mention', 'assigned', 'decided', 'disputed', 'adjudicated', 'returned', 'due', 'corrected', 'comment')),
  claim_id   TEXT NOT NULL REFERENCES claim (id),
  subject_id TEXT NOT NULL,                       -- what it is about: a comment, a review, a round; ''
  at         TEXT NOT NULL,                       -- UTC
  seen       INTEGER NOT NULL CHECK (seen IN (0, 1)) -- a seen one is removed after 90 days
) STRICT;
CREATE UNIQUE INDEX notice_unseen ON notice (user_id, kind, claim_id) WHERE seen = 0;
CREATE INDEX notice_user ON notice (user_id, id);
CREATE INDEX notice_claim ON notice (claim_id, kind, at);
CREATE INDEX notice_at ON notice (at) WHERE seen = 1;
