package importer

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"throughline/app/say"
	"throughline/app/sheet"
	"throughline/app/ui/look"
)

func place(o fyne.CanvasObject, x, y, w, h float32) {
	o.Move(fyne.NewPos(x, y))
	o.Resize(fyne.NewSize(max(w, 0), max(h, 0)))
}

// halves shares the width between the cells and the metrics, which need enough for their columns.
type halves struct{}

const (
	halvesGap  float32 = 24
	rightLeast float32 = 500
	rightMost  float32 = 860
)

func (halves) MinSize(o []fyne.CanvasObject) fyne.Size {
	l, r := o[0].MinSize(), o[1].MinSize()
	return fyne.NewSize(l.Width+halvesGap+max(r.Width, rightLeast), max(l.Height, r.Height))
}

func (halves) Layout(o []fyne.CanvasObject, size fyne.Size) {
	right := min(max(size.Width*0.57, rightLeast), rightMost, size.Width-halvesGap-o[0].MinSize().Width)
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

// tabRow gives the sheet tabs what the choices at the right leave; where there are several tabs or many choices these
// stand under the tabs.
type tabRow struct{ screen *Screen }

func (r tabRow) twoLines() bool {
	return r.screen.reading != nil && len(r.screen.reading.Workbook.Sheets) > 1 || r.screen.which.Visible()
}

func (r tabRow) MinSize(o []fyne.CanvasObject) fyne.Size {
	t, c := o[0].MinSize(), o[1].MinSize()
	if r.twoLines() {
		return fyne.NewSize(max(t.Width, c.Width), t.Height+choiceGap+c.Height)
	}
	return fyne.NewSize(t.Width+10+c.Width, max(t.Height, c.Height))
}

func (r tabRow) Layout(o []fyne.CanvasObject, size fyne.Size) {
	c := o[1].MinSize()
	if r.twoLines() {
		place(o[0], 0, 0, size.Width, size.Height-choiceGap-c.Height)
		place(o[1], 0, size.Height-c.Height, size.Width, c.Height)
		return
	}
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

// topRows lays how a text file was read above the tabs, where there is one.
type topRows struct{}

// MinSize is part of fyne.Layout.
func (topRows) MinSize(o []fyne.CanvasObject) fyne.Size {
	size := o[1].MinSize()
	if o[0].Visible() {
		m := o[0].MinSize()
		size = fyne.NewSize(max(size.Width, m.Width), size.Height+m.Height+choiceGap)
	}
	return size
}

// Layout is part of fyne.Layout.
func (topRows) Layout(o []fyne.CanvasObject, size fyne.Size) {
	y := float32(0)
	if o[0].Visible() {
		h := o[0].MinSize().Height
		place(o[0], 0, 0, size.Width, h)
		y = h + choiceGap
	}
	place(o[1], 0, y, size.Width, size.Height-y)
}

// footRow lays a sentence, what can be done about it right after, and what is in doubt at the end; the first sentence
// gives way.
type footRow struct{}

// MinSize is part of fyne.Layout.
func (footRow) MinSize(o []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(60, max(o[0].MinSize().Height, o[1].MinSize().Height))
}

// Layout is part of fyne.Layout. The objects: the sentence, the button, the doubts.
func (footRow) Layout(o []fyne.CanvasObject, size fyne.Size) {
	doubts := o[2].(*look.Text)
	room := min(look.Small.Measure(doubts.Text()).Width+1, size.Width)
	h := doubts.MinSize().Height
	place(doubts, size.Width-room, (size.Height-h)/2, room, h)
	if room > 1 {
		size.Width -= room + 16
	}
	after := float32(0)
	if o[1].Visible() {
		after = o[1].MinSize().Width + choiceGap
	}
	text := o[0].(*look.Text)
	w := max(min(look.Quiet.Measure(text.Text()).Width+1, size.Width-after), 0)
	h = text.MinSize().Height
	place(text, 0, (size.Height-h)/2, w, h)
	h = o[1].MinSize().Height
	place(o[1], w+choiceGap, (size.Height-h)/2, o[1].MinSize().Width, h)
}

// understoodLayout lays the questions above the search, where there is one, the table of metrics, the line under it, and
// the drawer with the details of one metric.
type understoodLayout struct{ asks *askList }

// MinSize is part of fyne.Layout.
func (understoodLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(rightLeast, 260) }

// Layout is part of fyne.Layout. The objects: questions, search, table, line, drawer.
func (l understoodLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	top, foot := float32(0), size.Height
	if o[4].Visible() {
		h := min(detailsHeight, max(size.Height*0.28, detailsLeast))
		place(o[4], 0, foot-h, size.Width, h)
		foot -= h + 4
	}
	place(o[3], 0, foot-bulkHeight, size.Width, bulkHeight)
	foot -= bulkHeight
	if o[0].Visible() {
		h := l.asks.heightAt(size.Width, foot)
		place(o[0], 0, top, size.Width, h)
		top += h + 10
	}
	if o[1].Visible() {
		h := o[1].MinSize().Height
		place(o[1], 0, top, size.Width, h)
		top += h + 6
	}
	place(o[2], 0, top, size.Width, foot-top)
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

// newLegend says what the colours mean, with a swatch of each and its word, before what else there is to say.
func newLegend(rest ...fyne.CanvasObject) *fyne.Container {
	var words []fyne.CanvasObject
	for _, l := range []struct {
		role sheet.Role
		word string
	}{
		{sheet.Header, "header"}, {sheet.Value, "values"}, {sheet.OtherTake, say.T("plan or target")}, {sheet.Missing, say.T("look here")},
	} {
		fill := paints[l.role].fill
		if fill == "" {
			fill = look.Panel
		}
		swatch := container.New(swatchSize{}, look.NewRoundFill(look.Hairline, 2), look.NewRoundFill(fill, 1))
		words = append(words, look.Line(6, look.Middle(swatch), look.NewText(l.word, look.Caption)))
	}
	words = append(words, look.NewText(say.T("struck: left out"), look.Caption))
	for _, keys := range []string{say.T("Enter: header"), say.T("X: leave a row out"), say.T("Shift+X: a column"), say.T("M: more")} {
		words = append(words, look.NewText(keys, look.Caption))
	}
	return container.New(wrapRow{gap: 14, last: len(rest)}, append(words, rest...)...)
}

// swatchSize lays a small square of a cell colour inside its border.
type swatchSize struct{}

// MinSize is part of fyne.Layout.
func (swatchSize) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSquareSize(12) }

// Layout is part of fyne.Layout.
func (swatchSize) Layout(o []fyne.CanvasObject, size fyne.Size) {
	place(o[0], 0, 0, size.Width, size.Height)
	place(o[1], 1, 1, size.Width-2, size.Height-2)
}

// wrapRow lays objects in a row, the last ones at its end, and hides those before them from the first that does not fit.
type wrapRow struct {
	gap  float32
	last int // how many stand at the end
}

// MinSize is part of fyne.Layout.
func (w wrapRow) MinSize(o []fyne.CanvasObject) fyne.Size {
	var s fyne.Size
	for _, x := range o {
		s.Height = max(s.Height, x.MinSize().Height)
	}
	return s
}

// Layout is part of fyne.Layout.
func (w wrapRow) Layout(o []fyne.CanvasObject, size fyne.Size) {
	middle := func(c fyne.CanvasObject, x, width float32) {
		h := c.MinSize().Height
		place(c, x, (size.Height-h)/2, width, h)
	}
	room := size.Width
	first := len(o) - w.last
	for _, c := range slices.Backward(o[first:]) {
		m := c.MinSize().Width
		if m == 0 {
			continue
		}
		room -= m
		middle(c, max(room, 0), min(m, size.Width))
		room -= w.gap
	}
	x := float32(0)
	for _, c := range o[:first] {
		m := c.MinSize().Width
		if x+m > room {
			place(c, 0, 0, 0, 0)
			c.Hide()
			room = 0 // none after it either: the row ends there
			continue
		}
		c.Show()
		middle(c, x, m)
		x += m + w.gap
	}
}
