package compose

import (
	"strings"

	"throughline/export/layout"
	"throughline/export/page"
)

// evidenceLeast returns the least height of the evidence column.
func (c *composer) evidenceLeast(d layout.Density, width float64) float64 {
	return c.evidenceHeight(d, width, leastChart)
}

// evidenceMost returns the height at which the evidence column looks its best.
func (c *composer) evidenceMost(d layout.Density, width float64) float64 {
	best := leastChart
	if s := c.evidence.chart; s != nil {
		best = max(best, s.BestHeight(width))
	}
	return c.evidenceHeight(d, width, best)
}

func (c *composer) evidenceHeight(d layout.Density, width, ofChart float64) float64 {
	h := c.topHeight(d, width)
	if c.evidence.chart == nil {
		return h
	}
	if h > 0 {
		h += chartGap
	}
	return h + ofChart
}

// topHeight returns the height of the hero or the quote.
func (c *composer) topHeight(d layout.Density, width float64) float64 {
	switch {
	case c.evidence.hero != nil:
		return c.heroHeight(d, width)
	case c.evidence.quote != nil:
		q := c.measureQuote(d, width)
		return q.height
	}
	return 0
}

// drawEvidence draws hero or quote, and gives the chart the height that is left.
func (c *composer) drawEvidence(p *layout.Page, d layout.Density, box page.Rect) {
	top := box
	c.drawTop(p, d, box)
	if h := c.topHeight(d, box.W); h > 0 {
		top.Y += h + chartGap
		top.H -= h + chartGap
	}
	if c.evidence.chart == nil {
		return
	}
	if spare := top.H - c.evidence.chart.BestHeight(box.W); spare > 0 && top.Y > box.Y {
		gap := min(spare, moreGap)
		top.Y, top.H = top.Y+gap, top.H-gap
	}
	top.H = min(top.H, c.evidence.chart.BestHeight(box.W)*mostGrowth)
	c.drawChart(p, top, 1)
}

// changeGap is the space between the hero's number, whose comma hangs down, and what it is compared with.
func changeGap(d layout.Density, size float64) float64 {
	return max(leastChange, size*commaDrop-d.Change*changeRise)
}

// heroSize returns the size in which the number fits the column.
func (c *composer) heroSize(d layout.Density, width float64) float64 {
	size := d.Hero
	if w := c.Fonts.Width(c.evidence.hero.value.Text, page.Style{Face: page.SemiBold, Size: size}); w > width {
		size *= width / w
	}
	return size
}

func (c *composer) heroName(d layout.Density, width float64) []page.Line {
	h := c.evidence.hero
	spans := []page.Span{{Text: h.name, Style: d.NameStyle(c.Theme)}}
	if h.when != "" {
		spans = append(spans, page.Span{
			Text: "   " + unbroken(h.when), Style: page.Style{Size: d.Name, Color: c.Theme.Muted},
		})
	}
	return c.Wrap(spans, width)
}

func (c *composer) heroHeight(d layout.Density, width float64) float64 {
	h := nameHeight(d) + float64(min(len(c.heroName(d, width)), mostNameLines)-1)*d.Name*layout.NameLeading
	h += c.heroSize(d, width) * heroDrop
	if n := len(c.evidence.hero.changes); n > 0 {
		h += changeGap(d, c.heroSize(d, width)) + float64(n)*d.Change*layout.ChangeLeading
	}
	h += basisHeight(d, len(c.basisLines(d, width)))
	return h + heroFoot
}

// drawHero draws the name, the number, and what it is compared with.
func (c *composer) drawHero(p *layout.Page, d layout.Density, box page.Rect) {
	h := c.evidence.hero
	p.Bookmark("Evidence: "+h.name+" "+h.value.Text, 1, box.Y)
	name := c.heroName(d, box.W)
	if len(name) > mostNameLines {
		c.tooLong(heroPlace, name[mostNameLines:], "its name has "+countWord(mostNameLines)+" lines")
		name = name[:mostNameLines]
	}
	y := box.Y + nameHeight(d)
	p.FieldLines(page.H2, string(heroPlace), box.X, y, d.Name*layout.NameLeading, name)
	y += float64(len(name)-1) * d.Name * layout.NameLeading

	size := c.heroSize(d, box.W)
	run := c.Fonts.Run(h.value.Text, page.Style{Face: page.SemiBold, Size: size, Color: c.Theme.Ink})
	y += size * heroDrop
	// Large type is set a little to the left, so that its stem and not its side bearing stands in the column.
	p.AsField(page.Paragraph, string(heroPlace), func() {
		x := box.X
		if size > heroTrimFrom {
			x -= size * heroTrim
		}
		if anchor := c.notes.anchor(h.value.Source); anchor != "" {
			p.TextLink(x, y, run, page.Left, page.Link{Anchor: anchor, Words: c.notes.leads(anchor)})
		} else {
			p.Text(x, y, run, page.Left)
		}
		p.Prints(c.lineOf[h.value])
	})
	height := size * page.CapHeight
	number := page.Rect{X: box.X, Y: y - height, W: run.Width, H: height}
	c.heroCourse(p, box, number, c.comparedBox(d, box.X, y+changeGap(d, size)))
	y += changeGap(d, size)
	for _, ch := range h.changes {
		y += d.Change * layout.ChangeLeading
		c.drawChange(p, d, ch, box.X, y-d.Change*changeBase, box.W)
	}
	c.drawBasis(p, d, c.basisLines(d, box.W), box.X, y)
}

// drawChange draws one comparison: a triangle, the signed difference in the colour of its sense, and with what.
func (c *composer) drawChange(p *layout.Page, d layout.Density, ch change, x, y, width float64) {
	color := c.Theme.Ink
	switch ch.good {
	case 1:
		color = c.Theme.Good
	case -1:
		color = c.Theme.Bad
	}
	strong := page.Style{Face: page.SemiBold, Size: d.Change, Color: color}
	text := ch.entry.Text
	if ch.moved == 0 {
		strong.Color, text = c.Theme.Muted, "No change"
	} else {
		layout.HeroArrow.Draw(p, x, y, d.Change, ch.moved > 0, color)
		x += layout.HeroArrow.Width(d.Change)
		width -= layout.HeroArrow.Width(d.Change)
	}
	said := c.printed(page.Span{Text: text, Style: strong}, ch.entry)
	if text != ch.entry.Text {
		said.Entry = 0 // “No change” is no number
	}
	lines := c.Fonts.Wrap([]page.Span{
		said,
		{Text: " " + ch.against, Style: page.Style{Size: d.Change, Color: c.Theme.Muted}},
	}, width)
	p.FieldLines(page.Paragraph, string(heroPlace), x, y, d.Change*layout.ChangeLeading, lines[:1])
}

// quoteBlock is the quote, broken into lines.
type quoteBlock struct {
	words, by []page.Line
	height    float64
}

func (c *composer) measureQuote(d layout.Density, width float64) quoteBlock {
	var q quoteBlock
	style := page.Style{Face: page.Italic, Size: d.Quote, Color: c.Theme.Ink}
	q.words = c.Wrap(c.spans("evidence.quote", style), width)
	var by []string
	for _, s := range []string{c.evidence.quote.Role, c.evidence.quote.Segment, c.evidence.quote.Date} {
		if s = strings.TrimSpace(s); s != "" {
			by = append(by, s)
		}
	}
	if len(by) > 0 {
		q.by = c.Wrap([]page.Span{
			{Text: by[0], Style: page.Style{Face: page.SemiBold, Size: d.By, Color: c.Theme.Ink}},
			{Text: strings.Join(append([]string{""}, by[1:]...), ", "), Style: page.Style{Size: d.By, Color: c.Theme.Muted}},
		}, width)
	}
	q.height = quoteMark*quoteMarkHigh + d.Quote*(quoteTop+layout.QuoteLeading*float64(len(q.words)-1)+quoteFoot)
	if text := vouched(c.evidence.quote); text != "" {
		q.by = append(q.by, c.Wrap([]page.Span{{Text: text, Style: page.Style{Size: d.By, Color: c.Theme.Muted}}}, width)...)
	}
	if n := len(q.by); n > 0 {
		q.height += byAbove + d.By*(byAscent+layout.ByLeading*float64(n-1)+quoteFoot)
	}
	return q
}

// drawQuote draws a large quotation mark, the words, and who said them.
func (c *composer) drawQuote(p *layout.Page, d layout.Density, box page.Rect) {
	q := c.measureQuote(d, box.W)
	if over := q.height - box.H; over > 0 {
		n := min(int(over/(d.Quote*layout.QuoteLeading))+1, len(q.words)-1)
		c.tooLong("evidence.quote", q.words[len(q.words)-n:], "the column has no more room")
		q.words = q.words[:len(q.words)-n]
	}
	p.Bookmark("Evidence: a customer’s words", 1, box.Y)
	mark := c.Fonts.Run("“", page.Style{Face: page.SemiBold, Size: quoteMark, Color: c.Theme.Accent})
	// Its ink, not its side bearing, stands at the edge of the words.
	p.As(page.Artifact, func() { // that it is a quote is said by what it is tagged as
		p.Text(box.X-c.Fonts.Bearing(mark), box.Y+quoteMark*quoteMarkBase, mark, page.Left)
	})
	p.As(page.BlockQuote, func() {
		y := box.Y + quoteMark*quoteMarkHigh + d.Quote*quoteAscent
		y = p.FieldLines(page.Paragraph, string(quotePlace), box.X, y, d.Quote*layout.QuoteLeading, layout.HangingPunctuation(q.words)) - d.Quote*layout.QuoteLeading + d.Quote*quoteFoot
		if len(q.by) > 0 {
			p.FieldLines(page.Paragraph, "evidence.quote.role", box.X, y+byAbove+d.By*byAscent, d.By*layout.ByLeading, q.by)
		}
	})
}
