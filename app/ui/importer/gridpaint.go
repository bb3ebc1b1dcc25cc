package importer

import (
	"image/color"
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
	for _, l := range []*layer{&r.cells, &r.top, &r.side, &r.corner} {
		l.box = container.NewWithoutLayout()
		l.clip = container.NewClip(l.box)
	}
	r.objects = []fyne.CanvasObject{r.cells.clip, g.scroll, r.top.clip, r.side.clip, r.corner.clip, r.frame}
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
	g                        *grid
	cells, top, side, corner layer
	frame                    *canvas.Rectangle
	objects                  []fyne.CanvasObject
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
	if size.Width-bar != r.g.scroll.Size().Width {
		r.g.spread(size.Width - bar)
	}
	view := fyne.NewSize(max(size.Width-bar, 0), max(size.Height-rowHeight, 0))
	place := func(o fyne.CanvasObject, x, y, w, h float32) {
		o.Move(fyne.NewPos(x, y))
		o.Resize(fyne.NewSize(w, h))
	}
	place(r.cells.clip, bar, rowHeight, view.Width, view.Height)
	place(r.g.scroll, bar, rowHeight, view.Width, view.Height)
	if r.g.wanted != (sheet.Range{}) && view.Height > 0 {
		r.g.reveal(r.g.wanted)
	}
	place(r.top.clip, bar, 0, view.Width, rowHeight)
	place(r.side.clip, 0, rowHeight, bar, view.Height)
	place(r.corner.clip, 0, 0, bar, rowHeight)
	for _, l := range []*layer{&r.cells, &r.top, &r.side, &r.corner} {
		l.box.Resize(l.clip.Size())
	}
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

// draw puts what shows into the four layers.
func (r *gridRenderer) draw() {
	g := r.g
	for _, l := range []*layer{&r.cells, &r.top, &r.side, &r.corner} {
		l.begin()
	}
	r.frame.StrokeColor, r.frame.StrokeWidth = look.Color(look.Hairline), 1
	row1, row2, col1, col2 := g.window()
	line, head := look.Color(look.Hairline), look.Color(theme.ColorNameHeaderBackground)
	off, content := g.scroll.Offset, g.contentSize()
	width := min(content.Width-off.X, g.scroll.Size().Width)
	height := min(content.Height-off.Y, g.scroll.Size().Height)

	r.cells.rect(0, 0, width, height, look.Color(look.Panel))
	r.top.rect(0, 0, width, rowHeight, head)
	r.side.rect(0, 0, g.rowBar, height, head)
	r.corner.rect(0, 0, g.rowBar, rowHeight, head)

	for row := row1; row <= row2; row++ {
		for col := col1; col <= col2; col++ {
			if fill := paints[g.role(row, col)].fill; fill != "" {
				left, right := g.columnSpan(col, col)
				r.cells.rect(left-off.X, r.y(row), right-left, rowHeight, look.Color(fill))
			}
		}
	}
	center := look.Style{Color: look.Muted, Size: look.SizeSmall, Align: fyne.TextAlignCenter}
	for col := col1; col <= col2; col++ {
		left, right := g.columnSpan(col, col)
		r.cells.rect(right-off.X-1, 0, 1, height, line)
		r.top.rect(right-off.X-1, 0, 1, rowHeight, line)
		s := center
		if g.sheet.HiddenCols[col] {
			s.Color = look.Warn
		}
		r.top.text(left-off.X+2, 0, right-left-4, s, sheet.ColumnName(col))
	}
	for row := row1; row <= row2; row++ {
		y := r.y(row)
		r.cells.rect(0, y+rowHeight-1, width, 1, line)
		s := center
		switch {
		case row == g.hover:
			r.side.rect(0, y, g.rowBar, rowHeight, look.Color(look.AccentSoft))
			s.Color = look.Accent
		case g.sheet.HiddenRows[row]:
			s.Color = look.Warn
		}
		r.side.rect(0, y+rowHeight-1, g.rowBar, 1, line)
		r.side.text(2, y, g.rowBar-4, s, strconv.Itoa(row))
	}
	r.top.rect(0, rowHeight-1, width, 1, line)
	r.side.rect(g.rowBar-1, 0, 1, height, line)
	r.corner.rect(0, rowHeight-1, g.rowBar, 1, line)
	r.corner.rect(g.rowBar-1, 0, 1, rowHeight, line)
	for row := row1; row <= row2; row++ {
		r.drawRow(row, col1, col2)
	}
	r.drawMark()
}

func (r *gridRenderer) y(row int) float32 {
	return float32(float64(row-1)*float64(rowHeight) - float64(r.g.scroll.Offset.Y))
}

// drawRow writes the cells of a row. Numbers stand to the right; text that is too long runs over the empty cells after
// it, as in a spreadsheet, and is cut where there are none.
func (r *gridRenderer) drawRow(row, col1, col2 int) {
	g, off := r.g, r.g.scroll.Offset.X
	for col1 > 1 && g.sheet.At(row, col1).Text == "" && g.role(row, col1) <= sheet.Title { // text may reach in from the left
		col1--
	}
	for col := col1; col <= col2; col++ {
		if g.sheet.At(row, col).Text != "" {
			r.drawCell(row, col, off)
		}
	}
}

// drawCell writes one cell; off is how far the grid is scrolled to the right.
func (r *gridRenderer) drawCell(row, col int, off float32) {
	g := r.g
	c := g.sheet.At(row, col)
	p := paints[g.role(row, col)]
	style := p.style
	numeric := c.Kind == sheet.Number || c.Kind == sheet.Date || p.right || g.headsNumbers(row, col)
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
		_, right = g.columnSpan(end, end)
	}
	if end > col { // the lines between the cells that the text runs over are wiped out
		ground := look.Panel
		if p.fill != "" {
			ground = p.fill
		}
		r.cells.rect(left-off+2, r.y(row)+1, right-left-4, rowHeight-3, look.Color(ground))
	}
	r.cells.text(left-off+cellPadding, r.y(row), right-left-2*cellPadding, style, c.Text)
	if p.struck {
		shown := min(need, right-left-2*cellPadding)
		x := left - off + cellPadding
		if numeric {
			x = right - off - cellPadding - shown
		}
		r.cells.rect(x, r.y(row)+rowHeight/2+1, shown, 1, look.Color(style.ColorName()))
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

// drawMark outlines the marked range with the accent.
func (r *gridRenderer) drawMark() {
	m := r.g.marked
	if m == (sheet.Range{}) {
		return
	}
	left, right := r.g.columnSpan(m.Col1, m.Col2)
	x, y := left-r.g.scroll.Offset.X, r.y(m.Row1)
	box := r.cells.rect(x-1, y-1, right-left+1, r.y(m.Row2)+rowHeight-y+1, color.Transparent)
	box.StrokeColor, box.StrokeWidth, box.CornerRadius = look.Color(look.Accent), 2, 3
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
