package look

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
)

// Tile is a card that can be pressed as a whole: a template, a chart kind, a row of a list. SetActive draws it as the
// one that is chosen.
type Tile struct {
	Press

	content fyne.CanvasObject
	active  bool
	bare    bool
}

// InitTile makes a tile of a widget that embeds one: content without padding, and without a border while it is neither
// hovered nor chosen.
func (t *Tile) InitTile(outer fyne.Widget, content fyne.CanvasObject, onPress func()) {
	t.content, t.bare, t.OnPress = content, true, onPress
	t.Init(outer, "")
}

// NewTile returns a tile with the house's padding around content; label is what assistive tools read.
func NewTile(label string, content fyne.CanvasObject, onPress func()) *Tile {
	return newTile(label, Inset(content, 12, 12, 16, 16), onPress, false)
}

// NewBareTile returns a tile without padding and, while it is neither hovered nor chosen, without a border: a row.
func NewBareTile(label string, content fyne.CanvasObject, onPress func()) *Tile {
	return newTile(label, content, onPress, true)
}

func newTile(label string, content fyne.CanvasObject, onPress func(), bare bool) *Tile {
	t := &Tile{content: content, bare: bare}
	t.OnPress = onPress
	t.Init(t, label)
	return t
}

// SetBordered gives a bare tile the border of a card.
func (t *Tile) SetBordered(on bool) {
	if t.bare == on {
		t.bare = !on
		t.Refresh()
	}
}

// SetActive draws the tile as chosen, or as one of the others.
func (t *Tile) SetActive(on bool) {
	if on != t.active {
		t.active = on
		t.Refresh()
	}
}

// Active reports whether the tile is drawn as chosen.
func (t *Tile) Active() bool { return t.active }

// CreateRenderer is part of fyne.Widget.
func (t *Tile) CreateRenderer() fyne.WidgetRenderer {
	r := &tileRenderer{t: t, plate: newPlate()}
	r.paint()
	return r
}

type tileRenderer struct {
	t     *Tile
	plate plate
}

func (r *tileRenderer) Destroy() {}

func (r *tileRenderer) Objects() []fyne.CanvasObject { return append(r.plate.objects(), r.t.content) }

func (r *tileRenderer) MinSize() fyne.Size { return r.t.content.MinSize() }

func (r *tileRenderer) Layout(size fyne.Size) {
	r.plate.layout(size)
	r.t.content.Resize(size)
}

func (r *tileRenderer) Refresh() {
	r.paint()
	canvas.Refresh(r.plate.fill) // not the tile: a widget that embeds it is what the canvas knows
}

func (r *tileRenderer) paint() {
	p, radius := r.plate, Size(theme.SizeNameCardRadius)
	if r.t.bare {
		radius = Size(theme.SizeNameButtonRadius)
	}
	p.fill.CornerRadius, p.hover.CornerRadius, p.ring.CornerRadius = radius, radius, radius+2
	p.fill.FillColor, p.fill.StrokeColor, p.fill.StrokeWidth = Color(Panel), Color(Hairline), 1
	switch {
	case r.t.active && r.t.bare:
		p.fill.FillColor, p.fill.StrokeColor, p.fill.StrokeWidth = Color(AccentSoft), color.Transparent, 0
	case r.t.active:
		p.fill.StrokeColor, p.fill.StrokeWidth = Color(Accent), 1.5
	case r.t.bare:
		p.fill.FillColor, p.fill.StrokeColor, p.fill.StrokeWidth = color.Transparent, color.Transparent, 0
	}
	hovered, focused := r.t.State()
	paintState(p, hovered && !r.t.active, focused)
}

// SetLabel changes what assistive tools read.
func (t *Tile) SetLabel(label string) { t.label = label }
