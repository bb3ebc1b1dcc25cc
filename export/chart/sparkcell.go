package chart

import "throughline/export/page"

// DrawSpark draws the course of values as a small line without words, as a cell of a table has it; NaN is a gap. Its last
// value is a dot, open where partial says that its period is not over. Fewer than two values draw nothing.
func DrawSpark(p *page.Page, box page.Rect, values []float64, partial bool, theme *page.Theme) {
	if first, last := firstIndex(values), lastIndex(values); first == last {
		return
	}
	w := newWork(nil, box, &Spec{Kind: Sparkline, Theme: theme})
	w.spark(&Panel{Values: values, Partial: partial}, 0, box)
	w.out.Draw(p)
}
