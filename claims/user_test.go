package claims_test

import (
	"errors"
	"strings"
	"testing"

	"assay/claims"
	"assay/claims/claimstest"
)

// actor is the person of the desk with that role.
func actor(role claims.Role) claims.Actor { return claimstest.User(role).Actor() }

func TestRolesAllowWhatTheyAreFor(t *testing.T) {
	permissions := []claims.Permission{claims.MayRead, claims.MayAudit, claims.MayWork, claims.MayPublish, claims.MayAdmin}
	allowed := map[claims.Role]string{
		claims.Viewer:   "read",
		claims.Auditor:  "read audit",
		claims.Reviewer: "read work",
		claims.Editor:   "read audit work publish",
		claims.Admin:    "read audit work publish admin",
		"":              "",
		"owner":         "",
	}
	for role, want := range allowed {
		var got []string
		for _, p := range permissions {
			if role.May(p) {
				got = append(got, string(p))
			}
			if err := (claims.Actor{Role: role}).Check(p); (err == nil) != role.May(p) || err != nil && !errors.Is(err, claims.ErrForbidden) {
				t.Errorf("the check of %s for a %q gave %v", p, role, err)
			}
		}
		if strings.Join(got, " ") != want {
			t.Errorf("a %q may %v, want %s", role, got, want)
		}
		if role.Valid() != (want != "") {
			t.Errorf("valid says %v of role %q", role.Valid(), role)
		}
	}
	if len(claims.Roles) != 5 {
		t.Errorf("%d roles are offered", len(claims.Roles))
	}
	for _, role := range claims.Roles {
		if !role.Valid() || role.May("everything") {
			t.Errorf("role %q: valid %v, may everything %v", role, role.Valid(), role.May("everything"))
		}
	}
	if !claims.System.Role.May(claims.MayAdmin) || claims.System.ID != claims.SystemID {
		t.Errorf("the program acts as %+v", claims.System)
	}
}

// fieldsOf lists the fields that an error is about, in order.
func fieldsOf(err error) string {
	var names []string
	for _, f := range claims.Fields(err) {
		names = append(names, f.Field)
	}
	return strings.Join(names, " ")
}

func TestCheckUser(t *testing.T) {
	good := claims.User{Handle: "ada.b-c_9", Name: "Ada B.", Role: claims.Reviewer}
	for _, c := range []struct {
		name   string
		change func(*claims.User)
		bad    string
	}{
		{"letters, digits, dots, hyphens and underscores make a handle", func(*claims.User) {}, ""},
		{"a handle has at least two characters", func(u *claims.User) { u.Handle = "a" }, "handle"},
		{"two are enough", func(u *claims.User) { u.Handle = "al" }, ""},
		{"forty characters fit", func(u *claims.User) { u.Handle = strings.Repeat("a", 40) }, ""},
		{"forty-one do not", func(u *claims.User) { u.Handle = strings.Repeat("a", 41) }, "handle"},
		{"a handle does not begin with a digit", func(u *claims.User) { u.Handle = "9lives" }, "handle"},
		{"capitals are no part of a handle", func(u *claims.User) { u.Handle = "Ada" }, "handle"},
		{"nor is a space", func(u *claims.User) { u.Handle = "ada b" }, "handle"},
		{"nor a letter beyond ASCII", func(u *claims.User) { u.Handle = "adaé" }, "handle"},
		{"a name is needed", func(u *claims.User) { u.Name = " \t" }, "name"},
		{"a name is one line", func(u *claims.User) { u.Name = "Ada\nB." }, "name"},
		{"a name counts characters, not bytes", func(u *claims.User) { u.Name = strings.Repeat("é", 80) }, ""},
		{"81 are too many", func(u *claims.User) { u.Name = strings.Repeat("é", 81) }, "name"},
		{"a name is valid text", func(u *claims.User) { u.Name = "Ada\xff" }, "name"},
		{"a role is one of the list", func(u *claims.User) { u.Role = "owner" }, "role"},
		{"all faults show at once", func(u *claims.User) { *u = claims.User{} }, "handle name role"},
	} {
		u := good
		c.change(&u)
		if got := fieldsOf(claims.CheckUser(u)); got != c.bad {
			t.Errorf("%s: faults %q, want %q", c.name, got, c.bad)
		}
	}
}

func TestCheckPassword(t *testing.T) {
	for _, c := range []struct {
		name, password, handle string
		ok                     bool
	}{
		{"four words are a password", "maple trains run late", "ada", true},
		{"14 characters are too few", "maple trains r", "ada", false},
		{"15 are enough", "maple trains ru", "ada", true},
		{"characters count, not bytes", strings.Repeat("żó", 7), "ada", false},
		{"256 characters fit", strings.Repeat("maple tr", 32), "ada", true},
		{"257 do not", strings.Repeat("maple tr", 32) + "x", "ada", false},
		{"bytes that are no text are refused", "maple trains run\xff", "ada", false},
		{"one letter over and over is refused", "zzzzzzzzzzzzzzzzzz", "ada", false},
		{"in either case", "ZzzzzzZzzzzzzzzzzz", "ada", false},
		{"beyond ASCII too", strings.Repeat("é", 18), "ada", false},
		{"what everybody tries is refused", "PasswordPassword", "ada", false},
		{"the user name with numbers is refused", "tomas.vesely 1234567890", "tomas.vesely", false},
		{"the user name over and over is refused", "tomastomastomas", "tomas", false},
		{"the user name among other words is fine", "tomas likes maple", "tomas", true},
		{"digits alone are fine when nobody's name is taken out", "918273645546372", "", true},
	} {
		err := claims.CheckPassword(c.password, c.handle)
		if (err == nil) != c.ok {
			t.Errorf("%s: %v", c.name, err)
		}
		if err != nil && (fieldsOf(err) != "password" || !errors.Is(err, claims.ErrInvalid)) {
			t.Errorf("%s: %v is no fault of the password", c.name, err)
		}
	}
}

func TestInitials(t *testing.T) {
	for name, want := range map[string]string{
		"Ada Moreau": "AM", "ada": "A", "  Ines  de  Duarte ": "ID", "": "?", " \t": "?", "李伟": "李", "élise östberg": "ÉÖ",
	} {
		if got := (claims.User{Name: name}).Initials(); got != want {
			t.Errorf("initials of %q are %q, want %q", name, got, want)
		}
	}
}
