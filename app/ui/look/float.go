package look

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// Float is a layer above the window's content for what appears beside the caret. Unlike Fyne's pop-ups it does not take
// the focus, so typing goes on under it. The shell stacks Object above everything; one thing floats at a time.
type Float struct {
	layer *fyne.Container
	shown fyne.CanvasObject
}

// NewFloat returns an empty layer.
func NewFloat() *Float { return &Float{layer: container.NewWithoutLayout()} }

// Object returns the layer, to be stacked above the content it floats over.
func (f *Float) Object() fyne.CanvasObject { return f.layer }

// floatMargin is the least room between what floats and the window's edge.
const floatMargin = 8

// Show puts an object under the point at (its foot, with a line of text above it), or above that line where there is no
// room below, and always inside the window. The point is relative to the canvas, as driver positions are.
func (f *Float) Show(o fyne.CanvasObject, at fyne.Position, lineHeight float32) {
	size, room := o.MinSize(), f.layer.Size()
	origin := fyne.CurrentApp().Driver().AbsolutePositionForObject(f.layer)
	x, y := at.X-origin.X, at.Y-origin.Y+4
	if y+size.Height > room.Height-floatMargin {
		if above := at.Y - origin.Y - lineHeight - size.Height - 4; above >= floatMargin {
			y = above
		} else {
			y = max(floatMargin, room.Height-floatMargin-size.Height)
		}
	}
	x = max(floatMargin, min(x, room.Width-floatMargin-size.Width))
	o.Resize(size)
	o.Move(fyne.NewPos(x, y))
	if f.shown != o {
		f.shown = o
		f.layer.Objects = []fyne.CanvasObject{o}
		f.layer.Refresh()
	}
}

// Hide takes an object away; nothing happens where another one is shown by now.
func (f *Float) Hide(o fyne.CanvasObject) {
	if f.shown == o {
		f.shown = nil
		f.layer.Objects = nil
		f.layer.Refresh()
	}
}

// Clear takes away whatever floats.
func (f *Float) Clear() { f.Hide(f.shown) }

// Narrow centres an object and keeps it no wider than a comfortable line of text.
func Narrow(o fyne.CanvasObject, widest float32) *fyne.Container {
	return container.New(narrowLayout{widest}, o)
}

type narrowLayout struct{ widest float32 }

func (n narrowLayout) MinSize(o []fyne.CanvasObject) fyne.Size { return o[0].MinSize() }

func (n narrowLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	w := min(size.Width, n.widest)
	o[0].Resize(fyne.NewSize(w, size.Height))
	o[0].Move(fyne.NewPos((size.Width-w)/2, 0))
}
