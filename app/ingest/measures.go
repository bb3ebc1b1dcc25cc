package ingest

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"throughline/app/book/currency"
	"throughline/app/brief"
	"throughline/app/ingest/lexicon"
	"throughline/app/language"
	"throughline/app/metric"
	"throughline/app/sheet"
)

// planEvents settles what is aggregated and how: by the recipe, and what that leaves open by the table.
func (b *body) planEvents() *eventRun {
	s := b.survey()
	r := &eventRun{body: b, draft: &draft{layout: brief.Events, grain: metric.Day}, date: s.moments[0]}
	want := brief.Aggregation{}
	if b.recipe.Events != nil {
		want = *b.recipe.Events
	}
	if want.Date != "" {
		if c := s.column(want.Date); c != nil && c.kind == momentColumn {
			r.date = c
		} else {
			b.limited(brief.Warning, "event-column-not-found", "", "No column “"+lexicon.Short(want.Date)+"” holds dates; the events were dated by “"+lexicon.Short(r.date.called)+"”.")
		}
	}
	if want.Grain != metric.GrainNone {
		r.grain, r.grainAsked = want.Grain, true
	}
	if r.date.days.Finest != metric.Day && r.grain < r.date.days.Finest {
		r.grain = r.date.days.Finest
	}
	if want.By != "" {
		if r.split = s.column(want.By); r.split == nil {
			b.limited(brief.Warning, "event-column-not-found", "", "There is no column “"+lexicon.Short(want.By)+"” to break the events down by.")
		}
	}
	r.settleCurrencies(s, want.By)
	measures := want.Measures
	if measures == nil {
		measures = b.proposed(s)
	}
	for _, m := range measures {
		if e := b.measureOf(s, m); e != nil {
			r.measures = append(r.measures, e)
		} else {
			b.limited(brief.Warning, "event-column-not-found", "", "“"+lexicon.Short((&eventMeasure{Measure: m}).raw())+"” was not read: the column is not there, or holds nothing to take it of.")
		}
	}
	r.bindInputs(s)
	b.nameMeasures(r.measures)
	r.events = &brief.Aggregation{Date: r.date.called, Grain: r.grain, By: want.By, Measures: measures}
	return r
}

// settleCurrencies keeps amounts of several currencies apart where a column says whose each is: the events are broken down by
// it, but for those that the recipe breaks down by something else.
func (r *eventRun) settleCurrencies(s *eventSurvey, by string) {
	if r.coins == nil {
		return
	}
	codes := map[string]bool{}
	for _, row := range r.g.each(s.rows) {
		if code := currency.Of(r.g.text(row, r.coins.n), ""); code != "" && code != currency.Shared {
			codes[code] = true
		}
	}
	i := slices.IndexFunc(s.columns, func(e *eventColumn) bool { return e.n == r.coins.n })
	if len(codes) < 2 || i < 0 {
		return
	}
	cell := sheet.Address(r.r.lastHeader(), r.coins.n)
	list := strings.Join(slices.Sorted(maps.Keys(codes)), ", ")
	if by != "" && r.split != s.columns[i] {
		r.mixed = true
		r.limited(brief.Warning, "currencies-apart", cell, fmt.Sprintf("%s names several currencies (%s), so amounts of money were not added up by another column; break the events down by it.", columnLabel(r.coins), list))
		return
	}
	r.split, r.byCurrency = s.columns[i], true
	r.limited(brief.Warning, "currencies-apart", cell, fmt.Sprintf("%s names several currencies (%s); amounts of money are added up for each, never together.", columnLabel(r.coins), list))
}

// column finds a column by its header or letter.
func (s *eventSurvey) column(called string) *eventColumn {
	key := lexicon.PlainKey(called)
	for _, c := range s.columns {
		if lexicon.PlainKey(c.called) == key {
			return c
		}
	}
	for _, c := range s.columns {
		if strings.EqualFold(sheet.ColumnName(c.n), called) {
			return c
		}
	}
	return nil
}

// measureOf looks up the columns of a measure; nil where one is missing or cannot give it.
func (b *body) measureOf(s *eventSurvey, m brief.Measure) *eventMeasure {
	e := &eventMeasure{Measure: m}
	if m.Operation == brief.CountRows {
		return e
	}
	if e.column = s.column(m.Column); e.column == nil {
		return nil
	}
	numbers := e.column.numeric() || e.column.kind == flagColumn
	switch m.Operation {
	case brief.Distinct:
		return e
	case brief.Ratio:
		if e.over = s.column(m.Over); e.over == nil || !e.over.numeric() {
			return nil
		}
	case brief.Sum, brief.Average, brief.Median:
	default:
		return nil
	}
	if !numbers {
		return nil
	}
	return e
}

// bindInputs gives the measures their inputs, one for each column.
func (r *eventRun) bindInputs(s *eventSurvey) {
	byColumn := map[int]*input{}
	of := func(c *eventColumn) *input {
		in := byColumn[c.n]
		if in == nil {
			in = &input{eventColumn: c, at: len(r.inputs)}
			if c.numeric() {
				in.unit = r.unitOfColumn(c, s.rows)
			}
			byColumn[c.n] = in
			r.inputs = append(r.inputs, in)
		}
		return in
	}
	for _, m := range r.measures {
		if m.column != nil {
			m.in = of(m.column)
			m.in.keepAll = m.in.keepAll || m.Operation == brief.Median
			m.in.differs = m.in.differs || m.Operation == brief.Distinct
		}
		if m.over != nil {
			m.overIn = of(m.over)
		}
	}
}

// The most measures of a kind that are proposed; the others are on offer.
const (
	proposedSums     = 3
	proposedAverages = 2
	proposedFlags    = 2
)

// proposed is what an analyst would look at first: how many events, what they add up to, how they score, and how many
// different ones took part.
func (b *body) proposed(s *eventSurvey) []brief.Measure {
	out := []brief.Measure{{Operation: brief.CountRows}}
	take := func(kind eventKind, op brief.Operation, most int) {
		var of []*eventColumn
		for _, c := range s.columns {
			if c.kind == kind {
				of = append(of, c)
			}
		}
		slices.SortStableFunc(of, func(x, y *eventColumn) int { return measureRank(y.head) - measureRank(x.head) })
		of = of[:min(len(of), most)]
		slices.SortFunc(of, func(x, y *eventColumn) int { return x.n - y.n })
		for _, c := range of {
			out = append(out, brief.Measure{Operation: op, Column: c.called})
		}
	}
	take(addedColumn, brief.Sum, proposedSums)
	take(averagedColumn, brief.Average, proposedAverages)
	take(flagColumn, brief.Average, proposedFlags)
	take(namedColumn, brief.Distinct, 1)
	return out
}

// measureRank puts the columns first that a table of events is usually kept for.
func measureRank(head string) int {
	words := lexicon.HeadWords(head)
	if _, who := lexicon.HasWord(words, lexicon.WhoWords); who {
		return 2
	}
	if _, main := lexicon.HasWord(words, mainWords); main {
		return 1
	}
	return 0
}

// mainWords name the amounts and levels that matter most.
var mainWords = language.Set("sheet.main-measures")

// offered lists every measure the columns allow, those proposed first.
func (b *body) offered(s *eventSurvey) []sheet.EventMeasure {
	first := b.proposed(s)
	var all []brief.Measure
	for _, c := range s.columns {
		var ops []brief.Operation
		switch c.kind {
		case addedColumn:
			ops = []brief.Operation{brief.Sum, brief.Average, brief.Median}
		case averagedColumn:
			ops = []brief.Operation{brief.Average, brief.Median}
		case flagColumn:
			ops = []brief.Operation{brief.Average, brief.Sum}
		case namedColumn, partColumn:
			ops = []brief.Operation{brief.Distinct}
		}
		for _, op := range ops {
			all = append(all, brief.Measure{Operation: op, Column: c.called})
		}
	}
	all = slices.DeleteFunc(all, func(m brief.Measure) bool { return slices.Contains(first, m) })
	var measures []*eventMeasure
	for _, m := range append(slices.Clone(first), all...) {
		measures = append(measures, b.measureOf(s, m))
	}
	b.nameMeasures(measures)
	out := make([]sheet.EventMeasure, len(measures))
	for i, m := range measures {
		out[i] = sheet.EventMeasure{Measure: m.Measure, Name: m.name, Proposed: i < len(first)}
	}
	return out
}

// offer is what a person can change about the aggregation.
func (r *eventRun) offer() *sheet.EventChoices {
	s := r.survey()
	c := &sheet.EventChoices{Measures: r.offered(s)}
	for _, m := range s.moments {
		c.Dates = append(c.Dates, sheet.EventColumn{Name: m.called, Column: m.n})
	}
	for g := max(r.date.days.Finest, metric.Day); g <= metric.Year; g++ {
		if g != metric.Week || r.date.days.Finest <= metric.Week {
			c.Grains = append(c.Grains, g)
		}
	}
	for _, e := range s.columns {
		switch e.kind {
		case partColumn:
			c.By = append(c.By, sheet.EventColumn{Name: e.called, Column: e.n, Values: e.values})
		case flagColumn:
			c.By = append(c.By, sheet.EventColumn{Name: e.called, Column: e.n})
		}
		if e.kind == addedColumn || e.kind == averagedColumn {
			c.Numbers = append(c.Numbers, sheet.EventColumn{Name: e.called, Column: e.n})
		}
	}
	if r.firstRow > 0 {
		c.First, c.Last = metric.Period{Grain: metric.Day, N: r.dayFirst}, metric.Period{Grain: metric.Day, N: r.dayLast}
	}
	return c
}
