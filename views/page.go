// Package views holds the markup: templ components that turn values of package claims into pages, the styles and
// the script they use, and the addresses they link to. Nothing here asks the store or reads a request.
package views

import (
	"time"

	"assay/claims"
)

// Page is what every full page is given besides its own value: who reads it, how it looks, what just happened.
type Page struct {
	Title   string           // without the product's name
	Nav     string           // the entry of the bar that is current: "queue", "articles", "claims", "reports", "history", "notices" or ""
	User    *claims.User     // nil when signed out
	Theme   string           // "", "light" or "dark"; "" follows the reader's system
	KeysOff bool             // single-key shortcuts are turned off
	Keys    Keymap           // single keys that the reader changed
	Flash   *Flash           // what just happened; nil for nothing
	Undo    *claims.EventRow // set when what the flash speaks of can be taken back
	Unseen  int              // the reader's notices that he has not seen
	Op      string           // the operation key that every form of the page carries
	Now     time.Time        // for "today"
	Zone    *time.Location   // the desk's time zone; nil means UTC
	Bare    bool             // a page without the bar: sign-in and set-up
}

// Flash is a message about what just happened.
type Flash struct {
	Kind  string // "info", or "stop" when something was not done
	Title string
	Body  string
	Undo  int64  // number of an event of the operation that it speaks of, when that can be taken back; else 0
	Back  string // where the reader is led after taking it back
}

// May tells whether the reader's role allows perm. Nobody signed in may do nothing.
func (p Page) May(perm claims.Permission) bool { return p.User != nil && p.User.Role.May(perm) }

// zone is the desk's time zone.
func (p Page) zone() *time.Location {
	if p.Zone == nil {
		return time.UTC
	}
	return p.Zone
}

// documentTitle is the text of <title>: what the page is, then the product.
func (p Page) documentTitle() string {
	if p.Title == "" {
		return "Assay"
	}
	return Bare(p.Title) + " – Assay"
}

// otherTheme is the theme that the bar's button turns to when no script runs: with a script it turns to the
// opposite of what the reader sees.
func (p Page) otherTheme() string {
	if p.Theme == "dark" {
		return "light"
	}
	return "dark"
}

// keysValue is the value of the setting "keys": "on" or "off".
func (p Page) keysValue() string {
	if p.KeysOff {
		return "off"
	}
	return "on"
}

// userID is the id of the reader, "" when signed out. The script keeps drafts apart by it.
func (p Page) userID() string {
	if p.User == nil {
		return ""
	}
	return p.User.ID
}

// flashIcon is the icon of a flash.
func flashIcon(kind string) string {
	if kind == "stop" {
		return "stop"
	}
	return "tick"
}
