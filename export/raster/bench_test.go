package raster_test

import (
	"image"
	"testing"

	"throughline/export/page/pagetest"
	"throughline/export/raster"
)

// BenchmarkDraw draws a full page as a preview does: at the size of a column of the window, into the image of the
// keystroke before.
func BenchmarkDraw(b *testing.B) {
	f := pagetest.Fonts(b)
	p := specimen(f)
	dst := image.NewRGBA(image.Rect(0, 0, 900, 1273))
	for b.Loop() {
		raster.DrawInto(dst, p, f)
	}
}

// BenchmarkDrawCold draws it with faces whose glyphs were never drawn.
func BenchmarkDrawCold(b *testing.B) {
	f := pagetest.Fonts(b)
	p := specimen(f)
	dst := image.NewRGBA(image.Rect(0, 0, 900, 1273))
	for b.Loop() {
		b.StopTimer()
		cold := pagetest.Fonts(b)
		b.StartTimer()
		raster.DrawInto(dst, p, cold)
	}
}
