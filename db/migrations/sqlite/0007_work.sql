-- Operations that took effect, so that a form sent twice makes one thing.
CREATE TABLE op (
  id     TEXT PRIMARY KEY,                        -- digest of user, address and form
  at     TEXT NOT NULL,                           -- UTC; removed after a day
  result TEXT NOT NULL                            -- what the operation answered: an id
) STRICT;
CREATE INDEX op_at ON op (at);

-- Work that must not keep a page waiting. A lease that ran out gives the job back.
CREATE TABLE job (
  id           TEXT PRIMARY KEY,
  kind         TEXT NOT NULL CHECK (kind IN ('fetch-draft', 'fetch-source')),
  subject_id   TEXT NOT NULL,                     -- draft or source
  address      TEXT NOT NULL,                     -- what to fetch
  user_id      TEXT NOT NULL,                     -- for whom
  run_at       TEXT NOT NULL,                     -- UTC; not before
  leased_until TEXT NOT NULL,                     -- UTC; '' while nobody works on it
  tries        INTEGER NOT NULL
) STRICT;
CREATE INDEX job_run ON job (run_at, id);

-- Words of articles, claims and sources. The text itself is kept where it belongs; this holds only the index.
CREATE TABLE search_doc (
  id   INTEGER PRIMARY KEY,                       -- row of search_index
  kind TEXT NOT NULL CHECK (kind IN ('claim', 'article', 'source')),
  ref  TEXT NOT NULL,                             -- id of the thing
  UNIQUE (kind, ref)
) STRICT;
CREATE VIRTUAL TABLE search_index USING fts5 (kind, title, body, content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 2');
