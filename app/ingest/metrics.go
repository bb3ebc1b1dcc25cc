package ingest

import (
	"fmt"
	"slices"

	"throughline/app/brief"
	"throughline/app/metric"
	"throughline/app/sheet"
)

// finish makes metrics of the strands and closes the table's books.
func (b *builder) finish() {
	groups := b.group()
	b.strands = nil
	for i, group := range groups {
		groups[i] = nil // its places are as many as the table's cells, and not needed once read
		if f := b.found(group); len(f.Metric.Series) > 0 {
			b.t.Metrics = append(b.t.Metrics, f)
		} else {
			b.limited(brief.Info, "no-values", b.firstCell(group), fmt.Sprintf("“%s” was left out: it holds no number.", short(group.raw)))
		}
	}
	b.shareCurrency()
	b.orderPoints()
	b.noteHidden()
	b.noteLift()
	b.noteMissing()
	b.noteRest()
	b.measure()
	b.t.Recipe = brief.Recipe{
		Sheet: b.g.sheet.Name, HeaderRows: slices.Clone(b.r.header), Layout: b.t.Layout,
		Skip: b.skipped(), Metrics: b.recipe.Metrics,
	}
	b.t.Notes = append(b.t.Notes, b.g.notes...)
}

// measure sets the table's range and counts its cells.
func (b *builder) measure() {
	last := max(b.r.last, b.r.header[len(b.r.header)-1])
	r := sheet.Range{Row1: b.r.header[0], Col1: b.r.col2, Row2: last, Col2: b.r.col1}
	for row := r.Row1; row <= last; row++ {
		for c := b.r.col1; c <= b.r.col2; c++ {
			if b.g.fact(row, c) != isBlank {
				r.Col1, r.Col2 = min(r.Col1, c), max(r.Col2, c)
				b.t.Cells++
			}
		}
	}
	if r.Col1 > r.Col2 {
		r.Col1, r.Col2 = b.r.col1, b.r.col2
	}
	b.t.Range = r
}

// strandGroup is the strands of one metric.
type strandGroup struct {
	raw     string // unique in the table; the key of recipes
	name    string // without unit and scenario words
	hint    hint
	strands []*strand
}

// group brings the scenarios of a metric together: those said by a column or row, and those said in the name where the
// table has the metric without the word, or in another scenario, too.
func (b *builder) group() []*strandGroup {
	type parsed struct {
		name string
		hint hint
		base string // name without a scenario word
		sc   metric.Scenario
		word string
	}
	ps := make([]parsed, len(b.strands))
	bases := map[string]map[metric.Scenario]bool{} // the scenarios each name would have
	count := func(name string, sc metric.Scenario) {
		if bases[plainKey(name)] == nil {
			bases[plainKey(name)] = map[metric.Scenario]bool{}
		}
		bases[plainKey(name)][sc] = true
	}
	for i, s := range b.strands {
		p := parsed{}
		p.name, p.hint = splitName(s.name)
		p.base, p.sc, p.word, _ = splitScenario(p.name)
		if p.word != "" {
			// The unit may stand before the word: "ARR ($k) plan".
			base, h := splitName(p.base)
			p.base, p.hint = base, p.hint.over(h)
		}
		ps[i] = p
		if p.word != "" && s.word == "" {
			count(p.base, p.sc)
		}
		count(p.name, s.scenario)
	}
	var groups []*strandGroup
	byKey := map[string]*strandGroup{}
	var last *strandGroup
	for i, s := range b.strands {
		p := ps[i]
		name := p.name
		if s.word == "" && p.word != "" && len(bases[plainKey(p.base)]) > 1 {
			name = p.base
			s.scenario, s.word = p.sc, p.word
		}
		if s.attached {
			if last == nil {
				name = b.tableName()
			} else {
				name = last.name
			}
		}
		key := plainKey(name) + "\x00" + s.group
		g := byKey[key]
		if g == nil || g.has(s) {
			g = &strandGroup{raw: s.name, name: name, hint: p.hint}
			if s.attached {
				g.raw = name
			}
			groups = append(groups, g)
			byKey[key] = g
		}
		g.hint = g.hint.over(p.hint)
		if s.word == "" && !s.target {
			g.raw = s.name
		}
		g.strands = append(g.strands, s)
		if !s.total {
			last = g
		}
	}
	b.nameApart(groups)
	return groups
}

// has reports whether the group holds a series of the strand's scenario already.
func (g *strandGroup) has(s *strand) bool {
	return slices.ContainsFunc(g.strands, func(x *strand) bool {
		return x.target == s.target && x.scenario == s.scenario
	})
}

// nameApart makes names unique: by the heading a row stands under, then by a number.
func (b *builder) nameApart(groups []*strandGroup) {
	for _, of := range []struct {
		get func(*strandGroup) *string
	}{
		{func(g *strandGroup) *string { return &g.raw }},
		{func(g *strandGroup) *string { return &g.name }},
	} {
		count := map[string]int{}
		for _, g := range groups {
			count[plainKey(*of.get(g))]++
		}
		seen := map[string]bool{}
		for _, g := range groups {
			name := of.get(g)
			if count[plainKey(*name)] > 1 && g.strands[0].group != "" {
				*name = tidy(g.strands[0].group) + ": " + *name
			}
			base := *name
			for n := 2; seen[plainKey(*name)]; n++ {
				*name = fmt.Sprintf("%s (%d)", base, n)
			}
			seen[plainKey(*name)] = true
		}
	}
}

// skipped lists the metrics left out, by their name in the file.
func (b *builder) skipped() []string {
	var out []string
	for _, f := range b.t.Metrics {
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
func (b *builder) found(g *strandGroup) *sheet.Found {
	change := b.recipe.Metrics[g.raw]
	m := &metric.Metric{Name: readable(g.name)}
	f := &sheet.Found{RawName: g.raw, Metric: m, Cells: placesRange(g.strands)}
	total := false
	var values []value
	for i, s := range g.strands {
		total = total || s.total
		if s.owner != "" {
			m.Owner = s.owner
		}
		if s.meaning != "" {
			m.Definition = s.meaning
		}
		values = append(values, b.values(s, i, g.raw)...)
		g.hint = s.hint.over(g.hint)
	}
	_, wanted := b.recipe.Metrics[g.raw]
	f.Skipped = slices.Contains(b.recipe.Skip, g.raw) || total && b.recipe.Skip == nil && !wanted
	d := b.decideUnit(g, values, change)
	m.Unit, f.Scale, f.Why = d.unit, d.scale, d.why
	word := ""
	if m.Polarity, word = polarityOf(g.name); word != "" {
		f.Why = append(f.Why, fmt.Sprintf("%s: the name says “%s”", m.Polarity.Label(), word))
	}
	b.assemble(g, f, values, d)
	if m.Polarity == metric.LowerBetter && belowZero(m.Actual()) {
		m.Polarity = metric.HigherBetter
		f.Why = append(f.Why, fmt.Sprintf("%s: losses below zero are smaller the higher they are", m.Polarity.Label()))
	}
	if f.Skipped && total {
		why := "it is worked out from other rows"
		row := g.strands[0].labelAt[0]
		if from, to, ok := b.proveSum(row); ok && isSum(g.strands[0].name) {
			why = fmt.Sprintf("it adds rows %d–%d", from, to)
		}
		b.limited(brief.Info, "total-row", sheet.Address(row, g.strands[0].labelAt[1]), fmt.Sprintf("%s was left out: %s.", rowLabel(row, g.strands[0].name), why))
	}
	if change.Name != "" {
		m.Name = change.Name
	}
	if change.Polarity != nil {
		m.Polarity = *change.Polarity
	}
	if change.Target != nil {
		m.Target = &metric.Target{Value: *change.Target, Reason: "set at import"}
	}
	return f
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
