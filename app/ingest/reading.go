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
