package raster

import (
	"image"
	"math"
	"sync"

	"golang.org/x/image/draw"

	"throughline/export/page"
)

// scaledKey names a picture as it looks at a size in pixels.
type scaledKey struct {
	digest string
	w, h   int
}

// maxScaled bounds the memory of scaled pictures: a window shows one at the sizes of its page and of thumbnails.
const maxScaled = 16

// scaled are the pictures scaled so far: scaling one takes longer than drawing a page.
var scaled = struct {
	sync.Mutex
	m map[scaledKey]*image.RGBA
}{m: make(map[scaledKey]*image.RGBA)}

// image draws a picture to all pixels that it touches, as viewers do.
func (p *painter) image(op *page.Image) {
	at, end := p.at(page.Point{X: op.Box.X, Y: op.Box.Y}), p.at(page.Point{X: op.Box.Right(), Y: op.Box.Bottom()})
	const most = 1 << 13
	if !(at.x > -most && at.y > -most && end.x < most && end.y < most && at.x <= end.x && at.y <= end.y) {
		return
	}
	box := image.Rect(int(math.Floor(at.x)), int(math.Floor(at.y)), int(math.Floor(end.x))+1, int(math.Floor(end.y))+1)
	if box.Overlaps(p.dst.Rect) {
		draw.Draw(p.dst, box, scale(op.Picture, box.Dx(), box.Dy()), image.Point{}, draw.Src)
	}
}

// scale returns a picture at a size in pixels.
func scale(q *page.Picture, w, h int) *image.RGBA {
	scaled.Lock()
	defer scaled.Unlock()
	key := scaledKey{q.Digest, w, h}
	if img := scaled.m[key]; img != nil {
		return img
	}
	whole := image.NewRGBA(image.Rect(0, 0, q.W, q.H))
	for i := range q.W * q.H {
		copy(whole.Pix[4*i:], q.RGB[3*i:3*i+3])
		whole.Pix[4*i+3] = math.MaxUint8
	}
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	draw.CatmullRom.Scale(img, img.Rect, whole, whole.Rect, draw.Src, nil)
	if len(scaled.m) >= maxScaled {
		clear(scaled.m)
	}
	scaled.m[key] = img
	return img
}
