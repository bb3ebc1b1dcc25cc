package evidence

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"throughline/app/brief"
	"throughline/app/ui/look"
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

func newKindTile(f form, onPress func()) *kindTile {
	k := &kindTile{icon: newIcon(f.kind), name: look.NewElided(f.kind.Label(), look.Strong), advice: look.NewParagraph(f.advice, look.Caption)}
	words := look.Column(1, k.name, k.advice)
	k.InitTile(k, look.Inset(container.New(iconAndWords{}, k.icon, words), 11, 11, 14, 12), onPress)
	k.SetBordered(true)
	k.SetLabel(f.kind.Label() + ": " + f.advice)
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

// shape is a mark of an icon: a bar from x, y of so much width and height, or with a line a line from x, y by w, h. All
// are parts of the icon's size. Strength 0 is the quiet colour, 1 the strong one.
type shape struct {
	x, y, w, h float32
	line       bool
	strong     bool
}

var shapes = map[brief.ChartKind][]shape{
	brief.Line: {
		{0, 0.30, 1, 0, true, false}, // the target
		{0.02, 0.62, 0.24, -0.10, true, true},
		{0.26, 0.52, 0.24, 0.34, true, true},
		{0.50, 0.86, 0.24, -0.24, true, true},
		{0.74, 0.62, 0.24, -0.48, true, true},
	},
	brief.Column: {
		{0.02, 0.50, 0.16, 0.50, false, false},
		{0.28, 0.36, 0.16, 0.64, false, false},
		{0.54, 0.44, 0.16, 0.56, false, false},
		{0.80, 0.08, 0.16, 0.92, false, true},
	},
	brief.Bar: {
		{0, 0.04, 0.95, 0.18, false, true},
		{0, 0.30, 0.70, 0.18, false, false},
		{0, 0.56, 0.52, 0.18, false, false},
		{0, 0.82, 0.30, 0.18, false, false},
	},
	brief.Waterfall: {
		{0.02, 0.44, 0.16, 0.56, false, false},
		{0.28, 0.16, 0.16, 0.28, false, true},
		{0.54, 0.16, 0.16, 0.18, false, true},
		{0.80, 0.34, 0.16, 0.66, false, false},
	},
	brief.Variance: {
		{0.06, 0.04, 0.10, 0.16, false, true},
		{0.32, 0.20, 0.10, 0.10, false, true},
		{0.58, 0.20, 0.10, 0.18, false, true},
		{0.84, 0.10, 0.10, 0.10, false, true},
		{0, 0.20, 1, 0, true, false},
		{0.02, 0.62, 0.18, 0.38, false, false},
		{0.28, 0.54, 0.18, 0.46, false, false},
		{0.54, 0.58, 0.18, 0.42, false, false},
		{0.80, 0.48, 0.18, 0.52, false, false},
	},
	brief.Stacked: {
		{0.04, 0.62, 0.20, 0.38, false, false},
		{0.04, 0.44, 0.20, 0.15, false, true},
		{0.40, 0.56, 0.20, 0.44, false, false},
		{0.40, 0.30, 0.20, 0.23, false, true},
		{0.76, 0.48, 0.20, 0.52, false, false},
		{0.76, 0.10, 0.20, 0.35, false, true},
	},
	brief.Bullet: {
		{0, 0.04, 1, 0.26, false, false},
		{0, 0.12, 0.78, 0.10, false, true},
		{0.86, 0.04, 0, 0.26, true, true},
		{0, 0.38, 1, 0.26, false, false},
		{0, 0.46, 0.56, 0.10, false, true},
		{0.70, 0.38, 0, 0.26, true, true},
		{0, 0.72, 1, 0.26, false, false},
		{0, 0.80, 0.88, 0.10, false, true},
		{0.76, 0.72, 0, 0.26, true, true},
	},
	brief.Dumbbell: {
		{0.30, 0.16, 0.50, 0, true, false},
		{0.26, 0.09, 0.10, 0.15, false, false},
		{0.78, 0.09, 0.10, 0.15, false, true},
		{0.10, 0.50, 0.36, 0, true, false},
		{0.08, 0.43, 0.10, 0.15, false, false},
		{0.42, 0.43, 0.10, 0.15, false, true},
		{0.44, 0.84, 0.44, 0, true, false},
		{0.84, 0.77, 0.10, 0.15, false, false},
		{0.40, 0.77, 0.10, 0.15, false, true},
	},
	brief.Slope: {
		{0.14, 0, 0, 1, true, false},
		{0.86, 0, 0, 1, true, false},
		{0.14, 0.30, 0.72, -0.16, true, false},
		{0.14, 0.48, 0.72, 0.36, true, true},
		{0.14, 0.80, 0.72, -0.28, true, false},
	},
	brief.Scatter: {
		{0, 1, 1, 0, true, false},
		{0, 0, 0, 1, true, false},
		{0.16, 0.70, 0.09, 0.14, false, true},
		{0.32, 0.54, 0.09, 0.14, false, true},
		{0.46, 0.62, 0.09, 0.14, false, true},
		{0.58, 0.32, 0.09, 0.14, false, true},
		{0.80, 0.12, 0.11, 0.17, false, true},
	},
	brief.Quadrants: {
		{0, 0.50, 1, 0, true, false},
		{0.50, 0, 0, 1, true, false},
		{0.16, 0.16, 0.10, 0.15, false, true},
		{0.30, 0.26, 0.10, 0.15, false, true},
		{0.70, 0.20, 0.10, 0.15, false, false},
		{0.24, 0.70, 0.10, 0.15, false, false},
		{0.78, 0.74, 0.10, 0.15, false, false},
	},
	brief.Sparkline: {
		{0, 0.10, 0.26, 0.10, false, false},
		{0.34, 0.24, 0.22, -0.12, true, true},
		{0.56, 0.12, 0.20, 0.08, true, true},
		{0.76, 0.20, 0.24, -0.16, true, true},
		{0, 0.45, 0.26, 0.10, false, false},
		{0.34, 0.44, 0.22, 0.12, true, true},
		{0.56, 0.56, 0.20, -0.10, true, true},
		{0.76, 0.46, 0.24, 0.10, true, true},
		{0, 0.80, 0.26, 0.10, false, false},
		{0.34, 0.92, 0.22, -0.08, true, true},
		{0.56, 0.84, 0.20, -0.06, true, true},
		{0.76, 0.78, 0.24, 0.04, true, true},
	},
	brief.Multiples: {
		{0, 0.44, 0.44, 0, true, false},
		{0.02, 0.36, 0.20, -0.22, true, true},
		{0.22, 0.14, 0.20, 0.10, true, true},
		{0.56, 0.44, 0.44, 0, true, false},
		{0.58, 0.16, 0.20, 0.18, true, true},
		{0.78, 0.34, 0.20, -0.10, true, true},
		{0, 1, 0.44, 0, true, false},
		{0.02, 0.80, 0.20, 0.08, true, true},
		{0.22, 0.88, 0.20, -0.22, true, true},
		{0.56, 1, 0.44, 0, true, false},
		{0.58, 0.92, 0.20, -0.26, true, true},
		{0.78, 0.66, 0.20, 0.12, true, true},
	},
}

// CreateRenderer is part of fyne.Widget.
func (i *icon) CreateRenderer() fyne.WidgetRenderer {
	r := &iconRenderer{i: i}
	for _, s := range shapes[i.kind] {
		if s.line {
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
	for n, s := range shapes[r.i.kind] {
		x, y, w, h := s.x*iconWidth, s.y*iconHeight, s.w*iconWidth, s.h*iconHeight
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
	for n, s := range shapes[r.i.kind] {
		c := quiet
		if s.strong {
			c = strong
		}
		r.paint(r.marks[n], c, s.strong)
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
