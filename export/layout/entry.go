package layout

import (
	"strconv"

	"throughline/export/page"
)

// Entry is a line of the contents: a section, or a part of one with its first words, and where it begins.
type Entry struct {
	Title  string
	Anchor string
	Page   int  // from 1; 0 until it is drawn
	Part   bool // it is a part of the section before it
	Lead   []page.Line
}

// Enter adds a line to the contents, and answers what is to be called where it begins.
func (fl *Flow) Enter(e Entry) func(p *Page, y float64) {
	at := len(fl.Entries)
	e.Anchor = "section-" + strconv.Itoa(at+1)
	fl.Entries = append(fl.Entries, e)
	return func(p *Page, y float64) {
		p.Anchors = append(p.Anchors, page.Anchor{Name: e.Anchor, Y: y})
		fl.Entries[at].Page = len(fl.Pages)
	}
}
