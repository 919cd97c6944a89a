package claims_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"slices"
	"strconv"
	"strings"
	"testing"

	"assay/claims"
)

// constantsOf reads the values of all constants of a type from a file of the package.
func constantsOf(t *testing.T, file, typ string) []string {
	t.Helper()
	parsed, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	ast.Inspect(parsed, func(n ast.Node) bool {
		spec, ok := n.(*ast.ValueSpec)
		if !ok {
			return true
		}
		if id, ok := spec.Type.(*ast.Ident); ok && id.Name == typ {
			for _, v := range spec.Values {
				value, err := strconv.Unquote(v.(*ast.BasicLit).Value)
				if err != nil {
					t.Fatal(err)
				}
				out = append(out, value)
			}
		}
		return true
	})
	if len(out) == 0 {
		t.Fatalf("%s has no constants of type %s", file, typ)
	}
	return out
}

// sorted are the values of a list as words, sorted.
func sorted[T ~string](lists ...[]T) []string {
	var out []string
	for _, v := range slices.Concat(lists...) {
		out = append(out, string(v))
	}
	slices.Sort(out)
	return out
}

func TestTheListsOfChoicesAreComplete(t *testing.T) {
	for _, c := range []struct {
		file, typ string
		have      []string
	}{
		{"history.go", "EventKind", sorted(claims.EventKinds)},
		{"article.go", "BlockKind", sorted(claims.BlockKinds)},
		{"claim.go", "Kind", sorted(claims.Kinds)},
		{"claim.go", "Modality", sorted(claims.Modalities)},
		{"claim.go", "RejectReason", sorted(claims.RejectReasons)},
		{"claim.go", "State", sorted(states)},
		{"source.go", "Medium", sorted(claims.Media)},
		{"source.go", "Stance", sorted(claims.Stances)},
		{"user.go", "Role", sorted(claims.Roles)},
		{"publication.go", "CorrectionKind", sorted(claims.CorrectionKinds, []claims.CorrectionKind{claims.Retraction})}, // no change of verdict
		{"step.go", "Step", sorted(claims.Steps, []claims.Step{claims.StepClosed})},                                      // nothing to do
	} {
		want := constantsOf(t, c.file, c.typ)
		slices.Sort(want)
		if !slices.Equal(want, c.have) {
			t.Errorf("%s: declared are %q, listed %q", c.typ, want, c.have)
		}
	}
}

func TestEveryKindOfEventHasWords(t *testing.T) {
	seen := map[string]claims.EventKind{}
	for _, k := range claims.EventKinds {
		words := k.Words()
		if words == string(k) || strings.TrimSpace(words) != words || strings.HasSuffix(words, ".") {
			t.Errorf("%s: words %q", k, words)
		}
		if other, ok := seen[words]; ok {
			t.Errorf("%s and %s are told in the same words", k, other)
		}
		seen[words] = k
		if subject, what, ok := strings.Cut(string(k), "."); !ok || subject == "" || what == "" {
			t.Errorf("%s is not of the form subject.verb", k)
		}
	}
	if got := claims.EventKind("claim.paint").Words(); got != "claim.paint" {
		t.Errorf("an unknown kind is told as %q", got)
	}
}

func TestOnlyChangesOfClaimsCanBeUndone(t *testing.T) {
	var undoable []string
	for _, k := range claims.EventKinds {
		if k.Undoable() {
			undoable = append(undoable, string(k))
		}
	}
	want := "claim.add claim.accept claim.reject claim.withdraw claim.edit claim.move claim.split claim.merge claim.assign"
	if got := strings.Join(undoable, " "); got != want {
		t.Errorf("undoable are %s, want %s", got, want)
	}
}
