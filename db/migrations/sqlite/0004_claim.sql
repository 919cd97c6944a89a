CREATE TABLE claimant (
  id        TEXT PRIMARY KEY,
  name      TEXT NOT NULL,
  name_key  TEXT NOT NULL UNIQUE,                 -- folded name, by which the same claimant is found again
  kind      TEXT NOT NULL CHECK (kind IN ('person', 'organization', 'group', 'unknown')),
  job_title TEXT NOT NULL,
  same_as   TEXT NOT NULL,                        -- JSON list of addresses
  version   INTEGER NOT NULL
) STRICT;

CREATE TABLE claim (
  id          TEXT PRIMARY KEY,
  article_id  TEXT NOT NULL REFERENCES article (id),
  no          INTEGER NOT NULL,                   -- number within the article, from 1; permanent
  wording     TEXT NOT NULL,
  claimant_id TEXT NOT NULL,                      -- '' for the article's own voice
  attribution TEXT NOT NULL,                      -- JSON: claims.Attribution
  kind        TEXT NOT NULL,
  modality    TEXT NOT NULL,
  hedges      TEXT NOT NULL,                      -- JSON list of claims.Mention
  dates       TEXT NOT NULL,                      -- JSON list of claims.Mention
  quantities  TEXT NOT NULL,                      -- JSON list of claims.Quantity
  settles_on  TEXT NOT NULL,                      -- day; ''
  place       TEXT NOT NULL,
  score       REAL NOT NULL,                      -- 0..1
  reasons     TEXT NOT NULL,                      -- JSON list of words
  topics      TEXT NOT NULL,                      -- JSON list of words
  context     TEXT NOT NULL,
  priority    INTEGER NOT NULL CHECK (priority BETWEEN -1 AND 1),
  state       TEXT NOT NULL CHECK (state IN ('candidate', 'accepted', 'rejected', 'merged', 'split', 'withdrawn')),
  reason      TEXT NOT NULL,
  state_note  TEXT NOT NULL,
  successors  TEXT NOT NULL,                      -- JSON list of claim ids
  parent      TEXT NOT NULL,                      -- claim id; ''
  proposer    TEXT NOT NULL,                      -- 'splitter' or a user id
  created     TEXT NOT NULL,                      -- UTC
  created_by  TEXT NOT NULL REFERENCES app_user (id),
  version     INTEGER NOT NULL,
  UNIQUE (article_id, no)
) STRICT;
CREATE INDEX claim_parent ON claim (parent) WHERE parent <> '';

CREATE TABLE appearance (
  claim_id   TEXT NOT NULL REFERENCES claim (id),
  n          INTEGER NOT NULL,                    -- from 0; 0 is where it was found
  article_id TEXT NOT NULL REFERENCES article (id),
  number     INTEGER NOT NULL,                    -- version of the article
  first_byte INTEGER NOT NULL,                    -- start of the first span
  spans      TEXT NOT NULL,                       -- JSON list of {start, end}, bytes
  exact      TEXT NOT NULL,
  prefix     TEXT NOT NULL,
  suffix     TEXT NOT NULL,
  anchor     TEXT NOT NULL CHECK (anchor IN ('exact', 'moved', 'ambiguous', 'lost')),
  PRIMARY KEY (claim_id, n)
) STRICT;
CREATE INDEX appearance_article ON appearance (article_id, number, first_byte);

-- What lists filter by and show of a claim: worked out from the claim, its evidence, verdict and publication by the
-- transaction that changes one of them.
CREATE TABLE claim_tally (
  claim_id    TEXT PRIMARY KEY REFERENCES claim (id),
  article_id  TEXT NOT NULL,
  claimant_id TEXT NOT NULL,
  state       TEXT NOT NULL,
  step        TEXT NOT NULL,                      -- claims.Step
  urgency     INTEGER NOT NULL,                   -- 1 - priority: 0 first
  settles_on  TEXT NOT NULL,
  supports    INTEGER NOT NULL,                   -- pieces of evidence, by stance
  refutes     INTEGER NOT NULL,
  contexts    INTEGER NOT NULL,
  rating      TEXT NOT NULL,                      -- key; ''
  scale       INTEGER NOT NULL,                   -- number of the scale; 0
  publication TEXT NOT NULL                       -- state; ''
) STRICT;
CREATE INDEX claim_tally_step     ON claim_tally (step, urgency, claim_id);
CREATE INDEX claim_tally_due      ON claim_tally (settles_on) WHERE step = 'wait';
CREATE INDEX claim_tally_state    ON claim_tally (state, claim_id);
CREATE INDEX claim_tally_rating   ON claim_tally (rating, claim_id);
CREATE INDEX claim_tally_claimant ON claim_tally (claimant_id, claim_id) WHERE claimant_id <> '';
CREATE INDEX claim_tally_article  ON claim_tally (article_id, claim_id);

-- Desk-wide counts, so that no page counts rows.
CREATE TABLE counter (
  name TEXT PRIMARY KEY,                          -- 'step:' + claims.Step
  n    INTEGER NOT NULL
) STRICT;
