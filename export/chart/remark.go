package chart

import (
	"fmt"

	"throughline/export/page"
)

// Remarks stand over the plot of a chart along time, each with a dotted line down to its value. In the other charts they are
// numbered: a small disc at the mark, the words at the foot.

// callout is a remark over the plot.
type callout struct {
	step  int
	lines []*page.Run
	width float64
}

// mostRemarkShare is how much of the chart's height its remarks may take.
const mostRemarkShare = 0.34

// callouts measures the remarks over the plot and takes the room they need off its top.
func (w *work) callouts() []callout {
	n := len(w.spec.Remarks)
	if n == 0 {
		return nil
	}
	style := w.text()
	style.Color = w.theme.Accent
	const gap = 10.0
	width := min((w.free.W-gap*float64(n-1))/float64(n), 170)
	lines := max(int(w.free.H*mostRemarkShare/axisRow), 1)
	most := 0
	var out []callout
	for i, r := range w.spec.Remarks {
		c := callout{step: r.Step}
		c.lines = w.fit(r.Text, style, width, lines)
		if isCut(c.lines) {
			w.out.LeftOut = append(w.out.LeftOut, fmt.Sprintf("the end of annotation %d", i+1))
		}
		for _, run := range c.lines {
			c.width = max(c.width, run.Width)
		}
		most = max(most, len(c.lines))
		out = append(out, c)
	}
	w.cut(axisRow*float64(most) + 6)
	return out
}

// drawCallouts writes the remarks over the plot. foot returns where the line down from a remark ends.
func (w *work) drawCallouts(calls []callout, centre func(step int) float64, foot func(step int) float64) {
	if len(calls) == 0 {
		return
	}
	// Side by side in the order of their steps, each as near over its own as the others allow.
	const gap = 10.0
	order := sortedBy(calls, func(c callout) int { return c.step })
	centres, widths := make([]float64, len(order)), make([]float64, len(order))
	for i, c := range order {
		centres[i], widths[i] = centre(c.step), c.width+gap
	}
	spread(centres, widths, w.out.Box.X-gap/2, w.out.Box.Right()+gap/2)
	stroke := page.Stroke{Color: w.theme.Accent, Width: 0.8, Dash: []float64{1.2, 1.8}}
	base := w.free.Y - 5
	for i, c := range order {
		x := centres[i] - c.width/2
		y := base - axisRow*float64(len(c.lines))
		for k, run := range c.lines {
			r := page.Rect{X: centres[i] - run.Width/2, Y: y + axisRow*float64(k), W: run.Width, H: lineHeight(run.Style)}
			w.place(run, r)
		}
		at := centre(c.step)
		from := page.Point{X: min(max(at, x+2), x+c.width-2), Y: base}
		if to := foot(c.step); to > from.Y+3 {
			w.drawThread(from, page.Point{X: at, Y: to}, stroke)
			if w.spec.Kind == Line {
				w.placer.takeLine([]page.Point{from, {X: at, Y: to}})
			}
		}
	}
}

// numberedRemark is a remark at the foot, and where its disc is to stand.
type numberedRemark struct {
	step   int
	number *page.Run
	at     page.Rect
	found  bool
}

const discRadius = 5.0

// footnotes writes the remarks of a chart without callouts at its foot and takes the room they need off it.
func (w *work) footnotes() {
	if len(w.spec.Remarks) == 0 || w.spec.Kind.remarksAbove(w) {
		return
	}
	style := w.text()
	style.Color = w.theme.Ink
	badge := page.Style{Face: page.SemiBold, Size: w.theme.ChartText - 1, Color: w.theme.Paper}
	indent := 2*discRadius + 5
	lines := max(int(w.free.H*mostRemarkShare/axisRow)/len(w.spec.Remarks), 1)
	var runs [][]*page.Run
	height := 6.0
	for i, r := range w.spec.Remarks {
		fitted := w.fit(r.Text, style, w.free.W-indent, lines)
		if isCut(fitted) {
			w.out.LeftOut = append(w.out.LeftOut, fmt.Sprintf("the end of annotation %d", i+1))
		}
		runs = append(runs, fitted)
		height += max(axisRow*float64(len(fitted)), 2*discRadius) + 2
	}
	y := w.free.Bottom() - height + 6
	w.free.H -= height
	for i, fitted := range runs {
		number := w.fonts.Run(fmt.Sprint(i+1), badge)
		w.disc(page.Rect{X: w.free.X, Y: y, W: 2 * discRadius, H: 2 * discRadius}, number)
		for k, run := range fitted {
			w.label(page.Rect{X: w.free.X + indent, Y: y + axisRow*float64(k), W: run.Width, H: lineHeight(run.Style)}, run, Says{})
		}
		y += max(axisRow*float64(len(fitted)), 2*discRadius) + 2
		w.notes = append(w.notes, &numberedRemark{step: w.spec.Remarks[i].Step, number: number})
	}
}

// anchor keeps where a step is drawn, for the disc of a remark about it.
func (w *work) anchor(step int, r page.Rect) {
	for _, n := range w.notes {
		if n.step == step {
			n.at, n.found = r, true
		}
	}
}

// numbered puts the discs of the remarks beside their marks.
func (w *work) numbered() {
	for i, n := range w.notes {
		if n.found {
			at := page.Point{X: n.at.Right() + discRadius + 3, Y: n.at.Y + n.at.H/2}
			if r, ok := w.placer.near(at, 2*discRadius, 2*discRadius, w.free); ok {
				w.disc(r, n.number)
				continue
			}
		}
		w.out.LeftOut = append(w.out.LeftOut, fmt.Sprintf("the place of annotation %d", i+1))
	}
}

func (w *work) disc(r page.Rect, number *page.Run) {
	w.out.over.FillCircle(r.X+discRadius, r.Y+discRadius, discRadius, w.theme.Accent)
	size := number.Style.Size
	w.out.over.Text(r.X+discRadius-number.Width/2, r.Y+discRadius+page.CapHeight*size/2, number, page.Left)
	w.placer.take(r)
	w.out.Labels = append(w.out.Labels, Label{Text: number.Text, Box: r})
}
