package web

import (
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"assay/claims"
)

// posted is a request with a body of a media type.
func posted(kind, body string) *http.Request {
	r := httptest.NewRequest(http.MethodPost, "/", strings.NewReader(body))
	r.Header.Set("Content-Type", kind)
	return r
}

const urlencoded = "application/x-www-form-urlencoded"

func TestReadFormKeepsWhatWasTyped(t *testing.T) {
	f, err := readForm(posted(urlencoded, "text=one%0D%0Atwo&line=+x+&n=-7&day=2017-02-08&published=2017-02&topics=a,+b,,c&tick=1&many=1&many=2"))
	if err != nil {
		t.Fatal(err)
	}
	got := []any{f.text("text"), f.line("line"), f.number("n"), f.day("day"), f.partial(), f.topics(), f.ticked("tick"), f.ticked("none"), f.list("many")}
	want := []any{"one\ntwo", "x", -7, claims.Date("2017-02-08"), claims.Date("2017-02"), []string{"a", "b", "c"}, true, false, []string{"1", "2"}}
	if diff := cmp.Diff(want, got); diff != "" || f.bad != nil {
		t.Errorf("%v\n%s", f.bad, diff)
	}
}

func TestAValueThatDoesNotParseIsAFaultOfItsField(t *testing.T) {
	f, err := readForm(posted(urlencoded, "text=a%00b%ff&n=1e3&empty=&big=99999999999999999999&day=8.2.2017&published=2017-13"))
	if err != nil {
		t.Fatal(err)
	}
	if got := f.text("text"); got != "ab\ufffd" {
		t.Errorf("the text comes back as %q", got)
	}
	if got := f.day("day"); got != "8.2.2017" {
		t.Errorf("the day comes back as %q, want what was typed", got)
	}
	f.number("n")
	f.number("empty")
	f.number("big")
	f.number("none")
	f.partial()
	var fields []string
	for _, e := range f.bad {
		fields = append(fields, e.Field)
	}
	if diff := cmp.Diff([]string{"text", "day", "n", "empty", "big", "none", "published"}, fields); diff != "" {
		t.Error(diff)
	}
}

func TestFaultsOfAFieldThatDoesNotParseAreNotDoubled(t *testing.T) {
	f := &form{}
	f.bad.Add("day", "Write the day.")
	err := f.err(claims.FieldErrors{{Field: "day", Msg: "Too late."}, {Field: "name", Msg: "Fill this in."}})
	if got := claims.Fields(err); len(got) != 2 || got[0].Msg != "Write the day." || got[1].Field != "name" {
		t.Errorf("got %v", got)
	}
	if got := f.err(io.ErrUnexpectedEOF); got != io.ErrUnexpectedEOF {
		t.Errorf("another error became %v", got)
	}
}

func TestABodyThatIsNoFormIsRefused(t *testing.T) {
	for name, tt := range map[string]struct{ kind, body string }{
		"a broken escape":         {urlencoded, "a=%zz"},
		"parts without a border":  {"multipart/form-data", "x"},
		"parts that end too soon": {"multipart/form-data; boundary=b", "--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nx"},
	} {
		if _, err := readForm(posted(tt.kind, tt.body)); err == nil {
			t.Errorf("%s is taken", name)
		}
	}
	r := posted(urlencoded, "a="+strings.Repeat("x", 100))
	r.Body = http.MaxBytesReader(httptest.NewRecorder(), r.Body, 50)
	if _, err := readForm(r); err != errTooLarge {
		t.Errorf("a body that is too long: %v", err)
	}
}

func TestTheNameOfAnOperationDependsOnAllThatMattersAndNothingElse(t *testing.T) {
	form := func(body string) *form {
		f, err := readForm(posted(urlencoded, body))
		if err != nil {
			t.Fatal(err)
		}
		return f
	}
	name := form("a=1&op=7").op("session", "/x")
	if got := form("op=7&a=1").op("session", "/x"); got != name {
		t.Error("the order of fields makes another operation")
	}
	filed := form("a=1&op=7")
	filed.file = digest([]byte("a file"))
	for what, other := range map[string]string{
		"another file": filed.op("session", "/x"), "another session": form("a=1&op=7").op("other", "/x"), "another address": form("a=1&op=7").op("session", "/y"),
		"another value": form("a=2&op=7").op("session", "/x"), "another state of the page": form("a=1&op=8").op("session", "/x"),
	} {
		if other == name {
			t.Errorf("%s makes the same operation", what)
		}
	}
}

func FuzzForm(f *testing.F) {
	f.Add(urlencoded, "a=1&b=%00&c=%ff&version=7&day=2017-02-30")
	f.Add("multipart/form-data; boundary=b", "--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nx\r\n--b--\r\n")
	f.Add("multipart/form-data; boundary=b", "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"../x\"\r\n\r\nx\r\n--b--\r\n")
	f.Add("text/plain", "a")
	f.Fuzz(func(t *testing.T, kind, body string) {
		r := httptest.NewRequest(http.MethodPost, "/", strings.NewReader(body))
		r.Header["Content-Type"] = []string{kind}
		form, err := readForm(r)
		if err != nil {
			return
		}
		for field := range form.values {
			for _, s := range append([]string{form.text(field), form.line(field), string(form.day(field)), string(form.partial())}, form.topics()...) {
				if !utf8.ValidString(s) || strings.Contains(s, "\x00") {
					t.Fatalf("field %q gives %q", field, s)
				}
			}
			if n := form.number(field); n != 0 && !strings.ContainsAny(form.values.Get(field), "123456789") {
				t.Fatalf("%q is the number %d", form.values.Get(field), n)
			}
		}
		if first, second := form.op("s", "/"), form.op("s", "/"); first != second {
			t.Fatal("the same form makes two operations")
		}
		name, upload, err := uploaded(r)
		if err == nil && (len(name) > 200 || !utf8.ValidString(name) || strings.Contains(name, "/")) {
			t.Fatalf("the file of %d bytes is called %q", len(upload), name)
		}
	})
}

func TestLocalPath(t *testing.T) {
	for in, want := range map[string]string{
		"/queue": "/queue", "/": "/", "/claims?state=accepted&after=a%2Bb": "/claims?state=accepted&after=a%2Bb", "/articles/x?claim=y#m-y": "/articles/x?claim=y#m-y",
		"": "/f", "queue": "/f", "//evil.example": "/f", "https://evil.example": "/f", "javascript:alert(1)": "/f", `/\evil.example`: "/f", "/a\nb": "/f",
		"/%2fevil.example": "/f", "/%zz": "/f", "/\x00": "/f", "/\x7f": "/f", " /queue": "/f",
	} {
		if got := localPath(in, "/f"); got != want {
			t.Errorf("localPath(%q) = %q, want %q", in, got, want)
		}
	}
}

func FuzzLocalPath(f *testing.F) {
	for _, s := range []string{"/queue", "//evil.example", `/\evil.example`, "/%2f%2fevil", "/..//x", "/a?b#c", "https://evil.example", "/:80"} {
		f.Add(s)
	}
	base := &url.URL{Scheme: "https", Host: "desk.example", Path: "/x/y"}
	f.Fuzz(func(t *testing.T, s string) {
		got := localPath(s, "")
		if got == "" {
			return
		}
		to, err := base.Parse(got)
		if err != nil || to.Host != base.Host || to.Scheme != base.Scheme || got[0] != '/' || strings.HasPrefix(got, "//") || strings.ContainsAny(got, "\\\r\n\t\x00") {
			t.Fatalf("localPath(%q) = %q leads to %v", s, got, to)
		}
		if again := localPath(got, ""); again != got {
			t.Fatalf("localPath(%q) = %q, and of that %q", s, got, again)
		}
	})
}
