package block

import (
	"fmt"

	"throughline/app/brief"
	"throughline/export/chart"
	"throughline/export/layout"
	"throughline/export/page"
	"throughline/export/visual"
)

// drawChart draws the chart of the evidence, enlarged by a factor.
func drawChart(v *View, p *layout.Page, box page.Rect, factor float64) {
	if layout := drawFigure(v, p, v.Evidence.Visual, box, factor); layout != nil {
		tellLeftOut(v, layout)
	}
}

// drawFigure draws a chart as a figure that is described in words, and enters its numbers into the ledger. It answers nil
// where there is no room, which it tells.
func drawFigure(v *View, p *layout.Page, of *visual.Chart, box page.Rect, factor float64) *chart.Layout {
	layout, err := chart.Lay(v.Fonts, page.Rect{W: box.W / factor, H: box.H / factor}, of.Spec)
	if err != nil {
		v.Problem(visual.ChartPlace, "chart-no-room", "Shorten the quote or the beats.", "The page leaves no room for the chart.")
		return nil
	}
	level := 1
	if of.Place != visual.ChartPlace {
		level = 2 // it stands in a section of its own
	}
	p.Bookmark("Chart: "+of.Spec.Title[0], level, box.Y)
	drawn := &page.Page{}
	layout.Draw(drawn)
	visual.TieNumbers(drawn.Ops, layout, of.Record(layout))
	figure := p.AsField(page.Figure, string(of.Place), func() { p.Enlarged(drawn.Ops, factor, box.X, box.Y) })
	figure.Alt, figure.Box = of.Alt(), box
	// The chart is followed to its source like a figure: by its name. What reads a page aloud does not look into a Figure,
	// so the link stands after it.
	if len(of.Used) > 0 && layout.Name.W > 0 {
		if anchor := v.Notes.anchor(of.Used[0].Series.Source); anchor != "" {
			name := layout.Name
			p.Link(page.Link{
				Box:    page.Rect{X: box.X + name.X*factor, Y: box.Y + name.Y*factor, W: name.W * factor, H: name.H * factor},
				Anchor: anchor, Words: v.Notes.leads(anchor),
			})
		}
	}
	return layout
}

// tellLeftOut tells what the chart had no room to print.
func tellLeftOut(v *View, l *chart.Layout) {
	if len(l.LeftOut) == 0 {
		return
	}
	const most = 3
	words := l.LeftOut
	rest := ""
	if len(words) > most {
		words, rest = words[:most], fmt.Sprintf(", and %d more", len(l.LeftOut)-most)
	}
	text := visual.And(words)
	if rest != "" {
		text = fmt.Sprintf("%s, %s, %s%s", words[0], words[1], words[2], rest)
	}
	v.Findings = append(v.Findings, brief.Finding{
		Severity: brief.Warning, Code: "chart-left-out", Place: visual.ChartPlace,
		Text: "The chart has no room to print " + text + ".", Fix: "Shorten the text beside it, or show fewer things in the chart.",
	})
}
