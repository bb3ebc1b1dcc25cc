package ingest

import (
	"cmp"
	"fmt"
	"math/bits"
	"slices"
	"strings"

	"throughline/app/brief"
	"throughline/app/fault"
	"throughline/app/ingest/lexicon"
	"throughline/app/metric"
	"throughline/app/sheet"
)

// tableOf makes the table of a draft. The header is that of the region as it was found.
func (b *body) tableOf(d *draft, r *region) *sheet.Table {
	return (&tableStep{body: b, draft: d}).table(r)
}

func (b *tableStep) table(r *region) *sheet.Table {
	t := &sheet.Table{
		Workbook: b.g.book, Sheet: b.g.sheet, HeaderRows: r.header, Title: b.title(), Layout: b.layout, Grain: b.grain, Rows: b.rows, Roles: b.roles,
		Events: b.choices,
	}
	if r.headless {
		t.HeaderRows = nil
	}
	b.addMetrics()
	if b.g.failed() != nil {
		return t
	}
	b.join()
	b.shareCurrency()
	b.doubtCurrency()
	t.Decisions = b.decideTable()
	b.orderPoints()
	b.noteHeadless()
	b.noteHidden()
	b.noteMany()
	b.noteLeftOut()
	b.noteUnitInTitle()
	b.noteMissing()
	b.noteUnfit()
	b.noteRest()
	b.markExcluded()
	t.Range, t.Cells = b.measure()
	t.Metrics, t.Recipe = b.metrics, b.recipeOf()
	t.Notes, t.Doubts = append(b.notes, b.g.notes...), b.doubts
	return t
}

// addMetrics makes metrics of the candidates. Their cells are as many as the table's and not needed once read.
func (b *tableStep) addMetrics() {
	groups := b.group()
	b.candidates = nil
	for i, group := range groups {
		if b.g.stop() {
			return
		}
		groups[i] = nil
		for _, part := range b.splitCurrencies(group) {
			if f := b.found(part); len(f.Metric.Series) > 0 {
				b.metrics = append(b.metrics, f)
			} else {
				b.limited(brief.Info, "no-values", group.firstCell(), fmt.Sprintf("“%s” was left out: it holds no number.", lexicon.Short(group.raw)))
			}
		}
	}
}

// noteMany doubts a reading that takes a table apart into very many metrics.
func (b *tableStep) noteMany() {
	if n := len(b.metrics); n > manyMetrics {
		b.note(brief.Warning, "many-metrics", sheet.Address(b.r.header[0], b.r.col1),
			"The table was read as %s metrics, more than anybody briefs on: check its layout and header, or take the few you need.", fault.Grouped(n))
	}
}

// recipeOf is what reads the table again as it was read: what was chosen by hand, and what was decided.
func (b *tableStep) recipeOf() brief.Recipe {
	r := b.recipe
	r.Sheet, r.HeaderRows, r.Layout, r.Skip = b.g.sheet.Name, slices.Clone(b.r.header), b.layout, b.skipped()
	r.Anchor = b.g.anchor(b.r)
	if b.r.headless {
		r.HeaderRows, r.Anchor = nil, nil
	}
	if b.events != nil {
		r.Events = b.events
	}
	return r
}

// measure returns the table's range and counts its cells.
func (b *tableStep) measure() (r sheet.Range, cells int) {
	g := b.g
	if b.whole != nil {
		g = b.whole // what was left out by hand lies in the table's range still, so that it can be taken back
	}
	last := max(b.r.last, b.r.lastHeader())
	r, cells = sheet.Range{Row1: b.r.header[0], Col1: b.r.col2, Row2: last, Col2: b.r.col1}, b.cells
	for row := range g.rows(r.Row1, last) {
		for c := b.r.col1; c <= b.r.col2; c++ {
			if g.fact(row, c) != isBlank {
				r.Col1, r.Col2 = min(r.Col1, c), max(r.Col2, c)
				cells++
			}
		}
	}
	if r.Col1 > r.Col2 {
		r.Col1, r.Col2 = b.r.col1, b.r.col2
	}
	return r, cells
}

// group brings the scenarios of a metric together: those said by a column or row, and those said in the name.
func (b *tableStep) group() []*metricCandidate {
	names := b.splitNames()
	var groups []*metricCandidate
	byKey := map[string]*metricCandidate{}
	var last *metricCandidate
	for i, s := range b.candidates {
		if b.g.stop() {
			break
		}
		n := names[i]
		name := n.name
		if s.word == "" && n.sure {
			name, s.scenario, s.word = n.base, n.scenario, n.word
		}
		if s.attached {
			if name = b.tableName(); last != nil {
				name = last.name
			}
		}
		key := lexicon.PlainKey(name) + "\x00" + s.group
		g := byKey[key]
		if g == nil || g.has(s) {
			g = &metricCandidate{raw: s.name, name: name, hint: n.hint}
			if s.attached {
				g.raw = name
			}
			groups = append(groups, g)
			byKey[key] = g
		}
		g.add(s, n.hint)
		if !s.total {
			last = g
		}
	}
	b.leaveOutDerived(groups)
	b.nameApart(groups)
	return groups
}

// leaveOutDerived takes metrics that compare or add up another metric of the table for what they are: growth, a
// variance, a sum to date.
func (b *tableStep) leaveOutDerived(groups []*metricCandidate) {
	known := map[string]bool{}
	for _, g := range groups {
		known[lexicon.PlainKey(g.name)] = true
	}
	for _, g := range groups {
		if from := lexicon.DerivedFrom(g.name); from != "" && (known[from] || known[from+"s"]) {
			for _, s := range g.candidates {
				s.total = true
			}
		}
	}
	if !slices.ContainsFunc(b.candidates, func(s *seriesCandidate) bool { return !s.total }) {
		for _, s := range b.candidates {
			s.total = false // a table of nothing but growth is about growth
		}
	}
}

// nameParts is what a candidate's name says: its unit, and perhaps a scenario.
type nameParts struct {
	name     string // without unit words
	hint     lexicon.Hint
	base     string // without a scenario word either
	scenario metric.Scenario
	word     string // the scenario word; empty for none
	sure     bool   // the word is a scenario here, not a part of the name
}

// splitNames takes the candidates' names apart. A scenario's word in a name counts for one where the table has the metric
// without the word, or with another one, too; where it stands in brackets; and where several metrics are called actual.
func (b *tableStep) splitNames() []nameParts {
	parts := make([]nameParts, len(b.candidates))
	scenarios := make(map[string]uint, len(parts)) // that each name has without its word, a bit for each
	count := func(name string, sc metric.Scenario) { scenarios[lexicon.PlainKey(name)] |= 1 << sc }
	actuals := 0
	for i, s := range b.candidates {
		if b.g.stop() {
			break
		}
		p := &parts[i]
		p.name, p.hint = lexicon.SplitName(s.name)
		p.base, p.scenario, p.word, _ = lexicon.SplitScenario(p.name)
		if p.word != "" {
			p.sure = strings.Contains(p.name, "(") && !strings.Contains(p.base, "(")
			// The unit may stand before the word: "ARR ($k) plan".
			base, h := lexicon.SplitName(p.base)
			p.base, p.hint = base, p.hint.Over(h)
			if s.word == "" {
				count(p.base, p.scenario)
			}
			if lexicon.ActualWords[p.word] {
				actuals++
			}
		}
		count(p.name, s.scenario)
	}
	for i := range parts {
		p := &parts[i]
		p.sure = p.word != "" && (p.sure || bits.OnesCount(scenarios[lexicon.PlainKey(p.base)]) > 1 || lexicon.ActualWords[p.word] && actuals > 1)
	}
	return parts
}

// add takes a candidate in. The group is called in the file by its plain series, not by a scenario or target of it.
func (g *metricCandidate) add(s *seriesCandidate, h lexicon.Hint) {
	g.hint = g.hint.Over(h)
	if s.word == "" && !s.target {
		g.raw = s.name
	}
	g.candidates = append(g.candidates, s)
}

// has reports whether the group holds a series of the candidate's scenario already.
func (g *metricCandidate) has(s *seriesCandidate) bool {
	return slices.ContainsFunc(g.candidates, func(x *seriesCandidate) bool {
		return x.target == s.target && x.scenario == s.scenario
	})
}

// nameApart makes names unique: by the heading a row stands under, then by a number.
func (b *tableStep) nameApart(groups []*metricCandidate) {
	for _, of := range []struct {
		get func(*metricCandidate) *string
	}{
		{func(g *metricCandidate) *string { return &g.raw }},
		{func(g *metricCandidate) *string { return &g.name }},
	} {
		count := make(map[string]int, len(groups))
		for _, g := range groups {
			count[lexicon.PlainKey(*of.get(g))]++
		}
		seen, next := make(map[string]bool, len(groups)), map[string]int{} // next is the number to try first: one name may stand in thousands of rows
		for _, g := range groups {
			if b.g.stop() {
				break
			}
			name := of.get(g)
			if count[lexicon.PlainKey(*name)] > 1 && g.candidates[0].group != "" {
				*name = lexicon.Tidy(g.candidates[0].group) + ": " + *name
			}
			base := *name
			for n := max(next[base], 2); seen[lexicon.PlainKey(*name)]; n++ {
				*name = fmt.Sprintf("%s (%d)", base, n)
				next[base] = n + 1
			}
			seen[lexicon.PlainKey(*name)] = true
		}
	}
}

// skipped lists the metrics left out, by their name in the file.
func (b *tableStep) skipped() []string {
	var out []string
	for _, f := range b.metrics {
		if f.Skipped {
			out = append(out, f.RawName)
		}
	}
	if out == nil && b.recipe.Skip != nil {
		out = []string{}
	}
	return out
}

// found reads the values of a group and decides what they are.
func (b *tableStep) found(g *metricCandidate) *sheet.Found {
	change, corrected := b.recipe.Metrics[g.raw]
	m := &metric.Metric{Name: lexicon.Readable(g.name)}
	f := &sheet.Found{RawName: g.raw, Metric: m, Cells: placesRange(g.candidates)}
	total, keep, cells := false, false, 0
	for _, s := range g.candidates {
		cells += len(s.places)
	}
	values := make([]value, 0, cells)
	for i, s := range g.candidates {
		total, keep = total || s.total, keep || s.keep
		m.Owner = cmp.Or(s.owner, m.Owner)
		m.Definition = cmp.Or(s.meaning, m.Definition)
		values = b.addValues(values, g, i)
		g.hint = s.hint.Over(g.hint)
	}
	f.Skipped = !keep && (slices.Contains(b.recipe.Skip, g.raw) || total && b.recipe.Skip == nil && !corrected)
	b.doubtSeparators(g, values)
	d := b.decideUnit(g, values, change)
	b.settlePercents(g, values, &d)
	m.Unit, f.Scale = d.unit, d.scale
	for _, said := range d.said {
		said.Cell = g.firstCell()
		b.decide(f, said)
	}
	b.assemble(g, f, values, d)
	b.doubtLeaps(f)
	b.decidePolarity(f, g.name)
	b.decideScenarios(f, g)
	if f.Skipped && total {
		b.noteTotal(g.candidates[0])
	}
	correct(m, change)
	b.setScenario(f, change)
	return f
}

// decidePolarity takes the direction that is good from the metric's name.
func (b *report) decidePolarity(f *sheet.Found, name string) {
	m := f.Metric
	word := ""
	if m.Polarity, word = lexicon.PolarityOf(name); word != "" {
		b.decide(f, sheet.Decision{What: sheet.AboutPolarity, Answer: m.Polarity.Label(), Why: fmt.Sprintf("the name says “%s”", word), Sure: sheet.Medium})
	}
	if m.Polarity == metric.LowerBetter && belowZero(m.Actual()) {
		m.Polarity = metric.HigherBetter
		b.decide(f, sheet.Decision{What: sheet.AboutPolarity, Answer: m.Polarity.Label(), Why: "losses below zero are smaller the higher they are", Sure: sheet.Medium})
	}
}

// noteTotal says that a total was left out, and which rows it adds where that can be shown.
func (b *tableStep) noteTotal(s *seriesCandidate) {
	row, col := s.labelAt[0], s.labelAt[1]
	label, sure := rowLabel(row, s.name), sheet.Medium
	why := "it is worked out from other rows"
	if row <= b.r.lastHeader() {
		label, why = columnLabel(b.columnAt(col)), "it is worked out from other columns"
	} else if from, to, ok := b.proveSum(row); ok && lexicon.IsSum(s.name) {
		sure = sheet.High
		why = fmt.Sprintf("it adds rows %d–%d", from, to)
	}
	b.leftOutTotal(row, s.name, why, sure)
	b.limited(brief.Info, "total-row", sheet.Address(row, col), fmt.Sprintf("%s was left out: %s.", label, why))
}

// correct applies what was set by hand; the unit and scale were settled before the values were read.
func correct(m *metric.Metric, change brief.MetricRecipe) {
	m.Name = cmp.Or(change.Name, m.Name)
	if change.Polarity != nil {
		m.Polarity = *change.Polarity
	}
	if change.Target != nil {
		m.Target = &metric.Target{Value: *change.Target, Reason: "set at import"}
	}
}

// setScenario gives a metric of one scenario the one that was chosen by hand.
func (b *body) setScenario(f *sheet.Found, change brief.MetricRecipe) {
	switch series := f.Metric.Series; {
	case change.Scenario == nil:
	case len(series) == 1:
		series[0].Scenario = *change.Scenario
	case len(series) > 1:
		b.note(brief.Warning, "recipe-scenario-not-found", "", "“%s” has several scenarios, so the one set at import was not used.", lexicon.Short(f.RawName))
	}
}

// belowZero reports whether a series holds what was lost as negative numbers, as accounts do.
func belowZero(s *metric.Series) bool {
	if s == nil {
		return false
	}
	lost := false
	for _, p := range s.Points {
		if p.Value > 0 {
			return false
		}
		lost = lost || p.Value < 0
	}
	return lost
}
