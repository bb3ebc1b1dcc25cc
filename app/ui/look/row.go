package look

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
)

// Row is any content that can be pressed as a whole: an entry of a list, a section of the rail, a card that opens
// something. Its content takes no part in the focus.
type Row struct {
	Press

	content  fyne.CanvasObject
	bordered bool
	chosen   bool
}

// NewRow returns a pressable row without padding; label is what assistive tools read.
func NewRow(label string, content fyne.CanvasObject, onPress func()) *Row {
	r := &Row{content: content}
	r.OnPress = onPress
	r.Init(r, label)
	return r
}

// NewPressCard returns a pressable card with the house's padding.
func NewPressCard(label string, content fyne.CanvasObject, onPress func()) *Row {
	r := NewRow(label, Inset(content, 14, 14, 16, 16), onPress)
	r.bordered = true
	return r
}

// SetChosen marks the row as the one chosen.
func (r *Row) SetChosen(on bool) {
	if on != r.chosen {
		r.chosen = on
		r.Refresh()
	}
}

// Chosen reports whether the row is marked.
func (r *Row) Chosen() bool { return r.chosen }

// CreateRenderer is part of fyne.Widget.
func (r *Row) CreateRenderer() fyne.WidgetRenderer {
	x := &rowRenderer{r: r, plate: newPlate()}
	x.Refresh()
	return x
}

type rowRenderer struct {
	r     *Row
	plate plate
}

func (x *rowRenderer) Destroy() {}

func (x *rowRenderer) Objects() []fyne.CanvasObject {
	return append(x.plate.objects(), x.r.content)
}

func (x *rowRenderer) MinSize() fyne.Size { return x.r.content.MinSize() }

func (x *rowRenderer) Layout(size fyne.Size) {
	x.plate.layout(size)
	if !x.r.bordered { // a list's rows touch: their ring stays inside
		x.plate.ring.Resize(size)
		x.plate.ring.Move(fyne.NewPos(0, 0))
	}
	x.r.content.Resize(size)
}

func (x *rowRenderer) Refresh() {
	p, radius := x.plate, Size(theme.SizeNameButtonRadius)
	if x.r.bordered {
		radius = Size(theme.SizeNameCardRadius)
	}
	p.fill.CornerRadius, p.hover.CornerRadius, p.ring.CornerRadius = radius, radius, radius
	p.fill.FillColor, p.fill.StrokeColor, p.fill.StrokeWidth = color.Transparent, color.Transparent, 0
	if x.r.bordered {
		p.fill.FillColor, p.fill.StrokeColor, p.fill.StrokeWidth = Color(Panel), Color(Hairline), 1
	}
	if x.r.chosen {
		p.fill.FillColor = Color(AccentSoft)
	}
	hovered, focused := x.r.State()
	paintState(p, hovered, focused)
	if focused && x.r.bordered {
		p.ring.CornerRadius = radius + 2
	}
	canvas.Refresh(x.r)
}
