package ui

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"throughline/app/ui/look"
)

// split puts the editor beside the page with a thin handle between them. Where there is no room for both, or on request,
// the page goes.
type split struct {
	widget.BaseWidget

	left, right fyne.CanvasObject
	share       float32 // of the width, for the left
	wanted      bool    // whether the right one is to be shown where there is room
	handle      *handle
	onMoved     func(share float32)
}

const (
	splitLeast    = 380 // the least width of the left side
	splitPage     = 300 // and of the right one
	splitHandle   = 7
	splitStandard = 0.555
)

func newSplit(left, right fyne.CanvasObject, share float32) *split {
	s := &split{left: left, right: right, share: share, wanted: true}
	s.handle = newHandle(s)
	s.ExtendBaseWidget(s)
	return s
}

// setWanted shows or hides the right side.
func (s *split) setWanted(on bool) {
	s.wanted = on
	s.Refresh()
}

// shown reports whether the right side is in sight.
func (s *split) shown() bool { return s.wanted && s.Size().Width >= splitLeast+splitPage+splitHandle }

func (s *split) setShare(share float32) {
	s.share = max(0.1, min(share, 0.9))
	s.Refresh()
	if s.onMoved != nil {
		s.onMoved(s.share)
	}
}

func (s *split) CreateRenderer() fyne.WidgetRenderer { return &splitRenderer{s} }

type splitRenderer struct{ s *split }

func (r *splitRenderer) Destroy() {}

func (r *splitRenderer) Objects() []fyne.CanvasObject {
	if !r.s.shown() {
		return []fyne.CanvasObject{r.s.left}
	}
	return []fyne.CanvasObject{r.s.left, r.s.right, r.s.handle}
}

func (r *splitRenderer) MinSize() fyne.Size {
	return fyne.NewSize(max(splitLeast, r.s.left.MinSize().Width), r.s.left.MinSize().Height)
}

func (r *splitRenderer) Layout(size fyne.Size) {
	if !r.s.shown() {
		r.s.left.Move(fyne.NewPos(0, 0))
		r.s.left.Resize(size)
		return
	}
	x := max(splitLeast, min(size.Width*r.s.share, size.Width-splitPage-1))
	r.s.left.Move(fyne.NewPos(0, 0))
	r.s.left.Resize(fyne.NewSize(x, size.Height))
	r.s.right.Move(fyne.NewPos(x+1, 0))
	r.s.right.Resize(fyne.NewSize(size.Width-x-1, size.Height))
	// The handle is a hairline to the eye and seven units to the hand.
	r.s.handle.Move(fyne.NewPos(x-splitHandle/2, 0))
	r.s.handle.Resize(fyne.NewSize(splitHandle, size.Height))
}

func (r *splitRenderer) Refresh() {
	r.Layout(r.s.Size())
	canvas.Refresh(r.s)
}

type handle struct {
	widget.BaseWidget
	split   *split
	hovered bool
}

var (
	_ fyne.Draggable     = (*handle)(nil)
	_ desktop.Hoverable  = (*handle)(nil)
	_ desktop.Cursorable = (*handle)(nil)
)

func newHandle(s *split) *handle {
	h := &handle{split: s}
	h.ExtendBaseWidget(h)
	return h
}

// Dragged is part of fyne.Draggable.
func (h *handle) Dragged(e *fyne.DragEvent) {
	width := h.split.Size().Width
	if width > 0 {
		h.split.setShare((h.Position().X + e.Position.X) / width)
	}
}

// DragEnd is part of fyne.Draggable.
func (h *handle) DragEnd() {}

// DoubleTapped puts the handle back where it was at first.
func (h *handle) DoubleTapped(*fyne.PointEvent) { h.split.setShare(splitStandard) }

// Cursor is part of desktop.Cursorable.
func (h *handle) Cursor() desktop.Cursor { return desktop.HResizeCursor }

// MouseIn is part of desktop.Hoverable.
func (h *handle) MouseIn(*desktop.MouseEvent) { h.hovered = true; h.Refresh() }

// MouseMoved is part of desktop.Hoverable.
func (h *handle) MouseMoved(*desktop.MouseEvent) {}

// MouseOut is part of desktop.Hoverable.
func (h *handle) MouseOut() { h.hovered = false; h.Refresh() }

func (h *handle) CreateRenderer() fyne.WidgetRenderer {
	r := &handleRenderer{h: h, line: canvas.NewRectangle(color.Transparent)}
	r.paint()
	return r
}

type handleRenderer struct {
	h    *handle
	line *canvas.Rectangle
}

func (r *handleRenderer) Destroy() {}

func (r *handleRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.line} }

func (r *handleRenderer) MinSize() fyne.Size { return fyne.NewSize(splitHandle, 1) }

func (r *handleRenderer) Layout(size fyne.Size) {
	w := float32(1)
	if r.h.hovered {
		w = 3
	}
	r.line.Resize(fyne.NewSize(w, size.Height))
	r.line.Move(fyne.NewPos((size.Width-w)/2, 0))
}

func (r *handleRenderer) paint() {
	r.line.FillColor = look.Color(look.Hairline)
	if r.h.hovered {
		r.line.FillColor = look.Color(look.Accent)
	}
}

func (r *handleRenderer) Refresh() {
	r.paint()
	r.Layout(r.h.Size())
	canvas.Refresh(r.h)
}
