package chart

import (
	"math"

	"throughline/export/page"
)

// placer keeps labels apart: it knows the room, the boxes taken by marks and earlier labels, and the lines drawn. A label
// takes the first free one of its candidate places; the caller asks for the important labels first, and what finds no place
// is left out rather than printed over something.
type placer struct {
	bounds page.Rect
	taken  []page.Rect
	lines  [][2]page.Point
	beside float64 // the least space beside a label where it is more than usual
}

// clearance is the least space over and under a label to any other thing, in points; beside it, where the next label would
// read on, there is twice that.
const clearance = 1.0

func (p *placer) take(r page.Rect) { p.taken = append(p.taken, r) }

// takeLine keeps labels off connected straight lines.
func (p *placer) takeLine(pts []page.Point) {
	for i := 1; i < len(pts); i++ {
		p.lines = append(p.lines, [2]page.Point{pts[i-1], pts[i]})
	}
}

// first returns the first free candidate.
func (p *placer) first(candidates []page.Rect) (page.Rect, bool) {
	for _, r := range candidates {
		if p.isFree(r) {
			return r, true
		}
	}
	return page.Rect{}, false
}

// near returns the free box of a size that lies nearest to a point, inside the room.
func (p *placer) near(at page.Point, width, height float64, room page.Rect) (page.Rect, bool) {
	const pitch = 3.0
	best, found := page.Rect{}, false
	bestAway := math.Inf(1)
	for y := room.Y; y+height <= room.Bottom(); y += pitch {
		for x := room.X; ; x += pitch {
			x = min(x, room.Right()-width)
			if x < room.X {
				break
			}
			r := page.Rect{X: x, Y: y, W: width, H: height}
			to := nearestOn(r, at)
			away := math.Hypot(to.X-at.X, to.Y-at.Y) + math.Abs(x+width/2-at.X)/8
			if away < bestAway && p.isFree(r) {
				best, bestAway, found = r, away, true
			}
			if x >= room.Right()-width {
				break
			}
		}
	}
	return best, found
}

func (p *placer) isFree(r page.Rect) bool {
	if !p.bounds.Contains(r) {
		return false
	}
	wide := r.Inset(-max(2*clearance, p.beside), -clearance)
	for _, t := range p.taken {
		if wide.Overlaps(t) {
			return false
		}
	}
	for _, l := range p.lines {
		if crosses(wide, l[0], l[1]) {
			return false
		}
	}
	return true
}

// crosses reports whether the straight line from a to b passes through the box (Liang and Barsky's clipping).
func crosses(r page.Rect, a, b page.Point) bool {
	t0, t1 := 0.0, 1.0
	dx, dy := b.X-a.X, b.Y-a.Y
	for _, e := range [4][2]float64{
		{-dx, a.X - r.X}, {dx, r.Right() - a.X}, {-dy, a.Y - r.Y}, {dy, r.Bottom() - a.Y},
	} {
		p, q := e[0], e[1]
		switch {
		case p == 0:
			if q < 0 {
				return false
			}
		case p < 0:
			t0 = max(t0, q/p)
		default:
			t1 = min(t1, q/p)
		}
	}
	return t0 <= t1
}
