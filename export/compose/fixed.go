package compose

import (
	"throughline/export/layout"
	"throughline/export/page"
)

// posterShare is the share of the free height that stands above the head of a page that has nothing else.
const posterShare = 0.24

// fixedPage lays out a page of fixed places: the head from the top, the foot from the bottom, two columns between them. It
// is set as a whole in the largest density that has room for all of it.
func (c *composer) fixedPage() *page.Page {
	p := layout.NewPage(c.size, layout.Margin)
	pr := &c.profile
	height, drawFoot := pr.foot.Foot(c.View, p, pr.foot.fit)
	p.Foot -= height
	body := layout.Body{Left: pr.left.Column(c.View, p, pr.left.fit), Right: pr.right.Column(c.View, p, pr.right.fit)}
	d, free := c.densest(p, body)
	if body.Empty() {
		c.drawHead(p, d, free*posterShare)
	} else {
		c.drawHead(p, d, 0)
	}
	body.Draw(d, p.Room())
	drawFoot()
	return p.Page
}

// densest returns the largest density in which head and body have room, or the smallest there is, and the height that the
// head leaves free.
func (c *composer) densest(p *layout.Page, body layout.Body) (d layout.Density, free float64) {
	for _, d = range layout.Densities {
		scratch := layout.NewPage(c.size, layout.Margin)
		scratch.Foot = p.Foot
		told := len(c.Findings)
		c.Quietly(func() {
			c.drawHead(scratch, d, 0)
			told = len(c.Findings) - told
		})
		free = scratch.Room().H
		if told == 0 && body.Fits(d, scratch.Room()) {
			break
		}
	}
	return d, max(free, 0)
}

// drawHead draws the head of the profile from the Y of a page on; under its first block, the strip, some space is left free.
func (c *composer) drawHead(p *layout.Page, d layout.Density, free float64) {
	for i := range c.profile.head {
		s := &c.profile.head[i]
		if i == 1 {
			p.Y += free
		}
		p.Y += s.fit.Above
		fit := s.fit
		fit.Density = d
		s.Head(c.View, p, fit)
	}
}
