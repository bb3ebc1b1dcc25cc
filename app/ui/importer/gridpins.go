package importer

import (
	"throughline/app/sheet"
)

// span is some rows or columns in a row, 1-based; the zero span is none.
type span struct{ first, last int }

func (s span) empty() bool { return s.first == 0 }

// reaches reports whether something lies beyond the span, where the span covers what is scrolled.
func (s span) reaches(n int) bool { return !s.empty() && n > s.last }

// pins are the header rows and the label columns of a table. While the table is scrolled past them they stay in view.
type pins struct{ rows, cols span }

func (p pins) height() float32 {
	if p.rows.empty() {
		return 0
	}
	return float32(p.rows.last-p.rows.first+1) * rowHeight
}

// The most that is pinned: more would leave no room for what is scrolled.
const (
	mostPinnedRows  = 4
	mostPinnedCols  = 3
	mostPinnedShare = 0.45 // of the width of the view
)

func (g *grid) pinnedWidth(p pins) float32 {
	if p.cols.empty() {
		return 0
	}
	left, right := g.columnSpan(p.cols.first, p.cols.last)
	return right - left
}

// pins returns what is pinned at the present scroll offset.
func (g *grid) pins() pins {
	off := g.scroll.Offset
	var p pins
	for _, t := range g.tables {
		rows, cols := headRows(t), g.labelColumns(t)
		left, right := g.columnSpan(t.Range.Col1, t.Range.Col2)
		foot := float32(t.Range.Row2) * rowHeight
		top := float32(rows.first-1) * rowHeight
		if !rows.empty() && off.Y > top && off.Y < foot-(pins{rows: rows}).height()-rowHeight {
			p.rows = rows
		}
		seen := off.Y < foot && off.Y+g.scroll.Size().Height > float32(t.Range.Row1-1)*rowHeight
		if !cols.empty() && seen && off.X > left && off.X < right-g.pinnedWidth(pins{cols: cols})-minColumn {
			p.cols = cols
		}
	}
	return p
}

// pinsFor returns what is pinned where a cell is scrolled to.
func (g *grid) pinsFor(row, col int) pins {
	for _, t := range g.tables {
		if t.Range.Contains(row, col) {
			return pins{headRows(t), g.labelColumns(t)}
		}
	}
	return pins{}
}

// headRows returns the header rows of a table, where they are few and follow each other.
func headRows(t *sheet.Table) span {
	n := len(t.HeaderRows)
	if n == 0 || n > mostPinnedRows || t.HeaderRows[n-1]-t.HeaderRows[0] != n-1 {
		return span{}
	}
	return span{t.HeaderRows[0], t.HeaderRows[n-1]}
}

// labelColumns returns the first columns of a table that hold names or periods, as its first rows show.
func (g *grid) labelColumns(t *sheet.Table) span {
	first := t.Range.Row1
	if n := len(t.HeaderRows); n > 0 {
		first = t.HeaderRows[n-1] + 1
	}
	s := span{}
	for col := t.Range.Col1; col <= min(t.Range.Col2, t.Range.Col1+mostPinnedCols-1); col++ {
		names := false
		for row := first; row < first+3; row++ {
			r := t.Role(row, col)
			names = names || r == sheet.Label || r == sheet.PeriodKey
		}
		if !names {
			break
		}
		s = span{t.Range.Col1, col}
	}
	if g.pinnedWidth(pins{cols: s}) > g.scroll.Size().Width*mostPinnedShare {
		return span{}
	}
	return s
}
