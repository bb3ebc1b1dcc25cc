package verify

import (
	"cmp"
	"math"
	"slices"
)

// mostRecut bounds the work of recut: texts of a page times runs of it.
const mostRecut = 4_000_000

// recut returns the runs of a page. Of a file that another program wrote again they are joined and cut anew, so that a run
// begins where each text of the record does: such programs draw a line of several texts in one go, or one text in several.
func (v *verifier) recut(got *sheet, want *Page) []run {
	if v.again == "" || len(got.runs)*len(want.Texts) > mostRecut {
		return got.runs
	}
	var pieces []run
	for i := range got.runs {
		pieces = append(pieces, v.cut(got, &got.runs[i], want)...)
	}
	return v.joined(got, pieces, want)
}

// along returns where a point stands along the line of a run and how far off that line.
func (r *run) along(p point2) (along, off float64) {
	d := direction(r.look.turn)
	x, y := p.x-r.at.x, p.y-r.at.y
	return x*d.x + y*d.y, y*d.x - x*d.y
}

// cut parts a run where texts of the record begin.
func (v *verifier) cut(got *sheet, r *run, want *Page) []run {
	starts := []int{0}
	for i := range want.Texts {
		t := &want.Texts[i]
		at, off := r.along(point2{t.X + got.paper.x1, got.paper.y2 - t.Y})
		if math.Abs(off) > nearAgain || math.Abs(at) < nearAgain {
			continue
		}
		for k, l := range r.letters {
			if k > 0 && math.Abs(l.at-at) < nearAgain {
				starts = append(starts, k)
				break
			}
		}
	}
	slices.Sort(starts)
	starts = slices.Compact(starts)
	out := make([]run, 0, len(starts))
	d := direction(r.look.turn)
	for i, from := range starts {
		to := len(r.letters)
		if i+1 < len(starts) {
			to = starts[i+1]
		}
		own := run{look: r.look, order: r.order, letters: slices.Clone(r.letters[from:to])}
		by := 0.0
		if len(own.letters) > 0 {
			by = own.letters[0].at
		}
		own.at = point2{r.at.x + by*d.x, r.at.y + by*d.y}
		for k := range own.letters {
			own.letters[k].at -= by
		}
		out = append(out, own)
	}
	return out
}

// joined puts pieces that begin where no text of the record does behind the piece before them on their line.
func (v *verifier) joined(got *sheet, pieces []run, want *Page) []run {
	starts := grid{}
	for i, t := range want.Texts {
		starts.add(point2{t.X, t.Y}, i)
	}
	begins := func(r *run) bool {
		at := v.top(got, r.at)
		i := starts.take(at, nearAgain, func(i int) bool {
			t := &want.Texts[i]
			return math.Abs(t.X-at.x) < nearAgain && math.Abs(t.Y-at.y) < nearAgain
		})
		return i >= 0
	}
	slices.SortStableFunc(pieces, func(a, b run) int {
		return cmp.Or(cmp.Compare(a.look.turn, b.look.turn), cmp.Compare(lineOf(&a), lineOf(&b)), cmp.Compare(placeOn(&a), placeOn(&b)))
	})
	var out []run
	for _, r := range pieces {
		if n := len(out); n > 0 && !begins(&r) {
			last := &out[n-1]
			at, off := last.along(r.at)
			if end := last.end(); last.look.turn == r.look.turn && math.Abs(off) < nearAgain && at > end-r.look.size && at < end+r.look.size {
				for _, l := range r.letters {
					l.at += at
					last.letters = append(last.letters, l)
				}
				continue
			}
		}
		out = append(out, r)
	}
	return out
}

// end returns how far a run reaches along its line.
func (r *run) end() float64 {
	if n := len(r.letters); n > 0 {
		return r.letters[n-1].at + r.letters[n-1].width
	}
	return 0
}

// lineOf returns how far the line of a run is from the page's corner, in tenths of a point, and placeOn where on it the run
// begins.
func lineOf(r *run) float64 {
	d := direction(r.look.turn)
	return math.Round(10 * (r.at.y*d.x - r.at.x*d.y) / 3)
}

func placeOn(r *run) float64 {
	d := direction(r.look.turn)
	return r.at.x*d.x + r.at.y*d.y
}
