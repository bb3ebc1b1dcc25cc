package look

import (
	"image/color"
	"math"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"
)

func useTheme(t *testing.T) {
	t.Helper()
	test.NewTempApp(t)
	test.ApplyTheme(t, NewTheme(Light))
}

func luminance(c color.Color) float64 {
	channel := func(v uint32) float64 {
		x := float64(v) / 0xffff
		if x <= 0.03928 {
			return x / 12.92
		}
		return math.Pow((x+0.055)/1.055, 2.4)
	}
	r, g, b, _ := c.RGBA()
	return 0.2126*channel(r) + 0.7152*channel(g) + 0.0722*channel(b)
}

func contrast(a, b color.Color) float64 {
	x, y := luminance(a), luminance(b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

// WCAG 2.1, 1.4.3: text keeps 4.5:1 against what it lies on.
func TestTextKeepsItsContrast(t *testing.T) {
	test.NewTempApp(t)
	pairs := [][2]fyne.ThemeColorName{
		{Ink, Panel},
		{Ink, Ground},
		{Muted, Panel},
		{Muted, Ground},
		{Muted, Desk},
		{Accent, Panel},
		{Accent, AccentSoft},
		{OnAccent, Accent},
		{Figure, FigureSoft},
		{Warn, WarnSoft},
		{Ink, WarnSoft},
		{Warn, Panel},
		{Bad, BadSoft},
		{Bad, Panel},
		{Good, Panel},
		{OnHero, Hero},
		{Ink, AccentSoft},
		{Ink, theme.ColorNameMenuBackground},
		{theme.ColorNameForeground, theme.ColorNameButton},
	}
	for _, mode := range []Mode{Light, Dark} {
		th := NewTheme(mode)
		for _, p := range pairs {
			if got := contrast(th.Color(p[0], 0), th.Color(p[1], 0)); got < 4.5 {
				t.Errorf("%s: %s on %s has a contrast of %.2f, want at least 4.5", mode, p[0], p[1], got)
			}
		}
	}
}

func TestFlowWrapsWithinItsWidth(t *testing.T) {
	useTheme(t)
	f := NewFlow(Body,
		Run{Text: "Trial sign-ups held at "}, Run{Text: "4,120", Tint: FigureSoft}, Run{Text: ", and averylongwordwithoutanyspaceatallthatnolinecanhold follows."})
	for _, width := range []float32{60, 100, 180, 400, 2000} {
		for i, l := range f.wrap(width) {
			for _, p := range l.pieces {
				trimmed := f.styleOf(p.run).measure(trimRight(p.text)).Width
				if p.x+trimmed > width+1 {
					t.Errorf("at width %v, line %d: %q ends at %v", width, i, p.text, p.x+trimmed)
				}
			}
		}
	}
	if one, many := f.HeightAt(2000), f.HeightAt(100); many < 4*one {
		t.Errorf("a narrow flow is %v tall and a wide one %v, want several lines", many, one)
	}
}

func trimRight(s string) string {
	for len(s) > 0 && s[len(s)-1] == ' ' {
		s = s[:len(s)-1]
	}
	return s
}

func TestFlowKeepsPunctuationWithItsFigure(t *testing.T) {
	useTheme(t)
	f := NewFlow(Body, Run{Text: "fell to "}, Run{Text: "9.7%"}, Run{Text: ", then rose"})
	for width := float32(20); width < 200; width += 3 {
		for _, l := range f.wrap(width) {
			if len(l.pieces) > 0 && l.pieces[0].text[0] == ',' {
				t.Fatalf("at width %v a line begins with the comma after a figure", width)
			}
		}
	}
}

func TestFlowFindsWhatWasClicked(t *testing.T) {
	useTheme(t)
	f := NewFlow(Body, Run{Text: "one two "}, Run{Text: "three"}, Run{Text: " four"})
	f.Resize(fyne.NewSize(60, 200))
	test.TempWidgetRenderer(t, f)
	h := f.lines[0].h
	if run, off := f.At(fyne.NewPos(0, 0)); run != 0 || off != 0 {
		t.Errorf("the first point is run %d rune %d, want 0 and 0", run, off)
	}
	if run, off := f.At(fyne.NewPos(58, 99*h)); run != 2 || off != 5 {
		t.Errorf("below the end is run %d rune %d, want the end of the last run", run, off)
	}
}

func TestProseGrowsWithItsText(t *testing.T) {
	useTheme(t)
	p := NewProse(Body, "Say it in one sentence")
	w := test.NewTempWindow(t, container.NewVBox(p.Object()))
	w.Resize(fyne.NewSize(300, 600))
	empty := p.MinSize().Height
	p.SetText("A sentence that is long enough to need more than a single line at this width, and then some more of it.")
	if long := p.MinSize().Height; long < 3*empty-4*prosePad {
		t.Errorf("the field is %v tall with a long text and %v without, want it to grow", long, empty)
	}
	p.SetText("short")
	if got := p.MinSize().Height; got != empty {
		t.Errorf("the field is %v tall after its text shrank, want %v", got, empty)
	}
}

func TestProseShowsFiguresAtRestAndTokensWhileEdited(t *testing.T) {
	useTheme(t)
	p := NewProse(Body, "")
	w := test.NewTempWindow(t, container.NewVBox(p.Object()))
	w.Resize(fyne.NewSize(400, 200))
	p.SetText("ARR is {ARR}")
	p.SetRest(Run{Text: "ARR is "}, Run{Text: "$12.6M", Tint: FigureSoft})
	if got := p.Rest(); got != "ARR is $12.6M" {
		t.Errorf("at rest it shows %q", got)
	}
	if !p.resting() {
		t.Error("a field without the focus does not show its text at rest")
	}
	w.Canvas().Focus(p)
	if p.resting() {
		t.Error("a field with the focus still shows its text at rest")
	}
}

func TestButtonIsPressedByKeyboard(t *testing.T) {
	useTheme(t)
	n := 0
	b := NewButton("Import…", func() { n++ })
	b.TypedKey(&fyne.KeyEvent{Name: fyne.KeySpace})
	b.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	test.Tap(b)
	if n != 3 {
		t.Errorf("pressed %d times, want 3", n)
	}
	b.Disable()
	test.Tap(b)
	if n != 3 {
		t.Error("a disabled button was pressed")
	}
}

func TestChipChoosesWithArrowKeys(t *testing.T) {
	useTheme(t)
	var got string
	c := NewChip([]string{"A4", "Letter"}, "A4", func(s string) { got = s })
	c.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	if got != "Letter" || c.Selected() != "Letter" {
		t.Errorf("after Down it shows %q and told %q, want Letter", c.Selected(), got)
	}
	got = ""
	c.SetSelected("A4")
	if got != "" {
		t.Error("SetSelected told its listener, as if a person had chosen")
	}
}

func TestElidedTextNeverLeavesItsRoom(t *testing.T) {
	useTheme(t)
	for _, width := range []float32{10, 40, 90} {
		if got := Body.measure(fit("A file name that is far too long.xlsx", Body, width)).Width; got > width && width > 12 {
			t.Errorf("in %v the text is %v wide", width, got)
		}
	}
}

// Fyne remembers what it has drawn for a minute: a text that is refreshed at each key must not be another object each time.
func TestFlowKeepsTheObjectsItDraws(t *testing.T) {
	useTheme(t)
	f := NewFlow(Body, Run{Text: "ARR is "}, Run{Text: "$12.6M", Tint: FigureSoft}, Run{Text: " now"})
	f.Resize(fyne.NewSize(400, 40))
	drawn := map[fyne.CanvasObject]bool{}
	for range 50 {
		f.SetText("one")
		f.SetRuns(Run{Text: "ARR is "}, Run{Text: "$12.7M", Tint: FigureSoft}, Run{Text: " then"})
		for _, o := range test.TempWidgetRenderer(t, f).Objects() {
			drawn[o] = true
		}
	}
	if want := 4; len(drawn) != want { // three texts and a tint
		t.Errorf("refreshed fifty times it drew %d objects, want %d", len(drawn), want)
	}
}
