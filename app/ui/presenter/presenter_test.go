package presenter

import (
	"image"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"throughline/app/ui/look"
	"throughline/app/ui/look/looktest"
	"throughline/export/page"
)

func present(t *testing.T, pages int) (x *Presentation, w fyne.Window, closed *bool) {
	test.NewTempApp(t).Settings().SetTheme(look.NewTheme(look.Light))
	doc := &page.Document{}
	for range pages {
		doc.Pages = append(doc.Pages, &page.Page{Size: page.Size{W: 960, H: 540}})
	}
	closed = new(bool)
	x = New(Params{
		Document: doc, Notes: []string{"Say good morning.", "", "The funnel leaks in week two."},
		Draw:     func(_ *page.Page, w, h int) image.Image { return image.NewRGBA(image.Rect(0, 0, w, h)) },
		OnClosed: func() { *closed = true },
	})
	w = test.NewTempWindow(t, x.Object())
	w.SetPadded(false)
	w.Resize(fyne.NewSize(1280, 800))
	return x, w, closed
}

func TestKeysAndClicksTurnThePages(t *testing.T) {
	x, _, closed := present(t, 4)
	for _, tt := range []struct {
		key  fyne.KeyName
		page int
	}{
		{fyne.KeyRight, 2},
		{fyne.KeySpace, 3},
		{fyne.KeyPageDown, 4},
		{fyne.KeyRight, 4}, // there is no further page
		{fyne.KeyLeft, 3},
		{fyne.KeyBackspace, 2},
		{fyne.KeyEnd, 4},
		{fyne.KeyHome, 1},
		{fyne.KeyPageUp, 1},
	} {
		x.Key(&fyne.KeyEvent{Name: tt.key})
		if x.Page() != tt.page {
			t.Errorf("after %s page %d is on show, want %d", tt.key, x.Page(), tt.page)
		}
	}
	test.Tap(x.slide)
	test.Tap(x.slide)
	test.TapSecondary(x.slide)
	if x.Page() != 2 {
		t.Errorf("after two clicks and one back page %d is on show", x.Page())
	}
	x.Key(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if !*closed {
		t.Error("Escape does not end it")
	}
}

func TestThePageKeepsItsShapeWithAndWithoutNotes(t *testing.T) {
	x, w, _ := present(t, 3)
	check := func() {
		t.Helper()
		got := x.slide.raster.Size()
		if ratio := got.Width / got.Height; ratio < 1.77 || ratio > 1.79 || got.Width > x.slide.Size().Width+0.1 || got.Height > x.slide.Size().Height+0.1 {
			t.Errorf("the page is %v in %v", got, x.slide.Size())
		}
	}
	check()
	if strings.Contains(strings.Join(looktest.Texts(w.Content()), " "), "good morning") {
		t.Error("the notes are in sight of everybody from the beginning")
	}
	x.Key(&fyne.KeyEvent{Name: fyne.KeyN})
	check()
	if says := strings.Join(looktest.Texts(w.Content()), " "); !strings.Contains(says, "good morning") || !strings.Contains(says, "1 of 3") {
		t.Errorf("the notes say %q", says)
	}
	x.Key(&fyne.KeyEvent{Name: fyne.KeyEnd})
	if says := strings.Join(looktest.Texts(w.Content()), " "); !strings.Contains(says, "funnel leaks") {
		t.Errorf("the notes of the last page say %q", says)
	}
}
