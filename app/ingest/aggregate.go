package ingest

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"throughline/app/brief"
	"throughline/app/ingest/lexicon"
	"throughline/app/ingest/periods"
	"throughline/app/metric"
	"throughline/app/sheet"
)

// How long a span of days is shown by which grain: up to a month by days, two months by weeks, three years by months.
const (
	spanOfDays     = 31
	spanOfWeeks    = 62
	spanOfMonths   = 3 * 366
	spanOfQuarters = 12 * 366
)

// errTurned ends a pass over dates that turn out to be in the other order.
var errTurned = errors.New("the dates are in the other order")

// singleEvents is one row per event, put together by period.
type singleEvents struct{}

func (singleEvents) fits(b *body, s *signs) fit {
	f := fit{why: sharedDates, sure: sheet.Medium}
	switch {
	case b.recipe.Layout == brief.Events:
		f.asked = b.mayAggregate()
	case b.recipe.Layout == "" && (b.r.events || s.down.events) && b.mayAggregate():
		f.score = showsEvents
	}
	return f
}

func (singleEvents) build(b *body, _ *signs) (*draft, error) {
	notes, counts := slices.Clone(b.notes), maps.Clone(b.counts)
	run := b.planEvents()
	err := run.pass()
	if errors.Is(err, errTurned) {
		b.notes, b.counts = notes, counts
		run.date.days.Turn()
		run = b.planEvents()
		err = run.pass()
	}
	if err != nil {
		return nil, err
	}
	run.settleGrain()
	run.settleRegion()
	run.eventRoles()
	run.finish()
	return run.draft, b.g.failed()
}

// settleRegion lets the table end with its last event.
func (r *eventRun) settleRegion() {
	held := *r.r
	held.last = max(r.lastRow, held.first)
	held.notes = slices.DeleteFunc(slices.Clone(held.notes), func(n int) bool { return n <= held.last })
	r.r = &held
	r.cells = r.beyond // the others are counted with the range
}

// pass reads every row once.
func (r *eventRun) pass() error {
	r.buckets, r.partOf, r.seen = map[bucketKey]*bucket{}, map[string]int{}, map[int]bool{}
	r.names = newNames()
	first, last := r.r.first, r.r.last
	held := len(r.g.sheet.Rows)
	r.open = !r.g.sheet.Whole() && last >= held-len(r.r.notes)-1
	for _, row := range r.r.notes { // an event without a number is no note
		c := r.g.sheet.At(row, r.date.n)
		if _, ok := r.date.days.Day(&c); ok {
			last = max(last, row)
		}
	}
	return r.g.sheet.Each(r.g.ctx, func(row int, cells []sheet.Cell) error {
		switch {
		case row < first:
			return nil
		case row > last && !r.open, r.by.leavesOut(row):
			return nil
		}
		return r.row(row, cells)
	})
}

// row adds one row to its bucket.
func (r *eventRun) row(row int, cells []sheet.Cell) error {
	filled := 0
	for i := range cells {
		if col := i + 1; col >= r.r.col1 && col <= r.r.col2 && cells[i].Kind != sheet.Blank {
			filled++
		}
	}
	if filled == 0 {
		return nil
	}
	if row > len(r.g.sheet.Rows) {
		r.beyond += filled
	}
	day, ok := 0, false
	if r.date.n <= len(cells) {
		day, ok = r.date.days.Day(&cells[r.date.n-1])
	}
	if !ok {
		return r.skip(row, cells)
	}
	if r.firstRow == 0 {
		r.firstRow, r.dayFirst, r.dayLast, r.lastSeen = row, day, day, day-1
	}
	r.lastRow = row
	if day != r.lastSeen {
		r.seen[day], r.lastSeen = true, day
		r.dayFirst, r.dayLast = min(r.dayFirst, day), max(r.dayLast, day)
		r.widen()
	}
	k := bucketKey{period: periods.InGrain(metric.Period{Grain: metric.Day, N: day}, r.grain).N}
	if r.split != nil {
		k.part = r.part(cells)
	}
	at := r.buckets[k]
	if at == nil {
		at = &bucket{first: row, sums: make([]sums, len(r.inputs))}
		r.buckets[k] = at
	}
	at.rows++
	at.last = row
	for i, in := range r.inputs {
		r.add(&at.sums[i], in, row, cells)
	}
	r.rows++
	return nil
}

// skip counts a row without a date.
func (r *eventRun) skip(row int, cells []sheet.Cell) error {
	var c sheet.Cell
	if r.date.n <= len(cells) {
		c = cells[r.date.n-1]
	}
	if c.Kind == sheet.Text && r.date.days.Written() {
		if r.date.days.OtherOrder(c.Text) {
			if r.turned++; !r.date.days.Sure {
				return errTurned
			}
		}
		if lexicon.PlainKey(c.Text) == lexicon.PlainKey(r.date.head) {
			r.limited(brief.Info, "repeated-header", sheet.Address(row, r.date.n), fmt.Sprintf("Row %d was left out: it repeats the header.", row))
			return nil
		}
	}
	if _, ok := r.date.days.AnyDay(&c); ok {
		if r.strays++; r.strays == 1 {
			r.limited(brief.Warning, "stray-date", sheet.Address(row, r.date.n), fmt.Sprintf("%s “%s” was left out: it lies decades from the other dates.", sheet.Address(row, r.date.n), lexicon.Short(c.Text)))
		}
		return nil
	}
	for i := range cells {
		if cells[i].Kind == sheet.Text && lexicon.IsSum(cells[i].Text) {
			r.limited(brief.Info, "total-row", sheet.Address(row, i+1), fmt.Sprintf("%s was left out: it is worked out from the others.", rowLabel(row, cells[i].Text)))
			return nil
		}
	}
	if r.undated++; r.undated == 1 {
		r.undatedAt = sheet.Address(row, r.date.n)
		if c.Kind != sheet.Blank {
			r.undatedAt += " “" + lexicon.Short(c.Text) + "”"
		}
	}
	return nil
}

// widen goes over to a coarser grain once the span of days asks for it, so that what is kept stays small. Weeks are left
// to the end: they do not add up to months.
func (r *eventRun) widen() {
	if r.grainAsked || r.grain == metric.Week {
		return
	}
	grain := r.grain
	switch span := r.dayLast - r.dayFirst + 1; {
	case span > spanOfQuarters:
		grain = max(grain, metric.Year)
	case span > spanOfMonths:
		grain = max(grain, metric.Quarter)
	case span > spanOfWeeks:
		grain = max(grain, metric.Month)
	}
	r.coarsen(grain)
}

// settleGrain puts a span of more than a month and up to two into weeks.
func (r *eventRun) settleGrain() {
	if !r.grainAsked && r.grain == metric.Day && r.dayLast-r.dayFirst+1 > spanOfDays {
		r.coarsen(metric.Week)
	}
}

// coarsen joins the buckets of the periods that lie in one of a coarser grain.
func (r *eventRun) coarsen(grain metric.Grain) {
	if grain == r.grain {
		return
	}
	keys := make([]bucketKey, 0, len(r.buckets))
	for k := range r.buckets {
		keys = append(keys, k)
	}
	// In the order of the rows, so that the same file gives the same sums to the last digit.
	slices.SortFunc(keys, func(x, y bucketKey) int { return r.buckets[x].first - r.buckets[y].first })
	joined := map[bucketKey]*bucket{}
	for _, k := range keys {
		day := periods.DayNumber(metric.Period{Grain: r.grain, N: k.period})
		to := bucketKey{part: k.part, period: periods.InGrain(metric.Period{Grain: metric.Day, N: day}, grain).N}
		if at := joined[to]; at != nil {
			at.join(r.buckets[k])
		} else {
			joined[to] = r.buckets[k]
		}
	}
	r.buckets, r.grain = joined, grain
}

// part numbers the value a row has in the column of the breakdown.
func (r *eventRun) part(cells []sheet.Cell) int {
	text := ""
	if r.split.n <= len(cells) {
		text = strings.TrimSpace(cells[r.split.n-1].Text)
	}
	n, known := r.partOf[text]
	if known {
		return n
	}
	key := lexicon.PlainKey(text)
	if n, known = r.partOf[key]; !known {
		n = len(r.parts)
		if n >= mostParts {
			r.overParts = true
			return mostParts // the breakdown is refused; the whole still counts
		}
		r.parts = append(r.parts, strings.Clone(lexicon.Tidy(text)))
		r.partOf[strings.Clone(key)] = n
	}
	if len(r.partOf) < 4*mostParts {
		r.partOf[strings.Clone(text)] = n
	}
	return n
}

// add takes a row's cell into the sums of an input.
func (r *eventRun) add(s *sums, in *input, row int, cells []sheet.Cell) {
	var c sheet.Cell
	if in.n <= len(cells) {
		c = cells[in.n-1]
	}
	what := r.g.factOf(&c, in.n)
	switch what {
	case isBlank, isMissing:
		in.blanks++
		return
	case isError, isUncounted:
		in.errs++
		in.miss(row, &c)
		return
	}
	if in.differs {
		r.names.add(s, &c)
	}
	v, ok := r.valueOf(in, &c, what)
	if !ok {
		if in.measured() {
			in.words++
			in.miss(row, &c)
		}
		return
	}
	s.add(v)
	if in.keepAll && r.kept < keptValues {
		s.values = append(s.values, v)
		r.kept++
	}
}

// valueOf is what a cell adds: its number in the unit of the column, or 1 for a yes.
func (r *eventRun) valueOf(in *input, c *sheet.Cell, what fact) (float64, bool) {
	switch {
	case in.flags != nil:
		yes, ok := in.flags(c.Text)
		if yes {
			return 1, ok
		}
		return 0, ok
	case what == isNumber:
		return in.unit.apply(value{number: r.g.numberOf(c, in.n)}), true
	}
	return 0, false
}

// miss remembers the first cell that should hold a number and does not.
func (in *input) miss(row int, c *sheet.Cell) {
	if in.first == "" {
		in.first, in.example = sheet.Address(row, in.n), strings.Clone(c.Text)
	}
}
