package look

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// wheel lies unseen over scrolling content and takes the wheel alone. Fyne gives the wheel to the innermost thing that
// could scroll and to nothing else, and a text field or a list at its end is such a thing: the page would stand still
// wherever the pointer happens to rest on one.
type wheel struct {
	widget.BaseWidget

	outer *container.Scroll
	inner []*Pile
}

func newWheel(outer *container.Scroll, inner []*Pile) *wheel {
	w := &wheel{outer: outer, inner: inner}
	w.ExtendBaseWidget(w)
	return w
}

// CreateRenderer is part of fyne.Widget.
func (w *wheel) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(container.NewWithoutLayout())
}

// Scrolled is part of fyne.Scrollable.
func (w *wheel) Scrolled(e *fyne.ScrollEvent) {
	for _, p := range w.inner {
		if isOver(p, e.AbsolutePosition) && p.wheeled(e) {
			return
		}
	}
	w.outer.Scrolled(e)
}

// isOver reports whether a point of the window lies on an object that is shown.
func isOver(o fyne.CanvasObject, at fyne.Position) bool {
	from, size := fyne.CurrentApp().Driver().AbsolutePositionForObject(o), o.Size()
	if from.IsZero() { // it stands in something hidden; nothing shown lies in the very corner, below the menu
		return false
	}
	return at.X >= from.X && at.Y >= from.Y && at.X < from.X+size.Width && at.Y < from.Y+size.Height
}
