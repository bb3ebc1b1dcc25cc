package preview

import (
	"fmt"
	"image"
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"throughline/app/brief"
	"throughline/app/ui/look"
	"throughline/app/ui/look/looktest"
	"throughline/export/page"
	"throughline/export/page/pagetest"
)

func newPreview(t *testing.T, p Params) (*Preview, fyne.Window) {
	t.Helper()
	test.NewTempApp(t)
	test.ApplyTheme(t, look.NewTheme(look.Light))
	if p.Go == nil {
		p.Go = func(work, done func()) { work(); done() }
	}
	if p.Draw == nil {
		p.Draw = func(*image.RGBA, *page.Page) {}
	}
	v := New(p)
	w := test.NewTempWindow(t, v.Object())
	w.SetPadded(false)
	w.Resize(fyne.NewSize(500, 700))
	return v, w
}

// pages are empty pages that look unlike each other.
func pages(n int) *page.Document {
	d := &page.Document{}
	for i := range n {
		p := &page.Page{Size: page.A4}
		p.FillRect(page.Rect{X: 10, Y: 10, W: 10, H: float64(10 + i)}, page.Hex(0))
		d.Pages = append(d.Pages, p)
	}
	return d
}

// told are pages that print a field each.
func told(t *testing.T, fields ...string) *page.Document {
	d := pages(len(fields))
	for i, field := range fields {
		p := d.Pages[i]
		p.As(page.Paragraph, func() {
			p.Text(100, 700, pagetest.Fonts(t).Run("We stop the leak", page.Style{Size: 20}), page.Left)
		}).Field = field
	}
	return d
}

// over is where a page has its text, on the sheet.
func over(s *sheet) fyne.Position {
	k := s.Size().Width / float32(page.A4.W)
	return fyne.NewPos(130*k, 694*k)
}

func TestPagesKeepTheirShapeAtEveryZoom(t *testing.T) {
	v, w := newPreview(t, Params{})
	v.Show(pages(2), 0)
	for _, z := range Zooms {
		for _, size := range []fyne.Size{{Width: 320, Height: 600}, {Width: 500, Height: 700}, {Width: 900, Height: 500}} {
			w.Resize(size)
			v.SetZoom(z)
			for i, o := range v.sheets.Objects {
				got := o.Size().Height / o.Size().Width
				if want := float32(page.A4.H / page.A4.W); got < want-0.02 || got > want+0.02 {
					t.Errorf("%s at %v: page %d is %v by %v", z, size, i+1, o.Size().Width, o.Size().Height)
				}
			}
			first := v.sheets.Objects[0]
			if room := v.scroll.Size(); z == Fit && (first.Size().Width > room.Width || first.Size().Height > room.Height) {
				t.Errorf("at %v the whole page is %v in %v", size, first.Size(), room)
			}
			if z == Actual && first.Size().Width < float32(page.A4.W*points)-1 {
				t.Errorf("at 100 %% an A4 page is %v wide, want %v", first.Size().Width, page.A4.W*points)
			}
		}
	}
}

func TestZoomGoesInStepsAboutThePointer(t *testing.T) {
	v, _ := newPreview(t, Params{})
	v.Show(pages(3), 0)
	var got []Zoom
	v.SetZoom(Actual)
	for _, n := range []int{1, 1, -1, -1, -1} {
		v.ZoomBy(n)
		got = append(got, v.Zoom())
	}
	if want := "[110 % 125 % 110 % 100 % 90 %]"; fmt.Sprint(got) != want {
		t.Errorf("the steps are %v, want %s", got, want)
	}
	for range 30 {
		v.ZoomBy(1)
	}
	if got := v.Zoom(); got != "300 %" {
		t.Errorf("the largest zoom is %s", got)
	}
	v.SetZoom(Fit)
	v.ZoomBy(1)
	if n, ok := v.Zoom().percent(); !ok || n < 50 {
		t.Errorf("above the whole page comes %s", v.Zoom())
	}

	v.SetZoom(Actual)
	v.GoToPage(2)
	s, at := v.sheet(1), fyne.NewPos(120, 300)
	before := (v.scroll.Offset.Y + at.Y - s.Position().Y) / s.Size().Height
	wheel := newWheel(v)
	wheel.control = func() bool { return true }
	wheel.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(0, 10), PointEvent: fyne.PointEvent{Position: at}})
	after := (v.scroll.Offset.Y + at.Y - s.Position().Y) / s.Size().Height
	if v.Zoom() != "110 %" || after < before-0.01 || after > before+0.01 {
		t.Errorf("at %s the pointer is over %.3f of the page, before over %.3f", v.Zoom(), after, before)
	}
	wheel.control = func() bool { return false }
	offset := v.scroll.Offset.Y
	wheel.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(0, -20)})
	if v.Zoom() != "110 %" || v.scroll.Offset.Y != offset+20 {
		t.Errorf("the wheel alone makes it %s at %v", v.Zoom(), v.scroll.Offset)
	}
}

func TestPagesAreCountedAndTurned(t *testing.T) {
	v, w := newPreview(t, Params{})
	v.Show(pages(3), 0)
	if got := v.number.Text(); got != "1 of 3" {
		t.Errorf("it says %q, want 1 of 3", got)
	}
	test.Tap(v.strip.thumb(1))
	if got := v.number.Text(); got != "2 of 3" || !v.strip.thumb(1).Active() || v.strip.thumb(0).Active() {
		t.Errorf("after a press on the second picture it says %q", got)
	}
	w.Canvas().Focus(v.strip.thumb(1))
	w.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyPageDown})
	w.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyPageDown})
	if got := v.number.Text(); got != "3 of 3" {
		t.Errorf("after Page down twice it says %q", got)
	}
	v.GoToPage(0)
	if v.Page() != 1 {
		t.Errorf("the page before the first is %d", v.Page())
	}
	v.Show(pages(1), 0)
	if got := v.number.Text(); got != "1 of 1" || v.Pages() != 1 || v.strip.object.Visible() {
		t.Errorf("it says %q with %d pages, the small pictures shown: %v", got, v.Pages(), v.strip.object.Visible())
	}
}

func TestADraftSaysSo(t *testing.T) {
	asked := false
	v, w := newPreview(t, Params{OnProblemsRequested: func() { asked = true }})
	v.Show(pages(1), 2)
	if !v.notice.Visible() || !v.sheet(0).draft {
		t.Error("two problems are left, and nothing says that this is a draft")
	}
	test.Tap(looktest.Button(t, w.Content(), "Show"))
	if !asked {
		t.Error("Show does not ask for the problems")
	}
	v.Show(pages(1), 0)
	if v.notice.Visible() || v.sheet(0).draft {
		t.Error("nothing is left to mend, and it still says that this is a draft")
	}
}

func TestFormAndPaperAreAsked(t *testing.T) {
	var form brief.Profile
	var paper brief.Paper
	v, _ := newPreview(t, Params{
		Forms: []Form{
			{brief.OnePage, "One page", []brief.Paper{brief.A4, brief.Letter}}, {brief.Deck, "Deck", []brief.Paper{brief.Screen}},
		},
		OnFormChosen:  func(p brief.Profile) { form = p },
		OnPaperChosen: func(p brief.Paper) { paper = p },
	})
	v.SetForm(brief.OnePage, brief.A4)
	v.paper.Choose("Letter")
	v.form.Choose("Deck")
	if form != brief.Deck || paper != brief.Letter {
		t.Errorf("asked for %q on %q", form, paper)
	}
	v.SetForm(brief.Deck, brief.A4)
	if v.paper.Visible() || v.form.Selected() != "Deck" {
		t.Error("a deck goes on a screen alone, and yet a paper can be chosen")
	}
}

func TestAPartOfThePageLeadsToItsField(t *testing.T) {
	var asked []brief.Place
	v, _ := newPreview(t, Params{OnEditRequested: func(p brief.Place) { asked = append(asked, p) }})
	v.Show(told(t, "headline", "conflict.lead"), 0)
	s := v.sheet(1)
	s.MouseMoved(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: over(s)}})
	if !s.frame.Visible() || s.name.Text != "Edit Conflict lead" || s.Cursor() != desktop.PointerCursor {
		t.Errorf("under the pointer it says %q, shown %v", s.name.Text, s.frame.Visible())
	}
	test.TapAt(s, over(s))
	s.MouseMoved(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(3, 3)}})
	if s.frame.Visible() || s.Cursor() != desktop.DefaultCursor {
		t.Error("the frame stays where nothing is to be edited")
	}
	test.TapAt(s, fyne.NewPos(3, 3))
	if fmt.Sprint(asked) != "[conflict.lead]" {
		t.Errorf("asked for %v", asked)
	}
}

func TestTheFieldWithTheCaretIsMarkedAndInSight(t *testing.T) {
	v, _ := newPreview(t, Params{})
	v.Show(told(t, "headline", "ask.what", "evidence.hero"), 0)
	for _, tt := range []struct {
		place brief.Place
		page  int
	}{{"headline", 1}, {"evidence.n", 3}, {"ask.by", 2}, {"headline", 1}} {
		v.SetEdited(tt.place)
		for i := range v.Pages() {
			if got := v.sheet(i).bars[0].Visible(); got != (i+1 == tt.page) {
				t.Errorf("%s: page %d is marked: %v", tt.place, i+1, got)
			}
		}
		if v.Page() != tt.page {
			t.Errorf("%s: page %d is in sight, want %d", tt.place, v.Page(), tt.page)
		}
	}
	v.SetEdited("")
	if v.sheet(0).bars[0].Visible() {
		t.Error("a field without the caret is still marked")
	}
}

// waiting is a preview whose drawing is done by hand.
func waiting(t *testing.T) (v *Preview, drawn *[]string, draw func()) {
	var jobs []func()
	drawn = &[]string{}
	v, _ = newPreview(t, Params{
		Go: func(work, done func()) { jobs = append(jobs, func() { work(); done() }) },
		Draw: func(dst *image.RGBA, p *page.Page) {
			*drawn = append(*drawn, fmt.Sprintf("%d@%d", len(p.Ops), dst.Rect.Dx()))
		},
	})
	return v, drawn, func() {
		for len(jobs) > 0 {
			next := jobs[0]
			jobs = jobs[1:]
			next()
		}
	}
}

// inked are pages with so many things on them.
func inked(n ...int) *page.Document {
	d := &page.Document{}
	for _, n := range n {
		p := &page.Page{Size: page.A4}
		for i := range n {
			p.FillRect(page.Rect{X: float64(i), W: 1, H: 1}, page.Hex(0))
		}
		d.Pages = append(d.Pages, p)
	}
	return d
}

// While a page is being drawn, only the latest of those that come meanwhile is drawn after it.
func TestTheLatestPageWins(t *testing.T) {
	v, drawn, draw := waiting(t)
	v.Show(inked(1), 0)
	v.sheet(0).picture.paint(100, 140)
	for n := 2; n <= 6; n++ {
		v.Show(inked(n), 0)
	}
	draw()
	if fmt.Sprint(*drawn) != "[1@100 6@100]" {
		t.Errorf("drew pages %v, want the first and the last", *drawn)
	}
}

// A keystroke draws the page that changed: those that look as before keep their pictures.
func TestOnlyWhatChangedIsDrawnAndWhatIsInSightFirst(t *testing.T) {
	v, drawn, draw := waiting(t)
	v.SetZoom(Actual) // one page fills the desk
	v.Show(inked(1, 2, 3, 4, 5, 6), 0)
	for i := range v.Pages() {
		v.strip.thumb(i).picture.paint(50, 70)
		v.sheet(i).picture.paint(100, 140)
	}
	draw()
	*drawn = nil
	v.Show(inked(1, 7, 3, 4, 5, 6), 0)
	draw()
	if fmt.Sprint(*drawn) != "[7@50 7@100]" {
		t.Errorf("with the first page in sight it drew %v, want the second small, then large for when it comes into sight", *drawn)
	}
	*drawn = nil
	v.Show(inked(8, 7, 3, 4, 5, 9), 0)
	draw()
	if fmt.Sprint(*drawn) != "[8@100 8@50 9@50]" {
		t.Errorf("it drew %v, want the page in sight first and the last one small alone", *drawn)
	}
	v.Show(inked(8, 7, 3, 4, 5, 9), 0)
	draw()
	*drawn = nil
	v.GoToPage(6)
	draw()
	if len(*drawn) == 0 || (*drawn)[0] != "9@100" {
		t.Errorf("come into sight, the last page drew %v, want itself first", *drawn)
	}
}

// A key draws over an image that is no longer shown, and never over the one in sight.
func TestAPageIsDrawnOnTwoImagesInTurn(t *testing.T) {
	images := map[*image.RGBA]bool{}
	var v *Preview
	v, _ = newPreview(t, Params{Go: func(work, done func()) { work(); done() }, Draw: func(dst *image.RGBA, _ *page.Page) {
		images[dst] = true
		if dst == v.sheet(0).picture.image {
			t.Error("the image in sight is drawn over")
		}
	}})
	for n := range 20 {
		v.Show(inked(n+1), 0)
		v.sheet(0).picture.paint(100, 140)
	}
	if len(images) != 2 {
		t.Errorf("twenty keys were drawn on %d images, want 2", len(images))
	}
}

func TestThePreviewFits(t *testing.T) {
	looktest.Fits(t, "preview", func() fyne.CanvasObject {
		v := New(Params{Go: func(work, done func()) { work(); done() }, Draw: func(*image.RGBA, *page.Page) {}})
		v.Show(pages(7), 3)
		return v.Object()
	})
}

func TestBeforeThePagesAreLaidOutTheDeskSaysSo(t *testing.T) {
	var shown []int
	v, _ := newPreview(t, Params{OnShown: func(number int, _ *page.Page) { shown = append(shown, number) }})
	v.Show(nil, 0)
	if v.Pages() != 0 || !v.layout.Visible() {
		t.Errorf("%d pages, and the words are in sight: %v", v.Pages(), v.layout.Visible())
	}
	v.Show(pages(2), 0)
	for i := range 2 {
		v.sheet(i).picture.paint(100, 140)
	}
	if v.Pages() != 2 || v.layout.Visible() {
		t.Errorf("with two pages %d are shown, and the words are in sight: %v", v.Pages(), v.layout.Visible())
	}
	if !slices.Equal(shown, []int{1, 2}) {
		t.Errorf("the pages put up are %v, want the first and the second", shown)
	}
	v.Show(nil, 0)
	if v.Pages() != 0 || v.Page() != 0 {
		t.Errorf("page %d of %d stays in sight", v.Page(), v.Pages())
	}
}
