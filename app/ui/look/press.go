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
	aside            *Aside // it is a part of, nil for none
	hovered, focused bool
	held             bool
}

var (
	_ fyne.Tappable      = (*Press)(nil)
	_ fyne.Focusable     = (*Press)(nil)
	_ fyne.Tabbable      = (*Press)(nil)
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
	return p.hovered && !p.off(), p.focused && !p.off()
}

// Disabled is asked by Fyne, which passes over what is disabled on Tab: so it does over the parts of an Aside.
func (p *Press) Disabled() bool { return p.off() || p.aside.away() }

// off reports whether it cannot be pressed.
func (p *Press) off() bool { return p.DisableableWidget.Disabled() }

// AccessibilityLabel is part of fyne.Accessible.
func (p *Press) AccessibilityLabel() string { return p.label }

// AccessibilityRole is part of fyne.Accessible.
func (p *Press) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

// Tapped is part of fyne.Tappable.
func (p *Press) Tapped(*fyne.PointEvent) {
	p.press()
	p.aside.pressed(p.outer)
}

// press does what it is for. Where that takes it out of sight, the focus goes to what stands nearest.
func (p *Press) press() {
	if p.OnPress == nil || p.off() {
		return
	}
	c := fyne.CurrentApp().Driver().CanvasForObject(p.outer)
	if p.OnPress(); c != nil {
		KeepFocus(c)
	}
}

// FocusGained is part of fyne.Focusable.
func (p *Press) FocusGained() {
	p.focused = true
	p.aside.focused(true)
	p.Refresh()
	remember(p.outer)
	if p.OnFocus != nil {
		p.OnFocus()
	}
}

// FocusLost is part of fyne.Focusable.
func (p *Press) FocusLost() {
	p.focused = false
	p.aside.focused(false)
	p.Refresh()
}

// AcceptsTab is true: Tab follows the order of look, not that of Fyne.
func (p *Press) AcceptsTab() bool { return true }

// TypedRune is part of fyne.Focusable.
func (p *Press) TypedRune(r rune) { p.aside.rune(p.outer, r) }

// TypedKey presses on Space and Enter; on Space not beside a text, where it belongs to a sentence. Escape goes on to the
// window, where it closes what is open, and so do the keys that turn its pages.
func (p *Press) TypedKey(e *fyne.KeyEvent) {
	if p.OnKey != nil && p.OnKey(e) || p.aside.key(p.outer, e) {
		return
	}
	if p.aside != nil && p.asideKey(e) {
		return
	}
	switch e.Name {
	case fyne.KeyTab:
		step(p.outer, ShiftHeld())
	case fyne.KeySpace, fyne.KeyReturn, fyne.KeyEnter:
		p.press()
	case fyne.KeyEscape, fyne.KeyPageUp, fyne.KeyPageDown:
		toWindow(p.outer, e)
	default:
		if isWindowKey(e.Name) {
			toWindow(p.outer, e)
		}
	}
}

func (p *Press) asideKey(e *fyne.KeyEvent) bool {
	part, _ := p.outer.(fyne.Focusable)
	switch e.Name {
	case fyne.KeyLeft, fyne.KeyUp:
		p.aside.step(part, -1)
	case fyne.KeyRight, fyne.KeyDown:
		p.aside.step(part, 1)
	case fyne.KeySpace:
	default:
		return false
	}
	return true
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
	if p.off() {
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
