package ingest

import (
	"fmt"
	"math"

	"throughline/app/brief"
	"throughline/app/sheet"
)

// noteLimit is how many notes of one kind are listed one by one; the rest are counted.
const noteLimit = 12

// wideHeader marks the header cells of a table with periods across.
func (b *builder) wideHeader(w wideSigns) {
	b.markHeader()
	for _, i := range w.cols {
		if c := b.cols[i]; c.use == useValue {
			b.t.Roles.Set(b.r.header[w.row], c.n, sheet.PeriodKey)
		}
	}
}

// downHeader marks the header cells of a table with rows down, and the columns left out.
func (b *builder) downHeader() {
	b.markHeader()
	for _, c := range b.cols {
		if c.use == useCalendar || c.use == useIgnored && c.filled() > 0 && c.numeric() {
			b.markColumn(c, sheet.LeftOut)
		}
	}
}

func (b *builder) markHeader() {
	for row := b.r.top; row < b.r.header[0]; row++ {
		b.markTexts(row, sheet.Title)
	}
	for _, row := range b.r.notes {
		b.markTexts(row, sheet.Title)
	}
	for _, row := range b.r.header {
		b.markTexts(row, sheet.Header)
	}
}

func (b *builder) markTexts(row int, role sheet.Role) {
	for c := b.r.col1; c <= b.r.col2; c++ {
		if b.g.fact(row, c) != isBlank {
			b.t.Roles.Set(row, c, role)
		}
	}
}

// markLabels marks the cells that name or date a row.
func (b *builder) markLabels(row int) {
	for _, c := range b.cols {
		switch c.use {
		case useLabel, useUnit, useOwner, useDefinition, useScenario:
			if b.g.fact(row, c.n) != isBlank {
				b.t.Roles.Set(row, c.n, sheet.Label)
			}
		case useYear, useKey:
			b.t.Roles.Set(row, c.n, sheet.PeriodKey)
		}
	}
}

func (b *builder) markColumn(c *column, role sheet.Role) {
	for row := b.r.first; row <= b.r.last; row++ {
		if b.g.fact(row, c.n) != isBlank {
			b.t.Roles.Set(row, c.n, role)
		}
	}
}

// leaveOutRow marks a row as left out and says why.
func (b *builder) leaveOutRow(row int, code, text string) {
	b.markTexts(row, sheet.LeftOut)
	b.limited(brief.Info, code, sheet.Address(row, b.r.col1), text)
}

// limited adds a note unless there are many of its kind; those are counted and said at the end.
func (b *builder) limited(severity brief.Severity, code, cell, text string) {
	if b.tally.count == nil {
		b.tally.count = map[string]int{}
	}
	if b.tally.count[code]++; b.tally.count[code] <= noteLimit {
		b.note(severity, code, cell, "%s", text)
	}
}

// tally counts notes by kind.
type tally struct{ count map[string]int }

// noteRest says how many notes of each kind were not listed.
func (b *builder) noteRest() {
	for _, n := range b.t.Notes {
		if over := b.tally.count[n.Code] - noteLimit; over > 0 {
			b.note(n.Severity, n.Code, "", "%d more like “%s”", over, short(n.Text))
			b.tally.count[n.Code] = 0
		}
	}
}

// proveSum finds the rows right above that a row adds up, in every column where it has a number.
func (b *builder) proveSum(row int) (from, to int, ok bool) {
	var cols []int
	for _, c := range b.cols {
		if c.use == useValue && b.g.fact(row, c.n) == isNumber {
			cols = append(cols, c.n)
		}
	}
	if len(cols) == 0 {
		return 0, 0, false
	}
	cols = cols[:min(len(cols), 8)]
	sums := make([]float64, len(cols))
	for up := row - 1; up >= b.r.first && row-up < 2000; up-- {
		if b.t.Roles.At(up, b.r.col1) == sheet.LeftOut {
			continue
		}
		added := false
		for i, c := range cols {
			if b.g.fact(up, c) == isNumber {
				sums[i] += b.g.number(up, c).value
				added = true
			}
		}
		if !added {
			continue
		}
		if to == 0 {
			to = up
		}
		if up < to && b.sumsMatch(row, cols, sums) {
			return up, to, true
		}
	}
	return 0, 0, false
}

func (b *builder) sumsMatch(row int, cols []int, sums []float64) bool {
	for i, c := range cols {
		v := b.g.number(row, c).value
		if math.Abs(v-sums[i]) > math.Max(math.Abs(v)*1e-4, 0.51) {
			return false
		}
	}
	return true
}

// noteHidden says which rows and columns of the table are hidden in the workbook; they were read all the same.
func (b *builder) noteHidden() {
	count := func(hidden map[int]bool, from, to int) (n, first int) {
		for i := from; i <= to; i++ {
			if hidden[i] {
				if n++; n == 1 {
					first = i
				}
			}
		}
		return n, first
	}
	if n, first := count(b.g.sheet.HiddenRows, b.r.first, b.r.last); n > 0 {
		b.note(brief.Info, "hidden-rows", sheet.Address(first, b.r.col1), "%s in the table %s hidden in the workbook, from row %d on; %s read like the others.",
			counted(n, "row"), isAre(n), first, itThey(n))
	}
	if n, first := count(b.g.sheet.HiddenCols, b.r.col1, b.r.col2); n > 0 {
		b.note(brief.Info, "hidden-columns", sheet.Address(b.r.header[0], first), "%s of the table %s hidden in the workbook, from column %s on; %s read like the others.",
			counted(n, "column"), isAre(n), sheet.ColumnName(first), itThey(n))
	}
}

func isAre(n int) string {
	if n == 1 {
		return "is"
	}
	return "are"
}

func itThey(n int) string {
	if n == 1 {
		return "it was"
	}
	return "they were"
}

// placesRange covers all the places of strands.
func placesRange(strands []*strand) sheet.Range {
	r := sheet.Range{Row1: math.MaxInt, Col1: math.MaxInt}
	for _, s := range strands {
		for _, p := range s.places {
			r.Row1, r.Col1 = min(r.Row1, p.row), min(r.Col1, p.col)
			r.Row2, r.Col2 = max(r.Row2, p.row), max(r.Col2, p.col)
		}
	}
	return r
}

// cellRef names a cell for a person: its address and, in quotes, what it shows.
func (b *builder) cellRef(row, col int) string {
	return fmt.Sprintf("%s “%s”", sheet.Address(row, col), short(b.g.text(row, col)))
}
