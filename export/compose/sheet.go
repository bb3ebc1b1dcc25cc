package compose

import "throughline/export/page"

// sheet is a page being filled. The one-page brief fills it from both ends, the head from the top and the foot from the
// bottom, with the body between them; the other profiles let their blocks flow from sheet to sheet.
type sheet struct {
	*composer
	page *page.Page
	box  page.Rect // inside the margins
	y    float64   // where the next block of the head begins
	foot float64   // where the foot begins
}

// newSheet begins an empty page.
func (c *composer) newSheet(size page.Size, margin float64) *sheet {
	s := &sheet{composer: c, page: &page.Page{Size: size}}
	s.box = page.Rect{W: size.W, H: size.H}.Inset(margin, margin)
	s.y, s.foot = s.box.Y, s.box.Bottom()
	return s
}
