package db

import (
	"go/ast"
	"go/constant"
	"go/parser"
	"go/token"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// source is the package's own source: its constants, and which of them are handed to which functions.
type source struct {
	values map[string]string          // string constants by name
	parts  map[string]bool            // constants that others are put together from
	calls  map[string]map[string]bool // by constant: names of the functions it is an argument of
	inline map[string]string          // SQL written in a function instead of a constant, by itself: the file it is in
	words  map[string]bool            // every identifier
	bound  map[string]bool            // fields that are handed to a statement as they are
}

var statement = regexp.MustCompile(`^\s*(SELECT|INSERT|UPDATE|DELETE|WITH|REPLACE)\s`)

// readSource reads all files of the package but its tests.
func readSource(t *testing.T) *source {
	t.Helper()
	names, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	s := &source{map[string]string{}, map[string]bool{}, map[string]map[string]bool{}, map[string]string{}, map[string]bool{}, map[string]bool{}}
	exprs := map[string]ast.Expr{}
	for _, name := range names {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.GenDecl:
				if n.Tok != token.CONST {
					break
				}
				for _, spec := range n.Specs {
					spec := spec.(*ast.ValueSpec)
					for i, v := range spec.Values {
						exprs[spec.Names[i].Name] = v
					}
				}
				return false
			case *ast.Ident:
				s.words[n.Name] = true
			case *ast.CallExpr:
				s.noteCall(n)
			case *ast.BasicLit:
				if text := literal(n); statement.MatchString(text) {
					s.inline[text] = name
				}
			}
			return true
		})
	}
	for name, e := range exprs {
		if text, ok := s.eval(exprs, e, false); ok {
			s.values[name] = text
		}
	}
	return s
}

func literal(l *ast.BasicLit) string {
	if l.Kind != token.STRING {
		return ""
	}
	return constant.StringVal(constant.MakeFromLiteral(l.Value, l.Kind, 0))
}

// eval puts a constant together; inside says that another constant uses it.
func (s *source) eval(exprs map[string]ast.Expr, e ast.Expr, inside bool) (string, bool) {
	switch e := e.(type) {
	case *ast.BasicLit:
		return literal(e), e.Kind == token.STRING
	case *ast.Ident:
		part, known := exprs[e.Name]
		s.parts[e.Name] = s.parts[e.Name] || inside
		if !known {
			return "", false
		}
		return s.eval(exprs, part, true)
	case *ast.BinaryExpr:
		x, okX := s.eval(exprs, e.X, true)
		y, okY := s.eval(exprs, e.Y, true)
		return x + y, okX && okY && e.Op == token.ADD
	}
	return "", false
}

func (s *source) noteCall(call *ast.CallExpr) {
	fun := ""
	switch f := call.Fun.(type) {
	case *ast.Ident:
		fun = f.Name
	case *ast.SelectorExpr:
		fun = f.Sel.Name
	}
	if fun == "change" || fun == "exec" {
		for _, arg := range call.Args {
			if field, ok := arg.(*ast.SelectorExpr); ok {
				s.bound[field.Sel.Name] = true
			}
		}
	}
	for _, arg := range call.Args {
		if id, ok := arg.(*ast.Ident); ok {
			if s.calls[id.Name] == nil {
				s.calls[id.Name] = map[string]bool{}
			}
			s.calls[id.Name][fun] = true
		}
	}
}

// statements are the constants that are whole statements, by name.
func (s *source) statements() map[string]string {
	out := map[string]string{}
	for name, text := range s.values {
		if statement.MatchString(text) && !s.parts[name] {
			out[name] = text
		}
	}
	return out
}

// The words that only SQLite understands, or understands differently.
var sqliteOnly = regexp.MustCompile(`(?i)\bOR (REPLACE|IGNORE|ABORT|FAIL|ROLLBACK)\b|\bREPLACE INTO\b|\bAUTOINCREMENT\b|` +
	`\b(date|time|datetime|julianday|strftime|unixepoch|ifnull|iif|group_concat|json\w*|printf|last_insert_rowid|changes|instr|glob)\(|` +
	`\bGLOB\b|\bMATCH\b|\browid\b|\bCOLLATE NOCASE\b|\bx''|\bFOR UPDATE\b|\bSKIP LOCKED\b|\bOFFSET\b`)

// The full-text index is SQLite's own; another engine has another.
var fullText = []string{"insertWords", "deleteWords", "selectClaimHits", "selectArticleHits", "selectSourceHits", "selectFoundClaims", "selectNumberedClaims"}

var (
	placeholder = regexp.MustCompile(`\$(\d+)`)
	bareLike    = regexp.MustCompile(`(?i)\blike\b`)
	portLike    = regexp.MustCompile(`lower\([^()]*\) LIKE lower\([^()]*\) ESCAPE`)
	star        = regexp.MustCompile(`(?i)select\s+\*|\w\.\*`)
	bareNull    = regexp.MustCompile(`(?i)\$\d+\s+IS\s+(NOT\s+)?NULL`)
	parens      = regexp.MustCompile(`\([^()]*\)`)
	quoted      = regexp.MustCompile(`'[^']*'`)
	// An order ends in a column, or a few, that no two rows share.
	endsInKey = regexp.MustCompile(`\b(id|id_hash|claim_id|article_id|seq|subject_version|no|n|number|name|handle|level|size)( DESC)?$`)
)

// faults lists what another engine would not accept in a statement, or would answer differently. many says that all
// its rows are read, not one.
func faults(name, text string, many bool) []string {
	var out []string
	seen := []string{}
	for _, m := range placeholder.FindAllStringSubmatch(text, -1) {
		if !slices.Contains(seen, m[1]) {
			seen = append(seen, m[1])
		}
	}
	for i, n := range seen {
		if n != strconv.Itoa(i+1) {
			out = append(out, "placeholders are not numbered in the order in which they appear")
			break
		}
	}
	text = quoted.ReplaceAllString(text, "''")
	for fault, found := range map[string]bool{
		"a ? as a placeholder":                                   strings.Contains(text, "?"),
		"more than one statement":                                strings.Contains(text, ";"),
		"all columns instead of a list":                          star.MatchString(text),
		"a LIKE that is not lower() on both sides with ESCAPE":   len(bareLike.FindAllString(text, -1)) != len(portLike.FindAllString(text, -1)),
		"an untyped placeholder IS NULL":                         bareNull.MatchString(text),
		"a word of SQLite's own: " + sqliteOnly.FindString(text): sqliteOnly.MatchString(text) && !slices.Contains(fullText, name),
	} {
		if found {
			out = append(out, fault)
		}
	}
	if !many {
		return out
	}
	for parens.MatchString(text) { // what is left is the outermost query
		text = parens.ReplaceAllString(text, "")
	}
	_, order, ok := strings.Cut(text, "ORDER BY ")
	order, _, _ = strings.Cut(order, "\n LIMIT")
	if !ok || !endsInKey.MatchString(strings.TrimSpace(order)) {
		out = append(out, "many rows without an order that ends in a key")
	}
	return out
}

func TestSQLRunsOnOtherEnginesToo(t *testing.T) {
	s := readSource(t)
	all := s.statements()
	if len(all) < 60 {
		t.Errorf("only %d statements found: the test does not read the package any more", len(all))
	}
	for name, text := range all {
		many := strings.HasPrefix(strings.TrimSpace(text), "SELECT")
		for fun := range s.calls[name] {
			many = many && fun != "one" && fun != "QueryRowContext"
		}
		for _, fault := range faults(name, text, many) {
			t.Errorf("%s: %s", name, fault)
		}
	}
	if s.words["LastInsertId"] {
		t.Error("LastInsertId: another engine has none, use RETURNING")
	}
}

func TestNoBoolIsBound(t *testing.T) {
	s := readSource(t)
	found := 0
	for subject, make := range decoders {
		for _, f := range reflect.VisibleFields(reflect.TypeOf(make()).Elem()) {
			if f.Type.Kind() != reflect.Bool {
				continue
			}
			found++
			if s.bound[f.Name] {
				t.Errorf("%s of %s is handed to a statement as a bool: another engine wants an integer", f.Name, subject)
			}
		}
	}
	if found < 3 || !s.bound["Version"] {
		t.Errorf("%d bools were found, and what is bound: %v; the test does not read the package any more", found, s.bound)
	}
}

// What is written in a function instead of a constant is about the file and its header, or built from names of tables.
func TestSQLIsConstant(t *testing.T) {
	enginesOwn := []string{"sqlite.go", "migrate.go", "write.go", "verify.go", "rebuild.go", "backup.go"}
	for text, file := range readSource(t).inline {
		if !slices.Contains(enginesOwn, file) && text != `SELECT 1` {
			t.Errorf("%s: %q is not a constant", file, text)
		}
	}
}

func TestFaultsOfSQLAreFound(t *testing.T) {
	cases := map[string]string{
		"numbers out of order": "SELECT $2, $1 FROM a ORDER BY id",
		"a number left out":    "SELECT $1, $3 FROM a ORDER BY id",
		"a question mark":      "SELECT ? FROM a ORDER BY id",
		"two statements":       "DELETE FROM a; DELETE FROM b",
		"a star":               "SELECT * FROM a ORDER BY id",
		"a star of a table":    "SELECT t.* FROM a t ORDER BY id",
		"a bare LIKE":          "SELECT a FROM a WHERE a LIKE $1 ORDER BY id",
		"a null placeholder":   "SELECT a FROM a WHERE $1 IS NULL ORDER BY id",
		"a date function":      "SELECT date('now') FROM a ORDER BY id",
		"INSERT OR":            "INSERT OR REPLACE INTO a (id) VALUES ($1)",
		"no order":             "SELECT a FROM a",
		"an order inside only": "SELECT a FROM (SELECT a FROM a ORDER BY id LIMIT 1) a",
		"a bit string":         "SELECT COALESCE(a, x'00') FROM a ORDER BY id",
		"an order by no key":   "SELECT a FROM a ORDER BY colour\n LIMIT $1",
	}
	for name, text := range cases {
		if len(faults("x", text, strings.HasPrefix(text, "SELECT"))) == 0 {
			t.Errorf("%s: %q has no fault", name, text)
		}
	}
	good := "SELECT a, count(*) FROM a WHERE lower(a) LIKE lower($1) ESCAPE '\\' AND b = 'what?; *' ORDER BY a DESC, id DESC\n LIMIT $2"
	if f := faults("x", good, true); len(f) > 0 {
		t.Errorf("%q: %v", good, f)
	}
}
