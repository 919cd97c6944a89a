-- How many reviews a verdict needs, and who sees which review when.

CREATE TABLE policy (
  id            INTEGER PRIMARY KEY CHECK (id = 1),
  reviews       TEXT    NOT NULL CHECK (reviews IN ('one', 'two', 'some')),
  share         INTEGER NOT NULL CHECK (share BETWEEN 0 AND 100), -- percent of claims with two reviews
  topics        TEXT    NOT NULL,                 -- JSON list of words
  ratings       TEXT    NOT NULL,                 -- JSON list of keys
  lease_minutes INTEGER NOT NULL CHECK (lease_minutes BETWEEN 5 AND 480),
  hide_names    INTEGER NOT NULL CHECK (hide_names IN (0, 1)),
  version       INTEGER NOT NULL
) STRICT;

CREATE TABLE round (
  id        TEXT PRIMARY KEY,                     -- claim id, '.', no
  claim_id  TEXT NOT NULL REFERENCES claim (id),
  no        INTEGER NOT NULL,                     -- from 1
  need      INTEGER NOT NULL CHECK (need IN (1, 2)), -- reviews
  why       TEXT NOT NULL,                        -- what of the policy asks for them
  scale     INTEGER NOT NULL REFERENCES scale (number),
  state     TEXT NOT NULL CHECK (state IN ('open', 'disputed', 'decided', 'returned')),
  reviews   TEXT NOT NULL,                        -- JSON list of review ids, in order
  reviewers TEXT NOT NULL,                        -- JSON list of user ids, in the same order
  reason    TEXT NOT NULL,                        -- why it was opened again, returned, or decided as it was
  picked    TEXT NOT NULL,                        -- id of the review that an adjudicator followed; ''
  revision  INTEGER NOT NULL,                     -- of the verdict that came of it; 0
  rating    TEXT NOT NULL,                        -- key, of that verdict; ''
  opened    TEXT NOT NULL,                        -- UTC
  closed    TEXT NOT NULL,                        -- UTC; ''
  closed_by TEXT NOT NULL,                        -- user id; ''
  version   INTEGER NOT NULL,
  UNIQUE (claim_id, no)
) STRICT;
CREATE INDEX round_state ON round (state, claim_id);

ALTER TABLE review ADD COLUMN as_of TEXT NOT NULL DEFAULT ''; -- day up to which the reviewer looked
CREATE INDEX review_reviewer ON review (reviewer, id);
ALTER TABLE verdict ADD COLUMN how TEXT NOT NULL DEFAULT 'review'; -- review, agreement or adjudication

ALTER TABLE claim ADD COLUMN assignee TEXT NOT NULL DEFAULT ''; -- user id
ALTER TABLE claim ADD COLUMN due TEXT NOT NULL DEFAULT '';      -- day by which it should be done

ALTER TABLE claim_tally ADD COLUMN due TEXT NOT NULL DEFAULT '9999-12-31';    -- the claim's, or a day behind every other
ALTER TABLE claim_tally ADD COLUMN assignee TEXT NOT NULL DEFAULT '';
ALTER TABLE claim_tally ADD COLUMN first_reviewer TEXT NOT NULL DEFAULT '';   -- of the round that is open or disputed
ALTER TABLE claim_tally ADD COLUMN second_reviewer TEXT NOT NULL DEFAULT '';
ALTER TABLE claim_tally ADD COLUMN topics TEXT NOT NULL DEFAULT '[]';         -- JSON list of words
ALTER TABLE claim_tally ADD COLUMN anchor TEXT NOT NULL DEFAULT 'exact';      -- of the newest appearance
ALTER TABLE claim_tally ADD COLUMN recheck INTEGER NOT NULL DEFAULT 0;        -- pieces of evidence under the verdict that have changed
UPDATE claim_tally
   SET topics = (SELECT c.topics FROM claim c WHERE c.id = claim_tally.claim_id),
       anchor = COALESCE((SELECT a.anchor FROM appearance a WHERE a.claim_id = claim_tally.claim_id AND a.n = 0), 'exact');
DROP INDEX claim_tally_step;
CREATE INDEX claim_tally_step     ON claim_tally (step, urgency, due, claim_id);
CREATE INDEX claim_tally_assignee ON claim_tally (assignee, claim_id) WHERE assignee <> '';
CREATE INDEX claim_tally_first    ON claim_tally (first_reviewer, claim_id) WHERE first_reviewer <> '';
CREATE INDEX claim_tally_second   ON claim_tally (second_reviewer, claim_id) WHERE second_reviewer <> '';
CREATE INDEX claim_tally_deadline ON claim_tally (due, claim_id) WHERE due < '9999-12-31';
CREATE INDEX claim_tally_anchor   ON claim_tally (claim_id) WHERE anchor <> 'exact';
CREATE INDEX claim_tally_recheck  ON claim_tally (claim_id) WHERE recheck > 0;

-- Claims that somebody works on now. Not part of the record: a lease that ran out gives the claim back by itself.
CREATE TABLE lease (
  claim_id TEXT PRIMARY KEY REFERENCES claim (id),
  user_id  TEXT NOT NULL REFERENCES app_user (id),
  taken    TEXT NOT NULL,                         -- UTC
  until    TEXT NOT NULL                          -- UTC
) STRICT;
CREATE INDEX lease_user ON lease (user_id, claim_id);

-- What somebody typed into a form about a claim and has not sent. Not part of the record, and nobody else's business.
CREATE TABLE work_draft (
  user_id  TEXT NOT NULL REFERENCES app_user (id),
  claim_id TEXT NOT NULL REFERENCES claim (id),
  form     TEXT NOT NULL CHECK (form IN ('review', 'evidence', 'adjudication')),
  body     TEXT NOT NULL,                         -- JSON: the fields and their values
  saved    TEXT NOT NULL,                         -- UTC
  PRIMARY KEY (user_id, claim_id, form)
) STRICT;

-- Choices of the queue that somebody keeps under a name. Not part of the record.
CREATE TABLE saved_filter (
  id      TEXT PRIMARY KEY,
  user_id TEXT NOT NULL REFERENCES app_user (id),
  name    TEXT NOT NULL,
  query   TEXT NOT NULL,                          -- as in the queue's address
  UNIQUE (user_id, name)
) STRICT;
