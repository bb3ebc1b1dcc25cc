package ingest

import (
	"slices"

	"throughline/app/ingest/lexicon"
	"throughline/app/ingest/periods"
	"throughline/app/metric"
	"throughline/app/sheet"
)

// listsEvents recognises rows that are single events although segments could tell them apart: they carry an ID of their
// own or a time of day, and do not fill a grid of periods and segments as series do.
func (b *body) listsEvents(d downSigns) bool {
	if !b.mayListEvents(d) || !b.mayAggregate() || b.listsThings(d) {
		return false
	}
	s := b.survey()
	id := slices.ContainsFunc(s.columns, (*eventColumn).identifies)
	single := id || b.showsTimes(s)
	switch {
	case d.oneDate != "": // a moment that all rows share is when the table was made
		return len(d.rows) >= fewEvents && single && (b.countsEvents(s) || b.varietyOf(s.moments[0].column, s.rows).distinct > 1) || !b.g.sheet.Whole()
	case d.key == nil: // the dates go back and forth, or count seconds
		return id && s.moments[0].rank > 1
	case d.repeats:
		return single && !b.fillsGrid(d)
	}
	return id
}

// mayListEvents asks what is known already, before the columns are looked at one by one.
func (b *body) mayListEvents(d downSigns) bool {
	switch {
	case d.metricBy != nil, d.scenario != nil:
		return false
	case d.key == nil:
		return d.oneDate != "" || len(d.rows) >= fewEvents
	}
	return d.repeats || irregular(d.axis)
}

// identifies reports the column of the events' own IDs.
func (e *eventColumn) identifies() bool {
	return e.kind == rowIDColumn && (lexicon.EndsAsCode(e.head) || lexicon.IsEventNoun(e.head))
}

// countsEvents reports an ID of the events themselves rather than of a team or a customer.
func (b *body) countsEvents(s *eventSurvey) bool {
	return slices.ContainsFunc(s.columns, func(e *eventColumn) bool {
		_, event := lexicon.HasWord(lexicon.HeadWords(e.head), lexicon.EventNouns)
		return event && e.identifies()
	})
}

// measured reports a column of which every cell should hold a number.
func (e *eventColumn) measured() bool {
	return e.kind == addedColumn || e.kind == averagedColumn || e.kind == flagColumn
}

// showsTimes reports whether the dates of most rows carry different times of day.
func (b *body) showsTimes(s *eventSurvey) bool {
	n := 0
	sample := s.rows[:min(len(s.rows), 200)]
	for _, row := range sample {
		c := b.g.sheet.At(row, s.moments[0].n)
		if c.Kind != sheet.Blank && periods.Timed(&c) && s.moments[0].days.Written() {
			n++
		}
	}
	return n*2 > len(sample)
}

// fillsGrid reports whether the rows give nearly every segment a value in every period.
func (b *body) fillsGrid(d downSigns) bool {
	periods := map[metric.Period]bool{}
	dated := 0
	for _, p := range d.axis.At {
		if !p.IsZero() {
			periods[p] = true
			dated++
		}
	}
	repeated, groups := d.apart(d.segments)
	return repeated*50 <= dated && dated*10 >= groups*len(periods)*7
}

// irregular reports days with gaps of all sizes, as things happen that nobody schedules.
func irregular(a periods.Axis) bool {
	if a.Grain != metric.Day || a.Found < 5 {
		return false
	}
	first, last := 0, 0
	seen := map[int]bool{}
	for _, p := range a.At {
		if p.IsZero() {
			continue
		}
		if len(seen) == 0 {
			first, last = p.N, p.N
		}
		first, last = min(first, p.N), max(last, p.N)
		seen[p.N] = true
	}
	return len(seen)*10 < (last-first+1)*6
}

// findEvents finds a table of single events in a sheet without a column of numbers: a header over rows with a date each.
// Milestones and the like have dates too, so a short list counts only where each row has an ID.
func (g *grid) findEvents() []*region {
	for row := 1; row < min(g.h, 40); row++ {
		if g.namesColumns(row) < 2 {
			continue
		}
		r := g.regionAt([]int{row}, 1, 1, g.w, true)
		r.first, r.last, r.notes, r.events = row+1, g.h, nil, true
		b := &body{g: g, r: r, footnotes: map[string]bool{}, report: &report{}}
		b.profile()
		s := b.survey()
		if len(s.moments) == 0 || s.moments[0].rank == 0 {
			continue
		}
		id := slices.ContainsFunc(s.columns, func(e *eventColumn) bool { return e.kind == rowIDColumn })
		if n := len(s.rows); n < fewEvents && (!id || n < 5) {
			return nil
		}
		return []*region{r}
	}
	return nil
}

// namesColumns counts the labels of a row that holds nothing else, each of them once; 0 for other rows.
func (g *grid) namesColumns(row int) int {
	seen := map[string]bool{}
	for c := 1; c <= g.w; c++ {
		switch g.fact(row, c) {
		case isBlank:
			continue
		case isText:
		default:
			return 0
		}
		text := lexicon.PlainKey(g.text(row, c))
		if isDate := periods.IsPeriod(text); isDate || seen[text] {
			return 0
		}
		seen[text] = true
	}
	return len(seen)
}
