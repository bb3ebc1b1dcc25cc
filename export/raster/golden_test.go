package raster_test

import (
	"math"
	"testing"

	"throughline/export/page"
	"throughline/export/page/pagetest"
	"throughline/export/raster"
	"throughline/export/raster/rastertest"
)

// TestGolden compares small drawings with the images in testdata/golden. An image that differs is written to
// testdata/failed, to be looked at.
func TestGolden(t *testing.T) {
	f := pagetest.Fonts(t)
	for _, tt := range []struct {
		name          string
		width, height float64
		draw          func(p *page.Page)
	}{
		{"corners-and-ends", 120, 70, func(p *page.Page) {
			zigzag := func(x float64) []page.Point {
				return []page.Point{{X: x + 8, Y: 60}, {X: x + 20, Y: 12}, {X: x + 32, Y: 60}, {X: x + 36, Y: 12}, {X: x + 52, Y: 40}}
			}
			p.StrokePolyline(zigzag(0), page.Stroke{Color: red, Width: 5})
			p.StrokePolyline(zigzag(58), page.Stroke{Color: black, Width: 5, Round: true})
		}},
		{"dashes-and-curves", 120, 70, func(p *page.Page) {
			var b page.PathBuilder
			p.Path(b.Move(8, 40).Curve(40, -30, 60, 110, 112, 20).Segs(), nil, &page.Stroke{Color: red, Width: 2, Dash: []float64{6, 4}, Round: true})
			p.StrokeLine(8, 60.3, 112, 60.3, page.Stroke{Color: black, Width: 0.75, Dash: []float64{4, 3}})
			p.Path(page.RoundRectSegs(page.Rect{X: 4, Y: 4, W: 112, H: 62}, 8), nil, &page.Stroke{Color: page.DefaultTheme.Accent, Width: 1})
		}},
		{"fills", 120, 70, func(p *page.Page) {
			p.FillRoundRect(page.Rect{X: 5, Y: 5, W: 40, H: 25}, 6, page.DefaultTheme.AccentTint)
			p.FillCircle(70, 20, 14, page.DefaultTheme.Warn)
			p.FillTriangle(page.Rect{X: 92, Y: 8, W: 20, H: 18}, true, page.DefaultTheme.Good)
			var star page.PathBuilder // five points drawn in one go: non-zero winding leaves no hole
			for i := range 5 {
				sin, cos := math.Sincos(float64(i) * 4 * math.Pi / 5)
				if i == 0 {
					star.Move(25+20*sin, 52-20*cos)
				} else {
					star.Line(25+20*sin, 52-20*cos)
				}
			}
			p.Path(star.Close().Segs(), &red, nil)
			var ring page.PathBuilder // the inner square turns the other way round: a hole
			p.Path(ring.Move(60, 40).Line(90, 40).Line(90, 65).Line(60, 65).Close().
				Move(68, 46).Line(68, 59).Line(82, 59).Line(82, 46).Close().Segs(), &black, nil)
		}},
		{"text", 190, 70, func(p *page.Page) {
			p.Text(6, 18, f.Run("Wave, AVATAR: −3.1\u00a0pp", page.Style{Face: page.Regular, Size: 11.5}), page.Left)
			p.Text(6, 34, f.Run("Łódź naïve Жук Ωμέγα €£₹", page.Style{Face: page.Italic, Size: 9}), page.Left)
			p.Text(6, 60, f.Run("12.4%", page.Style{Face: page.SemiBold, Size: 24, Color: red}), page.Left)
			p.Ops = append(p.Ops,
				&page.Text{At: page.Point{X: 150, Y: 62}, Run: f.Run("Turned", page.Style{Face: page.Regular, Size: 9}), Angle: 90},
				&page.Text{At: page.Point{X: 160, Y: 60}, Run: f.Run("Slanted", page.Style{Face: page.Regular, Size: 9}), Angle: 45})
		}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			p := &page.Page{Size: page.Size{W: tt.width, H: tt.height}}
			tt.draw(p)
			got := raster.DrawScale(p, f, 1.5)
			rastertest.Golden(t, tt.name, got)
		})
	}
}
