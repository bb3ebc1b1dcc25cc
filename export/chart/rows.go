package chart

import (
	"throughline/export/page"
)

// Rows are at least and at most so high, in points.
const (
	leastPitch = 13.0
	mostPitch  = 46.0
)

// rowSet is the rows of a chart that goes down the page: a name at the left of each or, where names are long and rows high,
// above it.
type rowSet struct {
	names [][]*page.Run
	shown int     // rows that fit; the others are told in a line
	above float64 // the height of the names that stand above their rows
	pitch float64
	plot  page.Rect // right of the names
}

// The shares of the width that names take at the left of their rows, the preferred one first.
const (
	nameShare     = 0.36
	mostNameShare = 0.5
)

// rows lays out rows of the names given in the free room.
func (w *work) rows(names []string, shown int) rowSet {
	r := rowSet{shown: shown}
	height := w.free.H
	if shown < len(names) {
		height -= axisRow + axisGap
	}
	r.pitch = min(height/float64(shown), mostPitch)

	style := w.text()
	style.Color = w.theme.Ink
	line := style.Size * 1.15
	var cut bool
	lines := max(int(r.pitch/line), 1)
	beside := func(share float64) {
		r.names, cut = w.fitAll(names[:shown], style, w.free.W*share, lines)
	}
	// Beside the rows, also at the cost of the plot, or above them: whatever does not cut them. The lines from step to step
	// of a waterfall would cross names above.
	beside(nameShare)
	if cut {
		beside(mostNameShare)
	}
	if cut && w.spec.Kind != Waterfall {
		for most := 1; cut && float64(most+1)*line <= r.pitch; most++ {
			r.names, cut = w.fitAll(names[:shown], style, w.free.W, most)
			r.above = line * float64(most)
		}
		if cut {
			r.above = 0
			beside(mostNameShare)
		}
	}
	if cut {
		w.out.LeftOut = append(w.out.LeftOut, "long names in full")
	}
	gutter := 0.0
	for _, runs := range r.names {
		if r.above == 0 {
			gutter = max(gutter, widestOf(runs))
		}
	}
	if gutter > 0 {
		gutter += 8
	}
	r.plot = page.Rect{X: w.free.X + gutter, Y: w.free.Y, W: w.free.W - gutter, H: r.pitch * float64(shown)}
	w.out.Plot = r.plot
	return r
}

// fitting returns how many of n rows have room.
func (w *work) fitting(n int) int {
	if float64(n)*leastPitch <= w.free.H {
		return n
	}
	return max(int((w.free.H-axisRow-axisGap)/leastPitch), 1)
}

// row returns the strip of the k-th row right of the names, and band the part of it that marks have.
func (r *rowSet) row(k int) page.Rect {
	return page.Rect{X: r.plot.X, Y: r.plot.Y + float64(k)*r.pitch, W: r.plot.W, H: r.pitch}
}

func (w *work) band(r *rowSet, k int) page.Rect {
	box := r.row(k)
	if r.above > 0 {
		name := r.above + w.theme.ChartText*0.15
		box.Y, box.H = box.Y+name, box.H-name
	}
	return box
}

// nameRows writes the names; the one of the row numbered strong in semibold.
func (w *work) nameRows(r *rowSet, strong int) {
	for k, runs := range r.names {
		if len(runs) == 0 {
			continue
		}
		row := r.row(k)
		line := runs[0].Style.Size * 1.15
		h := lineHeight(runs[0].Style)
		x, y := w.free.X, row.Y+row.H/2-line*float64(len(runs)-1)/2-h/2
		if r.above > 0 {
			y = row.Y + r.above - line*float64(len(runs))
		}
		for i, run := range runs {
			if k == strong {
				if bold := w.fonts.Run(run.Text, w.heavy()); bold.Width <= r.plot.X-w.free.X-2 || r.above > 0 && bold.Width <= w.free.W {
					run = bold
				}
			}
			w.place(run, page.Rect{X: x, Y: y + float64(i)*line, W: run.Width, H: min(h, line)})
		}
	}
}
