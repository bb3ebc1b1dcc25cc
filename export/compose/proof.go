package compose

import (
	"strings"

	"throughline/export/page"
)

// evidenceLeast returns the least height of the evidence column.
func (p *sheet) evidenceLeast(d density, width float64) float64 {
	return p.evidenceHeight(d, width, leastChart)
}

// evidenceMost returns the height at which the evidence column looks its best.
func (p *sheet) evidenceMost(d density, width float64) float64 {
	best := leastChart
	if s := p.evidence.chart; s != nil {
		best = max(best, s.BestHeight(width))
	}
	return p.evidenceHeight(d, width, best)
}

func (p *sheet) evidenceHeight(d density, width, ofChart float64) float64 {
	h := p.topHeight(d, width)
	if p.evidence.chart == nil {
		return h
	}
	if h > 0 {
		h += chartGap
	}
	return h + ofChart
}

// topHeight returns the height of the hero or the quote.
func (p *sheet) topHeight(d density, width float64) float64 {
	switch {
	case p.evidence.hero != nil:
		return p.heroHeight(d, width)
	case p.evidence.quote != nil:
		q := p.measureQuote(d, width)
		return q.height
	}
	return 0
}

// drawEvidence draws hero or quote, and gives the chart the height that is left.
func (p *sheet) drawEvidence(d density, box page.Rect) {
	top := box
	p.drawTop(d, box)
	if h := p.topHeight(d, box.W); h > 0 {
		top.Y += h + chartGap
		top.H -= h + chartGap
	}
	if p.evidence.chart == nil {
		return
	}
	if spare := top.H - p.evidence.chart.BestHeight(box.W); spare > 0 && top.Y > box.Y {
		gap := min(spare, moreGap)
		top.Y, top.H = top.Y+gap, top.H-gap
	}
	top.H = min(top.H, p.evidence.chart.BestHeight(box.W)*mostGrowth)
	p.drawChart(top, 1)
}

// changeGap is the space between the hero's number, whose comma hangs down, and what it is compared with.
func (d density) changeGap(size float64) float64 {
	return max(leastChange, size*commaDrop-d.change*changeRise)
}

// heroSize returns the size in which the number fits the column.
func (p *sheet) heroSize(d density, width float64) float64 {
	size := d.hero
	if w := p.fonts.Width(p.evidence.hero.value.Text, page.Style{Face: page.SemiBold, Size: size}); w > width {
		size *= width / w
	}
	return size
}

func (p *sheet) heroName(d density, width float64) []page.Line {
	h := p.evidence.hero
	spans := []page.Span{{Text: h.name, Style: d.nameStyle(p.theme)}}
	if h.when != "" {
		spans = append(spans, page.Span{
			Text: "   " + unbroken(h.when), Style: page.Style{Size: d.name, Color: p.theme.Muted},
		})
	}
	return p.wrap(spans, width)
}

func (p *sheet) heroHeight(d density, width float64) float64 {
	h := d.nameHeight() + float64(min(len(p.heroName(d, width)), mostNameLines)-1)*d.name*nameLeading
	h += p.heroSize(d, width) * heroDrop
	if n := len(p.evidence.hero.changes); n > 0 {
		h += d.changeGap(p.heroSize(d, width)) + float64(n)*d.change*changeLeading
	}
	h += d.basisHeight(len(p.basisLines(d, width)))
	return h + heroFoot
}

// drawHero draws the name, the number, and what it is compared with.
func (p *sheet) drawHero(d density, box page.Rect) {
	h := p.evidence.hero
	p.bookmark("Evidence: "+h.name+" "+h.value.Text, 1, box.Y)
	name := p.heroName(d, box.W)
	if len(name) > mostNameLines {
		p.tooLong(heroPlace, name[mostNameLines:], "its name has "+countWord(mostNameLines)+" lines")
		name = name[:mostNameLines]
	}
	y := box.Y + d.nameHeight()
	p.lines(page.H2, heroPlace, box.X, y, d.name*nameLeading, name)
	y += float64(len(name)-1) * d.name * nameLeading

	size := p.heroSize(d, box.W)
	run := p.fonts.Run(h.value.Text, page.Style{Face: page.SemiBold, Size: size, Color: p.theme.Ink})
	y += size * heroDrop
	// Large type is set a little to the left, so that its stem and not its side bearing stands in the column.
	p.as(page.Paragraph, heroPlace, func() {
		x := box.X
		if size > heroTrimFrom {
			x -= size * heroTrim
		}
		if anchor := p.notes.anchor(h.value.Source); anchor != "" {
			p.page.TextLink(x, y, run, page.Left, page.Link{Anchor: anchor, Words: p.notes.leads(anchor)})
		} else {
			p.page.Text(x, y, run, page.Left)
		}
		p.page.Prints(p.lineOf[h.value])
	})
	height := size * page.CapHeight
	number := page.Rect{X: box.X, Y: y - height, W: run.Width, H: height}
	p.heroCourse(box, number, p.comparedBox(d, box.X, y+d.changeGap(size)))
	y += d.changeGap(size)
	for _, ch := range h.changes {
		y += d.change * changeLeading
		p.drawChange(d, ch, box.X, y-d.change*changeBase, box.W)
	}
	p.drawBasis(d, p.basisLines(d, box.W), box.X, y)
}

// drawChange draws one comparison: a triangle, the signed difference in the colour of its sense, and with what.
func (p *sheet) drawChange(d density, ch change, x, y, width float64) {
	color := p.theme.Ink
	switch ch.good {
	case 1:
		color = p.theme.Good
	case -1:
		color = p.theme.Bad
	}
	strong := page.Style{Face: page.SemiBold, Size: d.change, Color: color}
	text := ch.entry.Text
	if ch.moved == 0 {
		strong.Color, text = p.theme.Muted, "No change"
	} else {
		heroArrow.draw(p, x, y, d.change, ch.moved > 0, color)
		x += heroArrow.width(d.change)
		width -= heroArrow.width(d.change)
	}
	said := p.printed(page.Span{Text: text, Style: strong}, ch.entry)
	if text != ch.entry.Text {
		said.Entry = 0 // “No change” is no number
	}
	lines := p.fonts.Wrap([]page.Span{
		said,
		{Text: " " + ch.against, Style: page.Style{Size: d.change, Color: p.theme.Muted}},
	}, width)
	p.lines(page.Paragraph, heroPlace, x, y, d.change*changeLeading, lines[:1])
}

// width is the room an arrowhead takes before a number of a size of type.
func (a arrowhead) width(size float64) float64 { return size*a.side + a.gap }

// draw draws the arrowhead of a number of a size of type, from x on its baseline.
func (a arrowhead) draw(p *sheet, x, base, size float64, up bool, color page.Color) {
	side := size * a.side
	p.page.FillTriangle(page.Rect{X: x, Y: base - side*a.rise, W: side, H: side * arrowFlat}, up, color)
}

// quoteBlock is the quote, broken into lines.
type quoteBlock struct {
	words, by []page.Line
	height    float64
}

func (p *sheet) measureQuote(d density, width float64) quoteBlock {
	var q quoteBlock
	style := page.Style{Face: page.Italic, Size: d.quote, Color: p.theme.Ink}
	q.words = p.wrap(p.spans("evidence.quote", style), width)
	var by []string
	for _, s := range []string{p.evidence.quote.Role, p.evidence.quote.Segment, p.evidence.quote.Date} {
		if s = strings.TrimSpace(s); s != "" {
			by = append(by, s)
		}
	}
	if len(by) > 0 {
		q.by = p.wrap([]page.Span{
			{Text: by[0], Style: page.Style{Face: page.SemiBold, Size: d.by, Color: p.theme.Ink}},
			{Text: strings.Join(append([]string{""}, by[1:]...), ", "), Style: page.Style{Size: d.by, Color: p.theme.Muted}},
		}, width)
	}
	q.height = quoteMark*quoteMarkHigh + d.quote*(quoteTop+quoteLeading*float64(len(q.words)-1)+quoteFoot)
	if text := vouched(p.evidence.quote); text != "" {
		q.by = append(q.by, p.wrap([]page.Span{{Text: text, Style: page.Style{Size: d.by, Color: p.theme.Muted}}}, width)...)
	}
	if n := len(q.by); n > 0 {
		q.height += byAbove + d.by*(byAscent+byLeading*float64(n-1)+quoteFoot)
	}
	return q
}

// drawQuote draws a large quotation mark, the words, and who said them.
func (p *sheet) drawQuote(d density, box page.Rect) {
	q := p.measureQuote(d, box.W)
	if over := q.height - box.H; over > 0 {
		n := min(int(over/(d.quote*quoteLeading))+1, len(q.words)-1)
		p.tooLong("evidence.quote", q.words[len(q.words)-n:], "the column has no more room")
		q.words = q.words[:len(q.words)-n]
	}
	p.bookmark("Evidence: a customer’s words", 1, box.Y)
	mark := p.fonts.Run("“", page.Style{Face: page.SemiBold, Size: quoteMark, Color: p.theme.Accent})
	// Its ink, not its side bearing, stands at the edge of the words.
	p.page.As(page.Artifact, func() { // that it is a quote is said by what it is tagged as
		p.page.Text(box.X-p.fonts.Bearing(mark), box.Y+quoteMark*quoteMarkBase, mark, page.Left)
	})
	p.page.As(page.BlockQuote, func() {
		y := box.Y + quoteMark*quoteMarkHigh + d.quote*quoteAscent
		y = p.lines(page.Paragraph, quotePlace, box.X, y, d.quote*quoteLeading, hung(q.words)) - d.quote*quoteLeading + d.quote*quoteFoot
		if len(q.by) > 0 {
			p.lines(page.Paragraph, "evidence.quote.role", box.X, y+byAbove+d.by*byAscent, d.by*byLeading, q.by)
		}
	})
}
