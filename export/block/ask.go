package block

import (
	"throughline/app/brief"
	"throughline/export/layout"
	"throughline/export/page"
)

// Ask is the decision wanted, with who decides and by when.
var Ask = Block{Name: "ask", Head: drawAsk, Slides: askSlide, Text: askText}

const (
	askAbove  = 14.0
	askSize   = 11.5
	askNarrow = 10.75 // where that saves a line
	askPadX   = 14.0
	askPadY   = 9.5
	askGap    = 12.0 // from a label to its answer
	askLine   = 0.94 // the height of a line alone in the box
	askAscent = 0.78

	decisionWidth = 0.88
	decisionLead  = 1.18
	decisionUpper = 0.36
	decisionGap   = 12.0 // more than between blocks
	answerHigh    = 96.0
	answersWidth  = 0.66 // of the slide, for both answers
	answersGap    = 0.6  // of the gap between blocks
	answerLabel   = 16.0
	answerBase    = 12.0 // from the padding to the label's baseline, and to the answer's line
	answerDrop    = 14.0
	answerAscent  = 1.15
	answerLead    = 1.2
)

var answerSizes = []layout.TextSize{{Size: 24, Lines: 1}, {Size: 20, Lines: 2}, {Size: 18, Lines: 2}} // who decides, and by when

// askPart is one answer of the ask: what, from whom, by when.
type askPart struct {
	word  string
	place brief.Place
}

var askParts = []askPart{{"Decision", "ask.what"}, {"Approver", "ask.from"}, {"By", "ask.by"}}

// drawAsk draws the decision wanted in a box: in one line where it fits, else the decision with its approver and date under it.
func drawAsk(v *View, p *layout.Page, f Fit) {
	var parts []askPart
	for _, a := range askParts {
		if v.Has(a.place) {
			parts = append(parts, a)
		}
	}
	if len(parts) == 0 {
		return
	}
	word := page.Style{Face: page.SemiBold, Size: askSize, Color: v.Theme.Accent}
	text := page.Style{Size: askSize, Color: v.Theme.Ink}
	inner := p.Box.W - 2*askPadX
	row := func(parts []askPart) (spans []page.Span) {
		for i, a := range parts {
			if i > 0 {
				spans = append(spans, page.Span{Text: "  ·  ", Style: page.Style{Size: text.Size, Color: v.Theme.Muted}})
			}
			spans = append(spans, page.Span{Text: a.word + "\u00a0 ", Style: word})
			spans = append(spans, v.spans(a.place, text)...)
		}
		return spans
	}

	p.Y += askAbove
	for _, size := range []float64{askSize, askNarrow} {
		word.Size, text.Size = size, size
		if lines := v.Fonts.Wrap(row(parts), inner); len(lines) == 1 {
			drawAskBox(v, p, 1)
			p.FieldLines(page.Paragraph, string(parts[0].place), p.Box.X+askPadX, askBaseline(p, 0), 0, lines)
			p.Y += askHeight(1)
			return
		}
	}
	// The decision over the whole width, its words kept clear of the label; the rest in a line below.
	indent := v.Fonts.Width("Decision", word) + askGap
	var blocks [][]page.Line
	var labels []string
	var places []brief.Place
	n := 0
	word.Size, text.Size = askSize, askSize
	add := func(place brief.Place, label string, spans []page.Span, most int) {
		lines := v.Wrap(spans, inner-indent)
		if len(lines) > most {
			lines = v.Fonts.Wrap(spans, inner-indent)
			v.TooLong(place, lines[most:], f.Why)
			lines = lines[:most]
		}
		blocks, labels, places = append(blocks, lines), append(labels, label), append(places, place)
		n += len(lines)
	}
	first := parts[0]
	add(first.place, first.word, v.spans(first.place, text), f.Most-1)
	if rest := parts[1:]; len(rest) > 0 {
		spans := row(rest)[1:]
		add(rest[0].place, rest[0].word, spans, max(f.Most-n, 1))
	}
	drawAskBox(v, p, n)
	at := 0
	for i, lines := range blocks {
		p.AsField(page.Paragraph, string(places[i]), func() {
			p.Text(p.Box.X+askPadX, askBaseline(p, at), v.Fonts.Run(labels[i], word), page.Left)
			p.Gap()
			p.Lines(p.Box.X+askPadX+indent, askBaseline(p, at), askSize*layout.BodyLeading, lines)
		})
		at += len(lines)
	}
	p.Y += askHeight(n)
}

func askHeight(lines int) float64 {
	return 2*askPadY + askSize*askLine + float64(lines-1)*askSize*layout.BodyLeading
}

func askBaseline(p *layout.Page, line int) float64 {
	return p.Y + askPadY + askSize*askAscent + float64(line)*askSize*layout.BodyLeading
}

func drawAskBox(v *View, p *layout.Page, lines int) {
	p.FillRoundRect(page.Rect{X: p.Box.X, Y: p.Y, W: p.Box.W, H: askHeight(lines)}, layout.PaperCorner, v.Theme.AccentTint)
}

// askSlide sets the decision wanted large, with who decides by when below it.
func askSlide(v *View, fl *layout.Flow, f Fit) {
	var rest []askPart
	for _, a := range askParts[1:] {
		if v.Has(a.place) {
			rest = append(rest, a)
		}
	}
	if !v.Has("ask.what") && len(rest) == 0 {
		return
	}
	s, room := newSlide(v, fl, "The decision", "ask.what")
	s.Bookmark("The decision: "+v.Plain("ask.what"), 1, s.Box.Y)
	lines, size, _ := fitted(v, "ask.what", page.Style{Face: page.SemiBold, Color: v.Theme.Ink}, room.W*decisionWidth, f.Sizes)
	leading := size * decisionLead
	height := size + float64(max(len(lines)-1, 0))*leading
	if len(rest) > 0 {
		height += slideGap + decisionGap + answerHigh
	}
	y := room.Y + (room.H-height)*decisionUpper
	y = s.Paragraph(room.X, y, layout.Paragraph{Role: page.Paragraph, Field: "ask.what", Size: size, Leading: leading, Lines: lines}) + slideGap + decisionGap
	width := (room.W*answersWidth - slideGap*answersGap) / 2
	for i, a := range rest {
		box := page.Rect{X: room.X + float64(i)*(width+slideGap*answersGap), Y: y, W: width, H: answerHigh}
		s.FillRoundRect(box, layout.SlideCorner, v.Theme.AccentTint)
		label := v.Fonts.Run(a.word, page.Style{Face: page.SemiBold, Size: answerLabel, Color: v.Theme.Accent})
		s.AsField(page.Paragraph, string(a.place), func() {
			s.Text(box.X+tilePad, box.Y+tilePad+answerBase, label, page.Left)
			s.Gap()
			answer, size, _ := fitted(v, a.place, page.Style{Face: page.Regular, Color: v.Theme.Ink}, box.W-2*tilePad, answerSizes)
			s.Lines(box.X+tilePad, box.Y+tilePad+answerDrop+size*answerAscent, size*answerLead, answer)
		})
	}
}

func askText(v *View) [][]string {
	var lines []string
	for _, a := range askParts {
		if v.Has(a.place) {
			lines = append(lines, a.word+": "+v.Plain(a.place))
		}
	}
	return [][]string{lines}
}
