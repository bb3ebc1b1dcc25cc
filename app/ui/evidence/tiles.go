package evidence

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"throughline/app/brief"
	"throughline/app/say"
	"throughline/app/ui/look"
	"throughline/export"
)

// newChoice returns a tile with a name and a line of advice.
func newChoice(name, advice string, onPress func()) *look.Tile {
	return look.NewTile(name, look.Column(1,
		look.NewElided(name, look.Strong),
		look.NewParagraph(advice, look.Caption)), onPress)
}

// kindTile is one chart form to choose: its shape, its name, and when to choose it.
type kindTile struct {
	look.Tile
	icon   *icon
	name   *look.Text
	advice *look.Flow
}

func newKindTile(f chartKind, onPress func()) *kindTile {
	k := &kindTile{icon: newIcon(f.Kind), name: look.NewElided(say.T(f.Kind.Label()), look.Strong), advice: look.NewParagraph(say.T(f.Advice), look.Caption)}
	words := look.Column(1, k.name, k.advice)
	k.InitTile(k, look.Inset(container.New(iconAndWords{}, k.icon, words), 11, 11, 14, 12), onPress)
	k.SetBordered(true)
	k.SetLabel(say.T(f.Kind.Label()) + ": " + say.T(f.Advice))
	return k
}

// iconAndWords stands an icon before words.
type iconAndWords struct{}

const iconGap float32 = 14

// MinSize is part of fyne.Layout.
func (iconAndWords) MinSize(o []fyne.CanvasObject) fyne.Size {
	i, w := o[0].MinSize(), o[1].MinSize()
	return fyne.NewSize(i.Width+iconGap+w.Width, max(i.Height, w.Height))
}

// Layout is part of fyne.Layout.
func (iconAndWords) Layout(o []fyne.CanvasObject, size fyne.Size) {
	i := o[0].MinSize()
	o[0].Move(fyne.NewPos(0, (size.Height-i.Height)/2))
	o[0].Resize(i)
	o[1].Move(fyne.NewPos(i.Width+iconGap, 0))
	width := max(size.Width-i.Width-iconGap, 0)
	o[1].Resize(fyne.NewSize(width, size.Height))
	if h := o[1].MinSize().Height; h < size.Height { // in the middle, as the icon is
		o[1].Move(fyne.NewPos(i.Width+iconGap, (size.Height-h)/2))
		o[1].Resize(fyne.NewSize(width, h))
	}
}

func (k *kindTile) set(chosen, possible bool) {
	k.SetActive(chosen)
	k.icon.set(chosen, possible || chosen)
	s := look.Strong
	if possible || chosen {
		k.Enable()
	} else {
		k.Disable()
		s.Color = look.Muted
	}
	k.name.SetStyle(s)
}

// icon draws the shape of a chart.
type icon struct {
	widget.BaseWidget
	kind             brief.ChartKind
	chosen, possible bool
}

func newIcon(k brief.ChartKind) *icon {
	i := &icon{kind: k, possible: true}
	i.ExtendBaseWidget(i)
	return i
}

func (i *icon) set(chosen, possible bool) {
	i.chosen, i.possible = chosen, possible
	i.Refresh()
}

// CreateRenderer is part of fyne.Widget.
func (i *icon) CreateRenderer() fyne.WidgetRenderer {
	r := &iconRenderer{i: i}
	for _, s := range export.ChartTile(i.kind) {
		if s.Line {
			r.marks = append(r.marks, canvas.NewLine(nil))
		} else {
			r.marks = append(r.marks, canvas.NewRectangle(nil))
		}
	}
	r.Refresh()
	return r
}

type iconRenderer struct {
	i     *icon
	marks []fyne.CanvasObject
}

const (
	iconWidth  float32 = 46
	iconHeight float32 = 30
)

// Destroy is part of fyne.WidgetRenderer.
func (r *iconRenderer) Destroy() {}

// Objects is part of fyne.WidgetRenderer.
func (r *iconRenderer) Objects() []fyne.CanvasObject { return r.marks }

// MinSize is part of fyne.WidgetRenderer.
func (r *iconRenderer) MinSize() fyne.Size { return fyne.NewSize(iconWidth, iconHeight) }

// Layout is part of fyne.WidgetRenderer.
func (r *iconRenderer) Layout(fyne.Size) {
	for n, s := range export.ChartTile(r.i.kind) {
		x, y, w, h := s.X*iconWidth, s.Y*iconHeight, s.W*iconWidth, s.H*iconHeight
		switch m := r.marks[n].(type) {
		case *canvas.Line:
			m.Position1, m.Position2 = fyne.NewPos(x, y), fyne.NewPos(x+w, y+h)
		default:
			m.Move(fyne.NewPos(x, y))
			m.Resize(fyne.NewSize(w, h))
		}
	}
}

// Refresh is part of fyne.WidgetRenderer.
func (r *iconRenderer) Refresh() {
	strong, quiet := look.Color(look.Figure), look.Color(look.Hairline)
	switch {
	case !r.i.possible:
		strong = quiet
	case r.i.chosen:
		strong = look.Color(look.Accent)
	}
	for n, s := range export.ChartTile(r.i.kind) {
		c := quiet
		if s.Strong {
			c = strong
		}
		r.paint(r.marks[n], c, s.Strong)
	}
	r.Layout(fyne.Size{})
	canvas.Refresh(r.i)
}

func (r *iconRenderer) paint(o fyne.CanvasObject, c color.Color, strong bool) {
	switch m := o.(type) {
	case *canvas.Line:
		m.StrokeColor, m.StrokeWidth = c, 1.5
		if strong {
			m.StrokeWidth = 2.2
		}
	case *canvas.Rectangle:
		m.FillColor, m.CornerRadius = c, 1
	}
}
