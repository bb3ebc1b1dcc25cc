package ingest

import (
	"slices"

	"throughline/app/metric"
	"throughline/app/sheet"
)

// listsEvents recognises rows that are single events although segments could tell them apart: they carry an ID of their
// own or a time of day, and do not fill a grid of periods and segments as series do.
func (b *builder) listsEvents(d downSigns) bool {
	many := len(d.rows) >= fewEvents
	switch { // before the columns are looked at one by one
	case d.metricBy != nil, d.scenario != nil:
		return false
	case d.key != nil && !d.repeats && !irregular(d.axis), d.key == nil && d.oneDate == "" && !many:
		return false
	case !b.mayAggregate(), b.listsThings(d):
		return false
	}
	s := b.survey()
	id := slices.ContainsFunc(s.columns, (*eventColumn).identifies)
	single := id || b.showsTimes(s)
	switch {
	case d.oneDate != "": // a moment that all rows share is when the table was made
		return many && single && (b.countsEvents(s) || b.varietyOf(s.moments[0].column, s.rows).distinct > 1) || !b.g.sheet.Whole()
	case d.key == nil: // the dates go back and forth, or count seconds
		return many && id && s.moments[0].rank > 1
	case d.repeats:
		return single && !b.fillsGrid(d)
	}
	return id
}

// mostThings is how many rows with a name each are things rather than events: a list of staff or of films, not the orders of
// a year.
const mostThings = 60

// listsThings recognises rows that each stand for a person or a thing with a name of its own, and with dates that say
// something of it: when it was hired, made or entered. Rows that count up orders or tickets are none.
func (b *builder) listsThings(d downSigns) bool {
	if len(d.rows) > mostThings || len(d.rows) < 3 || d.metricBy != nil || d.scenario != nil {
		return false
	}
	label := b.nameColumn(d)
	if label == nil {
		return false
	}
	for _, c := range b.cols {
		if _, event := hasWord(headWords(c.head), eventNouns); event && (endsAsCode(c.head) || isEventNoun(c.head)) {
			return false
		}
	}
	return true
}

// nameColumn returns the first column of words but the dates, where it names each row differently and by more than codes.
// Columns of codes may stand before it, and first names before full ones.
func (b *builder) nameColumn(d downSigns) *column {
	for _, c := range b.cols {
		if c == d.key || c.texts < len(d.rows) || c.numeric() || b.holdsCodes(c, d.rows) {
			continue
		}
		if _, meta := metaColumns[plainKey(c.head)]; meta || b.readDays(c, d.rows) != nil {
			continue
		}
		seen := map[string]bool{}
		for _, row := range d.rows {
			seen[plainKey(b.g.text(row, c.n))] = true
		}
		if len(seen) == len(d.rows) {
			return c
		}
		if len(seen)*2 < len(d.rows) {
			return nil // groups come first: what follows are remarks
		}
	}
	return nil
}

// identifies reports the column of the events' own IDs.
func (e *eventColumn) identifies() bool {
	return e.kind == rowIDColumn && (endsAsCode(e.head) || isEventNoun(e.head))
}

// countsEvents reports an ID of the events themselves rather than of a team or a customer.
func (b *builder) countsEvents(s *eventSurvey) bool {
	return slices.ContainsFunc(s.columns, func(e *eventColumn) bool {
		_, event := hasWord(headWords(e.head), eventNouns)
		return event && e.identifies()
	})
}

// measured reports a column of which every cell should hold a number.
func (e *eventColumn) measured() bool {
	return e.kind == addedColumn || e.kind == averagedColumn || e.kind == flagColumn
}

// fewEvents is how many rows of one day are a list of events rather than a table by category.
const fewEvents = 20

// showsTimes reports whether the dates of most rows carry different times of day.
func (b *builder) showsTimes(s *eventSurvey) bool {
	n := 0
	sample := s.rows[:min(len(s.rows), 200)]
	for _, row := range sample {
		c := b.g.sheet.At(row, s.moments[0].n)
		if c.Kind != sheet.Blank && timed(&c) && s.moments[0].days.counts == noClock {
			n++
		}
	}
	return n*2 > len(sample)
}

// fillsGrid reports whether the rows give nearly every segment a value in every period.
func (b *builder) fillsGrid(d downSigns) bool {
	periods := map[metric.Period]bool{}
	dated := 0
	for _, p := range d.axis.at {
		if !p.IsZero() {
			periods[p] = true
			dated++
		}
	}
	repeated, groups := d.apart(d.segments)
	return repeated*50 <= dated && dated*10 >= groups*len(periods)*7
}

// irregular reports days with gaps of all sizes, as things happen that nobody schedules.
func irregular(a axis) bool {
	if a.grain != metric.Day || a.found < 5 {
		return false
	}
	first, last := 0, 0
	seen := map[int]bool{}
	for _, p := range a.at {
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
		b := &builder{g: g, r: r, t: &sheet.Table{Sheet: g.sheet}, footnotes: map[string]bool{}}
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
		text := plainKey(g.text(row, c))
		if _, isDate := readPeriodText(text); isDate || seen[text] {
			return 0
		}
		seen[text] = true
	}
	return len(seen)
}
