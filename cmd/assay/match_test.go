package main

import (
	"encoding/json"
	"strings"
	"testing"
)

func TestMatchPrintsTheBestFirst(t *testing.T) {
	path := demoDB(t)
	out := ok(t, "", "match", "--db", path, "the level of Lake Sillow", "fell by 40 centimetres")
	if first, _, _ := strings.Cut(out, "\n"); !strings.Contains(first, "Lake Sillow has fallen by 40 centimetres since 2019.") || !strings.Contains(first, "same number 40") {
		t.Errorf("printed %s", out)
	}
	var list []struct {
		ID, Text string
		Score    float64
		Why      []string
	}
	if err := json.Unmarshal([]byte(ok(t, "Brennick made its buses free first", "match", "--db", path, "--json", "-k", "1", "-")), &list); err != nil {
		t.Fatal(err)
	}
	if len(list) != 1 || !strings.Contains(list[0].Text, "first city") || list[0].Score <= 0 || len(list[0].Why) == 0 {
		t.Errorf("got %+v", list)
	}
	if out := ok(t, "", "match", "--db", path, "--json", "xylophone"); out != "[]\n" {
		t.Errorf("nothing alike: %q", out)
	}
}

func TestMatchBatchAnswersEveryLineUnderItsID(t *testing.T) {
	corpus := write(t, "corpus.jsonl", `{"id":"c1","text":"The lake fell by 40 centimetres."}
{"id":"c2","text":"The ferry was late in June."}
{"id":"c3","text":"The lake rose."}
`)
	out := ok(t, `{"id":"q1","text":"a late ferry"}
{"id":"q2","text":"xylophone"}
`, "match", "--batch", "--corpus", corpus)
	lines := strings.Split(strings.TrimSpace(out), "\n")
	if len(lines) != 2 || !strings.HasPrefix(lines[0], `{"id":"q1","ranked":[{"id":"c2","score":`) || lines[1] != `{"id":"q2","ranked":[]}` {
		t.Errorf("got %s", out)
	}
	got := assay(t, "{broken", "match", "--batch", "--corpus", corpus)
	if got.status != 1 || !strings.Contains(got.err, "text 1: ") {
		t.Errorf("a broken line: %d %s", got.status, got.err)
	}
	refused(t, 2, "standard input", "match", "--batch", "--corpus", corpus, "a text")
	refused(t, 1, "no such file", "match", "--corpus", "nosuchfile", "a text")
}
