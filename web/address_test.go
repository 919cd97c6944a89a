package web

import (
	"net/http/httptest"
	"net/netip"
	"strings"
	"testing"
	"time"

	"assay/db/dbtest"
)

func TestARequestIsCountedForItsClient(t *testing.T) {
	for _, tt := range []struct {
		name, base, trusted, peer string
		forwarded                 []string
		want                      string
	}{
		{"the peer", "http://d.example", "", "203.0.113.7:4711", nil, "203.0.113.7"},
		{"the peer, written as IPv6", "http://d.example", "", "[::ffff:203.0.113.7]:1", nil, "203.0.113.7"},
		{"the network of a peer", "http://d.example", "", "[2001:db8:1:2:3:4:5:6]:1", nil, "2001:db8:1:2::/64"},
		{"a peer with a zone", "http://d.example", "", "[fe80::1%eth0]:1", nil, "fe80::/64"},
		{"what is no address", "http://d.example", "", "@", nil, "@"},
		{"a header that nobody vouches for", "https://d.example", "", "203.0.113.7:1", []string{"198.51.100.1"}, "203.0.113.7"},
		{"a header from beside the proxy", "https://d.example", "10.0.0.0/8", "203.0.113.7:1", []string{"198.51.100.1"}, "203.0.113.7"},
		{"behind a proxy", "https://d.example", "127.0.0.1/32", "127.0.0.1:1", []string{"198.51.100.1"}, "198.51.100.1"},
		{"behind a proxy that appends", "https://d.example", "127.0.0.1/32", "127.0.0.1:1", []string{"192.0.2.66, 198.51.100.1"}, "198.51.100.1"},
		{"behind two proxies", "https://d.example", "127.0.0.1/32 10.0.0.0/8", "127.0.0.1:1", []string{"192.0.2.66", "198.51.100.1,10.1.2.3"}, "198.51.100.1"},
		{"a proxy that adds ports", "https://d.example", "::1/128", "[::1]:1", []string{"[2001:db8:1:2:3::6]:99"}, "2001:db8:1:2::/64"},
		{"a proxy that writes IPv4 as IPv6", "https://d.example", "127.0.0.0/8", "[::ffff:127.0.0.1]:1", []string{"::ffff:198.51.100.1"}, "198.51.100.1"},
		{"a proxy that does not know", "https://d.example", "127.0.0.1/32", "127.0.0.1:1", []string{"192.0.2.66, unknown"}, "127.0.0.1"},
		{"a proxy that says nothing", "https://d.example", "127.0.0.1/32", "127.0.0.1:1", nil, "127.0.0.1"},
		{"a proxy's own request", "https://d.example", "127.0.0.1/32 10.0.0.0/8", "127.0.0.1:1", []string{"10.1.2.3"}, "127.0.0.1"},
		{"a proxy here that was not named", "https://d.example", "", "127.0.0.1:1", []string{"198.51.100.1"}, ""},
		{"this machine beside a named proxy", "https://d.example", "10.0.0.0/8", "[::1]:1", nil, "::/64"},
		{"this machine itself", "http://127.0.0.1:8080", "", "127.0.0.1:1", nil, "127.0.0.1"},
	} {
		c := Config{BaseURL: tt.base}
		for prefix := range strings.FieldsSeq(tt.trusted) {
			c.TrustedProxies = append(c.TrustedProxies, netip.MustParsePrefix(prefix))
		}
		s, err := New(c)
		if err != nil {
			t.Fatal(err)
		}
		r := httptest.NewRequest("POST", "/login", nil)
		r.RemoteAddr, r.Header["X-Forwarded-For"] = tt.peer, tt.forwarded
		if got := s.client(r); got != tt.want {
			t.Errorf("%s: counted for %q, want %q", tt.name, got, tt.want)
		}
	}
}

func TestTheFailuresOfOneClientBehindAProxyLetOthersSignIn(t *testing.T) {
	desk := dbtest.Open(t)
	now := desk.Now()
	desk.Now = func() time.Time { return now }
	for _, tt := range []struct {
		name    string
		trusted []netip.Prefix
		waits   bool // the client that failed, at another account
	}{
		{"a proxy that is named", []netip.Prefix{netip.MustParsePrefix("127.0.0.1/32")}, true},
		{"a proxy that is not named", nil, false},
	} {
		s, err := New(Config{DB: desk.DB, BaseURL: "https://desk.example", TrustedProxies: tt.trusted})
		if err != nil {
			t.Fatal(err)
		}
		from := func(address, handle string) []signInKey {
			r := httptest.NewRequest("POST", "/login", nil)
			r.RemoteAddr = "127.0.0.1:4711"
			r.Header.Set("X-Forwarded-For", address)
			return s.signInKeys(r, handle)
		}
		for range addressLimit.free + 10 {
			if err := s.countSignIn(t.Context(), false, from("198.51.100.1", "editor")); err != nil {
				t.Fatal(err)
			}
		}
		for _, who := range []struct {
			address, handle string
			waits           bool
		}{
			{"198.51.100.1", "editor", true}, {"203.0.113.7", "editor", true}, {"198.51.100.1", "viewer", tt.waits}, {"203.0.113.7", "viewer", false},
		} {
			wait, err := s.mustWait(t.Context(), from(who.address, who.handle))
			if err != nil || (wait > 0) != who.waits {
				t.Errorf("%s: %s from %s waits %s, %v; want a wait: %v", tt.name, who.handle, who.address, wait, err, who.waits)
			}
		}
		if err := s.countSignIn(t.Context(), true, from("198.51.100.1", "editor")); err != nil {
			t.Fatal(err)
		}
		if wait, err := s.mustWait(t.Context(), from("198.51.100.1", "viewer")); err != nil || (wait > 0) != tt.waits {
			t.Errorf("%s: after one account's success the address waits %s, %v", tt.name, wait, err)
		}
	}
}
