package raster

import (
	"image"
	"image/color"
	"image/draw"
	"math"
	"sync"

	"golang.org/x/image/vector"

	"throughline/export/page"
)

// painters keep their buffers between pages.
var painters = sync.Pool{New: func() any { return new(painter) }}

// painter draws one page into one image. Lengths in it are pixels, y downwards.
type painter struct {
	dst    *image.RGBA // its bounds begin at (0, 0)
	fonts  *page.Fonts
	sx, sy float64 // pixels to the point

	z     vector.Rasterizer
	mask  image.Alpha // the coverage of the shape being drawn
	lines []polyline  // the outline of the path being drawn
	pts   []pt        // their points, one after the other
	pen   stroker
}

// pt is a place in the image.
type pt struct{ x, y float64 }

// polyline is a flattened subpath.
type polyline struct {
	pts    []pt
	closed bool
}

func (p *painter) start(dst *image.RGBA, f *page.Fonts, sx, sy float64) {
	b := dst.Rect
	p.dst = &image.RGBA{Pix: dst.Pix[dst.PixOffset(b.Min.X, b.Min.Y):], Stride: dst.Stride, Rect: b.Sub(b.Min)}
	p.fonts, p.sx, p.sy = f, sx, sy
}

// at returns the place of a page's point.
func (p *painter) at(q page.Point) pt { return pt{q.X * p.sx, q.Y * p.sy} }

func (p *painter) path(op *page.Path) {
	if op.Fill == nil && op.Stroke == nil || !p.flatten(op.Segs) {
		return
	}
	if op.Fill != nil {
		p.fill(*op.Fill)
	}
	if s := op.Stroke; s != nil && s.Width > 0 {
		p.pen.outline(p.lines, s, (p.sx+p.sy)/2)
		p.polygons(p.pen.pieces, s.Color)
	}
}

// fill paints the flattened path. A box with upright edges is drawn to whole pixels: bars get sharp edges, and boxes that
// touch on the page touch in the image.
func (p *painter) fill(c page.Color) {
	if r, ok := upright(p.lines); ok {
		draw.Draw(p.dst, r.Intersect(p.dst.Rect), image.NewUniform(rgba(c)), image.Point{}, draw.Src)
		return
	}
	p.polygons(p.lines, c)
}

// upright returns the box that a path is, rounded to pixels, if it is a single box with upright edges.
func upright(lines []polyline) (image.Rectangle, bool) {
	if len(lines) != 1 || len(lines[0].pts) != 4 {
		return image.Rectangle{}, false
	}
	q := lines[0].pts
	flat := q[0].y == q[1].y && q[1].x == q[2].x && q[2].y == q[3].y && q[3].x == q[0].x
	steep := q[0].x == q[1].x && q[1].y == q[2].y && q[2].x == q[3].x && q[3].y == q[0].y
	if !flat && !steep {
		return image.Rectangle{}, false
	}
	x0, x1 := pixelEdges(q[0].x, q[2].x)
	y0, y1 := pixelEdges(q[0].y, q[2].y)
	return image.Rect(x0, y0, x1, y1), true
}

// pixelEdges rounds the two sides of something to pixel borders, at least one pixel apart.
func pixelEdges(a, b float64) (lo, hi int) {
	lo, hi = int(math.Round(min(a, b))), int(math.Round(max(a, b)))
	return lo, max(hi, lo+1)
}

// polygons paints closed outlines by the non-zero winding rule.
func (p *painter) polygons(outlines []polyline, c page.Color) {
	box := bounds(outlines).Intersect(p.dst.Rect)
	if box.Empty() {
		return
	}
	p.z.Reset(box.Dx(), box.Dy())
	ox, oy := float64(box.Min.X), float64(box.Min.Y)
	for _, o := range outlines {
		for i, q := range o.pts {
			x, y := float32(q.x-ox), float32(q.y-oy)
			if i == 0 {
				p.z.MoveTo(x, y)
			} else {
				p.z.LineTo(x, y)
			}
		}
		p.z.ClosePath()
	}
	p.blend(p.coverage(), box.Min, c)
}

// coverage returns what the rasterizer holds as a mask that is valid until the next call.
func (p *painter) coverage() *image.Alpha {
	b := p.z.Bounds()
	if n := b.Dx() * b.Dy(); n > cap(p.mask.Pix) {
		p.mask.Pix = make([]uint8, n)
	} else {
		p.mask.Pix = p.mask.Pix[:n]
	}
	p.mask.Stride, p.mask.Rect = b.Dx(), b
	p.z.DrawOp = draw.Src
	p.z.Draw(&p.mask, b, image.Opaque, image.Point{})
	return &p.mask
}

// blend paints a colour through a mask whose top left corner lies at a place that may be outside the image.
func (p *painter) blend(mask *image.Alpha, at image.Point, c page.Color) {
	box := mask.Rect.Add(at).Intersect(p.dst.Rect)
	for y := box.Min.Y; y < box.Max.Y; y++ {
		m := mask.Pix[(y-at.Y)*mask.Stride+box.Min.X-at.X:][:box.Dx()]
		d := p.dst.Pix[p.dst.PixOffset(box.Min.X, y):][:4*box.Dx()]
		for i, a := range m {
			if a == 0 {
				continue
			}
			px := d[4*i : 4*i+4 : 4*i+4]
			px[0], px[1], px[2], px[3] = mix(px[0], c.R, a), mix(px[1], c.G, a), mix(px[2], c.B, a), 255
		}
	}
}

// mix returns the way from one value to another that a coverage of a (of 255) goes, rounded.
func mix(from, to, a uint8) uint8 {
	v := uint32(from)*(255-uint32(a)) + uint32(to)*uint32(a) + 127
	return uint8((v + v>>8 + 1) >> 8)
}

func rgba(c page.Color) color.RGBA { return color.RGBA{c.R, c.G, c.B, 255} }

// bounds returns the pixels that outlines touch.
func bounds(outlines []polyline) image.Rectangle {
	x0, y0, x1, y1 := math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)
	for _, o := range outlines {
		for _, q := range o.pts {
			x0, y0, x1, y1 = min(x0, q.x), min(y0, q.y), max(x1, q.x), max(y1, q.y)
		}
	}
	if x0 > x1 {
		return image.Rectangle{}
	}
	return image.Rect(int(math.Floor(x0)), int(math.Floor(y0)), int(math.Ceil(x1)), int(math.Ceil(y1)))
}
