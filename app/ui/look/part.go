package look

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// Part is a part of a window that a key of its own leads to, past all stations of Tab before it.
type Part struct {
	widget.BaseWidget

	content fyne.CanvasObject
	object  fyne.CanvasObject
	open    bool
}

// NewPart returns the part with that content.
func NewPart(content fyne.CanvasObject) *Part {
	p := &Part{content: content}
	p.ExtendBaseWidget(p)
	p.object = container.NewStack(p, content)
	return p
}

// Object returns what to put in the window.
func (p *Part) Object() fyne.CanvasObject { return p.object }

// Enter gives the first station of the part the focus and reports whether the part is in sight.
func (p *Part) Enter(c fyne.Canvas) bool {
	p.open = true
	defer func() { p.open = false }()
	if c.Focus(p); c.Focused() != fyne.Focusable(p) {
		return false
	}
	c.FocusNext()
	return true
}

// Contains reports whether an object lies in the part.
func (p *Part) Contains(o fyne.CanvasObject) bool {
	driver := fyne.CurrentApp().Driver()
	at := driver.AbsolutePositionForObject(o).Subtract(driver.AbsolutePositionForObject(p.content))
	size := p.content.Size()
	return p.object.Visible() && at.X >= 0 && at.Y >= 0 && at.X < size.Width && at.Y < size.Height
}

// Disabled is asked by Fyne, which passes over the part itself on Tab.
func (p *Part) Disabled() bool { return !p.open }

// Enable and Disable are part of fyne.Disableable.
func (p *Part) Enable() {}

// Disable is part of fyne.Disableable.
func (p *Part) Disable() {}

// FocusGained is part of fyne.Focusable.
func (p *Part) FocusGained() {}

// FocusLost is part of fyne.Focusable.
func (p *Part) FocusLost() {}

// TypedRune is part of fyne.Focusable.
func (p *Part) TypedRune(rune) {}

// TypedKey is part of fyne.Focusable.
func (p *Part) TypedKey(*fyne.KeyEvent) {}

// CreateRenderer is part of fyne.Widget.
func (p *Part) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(canvas.NewRectangle(color.Transparent))
}

// Shown reports whether an object stands in a window, with nothing around it hidden.
func Shown(o fyne.CanvasObject) bool {
	// Fyne answers the very corner for what it does not find; nothing that takes the focus lies there, below the menu.
	return !fyne.CurrentApp().Driver().AbsolutePositionForObject(o).IsZero()
}
