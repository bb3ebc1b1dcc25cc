package layout

import "throughline/export/page"

// Column is what stands in one of the two columns of a fixed page. Both are set in one density: the largest in which each
// has room.
type Column struct {
	Least func(d Density, width float64) float64         // the least height it takes
	Best  func(d Density, width, room float64) float64   // the height at which it looks its best, within some room
	Draw  func(d Density, box page.Rect, bottom float64) // nothing may be drawn below the bottom
	Alone func(room page.Rect)                           // draws it over the whole width, where there is no other column
}

// DrawColumns lays two columns between the head and the foot of the page; a nil one has nothing to show.
func (p *Page) DrawColumns(left, right *Column) {
	room := page.Rect{X: p.Box.X, Y: p.Y + bodyAbove, W: p.Box.W, H: p.Foot - bodyBelow - p.Y - bodyAbove}
	switch {
	case left == nil && right == nil:
		return
	case right == nil:
		left.Alone(room)
		return
	case left == nil:
		right.Alone(room)
		return
	}
	l, r := room, room
	l.W = room.W*LeftShare - Gutter/2
	r.X = l.Right() + Gutter
	r.W = room.Right() - r.X
	d := densest(left, right, l, r)
	height := min(room.H, max(left.Best(d, l.W, room.H), right.Best(d, r.W, room.H)))
	lower := min(room.H-height, mostLower)
	l.Y, r.Y = l.Y+lower, r.Y+lower
	l.H, r.H = height, height
	left.Draw(d, l, room.Bottom())
	right.Draw(d, r, room.Bottom())
}

// densest returns the largest density in which both columns have room, or the smallest there is.
func densest(left, right *Column, l, r page.Rect) Density {
	for _, d := range Densities {
		if left.Least(d, l.W) <= l.H && right.Least(d, r.W) <= r.H {
			return d
		}
	}
	return Densities[len(Densities)-1]
}
