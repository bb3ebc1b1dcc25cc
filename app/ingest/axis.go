package ingest

import (
	"fmt"
	"strconv"
	"strings"

	"throughline/app/brief"
	"throughline/app/ingest/lexicon"
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

// count is how many cells could be periods of the axis, with or without their year.
func (a axis) count() int { return a.found + a.undated }

// distinct is how many different periods the axis has; the label of a group counts once, over however many cells it stands.
func (a axis) distinct() int {
	periods := map[metric.Period]bool{}
	for _, p := range a.at {
		if !p.IsZero() {
			periods[p] = true
		}
	}
	return len(periods) + a.undated
}

// axisContext is what the surroundings say about an axis.
type axisContext struct {
	header string          // the label of the axis: "Week ended"
	titles []string        // lines above, the sheet's and the file's name: a year may be there
	years  []metric.Period // the year of each cell where another row or column gives it; zero for none
	groups []string        // what tells the cells apart beside their period; a year that is counted on begins anew in each
	parts  bool            // look for periods inside longer labels
	by     brief.Periods   // what was set by hand
}

// reading is one cell of an axis on its way to a period.
type reading struct {
	period metric.Period // settled, or a Day still to be put into its grain
	bare   metric.BarePeriod
	text   string // an all-digit date whose order is open
	rest   string
	noDay  bool   // a date whose format shows no day
	lead   string // what stands before the period and says how to take it: "w/e"
}

// readAxis reads cells as periods of one grain: the grain most of them have, dates being put into weeks, months,
// quarters or years by the distance between them.
func (g *grid) readAxis(cells [][2]int, ctx axisContext) axis {
	rs := make([]reading, len(cells))
	for i, c := range cells {
		if g.stop() {
			return axis{at: make([]metric.Period, len(cells)), rest: make([]string, len(cells))}
		}
		rs[i] = g.readPeriodCell(c[0], c[1], ctx)
	}
	a := axis{at: make([]metric.Period, len(cells)), rest: make([]string, len(cells))}
	schoolYears(g, cells, rs)
	a.settleDateOrder(g.canceller, rs, orderSaid(g.order, ctx.header), ctx.by.Order)
	a.settleDays(rs, ctx.header+leads(rs))
	a.settleYears(rs, ctx)
	for i := range rs {
		rs[i].period = setFiscal(rs[i].period, ctx.by.FiscalStart)
	}
	a.settleGrain(rs)
	fiscal := 0
	for i := range rs {
		a.rest[i] = rs[i].rest
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
	if fiscal > 0 && fiscal < a.found {
		a.keepKind(fiscal*2 > a.found)
	}
	return a
}

// settleGrain takes the grain that most cells have, of two the finer one.
func (a *axis) settleGrain(rs []reading) {
	counts := map[metric.Grain]int{}
	for i := range rs {
		if !rs[i].period.IsZero() {
			counts[rs[i].period.Grain]++
		}
	}
	for _, grain := range []metric.Grain{metric.Day, metric.Week, metric.Month, metric.Quarter, metric.Year} {
		if counts[grain] > a.found {
			a.grain, a.found = grain, counts[grain]
		}
	}
}

// keepKind leaves the fiscal or the calendar periods aside, which do not order among each other.
func (a *axis) keepKind(fiscal bool) {
	for i, p := range a.at {
		if !p.IsZero() && p.Fiscal != fiscal {
			a.at[i] = metric.Period{}
			a.other = append(a.other, i)
			a.found--
		}
	}
}

// readPeriodCell reads one cell as far as it goes alone.
func (g *grid) readPeriodCell(row, col int, ctx axisContext) reading {
	text := g.text(row, col)
	switch c := g.cell(row, col); c.Kind {
	case sheet.Date:
		return readPeriodDate(c)
	case sheet.Number:
		return readPeriodNumber(c.Number, ctx.header)
	case sheet.Blank, sheet.Bool, sheet.Error:
		text = g.label(row, col)
	}
	if text = lexicon.Tidy(text); text == "" {
		return reading{}
	}
	if r, ok := readPeriodText(text); ok {
		return r
	}
	switch {
	case g.fact(row, col) == isNumber:
		return readPeriodNumber(g.number(row, col).Value, ctx.header)
	case ctx.parts:
		return readPeriodInside(text)
	}
	return reading{}
}

// readPeriodDate reads a stored date: the day, or as much of it as its format shows.
func readPeriodDate(c sheet.Cell) reading {
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
	case n >= 180001 && n <= 215012, n >= 18000101 && n <= 21501231:
		if p, ok := metric.ParsePeriod(strconv.Itoa(n)); ok {
			return reading{period: p}
		}
	case n >= 1 && n <= 53:
		prefix := map[metric.Grain]string{metric.Month: "M", metric.Quarter: "Q", metric.Week: "W"}[lexicon.CalendarColumns[lexicon.PlainKey(header)]]
		if b, ok := metric.ParseBarePeriod(fmt.Sprintf("%s%d", prefix, n)); ok && prefix != "" {
			return reading{bare: b}
		}
	}
	return reading{}
}

// plausible keeps numbers that only look like a period out: data of this millennium and the two around it.
func plausible(p metric.Period) bool {
	year, _ := p.Parts()
	return year >= 1800 && year <= 2150
}
