package block

import (
	"throughline/export/layout"
	"throughline/export/page"
)

// Decision is the first slide of a deck: the headline, the key figures, and what is asked of whom by when.
var Decision = Block{Name: "decision", Slides: decisionSlide}

const (
	decisionStrip = 13.0 // the type of classification and version
	decisionLogo  = 26.0 // the logo's height
	decisionAsk   = 20.0 // the type of the ask, and of the figures over it
	figureLarge   = 66.0
	figureStep    = 0.92 // by which the figures are set smaller where the headline leaves them little room
	figureLeast   = 10.0 // the type of their names, at least
	figureLabel   = 17.0
	alonePart     = 0.34 // of the free room above a headline that stands alone
)

// decisionHeadlines are the sizes of the headline over key figures, aloneHeadlines of one that has the slide to itself.
var (
	decisionHeadlines = []layout.TextSize{{Size: 42, Lines: 2}, {Size: 38, Lines: 2}, {Size: 34, Lines: 2}, {Size: 31, Lines: 3}, {Size: 28, Lines: 3}}
	aloneHeadlines    = []layout.TextSize{{Size: 62, Lines: 3}, {Size: 56, Lines: 4}, {Size: 50, Lines: 4}, {Size: 44, Lines: 5}, {Size: 36, Lines: 6}}
)

// decisionSlide draws the headline at the top, the ask at the foot and the key figures in the room between them.
func decisionSlide(v *View, fl *layout.Flow, f Fit) {
	s, room := newSlide(v, fl, decisionName, "ask.what")
	drawLogo(v, s, page.Rect{X: s.Box.X, Y: s.Box.Y - decisionLogo/2, W: s.Box.W, H: decisionLogo}, 2*logoWidth)
	s.Bookmark(v.Plain("headline"), 0, s.Box.Y)
	ask := Fit{Density: layout.Density{Ask: decisionAsk}, Most: f.Most, Why: f.Why}
	band := measured(v, s, func(p *layout.Page) { drawAsk(v, p, ask) })
	figures := Fit{Density: layout.Density{Figure: figureLarge, Label: figureLabel}}
	sizes := decisionHeadlines
	if len(v.Key) == 0 {
		sizes = aloneHeadlines
	}
	if len(v.Key) == 0 && v.Has("headline") {
		lines, size, _ := v.Fit(func(size float64) []page.Span {
			return v.spans("headline", page.Style{Face: v.Theme.Headline, Size: size})
		}, room.W, sizes)
		free := room.H - band - size - float64(len(lines)-1)*size*layout.HeadlineLeading
		room.Y += max(free*alonePart, 0)
	}
	rest := drawMessage(v, s, page.H1, "headline", room, sizes)
	if len(v.Key) > 0 {
		free := fl.Limit() - slideFoot - band - rest.Y
		high := measured(v, s, func(p *layout.Page) { drawKeyFigures(v, p, figures) })
		for high > free && figures.Density.Label > figureLeast {
			figures.Density.Figure *= figureStep
			figures.Density.Label = max(figures.Density.Label*figureStep, figureLeast)
			high = measured(v, s, func(p *layout.Page) { drawKeyFigures(v, p, figures) })
		}
		s.Y = rest.Y + max(free-high, 0)/2 - stripAbove
		drawKeyFigures(v, s, figures)
	}
	s.Y = fl.Limit() - slideFoot - band
	drawAsk(v, s, ask)
}

// measured returns the height of what is drawn from the Y of a page on, and forgets what it told.
func measured(v *View, like *layout.Page, draw func(p *layout.Page)) float64 {
	p := &layout.Page{Page: &page.Page{Size: like.Size}, Box: like.Box}
	v.Quietly(func() { draw(p) })
	return p.Y
}
