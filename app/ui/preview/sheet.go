package preview

import (
	"image/color"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"throughline/app/brief"
	"throughline/app/say"
	"throughline/app/ui/look"
	"throughline/export/page"
)

// sheet is one page on the desk: its shadow, its picture, the word "Draft" while something stops the export, a bar in the
// margin beside what is being edited, and a frame around what a click would edit.
type sheet struct {
	widget.BaseWidget

	v       *Preview
	page    *page.Page
	picture *picture
	regions []page.Region
	draft   bool

	hot  page.Region // under the pointer
	over bool        // whether there is one

	paper      *canvas.Rectangle
	bars       []*canvas.Rectangle // in the margin; those that are not needed are hidden
	frame      *canvas.Rectangle
	plate      *canvas.Rectangle // behind name
	name       *canvas.Text      // of what the frame is around
	stamp      *canvas.Rectangle // behind the word "Draft"
	word       *canvas.Text
	everything []fyne.CanvasObject
}

var (
	_ fyne.Tappable      = (*sheet)(nil)
	_ desktop.Hoverable  = (*sheet)(nil)
	_ desktop.Cursorable = (*sheet)(nil)
)

// mostBars is in how many parts of one page a field is marked: a figure's metric may be printed in many.
const mostBars = 4

func newSheet(v *Preview) *sheet {
	s := &sheet{v: v, page: &page.Page{Size: page.A4}}
	s.picture = v.studio.hang(s.rank)
	s.picture.onDrawn = s.drawn
	s.paper, s.frame, s.plate, s.stamp = canvas.NewRectangle(color.White), canvas.NewRectangle(nil), canvas.NewRectangle(nil), canvas.NewRectangle(nil)
	s.name, s.word = canvas.NewText("", nil), canvas.NewText(say.T("Draft"), nil)
	s.everything = []fyne.CanvasObject{s.paper, s.picture.raster}
	for range mostBars {
		bar := canvas.NewRectangle(nil)
		bar.Hide()
		s.bars = append(s.bars, bar)
		s.everything = append(s.everything, bar)
	}
	s.everything = append(s.everything, s.frame, s.plate, s.name, s.stamp, s.word)
	s.frame.Hidden, s.plate.Hidden, s.name.Hidden = true, true, true
	s.ExtendBaseWidget(s)
	return s
}

// rank wants the sheets in sight before anything else, and after everything the next ones to come into sight.
func (s *sheet) rank() int {
	top, bottom := s.Position().Y-s.v.scroll.Offset.Y, s.Position().Y+s.Size().Height-s.v.scroll.Offset.Y
	room := s.v.scroll.Size().Height
	switch {
	case bottom > 0 && top < room:
		return 0
	case bottom > -room && top < 2*room:
		return 2
	}
	return -1
}

// drawn tells that the picture of a page was put up, where somebody wants to know.
func (s *sheet) drawn(p *page.Page) {
	if s.v.params.OnShown != nil {
		s.v.params.OnShown(1+slices.Index(s.v.sheets.Objects, fyne.CanvasObject(s)), p)
	}
}

// show puts a page on the sheet; mark is its fingerprint.
func (s *sheet) show(p *page.Page, mark uint64, draft bool) {
	if mark != s.picture.wanted.mark || s.picture.page == nil {
		s.page, s.regions = p, p.Regions()
		s.picture.show(p, mark)
		s.cool()
		s.mark()
	}
	if s.draft != draft {
		s.draft = draft
		s.paint()
		s.repaint()
	}
}

// box is a rectangle in the window's units.
type box struct{ x, y, w, h float32 }

// at returns where a box of the page lies on the sheet.
func (s *sheet) at(r page.Rect) box {
	kx, ky := s.Size().Width/float32(s.page.Size.W), s.Size().Height/float32(s.page.Size.H)
	return box{float32(r.X) * kx, float32(r.Y) * ky, float32(r.W) * kx, float32(r.H) * ky}
}

// printed says in which part of a page a field is that has none of its own there.
var printed = map[brief.Place]brief.Place{
	"ask.from": "ask.what", "ask.by": "ask.what",
	"evidence.n": "evidence.hero", "evidence.against": "evidence.hero",
}

// prints reports whether a region prints a field, or the whole that the field is a part of.
func prints(field string, place brief.Place) bool {
	return field == string(place) || strings.HasPrefix(string(place), field+".")
}

// edited returns the parts of the page that print the field with the caret.
func (s *sheet) edited() []box {
	place := s.v.edited
	if place == "" {
		return nil
	}
	for _, p := range []brief.Place{place, printed[place]} {
		var boxes []box
		for _, r := range s.regions {
			if p != "" && prints(r.Field, p) && len(boxes) < mostBars {
				boxes = append(boxes, s.at(r.Box))
			}
		}
		if len(boxes) > 0 {
			return boxes
		}
	}
	return nil
}

// mark puts the bars beside what is being edited.
func (s *sheet) mark() {
	const wide, away = 3, 8
	boxes := s.edited()
	for i, bar := range s.bars {
		bar.Hidden = i >= len(boxes)
		if !bar.Hidden {
			b := boxes[i]
			bar.Move(fyne.NewPos(max(1, b.x-away), b.y))
			bar.Resize(fyne.NewSize(wide, b.h))
		}
	}
	s.repaint()
}

// repaint has the window painted again, with what lies on the picture as it is now. It is asked of the paper: Fyne does
// not know the window of what was not shown yet.
func (s *sheet) repaint() { canvas.Refresh(s.paper) }

// frameAway is how far outside a region its frame is drawn.
const frameAway = 4

// warm frames a region as what a click would edit.
func (s *sheet) warm(r page.Region) {
	if s.over && s.hot == r {
		return
	}
	s.hot, s.over = r, true
	s.placeFrame()
	s.showFrame(true)
	canvas.Refresh(s.name) // its letters are others
}

func (s *sheet) showFrame(on bool) {
	s.frame.Hidden, s.plate.Hidden, s.name.Hidden = !on, !on, !on
	s.repaint()
}

func (s *sheet) cool() {
	if !s.over {
		return
	}
	s.over = false
	s.showFrame(false)
}

// placeFrame puts the frame around the region under the pointer, with the name of its field at its foot.
func (s *sheet) placeFrame() {
	b := s.at(s.hot.Box)
	s.frame.Move(fyne.NewPos(b.x-frameAway, b.y-frameAway))
	s.frame.Resize(fyne.NewSize(b.w+2*frameAway, b.h+2*frameAway))
	s.name.Text = say.F("Edit %s", say.T(brief.Label(brief.Place(s.hot.Field))))
	words := s.name.MinSize()
	size := fyne.NewSize(words.Width+12, words.Height+2)
	at := fyne.NewPos(max(0, b.x+b.w+frameAway-size.Width), b.y+b.h+frameAway)
	if at.Y+size.Height > s.Size().Height {
		at.Y = b.y - frameAway - size.Height
	}
	s.plate.Move(at)
	s.plate.Resize(size)
	s.name.Move(at.AddXY(6, 1))
	s.name.Resize(words)
}

// under returns the region at a point of the sheet.
func (s *sheet) under(at fyne.Position) (page.Region, bool) {
	if s.v.params.OnEditRequested == nil || s.Size().Width <= 0 {
		return page.Region{}, false
	}
	k := s.page.Size.W / float64(s.Size().Width)
	return s.page.RegionAt(float64(at.X)*k, float64(at.Y)*k)
}

// Tapped is part of fyne.Tappable: it asks for the field that was clicked.
func (s *sheet) Tapped(e *fyne.PointEvent) {
	if r, ok := s.under(e.Position); ok {
		s.v.params.OnEditRequested(brief.Place(r.Field))
	}
}

// MouseIn is part of desktop.Hoverable.
func (s *sheet) MouseIn(e *desktop.MouseEvent) { s.MouseMoved(e) }

// MouseMoved is part of desktop.Hoverable.
func (s *sheet) MouseMoved(e *desktop.MouseEvent) {
	if r, ok := s.under(e.Position); ok {
		s.warm(r)
		return
	}
	s.cool()
}

// MouseOut is part of desktop.Hoverable.
func (s *sheet) MouseOut() { s.cool() }

// Cursor is part of desktop.Cursorable.
func (s *sheet) Cursor() desktop.Cursor {
	if s.over {
		return desktop.PointerCursor
	}
	return desktop.DefaultCursor
}

// paint gives everything its colours. The page is paper, white in either mode, and so are the colours on it.
func (s *sheet) paint() {
	paper := look.NewTheme(look.Light)
	s.paper.Shadow = canvas.Shadow{Color: look.Color(theme.ColorNameShadow), BlurRadius: 10, Offset: fyne.NewPos(0, 2)}
	for _, bar := range s.bars {
		bar.FillColor, bar.CornerRadius = paper.Color(look.Accent, 0), 1.5
	}
	soft := paper.Color(look.Accent, 0).(color.NRGBA)
	soft.A = 0x14
	s.frame.FillColor, s.frame.StrokeColor, s.frame.StrokeWidth, s.frame.CornerRadius = soft, paper.Color(look.Accent, 0), 1, 3
	s.plate.FillColor, s.plate.CornerRadius = paper.Color(look.Accent, 0), 3
	s.name.Color, s.name.TextSize = paper.Color(look.OnAccent, 0), look.Size(theme.SizeNameCaptionText)
	s.stamp.FillColor, s.stamp.BottomLeftCornerRadius = paper.Color(look.WarnSoft, 0), 6
	s.word.Color, s.word.TextSize, s.word.TextStyle.Bold = paper.Color(look.Warn, 0), look.Size(theme.SizeNameCaptionText), true
	s.stamp.Hidden, s.word.Hidden = !s.draft, !s.draft
}

// CreateRenderer is part of fyne.Widget.
func (s *sheet) CreateRenderer() fyne.WidgetRenderer {
	s.paint()
	return &sheetRenderer{s}
}

type sheetRenderer struct{ s *sheet }

func (r *sheetRenderer) Destroy() {}

func (r *sheetRenderer) Objects() []fyne.CanvasObject { return r.s.everything }

func (r *sheetRenderer) MinSize() fyne.Size { return fyne.NewSize(1, 1) }

func (r *sheetRenderer) Layout(size fyne.Size) {
	s := r.s
	s.paper.Resize(size)
	s.picture.raster.Resize(size)
	word := s.word.MinSize()
	box := fyne.NewSize(word.Width+14, word.Height+4)
	s.stamp.Resize(box)
	s.stamp.Move(fyne.NewPos(size.Width-box.Width, 0))
	s.word.Move(fyne.NewPos(size.Width-box.Width+7, 2))
	s.word.Resize(word)
	s.mark()
	if s.over {
		s.placeFrame()
	}
}

func (r *sheetRenderer) Refresh() {
	r.s.paint()
	canvas.Refresh(r.s)
}
