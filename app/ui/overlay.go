package ui

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"throughline/app/ui/look"
)

// overlay is a panel above the dimmed window. Escape and a click beside it cancel it.
type overlay struct {
	canvas   fyne.Canvas
	root     *fyne.Container
	onCancel func()
}

// present puts a panel up. top is its distance from the upper edge, 0 for the middle; onCancel may be nil.
func (w *Window) present(panel fyne.CanvasObject, size fyne.Size, top float32, onCancel func()) *overlay {
	o := &overlay{canvas: w.window.Canvas(), onCancel: onCancel}
	back := canvas.NewRectangle(look.Color(theme.ColorNameOverlayBackground))
	back.CornerRadius = look.Size(theme.SizeNameDialogRadius)
	back.StrokeColor, back.StrokeWidth = look.Color(look.Hairline), 1
	back.Shadow = canvas.Shadow{Color: look.Color(theme.ColorNameShadow), BlurRadius: 30, Offset: fyne.NewPos(0, 8)}
	boxed := container.NewStack(back, panel)
	o.root = container.NewStack(newScrim(o.cancel), container.New(&panelLayout{size: size, top: top}, boxed))
	o.canvas.Overlays().Add(o.root)
	o.root.Resize(o.canvas.Size())
	return o
}

func (o *overlay) close() {
	o.canvas.Overlays().Remove(o.root)
}

func (o *overlay) cancel() {
	o.close()
	if o.onCancel != nil {
		o.onCancel()
	}
}

// panelLayout gives a panel its own size, inside the window.
type panelLayout struct {
	size fyne.Size
	top  float32
}

const panelMargin = 24

func (l *panelLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.Size{} }

func (l *panelLayout) Layout(o []fyne.CanvasObject, room fyne.Size) {
	size := l.size
	if size.Height == 0 {
		size.Height = o[0].MinSize().Height
	}
	size.Width = min(size.Width, room.Width-2*panelMargin)
	size.Height = min(size.Height, room.Height-2*panelMargin)
	o[0].Resize(size)
	if l.size.Height == 0 { // wrapped text knows its height once it has its width
		size.Height = min(o[0].MinSize().Height, room.Height-2*panelMargin)
		o[0].Resize(size)
	}
	y := l.top
	if y == 0 {
		y = (room.Height - size.Height) * 0.42
	}
	o[0].Move(fyne.NewPos((room.Width-size.Width)/2, y))
}

// scrim dims the window and takes the clicks beside a panel.
type scrim struct {
	widget.BaseWidget
	onTapped func()
}

func newScrim(onTapped func()) *scrim {
	s := &scrim{onTapped: onTapped}
	s.ExtendBaseWidget(s)
	return s
}

// Tapped is part of fyne.Tappable.
func (s *scrim) Tapped(*fyne.PointEvent) { s.onTapped() }

// Scrolled keeps the wheel from what lies below.
func (s *scrim) Scrolled(*fyne.ScrollEvent) {}

func (s *scrim) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(canvas.NewRectangle(color.NRGBA{R: 0x10, G: 0x16, B: 0x1E, A: 0x59}))
}
