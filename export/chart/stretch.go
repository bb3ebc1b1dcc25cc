package chart

import "throughline/export/page"

// shade gives the stretches of a chart over time their ground, with their words at its top.
func (w *work) shade(s slots) {
	plot := w.out.Plot
	style := w.small()
	style.Face, style.Color = page.SemiBold, w.theme.Accent
	for _, x := range w.spec.Spans {
		left := max(s.centre(x.From)-s.width/2, plot.X)
		right := min(s.centre(x.To)+s.width/2, plot.Right())
		w.out.under.FillRect(page.Rect{X: left, Y: plot.Y, W: right - left, H: plot.H}, w.theme.AccentTint)
		for i, run := range w.fit(x.Text, style, max(right-left-6, plot.W*0.3), 2) {
			h := lineHeight(style)
			at := page.Rect{X: min(left+3, plot.Right()-run.Width), Y: plot.Y + 2 + float64(i)*h, W: run.Width, H: h}
			w.must("the words “"+x.Text+"”", Says{}, run, page.Point{X: left, Y: plot.Y}, plot, at)
		}
	}
}
