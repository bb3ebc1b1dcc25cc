package rastertest

import (
	"image"
	"image/color"
	"testing"
)

func TestWhereTwoPicturesDifferIsShown(t *testing.T) {
	t.Parallel()
	a, b := image.NewRGBA(image.Rect(0, 0, 4, 4)), image.NewRGBA(image.Rect(0, 0, 4, 4))
	b.SetRGBA(1, 2, color.RGBA{0, 90, 0, 255})
	b.SetRGBA(3, 3, color.RGBA{0, 0, tolerance, 255})
	worst, where := compare(a, b)
	if worst != 90 {
		t.Errorf("the worst pixel is off by %d, want 90", worst)
	}
	red := color.RGBA{220, 0, 0, 255}
	if where.RGBAAt(1, 2) != red || where.RGBAAt(3, 3) == red || where.RGBAAt(0, 0) == red {
		t.Error("not the pixel that differs is red")
	}
	if worst, _ = compare(a, image.NewRGBA(image.Rect(0, 0, 4, 5))); worst != 255 {
		t.Errorf("pictures of two sizes are off by %d, want 255", worst)
	}
}
