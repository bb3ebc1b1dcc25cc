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

	aside *Aside // it is a part of, nil for none
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
	if e.OnKey != nil && e.OnKey(k) || e.aside.key(e, k) {
		return
	}
	enter := k.Name == fyne.KeyReturn || k.Name == fyne.KeyEnter
	switch {
	case enter && e.MultiLine && !hasRoom(e, &e.Entry):
	case k.Name == fyne.KeyTab:
		step(e, ShiftHeld())
	case k.Name == fyne.KeyEscape, isWindowKey(k.Name):
		toWindow(e, k)
	default:
		e.Entry.TypedKey(k)
	}
}

// TypedShortcut pastes as far as there is room.
func (e *Input) TypedShortcut(s fyne.Shortcut) {
	if pasted, ok := s.(*fyne.ShortcutPaste); ok {
		paste(e, &e.Entry, pasted.Clipboard)
		return
	}
	e.Entry.TypedShortcut(s)
}

// TypedRune types a letter where there is room for it.
func (e *Input) TypedRune(r rune) {
	if hasRoom(e, &e.Entry) {
		e.Entry.TypedRune(r)
	}
}

// Disabled is asked by Fyne, which passes over what is disabled on Tab: so it does over the parts of an Aside.
func (e *Input) Disabled() bool { return e.Entry.Disabled() || e.aside.away() }

// AcceptsTab is true: Tab leads to the next field, also from a line that is several lines tall.
func (e *Input) AcceptsTab() bool { return true }

// FocusGained is part of fyne.Focusable.
func (e *Input) FocusGained() {
	e.aside.focused(true)
	e.Entry.FocusGained()
	remember(e)
}

// FocusLost is part of fyne.Focusable.
func (e *Input) FocusLost() {
	e.aside.focused(false)
	e.Entry.FocusLost()
}

// The keys that the window takes wherever the focus is: to show the brief as slides, to go to the next finding, or with
// Shift to the previous one, and likewise to the next part of the window. Fyne's menus know no shortcut without Ctrl or
// Alt, so what has the focus passes them on.
const (
	PresentKey = fyne.KeyF5
	PartKey    = fyne.KeyF6
	FindingKey = fyne.KeyF8
)

func isWindowKey(k fyne.KeyName) bool { return k == PresentKey || k == PartKey || k == FindingKey }

// toWindow gives a key to the window that shows an object.
func toWindow(o fyne.CanvasObject, k *fyne.KeyEvent) {
	if c := fyne.CurrentApp().Driver().CanvasForObject(o); c != nil && c.OnTypedKey() != nil {
		c.OnTypedKey()(k)
	}
}
