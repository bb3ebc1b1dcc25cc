package layout

import (
	"math"

	"throughline/export/page"
)

// Flow lays items out over as many pages as they take.
type Flow struct {
	Typesetter
	Size  page.Size
	Scale *Scale
	Pages []*Page
	Y     float64 // where the next item begins on the last page

	Appendix int     // the first page after those of one message each, counted from 0; it has the accent of the strip
	Entries  []Entry // the lines of the contents so far
	Late     int     // how many sections are built only when the pages before them are drawn

	built []func() // called when the items of all sections but the late ones are built
	drawn []func() // called when all pages are drawn
}

// Width is the width of the text.
func (fl *Flow) Width() float64 { return fl.Size.W - 2*fl.Scale.margin }

// Top is where the text of a page begins, which is counted from 0.
func (fl *Flow) Top(pageIndex int) float64 {
	if pageIndex == 0 {
		return fl.Scale.margin
	}
	return fl.Scale.margin + HeadStrip
}

// Limit is where the text of every page ends.
func (fl *Flow) Limit() float64 { return fl.Size.H - fl.Scale.margin - footStrip }

// Page returns a page, making those up to it.
func (fl *Flow) Page(i int) *Page {
	for len(fl.Pages) <= i {
		fl.Pages = append(fl.Pages, NewPage(fl.Size, fl.Scale.margin))
	}
	return fl.Pages[i]
}

// Next begins a new page, unless there is none yet.
func (fl *Flow) Next() {
	if n := len(fl.Pages); n > 0 {
		fl.Page(n)
		fl.Y = fl.Top(n)
	}
}

// Grid rounds a height up to the rhythm of the page.
func Grid(h float64) float64 { return math.Ceil(h/rhythm-1e-6) * rhythm }

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
