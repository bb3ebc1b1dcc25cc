package ingest

import (
	"math"

	"throughline/app/sheet"
)

// How far a row's claim to add up the rows above it is followed. Every total of a table may look back this far.
const (
	mostSumRows    = 2000
	mostSumColumns = 8
)

// proveSum finds the rows right above that a row adds up, in every column where it has a number.
func (b *body) proveSum(row int) (from, to int, ok bool) {
	var columns [][]float64
	for _, c := range b.cols {
		if c.use == useValue && b.g.fact(row, c.n) == isNumber && len(columns) < mostSumColumns {
			columns = append(columns, b.numbersOf(c.n))
		}
	}
	if len(columns) == 0 {
		return 0, 0, false
	}
	sums := make([]float64, len(columns))
	for up := range b.g.rowsUp(row-1, max(b.r.first, row-mostSumRows+1)) {
		if b.roles.At(up, b.r.col1) == sheet.LeftOut || !addTo(sums, columns, up-b.r.first) {
			continue
		}
		if to == 0 {
			to = up
		}
		if up < to && sumsMatch(columns, row-b.r.first, sums) {
			return up, to, true
		}
	}
	return 0, 0, false
}

// numbersOf returns the numbers of a column from the table's first row to its last, NaN where a cell holds none. Every
// cell is read once, however many totals ask for it.
func (b *body) numbersOf(col int) []float64 {
	if numbers := b.sums.numbers[col]; numbers != nil {
		return numbers
	}
	numbers := make([]float64, b.r.last-b.r.first+1)
	for i := range numbers {
		if b.g.stop() {
			return numbers
		}
		numbers[i] = math.NaN()
		if b.g.fact(b.r.first+i, col) == isNumber {
			numbers[i] = b.g.number(b.r.first+i, col).Value
		}
	}
	if b.sums.numbers == nil {
		b.sums.numbers = map[int][]float64{}
	}
	b.sums.numbers[col] = numbers
	return numbers
}

// addTo adds the numbers of a row to the sums, and reports whether it has any.
func addTo(sums []float64, columns [][]float64, i int) (added bool) {
	for c, numbers := range columns {
		if v := numbers[i]; !math.IsNaN(v) {
			sums[c] += v
			added = true
		}
	}
	return added
}

func sumsMatch(columns [][]float64, i int, sums []float64) bool {
	for c, numbers := range columns {
		if !addsUp(numbers[i], sums[c]) {
			return false
		}
	}
	return true
}

// sumAbove sums up a column from the table's first row to the one before row. Rows are asked about from the top down, so
// each goes on from the last.
func (b *body) sumAbove(row, col int) runningSum {
	s, ok := b.sums.above[col]
	if !ok || s.row > row {
		s = runningSum{row: b.r.first}
	}
	for numbers := b.numbersOf(col); s.row < row; s.row++ {
		if v := numbers[s.row-b.r.first]; !math.IsNaN(v) {
			s.sum += v
			s.parts++
		}
	}
	if b.sums.above == nil {
		b.sums.above = map[int]runningSum{}
	}
	b.sums.above[col] = s
	return s
}

// addsColumns reports whether a column adds two or more of the columns of numbers beside it, row by row.
func (b *body) addsColumns(c *column) bool {
	var parts []*column
	for _, o := range b.cols {
		if o != c && o.use == useValue {
			parts = append(parts, o)
		}
	}
	rows := 0
	for row := range b.g.rows(b.r.first, b.r.last) {
		if rows == 50 {
			break
		}
		if b.g.fact(row, c.n) != isNumber {
			continue
		}
		sum := 0.0
		for _, o := range parts {
			if b.g.fact(row, o.n) == isNumber {
				sum += b.g.number(row, o.n).Value
			}
		}
		if !addsUp(b.g.number(row, c.n).Value, sum) {
			return false
		}
		rows++
	}
	return rows > 1 && len(parts) > 1
}

// addsUp reports whether a total is a sum, but for what rounding the parts to whole numbers can make.
func addsUp(total, sum float64) bool {
	return math.Abs(total-sum) <= math.Max(math.Abs(total)*1e-4, 0.51)
}
