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
	shown int // rows that fit; the others are told in a line
	above bool
	pitch float64
	plot  page.Rect // right of the names
}

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
	r.names, cut = w.fitAll(names[:shown], style, w.free.W*0.36, max(int(r.pitch/line), 1))
	gutter := 0.0
	for _, runs := range r.names {
		gutter = max(gutter, widestOf(runs))
	}
	if r.above = cut && r.pitch >= 2.1*line; r.above {
		r.names, _ = w.fitAll(names[:shown], style, w.free.W, 1)
		gutter = 0
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
	if r.above {
		name := w.theme.ChartText * 1.3
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
		if r.above {
			y = row.Y
		}
		for i, run := range runs {
			if k == strong {
				if bold := w.fonts.Run(run.Text, w.heavy()); bold.Width <= r.plot.X-w.free.X-2 || r.above {
					run = bold
				}
			}
			w.place(run, page.Rect{X: x, Y: y + float64(i)*line, W: run.Width, H: min(h, line)})
		}
	}
}
