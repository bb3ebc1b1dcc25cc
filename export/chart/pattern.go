package chart

import (
	"throughline/app/metric"
	"throughline/export/page"
)

// fill paints a bar as its scenario asks for: actual solid, prior year lighter, plan outlined, forecast and what is not
// over yet hatched (IBCS UN 3.2).
func (w *work) fill(m Mark, c page.Color, open bool) {
	w.keep(m)
	switch {
	case open || m.Scenario == metric.FC:
		w.hatch(m.Box, c)
	case m.Scenario == metric.PL:
		w.outline(m.Box, 1.2, c)
	case m.Scenario == metric.PY:
		w.out.marks.FillRect(m.Box, w.theme.Prior)
	default:
		w.out.marks.FillRect(m.Box, c)
	}
}

// outline draws the empty box that stands for a plan.
func (w *work) outline(r page.Rect, line float64, c page.Color) {
	line = min(line, r.W/4)
	w.out.marks.Path(page.RectSegs(r.Inset(line/2, min(line, r.H)/2)), &w.theme.Paper, &page.Stroke{Color: c, Width: line})
}

// hatch fills a box with slanted lines inside an outline: the mark of what is not final.
func (w *work) hatch(r page.Rect, c page.Color) {
	line := min(0.8, r.W/4)
	w.out.marks.FillRect(r, w.theme.Paper)
	stroke := page.Stroke{Color: c, Width: line}
	const pitch = 3.2
	for d := pitch; d < r.W+r.H; d += pitch {
		// The line x + y = d, cut at the box.
		x1, x2 := max(0, d-r.H), min(r.W, d)
		w.out.marks.StrokeLine(r.X+x1, r.Y+d-x1, r.X+x2, r.Y+d-x2, stroke)
	}
	w.out.marks.Path(page.RectSegs(r.Inset(line/2, min(line, r.H)/2)), nil, &stroke)
}
