package evidence

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"throughline/app/brief"
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
	k := &kindTile{icon: newIcon(f.Kind), name: look.NewElided(f.Kind.Label(), look.Strong), advice: look.NewParagraph(f.Advice, look.Caption)}
	words := look.Column(1, k.name, k.advice)
	k.InitTile(k, look.Inset(container.New(iconAndWords{}, k.icon, words), 11, 11, 14, 12), onPress)
	k.SetBordered(true)
	k.SetLabel(f.Kind.Label() + ": " + f.Advice)
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

// grid lays tiles in as many columns as there is room for, up to a bound; a row is as tall as its tallest tile.
type grid struct {
	least float32
	most  int
}

const gridGap float32 = 10

func (g grid) columns(width float32, n int) int {
	return max(min(int((width+gridGap)/(g.least+gridGap)), g.most, n), 1)
}

// MinSize is part of fyne.Layout. Layout has given the tiles their places; tiles of one row lie at one height.
func (g grid) MinSize(o []fyne.CanvasObject) fyne.Size {
	columns := 1
	for columns < len(o) && o[columns].Position().X > 0 {
		columns++
	}
	total := float32(0)
	for i := 0; i < len(o); i += columns {
		total += tallest(o[i:min(i+columns, len(o))]) + gridGap
	}
	return fyne.NewSize(g.least, max(total-gridGap, 0))
}

func tallest(o []fyne.CanvasObject) float32 {
	h := float32(0)
	for _, x := range o {
		h = max(h, x.MinSize().Height)
	}
	return h
}

// Layout is part of fyne.Layout.
func (g grid) Layout(o []fyne.CanvasObject, size fyne.Size) {
	n := g.columns(size.Width, len(o))
	w := (size.Width - float32(n-1)*gridGap) / float32(n)
	for _, t := range o {
		t.Resize(fyne.NewSize(w, t.MinSize().Height)) // wrapped text knows its height only once it has its width
	}
	y := float32(0)
	for i := 0; i < len(o); i += n {
		row := o[i:min(i+n, len(o))]
		h := tallest(row)
		for col, t := range row {
			t.Move(fyne.NewPos(float32(col)*(w+gridGap), y))
			t.Resize(fyne.NewSize(w, h))
		}
		y += h + gridGap
	}
}
