// Package snapshot is the one client by which Assay fetches from other servers. It fetches a source once, from the
// public internet only, within limits on bytes, time and type, and gives back what came as it came.
package snapshot

import (
	"compress/gzip"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"mime"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"strings"
	"time"

	"code.dny.dev/ssrf"
)

// Options sets up a Fetcher. The zero value is right for production.
type Options struct {
	UserAgent     string           // who asks; "" is "Assay"
	MaxBytes      int64            // of one document, also after decompression; 0 is 5 MiB
	Timeout       time.Duration    // for one document with all redirects; 0 is 20 s
	AllowPrefixes []netip.Prefix   // addresses fetched from although they are not public; tests allow loopback here
	Ports         []int            // nil is 80 and 443
	Now           func() time.Time // nil is time.Now
	Resolver      *net.Resolver    // nil is the machine's
}

// Page is a fetched document.
type Page struct {
	FinalURL  string    // after redirects
	Status    int       // of the final answer, for instance 404
	MIME      string    // lower case, without parameters; sniffed when the server names none
	Charset   string    // as the server names it; may be ""
	Body      []byte    // content codings removed
	SHA256    string    // hex digest of Body
	FetchedAt time.Time // UTC
	Redirects []string  // the addresses on the way, the one asked for first; nil without redirects
}

// ContentType returns MIME and Charset as a header.
func (p Page) ContentType() string {
	if p.Charset == "" {
		return p.MIME
	}
	return mime.FormatMediaType(p.MIME, map[string]string{"charset": p.Charset})
}

// Fetcher fetches documents. It is safe for concurrent use.
type Fetcher struct {
	userAgent string
	maxBytes  int64
	timeout   time.Duration
	ports     []int
	now       func() time.Time
	guard     *ssrf.Guardian
	transport *http.Transport
}

const (
	maxRedirects   = 5
	maxHeaderBytes = 64 << 10
)

// New returns a Fetcher. It makes no connection.
func New(o Options) *Fetcher {
	f := &Fetcher{userAgent: o.UserAgent, maxBytes: o.MaxBytes, timeout: o.Timeout, ports: o.Ports, now: o.Now}
	if f.userAgent == "" {
		f.userAgent = "Assay"
	}
	if f.maxBytes == 0 {
		f.maxBytes = 5 << 20
	}
	if f.timeout == 0 {
		f.timeout = 20 * time.Second
	}
	if f.ports == nil {
		f.ports = []int{80, 443}
	}
	if f.now == nil {
		f.now = time.Now
	}
	f.guard = newGuard(o.AllowPrefixes, f.ports)
	dialer := &net.Dialer{Timeout: 10 * time.Second, Control: f.guard.Safe, Resolver: o.Resolver}
	f.transport = &http.Transport{
		Proxy: nil, // a proxy from the environment would hide from Control what is dialled
		DialContext: func(ctx context.Context, network, address string) (net.Conn, error) {
			return dialer.DialContext(ctx, network, rooted(address))
		},
		TLSHandshakeTimeout:    10 * time.Second,
		ResponseHeaderTimeout:  15 * time.Second,
		MaxResponseHeaderBytes: maxHeaderBytes,
		DisableKeepAlives:      true,
		DisableCompression:     true, // decompressed here, within MaxBytes
	}
	return f
}

// rooted ends a host's name with a dot, so that no search domain of the machine is tried after it.
func rooted(address string) string {
	host, port, err := net.SplitHostPort(address)
	if err != nil {
		return address
	}
	if _, err := netip.ParseAddr(host); err != nil {
		host += "."
	}
	return net.JoinHostPort(host, port)
}

// Fetch gets the document at address. An answer with an error status is a Page too: what a server says about a page
// that is gone is evidence. Errors: ErrRefused, ErrTooLarge, ErrType (all claims.ErrInvalid), ErrUnreachable.
func (f *Fetcher) Fetch(ctx context.Context, address string) (Page, error) {
	ctx, cancel := context.WithTimeout(ctx, f.timeout)
	defer cancel()
	u, err := f.check(address)
	if err != nil {
		return Page{}, err
	}
	var redirects []string
	for {
		response, err := f.get(ctx, u)
		if err != nil {
			return Page{}, err
		}
		next, err := f.redirect(response, u)
		if next == nil && err == nil {
			page, err := f.page(response, u)
			page.Redirects = redirects
			return page, err
		}
		response.Body.Close()
		if err != nil {
			return Page{}, err
		}
		if redirects = append(redirects, u.String()); len(redirects) > maxRedirects {
			return Page{}, refused(manyMoves)
		}
		u = next
	}
}

// get sends one request: no cookies, no credentials, no Referer.
func (f *Fetcher) get(ctx context.Context, u *url.URL) (*http.Response, error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, u.String(), nil)
	if err != nil {
		return nil, &fetchError{ErrRefused, badAddress, err}
	}
	request.Header = http.Header{
		"User-Agent":      {f.userAgent},
		"Accept":          {"text/html,application/xhtml+xml,text/plain;q=0.9,*/*;q=0.5"},
		"Accept-Encoding": {"gzip"},
	}
	response, err := f.transport.RoundTrip(request)
	if err != nil {
		return nil, unreachable(err)
	}
	return response, nil
}

// redirect returns where an answer sends to, checked like the first address; nil when it does not.
func (f *Fetcher) redirect(response *http.Response, from *url.URL) (*url.URL, error) {
	switch response.StatusCode {
	case http.StatusMovedPermanently, http.StatusFound, http.StatusSeeOther, http.StatusTemporaryRedirect, http.StatusPermanentRedirect:
	default:
		return nil, nil
	}
	location := response.Header.Get("Location")
	if location == "" {
		return nil, nil
	}
	target, err := from.Parse(location)
	if err != nil {
		return nil, &fetchError{ErrRefused, noDirection, err}
	}
	return f.check(target.String())
}

// page reads the final answer and closes it.
func (f *Fetcher) page(response *http.Response, u *url.URL) (Page, error) {
	defer response.Body.Close()
	if response.ContentLength > f.maxBytes {
		return Page{}, f.tooLarge()
	}
	media, charset, err := mediaType(response.Header.Get("Content-Type"))
	if err != nil {
		return Page{}, err
	}
	body, err := f.body(response)
	if err != nil {
		return Page{}, err
	}
	if media == "" {
		if media, charset, err = mediaType(http.DetectContentType(body)); err != nil {
			return Page{}, err
		}
	}
	sum := sha256.Sum256(body)
	return Page{
		FinalURL: u.String(), Status: response.StatusCode, MIME: media, Charset: charset,
		Body: body, SHA256: hex.EncodeToString(sum[:]), FetchedAt: f.now().UTC(),
	}, nil
}

// body reads at most MaxBytes, both as sent and decompressed.
func (f *Fetcher) body(response *http.Response) ([]byte, error) {
	wire := &io.LimitedReader{R: response.Body, N: f.maxBytes + 1}
	var document io.Reader = wire
	switch coding := strings.ToLower(strings.TrimSpace(strings.Join(response.Header.Values("Content-Encoding"), ","))); coding {
	case "", "identity":
	case "gzip", "x-gzip":
		unzipped, err := gzip.NewReader(wire)
		if err != nil && !errors.Is(err, io.EOF) { // an empty body is no fault
			return nil, unreachable(err)
		}
		if err == nil {
			document = unzipped
		}
	default:
		return nil, &fetchError{ErrType, "This site sends its pages in a compression that Assay does not read.", fmt.Errorf("content coding %q", coding)}
	}
	body, err := io.ReadAll(io.LimitReader(document, f.maxBytes+1))
	if int64(len(body)) > f.maxBytes || wire.N <= 0 {
		return nil, f.tooLarge()
	}
	if err != nil {
		return nil, unreachable(err)
	}
	return body, nil
}

func (f *Fetcher) tooLarge() error {
	return &fetchError{ErrTooLarge, fmt.Sprintf("This document is larger than %d KiB, which is the most that is kept.", f.maxBytes>>10), nil}
}

// keptTypes are the kinds of document besides text/* that are kept as evidence.
var keptTypes = map[string]bool{
	"application/xhtml+xml": true, "application/xml": true, "application/json": true, "application/ld+json": true,
	"application/rss+xml": true, "application/atom+xml": true, "application/pdf": true,
}

// mediaType reads a Content-Type. "" gives "". Errors are ErrType.
func mediaType(header string) (media, charset string, err error) {
	if strings.TrimSpace(header) == "" {
		return "", "", nil
	}
	media, params, err := mime.ParseMediaType(header)
	if err != nil && !errors.Is(err, mime.ErrInvalidMediaParameter) || !strings.HasPrefix(media, "text/") && !keptTypes[media] {
		return "", "", &fetchError{ErrType, "This is not a page, a text or a PDF, so Assay does not keep it.", fmt.Errorf("content type %.100q", header)}
	}
	return media, params["charset"], nil
}

// unreachable makes the error of a connection that failed. A refusal by the guard is told apart from it.
func unreachable(err error) error {
	var dns *net.DNSError
	switch {
	case errors.Is(err, ssrf.ErrProhibitedIP), errors.Is(err, ssrf.ErrProhibitedNetwork):
		return &fetchError{ErrRefused, notPublic, err}
	case errors.Is(err, ssrf.ErrProhibitedPort):
		return &fetchError{ErrRefused, badPort, err}
	case errors.Is(err, context.DeadlineExceeded):
		return &fetchError{ErrUnreachable, "This site took too long to answer.", err}
	case errors.As(err, &dns):
		return &fetchError{ErrUnreachable, "There is no site with this name, or its name could not be looked up.", err}
	}
	return &fetchError{ErrUnreachable, "This site could not be read. Try again later, or save the page and upload it.", err}
}
