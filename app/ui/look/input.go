package look

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// Input is a line of text that lets others see its keys first. Escape, which Fyne's entry swallows, goes on to the
// window, where it closes what is open.
type Input struct {
	widget.Entry

	// OnKey is asked first for every key; it answers whether it took it. May be nil.
	OnKey func(*fyne.KeyEvent) bool
}

// NewInput returns an empty line.
func NewInput(placeHolder string) *Input {
	e := &Input{}
	e.Wrapping = fyne.TextWrap(fyne.TextTruncateClip)
	e.PlaceHolder = placeHolder
	e.ExtendBaseWidget(e)
	return e
}

// TypedKey is part of fyne.Focusable.
func (e *Input) TypedKey(k *fyne.KeyEvent) {
	if e.OnKey != nil && e.OnKey(k) {
		return
	}
	if k.Name == fyne.KeyEscape || k.Name == PresentKey {
		toWindow(e, k)
		return
	}
	e.Entry.TypedKey(k)
}

// PresentKey shows the brief as slides, wherever the focus is. Fyne's menus know no shortcut without a modifier, so what
// has the focus passes it on.
const PresentKey = fyne.KeyF5

// toWindow gives a key to the window that shows an object.
func toWindow(o fyne.CanvasObject, k *fyne.KeyEvent) {
	if c := fyne.CurrentApp().Driver().CanvasForObject(o); c != nil && c.OnTypedKey() != nil {
		c.OnTypedKey()(k)
	}
}
