package raster_test

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"throughline/assets"
	"throughline/export/page"
	"throughline/export/page/pagetest"
	"throughline/export/pdf"
	"throughline/export/raster"
)

// TestPreviewShowsWhatTheFileShows draws specimens here, and through their PDFs by poppler, and compares the images: what
// is seen is what is exported. Edges may differ, since each maker softens them in its own way; place, weight and colour
// may not.
func TestPreviewShowsWhatTheFileShows(t *testing.T) {
	t.Parallel()
	t.Run("the program's own look", func(t *testing.T) {
		t.Parallel()
		f := pagetest.Fonts(t)
		compare(t, specimen(f), f)
	})
	t.Run("with a font and a logo of one's own", func(t *testing.T) {
		t.Parallel()
		own, err := page.CheckFont(assets.FontSerif)
		if err != nil {
			t.Fatal(err)
		}
		f := pagetest.Fonts(t).With(own, nil)
		p := specimen(f)
		p.Text(330, 800, f.Run("Serif ● with □ signs ▲ of ✗ others", page.Style{Face: page.Serif, Size: 14, Color: page.DefaultTheme.Ink}), page.Left)
		p.Image(page.Rect{X: 330, Y: 700, W: 120, H: 60}, page.NewPicture(disc(400, 200)), "A ring")
		compare(t, p, f)
	})
}

// disc is a picture as logos are: dark shapes within a clear ground.
func disc(w, h int) image.Image {
	img := image.NewNRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			if dx, dy := x-w/3, y-h/2; dx*dx+dy*dy < h*h/5 && dx*dx+dy*dy > h*h/20 {
				img.SetNRGBA(x, y, color.NRGBA{R: 10, G: 40, B: 120, A: uint8(255 * y / h)})
			}
		}
	}
	return img
}

func compare(t *testing.T, p *page.Page, f *page.Fonts) {
	pdftoppm, err := exec.LookPath("pdftoppm")
	if err != nil {
		t.Skip("pdftoppm is not installed")
	}
	dir := t.TempDir()
	file := filepath.Join(dir, "specimen.pdf")
	var b bytes.Buffer
	if err := pdf.Write(&b, &page.Document{Pages: []*page.Page{p}, Date: time.Unix(0, 0)}, f); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, b.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	const (
		mostMean = 0.8 // of 255: how much a pixel may differ on average; 0.5 was measured
		mostTile = 12  // of 255: how much the mean of a small square may differ, which is weight and colour; 9 was measured
		tile     = 24
	)
	for _, dpi := range []int{100, 150, 200} {
		t.Run(fmt.Sprintf("%d dpi", dpi), func(t *testing.T) {
			t.Parallel()
			stem := filepath.Join(dir, fmt.Sprint(dpi))
			if out, err := exec.Command(pdftoppm, "-r", fmt.Sprint(dpi), "-png", "-singlefile", file, stem).CombinedOutput(); err != nil {
				t.Fatalf("pdftoppm: %v\n%s", err, out)
			}
			theirs := readGray(t, stem+".png")
			ours := gray(raster.DrawScale(p, f, float64(dpi)/72))
			if ours.Rect != theirs.Rect {
				t.Fatalf("our image is %v, poppler's %v", ours.Rect, theirs.Rect)
			}
			if d := difference(ours, theirs, ours.Rect, image.Point{}); d > mostMean {
				t.Errorf("the images differ by %.2f of 255 on average, more than %v", d, mostMean)
			}
			eachTile(ours.Rect, tile, func(r image.Rectangle) {
				if a, b := mean(ours, r), mean(theirs, r); math.Abs(a-b) > mostTile {
					t.Errorf("around %v our page is %.1f, poppler's %.1f of 255", r.Min, a, b)
				}
			})
			// A region that is out of place fits better when it is moved. One pixel is the freedom that sharp edges take.
			eachTile(ours.Rect, dpi/2, func(r image.Rectangle) {
				still := difference(ours, theirs, r, image.Point{})
				for _, by := range []image.Point{{2, 0}, {-2, 0}, {0, 2}, {0, -2}, {2, 2}, {-2, -2}} {
					if moved := difference(ours, theirs, r, by); still > 2 && moved < still {
						t.Errorf("around %v the images fit better when moved by %v: %.2f instead of %.2f", r.Min, by, moved, still)
					}
				}
			})
		})
	}
}

func readGray(t *testing.T, file string) *image.Gray {
	t.Helper()
	img, err := readPNG(file)
	if err != nil {
		t.Fatal(err)
	}
	return gray(img)
}

func gray(img image.Image) *image.Gray {
	g := image.NewGray(img.Bounds())
	for y := g.Rect.Min.Y; y < g.Rect.Max.Y; y++ {
		for x := g.Rect.Min.X; x < g.Rect.Max.X; x++ {
			g.Set(x, y, img.At(x, y))
		}
	}
	return g
}

// difference returns how much the pixels of r in a differ on average from those of b moved by some pixels.
func difference(a, b *image.Gray, r image.Rectangle, by image.Point) float64 {
	r = r.Intersect(b.Rect.Sub(by))
	sum := 0
	for y := r.Min.Y; y < r.Max.Y; y++ {
		for x := r.Min.X; x < r.Max.X; x++ {
			d := int(a.GrayAt(x, y).Y) - int(b.GrayAt(x+by.X, y+by.Y).Y)
			sum += max(d, -d)
		}
	}
	return float64(sum) / float64(r.Dx()*r.Dy())
}

func mean(a *image.Gray, r image.Rectangle) float64 {
	sum := 0
	for y := r.Min.Y; y < r.Max.Y; y++ {
		for x := r.Min.X; x < r.Max.X; x++ {
			sum += int(a.GrayAt(x, y).Y)
		}
	}
	return float64(sum) / float64(r.Dx()*r.Dy())
}

// eachTile calls do for squares that cover r, but for the rest at its right and lower edges.
func eachTile(r image.Rectangle, size int, do func(image.Rectangle)) {
	for y := r.Min.Y; y+size <= r.Max.Y; y += size {
		for x := r.Min.X; x+size <= r.Max.X; x += size {
			do(image.Rect(x, y, x+size, y+size))
		}
	}
}

func readPNG(file string) (image.Image, error) {
	data, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	return png.Decode(bytes.NewReader(data))
}
