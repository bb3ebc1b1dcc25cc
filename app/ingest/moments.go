package ingest

import (
	"iter"

	"throughline/app/ingest/lexicon"
	"throughline/app/ingest/periods"
	"throughline/app/metric"
	"throughline/app/sheet"
)

// axisCells are cells of a grid by row and column, as an axis of periods reads them.
type axisCells struct {
	g  *grid
	at [][2]int
}

func (a axisCells) Len() int              { return len(a.at) }
func (a axisCells) Cell(i int) sheet.Cell { return a.g.cell(a.at[i][0], a.at[i][1]) }
func (a axisCells) Label(i int) string    { return a.g.label(a.at[i][0], a.at[i][1]) }

func (a axisCells) Number(i int) (float64, bool) {
	row, col := a.at[i][0], a.at[i][1]
	if a.g.fact(row, col) != isNumber {
		return 0, false
	}
	return a.g.number(row, col).Value, true
}

// readDays learns from the first rows how a column writes its dates; nil for a column that holds none.
func (b *body) readDays(c *column, rows []int) *periods.Days {
	counts := periods.NoClock
	if c.numeric() {
		counts = periods.ClockOf(c.head, b.someNumbers(c, rows, 500))
	}
	if counts == periods.NoClock && !b.mayHoldDates(c, rows) {
		return nil
	}
	return periods.LearnDays(b.cellsOf(c, rows[:min(len(rows), periods.DaySample)]), counts, c.dates > 0, b.context(c.head))
}

// cellsOf goes through the cells of a column.
func (b *body) cellsOf(c *column, rows []int) iter.Seq[sheet.Cell] {
	return func(yield func(sheet.Cell) bool) {
		for _, row := range b.g.each(rows) {
			if !yield(b.g.cell(row, c.n)) {
				return
			}
		}
	}
}

// someNumbers are the numbers that a column holds in the first so many rows.
func (b *body) someNumbers(c *column, rows []int, most int) []float64 {
	var out []float64
	for _, row := range b.g.each(rows[:min(len(rows), most)]) {
		if b.g.fact(row, c.n) == isNumber {
			out = append(out, b.g.number(row, c.n).Value)
		}
	}
	return out
}

// mayHoldDates admits columns of dates and of words, and of numbers only where these say months.
func (b *body) mayHoldDates(c *column, rows []int) bool {
	switch {
	case c.dates > 0, c.texts > 0 && (!c.numeric() || c.texts*2 >= c.filled()):
		return true
	case lexicon.CalendarColumns[lexicon.PlainKey(c.head)] != metric.GrainNone:
		return true
	}
	return c.numbers > 0 && periods.AreMonths(c.head, b.someNumbers(c, rows, 50))
}
