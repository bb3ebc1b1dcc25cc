package ingest

import (
	"fmt"
	"slices"

	"throughline/app/brief"
	"throughline/app/sheet"
)

// fillDown fills the blanks that a pivot table leaves below the label or date of a group, at any depth: in a column that
// stands left of one that names every row, whose own labels stand on rows with values.
func (b *body) fillDown() {
	var rows []int
	for row := range b.g.rows(b.r.first, b.r.last) {
		if b.g.holdsValues(row, b.r) {
			rows = append(rows, row)
		}
	}
	names := b.namingColumn(rows)
	if names == 0 || len(rows) < 4 {
		return
	}
	fill := map[int][]int{} // by column, the rows to be filled
	for col := b.r.col1; col < names; col++ {
		if blanks := b.blanksBelow(col, names, rows); len(blanks) > 0 {
			fill[col] = blanks
		}
	}
	if len(fill) == 0 {
		return
	}
	filled := *b.g.sheet
	filled.Rows = slices.Clone(b.g.sheet.Rows)
	g := *b.g
	g.sheet, g.facts = &filled, slices.Clone(b.g.facts)
	first := 0
	for col := b.r.col1; col < names; col++ {
		for _, row := range fill[col] {
			from := row - 1
			for from > b.r.first && g.fact(from, col) == isBlank {
				from--
			}
			cells := slices.Clone(filled.Rows[row-1])
			cells[col-1] = filled.At(from, col)
			filled.Rows[row-1] = cells
			g.facts[(row-1)*g.w+col-1] = g.facts[(from-1)*g.w+col-1]
			if first == 0 {
				first = row
			}
		}
		if n := len(fill[col]); n > 0 {
			b.note(brief.Info, "filled-down", sheet.Address(fill[col][0], col), "%s", fmt.Sprintf("Column %s is blank below the name of each group; %d cells were read as filled down.", sheet.ColumnName(col), n))
		}
	}
	b.g = &g
}

// namingColumn is the last column of words or dates before the numbers that is filled in nearly every row; 0 for none.
func (b *body) namingColumn(rows []int) int {
	last := 0
	for col := b.r.col1; col <= b.r.col2; col++ {
		words, blanks := 0, 0
		for _, row := range rows {
			switch b.g.fact(row, col) {
			case isText, isDate:
				words++
			case isBlank:
				blanks++
			default:
				return last
			}
		}
		if blanks*4 <= len(rows) && words > 0 {
			last = col
		}
	}
	return last
}

// blanksBelow are the rows in which a column is blank below the label of its group. There are none where a label stands on a
// row without values, which heads the rows below it in another way, or where too little is blank or labelled to tell.
func (b *body) blanksBelow(col, names int, rows []int) []int {
	if b.g.fact(rows[0], col) != isText && b.g.fact(rows[0], col) != isDate {
		return nil
	}
	if b.filledOutside(col, rows) {
		return nil
	}
	labels := 0
	var blanks []int
	for _, row := range rows {
		switch f := b.g.fact(row, col); {
		case f == isText || f == isDate:
			labels++
		case f != isBlank:
			return nil
		case b.g.fact(row, names) != isBlank:
			blanks = append(blanks, row)
		}
	}
	if labels < 2 || len(blanks) < 2 || labels > len(blanks)*3 {
		return nil
	}
	if _, merged := b.g.merge[[2]int{blanks[0], col}]; merged {
		return nil // the label of a merged range counts for all of its rows already
	}
	return blanks
}

// filledOutside tells whether a column holds something in a row of the table that is none of those with values.
func (b *body) filledOutside(col int, rows []int) bool {
	values := map[int]bool{}
	for _, row := range rows {
		values[row] = true
	}
	for row := range b.g.rows(b.r.first, b.r.last) {
		if b.g.fact(row, col) != isBlank && !values[row] {
			return true
		}
	}
	return false
}
