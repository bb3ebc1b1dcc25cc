package compose_test

import (
	"slices"
	"strings"
	"testing"

	"throughline/app/brief"
	"throughline/assets"
	"throughline/export/compose"
	"throughline/export/page"
	"throughline/export/page/pagetest"
)

func TestAThemeIsWornByThePageAndSaysWhatBecameOfTheBrand(t *testing.T) {
	t.Parallel()
	f := pagetest.Fonts(t)
	for _, c := range []struct {
		name   string
		theme  brief.Theme
		accent page.Color
		face   page.Face
		codes  []string
	}{
		{"none", brief.Theme{}, page.DefaultTheme.Accent, page.SemiBold, nil},
		{"a serif", brief.Theme{Name: "editorial"}, page.Hex(0x8B3A72), page.Serif, nil},
		{"of a later version", brief.Theme{Name: "neon"}, page.DefaultTheme.Accent, page.SemiBold, []string{"theme-unknown"}},
		{"a brand", brief.Theme{Brand: "#0052CC"}, page.Hex(0x0052CC), page.SemiBold, nil},
		{"a light brand", brief.Theme{Brand: "#FFD700"}, page.Hex(0xFFD700), page.SemiBold, []string{"brand-darkened"}},
		{"a red brand", brief.Theme{Brand: "#C8102E"}, page.Hex(0xC8102E), page.SemiBold, []string{"brand-polarity"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			b := sample()
			b.Settings.Theme = c.theme
			doc, findings := compose.Pages(f, b, compose.Options{})
			var codes []string
			for _, x := range findings {
				if strings.HasPrefix(string(x.Place), "settings.theme") {
					codes = append(codes, x.Code)
					if x.Severity != brief.Info {
						t.Errorf("%s is no more than to be known, and is told as %s", x.Code, x.Severity)
					}
				}
			}
			if !slices.Equal(codes, c.codes) {
				t.Errorf("told %v, want %v", codes, c.codes)
			}
			p := doc.Pages[0]
			if rule := p.Ops[0].(*page.Path); *rule.Fill != c.accent {
				t.Errorf("the rule is %v, want %v", *rule.Fill, c.accent)
			}
			if face := headline(t, p).Run.Style.Face; face != c.face {
				t.Errorf("the headline is set in face %d, want %d", face, c.face)
			}
		})
	}
}

// headline returns the first text of the headline.
func headline(t *testing.T, p *page.Page) *page.Text {
	t.Helper()
	for _, m := range p.Marked() {
		if m.Element.Within(page.H1) {
			return p.Ops[m.From].(*page.Text)
		}
	}
	t.Fatal("the page has no headline")
	return nil
}

func TestARedBrandIsNoMarkOfACharts(t *testing.T) {
	t.Parallel()
	b := sample()
	b.Settings.Theme.Brand = "#C8102E"
	doc, _ := compose.Pages(pagetest.Fonts(t), b, compose.Options{})
	p := doc.Pages[0]
	for _, m := range p.Marked() {
		for _, op := range p.Ops[m.From:m.To] {
			if q, ok := op.(*page.Path); ok && m.Element.Within(page.Figure) && q.Fill != nil && *q.Fill == page.Hex(0xC8102E) {
				t.Fatal("a mark of the chart is red for the brand, where red means worse")
			}
		}
	}
}

func TestTheLogoStandsInTheStripAndTakesNothingElseItsPlace(t *testing.T) {
	t.Parallel()
	q := &page.Picture{W: 300, H: 100, RGB: make([]byte, 3*300*100), Digest: "d"}
	for _, profile := range compose.Profiles() {
		doc, findings := compose.Pages(pagetest.Fonts(t), sample(), compose.Options{Logo: q, Profile: profile.ID})
		for _, x := range findings {
			if x.Severity == brief.Error {
				t.Errorf("%s: %s", profile.Label, x.Text)
			}
		}
		var shown []page.Rect
		for _, p := range doc.Pages {
			for _, op := range p.Ops {
				if m, ok := op.(*page.Image); ok {
					shown = append(shown, m.Box)
					inside := page.Rect{W: p.Size.W, H: p.Size.H}
					if !inside.Contains(m.Box) {
						t.Errorf("%s: the logo at %+v hangs over the page", profile.Label, m.Box)
					}
				}
			}
		}
		if len(shown) != 1 {
			t.Errorf("%s: the logo is shown %d times", profile.Label, len(shown))
			continue
		}
		for _, op := range doc.Pages[0].Ops {
			if x, ok := op.(*page.Text); ok && x.Run.Box(x.At.X, x.At.Y).Overlaps(shown[0]) {
				t.Errorf("%s: %q stands on the logo", profile.Label, x.Run.Text)
			}
		}
	}
}

func TestScriptsSayWhyTheyAreNotPrinted(t *testing.T) {
	t.Parallel()
	own, err := page.CheckFont(assets.FontSerif)
	if err != nil {
		t.Fatal(err)
	}
	f := pagetest.Fonts(t).With(own, nil)
	for _, c := range []struct{ text, says, fix string }{
		{"שלום", "this script cannot be set properly yet, whatever the font", "Latin, Greek or Cyrillic"},
		{"売上", "the page’s fonts have no such sign", "Choose a font of your own"},
		{"🚀", "The emoji “🚀”", "Remove it"},
		{"🚀売", "The characters “🚀”, “売”", "Remove them"},
	} {
		b := sample()
		b.Beats[0].Body = c.text
		_, findings := compose.Pages(f, b, compose.Options{})
		at := slices.IndexFunc(findings, func(x brief.Finding) bool { return x.Code == "unprintable" })
		if at < 0 || !strings.Contains(findings[at].Text, c.says) || !strings.Contains(findings[at].Fix, c.fix) {
			t.Errorf("%s: said %+v", c.text, findings)
		}
	}
}
