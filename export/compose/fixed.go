package compose

import (
	"throughline/export/layout"
	"throughline/export/page"
)

// fixedPage lays out a page of fixed places: the head from the top, the foot from the bottom, two columns between them.
func (c *composer) fixedPage() *page.Page {
	p := layout.NewPage(c.size, layout.Margin)
	pr := &c.profile
	height, drawFoot := pr.foot.Foot(c.View, p, pr.foot.fit)
	p.Foot -= height
	c.drawHead(p)
	p.DrawColumns(pr.left.Column(c.View, p, pr.left.fit), pr.right.Column(c.View, p, pr.right.fit))
	drawFoot()
	return p.Page
}

// drawHead draws the head of the profile from the Y of a page on.
func (c *composer) drawHead(p *layout.Page) {
	for i := range c.profile.head {
		s := &c.profile.head[i]
		p.Y += s.fit.Above
		s.Head(c.View, p, s.fit)
	}
}
