package layout

import "throughline/export/page"

// Page is a page being filled. A fixed page is filled from both ends, the head from the top and the foot from the bottom,
// with the body between them; a Flow lets its items go on from page to page.
type Page struct {
	*page.Page
	Box  page.Rect // inside the margins
	Y    float64   // where the next part of the head begins
	Foot float64   // where the foot begins
}

// NewPage begins an empty page.
func NewPage(size page.Size, margin float64) *Page {
	p := &Page{Page: &page.Page{Size: size}}
	p.Box = page.Rect{W: size.W, H: size.H}.Inset(margin, margin)
	p.Y, p.Foot = p.Box.Y, p.Box.Bottom()
	return p
}

// AsField draws as an element of the page's structure that prints a field of the document.
func (p *Page) AsField(r page.Role, field string, draw func()) *page.Element {
	e := p.As(r, draw)
	e.Field = field
	return e
}

// FieldLines draws wrapped text as an element that prints a field of the document, and answers the
// baseline after them; see page.Page.Lines.
func (p *Page) FieldLines(r page.Role, field string, x, y, leading float64, lines []page.Line) (after float64) {
	p.AsField(r, field, func() { after = p.Lines(x, y, leading, lines) })
	return after
}

// Bookmark makes a height on the page a bookmark of the document.
func (p *Page) Bookmark(title string, level int, y float64) {
	p.Bookmarks = append(p.Bookmarks, page.Bookmark{Title: page.Clean(title), Level: level, Y: y})
}

// Paragraph draws a text from the top of its first line on, and answers the y below it.
func (p *Page) Paragraph(x, y float64, t Paragraph) (below float64) {
	if len(t.Lines) == 0 {
		return y
	}
	p.FieldLines(t.Role, t.Field, x+t.Indent, y+t.Size*lineAscent, t.Leading, t.Lines)
	return y + t.Size*LineHeight + float64(len(t.Lines)-1)*t.Leading
}

// Paragraph is a text broken into lines, on its way into a flow.
type Paragraph struct {
	Role    page.Role
	Field   string // that the text prints; see page.Element
	Lines   []page.Line
	Indent  float64 // from the left edge of the flow
	Size    float64 // of the type
	Leading float64
	Before  float64 // the space above the first line
	Keep    bool    // the last line stays with what follows
}
