package compose

import (
	"slices"

	"throughline/app/brief"
	"throughline/export/chart"
	"throughline/export/page"
)

// opening makes the head of the first page: strip, headline and ask, much as the one-page brief has them.
func (fl *flow) opening() []*item {
	return []*item{fl.measured(func(s *sheet) { s.head(openingHeadlines) })}
}

// measured makes what a sheet draws from its y on an item of the height that takes.
func (fl *flow) measured(draw func(*sheet)) *item {
	aside := fl.newSheet(fl.size, fl.set.margin)
	// Tried out aside, it must tell nothing: what there is to tell is told when it is drawn.
	told := len(fl.findings)
	over := fl.over
	fl.over = map[brief.Place]int{}
	draw(aside)
	fl.findings, fl.over = fl.findings[:told], over
	return &item{height: grid(aside.y - aside.box.Y), draw: func(s *sheet, box page.Rect) {
		s.y = box.Y
		draw(s)
	}}
}

// cover makes the first page of a pack: strip, a large headline, the ask, and the contents.
func (fl *flow) cover() []*item {
	head := fl.measured(func(s *sheet) {
		s.strip()
		s.y += coverAbove
		s.headline(coverHeadlines)
		s.y += coverAskAbove
		s.ask()
	})
	return append([]*item{head}, fl.toc()...)
}

// story makes the beats, each with its name in the column at the left. The evidence stands in its own section where it has
// anything but words to show.
func (fl *flow) story() []*item {
	var items []*item
	for _, k := range fl.told() {
		if k == brief.Evidence && fl.beside() {
			continue
		}
		items = append(items, fl.beat(k)...)
	}
	return items
}

// beat makes the lines of one beat.
func (fl *flow) beat(k brief.BeatKind) []*item {
	d := fl.set.density
	side, width := fl.set.side, fl.width()-fl.set.side
	lead, body := brief.PlaceOf(k, "lead"), brief.PlaceOf(k, "body")
	leads := fl.wrap(fl.spans(lead, d.leadStyle(fl.theme)), width)
	bodies := fl.wrap(fl.spans(body, d.bodyStyle(fl.theme)), width)
	items := fl.paragraph(page.Paragraph, lead, leads, side, d.lead, grid(d.lead*flowLeadLeading), 0, len(bodies) > 0)
	items = append(items, fl.paragraph(page.Paragraph, body, bodies, side, d.body, fl.set.leading, flowBodyAbove, false)...)
	if len(items) == 0 {
		return nil
	}
	first := items[0]
	begin := fl.enterBeat(k)
	size := d.body
	if len(leads) > 0 {
		size = d.lead
	}
	first.before, first.air = d.gap, beatAir
	text := first.draw
	first.draw = func(s *sheet, box page.Rect) {
		if box.Y-s.box.Y > headStrip+1 {
			rule := box.Y - d.gap/2
			s.page.StrokeLine(box.X, rule, box.Right(), rule, page.Stroke{Color: s.theme.Hairline, Width: fineRule})
		}
		begin(s, box.Y)
		s.bookmarkBeat(k, box.Y)
		s.beatName(k, d, box.X, box.Y+first.height/2+size*middle)
		text(s, box)
	}
	return items
}

// beside reports whether the words of the evidence stand beside what they speak of.
func (fl *flow) beside() bool {
	e := fl.evidence
	if e.hero == nil && e.quote == nil && (e.chart == nil || !slices.Contains(fl.told(), brief.Evidence)) {
		return false
	}
	return fl.proofWords(fl.width()*proofShare).height <= (fl.limit()-fl.top(1))*mostBeside
}

// proofWords breaks the beat of the evidence into lines of a column.
func (fl *flow) proofWords(width float64) beat {
	s := &sheet{composer: fl.composer}
	if !slices.Contains(fl.told(), brief.Evidence) {
		return beat{}
	}
	return s.measureBeats([]brief.BeatKind{brief.Evidence}, fl.set.density, width).list[0]
}

// proofPlan is where the parts of the evidence stand, from the top left of its block.
type proofPlan struct {
	words      beat      // beside what they speak of; none of height 0
	top, chart page.Rect // the columns of hero or quote and of the chart, without a height
	height     float64   // of words and hero or quote
}

// planProof arranges the evidence: words and hero or quote at the left, the chart at the right, or what there is of them.
func (fl *flow) planProof() proofPlan {
	e, d := fl.evidence, fl.set.density
	var p proofPlan
	whole := page.Rect{W: fl.width()}
	left, right := whole, whole
	left.W = whole.W * proofShare
	right.X = left.W + gutter
	right.W = whole.W - right.X
	if fl.beside() {
		p.words = fl.proofWords(left.W)
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
	topHeight := (&sheet{composer: fl.composer}).topHeight(d, p.top.W)
	p.height = p.words.height + topHeight
	switch {
	case e.chart == nil:
		p.height = max(p.words.height, topHeight)
	case hasWords && hasTop:
		p.height += d.gap
	}
	return p
}

// proof makes the evidence.
func (fl *flow) proof() []*item {
	e := fl.evidence
	if e.hero == nil && e.quote == nil && e.chart == nil {
		return nil
	}
	plan := fl.planProof()
	height := plan.height
	it := &item{before: fl.set.density.gap + proofAbove}
	if e.chart != nil {
		best := min(e.chart.BestHeight(plan.chart.W)*proofEase, fl.size.H*fl.set.mostHigh)
		it.give = max(min(best*mostGive, best-leastChart, best-height), 0)
		height = max(height, best)
		it.grow = max(min(best*mostGrow, fl.mostChart(plan.chart.W)-height), 0)
	}
	it.height = min(grid(height), fl.limit()-fl.top(1)) // a quote that is higher is told as too long
	begin := func(*sheet, float64) {}
	if plan.words.height > 0 {
		begin = fl.enterBeat(brief.Evidence)
	}
	it.draw = func(s *sheet, box page.Rect) {
		begin(s, box.Y)
		fl.drawProof(s, box, &plan)
	}
	return []*item{it}
}

// mostChart is the most height that suits the chart in a column.
func (fl *flow) mostChart(width float64) float64 {
	return max(width*mostSteep, fl.evidence.chart.BestHeight(width))
}

func (fl *flow) drawProof(s *sheet, box page.Rect, plan *proofPlan) {
	d, spec := fl.set.density, fl.evidence.chart
	at := func(column page.Rect, y float64) page.Rect {
		return page.Rect{X: box.X + column.X, Y: y, W: column.W, H: box.Bottom() - y}
	}
	y := box.Y
	if plan.words.height > 0 {
		s.bookmarkBeat(brief.Evidence, y)
		s.beatName(brief.Evidence, d, box.X, y+d.nameHeight())
		s.beatText(plan.words, d, box.X, y+d.nameHeight())
		y += plan.words.height + d.gap
	}
	if spec == nil {
		s.drawTop(d, at(plan.top, box.Y))
		return
	}
	s.drawTop(d, at(plan.top, y))
	of := at(plan.chart, box.Y)
	of.H = min(of.H, fl.mostChart(of.W))
	s.drawChart(of, 1)
}

// drawTop draws the hero or the quote.
func (p *sheet) drawTop(d density, box page.Rect) {
	switch {
	case p.evidence.hero != nil:
		p.drawHero(d, box)
	case p.evidence.quote != nil:
		p.drawQuote(d, box)
	}
}

// drawChart draws the chart of the evidence, enlarged by a factor.
func (p *sheet) drawChart(box page.Rect, factor float64) {
	if layout := p.drawVisual(p.evidence.visual, box, factor); layout != nil {
		p.leftOut(layout)
	}
}

// drawVisual draws a chart as a figure that is described in words, and enters its numbers into the ledger. It answers nil
// where there is no room, which it tells.
func (p *sheet) drawVisual(v *visual, box page.Rect, factor float64) *chart.Layout {
	layout, err := chart.Lay(p.fonts, page.Rect{W: box.W / factor, H: box.H / factor}, v.spec)
	if err != nil {
		p.problem(chartPlace, "chart-no-room", "Shorten the quote or the beats.", "The page leaves no room for the chart.")
		return nil
	}
	level := 1
	if v.place != chartPlace {
		level = 2 // it stands in a section of its own
	}
	p.bookmark("Chart: "+v.spec.Title[0], level, box.Y)
	drawn := &page.Page{}
	layout.Draw(drawn)
	prints(drawn.Ops, layout, v.record(layout))
	figure := p.as(page.Figure, v.place, func() { p.page.Enlarged(drawn.Ops, factor, box.X, box.Y) })
	figure.Alt, figure.Box = v.alt(), box
	// The chart is followed to its source like a figure: by its name. What reads a page aloud does not look into a Figure,
	// so the link stands after it.
	if len(v.e.used) > 0 && len(layout.Labels) > 0 {
		if anchor := p.notes.anchor(v.e.used[0].series.Source); anchor != "" {
			name := layout.Labels[0].Box
			p.page.Link(page.Link{
				Box:    page.Rect{X: box.X + name.X*factor, Y: box.Y + name.Y*factor, W: name.W * factor, H: name.H * factor},
				Anchor: anchor, Words: p.notes.leads(anchor),
			})
		}
	}
	return layout
}
