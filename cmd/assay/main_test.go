package main

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"assay/claims"
	"assay/db"
)

// output is what a command left behind.
type output struct {
	status   int
	out, err string
}

// assay runs a command as a shell would.
func assay(t *testing.T, in string, args ...string) output {
	t.Helper()
	var out, errs bytes.Buffer
	status := run(t.Context(), args, streams{strings.NewReader(in), &out, &errs})
	return output{status, out.String(), errs.String()}
}

// ok runs a command that must succeed, and returns what it printed.
func ok(t *testing.T, in string, args ...string) string {
	t.Helper()
	got := assay(t, in, args...)
	if got.status != 0 {
		t.Fatalf("assay %s: status %d: %s", strings.Join(args, " "), got.status, got.err)
	}
	return got.out
}

// refused runs a command that must fail with a status and one line that holds these words.
func refused(t *testing.T, status int, words string, args ...string) {
	t.Helper()
	got := assay(t, "", args...)
	line := strings.TrimSuffix(got.err, "\n")
	if got.status != status || strings.Contains(line, "\n") || !strings.HasPrefix(line, "assay: ") || !strings.Contains(line, words) {
		t.Errorf("assay %s: status %d, %q; want %d and %q", strings.Join(args, " "), got.status, got.err, status, words)
	}
}

// demoDB returns a copy of a desk with the worked example, which is made once.
func demoDB(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "demo.db")
	d, err := db.Open(t.Context(), path, db.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if err := fillDemo(t.Context(), d); err != nil {
		t.Fatal(err)
	}
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestWrongUsageIsStatusTwoAndOneLine(t *testing.T) {
	for _, c := range []struct {
		words string
		args  []string
	}{
		{"expected one of", nil},
		{"unexpected argument", []string{"frobnicate"}},
		{"unknown flag", []string{"serve", "--frobnicate"}},
		{"missing flags: --as", []string{"import", "a.txt"}},
		{"--format", []string{"export", "--all"}},
		{"say what to export", []string{"export", "--format", "csv"}},
		{"can't be used together", []string{"export", "--format", "csv", "--all", "--claim", "x"}},
		{"always whole", []string{"export", "--format", "record", "--article", "x"}},
		{"must be one of", []string{"export", "--format", "docx", "--all"}},
		{"not a report", []string{"verify", "report.html"}},
		{"no signed checkpoints", []string{"verify", "--checkpoint", "c.txt"}},
		{"give a text", []string{"match"}},
		{"at least 1", []string{"match", "-k", "0", "text"}},
		{"must be one of", []string{"user", "add", "mara", "--role", "king"}},
	} {
		refused(t, 2, c.words, c.args...)
	}
}

func TestHelpAndVersionNeedNothing(t *testing.T) {
	if help := ok(t, "", "--help"); !strings.Contains(help, "Serve the workbench.") {
		t.Errorf("help: %s", help)
	}
	if help := ok(t, "", "export", "--help"); !strings.Contains(help, "ASSAY_AS_OF") {
		t.Errorf("the environment of export is not told: %s", help)
	}
	if v := ok(t, "", "--version"); !strings.HasPrefix(v, "assay ") {
		t.Errorf("version: %q", v)
	}
}

func TestCommandsNeedADatabaseThatIsThere(t *testing.T) {
	missing := filepath.Join(t.TempDir(), "none.db")
	for _, args := range [][]string{
		{"import", "--as", "mara", "a.txt"},
		{"export", "--format", "csv", "--all"},
		{"match", "lake"},
		{"verify"},
		{"backup", "copy.db"},
		{"user", "list"},
	} {
		refused(t, 1, "there is no database", append(args, "--db", missing)...)
	}
	if _, err := os.Stat(missing); err == nil {
		t.Error("a command made the database")
	}
}

func TestAForeignFileIsRefused(t *testing.T) {
	foreign := filepath.Join(t.TempDir(), "letter.txt")
	if err := os.WriteFile(foreign, []byte(strings.Repeat("Dear reader, ", 500)), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, args := range [][]string{{"serve", "--addr", "127.0.0.1:0"}, {"user", "list"}} {
		refused(t, 1, "letter.txt", append(args, "--db", foreign)...)
	}
}

func TestADeskThatIsNotSetUpTakesNoCommands(t *testing.T) {
	path := filepath.Join(t.TempDir(), "fresh.db")
	d, err := db.Open(t.Context(), path, db.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	refused(t, 1, "not set up yet", "user", "add", "mara", "--db", path)
}

func TestFlagsComeFromTheEnvironmentToo(t *testing.T) {
	t.Setenv("ASSAY_DB", demoDB(t))
	if list := ok(t, "", "user", "list"); !strings.Contains(list, "mara") {
		t.Errorf("users: %s", list)
	}
}

// serving is a desk that is being served by the command itself.
type serving struct {
	url, out string
	stop     func() output // ends it as an interrupt does
}

var addressLine = regexp.MustCompile(`(?m)^Assay is at (http://\S+)$`)

// serveDesk runs serve until the test ends, and returns when it answers.
func serveDesk(t *testing.T, args ...string) serving {
	t.Helper()
	ctx, stop := context.WithCancel(t.Context())
	lines, out := io.Pipe()
	var errs bytes.Buffer
	ended := make(chan int, 1)
	go func() {
		status := run(ctx, append([]string{"serve", "--addr", "127.0.0.1:0"}, args...), streams{strings.NewReader(""), out, &errs})
		out.Close()
		ended <- status
	}()
	s := serving{}
	var printed bytes.Buffer
	for b := make([]byte, 4096); s.url == ""; {
		n, err := lines.Read(b)
		printed.Write(b[:n])
		if m := addressLine.FindStringSubmatch(printed.String()); m != nil {
			s.url = m[1]
		}
		if err != nil {
			t.Fatalf("serve ended with status %d: %s%s", <-ended, printed.String(), errs.String())
		}
	}
	rest := make(chan string, 1)
	go func() {
		b, _ := io.ReadAll(lines)
		rest <- string(b)
	}()
	answer(t, s.url+"/healthz")
	done := false
	s.stop = func() output {
		if done {
			return output{}
		}
		done = true
		stop()
		return output{<-ended, printed.String() + <-rest, errs.String()}
	}
	t.Cleanup(func() { s.stop() })
	return s
}

func answer(t *testing.T, address string) (status int, body string) {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, address, nil)
	if err != nil {
		t.Fatal(err)
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	b, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return response.StatusCode, string(b)
}

func TestServeAnswersAndPrintsTheSetUpLinkOnce(t *testing.T) {
	path := filepath.Join(t.TempDir(), "assay.db")
	s := serveDesk(t, "--db", path)
	if status, body := answer(t, s.url+"/healthz"); status != http.StatusOK || !strings.Contains(body, "ok") {
		t.Errorf("healthz: %d %q", status, body)
	}
	got := s.stop()
	link := regexp.MustCompile(`(?m)^Set this desk up at (http://\S+/setup\?token=\S+)$`).FindStringSubmatch(got.out)
	if got.status != 0 || link == nil || !strings.HasPrefix(link[1], s.url) {
		t.Fatalf("status %d, printed %q, %s", got.status, got.out, got.err)
	}

	again := serveDesk(t, "--db", path)
	if got := again.stop(); !strings.Contains(got.out, "/setup?token=") || strings.Contains(got.out, link[1]) {
		t.Errorf("a desk that is not set up gets a new link at the next start: %q", got.out)
	}
	demo := serveDesk(t, "--db", demoDB(t))
	if got := demo.stop(); strings.Contains(got.out, "/setup") {
		t.Errorf("a desk that is set up gets no link: %q", got.out)
	}
}

func TestTheSetUpLinkLeadsToTheForm(t *testing.T) {
	s := serveDesk(t, "--db", filepath.Join(t.TempDir(), "assay.db"))
	got := s.url + "/setup?token=wrong"
	if status, _ := answer(t, got); status == http.StatusInternalServerError {
		t.Errorf("a wrong token: %d", status)
	}
}

func TestServeRefusesAnAddressInUse(t *testing.T) {
	s := serveDesk(t, "--db", demoDB(t))
	refused(t, 1, "address already in use", "serve", "--db", demoDB(t), "--addr", strings.TrimPrefix(s.url, "http://"))
	refused(t, 1, "--base-url", "serve", "--db", demoDB(t), "--addr", "127.0.0.1:0", "--base-url", "ftp://desk.example.org")
}

func TestServeDemoFillsAnEmptyDeskOnce(t *testing.T) {
	path := filepath.Join(t.TempDir(), "demo.db")
	s := serveDesk(t, "--db", path, "--demo")
	if status, body := answer(t, s.url+"/login"); status != http.StatusOK || !strings.Contains(body, `data-testid="login"`) {
		t.Errorf("login page: %d", status)
	}
	first := s.stop()
	if first.status != 0 || !strings.Contains(first.out, demoPassword) || !strings.Contains(first.out, "mara") {
		t.Errorf("status %d: %s %s", first.status, first.out, first.err)
	}
	before := ok(t, "", "verify", "--db", path)
	second := serveDesk(t, "--db", path, "--demo").stop()
	if !strings.Contains(second.out, demoPassword) {
		t.Errorf("the second start does not tell how to sign in: %s", second.out)
	}
	if after := ok(t, "", "verify", "--db", path); after != before {
		t.Errorf("the second start changed the desk: %s, was %s", after, before)
	}
	refused(t, 1, "127.0.0.1", "serve", "--db", filepath.Join(t.TempDir(), "open.db"), "--addr", "0.0.0.0:0", "--demo")
}

func TestServeDemoLeavesADeskInUseAlone(t *testing.T) {
	path := filepath.Join(t.TempDir(), "assay.db")
	d, err := db.Open(t.Context(), path, db.Options{})
	if err != nil {
		t.Fatal(err)
	}
	token, err := d.NewSetupToken(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	desk := db.NewDesk{Token: token, Desk: claims.Desk{Name: "Ours", TimeZone: "UTC"}, Admin: claims.User{Handle: "ada", Name: "Ada"}}
	if _, err := d.SetUp(t.Context(), db.By{}, desk); err != nil {
		t.Fatal(err)
	}
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	got := serveDesk(t, "--db", path, "--demo").stop()
	if !strings.Contains(got.out, "changes nothing") || strings.Contains(got.out, demoPassword) {
		t.Errorf("printed %s", got.out)
	}
}

func TestTheRecordExportsAsLinesThatHash(t *testing.T) {
	lines := strings.Split(strings.TrimSpace(ok(t, "", "export", "--db", demoDB(t), "--format", "record")), "\n")
	for n, line := range lines {
		var e recordLine
		if err := json.Unmarshal([]byte(line), &e); err != nil || e.Seq != int64(n) || !json.Valid([]byte(e.Payload)) {
			t.Fatalf("line %d: %v %s", n, err, line)
		}
	}
	if len(lines) < 80 {
		t.Errorf("only %d events", len(lines))
	}
}
