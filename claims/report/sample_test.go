package report

import (
	"bytes"
	"flag"
	"iter"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"assay/claims"
)

var update = flag.Bool("update", false, "write the golden files anew")

var noon = time.Date(2026, 2, 1, 12, 0, 0, 0, time.UTC)

const sampleText = "River talks resume\n\nBy Ana Silva\n\n" +
	"Officials called the meeting in Genève a prelude to more talks, possibly as early as March 8.\n\n" +
	"🇨🇭 The ministry said that the dam holds and that the dam leaks.\n\n" +
	"قال الوزير إن السد آمن.\n\nThe dam holds."

func sampleArticle() (claims.Article, claims.ArticleVersion) {
	v := claims.ArticleVersion{
		ArticleID: "art0000000000001", Number: 2, Text: sampleText, SHA256: claims.TextDigest(sampleText),
		Extractor: "text/1", RawSHA256: claims.TextDigest("raw"), Fetched: noon.Add(-48 * time.Hour),
	}
	a := claims.Article{
		ID: v.ArticleID, URL: "https://news.example.com/a1?x=1&y=2", Outlet: "The Daily Example", Headline: "River talks resume",
		Byline: "Ana Silva", Published: "2026-01-30", Lang: "en", Number: 2,
	}
	return a, v
}

// spanOf returns the nth place of words in the sample's text, counted from 0.
func spanOf(words string, nth int) claims.Span {
	at := 0
	for ; nth > 0; nth-- {
		at += strings.Index(sampleText[at:], words) + 1
	}
	at += strings.Index(sampleText[at:], words)
	return claims.Span{Start: at, End: at + len(words)}
}

func sampleClaim(no int, wording string, spans ...claims.Span) claims.ReportClaim {
	a, v := sampleArticle()
	where, err := claims.NewAppearance(v, spans)
	if err != nil {
		panic(err)
	}
	id := "clm000000000000" + string(rune('0'+no))
	return claims.ReportClaim{
		Claim: claims.Claim{
			ID: id, ArticleID: a.ID, No: no, Wording: wording, Kind: claims.Fact, Modality: claims.Asserted,
			Attribution: claims.Attribution{Quote: claims.NotQuoted}, State: claims.Accepted,
			Appearances: []claims.Appearance{where}, Proposer: claims.Splitter, Created: noon, CreatedBy: "usr0000000000001",
		},
		Headline: a.Headline, ArticleURL: a.URL, Outlet: a.Outlet, Byline: a.Byline, Published: a.Published, Lang: a.Lang,
	}
}

func rated(c claims.ReportClaim, key string, revision int) claims.ReportClaim {
	c.Rating, _ = claims.DefaultScale().Rating(key)
	c.Best = claims.DefaultScale().Best()
	c.Verdict = &claims.Verdict{
		ClaimID: c.Claim.ID, ScaleNumber: 1, Rating: key, Aspect: claims.Content, Summary: "Two officials named the day.",
		Rationale: "The minutes say so.\n\nThe press release does, too.", AsOf: "2026-02-01",
		DecidedBy: "usr0000000000001", Decided: noon.Add(time.Hour), Version: revision,
	}
	c.VerdictBy = "Mara Ruiz"
	return c
}

func published(c claims.ReportClaim, state claims.PublicationState) claims.ReportClaim {
	c.Publication = &claims.Publication{
		ClaimID: c.Claim.ID, State: state, Revision: c.Verdict.Version, First: noon.Add(2 * time.Hour), At: noon.Add(2 * time.Hour),
	}
	return c
}

func evidence(c claims.ReportClaim, id string, stance claims.Stance, quote string) claims.ReportClaim {
	c.Evidence = append(c.Evidence, claims.EvidenceRow{
		Evidence: claims.Evidence{
			ID: id, ClaimID: c.Claim.ID, SourceID: "src" + id, SnapshotID: "snp" + id, Stance: stance, Quote: quote,
			Note: "Names the day.", Added: noon, AddedBy: "usr0000000000002",
		},
		AddedByName: "Idris Khan", SourceURL: "https://gov.example/press/" + id, SourceTitle: "Press release " + id,
		Publisher: "Government", Published: "2026-01-29", SnapshotSHA256: claims.TextDigest(id), SnapshotAt: noon, QuoteFound: true,
	})
	return c
}

// sample is one report with every kind of claim that a report shows.
func sample() (Info, []claims.ReportClaim) {
	a, v := sampleArticle()
	info := Info{
		Desk:    claims.Desk{Name: "Example Desk", URL: "https://desk.example/", Contact: "errors@desk.example"},
		BaseURL: "https://checks.example.org", Made: noon.Add(24 * time.Hour), Title: a.Headline, Article: &a, Text: &v,
		Head: claims.RecordHead{Size: 42, Root: claims.TextDigest("root")}, Generator: "Assay 1.0",
	}
	pending := sampleClaim(1, "More talks may be held in Genève as early as March 8", spanOf("more talks, possibly as early as March 8", 0))
	pending.Claim.Kind, pending.Claim.Modality, pending.Claim.SettlesOn = claims.Prediction, claims.Hedged, "2026-03-08"
	pending.Claim.Hedges = []claims.Mention{{Span: spanOf("possibly", 0), Text: "possibly"}}
	pending.Claim.Dates = []claims.Mention{{Span: spanOf("March 8", 0), Text: "March 8", Value: "2026-03-08"}}
	pending.Claimant = claims.Claimant{ID: "cmt0000000000001", Name: "Officials", Kind: "group"}
	pending.Claim.Attribution = claims.Attribution{Mention: "Officials", Cue: "called", Quote: claims.Indirect}
	pending.Claim.Topics = []string{"water", "diplomacy"}
	pending = published(rated(evidence(pending, "0000000000000001", claims.Supports, "talks on 8 March"), claims.RatingPending, 1), claims.Public)

	corrected := sampleClaim(2, "The dam holds", spanOf("the dam holds", 0))
	corrected.Claimant = claims.Claimant{
		ID: "cmt0000000000002", Name: "Ministry of Water", Kind: "organization",
		SameAs: []string{"https://www.wikidata.org/wiki/Q0", "javascript:alert(1)"},
	}
	corrected.Claim.Proposer = "usr0000000000001"
	half := 0.5
	corrected.Claim.Quantities = []claims.Quantity{{Span: spanOf("dam", 0), Text: "half", Value: &half, Unit: "%", Approx: true}}
	corrected = published(rated(evidence(evidence(corrected, "0000000000000002", claims.Supports, "It holds."),
		"0000000000000003", claims.Refutes, ""), "mostly-true", 2), claims.Corrected)
	corrected.Publication.At = noon.Add(5 * time.Hour)
	corrected.Corrections = []claims.CorrectionRow{{
		Correction: claims.Correction{ID: "cor1", Kind: claims.Mistake, Note: "We had named the wrong wall.", From: 1, To: 2, At: noon.Add(5 * time.Hour)},
		ByName:     "Mara Ruiz", FromText: "True", ToText: "Mostly true",
	}}

	pieces := sampleClaim(3, "The ministry said that the dam leaks", spanOf("The ministry said", 0), spanOf("that the dam leaks", 0))
	pieces.Claim.Attribution.Chain = []string{"the spokesman"}
	pieces.Verdict = nil

	retracted := published(rated(sampleClaim(4, "السد آمن", spanOf("السد آمن", 0)), "true", 1), claims.Retracted)
	retracted.Lang = "ar"

	decided := rated(sampleClaim(5, "The dam holds.", spanOf("The dam holds", 0)), "false", 1)
	return info, []claims.ReportClaim{pending, corrected, pieces, retracted, decided}
}

// hostile is a published claim with one text in every field that people can fill in.
func hostile(text string) claims.ReportClaim {
	c := evidence(sampleClaim(7, text, spanOf("dam", 0)), "0000000000000009", claims.Supports, text)
	c.Claim.Appearances[0].Exact, c.Claim.Appearances[0].Prefix, c.Claim.Appearances[0].Suffix = text, text, text
	c.Claimant = claims.Claimant{Name: text, Kind: text, JobTitle: text, SameAs: []string{text}}
	c.Claim.Attribution = claims.Attribution{Mention: text, Cue: text, Quote: claims.QuoteKind(text), Chain: []string{text}}
	c.Claim.Kind, c.Claim.Modality = claims.Kind(text), claims.Modality(text)
	c.Claim.Hedges = []claims.Mention{{Text: text, Value: text}}
	c.Claim.Dates, c.Claim.Topics, c.Claim.Reasons = c.Claim.Hedges, []string{text}, []string{text}
	c.Claim.Place, c.Claim.Context, c.Claim.SettlesOn = text, text, claims.Date(text)
	c.Headline, c.ArticleURL, c.Outlet, c.Byline, c.Published, c.Lang = text, text, text, text, claims.Date(text), text
	e := &c.Evidence[0]
	e.SourceURL, e.SourceTitle, e.Publisher, e.Published = text, text, text, claims.Date(text)
	e.Note, e.AddedByName, e.Stance, e.SnapshotSHA256 = text, text, claims.Stance(text), text
	c = published(rated(c, "half-true", 2), claims.Corrected)
	c.Rating.Label, c.Rating.Definition, c.Rating.Tone, c.VerdictBy = text, text, claims.Tone(text), text
	c.Verdict.Rating, c.Verdict.Summary, c.Verdict.Rationale, c.Verdict.AsOf = text, text, text, claims.Date(text)
	c.Verdict.Aspect = claims.Aspect(text)
	c.Corrections = []claims.CorrectionRow{{
		Correction: claims.Correction{Kind: claims.CorrectionKind(text), Note: text}, FromText: text, ToText: "x", ByName: text,
	}}
	return c
}

func all(rows ...claims.ReportClaim) iter.Seq2[claims.ReportClaim, error] {
	return func(yield func(claims.ReportClaim, error) bool) {
		for _, c := range rows {
			if !yield(c, nil) {
				return
			}
		}
	}
}

func write(t testing.TB, f Format, info Info, rows ...claims.ReportClaim) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := Write(&b, f, info, all(rows...)); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// golden compares with a file under testdata, or writes it with -update.
func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	path := filepath.Join("testdata", "golden", name)
	if *update {
		if err := os.WriteFile(path, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("%s (-want +got):\n%s", name, diff)
	}
}
