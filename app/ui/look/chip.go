package look

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Chip is a compact choice: the value now chosen and a small arrow; pressing it lists the options.
type Chip struct {
	Press

	// OnChanged is called with the option a person chose, never for SetSelected.
	OnChanged func(string)

	options  []string
	selected string
	marked   bool
}

// NewChip returns a choice among options, with one of them selected.
func NewChip(options []string, selected string, onChanged func(string)) *Chip {
	c := &Chip{OnChanged: onChanged, options: options, selected: selected}
	c.OnPress = c.open
	c.OnKey = c.step
	c.Init(c, selected)
	return c
}

// Selected returns the option shown.
func (c *Chip) Selected() string { return c.selected }

// SetSelected shows an option without calling OnChanged.
func (c *Chip) SetSelected(option string) {
	if option != c.selected {
		c.selected, c.label = option, option
		c.Refresh()
	}
}

// SetOptions changes what can be chosen.
func (c *Chip) SetOptions(options []string) { c.options = options }

// SetMarked draws the border in the accent, for a value that a person has changed.
func (c *Chip) SetMarked(on bool) {
	if on != c.marked {
		c.marked = on
		c.Refresh()
	}
}

// Choose selects an option as a person would.
func (c *Chip) Choose(option string) {
	if option == c.selected {
		return
	}
	c.SetSelected(option)
	if c.OnChanged != nil {
		c.OnChanged(option)
	}
}

func (c *Chip) open() {
	cv := fyne.CurrentApp().Driver().CanvasForObject(c)
	if cv == nil {
		return
	}
	items := make([]*fyne.MenuItem, len(c.options))
	for i, o := range c.options {
		items[i] = fyne.NewMenuItem(o, func() { c.Choose(o) })
		items[i].Checked = o == c.selected
	}
	pos := fyne.CurrentApp().Driver().AbsolutePositionForObject(c)
	widget.ShowPopUpMenuAtPosition(fyne.NewMenu("", items...), cv, pos.AddXY(0, c.Size().Height+2))
}

// step lets the arrow keys change the value without opening the list.
func (c *Chip) step(e *fyne.KeyEvent) bool {
	i := slices.Index(c.options, c.selected)
	switch e.Name {
	case fyne.KeyDown:
		i++
	case fyne.KeyUp:
		i--
	default:
		return false
	}
	if i >= 0 && i < len(c.options) {
		c.Choose(c.options[i])
	}
	return true
}

// CreateRenderer is part of fyne.Widget.
func (c *Chip) CreateRenderer() fyne.WidgetRenderer {
	r := &chipRenderer{c: c, plate: newPlate(), label: canvas.NewText("", nil), arrow: canvas.NewRegularPolygon(3, nil)}
	r.arrow.Angle = 180
	r.Refresh()
	return r
}

type chipRenderer struct {
	c     *Chip
	plate plate
	label *canvas.Text
	arrow *canvas.RegularPolygon
}

const (
	chipHeight = 28
	chipPad    = 10
	chipArrow  = 8
)

func (r *chipRenderer) Destroy() {}

func (r *chipRenderer) Objects() []fyne.CanvasObject {
	return append(r.plate.objects(), r.label, r.arrow)
}

func (r *chipRenderer) style() Style {
	s := Style{Size: SizeSmall}
	if r.c.Disabled() {
		s.Color = theme.ColorNameDisabled
	}
	return s
}

func (r *chipRenderer) MinSize() fyne.Size {
	return fyne.NewSize(r.style().measure(r.c.selected).Width+2*chipPad+chipArrow+6, chipHeight)
}

func (r *chipRenderer) Layout(size fyne.Size) {
	r.plate.layout(size)
	h := r.label.MinSize().Height
	room := size.Width - 2*chipPad - chipArrow - 6
	r.label.Text = fit(r.c.selected, r.style(), room)
	r.label.Move(fyne.NewPos(chipPad, (size.Height-h)/2))
	r.label.Resize(fyne.NewSize(room, h))
	r.arrow.Resize(fyne.NewSquareSize(chipArrow))
	r.arrow.Move(fyne.NewPos(size.Width-chipPad-chipArrow, (size.Height-chipArrow)/2))
}

func (r *chipRenderer) Refresh() {
	s := r.style()
	r.label.Text, r.label.Color, r.label.TextSize, r.label.TextStyle = r.c.selected, Color(s.color()), s.size(), s.text()
	r.arrow.FillColor = Color(Muted)
	p, radius := r.plate, Size(theme.SizeNameButtonRadius)
	p.fill.CornerRadius, p.hover.CornerRadius, p.ring.CornerRadius = radius, radius, radius+2
	p.fill.FillColor, p.fill.StrokeColor, p.fill.StrokeWidth = Color(Panel), Color(theme.ColorNameInputBorder), 1
	if r.c.marked {
		p.fill.StrokeColor = Color(Accent)
	}
	hovered, focused := r.c.State()
	paintState(p, hovered, focused)
	r.Layout(r.c.Size())
	canvas.Refresh(r.c)
}
