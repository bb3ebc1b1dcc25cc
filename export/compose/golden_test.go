package compose_test

import (
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"strings"
	"testing"

	"throughline/app/brief"
	"throughline/export/block"
	"throughline/export/compose"
	"throughline/export/layout"
	"throughline/export/page"
	"throughline/export/page/pagetest"
	"throughline/export/raster"
	"throughline/export/raster/rastertest"
)

// The pictures are small: what they hold is where things stand and that nothing lies on anything else.
const (
	pageScale  = 0.5
	blockScale = 0.7
)

func TestThePagesOfEveryProfileLookAsTheyDid(t *testing.T) {
	t.Parallel()
	f := pagetest.Fonts(t)
	for _, p := range compose.Profiles() {
		doc, findings := compose.Pages(f, sample(), compose.Options{Profile: p.ID})
		if bad := errorsOf(findings); len(bad) > 0 {
			t.Fatalf("%s: %+v", p.ID, bad)
		}
		for i, x := range doc.Pages {
			rastertest.Golden(t, fmt.Sprintf("%s-%d", p.ID, i+1), raster.DrawScale(x, f, pageScale))
		}
	}
}

// The themes are three designers' work; a light brand colours what carries no words; in grey nothing is lost.
func TestThePageLooksAsItDidInEveryThemeAndInGrey(t *testing.T) {
	t.Parallel()
	f := pagetest.Fonts(t)
	for name, theme := range map[string]brief.Theme{
		"editorial": {Name: "editorial"}, "graphite": {Name: "graphite"}, "yellow": {Brand: "#FFDD00"}, "black": {Brand: "#000000"},
	} {
		b := sample()
		b.Settings.Theme = theme
		doc, _ := compose.Pages(f, b, compose.Options{})
		rastertest.Golden(t, "theme-"+name, raster.DrawScale(doc.Pages[0], f, pageScale))
	}
	doc, _ := compose.Pages(f, sample(), compose.Options{})
	colored := raster.DrawScale(doc.Pages[0], f, pageScale)
	grey := image.NewRGBA(colored.Bounds())
	for y := range grey.Bounds().Dy() {
		for x := range grey.Bounds().Dx() {
			grey.Set(x, y, color.GrayModel.Convert(colored.At(x, y)))
		}
	}
	rastertest.Golden(t, "grey", grey)
}

// Every block is drawn alone, in each of the forms it has on a page of its own.
func TestEveryBlockLooksAsItDid(t *testing.T) {
	t.Parallel()
	f := pagetest.Fonts(t)
	sizes := []layout.TextSize{{Size: 27, Lines: 2}, {Size: 22, Lines: 3}}
	fit := block.Fit{Density: layout.Densities[4], Sizes: sizes, Most: 3, Why: "there is no room"}
	for _, b := range block.All {
		v := compose.ViewOf(f, sample(), compose.Options{Profile: brief.Pack})
		if b.Name == block.ByCategory.Name {
			v = compose.ViewOf(f, bridged([]string{"Search", "Mail", "Partners"}, 40, 25, 12), compose.Options{Profile: brief.Pack})
		}
		if b.Name == block.KeyFigures.Name {
			v = compose.ViewOf(f, sample(), compose.Options{})
		}
		if b.Head != nil {
			p := layout.NewPage(page.A4, layout.Margin)
			b.Head(v, p, fit)
			golden(t, f, b.Name+" head", p.Page, p.Y)
		}
		if b.Column != nil {
			p := layout.NewPage(page.A4, layout.Margin)
			layout.Body{Left: b.Column(v, p, fit)}.Draw(layout.Densities[4], p.Room())
			golden(t, f, b.Name+" column", p.Page, p.Foot)
		}
		if b.Foot != nil {
			p := layout.NewPage(page.A4, layout.Margin)
			height, drawFoot := b.Foot(v, p, fit)
			p.Foot = p.Y
			drawFoot()
			golden(t, f, b.Name+" foot", p.Page, p.Y+height)
		}
		if b.Flow != nil {
			fl := &layout.Flow{Typesetter: v.Typesetter, Size: page.A4, Scale: &layout.OnPaper[2]}
			if b.Name == block.Contents.Name {
				fl.Enter(layout.Entry{Title: "The story"})
				fl.Enter(layout.Entry{Title: "Context", Part: true})
			}
			items := fl.Section(b.Title, 0, func() []*layout.Item { return b.Flow(v, fl, fit) })
			if len(items) == 0 {
				t.Errorf("the block “%s” has nothing to show", b.Name)
			}
			fl.FinishBuilding()
			fl.Lay(items)
			pages := fl.Finish("")
			golden(t, f, b.Name+" flow", pages[0], fl.Y)
		}
		if b.Slides != nil {
			v := compose.ViewOf(f, sample(), compose.Options{Profile: brief.Deck})
			fl := &layout.Flow{Typesetter: v.Typesetter, Size: page.Size{W: 960, H: 540}, Scale: &layout.OnScreen}
			b.Slides(v, fl, fit)
			last := fl.Pages[len(fl.Pages)-1]
			golden(t, f, b.Name+" slide", last.Page, last.Size.H)
		}
	}
}

func TestAQuoteLooksAsItDid(t *testing.T) {
	t.Parallel()
	f := pagetest.Fonts(t)
	b := sample()
	b.Evidence.Hero, b.Evidence.Chart = "", nil
	b.Evidence.Quote = &brief.Quote{
		Words: "“I gave up in the second week: nobody told me what to try next.”", Role: "Head of data", Segment: "Retail",
		Date: "12 Oct 2026", Similar: "9 of 12", Consent: "by mail, 3 Nov 2026",
	}
	v := compose.ViewOf(f, b, compose.Options{Profile: brief.Pack})
	p := layout.NewPage(page.A4, layout.Margin)
	layout.Body{Right: block.Evidence.Column(v, p, block.Fit{})}.Draw(layout.Densities[4], p.Room())
	golden(t, f, "evidence quote", p.Page, page.A4.H/3)
}

// golden compares a page down to a height.
func golden(t *testing.T, f *page.Fonts, name string, p *page.Page, bottom float64) {
	t.Helper()
	scale := blockScale
	if p.Size.W > page.A4.W {
		scale = pageScale // a slide has large type
	}
	whole := raster.DrawScale(p, f, scale)
	if bottom <= 0 || bottom > p.Size.H {
		bottom = p.Size.H
	}
	cut := image.NewRGBA(image.Rect(0, 0, whole.Bounds().Dx(), min(int((bottom+12)*scale), whole.Bounds().Dy())))
	draw.Draw(cut, cut.Bounds(), whole, image.Point{}, draw.Src)
	rastertest.Golden(t, "block-"+strings.ReplaceAll(name, " ", "-"), cut)
}
