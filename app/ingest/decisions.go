package ingest

import (
	"fmt"
	"slices"

	"throughline/app/fault"
	"throughline/app/metric"
	"throughline/app/sheet"
)

// decideScenarios says where a metric's scenarios come from.
func (b *report) decideScenarios(f *sheet.Found, g *metricCandidate) {
	for _, s := range g.candidates {
		if s.word == "" || s.target {
			continue
		}
		d := sheet.Decision{
			What: sheet.AboutScenario, Metric: f.RawName, Answer: s.scenario.Label(), Why: fmt.Sprintf("“%s” says so", s.word), Sure: sheet.High,
			Cell: sheet.Address(s.labelAt[0], s.labelAt[1]),
		}
		switch {
		case s.word == byHand:
			d.Why = byHand
		case s.attached:
			d.Why, d.Sure = fmt.Sprintf("“%s” stands beside the metric", s.word), sheet.Medium
		}
		b.decided = append(b.decided, d) // why it is this scenario shows with the scenario, not among the metric's reasons
	}
}

// leftOutTotal keeps the decision to leave a total out.
func (b *body) leftOutTotal(row int, name, why string, sure sheet.Confidence) {
	b.decided = append(b.decided, sheet.Decision{
		What: sheet.AboutTotal, Metric: name, Answer: "left out", Why: why, Sure: sure, Cell: sheet.Address(row, b.r.col1),
	})
}

// decideTable lists what was decided about the table in front of what was decided about its metrics.
func (b *tableStep) decideTable() []sheet.Decision {
	table := []sheet.Decision{b.headerDecision(), b.layoutDecision()}
	if d, ok := b.periodsDecision(); ok {
		table = append(table, d)
	}
	return append(table, b.decided...)
}

// headerDecision grades the header rows by how many of the columns of numbers they name.
func (b *tableStep) headerDecision() sheet.Decision {
	numeric, named := 0, 0
	for _, c := range b.cols {
		if c.numeric() {
			if numeric++; slices.ContainsFunc(c.parts, func(s string) bool { return s != "" }) {
				named++
			}
		}
	}
	d := sheet.Decision{
		What: sheet.AboutHeader, Answer: headerWords(b.r.header), Cell: sheet.Address(b.r.header[0], b.r.col1), Sure: sheet.High,
		Why: fmt.Sprintf("it names %d of %s of numbers", named, fault.Counted(numeric, "column")),
	}
	switch {
	case b.r.headless:
		d.Answer, d.Why, d.Sure = headerWords(nil), "the first row holds values already", sheet.Medium
	case numeric == 0 || named*2 < numeric:
		d.Sure = sheet.Low
	case named < numeric || named == 1 && len(b.cols) > 3:
		d.Sure = sheet.Medium
	}
	return d
}

// layoutDecision says why the table was read across or down.
func (b *tableStep) layoutDecision() sheet.Decision {
	d := sheet.Decision{
		What: sheet.AboutLayout, Answer: b.layout.Info().Inspected(b.grain, len(b.metrics)), Why: b.chosen.why, Sure: b.chosen.sure, Cell: sheet.Address(b.r.header[0], b.r.col1),
	}
	if len(b.metrics) > manyMetrics {
		d.Sure = sheet.Low
	}
	return d
}

// periodsDecision says how the periods were read; false for a table without any.
func (b *tableStep) periodsDecision() (sheet.Decision, bool) {
	first, last := metric.Period{}, metric.Period{}
	for _, f := range b.metrics {
		for _, s := range f.Metric.Series {
			for _, p := range s.Points {
				if first.IsZero() || p.Period.Before(first) {
					first = p.Period
				}
				if last.IsZero() || last.Before(p.Period) {
					last = p.Period
				}
			}
		}
	}
	if first.IsZero() {
		return sheet.Decision{}, false
	}
	d := sheet.Decision{What: sheet.AboutPeriods, Why: "they are written out", Sure: sheet.High, Answer: fmt.Sprintf("%ss from %s to %s", b.grain, first.Label(), last.Label())}
	if first == last {
		d.Answer = first.Label()
	}
	switch {
	case len(b.axis.Doubts) > 0:
		d.Why, d.Sure = b.axis.Doubts[0].Text, sheet.Low
	case b.axis.Why != "":
		d.Why, d.Sure = b.axis.Why, sheet.Medium
	}
	return d, true
}
