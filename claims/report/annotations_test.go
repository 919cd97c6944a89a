package report

import (
	"fmt"
	"strings"
	"testing"

	"github.com/clipperhouse/uax29/v2/graphemes"
	"pgregory.net/rapid"

	"assay/claims"
)

// checkAnnotations checks a collection by the rules WA01 to WA11 against the text of the version it is about. WA10 is
// about serving and rests on FormatInfo.MediaType.
func checkAnnotations(t interface{ Fatalf(string, ...any) }, collection map[string]any, text string) []object {
	c := object(collection)
	if c["@context"] != "http://www.w3.org/ns/anno.jsonld" || webLink(c.text("id")) == "" || !c.isType("AnnotationCollection") {
		t.Fatalf("WA01: the collection begins %v %v %v", c["@context"], c["id"], c["type"])
	}
	noNulls(t, collection, "")
	total, isNumber := c["total"].(float64)
	if !isNumber {
		t.Fatalf("WA11: total is %v", c["total"])
	}
	if total == 0 {
		if c.has("first") {
			t.Fatalf("WA11: an empty collection has a page")
		}
		return nil
	}
	page := c.object("first")
	items := list(page["items"])
	if !page.isType("AnnotationPage") || page.text("id") == "" || len(items) != int(total) || page["startIndex"] != 0.0 || page.has("next") {
		t.Fatalf("WA11: the page %v has %d items of %v", page["id"], len(items), total)
	}
	if c.text("last") != page.text("id") {
		t.Fatalf("WA11: the last page is %v", c["last"])
	}
	ids := map[string]bool{}
	var out []object
	for _, item := range items {
		a := object(item.(map[string]any))
		if webLink(a.text("id")) == "" || ids[a.text("id")] || !a.isType("Annotation") || !a.has("target") || a.text("motivation") == "" {
			t.Fatalf("WA01: the annotation is %v", a)
		}
		ids[a.text("id")] = true
		for _, k := range []string{"created", "modified"} {
			if s := a.text(k); s != "" && !strings.HasSuffix(s, "Z") {
				t.Fatalf("WA02: %s is %s", k, s)
			}
		}
		for _, target := range list(a["target"]) {
			checkTarget(t, target.(map[string]any), text)
		}
		out = append(out, a)
	}
	return out
}

func checkTarget(t interface{ Fatalf(string, ...any) }, target object, text string) {
	if webLink(target.text("source")) == "" {
		t.Fatalf("WA01: the source is %v", target["source"])
	}
	if state := target.object("state"); state != nil {
		single := state.has("sourceDate")
		pair := state.has("sourceDateStart") || state.has("sourceDateEnd")
		if single == pair || !strings.HasSuffix(state.text("sourceDate"), "Z") {
			t.Fatalf("WA02 or WA09: the state is %v", state)
		}
	}
	runes := []rune(text)
	var selected []string
	for _, v := range list(target["selector"]) {
		s := object(v.(map[string]any))
		switch {
		case s.isType("TextPositionSelector"):
			start, end := int(s["start"].(float64)), int(s["end"].(float64))
			if start < 0 || start >= end || end > len(runes) {
				t.Fatalf("WA06: %d to %d of %d", start, end, len(runes))
			}
			if !onBoundary(text, len(string(runes[:start]))) || !onBoundary(text, len(string(runes[:end]))) {
				t.Fatalf("WA05: %d to %d cuts a cluster", start, end)
			}
			selected = append(selected, string(runes[start:end]))
		case s.isType("TextQuoteSelector"):
			prefix, _ := s["prefix"].(string)
			exact, _ := s["exact"].(string)
			suffix, _ := s["suffix"].(string)
			if n := occurrences(text, prefix+exact+suffix); n != 1 {
				t.Fatalf("WA04: %q occurs %d times", prefix+exact+suffix, n)
			}
			selected = append(selected, exact)
		default:
			t.Fatalf("WA07: an unknown selector %v", s)
		}
	}
	if len(selected) != 2 || selected[0] != selected[1] {
		t.Fatalf("WA03 or WA07: selected %q", selected)
	}
}

// isType is object.is for annotations, whose types are spelled without an at sign.
func (o object) isType(name string) bool { return o.text("type") == name }

func noNulls(t interface{ Fatalf(string, ...any) }, v any, path string) {
	switch v := v.(type) {
	case nil:
		t.Fatalf("WA08: %s is null", path)
	case []any:
		for i, e := range v {
			noNulls(t, e, fmt.Sprintf("%s[%d]", path, i))
		}
	case map[string]any:
		for k, e := range v {
			noNulls(t, e, path+"."+k)
		}
	}
}

func onBoundary(text string, at int) bool {
	n := 0
	for it := graphemes.FromString(text); it.Next(); {
		if n == at {
			return true
		}
		n += len(it.Value())
	}
	return n == at
}

// occurrences counts all places, overlapping ones too.
func occurrences(text, words string) int {
	n := 0
	for i := range text {
		if strings.HasPrefix(text[i:], words) {
			n++
		}
	}
	return n
}

func TestAnnotationsKeepTheRules(t *testing.T) {
	info, rows := sample()
	all := checkAnnotations(t, decode(t, write(t, Annotations, info, rows...)), sampleText)
	count := map[string]int{}
	for _, a := range all {
		count[a.text("motivation")]++
	}
	if count["identifying"] != 5 || count["assessing"] != 4 || count["linking"] != 2 {
		t.Errorf("motivations %v", count)
	}
	if got := list(all[0]["target"])[0].(map[string]any)["state"].(map[string]any)["cached"]; got != "https://checks.example.org/articles/art0000000000001/text" {
		t.Errorf("the cached text is %v", got)
	}
	checkAnnotations(t, decode(t, write(t, Annotations, info)), sampleText)
}

func TestAClaimInPiecesHasATargetForEach(t *testing.T) {
	info, rows := sample()
	all := checkAnnotations(t, decode(t, write(t, Annotations, info, rows[2])), sampleText)
	if n := len(list(all[0]["target"])); n != 2 {
		t.Errorf("%d targets, want 2", n)
	}
}

func TestMachinesAndPeopleAreToldApart(t *testing.T) {
	info, rows := sample()
	all := checkAnnotations(t, decode(t, write(t, Annotations, info, rows[0], rows[1])), sampleText)
	creators := map[string]string{}
	for _, a := range all {
		if a.text("motivation") == "identifying" {
			creators[a.text("id")] = a.object("creator").text("type")
		}
	}
	if creators["https://checks.example.org/claims/clm0000000000001#words"] != "Software" || creators["https://checks.example.org/claims/clm0000000000002#words"] != "Person" {
		t.Errorf("creators %v", creators)
	}
}

func TestWordsThatAreNotInTheirTextHaveNoPosition(t *testing.T) {
	info, rows := sample()
	rows[0].Claim.Appearances[0].Anchor = claims.AnchorLost
	info.Text = nil
	page := object(decode(t, write(t, Annotations, info, rows[0], rows[2]))).object("first")
	for _, v := range list(page["items"]) {
		target := object(v.(map[string]any)).object("target")
		for _, s := range list(target["selector"]) {
			if object(s.(map[string]any)).isType("TextPositionSelector") {
				t.Errorf("a position out of nowhere: %v", target)
			}
		}
	}
}

// oneClaim is a report on a claim that stands at one place of a text of its own.
func oneClaim(text string, s claims.Span) (Info, claims.ReportClaim) {
	info, _ := sample()
	v := claims.ArticleVersion{ArticleID: "art1", Number: 1, Text: text, Fetched: noon}
	where, err := claims.NewAppearance(v, []claims.Span{s})
	if err != nil {
		panic(err)
	}
	info.Text = &v
	return info, claims.ReportClaim{
		Claim:      claims.Claim{ID: "clm1", ArticleID: "art1", No: 1, Wording: "W", Appearances: []claims.Appearance{where}, Created: noon},
		ArticleURL: "https://news.example.com/a1",
	}
}

func TestPositionsCountCodePoints(t *testing.T) {
	for _, tt := range []struct {
		text, exact string
		start, end  int
	}{
		{"Talks in Genève start Feb 8.", "Feb 8", 22, 27},
		{"🇨🇭 Geneva talks possibly Feb 8", "Feb 8", 25, 30},
		{"Gene\u0300ve: Feb 8", "Feb 8", 9, 14},
		{"المحادثات في جنيف في 8 فبراير", "8 فبراير", 21, 29},
		{"A\u00a0😀\u200d😀 B", "B", 6, 7},
	} {
		at := strings.Index(tt.text, tt.exact)
		info, c := oneClaim(tt.text, claims.Span{Start: at, End: at + len(tt.exact)})
		all := checkAnnotations(t, decode(t, write(t, Annotations, info, c)), tt.text)
		for _, v := range list(all[0].object("target")["selector"]) {
			s := object(v.(map[string]any))
			if s.isType("TextPositionSelector") && (s["start"] != float64(tt.start) || s["end"] != float64(tt.end)) {
				t.Errorf("%q stands at %v to %v, want %d to %d", tt.exact, s["start"], s["end"], tt.start, tt.end)
			}
		}
		l := readLines(t, write(t, JSONL, info, c))[0]
		if got := *l.Spans[0].CodePoints; got != [2]int{tt.start, tt.end} {
			t.Errorf("JSON lines: %q stands at %v", tt.exact, got)
		}
	}
}

func TestASelectionGrowsToWholeClusters(t *testing.T) {
	for _, tt := range []struct{ text, words, want string }{
		{"in Gene\u0300ve", "Gene", "Gene\u0300"},
		{"a 🇨🇭 b", "🇨", "🇨🇭"},
		{"x 👩\u200d🚒 y", "🚒", "👩\u200d🚒"},
		{"line\nbreak", "break", "break"},
		{"plain", "plain", "plain"},
	} {
		at := strings.Index(tt.text, tt.words)
		if got := wholeClusters(tt.text, claims.Span{Start: at, End: at + len(tt.words)}).In(tt.text); got != tt.want {
			t.Errorf("%q in %q grows to %q, want %q", tt.words, tt.text, got, tt.want)
		}
	}
}

func TestAnnotationsOfAnyTextKeepTheRules(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		piece := rapid.SampledFrom([]string{"the dam holds. ", "a", "ab", " ", "\n\n", "🇨🇭", "e\u0300", "👩\u200d🚒", "سد", strings.Repeat("same words ", 9)})
		annotationsKeepRules(t, strings.Join(rapid.SliceOfN(piece, 1, 40).Draw(t, "text"), ""),
			rapid.IntRange(0, 1000).Draw(t, "from"), rapid.IntRange(0, 40).Draw(t, "length"))
	})
}

func FuzzAnnotations(f *testing.F) {
	f.Add("Gene\u0300ve: Feb 8", 9, 5)
	f.Add(strings.Repeat("ab", 100), 50, 3)
	f.Fuzz(func(t *testing.T, text string, from, length int) {
		if claims.CheckText(text) == "" && len(text) < 4000 {
			annotationsKeepRules(t, text, from, length)
		}
	})
}

func annotationsKeepRules(t interface {
	Fatalf(string, ...any)
	Helper()
}, text string, from, length int,
) {
	t.Helper()
	runes := []rune(text)
	if len(runes) == 0 || from < 0 || length < 0 {
		return
	}
	start := from % len(runes)
	end := min(len(runes), start+1+length%len(runes))
	s := claims.Span{Start: len(string(runes[:start])), End: len(string(runes[:end]))}
	info, c := oneClaim(text, s)
	var b strings.Builder
	if err := Write(&b, Annotations, info, func(yield func(claims.ReportClaim, error) bool) { yield(c, nil) }); err != nil {
		t.Fatalf("%v", err)
	}
	collection, err := decodeAny(b.String())
	if err != nil {
		t.Fatalf("%v in %s", err, b.String())
	}
	checkAnnotations(t, collection, text)
}
