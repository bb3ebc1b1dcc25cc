package pdf

import (
	"fmt"
	"slices"

	"throughline/export/page"
)

// pictures lists the pictures that a document shows, each once, in the order in which they are met.
func pictures(d *page.Document) []*page.Picture {
	var found []*page.Picture
	for _, p := range d.Pages {
		for _, op := range p.Ops {
			m, ok := op.(*page.Image)
			if ok && !slices.ContainsFunc(found, func(q *page.Picture) bool { return q.Digest == m.Picture.Digest }) {
				found = append(found, m.Picture)
			}
		}
	}
	return found
}

// pictureName is what pages call a picture.
func pictureName(q *page.Picture) string { return "/P" + q.Digest[:16] }

// addPictures adds pictures to the file and answers their entries in the resources of its pages. fpdf is not asked for
// them: it panics on damaged files, and orders pictures of one width as chance will have it.
func (f *file) addPictures(shown []*page.Picture) []string {
	var entries []string
	for _, q := range shown {
		n := f.add(f.stream(q.RGB, fmt.Sprintf(
			" /Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace /DeviceRGB /BitsPerComponent 8", q.W, q.H)))
		entries = append(entries, fmt.Sprintf("%s %d 0 R", pictureName(q), n))
	}
	return entries
}

// image draws a picture: a unit square, stretched to its box.
func (c *content) image(m *page.Image) {
	c.buf = append(c.buf, "q "...)
	for _, v := range []float64{m.Box.W, 0, 0, m.Box.H, m.Box.X, c.height - m.Box.Bottom()} {
		c.num(v)
	}
	c.op("cm " + pictureName(m.Picture) + " Do Q")
}
