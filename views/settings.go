package views

import "assay/claims"

// passwordHint is the rule for passwords in words; claims.CheckPassword enforces it.
const passwordHint = "At least 15 characters. A few words in a row are easy to remember."

func roleOptions() []Option {
	out := options(claims.Roles, RoleLabel)
	for i, r := range claims.Roles {
		out[i].Hint = RoleHint(r)
	}
	return out
}

var themeOptions = []Option{{Value: "", Label: "As the system"}, {Value: "light", Label: "Light"}, {Value: "dark", Label: "Dark"}}

var keysOptions = []Option{{Value: "on", Label: "On"}, {Value: "off", Label: "Off"}}

// SetupForm is what the set-up page asks for, the passwords apart.
type SetupForm struct {
	Token, Desk, TimeZone, Name, Handle string
}

// proofPart is a stretch of the sentence on the sign-in page, with the claim that stands in it.
type proofPart struct {
	Text    string
	No      int // 0 for words between claims
	Tone    claims.Tone
	Wording string
	Label   string
}

// proof shows on an invented sentence what the product does: one sentence, three claims, three verdicts.
var proof = []proofPart{
	{"The new bridge cost 40 million euros", 1, claims.TonePos, "The new bridge cost 40 million euros", "True"},
	{", ", 0, "", "", ""},
	{"half of what was planned", 2, claims.ToneNeg, "The new bridge cost half of what was planned", "False"},
	{", and ", 0, "", "", ""},
	{"may open as early as May 8.", 3, claims.ToneUnknown, "The new bridge may open as early as May 8", "Pending"},
}
