package look

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// Scrolled lets content that is taller than its place scroll up and down. Unlike Fyne's scroll it lets wrapped text
// settle: the content gets its width first and then the height it has at that width. Call Refresh after the content
// changed its height.
type Scrolled struct {
	widget.BaseWidget

	content fyne.CanvasObject
	scroll  *container.Scroll
	wheel   *wheel
	most    float32
}

// NewScrolled returns scrolling content, at most most wide (0: as wide as its place). inner are the piles in it: under
// the pointer such a pile takes the wheel first, and the content moves on where the pile has come to its end.
func NewScrolled(content fyne.CanvasObject, most float32, inner ...*Pile) *Scrolled {
	s := &Scrolled{content: content, most: most, scroll: container.NewVScroll(container.NewWithoutLayout(content))}
	s.wheel = newWheel(s.scroll, inner)
	s.ExtendBaseWidget(s)
	return s
}

// Top scrolls to the beginning.
func (s *Scrolled) Top() { s.scroll.ScrollToTop() }

// Reveal scrolls so that an object in the content is in sight.
func (s *Scrolled) Reveal(o fyne.CanvasObject) {
	const room = 16
	driver := fyne.CurrentApp().Driver()
	top := driver.AbsolutePositionForObject(o).Y - driver.AbsolutePositionForObject(s.scroll).Y
	foot, view := top+o.Size().Height, s.scroll.Size().Height
	switch {
	case view <= 0:
	case top < 0:
		s.scroll.ScrollToOffset(fyne.NewPos(0, max(0, s.scroll.Offset.Y+top-room)))
	case foot > view:
		s.scroll.ScrollToOffset(fyne.NewPos(0, s.scroll.Offset.Y+foot-view+room))
	}
}

// CreateRenderer is part of fyne.Widget.
func (s *Scrolled) CreateRenderer() fyne.WidgetRenderer { return &scrolledRenderer{s} }

type scrolledRenderer struct{ s *Scrolled }

func (r *scrolledRenderer) Destroy() {}

func (r *scrolledRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.s.scroll, r.s.wheel}
}

func (r *scrolledRenderer) MinSize() fyne.Size {
	return fyne.NewSize(min(r.s.content.MinSize().Width, 240), 80)
}

// settlePasses is how often content is laid out at most: once for its width, once for the height that follows, and
// once more for text inside rows that got their width in the second.
const settlePasses = 3

func (r *scrolledRenderer) Layout(size fyne.Size) {
	s := r.s
	width := size.Width
	if s.most > 0 {
		width = min(width, s.most)
	}
	for range settlePasses {
		h := s.content.MinSize().Height
		if s.content.Size() == fyne.NewSize(width, h) {
			break
		}
		s.content.Resize(fyne.NewSize(width, h))
	}
	s.scroll.Resize(size)
	s.wheel.Resize(size)
	s.scroll.Content.Resize(fyne.NewSize(size.Width, max(size.Height, s.content.Size().Height)))
	s.scroll.Refresh()
}

func (r *scrolledRenderer) Refresh() { r.Layout(r.s.Size()) }
