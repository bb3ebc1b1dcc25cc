package layout

import "throughline/export/page"

// arrowhead is the triangle beside a number that moved, in sizes of the number's type but for the gap.
type arrowhead struct{ side, rise, gap float64 }

// The arrowheads: smaller where many stand under each other, or they would be louder than their numbers.
var (
	HeroArrow  = arrowhead{side: 0.62, rise: 0.98, gap: 4.5}
	TileArrow  = arrowhead{side: 0.56, rise: 1.02, gap: 5}
	tableArrow = arrowhead{side: 0.52, rise: 1.05, gap: 3}
)

// arrowFlat is an arrowhead's height to its side: about that of three equal sides.
const arrowFlat = 0.86

// Width is the room an arrowhead takes before a number of a size of type.
func (a arrowhead) Width(size float64) float64 { return size*a.side + a.gap }

// Draw draws the arrowhead of a number of a size of type, from x on its baseline.
func (a arrowhead) Draw(p *Page, x, base, size float64, up bool, color page.Color) {
	side := size * a.side
	p.FillTriangle(page.Rect{X: x, Y: base - side*a.rise, W: side, H: side * arrowFlat}, up, color)
}
