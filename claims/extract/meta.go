package extract

import (
	"net/url"
	"regexp"
	"strings"
	"time"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"assay/claims"
)

// metadata reads what a page states about its article: JSON-LD first, then meta elements, then the page itself.
func metadata(doc *html.Node, base *url.URL) Article {
	ld, meta := linkedData(doc), metaElements(doc)
	var a Article
	a.Outlet = firstLine(strings.TrimPrefix(meta["og:site_name"], "@"), ld.outlet, meta["application-name"])
	if a.Outlet == "" && base != nil {
		a.Outlet = strings.TrimPrefix(strings.TrimSuffix(base.Hostname(), "."), "www.")
	}
	a.Title = title(doc, firstLine(ld.headline, meta["og:title"], meta["twitter:title"], meta["dc.title"]), a.Outlet)
	a.Byline = firstByline(ld.authors, meta["author"], meta["byl"], meta["parsely-author"], meta["dc.creator"], meta["sailthru.author"])
	a.Lang = pageLang(doc, meta)
	a.CanonicalURL = canonicalURL(doc, meta, base)
	a.Published, a.DateGuessed = published(doc, ld, meta, base)
	return a
}

// metaElements returns the content of <meta> by name, property or itemprop in lower case; the first one counts.
func metaElements(doc *html.Node) map[string]string {
	found := map[string]string{}
	for e := range elements(doc) {
		if e.DataAtom != atom.Meta {
			continue
		}
		content := strings.TrimSpace(attr(e, "content"))
		for _, key := range []string{"property", "name", "itemprop", "http-equiv"} {
			for name := range strings.FieldsSeq(strings.ToLower(attr(e, key))) {
				if found[name] == "" && len(name) < 60 {
					found[name] = content
				}
			}
		}
	}
	return found
}

// firstLine returns the first candidate that is a line of text.
func firstLine(candidates ...string) string {
	for _, c := range candidates {
		if c = line(html.UnescapeString(c)); c != "" {
			return c
		}
	}
	return ""
}

// title returns the headline: the page's only or first <h1> when the stated title begins with it, so that the
// outlet's name after it goes; else the stated title, else <title>, without the outlet's name.
func title(doc *html.Node, stated, outlet string) string {
	if stated == "" {
		if t := first(doc, atom.Title); t != nil && t.FirstChild != nil {
			stated = line(t.FirstChild.Data)
		}
	}
	for e := range elements(doc) {
		if e.DataAtom != atom.H1 {
			continue
		}
		if h := line(textOf(e)); len(h) >= 15 && len(h) < len(stated) && strings.HasPrefix(strings.ToLower(stated), strings.ToLower(h)) {
			return h
		}
	}
	return withoutOutlet(stated, outlet)
}

var titleEnd = regexp.MustCompile(`^(.*\S)\s+([|–—»·-])\s+([^|–—»·]+)$`)

// withoutOutlet takes the outlet's name off the end of a title: "Bridge closed | The Times". Behind a dash only a name
// that is the outlet's goes, because a headline itself may have a dash; behind a bar or a guillemet, which no headline
// has, up to five words go.
func withoutOutlet(title, outlet string) string {
	for range 3 { // "Bridge closed | News | The Times"
		m := titleEnd.FindStringSubmatch(title)
		if m == nil {
			break
		}
		name, tail := lettersOf(outlet), lettersOf(m[3])
		own := name != "" && tail != "" && (strings.Contains(name, tail) || strings.Contains(tail, name))
		barred := (m[2] == "|" || m[2] == "»") && wordCount(m[3]) <= 5 && wordCount(m[1]) >= 3
		if !own && !barred {
			break
		}
		title = m[1]
	}
	return title
}

func firstByline(candidates ...string) string {
	for _, c := range candidates {
		if b := byline(html.UnescapeString(c)); b != "" {
			return b
		}
	}
	return ""
}

var leadingBy = regexp.MustCompile(`(?i)^(posted by|written by|by|author)\b[:\s]*`)

// byline cleans a byline: one line of at most 200 bytes with a letter in it, without "By"; addresses are none.
func byline(s string) string {
	s = line(leadingBy.ReplaceAllString(line(s), ""))
	if len(s) > 200 || strings.Contains(s, "://") || strings.Contains(s, "@") || !strings.ContainsFunc(s, isWordRune) {
		return ""
	}
	return s
}

// pageLang returns the language that the page declares.
func pageLang(doc *html.Node, meta map[string]string) string {
	var declared string
	if e := first(doc, atom.Html); e != nil {
		declared = attr(e, "lang")
		if declared == "" {
			declared = attr(e, "xml:lang")
		}
	}
	for _, tag := range []string{declared, meta["content-language"], meta["og:locale"], meta["inlanguage"]} {
		if tag = cleanLang(tag); tag != "" {
			return tag
		}
	}
	return ""
}

func canonicalURL(doc *html.Node, meta map[string]string, base *url.URL) string {
	var candidates []string
	for e := range elements(doc) {
		if e.DataAtom == atom.Link && strings.EqualFold(attr(e, "rel"), "canonical") {
			candidates = append(candidates, attr(e, "href"))
		}
	}
	for _, c := range append(candidates, meta["og:url"]) {
		u, err := url.Parse(strings.TrimSpace(c))
		if err != nil || c == "" {
			continue
		}
		if base != nil {
			u = base.ResolveReference(u)
		}
		if s := u.String(); isAddress(s) {
			return s
		}
	}
	if base == nil {
		return ""
	}
	plain := *base
	plain.Fragment, plain.RawFragment = "", ""
	return plain.String()
}

func isAddress(s string) bool {
	_, err := claims.WebAddress(s)
	return err == nil
}

// published returns the day of publication as the page writes it, in the page's own time zone. guessed is true
// when nothing states it: then it comes from the first <time> or the numbers in the address.
func published(doc *html.Node, ld facts, meta map[string]string, base *url.URL) (day claims.Date, guessed bool) {
	stated := []string{ld.published}
	for _, key := range []string{
		"article:published_time", "article:published", "datepublished", "og:article:published_time",
		"parsely-pub-date", "sailthru.date", "dc.date.issued", "dcterms.created", "dc.date", "pubdate", "publish-date", "publication_date", "date",
	} {
		stated = append(stated, meta[key])
	}
	var times []string
	for e := range elements(doc) {
		value := attr(e, "datetime")
		if value == "" {
			value = attr(e, "content")
		}
		if strings.Contains(attr(e, "itemprop"), "datePublished") || e.DataAtom == atom.Time && hasAttr(e, "pubdate") {
			stated = append(stated, value, textOf(e))
		} else if e.DataAtom == atom.Time {
			times = append(times, value)
		}
	}
	if day := firstDay(stated); day != "" {
		return day, false
	}
	if base != nil {
		if m := datedPath.FindStringSubmatch(base.Path); m != nil {
			times = append([]string{m[1] + "-" + m[2] + "-" + m[3]}, times...)
		}
	}
	day = firstDay(times)
	return day, day != ""
}

var (
	datedPath = regexp.MustCompile(`/(\d{4})[/-](\d{2})[/-](\d{2})(?:\D|$)`)
	isoDay    = regexp.MustCompile(`^\d{4}-\d{2}-\d{2}`)
)

// dayLayouts are the ways besides ISO 8601 in which pages state days.
var dayLayouts = []string{
	"20060102", "2006/01/02", "January 2, 2006", "Jan 2, 2006", "Jan. 2, 2006", "2 January 2006", "2 Jan 2006",
	"Monday, January 2, 2006", time.RFC1123, time.RFC1123Z, time.RFC850, time.ANSIC, time.UnixDate,
}

// firstDay returns the first of the values that is a day between 1900 and 2100.
func firstDay(values []string) claims.Date {
	for _, v := range values {
		v = strings.TrimSpace(v)
		var day claims.Date
		if m := isoDay.FindString(v); m != "" {
			day = claims.Date(m)
		} else {
			for _, layout := range dayLayouts {
				if t, err := time.Parse(layout, v); err == nil {
					day = claims.DayOf(t)
					break
				}
			}
		}
		if t, ok := day.Day(); ok && t.Year() >= 1900 && t.Year() < 2100 {
			return day
		}
	}
	return ""
}
