package compose

import (
	"fmt"
	"strings"

	"throughline/app/brief"
	"throughline/export/page"
)

// strip says whose the page is and how fresh, under a rule: classification at the left, as-of and version at the right.
func (p *sheet) strip() {
	p.page.FillRect(page.Rect{X: p.box.X, Y: p.y, W: p.box.W, H: ruleHeight}, p.theme.Accent)
	p.y += ruleHeight
	style := page.Style{Size: stripSize, Color: p.theme.Muted}
	mark := p.logo(page.Rect{X: p.box.X, Y: p.y + stripLogoDrop, W: p.box.W, H: stripLogo}, logoWidth)
	end := p.box.Right()
	if mark.W > 0 {
		end = mark.X - logoGap
		p.y = mark.Y + mark.H/2 + style.Size*page.CapHeight/2 // beside the middle of the logo
	} else {
		p.y += stripDrop
	}
	s := p.brief.Settings
	right := []string{}
	if asOf := p.asOfWords(); asOf != "" {
		right = append(right, "Data as of "+asOf)
	}
	if v := strings.TrimSpace(s.Version); v != "" {
		right = append(right, v)
	}
	fresh := p.fonts.Run(strings.Join(right, " · "), style)
	p.as(page.Paragraph, "settings.classification", func() {
		p.oneLine("settings.classification", s.Classification, style, end-p.box.X-fresh.Width-stripGap)
	})
	if len(right) > 0 {
		p.as(page.Paragraph, "settings.version", func() { p.page.Text(end, p.y, fresh, page.Right) })
	}
	p.y = max(p.y+stripFoot, mark.Bottom())
}

// oneLine draws a text that must fit on a line at the left of the page.
func (p *sheet) oneLine(place brief.Place, text string, style page.Style, width float64) {
	lines := p.fonts.Wrap([]page.Span{{Text: strings.TrimSpace(text), Style: style}}, width)
	if len(lines) == 0 {
		return
	}
	if len(lines) > 1 {
		p.tooLong(place, lines[1:], "it has a part of one line")
	}
	p.page.Lines(p.box.X, p.y, 0, lines[:1])
}

// headline sets the bottom line in the first of the sizes in which it takes no more than its lines, of even length.
func (p *sheet) headline(sizes []headlineSize) {
	if !p.has("headline") {
		return
	}
	lines, size, whole := p.fitted("headline", p.theme.Headline, p.theme.Ink, p.box.W, sizes)
	// Shortened, it may be set larger: the beats are measured against that, or they would be too long in their turn.
	if !whole {
		size = sizes[min(1, len(sizes)-1)].size
	}
	p.bookmark(p.plain("headline"), 0, p.box.Y)
	p.y += headlineAbove + size*headlineAscent
	leading := size * headlineLeading
	end := p.lines(page.H1, "headline", p.box.X, p.y, leading, hung(lines))
	p.y = end - leading + size*descent
}

// fitted breaks a text into even lines of the first size in which it takes no more than that size's. Where none does it
// answers the lines there is room for in the last, tells how many words are over, and answers false.
func (p *sheet) fitted(place brief.Place, face page.Face, color page.Color, width float64, sizes []headlineSize) (lines []page.Line, size float64, whole bool) {
	var style page.Style
	most := 0
	for _, s := range sizes {
		style, most = page.Style{Face: face, Size: s.size, Color: color}, s.lines
		if lines = p.balance(p.spans(place, style), width); len(lines) <= most {
			return lines, s.size, true
		}
	}
	lines = p.fonts.Wrap(p.spans(place, style), width)
	p.tooLong(place, lines[most:], fmt.Sprintf("it has %s lines here", countWord(most)))
	return lines[:most], style.Size, false
}

// askPart is one answer of the ask: what, from whom, by when.
type askPart struct {
	word  string
	place brief.Place
}

var askParts = []askPart{{"Decision", "ask.what"}, {"Approver", "ask.from"}, {"By", "ask.by"}}

// ask draws the decision wanted in a box: in one line where it fits, else the decision with its approver and date under it.
func (p *sheet) ask() {
	var parts []askPart
	for _, a := range askParts {
		if p.has(a.place) {
			parts = append(parts, a)
		}
	}
	if len(parts) == 0 {
		return
	}
	word := page.Style{Face: page.SemiBold, Size: askSize, Color: p.theme.Accent}
	text := page.Style{Size: askSize, Color: p.theme.Ink}
	inner := p.box.W - 2*askPadX
	row := func(parts []askPart) (spans []page.Span) {
		for i, a := range parts {
			if i > 0 {
				spans = append(spans, page.Span{Text: "  ·  ", Style: page.Style{Size: text.Size, Color: p.theme.Muted}})
			}
			spans = append(spans, page.Span{Text: a.word + "\u00a0 ", Style: word})
			spans = append(spans, p.spans(a.place, text)...)
		}
		return spans
	}

	p.y += askAbove
	for _, size := range []float64{askSize, askNarrow} {
		word.Size, text.Size = size, size
		if lines := p.fonts.Wrap(row(parts), inner); len(lines) == 1 {
			p.askBox(1)
			p.lines(page.Paragraph, parts[0].place, p.box.X+askPadX, p.askBaseline(0), 0, lines)
			p.y += p.askHeight(1)
			return
		}
	}
	// The decision over the whole width, its words kept clear of the label; the rest in a line below.
	indent := p.fonts.Width("Decision", word) + askGap
	var blocks [][]page.Line
	var labels []string
	var places []brief.Place
	n := 0
	word.Size, text.Size = askSize, askSize
	add := func(place brief.Place, label string, spans []page.Span, most int) {
		lines := p.wrap(spans, inner-indent)
		if len(lines) > most {
			lines = p.fonts.Wrap(spans, inner-indent)
			p.tooLong(place, lines[most:], "the box has no more room")
			lines = lines[:most]
		}
		blocks, labels, places = append(blocks, lines), append(labels, label), append(places, place)
		n += len(lines)
	}
	first := parts[0]
	add(first.place, first.word, p.spans(first.place, text), mostAsks-1)
	if rest := parts[1:]; len(rest) > 0 {
		spans := row(rest)[1:]
		add(rest[0].place, rest[0].word, spans, max(mostAsks-n, 1))
	}
	p.askBox(n)
	at := 0
	for i, lines := range blocks {
		p.as(page.Paragraph, places[i], func() {
			p.page.Text(p.box.X+askPadX, p.askBaseline(at), p.fonts.Run(labels[i], word), page.Left)
			p.page.Gap()
			p.page.Lines(p.box.X+askPadX+indent, p.askBaseline(at), askSize*bodyLeading, lines)
		})
		at += len(lines)
	}
	p.y += p.askHeight(n)
}

func (p *sheet) askHeight(lines int) float64 {
	return 2*askPadY + askSize*askLine + float64(lines-1)*askSize*bodyLeading
}

func (p *sheet) askBaseline(line int) float64 {
	return p.y + askPadY + askSize*askAscent + float64(line)*askSize*bodyLeading
}

func (p *sheet) askBox(lines int) {
	p.page.FillRoundRect(page.Rect{X: p.box.X, Y: p.y, W: p.box.W, H: p.askHeight(lines)}, paperCorner, p.theme.AccentTint)
}

func (p *sheet) bookmark(title string, level int, y float64) {
	p.page.Bookmarks = append(p.page.Bookmarks, page.Bookmark{Title: page.Clean(title), Level: level, Y: y})
}
