// Package preview is the live page: it shows the pages that an export would write, at the screen's own pixels. It lays
// nothing out and resolves nothing; it is given finished pages and draws them off the window's goroutine, always the
// latest, dropping what was overtaken. It knows no other screen area.
package preview

import (
	"fmt"
	"image"
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"throughline/app/brief"
	"throughline/app/ui/look"
	"throughline/export/page"
)

// Zoom is how large a page is shown.
type Zoom string

// The zooms, as they are offered: the whole page, as wide as there is room, and as large as it prints.
const (
	Fit    Zoom = "Whole page"
	Width  Zoom = "Full width"
	Actual Zoom = "100 %"
)

// Zooms lists them in the order they are offered.
var Zooms = []Zoom{Fit, Width, Actual}

// Params is what a preview needs. Go and Draw are required; callbacks may be nil.
type Params struct {
	// Go runs work on another goroutine, then done on the window's.
	Go func(work, done func())
	// Draw draws a page at a size in pixels; it is called from any goroutine.
	Draw func(p *page.Page, width, height int) image.Image
	// OnPaperChosen is called when another paper is chosen.
	OnPaperChosen func(brief.Paper)
	// OnProblemsRequested asks to be shown what stops the export.
	OnProblemsRequested func()
}

// papers are the papers offered and what they are called.
var papers = []struct {
	paper brief.Paper
	label string
}{{brief.A4, "A4"}, {brief.Letter, "Letter"}}

// Preview is the live page. It belongs to the window's goroutine.
type Preview struct {
	params Params

	object *fyne.Container
	frame  *fyne.Container // the tools and the notice above the desk
	zoom   Zoom
	paper  *look.Chip
	zooms  *look.Chip
	number *look.Text
	notice *fyne.Container
	sheets *fyne.Container
	scroll *container.Scroll
	errors int
}

// New returns a preview without pages.
func New(p Params) *Preview {
	if p.Go == nil || p.Draw == nil {
		panic("preview: Params.Go and Params.Draw are required")
	}
	v := &Preview{params: p, zoom: Fit, number: look.NewText("", look.Caption)}
	var labels []string
	for _, x := range papers {
		labels = append(labels, x.label)
	}
	v.paper = look.NewChip(labels, labels[0], v.onPaper)
	zooms := make([]string, len(Zooms))
	for i, z := range Zooms {
		zooms[i] = string(z)
	}
	v.zooms = look.NewChip(zooms, string(v.zoom), func(z string) { v.SetZoom(Zoom(z)) })
	v.notice = container.NewStack()
	v.notice.Hide()
	v.scroll = container.NewScroll(nil)
	v.sheets = container.New(&sheetsLayout{v: v})
	v.scroll.Content = v.sheets
	v.scroll.OnScrolled = func(fyne.Position) { v.showNumber() }

	tools := look.Inset(look.Between(look.Line(8, v.paper, v.zooms), v.number), 12, 8, 18, 18)
	top := look.Column(0, tools, look.Inset(v.notice, 0, 4, 18, 18))
	v.frame = look.Frame(top, nil, nil, v.scroll)
	v.object = container.NewStack(look.NewFill(look.Desk), v.frame)
	return v
}

// Object returns what to put in the window.
func (v *Preview) Object() fyne.CanvasObject { return v.object }

func (v *Preview) onPaper(label string) {
	for _, x := range papers {
		if x.label == label && v.params.OnPaperChosen != nil {
			v.params.OnPaperChosen(x.paper)
		}
	}
}

// SetPaper shows which paper the brief is on.
func (v *Preview) SetPaper(p brief.Paper) {
	for _, x := range papers {
		if x.paper == p {
			v.paper.SetSelected(x.label)
		}
	}
}

// Zoom returns how large pages are shown.
func (v *Preview) Zoom() Zoom { return v.zoom }

// SetZoom changes it.
func (v *Preview) SetZoom(z Zoom) {
	v.zoom = z
	v.zooms.SetSelected(string(z))
	v.sheets.Refresh()
	v.scroll.Refresh()
	v.scroll.ScrollToTop()
	v.showNumber()
}

// Show puts finished pages up. problems is how many things stop the export; pages with problems are marked as a draft.
func (v *Preview) Show(doc *page.Document, problems int) {
	for len(v.sheets.Objects) > len(doc.Pages) {
		v.sheets.Objects = v.sheets.Objects[:len(v.sheets.Objects)-1]
	}
	for i, p := range doc.Pages {
		if i == len(v.sheets.Objects) {
			v.sheets.Add(newSheet(v.params))
		}
		v.sheets.Objects[i].(*sheet).show(p, problems > 0)
	}
	if problems != v.errors {
		v.errors = problems
		v.showNotice()
		v.frame.Refresh() // the desk gives or takes the notice's room
	}
	v.sheets.Refresh()
	v.showNumber()
}

// Problems returns how many things are said to stop the export.
func (v *Preview) Problems() int { return v.errors }

// Pages returns how many pages are shown.
func (v *Preview) Pages() int { return len(v.sheets.Objects) }

func (v *Preview) showNotice() {
	v.notice.RemoveAll()
	if v.errors == 0 {
		v.notice.Hide()
		return
	}
	words := "1 problem stops the export."
	if v.errors > 1 {
		words = fmt.Sprintf("%d problems stop the export.", v.errors)
	}
	show := look.NewCompact("Show", func() {
		if v.params.OnProblemsRequested != nil {
			v.params.OnProblemsRequested()
		}
	})
	v.notice.Add(look.NewNotice(look.ToneWarn, "Draft", words, show))
	v.notice.Show()
}

// showNumber says which page is in the middle of what is seen.
func (v *Preview) showNumber() {
	n := len(v.sheets.Objects)
	if n == 0 {
		v.number.SetText("")
		return
	}
	middle, at := v.scroll.Offset.Y+v.scroll.Size().Height/2, 1
	for i, s := range v.sheets.Objects {
		if s.Position().Y <= middle {
			at = i + 1
		}
	}
	v.number.SetText(fmt.Sprintf("%d of %d", at, n))
}

const (
	deskMargin = 18 // of desk around and between the sheets
	// points is how many of the screen's units a point of paper takes at 100 %: 96 units and 72 points to the inch.
	points = 96.0 / 72
)

// scale returns the size of a point for a page in a room of the given size.
func (v *Preview) scale(p page.Size, room fyne.Size) float32 {
	width := (room.Width - 2*deskMargin) / float32(p.W)
	switch v.zoom {
	case Width:
		return max(width, 0.2)
	case Actual:
		return points
	}
	return max(min(width, (room.Height-deskMargin-6)/float32(p.H)), 0.2)
}

// sheetsLayout stacks the sheets, each at its zoom, centred where there is room.
type sheetsLayout struct{ v *Preview }

func (l *sheetsLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	room := l.v.scroll.Size()
	size := fyne.NewSize(0, 6)
	for _, o := range objects {
		s := o.(*sheet)
		k := l.v.scale(s.page.Size, room)
		w, h := k*float32(s.page.Size.W), k*float32(s.page.Size.H)
		if l.v.zoom == Actual {
			size.Width = max(size.Width, w+2*deskMargin)
		}
		size.Height += h + deskMargin
	}
	if l.v.zoom == Fit && len(objects) == 1 {
		size.Height = 0 // it fits by definition; rounding must not bring up a scroll bar
	}
	return size
}

func (l *sheetsLayout) Layout(objects []fyne.CanvasObject, _ fyne.Size) {
	room := l.v.scroll.Size()
	if room.Width <= 0 {
		return
	}
	y := float32(6)
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
