package importer

import (
	"image/color"
	"math"
	"slices"
	"sort"
	"strconv"
	"strings"
	"unicode"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
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
	onCell func(row, col int) // a cell was clicked

	sheet  *sheet.Sheet
	tables []*sheet.Table // of this sheet
	widths []float32      // of the columns, as their cells want them
	lefts  []float32      // lefts[c] is the left edge of column c+1; the last element is the width of all
	rowBar float32        // the width of the row numbers
	marked sheet.Range    // outlined; the zero Range marks nothing
	hover  int            // the row whose number is under the pointer
	wanted sheet.Range    // to be scrolled to when the grid knows its size

	scroll *container.Scroll
}

func newGrid(onRow func(int), onCell func(row, col int)) *grid {
	g := &grid{onRow: onRow, onCell: onCell, sheet: &sheet.Sheet{}}
	g.scroll = container.NewScroll(newSpacer(g))
	g.scroll.OnScrolled = func(fyne.Position) { g.Refresh() }
	g.ExtendBaseWidget(g)
	return g
}

// show puts another sheet, or another understanding of the same one, into the grid.
func (g *grid) show(s *sheet.Sheet, tables []*sheet.Table) {
	moved := s != g.sheet
	g.sheet, g.tables = s, tables
	g.widths = columnWidths(s, tables)
	g.spread(g.scroll.Size().Width)
	g.rowBar = max(44, look.Body.Measure(strconv.Itoa(len(s.Rows))).Width+2*cellPadding)
	if moved {
		g.marked, g.wanted = sheet.Range{}, sheet.Range{}
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
	g.marked = r
	if r != (sheet.Range{}) {
		g.reveal(r)
	}
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
	along := func(offset, view, from, to float32) float32 {
		switch {
		case to-from > view && from < offset+view-rowHeight && to > offset+rowHeight: // too large, and in sight
			return offset
		case from < offset:
			return from
		case to > offset+view:
			return min(from, to-view)
		}
		return offset
	}
	left, right := g.columnSpan(r.Col1, r.Col2)
	g.scroll.ScrollToOffset(fyne.NewPos(
		along(g.scroll.Offset.X, view.Width, left, right),
		along(g.scroll.Offset.Y, view.Height, float32(r.Row1-1)*rowHeight, float32(r.Row2)*rowHeight)))
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

// columnWidths makes each column as wide as its longest sampled cell, within bounds. Text outside the tables runs over
// its empty neighbours, so it does not widen a column.
func columnWidths(s *sheet.Sheet, tables []*sheet.Table) []float32 {
	columns := min(max(s.Width(), 6), shownColumns)
	inside, outside := make([]string, columns), make([]string, columns)
	sample := func(row int) {
		if row < 1 || row > len(s.Rows) {
			return
		}
		for i, c := range s.Rows[row-1] {
			if i >= columns {
				break
			}
			to := outside
			if slices.ContainsFunc(tables, func(t *sheet.Table) bool {
				return t.Range.Contains(row, i+1) && t.Role(row, i+1) != sheet.Title
			}) {
				to = inside
			}
			if breadth(c.Text) > breadth(to[i]) {
				to[i] = c.Text
			}
		}
	}
	for row := 1; row <= sampledRows; row++ {
		sample(row)
	}
	for _, t := range tables {
		for row := max(t.Range.Row1, sampledRows+1); row < t.Range.Row1+sampledRows && row <= t.Range.Row2; row++ {
			sample(row)
		}
	}
	widths := make([]float32, columns)
	strong := look.Style{Size: look.SizeSmall, Bold: true}
	for i := range columns {
		w := min(strong.Measure(inside[i]).Width*1.03+2*cellPadding, maxColumn)
		widths[i] = max(w, min(strong.Measure(outside[i]).Width+2*cellPadding, freeColumn), minColumn)
	}
	return widths
}

// breadth estimates the width of a text without measuring it: a workbook has a hundred thousand texts, and only the
// widest of a column is measured.
func breadth(text string) int {
	n := 0
	for _, r := range text {
		switch {
		case strings.ContainsRune("iljtfrI.,:;'|!()[] ", r):
			n += 3
		case strings.ContainsRune("mwMW@%", r):
			n += 8
		case unicode.IsUpper(r):
			n += 6
		default:
			n += 5
		}
	}
	return n
}

// spread gives the columns of a narrow sheet part of the room there is beside them.
func (g *grid) spread(view float32) {
	total := float32(0)
	for _, w := range g.widths {
		total += w
	}
	more := float32(0)
	if n := float32(len(g.widths)); n > 0 && view > total {
		more = min((view-total-1)/n, roomyColumn)
	}
	g.lefts = make([]float32, len(g.widths)+1)
	for i, w := range g.widths {
		g.lefts[i+1] = g.lefts[i] + float32(math.Floor(float64(w+more)))
	}
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

// Tapped chooses the row whose number was clicked.
func (g *grid) Tapped(e *fyne.PointEvent) {
	if row := g.rowAt(e.Position.Y); row > 0 && e.Position.X < g.rowBar {
		g.onRow(row)
	}
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

var _ fyne.Tappable = (*spacer)(nil)

func newSpacer(g *grid) *spacer {
	s := &spacer{grid: g}
	s.ExtendBaseWidget(s)
	return s
}

// Tapped chooses the cell that was clicked; the position is one in the sheet, however it is scrolled.
func (s *spacer) Tapped(e *fyne.PointEvent) {
	row := int(e.Position.Y/rowHeight) + 1
	col := sort.Search(len(s.grid.lefts), func(i int) bool { return s.grid.lefts[i] > e.Position.X })
	if row <= len(s.grid.sheet.Rows) && col < len(s.grid.lefts) {
		s.grid.onCell(row, col)
	}
}

// MinSize returns the size of the whole sheet.
func (s *spacer) MinSize() fyne.Size { return s.grid.contentSize() }

// CreateRenderer is part of fyne.Widget.
func (s *spacer) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(canvas.NewRectangle(color.Transparent))
}

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
		c := g.sheet.At(row, col)
		if c.Text == "" {
			continue
		}
		p := paints[g.role(row, col)]
		style := p.style
		numeric := c.Kind == sheet.Number || c.Kind == sheet.Date || p.right || g.headsNumbers(row, col)
		if numeric {
			style.Align = fyne.TextAlignTrailing
		}
		left, right := g.columnSpan(col, col)
		need := style.Measure(c.Text).Width
		end := col
		if !numeric {
			for right-left-2*cellPadding < need && end < len(g.lefts)-1 &&
				g.sheet.At(row, end+1).Text == "" && g.role(row, end+1) <= sheet.Title {
				end++
				_, right = g.columnSpan(end, end)
			}
		}
		if end > col { // the lines between the cells that the text runs over are wiped out
			r.cells.rect(left-off+2, r.y(row)+1, right-left-4, rowHeight-3, look.Color(look.Panel))
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
