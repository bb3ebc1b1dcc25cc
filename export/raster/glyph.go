package raster

import (
	"image"
	"math"
	"sync"

	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/font/opentype"
	"golang.org/x/image/vector"

	"throughline/export/page"
)

// steps is how many places within a pixel a glyph of level text can begin at, from left to right. Quarters keep the spacing
// of small text even, and a page's glyphs few enough to be drawn once. Baselines lie on whole pixels, so that all lines
// are equally sharp. Both are taken at or before the true place, as poppler takes them, whose image of the same page this
// one is compared with.
const (
	stepBits = 2
	steps    = 1 << stepBits
)

// glyphKey names a glyph as it looks: the same letter at the same size in pixels and the same place within a pixel.
type glyphKey struct {
	fonts  *page.Fonts
	face   page.Face
	id     font.GID
	sx, sy float32 // pixels to the em
	step   uint8   // of steps, to the right
}

// glyph is the coverage of a glyph; at is its top left corner from the pixel that its origin lies in.
type glyph struct {
	mask *image.Alpha // nil for a blank
	at   image.Point
}

// maxGlyphs bounds the memory of drawn glyphs; a page has about a thousand, of some 150 bytes.
const maxGlyphs = 20000

// glyphs are the glyphs drawn so far, shared by all pages: a keystroke changes a few of them.
var glyphs = struct {
	sync.RWMutex
	m map[glyphKey]glyph
}{m: make(map[glyphKey]glyph)}

func (p *painter) text(t *page.Text) {
	if t.Angle != 0 {
		p.turnedText(t)
		return
	}
	st := t.Run.Style
	o := p.at(t.At)
	sx, sy := st.Size*p.sx, st.Size*p.sy
	if !p.sees(o, t.Run.Width*p.sx+2*sx, 2*sy) {
		return
	}
	key := glyphKey{fonts: p.fonts, sx: float32(sx), sy: float32(sy)}
	y := int(math.Floor(o.y))
	for _, g := range t.Run.Glyphs {
		x := int(math.Floor((o.x + g.X*sx) * steps))
		key.face, key.id, key.step = g.Face, g.ID, uint8(x&(steps-1))
		if d := p.glyph(key); d.mask != nil {
			p.blend(d.mask, image.Pt(x>>stepBits, y).Add(d.at), st.Color)
		}
	}
}

// sees reports whether a text that begins at o can touch the image; it also keeps pixel numbers within an int.
func (p *painter) sees(o pt, width, height float64) bool {
	w, h := float64(p.dst.Rect.Dx()), float64(p.dst.Rect.Dy())
	return o.x <= w+height && o.x+width >= -height && o.y <= h+height && o.y >= -height
}

// glyph returns a glyph, drawn now if it never was.
func (p *painter) glyph(key glyphKey) glyph {
	glyphs.RLock()
	g, ok := glyphs.m[key]
	glyphs.RUnlock()
	if ok {
		return g
	}
	g = p.drawGlyph(key)
	glyphs.Lock()
	defer glyphs.Unlock()
	if len(glyphs.m) >= maxGlyphs {
		clear(glyphs.m)
	}
	glyphs.m[key] = g
	return g
}

// matrix places a point of an outline, which is in units of the face with y upwards, in the image.
type matrix struct{ a, b, c, d, x, y float64 }

func (m matrix) apply(q opentype.SegmentPoint) (x, y float32) {
	return float32(m.a*float64(q.X) + m.c*float64(q.Y) + m.x), float32(m.b*float64(q.X) + m.d*float64(q.Y) + m.y)
}

func (p *painter) drawGlyph(key glyphKey) glyph {
	segs, em, ok := p.fonts.Outline(key.face, key.id)
	if !ok {
		return glyph{}
	}
	m := matrix{
		a: float64(key.sx) * em, d: -float64(key.sy) * em,
		x: float64(key.step) / steps,
	}
	box := outlineBox(segs, m)
	if box.Empty() {
		return glyph{}
	}
	m.x -= float64(box.Min.X)
	m.y -= float64(box.Min.Y)
	p.z.Reset(box.Dx(), box.Dy())
	trace(&p.z, segs, m)
	shared := p.coverage()
	return glyph{mask: &image.Alpha{Pix: append([]uint8(nil), shared.Pix...), Stride: shared.Stride, Rect: shared.Rect}, at: box.Min}
}

// turnedText draws text at an angle, glyph by glyph and without keeping them: it is a chart's label or two.
func (p *painter) turnedText(t *page.Text) {
	o := p.at(t.At)
	size := t.Run.Style.Size
	sin, cos := math.Sincos(t.Angle * math.Pi / 180)
	if reach := (t.Run.Width + 2*size) * max(p.sx, p.sy); !p.sees(pt{o.x - reach, o.y}, 2*reach, reach) {
		return
	}
	for _, g := range t.Run.Glyphs {
		segs, em, ok := p.fonts.Outline(g.Face, g.ID)
		if !ok {
			continue
		}
		k, x := size*em, g.X*size
		m := matrix{
			a: k * cos * p.sx, b: -k * sin * p.sy, c: -k * sin * p.sx, d: -k * cos * p.sy,
			x: o.x + x*cos*p.sx, y: o.y - x*sin*p.sy,
		}
		box := outlineBox(segs, m).Intersect(p.dst.Rect)
		if box.Empty() {
			continue
		}
		m.x -= float64(box.Min.X)
		m.y -= float64(box.Min.Y)
		p.z.Reset(box.Dx(), box.Dy())
		trace(&p.z, segs, m)
		p.blend(p.coverage(), box.Min, t.Run.Style.Color)
	}
}

// outlineBox returns the pixels that an outline touches.
func outlineBox(segs []opentype.Segment, m matrix) image.Rectangle {
	x0, y0, x1, y1 := float32(math.MaxFloat32), float32(math.MaxFloat32), float32(-math.MaxFloat32), float32(-math.MaxFloat32)
	for _, s := range segs {
		for _, q := range s.ArgsSlice() {
			x, y := m.apply(q)
			x0, y0, x1, y1 = min(x0, x), min(y0, y), max(x1, x), max(y1, y)
		}
	}
	const most = 1 << 14 // a glyph larger than any image is not drawn
	if !(x1-x0 < most && y1-y0 < most && x0 > -1e6 && y0 > -1e6 && x1 < 1e6 && y1 < 1e6) {
		return image.Rectangle{}
	}
	floor := func(v float32) int { return int(math.Floor(float64(v))) }
	return image.Rect(floor(x0), floor(y0), floor(x1)+1, floor(y1)+1)
}

// trace draws an outline into the rasterizer.
func trace(z *vector.Rasterizer, segs []opentype.Segment, m matrix) {
	open := false
	for _, s := range segs {
		x0, y0 := m.apply(s.Args[0])
		switch s.Op {
		case opentype.SegmentOpMoveTo:
			if open {
				z.ClosePath()
			}
			open = true
			z.MoveTo(x0, y0)
		case opentype.SegmentOpLineTo:
			z.LineTo(x0, y0)
		case opentype.SegmentOpQuadTo:
			x1, y1 := m.apply(s.Args[1])
			z.QuadTo(x0, y0, x1, y1)
		case opentype.SegmentOpCubeTo:
			x1, y1 := m.apply(s.Args[1])
			x2, y2 := m.apply(s.Args[2])
			z.CubeTo(x0, y0, x1, y1, x2, y2)
		}
	}
	if open {
		z.ClosePath()
	}
}
