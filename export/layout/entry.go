package layout

import (
	"strconv"

	"throughline/export/page"
)

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
