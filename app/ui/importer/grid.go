package importer

import (
	"image/color"
	"slices"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"throughline/app/sheet"
	"throughline/app/ui/look"
)

// The measures of the grid, in device-independent pixels.
const (
	rowHeight    float32 = 27
	minColumn    float32 = 56
	maxColumn    float32 = 240
	roomyColumn  float32 = 36  // at most added to a column where there is room
	freeColumn   float32 = 120 // the widest a column outside every table makes itself
	cellPadding  float32 = 9
	farDown              = 8   // a table that begins below this row is scrolled to
	sampledRows          = 300 // rows looked at for the width of a column
	shownColumns         = 1000
)

// grid shows the raw cells of a sheet, coloured by the part each plays in the tables found there. It keeps objects for
// the visible cells alone, so a sheet of 100,000 rows scrolls like a short one. The objects are laid out relative to the
// view, not to the sheet: positions of millions of pixels would not be exact in a float32.
type grid struct {
	widget.BaseWidget

	onRow  func(row int)      // the number of a row was clicked
	onCell func(row, col int) // a cell was clicked, or the cursor moved to it
	onMove func()             // the cursor moved
	onMenu func(at fyne.Position)
	onRune func(r rune) bool
	onKey  func(*fyne.KeyEvent) bool // keys that do not move the cursor

	sheet  *sheet.Sheet
	tables []*sheet.Table // of this sheet
	widths []float32      // of the columns, as their cells want them
	lefts  []float32      // lefts[c] is the left edge of column c+1; the last element is the width of all
	rowBar float32        // the width of the row numbers
	marked sheet.Range    // outlined; the zero Range marks nothing
	doubts []sheet.Range  // cells in doubt
	words  []sheet.Range  // cells with the words that raised a doubt
	hover  int            // the row whose number is under the pointer
	wanted sheet.Range    // to be scrolled to when the grid knows its size

	cursor, anchor cell // the selection lies between the two
	focused        bool
	dragging       bool // cells are being selected with the pointer

	scroll *container.Scroll
}

func newGrid() *grid {
	g := &grid{sheet: &sheet.Sheet{}, cursor: cell{1, 1}, anchor: cell{1, 1}}
	g.scroll = container.NewScroll(newSpacer(g))
	g.scroll.OnScrolled = func(fyne.Position) { g.Refresh() }
	g.ExtendBaseWidget(g)
	return g
}

// show puts another sheet, or another understanding of the same one, into the grid.
func (g *grid) show(s *sheet.Sheet, tables []*sheet.Table) {
	moved := s != g.sheet
	g.sheet, g.tables = s, tables
	g.doubts, g.words = nil, nil
	for _, t := range tables {
		cells, words := doubted(t)
		g.doubts, g.words = append(g.doubts, cells...), append(g.words, words...)
	}
	g.widths = columnWidths(s, tables)
	g.spread(g.Size().Width - g.rowBar)
	g.rowBar = max(44, look.Body.Measure(strconv.Itoa(len(s.Rows))).Width+2*cellPadding)
	if moved {
		g.marked, g.wanted = sheet.Range{}, sheet.Range{}
		g.cursor = cell{1, 1}
		if len(tables) > 0 {
			g.cursor = cell{tables[0].Range.Row1, tables[0].Range.Col1}
		}
		g.anchor = g.cursor
		g.scroll.Offset = fyne.Position{}
	}
	g.scroll.Content.Refresh()
	g.scroll.Refresh()
	if moved && len(tables) > 0 && tables[0].Range.Row1 > farDown {
		r := tables[0].Range
		g.reveal(sheet.Range{Row1: r.Row1 - 2, Col1: r.Col1, Row2: r.Row1 + 12, Col2: r.Col1})
	}
	g.Refresh()
}

// mark outlines a range and scrolls to it where it is out of sight.
func (g *grid) mark(r sheet.Range) {
	if r != (sheet.Range{}) {
		g.reveal(r)
	}
	g.outline(r)
}

// outline outlines a range; the zero Range outlines nothing.
func (g *grid) outline(r sheet.Range) {
	g.marked = r
	g.Refresh()
}

// reveal scrolls so that the first cell of the range is in sight, and the last one too where both fit.
func (g *grid) reveal(r sheet.Range) {
	view := g.scroll.Size()
	if view.Width <= 0 || view.Height <= 0 {
		g.wanted = r
		return
	}
	g.wanted = sheet.Range{}
	// What is pinned covers the cells that lie under it.
	along := func(offset, view, pinned, from, to float32) float32 {
		switch {
		case to-from > view-pinned && from < offset+view-rowHeight && to > offset+pinned+rowHeight: // too large, and in sight
			return offset
		case from < offset+pinned:
			return max(from-pinned, 0)
		case to > offset+view:
			return max(min(from-pinned, to-view), 0)
		}
		return offset
	}
	left, right := g.columnSpan(r.Col1, r.Col2)
	pins := g.pinsFor(r.Row1, r.Col1)
	pinX, pinY := float32(0), float32(0)
	if pins.cols.reaches(r.Col1) {
		pinX = g.pinnedWidth(pins)
	}
	if pins.rows.reaches(r.Row1) {
		pinY = pins.height()
	}
	g.scroll.ScrollToOffset(fyne.NewPos(
		along(g.scroll.Offset.X, view.Width, pinX, left, right),
		along(g.scroll.Offset.Y, view.Height, pinY, float32(r.Row1-1)*rowHeight, float32(r.Row2)*rowHeight)))
}

// columnSpan returns the left edge of a column and the right edge of another, both 1-based.
func (g *grid) columnSpan(first, last int) (left, right float32) {
	if len(g.lefts) < 2 {
		return 0, 0
	}
	n := len(g.lefts) - 1
	return g.lefts[min(max(first, 1), n)-1], g.lefts[min(max(last, 1), n)]
}

func (g *grid) contentSize() fyne.Size {
	if len(g.lefts) == 0 {
		return fyne.Size{}
	}
	return fyne.NewSize(g.lefts[len(g.lefts)-1]+1, float32(len(g.sheet.Rows))*rowHeight+1)
}

// role returns the part a cell plays in the table it belongs to.
func (g *grid) role(row, col int) sheet.Role {
	for _, t := range g.tables {
		if r := t.Role(row, col); r != sheet.Outside {
			return r
		}
	}
	return sheet.Outside
}

// headsNumbers reports whether a header cell stands over values, as their names do over a table's columns.
func (g *grid) headsNumbers(row, col int) bool {
	if g.role(row, col) != sheet.Header {
		return false
	}
	for below := row + 1; below <= row+3; below++ {
		switch g.role(below, col) {
		case sheet.Value, sheet.OtherTake, sheet.Missing:
			return true
		}
	}
	return false
}

// window returns the first and last row and column, 1-based, that show at the present scroll offset.
func (g *grid) window() (row1, row2, col1, col2 int) {
	view, off := g.scroll.Size(), g.scroll.Offset
	row1 = int(off.Y/rowHeight) + 1
	row2 = min(int((off.Y+view.Height)/rowHeight)+1, len(g.sheet.Rows))
	n := len(g.lefts) - 1
	if n < 1 {
		return 1, 0, 1, 0
	}
	col1, _ = slices.BinarySearch(g.lefts, off.X)
	if col1 >= len(g.lefts) || g.lefts[col1] > off.X {
		col1--
	}
	col1 = min(max(col1+1, 1), n)
	col2, _ = slices.BinarySearch(g.lefts, off.X+view.Width)
	return row1, row2, col1, min(max(col2, 1), n)
}

// rowAt returns the row at a height within the grid, 0 outside the rows.
func (g *grid) rowAt(y float32) int {
	if y < rowHeight {
		return 0
	}
	row := int((y-rowHeight+g.scroll.Offset.Y)/rowHeight) + 1
	if row > len(g.sheet.Rows) {
		return 0
	}
	return row
}

// Tapped chooses the row whose number was clicked, or moves the cursor to a column whose letter was.
func (g *grid) Tapped(e *fyne.PointEvent) {
	g.takeFocus()
	switch row := g.rowAt(e.Position.Y); {
	case row > 0 && e.Position.X < g.rowBar:
		g.moveTo(cell{row, g.cursor.col}, false)
		g.onRow(row)
	case e.Position.Y < rowHeight:
		if at, ok := g.cellAt(fyne.NewPos(e.Position.X-g.rowBar, rowHeight/2)); ok {
			g.moveTo(cell{g.cursor.row, at.col}, false)
		}
	}
}

// TappedSecondary offers what can be done with a row or a column, at its number or letter.
func (g *grid) TappedSecondary(e *fyne.PointEvent) {
	g.takeFocus()
	at := g.cursor
	if row := g.rowAt(e.Position.Y); row > 0 {
		at.row = row
	}
	if c, ok := g.cellAt(fyne.NewPos(e.Position.X-g.rowBar, rowHeight/2)); ok && e.Position.X >= g.rowBar {
		at.col = c.col
	}
	g.moveTo(at, false)
	g.onMenu(e.AbsolutePosition)
}

// MouseIn is part of desktop.Hoverable.
func (g *grid) MouseIn(e *desktop.MouseEvent) { g.MouseMoved(e) }

// MouseMoved tints the row number under the pointer, which says that it can be clicked.
func (g *grid) MouseMoved(e *desktop.MouseEvent) {
	row := 0
	if e.Position.X < g.rowBar {
		row = g.rowAt(e.Position.Y)
	}
	g.setHover(row)
}

// MouseOut is part of desktop.Hoverable.
func (g *grid) MouseOut() { g.setHover(0) }

func (g *grid) setHover(row int) {
	if row != g.hover {
		g.hover = row
		g.Refresh()
	}
}

// Cursor is part of desktop.Cursorable.
func (g *grid) Cursor() desktop.Cursor {
	if g.hover > 0 {
		return desktop.PointerCursor
	}
	return desktop.DefaultCursor
}

var (
	_ fyne.Tappable      = (*grid)(nil)
	_ desktop.Hoverable  = (*grid)(nil)
	_ desktop.Cursorable = (*grid)(nil)
)

// spacer is what the scroll scrolls: nothing to see, as large as the sheet.
type spacer struct {
	widget.BaseWidget
	grid *grid
}

var (
	_ fyne.Tappable          = (*spacer)(nil)
	_ fyne.SecondaryTappable = (*spacer)(nil)
	_ fyne.Draggable         = (*spacer)(nil)
)

func newSpacer(g *grid) *spacer {
	s := &spacer{grid: g}
	s.ExtendBaseWidget(s)
	return s
}

// at returns the cell at a position in the sheet, what is pinned above it first.
func (s *spacer) at(p fyne.Position) (cell, bool) {
	return s.grid.cellAt(p.Subtract(s.grid.scroll.Offset))
}

// Tapped chooses the cell that was clicked; the position is one in the sheet, however it is scrolled. With Shift held it
// reaches from the cell that was chosen before.
func (s *spacer) Tapped(e *fyne.PointEvent) {
	s.grid.takeFocus()
	if at, ok := s.at(e.Position); ok {
		s.grid.moveTo(at, look.ShiftHeld())
		s.grid.onCell(at.row, at.col)
	}
}

// TappedSecondary offers what can be done with the cell; a selection that it lies in stays.
func (s *spacer) TappedSecondary(e *fyne.PointEvent) {
	s.grid.takeFocus()
	at, ok := s.at(e.Position)
	if !ok {
		return
	}
	if !s.grid.selection().Contains(at.row, at.col) {
		s.grid.moveTo(at, false)
	}
	s.grid.onMenu(e.AbsolutePosition)
}

// Dragged selects the cells from where the pointer was pressed to where it is; at the edge of the view it goes on beyond.
func (s *spacer) Dragged(e *fyne.DragEvent) {
	g := s.grid
	if !g.dragging {
		g.takeFocus()
		at, ok := s.at(e.Position.SubtractXY(e.Dragged.DX, e.Dragged.DY))
		if !ok {
			return
		}
		g.dragging, g.cursor, g.anchor = true, at, at
	}
	if at, ok := s.at(e.Position); ok {
		g.moveTo(at, true)
	}
}

// DragEnd is part of fyne.Draggable.
func (s *spacer) DragEnd() { s.grid.dragging = false }

// MinSize returns the size of the whole sheet.
func (s *spacer) MinSize() fyne.Size { return s.grid.contentSize() }

// CreateRenderer is part of fyne.Widget.
func (s *spacer) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(canvas.NewRectangle(color.Transparent))
}
