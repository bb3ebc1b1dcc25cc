package block

import (
	"math"

	"throughline/app/brief"
	"throughline/export/layout"
	"throughline/export/page"
)

// Ask is the decision wanted, with who decides and by when.
var Ask = Block{Name: "ask", Head: drawAsk, Text: askText}

const (
	askAbove  = 13.0
	askPadX   = 12.0
	askPadY   = 9.0
	askGap    = 22.0 // between what, from whom and by when
	askLabel  = 0.82 // the type of a label to that of its answer
	askBelow  = 1.36 // from a label's baseline to its answer's, in sizes of the answer
	askAscent = 0.8  // of a label
	bandRule  = 0.9  // over and under it, where it stands between rules
	bandEdge  = 4.0  // the width of the edge at its left, where it has one
	askShare  = 0.26 // of the width, at most, for each of whom and when
)

// askPart is one answer of the ask: what, from whom, by when.
type askPart struct {
	word  string
	place brief.Place
}

var askParts = []askPart{{"Decision", "ask.what"}, {"Approver", "ask.from"}, {"By", "ask.by"}}

// answer is one part of the ask, broken into lines.
type answer struct {
	askPart
	width float64
	lines []page.Line
}

// drawAsk draws the decision wanted on a band: what at the left, from whom and by when in columns of their own at the right.
func drawAsk(v *View, p *layout.Page, f Fit) {
	size := f.Density.Ask
	text := page.Style{Face: page.SemiBold, Size: size, Color: v.Theme.OnBand}
	label := page.Style{Size: size * askLabel, Color: v.Theme.Soft()}
	if v.Theme.Ask != page.Filled {
		label.Color = v.Theme.Accent
	}
	answers := askAnswers(v, p.Box.W-2*bandPad(v.Theme), text, label)
	if len(answers) == 0 {
		return
	}
	most := 0
	for i := range answers {
		a := &answers[i]
		room := f.Most
		if a.place == "ask.what" {
			room--
		}
		if len(a.lines) > room {
			v.TooLong(a.place, a.lines[room:], f.Why)
			a.lines = a.lines[:room]
		}
		most = max(most, len(a.lines))
	}
	leading := size * layout.LeadLeading
	p.Y += askAbove
	first := p.Y + askPadY + label.Size*askAscent
	last := first + size*askBelow + float64(most-1)*leading
	box := page.Rect{X: p.Box.X, Y: p.Y, W: p.Box.W, H: last + size*layout.Descent + askPadY - p.Y}
	drawBand(v, p, box)
	x := box.X + bandPad(v.Theme)
	for _, a := range answers {
		p.AsField(page.Paragraph, string(a.place), func() {
			p.Text(x, first, v.Fonts.Run(v.T(a.word), label), page.Left)
			p.Gap()
			p.Lines(x, first+size*askBelow, leading, a.lines)
		})
		x += a.width + askGap
	}
	p.Y = box.Bottom()
}

// askAnswers breaks the answers into lines; whom and when take what they need, what is asked the rest.
func askAnswers(v *View, width float64, text, label page.Style) []answer {
	var answers []answer
	rest := width
	for i, a := range askParts {
		if !v.Has(a.place) {
			continue
		}
		style := text
		if i > 0 {
			style.Face = page.Regular
		}
		spans := v.spans(a.place, style)
		one := answer{askPart: a, width: rest}
		if len(answers) > 0 || i > 0 {
			natural := v.Fonts.Width(v.T(a.word), label)
			for _, l := range v.Fonts.Wrap(spans, width*askShare) {
				natural = max(natural, l.Width)
			}
			one.width = math.Ceil(natural) + 1
			rest -= one.width + askGap
		}
		answers = append(answers, one)
	}
	for i := range answers {
		a := &answers[i]
		style := text
		if a.place != "ask.what" {
			style.Face = page.Regular
		} else {
			a.width = rest
		}
		a.lines = v.Wrap(v.spans(a.place, style), a.width)
	}
	return answers
}

// drawBand sets the decision wanted apart in the way of the theme.
func drawBand(v *View, p *layout.Page, box page.Rect) {
	rule := page.Stroke{Color: v.Theme.Rule, Width: bandRule}
	switch v.Theme.Ask {
	case page.Ruled:
		p.StrokeLine(box.X, box.Y, box.Right(), box.Y, rule)
		p.StrokeLine(box.X, box.Bottom(), box.Right(), box.Bottom(), rule)
	case page.Edged:
		p.FillRect(box, v.Theme.Band)
		p.FillRect(page.Rect{X: box.X, Y: box.Y, W: bandEdge, H: box.H}, v.Theme.Rule)
	default:
		p.FillRoundRect(box, v.Theme.Corner, v.Theme.Band)
	}
}

// bandPad is the space at the left and the right of the words of the ask: none between rules.
func bandPad(t *page.Theme) float64 {
	if t.Ask == page.Ruled {
		return 0
	}
	return askPadX
}

func askText(v *View) [][]string {
	var lines []string
	for _, a := range askParts {
		if v.Has(a.place) {
			lines = append(lines, v.T(a.word)+": "+v.Plain(a.place))
		}
	}
	return [][]string{lines}
}
