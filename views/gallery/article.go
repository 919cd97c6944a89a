package gallery

import (
	"context"
	"fmt"
	"io"
	"strings"

	"assay/claims"
	"assay/claims/claimstest"
	"assay/views"

	"github.com/a-h/templ"
)

func init() {
	page := func(e claims.Edition, current string) func(views.Page) templ.Component {
		return func(p views.Page) templ.Component {
			p.Nav, p.Title = "articles", e.Article.Headline
			return views.ArticlePage(p, views.NewArticleView(e, current))
		}
	}
	plain := claimstest.Edition()
	plain.Claims, plain.Closed, plain.Last, plain.Coverage = nil, nil, nil, claims.Cover(plain.Article.Blocks, nil)
	register("Article",
		State{Name: "with claims in every state", Make: page(claimstest.Edition(), "")},
		State{Name: "current claim chosen", Make: page(claimstest.Edition(), claimstest.Rows()[2].ID)},
		State{Name: "why a candidate is proposed", Make: opened("basis", page(claimstest.Edition(), claimstest.Rows()[5].ID))},
		State{Name: "why a candidate in Arabic is proposed", Make: opened("basis", page(filledArabic(), claimstest.ID(504)))},
		State{Name: "for a viewer", Make: page(claimstest.Edition(), ""), As: claims.Viewer},
		State{Name: "without claims", Make: page(plain, "")},
		State{Name: "claims that nest and cross", Make: page(crossing(), "")},
		State{Name: "in Arabic", Make: page(foreign("ar", arabic), "")},
		State{Name: "in Chinese", Make: page(foreign("zh", chinese), "")},
	)
}

// opened is a page as it is once the reader opened the details element with that id.
func opened(id string, page func(views.Page) templ.Component) func(views.Page) templ.Component {
	return func(p views.Page) templ.Component {
		return templ.ComponentFunc(func(ctx context.Context, w io.Writer) error {
			var b strings.Builder
			if err := page(p).Render(ctx, &b); err != nil {
				return err
			}
			_, err := io.WriteString(w, strings.Replace(b.String(), ` id="`+id+`"`, ` id="`+id+`" open`, 1))
			return err
		})
	}
}

// filledArabic is the article in Arabic; the wording of its candidate names the line.
func filledArabic() claims.Edition {
	e := foreign("ar", arabic)
	for i := range e.Claims {
		if c := &e.Claims[i]; c.No == 4 {
			c.Wording = strings.Replace(c.Wording, "الخط", "خط الترام الجديد", 1)
			c.Filled = []claims.Fill{{Words: "خط الترام الجديد", For: "الخط", Why: claims.FillName}}
			c.Attribution = claims.Attribution{Mention: "المشغّل", Cue: "يتوقع", Quote: claims.Indirect}
			c.Kind, c.Modality, c.Reasons = claims.Prediction, claims.Predicted, []string{c.ProposedText}
		}
	}
	return e
}

// marked is an article written with its claims: a claim's words stand between "[n " and "]", n being one digit, and
// claims may nest.
type marked struct {
	headline, outlet string
	paragraphs       []string
}

var arabic = marked{"افتتاح خط الترام الجديد في لارموث", "صحيفة الميناء", []string{
	"قالت رئيسة البلدية يوم الاثنين إن [1 خط الترام الجديد كلّف 310 ملايين يورو]، وإن [2 العمل فيه استغرق أربع سنوات، [3 بزيادة سنة واحدة عن الموعد المقرر]].",
	"ويتوقع المشغّل أن [4 يستخدم الخط 40 ألف راكب يوميًا] ربما اعتبارًا من أيار/مايو.",
}}

var chinese = marked{"拉茅斯新电车线路开通", "港口日报", []string{
	"市长星期一表示，[1 新电车线路耗资3.1亿欧元]，[2 工程历时四年，[3 比原计划晚了一年]]。",
	"运营商预计，[4 这条线路每天将运送四万名乘客]，最早可能从五月开始。",
}}

// crossing is an article whose claims share words in every way that claims can.
func crossing() claims.Edition {
	e := edition("en", marked{"Claims that share words", "The Harbour Post", []string{
		"[1 The mayor said [2 the line, [3 which opened on Monday], had cost 310 million euros]] and [4 carries nobody yet].[5 It is empty.]",
		"On Tuesday the operator said the trams are on time and the drivers are trained.",
	}})
	second := e.Article.Blocks[2].Span
	for i, words := range []string{"the operator said the trams are on time", "the trams are on time and the drivers are trained"} {
		at := second.Start + strings.Index(second.In(e.Text.Text), words)
		e.Claims = append(e.Claims, rowFor(e, 6+i, claims.Span{Start: at, End: at + len(words)}))
	}
	far := rowFor(e, 8, claims.Span{Start: second.Start, End: second.Start + len("On Tuesday")})
	last := strings.Index(e.Text.Text, "the drivers are trained")
	far.Appearance.Spans = append(far.Appearance.Spans, claims.Span{Start: last, End: last + len("the drivers")})
	e.Claims = append(e.Claims, far)
	return finish(e)
}

func foreign(lang string, m marked) claims.Edition { return finish(edition(lang, m)) }

func edition(lang string, m marked) claims.Edition {
	e := claimstest.Edition()
	e.Article.Headline, e.Article.Outlet, e.Article.Byline, e.Article.Lang, e.Article.Blocks = m.headline, m.outlet, "", lang, nil
	e.Claims, e.Closed, e.Last = nil, nil, nil
	var text strings.Builder
	block := func(kind claims.BlockKind, words string) {
		if text.Len() > 0 {
			text.WriteString("\n\n")
		}
		start := text.Len()
		spans := place(&text, words)
		e.Article.Blocks = append(e.Article.Blocks, claims.Block{Span: claims.Span{Start: start, End: text.Len()}, Kind: kind})
		for no := 1; no <= 9; no++ {
			if s, ok := spans[no]; ok {
				e.Claims = append(e.Claims, claims.ClaimRow{No: no, Appearance: claims.Appearance{Spans: []claims.Span{s}}})
			}
		}
	}
	block(claims.Headline, m.headline)
	for _, p := range m.paragraphs {
		block(claims.Text, p)
	}
	e.Text.Text = text.String()
	e.Text.SHA256 = claims.TextDigest(e.Text.Text)
	for i, c := range e.Claims {
		e.Claims[i] = rowFor(e, c.No, c.Appearance.Spans[0])
	}
	return e
}

// place writes words without the brackets of claims and returns where the claims stand.
func place(text *strings.Builder, words string) map[int]claims.Span {
	spans := map[int]claims.Span{}
	var open []int
	for i := 0; i < len(words); i++ {
		switch words[i] {
		case '[':
			no := int(words[i+1] - '0')
			spans[no] = claims.Span{Start: text.Len()}
			open = append(open, no)
			i += 2
		case ']':
			no := open[len(open)-1]
			open = open[:len(open)-1]
			spans[no] = claims.Span{Start: spans[no].Start, End: text.Len()}
		default:
			text.WriteByte(words[i])
		}
	}
	return spans
}

// rowFor makes the row of a claim: odd numbers have a verdict, 4 is a candidate, the others are unchecked.
func rowFor(e claims.Edition, no int, at claims.Span) claims.ClaimRow {
	r := claims.ClaimRow{
		ID: claimstest.ID(500 + no), No: no, Wording: at.In(e.Text.Text), Lang: e.Article.Lang, ArticleID: e.Article.ID,
		State: claims.Accepted, Step: claims.StepEvidence, Tone: claims.ToneOpen, Version: 1,
		Appearance: claims.Appearance{Spans: []claims.Span{at}, Anchor: claims.AnchorExact},
	}
	switch {
	case no == 4:
		r.State, r.Step, r.ProposedText = claims.Proposed, claims.StepLook, "gives a number"
	case no%2 == 1:
		rating := claims.DefaultScale().Ratings[no]
		r.Rating, r.Tone, r.Step, r.Supports = rating.Label, rating.Tone, claims.StepDone, no
	}
	return r
}

func finish(e claims.Edition) claims.Edition {
	e.Coverage = claims.Cover(e.Article.Blocks, e.Claims)
	for _, c := range e.Claims {
		if !claims.SpansValidIn(e.Text.Text, c.Appearance.Spans) {
			panic(fmt.Sprintf("gallery: claim %d does not stand in the text", c.No))
		}
	}
	return e
}
