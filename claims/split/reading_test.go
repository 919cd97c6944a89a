package split

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"assay/claims"
)

func TestMailIsCutWhereNoFullStopStands(t *testing.T) {
	for text, want := range map[string][]string{
		"Jane Roe 03/27/2001 09:11 AM The draft is ready. Read it.": {"Jane Roe", "03/27/2001 09:11 AM", "The draft is ready.", "Read it."},
		"The report was filed at 03/27/2001 09:11 AM":               {"The report was filed at 03/27/2001 09:11 AM"},
		"Thanks a lot __________ Harbour Office":                    {"Thanks a lot", "__________", "Harbour Office"},
		"Write to desk@harbour.example The office is shut.":         {"Write to desk@harbour.example", "The office is shut."},
		"Write to desk@harbour.example or call the office.":         {"Write to desk@harbour.example or call the office."},
		"Dear Ms Roe, We met in May.":                               {"Dear Ms Roe,", "We met in May."},
		"Kind regards, Jane Roe":                                    {"Kind regards,", "Jane Roe"},
		"they gave it to me. we kept it":                            {"they gave it to me.", "we kept it"},
		"They left early.we stayed for the vote.":                   {"They left early.", "we stayed for the vote."},
		"See harbour.example for news.":                             {"See harbour.example for news."},
		"It was over.... Then the rain came.":                       {"It was over....", "Then the rain came."},
		"The twin-hulled ferry – built in 2019 -- sails at noon.":   {"The twin-hulled ferry – built in 2019 -- sails at noon."},
		"市议会关闭了桥。居民抗议！为什么？":                                         {"市议会关闭了桥。", "居民抗议！", "为什么？"},
		"पुल बंद है। लोग नाराज़ हैं।":                               {"पुल बंद है।", "लोग नाराज़ हैं।"},
		"هل أغلق الجسر؟ نعم، أغلق الجسر.":                           {"هل أغلق الجسر؟", "نعم، أغلق الجسر."},
	} {
		var got []string
		for _, s := range Sentences(text, claims.Span{Start: 0, End: len(text)}) {
			got = append(got, s.In(text))
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%q (-want +got)\n%s", text, diff)
		}
	}
}

func TestBylines(t *testing.T) {
	for line, want := range map[string]string{
		"By Jane Roe":                                     "Jane Roe",
		"*By Jane Roe, 12 March 2025*":                    "Jane Roe",
		"By Jane Roe and Li Wen · March 12":               "Jane Roe and Li Wen",
		"Von Anna Schmidt":                                "Anna Schmidt",
		"بقلم: سارة حسن":                                  "سارة حسن",
		"Автор: Анна Петрова":                             "Анна Петрова",
		"by the time it was over":                         "",
		"Por fin llegó la lluvia a todo el sur del país.": "",
	} {
		if got := bylineName(line); got != want {
			t.Errorf("%q names %q, want %q", line, got, want)
		}
	}
}

func TestNoticesCalendarsAndGalleries(t *testing.T) {
	text := "The festival opens in June with a concert by the harbour orchestra, and the city expects many guests.\n\n" +
		"June 14 – Leeds Arena, Leeds\nJune 20 – Town Hall, Hull\nJuly 2 – Spa Theatre, Scarborough\n\n" +
		"3 of 12 Volunteers set up chairs in the park\n\n" +
		"This website uses cookies to improve how it works for you, and some of them are stored in your browser because they are needed for its basic functions, while others help us to understand how the site is used by its readers."
	var got []string
	for _, b := range Blocks(text) {
		got = append(got, string(b.Kind))
	}
	want := []string{"text", "list", "list", "list", "furniture", "furniture"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestWarsAndSpansOfYears(t *testing.T) {
	for text, want := range map[string]string{
		"The pier was destroyed in World War II.":            "1939-09-01/1945-09-02",
		"It was dug during the First World War.":             "1914-07-28/1918-11-11",
		"Rents doubled over the past decade.":                "2015/2025",
		"Turnout will rise for the first time in ten years.": "P10Y",
	} {
		a := Analyse(text, []claims.Block{{Span: claims.Span{Start: 0, End: len(text)}, Kind: claims.Text}}, Options{Published: "2025-03-12", Lang: "en"})
		if len(a.Dates) != 1 || a.Dates[0].Value != want {
			t.Errorf("%q: %+v, want %s", text, a.Dates, want)
		}
	}
}

func TestPluralPossessiveIsNoQuotation(t *testing.T) {
	text := "The Fishers' Union said the boats' owners paid."
	for _, tok := range tokenize(text, claims.Span{Start: 0, End: len(text)}) {
		if tok.tag == tagQuote {
			t.Errorf("%q at %d is read as a quotation mark", tok.low, tok.Start)
		}
	}
}

// FuzzBlocks checks that blocks lie in the text, in order, on the borders of characters.
func FuzzBlocks(f *testing.F) {
	f.Add("By A. B, 3 March 2025\n\n3 of 12 X\n\nThis website uses cookies")
	f.Add("June 1 – A b c\nJune 2 – B c d\nJune 3 – C d e\n\x00\xff")
	f.Fuzz(func(t *testing.T, text string) {
		text = strings.ToValidUTF8(text, "?")
		last := 0
		for _, b := range Blocks(text) {
			if !b.ValidIn(text) || b.Start < last || b.Kind == "" {
				t.Fatalf("block %+v does not fit", b)
			}
			last = b.End
		}
		ReadMeta(text, Blocks(text))
	})
}

// FuzzMentions checks the spans of dates, quantities and hedges.
func FuzzMentions(f *testing.F) {
	f.Add("On 3 March 2025, for the first time in ten years, about 5.2 million may go; World War II.")
	f.Add("'' s’ ' 1–2 Jan. the past 1st 1/2/3")
	f.Fuzz(func(t *testing.T, text string) {
		text = strings.ToValidUTF8(text, "?")
		toks := tokenize(text, claims.Span{Start: 0, End: len(text)})
		setTags(toks)
		anchor, _ := claims.Date("2025-03-12").Day()
		r := dateReader{text: text, toks: toks, anchor: anchor, known: true}
		dates := r.dates()
		q := quantityReader{text: text, toks: toks, dates: dates}
		check := func(last int, s claims.Span) int {
			if !s.ValidIn(text) || s.Start < last || s.Len() == 0 {
				t.Fatalf("%q: span %+v does not fit", text, s)
			}
			return s.End
		}
		last := 0
		for _, d := range dates {
			last = check(last, d.Span)
		}
		last = 0
		for _, d := range q.quantities() {
			last = check(last, d.Span)
		}
		last = 0
		for _, d := range hedges(text, toks) {
			last = check(last, d.Span)
		}
	})
}

// TestLongLinesEnd reads a megabyte without a full stop through the stages before the parser.
func TestLongLinesEnd(t *testing.T) {
	for _, text := range []string{
		strings.Repeat("word ", 200_000), strings.Repeat(",", 1<<20), strings.Repeat("(", 10_000) + strings.Repeat(")", 10_000),
		strings.Repeat("-", 1<<20), strings.Repeat("_ ", 1<<19), strings.Repeat("1/", 1<<19), strings.Repeat("s' ", 1<<18), strings.Repeat("@ ", 1<<19),
		strings.Repeat("June 14 - a\n", 1<<16), strings.Repeat(". ", 1<<19),
	} {
		Blocks(text)
		for _, s := range Sentences(text, claims.Span{Start: 0, End: len(text)}) {
			tokenize(text, s)
		}
	}
}

// BenchmarkReading measures the stages that need no parser: blocks, sentences, tokens, dates, quantities, hedges.
func BenchmarkReading(b *testing.B) {
	text := paragraphs(news(b))
	anchor, _ := claims.Date("2024-11-20").Day()
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		for _, bl := range Blocks(text) {
			for _, s := range Sentences(text, bl.Span) {
				toks := tokenize(text, s)
				setTags(toks)
				r := dateReader{text: text, toks: toks, anchor: anchor, known: true}
				q := quantityReader{text: text, toks: toks, dates: r.dates()}
				q.quantities()
				hedges(text, toks)
			}
		}
	}
}
