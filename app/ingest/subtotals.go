package ingest

import (
	"throughline/app/ingest/lexicon"
)

// findSubtotals finds the rows that add up the rows right below them, as compact pivot tables and statements have them: the
// rows fall into two groups or more, each headed by the sum of its own, with nothing left over but a total at the end.
func (b *body) findSubtotals() map[int]bool {
	var rows, cols []int
	for _, c := range b.cols {
		if c.numeric() && c.use == useValue && len(cols) < mostSumColumns {
			cols = append(cols, c.n)
		}
	}
	for row := range b.g.rows(b.r.first, b.r.last) {
		if len(cols) > 0 && b.g.fact(row, cols[0]) == isNumber && !lexicon.IsSum(b.firstText(row)) && !lexicon.IsTotal(b.firstText(row)) {
			rows = append(rows, row)
		}
	}
	if len(rows) < 6 || len(rows) > mostSumRows {
		return nil
	}
	heads := map[int]bool{}
	for i := 0; i < len(rows); {
		n := b.membersBelow(rows[i:], cols)
		if n < 2 {
			return nil
		}
		heads[rows[i]] = true
		i += n + 1
	}
	if len(heads) < 2 {
		return nil
	}
	return heads
}

// membersBelow is how many of the rows below the first one it adds up, in every column; 0 where there are no two.
func (b *body) membersBelow(rows, cols []int) int {
	sums := make([]float64, len(cols))
	for n, row := range rows[1:] {
		match := n > 0
		for k, col := range cols {
			if b.g.fact(row, col) == isNumber {
				sums[k] += b.g.number(row, col).Value
			}
			if b.g.fact(rows[0], col) == isNumber {
				head := b.g.number(rows[0], col).Value
				match = match && head != 0 && addsUp(head, sums[k])
			}
		}
		if match {
			return n + 1
		}
	}
	return 0
}
