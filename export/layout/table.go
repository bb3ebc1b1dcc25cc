package layout

import (
	"slices"

	"throughline/export/page"
)

// Table lays rows out in columns. Its head is read once and drawn again on each further page.
type Table struct {
	*Flow
	Columns []TableColumn
	Gap     float64
	element *page.Element
	head    *Item
}

// TableColumn is one column of the table.
type TableColumn struct {
	Title string
	Width float64
	Right bool // its numbers stand under each other
}

// Cell is what stands in a cell.
type Cell struct {
	Lines  []page.Line
	Head   bool // it names its row
	Moved  int  // a triangle before a difference: +1 up, −1 down
	Color  page.Color
	Prints func() int             // enters its number into the ledger and answers the line; nil for words
	Link   page.Link              // where its number leads; without an anchor nowhere
	Draw   func(*Page, page.Rect) // a small drawing instead of words
}

// Header makes the row of the columns' names.
func (t *Table) Header() *Item {
	size := t.Scale.Small
	style := page.Style{Size: size * Captions, Color: t.Theme.Muted}
	h := Grid(size * tableHead)
	t.head = &Item{Height: h, Keep: true}
	names := func(p *Page, box page.Rect, name func(draw func())) {
		t.each(box, func(i int, cell page.Rect) {
			run := t.Fonts.Run(t.Columns[i].Title, style)
			name(func() { t.align(p, i, cell, box.Y+size, run) })
		})
		p.StrokeLine(box.X, box.Bottom(), box.Right(), box.Bottom(), page.Stroke{Color: t.Theme.Muted, Width: tableRule})
	}
	t.head.Draw = func(p *Page, box page.Rect) {
		t.in(p, page.Row, func() {
			names(p, box, func(draw func()) { p.As(page.HeadCell, draw).Scope = page.OfColumn })
		})
	}
	t.head.Again = func(p *Page, box page.Rect) {
		p.As(page.Artifact, func() { names(p, box, func(draw func()) { draw() }) })
	}
	return t.head
}

// in draws a part of the table'p structure, which may go on over pages.
func (t *Table) in(p *Page, role page.Role, draw func()) {
	if t.element == nil {
		t.element = p.Begin(page.Table)
	} else {
		p.Continue(t.element)
	}
	p.As(role, draw)
	p.End()
}

// each calls draw with the box of each column.
func (t *Table) each(box page.Rect, draw func(i int, cell page.Rect)) {
	x := box.X
	for i, c := range t.Columns {
		draw(i, page.Rect{X: x, Y: box.Y, W: c.Width, H: box.H})
		x += c.Width + t.Gap
	}
}

// align draws a run where its column has its numbers.
func (t *Table) align(p *Page, i int, cell page.Rect, base float64, run *page.Run) {
	if t.Columns[i].Right {
		p.Text(cell.Right(), base, run, page.Right)
		return
	}
	p.Text(cell.X, base, run, page.Left)
}

// Row makes a row as high as its highest cell.
func (t *Table) Row(cells []Cell) *Item {
	size := t.Scale.Small
	leading := size * tableLeading
	most := 1
	for i := range cells {
		if lines := cells[i].Lines; len(lines) > mostCellLines {
			more := t.Fonts.Wrap([]page.Span{{Text: "…", Style: page.Style{Size: size, Color: t.Theme.Muted}}}, t.Width())
			cells[i].Lines = append(slices.Clone(lines[:mostCellLines-1]), more...)
		}
		most = max(most, len(cells[i].Lines))
	}
	// A row may be a little lower where that saves a page.
	it := &Item{Height: Grid(t.Scale.row + float64(most-1)*leading), Head: t.head, Give: t.Scale.row * t.Scale.tableGive}
	it.Draw = func(p *Page, box page.Rect) {
		first := t.Scale.row - (it.Height - box.H)
		base := box.Y + (first+size*page.CapHeight)/2
		t.in(p, page.Row, func() {
			t.each(box, func(i int, cell page.Rect) {
				c := cells[i]
				if c.Draw != nil {
					cell.H = first
					c.Draw(p, cell)
					p.As(page.Cell, func() {}) // said by the numbers beside it
					return
				}
				role := page.Cell
				if c.Head {
					role = page.HeadCell
				}
				e := p.As(role, func() { t.cell(p, i, c, cell, base, leading) })
				if c.Head {
					e.Scope = page.OfRow
				}
			})
		})
		p.StrokeLine(box.X, box.Bottom(), box.Right(), box.Bottom(), page.Stroke{Color: t.Theme.Hairline, Width: FineRule})
	}
	return it
}

// cell draws what stands in a cell.
func (t *Table) cell(p *Page, i int, c Cell, cell page.Rect, base, leading float64) {
	if c.Prints == nil {
		if t.Columns[i].Right {
			for k, l := range c.Lines {
				p.Lines(cell.Right()-l.Width, base+float64(k)*leading, leading, []page.Line{l})
			}
			return
		}
		p.Lines(cell.X, base, leading, c.Lines)
		return
	}
	run := c.Lines[0].Fragments[0].Run
	x := cell.Right() - run.Width
	if c.Link.Anchor != "" {
		p.TextLink(x, base, run, page.Left, c.Link)
	} else {
		p.Text(x, base, run, page.Left)
	}
	p.Prints(c.Prints())
	if c.Moved != 0 {
		size := run.Style.Size
		tableArrow.Draw(p, x-tableArrow.Width(size), base, size, c.Moved > 0, c.Color)
	}
}

// Kept keeps the first two and the last two rows of a table together.
func (t *Table) Kept(items []*Item) []*Item {
	if len(items) > 2 {
		items[1].Keep = true
		items[len(items)-2].Keep = true
	}
	return items
}
