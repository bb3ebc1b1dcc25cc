package ingest

import (
	"slices"
	"strings"

	"throughline/app/brief"
	"throughline/app/ingest/lexicon"
	"throughline/app/ingest/periods"
	"throughline/app/metric"
	"throughline/app/sheet"
)

// fact is what a cell is to the understanding: text that is a number counts as one.
type fact uint8

const (
	isBlank fact = iota
	isText
	isNumber
	isDate
	isMissing // "n/a", "-", "…"
	isError
	isBool
	isUncounted // a formula with no stored value
)

// grid is a sheet with the fact of every cell, looked up once.
type grid struct {
	book  *sheet.Workbook
	sheet *sheet.Sheet
	h, w  int
	facts []fact
	conv  []lexicon.Convention // per column, 1-based
	open  []bool               // columns, 1-based, of which nothing proves the convention
	merge map[[2]int]sheet.Range
	notes []brief.Note // about the sheet as a whole
	*canceller
	neighbour periods.Neighbour // the dated table that was read before
	order     metric.DateOrder  // of all-digit dates in the workbook, where they tell

	skipRows, skipCols map[int]bool // left out by hand: blank to the understanding
}

// newGrid looks at every cell once, unless the canceller ends it. The decimal convention of text numbers is decided per column by the numbers that can
// only be read one way, then by those of the whole sheet.
func newGrid(c *canceller, book *sheet.Workbook, s *sheet.Sheet, order metric.DateOrder) *grid {
	g := &grid{book: book, sheet: s, canceller: c, order: order, h: len(s.Rows), w: s.Width(), merge: map[[2]int]sheet.Range{}}
	g.facts = make([]fact, g.h*g.w)
	g.conv, g.open = make([]lexicon.Convention, g.w+1), make([]bool, g.w+1)
	g.decideConventions()
	for i, row := range s.Rows {
		if g.stop() {
			break
		}
		for j := range row {
			g.facts[i*g.w+j] = g.factOf(&row[j], j+1)
		}
	}
	for _, m := range s.Merged {
		if m.Row2-m.Row1 > 50 || (m.Row2-m.Row1+1)*(m.Col2-m.Col1+1) > 5000 {
			continue
		}
		for r := m.Row1; r <= min(m.Row2, g.h); r++ {
			for c := m.Col1; c <= min(m.Col2, g.w); c++ {
				g.merge[[2]int{r, c}] = m
			}
		}
	}
	return g
}

// without returns the grid with some rows and columns left out.
func (g *grid) without(rows, cols map[int]bool) *grid {
	out := *g
	out.skipRows, out.skipCols, out.facts = rows, cols, slices.Clone(g.facts)
	for i := range out.facts {
		if out.covers(i/g.w+1, i%g.w+1) {
			out.facts[i] = isBlank
		}
	}
	return &out
}

// covers reports whether a cell is left out by hand.
func (g *grid) covers(row, col int) bool { return g.skipRows[row] || g.skipCols[col] }

// cell returns a cell, a blank one where it is left out by hand.
func (g *grid) cell(row, col int) sheet.Cell {
	if g.covers(row, col) {
		return sheet.Cell{}
	}
	return g.sheet.At(row, col)
}

// factOf decides what a cell is; text in the decimal convention of its column.
func (g *grid) factOf(c *sheet.Cell, col int) fact {
	switch c.Kind {
	case sheet.Number:
		return isNumber
	case sheet.Date:
		return isDate
	case sheet.Bool:
		return isBool
	case sheet.Error:
		return isError
	case sheet.Text:
		if _, ok := lexicon.PlainDigits(c.Text); ok {
			return isNumber
		}
		switch {
		case lexicon.IsGap(c.Text):
			return isMissing
		case isErrorText(c.Text):
			return isError
		}
		if _, ok := lexicon.ParseNumber(c.Text, g.conv[col]); ok {
			return isNumber
		}
		return isText
	}
	if c.Formula {
		return isUncounted
	}
	return isBlank
}

// isErrorText recognises the error marks a text export writes.
func isErrorText(s string) bool {
	s = strings.TrimSpace(s)
	return len(s) > 2 && s[0] == '#' && (s[len(s)-1] == '!' || s[len(s)-1] == '?' || strings.EqualFold(s, "#NULL!"))
}

// fact returns what the cell at a 1-based row and column is, blank outside the sheet.
func (g *grid) fact(row, col int) fact {
	if row < 1 || row > g.h || col < 1 || col > g.w {
		return isBlank
	}
	return g.facts[(row-1)*g.w+col-1]
}

// text is the trimmed text of a cell as the preview shows it.
func (g *grid) text(row, col int) string {
	return strings.TrimSpace(g.cell(row, col).Text)
}

// label is the text of a cell or of the merged range it lies in.
func (g *grid) label(row, col int) string {
	if m, ok := g.merge[[2]int{row, col}]; ok && !g.covers(row, col) {
		return strings.TrimSpace(g.sheet.At(m.Row1, m.Col1).Text) // though its first column may be left out
	}
	return g.text(row, col)
}

// number reads the number of a cell that is one.
func (g *grid) number(row, col int) lexicon.TextNumber {
	c := g.sheet.At(row, col)
	return g.numberOf(&c, col)
}

// numberOf reads the number of a cell of a column, of which factOf says that it is one.
func (g *grid) numberOf(c *sheet.Cell, col int) lexicon.TextNumber {
	if c.Kind == sheet.Text {
		n, _ := lexicon.ParseNumber(c.Text, g.conv[col])
		return n
	}
	return lexicon.TextNumber{Value: c.Number, Scale: 1}
}

// filled counts the cells of a row that are not blank, between two columns.
func (g *grid) filled(row, col1, col2 int) int {
	n := 0
	for c := col1; c <= col2; c++ {
		if g.fact(row, c) != isBlank {
			n++
		}
	}
	return n
}

// stampLike reports a number that reads as a month or a day written in digits: 202601, 20260131.
func (g *grid) stampLike(row, col int) bool {
	if g.fact(row, col) != isNumber {
		return false
	}
	v := g.number(row, col).Value
	_, isPeriod := periods.Number(v)
	return v >= 190001 && v <= 21501231 && isPeriod
}

// yearLike reports a number that reads as a year, the way headers hold them.
func (g *grid) yearLike(row, col int) bool {
	if g.fact(row, col) != isNumber {
		return false
	}
	c := g.sheet.At(row, col)
	n := g.number(row, col)
	if c.Kind == sheet.Text && len(strings.TrimSpace(c.Text)) != 4 && !n.Marked { // "2015 *" is a year still
		return false
	}
	v := n.Value
	return v == float64(int(v)) && v >= 1800 && v <= 2150
}
