package look

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
)

// Column stacks objects with a gap between them.
func Column(gap float32, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(columnLayout{stack: layout.NewCustomPaddedVBoxLayout(gap)}, objects...)
}

// columnLayout lays a column out again where that changed how tall it wants to be: wrapped text knows its height only
// once it has its width. Fyne's own second look at what grew or shrank forgets a change when a later neighbour's inside
// changed in the same frame.
type columnLayout struct{ stack fyne.Layout }

// MinSize is part of fyne.Layout.
func (l columnLayout) MinSize(objects []fyne.CanvasObject) fyne.Size { return l.stack.MinSize(objects) }

// Layout is part of fyne.Layout.
func (l columnLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	before := l.MinSize(objects).Height
	l.stack.Layout(objects, size)
	if l.MinSize(objects).Height != before {
		l.stack.Layout(objects, size)
	}
}
