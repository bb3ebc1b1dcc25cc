package block

import (
	"fmt"
	"slices"
	"strconv"

	"throughline/export/layout"
	"throughline/export/page"
)

// Sources lists the source notes, each with the pages its numbers stand on.
var Sources = Block{
	Name: "sources", Title: "Sources",
	Flow: func(v *View, fl *layout.Flow, _ Fit) []*layout.Item { return sourceItems(v, fl) },
}

const (
	sourceIndent = 1.9
	sourceBack   = 9.0 // for the pages that a source's numbers stand on
	sourceGap    = 12.0
)

// sourceItems makes the source notes, each with the pages its numbers stand on.
func sourceItems(v *View, fl *layout.Flow) []*layout.Item {
	size := fl.Scale.Small
	leading := size * layout.NoteLeading
	number := page.Style{Face: page.SemiBold, Size: size, Color: v.Theme.Accent}
	text := page.Style{Size: size, Color: v.Theme.Ink}
	indent, back := size*sourceIndent, size*sourceBack
	var items []*layout.Item
	for i, n := range v.Notes.Sources {
		lines := v.Wrap([]page.Span{{Text: n.text(v), Style: text}}, fl.Width()-indent-back-sourceGap)
		items = append(items, &layout.Item{
			Before: noteAbove, Height: layout.Grid(float64(len(lines)) * leading),
			Draw: func(s *layout.Page, box page.Rect) {
				base := box.Y + size
				anchor := v.Notes.anchor(n.Source.ID)
				s.Anchors = append(s.Anchors, page.Anchor{Name: anchor, Y: box.Y})
				s.As(page.List, func() {
					s.As(page.ListItem, func() {
						s.As(page.ListLabel, func() { s.Text(box.X, base, v.Fonts.Run(strconv.Itoa(i+1), number), page.Left) })
						s.As(page.ListBody, func() {
							s.Lines(box.X+indent, base, leading, lines)
							drawBackLinks(v, fl, s, anchor, box.Right()-back, base, size)
						})
					})
				})
			},
		})
	}
	return items
}

// drawBackLinks draws the pages whose numbers lead to an anchor, each a link back to the first of them.
func drawBackLinks(v *View, fl *layout.Flow, s *layout.Page, anchor string, x, base, size float64) {
	const most = 5
	muted := page.Style{Size: size, Color: v.Theme.Muted}
	n := 0
	for i, from := range fl.Pages {
		at := slices.IndexFunc(from.Links, func(l page.Link) bool { return l.Anchor == anchor })
		if at < 0 || n == most {
			continue
		}
		name := fmt.Sprintf("%s-from-%d", anchor, i+1)
		if !slices.ContainsFunc(from.Anchors, func(a page.Anchor) bool { return a.Name == name }) {
			from.Anchors = append(from.Anchors, page.Anchor{Name: name, Y: max(from.Links[at].Box.Y-4, 0)})
		}
		word := ", "
		if n == 0 {
			word = v.T("on page") + " "
		}
		x = s.Text(x, base, v.Fonts.Run(word, muted), page.Left).Right()
		run := v.Fonts.Run(strconv.Itoa(i+1), page.Style{Size: size, Color: v.Theme.Accent})
		x = s.TextLink(x, base, run, page.Left, page.Link{Anchor: name, Words: v.Words.F("Back to page %d", i+1)}).Right()
		n++
	}
}
