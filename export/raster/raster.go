// Package raster draws pages as images: the live preview, and PNG files. It draws the same shapes, glyph outlines and pen
// positions that package pdf writes, and decides nothing itself: it lays out no text and moves nothing by more than the
// pixel that makes upright edges and baselines sharp.
package raster

import (
	"fmt"
	"image"
	"image/draw"
	"image/png"
	"io"
	"math"

	"throughline/export/page"
)

// Draw draws the page on white paper, fitted to exactly width × height pixels (at least one each).
func Draw(p *page.Page, f *page.Fonts, width, height int) *image.RGBA {
	dst := image.NewRGBA(image.Rect(0, 0, max(width, 1), max(height, 1)))
	DrawInto(dst, p, f)
	return dst
}

// DrawScale draws the page with exactly scale pixels to the point; where the page ends within a pixel, the last column or
// row of pixels is partly its own.
func DrawScale(p *page.Page, f *page.Fonts, scale float64) *image.RGBA {
	w, h := pixels(p, scale)
	dst := image.NewRGBA(image.Rect(0, 0, max(w, 1), max(h, 1)))
	drawInto(dst, p, f, scale, scale)
	return dst
}

// DrawInto draws the page over the whole of dst, which may be a part of a larger image; whatever was there is covered. A
// preview that redraws at every keystroke keeps one image and spares the memory of a new one.
func DrawInto(dst *image.RGBA, p *page.Page, f *page.Fonts) {
	drawInto(dst, p, f, float64(dst.Rect.Dx())/p.Size.W, float64(dst.Rect.Dy())/p.Size.H)
}

// maxScale bounds the pixels to the point: beyond it the rasterizer's arithmetic ends.
const maxScale = 1000

func drawInto(dst *image.RGBA, p *page.Page, f *page.Fonts, sx, sy float64) {
	if dst.Rect.Empty() {
		return
	}
	draw.Draw(dst, dst.Rect, image.White, image.Point{}, draw.Src)
	if !(sx > 0 && sy > 0 && sx < maxScale && sy < maxScale) { // a page without a size
		return
	}
	pt := painters.Get().(*painter)
	defer painters.Put(pt)
	pt.start(dst, f, sx, sy)
	for _, op := range p.Ops {
		switch op := op.(type) {
		case *page.Path:
			pt.path(op)
		case *page.Text:
			pt.text(op)
		case *page.Image:
			pt.image(op)
		}
	}
	pt.dst, pt.fonts = nil, nil
}

// maxPixels bounds an image made for a file: A4 at 600 dpi is 35 million.
const maxPixels = 100 << 20

// PNG writes the page as a PNG image of dpi pixels per inch.
func PNG(w io.Writer, p *page.Page, f *page.Fonts, dpi float64) error {
	wide, high := pixels(p, dpi/72)
	if !(dpi > 0) || float64(wide)*float64(high) > maxPixels {
		return fmt.Errorf("draw page: %v dpi is not between 1 and what fits into memory", dpi)
	}
	if err := png.Encode(w, DrawScale(p, f, dpi/72)); err != nil {
		return fmt.Errorf("write png: %w", err)
	}
	return nil
}

// pixels returns the size of a page in whole pixels, as pdftoppm and most viewers round it: up.
func pixels(p *page.Page, scale float64) (w, h int) {
	const eps = 1e-6 // a size that is whole but for the arithmetic stays whole
	return int(math.Ceil(p.Size.W*scale - eps)), int(math.Ceil(p.Size.H*scale - eps))
}
