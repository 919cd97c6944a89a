package snapshot

import (
	"errors"
	"net/netip"
	"strings"
	"testing"

	"assay/claims"
)

// specialBlocks are the blocks of the IANA special-purpose address registries for IPv4 and IPv6, multicast, and the
// ways of writing an IPv4 address in IPv6.
var specialBlocks = []string{
	"0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24",
	"192.0.0.0/29", "192.0.0.8/32", "192.0.0.9/32", "192.0.0.10/32", "192.0.0.170/32", "192.0.0.171/32", "192.0.0.192/32",
	"192.0.2.0/24", "192.31.196.0/24", "192.52.193.0/24", "192.88.99.0/24", "192.168.0.0/16", "192.175.48.0/24",
	"198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4", "255.255.255.255/32",
	"168.63.129.16/32", "169.254.169.254/32", "100.100.100.200/32",
	"::/128", "::1/128", "::/96", "::ffff:0:0/96", "::ffff:127.0.0.1/128", "::ffff:0:0:0/96", "64:ff9b::/96", "64:ff9b::7f00:1/128",
	"64:ff9b:1::/48", "100::/64", "100:0:0:1::/64", "2001::/23", "2001::/32", "2001:1::1/128", "2001:1::2/128", "2001:2::/48",
	"2001:3::/32", "2001:4:112::/48", "2001:10::/28", "2001:20::/28", "2001:30::/28", "2001:db8::/32", "2002::/16",
	"2002:7f00:1::/48", "2620:4f:8000::/48", "3ffe::/16", "3fff::/20", "5f00::/16", "fc00::/7", "fd00:ec2::254/128",
	"fe80::/10", "fec0::/10", "ff00::/8", "4000::/3", "e000::/4",
}

// lastOf returns the last address of a block.
func lastOf(p netip.Prefix) netip.Addr {
	raw := p.Masked().Addr().AsSlice()
	for i := p.Bits(); i < len(raw)*8; i++ {
		raw[i/8] |= 1 << (7 - i%8)
	}
	last, _ := netip.AddrFromSlice(raw)
	return last
}

func TestNoSpecialAddressIsDialled(t *testing.T) {
	guard := newGuard(nil, []int{80, 443})
	for _, block := range specialBlocks {
		p := netip.MustParsePrefix(block)
		for _, ip := range []netip.Addr{p.Masked().Addr(), p.Addr().Next(), lastOf(p)} {
			if !p.Contains(ip) {
				continue
			}
			network := "tcp4"
			if ip.Is6() {
				network = "tcp6"
			}
			if guard.Safe(network, netip.AddrPortFrom(ip, 80).String(), nil) == nil {
				t.Errorf("%v of %v may be dialled", ip, block)
			}
		}
	}
	for _, public := range []string{"8.8.8.8:443", "1.1.1.1:80", "[2606:4700::1111]:443", "[2a00:1450::1]:80", "172.32.0.1:80", "100.128.0.1:80"} {
		network := "tcp4"
		if strings.HasPrefix(public, "[") {
			network = "tcp6"
		}
		if err := guard.Safe(network, public, nil); err != nil {
			t.Errorf("the public %s is refused: %v", public, err)
		}
	}
	for _, c := range []struct{ network, address string }{{"tcp4", "8.8.8.8:22"}, {"tcp4", "8.8.8.8:8080"}, {"udp4", "8.8.8.8:443"}, {"unix", "/run/docker.sock"}} {
		if guard.Safe(c.network, c.address, nil) == nil {
			t.Errorf("%s %s may be dialled", c.network, c.address)
		}
	}
}

func TestAddressesThatAreRefusedBeforeAnythingIsDialled(t *testing.T) {
	addresses := []string{
		"", "example.com", "//example.com/", "/etc/passwd", "file:///etc/passwd", "ftp://example.com/", "gopher://example.com/",
		"data:text/html,x", "javascript:alert(1)", "http:example.com", "http:///x", "http://", "https://:443/", "jar:http://example.com!/",
		"http://user@example.com/", "http://user:secret@example.com/", "http://@example.com/", "http://example.com:80@127.0.0.1/",
		"http://example.com\\@127.0.0.1/", "http://127.0.0.1\\.example.com/", "http://exa mple.com/", "http://example.com\n/", "http://example.com\x00/",
		"http://example.com:22/", "http://example.com:8080/", "http://example.com:0/", "http://example.com:65616/", "http://example.com:-80/", "http://example.com:http/",
		"http://127.0.0.1/", "http://127.0.0.1./", "http://127.0.0.1:443/", "http://127.1/", "http://127.0.1/", "http://2130706433/", "http://0x7f000001/",
		"http://0x7f.0.0.1/", "http://0X7F.1/", "http://017700000001/", "http://0177.0.0.1/", "http://00127.0.0.1/", "http://127.0.0.0x1/", "http://0/", "http://0x/", "http://0.0.0.0/",
		"http://１２７.0.0.1/", "http://①②⑦.0.0.1/", "http://127。0。0。1/", "http://127%2e0%2e0%2e1/", "http://%31%32%37.0.0.1/", "http://256.256.256.256/", "http://1.2.3.4.5/",
		"http://[::1]/", "http://[::]/", "http://[::ffff:127.0.0.1]/", "http://[::ffff:7f00:1]/", "http://[0:0:0:0:0:ffff:10.0.0.1]/", "http://[::127.0.0.1]/", "http://[64:ff9b::7f00:1]/",
		"http://[64:ff9b::10.0.0.1]/", "http://[2002:7f00:1::]/", "http://[fe80::1]/", "http://[fe80::1%25eth0]/", "http://[fc00::1]/", "http://[fd00:ec2::254]/", "http://[2001:db8::1]/", "http://[::1", "http://[::1]x/", "http://::1/",
		"http://10.0.0.1/", "http://192.168.1.1/", "http://172.31.255.255/", "http://169.254.169.254/latest/meta-data/", "http://100.100.100.200/", "http://168.63.129.16/", "http://198.18.0.1/", "http://224.0.0.1/", "http://255.255.255.255/",
		"http://localhost/", "http://LOCALHOST/", "http://localhost./", "http://a.localhost/", "http://ｌｏｃａｌｈｏｓｔ/", "http://intranet/", "http://printer.local/", "http://metadata.google.internal/", "http://router.home.arpa/", "http://x.onion/", "http://x.invalid./",
		"http://example..com/", "http://.example.com/", "http://example.com../", "http://ex*mple.com/", "http://exam\u200bple\u00ad/", "http://xn--0/", "http://" + strings.Repeat("a.", 200) + "com/", "http://example.com/" + strings.Repeat("x", 2048),
	}
	f := New(Options{})
	for _, address := range addresses {
		_, err := f.Fetch(t.Context(), address)
		if !errors.Is(err, ErrRefused) || !errors.Is(err, claims.ErrInvalid) {
			t.Errorf("%q: %v, want a refusal", address, err)
		}
	}
}

func TestAddressesAreBroughtToOneForm(t *testing.T) {
	cases := []struct{ give, want string }{
		{"http://EXAMPLE.com", "http://example.com"},
		{"https://example.com./a?b=c#d", "https://example.com/a?b=c"},
		{"https://example.com:443/", "https://example.com:443/"},
		{"http://example.com:/x", "http://example.com/x"},
		{"https://bücher.example.com/", "https://xn--bcher-kva.example.com/"},
		{"https://ｅｘａｍｐｌｅ.com/", "https://example.com/"},
		{"https://пример.испытание/", "https://xn--e1afmkfd.xn--80akhbyknj4f/"},
		{"https://under_score.example.com/", "https://under_score.example.com/"},
		{"https://8.8.8.8/dns", "https://8.8.8.8/dns"},
		{"https://8.8.8.8./dns", "https://8.8.8.8/dns"},
		{"https://[2606:4700:0::1111]:443/", "https://[2606:4700::1111]:443/"},
		{"https://example.com/a%2Fb?c=%3F", "https://example.com/a%2Fb?c=%3F"},
	}
	f := New(Options{})
	for _, c := range cases {
		u, err := f.check(c.give)
		if err != nil {
			t.Errorf("%q: %v", c.give, err)
		} else if u.String() != c.want {
			t.Errorf("%q gives %q, want %q", c.give, u, c.want)
		}
	}
}

func FuzzCheck(f *testing.F) {
	for _, seed := range []string{"http://example.com/", "http://127.1/", "http://[::1]:80/", "https://xn--bcher-kva.example/", "http://1.2.3.4.:80/x#y"} {
		f.Add(seed)
	}
	fetcher := New(Options{})
	f.Fuzz(func(t *testing.T, address string) {
		u, err := fetcher.check(address)
		if err != nil {
			if !errors.Is(err, ErrRefused) {
				t.Fatalf("%q: %v is no refusal", address, err)
			}
			return
		}
		if ip, err := netip.ParseAddr(u.Hostname()); err == nil && fetcher.guard.SafeAddr(ip) != nil {
			t.Fatalf("%q gives the address %v, which is not public", address, ip)
		}
		again, err := fetcher.check(u.String())
		if err != nil || again.String() != u.String() {
			t.Fatalf("%q gives %q, and that gives %v, %v", address, u, again, err)
		}
	})
}
