package snapshot

import (
	"net/netip"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"code.dny.dev/ssrf"
	"golang.org/x/net/idna"

	"assay/claims"
)

// alsoDenied are addresses that are public by the IANA registries and still lead inside: the platform service of
// Azure's virtual machines.
var alsoDenied = []netip.Prefix{netip.MustParsePrefix("168.63.129.16/32")}

// alsoDeniedV6 is the space that was given back (6bone, RFC 3701) and is not routed.
var alsoDeniedV6 = []netip.Prefix{netip.MustParsePrefix("3ffe::/16")}

// newGuard returns the check of the addresses really dialled: the special-purpose registries of IANA for IPv4 and
// IPv6, and everything outside 2000::/3.
func newGuard(allow []netip.Prefix, ports []int) *ssrf.Guardian {
	var v4, v6 []netip.Prefix
	for _, p := range allow {
		if p.Addr().Is4() {
			v4 = append(v4, p)
		} else {
			v6 = append(v6, p)
		}
	}
	var numbers []uint16
	for _, p := range ports {
		numbers = append(numbers, uint16(p))
	}
	return ssrf.New(ssrf.WithPorts(numbers...), ssrf.WithAllowedV4Prefixes(v4...), ssrf.WithAllowedV6Prefixes(v6...),
		ssrf.WithDeniedV4Prefixes(slices.Clone(alsoDenied)...), ssrf.WithDeniedV6Prefixes(slices.Clone(alsoDeniedV6)...))
}

// The messages of refused addresses.
const (
	badAddress  = "Give a full web address that begins with http:// or https://, without a user name."
	badPort     = "Assay fetches from the ports 80 and 443 only."
	notPublic   = "This address is not on the public internet, so Assay does not fetch it."
	oddNumber   = "Write a numeric address as four decimal numbers, or give the site's name."
	manyMoves   = "This address redirects more than five times."
	noDirection = "This address redirects to something that is not a web address."
)

// localNames are the domains that never lead to the public internet (RFC 6761, 6762, 7686, 8375, 9476, and ICANN's
// reservation of internal).
var localNames = []string{"localhost", "local", "internal", "home.arpa", "onion", "invalid", "alt"}

var (
	hostForm = regexp.MustCompile(`^[a-z0-9_-]+(\.[a-z0-9_-]+)+$`)
	// lookup maps names as browsers do (UTS 46), so that full-width digits and dots are seen for what they are.
	lookup = idna.New(idna.MapForLookup(), idna.Transitional(false), idna.StrictDomainName(false))
)

// check parses an address and returns it in the form in which it is fetched: host in lower-case ASCII without a
// final dot, no fragment. Errors are ErrRefused. What the host's name resolves to is checked when it is dialled.
func (f *Fetcher) check(address string) (*url.URL, error) {
	u, err := claims.WebAddress(address)
	if err != nil || u.Opaque != "" {
		return nil, refused(badAddress)
	}
	if p := u.Port(); p != "" {
		if n, err := strconv.Atoi(p); err != nil || !slices.Contains(f.ports, n) {
			return nil, refused(badPort)
		}
	}
	host, err := f.checkHost(u.Hostname())
	if err != nil {
		return nil, err
	}
	if strings.Contains(host, ":") {
		host = "[" + host + "]"
	}
	if p := u.Port(); p != "" {
		host += ":" + p
	}
	u.Host, u.Fragment, u.RawFragment = host, "", ""
	return u, nil
}

func (f *Fetcher) checkHost(host string) (string, error) {
	if !strings.Contains(host, ":") {
		ascii, err := lookup.ToASCII(host)
		if err != nil || !utf8.ValidString(host) {
			return "", refused(badAddress)
		}
		if again, err := lookup.ToASCII(ascii); err != nil || again != ascii { // an "xn--" that no name encodes to
			return "", refused(badAddress)
		}
		host = strings.TrimSuffix(ascii, ".")
	}
	if ip, err := netip.ParseAddr(host); err == nil {
		if ip.Zone() != "" || f.guard.SafeAddr(ip.Unmap()) != nil {
			return "", refused(notPublic)
		}
		return ip.Unmap().String(), nil
	}
	switch {
	case isNumber(host[strings.LastIndexByte(host, '.')+1:]):
		return "", refused(oddNumber)
	case !strings.Contains(host, "."):
		return "", refused(notPublic)
	case len(host) > 253 || !hostForm.MatchString(host):
		return "", refused(badAddress)
	}
	for _, name := range localNames {
		if strings.HasSuffix(host, "."+name) {
			return "", refused(notPublic)
		}
	}
	return host, nil
}

// isNumber tells whether a host's last label makes a resolver read the whole as an IPv4 address in decimal, octal or
// hexadecimal ("ends in a number" of the URL standard).
func isNumber(label string) bool {
	if rest, ok := strings.CutPrefix(label, "0x"); ok {
		return strings.Trim(rest, "0123456789abcdef") == ""
	}
	return label != "" && strings.Trim(label, "0123456789") == ""
}
