package block

import (
	"throughline/export/layout"
	"throughline/export/page"
)

// Headline is the bottom line of the brief.
var Headline = Block{
	Name: "headline", Head: drawHeadline,
	Text: func(v *View) [][]string { return [][]string{{v.Plain("headline")}} },
}

const (
	headlineAbove  = 8.0
	headlineAscent = 0.92
)

// drawHeadline sets the bottom line in the first of the sizes in which it takes no more than its lines, of even length.
func drawHeadline(v *View, p *layout.Page, f Fit) {
	if !v.Has("headline") {
		return
	}
	f.Sizes = upTo(f.Sizes, f.Density.Headline)
	lines, size, whole := fitted(v, "headline", page.Style{Face: v.Theme.Headline, Color: v.Theme.Ink}, p.Box.W, f.Sizes)
	// Shortened, it may be set larger: the beats are measured against that, or they would be too long in their turn.
	if !whole {
		size = f.Sizes[min(1, len(f.Sizes)-1)].Size
	}
	p.Bookmark(v.Plain("headline"), 0, p.Box.Y)
	p.Y += headlineAbove + size*headlineAscent
	leading := size * layout.HeadlineLeading
	end := p.FieldLines(page.H1, "headline", p.Box.X, p.Y, leading, layout.HangingPunctuation(lines))
	p.Y = end - leading + size*layout.Descent
}

// upTo returns the sizes that are not larger than the largest, and the last one at least.
func upTo(sizes []layout.TextSize, largest float64) []layout.TextSize {
	if largest == 0 {
		return sizes
	}
	for i := range sizes {
		if sizes[i].Size <= largest {
			return sizes[i:]
		}
	}
	return sizes[len(sizes)-1:]
}
