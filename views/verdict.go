package views

import (
	"strconv"

	"assay/claims"

	"github.com/a-h/templ"
)

// NewReviewForm is the rating form as it is first shown to a reader: his own review of the round that was sent back, else
// the current verdict, else an empty one as of today that relies on all evidence. Nothing of another's review is in it.
func NewReviewForm(d claims.Dossier, today claims.Date, reader string) claims.NewReview {
	f := claims.NewReview{ClaimID: d.Claim.ID, Aspect: claims.Content, AsOf: today}
	if v := d.Verdict; v != nil {
		f.Version = v.Version
	}
	if r := ownReview(d, reader); r != nil {
		f.Rating, f.Aspect, f.Summary, f.Rationale, f.Evidence = r.Rating, r.Aspect, r.Summary, r.Rationale, r.Evidence
		return f
	}
	if v := d.Verdict; v != nil && d.Policy.Alone() {
		f.Rating, f.Aspect, f.Summary, f.Rationale, f.Evidence = v.Rating, v.Aspect, v.Summary, v.Rationale, v.Evidence
		return f
	}
	for _, e := range d.Evidence {
		f.Evidence = append(f.Evidence, e.ID)
	}
	if early(d, today) {
		f.Rating = claims.RatingPending
	}
	return f
}

// ownReview is the reader's review of a round that was sent back; nil when there is none.
func ownReview(d claims.Dossier, reader string) *claims.ReviewRow {
	if d.Round == nil || d.Round.State != claims.Returned {
		return nil
	}
	for i, r := range d.Reviews {
		if r.Round == d.Round.No && r.Reviewer == reader {
			return &d.Reviews[i]
		}
	}
	return nil
}

// rationaleField asks for the reasons: whoever confirms a degree of truth need not say them again.
func rationaleField(d claims.Dossier, bad claims.FieldErrors) FieldSpec {
	f := FieldSpec{Name: "rationale", Label: "Why", Hint: "Two or three sentences: what the evidence shows, and what it does not. Readers see this with your name.", Bad: bad}
	if d.Round != nil && d.Round.Sealed() {
		f.Optional = true
		f.Hint = "Needed for a rating that is no degree of truth. Otherwise it helps whoever must decide should your ratings differ."
	}
	return f
}

// picked is an adjudicator's choice as the form shows it.
func picked(f claims.Adjudication, form RatingForm) string {
	if f.Pick == "" {
		return form.Chosen
	}
	return f.Pick
}

// early tells whether the claim settles on a day that has not come.
func early(d claims.Dossier, today claims.Date) bool { return d.Claim.SettlesOn > today }

// ratingsFor are the ratings that may be given today: before the day a claim settles on, that it is pending or that it
// cannot be checked; afterwards all but pending.
func ratingsFor(p Page, d claims.Dossier) []claims.Rating {
	var out []claims.Rating
	for _, r := range d.Scale.Ratings {
		pending := r.Key == claims.RatingPending
		if early(d, p.Today()) && (pending || r.Key == claims.RatingNotCheckable) || !early(d, p.Today()) && !pending {
			out = append(out, r)
		}
	}
	return out
}

// earlyWords explains why so few ratings are offered; "" when all are.
func earlyWords(p Page, d claims.Dossier) string {
	if !early(d, p.Today()) {
		return ""
	}
	return "This claim settles on " + Day(d.Claim.SettlesOn) + ". Until then any rating of truth would be a guess."
}

// ratingKey is the key of the rating at that place: 1 to 9, "" for the rest.
func ratingKey(i int) string {
	if i > 8 {
		return ""
	}
	return strconv.Itoa(i + 1)
}

// keyAttrs are the attributes of a control that a key presses; without a key there are none.
func keyAttrs(key, label, then string) templ.Attributes {
	if key == "" {
		return nil
	}
	return templ.Attributes{"data-key": key, "data-label": label, "data-then": then}
}

// firstUngraded tells whether the ratings that are no degree of truth begin at i.
func firstUngraded(list []claims.Rating, i int) bool {
	return i > 0 && !list[i].Graded() && list[i-1].Graded()
}

func correctionOptions() []Option {
	hints := map[claims.CorrectionKind]string{
		claims.Mistake:       "We had it wrong.",
		claims.Update:        "Something new has happened or was found.",
		claims.Clarification: "The same, said more clearly.",
	}
	keys := map[claims.CorrectionKind]string{claims.Mistake: "m", claims.Update: "u", claims.Clarification: "c"}
	out := options(claims.CorrectionKinds, CorrectionLabel)
	for i := range out {
		kind := claims.CorrectionKind(out[i].Value)
		out[i].Hint, out[i].Key, out[i].Then = hints[kind], keys[kind], "f-public-note"
	}
	return out
}

// verdictSave names what saving the verdict form does.
func verdictSave(d claims.Dossier) string {
	switch {
	case d.ChangesAtOnce():
		return "Save and publish the change"
	case d.Policy.Reviews == claims.Twice || d.Round != nil && d.Round.State == claims.Reviewing:
		return "Submit the review"
	}
	return "Save the verdict"
}

// evidenceBrief is a piece of evidence in a few words: its passage, else what it means.
func evidenceBrief(e claims.EvidenceRow) string {
	words, text := e.Quote, e.Quote
	if words == "" {
		words, text = e.Note, e.Note
	}
	if words = firstRunes(words, 160); words != text {
		words += " …"
	}
	return words
}
