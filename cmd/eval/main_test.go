package main

import (
	"compress/gzip"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "write the golden files anew")

// TestMain lets the test's own program stand in for Python, so that the tests need none: evaluator runs it with the path
// of a script of the kit.
func TestMain(m *testing.M) {
	if log := os.Getenv("EVAL_TEST_LOG"); log != "" {
		if err := script(log, os.Args[1], os.Args[2:]); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		return
	}
	os.Exit(m.Run())
}

// script acts as the script of that path in a kit, and notes its command line in a file.
func script(log, path string, args []string) error {
	f, err := os.OpenFile(log, os.O_APPEND|os.O_WRONLY|os.O_CREATE, 0o600)
	if err != nil {
		return err
	}
	defer f.Close()
	fmt.Fprintln(f, path, strings.Join(args, " "))
	name := filepath.Base(path)
	switch {
	case strings.HasPrefix(name, "score_"):
		return score(name, args[0])
	case name != "run_cli.py":
		if len(args) == 0 { // the gold file comes on standard input
			if gold, err := io.ReadAll(os.Stdin); err != nil || len(gold) == 0 {
				return fmt.Errorf("no gold on standard input: %w", err)
			}
		}
		_, err = fmt.Println(`{"id":"1","by":"` + strings.Join(append([]string{name}, args...), " ") + `"}`)
	case args[0] == "lines":
		_, err = fmt.Println(`{"id":"1","lines":["title","body","","boilerplate","list","caption"]}`)
	case args[0] == "match":
		var corpus []byte
		if corpus, err = os.ReadFile(args[len(args)-1]); err == nil && string(corpus) != `{"id":"d1","text":"The bridge is shut. Bridge"}`+"\n" {
			err = fmt.Errorf("the program would search %s", corpus)
		}
		fallthrough
	default:
		fmt.Println(`{"id":"1","by":"ours"}`)
	}
	return err
}

// score gives the program .9, simple rules .2 and what is left unsplit .1, whatever is asked.
func score(name, pred string) error {
	b, err := os.ReadFile(pred)
	if err != nil {
		return err
	}
	var p struct {
		By   string
		Keep []int
	}
	if err := json.Unmarshal(b, &p); err != nil {
		return err
	}
	value := 0.2
	switch {
	case p.By == "ours" || slices.Equal(p.Keep, []int{1, 4}):
		value = 0.9
	case strings.Contains(p.By, " none ") || strings.Contains(p.By, " sentences "):
		value = 0.1
	}
	if name == os.Getenv("EVAL_TEST_FAILS") {
		return fmt.Errorf("%s cannot count that", name)
	}
	m := metrics{"missing": 0}
	if name == os.Getenv("EVAL_TEST_LACKS") {
		m["missing"] = 3
	}
	for _, s := range sets() {
		for _, scoring := range s.scorings {
			for _, f := range scoring.figures {
				m[f.key] = value
			}
		}
	}
	if name == "score_articles.py" && value < 0.9 {
		m["date_f1"] = "not given"
	}
	return json.NewEncoder(os.Stdout).Encode(map[string]any{"metrics": m})
}

// kit makes a directory like the kit's, with a text in every set, and returns the arguments that name it.
func kit(t *testing.T) (dir string, args []string) {
	t.Helper()
	dir = t.TempDir()
	for _, s := range sets() {
		for _, name := range []string{s.gold, s.corpus} {
			if name == "" {
				continue
			}
			path := filepath.Join(dir, "dev", name)
			if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
				t.Fatal(err)
			}
			f, err := os.Create(path)
			if err != nil {
				t.Fatal(err)
			}
			var w io.WriteCloser = f
			if name == s.corpus {
				w = gzip.NewWriter(f)
			}
			fmt.Fprintln(w, `{"id":"d1","claim":"The bridge is shut.","title":"Bridge","speaker":"nobody"}`)
			if err := w.Close(); err != nil {
				t.Fatal(err)
			}
			if name == s.corpus {
				if err := f.Close(); err != nil {
					t.Fatal(err)
				}
			}
		}
	}
	if err := os.Mkdir(filepath.Join(dir, "score"), 0o755); err != nil {
		t.Fatal(err)
	}
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	t.Setenv("EVAL_TEST_LOG", filepath.Join(dir, "log"))
	// A program built with the race detector waits a second before it ends, for goroutines that a script has not.
	t.Setenv("GORACE", os.Getenv("GORACE")+" atexit_sleep_ms=0")
	return dir, []string{"-kit", dir, "-python", self, "-program", self}
}

// golden compares with a file under testdata, or writes it with -update.
func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s (-want +got)\n%s", name, diff)
	}
}

func TestOneTableHoldsEverySetWithItsFloorPeersTargetAndOurs(t *testing.T) {
	dir, args := kit(t)
	var out strings.Builder
	if err := run(t.Context(), append(args, "-v"), &out); err != nil {
		t.Fatal(err)
	}
	golden(t, "table.golden", out.String())
	log, err := os.ReadFile(filepath.Join(dir, "log"))
	if err != nil {
		t.Fatal(err)
	}
	golden(t, "commands.golden", commands(dir, args[len(args)-1], string(log)))
}

// commands returns the command lines of a log in order, without the paths of this run.
func commands(kit, program, log string) string {
	lines := strings.Split(strings.TrimSpace(log), "\n")
	for i, line := range lines {
		words := strings.Fields(strings.ReplaceAll(line, program, "PROGRAM"))
		for k, w := range words {
			if rest, ok := strings.CutPrefix(w, kit+"/"); ok {
				words[k] = rest
			} else if strings.Contains(w, "assay-eval-") {
				words[k] = "FILE"
			}
		}
		lines[i] = strings.Join(words, " ")
	}
	slices.Sort(lines)
	return strings.Join(lines, "\n") + "\n"
}

func TestOnlyTheChosenSetsAreScored(t *testing.T) {
	_, args := kit(t)
	for only, want := range map[string][]string{
		"matching":     {"matching snopes", "matching politifact"},
		"hsplit,dates": {"splitting hsplit", "dates date_expressions", "dates gum_dates"},
	} {
		var out strings.Builder
		if err := run(t.Context(), append(args, "-only", only), &out); err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, line := range strings.Split(out.String(), "\n")[1:] {
			if words := strings.Fields(line); len(words) > 4 && words[1] != "of" {
				got = append(got, words[0]+" "+words[1])
			}
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("-only %s (-want +got)\n%s", only, diff)
		}
	}
}

func TestWhatIsMissingOrFailsIsNamed(t *testing.T) {
	dir, args := kit(t)
	for _, c := range []struct {
		name, want string
		args       []string
		env        string
	}{
		{name: "no kit", args: []string{"-kit", filepath.Join(dir, "elsewhere")}, want: "there is no evaluation kit in " + filepath.Join(dir, "elsewhere")},
		{name: "no Python", args: []string{"-python", "no-such-python"}, want: "need Python 3, which is not installed as no-such-python"},
		{name: "no program", args: []string{"-program", "bin/no-such-program"}, want: "build it first"},
		{name: "no part", args: []string{"-part", "other"}, want: "the kit lacks a set: "},
		{name: "unknown name", args: []string{"-only", "hsplit,rhymes"}, want: "-only rhymes: no task or set has this name"},
		{name: "a scorer fails", env: "EVAL_TEST_FAILS", want: "splitting propsegment_wiki: score_propseg.py: exit status 1: score_propseg.py cannot count that"},
		{name: "a text is lost", env: "EVAL_TEST_LACKS", want: "splitting propsegment_wiki: 3 texts have no prediction"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if c.env != "" {
				t.Setenv(c.env, "score_propseg.py")
			}
			err := run(t.Context(), append(args[:len(args):len(args)], c.args...), io.Discard)
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("got error %v, want one with %q", err, c.want)
			}
		})
	}
}
