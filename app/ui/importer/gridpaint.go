package importer

import (
	"image/color"
	"slices"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"throughline/app/sheet"
	"throughline/app/ui/look"
)

// CreateRenderer is part of fyne.Widget.
func (g *grid) CreateRenderer() fyne.WidgetRenderer {
	r := &gridRenderer{g: g, frame: canvas.NewRectangle(color.Transparent)}
	for _, l := range r.layers() {
		l.box = container.NewWithoutLayout()
		l.clip = container.NewClip(l.box)
	}
	r.objects = []fyne.CanvasObject{
		r.cells.clip, r.pinnedCols.clip, r.pinnedRows.clip, r.pinnedBoth.clip, g.scroll, r.top.clip, r.side.clip, r.corner.clip, r.frame,
	}
	r.Refresh()
	return r
}

// layer is one clipped part of the grid with the objects drawn in it, which are kept from one drawing to the next.
type layer struct {
	clip  *container.Clip
	box   *fyne.Container
	boxes []*canvas.Rectangle
	texts []*canvas.Text
	usedB int
	usedT int
}

func (l *layer) place(x, y, w, h float32) {
	place(l.clip, x, y, w, h)
	l.box.Resize(l.clip.Size())
}

func (l *layer) begin() { l.box.Objects, l.usedB, l.usedT = l.box.Objects[:0], 0, 0 }

func (l *layer) rect(x, y, w, h float32, fill color.Color) *canvas.Rectangle {
	if l.usedB == len(l.boxes) {
		l.boxes = append(l.boxes, canvas.NewRectangle(nil))
	}
	b := l.boxes[l.usedB]
	l.usedB++
	b.FillColor, b.StrokeColor, b.StrokeWidth, b.CornerRadius = fill, nil, 0, 0
	b.Move(fyne.NewPos(x, y))
	b.Resize(fyne.NewSize(w, h))
	l.box.Objects = append(l.box.Objects, b)
	return b
}

// text draws one line, cut with an ellipsis where it is wider than w.
func (l *layer) text(x, y, w float32, s look.Style, text string) {
	if l.usedT == len(l.texts) {
		l.texts = append(l.texts, canvas.NewText("", nil))
	}
	t := l.texts[l.usedT]
	l.usedT++
	text = s.Fit(text, w)
	size := s.Measure(text)
	switch s.Align {
	case fyne.TextAlignTrailing:
		x += w - size.Width
	case fyne.TextAlignCenter:
		x += (w - size.Width) / 2
	}
	t.Text, t.Color, t.TextSize, t.TextStyle = text, look.Color(s.ColorName()), s.TextSize(), fyne.TextStyle{Bold: s.Bold}
	t.Move(fyne.NewPos(x, y+(rowHeight-size.Height)/2))
	t.Resize(size)
	l.box.Objects = append(l.box.Objects, t)
}

type gridRenderer struct {
	g                                         *grid
	cells, pinnedCols, pinnedRows, pinnedBoth layer // the pinned ones lie over the cells while those are scrolled past them
	top, side, corner                         layer
	frame                                     *canvas.Rectangle
	objects                                   []fyne.CanvasObject
}

func (r *gridRenderer) layers() []*layer {
	return []*layer{&r.cells, &r.pinnedCols, &r.pinnedRows, &r.pinnedBoth, &r.top, &r.side, &r.corner}
}

// Destroy is part of fyne.WidgetRenderer.
func (r *gridRenderer) Destroy() {}

// Objects is part of fyne.WidgetRenderer.
func (r *gridRenderer) Objects() []fyne.CanvasObject { return r.objects }

// MinSize is part of fyne.WidgetRenderer.
func (r *gridRenderer) MinSize() fyne.Size { return fyne.NewSize(220, 4*rowHeight) }

// wants returns the height that shows every row at a width.
func (g *grid) wants(width float32) float32 {
	h := rowHeight + g.contentSize().Height
	if g.rowBar+g.contentSize().Width > width {
		h += look.Size(theme.SizeNameScrollBar) // the bar would lie over the last row
	}
	return h
}

// Layout is part of fyne.WidgetRenderer.
func (r *gridRenderer) Layout(size fyne.Size) {
	bar := r.g.rowBar
	r.g.spread(size.Width - bar)
	// The bar of the scroll stands beside a narrow sheet, not at the far end of the room there is.
	room := r.g.contentSize().Width + look.Size(theme.SizeNameScrollBar)
	view := fyne.NewSize(max(min(size.Width-bar, room), 0), max(size.Height-rowHeight, 0))
	place(r.g.scroll, bar, rowHeight, view.Width, view.Height)
	if r.g.wanted != (sheet.Range{}) && view.Height > 0 {
		r.g.reveal(r.g.wanted)
	}
	r.top.place(bar, 0, view.Width, rowHeight)
	r.side.place(0, rowHeight, bar, view.Height)
	r.corner.place(0, 0, bar, rowHeight)
	// A short or narrow sheet ends before the view does; the frame ends with it.
	content := r.g.contentSize()
	place(r.frame, 0, 0, min(size.Width, bar+content.Width), min(size.Height, rowHeight+content.Height))
	r.draw()
}

// Refresh is part of fyne.WidgetRenderer.
func (r *gridRenderer) Refresh() {
	r.Layout(r.g.Size())
	canvas.Refresh(r.g)
}

// pane is a layer that shows some rows and columns of the sheet: the scrolled cells, or a part that is pinned over them.
type pane struct {
	*layer
	rows, cols span
	x, y       float64 // of the sheet, at the pane's upper left corner: exact, where a float32 of a long sheet is not
}

func (p pane) left(x float32) float32 { return float32(float64(x) - p.x) }

func (p pane) top(row int) float32 { return float32(float64(row-1)*float64(rowHeight) - p.y) }

// draw puts what shows into the layers.
func (r *gridRenderer) draw() {
	g := r.g
	for _, l := range r.layers() {
		l.begin()
	}
	r.frame.StrokeColor, r.frame.StrokeWidth = look.Color(look.Hairline), 1
	if g.focused {
		r.frame.StrokeColor = look.Color(look.Accent)
	}
	row1, row2, col1, col2 := g.window()
	view, off, content, pins := g.scroll.Size(), g.scroll.Offset, g.contentSize(), g.pins()
	rows, cols := span{row1, row2}, span{col1, col2}
	right, foot := min(content.Width-off.X, view.Width), min(content.Height-off.Y, view.Height)
	pinX, pinY := min(g.pinnedWidth(pins), right), min(pins.height(), foot)

	x, y := float64(off.X), float64(off.Y)
	pinnedX, pinnedY := 0.0, float64(pins.rows.first-1)*float64(rowHeight)
	if !pins.cols.empty() {
		pinnedX = float64(g.lefts[pins.cols.first-1])
	}
	r.drawPane(pane{&r.cells, rows, cols, x, y}, right, foot)
	r.drawPane(pane{&r.pinnedCols, rows, pins.cols, pinnedX, y}, pinX, foot)
	r.drawPane(pane{&r.pinnedRows, pins.rows, cols, x, pinnedY}, right, pinY)
	r.drawPane(pane{&r.pinnedBoth, pins.rows, pins.cols, pinnedX, pinnedY}, pinX, pinY)

	line, head := look.Color(look.Hairline), look.Color(theme.ColorNameHeaderBackground)
	r.top.rect(0, 0, right, rowHeight, head)
	r.side.rect(0, 0, g.rowBar, foot, head)
	r.corner.rect(0, 0, g.rowBar, rowHeight, head)
	r.drawLetters(pane{&r.top, rows, cols, x, y})
	r.drawNumbers(pane{&r.side, rows, cols, x, y})
	if pinX > 0 {
		r.top.rect(0, 0, pinX, rowHeight, head)
		r.drawLetters(pane{&r.top, rows, pins.cols, pinnedX, y})
	}
	if pinY > 0 {
		r.side.rect(0, 0, g.rowBar, pinY, head)
		r.drawNumbers(pane{&r.side, pins.rows, cols, x, pinnedY})
	}
	r.top.rect(0, rowHeight-1, right, 1, line)
	r.side.rect(g.rowBar-1, 0, 1, foot, line)
	r.corner.rect(0, rowHeight-1, g.rowBar, 1, line)
	r.corner.rect(g.rowBar-1, 0, 1, rowHeight, line)
}

// drawPane draws a part of the sheet from the view's upper left corner; one without a size shows nothing.
func (r *gridRenderer) drawPane(p pane, width, height float32) {
	if width <= 0 || height <= 0 {
		p.place(0, 0, 0, 0)
		return
	}
	g, line := r.g, look.Color(look.Hairline)
	p.place(g.rowBar, rowHeight, width, height)
	p.rect(0, 0, width, height, look.Color(look.Panel))
	for row := p.rows.first; row <= p.rows.last; row++ {
		for col := p.cols.first; col <= p.cols.last; col++ {
			if fill := paints[g.role(row, col)].fill; fill != "" {
				left, right := g.columnSpan(col, col)
				p.rect(p.left(left), p.top(row), right-left, rowHeight, look.Color(fill))
			}
		}
	}
	for col := p.cols.first; col <= p.cols.last; col++ {
		_, right := g.columnSpan(col, col)
		p.rect(p.left(right)-1, 0, 1, height, line)
	}
	for row := p.rows.first; row <= p.rows.last; row++ {
		p.rect(0, p.top(row)+rowHeight-1, width, 1, line)
	}
	r.tintDoubts(p)
	for row := p.rows.first; row <= p.rows.last; row++ {
		r.drawRow(p, row)
	}
	r.markDoubts(p)
	r.drawSelection(p)
	r.drawMark(p)
	if p.layer != &r.cells { // the edge under which the rest is scrolled
		edge := look.Color(theme.ColorNameInputBorder)
		if p.layer != &r.pinnedRows {
			p.rect(width-1, 0, 1, height, edge)
		}
		if p.layer != &r.pinnedCols {
			p.rect(0, height-1, width, 1, edge)
		}
	}
}

// drawLetters names the columns above them; a hidden one in the colour of what needs a look.
func (r *gridRenderer) drawLetters(p pane) {
	chosen := r.g.selection()
	for col := p.cols.first; col <= p.cols.last; col++ {
		left, right := r.g.columnSpan(col, col)
		s := look.Style{Color: look.Muted, Size: look.SizeSmall, Align: fyne.TextAlignCenter}
		if col >= chosen.Col1 && col <= chosen.Col2 {
			p.rect(p.left(left), 0, right-left-1, rowHeight, look.Color(look.AccentSoft))
			s.Color = look.Accent
		}
		if r.g.sheet.HiddenCols[col] {
			s.Color = look.Warn
		}
		p.rect(p.left(right)-1, 0, 1, rowHeight, look.Color(look.Hairline))
		p.text(p.left(left)+2, 0, right-left-4, s, sheet.ColumnName(col))
	}
}

// drawNumbers numbers the rows beside them.
func (r *gridRenderer) drawNumbers(p pane) {
	g, chosen := r.g, r.g.selection()
	for row := p.rows.first; row <= p.rows.last; row++ {
		y := p.top(row)
		s := look.Style{Color: look.Muted, Size: look.SizeSmall, Align: fyne.TextAlignCenter}
		if row == g.hover || row >= chosen.Row1 && row <= chosen.Row2 {
			p.rect(0, y, g.rowBar, rowHeight, look.Color(look.AccentSoft))
			s.Color = look.Accent
		}
		if g.sheet.HiddenRows[row] || g.doubtsIn(row) {
			s.Color = look.Warn
		}
		p.rect(0, y+rowHeight-1, g.rowBar, 1, look.Color(look.Hairline))
		p.text(2, y, g.rowBar-4, s, strconv.Itoa(row))
	}
}

// doubtsIn reports whether a cell of a row is in doubt.
func (g *grid) doubtsIn(row int) bool {
	return slices.ContainsFunc(g.doubts, func(r sheet.Range) bool { return row >= r.Row1 && row <= r.Row2 })
}

// drawRow writes the cells of a row. Numbers stand to the right; text that is too long runs over the empty cells after
// it, as in a spreadsheet, and is cut where there are none.
func (r *gridRenderer) drawRow(p pane, row int) {
	g, col1 := r.g, p.cols.first
	for col1 > 1 && p.layer == &r.cells && g.sheet.At(row, col1).Text == "" && g.role(row, col1) <= sheet.Title { // text may reach in from the left
		col1--
	}
	for col := col1; col <= p.cols.last; col++ {
		if g.sheet.At(row, col).Text != "" {
			r.drawCell(p, row, col)
		}
	}
}

// drawCell writes one cell.
func (r *gridRenderer) drawCell(p pane, row, col int) {
	g := r.g
	c := g.sheet.At(row, col)
	paint := paints[g.role(row, col)]
	style := paint.style
	numeric := c.Kind == sheet.Number || c.Kind == sheet.Date || paint.right || g.headsNumbers(row, col)
	if numeric {
		style.Align = fyne.TextAlignTrailing
	}
	left, right := g.columnSpan(col, col)
	need := style.Measure(c.Text).Width
	if c.Kind == sheet.Text && need > right-left-2*cellPadding { // words that do not fit begin at the left
		numeric, style.Align = false, fyne.TextAlignLeading
	}
	end := col
	if !numeric {
		end = g.runsTo(row, col, left+need+2*cellPadding)
		if p.layer == &r.pinnedCols || p.layer == &r.pinnedBoth {
			end = min(end, p.cols.last) // the cells beside the pinned ones are scrolled
		}
		_, right = g.columnSpan(end, end)
	}
	x, y := p.left(left), p.top(row)
	if end > col { // the lines between the cells that the text runs over are wiped out
		ground := look.Panel
		if paint.fill != "" {
			ground = paint.fill
		}
		p.rect(x+2, y+1, right-left-4, rowHeight-3, look.Color(ground))
	}
	p.text(x+cellPadding, y, right-left-2*cellPadding, style, c.Text)
	if paint.struck {
		shown := min(need, right-left-2*cellPadding)
		begin := x + cellPadding
		if numeric {
			begin = p.left(right) - cellPadding - shown
		}
		p.rect(begin, y+rowHeight/2+1, shown, 1, look.Color(style.ColorName()))
	}
}

// runsTo returns the last of the empty cells after a cell that its text runs over until it reaches the x it needs.
func (g *grid) runsTo(row, col int, x float32) int {
	for col < len(g.lefts)-1 && g.sheet.At(row, col+1).Text == "" && g.role(row, col+1) <= sheet.Title {
		if _, right := g.columnSpan(col, col); right >= x {
			break
		}
		col++
	}
	return col
}

// tintDoubts puts amber behind the cells in doubt.
func (r *gridRenderer) tintDoubts(p pane) {
	for _, area := range r.g.doubts {
		for row := max(area.Row1, p.rows.first); row <= min(area.Row2, p.rows.last); row++ {
			left, right := r.g.columnSpan(area.Col1, area.Col2)
			p.rect(p.left(left), p.top(row), right-left-1, rowHeight-1, look.Color(look.WarnSoft))
		}
	}
}

// markDoubts outlines the cells in doubt, and underlines the words that raised the doubts.
func (r *gridRenderer) markDoubts(p pane) {
	for _, area := range r.g.doubts {
		r.outline(p, area, look.Warn)
	}
	for _, w := range r.g.words {
		if w.Row1 < p.rows.first || w.Row1 > p.rows.last {
			continue
		}
		left, right := r.g.columnSpan(w.Col1, w.Col1)
		style := paints[r.g.role(w.Row1, w.Col1)].style
		wide := style.Measure(r.g.sheet.At(w.Row1, w.Col1).Text).Width
		if room := right - left - 2*cellPadding; room < wide {
			wide = room
		}
		p.rect(p.left(left)+cellPadding, p.top(w.Row1)+rowHeight-5, wide, 2, look.Color(look.Warn))
	}
}

// drawMark outlines the marked range with the accent.
func (r *gridRenderer) drawMark(p pane) {
	if r.g.marked != (sheet.Range{}) {
		r.outline(p, r.g.marked, look.Accent)
	}
}

// drawSelection shows the cursor, and what is selected from it. A cursor that the keys do not move is drawn quietly.
func (r *gridRenderer) drawSelection(p pane) {
	if len(r.g.sheet.Rows) == 0 {
		return
	}
	s, line := r.g.selection(), look.Muted
	if r.g.focused {
		line = look.Ink
	}
	if r.g.selected() {
		left, right := r.g.columnSpan(s.Col1, s.Col2)
		top := max(p.top(s.Row1), -rowHeight) // no rectangle is as long as a sheet
		foot := min(p.top(s.Row2+1), p.clip.Size().Height+rowHeight)
		p.rect(p.left(left), top, right-left-1, foot-top-1, look.Color(theme.ColorNameSelection))
	}
	r.outline(p, s, line)
}

// outline draws a border around the cells of a range, as far as it is in sight.
func (r *gridRenderer) outline(p pane, m sheet.Range, c fyne.ThemeColorName) {
	const beyond = 40
	left, right := r.g.columnSpan(m.Col1, m.Col2)
	size := p.clip.Size()
	x1, x2 := max(p.left(left), -beyond), min(p.left(right), size.Width+beyond)
	y1, y2 := max(p.top(m.Row1), -beyond), min(p.top(m.Row2+1), size.Height+beyond)
	if x1 >= x2 || y1 >= y2 {
		return
	}
	box := p.rect(x1-1, y1-1, x2-x1+1, y2-y1+1, color.Transparent)
	box.StrokeColor, box.StrokeWidth, box.CornerRadius = look.Color(c), 2, 3
}

// paint is how the cells of a role look.
type paint struct {
	fill   fyne.ThemeColorName // empty: the sheet's own ground
	style  look.Style
	right  bool // set to the right even where the cell holds text
	struck bool
}

var paints = [...]paint{
	sheet.Outside:   {style: look.Style{Color: look.Muted, Size: look.SizeSmall}},
	sheet.Title:     {style: look.Style{Color: look.Muted, Size: look.SizeSmall}},
	sheet.Header:    {fill: look.FigureSoft, style: look.Style{Color: look.Figure, Size: look.SizeSmall, Bold: true}},
	sheet.PeriodKey: {fill: look.FigureSoft, style: look.Style{Color: look.Figure, Size: look.SizeSmall, Bold: true}, right: true},
	sheet.Label:     {style: look.Style{Size: look.SizeSmall, Bold: true}},
	sheet.Value:     {style: look.Style{Size: look.SizeSmall}, right: true},
	sheet.OtherTake: {fill: look.PlanSoft, style: look.Style{Size: look.SizeSmall}, right: true},
	sheet.Missing:   {fill: look.WarnSoft, style: look.Style{Size: look.SizeSmall}, right: true},
	sheet.LeftOut:   {style: look.Style{Color: look.Muted, Size: look.SizeSmall}, struck: true},
}
