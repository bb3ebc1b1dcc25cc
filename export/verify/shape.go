package verify

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"throughline/app/brief"
	"throughline/app/figure"
	"throughline/export/page"
)

// box is a rectangle of a page, y upwards. One whose ends are the wrong way round holds nothing.
type box struct{ x1, y1, x2, y2 float64 }

// everywhere is a box that hides nothing.
var everywhere = box{math.Inf(-1), math.Inf(-1), math.Inf(1), math.Inf(1)}

func (b box) intersect(c box) box {
	return box{max(b.x1, c.x1), max(b.y1, c.y1), min(b.x2, c.x2), min(b.y2, c.y2)}
}

func (b box) holds(p point2) bool { return p.x >= b.x1 && p.x <= b.x2 && p.y >= b.y1 && p.y <= b.y2 }

// around returns the smallest box with some points in it.
func around(points ...point2) box {
	b := box{math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)}
	for _, p := range points {
		b = box{min(b.x1, p.x), min(b.y1, p.y), max(b.x2, p.x), max(b.y2, p.y)}
	}
	return b
}

// unitSquare returns where a picture is put.
func unitSquare(m affine) box { return around(m.at(0, 0), m.at(1, 0), m.at(0, 1), m.at(1, 1)) }

// segment is a part of an outline: 'm' and 'l' use the last of the points, 'c' all of them.
type segment struct {
	verb byte
	to   [3]point2
}

// shape is what one painting operator leaves on a page: an area or a line, never both.
type shape struct {
	segments []segment
	box      box
	ink      ink
	alpha    float64
	line     bool
	width    float64 // of a line
	dash     []float64
	order    int
	switched bool
}

// to returns the point of two operands.
func (r *reader) to(i int) point2 { return r.ctm.at(r.num(i), r.num(i+1)) }

func (r *reader) move(x, y float64) {
	p := r.ctm.at(x, y)
	r.path = append(r.path, segment{'m', [3]point2{2: p}})
	r.start, r.now = p, p
}

// add adds a straight edge or a curve from its operands.
func (r *reader) add(verb byte, operands int) {
	if verb == 'c' {
		r.curve(r.to(0), r.to(2), r.to(4))
		return
	}
	r.now = r.to(operands - 2)
	r.path = append(r.path, segment{verb, [3]point2{2: r.now}})
}

func (r *reader) curve(a, b, c point2) {
	r.path = append(r.path, segment{'c', [3]point2{a, b, c}})
	r.now = c
}

func (r *reader) closed() {
	if n := len(r.path); n > 0 && r.path[n-1].verb != 'h' {
		r.path = append(r.path, segment{verb: 'h'})
		r.now = r.start
	}
}

func (r *reader) rectangle() {
	x, y, w, h := r.num(0), r.num(1), r.num(2), r.num(3)
	r.move(x, y)
	for _, p := range [...]point2{{x + w, y}, {x + w, y + h}, {x, y + h}} {
		r.path = append(r.path, segment{'l', [3]point2{2: r.ctm.at(p.x, p.y)}})
	}
	r.closed()
}

// paint ends a path: it is filled, its line is drawn, or it becomes the border outside of which nothing is seen.
func (r *reader) paint(fill, line bool) {
	b := bounds(r.path)
	s := shape{box: b.intersect(r.clip), order: r.next(), switched: r.hidden > 0}
	if fill && len(r.path) > 0 {
		s.segments, s.ink, s.alpha = tidy(r.path, false), r.fill, r.alpha
		r.sheet.shapes = append(r.sheet.shapes, s)
	}
	if line && len(r.path) > 0 {
		s.segments, s.ink, s.alpha = tidy(r.path, true), r.stroke, 1
		s.line, s.width, s.dash = true, r.width*r.ctm.scale(), r.dash
		r.sheet.shapes = append(r.sheet.shapes, s)
	}
	if r.cut {
		if !isRectangle(tidy(r.path, false)) {
			r.sheet.cut = true
		}
		r.clip = r.clip.intersect(b)
	}
	r.path, r.cut = nil, false
}

func bounds(path []segment) box {
	b := around()
	for _, s := range path {
		switch s.verb {
		case 'c':
			b = b.joined(around(s.to[:]...))
		case 'm', 'l':
			b = b.joined(around(s.to[2]))
		}
	}
	return b
}

func (b box) joined(c box) box {
	return box{min(b.x1, c.x1), min(b.y1, c.y1), max(b.x2, c.x2), max(b.y2, c.y2)}
}

// tidy returns a path as every program writes it: rectangles from their lower left corner on, and the last edge of an
// area, which is drawn whether it is written or not, left out.
func tidy(path []segment, line bool) []segment {
	if !line {
		out := make([]segment, 0, len(path))
		var start point2
		for i, s := range path {
			if s.verb == 'm' {
				start = s.to[2]
				if i+1 < len(path) && path[i+1].verb == 'm' { // nothing was drawn from here
					continue
				}
			}
			last := i+1 == len(path) || path[i+1].verb == 'm' || path[i+1].verb == 'h'
			if s.verb != 'h' && (s.verb != 'l' || !last || s.to[2] != start) {
				out = append(out, s)
			}
		}
		path = out
	}
	if b := bounds(path); isRectangle(path) {
		corners := []segment{{'m', [3]point2{2: {b.x1, b.y1}}}, {'l', [3]point2{2: {b.x2, b.y1}}}, {'l', [3]point2{2: {b.x2, b.y2}}}, {'l', [3]point2{2: {b.x1, b.y2}}}}
		if line {
			corners = append(corners, segment{verb: 'h'})
		}
		return corners
	}
	return path
}

// isRectangle reports whether a path is one rectangle with upright sides.
func isRectangle(path []segment) bool {
	n := len(path)
	if n == 5 && path[4].verb == 'h' {
		n = 4
	}
	if n != 4 || path[0].verb != 'm' {
		return false
	}
	b := bounds(path)
	at := map[point2]bool{}
	for i, s := range path[:4] {
		p := s.to[2]
		before := path[(i+3)%4].to[2]
		if i > 0 && s.verb != 'l' || p.x != before.x && p.y != before.y || (p.x != b.x1 && p.x != b.x2) || (p.y != b.y1 && p.y != b.y2) {
			return false
		}
		at[p] = true
	}
	return len(at) == 4
}

// Shape is one area or line that a page draws, as it was exported. Lengths are points from the page's top left corner.
type Shape struct {
	Verbs  string      `json:"v"` // m, l, c and h, as in a PDF
	Points []float64   `json:"p"` // of those verbs, x and y in turn
	Colour string      `json:"c"` // "12355b"
	Width  float64     `json:"w,omitempty"`
	Dash   []float64   `json:"d,omitempty"`
	Place  brief.Place `json:"o,omitempty"` // the field of the brief it belongs to
	Line   bool        `json:"l,omitempty"`
}

// shapesOf returns what a path leaves on a page of a height.
func shapesOf(p *page.Path, place brief.Place) (out []Shape) {
	var path []segment
	at := func(q page.Point) point2 { return point2{hundredths(q.X), -hundredths(q.Y)} }
	for _, s := range p.Segs {
		switch s.Verb {
		case page.MoveTo:
			path = append(path, segment{'m', [3]point2{2: at(s.P[0])}})
		case page.LineTo:
			path = append(path, segment{'l', [3]point2{2: at(s.P[0])}})
		case page.CurveTo:
			path = append(path, segment{'c', [3]point2{at(s.P[0]), at(s.P[1]), at(s.P[2])}})
		case page.Close:
			path = append(path, segment{verb: 'h'})
		}
	}
	if len(path) == 0 {
		return nil
	}
	if p.Fill != nil {
		out = append(out, recorded(tidy(path, false), *p.Fill, place))
	}
	if p.Stroke != nil {
		s := recorded(tidy(path, true), p.Stroke.Color, place)
		s.Line, s.Width, s.Dash = true, hundredths(p.Stroke.Width), slices.Clone(p.Stroke.Dash)
		out = append(out, s)
	}
	return out
}

func recorded(path []segment, c page.Color, place brief.Place) Shape {
	s := Shape{Colour: colourText(inkOf(c)), Place: place}
	verbs := make([]byte, len(path))
	for i, seg := range path {
		verbs[i] = seg.verb
		for k, q := range seg.to {
			if seg.verb == 'c' || seg.verb != 'h' && k == 2 {
				s.Points = append(s.Points, q.x, 0-q.y)
			}
		}
	}
	s.Verbs = string(verbs)
	return s
}

// shape returns what the record keeps of a shape as it stands on a page.
func (s *Shape) shape(top point2) (shape, bool) {
	q := shape{line: s.Line, width: s.Width, dash: s.Dash}
	var ok bool
	if q.ink, ok = colourOf(s.Colour); !ok {
		return q, false
	}
	points := s.Points
	for i := range len(s.Verbs) {
		seg := segment{verb: s.Verbs[i]}
		from := 2
		switch seg.verb {
		case 'c':
			from = 0
		case 'h':
			from = 3
		}
		for k := from; k < 3; k++ {
			if len(points) < 2 {
				return q, false
			}
			seg.to[k] = point2{top.x + points[0], top.y - points[1]}
			points = points[2:]
		}
		q.segments = append(q.segments, seg)
	}
	q.box = bounds(q.segments)
	return q, true
}

// same reports whether two shapes look alike.
func (q *shape) same(o *shape, near float64) bool {
	if q.line != o.line || len(q.segments) != len(o.segments) || !alikeInks(q.ink, o.ink) {
		return false
	}
	if q.line && (math.Abs(q.width-o.width) > max(0.05, near/4) || !alikeDashes(q.dash, o.dash)) {
		return false
	}
	if !q.line && o.flat() && q.flat() {
		return near2(point2{q.box.x1, q.box.y1}, point2{o.box.x1, o.box.y1}, near) && near2(point2{q.box.x2, q.box.y2}, point2{o.box.x2, o.box.y2}, near)
	}
	for i, s := range q.segments {
		t := o.segments[i]
		if s.verb != t.verb {
			return false
		}
		for k := range s.to {
			if !near2(s.to[k], t.to[k], near) {
				return false
			}
		}
	}
	return true
}

// straightened is a shape without the points in the middle of a straight edge, which other programs leave out.
func (q shape) straightened() shape {
	var out []segment
	for _, s := range q.segments {
		if n := len(out); n > 1 && s.verb == 'l' && out[n-1].verb == 'l' && between(out[n-2].to[2], out[n-1].to[2], s.to[2]) {
			out[n-1] = s
			continue
		}
		out = append(out, s)
	}
	q.segments = out
	return q
}

// between reports whether a point is on the straight way from one to another.
func between(from, p, to point2) bool {
	const off = 0.02
	dx, dy := to.x-from.x, to.y-from.y
	length := math.Hypot(dx, dy)
	forth := (p.x-from.x)*dx+(p.y-from.y)*dy >= 0 && (to.x-p.x)*dx+(to.y-p.y)*dy >= 0
	return forth && math.Abs((p.x-from.x)*dy-(p.y-from.y)*dx) <= off*length
}

// flat reports whether an area is as good as none, like the bar of a zero.
func (q *shape) flat() bool {
	return q.box.x2-q.box.x1 < 0.03 || q.box.y2-q.box.y1 < 0.03
}

func near2(a, b point2, near float64) bool {
	return math.Abs(a.x-b.x) < near && math.Abs(a.y-b.y) < near
}

func alikeInks(a, b ink) bool { return sameColour(a, colourText(b)) }

func alikeDashes(a, b []float64) bool {
	return slices.EqualFunc(a, b, func(x, y float64) bool { return math.Abs(x-y) < 0.05 })
}

// shapes compares the areas and lines of a page with those that it was exported with: a bar of another height, a line
// turned upside down, a box laid over a number.
func (v *verifier) shapes(n int, want Page, got *sheet) {
	if want.Shapes == nil {
		return
	}
	places := grid{}
	for i := range got.shapes {
		b := bounds(got.shapes[i].segments)
		got.shapes[i].box = b
		places.add(point2{b.x1, b.y1}, i)
	}
	top := point2{got.paper.x1, got.paper.y2}
	var gone []brief.Place
	taken := make([]bool, len(got.shapes))
	last, swapped := -1, false
	for i := range want.Shapes {
		s, ok := want.Shapes[i].shape(top)
		at := -1
		if ok {
			at = places.take(point2{s.box.x1, s.box.y1}, v.near(), func(i int) bool { return v.sameShape(&s, &got.shapes[i]) })
		}
		if at < 0 {
			gone = append(gone, want.Shapes[i].Place)
			continue
		}
		taken[at] = true
		swapped = swapped || at < last
		last = max(last, at)
	}
	added := 0
	for i := range taken {
		if !taken[i] {
			added++
		}
	}
	if few := max(5, len(want.Shapes)/10); v.again != "" && len(gone) > few {
		v.lose("the look of its lines and areas")
		return
	}
	v.tellShapes(n, gone, added, swapped)
}

// sameShape reports whether a shape of a page is one of the record. Other programs leave points out of straight edges.
func (v *verifier) sameShape(want, got *shape) bool {
	switch {
	case got.switched || got.alpha < seeThrough:
		return false
	case v.again == "" || want.same(got, v.near()):
		return want.same(got, v.near())
	}
	a, b := want.straightened(), got.straightened()
	return a.same(&b, v.near())
}

// tellShapes says what became of the shapes of a page: those that are gone by the part of the brief they belong to.
func (v *verifier) tellShapes(n int, gone []brief.Place, added int, swapped bool) {
	for len(gone) > 0 {
		place, of := gone[0], 0
		gone = slices.DeleteFunc(gone, func(p brief.Place) bool {
			if p == place {
				of++
			}
			return p == place
		})
		v.report.add(Figure{Page: n, Place: place, Text: "shape", Why: fmt.Sprintf(
			"%s: %s not drawn as exported%s.", placed(n, place), are(of, "line or area", "lines or areas"), v.charted(place))})
	}
	switch {
	case added > 0:
		v.report.add(Figure{Page: n, Text: "shape", Why: fmt.Sprintf("Page %d: %s drawn that %s not there when it was exported.", n, are(added, "line or area", "lines or areas"), was(added))})
	case swapped:
		v.report.add(Figure{Page: n, Text: "shape", Why: fmt.Sprintf("Page %d: lines and areas lie over each other in another order than when it was exported.", n)})
	}
}

// charted says which metrics a chart at a place shows by the ledger, so that a reader knows what may look otherwise.
func (v *verifier) charted(place brief.Place) string {
	var names []string
	for i := range v.record.Ledger.Entries {
		e := &v.record.Ledger.Entries[i]
		if e.Role == figure.RoleChart && e.Place == place && e.Metric != "" && !slices.Contains(names, e.Metric) {
			names = append(names, e.Metric)
		}
	}
	if len(names) == 0 {
		return ""
	}
	return "; what the chart of " + strings.Join(names, ", ") + " shows is not what the ledger says"
}

func are(n int, one, many string) string {
	if n == 1 {
		return "1 " + one + " is"
	}
	return fmt.Sprintf("%d %s are", n, many)
}

func was(n int) string {
	if n == 1 {
		return "was"
	}
	return "were"
}
