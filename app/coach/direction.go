package coach

import (
	"throughline/app/brief"
	"throughline/app/claim"
)

// checkDirection finds sentences that the data does not bear out. It is an error, which a reason can be given for, and a
// warning where the words have no one measure.
func checkDirection(r *review) {
	r.contradictions(func(c claim.Contradiction) bool { return c.Claim != claim.Sign })
}

// checkSigns finds differences whose sign says again what the words say: "fell by −0.6 pp".
func checkSigns(r *review) {
	r.contradictions(func(c claim.Contradiction) bool { return c.Claim == claim.Sign })
}

// contradictions adds a finding for each contradiction of some kind.
func (r *review) contradictions(of func(claim.Contradiction) bool) {
	for _, f := range r.brief.Fields() {
		if f.Place == "ask.from" || f.Place == "ask.by" || f.Place == "evidence.quote" || f.Text == "" {
			continue // names, dates and the words of others
		}
		for _, c := range r.claims.Contradictions(f) {
			if !of(c) || c.Reason != "" {
				continue
			}
			found := r.find(f.Place, c.Text, c.Fix)
			if c.Certain {
				found.Severity = brief.Error
			}
			found.Edit = c.Edit
			found.Typed = &brief.TypedReason{Place: f.Place, Text: c.Sentence, Occurrence: c.Occurrence}
		}
	}
}
