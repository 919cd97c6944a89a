package web

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"net/http"
	"time"
	"unicode/utf8"

	"github.com/gorilla/securecookie"
	"github.com/gorilla/sessions"

	"assay/claims"
	"assay/db"
)

const (
	// fullTime is how long a session lives in any case (ASVS 5.0, 7.3); the store ends it earlier when nobody uses it.
	fullTime = 7 * 24 * time.Hour
	// seenEvery is how often the time of the last request is written down, at most.
	seenEvery = time.Minute
)

// sessionStore is a gorilla session store over the database: the cookie holds a random id and nothing else, so that a
// session can be ended from the server's side. The database knows only the id's digest.
type sessionStore struct {
	db     *db.DB
	secure bool // cookies only over https
}

var _ sessions.Store = (*sessionStore)(nil)

// Keys of a session's values.
const (
	userKey    = "user"
	sessionKey = "session"
)

// cookieName has the prefix that makes browsers refuse the cookie from a subdomain or over plain http.
func (s *sessionStore) cookieName() string {
	if s.secure {
		return "__Host-assay"
	}
	return "assay"
}

func (s *sessionStore) options(age time.Duration) *sessions.Options {
	return &sessions.Options{Path: "/", MaxAge: int(age.Seconds()), Secure: s.secure, HttpOnly: true, SameSite: http.SameSiteLaxMode}
}

// Get returns the request's session.
func (s *sessionStore) Get(r *http.Request, name string) (*sessions.Session, error) {
	return sessions.GetRegistry(r).Get(s, name)
}

// New reads the session that the cookie names. A cookie that names none gives a new session and no error: it is what a
// signed-out browser looks like, not a fault.
func (s *sessionStore) New(r *http.Request, name string) (*sessions.Session, error) {
	session := sessions.NewSession(s, name)
	session.Options, session.IsNew = s.options(fullTime), true
	cookie, err := r.Cookie(name)
	if err != nil || len(cookie.Value) != idLength {
		return session, nil
	}
	row, user, err := s.db.Session(r.Context(), idHash(cookie.Value))
	if errors.Is(err, claims.ErrNotFound) {
		return session, nil
	}
	if err != nil {
		return session, err
	}
	session.ID, session.IsNew = cookie.Value, false
	session.Values[userKey], session.Values[sessionKey] = user, row
	return session, nil
}

// Save writes the session and its cookie. A session without a user, or with a negative MaxAge, is ended.
func (s *sessionStore) Save(r *http.Request, w http.ResponseWriter, session *sessions.Session) error {
	user, ok := session.Values[userKey].(claims.User)
	if !ok || session.Options.MaxAge < 0 {
		http.SetCookie(w, sessions.NewCookie(session.Name(), "", s.options(-time.Second)))
		if session.ID == "" {
			return nil
		}
		return s.db.EndSession(r.Context(), idHash(session.ID))
	}
	now := s.db.Now()
	row, ok := session.Values[sessionKey].(db.Session)
	if !ok {
		row = db.Session{Agent: clip(r.UserAgent(), 200), Created: now, Expires: now.Add(fullTime)}
	}
	if session.ID == "" {
		id, err := newSessionID()
		if err != nil {
			return err
		}
		session.ID = id
	}
	row.IDHash, row.UserID, row.Seen = idHash(session.ID), user.ID, now
	session.Values[sessionKey] = row
	http.SetCookie(w, sessions.NewCookie(session.Name(), session.ID, session.Options))
	return s.db.SaveSession(r.Context(), row)
}

// idLength is the length of a session id in the cookie: 32 random bytes.
const idLength = 43

func newSessionID() (string, error) {
	b := make([]byte, 32)
	if _, err := rand.Read(b); err != nil {
		return "", err
	}
	return base64.RawURLEncoding.EncodeToString(b), nil
}

func idHash(id string) string {
	sum := sha256.Sum256([]byte(id))
	return hex.EncodeToString(sum[:])
}

// seen notes that the session is in use, at most once a minute, whatever becomes of the request.
func (s *sessionStore) seen(ctx context.Context, row db.Session) error {
	if s.db.Now().Sub(row.Seen) < seenEvery {
		return nil
	}
	return s.db.TouchSession(context.WithoutCancel(ctx), row.IDHash)
}

// flashCodec signs a message for the next page under the session's own id, which nobody else knows.
func flashCodec(sessionID string) *securecookie.SecureCookie {
	key := sha256.Sum256([]byte("flash " + sessionID))
	return securecookie.New(key[:], nil).MaxAge(300)
}

// clip cuts s to at most n bytes, on a rune border.
func clip(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n]
}
