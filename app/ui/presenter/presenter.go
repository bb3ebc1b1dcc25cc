// Package presenter shows finished pages one at a time, as large as a window is, with what there is to say to each beside
// them where that is wanted. It lays nothing out: it is given pages and notes, and knows no other screen area.
//
//	window.SetContent(presenter.New(presenter.Params{Document: doc, …}).Object())
//
// Everything here belongs to the window's goroutine.
package presenter

import (
	"fmt"
	"image"
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"throughline/app/say"
	"throughline/app/ui/look"
	"throughline/export/page"
)

// Params is what a presentation needs. Document has at least one page; all but Notes are required.
type Params struct {
	Document *page.Document
	// Draw draws a page at a size in pixels.
	Draw func(p *page.Page, width, height int) image.Image
	// Notes are what there is to say, by page; pages past their end have none.
	Notes []string
	// OnClosed asks for the end of the presentation.
	OnClosed func()
}

// Presentation is the pages on show.
type Presentation struct {
	p      Params
	at     int
	object *fyne.Container
	slide  *slide
	side   *fyne.Container // the notes
	number *look.Text
	words  *look.Flow
	next   *look.Text
}

// New returns a presentation at its first page, without notes in sight.
func New(p Params) *Presentation {
	if p.Document == nil || len(p.Document.Pages) == 0 || p.Draw == nil || p.OnClosed == nil {
		panic("presenter: Params.Document with a page, Draw and OnClosed are required")
	}
	x := &Presentation{p: p}
	x.slide = newSlide(x)
	x.number = look.NewText("", look.Caption)
	x.words = look.NewParagraph("", look.Style{Size: look.SizeTitle})
	x.next = look.NewElided("", look.Caption)
	column := look.Column(16, x.number, x.words, x.next)
	x.side = container.NewStack(look.NewFill(look.Panel), container.NewVScroll(look.Inset(column, 24, 24, 24, 24)))
	x.side.Hide()
	x.object = container.New(&roomLayout{x}, canvas.NewRectangle(color.Black), x.slide, x.side)
	x.show()
	return x
}

// Object returns what to put in the window.
func (x *Presentation) Object() fyne.CanvasObject { return x.object }

// Page returns the number of the page on show, counted from 1.
func (x *Presentation) Page() int { return x.at + 1 }

// turn goes to a page, counted from 0, of those there are.
func (x *Presentation) turn(to int) {
	to = max(0, min(to, len(x.p.Document.Pages)-1))
	if to != x.at {
		x.at = to
		x.show()
	}
}

// Key follows a key: the arrows, space, Enter, Backspace and Page up and down turn the pages, Home and End go to the first
// and the last, N shows or hides the notes, Escape ends.
func (x *Presentation) Key(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyRight, fyne.KeyDown, fyne.KeyPageDown, fyne.KeySpace, fyne.KeyReturn, fyne.KeyEnter:
		x.turn(x.at + 1)
	case fyne.KeyLeft, fyne.KeyUp, fyne.KeyPageUp, fyne.KeyBackspace:
		x.turn(x.at - 1)
	case fyne.KeyHome:
		x.turn(0)
	case fyne.KeyEnd:
		x.turn(len(x.p.Document.Pages) - 1)
	case fyne.KeyN:
		x.side.Hidden = !x.side.Hidden
		x.object.Refresh()
	case fyne.KeyEscape:
		x.p.OnClosed()
	}
}

func (x *Presentation) show() {
	n := len(x.p.Document.Pages)
	x.number.SetText(say.F("%d of %d", x.at+1, n))
	x.words.SetText(x.note(x.at))
	next := say.T("N hides these notes, Escape ends")
	if x.at+1 < n {
		next = say.F("Next: page %s", fmt.Sprint(x.at+2))
	}
	x.next.SetText(next)
	x.side.Refresh()
	x.slide.Refresh()
}

func (x *Presentation) note(i int) string {
	if i < len(x.p.Notes) && x.p.Notes[i] != "" {
		return x.p.Notes[i]
	}
	return "–"
}

// roomLayout gives the notes a third of the width while they are in sight, and the page the rest, in its own proportions.
type roomLayout struct{ x *Presentation }

// MinSize is part of fyne.Layout.
func (l *roomLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(320, 180) }

// Layout is part of fyne.Layout.
func (l *roomLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	o[0].Resize(size)
	room := size
	if !l.x.side.Hidden {
		room.Width = size.Width * 2 / 3
		l.x.side.Move(fyne.NewPos(room.Width, 0))
		l.x.side.Resize(fyne.NewSize(size.Width-room.Width, size.Height))
	}
	l.x.slide.Resize(room)
}

// slide is the page on show, centred on black; a click turns to the next, one with the other button back.
type slide struct {
	widget.BaseWidget
	x      *Presentation
	raster *canvas.Raster
}

var (
	_ fyne.Tappable          = (*slide)(nil)
	_ fyne.SecondaryTappable = (*slide)(nil)
	_ desktop.Cursorable     = (*slide)(nil)
)

func newSlide(x *Presentation) *slide {
	s := &slide{x: x}
	s.raster = canvas.NewRaster(func(w, h int) image.Image { return x.p.Draw(s.page(), w, h) })
	s.ExtendBaseWidget(s)
	return s
}

func (s *slide) page() *page.Page { return s.x.p.Document.Pages[s.x.at] }

// Tapped is part of fyne.Tappable.
func (s *slide) Tapped(*fyne.PointEvent) { s.x.turn(s.x.at + 1) }

// TappedSecondary is part of fyne.SecondaryTappable.
func (s *slide) TappedSecondary(*fyne.PointEvent) { s.x.turn(s.x.at - 1) }

// Cursor keeps the pointer off the page.
func (s *slide) Cursor() desktop.Cursor { return desktop.HiddenCursor }

// CreateRenderer is part of fyne.Widget.
func (s *slide) CreateRenderer() fyne.WidgetRenderer { return &slideRenderer{s} }

type slideRenderer struct{ s *slide }

func (r *slideRenderer) Destroy() {}

func (r *slideRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.s.raster} }

func (r *slideRenderer) MinSize() fyne.Size { return fyne.NewSize(160, 90) }

func (r *slideRenderer) Layout(room fyne.Size) {
	p := r.s.page().Size
	k := min(room.Width/float32(p.W), room.Height/float32(p.H))
	size := fyne.NewSize(k*float32(p.W), k*float32(p.H))
	r.s.raster.Resize(size)
	r.s.raster.Move(fyne.NewPos((room.Width-size.Width)/2, (room.Height-size.Height)/2))
}

func (r *slideRenderer) Refresh() {
	r.Layout(r.s.Size())
	r.s.raster.Refresh()
}
