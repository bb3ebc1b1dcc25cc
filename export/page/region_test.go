package page_test

import (
	"testing"

	"throughline/export/page"
	"throughline/export/page/pagetest"
)

// lettered is a page with a headline of two lines, words that print no field, and a chart with a note in it.
func lettered(t *testing.T) *page.Page {
	f := pagetest.Fonts(t)
	p := &page.Page{Size: page.A4}
	style := page.Style{Size: 12}
	say := func(field, text string, x, y float64) {
		p.As(page.Paragraph, func() { p.Text(x, y, f.Run(text, style), page.Left) }).Field = field
	}
	say("headline", "We stop the leak", 50, 100)
	say("headline", "before it is seen", 50, 116)
	say("", "page 1 of 1", 50, 800)
	chart := p.Begin(page.Figure)
	chart.Field, chart.Box = "chart", page.Rect{X: 300, Y: 200, W: 200, H: 150}
	p.FillRect(page.Rect{X: 320, Y: 220, W: 10, H: 80}, page.Hex(0))
	say("note", "pilot", 340, 240)
	p.End()
	return p
}

func TestAPlaceOnThePageLeadsToWhatItPrints(t *testing.T) {
	t.Parallel()
	p := lettered(t)
	for _, tt := range []struct {
		name  string
		x, y  float64
		field string
	}{
		{"first line", 60, 98, "headline"},
		{"between the lines", 60, 106, "headline"},
		{"just beside it", 47.5, 98, "headline"},
		{"a bar of the chart", 325, 250, "chart"},
		{"the ground of the chart", 480, 340, "chart"},
		{"a note inside the chart", 345, 238, "note"},
		{"the foot", 60, 798, ""},
		{"the margin", 20, 400, ""},
	} {
		got, ok := p.RegionAt(tt.x, tt.y)
		if got.Field != tt.field || ok != (tt.field != "") {
			t.Errorf("%s: %q, want %q", tt.name, got.Field, tt.field)
		}
	}
	if r, _ := p.RegionAt(60, 98); r.Box.H < 24 || r.Box.X != 50 {
		t.Errorf("the two lines of the headline are marked as %v", r.Box)
	}
}

func TestPagesThatLookAlikeHaveOneFingerprint(t *testing.T) {
	t.Parallel()
	p, same := lettered(t), lettered(t)
	if p.Fingerprint() != same.Fingerprint() {
		t.Error("two pages that look the same have unlike fingerprints")
	}
	for name, change := range map[string]func(*page.Page){
		"size":   func(p *page.Page) { p.Size = page.Letter },
		"place":  func(p *page.Page) { p.Ops[0].(*page.Text).At.X++ },
		"words":  func(p *page.Page) { p.Ops[0] = p.Ops[1] },
		"colour": func(p *page.Page) { p.FillRect(page.Rect{W: 1, H: 1}, page.Hex(0)) },
		"shape":  func(p *page.Page) { p.Ops[3].(*page.Path).Segs[0].P[0].X++ },
	} {
		other := lettered(t)
		change(other)
		if other.Fingerprint() == p.Fingerprint() {
			t.Errorf("another %s is not noticed", name)
		}
	}
}
