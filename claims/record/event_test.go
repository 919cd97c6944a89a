package record

import (
	"encoding/hex"
	"encoding/json"
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/mod/sumdb/tlog"
	"pgregory.net/rapid"
)

var update = flag.Bool("update", false, "write testdata/vectors.json anew; only for a new version of the format")

// vector is one test vector. Salt, body, encoding, leaf and root are hex; root is that of all vectors up to this one.
type vector struct {
	Seq            int64  `json:"seq"`
	At             string `json:"at"`
	Actor          string `json:"actor"`
	OnBehalf       string `json:"on_behalf"`
	Kind           string `json:"kind"`
	Subject        string `json:"subject"`
	SubjectID      string `json:"subject_id"`
	SubjectVersion int    `json:"subject_version"`
	ArticleID      string `json:"article_id"`
	ClaimID        string `json:"claim_id"`
	Note           string `json:"note"`
	Op             string `json:"op"`
	Schema         int    `json:"schema"`
	Salt           string `json:"salt"`
	Body           string `json:"body"`
	Encoding       string `json:"encoding"`
	Leaf           string `json:"leaf"`
	Root           string `json:"root"`
}

func unhex(t testing.TB, s string) []byte {
	t.Helper()
	b, err := hex.DecodeString(s)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func (v vector) event(t testing.TB) Event {
	t.Helper()
	at, err := time.Parse(time.RFC3339Nano, v.At)
	if err != nil {
		t.Fatal(err)
	}
	return Event{
		Seq: v.Seq, At: at, Actor: v.Actor, OnBehalf: v.OnBehalf, Kind: v.Kind, Subject: v.Subject,
		SubjectID: v.SubjectID, SubjectVersion: v.SubjectVersion, ArticleID: v.ArticleID, ClaimID: v.ClaimID,
		Note: v.Note, Op: v.Op, Schema: v.Schema, PayloadDigest: PayloadDigest(unhex(t, v.Salt), unhex(t, v.Body)),
	}
}

// fill computes what follows from the other fields and appends the leaf to tree.
func (v *vector) fill(t testing.TB, tree *Tree) {
	t.Helper()
	e := v.event(t)
	tree.Append(e.LeafHash())
	leaf, root := e.LeafHash(), tree.Root()
	v.Encoding, v.Leaf, v.Root = hex.EncodeToString(e.Encode()), hex.EncodeToString(leaf[:]), hex.EncodeToString(root[:])
}

// newVectors makes 20 events that between them meet every rule of the format.
func newVectors(t testing.TB) []vector {
	texts := []string{
		"", "a", "accepted", "O'Brien said \"no\"", "zażółć gęślą jaźń", "e\u0301", "\u00e9", "日本語", "🙂",
		"two\nlines", "tab\there", "\u202eright to left", strings.Repeat("x", 127), strings.Repeat("x", 128), strings.Repeat("long ", 60),
	}
	times := []string{"2026-01-02T03:04:05.000Z", "2026-12-31T23:59:59.999Z", "2024-02-29T00:00:00.010Z", "1970-01-01T00:00:00.000Z"}
	vectors := make([]vector, 20)
	for i := range vectors {
		text := func(k int) string { return texts[(i*7+k*4)%len(texts)] }
		var salt [32]byte
		for k := range salt {
			salt[k] = byte(i*31 + k*k)
		}
		vectors[i] = vector{
			Seq: int64(i), At: times[i%len(times)], Actor: text(0), OnBehalf: text(1), Kind: text(2),
			Subject: text(3), SubjectID: text(4), SubjectVersion: 1 << i, ArticleID: text(5), ClaimID: text(6),
			Note: text(7), Op: text(8), Schema: i % 3, Salt: hex.EncodeToString(salt[:]), Body: hex.EncodeToString([]byte(`{"wording":"` + text(9) + `"}`)),
		}
	}
	vectors[18].Seq, vectors[18].SubjectVersion = 1<<62, 0
	vectors[19].Seq, vectors[19].Schema, vectors[19].Body = -1, 1<<31-1, ""
	var tree Tree
	for i := range vectors {
		vectors[i].fill(t, &tree)
	}
	return vectors
}

func vectorsPath() string { return filepath.Join("testdata", "vectors.json") }

func TestTheEncodingIsThatOfTheTestVectors(t *testing.T) {
	if *update {
		raw, err := json.MarshalIndent(newVectors(t), "", " ")
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(vectorsPath(), append(raw, '\n'), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	raw, err := os.ReadFile(vectorsPath())
	if err != nil {
		t.Fatal(err)
	}
	var want []vector
	if err := json.Unmarshal(raw, &want); err != nil {
		t.Fatal(err)
	}
	if len(want) != 20 {
		t.Fatalf("%d vectors, want 20", len(want))
	}
	var tree Tree
	for i, v := range want {
		got := v
		got.fill(t, &tree)
		if diff := cmp.Diff(v, got); diff != "" {
			t.Errorf("vector %d (-file +computed):\n%s", i, diff)
		}
	}
}

func TestASecondImplementationInPythonAgrees(t *testing.T) {
	python, err := exec.LookPath("python3")
	if err != nil {
		t.Fatal("python3 is missing: it checks the record's format with a second implementation. On Debian: apt install python3")
	}
	out, err := exec.Command(python, filepath.Join("testdata", "leaf.py"), vectorsPath()).CombinedOutput()
	if err != nil || strings.TrimSpace(string(out)) != "20 vectors agree" {
		t.Errorf("leaf.py: %v\n%s", err, out)
	}
}

func TestTheSecondImplementationSeesAChangedField(t *testing.T) {
	python, err := exec.LookPath("python3")
	if err != nil {
		t.Fatal("python3 is missing: see TestASecondImplementationInPythonAgrees")
	}
	vectors := newVectors(t)
	vectors[11].Note += "!"
	raw, err := json.Marshal(vectors)
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "vectors.json")
	if err := os.WriteFile(path, raw, 0o600); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command(python, filepath.Join("testdata", "leaf.py"), path).CombinedOutput()
	if err == nil || !strings.Contains(string(out), "vector 11: encoding") {
		t.Errorf("leaf.py: %v\n%s", err, out)
	}
}

func sample() Event {
	return Event{
		Seq: 7, At: time.Date(2026, 3, 4, 5, 6, 7, 89e6, time.UTC), Actor: "u1", OnBehalf: "u2", Kind: "claim.edit",
		Subject: "claim", SubjectID: "c1", SubjectVersion: 3, ArticleID: "a1", ClaimID: "c1", Note: "why", Op: "k1", Schema: 1,
		PayloadDigest: PayloadDigest([]byte("salt"), []byte("body")),
	}
}

func TestEveryFieldChangesTheLeaf(t *testing.T) {
	changes := map[string]func(*Event){
		"seq":                    func(e *Event) { e.Seq++ },
		"time":                   func(e *Event) { e.At = e.At.Add(time.Millisecond) },
		"actor":                  func(e *Event) { e.Actor += "x" },
		"on behalf":              func(e *Event) { e.OnBehalf = "" },
		"kind":                   func(e *Event) { e.Kind = "claim.merge" },
		"subject":                func(e *Event) { e.Subject = "source" },
		"subject id":             func(e *Event) { e.SubjectID = "c2" },
		"subject version":        func(e *Event) { e.SubjectVersion = -e.SubjectVersion },
		"article id":             func(e *Event) { e.ArticleID = "a2" },
		"claim id":               func(e *Event) { e.ClaimID = "" },
		"note":                   func(e *Event) { e.Note = "why " },
		"op":                     func(e *Event) { e.Op = "K1" },
		"schema":                 func(e *Event) { e.Schema = 2 },
		"payload digest":         func(e *Event) { e.PayloadDigest[31] ^= 1 },
		"text moved to neighbor": func(e *Event) { e.Note, e.Op = e.Note+e.Op, "" },
		"article and claim id":   func(e *Event) { e.ArticleID, e.ClaimID = e.ClaimID, e.ArticleID },
	}
	seen := map[tlog.Hash]string{sample().LeafHash(): "nothing"}
	for name, change := range changes {
		e := sample()
		change(&e)
		leaf := e.LeafHash()
		if other, ok := seen[leaf]; ok {
			t.Errorf("changing %s gives the same leaf as changing %s", name, other)
		}
		seen[leaf] = name
	}
}

func TestTimesAreEncodedAsUTCToTheMillisecond(t *testing.T) {
	e := sample()
	want := e.LeafHash()
	e.At = e.At.Add(999 * time.Microsecond).In(time.FixedZone("Warsaw", 7200))
	if e.LeafHash() != want {
		t.Error("the zone or the microseconds changed the leaf")
	}
	if e.Leaf = want; e.LeafHash() != want {
		t.Error("the stored leaf entered its own hash")
	}
}

func TestPayloadDigestIsThatOfRFC4231(t *testing.T) {
	// RFC 4231, test case 2.
	got := PayloadDigest([]byte("Jefe"), []byte("what do ya want for nothing?"))
	const want = "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
	if hex.EncodeToString(got[:]) != want {
		t.Errorf("got %x, want %s", got, want)
	}
}

// decode reads an encoding back, as a witness that it has only one reading.
func decode(t *rapid.T, b []byte) (fields []string) {
	rest, ok := strings.CutPrefix(string(b), magic)
	if !ok {
		t.Fatal("the encoding does not begin with its magic")
	}
	for rest != "" {
		n, shift := 0, 0
		for {
			c := int(rest[0])
			rest = rest[1:]
			n |= c & 127 << shift
			shift += 7
			if c < 128 {
				break
			}
		}
		fields, rest = append(fields, rest[:n]), rest[n:]
	}
	return fields
}

func TestAnEncodingHasOneReading(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.String()
		e := Event{
			Seq: rapid.Int64().Draw(t, "seq"), At: time.UnixMilli(rapid.Int64Range(0, 4e12).Draw(t, "ms")),
			Actor: text.Draw(t, "actor"), OnBehalf: text.Draw(t, "behalf"), Kind: text.Draw(t, "kind"), Subject: text.Draw(t, "subject"),
			SubjectID: text.Draw(t, "id"), SubjectVersion: rapid.Int().Draw(t, "version"), ArticleID: text.Draw(t, "article"),
			ClaimID: text.Draw(t, "claim"), Note: text.Draw(t, "note"), Op: text.Draw(t, "op"), Schema: rapid.Int().Draw(t, "schema"),
		}
		integer := func(n int64) string { return string(appendInt(nil, n)[1:]) }
		want := []string{
			integer(e.Seq), e.At.UTC().Format(timeForm), e.Actor, e.OnBehalf, e.Kind, e.Subject, e.SubjectID,
			integer(int64(e.SubjectVersion)), e.ArticleID, e.ClaimID, e.Note, e.Op, integer(int64(e.Schema)), string(e.PayloadDigest[:]),
		}
		if diff := cmp.Diff(want, decode(t, e.Encode())); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
	})
}

func BenchmarkLeafHash(b *testing.B) {
	e := sample()
	b.ReportAllocs()
	for b.Loop() {
		e.LeafHash()
	}
}
