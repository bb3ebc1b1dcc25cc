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

// Entry is a line of the contents: a section, or a part of one with its first words, and where it begins.
type Entry struct {
	Title  string
	Anchor string
	Page   int  // from 1; 0 until it is drawn
	Part   bool // it is a part of the section before it
	Lead   []page.Line
}
