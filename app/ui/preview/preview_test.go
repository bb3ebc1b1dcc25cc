package preview

import (
	"fmt"
	"image"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"throughline/app/brief"
	"throughline/app/ui/look"
	"throughline/export/page"
)

func newPreview(t *testing.T, p Params) (*Preview, fyne.Window) {
	t.Helper()
	test.NewTempApp(t)
	test.ApplyTheme(t, look.NewTheme(look.Light))
	if p.Go == nil {
		p.Go = func(work, done func()) { work(); done() }
	}
	if p.Draw == nil {
		p.Draw = func(*page.Page, int, int) image.Image { return blank }
	}
	v := New(p)
	w := test.NewTempWindow(t, v.Object())
	w.SetPadded(false)
	w.Resize(fyne.NewSize(500, 700))
	return v, w
}

func pages(n int) *page.Document {
	d := &page.Document{}
	for range n {
		d.Pages = append(d.Pages, &page.Page{Size: page.A4})
	}
	return d
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

func TestPagesAreCounted(t *testing.T) {
	v, _ := newPreview(t, Params{})
	v.Show(pages(3), 0)
	if got := v.number.Text(); got != "1 of 3" {
		t.Errorf("it says %q, want 1 of 3", got)
	}
	v.Show(pages(1), 0)
	if got := v.number.Text(); got != "1 of 1" || v.Pages() != 1 {
		t.Errorf("it says %q with %d pages, want 1 of 1", got, v.Pages())
	}
}

func TestADraftSaysSo(t *testing.T) {
	asked := false
	v, w := newPreview(t, Params{OnProblemsRequested: func() { asked = true }})
	v.Show(pages(1), 2)
	if !v.notice.Visible() || !v.sheets.Objects[0].(*sheet).draft {
		t.Error("two problems are left, and nothing says that this is a draft")
	}
	for _, o := range test.LaidOutObjects(w.Content()) {
		if b, ok := o.(*look.Button); ok && b.Text() == "Show" {
			test.Tap(b)
		}
	}
	if !asked {
		t.Error("Show does not ask for the problems")
	}
	v.Show(pages(1), 0)
	if v.notice.Visible() || v.sheets.Objects[0].(*sheet).draft {
		t.Error("nothing is left to mend, and it still says that this is a draft")
	}
}

func TestPaperIsAsked(t *testing.T) {
	var got brief.Paper
	v, _ := newPreview(t, Params{OnPaperChosen: func(p brief.Paper) { got = p }})
	v.SetPaper(brief.A4)
	v.paper.Choose("Letter")
	if got != brief.Letter {
		t.Errorf("Letter was chosen and %q asked for", got)
	}
}

// While a page is being drawn, only the latest of those that come meanwhile is drawn after it.
func TestTheLatestPageWins(t *testing.T) {
	var waiting []func()
	var drawn []string
	v, _ := newPreview(t, Params{
		Go: func(work, done func()) { waiting = append(waiting, func() { work(); done() }) },
		Draw: func(p *page.Page, _, _ int) image.Image {
			drawn = append(drawn, fmt.Sprint(len(p.Bookmarks)))
			return blank
		},
	})
	v.Show(pages(1), 0)
	s := v.sheets.Objects[0].(*sheet)
	s.paint(100, 140)
	for n := 1; n <= 5; n++ {
		d := pages(1)
		d.Pages[0].Bookmarks = make([]page.Bookmark, n)
		v.Show(d, 0)
	}
	for len(waiting) > 0 {
		next := waiting[0]
		waiting = waiting[1:]
		next()
	}
	if fmt.Sprint(drawn) != "[0 5]" {
		t.Errorf("drew pages %v, want the first and the last", drawn)
	}
}
