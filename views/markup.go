package views

import (
	"context"
	"io"
	"strconv"
	"strings"

	"assay/claims"

	"github.com/a-h/templ"
)

// MarkStyle says how marks are drawn on a page.
type MarkStyle struct {
	Article string // id of the article that the numbers link to; "" makes them plain text
	IDs     bool   // marks carry their element ids and point at their notes
	Current string // id of the current claim
	Untold  bool   // numbers are left out: one claim is marked, and the page says which
}

// Marked writes nodes as running text. Taken together the text of the elements, without those of class "tab", is
// exactly the text of the nodes: the script counts a selection's place by it. That is why this is not a template,
// which may add white space between elements.
func Marked(nodes []Node, style MarkStyle) templ.Component {
	return templ.ComponentFunc(func(ctx context.Context, w io.Writer) error {
		return writeNodes(ctx, w, nodes, style)
	})
}

func writeNodes(ctx context.Context, w io.Writer, nodes []Node, style MarkStyle) error {
	for _, n := range nodes {
		if n.Mark == nil {
			if err := Words(n.Text).Render(ctx, w); err != nil {
				return err
			}
			continue
		}
		if err := writeMark(ctx, w, n.Mark, style); err != nil {
			return err
		}
	}
	return nil
}

func writeMark(ctx context.Context, w io.Writer, m *Mark, style MarkStyle) error {
	var b strings.Builder
	b.WriteString(`<mark class="` + markClass(m, style) + `"`)
	if style.IDs {
		b.WriteString(` data-claim="` + templ.EscapeString(m.Row.ID) + `" aria-details="c-` + templ.EscapeString(m.Row.ID) + `"`)
		if m.First {
			b.WriteString(` id="m-` + templ.EscapeString(m.Row.ID) + `"`)
		}
	}
	b.WriteByte('>')
	if _, err := io.WriteString(w, b.String()); err != nil {
		return err
	}
	if m.Tab && !style.Untold {
		if err := claimTab(m.Row, style.Article, m.First).Render(ctx, w); err != nil {
			return err
		}
	}
	if err := writeNodes(ctx, w, m.Nodes, style); err != nil {
		return err
	}
	_, err := io.WriteString(w, "</mark>")
	return err
}

// markClass is the list of classes of a mark: its tone, its lane, and whether it is a draft, decided or current.
func markClass(m *Mark, style MarkStyle) string {
	tone, _ := RowLabel(m.Row)
	class := "cl v-" + string(tone)
	if m.Lane > 0 {
		class += " lane-" + strconv.Itoa(min(m.Lane, 2))
	}
	switch {
	case m.Row.State == claims.Proposed:
		class += " is-draft"
	case m.Row.Rating != "":
		class += " is-decided"
	}
	if style.Current != "" && style.Current == m.Row.ID {
		class += " is-on"
	}
	return class
}

// toneOf is the tone in which a claim is drawn.
func toneOf(r claims.ClaimRow) claims.Tone {
	tone, _ := RowLabel(r)
	return tone
}

// lowLabel is the label of a claim inside a sentence: "mostly true", "candidate".
func lowLabel(r claims.ClaimRow) string {
	_, label := RowLabel(r)
	return strings.ToLower(label)
}

// direction is the direction of the script that a language is usually written in, for controls that point along a
// text; the text itself is left to the browser.
func direction(lang string) string {
	base, _, _ := strings.Cut(strings.ToLower(lang), "-")
	switch base {
	case "ar", "arc", "ckb", "dv", "fa", "he", "ps", "sd", "syr", "ug", "ur", "yi":
		return "rtl"
	}
	return "ltr"
}

// labelOf is the label of a claim by itself.
func labelOf(r claims.ClaimRow) string {
	_, label := RowLabel(r)
	return label
}

// tabWords is what a screen reader hears before a claim's words.
func tabWords(r claims.ClaimRow, first bool) string {
	if !first {
		return "Claim " + strconv.Itoa(r.No) + ", continued: "
	}
	return "Claim " + strconv.Itoa(r.No) + ", " + lowLabel(r) + ": "
}
