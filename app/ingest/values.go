package ingest

import (
	"fmt"
	"slices"
	"strings"

	"throughline/app/brief"
	"throughline/app/fault"
	"throughline/app/ingest/lexicon"
	"throughline/app/metric"
	"throughline/app/sheet"
)

// addValues reads the cells of a group's candidate and adds its numbers to out. What is no number becomes a gap, and is said.
func (b *tableStep) addValues(out []value, g *metricCandidate, candidate int) []value {
	s, raw := g.candidates[candidate], g.raw
	for i := range s.places {
		if b.g.stop() {
			break
		}
		p := &s.places[i]
		c := b.g.sheet.At(p.row, p.col)
		role := sheet.Missing
		switch b.g.fact(p.row, p.col) {
		case isNumber:
			out = append(out, value{candidate: candidate, at: p, number: b.numberAt(g, p), format: c.Format})
			role = sheet.Value
			if s.scenario != metric.AC || s.target {
				role = sheet.OtherTake
			}
		case isError:
			b.limited(brief.Warning, "error-cell", sheet.Address(p.row, p.col), fmt.Sprintf("%s is an error in the workbook; “%s” has a gap there.", b.cellRef(p.row, p.col), lexicon.Short(raw)))
		case isUncounted:
			b.limited(brief.Warning, "formula-without-value", sheet.Address(p.row, p.col),
				fmt.Sprintf("%s holds a formula whose result is not stored in the file; open it in your spreadsheet program and save it once.", sheet.Address(p.row, p.col)))
		case isBlank, isMissing:
			if !s.total && !s.target {
				b.addGap(p.row, p.col)
			}
		case isText, isDate, isBool:
			b.limited(brief.Warning, "not-a-number", sheet.Address(p.row, p.col), fmt.Sprintf("%s is not a number; “%s” has a gap there.", b.cellRef(p.row, p.col), lexicon.Short(raw)))
		}
		if s.total {
			role = sheet.LeftOut
		}
		b.roles.Set(p.row, p.col, role)
	}
	return out
}

// numberAt is the number in a cell of a metric, in the currency of its row where the cell says none. A footnote mark
// on it is said.
func (b *tableStep) numberAt(g *metricCandidate, p *place) lexicon.TextNumber {
	n := b.g.number(p.row, p.col)
	if n.Marked {
		b.limited(brief.Info, "footnote-mark", sheet.Address(p.row, p.col),
			fmt.Sprintf("%s carries a footnote mark; the number was taken.", b.cellRef(p.row, p.col)))
	}
	if n.Currency == "" && b.coins != nil {
		n.Currency = b.rowCurrency(g, p.row)
	}
	return n
}

// assemble puts the values into one series per scenario, in the metric's unit.
func (b *tableStep) assemble(g *metricCandidate, f *sheet.Found, values []value, d unitDecision) {
	series := map[metric.Scenario]*metric.Series{}
	for _, v := range values {
		s := g.candidates[v.candidate]
		p := metric.Point{Period: v.at.period, Category: v.at.category, Value: d.apply(v), Cell: sheet.Address(v.at.row, v.at.col)}
		if s.target {
			f.Metric.Target = &metric.Target{Value: p.Value, Cell: p.Cell}
			b.decide(f, sheet.Decision{What: sheet.AboutTarget, Answer: "target", Why: "from " + p.Cell, Sure: sheet.High, Cell: p.Cell})
			continue
		}
		x := series[s.scenario]
		if x == nil {
			x = &metric.Series{Scenario: s.scenario, Points: make([]metric.Point, 0, len(s.places))}
			series[s.scenario] = x
		}
		x.Points = append(x.Points, p)
	}
	for _, sc := range scenarioOrder {
		if x := series[sc]; x != nil {
			f.Metric.Series = append(f.Metric.Series, x)
		}
	}
	b.targetFromSeries(g, f, series)
	for _, v := range values {
		if f.Skipped {
			b.roles.Set(v.at.row, v.at.col, sheet.LeftOut)
		}
	}
}

// targetFromSeries takes the level to reach from a series of targets: the one of the latest actual.
func (b *tableStep) targetFromSeries(g *metricCandidate, f *sheet.Found, series map[metric.Scenario]*metric.Series) {
	if f.Metric.Target != nil || series[metric.PL] == nil || series[metric.AC] == nil {
		return
	}
	if b.grain == metric.GrainNone {
		if plan := series[metric.PL].Points; len(plan) == 1 && len(series[metric.AC].Points) == 1 {
			f.Metric.Target = &metric.Target{Value: plan[0].Value, Cell: plan[0].Cell}
			b.decide(f, sheet.Decision{What: sheet.AboutTarget, Answer: "target", Why: "from " + plan[0].Cell, Sure: sheet.Medium, Cell: plan[0].Cell})
		}
		return
	}
	if !slices.ContainsFunc(g.candidates, func(s *seriesCandidate) bool { return s.scenario == metric.PL && lexicon.TargetWords[s.word] }) {
		return
	}
	latest := slices.MaxFunc(series[metric.AC].Points, func(a, b metric.Point) int { return a.Period.N - b.Period.N })
	for _, p := range series[metric.PL].Points {
		if p.Period == latest.Period {
			f.Metric.Target = &metric.Target{Value: p.Value, Cell: p.Cell}
			b.decide(f, sheet.Decision{What: sheet.AboutTarget, Answer: "target", Why: fmt.Sprintf("from %s, for %s", p.Cell, p.Period), Sure: sheet.Medium, Cell: p.Cell})
		}
	}
}

// orderPoints sorts series by period and keeps the first of two values for one period.
func (b *tableStep) orderPoints() {
	for _, f := range b.metrics {
		if b.g.stop() {
			return
		}
		for _, s := range f.Metric.Series {
			if b.grain == metric.GrainNone {
				continue
			}
			slices.SortStableFunc(s.Points, func(x, y metric.Point) int { return x.Period.N - y.Period.N })
			kept := s.Points[:0]
			for _, p := range s.Points {
				if len(kept) > 0 && kept[len(kept)-1].Period == p.Period {
					if !f.Skipped {
						b.limited(brief.Warning, "repeated-period", p.Cell,
							fmt.Sprintf("“%s” has a second value for %s in %s; the one in %s was kept.", lexicon.Short(f.Metric.Name), p.Period, p.Cell, kept[len(kept)-1].Cell))
					}
					row, col, _ := sheet.ParseAddress(p.Cell)
					b.roles.Set(row, col, sheet.LeftOut)
					continue
				}
				kept = append(kept, p)
			}
			s.Points = kept
		}
	}
}

// addGap counts a cell that is blank or holds a mark for a missing value.
func (b *tableStep) addGap(row, col int) {
	mark := "blank"
	if b.g.fact(row, col) == isMissing {
		mark = "“" + lexicon.Short(b.g.text(row, col)) + "”"
	}
	if b.gaps.count++; b.gaps.count == 1 {
		b.gaps.first, b.gaps.marks = sheet.Address(row, col), map[string]int{}
	}
	b.gaps.marks[mark]++
}

// noteMissing says how many gaps the table has.
func (b *tableStep) noteMissing() {
	marks, count, first := b.gaps.marks, b.gaps.count, b.gaps.first
	if count == 0 {
		return
	}
	var kinds []string
	for k := range marks {
		kinds = append(kinds, k)
	}
	slices.SortFunc(kinds, func(x, y string) int {
		if marks[x] != marks[y] {
			return marks[y] - marks[x]
		}
		return strings.Compare(x, y)
	})
	list := strings.Join(kinds[:min(3, len(kinds))], ", ")
	if count == 1 {
		b.note(brief.Info, "missing-values", first, "1 cell of the table holds no number (%s); it was left as a gap, not as a zero.", list)
		return
	}
	b.note(brief.Info, "missing-values", first, "%s cells of the table hold no number (%s); they were left as gaps, not as zeros.", fault.Grouped(count), list)
}
