package main

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
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

// demoBytes is the file of a desk with the worked example, made once for all tests.
var demoBytes = sync.OnceValues(func() ([]byte, error) {
	dir, err := os.MkdirTemp("", "assay-test-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	path := filepath.Join(dir, "demo.db")
	d, err := db.Open(context.Background(), path, db.Options{})
	if err != nil {
		return nil, err
	}
	if err := errors.Join(fillDemo(context.Background(), d), d.Close()); err != nil {
		return nil, err
	}
	return os.ReadFile(path)
})

// demoDB returns the path of a desk of the test's own with the worked example.
func demoDB(t *testing.T) string {
	t.Helper()
	b, err := demoBytes()
	if err != nil {
		t.Fatalf("make the worked example: %v", err)
	}
	return write(t, "demo.db", string(b))
}

// write puts a file into a directory of the test's own.
func write(t *testing.T, name, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// tamper changes a database past everything that Assay does.
func tamper(t *testing.T, path string, statements ...string) {
	t.Helper()
	pool, err := sql.Open("sqlite3", path)
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range statements {
		if _, err := pool.ExecContext(t.Context(), s); err != nil {
			t.Fatalf("%s: %v", s, err)
		}
	}
	if err := pool.Close(); err != nil {
		t.Fatal(err)
	}
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
		{"--trusted-proxy", []string{"serve", "--trusted-proxy", "127.0.0.1"}},
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
	foreign := write(t, "letter.txt", strings.Repeat("Dear reader, ", 500))
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
	url     string
	printed string        // up to the address and the set-up link
	stop    func() output // ends it as an interrupt does; a second call does nothing
}

var addressLine = regexp.MustCompile(`(?m)^Assay is at (http://\S+)$`)

// serveDesk runs serve until the test ends, and returns when it has printed its address.
func serveDesk(t *testing.T, args ...string) serving {
	t.Helper()
	ctx, interrupt := context.WithCancel(t.Context())
	lines, out := io.Pipe()
	var errs bytes.Buffer
	ended := make(chan output, 1)
	go func() { // waited for by stop
		status := run(ctx, append([]string{"serve", "--addr", "127.0.0.1:0"}, args...), streams{strings.NewReader(""), out, &errs})
		out.Close()
		ended <- output{status: status, err: errs.String()}
	}()
	var printed bytes.Buffer
	for b := make([]byte, 4096); !addressLine.Match(printed.Bytes()); {
		n, err := lines.Read(b)
		printed.Write(b[:n])
		if err != nil {
			t.Fatalf("serve ended: %+v after %s", <-ended, printed.String())
		}
	}
	stop := sync.OnceValue(func() output {
		interrupt()
		return <-ended
	})
	t.Cleanup(func() { stop() })
	return serving{addressLine.FindStringSubmatch(printed.String())[1], printed.String(), stop}
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

var setUpLine = regexp.MustCompile(`(?m)^Set this desk up at (http://\S+/setup\?token=\S+)$`)

func TestServeAnswersAndPrintsASetUpLinkThatWorks(t *testing.T) {
	path := filepath.Join(t.TempDir(), "assay.db")
	s := serveDesk(t, "--db", path)
	if status, body := answer(t, s.url+"/healthz"); status != http.StatusOK || !strings.Contains(body, "ok") {
		t.Errorf("healthz: %d %q", status, body)
	}
	link := setUpLine.FindStringSubmatch(s.printed)
	if link == nil {
		t.Fatalf("no link in %q", s.printed)
	}
	if status, body := answer(t, link[1]); status != http.StatusOK || !strings.Contains(body, `data-testid="setup"`) {
		t.Errorf("the link gives %d %s", status, body)
	}
	if got := s.stop(); got.status != 0 {
		t.Errorf("status %d: %s", got.status, got.err)
	}

	again := serveDesk(t, "--db", path)
	if second := setUpLine.FindStringSubmatch(again.printed); second == nil || second[1] == link[1] {
		t.Errorf("a desk that is not set up gets a new link at the next start: %q", again.printed)
	}
	if demo := serveDesk(t, "--db", demoDB(t)); strings.Contains(demo.printed, "/setup") {
		t.Errorf("a desk that is set up gets no link: %q", demo.printed)
	}
}

func TestServeRefusesAnAddressInUse(t *testing.T) {
	s := serveDesk(t, "--db", demoDB(t))
	refused(t, 1, "address already in use", "serve", "--db", demoDB(t), "--addr", strings.TrimPrefix(s.url, "http://"))
	refused(t, 1, "--base-url", "serve", "--db", demoDB(t), "--addr", "127.0.0.1:0", "--base-url", "ftp://desk.example.org")
}

func TestServeTakesItsProxiesFromTheEnvironment(t *testing.T) {
	t.Setenv("ASSAY_TRUSTED_PROXY", "127.0.0.1/32,2001:db8::/32")
	s := serveDesk(t, "--db", demoDB(t), "--base-url", "http://desk.example.org")
	if !strings.Contains(s.printed, "http://desk.example.org") {
		t.Errorf("printed %s", s.printed)
	}
	t.Setenv("ASSAY_TRUSTED_PROXY", "127.0.0.1/32,proxy.example.org")
	refused(t, 2, "proxy.example.org", "serve", "--db", demoDB(t), "--addr", "127.0.0.1:0")
}

func TestServeDemoFillsAnEmptyDeskOnce(t *testing.T) {
	path := filepath.Join(t.TempDir(), "demo.db")
	s := serveDesk(t, "--db", path, "--demo")
	if status, body := answer(t, s.url+"/login"); status != http.StatusOK || !strings.Contains(body, `data-testid="login"`) {
		t.Errorf("login page: %d", status)
	}
	if !strings.Contains(s.printed, demoPassword) || !strings.Contains(s.printed, "mara") {
		t.Errorf("printed %s", s.printed)
	}
	s.stop()
	before := ok(t, "", "verify", "--db", path)
	second := serveDesk(t, "--db", path, "--demo")
	if !strings.Contains(second.printed, demoPassword) {
		t.Errorf("the second start does not tell how to sign in: %s", second.printed)
	}
	second.stop()
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
	s := serveDesk(t, "--db", path, "--demo")
	if !strings.Contains(s.printed, "changes nothing") || strings.Contains(s.printed, demoPassword) {
		t.Errorf("printed %s", s.printed)
	}
}
