package claims

import (
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// Role is what a user may do. Roles are not a ladder: an auditor reads the whole record and changes nothing.
type Role string

// The roles, least first.
const (
	Viewer   Role = "viewer"   // reads articles, claims, sources and reports
	Auditor  Role = "auditor"  // reads everything, the record and the users included
	Reviewer Role = "reviewer" // imports, works on claims, adds evidence, gives verdicts
	Editor   Role = "editor"   // as a reviewer; publishes and corrects; reads the record
	Admin    Role = "admin"    // as an editor; manages users and the desk
)

// Roles lists all roles in the order in which they are offered.
var Roles = []Role{Viewer, Auditor, Reviewer, Editor, Admin}

// Permission is one thing a role may allow.
type Permission string

// The permissions that routes and rules ask for.
const (
	MayRead    Permission = "read"    // see articles, claims, sources, reports and their histories
	MayAudit   Permission = "audit"   // see all events, the proof of the record, and who has an account
	MayWork    Permission = "work"    // import, change claims, add evidence, give verdicts
	MayPublish Permission = "publish" // publish and correct verdicts
	MayAdmin   Permission = "admin"   // manage users and the desk
)

var rolePermissions = map[Role][]Permission{
	Viewer:   {MayRead},
	Auditor:  {MayRead, MayAudit},
	Reviewer: {MayRead, MayWork},
	Editor:   {MayRead, MayWork, MayAudit, MayPublish},
	Admin:    {MayRead, MayWork, MayAudit, MayPublish, MayAdmin},
}

// May tells whether the role allows p. An unknown role allows nothing.
func (r Role) May(p Permission) bool {
	for _, have := range rolePermissions[r] {
		if have == p {
			return true
		}
	}
	return false
}

// Valid tells whether r is one of Roles.
func (r Role) Valid() bool { return rolePermissions[r] != nil }

// Actor is who does something. Every write takes one.
type Actor struct {
	ID   string // the user's id, or SystemID
	Name string // display name
	Role Role
}

// SystemID is the actor id of what the program does by itself.
const SystemID = "system"

// System is the program as an actor: set-up, jobs, the worked example.
var System = Actor{ID: SystemID, Name: "Assay", Role: Admin}

// Check returns ErrForbidden unless the actor's role allows p.
func (a Actor) Check(p Permission) error {
	if a.Role.May(p) {
		return nil
	}
	return ErrForbidden
}

// User is an account. The password's hash is kept apart from it and never enters the record.
type User struct {
	ID       string    `json:"id"`
	Handle   string    `json:"handle"` // what the user signs in with: lower case, unique
	Name     string    `json:"name"`   // what others see
	Role     Role      `json:"role"`
	Disabled bool      `json:"disabled"` // cannot sign in; everything he did stays
	Created  time.Time `json:"created"`  // UTC
	Version  int       `json:"version"`
}

// Actor returns the user as an actor.
func (u User) Actor() Actor { return Actor{ID: u.ID, Name: u.Name, Role: u.Role} }

// Initials returns one or two letters for a small round badge.
func (u User) Initials() string { return Initials(u.Name) }

// Initials returns the first letters of the first and the last word of a name, in upper case.
func Initials(name string) string {
	words := strings.Fields(name)
	if len(words) == 0 {
		return "?"
	}
	first, _ := utf8.DecodeRuneInString(words[0])
	out := string(unicode.ToUpper(first))
	if len(words) > 1 {
		last, _ := utf8.DecodeRuneInString(words[len(words)-1])
		out += string(unicode.ToUpper(last))
	}
	return out
}

// Limits on what a person may type, in code points. Longer text is refused with a message, never cut.
const (
	MaxHandle   = 40
	MaxName     = 80
	MaxWording  = 2_000
	MaxLine     = 1_000  // headlines, titles, outlets, notes of one line
	MaxProse    = 20_000 // rationales, notes, quoted passages
	MaxArticle  = 1_000_000
	MinPassword = 15 // NIST SP 800-63B-4: the least when the password is the only factor
	MaxPassword = 256
)

// CheckUser returns the faults of the fields that an admin fills in, as FieldErrors, or nil.
// Fields: "handle", "name", "role".
func CheckUser(u User) error {
	var bad FieldErrors
	if !validHandle(u.Handle) {
		bad.Add("handle", "Use 2 to 40 small letters, digits, dots, hyphens or underscores, beginning with a letter.")
	}
	checkLine(&bad, "name", u.Name, MaxName, true)
	if !u.Role.Valid() {
		bad.Add("role", "Choose one of the roles.")
	}
	return bad.Err()
}

func validHandle(h string) bool {
	if len(h) < 2 || len(h) > MaxHandle || h[0] < 'a' || h[0] > 'z' {
		return false
	}
	for _, c := range []byte(h) {
		if !(c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '.' || c == '-' || c == '_') {
			return false
		}
	}
	return true
}

// commonPasswords are long enough to pass MinPassword and still among the first that anyone tries.
var commonPasswords = []string{"passwordpassword", "password12345678", "123456789012345", "1234567890123456", "qwertyuiopasdfgh", "qwertyuiop12345", "aaaaaaaaaaaaaaa"}

// CheckPassword returns a FieldError on "password" when the password is too short, too long, common, or made of the
// handle. There are no rules about kinds of characters (NIST SP 800-63B-4, 3.1.1.2).
func CheckPassword(password, handle string) error {
	n, lower := utf8.RuneCountInString(password), strings.ToLower(password)
	first, _ := utf8.DecodeRuneInString(lower)
	switch {
	case !utf8.ValidString(password):
		return &FieldError{"password", "This is not valid text."}
	case n < MinPassword:
		return &FieldError{"password", "Use at least 15 characters: a few words in a row are easy to remember."}
	case n > MaxPassword:
		return &FieldError{"password", "Use at most 256 characters."}
	case handle != "" && strings.Trim(strings.ReplaceAll(lower, handle, ""), "0123456789 ") == "":
		return &FieldError{"password", "This is mostly your user name. Choose other words."}
	case strings.Trim(lower, string(first)) == "":
		return &FieldError{"password", "This is one character over and over. Choose other words."}
	}
	for _, common := range commonPasswords {
		if lower == common {
			return &FieldError{"password", "This is one of the first passwords anyone would try. Choose other words."}
		}
	}
	return nil
}
