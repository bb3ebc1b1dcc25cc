package block

import (
	"slices"

	"throughline/app/brief"
	"throughline/export/layout"
	"throughline/export/page"
)

// Evidence is what the story rests on: the hero or a quote, and the chart.
var Evidence = Block{Name: "evidence", Column: evidenceColumn, Flow: evidenceItems, Text: evidenceText}

const (
	leastChart = 150.0 // with its title
	chartGap   = 22.0

	evidenceShare   = 0.38 // of the words of the evidence beside its chart
	evidenceAbove   = 8.0  // more than between beats
	evidenceEase    = 1.08 // of a chart over its best height, where there is a page for it
	mostWordsBeside = 0.55 // of a page's height that the words may take beside the chart
	mostGrow        = 0.16 // of a chart over its best height
	mostGive        = 0.28 // of a chart under it
	mostSteep       = 1.1  // a chart's height to its width: higher, every wobble looks like a fall
)

// evidenceColumn is the chart, under the quote where there is one. The hero stands among the key figures.
func evidenceColumn(v *View, p *layout.Page, _ Fit) *layout.Column {
	if e := v.Evidence; e.Quote == nil && e.Chart == nil {
		return nil
	}
	form := layout.Form{
		Least: func(d layout.Density, width float64) float64 { return columnHeight(v, d, width) },
		Draw:  func(d layout.Density, box page.Rect) { drawColumn(v, p, d, box) },
	}
	return &layout.Column{Narrow: form, Wide: form}
}

// columnHeight returns the least height of the column.
func columnHeight(v *View, d layout.Density, width float64) float64 {
	h := 0.0
	if v.Evidence.Quote != nil {
		h = measureQuote(v, d, width).height + chartGap
	}
	if v.Evidence.Chart != nil {
		h += leastChart * d.Chart
	}
	return h
}

// drawColumn draws the quote, and gives the chart the height that is left.
func drawColumn(v *View, p *layout.Page, d layout.Density, box page.Rect) {
	if v.Evidence.Quote != nil {
		drawQuote(v, p, d, box)
		h := measureQuote(v, d, box.W).height + chartGap
		box.Y += h
		box.H -= h
	}
	if v.Evidence.Chart != nil {
		drawChart(v, p, box, d.Chart)
	}
}

// topHeight returns the height of the hero or the quote.
func topHeight(v *View, d layout.Density, width float64) float64 {
	switch {
	case v.Evidence.Hero != nil:
		return heroHeight(v, d, width)
	case v.Evidence.Quote != nil:
		q := measureQuote(v, d, width)
		return q.height
	}
	return 0
}

// drawTop draws the hero or the quote.
func drawTop(v *View, p *layout.Page, d layout.Density, box page.Rect) {
	switch {
	case v.Evidence.Hero != nil:
		drawHero(v, p, d, box)
	case v.Evidence.Quote != nil:
		drawQuote(v, p, d, box)
	}
}

// evidencePlan is where the parts of the evidence stand, from the top left of its block.
type evidencePlan struct {
	words      beat      // beside what they speak of; none of height 0
	top, chart page.Rect // the columns of hero or quote and of the chart, without a height
	height     float64   // of words and hero or quote
}

// wordsBeside reports whether the words of the evidence stand beside what they speak of.
func wordsBeside(v *View, fl *layout.Flow) bool {
	e := v.Evidence
	if e.Hero == nil && e.Quote == nil && (e.Chart == nil || !slices.Contains(told(v), brief.Evidence)) {
		return false
	}
	return evidenceWords(v, fl, fl.Width()*evidenceShare).height <= (fl.Limit()-fl.Top(1))*mostWordsBeside
}

// evidenceWords breaks the beat of the evidence into lines of a column.
func evidenceWords(v *View, fl *layout.Flow, width float64) beat {
	if !slices.Contains(told(v), brief.Evidence) {
		return beat{}
	}
	return measureBeats(v, []brief.BeatKind{brief.Evidence}, fl.Scale.Density, width).list[0]
}

// planEvidence arranges the evidence: words and hero or quote at the left, the chart at the right, or what there is of them.
func planEvidence(v *View, fl *layout.Flow) evidencePlan {
	e, d := v.Evidence, fl.Scale.Density
	var p evidencePlan
	whole := page.Rect{W: fl.Width()}
	left, right := whole, whole
	left.W = whole.W * evidenceShare
	right.X = left.W + layout.Gutter
	right.W = whole.W - right.X
	if wordsBeside(v, fl) {
		p.words = evidenceWords(v, fl, left.W)
	}
	hasTop, hasWords := e.Hero != nil || e.Quote != nil, p.words.height > 0
	p.top, p.chart = left, right
	switch {
	case e.Chart == nil && hasWords:
		p.top = right // the hero stands where the chart would be
	case e.Chart == nil:
		p.top = whole
	case !hasTop && !hasWords:
		p.chart = whole
	}
	topHeight := topHeight(v, d, p.top.W)
	p.height = p.words.height + topHeight
	switch {
	case e.Chart == nil:
		p.height = max(p.words.height, topHeight)
	case hasWords && hasTop:
		p.height += d.Gap
	}
	return p
}

// evidenceItems makes the evidence.
func evidenceItems(v *View, fl *layout.Flow, _ Fit) []*layout.Item {
	e := v.Evidence
	if e.Hero == nil && e.Quote == nil && e.Chart == nil {
		return nil
	}
	plan := planEvidence(v, fl)
	height := plan.height
	it := &layout.Item{Before: fl.Scale.Density.Gap + evidenceAbove}
	if e.Chart != nil {
		best := min(e.Chart.BestHeight(plan.chart.W)*evidenceEase, fl.Size.H*fl.Scale.MostHigh)
		it.Give = max(min(best*mostGive, best-leastChart, best-height), 0)
		height = max(height, best)
		it.Grow = max(min(best*mostGrow, mostChartHeight(v, plan.chart.W)-height), 0)
	}
	it.Height = min(layout.Grid(height), fl.Limit()-fl.Top(1)) // a quote that is higher is told as too long
	begin := func(*layout.Page, float64) {}
	if plan.words.height > 0 {
		begin = enterBeat(v, fl, brief.Evidence)
	}
	it.Draw = func(s *layout.Page, box page.Rect) {
		begin(s, box.Y)
		drawEvidenceItem(v, fl, s, box, &plan)
	}
	return []*layout.Item{it}
}

// mostChartHeight is the most height that suits the chart in a column.
func mostChartHeight(v *View, width float64) float64 {
	return max(width*mostSteep, v.Evidence.Chart.BestHeight(width))
}

func drawEvidenceItem(v *View, fl *layout.Flow, s *layout.Page, box page.Rect, plan *evidencePlan) {
	d, spec := fl.Scale.Density, v.Evidence.Chart
	at := func(column page.Rect, y float64) page.Rect {
		return page.Rect{X: box.X + column.X, Y: y, W: column.W, H: box.Bottom() - y}
	}
	y := box.Y
	if plan.words.height > 0 {
		bookmarkBeat(v, s, brief.Evidence, y)
		drawBeatName(v, s, brief.Evidence, d, box.X, y+nameHeight(d))
		drawBeatText(s, plan.words, d, box.X, y+nameHeight(d))
		y += plan.words.height + d.Gap
	}
	if spec == nil {
		drawTop(v, s, d, at(plan.top, box.Y))
		return
	}
	drawTop(v, s, d, at(plan.top, y))
	of := at(plan.chart, box.Y)
	of.H = min(of.H, mostChartHeight(v, of.W))
	drawChart(v, s, of, 1)
}

func evidenceText(v *View) [][]string {
	if v.Evidence.Quote != nil {
		return [][]string{quoteText(v)}
	}
	return nil
}
