package preview

import (
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"throughline/app/say"
	"throughline/app/ui/look"
	"throughline/export/page"
)

// strip shows small pictures of the pages beside the desk, to be pressed; it is not there where there is one page alone.
type strip struct {
	v      *Preview
	object *fyne.Container
	column *fyne.Container
	scroll *container.Scroll
	thumbs []*thumb
	chosen int
}

const (
	thumbLong  = 66 // the longer side of a picture
	stripWidth = 96
)

func newStrip(v *Preview) *strip {
	s := &strip{v: v, column: look.Column(6)}
	s.scroll = container.NewVScroll(look.Inset(s.column, deskTop, deskMargin, deskMargin-4, 4))
	s.scroll.OnScrolled = func(fyne.Position) { v.studio.next() }
	s.object = container.New(fixed(stripWidth), s.scroll)
	s.object.Hide()
	return s
}

// fixed is a column of one width.
type fixed float32

// MinSize is part of fyne.Layout.
func (w fixed) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(float32(w), 1) }

// Layout is part of fyne.Layout.
func (w fixed) Layout(o []fyne.CanvasObject, size fyne.Size) { o[0].Resize(size) }

// fit makes as many thumbs as there are pages.
func (s *strip) fit(pages int) {
	for len(s.thumbs) > pages {
		last := len(s.thumbs) - 1
		s.v.studio.drop(s.thumbs[last].picture)
		s.thumbs = s.thumbs[:last]
	}
	for len(s.thumbs) < pages {
		s.thumbs = append(s.thumbs, newThumb(s, len(s.thumbs)))
	}
	s.column.Objects = s.column.Objects[:0]
	for _, t := range s.thumbs {
		s.column.Objects = append(s.column.Objects, t)
	}
	s.chosen = min(s.chosen, max(0, pages-1))
}

func (s *strip) thumb(i int) *thumb { return s.thumbs[i] }

// settle lays the strip out again for pages that came, went or took another size.
func (s *strip) settle(doc *page.Document) {
	if len(doc.Pages) > 1 {
		s.object.Show()
	} else {
		s.object.Hide()
	}
	s.column.Refresh()
	s.scroll.Refresh()
}

// choose marks the page in sight, and brings its picture into sight.
func (s *strip) choose(i int) {
	if i == s.chosen && s.thumbs[i].Active() {
		return
	}
	for k, t := range s.thumbs {
		t.SetActive(k == i)
	}
	s.chosen = i
	t, offset := s.thumbs[i], s.scroll.Offset.Y
	switch top, bottom := t.Position().Y, t.Position().Y+t.Size().Height+2*deskMargin; {
	case top < offset:
		offset = top
	case bottom > offset+s.scroll.Size().Height:
		offset = bottom - s.scroll.Size().Height
	default:
		return
	}
	s.scroll.ScrollToOffset(fyne.NewPos(0, max(0, offset)))
}

// thumb is a small picture of a page with its number, to be pressed. Arrows and Page up and down go on from it.
type thumb struct {
	look.Tile

	strip   *strip
	picture *picture
	paper   *canvas.Rectangle
	size    fyne.Size
}

// numberStyle is that of the number under a picture.
var numberStyle = look.Style{Size: look.Caption.Size, Color: look.Caption.Color, Align: fyne.TextAlignCenter}

func newThumb(s *strip, i int) *thumb {
	t := &thumb{strip: s, paper: canvas.NewRectangle(nil)}
	t.picture = s.v.studio.hang(t.rank)
	t.paper.StrokeWidth = 1
	number := look.NewText(fmt.Sprint(i+1), numberStyle)
	t.InitTile(t, look.Inset(container.New(&thumbLayout{t}, t.paper, t.picture.raster, number), 6, 2, 6, 6), func() { s.v.GoToPage(i + 1) })
	t.SetLabel(say.F("Page %d", i+1))
	t.OnKey = func(e *fyne.KeyEvent) bool {
		step, ok := map[fyne.KeyName]int{fyne.KeyDown: 1, fyne.KeyPageDown: 1, fyne.KeyUp: -1, fyne.KeyPageUp: -1}[e.Name]
		if next := i + step; ok && next >= 0 && next < len(s.thumbs) {
			s.v.GoToPage(next + 1)
			if c := fyne.CurrentApp().Driver().CanvasForObject(t); c != nil {
				c.Focus(s.thumbs[next])
			}
		}
		return ok
	}
	return t
}

// rank wants thumbs in sight after the sheets in sight.
func (t *thumb) rank() int {
	if !t.strip.object.Visible() {
		return -1
	}
	top := t.Position().Y - t.strip.scroll.Offset.Y
	if top+t.Size().Height < 0 || top > t.strip.scroll.Size().Height {
		return -1
	}
	return 1
}

// show puts a page into the picture; mark is its fingerprint.
func (t *thumb) show(p *page.Page, mark uint64) {
	k := thumbLong / float32(max(p.Size.W, p.Size.H))
	t.size = fyne.NewSize(snap(k*float32(p.Size.W)), snap(k*float32(p.Size.H)))
	t.picture.show(p, mark)
}

// thumbLayout centres the picture over the number.
type thumbLayout struct{ t *thumb }

// MinSize is part of fyne.Layout.
func (l *thumbLayout) MinSize(o []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(l.t.size.Width, l.t.size.Height+2+o[2].MinSize().Height)
}

// Layout is part of fyne.Layout.
func (l *thumbLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	l.t.paper.StrokeColor = look.Color(look.Hairline)
	at := fyne.NewPos(snap((size.Width-l.t.size.Width)/2), 0)
	o[0].Move(at.SubtractXY(1, 1))
	o[0].Resize(l.t.size.AddWidthHeight(2, 2))
	o[1].Move(at)
	o[1].Resize(l.t.size)
	o[2].Move(fyne.NewPos(0, l.t.size.Height+2))
	o[2].Resize(fyne.NewSize(size.Width, o[2].MinSize().Height))
}
