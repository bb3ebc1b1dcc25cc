// Package rastertest compares pictures with those that were looked at when they were kept. Only tests import it.
package rastertest

import (
	"flag"
	"image"
	"image/color"
	"image/png"
	"os"
	"path/filepath"
	"testing"
)

var update = flag.Bool("update", false, "write the pictures in testdata/golden again; look at them before committing")

// tolerance is how far a channel of a pixel may be off, of 255: processors differ in the last digits.
const tolerance = 6

// Golden compares a picture with testdata/golden/NAME.png. Where they differ it fails, and writes what it got and where the
// two differ, in red, below testdata/failed.
func Golden(t *testing.T, name string, got image.Image) {
	t.Helper()
	golden := filepath.Join("testdata", "golden", name+".png")
	if *update {
		save(t, golden, got)
		return
	}
	want, err := read(golden)
	if err != nil {
		t.Fatalf("%v; -update writes it", err)
	}
	worst, where := compare(got, want)
	if worst <= tolerance {
		return
	}
	failed := filepath.Join("testdata", "failed", name)
	save(t, failed+".png", got)
	save(t, failed+".diff.png", where)
	t.Errorf("a pixel of %s differs by %d of 255; see %s.png and %[3]s.diff.png", golden, worst, failed)
}

// compare returns the largest difference of a channel of a pixel, 255 where the sizes differ, and the second picture in
// pale grey with the pixels that differ in red.
func compare(a, b image.Image) (worst int, where *image.RGBA) {
	size := a.Bounds().Union(b.Bounds())
	where = image.NewRGBA(size)
	if a.Bounds() != b.Bounds() {
		worst = 255
	}
	for y := size.Min.Y; y < size.Max.Y; y++ {
		for x := size.Min.X; x < size.Max.X; x++ {
			r1, g1, b1, _ := a.At(x, y).RGBA()
			r2, g2, b2, _ := b.At(x, y).RGBA()
			off := 0
			for _, d := range []int{int(r1>>8) - int(r2>>8), int(g1>>8) - int(g2>>8), int(b1>>8) - int(b2>>8)} {
				off = max(off, d, -d)
			}
			worst = max(worst, off)
			grey := uint8(170 + (r2>>8+g2>>8+b2>>8)/9)
			where.SetRGBA(x, y, color.RGBA{grey, grey, grey, 255})
			if off > tolerance {
				where.SetRGBA(x, y, color.RGBA{220, 0, 0, 255})
			}
		}
	}
	return worst, where
}

func save(t *testing.T, file string, img image.Image) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		t.Fatal(err)
	}
	w, err := os.Create(file)
	if err != nil {
		t.Fatal(err)
	}
	encoder := png.Encoder{CompressionLevel: png.BestCompression}
	if err := encoder.Encode(w, img); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
}

func read(file string) (image.Image, error) {
	r, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer r.Close() //nolint:errcheck // it is only read
	return png.Decode(r)
}
