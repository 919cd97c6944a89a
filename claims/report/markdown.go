package report

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"assay/claims"
)

// markdownEncoder writes CommonMark. Whatever people typed is escaped, so that none of it becomes markup.
type markdownEncoder struct {
	info *Info
	n    tally
}

// tally counts what went into a report, for its last line.
type tally struct{ claims, verdicts, published int }

func (t *tally) add(c *claims.ReportClaim) {
	t.claims++
	if c.Verdict != nil {
		t.verdicts++
	}
	if public(c) {
		t.published++
	}
}

// words says the tally in a sentence: "3 claims, 2 with a verdict, 1 published."
func (t *tally) words() string {
	noun := " claims, "
	if t.claims == 1 {
		noun = " claim, "
	}
	return strconv.Itoa(t.claims) + noun + strconv.Itoa(t.verdicts) + " with a verdict, " + strconv.Itoa(t.published) + " published."
}

func (e *markdownEncoder) begin(b []byte) []byte {
	b = append(b, "# "...)
	b = mdLine(b, e.info.Title)
	b = append(b, "\n\nVerdict report"...)
	if e.info.Desk.Name != "" {
		b = append(b, " by "...)
		b = mdLink(b, e.info.Desk.Name, e.info.Desk.URL)
	}
	b = append(b, ", made "...)
	b = append(b, stamp(e.info.Made)...)
	if e.info.AsOf != "" {
		b = append(b, ", showing the state as of "...)
		b = mdLine(b, e.info.AsOf)
	}
	b = append(b, ".\n"...)
	if a := e.info.Article; a != nil {
		b = append(b, "\nArticle: "...)
		b = mdArticle(b, a.Headline, a.URL, a.Byline, a.Outlet, a.Published)
	}
	return b
}

// mdArticle ends the line it writes.
func mdArticle(b []byte, headline, address, byline, outlet string, published claims.Date) []byte {
	b = mdLink(b, headline, address)
	if byline != "" {
		b = mdLine(append(b, ", by "...), byline)
	}
	for _, fact := range []string{outlet, string(published)} {
		if fact != "" {
			b = mdLine(append(b, ", "...), fact)
		}
	}
	return append(b, ".\n"...)
}

func (e *markdownEncoder) row(b []byte, c *claims.ReportClaim) ([]byte, error) {
	e.n.add(c)
	b = append(b, "\n## Claim "...)
	b = strconv.AppendInt(b, int64(c.Claim.No), 10)
	b = append(b, ": "...)
	b = append(mdLine(b, c.Claim.Wording), '\n')
	if exact := appearance(c).Exact; exact != "" {
		b = append(b, '\n')
		b = mdBlock(b, exact, "> ")
	}
	b = append(b, '\n')
	if e.info.Article == nil {
		b = append(b, "- Article: "...)
		b = mdArticle(b, c.Headline, c.ArticleURL, c.Byline, c.Outlet, c.Published)
	}
	if c.Claimant.Name != "" {
		b = mdFact(b, "Said by", c.Claimant.Name)
	} else {
		b = mdFact(b, "Said by", "the article itself")
	}
	b = mdFact(b, "Kind", string(c.Claim.Kind)+", "+string(c.Claim.Modality))
	if c.Claim.SettlesOn != "" {
		b = mdFact(b, "Settles on", string(c.Claim.SettlesOn))
	}
	if c.Claim.Context != "" {
		b = mdFact(b, "Context", c.Claim.Context)
	}
	b = mdVerdict(b, e.info, c)
	b = mdEvidence(b, c.Evidence)
	for i := range c.Corrections {
		r := &c.Corrections[i]
		if i == 0 {
			b = append(b, "\n### Corrections\n\n"...)
		}
		b = append(b, "- "...)
		b = append(b, claims.DayOf(r.At.UTC())...)
		b = append(b, ", "...)
		b = mdLine(b, string(r.Kind))
		b = append(mdLine(append(b, ": "...), r.Note), '\n')
	}
	return b, nil
}

func mdFact(b []byte, name, value string) []byte {
	b = append(b, "- "...)
	b = append(b, name...)
	b = append(b, ": "...)
	return append(mdLine(b, value), '\n')
}

func mdVerdict(b []byte, info *Info, c *claims.ReportClaim) []byte {
	v := c.Verdict
	if v == nil && c.Carried != nil {
		return mdCarried(b, info, c.Carried)
	}
	if v == nil {
		return append(b, "\n### No verdict yet\n"...)
	}
	b = append(mdLine(append(b, "\n### Verdict: "...), c.Rating.Label), "\n\n"...)
	if v.Summary != "" {
		b = mdBlock(b, v.Summary, "")
		b = append(b, '\n')
	}
	b = mdBlock(b, v.Rationale, "")
	b = append(b, '\n')
	if c.Rating.Graded() {
		b = mdFact(b, "Rating", strconv.Itoa(c.Rating.Value)+" on a scale from "+strconv.Itoa(worstRating)+", false, to "+strconv.Itoa(c.Best)+", true")
	}
	if v.Aspect == claims.AttributionFit {
		b = mdFact(b, "What is rated", "whether it was said")
	}
	b = mdFact(b, "As of", string(v.AsOf))
	b = mdFact(b, "Decided", stamp(v.Decided)+by(c.VerdictBy)+", revision "+strconv.Itoa(v.Version))
	if public(c) {
		b = append(b, "- Published: "...)
		b = append(b, stamp(c.Publication.First)...)
		b = mdLink(append(b, ", "...), "review", info.claimURL(c.Claim.ID))
		return append(b, '\n')
	}
	if c.Publication != nil && c.Publication.State == claims.Retracted {
		return mdFact(b, "Published", "retracted")
	}
	return mdFact(b, "Published", "no")
}

// mdCarried says whose verdict stands for a claim that has none of its own.
func mdCarried(b []byte, info *Info, o *claims.Carried) []byte {
	b = append(mdLine(append(b, "\n### Carried verdict: "...), o.Rating.Label), "\n\n"...)
	if o.Verdict.Summary != "" {
		b = mdBlock(b, o.Verdict.Summary, "")
		b = append(b, '\n')
	}
	b = append(b, "- Carried from: "...)
	b = mdLink(b, "claim "+strconv.Itoa(o.Claim.No), info.claimURL(o.Claim.ID))
	b = append(mdLine(append(b, " of "...), o.Headline), '\n')
	b = mdFact(b, "As of", string(o.Verdict.AsOf))
	b = mdFact(b, "Confirmed", stamp(o.Relation.At)+by(o.ByName))
	if o.Published {
		return mdFact(b, "Published", "yes, for that claim")
	}
	return mdFact(b, "Published", "no")
}

func by(name string) string {
	if name == "" {
		return ""
	}
	return " by " + name
}

func mdEvidence(b []byte, all []claims.EvidenceRow) []byte {
	if len(all) == 0 {
		return append(b, "\n### No evidence yet\n"...)
	}
	b = append(b, "\n### Evidence\n"...)
	for i := range all {
		e := &all[i]
		b = append(b, "\n- "...)
		b = mdLine(b, string(e.Stance))
		b = mdLink(append(b, ": "...), e.SourceTitle, e.SourceURL)
		for _, fact := range []string{e.Publisher, string(e.Published)} {
			if fact != "" {
				b = mdLine(append(b, ", "...), fact)
			}
		}
		b = append(b, '\n')
		if e.Quote != "" {
			b = append(b, '\n')
			b = mdBlock(b, e.Quote, "  > ")
		}
		if e.Note != "" {
			b = append(b, '\n')
			b = mdBlock(b, e.Note, "  ")
		}
		if e.SnapshotSHA256 != "" {
			b = append(b, "\n  Copy made "...)
			b = append(b, stamp(e.SnapshotAt)...)
			b = append(b, ", SHA-256 "...)
			b = append(mdLine(b, e.SnapshotSHA256), '\n')
		}
	}
	return b
}

func (e *markdownEncoder) end(b []byte) []byte {
	b = append(b, "\n---\n\n"...)
	b = append(b, e.n.words()...)
	if e.info.Text != nil {
		b = mdLine(append(b, "\nThe article's text has the SHA-256 "...), e.info.Text.SHA256)
		b = append(b, '.')
	}
	if e.info.Head.Root != "" {
		b = append(b, "\nThe record had "...)
		b = strconv.AppendInt(b, e.info.Head.Size, 10)
		b = mdLine(append(b, " events, root "...), e.info.Head.Root)
		b = append(b, '.')
	}
	if e.info.Generator != "" {
		b = append(b, "\nMade with "...)
		b = append(mdLine(b, e.info.Generator), '.')
	}
	return append(b, '\n')
}

// mdLink writes text as a link, or as text alone when the address cannot be one.
func mdLink(b []byte, text, address string) []byte {
	link := webLink(address)
	if link == "" {
		return mdLine(b, text)
	}
	b = append(b, '[')
	b = mdLine(b, text)
	b = append(b, "](<"...)
	for _, c := range []byte(link) {
		switch {
		case c <= ' ' || c >= 0x7f || strings.IndexByte("<>\\\"`|", c) >= 0:
			b = append(b, '%', hexUpper[c>>4], hexUpper[c&15])
		case c == '&':
			b = append(b, "&amp;"...)
		default:
			b = append(b, c)
		}
	}
	return append(b, ">)"...)
}

const hexUpper = "0123456789ABCDEF"

// isBlank tells whether r is white space to CommonMark.
func isBlank(r rune) bool { return r == ' ' || r >= '\t' && r <= '\r' }

// mdLine writes text as one line: runs of white space become a space.
func mdLine(b []byte, text string) []byte {
	for i, word := range strings.FieldsFunc(text, isBlank) {
		if i > 0 {
			b = append(b, ' ')
		}
		b = mdWord(b, word, i == 0)
	}
	return b
}

// mdBlock writes text of several paragraphs, each line after prefix, and ends the last line.
func mdBlock(b []byte, text, prefix string) []byte {
	text = strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(text)
	blank, any := false, false
	for line := range strings.SplitSeq(text, "\n") {
		if strings.TrimFunc(line, isBlank) == "" {
			blank = any
			continue
		}
		if blank {
			b = append(append(b, strings.TrimRight(prefix, " ")...), '\n')
		}
		blank, any = false, true
		b = append(b, prefix...)
		b = append(mdLine(b, line), '\n')
	}
	return b
}

// mdWord escapes one word. first says that it begins a line, where more signs mean something.
func mdWord(b []byte, word string, first bool) []byte {
	if first {
		digits := len(word) - len(strings.TrimLeft(word, "0123456789"))
		switch {
		case word[0] == '-' || word[0] == '+' || word[0] == '=' || word[0] == ':':
			b = append(b, '\\', word[0])
			word = word[1:]
		case digits > 0 && digits < len(word) && (word[digits] == '.' || word[digits] == ')'):
			b = append(b, word[:digits]...)
			b = append(b, '\\', word[digits])
			word = word[digits+1:]
		}
	}
	for i, r := range word {
		switch {
		case r < ' ' || r == 0x7f || r == utf8.RuneError:
			b = append(b, "\ufffd"...)
		case strings.ContainsRune("\\`*_[]<>&|~#$@", r),
			r == ':' && strings.HasPrefix(word[i:], "://"),
			r == '.' && i >= 3 && strings.EqualFold(word[i-3:i], "www"):
			b = append(b, '\\', byte(r))
		default:
			b = utf8.AppendRune(b, r)
		}
	}
	return b
}
