package db

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"assay/claims"
)

func TestChanges(t *testing.T) {
	cases := map[string]struct {
		before, after string
		want          []claims.Change
	}{
		"nothing changed but the version":     {`{"wording":"a","version":1}`, `{"wording":"a","version":2}`, nil},
		"a text":                              {`{"wording":"a"}`, `{"wording":"b"}`, []claims.Change{{Field: "wording", Before: "a", After: "b"}}},
		"in the order of the newer value":     {`{"b":1,"a":1}`, `{"a":2,"b":2}`, []claims.Change{{Field: "a", Before: "1", After: "2"}, {Field: "b", Before: "1", After: "2"}}},
		"a yes or no":                         {`{"removed":false}`, `{"removed":true}`, []claims.Change{{Field: "removed", Before: "no", After: "yes"}}},
		"a list that got longer":              {`{"topics":["a"]}`, `{"topics":["a","b"]}`, []claims.Change{{Field: "topics", Before: "a", After: "a, b"}}},
		"a list that is gone":                 {`{"topics":["a"]}`, `{}`, []claims.Change{{Field: "topics", Before: "a"}}},
		"a list that became empty":            {`{"topics":["a"]}`, `{"topics":null}`, []claims.Change{{Field: "topics", Before: "a"}}},
		"ids are counted":                     {`{"evidence":["x"]}`, `{"evidence":["x","y"]}`, []claims.Change{{Field: "evidence", Before: "1", After: "2"}}},
		"ids that came":                       {`{"successors":null}`, `{"successors":["x"]}`, []claims.Change{{Field: "successors", After: "1"}}},
		"one part of many":                    {`{"blocks":[{"kind":"text"},{"kind":"furniture"}]}`, `{"blocks":[{"kind":"text"},{"kind":"text"}]}`, []claims.Change{{Field: "blocks", Before: "2: furniture", After: "2: text"}}},
		"words that moved":                    {`{"appearances":[{"exact":"a b"}]}`, `{"appearances":[{"exact":"a b c"}]}`, []claims.Change{{Field: "appearances", Before: "a b", After: "a b c"}}},
		"who said it":                         {`{"attribution":{"quote":"none"}}`, `{"attribution":{"mention":"Lavrov","cue":"said","quote":"direct"}}`, []claims.Change{{Field: "attribution", Before: "none", After: "Lavrov, said, direct"}}},
		"a first value, without what is zero": {"", `{"id":"x","name":"Desk","priority":0,"removed":false,"url":""}`, []claims.Change{{Field: "name", After: "Desk"}}},
		"a big number stays as it is":         {`{"value":1}`, `{"value":12345678901234567890}`, []claims.Change{{Field: "value", Before: "1", After: "12345678901234567890"}}},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			got, err := changes(c.before, c.after)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestALongValueIsCutBetweenCharacters(t *testing.T) {
	got, err := changes(`{"text":""}`, `{"text":"`+strings.Repeat("é", 3*maxValue)+`"}`)
	if err != nil {
		t.Fatal(err)
	}
	if want := strings.Repeat("é", maxValue) + "…"; got[0].After != want {
		t.Errorf("%d bytes, want %d", len(got[0].After), len(want))
	}
}

func TestAPayloadThatIsNoObjectIsAnError(t *testing.T) {
	for _, after := range []string{"", "{", `{"a"`, `{"a":}`, `{"a":1`} {
		if _, err := changes("", after); err == nil {
			t.Errorf("%q was read", after)
		}
	}
}

func TestAValueHasNoChangesAgainstItself(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := claims.Claim{
			Wording: rapid.String().Draw(t, "wording"), Topics: rapid.SliceOf(rapid.String()).Draw(t, "topics"),
			Score: rapid.Float64Range(0, 1).Draw(t, "score"), Priority: rapid.IntRange(-1, 1).Draw(t, "priority"),
		}
		body, err := json.Marshal(c)
		if err != nil {
			t.Fatal(err)
		}
		if got, err := changes(string(body), string(body)); err != nil || len(got) > 0 {
			t.Fatalf("%v (%v)", got, err)
		}
	})
}
