package pagesettings

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"throughline/app/brief"
	"throughline/app/ui/look"
	"throughline/app/ui/look/looktest"
	"throughline/assets"
	"throughline/export/page"
)

// desk is the dialog over a brief, with one file to choose.
type desk struct {
	*Dialog
	t      *testing.T
	brief  *brief.Brief
	steps  []string
	file   []byte
	window fyne.Window
}

func open(t *testing.T) *desk {
	test.NewTempApp(t).Settings().SetTheme(look.NewTheme(look.Light))
	d := &desk{t: t, brief: brief.New("x"), window: test.NewTempWindow(t, look.NewFill(look.Ground))}
	d.brief.Headline = "We stop the leak"
	d.window.Resize(fyne.NewSize(1024, 640))
	d.Dialog = Show(d.window.Canvas(), Params{
		Brief: func() *brief.Brief { return d.brief },
		Do: func(name string, change func(*brief.Brief) error) error {
			next := d.brief.Clone()
			if err := change(next); err != nil {
				return err
			}
			if err := next.Validate(); err != nil {
				return err
			}
			d.brief, d.steps = next, append(d.steps, name)
			return nil
		},
		Run:        func(work, done func()) { work(); done() },
		ChooseFile: func(_ Sort, chosen func(string, []byte)) { chosen("house.bin", d.file) },
	})
	return d
}

func (d *desk) says() string {
	return strings.Join(looktest.Texts(d.window.Canvas().Overlays().Top()), " ")
}

func (d *desk) type_(f *look.Field, text string) {
	d.window.Canvas().Focus(f)
	f.SetText(text)
	d.window.Canvas().Unfocus()
}

func TestEachSettingIsOneStepOfUndo(t *testing.T) {
	d := open(t)
	d.type_(d.classification, "Board")
	d.type_(d.version, "v7")
	d.locale.Choose("German: 1.234.567,5")
	d.fiscal.Choose("April")
	d.type_(d.currency, "eur")
	d.profile.Choose("Full pack")
	d.paper.Choose("Letter")
	test.Tap(d.themes["graphite"])
	s := d.brief.Settings
	if s.Classification != "Board" || s.Version != "v7" || s.Locale != "de-DE" || s.FiscalStart != time.April ||
		s.Currency != "EUR" || s.Profile != brief.Pack || s.Paper != brief.Letter || s.Theme.Name != "graphite" {
		t.Errorf("the settings are %+v", s)
	}
	if len(d.steps) != 8 {
		t.Errorf("the steps are %q", d.steps)
	}
	if !d.themes["graphite"].Active() || d.themes["clear"].Active() {
		t.Error("the chosen theme does not show")
	}
	test.Tap(d.themes["clear"])
	if d.brief.Settings.Theme.Name != "" {
		t.Errorf("the default theme is named %q", d.brief.Settings.Theme.Name)
	}
}

func TestWhatCannotBeSetSaysWhy(t *testing.T) {
	d := open(t)
	d.type_(d.currency, "dollar")
	if d.brief.Settings.Currency != "USD" || !strings.Contains(d.says(), "is no currency") || d.currency.Text != "USD" {
		t.Errorf("the currency is %q, the field says %q", d.brief.Settings.Currency, d.currency.Text)
	}
	d.type_(d.brand, "teal")
	if d.brief.Settings.Theme.Brand != "" || !strings.Contains(d.says(), "is no colour") {
		t.Errorf("the brand is %q; it says %q", d.brief.Settings.Theme.Brand, d.says())
	}
	d.type_(d.brand, "#0a5c9c")
	if strings.Contains(d.says(), "Not set") {
		t.Error("what was set since is still said to have failed")
	}
}

func TestABrandColourThatCannotBeReadIsShownMended(t *testing.T) {
	d := open(t)
	d.type_(d.brand, "#ffd400")
	if d.brief.Settings.Theme.Brand != "#FFD400" {
		t.Fatalf("the brand is %q", d.brief.Settings.Theme.Brand)
	}
	if n := len(d.swatches.colors); n != 2 || d.swatches.colors[0] != page.Hex(0xFFD400) {
		t.Errorf("beside the field are %v", d.swatches.colors)
	}
	if !strings.Contains(d.says(), "could not be read on paper") {
		t.Errorf("it says %q", d.says())
	}
	if got := d.themes["clear"].colors.colors[0]; got != d.swatches.colors[1] {
		t.Errorf("the theme shows the accent %v, not the colour that is used", got)
	}
	d.type_(d.brand, "")
	if d.brief.Settings.Theme.Brand != "" || len(d.swatches.colors) != 0 || strings.Contains(d.says(), "read on paper") {
		t.Error("the brand colour cannot be taken away")
	}
}

func TestALogoIsCheckedShownAndRemoved(t *testing.T) {
	d := open(t)
	d.file = []byte("no picture")
	choose := func() { test.Tap(looktest.Button(t, d.logo.object, "Choose…")) }
	choose()
	if d.brief.Settings.Theme.Logo != nil || !strings.Contains(d.says(), "Not set") {
		t.Errorf("what is no picture became the logo; it says %q", d.says())
	}
	img := image.NewRGBA(image.Rect(0, 0, 60, 20))
	img.Set(3, 3, color.Black)
	var file bytes.Buffer
	if err := png.Encode(&file, img); err != nil {
		t.Fatal(err)
	}
	d.file = file.Bytes()
	choose()
	if logo := d.brief.Settings.Theme.Logo; logo == nil || logo.Name != "house.bin" || d.logo.picture.Image == nil || d.logo.none.Visible() {
		t.Fatalf("the logo is %v", logo)
	}
	test.Tap(looktest.Button(t, d.logo.object, "Remove"))
	if d.brief.Settings.Theme.Logo != nil || d.logo.picture.Image != nil || d.logo.remove.Visible() {
		t.Error("the logo cannot be removed")
	}
}

func TestAFontIsCheckedNamedAndRemoved(t *testing.T) {
	d := open(t)
	d.file = []byte("no font")
	test.Tap(d.fonts[0].choose)
	if d.brief.Settings.Theme.Font != nil || !strings.Contains(d.says(), "Not set") {
		t.Errorf("what is no font was taken; it says %q", d.says())
	}
	if !d.fonts[1].choose.Disabled() {
		t.Error("headings can have a font of their own where the text has none")
	}
	d.file = assets.FontItalic
	test.Tap(d.fonts[0].choose)
	if d.brief.Settings.Theme.Font == nil || !strings.Contains(d.fonts[0].font.Text(), "Source Sans") {
		t.Fatalf("the font is called %q", d.fonts[0].font.Text())
	}
	d.file = assets.FontSemiBold
	test.Tap(d.fonts[1].choose)
	if d.brief.Settings.Theme.Bold == nil {
		t.Fatal("headings have no font")
	}
	test.Tap(d.fonts[0].remove)
	if d.brief.Settings.Theme.Font != nil || d.brief.Settings.Theme.Bold != nil {
		t.Error("the fonts cannot be removed")
	}
}

func TestTheDialogFits(t *testing.T) {
	d := open(t)
	d.type_(d.classification, strings.Repeat("Leadership and everybody else ", 8))
	d.type_(d.brand, "#ffd400")
	top := d.window.Canvas().Overlays().Top()
	if got := top.MinSize(); got.Height > 640 || got.Width > 1024 {
		t.Errorf("the dialog wants %v", got)
	}
	for _, problem := range looktest.Problems(top, 1024) {
		t.Error(problem)
	}
}
