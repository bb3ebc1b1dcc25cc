package page_test

import (
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"

	"throughline/export/page"
	"throughline/export/page/pagetest"
)

func TestBounds(t *testing.T) {
	t.Parallel()
	var b page.PathBuilder
	box := page.Rect{X: 10, Y: 20, W: 30, H: 40}
	for _, tt := range []struct {
		name string
		path page.Path
		want page.Rect
	}{
		{"nothing", page.Path{}, page.Rect{}},
		{"a box", page.Path{Segs: page.RectSegs(box)}, box},
		{"a round box", page.Path{Segs: page.RoundRectSegs(box, 5)}, box},
		{"a round box with more radius than room", page.Path{Segs: page.RoundRectSegs(box, 500)}, box},
		{"a stroked box", page.Path{Segs: page.RectSegs(box), Stroke: &page.Stroke{Width: 2}}, page.Rect{X: 9, Y: 19, W: 32, H: 42}},
		{"a line", page.Path{Segs: b.Move(1, 2).Line(5, 2).Segs()}, page.Rect{X: 1, Y: 2, W: 4}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(tt.want, tt.path.Bounds()); diff != "" {
				t.Errorf("bounds (-want +got):\n%s", diff)
			}
		})
	}
}

// TestACircleIsRound follows the four curves of a disc and measures their distance from the middle.
func TestACircleIsRound(t *testing.T) {
	t.Parallel()
	p := &page.Page{Size: page.A4}
	p.FillCircle(100, 200, 50, page.Color{})
	var at page.Point
	for _, s := range p.Ops[0].(*page.Path).Segs {
		if s.Verb == page.CurveTo {
			for i := range 101 {
				k := float64(i) / 100
				u := 1 - k
				mix := func(a, b, c, d float64) float64 { return u*u*u*a + 3*u*u*k*b + 3*u*k*k*c + k*k*k*d }
				x, y := mix(at.X, s.P[0].X, s.P[1].X, s.P[2].X), mix(at.Y, s.P[0].Y, s.P[1].Y, s.P[2].Y)
				if r := math.Hypot(x-100, y-200); math.Abs(r-50) > 0.02 {
					t.Fatalf("the radius at (%.1f, %.1f) is %v", x, y, r)
				}
			}
			at = s.P[2]
		} else if s.Verb != page.Close {
			at = s.P[0]
		}
	}
}

func TestTextIsAligned(t *testing.T) {
	t.Parallel()
	run := pagetest.Fonts(t).Run("12.4%", body)
	p := &page.Page{Size: page.A4}
	for _, tt := range []struct {
		align page.Align
		left  float64
	}{{page.Left, 100}, {page.Center, 100 - run.Width/2}, {page.Right, 100 - run.Width}} {
		box := p.Text(100, 50, run, tt.align)
		if math.Abs(box.X-tt.left) > 1e-9 || math.Abs(box.W-run.Width) > 1e-9 {
			t.Errorf("alignment %d: the box lies at %v and is %v wide, want %v and %v", tt.align, box.X, box.W, tt.left, run.Width)
		}
		if box.Y >= 50 || box.Bottom() <= 50 {
			t.Errorf("alignment %d: the box %v does not hold its baseline", tt.align, box)
		}
	}
}

func TestDegenerateShapesDrawNothing(t *testing.T) {
	t.Parallel()
	p := &page.Page{Size: page.A4}
	p.StrokePolyline(nil, page.Stroke{Width: 1})
	p.StrokePolyline([]page.Point{{X: 1, Y: 1}}, page.Stroke{Width: 1})
	if len(p.Ops) != 0 {
		t.Errorf("%d shapes were drawn", len(p.Ops))
	}
}

func TestRects(t *testing.T) {
	t.Parallel()
	a := page.Rect{X: 0, Y: 0, W: 10, H: 10}
	for _, tt := range []struct {
		name               string
		b                  page.Rect
		contains, overlaps bool
	}{
		{"itself", a, true, true},
		{"inside", page.Rect{X: 2, Y: 2, W: 3, H: 3}, true, true},
		{"beside, touching", page.Rect{X: 10, Y: 0, W: 5, H: 5}, false, false},
		{"across the edge", page.Rect{X: 8, Y: 8, W: 5, H: 5}, false, true},
		{"far away", page.Rect{X: 50, Y: 50, W: 5, H: 5}, false, false},
	} {
		if got := a.Contains(tt.b); got != tt.contains {
			t.Errorf("%s: contains = %v", tt.name, got)
		}
		if got := a.Overlaps(tt.b); got != tt.overlaps {
			t.Errorf("%s: overlaps = %v", tt.name, got)
		}
	}
}
