package compose

import (
	"throughline/app/brief"
	"throughline/export/page"
)

// The frame of the one-page brief, in points.
const (
	margin     = 15 * page.MM
	ruleHeight = 2.4
	gutter     = 30.0
	leftShare  = 0.58
)

// density is one of the designed settings of the body's type: a page with little to say is set larger, one that is full
// smaller, and always as a whole. Below the last one text does not fit: it is never shrunk further.
type density struct {
	name, lead, body float64 // type sizes: the beat's name, its lead and its body
	gap              float64 // the least space between beats
	hero, quote      float64 // type sizes of the evidence
	change, by       float64 // type sizes of what the hero is compared with, and of who is quoted
}

var densities = []density{
	{name: 10.5, lead: 14.5, body: 12.75, gap: 28, hero: 64, quote: 18, change: 12, by: 10.5},
	{name: 10, lead: 13.5, body: 12, gap: 26, hero: 60, quote: 17, change: 12, by: 10.5},
	{name: 9.5, lead: 12.5, body: 11.25, gap: 22, hero: 54, quote: 15.5, change: 12, by: 10.5},
	{name: 9, lead: 11.5, body: 10.5, gap: 19, hero: 48, quote: 14.5, change: 12, by: 10.5},
	{name: 8.75, lead: 11, body: 10.1, gap: 18, hero: 46, quote: 14, change: 12, by: 10.5},
	{name: 8.75, lead: 10.75, body: 9.75, gap: 16, hero: 44, quote: 13.5, change: 12, by: 10.5},
	{name: 8.5, lead: 10.25, body: 9.4, gap: 14, hero: 42, quote: 13, change: 12, by: 10.5},
	{name: 8.5, lead: 10, body: 9, gap: 13, hero: 40, quote: 12.5, change: 12, by: 10.5},
}

// mostLower is how much lower the body of a page with room to spare begins.
const mostLower = 8.0

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
	const above, below = 22, 20
	room := page.Rect{X: p.box.X, Y: p.y + above, W: p.box.W, H: p.foot - below - p.y - above}
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
