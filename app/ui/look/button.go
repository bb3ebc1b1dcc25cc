package look

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
)

// Rank says how much a button asks for attention.
type Rank uint8

// The ranks: bordered (the default), filled with the accent (one a screen), text alone, and small text alone.
const (
	Secondary Rank = iota
	Primary
	Plain
	Link
)

// Button is a button with a border; Fyne's own have none.
type Button struct {
	Press

	text    string
	rank    Rank
	compact bool
}

// NewButton returns a bordered button.
func NewButton(text string, onPress func()) *Button { return newButton(text, Secondary, onPress) }

// NewPrimary returns the one button of a screen that does what the screen is for.
func NewPrimary(text string, onPress func()) *Button { return newButton(text, Primary, onPress) }

// NewPlain returns a button that is text alone, for the way out.
func NewPlain(text string, onPress func()) *Button { return newButton(text, Plain, onPress) }

// NewLink returns a button that is a few small words, for a status bar.
func NewLink(text string, onPress func()) *Button { return newButton(text, Link, onPress) }

// NewCompact returns a bordered button that fits in a line of text, for notices.
func NewCompact(text string, onPress func()) *Button {
	b := newButton(text, Secondary, onPress)
	b.compact = true
	return b
}

func newButton(text string, rank Rank, onPress func()) *Button {
	b := &Button{text: text, rank: rank}
	b.OnPress = onPress
	b.Init(b, text)
	return b
}

// Text returns the button's label.
func (b *Button) Text() string { return b.text }

// SetText changes the label.
func (b *Button) SetText(text string) {
	if text != b.text {
		b.text, b.label = text, text
		b.Refresh()
	}
}

// CreateRenderer is part of fyne.Widget.
func (b *Button) CreateRenderer() fyne.WidgetRenderer {
	r := &buttonRenderer{b: b, plate: newPlate(), label: canvas.NewText("", nil)}
	r.Refresh()
	return r
}

type buttonRenderer struct {
	b     *Button
	plate plate
	label *canvas.Text
}

func (r *buttonRenderer) Destroy() {}

func (r *buttonRenderer) Objects() []fyne.CanvasObject { return append(r.plate.objects(), r.label) }

func (r *buttonRenderer) style() Style {
	s := Style{Size: SizeSmall, Bold: true, Align: fyne.TextAlignCenter}
	switch {
	case r.b.off():
		s.Color = theme.ColorNameDisabled
	case r.b.rank == Primary:
		s.Color = OnAccent
	case r.b.rank == Plain:
		s.Color, s.Bold = Muted, false
	case r.b.rank == Link:
		s = Caption
		s.Align = fyne.TextAlignCenter
	}
	return s
}

func (r *buttonRenderer) MinSize() fyne.Size {
	w := r.style().measure(r.b.text).Width
	if r.b.rank == Link {
		return fyne.NewSize(w+8, 24)
	}
	if r.b.compact {
		return fyne.NewSize(w+20, 26)
	}
	return fyne.NewSize(w+28, 32)
}

func (r *buttonRenderer) Layout(size fyne.Size) {
	r.plate.layout(size)
	h := r.label.MinSize().Height
	r.label.Move(fyne.NewPos(0, (size.Height-h)/2))
	r.label.Resize(fyne.NewSize(size.Width, h))
}

func (r *buttonRenderer) Refresh() {
	s := r.style()
	r.label.Text, r.label.Color, r.label.TextSize, r.label.TextStyle, r.label.Alignment = r.b.text, Color(s.color()), s.size(), s.text(), s.Align

	p, radius := r.plate, Size(theme.SizeNameButtonRadius)
	p.fill.CornerRadius, p.hover.CornerRadius, p.ring.CornerRadius = radius, radius, radius+2
	p.fill.FillColor, p.fill.StrokeColor, p.fill.StrokeWidth = color.Transparent, color.Transparent, 0
	switch {
	case r.b.rank == Primary && r.b.off():
		p.fill.FillColor = Color(theme.ColorNameDisabledButton)
	case r.b.rank == Primary:
		p.fill.FillColor = Color(Accent)
	case r.b.rank == Secondary:
		p.fill.FillColor, p.fill.StrokeColor, p.fill.StrokeWidth = Color(Panel), Color(theme.ColorNameInputBorder), 1
	}
	hovered, focused := r.b.State()
	paintState(p, hovered, focused)
	canvas.Refresh(r.b)
}

// paintState shows hover and focus on a plate.
func paintState(p plate, hovered, focused bool) {
	p.hover.FillColor, p.ring.FillColor, p.ring.StrokeColor, p.ring.StrokeWidth = color.Transparent, color.Transparent, color.Transparent, 0
	if hovered {
		p.hover.FillColor = Color(theme.ColorNameHover)
	}
	if focused {
		p.ring.StrokeColor, p.ring.StrokeWidth = Color(Accent), 2
	}
}
