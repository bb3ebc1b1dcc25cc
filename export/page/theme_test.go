package page_test

import (
	"math"
	"testing"

	"throughline/export/page"
)

// holds reports every role of a theme that cannot be read, or not be told from another one, in colour, in grey, and
// without one kind of cone.
func holds(t *testing.T, th page.Theme) {
	t.Helper()
	marks := th.Charts()
	for name, c := range map[string]page.Color{
		"ink": th.Ink, "muted": th.Muted, "accent": th.Accent, "good": th.Good, "bad": th.Bad, "warn": th.Warn,
		"a chart's accent": marks.Accent,
	} {
		for ground, g := range map[string]page.Color{"paper": th.Paper, "the tint": th.AccentTint} {
			if got := page.Contrast(c, g); got < page.TextContrast {
				t.Errorf("text in %s %v on %s %v has a contrast of %.2f", name, c, ground, g, got)
			}
		}
	}
	for name, c := range map[string]page.Color{"mark": marks.Mark, "prior": marks.Prior} {
		if got := page.Contrast(c, th.Paper); got < page.MarkContrast {
			t.Errorf("%s %v on paper has a contrast of %.2f", name, c, got)
		}
	}
	for _, pair := range []struct {
		name string
		a, b page.Color
	}{
		{"the highlight and the other marks", marks.Accent, marks.Mark}, {"marks and those of the year before", marks.Mark, marks.Prior},
	} {
		if !page.ToldApart(pair.a, pair.b) {
			t.Errorf("not everybody tells %s apart: %v and %v", pair.name, pair.a, pair.b)
		}
	}
}

func TestThemesAreReadableByEverybody(t *testing.T) {
	t.Parallel()
	for _, th := range page.Themes {
		t.Run(th.Name, func(t *testing.T) {
			t.Parallel()
			holds(t, th)
			// Better and worse always have their signs too; by colour alone they are told apart as far as can be.
			for _, eyes := range page.Deficiencies {
				if d := page.Difference(eyes.See(th.Good), eyes.See(th.Bad)); d < 0.05 {
					t.Errorf("with %s, better and worse differ by %.3f", eyes.Name, d)
				}
			}
		})
	}
}

func TestEveryBrandColourIsRepairedInEveryTheme(t *testing.T) {
	t.Parallel()
	for _, th := range page.Themes {
		for hue := 0.0; hue < 360; hue += 7.5 {
			for _, light := range []float64{0, 0.15, 0.3, 0.4, 0.5, 0.6, 0.75, 0.9, 1} {
				for _, chroma := range []float64{0, 0.02, 0.08, 0.16, 0.3} {
					sin, cos := math.Sincos(hue * math.Pi / 180)
					asked := page.OKLab{L: light, A: chroma * cos, B: chroma * sin}.Color()
					got, b := th.Branded(asked)
					holds(t, got)
					if b.Readable != (b.Used == asked) || got.Accent != b.Used {
						t.Fatalf("%v: says %+v and uses %v", asked, b, got.Accent)
					}
					if page.Luminance(b.Used) > page.Luminance(asked)+1e-9 {
						t.Errorf("%v was made lighter, %v", asked, b.Used)
					}
					keepsHue(t, asked, b.Used)
					if b.TooNear != page.NoSense && got.Charts().Accent == b.Used {
						t.Errorf("%v, taken for %s, is among the marks of charts", asked, b.TooNear)
					}
					if t.Failed() {
						t.Fatalf("the brand was %v in theme %s", asked, th.Name)
					}
				}
			}
		}
	}
}

// keepsHue fails where a repaired colour is of another hue. A colour that is nearly grey has none to speak of.
func keepsHue(t *testing.T, asked, used page.Color) {
	t.Helper()
	a, u := asked.Lab(), used.Lab()
	const grey, most = 0.03, 9.0 // degrees, as the eight bits of a dark colour allow
	if a.Chroma() < grey || u.Chroma() < grey {
		return
	}
	turned := math.Abs(math.Atan2(a.B, a.A)-math.Atan2(u.B, u.A)) * 180 / math.Pi
	if turned = min(turned, 360-turned); turned > most {
		t.Errorf("%v was turned by %.1f° to %v", asked, turned, used)
	}
}

func TestABrandThatCanBeReadIsUsedAsItIs(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		brand string
		same  bool
		near  page.Sense
	}{
		{"#0052CC", true, page.NoSense},
		{"#7A1FA2", true, page.NoSense},
		{"#FFD700", false, page.NoSense},
		{"#00A651", false, page.Better},
		{"#E4002B", false, page.Worse},
		{"#000000", true, page.NoSense},
		{"#FFFFFF", false, page.NoSense},
	} {
		color, ok := page.ParseColor(c.brand)
		if !ok || color.String() != c.brand {
			t.Fatalf("%s was read as %v", c.brand, color)
		}
		_, b := page.DefaultTheme.Branded(color)
		if b.Readable != c.same || b.TooNear != c.near {
			t.Errorf("%s became %+v", c.brand, b)
		}
	}
}

func TestColoursGoToOKLabAndBack(t *testing.T) {
	t.Parallel()
	for v := uint32(0); v < 1<<24; v += 4099 {
		if c := page.Hex(v); c.Lab().Color() != c {
			t.Fatalf("%v came back as %v", c, c.Lab().Color())
		}
	}
	if k := page.Hex(0xFFFFFF).Lab(); math.Abs(k.L-1) > 1e-3 || k.Chroma() > 1e-3 {
		t.Errorf("white is %+v", k)
	}
}

func TestNoColourIsReadFromOtherText(t *testing.T) {
	t.Parallel()
	for _, s := range []string{"", "#", "0F766E", "#0F766", "#0F766E0", "#0F76GE", "#+F766E", "#-12345", "#0x12AB"} {
		if c, ok := page.ParseColor(s); ok {
			t.Errorf("%q was read as %v", s, c)
		}
	}
}
