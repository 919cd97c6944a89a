package report

import (
	_ "embed" // the lists of labels
	"fmt"
	"net/url"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

//go:embed lexicon/ungraded_labels.txt
var ungradedList string

//go:embed lexicon/truth_labels.txt
var truthList string

var (
	ungradedLabels = readLabels(ungradedList)
	truthLabels    = readLabels(truthList)
)

func readLabels(list string) []string {
	var out []string
	for line := range strings.Lines(list) {
		if line = strings.TrimSpace(line); line != "" && line[0] != '#' {
			out = append(out, line)
		}
	}
	return out
}

// required is CR01.
func (l *linter) required(r review) {
	if !schemaContext(r.context) {
		l.add("CR01", LintError, "@context", "The context is missing or not schema.org's.", `Write "@context": "https://schema.org".`)
	}
	for _, k := range []string{"claimReviewed", "url"} {
		if r.text(k) == "" {
			l.add("CR01", LintError, k, "This must be there, as text.", "Add "+k+".")
		}
	}
	rating := r.object.object("reviewRating")
	if rating.text("alternateName") == "" {
		l.add("CR01", LintError, "reviewRating.alternateName", "The rating has no words.", "Add the verdict's label as readers see it.")
	}
	if len(rating) > 0 && !rating.is("Rating") {
		l.add("CR01", LintError, "reviewRating.@type", "The rating is not marked as a Rating.", `Write "@type": "Rating".`)
	}
}

// schemaContext tells whether a context brings in schema.org's words.
func schemaContext(context any) bool {
	for _, c := range list(context) {
		s, _ := c.(string)
		if m, ok := c.(map[string]any); ok {
			s, _ = m["@vocab"].(string)
		}
		switch strings.TrimRight(s, "/#") {
		case "https://schema.org", "http://schema.org", "https://www.schema.org", "http://www.schema.org":
			return true
		}
	}
	return false
}

// address is CR02.
func (l *linter) address(r review) {
	raw := r.text("url")
	if raw == "" {
		return
	}
	u, err := url.Parse(raw)
	if err != nil || u.Scheme != "https" || u.Hostname() == "" {
		l.add("CR02", LintError, "url", "The address is not a full one that begins with https.", "Write the whole address of the page that carries this review.")
		return
	}
	if l.host != "" && !sameSite(strings.ToLower(u.Hostname()), l.host) {
		l.add("CR02", LintError, "url", "The address is on another site than the page.", "Give the page's own address.")
	}
	if u.Fragment != "" {
		l.add("CR02", LintError, "url", "The address points into a page.", "Leave out what follows #, and give each review a page of its own.")
	}
	if strings.Trim(u.Path, "/") == "" && u.RawQuery == "" {
		l.add("CR02", LintError, "url", "The address is a home page and not that of this review.", "Give the address of the page that carries this review.")
	}
	if l.canonical != "" && l.canonical != raw {
		l.add("CR02", LintError, "url", "The address differs from the page's canonical link, "+l.canonical+".", "Make both the same.")
	}
}

// numbers is CR04 and CR05.
func (l *linter) numbers(r review) {
	rating := r.object.object("reviewRating")
	names := []string{"ratingValue", "bestRating", "worstRating"}
	var n [3]float64
	var have, usable int
	for i, k := range names {
		v, there := rating[k]
		if !there || v == nil {
			continue
		}
		have++
		f, ok := v.(float64)
		if !ok {
			l.add("CR04", LintError, "reviewRating."+k, "This is not a number.", "Write a number without quotation marks.")
			continue
		}
		n[i] = f
		usable++
	}
	value, best, worst := n[0], n[1], n[2]
	switch {
	case have > 0 && have < 3:
		l.add("CR04", LintError, "reviewRating", "Only some of ratingValue, bestRating and worstRating are there.", "Write all three, or none for a rating that is no point on a scale.")
	case usable < 3:
	case worst < 1:
		l.add("CR04", LintError, "reviewRating.worstRating", fmt.Sprintf("The scale begins at %v; 1 is the least that is allowed.", worst), "Number the ratings from 1.")
	case worst >= best:
		l.add("CR04", LintError, "reviewRating.bestRating", "The best rating is not above the worst.", "Give the truest rating the highest number.")
	}
	if usable == 3 && (value < worst || value > best) {
		l.add("CR04", LintError, "reviewRating.ratingValue", fmt.Sprintf("%v is not between %v and %v.", value, worst, best), "Give a number on the scale, or no numbers at all.")
	}
	if label := rating.text("alternateName"); have > 0 && isUngraded(label) {
		l.add("CR05", LintError, "reviewRating", fmt.Sprintf("%q is no point on a scale from false to true, and has a number.", label), "Leave out ratingValue, bestRating and worstRating.")
	}
}

// isUngraded tells whether a label is, or begins with, one that says nothing about truth.
func isUngraded(label string) bool {
	label = plainWords(label)
	return slices.ContainsFunc(ungradedLabels, func(u string) bool { return hasPrefixWord(label, u) })
}

// visible is CR07.
func (l *linter) visible(r review) {
	if !l.inPage {
		return
	}
	seen := map[string]string{
		"claimReviewed":              r.text("claimReviewed"),
		"reviewRating.alternateName": r.object.object("reviewRating").text("alternateName"),
	}
	for _, path := range []string{"claimReviewed", "reviewRating.alternateName"} {
		if text := plainWords(seen[path]); text != "" && !strings.Contains(l.words, text) {
			l.add("CR07", LintError, path, "A reader of the page cannot see this text.", "Show the same words on the page itself, without a script.")
		}
	}
}

// claim is CR08 to CR11.
func (l *linter) claim(r review) {
	item := r.object.object("itemReviewed")
	switch {
	case item == nil:
		l.add("CR08", LintError, "itemReviewed", "Nothing says whose claim this is and where it was made.", `Add "itemReviewed" with "@type": "Claim".`)
		return
	case !item.is("Claim"):
		l.add("CR08", LintError, "itemReviewed.@type", "What is reviewed is not marked as a Claim.", `Write "@type": "Claim".`)
	}
	l.appearances(r, item)
	for _, v := range list(item["author"]) {
		author, _ := v.(map[string]any)
		l.claimAuthor(r, author)
	}
}

// appearances is CR09.
func (l *linter) appearances(r review, item object) {
	own := l.host
	if own == "" {
		own = hostOf(r.text("url"))
	}
	where := append(slices.Clone(list(item["appearance"])), list(item["firstAppearance"])...)
	elsewhere := false
	for _, v := range where {
		host := ""
		switch v := v.(type) {
		case string:
			host = hostOf(v)
		case map[string]any:
			host = hostOf(object(v).text("url"))
			if host == "" && !object(v).has("url") {
				elsewhere = true // a book or a broadcast has no address
			}
			if !object(v).has("@type") {
				l.add("CR09", LintError, "itemReviewed.appearance", "A place where the claim was made does not say what it is.", `Add an "@type" such as "NewsArticle".`)
			}
		}
		elsewhere = elsewhere || host != "" && !(own != "" && sameSite(host, own))
	}
	if len(where) == 0 {
		l.add("CR09", LintError, "itemReviewed", "Nothing says where the claim was made.", "Add appearance or firstAppearance.")
	} else if !elsewhere {
		l.add("CR09", LintError, "itemReviewed.appearance", "The claim was made nowhere but on the own site.", "Name where others made the claim.")
	}
}

// claimAuthor is CR10 and CR11.
func (l *linter) claimAuthor(r review, author object) {
	name := author.text("name")
	if name == "" {
		l.add("CR10", LintError, "itemReviewed.author", "Who made the claim has no name.", "Add the name, or leave author out when nobody knows it.")
		return
	}
	for _, v := range list(r.object["author"]) {
		self, _ := v.(map[string]any)
		if strings.EqualFold(name, object(self).text("name")) {
			l.add("CR10", LintError, "itemReviewed.author", "The desk reviews its own claim.", "Name who made the claim; the desk is the author of the review.")
		}
	}
	if !author.has("sameAs") {
		l.add("CR11", LintWarning, "itemReviewed.author", "Nothing says which "+name+" this is.", "Add sameAs with a home page, a Wikipedia or a Wikidata address.")
	}
}

// claimText is CR12 and CR13.
func (l *linter) claimText(r review) {
	claim := r.text("claimReviewed")
	if n := utf8.RuneCountInString(claim); n >= 75 {
		l.add("CR12", LintWarning, "claimReviewed", fmt.Sprintf("The claim has %d characters; a list shows fewer than 75.", n), "Say it in fewer words.")
	}
	labels := truthLabels
	if own := plainWords(r.object.object("reviewRating").text("alternateName")); own != "" && utf8.RuneCountInString(own) <= 40 {
		labels = append(slices.Clone(labels), own)
	}
	text := plainWords(claim)
	for _, label := range labels {
		if hasPrefixWord(text, label) || statesLabel(text, label) {
			l.add("CR13", LintError, "claimReviewed", fmt.Sprintf("The claim holds a rating, %q.", label), "Write the claim as its maker put it, and the rating into reviewRating.")
			return
		}
	}
}

// statesLabel tells whether text says that something is or was so rated.
func statesLabel(text, label string) bool {
	for _, verb := range []string{" is ", " are ", " was ", " were "} {
		if _, after, found := strings.Cut(text, verb+label); found && (after == "" || !isWordRune(firstRune(after))) {
			return true
		}
	}
	return false
}

// sources is CR16 to CR18, and what one page can tell of CR15.
func (l *linter) sources(r review) {
	if r.has("correction") && !r.has("dateModified") {
		l.add("CR15", LintError, "dateModified", "There is a correction and no day on which it was made.", "Add dateModified.")
	}
	if !r.object.object("reviewRating").has("ratingExplanation") {
		l.add("CR16", LintWarning, "reviewRating.ratingExplanation", "Nothing explains the rating.", "Add one or two sentences.")
	}
	cited := list(r.object["citation"])
	if len(cited) == 0 {
		l.add("CR17", LintWarning, "citation", "No source is cited.", "Add what the review rests on.")
	}
	for i, v := range cited {
		if c, ok := v.(map[string]any); ok && !object(c).has("archivedAt") {
			l.add("CR18", LintWarning, fmt.Sprintf("citation[%d]", i), "The source has no archived copy.", "Add archivedAt, so that the source can be read when it is gone.")
		}
	}
}

// plainWords returns text in lower case with single spaces.
func plainWords(s string) string {
	return strings.ToLower(strings.Join(strings.Fields(s), " "))
}

// hasPrefixWord tells whether text begins with prefix as a whole word.
func hasPrefixWord(text, prefix string) bool {
	after, found := strings.CutPrefix(text, prefix)
	return found && (after == "" || !isWordRune(firstRune(after)))
}

func firstRune(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}

func isWordRune(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || r == '-' }
