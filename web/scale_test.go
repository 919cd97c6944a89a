package web_test

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"assay/claims"
	"assay/web/webtest"
)

const scalePath = "/settings/scales"

// scaleForm is the form of the scale as it stands.
func scaleForm(t *testing.T, c *webtest.Client) url.Values {
	t.Helper()
	action, values := c.Get(scalePath).Want(http.StatusOK).Form("scale")
	if action != scalePath {
		t.Fatalf("the form goes to %s", action)
	}
	return values
}

func TestAnAdminChangesTheScale(t *testing.T) {
	site := webtest.Start(t)
	s := furnish(t, site) // a claim is rated True
	c := site.As(t, claims.Admin)
	page := c.Get(scalePath).Want(http.StatusOK)
	wantText(t, page, "Scale 1 is in use", "saving makes scale 2", "1 claim has this verdict", "It stays, since rules speak of it")
	form := filled(scaleForm(t, c), "label_1", "Right", "remove_12", "on", "label_13", "Old picture", "definition_13", "A real picture of something else.", "tone_13", "neg", "place_13", "7")
	c.Post(scalePath, form).Want(http.StatusSeeOther)
	page = c.Get(scalePath).Want(http.StatusOK)
	wantText(t, page, "The rating scale was saved", "Nothing was rated with scale 2 yet", "Scale 2, the current one", "old-picture", "Satire")
	choice := c.Get("/claims/" + s.accepted + "/verdict").Want(http.StatusOK)
	wantText(t, choice, "Right", "Old picture", "A real picture of something else.")
	if strings.Contains(choice.Text(), "Satire") {
		t.Error("a rating that was taken off is offered")
	}
	decided := site.As(t, claims.Viewer).Get("/claims/" + s.decided).Want(http.StatusOK) // who rates it anew is offered the new words
	wantText(t, decided, "True", "Scale 1, an earlier one", "scale 1, an earlier one")
	if strings.Contains(decided.Text(), "Right") {
		t.Error("a verdict that was given before has new words")
	}
	// Not rated with yet: the same number is changed.
	c.Post(scalePath, filled(scaleForm(t, c), "label_1", "Correct")).Want(http.StatusSeeOther)
	scale, err := site.Scale(t.Context())
	if err != nil || scale.Number != 2 || scale.Version != 3 || scale.Ratings[0].Label != "Correct" {
		t.Errorf("%+v, %v", scale, err)
	}
	wantText(t, c.Get("/history?subject=scale&id=1").Want(http.StatusOK), "changed the rating scale", "set the rating scale")
}

func TestEveryFaultOfTheScaleIsToldAtItsField(t *testing.T) {
	site := webtest.Start(t)
	c := site.As(t, claims.Admin)
	size := site.Size()
	for name, k := range map[string]struct {
		set  []string
		want string
		msg  string
	}{
		"no label":          {[]string{"label_2", ""}, "label_2", "Fill this in"},
		"the same label":    {[]string{"label_2", "true"}, "label_2", "Another rating is called this"},
		"no definition":     {[]string{"definition_3", " "}, "definition_3", "Fill this in"},
		"a degree twice":    {[]string{"value_1", "4"}, "value_2", "Another rating has this degree"},
		"a degree in words": {[]string{"value_1", "much"}, "value_1", "whole number"},
		"no shape":          {[]string{"tone_1", "open"}, "tone_1", "Choose one of the shapes"},
		"no place":          {[]string{"place_1", ""}, "place_1", "whole number"},
		"a bad key":         {[]string{"label_13", "New", "definition_13", "d", "key_13", "New!"}, "key_13", "small letters"},
		"a key twice":       {[]string{"label_13", "New", "definition_13", "d", "key_13", "true"}, "key_13", "Another rating has this key"},
		"not text":          {[]string{"label_2", "\xff"}, "label_2", "valid UTF-8"},
	} {
		form := filled(scaleForm(t, c), k.set...)
		r := c.Post(scalePath, form).Want(http.StatusUnprocessableEntity)
		if got := errorsOf(r, k.want); !strings.Contains(got, k.msg) {
			t.Errorf("%s: at %s stands %q", name, k.want, got)
		}
		if _, again := r.Form("scale"); again.Get("label_13") != form.Get("label_13") || again.Get("key_13") != form.Get("key_13") {
			t.Errorf("%s: what was typed is lost: %v", name, again)
		}
	}
	for name, set := range map[string][]string{
		"between 2 and 15 ratings": nil, "rules speak of it": {"label_9", "Later"}, "gap": {"value_5", "0"}, "Nothing was changed": {}, "too many lines": {"rows", "4000"},
	} {
		form := filled(scaleForm(t, c), set...)
		if set == nil {
			for n := 1; n < 13; n++ {
				form.Set(fmt.Sprint("remove_", n), "on")
			}
		}
		if name == "rules speak of it" {
			form.Set("remove_9", "on")
		}
		wantText(t, c.Post(scalePath, form).Want(http.StatusUnprocessableEntity), name)
	}
	if site.Size() != size {
		t.Error("a refused scale is in the record")
	}
}

func TestTheScaleIsShownBeforeItIsSaved(t *testing.T) {
	site := webtest.Start(t)
	c := site.As(t, claims.Admin)
	size := site.Size()
	form := filled(scaleForm(t, c), "label_1", "Right", "label_13", "Legend", "definition_13", "Told for ever.", "place_1", "20", "do", "look")
	r := c.Post(scalePath, form).Want(http.StatusOK)
	var list []string
	for n := range r.Root().Descendants() {
		if strings.HasPrefix(webtest.Attr(n, "class"), "rating ") || webtest.Attr(n, "class") == "rating" {
			list = append(list, textOf(n))
		}
	}
	if len(list) != 13 || !strings.HasPrefix(list[0], "Mostly true") || !strings.HasPrefix(list[12], "Right") && !strings.HasPrefix(list[12], "Legend") {
		t.Errorf("shown are %q", list)
	}
	if _, again := r.Form("scale"); again.Get("label_1") != "Right" || again.Get("rows") != "15" {
		t.Errorf("the form is %v", again)
	}
	if site.Size() != size {
		t.Error("looking wrote something")
	}
}

func TestOfTwoAdminsTheSecondIsToldAndLosesNothing(t *testing.T) {
	site := webtest.Start(t)
	first, second := site.As(t, claims.Admin), site.As(t, claims.Admin)
	mine, theirs := scaleForm(t, first), scaleForm(t, second)
	second.Post(scalePath, filled(theirs, "label_13", "Legend", "definition_13", "Told for ever.")).Want(http.StatusSeeOther)
	r := first.Post(scalePath, filled(mine, "label_1", "Right")).Want(http.StatusConflict)
	wantText(t, r, "Ada Admin changed it", "what you typed is still here", "Legend")
	action, again := r.Form("scale")
	if again.Get("label_1") != "Right" || again.Get("version") != "2" {
		t.Errorf("the form after the conflict: %v", again)
	}
	first.Post(action, again).Want(http.StatusSeeOther)
	scale, err := site.Scale(t.Context())
	if _, ok := scale.Rating("legend"); err != nil || !ok || scale.Ratings[0].Label != "Right" {
		t.Errorf("%+v, %v", scale.Ratings, err)
	}
}

func TestNobodyButAnAdminSeesTheScaleForm(t *testing.T) {
	site := webtest.Start(t)
	for _, role := range []claims.Role{claims.Viewer, claims.Auditor, claims.Reviewer, claims.Editor} {
		c := site.As(t, role)
		c.Get(scalePath).Want(http.StatusForbidden)
		c.Post(scalePath, url.Values{"version": {"1"}, "rows": {"0"}}).Want(http.StatusForbidden)
	}
}

// inputOf is the input of a name on a page.
func inputOf(r *webtest.Response, name string) *html.Node {
	for n := range r.Root().Descendants() {
		if n.Data == "input" && webtest.Attr(n, "name") == name {
			return n
		}
	}
	return nil
}
