-- Who works here. Every table of this and the following files that has a column version is a projection of the
-- record: it holds the value of the entity's last event and nothing else.

CREATE TABLE desk (
  id        INTEGER PRIMARY KEY CHECK (id = 1),
  name      TEXT NOT NULL,
  url       TEXT NOT NULL,
  contact   TEXT NOT NULL,
  time_zone TEXT NOT NULL,                        -- IANA name
  version   INTEGER NOT NULL
) STRICT;

CREATE TABLE app_user (
  id       TEXT PRIMARY KEY,
  handle   TEXT NOT NULL UNIQUE,
  name     TEXT NOT NULL,
  role     TEXT NOT NULL CHECK (role IN ('viewer', 'auditor', 'reviewer', 'editor', 'admin')),
  disabled INTEGER NOT NULL CHECK (disabled IN (0, 1)),
  created  TEXT NOT NULL,                         -- UTC
  version  INTEGER NOT NULL
) STRICT;

-- Secrets stay out of the record: that a password was set is an event, its hash is not.
CREATE TABLE credential (
  user_id TEXT PRIMARY KEY REFERENCES app_user (id),
  hash    TEXT NOT NULL,                          -- argon2id, encoded with its parameters
  changed TEXT NOT NULL                           -- UTC
) STRICT;

CREATE TABLE session (
  id_hash TEXT PRIMARY KEY,                       -- hex SHA-256 of the cookie's random id
  user_id TEXT NOT NULL REFERENCES app_user (id),
  agent   TEXT NOT NULL,                          -- the browser, as it names itself
  created TEXT NOT NULL,                          -- UTC
  seen    TEXT NOT NULL,                          -- UTC; written at most once a minute
  expires TEXT NOT NULL                           -- UTC; the session ends then whatever happens
) STRICT;
CREATE INDEX session_user ON session (user_id, created);
CREATE INDEX session_expires ON session (expires);

-- Failed sign-ins, per account and per address, for a growing delay.
CREATE TABLE sign_in (
  id       TEXT PRIMARY KEY,                      -- 'user:' + handle, or 'addr:' + address prefix
  failures INTEGER NOT NULL,
  last     TEXT NOT NULL                          -- UTC
) STRICT;

CREATE TABLE scale (
  number  INTEGER PRIMARY KEY,                    -- version of the desk's scale, from 1
  ratings TEXT NOT NULL,                          -- JSON: the ratings in order
  version INTEGER NOT NULL
) STRICT;

-- Setting up a desk needs this token, printed once by the program; used = 1 afterwards.
CREATE TABLE setup_token (
  id   INTEGER PRIMARY KEY CHECK (id = 1),
  hash TEXT NOT NULL,                             -- hex SHA-256
  used INTEGER NOT NULL CHECK (used IN (0, 1))
) STRICT;
