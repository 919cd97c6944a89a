package report

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"assay/claims"
)

// Level says how bad a finding is.
type Level string

// The levels.
const (
	LintError   Level = "error"   // the markup is refused, or says something wrong
	LintWarning Level = "warning" // it works, and could say more
)

// Finding is one fault of a page's ClaimReview markup.
type Finding struct {
	Rule    string `json:"rule"` // CR01 … CR19
	Level   Level  `json:"level"`
	Path    string `json:"path"`    // the member at fault, for instance "reviewRating.ratingValue"; "" for the page
	Message string `json:"message"` // what is wrong
	Fix     string `json:"fix"`     // what to do about it
}

// Lint checks the ClaimReview markup of a page by the rules of Google (developers.google.com, "Fact check structured
// data") and schema.org, release 30. page is HTML with JSON-LD in script elements, or JSON-LD alone; address is where
// the page is reached, or "" when that is not known. Findings come in the order of the reviews and their rules.
//
// Of HTML, all rules are run that a page's bytes can answer:
//
//	CR01 what must be there      CR08 type of the claim         CR14 dates and their order
//	CR02 address of the review   CR09 where it was said         CR15 a correction has a date
//	CR03 one review to a page    CR10 who said it               CR16 the rating is explained
//	CR04 numbers of the rating   CR11 who that is               CR17 sources are cited
//	CR05 no numbers for ungraded CR12 length of the claim       CR18 sources are archived
//	CR07 the reader sees it too  CR13 no rating in the claim    CR19 safe inside HTML
//
// Of JSON alone CR03, CR07 and the comparison with the canonical link are left out, since there is no page. Rules that
// need more than one page are never run: that the review's address answers without a redirect (CR02), that no other
// page carries the same review (CR03), the order of the scale (CR06), whether a review was revised (CR15) and whether
// there is evidence (CR17), the method page, the corrections policy and the contact (CR20), and what withdrawn reviews
// answer (CR21). Reviews in microdata are counted for CR03 and not read.
//
// Errors: claims.ErrInvalid when page is neither a web page nor JSON.
func Lint(page []byte, address string) ([]Finding, error) {
	l := linter{}
	if u, err := claims.WebAddress(address); err == nil {
		l.host = u.Hostname()
	}
	var err error
	if t := bytes.TrimSpace(bytes.TrimPrefix(page, []byte("\ufeff"))); len(t) > 0 && (t[0] == '{' || t[0] == '[') {
		err = l.bare(t)
	} else {
		err = l.page(page)
	}
	return l.found, err
}

// linter gathers findings. host is the page's own; "" when not known.
type linter struct {
	host      string
	canonical string // of the page; ""
	inPage    bool   // the JSON came out of a web page
	words     string // what a reader of the page sees, in lower case with single spaces
	prefix    string // of paths, when there are several reviews
	found     []Finding
}

func (l *linter) add(rule string, level Level, path, message, fix string) {
	l.found = append(l.found, Finding{rule, level, strings.TrimSuffix(l.prefix+path, "."), message, fix})
}

// bare checks JSON-LD that is not inside a page.
func (l *linter) bare(text []byte) error {
	var v any
	if err := json.Unmarshal(text, &v); err != nil {
		return fmt.Errorf("read JSON: %w: %w", claims.Problem("This is neither a web page nor JSON."), err)
	}
	l.safe(string(text))
	reviews := findReviews(v, "", nil, 0)
	if len(reviews) == 0 {
		l.add("CR01", LintError, "", "There is no ClaimReview in this.", "Add an object with \"@type\": \"ClaimReview\".")
	}
	l.all(reviews)
	return nil
}

// all checks each review by all rules.
func (l *linter) all(reviews []review) {
	for _, r := range reviews {
		l.prefix = ""
		if len(reviews) > 1 && r.path != "" {
			l.prefix = r.path + "."
		}
		l.required(r)
		l.address(r)
		l.numbers(r)
		l.visible(r)
		l.claim(r)
		l.claimText(r)
		l.dates(r)
		l.sources(r)
	}
	l.prefix = ""
}

// safe is CR19: no text may begin a comment or another script, or end the one it stands in.
func (l *linter) safe(script string) {
	lower := strings.ToLower(script)
	for _, bad := range []string{"<!--", "<script", "</script"} {
		if strings.Contains(lower, bad) {
			l.add("CR19", LintError, "", "The JSON holds "+bad+" as it is, which a browser does not take for text.",
				`Write \u003c for every < inside the JSON.`)
		}
	}
}

// review is a ClaimReview object with its place and the context that it or something around it gives.
type review struct {
	object
	path    string
	context any
}

// object is a JSON object.
type object map[string]any

// maxNesting bounds how deep a review is looked for: nobody nests reviews deeper, and attackers do.
const maxNesting = 64

// findReviews returns all ClaimReview objects of a JSON value, outer before inner, arrays in their order and members
// in the order of their names. context is the one that holds around v.
func findReviews(v any, path string, context any, depth int) []review {
	if depth > maxNesting {
		return nil
	}
	var out []review
	switch v := v.(type) {
	case []any:
		for i, e := range v {
			out = append(out, findReviews(e, path+"["+strconv.Itoa(i)+"]", context, depth+1)...)
		}
	case map[string]any:
		if own, ok := v["@context"]; ok {
			context = own
		}
		if object(v).is("ClaimReview") {
			out = append(out, review{object(v), path, context})
		}
		for _, k := range slices.Sorted(maps.Keys(v)) {
			inner := k
			if path != "" {
				inner = path + "." + k
			}
			out = append(out, findReviews(v[k], inner, context, depth+1)...)
		}
	}
	return out
}

// is tells whether the object's type is, or is among others, one of names, with or without schema.org's address.
func (o object) is(names ...string) bool {
	for _, have := range list(o["@type"]) {
		s, _ := have.(string)
		s = s[strings.LastIndexAny(s, "/:#")+1:]
		for _, want := range names {
			if s == want {
				return true
			}
		}
	}
	return false
}

// text returns a member that is text, without white space around it.
func (o object) text(k string) string {
	s, _ := o[k].(string)
	return strings.TrimSpace(s)
}

// object returns a member that is an object, or the first of several; nil when there is none.
func (o object) object(k string) object {
	for _, v := range list(o[k]) {
		if m, ok := v.(map[string]any); ok {
			return m
		}
	}
	return nil
}

// has tells whether a member is there and not null, "" or empty.
func (o object) has(k string) bool {
	switch v := o[k].(type) {
	case nil:
		return false
	case string:
		return strings.TrimSpace(v) != ""
	case []any:
		return len(v) > 0
	}
	return true
}

// list returns a value as a list: JSON-LD writes one value with or without brackets.
func list(v any) []any {
	switch v := v.(type) {
	case nil:
		return nil
	case []any:
		return v
	}
	return []any{v}
}

// hostOf returns the host of an absolute web address, else "".
func hostOf(address string) string {
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" {
		return ""
	}
	return strings.ToLower(u.Hostname())
}

// sameSite tells whether host is site or inside it, www apart.
func sameSite(host, site string) bool {
	host, site = strings.TrimPrefix(host, "www."), strings.TrimPrefix(strings.ToLower(site), "www.")
	return host == site || strings.HasSuffix(host, "."+site)
}
