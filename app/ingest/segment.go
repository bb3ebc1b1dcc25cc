package ingest

import (
	"slices"

	"throughline/app/ingest/lexicon"
	"throughline/app/ingest/periods"
	"throughline/app/metric"
)

// downSigns is what speaks for rows that are periods, records or categories.
type downSigns struct {
	*canceller
	key      *column      // dates the rows; nil in a table by category
	axis     periods.Axis // over rows, in their order
	rows     []int        // rows with something in a column of numbers
	repeats  bool         // several rows share a period
	segments []*segment
	metricBy *segment // names the metric of each row
	scenario *segment
	events   bool // rows that only a sum or a count could make series of
	oneDate  string
}

// segment is a column that tells rows of one period apart, each different text with a number of its own.
type segment struct {
	*column
	texts []string // by number; what the column is called by in names
	of    []int32  // the number of each row
}

// segmentOf reads a column as a segment. A blank or merged label under one counts for the rows below it, in a column
// that has few.
func (b *body) segmentOf(c *column, rows []int) *segment {
	s := &segment{column: c, of: make([]int32, len(rows))}
	sparse := c.texts*2 <= b.r.last-b.r.first+1
	ids := map[string]int32{}
	last := ""
	for i, row := range b.g.each(rows) {
		raw := b.g.label(row, c.n)
		if raw == "" && sparse {
			raw = last
		}
		last = raw
		id, known := ids[raw]
		if !known {
			id = int32(len(s.texts))
			ids[raw] = id
			s.texts = append(s.texts, lexicon.WithoutFootnote(lexicon.Tidy(raw), b.footnotes))
		}
		s.of[i] = id
	}
	return s
}

// tellsApart reports a column with more than one and fewer different words than rows: a segment, not a remark.
func (s *segment) tellsApart() bool {
	n := len(s.texts)
	for _, text := range s.texts {
		if text == "" {
			n--
		}
	}
	return n > 1 && n*10 <= len(s.of)*9
}

// mayTellApart reports a column of words or codes.
func (b *body) mayTellApart(c *column) bool {
	return c.filled() > 0 && (!c.numeric() || b.codeColumn(c)) && c.dates <= c.texts+c.numbers
}

// addSegment takes a column as the metric, the scenario or a segment of each row.
func (b *body) addSegment(d *downSigns, c *column) {
	key := lexicon.PlainKey(c.head)
	switch {
	case lexicon.MetricColumns[key] && c.texts > 0:
		d.metricBy = b.segmentOf(c, d.rows)
		d.segments = append(d.segments, d.metricBy)
	case lexicon.MetaColumns[key] == "scenario" || c.texts > 0 && b.allScenarios(c):
		d.scenario = b.segmentOf(c, d.rows)
	case lexicon.MetaColumns[key] != "" || lexicon.CalendarColumns[key] != metric.GrainNone:
	case c.texts+c.numbers+c.missing > 0:
		if s := b.segmentOf(c, d.rows); s.tellsApart() {
			d.segments = append(d.segments, s)
		}
	}
}

// parts reports whether a column tells rows of one period apart.
func (d *downSigns) parts(c *column) bool {
	return slices.ContainsFunc(d.segments, func(s *segment) bool { return s.column == c })
}

// dropRedundant leaves out segments that say again what others say: a country's code beside its name.
func (d *downSigns) dropRedundant() {
	rows, _ := d.apart(d.segments)
	for _, codes := range []bool{true, false} { // a name says more than its code
		for i := len(d.segments) - 1; i >= 0 && len(d.segments) > 1; i-- {
			if d.segments[i] == d.metricBy || codes && !d.segments[i].holdsCodes() {
				continue
			}
			fewer := slices.Delete(slices.Clone(d.segments), i, i+1)
			if n, _ := d.apart(fewer); n <= rows {
				d.segments = fewer
			}
		}
	}
}

// holdsCodes reports a segment of nothing but codes.
func (s *segment) holdsCodes() bool {
	return !slices.ContainsFunc(s.texts, func(text string) bool { return text != "" && !codeText.MatchString(text) })
}

// groups numbers the combinations of segments and scenario that the rows have.
func (d *downSigns) groups(segments []*segment) (of []int32, n int) {
	of = make([]int32, len(d.rows))
	if d.scenario != nil {
		segments = append(slices.Clone(segments), d.scenario)
	}
	n = 1
	for _, s := range segments {
		ids := make(map[int64]int32, n)
		for i := range of {
			if d.stop() {
				break
			}
			pair := int64(of[i])<<32 | int64(s.of[i])
			id, known := ids[pair]
			if !known {
				id = int32(len(ids))
				ids[pair] = id
			}
			of[i] = id
		}
		n = len(ids)
	}
	return of, n
}

// apart counts the rows that share period, segments and scenario with an earlier one, and the groups the segments make.
func (d *downSigns) apart(segments []*segment) (repeated, groups int) {
	of, groups := d.groups(segments)
	seen := make(map[int64]bool, len(d.rows))
	for i, p := range d.axis.At {
		if d.stop() {
			break
		}
		if p.IsZero() {
			continue
		}
		id := int64(of[i])<<32 | int64(uint32(p.N))
		if seen[id] {
			repeated++
		}
		seen[id] = true
	}
	return repeated, groups
}

// settleRepeats finds out what tells rows of the same period apart.
func (b *body) settleRepeats(d *downSigns) {
	periods := map[metric.Period]bool{}
	dated := 0
	for _, p := range d.axis.At {
		if !p.IsZero() {
			dated++
			periods[p] = true
		}
	}
	if d.repeats = dated > len(periods); !d.repeats {
		return
	}
	if len(periods) == 1 {
		for p := range periods {
			d.oneDate = p.String()
		}
		d.key, d.repeats = nil, false
		return
	}
	for _, c := range b.cols {
		if c != d.key && b.mayTellApart(c) {
			b.addSegment(d, c)
		}
	}
	d.dropRedundant()
	repeated, groups := d.apart(d.segments)
	unique := repeated*50 <= dated
	dense := groups <= 12 || dated*10 >= groups*len(periods)*3
	d.events = !unique || !dense
	switch {
	case d.events && b.namedApart(d), b.listsThings(*d):
		d.key, d.repeats, d.events = nil, false, false
	case !unique && b.segmentByNumbers(d):
		d.events = false
	}
}

// segmentByNumbers takes a column of whole numbers as a segment where it alone is missing to tell all rows of a period apart,
// and each of its numbers is there in most periods: the lower ends of ranges, the ages of people.
func (b *body) segmentByNumbers(d *downSigns) bool {
	if b.mayAggregate() || b.numericColumns() < 2 {
		return false
	}
	for _, c := range b.cols {
		if c == d.key || !c.numeric() || c.missing > 0 || lexicon.ValueColumns[lexicon.PlainKey(c.head)] || !b.wholeNumbers(c) {
			continue
		}
		s := b.segmentOf(c, d.rows)
		if !s.tellsApart() {
			continue
		}
		with := append(slices.Clone(d.segments), s)
		if repeated, groups := d.apart(with); repeated == 0 && len(d.rows)*10 >= groups*d.axis.Distinct()*5 {
			d.segments = with
			return true
		}
	}
	return false
}

func (b *body) numericColumns() int {
	n := 0
	for _, c := range b.cols {
		if c.numeric() {
			n++
		}
	}
	return n
}

// namedApart recognises rows of one thing each, power lines or films, with the year of it, or days of a year that no cell
// names: the period is one more thing known of each row, which dates no series and does not say when an event happened.
func (b *body) namedApart(d *downSigns) bool {
	if d.metricBy != nil || b.mayAggregate() {
		return false
	}
	for _, c := range []*column{b.firstLabel(), d.key} {
		if c == nil || c.texts < len(d.rows)/2 {
			continue
		}
		names := map[string]bool{}
		for _, row := range b.g.each(d.rows) {
			if name := b.g.text(row, c.n); name != "" {
				names[lexicon.PlainKey(name)] = true
			}
		}
		if len(names)*20 >= len(d.rows)*19 {
			return true
		}
	}
	return false
}
