package raster

import (
	"math"

	"throughline/export/page"
)

// tolerance is how far a flattened curve may stray from the true one, in pixels.
const tolerance = 0.05

// flatten turns a path into polylines, in p.lines. It reports false for a path that cannot be drawn because a coordinate
// is not a number.
func (p *painter) flatten(segs []page.Seg) bool {
	p.lines, p.pts = p.lines[:0], p.pts[:0]
	start, drawn := 0, false // the subpath's first point, and whether anything followed it: a move alone paints nothing
	end := func(closed bool) {
		pts := p.pts[start:]
		if closed && len(pts) > 1 && pts[0] == pts[len(pts)-1] {
			pts = pts[:len(pts)-1]
		}
		if drawn && len(pts) > 0 {
			p.lines = append(p.lines, polyline{pts: pts, closed: closed})
		}
		start, drawn = len(p.pts), false
	}
	for _, s := range segs {
		switch s.Verb {
		case page.MoveTo:
			end(false)
			p.add(p.at(s.P[0]), start)
			continue
		case page.LineTo:
			p.add(p.at(s.P[0]), start)
		case page.CurveTo:
			p.curve(p.at(s.P[0]), p.at(s.P[1]), p.at(s.P[2]), start)
		case page.Close:
			if len(p.pts) == start {
				continue
			}
			first := p.pts[start]
			drawn = true
			end(true)
			// What follows a close without a move starts where the closed outline did.
			p.pts = append(p.pts, first)
			continue
		}
		drawn = true
	}
	end(false)
	for _, q := range p.pts {
		if math.IsNaN(q.x) || math.IsNaN(q.y) {
			return false
		}
	}
	return len(p.lines) > 0
}

// add appends a point, unless the subpath is there already.
func (p *painter) add(q pt, start int) {
	q = p.near(q)
	if n := len(p.pts); n > start && p.pts[n-1] == q {
		return
	}
	p.pts = append(p.pts, q)
}

// near keeps a point within reach of the image: the rasterizer's arithmetic is exact for some thousand pixels only, and
// what lies farther out is not seen.
func (p *painter) near(q pt) pt {
	const margin = 2000
	w, h := float64(p.dst.Rect.Dx()), float64(p.dst.Rect.Dy())
	return pt{max(-margin, min(q.x, w+margin)), max(-margin, min(q.y, h+margin))}
}

// curve appends a cubic Bézier curve from the last point.
func (p *painter) curve(b, c, d pt, start int) {
	if len(p.pts) == start {
		p.add(b, start)
	}
	a := p.pts[len(p.pts)-1]
	// A cubic strays from n chords by at most |B″|/8n², and |B″| by six times the second differences of its points.
	bend := max(math.Hypot(a.x-2*b.x+c.x, a.y-2*b.y+c.y), math.Hypot(b.x-2*c.x+d.x, b.y-2*c.y+d.y))
	n := int(max(1, min(math.Ceil(math.Sqrt(0.75*bend/tolerance)), 500)))
	for i := 1; i < n; i++ {
		t := float64(i) / float64(n)
		u := 1 - t
		k0, k1, k2, k3 := u*u*u, 3*u*u*t, 3*u*t*t, t*t*t
		p.add(pt{k0*a.x + k1*b.x + k2*c.x + k3*d.x, k0*a.y + k1*b.y + k2*c.y + k3*d.y}, start)
	}
	p.add(d, start)
}
