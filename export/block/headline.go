package block

import (
	"strings"

	"throughline/export/layout"
	"throughline/export/page"
)

// Headline is the bottom line of the brief; a deck has it on its first slide.
var Headline = Block{
	Name: "headline", Head: drawHeadline, Slides: titleSlide,
	Text: func(v *View) [][]string { return [][]string{{v.Plain("headline")}} },
}

const (
	headlineAbove  = 8.0
	headlineAscent = 0.92

	openingStrip = 26.0 // of the first slide, to its baseline
	openingLogo  = 14.0
	openingHigh  = 40.0 // the most height of the logo
	openingGap   = 20.0
	openingWidth = 0.92
	openingLead  = 1.14
	openingUpper = 0.42 // of the free room above the headline
	openingSmall = 18.0
	openingLine  = 24.0
	openingAbove = 22.0
	slideStrip   = 13.0
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

// titleSlide opens the deck with the headline.
func titleSlide(v *View, fl *layout.Flow, f Fit) {
	s := fl.Page(0)
	s.FillRect(page.Rect{X: s.Box.X, Y: s.Box.Y, W: s.Box.W, H: layout.TitleRule}, v.Theme.Accent)
	strip := page.Style{Size: slideStrip, Color: v.Theme.Muted}
	s.Y = s.Box.Y + openingStrip
	drawLogo(v, s, page.Rect{X: s.Box.X, Y: s.Box.Y + openingLogo, W: s.Box.W, H: openingHigh}, 2*logoWidth)
	s.AsField(page.Paragraph, "settings.classification", func() {
		drawLine(v, s, "settings.classification", v.Brief.Settings.Classification, strip, s.Box.W-2*logoWidth-openingGap)
	})
	if !v.Has("headline") {
		return
	}
	lines, size, _ := fitted(v, "headline", page.Style{Face: v.Theme.Headline, Color: v.Theme.Ink}, s.Box.W*openingWidth, f.Sizes)
	leading := size * openingLead
	height := size + float64(len(lines)-1)*leading
	y := s.Box.Y + (fl.Limit()-s.Box.Y-height)*openingUpper
	s.Bookmark(v.Plain("headline"), 0, s.Box.Y)
	y = s.Paragraph(s.Box.X-size*slideTrim, y, layout.Paragraph{Role: page.H1, Field: "headline", Size: size, Leading: leading, Lines: layout.HangingPunctuation(lines)})
	if words := strings.Join(freshWords(v), " · "); words != "" {
		small := page.Style{Size: openingSmall, Color: v.Theme.Muted}
		line := v.Fonts.Wrap([]page.Span{{Text: words, Style: small}}, s.Box.W)
		s.Paragraph(s.Box.X, y+openingAbove, layout.Paragraph{
			Role: page.Paragraph, Field: "settings.version", Size: openingSmall, Leading: openingLine, Lines: line[:1],
		})
	}
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
