package page

import "math"

// kappa is the control length that makes four cubic curves a circle within 0.03 %.
const kappa = 0.5522847498

// PathBuilder collects segments; its methods chain.
type PathBuilder struct{ segs []Seg }

// Move starts a new outline.
func (b *PathBuilder) Move(x, y float64) *PathBuilder {
	b.segs = append(b.segs, Seg{Verb: MoveTo, P: [3]Point{{x, y}}})
	return b
}

// Line adds a straight edge.
func (b *PathBuilder) Line(x, y float64) *PathBuilder {
	b.segs = append(b.segs, Seg{Verb: LineTo, P: [3]Point{{x, y}}})
	return b
}

// Curve adds a cubic Bézier edge with two control points.
func (b *PathBuilder) Curve(x1, y1, x2, y2, x, y float64) *PathBuilder {
	b.segs = append(b.segs, Seg{Verb: CurveTo, P: [3]Point{{x1, y1}, {x2, y2}, {x, y}}})
	return b
}

// Close closes the outline.
func (b *PathBuilder) Close() *PathBuilder {
	b.segs = append(b.segs, Seg{Verb: Close})
	return b
}

// Segs returns what was collected.
func (b *PathBuilder) Segs() []Seg { return b.segs }

// Path paints a path; fill and stroke may each be nil.
func (p *Page) Path(segs []Seg, fill *Color, stroke *Stroke) {
	p.Ops = append(p.Ops, &Path{Segs: segs, Fill: fill, Stroke: stroke})
}

// RectSegs returns the outline of a box.
func RectSegs(r Rect) []Seg {
	var b PathBuilder
	return b.Move(r.X, r.Y).Line(r.Right(), r.Y).Line(r.Right(), r.Bottom()).Line(r.X, r.Bottom()).Close().Segs()
}

// RoundRectSegs returns the outline of a box with rounded corners.
func RoundRectSegs(r Rect, radius float64) []Seg {
	radius = min(radius, r.W/2, r.H/2)
	k := radius * (1 - kappa)
	x1, y1, x2, y2 := r.X, r.Y, r.Right(), r.Bottom()
	var b PathBuilder
	return b.Move(x1+radius, y1).
		Line(x2-radius, y1).Curve(x2-k, y1, x2, y1+k, x2, y1+radius).
		Line(x2, y2-radius).Curve(x2, y2-k, x2-k, y2, x2-radius, y2).
		Line(x1+radius, y2).Curve(x1+k, y2, x1, y2-k, x1, y2-radius).
		Line(x1, y1+radius).Curve(x1, y1+k, x1+k, y1, x1+radius, y1).
		Close().Segs()
}

// FillRect paints a box.
func (p *Page) FillRect(r Rect, c Color) { p.Path(RectSegs(r), &c, nil) }

// FillRoundRect paints a box with rounded corners.
func (p *Page) FillRoundRect(r Rect, radius float64, c Color) {
	p.Path(RoundRectSegs(r, radius), &c, nil)
}

// StrokeLine draws a straight line.
func (p *Page) StrokeLine(x1, y1, x2, y2 float64, s Stroke) {
	p.StrokePolyline([]Point{{x1, y1}, {x2, y2}}, s)
}

// StrokePolyline draws connected straight lines; fewer than two points draw nothing.
func (p *Page) StrokePolyline(pts []Point, s Stroke) {
	if len(pts) < 2 {
		return
	}
	var b PathBuilder
	b.Move(pts[0].X, pts[0].Y)
	for _, q := range pts[1:] {
		b.Line(q.X, q.Y)
	}
	p.Path(b.Segs(), nil, &s)
}

// FillPolygon paints a closed outline of straight lines.
func (p *Page) FillPolygon(pts []Point, c Color) {
	var b PathBuilder
	for i, q := range pts {
		if i == 0 {
			b.Move(q.X, q.Y)
		} else {
			b.Line(q.X, q.Y)
		}
	}
	p.Path(b.Close().Segs(), &c, nil)
}

// FillCircle paints a disc around (x, y).
func (p *Page) FillCircle(x, y, radius float64, c Color) {
	p.FillRoundRect(Rect{x - radius, y - radius, 2 * radius, 2 * radius}, radius, c)
}

// FillTriangle paints an upright triangle that points up, or down, in the box; it stands for ▲ and ▼.
func (p *Page) FillTriangle(r Rect, up bool, c Color) {
	if up {
		p.FillPolygon([]Point{{r.X, r.Bottom()}, {r.X + r.W/2, r.Y}, {r.Right(), r.Bottom()}}, c)
		return
	}
	p.FillPolygon([]Point{{r.X, r.Y}, {r.Right(), r.Y}, {r.X + r.W/2, r.Bottom()}}, c)
}

// Align says which point of a text its x names.
type Align uint8

// The alignments.
const (
	Left Align = iota
	Center
	Right
)

// Text draws a run with its baseline at y and answers the box of its ink line (from ascent to descent).
func (p *Page) Text(x, y float64, run *Run, a Align) Rect {
	switch a {
	case Center:
		x -= run.Width / 2
	case Right:
		x -= run.Width
	}
	p.Ops = append(p.Ops, &Text{At: Point{x, y}, Run: run})
	return run.Box(x, y)
}

// last returns the text drawn last, or nil where something else was.
func (p *Page) last() *Text {
	if n := len(p.Ops); n > 0 {
		t, _ := p.Ops[n-1].(*Text)
		return t
	}
	return nil
}

// Prints says that the text drawn last prints a line of the ledger; see Text.Entry.
func (p *Page) Prints(entry int) {
	if t := p.last(); t != nil {
		t.Entry = entry
	}
}

// Gap says that a blank follows the text drawn last in reading; see Text.Gap.
func (p *Page) Gap() {
	if t := p.last(); t != nil {
		t.Gap = true
	}
}

// points returns the points that a segment uses.
func (s *Seg) points() []Point {
	switch s.Verb {
	case CurveTo:
		return s.P[:]
	case Close:
		return nil
	}
	return s.P[:1]
}

// Bounds returns the box around a path's points (control points included), grown by half the stroke.
func (q *Path) Bounds() Rect {
	x1, y1, x2, y2 := math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)
	for _, s := range q.Segs {
		for _, pt := range s.points() {
			x1, y1, x2, y2 = min(x1, pt.X), min(y1, pt.Y), max(x2, pt.X), max(y2, pt.Y)
		}
	}
	if x1 > x2 {
		return Rect{}
	}
	r := Rect{x1, y1, x2 - x1, y2 - y1}
	if q.Stroke != nil {
		r = r.Inset(-q.Stroke.Width/2, -q.Stroke.Width/2)
	}
	return r
}

// Enlarged draws operations of another page larger or smaller by a factor, with that page's top left corner at (x, y): lines
// and type keep their proportions.
func (p *Page) Enlarged(ops []Op, factor, x, y float64) {
	at := func(q Point) Point { return Point{x + q.X*factor, y + q.Y*factor} }
	for _, op := range ops {
		switch op := op.(type) {
		case *Path:
			q := *op
			q.Segs = make([]Seg, len(op.Segs))
			for i, s := range op.Segs {
				for k := range s.P {
					s.P[k] = at(s.P[k])
				}
				q.Segs[i] = s
			}
			if op.Stroke != nil {
				stroke := *op.Stroke
				stroke.Width *= factor
				stroke.Dash = make([]float64, len(op.Stroke.Dash))
				for i, d := range op.Stroke.Dash {
					stroke.Dash[i] = d * factor
				}
				q.Stroke = &stroke
			}
			p.Ops = append(p.Ops, &q)
		case *Text:
			q, run := *op, *op.Run
			run.Style.Size *= factor
			run.Width *= factor
			q.At, q.Run = at(op.At), &run
			p.Ops = append(p.Ops, &q)
		}
	}
}
