package compose

import (
	"throughline/app/brief"
	"throughline/export/layout"
	"throughline/export/page"
)

// onePage lays out the one-page brief: strip, headline, ask, the beats beside the evidence, and the foot.
func (c *composer) onePage(size page.Size) *page.Page {
	p := layout.NewPage(size, layout.Margin)
	foot := c.measureFoot(p)
	p.Foot -= foot.height
	c.head(p, headlineSizes)
	c.body(p)
	c.drawFoot(p, foot)
	return p.Page
}

// head draws the strip, the headline in one of the sizes, and the ask.
func (c *composer) head(p *layout.Page, sizes []layout.TextSize) {
	c.strip(p)
	c.headline(p, sizes)
	c.ask(p)
}

// body lays the beats and the evidence between the head and the foot.
func (c *composer) body(p *layout.Page) {
	room := page.Rect{X: p.Box.X, Y: p.Y + bodyAbove, W: p.Box.W, H: p.Foot - bodyBelow - p.Y - bodyAbove}
	left, right := room, room
	left.W = room.W*leftShare - layout.Gutter/2
	right.X = left.Right() + layout.Gutter
	right.W = room.Right() - right.X

	told := c.told()
	shown := c.evidence.hero != nil || c.evidence.quote != nil || c.evidence.chart != nil
	switch {
	case len(told) == 0 && !shown:
	case !shown:
		c.storyAlone(p, told, room)
	case len(told) == 0:
		d := layout.Densities[0]
		room.H = min(room.H, c.evidenceMost(d, room.W))
		c.drawEvidence(p, d, room)
	default:
		d, beats := c.settle(told, left, right)
		height := min(room.H, max(beats.spread(room.H), c.evidenceMost(d, right.W)))
		lower := min(room.H-height, mostLower)
		left.Y, right.Y = left.Y+lower, right.Y+lower
		left.H, right.H = height, height
		c.drawBeats(p, beats, left, room.Bottom())
		c.drawEvidence(p, d, right)
	}
}

// settle picks the largest type in which both columns fit, or the smallest there is.
func (c *composer) settle(told []brief.BeatKind, left, right page.Rect) (layout.Density, *beats) {
	var b *beats
	for i, d := range layout.Densities {
		b = c.measureBeats(told, d, left.W)
		if last := i == len(layout.Densities)-1; last || b.height <= left.H && c.evidenceLeast(d, right.W) <= right.H {
			return d, b
		}
	}
	return layout.Density{}, b
}
