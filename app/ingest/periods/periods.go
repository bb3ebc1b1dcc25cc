// Package periods reads cells as periods: the header of a table whose periods stand across, a column that dates rows, the days
// on which events happened. It decides the grain, the order of day and month and the year, with the reason, and says what it
// could not decide. It knows cells and words, not sheets and tables: what surrounds the cells is handed to it.
package periods

import (
	"fmt"
	"strconv"
	"strings"

	"throughline/app/brief"
	"throughline/app/ingest/lexicon"
	"throughline/app/metric"
	"throughline/app/sheet"
)

// Axis is what a run of cells says as periods: the header cells over the values of a wide table, or the key column of a
// tall one.
type Axis struct {
	Grain   metric.Grain
	At      []metric.Period // one per cell; zero where the cell is no period of the axis
	Rest    []string        // what else the cell says: "Plan" of "Jan-26 Plan"
	Stray   []int           // cells with a date decades from the others
	Other   []int           // cells that are periods of another grain: a quarter among months
	Found   int             // cells that are periods of the axis
	Undated int             // months, quarters or weeks for which no year was found
	Why     string          // how the periods were read, where that was a decision
	Doubts  []metric.Doubt  // of how they were read; their cell is for the table to say
}

// Count is how many cells could be periods of the axis, with or without their year.
func (a Axis) Count() int { return a.Found + a.Undated }

// Distinct is how many different periods the axis has; the label of a group counts once, over however many cells it stands.
func (a Axis) Distinct() int {
	periods := map[metric.Period]bool{}
	for _, p := range a.At {
		if !p.IsZero() {
			periods[p] = true
		}
	}
	return len(periods) + a.Undated
}

// Cells are the cells of an axis, in order. The sheet that they stand in answers for them.
type Cells interface {
	Len() int
	Cell(i int) sheet.Cell
	Label(i int) string           // its text, or that of the merged range it lies in
	Number(i int) (float64, bool) // of a cell that is a number, or a text that is one
}

// Context is what the surroundings say about an axis.
type Context struct {
	Header string          // the label of the axis: "Week ended"
	Titles []string        // lines above, the sheet's and the file's name: a year may be there
	Years  []metric.Period // the year of each cell where another row or column gives it; zero for none
	Groups []string        // what tells the cells apart beside their period; a year that is counted on begins anew in each
	Parts  bool            // look for periods inside longer labels
	// Beside says what may stand beside a period in a label that is otherwise one, whatever Parts says: "Q3 2026 Budget".
	Beside func(rest string) bool
	By     brief.Periods // what was set by hand
	// Neighbour is the one year that another table of the sheet is of, and where that lies; Year is 0 for none.
	Neighbour Neighbour
	// Settled is how doubts were settled, by their keys.
	Settled map[string]string
	Order   metric.DateOrder // of all-digit dates elsewhere in the workbook, where they tell
	Stop    func() bool      // ends the reading early; what was read is to be thrown away then
}

// Neighbour is a table whose periods all lie in one year.
type Neighbour struct {
	Year  int
	Where string // "A1:D4"
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

// readDate reads a stored date: the day, or as much of it as its format shows.
func readDate(c sheet.Cell) reading {
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

// Number reads a stored number as a year, or as a month or a day written in digits; false for others.
func Number(v float64) (metric.Period, bool) {
	p := readNumber(v, "").period
	return p, !p.IsZero()
}

// readNumber reads a stored number: a year, a month as 202601, or, under a header that says so, the number of a
// month, quarter or week.
func readNumber(v float64, header string) reading {
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

// Plausible keeps numbers that only look like a period out: data of this millennium and the two around it.
func Plausible(p metric.Period) bool {
	year, _ := p.Parts()
	return year >= 1800 && year <= 2150
}
