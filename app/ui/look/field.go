package look

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// Field is a framed text field whose text takes effect as a whole: on Enter, or when the focus leaves it. Escape goes
// back to what it was. Where nothing was typed both go on to the window, where they close what is open.
type Field struct {
	widget.Entry

	// OnShortcut is asked first for every shortcut, such as one to paste; it answers whether it took it. May be nil.
	OnShortcut func(fyne.Shortcut) bool

	accept func(text string) bool
	shown  string
}

// NewField returns a field. accept takes what was typed, without the space around it, and answers whether it can be
// used; what cannot be used is put back.
func NewField(accept func(text string) bool) *Field {
	f := &Field{accept: accept}
	f.Wrapping = fyne.TextWrap(fyne.TextTruncateClip) // a long text follows the caret, without a scroll bar under it
	f.ExtendBaseWidget(f)
	f.OnSubmitted = func(string) { f.Commit() }
	return f
}

// SetLines makes the field as tall as so many lines, which then wrap.
func (f *Field) SetLines(n int) {
	f.MultiLine, f.Wrapping = true, fyne.TextWrapWord
	f.SetMinRowsVisible(n)
}

// Put puts a text into the field. What is being typed stays, unless the field now shows something else altogether.
func (f *Field) Put(text string, another bool) {
	typing := strings.TrimSpace(f.Text) != f.shown
	f.shown = text
	if f.Text != text && (another || !typing) {
		f.SetText(text)
	}
}

// Commit takes what was typed, if anything was.
func (f *Field) Commit() {
	text := strings.TrimSpace(f.Text)
	if text == f.shown {
		return
	}
	was := f.shown
	f.shown = text // accept may show the field anew
	if !f.accept(text) {
		f.shown = was
		f.SetText(was)
	}
}

// AcceptsTab is true: Tab leads to the next field, also from one that is several lines tall.
func (f *Field) AcceptsTab() bool { return true }

// FocusGained is part of fyne.Focusable.
func (f *Field) FocusGained() {
	f.Entry.FocusGained()
	remember(f)
}

// TypedShortcut passes a shortcut on unless OnShortcut takes it.
func (f *Field) TypedShortcut(s fyne.Shortcut) {
	if f.OnShortcut != nil && f.OnShortcut(s) {
		return
	}
	if pasted, ok := s.(*fyne.ShortcutPaste); ok {
		paste(f, &f.Entry, pasted.Clipboard)
		return
	}
	f.Entry.TypedShortcut(s)
}

// TypedRune types a letter where there is room for it.
func (f *Field) TypedRune(r rune) {
	if hasRoom(f, &f.Entry) {
		f.Entry.TypedRune(r)
	}
}

// FocusLost takes what was typed.
func (f *Field) FocusLost() {
	f.Entry.FocusLost()
	f.Commit()
}

// TypedKey takes back what was typed on Escape.
func (f *Field) TypedKey(e *fyne.KeyEvent) {
	typed := strings.TrimSpace(f.Text) != f.shown
	enter := e.Name == fyne.KeyReturn || e.Name == fyne.KeyEnter
	switch {
	case e.Name == fyne.KeyTab:
		step(f, ShiftHeld())
	case e.Name == fyne.KeyEscape && typed:
		f.SetText(f.shown)
	case enter && f.MultiLine && !hasRoom(f, &f.Entry):
	case e.Name == fyne.KeyEscape, enter && !f.MultiLine && !typed, isWindowKey(e.Name):
		toWindow(f, e)
	default:
		f.Entry.TypedKey(e)
	}
}
