CREATE TABLE article (
  id         TEXT PRIMARY KEY,
  url        TEXT NOT NULL,                       -- canonical address; ''
  outlet     TEXT NOT NULL,
  headline   TEXT NOT NULL,
  byline     TEXT NOT NULL,
  published  TEXT NOT NULL,                       -- claims.Date; ''
  lang       TEXT NOT NULL,                       -- BCP 47; ''
  origin     TEXT NOT NULL CHECK (origin IN ('paste', 'file', 'url')),
  origin_ref TEXT NOT NULL,
  number     INTEGER NOT NULL,                    -- of the current version
  blocks     TEXT NOT NULL,                       -- JSON: [{start, end, kind, why}], bytes of the current version's text
  added      TEXT NOT NULL,                       -- UTC
  added_by   TEXT NOT NULL REFERENCES app_user (id),
  version    INTEGER NOT NULL
) STRICT;
CREATE INDEX article_url ON article (url) WHERE url <> '';

CREATE TABLE article_version (
  article_id TEXT NOT NULL REFERENCES article (id),
  number     INTEGER NOT NULL,                    -- from 1
  text       TEXT NOT NULL,                       -- UTF-8, LF, one blank line between paragraphs
  sha256     TEXT NOT NULL,                       -- hex, of text
  extractor  TEXT NOT NULL,
  raw_sha256 TEXT NOT NULL,                       -- hex, of the bytes that came in
  fetched    TEXT NOT NULL,                       -- UTC
  version    INTEGER NOT NULL CHECK (version = 1),
  PRIMARY KEY (article_id, number)
) STRICT;
CREATE INDEX article_version_sha256 ON article_version (sha256);
CREATE TRIGGER article_version_no_update BEFORE UPDATE ON article_version BEGIN SELECT RAISE (ABORT, 'a version never changes'); END;
CREATE TRIGGER article_version_no_delete BEFORE DELETE ON article_version BEGIN SELECT RAISE (ABORT, 'a version never changes'); END;
CREATE TRIGGER article_version_no_replace BEFORE INSERT ON article_version WHEN EXISTS (SELECT 1 FROM article_version WHERE article_id = NEW.article_id AND number = NEW.number) BEGIN SELECT RAISE (ABORT, 'a version never changes'); END;

-- Counts for lists, kept by the transaction that changes a claim.
CREATE TABLE article_tally (
  article_id TEXT PRIMARY KEY REFERENCES article (id),
  claims     INTEGER NOT NULL,                    -- accepted
  proposed   INTEGER NOT NULL,                    -- candidates
  decided    INTEGER NOT NULL                     -- accepted, with a verdict
) STRICT;
CREATE INDEX article_tally_decided ON article_tally (article_id) WHERE decided > 0;

-- Articles that were put in and not saved yet. No part of the record.
CREATE TABLE draft (
  id      TEXT PRIMARY KEY,
  user_id TEXT NOT NULL REFERENCES app_user (id),
  state   TEXT NOT NULL CHECK (state IN ('fetching', 'ready', 'failed', 'saved')),
  body    TEXT NOT NULL,                          -- JSON: claims.Draft
  made    TEXT NOT NULL                           -- UTC
) STRICT;
CREATE INDEX draft_made ON draft (made);
