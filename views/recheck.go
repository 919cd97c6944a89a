package views

import "assay/claims"

// changeOf is what changed about a piece of evidence, or nil.
func changeOf(d claims.Dossier, evidenceID string) *claims.EvidenceChange {
	for i := range d.Changed {
		if d.Changed[i].EvidenceID == evidenceID {
			return &d.Changed[i]
		}
	}
	return nil
}

// openChanges are the changes that want another look at the verdict.
func openChanges(d claims.Dossier) []claims.EvidenceChange {
	var out []claims.EvidenceChange
	for _, c := range d.Changed {
		if c.Open {
			out = append(out, c)
		}
	}
	return out
}

// rechecksWanted is how many pieces of evidence under the verdict have changed since somebody looked last.
func rechecksWanted(d claims.Dossier) int { return claims.RechecksOpen(d.Changed) }
