package importer

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// pages are the sides of what was understood: the metrics, what was noticed, the decisions, and the table as a whole. One
// shows at a time.
type pages struct {
	widget.BaseWidget

	tabs   []*tab
	names  []string
	inside []fyne.CanvasObject
	shown  int
	body   fyne.CanvasObject
}

// The pages, in the order of their names.
const (
	metricsPage = iota
	noticedPage
	whyPage
	settingsPage
)

func newPages(inside ...fyne.CanvasObject) *pages {
	p := &pages{inside: inside, names: make([]string, len(inside))}
	row := container.New(pageTabs{})
	for i := range inside {
		t := newTab(func() { p.turn(i) })
		p.tabs = append(p.tabs, t)
		row.Add(t)
	}
	p.body = container.NewBorder(row, nil, nil, nil, container.NewStack(inside...))
	p.ExtendBaseWidget(p)
	p.turn(0)
	return p
}

// CreateRenderer is part of fyne.Widget.
func (p *pages) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(p.body) }

// name names the pages; one without a name has nothing to show.
func (p *pages) name(names ...string) {
	p.names = names
	if p.names[p.shown] == "" {
		p.shown = 0
	}
	p.turn(p.shown)
}

// turn shows a page.
func (p *pages) turn(to int) {
	p.shown = to
	for i, t := range p.tabs {
		t.set(p.names[i], i == to, false)
		show(t, p.names[i] != "")
		show(p.inside[i], i == to)
	}
	p.Refresh()
}

// pageTabs lays the names of the pages in a row, on the line of the sheet tabs; the first gives way.
type pageTabs struct{}

// MinSize is part of fyne.Layout.
func (pageTabs) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(rightLeast, tabHeight+9) }

// Layout is part of fyne.Layout.
func (pageTabs) Layout(o []fyne.CanvasObject, size fyne.Size) {
	rest := float32(0)
	for _, t := range o[1:] {
		if t.Visible() {
			rest += t.MinSize().Width + tabGap
		}
	}
	x := float32(0)
	for i, t := range o {
		if !t.Visible() {
			continue
		}
		w := t.MinSize().Width
		if i == 0 {
			w = min(w, size.Width-rest)
		}
		place(t, x, 0, w, tabHeight)
		x += w + tabGap
	}
}
