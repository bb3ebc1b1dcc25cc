package page

// Region is a part of a page that prints a field: where it stands, and the field by the name its element has.
type Region struct {
	Field string
	Box   Rect
}

// nearness is how far beside a region a point still means it: a finger's breadth at the size of a page on a screen.
const nearness = 4.0

// Regions returns the parts of the page that print fields, in reading order. What follows one another and prints the same
// field, such as the name of a beat and its sentence, is one region.
func (p *Page) Regions() []Region {
	var regions []Region
	for i, e := range p.owners() {
		for e != nil && e.Field == "" {
			e = e.Parent
		}
		if e == nil {
			continue
		}
		box, ok := e.Box, e.Box != (Rect{})
		if !ok {
			box, ok = extent(p.Ops[i])
		}
		if !ok {
			continue
		}
		if last := len(regions) - 1; last >= 0 && regions[last].Field == e.Field {
			regions[last].Box = regions[last].Box.union(box)
			continue
		}
		regions = append(regions, Region{e.Field, box})
	}
	return regions
}

// extent returns the box of an operation, false for one that draws nothing.
func extent(op Op) (Rect, bool) {
	switch op := op.(type) {
	case *Text:
		return op.Run.Box(op.At.X, op.At.Y), true
	case *Image:
		return op.Box, true
	case *Path:
		var box Rect
		found := false
		for _, s := range op.Segs {
			for _, q := range s.points() {
				if at := (Rect{X: q.X, Y: q.Y}); found {
					box = box.union(at)
				} else {
					box, found = at, true
				}
			}
		}
		return box, found
	}
	return Rect{}, false
}

// union returns the smallest box around both.
func (r Rect) union(s Rect) Rect {
	x, y := min(r.X, s.X), min(r.Y, s.Y)
	return Rect{x, y, max(r.Right(), s.Right()) - x, max(r.Bottom(), s.Bottom()) - y}
}

// RegionAt returns the region at a point, the smallest where several lie there, or the one the point is just beside.
func (p *Page) RegionAt(x, y float64) (Region, bool) {
	var found Region
	ok := false
	for _, slack := range []float64{0, nearness} {
		for _, r := range p.Regions() {
			if !r.Box.Inset(-slack, -slack).Contains(Rect{X: x, Y: y}) {
				continue
			}
			if !ok || r.Box.W*r.Box.H < found.Box.W*found.Box.H {
				found, ok = r, true
			}
		}
		if ok {
			break
		}
	}
	return found, ok
}
