package ingest

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"

	"throughline/app/metric"
	"throughline/app/sheet"
)

// axis is what a run of cells says as periods: the header cells over the values of a wide table, or the key column of a
// tall one.
type axis struct {
	grain   metric.Grain
	at      []metric.Period // one per cell; zero where the cell is no period of the axis
	rest    []string        // what else the cell says: "Plan" of "Jan-26 Plan"
	stray   []int           // cells with a date decades from the others
	other   []int           // cells that are periods of another grain: a quarter among months
	found   int             // cells that are periods of the axis
	undated int             // months, quarters or weeks for which no year was found
	why     string          // how the periods were read, where that was a decision
	doubt   string          // what a reader should check
}

// axisContext is what the surroundings say about an axis.
type axisContext struct {
	header string   // the label of the axis: "Week ended"
	titles []string // lines above, the sheet's and the file's name: a year may be there
	years  []int    // the year of each cell where another row or column gives it; 0 for none
	parts  bool     // look for periods inside longer labels
}

// reading is one cell of an axis on its way to a period.
type reading struct {
	period metric.Period // settled, or a Day still to be put into its grain
	bare   metric.BarePeriod
	text   string // an all-digit date whose order is open
	rest   string
	noDay  bool // a date whose format shows no day
}

// readAxis reads cells as periods of one grain: the grain most of them have, dates being put into weeks, months,
// quarters or years by the distance between them.
func (g *grid) readAxis(cells [][2]int, ctx axisContext) axis {
	rs := make([]reading, len(cells))
	for i, c := range cells {
		rs[i] = g.readPeriodCell(c[0], c[1], ctx)
	}
	a := axis{at: make([]metric.Period, len(cells)), rest: make([]string, len(cells))}
	schoolYears(g, cells, rs)
	a.settleDateOrder(rs, g.order)
	a.settleDays(rs, ctx.header)
	a.settleYears(rs, ctx)
	counts := map[metric.Grain]int{}
	for i := range rs {
		a.rest[i] = rs[i].rest
		if !rs[i].period.IsZero() {
			counts[rs[i].period.Grain]++
		}
	}
	for _, grain := range []metric.Grain{metric.Day, metric.Week, metric.Month, metric.Quarter, metric.Year} {
		if counts[grain] > a.found {
			a.grain, a.found = grain, counts[grain]
		}
	}
	fiscal := 0
	for i := range rs {
		switch p := rs[i].period; {
		case p.IsZero():
		case p.Grain == a.grain:
			a.at[i] = p
			if p.Fiscal {
				fiscal++
			}
		default:
			a.other = append(a.other, i)
		}
	}
	// Calendar and fiscal periods do not order among each other; the rarer kind is left aside.
	if fiscal > 0 && fiscal < a.found {
		for i, p := range a.at {
			if !p.IsZero() && p.Fiscal != (fiscal*2 > a.found) {
				a.at[i] = metric.Period{}
				a.other = append(a.other, i)
				a.found--
			}
		}
	}
	return a
}

// readPeriodCell reads one cell as far as it goes alone.
func (g *grid) readPeriodCell(row, col int, ctx axisContext) reading {
	c := g.sheet.At(row, col)
	text := g.text(row, col)
	if c.Kind == sheet.Blank || c.Kind == sheet.Bool || c.Kind == sheet.Error {
		text = g.label(row, col)
	}
	switch {
	case c.Kind == sheet.Date:
		t := c.Time()
		format := strings.ToLower(c.Format)
		r := reading{period: metric.DayOf(t.Year(), t.Month(), t.Day())}
		if !strings.Contains(format, "d") && strings.Contains(format, "y") {
			r.noDay = true
			if !strings.Contains(format, "m") {
				r.period = metric.YearOf(t.Year())
			}
		}
		return r
	case c.Kind == sheet.Number:
		return readPeriodNumber(c.Number, ctx.header)
	case text == "":
		return reading{}
	}
	text = tidy(text)
	if p, ok := metric.ParsePeriod(text); ok && plausible(p) {
		return reading{period: p}
	}
	if from, _, ok := cutRange(text); ok {
		text = from
		if p, ok := metric.ParsePeriod(text); ok && plausible(p) {
			return reading{period: p}
		}
	}
	if b, ok := metric.ParseBarePeriod(text); ok {
		return reading{bare: b}
	}
	if len(metric.DateOrders(text)) > 0 {
		return reading{text: text}
	}
	if g.fact(row, col) == isNumber {
		return readPeriodNumber(g.number(row, col).value, ctx.header)
	}
	if ctx.parts {
		return readPeriodInside(text)
	}
	return reading{}
}

// readPeriodNumber reads a stored number: a year, a month as 202601, or, under a header that says so, the number of a
// month, quarter or week.
func readPeriodNumber(v float64, header string) reading {
	n := int(v)
	if v != float64(n) {
		return reading{}
	}
	switch {
	case n >= 1800 && n <= 2150:
		return reading{period: metric.YearOf(n)}
	case n >= 180001 && n <= 215012:
		if p, ok := metric.ParsePeriod(fmt.Sprint(n)); ok {
			return reading{period: p}
		}
	case n >= 1 && n <= 53:
		prefix := map[metric.Grain]string{metric.Month: "M", metric.Quarter: "Q", metric.Week: "W"}[calendarColumns[plainKey(header)]]
		if b, ok := metric.ParseBarePeriod(fmt.Sprintf("%s%d", prefix, n)); ok && prefix != "" {
			return reading{bare: b}
		}
	}
	return reading{}
}

// readPeriodInside finds a period at the beginning or end of a label: "2012-Q4 CPT (£)", "Plan Jan 2026".
func readPeriodInside(text string) reading {
	words := strings.Fields(strings.ReplaceAll(text, "_", " "))
	for n := min(3, len(words)-1); n >= 1; n-- {
		for _, cut := range []struct{ part, rest []string }{
			{words[:n], words[n:]}, {words[len(words)-n:], words[:len(words)-n]},
		} {
			part := strings.Trim(strings.Join(cut.part, " "), "()[]:,–—-")
			rest := strings.Trim(strings.Join(cut.rest, " "), "()[]:,–—- ")
			if p, ok := metric.ParsePeriod(part); ok && plausible(p) {
				return reading{period: p, rest: rest}
			}
			if b, ok := metric.ParseBarePeriod(part); ok && n == 1 {
				return reading{bare: b, rest: rest}
			}
		}
	}
	return reading{}
}

// plausible keeps numbers that only look like a period out: data of this millennium and the two around it.
func plausible(p metric.Period) bool {
	year, _ := p.Parts()
	return year >= 1800 && year <= 2150
}

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

var schoolYear = regexp.MustCompile(`^\d{4}-\d{2}$`)

// schoolYears reads 2009-10, 2010-11, 2011-12 as years, although 2009-10 alone is October 2009: every one of several
// ends in the year after the one it begins with.
func schoolYears(g *grid, cells [][2]int, rs []reading) {
	texts := map[string]bool{}
	for _, c := range cells {
		if text := tidy(g.text(c[0], c[1])); schoolYear.MatchString(text) {
			texts[text] = true
			if (int(text[2]-'0')*10+int(text[3]-'0')+1)%100 != int(text[5]-'0')*10+int(text[6]-'0') {
				return
			}
		}
	}
	if len(texts) < 2 {
		return
	}
	for i, c := range cells {
		if text := tidy(g.text(c[0], c[1])); texts[text] {
			if p, ok := metric.ParsePeriod(strings.Replace(text, "-", "/", 1)); ok && p.Grain == metric.Month {
				year, _ := p.Parts()
				rs[i].period = metric.FiscalYearOf(year + 1)
			}
		}
	}
}

// settleDateOrder reads all-digit dates in the one order all of them allow; where two are left, in the one that makes
// them follow each other more regularly, and says so.
func (a *axis) settleDateOrder(rs []reading, known metric.DateOrder) {
	var texts []string
	fits := map[metric.DateOrder]int{}
	for i := range rs {
		if rs[i].text == "" {
			continue
		}
		texts = append(texts, rs[i].text)
		for _, o := range metric.DateOrders(rs[i].text) {
			fits[o]++
		}
	}
	if len(texts) == 0 {
		return
	}
	// Dates that decided themselves (31/01/2026) were settled before; they speak for their order all the same.
	orders := []metric.DateOrder{metric.DayMonthYear, metric.MonthDayYear, metric.YearMonthDay}
	most := 0
	for _, o := range orders {
		most = max(most, fits[o])
	}
	orders = slices.DeleteFunc(orders, func(o metric.DateOrder) bool { return fits[o] < most })
	if len(orders) > 1 {
		orders = slices.DeleteFunc(orders, func(o metric.DateOrder) bool { return o == metric.YearMonthDay })
	}
	order := orders[0]
	switch {
	case len(orders) == 1:
	case slices.Contains(orders, known):
		order = known
	default:
		dmy, mdy := disorder(rs, metric.DayMonthYear), disorder(rs, metric.MonthDayYear)
		switch {
		case mdy < dmy:
			order = metric.MonthDayYear
		case mdy == dmy && strings.Contains(texts[0], "/"):
			order = metric.MonthDayYear
			a.doubt = orderDoubt(texts[0], order)
		case mdy == dmy:
			a.doubt = orderDoubt(texts[0], order)
		}
	}
	for i := range rs {
		if rs[i].text != "" {
			if p, ok := metric.ParseDate(rs[i].text, order); ok && plausible(p) {
				rs[i].period = p
			}
		}
	}
}

func orderDoubt(text string, order metric.DateOrder) string {
	p, _ := metric.ParseDate(text, order)
	return fmt.Sprintf("Dates such as “%s” can be read in two ways; this one was taken for %s.", text, p.Start(time.January).Format("2 January 2006"))
}

// disorder grades how irregularly the dates follow each other in an order of their numbers: steps back weigh most, then
// the number of different steps in days or, for dates on one day of the month, in months.
func disorder(rs []reading, order metric.DateOrder) int {
	var days []int
	for i := range rs {
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
		steps[inGrain(metric.Period{Grain: metric.Day, N: days[i]}, grain).N-inGrain(metric.Period{Grain: metric.Day, N: days[i-1]}, grain).N] = true
	}
	return min(back, len(days)-back)*100 + len(steps)
}

// settleDays puts dates into the grain their distance shows.
func (a *axis) settleDays(rs []reading, header string) {
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
			rs[i].period = inGrain(rs[i].period.Add(shift), grain)
		}
	}
	a.why = map[metric.Grain]string{
		metric.Week:    "weeks: the dates are 7 days apart",
		metric.Month:   "months: one date in each month",
		metric.Quarter: "quarters: the dates are three months apart",
		metric.Year:    "years: one date in each year",
	}[grain]
}

// dropStrays takes dates out that lie decades from the rest, which a slip of the format makes: a day in 1900 among those
// of 2016.
func (a *axis) dropStrays(rs []reading, days []int) []int {
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
			a.stray = append(a.stray, i)
		}
	}
	return kept
}

// weekShift moves a date to the middle of the week it begins or ends, so that it falls into the right ISO week whatever
// weekday weeks begin on.
func weekShift(header string) int {
	h := strings.ToLower(header)
	for _, w := range tokens(header) {
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

// grainOf infers the grain of sorted, distinct days.
func grainOf(days []int) metric.Grain {
	if len(days) < 2 {
		return metric.Day
	}
	gap := days[1] - days[0]
	sevens, sameDay, monthEnds, lateDays, monthGap := true, true, true, true, 0
	steps3, steps12, stepsOne := true, true, true
	first := dayTime(days[0])
	for i, n := range days {
		t := dayTime(n)
		sameDay = sameDay && t.Day() == first.Day()
		monthEnds = monthEnds && t.AddDate(0, 0, 1).Day() == 1
		lateDays = lateDays && t.Day() >= 25
		if i == 0 {
			continue
		}
		gap = min(gap, n-days[i-1])
		sevens = sevens && (n-days[i-1])%7 == 0
		prev := dayTime(days[i-1])
		monthGap = (t.Year()-prev.Year())*12 + int(t.Month()-prev.Month())
		if monthGap == 0 {
			sameDay, monthEnds, lateDays = false, false, false
		}
		steps3 = steps3 && monthGap%3 == 0
		steps12 = steps12 && monthGap%12 == 0
		stepsOne = stepsOne && monthGap == 1
	}
	edge := monthEnds || sameDay && first.Day() == 1
	month := int(first.Month())
	switch {
	case steps12 && (monthEnds && month == 12 || sameDay && first.Day() == 1 && month == 1):
		return metric.Year
	case edge && steps3 && (monthEnds && month%3 == 0 || !monthEnds && month%3 == 1):
		return metric.Quarter
	case edge, sameDay, lateDays && stepsOne && len(days) > 2:
		return metric.Month
	case sevens && gap == 7:
		return metric.Week
	}
	return metric.Day
}

func dayTime(n int) time.Time { return time.Unix(int64(n)*86400, 0).UTC() }

// inGrain returns the period of a grain that holds a day.
func inGrain(day metric.Period, grain metric.Grain) metric.Period {
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

// settleYears gives months, quarters and weeks without a year theirs: the year beside each, or the one in the titles,
// counted on where the sequence starts over.
func (a *axis) settleYears(rs []reading, ctx axisContext) {
	var run []int // cells that wait for a year, in order
	for i := range rs {
		if rs[i].bare.Grain == metric.GrainNone {
			continue
		}
		if i < len(ctx.years) && ctx.years[i] != 0 {
			rs[i].period = rs[i].bare.In(ctx.years[i])
			continue
		}
		run = append(run, i)
	}
	if len(run) == 0 {
		return
	}
	year, ends, from, ok := yearIn(ctx.titles)
	if !ok {
		a.undated = len(run)
		return
	}
	wraps := 0
	years := make([]int, len(run))
	for k, i := range run {
		if k > 0 && rs[i].bare.Grain == rs[run[k-1]].bare.Grain && rs[i].bare.Within < rs[run[k-1]].bare.Within {
			wraps++
		}
		years[k] = wraps
	}
	first := year
	if ends {
		first = year - wraps
	}
	for k, i := range run {
		rs[i].period = rs[i].bare.In(first + years[k])
	}
	a.why = fmt.Sprintf("year %d: from “%s”", year, from)
	if wraps > 0 {
		a.doubt = fmt.Sprintf("The months run over the turn of a year; with “%s” the first was taken to lie in %d.", from, first)
	}
}

var (
	fiscalInText = regexp.MustCompile(`(?i)\b(?:fy|fiscal(?: year)?)\s?'?(\d{4}|\d{2})\b`)
	spanInText   = regexp.MustCompile(`\b((?:19|20)\d{2})\s?[/–-]\s?((?:19|20)?\d{2})\b`)
	yearInText   = regexp.MustCompile(`(?:^|[^\d.,])((?:19|20)\d{2})(?:$|[^\d.,])`)
)

// yearIn finds the year a table is about in the lines around it, the nearest first. ends says that it is the year the
// sequence ends in: FY26, 2025/26. A line with several years tells nothing.
func yearIn(titles []string) (year int, ends bool, from string, ok bool) {
	for _, t := range titles {
		if m := spanInText.FindStringSubmatch(t); m != nil {
			if p, isSpan := metric.ParsePeriod(m[1] + "/" + m[2]); isSpan {
				y, _ := p.Parts()
				return y, true, m[0], true
			}
		}
		if m := fiscalInText.FindStringSubmatch(t); m != nil {
			if p, isYear := metric.ParsePeriod("FY" + m[1]); isYear {
				y, _ := p.Parts()
				return y, true, m[0], true
			}
		}
		years := map[string]bool{}
		for _, m := range yearInText.FindAllStringSubmatch(t, -1) {
			years[m[1]] = true
		}
		if len(years) == 1 {
			for y := range years {
				p, _ := metric.ParsePeriod(y)
				return p.N, false, y, true
			}
		}
	}
	return 0, false, "", false
}

// dateOrder finds the order of the numbers in the all-digit dates of a workbook by those that have a day above 12;
// unknown where there are none, or where they disagree.
func dateOrder(wb *sheet.Workbook) metric.DateOrder {
	votes := map[metric.DateOrder]int{}
	for _, s := range wb.Sheets {
		for _, row := range s.Rows {
			for i := range row {
				c := &row[i]
				if c.Kind != sheet.Text || len(c.Text) < 6 || len(c.Text) > 10 || c.Text[0] < '0' || c.Text[0] > '9' || !strings.ContainsAny(c.Text, "/-") {
					continue
				}
				if orders := metric.DateOrders(c.Text); len(orders) == 1 {
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
