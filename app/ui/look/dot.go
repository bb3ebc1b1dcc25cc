package look

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// Status is the state of a section or a row.
type Status uint8

// The states. Each has a shape as well as a colour: a ring, a disc, a triangle, a diamond.
const (
	Empty Status = iota
	Fine
	Consider
	Mend
)

// Dot shows a Status.
type Dot struct {
	widget.BaseWidget

	status Status
}

// NewDot returns a dot.
func NewDot(s Status) *Dot {
	d := &Dot{status: s}
	d.ExtendBaseWidget(d)
	return d
}

// SetStatus changes it.
func (d *Dot) SetStatus(s Status) {
	if s != d.status {
		d.status = s
		d.Refresh()
	}
}

// CreateRenderer is part of fyne.Widget.
func (d *Dot) CreateRenderer() fyne.WidgetRenderer {
	r := &dotRenderer{d: d, disc: canvas.NewCircle(nil), sharp: canvas.NewRegularPolygon(3, nil)}
	r.Refresh()
	return r
}

type dotRenderer struct {
	d     *Dot
	disc  *canvas.Circle
	sharp *canvas.RegularPolygon
}

const dotSize = 10

func (r *dotRenderer) Destroy() {}

func (r *dotRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.disc, r.sharp} }

func (r *dotRenderer) MinSize() fyne.Size { return fyne.NewSquareSize(dotSize) }

func (r *dotRenderer) Layout(size fyne.Size) {
	x, y := (size.Width-dotSize)/2, (size.Height-dotSize)/2
	r.disc.Resize(fyne.NewSquareSize(dotSize - 2))
	r.disc.Move(fyne.NewPos(x+1, y+1))
	r.sharp.Resize(fyne.NewSquareSize(dotSize + 1))
	r.sharp.Move(fyne.NewPos(x-0.5, y-0.5))
}

func (r *dotRenderer) Refresh() {
	r.disc.FillColor, r.disc.StrokeColor, r.disc.StrokeWidth = color.Transparent, color.Transparent, 0
	r.disc.Show()
	r.sharp.Hide()
	switch r.d.status {
	case Empty:
		r.disc.StrokeColor, r.disc.StrokeWidth = Color(Muted), 1
	case Fine:
		r.disc.FillColor = Color(Accent)
	case Consider, Mend:
		r.disc.Hide()
		r.sharp.Show()
		r.sharp.Sides, r.sharp.Angle, r.sharp.FillColor = 3, 0, Color(Warn)
		if r.d.status == Mend {
			r.sharp.Sides, r.sharp.Angle, r.sharp.FillColor = 4, 0, Color(Bad)
		}
	}
	canvas.Refresh(r.d)
}
