package compose

import (
	"throughline/app/brief"
	"throughline/export/block"
	"throughline/export/chart"
	"throughline/export/layout"
	"throughline/export/page"
	"throughline/export/visual"
)

// A chart on its own has the width of a chart in a document, its margin on all sides, and its source under it.
const (
	chartWidth  = 480.0
	chartMargin = 18.0
	sourceAbove = 8.0
)

// ChartPage is the chart of the brief alone on a page of its size, with the line of its source, its message and its
// description for those who do not see it. A brief without a chart, or with one that cannot be drawn, answers an error among
// the findings and no page.
func ChartPage(f *page.Fonts, b *brief.Brief, o Options) (p *page.Page, message, about string, findings []brief.Finding) {
	c := newComposer(f, b, o)
	v := c.Evidence.Visual
	if v == nil {
		c.Problem(visual.ChartPlace, "chart-none", "Choose a chart under Evidence, or write “chart: line METRIC” in the story.", "The brief has no chart to write.")
		return nil, "", "", c.ordered()
	}
	source := c.Wrap([]page.Span{{
		Text: block.SourceLine(c.View, v), Style: page.Style{Size: c.Theme.ChartText, Color: c.Theme.Muted},
	}}, chartWidth)
	leading := c.Theme.ChartText * layout.BasisLeading
	box := page.Rect{X: chartMargin, Y: chartMargin, W: chartWidth, H: v.Spec.BestHeight(chartWidth)}
	p = &page.Page{Fonts: c.Fonts, Size: page.Size{
		W: box.Right() + chartMargin, H: box.Bottom() + sourceAbove + leading*float64(len(source)) + chartMargin,
	}}
	p.FillRect(page.Rect{W: p.Size.W, H: p.Size.H}, c.Theme.Paper)
	l, err := chart.Lay(c.Fonts, box, v.Spec)
	if err != nil {
		c.Problem(visual.ChartPlace, "chart-refused", "Choose another form.", "%s", err.Error())
		return nil, "", "", c.ordered()
	}
	l.Draw(p)
	p.Lines(box.X, box.Bottom()+sourceAbove+page.Ascent*c.Theme.ChartText, leading, source)
	return p, v.Message(), v.Alt(), c.ordered()
}
