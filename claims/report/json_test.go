package report

import (
	"bytes"
	"encoding/json"
	"math"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"assay/claims"
)

// breakouts are texts that would leave the script element or the string they stand in.
var breakouts = []string{
	"</script><script>alert(1)</script>", "</SCRIPT >", "<!--", "<!--<script>", "-->", "]]>", "<script", "\u2028alert(1)", "\u2029",
	`\`, `\"`, `","x":"`, `\u003c/script\u003e`, "&lt;/script&gt;&amp;", "'\"><img src=x onerror=alert(1)>", "${1}{{1}}", "\U0001F600\u200d", "\u007f",
}

func TestStringsAreThoseOfTheStandardLibrary(t *testing.T) {
	for _, s := range append(breakouts, "", "\x00\x01\b\f\n\r\t\x1f", "a\xffb", "\xed\xa0\x80", "é😀") {
		sameString(t, s)
	}
}

func FuzzJSONString(f *testing.F) {
	for _, s := range breakouts {
		f.Add(s)
	}
	f.Fuzz(sameString)
}

func sameString(t *testing.T, s string) {
	want, err := json.Marshal(s)
	if err != nil {
		t.Fatal(err)
	}
	if got := appendJSONString(nil, s); string(got) != string(want) {
		t.Errorf("%q is written %s, want %s", s, got, want)
	}
}

func TestNumbersThatJSONDoesNotHaveBecomeNull(t *testing.T) {
	var j jsonText
	j.open("", '[')
	for _, f := range []float64{0, 1.5, -3, 1e21, math.Inf(1), math.NaN()} {
		j.real("", f)
	}
	j.instant("", time.Time{})
	j.close(']')
	if want := "[0,1.5,-3,1000000000000000000000,null,null,null]"; string(j.b) != want {
		t.Errorf("got %s, want %s", j.b, want)
	}
}

// decode reads JSON that must be whole and without anything after it.
func decode(t testing.TB, b []byte) map[string]any {
	t.Helper()
	var v map[string]any
	if err := json.Unmarshal(b, &v); err != nil {
		t.Fatalf("%v in %s", err, b)
	}
	return v
}

// line is a claim in JSON lines, as a reader would declare it.
type line struct {
	ID       string `json:"id"`
	No       int    `json:"no"`
	Exact    string `json:"exact"`
	Claimant *struct {
		Name string `json:"name"`
	} `json:"claimant"`
	Spans []struct {
		Bytes      [2]int  `json:"bytes"`
		CodePoints *[2]int `json:"code_points"`
	} `json:"spans"`
	Dates []struct {
		Text, Value string
		Bytes       [2]int
	} `json:"dates"`
	Evidence []struct {
		Stance   string
		Quote    string
		Source   struct{ URL string }
		Snapshot *struct{ SHA256 string }
	} `json:"evidence"`
	Verdict *struct {
		Rating, Label string
		Value         *int
		Revision      int
	} `json:"verdict"`
	Publication *struct{ State, URL string }  `json:"publication"`
	Corrections []struct{ Kind, Note string } `json:"corrections"`
}

func readLines(t testing.TB, b []byte) []line {
	t.Helper()
	var out []line
	for raw := range bytes.Lines(b) {
		var l line
		if err := json.Unmarshal(raw, &l); err != nil {
			t.Fatalf("%v in %s", err, raw)
		}
		out = append(out, l)
	}
	return out
}

func TestLinesSayWhatTheClaimsSay(t *testing.T) {
	info, rows := sample()
	lines := readLines(t, write(t, JSONL, info, rows...))
	if len(lines) != len(rows) {
		t.Fatalf("%d lines for %d claims", len(lines), len(rows))
	}
	runes := []rune(sampleText)
	for i, l := range lines {
		var exact []string
		for _, s := range l.Spans {
			if s.CodePoints == nil {
				t.Fatalf("claim %d has no code points", l.No)
			}
			words := sampleText[s.Bytes[0]:s.Bytes[1]]
			if got := string(runes[s.CodePoints[0]:s.CodePoints[1]]); got != words {
				t.Errorf("claim %d: code points give %q, bytes %q", l.No, got, words)
			}
			exact = append(exact, words)
		}
		if got := strings.Join(exact, " … "); got != l.Exact {
			t.Errorf("claim %d: spans give %q, exact is %q", l.No, got, l.Exact)
		}
		if (l.Verdict == nil) != (rows[i].Verdict == nil) || (l.Publication == nil) != (rows[i].Publication == nil) {
			t.Errorf("claim %d: verdict %v, publication %v", l.No, l.Verdict, l.Publication)
		}
		if v := l.Verdict; v != nil && (v.Value != nil) != rows[i].Rating.Graded() {
			t.Errorf("claim %d: %s has the value %v", l.No, v.Rating, v.Value)
		}
	}
	if l := lines[0]; l.Dates[0].Value != "2026-03-08" || l.Claimant.Name != "Officials" || l.Evidence[0].Snapshot == nil {
		t.Errorf("claim 1 is %+v", l)
	}
	if l := lines[1]; len(l.Corrections) != 1 || l.Verdict.Revision != 2 || len(l.Evidence) != 2 {
		t.Errorf("claim 2 is %+v", l)
	}
}

func TestAllLinesHaveTheSameFields(t *testing.T) {
	info, rows := sample()
	var first []string
	for raw := range bytes.Lines(write(t, JSONL, info, rows...)) {
		var keys []string
		dec := json.NewDecoder(bytes.NewReader(raw))
		depth := 0
		for key := true; ; {
			tok, err := dec.Token()
			if err != nil {
				break
			}
			switch tok {
			case json.Delim('{'), json.Delim('['):
				depth++
			case json.Delim('}'), json.Delim(']'):
				depth--
			default:
				if depth == 1 && key {
					keys = append(keys, tok.(string))
				}
			}
			if depth == 1 {
				key = !key || tok == json.Delim('{')
			}
		}
		if first == nil {
			first = keys
		}
		if diff := cmp.Diff(first, keys); diff != "" {
			t.Errorf("fields (-first +this):\n%s", diff)
		}
	}
	if len(first) < 25 {
		t.Errorf("only %d fields: %q", len(first), first)
	}
}

func TestWithoutTheTextThereAreNoCodePoints(t *testing.T) {
	info, rows := sample()
	_, v := sampleArticle()
	info.Text, info.Article = nil, nil
	if l := readLines(t, write(t, JSONL, info, rows[0]))[0]; l.Spans[0].CodePoints != nil {
		t.Errorf("code points %v out of nowhere", l.Spans[0].CodePoints)
	}
	asked := 0
	info.Texts = func(id string, number int) (claims.ArticleVersion, error) {
		asked++
		return v, nil
	}
	for _, l := range readLines(t, write(t, JSONL, info, rows...)) {
		if l.Spans[0].CodePoints == nil {
			t.Errorf("claim %d has no code points", l.No)
		}
	}
	if asked != 1 {
		t.Errorf("one text was asked for %d times", asked)
	}
	rows[0].Claim.Appearances[0].Anchor = claims.AnchorLost
	rows[1].Claim.Appearances[0].Exact = "other words"
	for _, l := range readLines(t, write(t, JSONL, info, rows[:2]...)) {
		if l.Spans[0].CodePoints != nil {
			t.Errorf("claim %d does not stand in its text and has code points", l.No)
		}
	}
}

// embed puts JSON-LD into a page and returns the text of the one script that a browser would find there.
func embed(t testing.TB, jsonld []byte) []byte {
	t.Helper()
	root, err := html.Parse(strings.NewReader(`<html><body><script type="application/ld+json">` + string(jsonld) + `</script><p id="after">x</p></body></html>`))
	if err != nil {
		t.Fatal(err)
	}
	var scripts, others []*html.Node
	for n := range root.Descendants() {
		switch {
		case n.Type == html.ElementNode && n.DataAtom == atom.Script:
			scripts = append(scripts, n)
		case n.Type == html.ElementNode && n.DataAtom != atom.Html && n.DataAtom != atom.Head && n.DataAtom != atom.Body, n.Type == html.CommentNode:
			others = append(others, n)
		}
	}
	if len(scripts) != 1 || len(others) != 1 || others[0].DataAtom != atom.P {
		t.Fatalf("broke out: %d scripts, %d other nodes in %s", len(scripts), len(others), jsonld)
	}
	return []byte(scripts[0].FirstChild.Data)
}

func TestNoTextLeavesTheScriptItIsEmbeddedIn(t *testing.T) {
	info, _ := sample()
	for _, text := range append(breakouts, formulas...) {
		c := hostile(text)
		for _, f := range []Format{JSONL, ClaimReview, Annotations} {
			decode(t, embed(t, write(t, f, info, c)))
		}
		want := strings.ToValidUTF8(text, "\ufffd")
		if got := decode(t, embed(t, write(t, JSONL, info, c))); got["wording"] != want {
			t.Errorf("%q came back as %q", want, got["wording"])
		}
		review := decode(t, embed(t, write(t, ClaimReview, info, c)))
		if got := review["claimReviewed"]; got != noControls(want) {
			t.Errorf("%q was reviewed as %q", text, got)
		}
		if got := review["itemReviewed"].(map[string]any)["text"]; got != want {
			t.Errorf("the words %q became %q", want, got)
		}
	}
}

func decodeAny(s string) (v map[string]any, err error) {
	err = json.Unmarshal([]byte(s), &v)
	return v, err
}
