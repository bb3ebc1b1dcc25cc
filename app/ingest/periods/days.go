package periods

import (
	"iter"
	"math"
	"slices"
	"strings"
	"time"

	"throughline/app/ingest/lexicon"
	"throughline/app/metric"
	"throughline/app/sheet"
)

// Days reads the cells of one column as the days events happened on. A column of months, quarters or years is read
// too, by their first day.
type Days struct {
	Finest metric.Grain // of what the column holds
	Sure   bool         // some date tells the order of day and month; otherwise it is the likelier one
	Doubts []metric.Doubt

	order  metric.DateOrder // of all-digit dates
	counts Clock            // what plain numbers count
	lo, hi int              // days beyond are slips of the pen
	known  map[string]dayOf // by text, without its time of day
}

// dayOf is a text's day, as metric.Period counts days.
type dayOf struct {
	day   int
	ok    bool
	other bool // it can only be read in another order than the column's
}

// Clock is what a column of plain numbers counts where its header says that they are dates.
type Clock uint8

// NoClock is the clock of a column whose numbers count no time.
const NoClock Clock = 0

const (
	serials  Clock = iota + 1 // days since 30 December 1899, without the format of a date
	seconds                   // since 1 January 1970
	millis                    // since then
	compacts                  // 20260131
)

// unixDay is 1 January 1970 as a serial date.
const unixDay = 25_569

// DaySample is how many rows of a column are looked at to learn how its dates are written.
const DaySample = 20_000

// LearnDays learns from the first cells of a column how it writes its dates; nil for a column that holds none. dates says
// that some cells are stored as dates.
func LearnDays(cells iter.Seq[sheet.Cell], counts Clock, dates bool, ctx Context) *Days {
	r := &Days{known: map[string]dayOf{}, order: ctx.By.Order, counts: counts, lo: math.MinInt, hi: math.MaxInt}
	r.settleOrder(cells, ctx)
	rows, filled := 0, 0
	var days []int
	grains := map[metric.Grain]int{}
	for c := range cells {
		if rows++; c.Kind == sheet.Blank && !c.Formula {
			continue
		}
		filled++
		if p, ok := r.period(&c); ok {
			grains[p.Grain]++
			days = append(days, DayNumber(p))
		}
	}
	if len(days) == 0 || len(days)*10 < filled*6 || filled*10 < rows*3 {
		return nil
	}
	for g, n := range grains {
		if n*2 > len(days) {
			r.Finest = g
		}
	}
	if r.Finest == metric.GrainNone || r.Finest == metric.Year && !dates {
		return nil // years alone do not say when something happened
	}
	slices.Sort(days)
	const decades = 30 * 365
	r.lo, r.hi = days[len(days)/2]-decades, days[len(days)/2]+decades
	return r
}

// Written reports a column whose dates are written out, rather than counted as seconds or days.
func (r *Days) Written() bool { return r.counts == NoClock }

// DayNumber is the first day of a period as metric.Period counts days.
func DayNumber(p metric.Period) int {
	if p.Grain == metric.Day {
		return p.N
	}
	return int(p.Start(time.January).Unix() / 86400)
}

// AreMonths reports numbers such as 202601 under a header that says a date.
func AreMonths(header string, numbers []float64) bool {
	for _, v := range numbers {
		if p, _ := Number(v); p.Grain != metric.Month {
			return false
		}
	}
	_, said := lexicon.HasWord(header, lexicon.DateWords)
	return said
}

// ClockOf recognises numbers that are moments: under a header that says so, days in the range of this century, or the
// seconds or milliseconds that programs count.
func ClockOf(header string, numbers []float64) Clock {
	if _, said := lexicon.HasWord(lexicon.HeadWords(header), lexicon.MomentWords); !said || len(numbers) == 0 {
		return NoClock
	}
	ranges := []struct {
		is       Clock
		from, to float64
	}{
		{serials, 18_264, 73_051}, // 1950 to 2100
		{compacts, 19_500_101, 20_991_231},
		{seconds, 6e8, 4.2e9},
		{millis, 6e11, 4.2e12},
	}
	for _, r := range ranges {
		if !slices.ContainsFunc(numbers, func(v float64) bool { return v < r.from || v >= r.to }) {
			return r.is
		}
	}
	return NoClock
}

// settleOrder decides in which order all-digit dates hold day and month: as the recipe says, as the dates that can be
// read in one way only show, as elsewhere in the workbook, or in the order in which the rows go back in time less often.
func (r *Days) settleOrder(cells iter.Seq[sheet.Cell], ctx Context) {
	if r.order != metric.DateOrderUnknown {
		r.Sure = true
		return
	}
	e := orderEvidenceOf(cells)
	dmy, mdy := e.votes[metric.DayMonthYear], e.votes[metric.MonthDayYear]
	switch {
	case dmy != mdy:
		r.Sure = true
		r.order = metric.DayMonthYear
		if mdy > dmy {
			r.order = metric.MonthDayYear
		}
	case e.votes[metric.YearMonthDay] > 0:
		r.order = metric.YearMonthDay
	case orderSaid(ctx.Order, ctx.Header) != metric.DateOrderUnknown:
		r.order = orderSaid(ctx.Order, ctx.Header)
	case e.example != "":
		r.order = metric.DayMonthYear
		apart := e.back[metric.DayMonthYear] - e.back[metric.MonthDayYear]
		if apart > 0 || apart == 0 && strings.Contains(e.example, "/") {
			r.order = metric.MonthDayYear
		}
		if apart == 0 {
			d := orderDoubt(e.example, r.order)
			r.order = orderReadings[d.Settle(ctx.Settled)]
			r.Doubts = append(r.Doubts, d)
		}
	}
}

// orderEvidence is what the all-digit dates of a column say of the order of their numbers.
type orderEvidence struct {
	votes   map[metric.DateOrder]int // dates that can be read in this order only
	back    map[metric.DateOrder]int // steps back in time, of dates that can be read in two
	example string                   // the last of these
}

func orderEvidenceOf(cells iter.Seq[sheet.Cell]) orderEvidence {
	e := orderEvidence{votes: map[metric.DateOrder]int{}, back: map[metric.DateOrder]int{}}
	last := map[metric.DateOrder]int{}
	for c := range cells {
		if c.Kind != sheet.Text {
			continue
		}
		text := withoutTime(strings.TrimSpace(c.Text))
		orders := metric.DateOrders(text)
		if len(orders) == 1 {
			e.votes[orders[0]]++
			continue
		}
		dmy, day := metric.ParseDate(text, metric.DayMonthYear)
		mdy, month := metric.ParseDate(text, metric.MonthDayYear)
		if !day || !month || dmy == mdy {
			continue
		}
		e.example = text
		for _, o := range []metric.DateOrder{metric.DayMonthYear, metric.MonthDayYear} {
			p, _ := metric.ParseDate(text, o)
			if p.N < last[o] {
				e.back[o]++
			}
			last[o] = p.N
		}
	}
	return e
}

// withoutTime cuts the time of day off a date: "2026-01-31T00:00:00Z", "1/31/2026 2:30 PM".
func withoutTime(text string) string {
	if len(text) > 10 && text[4] == '-' && text[7] == '-' && (text[10] == 'T' || text[10] == ' ') {
		return text[:10]
	}
	if i := strings.IndexByte(text, ':'); i > 0 {
		return strings.TrimRight(strings.TrimRight(text[:i], lexicon.DecimalDigits), " T,\u00a0")
	}
	return text
}

// Timed reports a moment with its time of day.
func Timed(c *sheet.Cell) bool {
	switch c.Kind {
	case sheet.Date, sheet.Number:
		return c.Number != math.Trunc(c.Number)
	case sheet.Text:
		return strings.IndexByte(c.Text, ':') > 0 && !strings.Contains(c.Text, "00:00:00")
	}
	return false
}

// Day returns the day of a cell; false for what is no date, and for a date decades from the others.
func (r *Days) Day(c *sheet.Cell) (int, bool) {
	day, ok := r.AnyDay(c)
	return day, ok && day >= r.lo && day <= r.hi
}

// AnyDay returns the day of a cell however far it lies from the others.
func (r *Days) AnyDay(c *sheet.Cell) (int, bool) {
	switch c.Kind {
	case sheet.Date:
		return serialDay(c.Number), true
	case sheet.Number:
		p, ok := r.number(c.Number)
		return DayNumber(p), ok
	case sheet.Text:
		if r.counts != NoClock {
			p, ok := r.digits(c.Text)
			return DayNumber(p), ok
		}
		known := r.text(c.Text)
		return known.day, known.ok
	}
	return 0, false
}

// digits reads a moment that a text file holds as a plain number.
func (r *Days) digits(text string) (metric.Period, bool) {
	v, ok := lexicon.PlainDigits(strings.TrimSpace(text))
	if !ok {
		return metric.Period{}, false
	}
	return r.number(v)
}

// period returns what a cell says as a period of its own grain.
func (r *Days) period(c *sheet.Cell) (metric.Period, bool) {
	switch c.Kind {
	case sheet.Number:
		return r.number(c.Number)
	case sheet.Text:
		if r.counts != NoClock {
			return r.digits(c.Text)
		}
		text := withoutTime(strings.TrimSpace(c.Text))
		if len(metric.DateOrders(text)) == 0 {
			p, ok := metric.ParsePeriod(text)
			return p, ok && Plausible(p) && !p.Fiscal
		}
	case sheet.Date:
		if p := readDate(*c); p.noDay {
			t := c.Time()
			return metric.MonthOf(t.Year(), t.Month()), true
		}
	}
	day, ok := r.AnyDay(c)
	return metric.Period{Grain: metric.Day, N: day}, ok
}

// serialDay turns a serial date into a day as metric.Period counts them.
func serialDay(n float64) int {
	day := int(math.Floor(n))
	if n < 60 {
		day++ // see sheet.Cell.Time
	}
	return day - unixDay
}

func (r *Days) number(v float64) (metric.Period, bool) {
	switch r.counts {
	case serials:
		return metric.Period{Grain: metric.Day, N: serialDay(v)}, true
	case seconds:
		return metric.Period{Grain: metric.Day, N: int(math.Floor(v / 86_400))}, true
	case millis:
		return metric.Period{Grain: metric.Day, N: int(math.Floor(v / 86_400_000))}, true
	case compacts:
		n := int(v)
		day := metric.DayOf(n/10_000, time.Month(n/100%100), n%100)
		_, within := day.Parts()
		return day, within == n%10_000
	}
	return Number(v)
}

// OtherOrder reports a text that can only be read in another order of day and month than the column's.
func (r *Days) OtherOrder(text string) bool { return r.text(text).other }

// knownDays is how many different texts a column's reader remembers.
const knownDays = 1 << 16

// text reads a text, each different one once.
func (r *Days) text(text string) dayOf {
	key := withoutTime(strings.TrimSpace(text))
	if d, ok := r.known[key]; ok {
		return d
	}
	d := r.read(key)
	if len(r.known) < knownDays {
		r.known[strings.Clone(key)] = d
	}
	return d
}

func (r *Days) read(text string) dayOf {
	orders := metric.DateOrders(text)
	p, ok := metric.Period{}, false
	switch {
	case len(orders) == 0:
		p, ok = metric.ParsePeriod(text)
	case slices.Contains(orders, r.order):
		p, ok = metric.ParseDate(text, r.order)
	case r.order == metric.DateOrderUnknown: // no date so far could be read in two ways
		p, ok = metric.ParseDate(text, orders[0])
	default:
		return dayOf{other: true}
	}
	if !ok || !Plausible(p) || p.Fiscal {
		return dayOf{}
	}
	return dayOf{day: DayNumber(p), ok: true}
}

// Turn reads all-digit dates the other way round, for a column whose first rows left it open.
func (r *Days) Turn() {
	r.order, r.Sure, r.Doubts = metric.DayMonthYear+metric.MonthDayYear-r.order, true, nil
	r.known = map[string]dayOf{}
}
