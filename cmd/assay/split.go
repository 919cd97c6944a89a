package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"assay/claims"
	"assay/claims/extract"
	"assay/claims/split"
)

// splitCmd prints the claims of a text. It needs no database.
type splitCmd struct {
	JSON  bool   `name:"json" help:"Print one JSON object instead of one claim a line."`
	Date  string `placeholder:"YYYY-MM-DD" help:"The day of publication, from which \"next month\" is reckoned."`
	Grain string `enum:"clause,fine" default:"clause" help:"How finely sentences are split: clause or fine."`
	HTML  bool   `name:"html" help:"The input is a web page."`
	Batch bool   `help:"Read JSON Lines {\"id\",\"text\",\"anchor\"} and print JSON Lines with the same ids."`
	File  string `arg:"" optional:"" default:"-" help:"The text; - is standard input."`
}

// splitOptions is what runSplit is told by the command line.
type splitOptions struct {
	json, html, batch bool
	date              claims.Date // "" when the text is to tell
	grain             split.Grain
}

// Run opens the file and splits it.
func (c splitCmd) Run(_ context.Context, std streams) error {
	date, err := claims.ParseDay("--date", c.Date)
	if err != nil {
		return err
	}
	in := std.In
	if c.File != "-" && c.File != "" {
		f, err := os.Open(c.File)
		if err != nil {
			return fmt.Errorf("open text: %w", err)
		}
		defer f.Close()
		in = f
	}
	return runSplit(in, std.Out, splitOptions{
		json: c.JSON, html: c.HTML, batch: c.Batch, date: date, grain: split.Grain(c.Grain),
	})
}

// runSplit reads a text, or JSON Lines of texts, and prints what the splitter makes of it.
func runSplit(in io.Reader, out io.Writer, opt splitOptions) error {
	w := bufio.NewWriter(out)
	if err := splitTo(in, w, opt); err != nil {
		return err
	}
	if err := w.Flush(); err != nil {
		return fmt.Errorf("print claims: %w", err)
	}
	return nil
}

func splitTo(in io.Reader, w *bufio.Writer, opt splitOptions) error {
	if opt.batch {
		return splitBatch(in, w, opt)
	}
	data, err := io.ReadAll(in)
	if err != nil {
		return fmt.Errorf("read text: %w", err)
	}
	doc, err := splitText(data, opt)
	if err != nil {
		return err
	}
	if opt.json {
		return json.NewEncoder(w).Encode(doc)
	}
	for _, c := range doc.Claims {
		if c.Claimant != "" {
			fmt.Fprintf(w, "%s: ", c.Claimant)
		}
		fmt.Fprintf(w, "%s\n", c.Text)
	}
	return nil
}

// splitBatch splits the texts of JSON Lines, one object for each.
func splitBatch(in io.Reader, w *bufio.Writer, opt splitOptions) error {
	from, to := json.NewDecoder(in), json.NewEncoder(w)
	for n := 1; ; n++ {
		var item struct {
			ID     json.RawMessage `json:"id"`
			Text   string          `json:"text"`
			Anchor claims.Date     `json:"anchor"`
		}
		err := from.Decode(&item)
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("read text %d: %w", n, err)
		}
		one := opt
		if _, ok := item.Anchor.Day(); ok {
			one.date = item.Anchor
		}
		doc, err := splitText([]byte(item.Text), one)
		if err != nil {
			return fmt.Errorf("split text %d: %w", n, err)
		}
		doc.ID = item.ID
		if err := to.Encode(doc); err != nil {
			return fmt.Errorf("print text %d: %w", n, err)
		}
	}
}

// splitDoc is the JSON form of everything that was found in one text. Offsets are bytes of the text as it came in; of
// a page they are bytes of article_body.
type splitDoc struct {
	ID           json.RawMessage    `json:"id,omitempty"`
	Title        string             `json:"title"`
	Byline       string             `json:"byline"`
	Published    claims.Date        `json:"published"`
	Lang         string             `json:"lang"`
	Lines        []string           `json:"lines"`
	Sentences    []claims.Span      `json:"sentences"`
	Claims       []splitClaim       `json:"claims"`
	Attributions []splitAttribution `json:"attributions"`
	Dates        []claims.Mention   `json:"dates"`
	Quantities   []claims.Quantity  `json:"quantities"`
	Hedges       []claims.Mention   `json:"hedges"`
	Score        float64            `json:"score"`
	ArticleBody  string             `json:"article_body"`
}

type splitClaim struct {
	Text        string            `json:"text"`
	Exact       string            `json:"exact"`
	Spans       [][2]int          `json:"spans"`
	Start       int               `json:"start"`
	End         int               `json:"end"`
	Claimant    string            `json:"claimant"`
	Cue         *[2]int           `json:"cue,omitempty"`
	Quote       claims.QuoteKind  `json:"quote"`
	Modality    claims.Modality   `json:"modality"`
	Hedges      []claims.Mention  `json:"hedges"`
	Dates       []claims.Mention  `json:"dates"`
	Quantities  []claims.Quantity `json:"quantities"`
	Kind        claims.Kind       `json:"kind"`
	SettlesOn   claims.Date       `json:"settles_on"`
	CheckWorthy bool              `json:"check_worthy"`
	Score       float64           `json:"score"`
	Reasons     []string          `json:"reasons"`
	Filled      []claims.Fill     `json:"filled"`
	Confidence  float64           `json:"confidence"`
	Chain       []string          `json:"chain"`
}

type splitAttribution struct {
	Cue        [2]int           `json:"cue"`
	SourceSpan *[2]int          `json:"source_span,omitempty"`
	Source     string           `json:"source,omitempty"`
	Claimant   string           `json:"claimant"`
	Content    [][2]int         `json:"content"`
	Quote      claims.QuoteKind `json:"quote"`
}

// splitText analyses one text or page.
func splitText(data []byte, opt splitOptions) (splitDoc, error) {
	if msg := claims.CheckText(string(data)); msg != "" && !opt.html {
		return splitDoc{}, fmt.Errorf("read text: %w", claims.Problem(msg))
	}
	var doc splitDoc
	var text string
	var blocks []claims.Block
	if opt.html {
		page, err := extract.HTML(data, "", "")
		if err != nil {
			return splitDoc{}, fmt.Errorf("read page: %w", err)
		}
		text, blocks = page.Text, page.Blocks
		doc = splitDoc{Title: page.Title, Byline: page.Byline, Published: page.Published, Lang: page.Lang}
	} else {
		text = string(bytes.TrimPrefix(data, []byte("\ufeff")))
		blocks = split.Blocks(text)
		meta := split.ReadMeta(text, blocks)
		doc = splitDoc{Title: meta.Headline, Byline: meta.Byline, Published: meta.Published, Lang: meta.Lang}
	}
	if opt.date != "" {
		doc.Published = opt.date
	}
	found := split.Analyse(text, blocks, split.Options{Published: doc.Published, Grain: opt.grain, Lang: doc.Lang})
	doc.fill(text, blocks, found)
	return doc, nil
}

// fill puts an analysis into its JSON form.
func (doc *splitDoc) fill(text string, blocks []claims.Block, found split.Analysis) {
	doc.Lines = lineLabels(text, blocks)
	doc.Sentences = append([]claims.Span{}, found.Sentences...)
	doc.Dates = append([]claims.Mention{}, found.Dates...)
	doc.Quantities = append([]claims.Quantity{}, found.Quantities...)
	doc.Hedges = append([]claims.Mention{}, found.Hedges...)
	doc.Score = found.Score
	doc.Claims, doc.Attributions = []splitClaim{}, []splitAttribution{}
	for _, c := range found.Candidates {
		doc.Claims = append(doc.Claims, claimJSON(text, c, found.Attributions))
	}
	for _, a := range found.Attributions {
		j := splitAttribution{Cue: [2]int{a.Cue.Start, a.Cue.End}, Claimant: a.Name, Content: pairs(a.Content), Quote: a.Quote}
		if a.Source.Len() > 0 {
			j.SourceSpan, j.Source = &[2]int{a.Source.Start, a.Source.End}, a.Source.In(text)
		}
		doc.Attributions = append(doc.Attributions, j)
	}
	var body []string
	for _, b := range blocks {
		if !b.Kind.SetAside() && b.Kind != claims.Headline && b.Kind != claims.Byline && b.Kind != claims.Dateline {
			body = append(body, b.In(text))
		}
	}
	doc.ArticleBody = strings.Join(body, "\n\n")
}

func claimJSON(text string, c claims.Candidate, said []split.Attribution) splitClaim {
	return splitClaim{
		Text: c.Wording, Exact: claims.Quote(text, c.Spans), Spans: pairs(c.Spans),
		Start: c.Spans[0].Start, End: c.Spans[len(c.Spans)-1].End,
		Claimant: c.Claimant, Cue: cueOf(c, said), Quote: c.Attribution.Quote, Modality: c.Modality,
		Hedges: append([]claims.Mention{}, c.Hedges...), Dates: append([]claims.Mention{}, c.Dates...),
		Quantities: append([]claims.Quantity{}, c.Quantities...), Kind: c.Kind, SettlesOn: c.SettlesOn,
		CheckWorthy: c.CheckWorthy, Score: c.Score, Reasons: c.Reasons,
		Filled: append([]claims.Fill{}, c.Filled...), Confidence: c.Attribution.Confidence,
		Chain: append([]string{}, c.Attribution.Chain...),
	}
}

// cueOf returns where the reporting words of a claim stand, nil when it has none.
func cueOf(c claims.Candidate, said []split.Attribution) *[2]int {
	if c.Attribution.Cue == "" {
		return nil
	}
	for _, a := range said {
		for _, s := range a.Content {
			if a.Name == c.Claimant && s.Overlaps(c.Spans[0]) {
				return &[2]int{a.Cue.Start, a.Cue.End}
			}
		}
	}
	return nil
}

func pairs(spans []claims.Span) [][2]int {
	out := make([][2]int, len(spans))
	for i, s := range spans {
		out[i] = [2]int{s.Start, s.End}
	}
	return out
}

// lineLabels returns the kind of every source line in the words of the evaluation kit.
func lineLabels(text string, blocks []claims.Block) []string {
	names := map[claims.BlockKind]string{
		claims.Headline: "title", claims.Byline: "byline", claims.Dateline: "dateline", claims.Heading: "heading",
		claims.Text: "body", claims.List: "list", claims.Caption: "caption", claims.About: "boilerplate", claims.Furniture: "boilerplate",
	}
	var out []string
	at, k := 0, 0
	for line := range strings.SplitSeq(text, "\n") {
		end := at + len(line)
		for k < len(blocks) && blocks[k].End <= at {
			k++
		}
		label := "blank"
		if strings.TrimSpace(line) != "" && k < len(blocks) && blocks[k].Start < end {
			label = names[blocks[k].Kind]
		}
		out = append(out, label)
		at = end + 1
	}
	return out
}
