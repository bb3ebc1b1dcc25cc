package pagesettings

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
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

// halves puts two things side by side, each on half of the width and at its own height.
type halves struct{}

const halvesGap = 20

// MinSize is part of fyne.Layout.
func (halves) MinSize(o []fyne.CanvasObject) fyne.Size {
	a, b := o[0].MinSize(), o[1].MinSize()
	return fyne.NewSize(2*max(a.Width, b.Width)+halvesGap, max(a.Height, b.Height))
}

// Layout is part of fyne.Layout.
func (halves) Layout(o []fyne.CanvasObject, size fyne.Size) {
	w := (size.Width - halvesGap) / 2
	for i, x := range o {
		x.Move(fyne.NewPos(float32(i)*(w+halvesGap), 0))
		x.Resize(fyne.NewSize(w, x.MinSize().Height))
		x.Resize(fyne.NewSize(w, x.MinSize().Height)) // again: wrapped text knows its height only once it has its width
	}
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
