package compose

import (
	"slices"

	"throughline/export/page"
)

// table lays rows out in columns. Its head is read once and drawn again on each further page.
type table struct {
	*flow
	columns []column
	gap     float64
	element *page.Element
	head    *item
}

// tableText is what stands in a cell.
type tableText struct {
	lines  []page.Line
	head   bool // it names its row
	moved  int  // a triangle before a difference: +1 up, −1 down
	color  page.Color
	entry  func() int              // enters its number into the ledger and answers the line; nil for words
	anchor string                  // where its number leads
	draw   func(*sheet, page.Rect) // a small drawing instead of words
}

// header makes the row of the columns' names.
func (t *table) header() *item {
	size := t.set.small
	style := page.Style{Size: size * captions, Color: t.theme.Muted}
	h := grid(size * tableHead)
	t.head = &item{height: h, keep: true}
	names := func(s *sheet, box page.Rect, name func(draw func())) {
		t.each(box, func(i int, cell page.Rect) {
			run := t.fonts.Run(t.columns[i].title, style)
			name(func() { t.align(s, i, cell, box.Y+size, run) })
		})
		s.page.StrokeLine(box.X, box.Bottom(), box.Right(), box.Bottom(), page.Stroke{Color: t.theme.Muted, Width: tableRule})
	}
	t.head.draw = func(s *sheet, box page.Rect) {
		t.in(s, page.Row, func() {
			names(s, box, func(draw func()) { s.page.As(page.HeadCell, draw).Scope = page.OfColumn })
		})
	}
	t.head.again = func(s *sheet, box page.Rect) {
		s.page.As(page.Artifact, func() { names(s, box, func(draw func()) { draw() }) })
	}
	return t.head
}

// in draws a part of the table's structure, which may go on over pages.
func (t *table) in(s *sheet, role page.Role, draw func()) {
	if t.element == nil {
		t.element = s.page.Begin(page.Table)
	} else {
		s.page.Continue(t.element)
	}
	s.page.As(role, draw)
	s.page.End()
}

// each calls draw with the box of each column.
func (t *table) each(box page.Rect, draw func(i int, cell page.Rect)) {
	x := box.X
	for i, c := range t.columns {
		draw(i, page.Rect{X: x, Y: box.Y, W: c.width, H: box.H})
		x += c.width + t.gap
	}
}

// align draws a run where its column has its numbers.
func (t *table) align(s *sheet, i int, cell page.Rect, base float64, run *page.Run) {
	if t.columns[i].right {
		s.page.Text(cell.Right(), base, run, page.Right)
		return
	}
	s.page.Text(cell.X, base, run, page.Left)
}

// row makes a row as high as its highest cell.
func (t *table) row(cells []tableText) *item {
	size := t.set.small
	leading := size * tableLeading
	most := 1
	for i := range cells {
		if lines := cells[i].lines; len(lines) > mostCellLines {
			more := t.fonts.Wrap([]page.Span{{Text: "…", Style: page.Style{Size: size, Color: t.theme.Muted}}}, t.width())
			cells[i].lines = append(slices.Clone(lines[:mostCellLines-1]), more...)
		}
		most = max(most, len(cells[i].lines))
	}
	// A row may be a little lower where that saves a page.
	it := &item{height: grid(t.set.row + float64(most-1)*leading), head: t.head, give: t.set.row * tableGive}
	it.draw = func(s *sheet, box page.Rect) {
		first := t.set.row - (it.height - box.H)
		base := box.Y + (first+size*page.CapHeight)/2
		t.in(s, page.Row, func() {
			t.each(box, func(i int, cell page.Rect) {
				c := cells[i]
				if c.draw != nil {
					cell.H = first
					c.draw(s, cell)
					s.page.As(page.Cell, func() {}) // said by the numbers beside it
					return
				}
				role := page.Cell
				if c.head {
					role = page.HeadCell
				}
				e := s.page.As(role, func() { t.cell(s, i, c, cell, base, leading) })
				if c.head {
					e.Scope = page.OfRow
				}
			})
		})
		s.page.StrokeLine(box.X, box.Bottom(), box.Right(), box.Bottom(), page.Stroke{Color: t.theme.Hairline, Width: fineRule})
	}
	return it
}

// cell draws what stands in a cell.
func (t *table) cell(s *sheet, i int, c tableText, cell page.Rect, base, leading float64) {
	if c.entry == nil {
		if t.columns[i].right {
			for k, l := range c.lines {
				s.page.Lines(cell.Right()-l.Width, base+float64(k)*leading, leading, []page.Line{l})
			}
			return
		}
		s.page.Lines(cell.X, base, leading, c.lines)
		return
	}
	run := c.lines[0].Fragments[0].Run
	x := cell.Right() - run.Width
	if c.anchor != "" {
		s.page.TextLink(x, base, run, page.Left, page.Link{Anchor: c.anchor, Words: t.notes.leads(c.anchor)})
	} else {
		s.page.Text(x, base, run, page.Left)
	}
	s.page.Prints(c.entry())
	if c.moved != 0 {
		size := run.Style.Size
		tableArrow.draw(s, x-tableArrow.width(size), base, size, c.moved > 0, c.color)
	}
}

// kept keeps the first two and the last two rows of a table together.
func (t *table) kept(items []*item) []*item {
	if len(items) > 2 {
		items[1].keep = true
		items[len(items)-2].keep = true
	}
	return items
}
