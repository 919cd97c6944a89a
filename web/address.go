package web

import (
	"net/http"
	"net/netip"
	"slices"
	"strings"
)

// client is the address that a request is counted for, as counted makes it: the peer's, or behind a trusted proxy the
// last one of X-Forwarded-For that is not a trusted proxy's. It is "" when nobody can be told apart by it: an https
// address that is reached from this machine itself is behind a proxy that was not named.
func (s *Server) client(r *http.Request) string {
	peer, ok := parseAddr(r.RemoteAddr)
	switch {
	case !ok:
		return r.RemoteAddr
	case s.trusted(peer):
		peer = s.forwarded(r, peer)
	case len(s.proxies) == 0 && s.sessions.secure && peer.IsLoopback():
		return ""
	}
	return counted(peer)
}

// forwarded reads X-Forwarded-For from its end, where the proxies wrote: what stands before the first address that is
// not trusted may be the client's invention.
func (s *Server) forwarded(r *http.Request, peer netip.Addr) netip.Addr {
	hops := strings.Split(strings.Join(r.Header.Values("X-Forwarded-For"), ","), ",")
	for _, hop := range slices.Backward(hops) {
		addr, ok := parseAddr(strings.TrimSpace(hop))
		if !ok {
			break
		}
		if !s.trusted(addr) {
			return addr
		}
	}
	return peer
}

func (s *Server) trusted(addr netip.Addr) bool {
	return slices.ContainsFunc(s.proxies, func(p netip.Prefix) bool { return p.Contains(addr) })
}

// parseAddr reads an address with or without a port, and without what does not tell clients apart: the zone, and the
// writing of an IPv4 address as IPv6.
func parseAddr(s string) (netip.Addr, bool) {
	if with, err := netip.ParseAddrPort(s); err == nil {
		return with.Addr().Unmap().WithZone(""), true
	}
	addr, err := netip.ParseAddr(s)
	return addr.Unmap().WithZone(""), err == nil
}

// counted is the part of an address that one person cannot change at will: all of IPv4, /64 of IPv6.
func counted(addr netip.Addr) string {
	if addr.Is4() {
		return addr.String()
	}
	return netip.PrefixFrom(addr, 64).Masked().String()
}
