package compose

import (
	"throughline/app/brief"
	"throughline/export/page"
)

// onePage lays out the one-page brief: strip, headline, ask, the beats beside the evidence, and the foot.
func (c *composer) onePage(size page.Size) *page.Page {
	p := c.newSheet(size, margin)
	foot := p.measureFoot()
	p.foot -= foot.height
	p.head(headlineSizes)
	p.body()
	p.drawFoot(foot)
	return p.page
}

// head draws the strip, the headline in one of the sizes, and the ask.
func (p *sheet) head(sizes []headlineSize) {
	p.strip()
	p.headline(sizes)
	p.ask()
}

// body lays the beats and the evidence between the head and the foot.
func (p *sheet) body() {
	room := page.Rect{X: p.box.X, Y: p.y + bodyAbove, W: p.box.W, H: p.foot - bodyBelow - p.y - bodyAbove}
	left, right := room, room
	left.W = room.W*leftShare - gutter/2
	right.X = left.Right() + gutter
	right.W = room.Right() - right.X

	told := p.told()
	shown := p.evidence.hero != nil || p.evidence.quote != nil || p.evidence.chart != nil
	switch {
	case len(told) == 0 && !shown:
	case !shown:
		p.storyAlone(told, room)
	case len(told) == 0:
		d := densities[0]
		room.H = min(room.H, p.evidenceMost(d, room.W))
		p.drawEvidence(d, room)
	default:
		d, beats := p.settle(told, left, right)
		height := min(room.H, max(beats.spread(room.H), p.evidenceMost(d, right.W)))
		lower := min(room.H-height, mostLower)
		left.Y, right.Y = left.Y+lower, right.Y+lower
		left.H, right.H = height, height
		p.drawBeats(beats, left, room.Bottom())
		p.drawEvidence(d, right)
	}
}

// settle picks the largest type in which both columns fit, or the smallest there is.
func (p *sheet) settle(told []brief.BeatKind, left, right page.Rect) (density, *beats) {
	var b *beats
	for i, d := range densities {
		b = p.measureBeats(told, d, left.W)
		if last := i == len(densities)-1; last || b.height <= left.H && p.evidenceLeast(d, right.W) <= right.H {
			return d, b
		}
	}
	return density{}, b
}
