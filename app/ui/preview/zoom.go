package preview

import (
	"fmt"
	"image/color"
	"math"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"throughline/app/say"
	"throughline/export/page"
)

// Zoom is how large a page is shown: one of the named ones, or a part of the size it prints at: "75 %".
type Zoom string

// The zooms by name: the whole page, as wide as there is room, and as large as it prints.
const (
	Fit    Zoom = "Whole page"
	Width  Zoom = "Full width"
	Actual Zoom = "100 %"
)

// label is what people call the zoom.
func (z Zoom) label() string { return say.T(string(z)) }

// Zooms lists those that are offered, in order.
var Zooms = []Zoom{Fit, Width, "50 %", "75 %", Actual, "150 %", "200 %"}

// steps are the zooms that are gone through one by one, in percent. More than the last is more pixels than a page is worth.
var steps = []int{25, 33, 50, 67, 75, 90, 100, 110, 125, 150, 175, 200, 250, 300}

func percent(n int) Zoom { return Zoom(fmt.Sprintf("%d %%", n)) }

// percent returns the part of the printed size that a zoom is; ok is false for those that follow the room there is.
func (z Zoom) percent() (n int, ok bool) {
	if z == Fit || z == Width {
		return 0, false
	}
	_, err := fmt.Sscanf(string(z), "%d", &n)
	return n, err == nil
}

const (
	deskMargin = 18 // of desk around and between the sheets
	deskTop    = 6  // above the first sheet: the tools have room of their own
	// points is how many of the screen's units a point of paper takes at 100 %: 96 units and 72 points to the inch.
	points = 96.0 / 72
)

// scale returns the size of a point for a page in a room of the given size.
func (v *Preview) scale(p page.Size, room fyne.Size) float32 {
	if n, ok := v.zoom.percent(); ok {
		return points * float32(n) / 100
	}
	scale := (room.Width - 2*deskMargin) / float32(p.W)
	if v.zoom == Fit {
		scale = min(scale, (room.Height-deskMargin-deskTop)/float32(p.H))
	}
	return max(scale, 0.2)
}

// Zoom returns how large pages are shown.
func (v *Preview) Zoom() Zoom { return v.zoom }

// SetZoom changes how large pages are shown. What is in the middle of the page in sight stays there.
func (v *Preview) SetZoom(z Zoom) {
	room := v.scroll.Size()
	v.zoomAt(z, fyne.NewPos(room.Width/2, room.Height/2))
}

// zoomAt changes the zoom; the part of a page that lies at a point of the desk in sight stays at it.
func (v *Preview) zoomAt(z Zoom, at fyne.Position) {
	if z == v.zoom || v.Pages() == 0 {
		v.zoom = z
		v.zooms.SetSelected(z.label())
		v.sheets.Refresh()
		return
	}
	s := v.sheet(v.at)
	for i := range v.sheets.Objects {
		if y := at.Y + v.scroll.Offset.Y; v.sheet(i).Position().Y <= y {
			s = v.sheet(i)
		}
	}
	before, size := s.Position(), s.Size()
	x := (v.scroll.Offset.X + at.X - before.X) / max(size.Width, 1)
	y := (v.scroll.Offset.Y + at.Y - before.Y) / max(size.Height, 1)

	v.zoom = z
	v.zooms.SetSelected(z.label())
	v.sheets.Refresh()
	v.scroll.Refresh()
	after, size := s.Position(), s.Size()
	v.scroll.ScrollToOffset(fyne.NewPos(max(0, after.X+x*size.Width-at.X), max(0, after.Y+y*size.Height-at.Y)))
	v.moved()
}

// ZoomBy goes a number of steps up or down from the size that pages are shown at.
func (v *Preview) ZoomBy(n int) {
	room := v.scroll.Size()
	v.zoomStep(n, fyne.NewPos(room.Width/2, room.Height/2))
}

func (v *Preview) zoomStep(n int, at fyne.Position) {
	if v.Pages() == 0 || n == 0 {
		return
	}
	now := int(math.Round(float64(v.scale(v.sheet(v.at).page.Size, v.scroll.Size()) / points * 100)))
	i, found := slices.BinarySearch(steps, now)
	if n > 0 && !found {
		i-- // the step above is the next one already
	}
	v.zoomAt(percent(steps[max(0, min(i+n, len(steps)-1))]), at)
}

// sheetsLayout stacks the sheets, each at its zoom, centred where there is room.
type sheetsLayout struct{ v *Preview }

// MinSize is part of fyne.Layout.
func (l *sheetsLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	room := l.v.scroll.Size()
	size := fyne.NewSize(0, deskTop)
	for _, o := range objects {
		s := o.(*sheet)
		k := l.v.scale(s.page.Size, room)
		w, h := snap(k*float32(s.page.Size.W)), snap(k*float32(s.page.Size.H))
		if _, fixed := l.v.zoom.percent(); fixed {
			size.Width = max(size.Width, w+2*deskMargin)
		}
		size.Height += h + deskMargin
	}
	if l.v.zoom == Fit && len(objects) == 1 {
		size.Height = 0 // it fits by definition; rounding must not bring up a scroll bar
	}
	return size
}

// Layout is part of fyne.Layout.
func (l *sheetsLayout) Layout(objects []fyne.CanvasObject, _ fyne.Size) {
	room := l.v.scroll.Size()
	if room.Width <= 0 {
		return
	}
	y := float32(deskTop)
	for _, o := range objects {
		s := o.(*sheet)
		k := l.v.scale(s.page.Size, room)
		w, h := snap(k*float32(s.page.Size.W)), snap(k*float32(s.page.Size.H))
		o.Resize(fyne.NewSize(w, h))
		o.Move(fyne.NewPos(max(deskMargin, snap((room.Width-w)/2)), y))
		y += h + deskMargin
	}
}

// snap keeps a page on whole units, so that its pixels are the screen's.
func snap(x float32) float32 { return float32(math.Floor(float64(x))) }

// wheel lies unseen over the desk and takes the wheel alone: with the control key it zooms, about the pointer; otherwise
// the desk scrolls.
type wheel struct {
	widget.BaseWidget
	v       *Preview
	control func() bool // whether the key is down
}

func newWheel(v *Preview) *wheel {
	w := &wheel{v: v, control: controlDown}
	w.ExtendBaseWidget(w)
	return w
}

// controlDown reports whether the system's shortcut key, or Control, is held.
func controlDown() bool {
	d, ok := fyne.CurrentApp().Driver().(desktop.Driver)
	return ok && d.CurrentKeyModifiers()&(fyne.KeyModifierShortcutDefault|fyne.KeyModifierControl) != 0
}

// CreateRenderer is part of fyne.Widget.
func (w *wheel) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(canvas.NewRectangle(color.Transparent))
}

// Scrolled is part of fyne.Scrollable.
func (w *wheel) Scrolled(e *fyne.ScrollEvent) {
	switch {
	case !w.control():
		w.v.scroll.Scrolled(e)
	case e.Scrolled.DY > 0:
		w.v.zoomStep(1, e.Position)
	case e.Scrolled.DY < 0:
		w.v.zoomStep(-1, e.Position)
	}
}
