package look

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Card is a bordered surface around its content. SetActive draws its border in the accent, for the card that holds the
// focus.
type Card struct {
	widget.BaseWidget

	content fyne.CanvasObject
	active  bool
}

// NewCard returns a card with the house's padding around content.
func NewCard(content fyne.CanvasObject) *Card {
	return NewBareCard(Inset(content, 12, 12, 16, 16))
}

// NewBareCard returns a card without padding.
func NewBareCard(content fyne.CanvasObject) *Card {
	c := &Card{content: content}
	c.ExtendBaseWidget(c)
	return c
}

// SetActive marks the card that holds the focus.
func (c *Card) SetActive(on bool) {
	if on != c.active {
		c.active = on
		c.Refresh()
	}
}

// CreateRenderer is part of fyne.Widget.
func (c *Card) CreateRenderer() fyne.WidgetRenderer {
	r := &cardRenderer{c: c, back: canvas.NewRectangle(nil)}
	r.Refresh()
	return r
}

type cardRenderer struct {
	c    *Card
	back *canvas.Rectangle
}

func (r *cardRenderer) Destroy() {}

func (r *cardRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.back, r.c.content}
}

func (r *cardRenderer) MinSize() fyne.Size { return r.c.content.MinSize() }

func (r *cardRenderer) Layout(size fyne.Size) {
	r.back.Resize(size)
	r.c.content.Resize(size)
}

func (r *cardRenderer) Refresh() {
	r.back.CornerRadius = Size(theme.SizeNameCardRadius)
	r.back.FillColor, r.back.StrokeColor, r.back.StrokeWidth = Color(Panel), Color(Hairline), 1
	if r.c.active {
		r.back.StrokeColor, r.back.StrokeWidth = Color(Accent), 1.5
	}
	r.back.Refresh()
	canvas.Refresh(r.c)
}

// Fill is a surface of one theme colour that follows the theme, to lie behind other things.
type Fill struct {
	widget.BaseWidget

	color  fyne.ThemeColorName
	radius float32
}

// NewFill returns a surface.
func NewFill(c fyne.ThemeColorName) *Fill { return NewRoundFill(c, 0) }

// NewRoundFill returns a surface with rounded corners.
func NewRoundFill(c fyne.ThemeColorName, radius float32) *Fill {
	f := &Fill{color: c, radius: radius}
	f.ExtendBaseWidget(f)
	return f
}

// CreateRenderer is part of fyne.Widget.
func (f *Fill) CreateRenderer() fyne.WidgetRenderer {
	r := &fillRenderer{f: f, rect: canvas.NewRectangle(nil)}
	r.Refresh()
	return r
}

type fillRenderer struct {
	f    *Fill
	rect *canvas.Rectangle
}

func (r *fillRenderer) Destroy() {}

func (r *fillRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.rect} }

func (r *fillRenderer) MinSize() fyne.Size { return fyne.Size{} }

func (r *fillRenderer) Layout(size fyne.Size) { r.rect.Resize(size) }

func (r *fillRenderer) Refresh() {
	r.rect.FillColor, r.rect.CornerRadius = color.Transparent, r.f.radius
	if r.f.color != "" {
		r.rect.FillColor = Color(r.f.color)
	}
	r.rect.Refresh()
}

// Inset puts space around an object.
func Inset(o fyne.CanvasObject, top, bottom, left, right float32) *fyne.Container {
	return container.New(layout.NewCustomPaddedLayout(top, bottom, left, right), o)
}

// Line puts objects in a row with a gap between them; each is as tall as the row, so wrap in Middle what must not be.
func Line(gap float32, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(layout.NewCustomPaddedHBoxLayout(gap), objects...)
}

// Labelled puts a caption over an object.
func Labelled(name string, o fyne.CanvasObject) fyne.CanvasObject {
	return Column(3, NewText(name, Caption), o)
}

// Middle keeps an object at its own height, centred in the height of its row.
func Middle(o fyne.CanvasObject) *fyne.Container {
	return container.New(middleLayout{}, o)
}

// Gap is empty space that takes what is left in a Line or Column.
func Gap() fyne.CanvasObject { return layout.NewSpacer() }

// Rule is a hairline across a column, or down a line.
func Rule() fyne.CanvasObject { return widget.NewSeparator() }

// Between puts one object at the left, as wide as there is room, and one at the right at its own width, both centred in
// the height of the taller.
func Between(left, right fyne.CanvasObject) *fyne.Container {
	return container.New(betweenLayout{}, left, right)
}

// Frame puts bars around a centre, all of them touching: Fyne's border leaves room between them. top and bottom take the
// whole width, left what is between them; nil leaves one out.
func Frame(top, bottom, left, centre fyne.CanvasObject) *fyne.Container {
	l := frameLayout{top, bottom, left, centre}
	c := container.New(l)
	for _, o := range []fyne.CanvasObject{top, bottom, left, centre} {
		if o != nil {
			c.Add(o)
		}
	}
	return c
}

type frameLayout struct{ top, bottom, left, centre fyne.CanvasObject }

func minOf(o fyne.CanvasObject) fyne.Size {
	if o == nil || !o.Visible() {
		return fyne.Size{}
	}
	return o.MinSize()
}

func (l frameLayout) MinSize([]fyne.CanvasObject) fyne.Size {
	t, b, le, c := minOf(l.top), minOf(l.bottom), minOf(l.left), minOf(l.centre)
	return fyne.NewSize(max(t.Width, b.Width, le.Width+c.Width), t.Height+b.Height+max(le.Height, c.Height))
}

func (l frameLayout) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	t, b, le := minOf(l.top).Height, minOf(l.bottom).Height, minOf(l.left).Width
	put := func(o fyne.CanvasObject, x, y, w, h float32) {
		if o != nil {
			o.Move(fyne.NewPos(x, y))
			o.Resize(fyne.NewSize(max(0, w), max(0, h)))
		}
	}
	put(l.top, 0, 0, size.Width, t)
	put(l.bottom, 0, size.Height-b, size.Width, b)
	put(l.left, 0, t, le, size.Height-t-b)
	put(l.centre, le, t, size.Width-le, size.Height-t-b)
}

type middleLayout struct{}

func (middleLayout) MinSize(objects []fyne.CanvasObject) fyne.Size { return objects[0].MinSize() }

func (middleLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	h := objects[0].MinSize().Height
	objects[0].Resize(fyne.NewSize(size.Width, h))
	objects[0].Move(fyne.NewPos(0, (size.Height-h)/2))
}

type betweenLayout struct{}

const betweenGap = 12

func (betweenLayout) MinSize(o []fyne.CanvasObject) fyne.Size {
	l, r := o[0].MinSize(), o[1].MinSize()
	return fyne.NewSize(l.Width+betweenGap+r.Width, max(l.Height, r.Height))
}

func (betweenLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	right := o[1].MinSize()
	o[1].Resize(right)
	o[1].Move(fyne.NewPos(size.Width-right.Width, (size.Height-right.Height)/2))
	o[0].Resize(fyne.NewSize(max(0, size.Width-right.Width-betweenGap), o[0].MinSize().Height))
	h := o[0].MinSize().Height // again: wrapped text knows its height only once it has its width
	o[0].Resize(fyne.NewSize(o[0].Size().Width, h))
	o[0].Move(fyne.NewPos(0, (size.Height-h)/2))
}
