package raster_test

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"math"
	"math/rand/v2"
	"sync"
	"testing"

	"throughline/export/page"
	"throughline/export/page/pagetest"
	"throughline/export/raster"
)

var (
	black = page.Color{}
	red   = page.Hex(0xB42318)
)

func TestSizes(t *testing.T) {
	t.Parallel()
	f := pagetest.Fonts(t)
	p := &page.Page{Size: page.A4}
	for _, tt := range []struct {
		name string
		got  *image.RGBA
		want image.Point
	}{
		{"as asked", raster.Draw(p, f, 300, 424), image.Pt(300, 424)},
		{"never nothing", raster.Draw(p, f, 0, -5), image.Pt(1, 1)},
		{"100 dpi", raster.DrawScale(p, f, 100.0/72), image.Pt(827, 1170)},
		{"a page without a size", raster.Draw(&page.Page{}, f, 10, 10), image.Pt(10, 10)},
	} {
		if got := tt.got.Rect.Size(); got != tt.want {
			t.Errorf("%s: %v, want %v", tt.name, got, tt.want)
		}
		if at := tt.got.RGBAAt(0, 0); at != (color.RGBA{255, 255, 255, 255}) {
			t.Errorf("%s: the paper is %v", tt.name, at)
		}
	}
}

func TestPNG(t *testing.T) {
	t.Parallel()
	f := pagetest.Fonts(t)
	p := &page.Page{Size: page.Letter}
	var b bytes.Buffer
	if err := raster.PNG(&b, p, f, 72); err != nil {
		t.Fatal(err)
	}
	img, err := png.Decode(&b)
	if err != nil {
		t.Fatal(err)
	}
	if got := img.Bounds().Size(); got != image.Pt(612, 792) {
		t.Errorf("the image is %v", got)
	}
	for _, dpi := range []float64{0, -1, math.NaN(), math.Inf(1), 1e6} {
		if err := raster.PNG(&b, p, f, dpi); err == nil {
			t.Errorf("%v dpi gave no error", dpi)
		}
	}
}

func TestDrawIntoAPartOfAnImage(t *testing.T) {
	t.Parallel()
	f := pagetest.Fonts(t)
	p := specimen(f)
	whole := image.NewRGBA(image.Rect(0, 0, 400, 500))
	for i := range whole.Pix {
		whole.Pix[i] = 77
	}
	box := image.Rect(50, 60, 350, 484)
	raster.DrawInto(whole.SubImage(box).(*image.RGBA), p, f)
	want := raster.Draw(p, f, box.Dx(), box.Dy())
	for y := range 500 {
		for x := range 400 {
			got := whole.RGBAAt(x, y)
			if in := image.Pt(x, y).In(box); in && got != want.RGBAAt(x-50, y-60) || !in && got != (color.RGBA{77, 77, 77, 77}) {
				t.Fatalf("the pixel at %d, %d is %v", x, y, got)
			}
		}
	}
}

// TestBarsAndRulesAreSharp draws boxes and lines at all places within a pixel: each pixel is of the colour or of the paper.
func TestBarsAndRulesAreSharp(t *testing.T) {
	t.Parallel()
	f := pagetest.Fonts(t)
	for i := range 10 {
		at := 10 + float64(i)/10
		p := &page.Page{Size: page.Size{W: 100, H: 100}}
		p.FillRect(page.Rect{X: at, Y: at, W: 20.2, H: 30.7}, red)
		p.Path(page.RectSegs(page.Rect{X: 40 + at, Y: at, W: 20, H: 30}), nil, &page.Stroke{Color: red, Width: 0.5})
		p.StrokeLine(0, 60+at, 100, 60+at, page.Stroke{Color: red, Width: 0.75})
		p.StrokeLine(80+at, 0, 80+at, 100, page.Stroke{Color: red, Width: 1.2})
		img := raster.Draw(p, f, 100, 100)
		count := map[color.RGBA]int{}
		for y := range 100 {
			for x := range 100 {
				count[img.RGBAAt(x, y)]++
			}
		}
		if len(count) != 2 {
			t.Errorf("at %v there are %d colours: %v", at, len(count), count)
		}
	}
}

// TestThickLinesHaveNoHoles draws random lines and looks at every place along them and beside them.
func TestThickLinesHaveNoHoles(t *testing.T) {
	t.Parallel()
	f := pagetest.Fonts(t)
	rnd := rand.New(rand.NewPCG(3, 4))
	for range 60 {
		var b page.PathBuilder
		pts := make([]page.Point, 2+rnd.IntN(6))
		for i := range pts {
			pts[i] = page.Point{X: 20 + 160*rnd.Float64(), Y: 20 + 160*rnd.Float64()}
			if i == 0 {
				b.Move(pts[i].X, pts[i].Y)
			} else {
				b.Line(pts[i].X, pts[i].Y)
			}
		}
		round := rnd.IntN(2) == 0
		p := &page.Page{Size: page.Size{W: 200, H: 200}}
		p.Path(b.Segs(), nil, &page.Stroke{Color: red, Width: 12, Round: round})
		img := raster.Draw(p, f, 200, 200)
		for i := 1; i < len(pts); i++ {
			dx, dy := pts[i].X-pts[i-1].X, pts[i].Y-pts[i-1].Y
			long := math.Hypot(dx, dy)
			for s := 2.0; s < long-2; s++ {
				for _, off := range []float64{-4, -2, 0, 2, 4} {
					x, y := pts[i-1].X+(dx*s-dy*off)/long, pts[i-1].Y+(dy*s+dx*off)/long
					if got := img.RGBAAt(int(x), int(y)); got != (color.RGBA{red.R, red.G, red.B, 255}) {
						t.Fatalf("round %v: a hole at %.1f, %.1f of %v: %v", round, x, y, pts, got)
					}
				}
			}
		}
	}
}

// TestStrokesCoverTheirArea compares the ink of single shapes with their area.
func TestStrokesCoverTheirArea(t *testing.T) {
	t.Parallel()
	f := pagetest.Fonts(t)
	path := func(segs []page.Seg, s page.Stroke) *page.Page {
		p := &page.Page{Size: page.Size{W: 100, H: 100}}
		s.Color = black
		p.Path(segs, nil, &s)
		return p
	}
	var b page.PathBuilder
	slant := b.Move(20, 20).Line(80, 65).Segs() // 75 long
	var c page.PathBuilder
	dot := c.Move(50.3, 50.2).Line(50.3, 50.2).Segs()
	var m page.PathBuilder
	square := m.Move(30, 50).Line(50, 30).Line(70, 50).Line(50, 70).Close().Segs() // on its corner, sides √800
	disc := page.RoundRectSegs(page.Rect{X: 20, Y: 20, W: 60, H: 60}, 30)
	for _, tt := range []struct {
		name string
		page *page.Page
		want float64
	}{
		{"a line with straight ends", path(slant, page.Stroke{Width: 8}), 75 * 8},
		{"a line with round ends", path(slant, page.Stroke{Width: 8, Round: true}), 75*8 + math.Pi*16},
		{"a dot", path(dot, page.Stroke{Width: 20, Round: true}), math.Pi * 100},
		{"no dot without round ends", path(dot, page.Stroke{Width: 20}), 0},
		{"a move alone", path((&page.PathBuilder{}).Move(50, 50).Segs(), page.Stroke{Width: 20, Round: true}), 0},
		{"dashes", path(slant, page.Stroke{Width: 8, Dash: []float64{10, 5}}), 50 * 8},
		{"an odd number of dashes", path(slant, page.Stroke{Width: 8, Dash: []float64{7.5}}), 37.5 * 8},
		{"dots of round dashes", path(slant, page.Stroke{Width: 8, Dash: []float64{0, 25}, Round: true}), 3 * math.Pi * 16},
		{"a ring", path(disc, page.Stroke{Width: 4}), math.Pi * (32*32 - 28*28)},
		{"mitred corners", path(square, page.Stroke{Width: 6}), 4 * math.Sqrt(800) * 6},
		{"no width", path(slant, page.Stroke{}), 0},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			img := raster.Draw(tt.page, f, 200, 200) // two pixels to the point
			ink := 0.0
			for y := range 200 {
				for x := range 200 {
					ink += float64(255-img.RGBAAt(x, y).R) / 255 / 4
				}
			}
			if math.Abs(ink-tt.want) > 0.01*tt.want+0.5 {
				t.Errorf("%.1f square points of ink, want %.1f", ink, tt.want)
			}
		})
	}
}

func TestSameImageInSeveralGoroutines(t *testing.T) {
	t.Parallel()
	f := pagetest.Fonts(t)
	p := specimen(f)
	want := raster.Draw(p, f, 300, 424)
	var wg sync.WaitGroup
	for range 6 {
		wg.Go(func() {
			for range 4 {
				if !bytes.Equal(want.Pix, raster.Draw(p, f, 300, 424).Pix) {
					t.Error("the image changed")
				}
			}
		})
	}
	wg.Wait()
}

// FuzzDraw draws shapes of any coordinates: they may be anywhere, and need not be numbers.
func FuzzDraw(f *testing.F) {
	fonts := pagetest.Fonts(f)
	f.Add(1.0, 2.0, 30.0, 40.0, 5.0, 3.0)
	f.Add(-1e300, 1e300, math.Inf(1), math.NaN(), 1e9, 0.0)
	f.Add(0.0, 0.0, 1e7, 1e-9, 1e-3, 1e-5)
	f.Fuzz(func(_ *testing.T, a, b, c, d, width, dash float64) {
		p := &page.Page{Size: page.Size{W: 60, H: 80}}
		var pb page.PathBuilder
		segs := pb.Move(a, b).Line(c, d).Curve(b, a, d, c, a, d).Close().Line(d, b).Segs()
		p.Path(segs, &red, &page.Stroke{Width: width, Dash: []float64{dash, a}, Round: math.Signbit(c)})
		p.StrokeLine(a, b, c, b, page.Stroke{Width: width})
		p.FillRect(page.Rect{X: a, Y: b, W: c, H: d}, red)
		run := fonts.Run("Ag−", page.Style{Size: width})
		p.Text(a, b, run, page.Left)
		p.Ops = append(p.Ops, &page.Text{At: page.Point{X: c, Y: d}, Run: run, Angle: a})
		raster.Draw(p, fonts, 90, 120)
	})
}
