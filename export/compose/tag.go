package compose

import (
	"math"

	"throughline/app/brief"
	"throughline/app/figure"
	"throughline/export/chart"
	"throughline/export/page"
)

// resolve resolves texts as one block, and keeps which lines of the ledger their figures are.
func (c *composer) resolve(fields ...brief.Field) []figure.Text {
	line := len(c.figures.Ledger())
	texts := c.figures.Block(fields...)
	for _, t := range texts {
		line = c.number(line, t)
	}
	return texts
}

// number gives the figures of a text the lines of the ledger that follow a line, and returns the last.
func (c *composer) number(line int, t figure.Text) int {
	for _, p := range t.Pieces {
		if p.Entry != nil {
			line++
			c.lineOf[p.Entry] = line
		}
	}
	return line
}

// printed makes a span print a figure: it leads to the figure's source, and knows its line of the ledger.
func (c *composer) printed(s page.Span, e *figure.Entry) page.Span {
	s.Entry = c.lineOf[e]
	s.Anchor = c.notes.anchor(e.Source)
	s.Words = c.notes.leads(s.Anchor)
	return s
}

// prints ties the texts of a drawn chart to the lines of the ledger that its labels are.
func prints(ops []page.Op, l *chart.Layout, lines map[int]int) {
	const near = 1e-6
	for _, op := range ops {
		t, ok := op.(*page.Text)
		if !ok {
			continue
		}
		box := t.Run.Box(t.At.X, t.At.Y)
		for i, line := range lines {
			at := l.Labels[i].Box
			if l.Labels[i].Text == t.Run.Text && math.Abs(at.X-box.X) < near && math.Abs(at.Y-box.Y) < near {
				t.Entry = line
			}
		}
	}
}

// alt says in words what a chart shows, for those who do not see it: as its writer did, or from its data.
func (v *visual) alt() string {
	if alt := v.c.plain(brief.AltPlace); v.place == chartPlace && alt != "" {
		return alt
	}
	return v.spec.Alt()
}
