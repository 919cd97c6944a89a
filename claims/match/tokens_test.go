package match

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

// spelled writes tokens as text, with ^ before names and = before numbers.
func spelled(tokens []token) string {
	var out []string
	for _, t := range tokens {
		out = append(out, map[tokenKind]string{word: "", name: "^", number: "="}[t.kind]+t.text)
	}
	return strings.Join(out, " ")
}

func TestRead(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"nothing gives nothing", " \n\t… — !", ""},
		{"words are lowered and names are marked", "The talks in Geneva failed", "the talks in ^geneva failed"},
		{"a capital after a full stop or a quotation mark is no name", `It rained. Then “Nobody came” to Bern`, "it rained then nobody came to ^bern"},
		{"possessives are dropped", "Lavrov's and Lavrov’s words", "lavrov and ^lavrov words"},
		{"contractions show their negation", "they didn't, can’t and won't", "they did not can not and will not"},
		{"grouped digits are one number", "10,000 of 1,234,567", "=10000 of =1234567"},
		{"decimals keep their value", "2.50 or 0.5", "=2.5 or =0.5"},
		{"a full stop ends a number", "in 2017. Then", "in =2017 then"},
		{"million multiplies", "2.3 million people, 1.1 million cows and $5 billion", "=2300000 people =1100000 cows and =5000000000"},
		{"million alone is a number", "a million", "a =1000000"},
		{"number words are numbers", "seven thousand pairs", "=7000 pairs"},
		{"a hundred thousand multiply twice", "three hundred thousand", "=300000"},
		{"one is a pronoun", "no one", "no one"},
		{"ordinals and decades lose their ending", "the 12th in the 1990s", "the =12 in the =1990"},
		{"what is no ending stays", "4x4 and 5star", "=4 x4 and =5 star"},
		{"a version is kept as it stands", "version 1.2.3", "version =1.2.3"},
		{"per cent by its sign", "20% less", "=20 percent less"},
		{"the United States by abbreviation", "US and U.S. troops told us", "usa and ^usa troops told us"},
		{"other abbreviations lose their full stops", "the U.N. and e.g. this", "the ^un and eg this"},
		{"addresses are left out", "see https://t.co/abc www.un.org and pic.twitter.com/x2 now", "see and now"},
		{"a slash between words is no address", "and/or his/her", "and or his her"},
		{"hashtags are taken apart", "#AustralianFires", "^australianfires ^australian ^fires"},
		{"handles are taken apart", "@Gov_Abbott7", "^govabbott7 ^gov ^abbott =7"},
		{"a plain hashtag is one word", "#texas #", "texas"},
		{"accents and other scripts are letters", "Łódź café Привет 東京", "łódź café ^привет 東京"},
		{"broken bytes are skipped", "a\xffb\xc3", "a b"},
	} {
		if diff := cmp.Diff(c.want, spelled(read(c.text))); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, diff)
		}
	}
}

func TestALongTextIsReadInPart(t *testing.T) {
	if n := len(read(strings.Repeat("word ", 10_000))); n != maxTokens {
		t.Errorf("%d tokens, want %d", n, maxTokens)
	}
	if n := len(read(strings.Repeat("word-", 10_000))); n != maxTokens {
		t.Errorf("%d tokens without a blank, want %d", n, maxTokens)
	}
}

func TestRareFormsHaveTheStemOfTheirBase(t *testing.T) {
	for _, pair := range [][2]string{{"bought", "buys"}, {"children", "child"}, {"women", "woman"}, {"Oct", "October"}, {"stolen", "stealing"}, {"elections", "election"}} {
		a, b := stem(read("the " + pair[0])[1]), stem(read("the " + pair[1])[1])
		if a != b {
			t.Errorf("%s is %q, %s is %q", pair[0], a, pair[1], b)
		}
	}
}

func FuzzRead(f *testing.F) {
	for _, s := range []string{"", "Łódź didn't 2.5 million #TagOne @a_b (@x) May 4", "1.2.3,4th's", "\xff\xc3'", "#_#@_", "a.b.c.'d’"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		tokens := read(text)
		if len(tokens) > maxTokens {
			t.Errorf("%d tokens", len(tokens))
		}
		for _, tok := range tokens {
			if tok.text == "" || tok.shown == "" || stem(tok) == "" {
				t.Errorf("an empty token: %+v of %q", tok, text)
			}
			if utf8.ValidString(text) && !utf8.ValidString(tok.text+tok.shown) {
				t.Errorf("%q cuts a character of %q", tok.text, text)
			}
		}
		again := read(text)
		if !cmp.Equal(tokens, again, cmp.AllowUnexported(token{})) {
			t.Error("reading twice gives two readings")
		}
	})
}
