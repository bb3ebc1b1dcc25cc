package pagesettings

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"throughline/app/ui/look"
	"throughline/export/page"
)

func labelled(name string, o fyne.CanvasObject) fyne.CanvasObject {
	return look.Column(4, look.NewText(name, look.Caption), o)
}

func group(name string, o fyne.CanvasObject) fyne.CanvasObject {
	return look.Column(6, look.NewText(name, look.Name), o)
}

func pair(left, right fyne.CanvasObject) fyne.CanvasObject {
	return container.NewGridWithColumns(2, left, right)
}

// swatches is a row of colours as they are on paper.
type swatches struct {
	widget.BaseWidget
	side   float32
	colors []page.Color
	row    *fyne.Container
}

func newSwatches(side float32) *swatches {
	s := &swatches{side: side, row: look.Line(4)}
	s.ExtendBaseWidget(s)
	return s
}

func (s *swatches) set(colors ...page.Color) {
	s.colors = colors
	s.row.Objects = nil
	for _, c := range colors {
		r := canvas.NewRectangle(color.NRGBA{c.R, c.G, c.B, 0xff})
		r.CornerRadius, r.StrokeColor, r.StrokeWidth = 4, look.Color(look.Hairline), 1
		r.SetMinSize(fyne.NewSquareSize(s.side))
		s.row.Add(r)
	}
	s.row.Refresh()
}

// CreateRenderer is part of fyne.Widget.
func (s *swatches) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(s.row) }
