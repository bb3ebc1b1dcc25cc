package look

import (
	"sort"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// Pile is a scrolling column of items of different heights that keeps objects for the visible ones alone. Unlike Fyne's
// list it draws nothing of its own, so that an item can be a card, and it asks each item's height at the present width,
// so that an item can hold wrapped text. An item in view keeps its object, and so its focus, when the pile is refreshed.
type Pile struct {
	widget.BaseWidget

	spec   PileSpec
	scroll *container.Scroll
	inside *pileContent
	tops   []float32 // tops[i] is where item i begins; the last element is the height of all
	width  float32   // the width of the items
	live   map[int]fyne.CanvasObject
	spare  []fyne.CanvasObject
}

// PileSpec says what a pile shows. All functions are required.
type PileSpec struct {
	Count  func() int
	Height func(i int, width float32) float32
	// Make returns an object that can show any item; Update makes it show one. An object goes from item to item, so
	// Update sets all there is to set.
	Make   func() fyne.CanvasObject
	Update func(i int, o fyne.CanvasObject)
	Gap    float32 // between items
}

// NewPile returns a pile.
func NewPile(spec PileSpec) *Pile {
	p := &Pile{spec: spec, live: map[int]fyne.CanvasObject{}}
	p.inside = &pileContent{pile: p}
	p.inside.ExtendBaseWidget(p.inside)
	p.scroll = container.NewVScroll(p.inside)
	p.scroll.OnScrolled = func(fyne.Position) { p.place() }
	p.ExtendBaseWidget(p)
	return p
}

// Refresh shows the items anew after they changed.
func (p *Pile) Refresh() {
	p.measure()
	p.place()
	for i, o := range p.live {
		p.spec.Update(i, o)
	}
	p.BaseWidget.Refresh()
}

// Reveal scrolls so that an item is in view.
func (p *Pile) Reveal(i int) {
	if i < 0 || i+1 >= len(p.tops) || p.scroll.Size().Height <= 0 {
		return
	}
	top, foot, view := p.tops[i], p.tops[i+1], p.scroll.Size().Height
	switch {
	case top < p.scroll.Offset.Y || foot-top > view:
		p.scroll.ScrollToOffset(fyne.NewPos(0, top))
	case foot > p.scroll.Offset.Y+view:
		p.scroll.ScrollToOffset(fyne.NewPos(0, foot-view))
	}
	p.place()
}

// wheeled scrolls by the wheel and reports whether that moved anything.
func (p *Pile) wheeled(e *fyne.ScrollEvent) bool {
	was := p.scroll.Offset
	p.scroll.Scrolled(e)
	return p.scroll.Offset != was
}

// HeightAt returns the height that would show every item at a width.
func (p *Pile) HeightAt(width float32) float32 {
	total := float32(0)
	for i := range p.spec.Count() {
		total += p.spec.Height(i, width) + p.spec.Gap
	}
	return max(total-p.spec.Gap, 0)
}

// Each calls f for every item in view with its object.
func (p *Pile) Each(f func(i int, o fyne.CanvasObject)) {
	for i, o := range p.live {
		f(i, o)
	}
}

// measure computes where every item begins at the present width.
func (p *Pile) measure() {
	view := p.scroll.Size()
	p.tile(view.Width)
	if n := len(p.tops) - 1; n > 0 && p.tops[n]-p.spec.Gap > view.Height+0.5 {
		// The bar of the scroll lies over the content's right edge; a few pixels keep the two apart.
		p.tile(view.Width - pileBar)
	}
	p.scroll.Content.Resize(fyne.NewSize(p.width, max(p.inside.MinSize().Height, p.scroll.Size().Height)))
	p.scroll.Refresh()
}

// tile computes where every item begins at a width.
func (p *Pile) tile(width float32) {
	n := p.spec.Count()
	p.width = width
	p.tops = make([]float32, n+1)
	for i := range n {
		p.tops[i+1] = p.tops[i] + p.spec.Height(i, width) + p.spec.Gap
	}
}

// place gives every item in view an object, at its place.
func (p *Pile) place() {
	n := len(p.tops) - 1
	from, to := p.scroll.Offset.Y, p.scroll.Offset.Y+p.scroll.Size().Height
	first := max(sort.Search(n, func(i int) bool { return p.tops[i+1] > from }), 0)
	last := first
	for last < n && p.tops[last] < to {
		last++
	}
	for i, o := range p.live {
		if i < first || i >= last {
			p.spare = append(p.spare, o)
			delete(p.live, i)
		}
	}
	p.inside.objects = p.inside.objects[:0]
	for i := first; i < last; i++ {
		o := p.live[i]
		if o == nil {
			if k := len(p.spare) - 1; k >= 0 {
				o, p.spare = p.spare[k], p.spare[:k]
			} else {
				o = p.spec.Make()
			}
			p.live[i] = o
			p.spec.Update(i, o)
		}
		o.Move(fyne.NewPos(0, p.tops[i]))
		o.Resize(fyne.NewSize(p.width, p.tops[i+1]-p.tops[i]-p.spec.Gap))
		p.inside.objects = append(p.inside.objects, o)
	}
	canvas.Refresh(p.inside)
}

// CreateRenderer is part of fyne.Widget.
func (p *Pile) CreateRenderer() fyne.WidgetRenderer { return &pileRenderer{p} }

type pileRenderer struct{ p *Pile }

func (r *pileRenderer) Destroy() {}

func (r *pileRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.p.scroll} }

func (r *pileRenderer) MinSize() fyne.Size { return fyne.NewSize(80, 40) }

func (r *pileRenderer) Refresh() { canvas.Refresh(r.p.scroll) }

func (r *pileRenderer) Layout(size fyne.Size) {
	r.p.scroll.Resize(size)
	r.p.measure()
	r.p.place()
}

const pileBar = 8

// pileContent is what the scroll scrolls.
type pileContent struct {
	widget.BaseWidget
	pile    *Pile
	objects []fyne.CanvasObject
}

// MinSize is as tall as all items.
func (c *pileContent) MinSize() fyne.Size {
	n := len(c.pile.tops)
	if n < 2 {
		return fyne.Size{}
	}
	return fyne.NewSize(0, c.pile.tops[n-1]-c.pile.spec.Gap)
}

// CreateRenderer is part of fyne.Widget.
func (c *pileContent) CreateRenderer() fyne.WidgetRenderer { return &pileContentRenderer{c} }

type pileContentRenderer struct{ c *pileContent }

func (r *pileContentRenderer) Destroy() {}

func (r *pileContentRenderer) Objects() []fyne.CanvasObject { return r.c.objects }

func (r *pileContentRenderer) MinSize() fyne.Size { return r.c.MinSize() }

func (r *pileContentRenderer) Layout(fyne.Size) {}

func (r *pileContentRenderer) Refresh() {}
