package look

import (
	"slices"

	"fyne.io/fyne/v2"
)

// Aside is what stands beside a text that is written, such as the buttons of a hint. Tab never stops at it, so the fields
// keep their order while hints come and go. The keyboard reaches it by Enter alone. From there the arrow keys go along
// its parts, Return presses one, and Escape and whatever is typed go back to the text.
type Aside struct {
	// Home is the field it stands beside; nil for what had the focus before.
	Home fyne.Focusable
	// Next moves the focus to the field after Home, for Tab. May be nil.
	Next func()

	parts   []fyne.Focusable
	entered bool
	from    fyne.Focusable // what had the focus before
}

// Add puts buttons into the aside.
func (a *Aside) Add(buttons ...*Button) {
	for _, b := range buttons {
		b.aside = a
		a.parts = append(a.parts, b)
	}
}

// AddInput puts a line of text into the aside.
func (a *Aside) AddInput(i *Input) {
	i.aside = a
	a.parts = append(a.parts, i)
}

// Remove takes a line of text out of the aside.
func (a *Aside) Remove(i *Input) {
	a.parts = slices.DeleteFunc(a.parts, func(p fyne.Focusable) bool { return p == fyne.Focusable(i) })
}

// Enter gives the first part the focus and reports whether there is one that can have it.
func (a *Aside) Enter(c fyne.Canvas) bool {
	if !a.HasFocus(c) {
		a.from = c.Focused()
	}
	for _, p := range a.parts {
		a.entered = true
		if c.Focus(p); c.Focused() == p {
			return true
		}
	}
	a.entered = false
	return false
}

// HasFocus reports whether a part has the focus.
func (a *Aside) HasFocus(c fyne.Canvas) bool { return slices.Contains(a.parts, c.Focused()) }

// Leave gives the focus back to the text where a part has it: call it before the aside is taken away.
func (a *Aside) Leave(c fyne.Canvas) {
	if a.HasFocus(c) {
		a.back(c)
	}
}

func (a *Aside) back(c fyne.Canvas) {
	home := a.Home
	if home == nil {
		home = a.from
	}
	c.Focus(home)
}

// away reports whether the aside is out of the order of Tab, as it is while no part has the focus. It may be nil.
func (a *Aside) away() bool { return a != nil && !a.entered }

func (a *Aside) focused(on bool) {
	if a != nil {
		a.entered = on
	}
}

// key takes the keys that all parts share.
func (a *Aside) key(part fyne.CanvasObject, k *fyne.KeyEvent) bool {
	if a == nil {
		return false
	}
	c := fyne.CurrentApp().Driver().CanvasForObject(part)
	if c == nil {
		return false
	}
	switch k.Name {
	case fyne.KeyEscape:
		a.back(c)
	case fyne.KeyTab:
		switch {
		case ShiftHeld():
			a.back(c)
		case a.Next != nil:
			a.Next()
		default:
			step(part, false)
		}
	default:
		return false
	}
	return true
}

// step moves the focus along the parts.
func (a *Aside) step(part fyne.Focusable, d int) {
	c := fyne.CurrentApp().Driver().CanvasForObject(part.(fyne.CanvasObject))
	if i := slices.Index(a.parts, part) + d; c != nil && i >= 0 && i < len(a.parts) {
		c.Focus(a.parts[i])
	}
}

// rune types a letter into the text.
func (a *Aside) rune(part fyne.CanvasObject, r rune) {
	if a == nil {
		return
	}
	c := fyne.CurrentApp().Driver().CanvasForObject(part)
	if c == nil {
		return
	}
	if a.back(c); c.Focused() != nil {
		c.Focused().TypedRune(r)
	}
}

// pressed gives the focus back after a press of the mouse, which takes it from the text.
func (a *Aside) pressed(part fyne.CanvasObject) {
	if a == nil {
		return
	}
	if c := fyne.CurrentApp().Driver().CanvasForObject(part); c != nil && c.Focused() == nil && a.Home != nil {
		c.Focus(a.Home)
	}
}

// ShiftHeld reports whether Shift is down.
func ShiftHeld() bool { return held(fyne.KeyModifierShift) }

// ControlHeld reports whether the key that marks one more is down: Ctrl, or Command on a Mac.
func ControlHeld() bool { return held(fyne.KeyModifierShortcutDefault) }

func held(key fyne.KeyModifier) bool {
	d, ok := fyne.CurrentApp().Driver().(interface{ CurrentKeyModifiers() fyne.KeyModifier }) // a desktop's driver
	return ok && d.CurrentKeyModifiers()&key != 0
}
