package look

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// sparkPoints is how many values a spark draws at most; of more it draws every second, third and so on, and the last.
const sparkPoints = 32

// Spark is the course of some values as a small line with a dot at the last one, without axes.
type Spark struct {
	widget.BaseWidget

	values []float64
}

// NewSpark returns a spark without values, which shows nothing.
func NewSpark() *Spark {
	s := &Spark{}
	s.ExtendBaseWidget(s)
	return s
}

// SetValues shows values, in their order; fewer than two show nothing.
func (s *Spark) SetValues(values []float64) {
	s.values = values
	if step := (len(values) + sparkPoints - 1) / sparkPoints; step > 1 {
		s.values = nil
		for i := (len(values) - 1) % step; i < len(values); i += step {
			s.values = append(s.values, values[i])
		}
	}
	s.Refresh()
}

// CreateRenderer is part of fyne.Widget.
func (s *Spark) CreateRenderer() fyne.WidgetRenderer {
	return &sparkRenderer{s: s, dot: canvas.NewCircle(nil)}
}

type sparkRenderer struct {
	s     *Spark
	lines []*canvas.Line // kept from one drawing to the next
	dot   *canvas.Circle
	drawn []fyne.CanvasObject
}

func (r *sparkRenderer) Destroy() {}

func (r *sparkRenderer) Objects() []fyne.CanvasObject { return r.drawn }

func (r *sparkRenderer) MinSize() fyne.Size { return fyne.NewSize(24, 12) }

func (r *sparkRenderer) Refresh() {
	r.Layout(r.s.Size())
	canvas.Refresh(r.s)
}

func (r *sparkRenderer) Layout(size fyne.Size) {
	const radius = 2
	r.drawn = r.drawn[:0]
	values := r.s.values
	if len(values) < 2 || size.Width <= 4*radius || size.Height <= 2*radius {
		return
	}
	low, high := values[0], values[0]
	for _, v := range values {
		low, high = min(low, v), max(high, v)
	}
	at := func(i int) fyne.Position {
		part := float32(0.5) // values that are all the same lie in the middle
		if high > low {
			part = float32((values[i] - low) / (high - low))
		}
		return fyne.NewPos(radius+float32(i)/float32(len(values)-1)*(size.Width-2*radius), radius+(1-part)*(size.Height-2*radius))
	}
	for i := range len(values) - 1 {
		if i == len(r.lines) {
			r.lines = append(r.lines, canvas.NewLine(nil))
		}
		l := r.lines[i]
		l.StrokeColor, l.StrokeWidth, l.Position1, l.Position2 = Color(Figure), 1.5, at(i), at(i+1)
		r.drawn = append(r.drawn, l)
	}
	last := at(len(values) - 1)
	r.dot.FillColor = Color(Figure)
	r.dot.Move(last.SubtractXY(radius, radius))
	r.dot.Resize(fyne.NewSquareSize(2 * radius))
	r.drawn = append(r.drawn, r.dot)
}
