package layout

import "throughline/export/page"

// Item is a part of a flow that is never divided: a line of text, a row of a table, a chart.
type Item struct {
	Before float64 // the space above it, none at the top of a page
	Height float64
	Keep   bool    // it stays on the page of the item after it
	Fresh  float64 // of the first item of a section: the share of a page over which the section begins a new one
	Give   float64 // how much lower it may become where that saves a page
	Grow   float64 // how much higher it may become where its page has room
	Air    float64 // how much more space it may have above it on a full page, where a section ends before the page does
	Head   *Item   // the head of its table, which is drawn again at the top of a further page
	Draw   func(p *Page, box page.Rect)
	Again  func(p *Page, box page.Rect) // of a head: draws it once more, for the eye alone

	// A line of text knows the field it prints, so that a text that is too long can be told by the words over.
	Field string
	Line  page.Line
}

// Items makes the lines of the paragraph items: the first two and the last two stay together.
func (t Paragraph) Items() []*Item {
	items := make([]*Item, len(t.Lines))
	var element *page.Element
	for i, l := range t.Lines {
		it := &Item{Height: t.Leading, Field: t.Field, Line: l}
		n := len(t.Lines)
		it.Keep = i == 0 && n > 1 || i == n-2 || i == n-1 && t.Keep
		if i == 0 {
			it.Before = t.Before
		}
		it.Draw = func(p *Page, box page.Rect) {
			if element == nil {
				element = p.Begin(t.Role)
				element.Field = t.Field
			} else {
				p.Continue(element)
			}
			p.Lines(box.X+t.Indent, box.Y+t.Leading/2+t.Size*Middle, t.Leading, []page.Line{l})
			p.End()
		}
		items[i] = it
	}
	return items
}
