package look

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// Press is what everything that can be pressed shares: it takes the focus, shows it, and is pressed with the mouse,
// Space or Enter. Button, Chip and Row are built on it; embed it, call Init with the outer widget, and read State in
// the renderer.
type Press struct {
	widget.DisableableWidget

	// OnPress is called when it is pressed; nil is legal.
	OnPress func()
	// OnKey is asked first for every key; it answers whether it took it. May be nil.
	OnKey func(*fyne.KeyEvent) bool
	// OnFocus is told when it gets the focus, as by Tab: what scrolls brings it into sight. May be nil.
	OnFocus func()
	// OnHold is told when the mouse goes down on it, before the focus leaves what had it, and when it comes up again: what
	// stands around must not move in between, or the press is lost. May be nil.
	OnHold func(down bool)

	label            string
	outer            fyne.Widget
	hovered, focused bool
	held             bool
}

var (
	_ fyne.Tappable      = (*Press)(nil)
	_ fyne.Focusable     = (*Press)(nil)
	_ fyne.Accessible    = (*Press)(nil)
	_ desktop.Hoverable  = (*Press)(nil)
	_ desktop.Mouseable  = (*Press)(nil)
	_ desktop.Cursorable = (*Press)(nil)
)

// Init binds the press to the widget that embeds it; label is what assistive tools read.
func (p *Press) Init(outer fyne.Widget, label string) {
	p.label, p.outer = label, outer
	p.ExtendBaseWidget(outer)
}

// State reports what the pointer and the focus are doing.
func (p *Press) State() (hovered, focused bool) {
	return p.hovered && !p.Disabled(), p.focused && !p.Disabled()
}

// AccessibilityLabel is part of fyne.Accessible.
func (p *Press) AccessibilityLabel() string { return p.label }

// AccessibilityRole is part of fyne.Accessible.
func (p *Press) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

// Tapped is part of fyne.Tappable.
func (p *Press) Tapped(*fyne.PointEvent) { p.press() }

func (p *Press) press() {
	if p.OnPress != nil && !p.Disabled() {
		p.OnPress()
	}
}

// FocusGained is part of fyne.Focusable.
func (p *Press) FocusGained() {
	p.focused = true
	p.Refresh()
	if p.OnFocus != nil {
		p.OnFocus()
	}
}

// FocusLost is part of fyne.Focusable.
func (p *Press) FocusLost() { p.focused = false; p.Refresh() }

// TypedRune is part of fyne.Focusable.
func (p *Press) TypedRune(rune) {}

// TypedKey presses on Space and Enter. Escape goes on to the window, where it closes what is open, and so do the keys that
// turn its pages.
func (p *Press) TypedKey(e *fyne.KeyEvent) {
	if p.OnKey != nil && p.OnKey(e) {
		return
	}
	switch e.Name {
	case fyne.KeySpace, fyne.KeyReturn, fyne.KeyEnter:
		p.press()
	case fyne.KeyEscape, fyne.KeyPageUp, fyne.KeyPageDown, PresentKey:
		// What is focused gets every key; these are meant for what it lies in.
		toWindow(p.outer, e)
	}
}

// MouseIn is part of desktop.Hoverable.
func (p *Press) MouseIn(*desktop.MouseEvent) { p.hovered = true; p.Refresh() }

// MouseMoved is part of desktop.Hoverable.
func (p *Press) MouseMoved(*desktop.MouseEvent) {}

// MouseOut is part of desktop.Hoverable.
func (p *Press) MouseOut() {
	p.hold(false)
	p.hovered = false
	p.Refresh()
}

// MouseDown is part of desktop.Mouseable.
func (p *Press) MouseDown(*desktop.MouseEvent) { p.hold(true) }

// MouseUp is part of desktop.Mouseable.
func (p *Press) MouseUp(*desktop.MouseEvent) { p.hold(false) }

func (p *Press) hold(down bool) {
	if p.held != down && p.OnHold != nil {
		p.held = down
		p.OnHold(down)
	}
}

// Cursor shows a hand over what can be pressed.
func (p *Press) Cursor() desktop.Cursor {
	if p.Disabled() {
		return desktop.DefaultCursor
	}
	return desktop.PointerCursor
}

// plate is the background every pressable thing draws: a fill, a border, and a second border while it has the focus.
type plate struct{ fill, hover, ring *canvas.Rectangle }

func newPlate() plate {
	return plate{canvas.NewRectangle(nil), canvas.NewRectangle(nil), canvas.NewRectangle(nil)}
}

func (p plate) objects() []fyne.CanvasObject { return []fyne.CanvasObject{p.fill, p.hover, p.ring} }

func (p plate) layout(size fyne.Size) {
	p.fill.Resize(size)
	p.hover.Resize(size)
	p.ring.Resize(size.AddWidthHeight(4, 4))
	p.ring.Move(fyne.NewPos(-2, -2))
}
