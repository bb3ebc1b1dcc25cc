package layout

import "throughline/export/page"

// Column is what stands beside something else on a fixed page, in one column of it, or over its whole width.
type Column struct {
	Narrow, Wide Form
	Brief        bool // it says so little that it stands over the whole width, above the other column
}

// Form is one way to set what a column holds.
type Form struct {
	Least func(d Density, width float64) float64 // the least height it takes, infinite where the type is too large for the width
	Draw  func(d Density, box page.Rect)         // draws it over the height of the box, and nothing below that
}

// Body is what stands between the head and the foot of a fixed page; a nil column has nothing to show. Both columns are
// set in one density.
type Body struct{ Left, Right *Column }

// Room returns where the body of the page stands, when its head and its foot are known.
func (p *Page) Room() page.Rect {
	return page.Rect{X: p.Box.X, Y: p.Y + bodyAbove, W: p.Box.W, H: p.Foot - bodyBelow - p.Y - bodyAbove}
}

// Empty reports whether there is no body.
func (b Body) Empty() bool { return b.Left == nil && b.Right == nil }

// Fits reports whether a room is enough in a density.
func (b Body) Fits(d Density, room page.Rect) bool {
	switch {
	case b.Empty():
		return room.H >= 0
	case b.Left == nil:
		return b.Right.Wide.Least(d, room.W) <= room.H
	case b.Right == nil:
		return b.Left.Wide.Least(d, room.W) <= room.H
	case b.Left.Brief:
		below := max(b.Right.Wide.Least(d, room.W), room.H*wideShare)
		return b.Left.Wide.Least(d, room.W)+underWide+below <= room.H
	}
	l, r := columns(d, room)
	return b.Left.Narrow.Least(d, l.W) <= l.H && b.Right.Narrow.Least(d, r.W) <= r.H
}

// Draw draws the body in a density.
func (b Body) Draw(d Density, room page.Rect) {
	switch {
	case b.Empty():
	case b.Left == nil:
		b.Right.Wide.Draw(d, room)
	case b.Right == nil:
		b.Left.Wide.Draw(d, room)
	case b.Left.Brief:
		above, below := room, room
		above.H = min(b.Left.Wide.Least(d, room.W), room.H*(1-wideShare)-underWide)
		below.Y = above.Bottom() + underWide
		below.H = room.Bottom() - below.Y
		b.Left.Wide.Draw(d, above)
		b.Right.Wide.Draw(d, below)
	default:
		l, r := columns(d, room)
		b.Left.Narrow.Draw(d, l)
		b.Right.Narrow.Draw(d, r)
	}
}

func columns(d Density, room page.Rect) (l, r page.Rect) {
	l, r = room, room
	l.W = room.W*d.Left - Gutter/2
	r.X = l.Right() + Gutter
	r.W = room.Right() - r.X
	return l, r
}
