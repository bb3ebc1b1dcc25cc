package ingest

import (
	"math"
	"slices"
	"strings"
	"time"

	"throughline/app/ingest/lexicon"
	"throughline/app/metric"
	"throughline/app/sheet"
)

// dayReader reads the cells of one column as the days events happened on. A column of months, quarters or years is read
// too, by their first day.
type dayReader struct {
	order  metric.DateOrder // of all-digit dates
	sure   bool             // some date tells the order; otherwise it is the likelier one
	counts clock            // what plain numbers count
	finest metric.Grain     // of what the column holds
	doubt  string           // what a reader should check
	lo, hi int              // days beyond are slips of the pen
	known  map[string]dayOf // by text, without its time of day
}

// dayOf is a text's day, as metric.Period counts days.
type dayOf struct {
	day   int
	ok    bool
	other bool // it can only be read in another order than the column's
}

// clock is what a column of plain numbers counts where its header says that they are dates.
type clock uint8

const (
	noClock  clock = iota
	serials        // days since 30 December 1899, without the format of a date
	seconds        // since 1 January 1970
	millis         // since then
	compacts       // 20260131
)

// unixDay is 1 January 1970 as a serial date.
const unixDay = 25_569

// daySample is how many rows of a column are looked at to learn how its dates are written.
const daySample = 20_000

// readDays learns from the first rows how a column writes its dates; nil for a column that holds none.
func (b *body) readDays(c *column, rows []int) *dayReader {
	r := &dayReader{known: map[string]dayOf{}, order: b.recipe.Periods.Order, lo: math.MinInt, hi: math.MaxInt}
	if r.counts = b.clockOf(c, rows); r.counts == noClock && !b.mayHoldDates(c, rows) {
		return nil
	}
	rows = rows[:min(len(rows), daySample)]
	r.settleOrder(b, c, rows)
	filled := 0
	var days []int
	grains := map[metric.Grain]int{}
	for _, row := range b.g.each(rows) {
		if b.g.fact(row, c.n) == isBlank {
			continue
		}
		filled++
		cell := b.g.sheet.At(row, c.n)
		if p, ok := r.period(&cell); ok {
			grains[p.Grain]++
			days = append(days, dayNumber(p))
		}
	}
	if len(days) == 0 || len(days)*10 < filled*6 || filled*10 < len(rows)*3 {
		return nil
	}
	for g, n := range grains {
		if n*2 > len(days) {
			r.finest = g
		}
	}
	if r.finest == metric.GrainNone || r.finest == metric.Year && c.dates == 0 {
		return nil // years alone do not say when something happened
	}
	slices.Sort(days)
	const decades = 30 * 365
	r.lo, r.hi = days[len(days)/2]-decades, days[len(days)/2]+decades
	return r
}

// mayHoldDates admits columns of dates and of words, and of numbers only where these say months.
func (b *body) mayHoldDates(c *column, rows []int) bool {
	switch {
	case c.dates > 0, c.texts > 0 && (!c.numeric() || c.texts*2 >= c.filled()):
		return true
	case lexicon.CalendarColumns[lexicon.PlainKey(c.head)] != metric.GrainNone:
		return true
	}
	return c.numbers > 0 && b.yearMonths(c, rows)
}

// dayNumber is the first day of a period as metric.Period counts days.
func dayNumber(p metric.Period) int {
	if p.Grain == metric.Day {
		return p.N
	}
	return int(p.Start(time.January).Unix() / 86400)
}

// yearMonths reports a column of numbers such as 202601.
func (b *body) yearMonths(c *column, rows []int) bool {
	for _, row := range b.g.each(rows[:min(len(rows), 50)]) {
		if b.g.fact(row, c.n) != isNumber {
			continue
		}
		if p := readPeriodNumber(b.g.number(row, c.n).Value, "").period; p.Grain != metric.Month {
			return false
		}
	}
	_, said := lexicon.HasWord(c.head, lexicon.DateWords)
	return said
}

// clockOf recognises numbers that are moments: under a header that says so, days in the range of this century, or the
// seconds or milliseconds that programs count.
func (b *body) clockOf(c *column, rows []int) clock {
	if !c.numeric() {
		return noClock
	}
	if _, said := lexicon.HasWord(lexicon.SplitCamel(strings.ReplaceAll(c.head, "_", " ")), lexicon.MomentWords); !said {
		return noClock
	}
	ranges := []struct {
		is       clock
		from, to float64
	}{
		{serials, 18_264, 73_051}, // 1950 to 2100
		{compacts, 19_500_101, 20_991_231},
		{seconds, 6e8, 4.2e9},
		{millis, 6e11, 4.2e12},
	}
	for _, r := range ranges {
		n, fits := 0, true
		for _, row := range b.g.each(rows[:min(len(rows), 500)]) {
			if b.g.fact(row, c.n) != isNumber {
				continue
			}
			v := b.g.number(row, c.n).Value
			n++
			fits = fits && v >= r.from && v < r.to
		}
		if n > 0 && fits {
			return r.is
		}
	}
	return noClock
}

// settleOrder decides in which order all-digit dates hold day and month: as the recipe says, as the dates that can be
// read in one way only show, as elsewhere in the workbook, or in the order in which the rows go back in time less often.
func (r *dayReader) settleOrder(b *body, c *column, rows []int) {
	if r.order != metric.DateOrderUnknown {
		r.sure = true
		return
	}
	e := b.orderEvidence(c, rows)
	dmy, mdy := e.votes[metric.DayMonthYear], e.votes[metric.MonthDayYear]
	switch {
	case dmy != mdy:
		r.sure = true
		r.order = metric.DayMonthYear
		if mdy > dmy {
			r.order = metric.MonthDayYear
		}
	case e.votes[metric.YearMonthDay] > 0:
		r.order = metric.YearMonthDay
	case orderSaid(b.g.order, c.head) != metric.DateOrderUnknown:
		r.order = orderSaid(b.g.order, c.head)
	case e.example != "":
		r.order = metric.DayMonthYear
		apart := e.back[metric.DayMonthYear] - e.back[metric.MonthDayYear]
		if apart > 0 || apart == 0 && strings.Contains(e.example, "/") {
			r.order = metric.MonthDayYear
		}
		if apart == 0 {
			r.doubt = orderDoubt(e.example, r.order)
		}
	}
}

// orderEvidence is what the all-digit dates of a column say of the order of their numbers.
type orderEvidence struct {
	votes   map[metric.DateOrder]int // dates that can be read in this order only
	back    map[metric.DateOrder]int // steps back in time, of dates that can be read in two
	example string                   // the last of these
}

func (b *body) orderEvidence(c *column, rows []int) orderEvidence {
	e := orderEvidence{votes: map[metric.DateOrder]int{}, back: map[metric.DateOrder]int{}}
	last := map[metric.DateOrder]int{}
	for _, row := range b.g.each(rows) {
		if b.g.fact(row, c.n) != isText {
			continue
		}
		text := withoutTime(b.g.text(row, c.n))
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

// timed reports a moment with its time of day.
func timed(c *sheet.Cell) bool {
	switch c.Kind {
	case sheet.Date, sheet.Number:
		return c.Number != math.Trunc(c.Number)
	case sheet.Text:
		return strings.IndexByte(c.Text, ':') > 0 && !strings.Contains(c.Text, "00:00:00")
	}
	return false
}

// day returns the day of a cell; false for what is no date, and for a date decades from the others.
func (r *dayReader) day(c *sheet.Cell) (int, bool) {
	day, ok := r.anyDay(c)
	return day, ok && day >= r.lo && day <= r.hi
}

func (r *dayReader) anyDay(c *sheet.Cell) (int, bool) {
	switch c.Kind {
	case sheet.Date:
		return serialDay(c.Number), true
	case sheet.Number:
		p, ok := r.number(c.Number)
		return dayNumber(p), ok
	case sheet.Text:
		if r.counts != noClock {
			p, ok := r.digits(c.Text)
			return dayNumber(p), ok
		}
		known := r.text(c.Text)
		return known.day, known.ok
	}
	return 0, false
}

// digits reads a moment that a text file holds as a plain number.
func (r *dayReader) digits(text string) (metric.Period, bool) {
	v, ok := lexicon.PlainDigits(strings.TrimSpace(text))
	if !ok {
		return metric.Period{}, false
	}
	return r.number(v)
}

// period returns what a cell says as a period of its own grain.
func (r *dayReader) period(c *sheet.Cell) (metric.Period, bool) {
	switch c.Kind {
	case sheet.Number:
		return r.number(c.Number)
	case sheet.Text:
		if r.counts != noClock {
			return r.digits(c.Text)
		}
		text := withoutTime(strings.TrimSpace(c.Text))
		if len(metric.DateOrders(text)) == 0 {
			p, ok := metric.ParsePeriod(text)
			return p, ok && plausible(p) && !p.Fiscal
		}
	case sheet.Date:
		if p := readPeriodDate(*c); p.noDay {
			t := c.Time()
			return metric.MonthOf(t.Year(), t.Month()), true
		}
	}
	day, ok := r.anyDay(c)
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

func (r *dayReader) number(v float64) (metric.Period, bool) {
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
	p := readPeriodNumber(v, "").period
	return p, !p.IsZero()
}

// knownDays is how many different texts a column's reader remembers.
const knownDays = 1 << 16

// text reads a text, each different one once.
func (r *dayReader) text(text string) dayOf {
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

func (r *dayReader) read(text string) dayOf {
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
	if !ok || !plausible(p) || p.Fiscal {
		return dayOf{}
	}
	return dayOf{day: dayNumber(p), ok: true}
}

// turn reads all-digit dates the other way round, for a column whose first rows left it open.
func (r *dayReader) turn() {
	r.order, r.sure, r.doubt = metric.DayMonthYear+metric.MonthDayYear-r.order, true, ""
	r.known = map[string]dayOf{}
}
