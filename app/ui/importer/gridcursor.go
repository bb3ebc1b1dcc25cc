package importer

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"throughline/app/sheet"
	"throughline/app/ui/look"
)

// cell is a place in the grid, 1-based.
type cell struct{ row, col int }

var (
	_ fyne.Focusable         = (*grid)(nil)
	_ fyne.Shortcutable      = (*grid)(nil)
	_ fyne.SecondaryTappable = (*grid)(nil)
)

// selection returns the cells between the cursor and where selecting began: the cursor's cell alone in most cases.
func (g *grid) selection() sheet.Range {
	return sheet.Range{
		Row1: min(g.cursor.row, g.anchor.row), Col1: min(g.cursor.col, g.anchor.col),
		Row2: max(g.cursor.row, g.anchor.row), Col2: max(g.cursor.col, g.anchor.col),
	}
}

// selected reports whether more than one cell is selected.
func (g *grid) selected() bool { return g.cursor != g.anchor }

// moveTo puts the cursor on a cell and scrolls to it; selecting keeps where the selection began.
func (g *grid) moveTo(to cell, selecting bool) {
	to.row = min(max(to.row, 1), max(len(g.sheet.Rows), 1))
	to.col = min(max(to.col, 1), max(len(g.lefts)-1, 1))
	g.cursor = to
	if !selecting {
		g.anchor = to
	}
	g.reveal(sheet.Range{Row1: to.row, Col1: to.col, Row2: to.row, Col2: to.col})
	g.onMove()
	g.Refresh()
}

// cellAt returns the cell at a position in the view: one that is pinned there, or else the one below.
func (g *grid) cellAt(p fyne.Position) (cell, bool) {
	if len(g.lefts) < 2 {
		return cell{}, false
	}
	pins := g.pins()
	x, y := p.X+g.scroll.Offset.X, p.Y+g.scroll.Offset.Y
	if p.X < g.pinnedWidth(pins) {
		x = p.X + g.lefts[pins.cols.first-1]
	}
	if p.Y < pins.height() {
		y = p.Y + float32(pins.rows.first-1)*rowHeight
	}
	at := cell{row: int(y/rowHeight) + 1}
	for at.col = 1; at.col < len(g.lefts)-1 && g.lefts[at.col] <= x; at.col++ {
	}
	return at, y >= 0 && at.row <= len(g.sheet.Rows) && x >= 0 && x < g.lefts[len(g.lefts)-1]
}

func (g *grid) takeFocus() {
	if c := fyne.CurrentApp().Driver().CanvasForObject(g); c != nil {
		c.Focus(g)
	}
}

// FocusGained is part of fyne.Focusable.
func (g *grid) FocusGained() { g.focused = true; g.Refresh() }

// FocusLost is part of fyne.Focusable.
func (g *grid) FocusLost() { g.focused = false; g.Refresh() }

// TypedRune is part of fyne.Focusable.
func (g *grid) TypedRune(r rune) { g.onRune(r) }

// TypedKey moves the cursor; what does not move it is the screen's, and Escape the window's.
func (g *grid) TypedKey(e *fyne.KeyEvent) {
	if to, ok := g.moved(e.Name); ok {
		g.moveTo(to, look.ShiftHeld())
		g.onCell(g.cursor.row, g.cursor.col)
		return
	}
	if g.onKey(e) {
		return
	}
	if c := fyne.CurrentApp().Driver().CanvasForObject(g); c != nil && e.Name == fyne.KeyEscape && c.OnTypedKey() != nil {
		c.OnTypedKey()(e)
	}
}

// moved returns where a key takes the cursor.
func (g *grid) moved(key fyne.KeyName) (cell, bool) {
	to, page := g.cursor, max(int(g.scroll.Size().Height/rowHeight)-1, 1)
	switch key {
	case fyne.KeyUp:
		to.row--
	case fyne.KeyDown:
		to.row++
	case fyne.KeyLeft:
		to.col--
	case fyne.KeyRight:
		to.col++
	case fyne.KeyHome:
		to.col = 1
	case fyne.KeyEnd:
		to.col = max(g.sheet.RowWidth(to.row), 1)
	case fyne.KeyPageUp:
		to.row -= page
	case fyne.KeyPageDown:
		to.row += page
	default:
		return to, false
	}
	return to, true
}

// TypedShortcut takes the cursor to the first or the last cell, as in a spreadsheet.
func (g *grid) TypedShortcut(s fyne.Shortcut) {
	key, ok := s.(*desktop.CustomShortcut)
	if !ok {
		return
	}
	selecting := key.Modifier&fyne.KeyModifierShift != 0
	switch key.KeyName {
	case fyne.KeyHome:
		g.moveTo(cell{1, 1}, selecting)
	case fyne.KeyEnd:
		g.moveTo(cell{len(g.sheet.Rows), g.sheet.Width()}, selecting)
	}
}
