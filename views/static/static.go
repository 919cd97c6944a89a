// Package static holds the one stylesheet, the one script and the icon of the site. Both are put together from the
// files beside this one when the program starts, named by their digest, and never change under a name.
package static

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
)

//go:embed css/*.css js/*.js icon.svg
var files embed.FS

// Layers of the stylesheet, weakest first. Every file names its layer itself; the order of files does not matter.
var layers = []string{"reset", "tokens", "base", "layout", "parts", "pages", "util", "print"}

// Asset is a file as it is served.
type Asset struct {
	Body []byte
	Gzip []byte // Body compressed
	Type string // Content-Type
	ETag string // with quotes
}

var (
	assets = map[string]Asset{}  // by hashed name
	urls   = map[string]string{} // plain name to address
)

func init() {
	add("app.css", "text/css; charset=utf-8", styles())
	add("app.js", "text/javascript; charset=utf-8", script())
	icon, err := files.ReadFile("icon.svg")
	if err != nil {
		panic(fmt.Sprintf("static: read icon: %v", err))
	}
	add("icon.svg", "image/svg+xml", icon)
}

// URL is the address of "app.css", "app.js" or "icon.svg". It panics for any other name.
func URL(name string) string {
	u, ok := urls[name]
	if !ok {
		panic("static: no file " + name)
	}
	return u
}

// File returns the asset with a hashed name, the part of its address after /static/. It may be cached for ever.
func File(name string) (a Asset, ok bool) {
	a, ok = assets[name]
	return a, ok
}

func add(name, kind string, body []byte) {
	sum := sha256.Sum256(body)
	hash := hex.EncodeToString(sum[:6])
	ext := path.Ext(name)
	hashed := strings.TrimSuffix(name, ext) + "." + hash + ext
	var zipped bytes.Buffer
	z, _ := gzip.NewWriterLevel(&zipped, gzip.BestCompression) // the level is valid, so there is no error
	_, err := z.Write(body)
	if err == nil {
		err = z.Close()
	}
	if err != nil {
		panic(fmt.Sprintf("static: compress %s: %v", name, err))
	}
	assets[hashed] = Asset{Body: body, Gzip: zipped.Bytes(), Type: kind, ETag: `"` + hash + `"`}
	urls[name] = "/static/" + hashed
}

// styles is every file of css/ after one line that fixes the order of the layers.
func styles() []byte {
	var b strings.Builder
	b.WriteString("@layer " + strings.Join(layers, ",") + ";")
	for _, text := range read("css/*.css") {
		b.WriteString(minifyCSS(text))
	}
	return []byte(b.String())
}

// script is every file of js/ in one function, app.js first. Each other file stands in a block of its own, where it
// can use the names of app.js; nothing is global.
func script() []byte {
	var b strings.Builder
	b.WriteString("(() => {\n\"use strict\"\n")
	for i, text := range read("js/*.js") {
		if i == 0 {
			b.WriteString(minifyJS(text))
			continue
		}
		b.WriteString("{\n" + minifyJS(text) + "}\n")
	}
	b.WriteString("})()\n")
	return []byte(b.String())
}

// read returns the files that match, app.js first and then by name.
func read(pattern string) []string {
	names, err := fs.Glob(files, pattern)
	if err != nil {
		panic(fmt.Sprintf("static: list %s: %v", pattern, err))
	}
	slices.SortFunc(names, func(a, b string) int {
		if first := path.Base(a) == "app.js"; first != (path.Base(b) == "app.js") {
			if first {
				return -1
			}
			return 1
		}
		return strings.Compare(a, b)
	})
	texts := make([]string, len(names))
	for i, name := range names {
		text, err := files.ReadFile(name)
		if err != nil {
			panic(fmt.Sprintf("static: read %s: %v", name, err))
		}
		texts[i] = string(text)
	}
	return texts
}

// minifyCSS drops comments, and white space where the grammar never needs it: at the ends of lines and around braces
// and semicolons. Strings are kept as they are.
func minifyCSS(text string) string {
	var b strings.Builder
	space := false
	for i := 0; i < len(text); {
		c := text[i]
		switch {
		case strings.HasPrefix(text[i:], "/*"):
			end := strings.Index(text[i+2:], "*/")
			if end < 0 {
				return b.String()
			}
			i += 2 + end + 2
			continue
		case c == ' ' || c == '\n' || c == '\t':
			space = true
			i++
			continue
		}
		tight := strings.IndexByte("{};,", c) >= 0
		if space && b.Len() > 0 && !tight && strings.IndexByte("{};,", lastByte(&b)) < 0 {
			b.WriteByte(' ')
		}
		space = false
		n := 1
		if c == '"' || c == '\'' {
			n = stringLen(text[i:])
		}
		b.WriteString(text[i : i+n])
		i += n
	}
	return strings.ReplaceAll(b.String(), ";}", "}")
}

func lastByte(b *strings.Builder) byte {
	s := b.String()
	return s[len(s)-1]
}

// stringLen is the length of the quoted string at the start of text, quotes included.
func stringLen(text string) int {
	for i := 1; i < len(text); i++ {
		switch text[i] {
		case '\\':
			i++
		case text[0]:
			return i + 1
		}
	}
	return len(text)
}

// minifyJS drops indentation, blank lines and lines that are only a comment. The files have no string over several
// lines, so this changes no string.
func minifyJS(text string) string {
	var b strings.Builder
	for line := range strings.SplitSeq(text, "\n") {
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "//") {
			continue
		}
		b.WriteString(line)
		b.WriteByte('\n')
	}
	return b.String()
}
