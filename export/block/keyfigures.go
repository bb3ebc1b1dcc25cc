package block

import (
	"throughline/export/layout"
	"throughline/export/page"
	"throughline/export/visual"
)

// KeyFigures is the strip of three to five numbers that the decision rests on, the hero first.
var KeyFigures = Block{Name: "key figures", Head: drawKeyFigures, Text: keyFiguresText}

const (
	stripAbove  = 14.0
	capAbove    = 5.0 // from a rule over a figure to its name
	capRule     = 1.4
	stripBelow  = 10.0 // from the last line to the rule under the strip
	stripPad    = 1.2  // between a rule and the figures beside it, in sizes of a name
	figureDrop  = 1.02 // from the last baseline of the name to that of the number, in sizes of the number
	figureNames = 3    // the most lines of a name
	changeDrop  = 1.5  // from a number to the first comparison, and between comparisons, in sizes of their type
	changeLead  = 1.36
)

// keyFigure is one figure of the strip, broken into lines.
type keyFigure struct {
	*Hero
	name  []page.Line
	basis []page.Line
}

// drawKeyFigures draws the figures side by side, with rules between them and one under the strip.
func drawKeyFigures(v *View, p *layout.Page, f Fit) {
	n := len(v.Key)
	if n == 0 {
		return
	}
	d := f.Density
	pad := d.Label * stripPad
	width := (p.Box.W - float64(n-1)*2*pad) / float64(n)
	figures := make([]keyFigure, n)
	names, size := 0, d.Figure
	for i, h := range v.Key {
		figures[i] = keyFigure{Hero: h, name: keyName(v, d, h, width)}
		names = max(names, len(figures[i].name))
		if w := v.Fonts.Width(h.Value.Text, page.Style{Face: v.Theme.Figures, Size: size}); w > width {
			size *= width / w // all in one size
		}
	}
	if v.Key[0] == v.Evidence.Hero {
		figures[0].basis = basisLines(v, layout.Density{By: d.Label}, width)
	}
	top := p.Y + stripAbove
	below := top
	for i := range figures {
		x := p.Box.X + float64(i)*(width+2*pad)
		below = max(below, drawKeyFigure(v, p, d, &figures[i], x, top, width, names, size))
	}
	for i := range n {
		x := p.Box.X + float64(i)*(width+2*pad)
		switch {
		case v.Theme.Capped:
			p.StrokeLine(x, top-capAbove, x+width, top-capAbove, page.Stroke{Color: v.Theme.Ink, Width: capRule})
		case i > 0:
			p.StrokeLine(x-pad, top, x-pad, below, page.Stroke{Color: v.Theme.Hairline, Width: layout.FineRule})
		}
	}
	p.Y = below + stripBelow
	if !v.Theme.Capped {
		p.StrokeLine(p.Box.X, p.Y, p.Box.Right(), p.Y, page.Stroke{Color: v.Theme.Hairline, Width: layout.FineRule})
	}
}

// keyName breaks the name of a figure into lines, with the period where that is not over or no actual value.
func keyName(v *View, d layout.Density, h *Hero, width float64) []page.Line {
	spans := []page.Span{{Text: h.Name, Style: page.Style{Size: d.Label, Color: v.Theme.Muted}}}
	if h.Apart {
		spans = append(spans, page.Span{Text: " · " + unbroken(h.When), Style: page.Style{Face: page.SemiBold, Size: d.Label, Color: v.Theme.Muted}})
	}
	lines := v.Wrap(spans, width)
	if len(lines) > figureNames {
		v.TooLong(FiguresStrip, lines[figureNames:], "a key figure's name has "+visual.CountWord(figureNames)+" lines")
		lines = lines[:figureNames]
	}
	return lines
}

// drawKeyFigure draws one figure from a top on, whose name has room for so many lines, and answers where it ends.
func drawKeyFigure(v *View, p *layout.Page, d layout.Density, k *keyFigure, x, top, width float64, names int, size float64) (below float64) {
	p.Bookmark(k.Name+" "+k.Value.Text, 1, top)
	leading := d.Label * layout.NameLeading
	base := top + d.Label*layout.CapTop
	p.FieldLines(page.Paragraph, string(k.Value.Place), x, base, leading, k.name)
	base += float64(names-1)*leading + size*figureDrop
	run := v.Fonts.Run(k.Value.Text, page.Style{Face: v.Theme.Figures, Size: size, Color: v.Theme.Ink})
	p.AsField(page.Paragraph, string(k.Value.Place), func() {
		drawNumber(p, x-trim(size), base, run, v.linkOf(k.Value), v.LineOf[k.Value])
	})
	below = base + size*layout.Descent
	if len(k.Changes)+len(k.basis) > 0 {
		base += max(d.Label*changeDrop, size*layout.Descent+d.Label*layout.CapTop) - d.Label*changeLead
	}
	for _, ch := range k.Changes {
		base += d.Label * changeLead
		drawChange(v, p, string(k.Value.Place), d.Label, ch, x, base, width)
		below = base + d.Label*layout.Descent
	}
	if len(k.basis) > 0 {
		base += d.Label * changeLead
		p.FieldLines(page.Paragraph, string(countedPlace), x, base, d.Label*layout.BasisLeading, k.basis)
		below = base + float64(len(k.basis)-1)*d.Label*layout.BasisLeading + d.Label*layout.Descent
	}
	return below
}

func keyFiguresText(v *View) [][]string {
	var lines []string
	key := v.Key
	if len(key) == 0 && v.Evidence.Hero != nil {
		key = []*Hero{v.Evidence.Hero}
	}
	for _, h := range key {
		lines = append(lines, heroText(v, h)...)
	}
	return [][]string{lines}
}
