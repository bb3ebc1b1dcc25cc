package coach

import (
	"strings"

	"throughline/app/brief"
)

// checkDirection finds sentences that the data does not bear out. It is an error where the printed words contradict the
// number right beside them, "fell +3.4%", and a warning where it was judged which metric and which period are meant.
func checkDirection(r *review) {
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
		for _, c := range r.claims.Contradictions(f, beside...) {
			found := r.find(f.Place, c.Text, c.Fix)
			if c.Certain {
				found.Severity = brief.Error
			}
			if c.With != "" {
				found.Edit = &brief.Edit{Place: f.Place, Start: c.Start, End: c.End, Is: f.Text[c.Start:c.End], With: c.With}
			}
		}
	}
}

// block returns what a field stands together with: "conflict" for "conflict.lead".
func block(p brief.Place) string {
	b, _, _ := strings.Cut(string(p), ".")
	return b
}
