package ingest

import (
	"fmt"

	"throughline/app/ingest/lexicon"
	"throughline/app/metric"
	"throughline/app/sheet"
)

// tableStep makes a table of a body and the draft of its layout: metrics of the series candidates, with units, scenarios
// and the reasons for both.
type tableStep struct {
	*body
	*draft
	gaps gaps
}

// manyMetrics is how many metrics one table can give before its reading is doubted: nobody briefs on more.
const manyMetrics = 500

// metricCandidate is the candidates of one metric.
type metricCandidate struct {
	raw        string // unique in the table; the key of recipes
	name       string // without unit and scenario words
	hint       lexicon.Hint
	candidates []*seriesCandidate
}

// firstCell is the address of the first value of a metric, for notes about all of them.
func (g *metricCandidate) firstCell() string {
	for _, s := range g.candidates {
		for _, p := range s.places {
			return sheet.Address(p.row, p.col)
		}
	}
	return ""
}

// unitDecision is a metric's unit, the factor its stored values take, and why.
type unitDecision struct {
	unit  metric.Unit
	scale float64
	said  []sheet.Decision
}

// say adds a decision about the unit or the scale with its reason.
func (d *unitDecision) say(about sheet.Subject, sure sheet.Confidence, answer, why string, args ...any) {
	d.said = append(d.said, sheet.Decision{What: about, Answer: answer, Why: fmt.Sprintf(why, args...), Sure: sure})
}

// unitIs adds a decision about the unit.
func (d *unitDecision) unitIs(sure sheet.Confidence, answer, why string, args ...any) {
	d.say(sheet.AboutUnit, sure, answer, why, args...)
}

// apply turns a stored value into the metric's unit. A number written as text carries its own percent sign and letter.
func (d unitDecision) apply(v value) float64 {
	switch {
	case v.factor != 0:
		return lexicon.Rounded(v.number.Value * v.factor)
	case v.number.Percent:
		return lexicon.Rounded(v.number.Value / 100)
	case v.number.Scale != 1:
		return lexicon.Rounded(v.number.Value * v.number.Scale)
	case d.scale != 1:
		return lexicon.Rounded(v.number.Value * d.scale)
	}
	return v.number.Value
}

// value is one number of a candidate on its way into a series.
type value struct {
	candidate int
	at        *place
	number    lexicon.TextNumber
	format    string
	factor    float64 // of this value alone; 0 for that of the metric
}

// scenarioOrder is the order of a metric's series.
var scenarioOrder = []metric.Scenario{metric.AC, metric.PY, metric.PL, metric.FC}

// gaps counts the cells without a number where one was expected, by what they hold.
type gaps struct {
	marks map[string]int
	count int
	first string
}
