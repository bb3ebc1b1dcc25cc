package layout

import "throughline/export/page"

// Measured makes what is drawn from the Y of a page on an item of the height that takes. It is drawn once on a page of its
// own to be measured.
func (fl *Flow) Measured(draw func(*Page)) *Item {
	aside := NewPage(fl.Size, fl.Scale.margin)
	draw(aside)
	return &Item{Height: Grid(aside.Y - aside.Box.Y), Draw: func(p *Page, box page.Rect) {
		p.Y = box.Y
		draw(p)
	}}
}

// Section puts the items of a section under its heading, and into the contents; those without a title head themselves.
// fresh is the share of a page over which the section begins a new one, 0 for never. A section without items is none.
func (fl *Flow) Section(title string, fresh float64, build func() []*Item) []*Item {
	before := len(fl.Entries)
	var begin func(*Page, float64)
	if title != "" {
		begin = fl.Enter(Entry{Title: title})
	}
	items := build()
	if len(items) == 0 {
		fl.Entries = fl.Entries[:before]
		return nil
	}
	if title == "" {
		items[0].Fresh = fresh
		return items
	}
	style := page.Style{Face: page.SemiBold, Size: fl.Scale.title, Color: fl.Theme.Ink}
	items[0].Before = max(items[0].Before, fl.Scale.title*titleBelow)
	head := &Item{Before: fl.Scale.title * titleAbove, Height: Grid(fl.Scale.title * titleHeight), Keep: true, Fresh: fresh}
	head.Draw = func(p *Page, box page.Rect) {
		begin(p, box.Y)
		p.Bookmark(title, 1, box.Y)
		p.AsField(page.H2, "", func() {
			p.Text(box.X, box.Y+fl.Scale.title*titleAscent, fl.Fonts.Run(title, style), page.Left)
		})
	}
	return append([]*Item{head}, items...)
}

// WhenBuilt has a function called when the items of all sections but the late ones are built.
func (fl *Flow) WhenBuilt(f func()) { fl.built = append(fl.built, f) }

// WhenDrawn has a function called when all pages are drawn.
func (fl *Flow) WhenDrawn(f func()) { fl.drawn = append(fl.drawn, f) }

// FinishBuilding calls what waits for the items of all sections but the late ones.
func (fl *Flow) FinishBuilding() {
	for _, f := range fl.built {
		f()
	}
}

// Finish draws what needs all pages, and on each what every page has: its number, and on further pages a line of words and
// the accent of the strip. It answers the pages, of which there is at least one.
func (fl *Flow) Finish(words string) []*page.Page {
	fl.Page(0)
	for _, f := range fl.drawn {
		f()
	}
	pages := make([]*page.Page, len(fl.Pages))
	for i, p := range fl.Pages {
		fl.running(p, i, words)
		pages[i] = p.Page
	}
	return pages
}
