-- How claims stand to each other.
CREATE TABLE relation (
  id       TEXT PRIMARY KEY,
  claim_id TEXT NOT NULL REFERENCES claim (id),
  other_id TEXT NOT NULL REFERENCES claim (id),
  kind     TEXT NOT NULL CHECK (kind IN ('same_as', 'repeats', 'narrower', 'contradicts', 'part_of')),
  state    TEXT NOT NULL CHECK (state IN ('suggested', 'confirmed', 'rejected')),
  score    REAL NOT NULL CHECK (score BETWEEN 0 AND 1), -- how alike the wordings are; 0 when a person found the other claim
  note     TEXT NOT NULL,                         -- why it has its state
  by_user  TEXT NOT NULL REFERENCES app_user (id), -- who gave it its state
  at       TEXT NOT NULL,                         -- UTC; when it got its state
  version  INTEGER NOT NULL,
  CHECK (claim_id <> other_id),
  UNIQUE (claim_id, other_id, kind)
) STRICT;
CREATE INDEX relation_other ON relation (other_id);
-- Read from either claim, these two say the same.
CREATE UNIQUE INDEX relation_pair ON relation (min(claim_id, other_id), max(claim_id, other_id), kind) WHERE kind IN ('same_as', 'contradicts');

ALTER TABLE claim_tally ADD COLUMN carried TEXT NOT NULL DEFAULT ''; -- id of the relation by which rating and scale are those of another claim; ''
