package evidence

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"throughline/app/say"
	"throughline/app/ui/look"
)

// pickRow is a metric in a list to choose from.
type pickRow struct {
	name, value, when, change string
	why                       string // what it has to say as evidence; shown where the list is of heroes
	good                      int    // of the change: 1 good, -1 bad, 0 neither
	chosen                    bool
}

// picker is a list of metrics of which one or, with many, several are chosen. A long list can be searched.
type picker struct {
	many   bool
	height float32 // of a row
	onPick func(name string)

	all, rows []pickRow
	first     string // the first one chosen, which is scrolled to when it changes
	search    *look.Input
	pile      *look.Pile
	object    *fyne.Container
}

const (
	pickHeight float32 = 34
	whyHeight  float32 = 50 // of a row that says why
	pickMost   int     = 7  // rows shown before the list scrolls on its own
	searchFrom int     = 9  // metrics from which a list can be searched
)

func newPicker(many bool, onPick func(string)) *picker {
	p := &picker{many: many, height: pickHeight, onPick: onPick}
	p.search = look.NewInput(say.T("Find a metric"))
	p.search.OnChanged = func(string) { p.filter() }
	p.pile = look.NewPile(look.PileSpec{
		Count:  func() int { return len(p.rows) },
		Height: func(int, float32) float32 { return p.height },
		Make:   func() fyne.CanvasObject { return newPickItem(p) },
		Update: func(i int, o fyne.CanvasObject) { o.(*pickItem).set(p.rows[i], p.many) },
	})
	p.object = container.NewBorder(p.search, nil, nil, nil, container.New(rowsLayout{p}, p.pile))
	return p
}

func (p *picker) show(rows []pickRow) {
	p.all = rows
	show(p.search, len(rows) >= searchFrom)
	p.filter()
	chosen := ""
	for i, r := range p.rows {
		if r.chosen && chosen == "" {
			chosen = r.name
			if chosen != p.first {
				p.pile.Reveal(i)
			}
		}
	}
	if p.pile.Size().Height > 0 { // before that nothing can be brought into sight
		p.first = chosen
	}
}

func (p *picker) filter() {
	query := strings.ToLower(strings.TrimSpace(p.search.Text))
	p.rows = p.rows[:0:0]
	for _, r := range p.all {
		if query == "" || len(p.all) < searchFrom || strings.Contains(strings.ToLower(r.name), query) {
			p.rows = append(p.rows, r)
		}
	}
	p.pile.Refresh()
}

// rowsLayout is as tall as all the rows, up to a bound; a search does not change it.
type rowsLayout struct{ p *picker }

// MinSize is part of fyne.Layout.
func (l rowsLayout) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(160, l.p.height*float32(min(max(len(l.p.all), 1), pickMost)))
}

// Layout is part of fyne.Layout.
func (rowsLayout) Layout(o []fyne.CanvasObject, size fyne.Size) { o[0].Resize(size) }

// pickItem shows one row: a mark, the name, the latest value and its change.
type pickItem struct {
	look.Tile
	row    pickRow
	mark   *mark
	name   *look.Text
	why    *look.Text
	value  *look.Text
	change *look.Text
}

func newPickItem(p *picker) *pickItem {
	end := look.Style{Size: look.SizeSmall, Align: fyne.TextAlignTrailing}
	i := &pickItem{
		mark:   newMark(),
		name:   look.NewElided("", look.Small),
		why:    look.NewElided("", look.Caption),
		value:  look.NewElided("", end),
		change: look.NewElided("", end),
	}
	i.InitTile(i, look.Inset(container.New(pickLayout{}, i.mark, i.name, i.value, i.change, i.why), 0, 0, 8, 8), func() { p.onPick(i.row.name) })
	return i
}

func (i *pickItem) set(r pickRow, many bool) {
	i.row = r
	i.SetLabel(r.name + ", " + r.value)
	i.why.SetText(r.why)
	show(i.why, r.why != "")
	i.SetActive(r.chosen)
	i.mark.set(r.chosen, many)
	i.name.SetText(r.name)
	i.name.SetStyle(look.Style{Size: look.SizeSmall, Bold: r.chosen})
	value := r.value
	if r.when != "" {
		value += " in " + r.when
	}
	i.value.SetText(value)
	i.change.SetText(r.change)
	s := look.Style{Size: look.SizeSmall, Align: fyne.TextAlignTrailing, Color: look.Muted}
	switch {
	case r.good > 0:
		s.Color = look.Good
	case r.good < 0:
		s.Color = look.Bad
	}
	i.change.SetStyle(s)
}

// pickLayout lays out mark, name, value and change, and under them why; where there is little room the change goes.
type pickLayout struct{}

// MinSize is part of fyne.Layout.
func (pickLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(150, pickHeight) }

// Layout is part of fyne.Layout.
func (pickLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	shift := float32(0)
	if why := o[4]; why.Visible() {
		const left = 24
		h := why.MinSize().Height
		shift = h
		why.Move(fyne.NewPos(left, (size.Height+pickHeight-h)/2-4))
		why.Resize(fyne.NewSize(max(size.Width-left, 0), h))
	}
	put := func(c fyne.CanvasObject, x, w float32) {
		h := c.MinSize().Height
		c.Move(fyne.NewPos(x, (size.Height-shift-h)/2))
		c.Resize(fyne.NewSize(max(w, 0), h))
	}
	const markWidth, gap = 24, 12
	change := min(size.Width*0.18, 130)
	if size.Width < 380 {
		change = 0
	}
	value := min(size.Width*0.32, 190)
	put(o[0], 0, markWidth-8)
	put(o[1], markWidth, size.Width-markWidth-gap-value-gap-change)
	put(o[2], size.Width-change-gap-value, value)
	show(o[3], change > 0)
	put(o[3], size.Width-change, change)
}

// mark is a radio button or a check box, drawn small.
type mark struct {
	widget.BaseWidget
	on, many bool
}

func newMark() *mark {
	m := &mark{}
	m.ExtendBaseWidget(m)
	return m
}

func (m *mark) set(on, many bool) {
	m.on, m.many = on, many
	m.Refresh()
}

// CreateRenderer is part of fyne.Widget.
func (m *mark) CreateRenderer() fyne.WidgetRenderer {
	r := &markRenderer{m: m, frame: canvas.NewRectangle(nil), dot: canvas.NewRectangle(nil)}
	r.Refresh()
	return r
}

type markRenderer struct {
	m          *mark
	frame, dot *canvas.Rectangle
}

const markSize float32 = 15

// Destroy is part of fyne.WidgetRenderer.
func (r *markRenderer) Destroy() {}

// Objects is part of fyne.WidgetRenderer.
func (r *markRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.frame, r.dot} }

// MinSize is part of fyne.WidgetRenderer.
func (r *markRenderer) MinSize() fyne.Size { return fyne.NewSquareSize(markSize) }

// Layout is part of fyne.WidgetRenderer.
func (r *markRenderer) Layout(fyne.Size) {
	r.frame.Resize(fyne.NewSquareSize(markSize))
	r.dot.Resize(fyne.NewSquareSize(markSize - 8))
	r.dot.Move(fyne.NewPos(4, 4))
}

// Refresh is part of fyne.WidgetRenderer.
func (r *markRenderer) Refresh() {
	r.frame.FillColor, r.frame.StrokeWidth, r.frame.StrokeColor = look.Color(look.Panel), 1.5, look.Color(look.Muted)
	r.dot.FillColor = look.Color(look.Panel)
	if r.m.on {
		r.frame.StrokeColor = look.Color(look.Accent)
		r.dot.FillColor = look.Color(look.Accent)
	}
	r.frame.CornerRadius, r.dot.CornerRadius = markSize/2, (markSize-8)/2
	if r.m.many {
		r.frame.CornerRadius, r.dot.CornerRadius = 3, 1.5
	}
	canvas.Refresh(r.m)
}
