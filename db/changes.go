package db

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"

	"assay/claims"
)

// silentFields are those that tell a reader of a history nothing: ids, digests, and who did it when, which the event
// itself says.
var silentFields = map[string]bool{
	"version": true, "id": true, "article_id": true, "claim_id": true, "source_id": true, "snapshot_id": true,
	"parent": true, "reviews": true, "proposer": true, "created_by": true, "added_by": true, "decided_by": true,
	"reviewer": true, "reviewers": true, "picked": true, "opened": true, "closed": true, "closed_by": true, "by": true, "created": true, "added": true, "decided": true, "submitted": true, "at": true,
	"first": true, "fetched": true, "sha256": true, "raw_sha256": true, "texts": true, "resolved_by": true, "other_id": true,
}

// idLists are the fields that list ids: their number is shown.
var idLists = map[string]bool{"evidence": true, "successors": true}

// maxValue bounds how much of a value a history shows, in code points. The record has it in full.
const maxValue = 1_000

// changes compares two values of an entity, JSON objects, field by field, in the order of the newer one. before is ""
// for the first value: then every field that is not empty counts as changed.
func changes(before, after string) ([]claims.Change, error) {
	names, now, err := fields(after)
	if err != nil {
		return nil, err
	}
	var old map[string]json.RawMessage
	if before != "" {
		var oldNames []string
		if oldNames, old, err = fields(before); err != nil {
			return nil, err
		}
		for _, name := range oldNames {
			if _, still := now[name]; !still {
				names = append(names, name) // an empty list is left out of the newer value
			}
		}
	}
	var out []claims.Change
	for _, name := range names {
		if silentFields[name] || bytes.Equal(old[name], now[name]) {
			continue
		}
		c, err := change(name, old[name], now[name])
		if err != nil {
			return nil, fmt.Errorf("field %s: %w", name, err)
		}
		if c.Before == c.After || before == "" && (c.After == "0" || c.After == "no") {
			continue
		}
		out = append(out, c)
	}
	return out, nil
}

// fields splits a JSON object into its members and tells their order.
func fields(object string) ([]string, map[string]json.RawMessage, error) {
	dec := json.NewDecoder(strings.NewReader(object))
	if _, err := dec.Token(); err != nil {
		return nil, nil, err
	}
	var names []string
	values := map[string]json.RawMessage{}
	for dec.More() {
		name, err := dec.Token()
		if err != nil {
			return nil, nil, err
		}
		var raw json.RawMessage
		if err := dec.Decode(&raw); err != nil {
			return nil, nil, err
		}
		names = append(names, fmt.Sprint(name))
		values[names[len(names)-1]] = raw
	}
	_, err := dec.Token() // the brace at the end
	return names, values, err
}

func change(name string, before, after json.RawMessage) (claims.Change, error) {
	b, err := decode(before)
	if err != nil {
		return claims.Change{}, err
	}
	a, err := decode(after)
	if err != nil {
		return claims.Change{}, err
	}
	if idLists[name] {
		return claims.Change{Field: name, Before: count(b), After: count(a)}, nil
	}
	was, is := b, a
	if bl, al := list(b), list(a); len(bl) == len(al) && len(al) > 0 {
		was, is = differing(bl, al)
	}
	return claims.Change{Field: name, Before: cut(readable(was)), After: cut(readable(is))}, nil
}

func decode(raw json.RawMessage) (v any, err error) {
	if raw == nil {
		return nil, nil
	}
	dec := json.NewDecoder(bytes.NewReader(raw))
	dec.UseNumber()
	err = dec.Decode(&v)
	return v, err
}

func list(v any) []any {
	l, _ := v.([]any)
	return l
}

func count(v any) string {
	if n := len(list(v)); n > 0 {
		return strconv.Itoa(n)
	}
	return ""
}

// differing keeps the members of two lists of one length that are not the same in both. Parts of an article have no
// words of their own, so they are named by their place.
func differing(before, after []any) (b, a []any) {
	for i := range after {
		was, is := readable(before[i]), readable(after[i])
		if was == is {
			continue
		}
		if o, ok := after[i].(map[string]any); ok && o["text"] == nil && o["exact"] == nil {
			was, is = fmt.Sprintf("%d: %s", i+1, was), fmt.Sprintf("%d: %s", i+1, is)
		}
		b, a = append(b, was), append(a, is)
	}
	return b, a
}

// readable renders a JSON value as short text: lists joined, and of an object the member that people know it by.
func readable(v any) string {
	switch v := v.(type) {
	case nil:
		return ""
	case string:
		return v
	case bool:
		if v {
			return "yes"
		}
		return "no"
	case []any:
		parts := make([]string, len(v))
		for i, e := range v {
			parts[i] = readable(e)
		}
		return strings.Join(parts, ", ")
	case map[string]any:
		if v["definition"] != nil {
			return rating(v)
		}
		for _, name := range []string{"exact", "text", "label", "kind"} {
			if s, ok := v[name].(string); ok {
				return s
			}
		}
		return attribution(v)
	}
	return fmt.Sprint(v)
}

// rating renders a point of a scale with all that it says.
func rating(v map[string]any) string {
	s := readable(v["label"])
	if degree := readable(v["value"]); degree != "0" {
		s += " (" + degree + ")"
	}
	return s + ": " + readable(v["definition"]) + " " + readable(v["tone"])
}

// attribution renders the one object that no single member stands for: who said it, with which words.
func attribution(v map[string]any) string {
	var parts []string
	for _, name := range []string{"mention", "cue", "quote", "chain"} {
		if s := readable(v[name]); s != "" {
			parts = append(parts, s)
		}
	}
	return strings.Join(parts, ", ")
}

func cut(s string) string {
	n := 0
	for i := range s {
		if n == maxValue {
			return s[:i] + "…"
		}
		n++
	}
	return s
}
