package compose

import (
	"slices"

	"throughline/app/brief"
	"throughline/export/chart"
	"throughline/export/layout"
	"throughline/export/page"
)

// opening makes the head of the first page: strip, headline and ask, much as the one-page brief has them.
func (c *composer) opening(fl *layout.Flow) []*layout.Item {
	return []*layout.Item{c.tried(fl, func(s *layout.Page) { c.head(s, openingHeadlines) })}
}

// tried measures what a sheet draws. Tried out aside, it must tell nothing: what there is to tell is told when it is drawn.
func (c *composer) tried(fl *layout.Flow, draw func(*layout.Page)) *layout.Item {
	told := len(c.findings)
	it := fl.Measured(draw)
	c.findings = c.findings[:told]
	return it
}

// cover makes the first page of a pack: strip, a large headline, the ask, and the contents.
func (c *composer) cover(fl *layout.Flow) []*layout.Item {
	head := c.tried(fl, func(s *layout.Page) {
		c.strip(s)
		s.Y += coverAbove
		c.headline(s, coverHeadlines)
		s.Y += coverAskAbove
		c.ask(s)
	})
	return append([]*layout.Item{head}, c.toc(fl)...)
}

// story makes the beats, each with its name in the column at the left. The evidence stands in its own section where it has
// anything but words to show.
func (c *composer) story(fl *layout.Flow) []*layout.Item {
	var items []*layout.Item
	for _, k := range c.told() {
		if k == brief.Evidence && c.beside(fl) {
			continue
		}
		items = append(items, c.beat(fl, k)...)
	}
	return items
}

// beat makes the lines of one beat.
func (c *composer) beat(fl *layout.Flow, k brief.BeatKind) []*layout.Item {
	d := fl.Scale.Density
	side, width := fl.Scale.Side, fl.Width()-fl.Scale.Side
	lead, body := brief.PlaceOf(k, "lead"), brief.PlaceOf(k, "body")
	leads := c.Wrap(c.spans(lead, d.LeadStyle(c.Theme)), width)
	bodies := c.Wrap(c.spans(body, d.BodyStyle(c.Theme)), width)
	items := layout.Paragraph{
		Role: page.Paragraph, Field: string(lead), Lines: leads, Indent: side,
		Size: d.Lead, Leading: layout.Grid(d.Lead * flowLeadLeading), Keep: len(bodies) > 0,
	}.Items()
	items = append(items, layout.Paragraph{
		Role: page.Paragraph, Field: string(body), Lines: bodies, Indent: side,
		Size: d.Body, Leading: fl.Scale.Leading, Before: flowBodyAbove,
	}.Items()...)
	if len(items) == 0 {
		return nil
	}
	first := items[0]
	begin := c.enterBeat(fl, k)
	size := d.Body
	if len(leads) > 0 {
		size = d.Lead
	}
	first.Before, first.Air = d.Gap, beatAir
	text := first.Draw
	first.Draw = func(s *layout.Page, box page.Rect) {
		if box.Y-s.Box.Y > layout.HeadStrip+1 {
			rule := box.Y - d.Gap/2
			s.StrokeLine(box.X, rule, box.Right(), rule, page.Stroke{Color: c.Theme.Hairline, Width: layout.FineRule})
		}
		begin(s, box.Y)
		c.bookmarkBeat(s, k, box.Y)
		c.beatName(s, k, d, box.X, box.Y+first.Height/2+size*layout.Middle)
		text(s, box)
	}
	return items
}

// beside reports whether the words of the evidence stand beside what they speak of.
func (c *composer) beside(fl *layout.Flow) bool {
	e := c.evidence
	if e.hero == nil && e.quote == nil && (e.chart == nil || !slices.Contains(c.told(), brief.Evidence)) {
		return false
	}
	return c.proofWords(fl, fl.Width()*proofShare).height <= (fl.Limit()-fl.Top(1))*mostBeside
}

// proofWords breaks the beat of the evidence into lines of a column.
func (c *composer) proofWords(fl *layout.Flow, width float64) beat {
	if !slices.Contains(c.told(), brief.Evidence) {
		return beat{}
	}
	return c.measureBeats([]brief.BeatKind{brief.Evidence}, fl.Scale.Density, width).list[0]
}

// proofPlan is where the parts of the evidence stand, from the top left of its block.
type proofPlan struct {
	words      beat      // beside what they speak of; none of height 0
	top, chart page.Rect // the columns of hero or quote and of the chart, without a height
	height     float64   // of words and hero or quote
}

// planProof arranges the evidence: words and hero or quote at the left, the chart at the right, or what there is of them.
func (c *composer) planProof(fl *layout.Flow) proofPlan {
	e, d := c.evidence, fl.Scale.Density
	var p proofPlan
	whole := page.Rect{W: fl.Width()}
	left, right := whole, whole
	left.W = whole.W * proofShare
	right.X = left.W + layout.Gutter
	right.W = whole.W - right.X
	if c.beside(fl) {
		p.words = c.proofWords(fl, left.W)
	}
	hasTop, hasWords := e.hero != nil || e.quote != nil, p.words.height > 0
	p.top, p.chart = left, right
	switch {
	case e.chart == nil && hasWords:
		p.top = right // the hero stands where the chart would be
	case e.chart == nil:
		p.top = whole
	case !hasTop && !hasWords:
		p.chart = whole
	}
	topHeight := c.topHeight(d, p.top.W)
	p.height = p.words.height + topHeight
	switch {
	case e.chart == nil:
		p.height = max(p.words.height, topHeight)
	case hasWords && hasTop:
		p.height += d.Gap
	}
	return p
}

// proof makes the evidence.
func (c *composer) proof(fl *layout.Flow) []*layout.Item {
	e := c.evidence
	if e.hero == nil && e.quote == nil && e.chart == nil {
		return nil
	}
	plan := c.planProof(fl)
	height := plan.height
	it := &layout.Item{Before: fl.Scale.Density.Gap + proofAbove}
	if e.chart != nil {
		best := min(e.chart.BestHeight(plan.chart.W)*proofEase, fl.Size.H*fl.Scale.MostHigh)
		it.Give = max(min(best*mostGive, best-leastChart, best-height), 0)
		height = max(height, best)
		it.Grow = max(min(best*mostGrow, c.mostChart(plan.chart.W)-height), 0)
	}
	it.Height = min(layout.Grid(height), fl.Limit()-fl.Top(1)) // a quote that is higher is told as too long
	begin := func(*layout.Page, float64) {}
	if plan.words.height > 0 {
		begin = c.enterBeat(fl, brief.Evidence)
	}
	it.Draw = func(s *layout.Page, box page.Rect) {
		begin(s, box.Y)
		c.drawProof(fl, s, box, &plan)
	}
	return []*layout.Item{it}
}

// mostChart is the most height that suits the chart in a column.
func (c *composer) mostChart(width float64) float64 {
	return max(width*mostSteep, c.evidence.chart.BestHeight(width))
}

func (c *composer) drawProof(fl *layout.Flow, s *layout.Page, box page.Rect, plan *proofPlan) {
	d, spec := fl.Scale.Density, c.evidence.chart
	at := func(column page.Rect, y float64) page.Rect {
		return page.Rect{X: box.X + column.X, Y: y, W: column.W, H: box.Bottom() - y}
	}
	y := box.Y
	if plan.words.height > 0 {
		c.bookmarkBeat(s, brief.Evidence, y)
		c.beatName(s, brief.Evidence, d, box.X, y+nameHeight(d))
		c.beatText(s, plan.words, d, box.X, y+nameHeight(d))
		y += plan.words.height + d.Gap
	}
	if spec == nil {
		c.drawTop(s, d, at(plan.top, box.Y))
		return
	}
	c.drawTop(s, d, at(plan.top, y))
	of := at(plan.chart, box.Y)
	of.H = min(of.H, c.mostChart(of.W))
	c.drawChart(s, of, 1)
}

// drawTop draws the hero or the quote.
func (c *composer) drawTop(p *layout.Page, d layout.Density, box page.Rect) {
	switch {
	case c.evidence.hero != nil:
		c.drawHero(p, d, box)
	case c.evidence.quote != nil:
		c.drawQuote(p, d, box)
	}
}

// drawChart draws the chart of the evidence, enlarged by a factor.
func (c *composer) drawChart(p *layout.Page, box page.Rect, factor float64) {
	if layout := c.drawVisual(p, c.evidence.visual, box, factor); layout != nil {
		c.leftOut(layout)
	}
}

// drawVisual draws a chart as a figure that is described in words, and enters its numbers into the ledger. It answers nil
// where there is no room, which it tells.
func (c *composer) drawVisual(p *layout.Page, v *visual, box page.Rect, factor float64) *chart.Layout {
	layout, err := chart.Lay(c.Fonts, page.Rect{W: box.W / factor, H: box.H / factor}, v.spec)
	if err != nil {
		c.problem(chartPlace, "chart-no-room", "Shorten the quote or the beats.", "The page leaves no room for the chart.")
		return nil
	}
	level := 1
	if v.place != chartPlace {
		level = 2 // it stands in a section of its own
	}
	p.Bookmark("Chart: "+v.spec.Title[0], level, box.Y)
	drawn := &page.Page{}
	layout.Draw(drawn)
	prints(drawn.Ops, layout, v.record(layout))
	figure := p.AsField(page.Figure, string(v.place), func() { p.Enlarged(drawn.Ops, factor, box.X, box.Y) })
	figure.Alt, figure.Box = v.alt(), box
	// The chart is followed to its source like a figure: by its name. What reads a page aloud does not look into a Figure,
	// so the link stands after it.
	if len(v.e.used) > 0 && len(layout.Labels) > 0 {
		if anchor := c.notes.anchor(v.e.used[0].series.Source); anchor != "" {
			name := layout.Labels[0].Box
			p.Link(page.Link{
				Box:    page.Rect{X: box.X + name.X*factor, Y: box.Y + name.Y*factor, W: name.W * factor, H: name.H * factor},
				Anchor: anchor, Words: c.notes.leads(anchor),
			})
		}
	}
	return layout
}
