package views

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"assay/claims"
	"assay/claims/claimstest"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"
	"pgregory.net/rapid"
)

// names returns the values that a form offers under a name.
func names(doc *html.Node, name string) []string {
	var out []string
	for _, n := range all(doc, func(n *html.Node) bool { return attr(n, "name") == name }) {
		out = append(out, attr(n, "value"))
	}
	return out
}

func TestWhatCanBeDoneWithAClaim(t *testing.T) {
	rejected := claimstest.Dossier()
	rejected.Claim.State, rejected.Step = claims.Rejected, claims.StepClosed
	id := func(d claims.Dossier) string { return d.Claim.ID }
	tests := []struct {
		name  string
		role  claims.Role
		d     claims.Dossier
		forms []string
		has   func(string) string // an address that is offered
		lacks func(string) string // and one that is not
	}{
		{"a candidate is accepted or rejected", claims.Reviewer, claimstest.Proposal(), []string{"accept"}, RejectURL, VerdictURL},
		{"an accepted claim gets a verdict", claims.Reviewer, claimstest.Dossier(), []string{"take"}, VerdictURL, WithdrawURL},
		{"a reviewer does not publish", claims.Reviewer, claimstest.Decided(), nil, VerdictURL, RejectURL},
		{"an editor publishes", claims.Editor, claimstest.Decided(), []string{"publish"}, VerdictURL, RejectURL},
		{"a reviewer does not correct what readers see", claims.Reviewer, claimstest.Published(), nil, NewEvidenceURL, VerdictURL},
		{"an editor does", claims.Editor, claimstest.Published(), nil, VerdictURL, RejectURL},
		{"a rejected claim can be taken up again", claims.Reviewer, rejected, []string{"accept"}, ClaimURL, NewEvidenceURL},
		{"a viewer only reads", claims.Viewer, claimstest.Decided(), nil, ClaimURL, NewEvidenceURL},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			doc := parsed(t, ClaimPage(asRole(tt.role), tt.d))
			want := tt.forms
			if tt.role.May(claims.MayWork) { // and may say something about it
				want = append(slices.Clone(want), "comment")
				slices.Sort(want)
			}
			if diff := cmp.Diff(want, forms(doc)); diff != "" {
				t.Errorf("forms (-want +got):\n%s", diff)
			}
			found := append(links(doc), ClaimURL(id(tt.d)))
			if !slices.Contains(found, tt.has(id(tt.d))) {
				t.Errorf("there is no link to %s", tt.has(id(tt.d)))
			}
			if slices.Contains(links(doc), tt.lacks(id(tt.d))) {
				t.Errorf("there is a link to %s", tt.lacks(id(tt.d)))
			}
		})
	}
}

func TestRatingsOfferedToday(t *testing.T) {
	tests := []struct {
		name      string
		settlesOn claims.Date
		pending   bool
		graded    bool
	}{
		{"a claim that settles now gets every rating but pending", "", false, true},
		{"before its day only pending and not checkable", "2026-03-19", true, false},
		{"on its day every rating but pending", "2026-03-18", false, true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			p, d := asRole(claims.Reviewer), claimstest.Dossier()
			d.Claim.SettlesOn = tt.settlesOn
			doc := parsed(t, VerdictPage(p, d, NewReviewForm(d, p.Today(), ""), RatingForm{}, nil))
			got := names(doc, "rating")
			if slices.Contains(got, claims.RatingPending) != tt.pending || slices.Contains(got, "true") != tt.graded {
				t.Errorf("offered are %v", got)
			}
			if why := strings.Contains(text(doc), "would be a guess"); why != tt.pending {
				t.Errorf("the reason is shown: %v", why)
			}
		})
	}
}

func TestACorrectionIsAskedForOnlyWhenReadersSeeTheVerdict(t *testing.T) {
	p := asRole(claims.Editor)
	for name, d := range map[string]claims.Dossier{"decided": claimstest.Decided(), "published": claimstest.Published()} {
		doc := parsed(t, VerdictPage(p, d, NewReviewForm(d, p.Today(), ""), RatingForm{}, nil))
		if got := len(names(doc, "correction")) > 0; got != d.Published() {
			t.Errorf("%s: the kind of change is asked for: %v", name, got)
		}
	}
}

func TestTheVerdictFormStartsFromWhatIsThere(t *testing.T) {
	fresh := NewReviewForm(claimstest.Dossier(), "2026-03-18", "")
	if len(fresh.Evidence) != 3 || fresh.AsOf != "2026-03-18" || fresh.Rating != "" {
		t.Errorf("a first verdict starts as %+v", fresh)
	}
	d := claimstest.Decided()
	again := NewReviewForm(d, "2026-03-20", "")
	want := claims.NewReview{
		ClaimID: d.Claim.ID, Version: 1, Rating: d.Verdict.Rating, Aspect: d.Verdict.Aspect, Summary: d.Verdict.Summary,
		Rationale: d.Verdict.Rationale, AsOf: "2026-03-20", Evidence: d.Verdict.Evidence,
	}
	if diff := cmp.Diff(want, again); diff != "" {
		t.Errorf("a changed verdict (-want +got):\n%s", diff)
	}
}

func TestFaultsOfANewSourceStandAtTheFieldsOfTheForm(t *testing.T) {
	bad := claims.FieldErrors{{Field: "url", Msg: "bad address"}, {Field: "published", Msg: "bad date"}}
	doc := parsed(t, EvidencePage(asRole(claims.Reviewer), claimstest.Dossier(), claims.EvidenceEdit{}, RatingForm{}, bad))
	var marked []string
	for _, n := range all(doc, func(n *html.Node) bool { return attr(n, "aria-invalid") == "true" }) {
		marked = append(marked, attr(n, "name"))
	}
	if diff := cmp.Diff([]string{"source_url", "published"}, marked); diff != "" {
		t.Errorf("marked fields (-want +got):\n%s", diff)
	}
	if folds := all(doc, func(n *html.Node) bool {
		return n.Data == "details" && attr(n, "class") == "fold" && hasAttr(n, "open")
	}); len(folds) != 1 {
		t.Error("a fault in the folded part is not seen")
	}
}

func TestAttributionWords(t *testing.T) {
	tests := []struct {
		name string
		in   claims.Attribution
		want string
	}{
		{"the article's own voice has none", claims.Attribution{Quote: claims.NotQuoted}, ""},
		{"reported speech", claims.Attribution{Mention: "Duarte", Cue: "said", Quote: claims.Indirect}, "to “Duarte”, by “said”, in other words"},
		{"a chain of speakers", claims.Attribution{Quote: claims.Direct, Chain: []string{"the ministry", "an aide"}}, "in his or her own words, through the ministry, an aide"},
		{"somebody who may be meant", claims.Attribution{Mention: "he", Quote: claims.NotQuoted, Confidence: 0.6}, "to “he”, 60 in 100 sure who is meant"},
		{"somebody who is surely meant", claims.Attribution{Mention: "he", Quote: claims.NotQuoted, Confidence: 1}, "to “he”"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := attributionWords(tt.in); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

func TestWhatWasFilledInIsMarkedInTheWording(t *testing.T) {
	fill := func(words ...string) (list []claims.Fill) {
		for _, w := range words {
			list = append(list, claims.Fill{Words: w, Why: claims.FillName})
		}
		return list
	}
	tests := []struct {
		name, wording string
		filled        []claims.Fill
		want          string
	}{
		{"nothing", "Taxes fell.", nil, "Taxes fell."},
		{"at both ends", "Ana Lima left in 2019", fill("Ana Lima", "2019"), "[Ana Lima] left in [2019]"},
		{"in any order", "Ana Lima left in 2019", fill("2019", "Ana Lima"), "[Ana Lima] left in [2019]"},
		{"whole words only", "This island is large", fill("is"), "This island [is] large"},
		{"in doubt", "What is is large", fill("is"), "What is is large"},
		{"as often as it was filled in", "Lima says Lima left", fill("Lima", "Lima"), "[Lima] says [Lima] left"},
		{"one in another", "Ana Lima left", fill("Ana Lima", "Lima"), "[Ana Lima] left"},
		{"not there", "Taxes fell.", fill("rose", ""), "Taxes fell."},
		{"beside marks and other scripts", "«Ана» ушла", fill("Ана"), "«[Ана]» ушла"},
	}
	for _, tt := range tests {
		var got strings.Builder
		for _, p := range filledPieces(tt.wording, tt.filled) {
			if p.Fill != nil {
				got.WriteString("[" + p.Text + "]")
			} else {
				got.WriteString(p.Text)
			}
		}
		if got.String() != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, got.String(), tt.want)
		}
	}
}

func TestNoCharacterOfAWordingIsLost(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		wording := rapid.StringOf(rapid.SampledFrom([]rune("ab é \u0301"))).Draw(t, "wording")
		var filled []claims.Fill
		for _, w := range rapid.SliceOfN(rapid.StringOf(rapid.SampledFrom([]rune("ab é"))), 0, 4).Draw(t, "filled") {
			filled = append(filled, claims.Fill{Words: w})
		}
		var got strings.Builder
		for _, p := range filledPieces(wording, filled) {
			got.WriteString(p.Text)
		}
		if got.String() != wording {
			t.Errorf("%q became %q", wording, got.String())
		}
	})
}

func TestOnlyACandidatesWordingIsMarked(t *testing.T) {
	d := claimstest.Proposal()
	heading := func() *html.Node {
		return all(parsed(t, ClaimPage(asRole(claims.Reviewer), d)), func(n *html.Node) bool { return n.Data == "h1" })[0]
	}
	if got := strings.TrimSpace(text(heading())); got != "Trams in Larmouth (filled in) run every six minutes at peak times" {
		t.Errorf("the candidate is headed %q", got)
	}
	d.Claim.State, d.Step = claims.Accepted, claims.StepEvidence
	if got := strings.TrimSpace(text(heading())); got != d.Claim.Wording {
		t.Errorf("the accepted claim is headed %q", got)
	}
}

func TestQuantityWords(t *testing.T) {
	num := func(x float64) *float64 { return &x }
	tests := []struct {
		name string
		in   claims.Quantity
		want string
	}{
		{"a whole number", claims.Quantity{Value: num(310e6), Unit: "EUR"}, "310,000,000 EUR"},
		{"a fraction about", claims.Quantity{Value: num(2.5), Unit: "%", Approx: true}, "about 2.5 %"},
		{"at least", claims.Quantity{Value: num(9000), Bound: "min"}, "at least 9,000"},
		{"a range", claims.Quantity{Low: num(3), High: num(5)}, "3 to 5"},
		{"words that give no number", claims.Quantity{Text: "several"}, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := quantityWords(tt.in); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

func TestTheSplitFormHoldsTheClaimsOwnWords(t *testing.T) {
	d := claimstest.Dossier()
	d.Claim = claimstest.Claim(4)
	if got, want := NewSplitForm(d).Lines, "the line cost 40 million less than planned"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	d.Text.Text = "another text"
	if got := NewSplitForm(d).Lines; got != "" {
		t.Errorf("words that do not stand in the text give %q", got)
	}
}

func TestMergingStartsFromTheLongerWording(t *testing.T) {
	d := claimstest.Dossier()
	f := MergeForm{With: claimstest.ID(204), Others: claimstest.Rows()[3:]}
	if got, want := f.wording(d), claimstest.Rows()[3].Wording; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	f.Wording = "typed"
	if got := f.wording(d); got != "typed" {
		t.Errorf("what was typed became %q", got)
	}
	if doc := parsed(t, MergePage(asRole(claims.Reviewer), d, MergeForm{Others: f.Others}, nil)); len(forms(doc)) != 0 {
		t.Error("a merge can be sent before the other claim is chosen")
	}
}

func TestThePickerOffersEverySentence(t *testing.T) {
	e := claimstest.Edition()
	b := e.Article.Blocks[2].Span
	f := PickerForm{Article: e.Article, Text: e.Text, Block: 2, Chosen: 1, Sentences: []claims.Span{{Start: b.Start, End: b.Start + 20}, {Start: b.Start + 21, End: b.End}}}
	doc := parsed(t, PickerPage(asRole(claims.Reviewer), f, nil))
	var want []string
	for i := range f.Sentences {
		want = append(want, strconv.Itoa(i))
	}
	if diff := cmp.Diff(want, names(doc, "sentence")); diff != "" {
		t.Errorf("sentences (-want +got):\n%s", diff)
	}
	if got := forms(doc); !slices.Equal(got, []string{"add-claim", "block"}) {
		t.Errorf("forms are %v", got)
	}
}
