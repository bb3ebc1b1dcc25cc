package chart

import (
	"math"

	"throughline/export/page"
)

// thread is a fine line that leads the eye from a mark to something else. A label may lie on it: it gets paper under it.
type thread struct{ a, b page.Point }

// drawThread draws a fine line under the marks.
func (w *work) drawThread(a, b page.Point, s page.Stroke) {
	w.out.under.StrokeLine(a.X, a.Y, b.X, b.Y, s)
	w.threads = append(w.threads, thread{a, b})
}

// label draws a shaped text with its line box at r and keeps the place.
func (w *work) label(r page.Rect, run *page.Run, says Says) {
	for _, t := range w.threads {
		if crosses(r, t.a, t.b) {
			w.out.over.FillRect(r.Inset(-1, 0), w.theme.Paper)
			break
		}
	}
	w.out.over.Text(r.X, r.Y+page.Ascent*run.Style.Size, run, page.Left)
	w.placer.take(r)
	w.out.Labels = append(w.out.Labels, Label{Text: run.Text, Box: r, Says: says})
}

// place draws a text in the first of the candidate places that is free, and reports whether there was one.
func (w *work) place(run *page.Run, candidates ...page.Rect) bool {
	return w.tell(Says{}, run, candidates...)
}

// tell is place for a text that tells a number.
func (w *work) tell(says Says, run *page.Run, candidates ...page.Rect) bool {
	r, ok := w.placer.first(candidates)
	if ok {
		w.label(r, run, says)
	}
	return ok
}

// must is tell for what a reader must find: where no candidate is free it looks for the nearest free place in the room and
// leads from there to the mark. What finds no place at all is said to be left out. It reports whether a candidate was free.
func (w *work) must(what string, says Says, run *page.Run, at page.Point, room page.Rect, candidates ...page.Rect) bool {
	if w.tell(says, run, candidates...) {
		return true
	}
	if r, ok := w.placer.near(at, run.Width, lineHeight(run.Style), room); ok {
		to := nearestOn(r, at)
		if math.Hypot(to.X-at.X, to.Y-at.Y) > 7 {
			w.out.over.StrokeLine(at.X, at.Y, to.X, to.Y, page.Stroke{Color: w.theme.Muted, Width: 0.5})
		}
		w.label(r, run, says)
		return false
	}
	w.out.LeftOut = append(w.out.LeftOut, what)
	return false
}

// nearestOn returns the point of a box nearest to another.
func nearestOn(r page.Rect, p page.Point) page.Point {
	return page.Point{X: min(max(p.X, r.X), r.Right()), Y: min(max(p.Y, r.Y), r.Bottom())}
}

// keep records a mark and keeps labels off it.
func (w *work) keep(m Mark) {
	w.out.Marks = append(w.out.Marks, m)
	w.placer.take(m.Box)
}

// The text styles of a chart.
func (w *work) text() page.Style { return page.Style{Size: w.theme.ChartText, Color: w.theme.Muted} }

func (w *work) small() page.Style {
	return page.Style{Size: w.theme.ChartText - 0.5, Color: w.theme.Muted}
}

func (w *work) number() page.Style { return page.Style{Size: w.theme.ChartText, Color: w.theme.Ink} }

func (w *work) strong() page.Style {
	return page.Style{Face: page.SemiBold, Size: w.theme.ChartText + 2, Color: w.theme.Ink}
}

// heavy is for the value that matters in a row or over a column.
func (w *work) heavy() page.Style {
	return page.Style{Face: page.SemiBold, Size: w.theme.ChartText, Color: w.theme.Ink}
}

// spread moves centres apart so that boxes of the heights given do not meet and stay between lo and hi, each as near to
// where it wants to be as the others allow. The centres must be in order. It reports whether there was room.
func spread(centres, heights []float64, lo, hi float64) bool {
	n := len(centres)
	total := 0.0
	for _, h := range heights {
		total += h
	}
	if total > hi-lo+1e-9 {
		return false
	}
	// Boxes that meet are one block, centred on the mean of what its members want (pool adjacent violators).
	type block struct {
		from, to   int
		want, size float64 // the mean wanted top of the block, and its height
	}
	var blocks []block
	top := func(b block) float64 { return min(max(b.want, lo), hi-b.size) }
	for i := range n {
		b := block{i, i + 1, centres[i] - heights[i]/2, heights[i]}
		for len(blocks) > 0 {
			last := blocks[len(blocks)-1]
			if top(last)+last.size <= top(b) {
				break
			}
			nl, nb := float64(last.to-last.from), float64(b.to-b.from)
			b = block{last.from, b.to, (last.want*nl + (b.want-last.size)*nb) / (nl + nb), last.size + b.size}
			blocks = blocks[:len(blocks)-1]
		}
		blocks = append(blocks, b)
	}
	for _, b := range blocks {
		y := top(b)
		for i := b.from; i < b.to; i++ {
			centres[i] = y + heights[i]/2
			y += heights[i]
		}
	}
	return true
}
