package coach

import (
	"strings"

	"throughline/app/brief"
	"throughline/app/claim"
)

// checkDirection finds sentences that the data does not bear out. It is an error where the printed words contradict the
// number right beside them, "fell +3.4%", and a warning where it was judged which metric and which period are meant.
func checkDirection(r *review) {
	r.contradictions(func(c claim.Contradiction) bool { return c.Claim != claim.Sign })
}

// checkSigns finds differences whose sign says again what the words say: "fell by −0.6 pp".
func checkSigns(r *review) {
	r.contradictions(func(c claim.Contradiction) bool { return c.Claim == claim.Sign })
}

// contradictions adds a finding for each contradiction of some kind.
func (r *review) contradictions(of func(claim.Contradiction) bool) {
	fields := r.brief.Fields()
	for i, f := range fields {
		if f.Place == "ask.from" || f.Place == "ask.by" || f.Place == "evidence.quote" || f.Text == "" {
			continue // names, dates and the words of others
		}
		var beside []brief.Field
		for j, g := range fields {
			if i != j && block(f.Place) == block(g.Place) {
				beside = append(beside, g)
			}
		}
		for _, c := range r.found(f, beside) {
			if !of(c) {
				continue
			}
			found := r.find(f.Place, c.Text, c.Fix)
			if c.Certain {
				found.Severity = brief.Error
			}
			found.Edit = c.Edit
		}
	}
}

// found returns what the data does not bear out in a field, looked for once.
func (r *review) found(f brief.Field, beside []brief.Field) []claim.Contradiction {
	found, ok := r.said[f.Place]
	if !ok {
		if r.said == nil {
			r.said = map[brief.Place][]claim.Contradiction{}
		}
		found = r.claims.Contradictions(f, beside...)
		r.said[f.Place] = found
	}
	return found
}

// block returns what a field stands together with: "conflict" for "conflict.lead".
func block(p brief.Place) string {
	b, _, _ := strings.Cut(string(p), ".")
	return b
}
