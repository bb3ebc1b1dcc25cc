package raster

import (
	"math"

	"throughline/export/page"
)

// miterLimit is PDF's default: a mitre longer than this many line widths is cut off.
const miterLimit = 10

// stroker turns lines into the polygons that cover them. All polygons turn the same way round: the rasterizer sums their
// coverage, and one that turned the other way would punch a hole where it overlaps its neighbour. Pieces abut rather
// than overlap wherever a line is smooth, so that their soft edges add up to one line's and not to a darker one's.
type stroker struct {
	pieces []polyline
	buf    []pt // the points of pieces
	half   float64
	round  bool
	dashed []pt
}

// outline fills s.pieces with what a stroke of the lines covers; scale is pixels to the point.
func (s *stroker) outline(lines []polyline, st *page.Stroke, scale float64) {
	s.pieces, s.buf = s.pieces[:0], s.buf[:0]
	s.round = st.Round
	dash := dashes(st.Dash, scale)
	for _, l := range lines {
		s.half = st.Width * scale / 2
		l = s.sharpen(l)
		if dash == nil {
			s.line(l)
			continue
		}
		s.dash(l, dash)
	}
}

// sharpen moves a single level or plumb line, and a box of such lines, to whole pixels across, as PDF viewers do: rules,
// axes and frames come out sharp, and equally strong wherever they lie.
func (s *stroker) sharpen(l polyline) polyline {
	if _, box := upright([]polyline{l}); box && l.closed && !s.round {
		wide := s.whole()
		pts := make([]pt, len(l.pts))
		for i, q := range l.pts {
			pts[i] = pt{snap(q.x, wide), snap(q.y, wide)}
		}
		return polyline{pts: pts, closed: true}
	}
	if len(l.pts) != 2 || l.pts[0].x != l.pts[1].x && l.pts[0].y != l.pts[1].y {
		return l
	}
	a, b := l.pts[0], l.pts[1]
	wide := s.whole()
	if a.y == b.y {
		a.y = snap(a.y, wide)
		b.y = a.y
	} else {
		a.x = snap(a.x, wide)
		b.x = a.x
	}
	return polyline{pts: []pt{a, b}, closed: l.closed}
}

// whole makes the line a whole number of pixels wide, at least one, and returns that number.
func (s *stroker) whole() float64 {
	wide := max(1, math.Round(2*s.half))
	s.half = wide / 2
	return wide
}

// snap moves the middle of a line that is wide pixels across so that its sides lie on pixel borders.
func snap(v, wide float64) float64 { return math.Round(v-wide/2) + wide/2 }

// dashes returns the lengths of dashes and gaps in pixels, or nil for a solid line. As in PDF, lengths that are all zero,
// or one that is negative, make it solid.
func dashes(d []float64, scale float64) []float64 {
	if len(d) == 0 {
		return nil
	}
	px, sum := make([]float64, 0, 2*len(d)), 0.0
	for _, v := range d {
		if !(v >= 0) {
			return nil
		}
		px = append(px, v*scale)
		sum += v * scale
	}
	// Under a twentieth of a pixel the eye sees a solid line, and the loop over the dashes would not end in time.
	if sum < 0.05 {
		return nil
	}
	if len(px)%2 == 1 {
		px = append(px, px...)
	}
	return px
}

// dash draws the dashes of a line.
func (s *stroker) dash(l polyline, dash []float64) {
	pts := l.pts
	if l.closed {
		pts = append(append([]pt(nil), pts...), pts[0])
	}
	if len(pts) < 2 {
		return
	}
	i, left, on := 0, dash[0], true
	s.dashed = append(s.dashed[:0], pts[0])
	for k := 1; k < len(pts); k++ {
		a, b := pts[k-1], pts[k]
		long := math.Hypot(b.x-a.x, b.y-a.y)
		at := 0.0
		for long-at > left {
			at += left
			q := pt{a.x + (b.x-a.x)*at/long, a.y + (b.y-a.y)*at/long}
			if on {
				s.line(polyline{pts: append(s.dashed, q)})
			}
			on = !on
			s.dashed = append(s.dashed[:0], q)
			i = (i + 1) % len(dash)
			left = dash[i]
		}
		left -= long - at
		s.dashed = append(s.dashed, b)
	}
	if on && len(s.dashed) > 1 {
		s.line(polyline{pts: s.dashed})
	}
}

// line draws one solid line.
func (s *stroker) line(l polyline) {
	pts := distinct(l.pts)
	n := len(pts)
	if n == 1 {
		if s.round {
			s.arc(pts[0], pt{s.half, 0}, 2*math.Pi)
		}
		return
	}
	edges := n - 1
	if l.closed && n > 2 {
		edges = n
	}
	for i := range edges {
		s.edge(pts[i], pts[(i+1)%n])
	}
	if edges == n {
		for i := range n {
			s.join(pts[(i+n-1)%n], pts[i], pts[(i+1)%n])
		}
		return
	}
	for i := 1; i < n-1; i++ {
		s.join(pts[i-1], pts[i], pts[i+1])
	}
	if s.round {
		s.cap(pts[1], pts[0])
		s.cap(pts[n-2], pts[n-1])
	}
}

// distinct drops points that repeat the one before them. It works in place.
func distinct(pts []pt) []pt {
	kept := pts[:1]
	for _, q := range pts[1:] {
		if q != kept[len(kept)-1] {
			kept = append(kept, q)
		}
	}
	return kept
}

// normal returns the vector of half the line's width to the left of the way from a to b, as seen on screen.
func (s *stroker) normal(a, b pt) pt {
	dx, dy := b.x-a.x, b.y-a.y
	k := s.half / math.Hypot(dx, dy)
	return pt{dy * k, -dx * k}
}

func (s *stroker) edge(a, b pt) {
	n := s.normal(a, b)
	s.piece(pt{a.x + n.x, a.y + n.y}, pt{b.x + n.x, b.y + n.y}, pt{b.x - n.x, b.y - n.y}, pt{a.x - n.x, a.y - n.y})
}

// join fills the wedge on the outer side of the corner at b.
func (s *stroker) join(a, b, c pt) {
	n, m := s.normal(a, b), s.normal(b, c)
	turn := n.x*m.y - n.y*m.x // > 0: to the right on screen, so the left side is outside
	dot := n.x*m.x + n.y*m.y
	angle := math.Atan2(turn, dot)
	if math.Abs(angle) < 1e-6 {
		return
	}
	if turn < 0 {
		n, m = pt{-n.x, -n.y}, pt{-m.x, -m.y}
	}
	if s.round {
		s.arc(b, n, angle)
		return
	}
	from, to := pt{b.x + n.x, b.y + n.y}, pt{b.x + m.x, b.y + m.y}
	// The mitre's tip lies on the half-way line, at half/cos(angle/2); its length in line widths is 1/cos(angle/2).
	cos := math.Cos(angle / 2)
	if cos*miterLimit < 1 {
		s.piece(b, from, to)
		return
	}
	k := 1 / (2 * cos * cos)
	s.piece(b, from, pt{b.x + (n.x+m.x)*k, b.y + (n.y+m.y)*k}, to)
}

// cap rounds off the end of a line that comes from a and ends at b.
func (s *stroker) cap(a, b pt) { s.arc(b, s.normal(a, b), math.Pi) }

// arc adds the sector around c that begins at c+v and sweeps the angle, clockwise on screen where it is positive.
func (s *stroker) arc(c, v pt, angle float64) {
	// A chord of angle φ strays from the circle by r(1−cos φ/2).
	step := 2 * math.Acos(max(0, 1-tolerance/max(s.half, tolerance)))
	n := int(max(1, min(math.Ceil(math.Abs(angle)/step), 200)))
	start := len(s.buf)
	s.buf = append(s.buf, c)
	for i := range n + 1 {
		sin, cos := math.Sincos(angle * float64(i) / float64(n))
		s.buf = append(s.buf, pt{c.x + v.x*cos - v.y*sin, c.y + v.x*sin + v.y*cos})
	}
	s.turned(start)
}

func (s *stroker) piece(pts ...pt) {
	start := len(s.buf)
	s.buf = append(s.buf, pts...)
	s.turned(start)
}

// turned takes the points from start on as a piece, turned clockwise on screen.
func (s *stroker) turned(start int) {
	pts := s.buf[start:len(s.buf):len(s.buf)]
	area := 0.0
	for i, q := range pts {
		r := pts[(i+1)%len(pts)]
		area += q.x*r.y - q.y*r.x
	}
	if area < 0 {
		for i, j := 0, len(pts)-1; i < j; i, j = i+1, j-1 {
			pts[i], pts[j] = pts[j], pts[i]
		}
	}
	s.pieces = append(s.pieces, polyline{pts: pts, closed: true})
}
