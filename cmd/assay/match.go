package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"strings"

	"assay/claims/match"
	"assay/db"
)

// matchCmd answers "has this been checked before?" from a shell.
type matchCmd struct {
	storeFlag
	JSON   bool     `name:"json" help:"Print a JSON list of {\"id\",\"score\",\"why\",\"text\"}."`
	K      int      `short:"k" default:"10" help:"How many at most (${default})."`
	Batch  bool     `help:"Read JSON Lines {\"id\",\"text\"} and print JSON Lines {\"id\",\"ranked\":[{\"id\",\"score\"}]}."`
	Corpus string   `placeholder:"FILE" help:"Look in JSON Lines {\"id\",\"text\"} instead of the database."`
	Text   []string `arg:"" optional:"" placeholder:"TEXT|-" help:"The text; - is standard input."`
}

// Validate refuses a search for nothing.
func (c matchCmd) Validate() error {
	switch {
	case c.K < 1:
		return errors.New("-k must be at least 1")
	case c.Batch && len(c.Text) > 0 && c.text() != "-":
		return errors.New("--batch reads its texts from standard input")
	case !c.Batch && len(c.Text) == 0:
		return errors.New("give a text, or - for standard input")
	}
	return nil
}

func (c matchCmd) text() string { return strings.Join(c.Text, " ") }

// Run searches and prints the best first.
func (c matchCmd) Run(ctx context.Context, std streams) error {
	x, texts, err := c.index(ctx)
	if err != nil {
		return err
	}
	out := bufio.NewWriter(std.Out)
	if c.Batch {
		err = c.batch(x, std.In, out)
	} else {
		err = c.one(x, texts, std.In, out)
	}
	return errors.Join(err, out.Flush())
}

// index reads all claims that can be found, and returns their texts beside the index.
func (c matchCmd) index(ctx context.Context) (*match.Index, map[string]string, error) {
	x, texts := match.New(), map[string]string{}
	add := func(id, text string) {
		x.Add(id, text)
		texts[id] = text
	}
	if c.Corpus != "" {
		f, err := os.Open(c.Corpus)
		if err != nil {
			return nil, nil, err
		}
		defer f.Close()
		err = eachText(f, func(t textLine) error {
			add(t.ID, t.Text)
			return nil
		})
		return x, texts, err
	}
	err := c.with(ctx, func(d *db.DB) error {
		for t, err := range d.ClaimTexts(ctx) {
			if err != nil {
				return fmt.Errorf("read claims: %w", err)
			}
			add(t.ID, t.Text)
		}
		return nil
	})
	return x, texts, err
}

// textLine is a line of input.
type textLine struct {
	ID   string `json:"id"`
	Text string `json:"text"`
}

func eachText(in io.Reader, do func(textLine) error) error {
	from := json.NewDecoder(in)
	for n := 1; ; n++ {
		var t textLine
		err := from.Decode(&t)
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err == nil {
			err = do(t)
		}
		if err != nil {
			return fmt.Errorf("text %d: %w", n, err)
		}
	}
}

type ranked struct {
	ID    string  `json:"id"`
	Score float64 `json:"score"`
}

func (c matchCmd) batch(x *match.Index, in io.Reader, out io.Writer) error {
	to := json.NewEncoder(out)
	return eachText(in, func(t textLine) error {
		answer := struct {
			ID     string   `json:"id"`
			Ranked []ranked `json:"ranked"`
		}{t.ID, []ranked{}}
		for _, m := range x.Search(t.Text, c.K) {
			answer.Ranked = append(answer.Ranked, ranked{m.ID, round(m.Score)})
		}
		return to.Encode(answer)
	})
}

func (c matchCmd) one(x *match.Index, texts map[string]string, in io.Reader, out io.Writer) error {
	query := c.text()
	if query == "-" {
		b, err := io.ReadAll(in)
		if err != nil {
			return fmt.Errorf("read text: %w", err)
		}
		query = string(b)
	}
	type found struct {
		ranked
		Why  []string `json:"why"`
		Text string   `json:"text"`
	}
	list := []found{}
	for _, m := range x.Search(query, c.K) {
		list = append(list, found{ranked{m.ID, round(m.Score)}, append([]string{}, m.Why...), texts[m.ID]})
	}
	if c.JSON {
		return json.NewEncoder(out).Encode(list)
	}
	for _, f := range list {
		fmt.Fprintf(out, "%.2f  %s  %s", f.Score, f.ID, f.Text)
		if len(f.Why) > 0 {
			fmt.Fprintf(out, "  (%s)", strings.Join(f.Why, "; "))
		}
		fmt.Fprintln(out)
	}
	return nil
}

// round keeps four digits of a score: more say nothing.
func round(score float64) float64 { return math.Round(score*1e4) / 1e4 }
