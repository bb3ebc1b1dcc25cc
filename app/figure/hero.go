package figure

import (
	"throughline/app/brief"
	"throughline/app/metric"
)

// Comparison is a view that a hero is printed with, and how its base is called beside it: "vs Sep 2026".
type Comparison struct{ View, Against string }

// comparisons are what a hero is compared with, in order of preference.
var comparisons = []struct {
	view    string
	against func(e *Entry) string
}{
	{"change", func(e *Entry) string { return "vs " + e.Base.Label() }},
	{"vs plan", func(*Entry) string { return "vs plan" }},
	{"vs target", func(*Entry) string { return "vs target" }},
	{"vs prior year", func(e *Entry) string { return "vs " + e.AsOf.YearBefore().Label() }},
}

// mostComparisons is how many stand under a hero's number.
const mostComparisons = 2

// Comparisons returns what a hero of this metric is compared with, the first of them that the metric has an answer to. It
// leaves no trace in the ledger.
func (r *Resolver) Comparisons(m *metric.Metric) []Comparison {
	var found []Comparison
	against := map[string]bool{}
	aside := New(r.brief)
	for _, c := range comparisons {
		text := aside.Field("evidence.hero", Write(m.Name, c.view, ""))
		if len(text.Findings) > 0 || text.Pieces[0].Entry == nil {
			continue
		}
		words := c.against(text.Pieces[0].Entry)
		if against[words] {
			continue // the year before is the period before
		}
		against[words] = true
		if found = append(found, Comparison{c.view, words}); len(found) == mostComparisons {
			break
		}
	}
	return found
}

// ShareScale reports whether a hero and what it is compared with can be printed in one scale, €2.85M and +€0.85M, without
// a change to the number itself: $12.6M stays beside +$4,200.
func (r *Resolver) ShareScale(hero brief.Field, others ...brief.Field) bool {
	alone := New(r.brief).Block(hero)[0].String()
	return New(r.brief).Block(append([]brief.Field{hero}, others...)...)[0].String() == alone
}
