package preview

import (
	"image"
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"throughline/app/ui/look"
	"throughline/export/page"
)

// sheet is one page on the desk: its shadow, its picture, and the word "Draft" while something stops the export.
//
// The picture is drawn off the window's goroutine. Asked by Fyne for a size it does not have, the sheet answers the
// picture it has, stretched for a moment, and orders the right one; while one is being drawn, later orders wait as one.
type sheet struct {
	widget.BaseWidget

	params Params
	page   *page.Page
	draft  bool

	raster         *canvas.Raster
	picture        image.Image
	wide, high     int // the pixels Fyne asked for last
	drawing, stale bool
}

func newSheet(p Params) *sheet {
	s := &sheet{params: p, page: &page.Page{Size: page.A4}}
	s.raster = canvas.NewRaster(s.paint)
	s.ExtendBaseWidget(s)
	return s
}

func (s *sheet) show(p *page.Page, draft bool) {
	s.page = p
	if s.draft != draft {
		s.draft = draft
		s.Refresh()
	}
	s.order()
}

// paint is Fyne asking for the picture.
func (s *sheet) paint(w, h int) image.Image {
	if w != s.wide || h != s.high {
		s.wide, s.high = w, h
		s.order()
	}
	if s.picture == nil {
		return blank
	}
	return s.picture
}

var blank = func() image.Image {
	img := image.NewRGBA(image.Rect(0, 0, 1, 1))
	img.Set(0, 0, color.White)
	return img
}()

// order has the picture drawn; nothing is drawn before Fyne has told a size.
func (s *sheet) order() {
	if s.wide == 0 || s.high == 0 {
		return
	}
	if s.drawing {
		s.stale = true
		return
	}
	s.drawing, s.stale = true, false
	p, w, h := s.page, s.wide, s.high
	var img image.Image
	s.params.Go(func() { img = s.params.Draw(p, w, h) }, func() {
		s.drawing = false
		s.picture = img
		s.raster.Refresh()
		if s.stale {
			s.order()
		}
	})
}

// CreateRenderer is part of fyne.Widget.
func (s *sheet) CreateRenderer() fyne.WidgetRenderer {
	r := &sheetRenderer{s: s, paper: canvas.NewRectangle(color.White), mark: canvas.NewRectangle(nil), word: canvas.NewText("Draft", nil)}
	r.Refresh()
	return r
}

type sheetRenderer struct {
	s     *sheet
	paper *canvas.Rectangle
	mark  *canvas.Rectangle
	word  *canvas.Text
}

func (r *sheetRenderer) Destroy() {}

func (r *sheetRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.paper, r.s.raster, r.mark, r.word}
}

func (r *sheetRenderer) MinSize() fyne.Size { return fyne.NewSize(1, 1) }

func (r *sheetRenderer) Layout(size fyne.Size) {
	r.paper.Resize(size)
	r.s.raster.Resize(size)
	word := r.word.MinSize()
	box := fyne.NewSize(word.Width+14, word.Height+4)
	r.mark.Resize(box)
	r.mark.Move(fyne.NewPos(size.Width-box.Width, 0))
	r.word.Move(fyne.NewPos(size.Width-box.Width+7, 2))
	r.word.Resize(word)
}

func (r *sheetRenderer) Refresh() {
	r.paper.Shadow = canvas.Shadow{Color: look.Color(theme.ColorNameShadow), BlurRadius: 10, Offset: fyne.NewPos(0, 2)}
	// The page is paper, white in either mode, and so are the colours on it.
	paper := look.NewTheme(look.Light)
	r.mark.FillColor, r.mark.BottomLeftCornerRadius = paper.Color(look.WarnSoft, 0), 6
	r.word.Color, r.word.TextSize, r.word.TextStyle.Bold = paper.Color(look.Warn, 0), look.Size(theme.SizeNameCaptionText), true
	r.mark.Hidden, r.word.Hidden = !r.s.draft, !r.s.draft
	canvas.Refresh(r.s)
}
