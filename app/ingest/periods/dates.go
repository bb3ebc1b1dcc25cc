package periods

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"throughline/app/ingest/lexicon"
	"throughline/app/language"
	"throughline/app/metric"
	"throughline/app/sheet"
)

// rangeSigns part the two ends of a range of dates.
var rangeSigns = []string{" - ", " – ", " — ", " to ", "–"}

// cutRange splits a range of dates, "01/02/2019 - 01/08/2019", which counts by its first day.
func cutRange(text string) (from, to string, ok bool) {
	for _, sign := range rangeSigns {
		if a, b, found := strings.Cut(text, sign); found && len(metric.DateOrders(strings.TrimSpace(a))) > 0 {
			return strings.TrimSpace(a), strings.TrimSpace(b), true
		}
	}
	return "", "", false
}

// settleDateOrder reads all-digit dates in the one order all of them allow; where two are left, in the one that the
// workbook's other dates have or that makes them follow each other more regularly, and says so. Dates that decide
// themselves (31/01/2026) were settled before. An order set by hand stands, whatever else.
func (a *Axis) settleDateOrder(rs []reading, ctx Context) {
	stop, known, chosen := ctx.Stop, orderSaid(ctx.Order, ctx.Header), ctx.By.Order
	orders, example := ordersAllowed(stop, rs)
	var order metric.DateOrder
	switch {
	case len(orders) == 0:
		return
	case chosen != metric.DateOrderUnknown:
		order = chosen
		a.Why = fmt.Sprintf("Dates such as “%s” were read %s, as set at import.", example, orderWords[order])
	case len(orders) == 1:
		order = orders[0]
	case slices.Contains(orders, known):
		order = known
	default:
		order = a.likelierOrder(stop, rs, example, ctx.Settled)
	}
	for i := range rs {
		if stop() {
			break
		}
		if rs[i].text != "" {
			if p, ok := metric.ParseDate(rs[i].text, order); ok && Plausible(p) {
				rs[i].period = p
			}
		}
	}
}

// orderSaid is the order known of a workbook's dates, or else the one that the language of their header writes: the day
// first, in every one of these.
func orderSaid(known metric.DateOrder, header string) metric.DateOrder {
	if _, ok := lexicon.HasWord(header, dayFirstWords); ok && known == metric.DateOrderUnknown {
		return metric.DayMonthYear
	}
	return known
}

// dayFirstWords are “date” in languages that write the day first.
var dayFirstWords = language.Set("sheet.day-first")

// ordersAllowed returns the orders that most of the open dates can be read in, with the first of these dates; more than
// one only where both the day and the month may come first.
func ordersAllowed(stop func() bool, rs []reading) (orders []metric.DateOrder, example string) {
	fits := map[metric.DateOrder]int{}
	most := 0
	for i := range rs {
		if stop() {
			break
		}
		if example == "" {
			example = rs[i].text
		}
		for _, o := range metric.DateOrders(rs[i].text) {
			fits[o]++
			most = max(most, fits[o])
		}
	}
	if example == "" {
		return nil, ""
	}
	for _, o := range []metric.DateOrder{metric.DayMonthYear, metric.MonthDayYear, metric.YearMonthDay} {
		if fits[o] == most && (o != metric.YearMonthDay || len(orders) == 0) {
			orders = append(orders, o)
		}
	}
	return orders, example
}

// likelierOrder picks between the day and the month first by which dates follow each other more regularly; where both
// do, slashes speak for the American order, and the choice is a doubt.
func (a *Axis) likelierOrder(stop func() bool, rs []reading, example string, settled map[string]string) metric.DateOrder {
	dmy, mdy := disorder(stop, rs, metric.DayMonthYear), disorder(stop, rs, metric.MonthDayYear)
	order := metric.DayMonthYear
	if mdy < dmy || mdy == dmy && strings.Contains(example, "/") {
		order = metric.MonthDayYear
	}
	if mdy == dmy {
		d := orderDoubt(example, order)
		order = orderReadings[d.Settle(settled)]
		a.Doubts = append(a.Doubts, d)
	}
	return order
}

var orderWords = map[metric.DateOrder]string{
	metric.DayMonthYear: "with the day first", metric.MonthDayYear: "with the month first", metric.YearMonthDay: "with the year first",
}

// orderReadings are what the readings of such a doubt are called.
var orderReadings = map[string]metric.DateOrder{"day first": metric.DayMonthYear, "month first": metric.MonthDayYear}

// orderDoubt is the doubt of a date that can be read in two ways and was read in one order.
func orderDoubt(text string, order metric.DateOrder) metric.Doubt {
	shown := func(o metric.DateOrder) string {
		p, _ := metric.ParseDate(text, o)
		return p.Start(time.January).Format("2 January 2006")
	}
	d := metric.Doubt{
		Kind: metric.PeriodDoubt, Key: "period-order", Read: "day first", Effect: "day or month first",
		Readings: []metric.DoubtReading{{Reading: "day first", Value: shown(metric.DayMonthYear)}, {Reading: "month first", Value: shown(metric.MonthDayYear)}},
		Text:     fmt.Sprintf("Dates such as “%s” can be read in two ways; this one was taken for %s.", text, shown(order)),
	}
	if order == metric.MonthDayYear {
		d.Read = "month first"
	}
	return d
}

// disorder grades how irregularly the dates follow each other in an order of their numbers: steps back weigh most, then
// the number of different steps in days or, for dates on one day of the month, in months.
func disorder(stop func() bool, rs []reading, order metric.DateOrder) int {
	var days []int
	for i := range rs {
		if stop() {
			return 0
		}
		p := rs[i].period
		if rs[i].text != "" {
			p, _ = metric.ParseDate(rs[i].text, order)
		}
		if p.Grain == metric.Day && (len(days) == 0 || days[len(days)-1] != p.N) {
			days = append(days, p.N)
		}
	}
	back := 0
	for i := 1; i < len(days); i++ {
		if days[i] < days[i-1] {
			back++
		}
	}
	slices.Sort(days)
	days = slices.Compact(days)
	grain := grainOf(days)
	steps := map[int]bool{}
	for i := 1; i < len(days); i++ {
		steps[InGrain(metric.Period{Grain: metric.Day, N: days[i]}, grain).N-InGrain(metric.Period{Grain: metric.Day, N: days[i-1]}, grain).N] = true
	}
	return min(back, len(days)-back)*100 + len(steps)
}

// settleDays puts dates into the grain their distance shows.
func (a *Axis) settleDays(rs []reading, header string) {
	var days []int
	noDay, dated := 0, 0
	for i := range rs {
		if rs[i].period.Grain == metric.Day {
			days = append(days, rs[i].period.N)
			dated++
			if rs[i].noDay {
				noDay++
			}
		}
	}
	if dated == 0 {
		return
	}
	slices.Sort(days)
	days = a.dropStrays(rs, slices.Compact(days))
	grain := grainOf(days)
	if noDay*2 > dated && grain < metric.Month {
		grain = metric.Month
	}
	if grain == metric.Day {
		return
	}
	shift := 0
	if grain == metric.Week {
		shift = weekShift(header)
	}
	for i := range rs {
		if rs[i].period.Grain == metric.Day {
			rs[i].period = InGrain(rs[i].period.Add(shift), grain)
		}
	}
	a.Why = map[metric.Grain]string{
		metric.Week:    "The dates are 7 days apart; they were read as weeks.",
		metric.Month:   "There is one date in each month; they were read as months.",
		metric.Quarter: "The dates are three months apart; they were read as quarters.",
		metric.Year:    "There is one date in each year; they were read as years.",
	}[grain]
}

// dropStrays takes dates out that lie decades from the rest, which a slip of the format makes: a day in 1900 among those
// of 2016.
func (a *Axis) dropStrays(rs []reading, days []int) []int {
	const decades = 30 * 365
	if len(days) < 4 {
		return days
	}
	middle := days[len(days)/2]
	kept := slices.DeleteFunc(slices.Clone(days), func(n int) bool { return n < middle-decades || n > middle+decades })
	if len(kept) == len(days) || len(kept)*10 < len(days)*9 {
		return days
	}
	for i := range rs {
		if p := rs[i].period; p.Grain == metric.Day && (p.N < middle-decades || p.N > middle+decades) {
			rs[i].period = metric.Period{}
			a.Stray = append(a.Stray, i)
		}
	}
	return kept
}

// weekShift moves a date to the middle of the week it begins or ends, so that it falls into the right ISO week whatever
// weekday weeks begin on.
func weekShift(header string) int {
	h := strings.ToLower(header)
	for _, w := range lexicon.Tokens(header) {
		switch {
		case strings.HasPrefix(w, "start"), strings.HasPrefix(w, "commenc"), strings.HasPrefix(w, "begin"), w == "from":
			return 3
		case w == "end", w == "ended", w == "ending":
			return -3
		}
	}
	switch {
	case strings.Contains(h, "w/c"), strings.Contains(h, "week of"):
		return 3
	case strings.Contains(h, "w/e"):
		return -3
	}
	return 0
}

// InGrain returns the period of a grain that holds a day.
func InGrain(day metric.Period, grain metric.Grain) metric.Period {
	t := dayTime(day.N)
	switch grain {
	case metric.Week:
		return metric.WeekOf(t.ISOWeek())
	case metric.Month:
		return metric.MonthOf(t.Year(), t.Month())
	case metric.Quarter:
		return metric.QuarterOf(t.Year(), (int(t.Month())+2)/3)
	case metric.Year:
		return metric.YearOf(t.Year())
	}
	return day
}

// WorkbookOrder finds the order of the numbers in the all-digit dates of a workbook by those that have a day above 12;
// unknown where there are none, or where they disagree.
func WorkbookOrder(stop func() bool, wb *sheet.Workbook) metric.DateOrder {
	votes := map[metric.DateOrder]int{}
	for _, s := range wb.Sheets {
		for _, row := range s.Rows {
			if stop() {
				break
			}
			for i := range row {
				if !beginsAsDate(&row[i]) {
					continue
				}
				if orders := metric.DateOrders(row[i].Text); len(orders) == 1 {
					votes[orders[0]]++
				}
			}
		}
	}
	dmy, mdy := votes[metric.DayMonthYear], votes[metric.MonthDayYear]
	switch {
	case dmy > 0 && mdy == 0:
		return metric.DayMonthYear
	case mdy > 0 && dmy == 0:
		return metric.MonthDayYear
	}
	return metric.DateOrderUnknown
}

// beginsAsDate reports whether a cell may be an all-digit date with its year at the end; it is quick, as every cell of a
// workbook is asked.
func beginsAsDate(c *sheet.Cell) bool {
	text := c.Text
	return c.Kind == sheet.Text && len(text) >= 6 && len(text) <= 10 && text[0] >= '0' && text[0] <= '9' && strings.ContainsAny(text[1:3], "/-")
}
