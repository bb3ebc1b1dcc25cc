package compose

import (
	"fmt"
	"strings"

	"throughline/app/brief"
	"throughline/export/layout"
	"throughline/export/page"
)

// strip says whose the page is and how fresh, under a rule: classification at the left, as-of and version at the right.
func (c *composer) strip(p *layout.Page) {
	p.FillRect(page.Rect{X: p.Box.X, Y: p.Y, W: p.Box.W, H: layout.RuleHeight}, c.Theme.Accent)
	p.Y += layout.RuleHeight
	style := page.Style{Size: stripSize, Color: c.Theme.Muted}
	mark := c.logo(p, page.Rect{X: p.Box.X, Y: p.Y + stripLogoDrop, W: p.Box.W, H: stripLogo}, logoWidth)
	end := p.Box.Right()
	if mark.W > 0 {
		end = mark.X - logoGap
		p.Y = mark.Y + mark.H/2 + style.Size*page.CapHeight/2 // beside the middle of the logo
	} else {
		p.Y += stripDrop
	}
	s := c.brief.Settings
	right := []string{}
	if asOf := c.asOfWords(); asOf != "" {
		right = append(right, "Data as of "+asOf)
	}
	if v := strings.TrimSpace(s.Version); v != "" {
		right = append(right, v)
	}
	fresh := c.Fonts.Run(strings.Join(right, " · "), style)
	p.AsField(page.Paragraph, "settings.classification", func() {
		c.oneLine(p, "settings.classification", s.Classification, style, end-p.Box.X-fresh.Width-stripGap)
	})
	if len(right) > 0 {
		p.AsField(page.Paragraph, "settings.version", func() { p.Text(end, p.Y, fresh, page.Right) })
	}
	p.Y = max(p.Y+stripFoot, mark.Bottom())
}

// oneLine draws a text that must fit on a line at the left of the page.
func (c *composer) oneLine(p *layout.Page, place brief.Place, text string, style page.Style, width float64) {
	lines := c.Fonts.Wrap([]page.Span{{Text: strings.TrimSpace(text), Style: style}}, width)
	if len(lines) == 0 {
		return
	}
	if len(lines) > 1 {
		c.tooLong(place, lines[1:], "it has a part of one line")
	}
	p.Lines(p.Box.X, p.Y, 0, lines[:1])
}

// headline sets the bottom line in the first of the sizes in which it takes no more than its lines, of even length.
func (c *composer) headline(p *layout.Page, sizes []layout.TextSize) {
	if !c.has("headline") {
		return
	}
	lines, size, whole := c.fitted("headline", page.Style{Face: c.Theme.Headline, Color: c.Theme.Ink}, p.Box.W, sizes)
	// Shortened, it may be set larger: the beats are measured against that, or they would be too long in their turn.
	if !whole {
		size = sizes[min(1, len(sizes)-1)].Size
	}
	p.Bookmark(c.plain("headline"), 0, p.Box.Y)
	p.Y += headlineAbove + size*headlineAscent
	leading := size * layout.HeadlineLeading
	end := p.FieldLines(page.H1, "headline", p.Box.X, p.Y, leading, layout.HangingPunctuation(lines))
	p.Y = end - leading + size*layout.Descent
}

// fitted breaks a field into even lines of the first size in which it takes no more than that size's. Where none does it
// answers the lines there is room for in the last, tells how many words are over, and answers false.
func (c *composer) fitted(place brief.Place, style page.Style, width float64, sizes []layout.TextSize) (lines []page.Line, size float64, whole bool) {
	lines, size, over := c.Fit(func(size float64) []page.Span {
		style.Size = size
		return c.spans(place, style)
	}, width, sizes)
	if over != nil {
		c.tooLong(place, over, fmt.Sprintf("it has %s lines here", countWord(len(lines))))
	}
	return lines, size, over == nil
}

// askPart is one answer of the ask: what, from whom, by when.
type askPart struct {
	word  string
	place brief.Place
}

var askParts = []askPart{{"Decision", "ask.what"}, {"Approver", "ask.from"}, {"By", "ask.by"}}

// ask draws the decision wanted in a box: in one line where it fits, else the decision with its approver and date under it.
func (c *composer) ask(p *layout.Page) {
	var parts []askPart
	for _, a := range askParts {
		if c.has(a.place) {
			parts = append(parts, a)
		}
	}
	if len(parts) == 0 {
		return
	}
	word := page.Style{Face: page.SemiBold, Size: askSize, Color: c.Theme.Accent}
	text := page.Style{Size: askSize, Color: c.Theme.Ink}
	inner := p.Box.W - 2*askPadX
	row := func(parts []askPart) (spans []page.Span) {
		for i, a := range parts {
			if i > 0 {
				spans = append(spans, page.Span{Text: "  ·  ", Style: page.Style{Size: text.Size, Color: c.Theme.Muted}})
			}
			spans = append(spans, page.Span{Text: a.word + "\u00a0 ", Style: word})
			spans = append(spans, c.spans(a.place, text)...)
		}
		return spans
	}

	p.Y += askAbove
	for _, size := range []float64{askSize, askNarrow} {
		word.Size, text.Size = size, size
		if lines := c.Fonts.Wrap(row(parts), inner); len(lines) == 1 {
			c.askBox(p, 1)
			p.FieldLines(page.Paragraph, string(parts[0].place), p.Box.X+askPadX, c.askBaseline(p, 0), 0, lines)
			p.Y += c.askHeight(1)
			return
		}
	}
	// The decision over the whole width, its words kept clear of the label; the rest in a line below.
	indent := c.Fonts.Width("Decision", word) + askGap
	var blocks [][]page.Line
	var labels []string
	var places []brief.Place
	n := 0
	word.Size, text.Size = askSize, askSize
	add := func(place brief.Place, label string, spans []page.Span, most int) {
		lines := c.Wrap(spans, inner-indent)
		if len(lines) > most {
			lines = c.Fonts.Wrap(spans, inner-indent)
			c.tooLong(place, lines[most:], "the box has no more room")
			lines = lines[:most]
		}
		blocks, labels, places = append(blocks, lines), append(labels, label), append(places, place)
		n += len(lines)
	}
	first := parts[0]
	add(first.place, first.word, c.spans(first.place, text), mostAsks-1)
	if rest := parts[1:]; len(rest) > 0 {
		spans := row(rest)[1:]
		add(rest[0].place, rest[0].word, spans, max(mostAsks-n, 1))
	}
	c.askBox(p, n)
	at := 0
	for i, lines := range blocks {
		p.AsField(page.Paragraph, string(places[i]), func() {
			p.Text(p.Box.X+askPadX, c.askBaseline(p, at), c.Fonts.Run(labels[i], word), page.Left)
			p.Gap()
			p.Lines(p.Box.X+askPadX+indent, c.askBaseline(p, at), askSize*layout.BodyLeading, lines)
		})
		at += len(lines)
	}
	p.Y += c.askHeight(n)
}

func (c *composer) askHeight(lines int) float64 {
	return 2*askPadY + askSize*askLine + float64(lines-1)*askSize*layout.BodyLeading
}

func (c *composer) askBaseline(p *layout.Page, line int) float64 {
	return p.Y + askPadY + askSize*askAscent + float64(line)*askSize*layout.BodyLeading
}

func (c *composer) askBox(p *layout.Page, lines int) {
	p.FillRoundRect(page.Rect{X: p.Box.X, Y: p.Y, W: p.Box.W, H: c.askHeight(lines)}, layout.PaperCorner, c.Theme.AccentTint)
}
