package importer

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"throughline/app/sheet"
	"throughline/app/ui/look"
)

func place(o fyne.CanvasObject, x, y, w, h float32) {
	o.Move(fyne.NewPos(x, y))
	o.Resize(fyne.NewSize(max(w, 0), max(h, 0)))
}

// halves gives the cells the larger part of the width and the metrics enough for their chips.
type halves struct{}

const (
	halvesGap  float32 = 24
	rightLeast float32 = 424
	rightMost  float32 = 640
)

func (halves) MinSize(o []fyne.CanvasObject) fyne.Size {
	l, r := o[0].MinSize(), o[1].MinSize()
	return fyne.NewSize(l.Width+halvesGap+max(r.Width, rightLeast), max(l.Height, r.Height))
}

func (halves) Layout(o []fyne.CanvasObject, size fyne.Size) {
	right := min(max(size.Width*0.43, rightLeast), rightMost)
	place(o[0], 0, 0, size.Width-right-halvesGap, size.Height)
	place(o[1], size.Width-right, 0, right, size.Height)
}

// headLayout sets a title and a sentence on one baseline; the title gives way last.
type headLayout struct{}

func (headLayout) MinSize(o []fyne.CanvasObject) fyne.Size {
	t, s := o[0].MinSize(), o[1].MinSize()
	return fyne.NewSize(t.Width+12+s.Width, max(t.Height, s.Height))
}

func (headLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	title := o[0].(*look.Text)
	want := min(look.Title.Measure(title.Text()).Width, size.Width*0.6)
	th, sh := title.MinSize().Height, o[1].MinSize().Height
	place(title, 0, 0, want, th)
	place(o[1], want+12, (th-sh)*0.72, size.Width-want-12, sh) // on the title's baseline, not in its middle
}

// tabRow gives the sheet tabs what the choices at the right leave.
type tabRow struct{}

func (tabRow) MinSize(o []fyne.CanvasObject) fyne.Size {
	t, c := o[0].MinSize(), o[1].MinSize()
	return fyne.NewSize(t.Width+10+c.Width, max(t.Height, c.Height))
}

func (tabRow) Layout(o []fyne.CanvasObject, size fyne.Size) {
	c := o[1].MinSize()
	place(o[1], size.Width-c.Width, 0, c.Width, size.Height)
	place(o[0], 0, 0, size.Width-c.Width-10, size.Height)
}

// choiceRow lays what is not hidden in a row, each in the middle of its height.
type choiceRow struct{}

const choiceGap float32 = 6

// MinSize is part of fyne.Layout.
func (choiceRow) MinSize(o []fyne.CanvasObject) fyne.Size {
	var s fyne.Size
	for _, c := range o {
		if c.Visible() {
			m := c.MinSize()
			s = fyne.NewSize(s.Width+m.Width+choiceGap, max(s.Height, m.Height))
		}
	}
	return fyne.NewSize(max(s.Width-choiceGap, 0), s.Height)
}

// Layout is part of fyne.Layout.
func (choiceRow) Layout(o []fyne.CanvasObject, size fyne.Size) {
	x := float32(0)
	for _, c := range o {
		if c.Visible() {
			m := c.MinSize()
			place(c, x, (size.Height-m.Height)/2, m.Width, m.Height)
			x += m.Width + choiceGap
		}
	}
}

// countRow sets the count of metrics at the left and the search at the right, on the line of the sheet tabs.
type countRow struct{}

// MinSize is part of fyne.Layout.
func (countRow) MinSize(o []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(o[0].MinSize().Width, tabHeight+9)
}

// Layout is part of fyne.Layout.
func (countRow) Layout(o []fyne.CanvasObject, size fyne.Size) {
	search := float32(0)
	if o[1].Visible() {
		search = o[1].MinSize().Width
	}
	h := o[0].MinSize().Height
	place(o[0], 0, (tabHeight-h)/2, size.Width-search-choiceGap, h)
	h = o[1].MinSize().Height
	place(o[1], size.Width-search, (tabHeight-h)/2, search, h)
}

// searchWidth keeps the search as wide as a word or two.
type searchWidth struct{}

// MinSize is part of fyne.Layout.
func (searchWidth) MinSize(o []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(170, o[0].MinSize().Height)
}

// Layout is part of fyne.Layout.
func (searchWidth) Layout(o []fyne.CanvasObject, size fyne.Size) {
	place(o[0], 0, 0, size.Width, size.Height)
}

// understoodLayout lays the metrics above what was noticed: each as tall as it is, and where both together are too tall
// the notes keep a third.
type understoodLayout struct {
	list  *metricList
	notes *noteList
}

func (l understoodLayout) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(rightLeast, 160)
}

func (l understoodLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	list, notes := l.list.heightAt(size.Width), l.notes.heightAt(size.Width)
	const gap = 16
	if list+gap+notes > size.Height {
		notes = min(notes, max(size.Height/3, size.Height-gap-list))
		list = min(list, size.Height-gap-notes)
	}
	place(o[0], 0, 0, size.Width, list)
	place(o[1], 0, list+gap, size.Width, size.Height-list-gap)
}

// gridAndLegend lays the legend right below the cells, which take their own height where there is more.
type gridAndLegend struct{ grid *grid }

// MinSize is part of fyne.Layout.
func (gridAndLegend) MinSize(o []fyne.CanvasObject) fyne.Size {
	g, l := o[0].MinSize(), o[1].MinSize()
	return fyne.NewSize(max(g.Width, l.Width), g.Height+legendGap+l.Height)
}

const legendGap float32 = 10

// Layout is part of fyne.Layout.
func (l gridAndLegend) Layout(o []fyne.CanvasObject, size fyne.Size) {
	legend := o[1].MinSize().Height
	h := min(l.grid.wants(size.Width), size.Height-legend-legendGap)
	place(o[0], 0, 0, size.Width, h)
	place(o[1], 0, h+legendGap, size.Width, legend)
}

// newLegend says what the colours mean, with a swatch of each and its word.
func newLegend() *fyne.Container {
	box := container.New(wrapRow{gap: 14})
	for _, l := range []struct {
		role sheet.Role
		word string
	}{
		{sheet.Header, "header"}, {sheet.Value, "values"}, {sheet.OtherTake, "plan or target"}, {sheet.Missing, "look here"},
	} {
		box.Add(look.Line(6, look.Middle(newSwatch(paints[l.role].fill)), look.NewText(l.word, look.Caption)))
	}
	box.Add(look.NewText("struck: left out", look.Caption))
	return box
}

// swatch is a small square of a cell colour.
type swatch struct {
	widget.BaseWidget
	fill fyne.ThemeColorName
}

func newSwatch(fill fyne.ThemeColorName) *swatch {
	if fill == "" {
		fill = look.Panel
	}
	s := &swatch{fill: fill}
	s.ExtendBaseWidget(s)
	return s
}

// CreateRenderer is part of fyne.Widget.
func (s *swatch) CreateRenderer() fyne.WidgetRenderer {
	r := &swatchRenderer{s: s, box: canvas.NewRectangle(nil)}
	r.Refresh()
	return r
}

type swatchRenderer struct {
	s   *swatch
	box *canvas.Rectangle
}

// Destroy is part of fyne.WidgetRenderer.
func (r *swatchRenderer) Destroy() {}

// Objects is part of fyne.WidgetRenderer.
func (r *swatchRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.box} }

// MinSize is part of fyne.WidgetRenderer.
func (r *swatchRenderer) MinSize() fyne.Size { return fyne.NewSquareSize(12) }

// Layout is part of fyne.WidgetRenderer.
func (r *swatchRenderer) Layout(size fyne.Size) { r.box.Resize(size) }

// Refresh is part of fyne.WidgetRenderer.
func (r *swatchRenderer) Refresh() {
	r.box.FillColor, r.box.StrokeColor, r.box.StrokeWidth = look.Color(r.s.fill), look.Color(look.Hairline), 1
	r.box.CornerRadius = 2
	canvas.Refresh(r.s)
}

// wrapRow lays objects in a row and hides those at the end that do not fit.
type wrapRow struct{ gap float32 }

func (w wrapRow) MinSize(o []fyne.CanvasObject) fyne.Size {
	var s fyne.Size
	for _, x := range o {
		s.Height = max(s.Height, x.MinSize().Height)
	}
	return s
}

func (w wrapRow) Layout(o []fyne.CanvasObject, size fyne.Size) {
	x := float32(0)
	for _, c := range o {
		m := c.MinSize()
		if x+m.Width > size.Width {
			place(c, 0, 0, 0, 0)
			c.Hide()
			continue
		}
		c.Show()
		place(c, x, (size.Height-m.Height)/2, m.Width, m.Height)
		x += m.Width + w.gap
	}
}
