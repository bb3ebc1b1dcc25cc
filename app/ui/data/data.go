// Package data is the screen of a brief's numbers: the sources they came from, and every metric with its unit, direction,
// target, definition and owner, open to change. It changes the brief through Params.Do alone and reads it from the
// snapshots that Show gets.
//
//	screen := data.New(data.Params{Do: session.Do, OnImport: …, OnProblem: …, OnGoTo: …})
//	screen.Show(session.Brief())   // at once, and after every change
//	… screen.Object() …
//
// Values and cells are never edited here: they come from the file. Everything here belongs to the window's goroutine.
package data

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"throughline/app/brief"
	"throughline/app/metric"
	"throughline/app/say"
	"throughline/app/ui/look"
)

// Params is what the screen needs. All fields are required.
type Params struct {
	// Do changes the brief as one step of undo; see session.Do.
	Do func(name string, change func(*brief.Brief) error) error
	// OnImport asks for a spreadsheet.
	OnImport func()
	// OnProblem is told why a change was refused.
	OnProblem func(err error)
	// OnGoTo asks to see a place of the brief.
	OnGoTo func(place brief.Place)
}

// Screen is the screen. Make one with New and give it a brief with Show.
type Screen struct {
	p      Params
	brief  *brief.Brief
	chosen string // the ID of the metric in the form

	sources *fyne.Container
	count   *look.Text
	rows    *look.Pile
	form    *form
	empty   fyne.CanvasObject
	full    *look.Scrolled
	object  fyne.CanvasObject
}

// New returns the screen of an empty brief.
func New(p Params) *Screen {
	s := &Screen{p: p, brief: brief.New("")}
	s.sources = look.Column(0)
	s.count = look.NewText("", look.Section)
	s.rows = look.NewPile(look.PileSpec{
		Count:  func() int { return len(s.brief.Metrics) },
		Height: func(int, float32) float32 { return rowHeight },
		Make:   func() fyne.CanvasObject { return newRow(s.choose) },
		Update: func(i int, o fyne.CanvasObject) {
			m := s.brief.Metrics[i]
			o.(*row).set(m, s.brief.Settings.Locale, m.ID == s.chosen)
		},
	})
	s.form = newForm(s)
	list := container.NewBorder(look.Column(0, look.Inset(s.count, 0, 8, 0, 0), newHeader(), look.Rule()), nil, nil, nil,
		container.New(rowsLayout{s}, s.rows))
	s.full = look.NewScrolled(look.Inset(look.Column(12,
		look.NewCard(look.Column(8,
			look.Between(look.NewText(say.T("Sources"), look.Section), look.NewButton(say.T("Import…"), p.OnImport)), s.sources)),
		container.New(listAndForm{}, look.NewBareCard(look.Inset(list, 14, 8, 16, 8)), s.form.object)), 18, 18, 24, 24), contentMost, s.rows)
	s.empty = newEmpty(p.OnImport)
	s.object = container.NewStack(look.NewFill(look.Ground), s.empty, s.full)
	s.Show(s.brief)
	return s
}

// Object returns what to put in the window.
func (s *Screen) Object() fyne.CanvasObject { return s.object }

// Show shows another snapshot of the brief.
func (s *Screen) Show(b *brief.Brief) {
	s.brief = b
	if s.metric() == nil {
		s.chosen = ""
		if len(b.Metrics) > 0 {
			s.chosen = b.Metrics[0].ID
		}
	}
	bare := len(b.Metrics) == 0 && len(b.Sources) == 0
	show(s.empty, bare)
	show(s.full, !bare)
	s.sources.RemoveAll()
	for i, f := range filesOf(b.Sources) {
		if i > 0 {
			s.sources.Add(look.Rule())
		}
		s.sources.Add(newFile(f))
	}
	s.count.SetText(plural(len(b.Metrics), "metric"))
	s.rows.Refresh()
	s.form.show(s.metric(), b)
	s.full.Refresh()
}

// Choose shows the metric of that name in the form.
func (s *Screen) Choose(name string) {
	if m := s.brief.Metric(name); m != nil {
		s.choose(m.ID)
	}
}

func (s *Screen) choose(id string) {
	s.chosen = id
	s.rows.Refresh()
	for i, m := range s.brief.Metrics {
		if m.ID == id {
			s.rows.Reveal(i)
		}
	}
	s.form.show(s.metric(), s.brief)
	s.full.Refresh()
}

// metric returns the metric in the form, nil where there is none.
func (s *Screen) metric() *metric.Metric { return metricWith(s.brief, s.chosen) }

func metricWith(b *brief.Brief, id string) *metric.Metric {
	for _, m := range b.Metrics {
		if m.ID == id {
			return m
		}
	}
	return nil
}

// do changes the brief and tells what was refused; it reports whether it was done.
func (s *Screen) do(name string, change func(*brief.Brief) error) bool {
	if err := s.p.Do(name, change); err != nil {
		s.p.OnProblem(err)
		return false
	}
	return true
}

const (
	rowHeight   float32 = 38
	rowsMost            = 14 // rows shown before the list scrolls on its own
	rowsNarrow          = 6  // the same where the form stands below the list
	contentMost float32 = 1180
)

// rowsLayout gives the list of metrics the height of its rows, up to a bound.
type rowsLayout struct{ s *Screen }

// MinSize is part of fyne.Layout.
func (l rowsLayout) MinSize([]fyne.CanvasObject) fyne.Size {
	most := rowsMost
	if l.s.full != nil && l.s.full.Size().Width < sideLeast+2*24 {
		most = rowsNarrow
	}
	return fyne.NewSize(200, rowHeight*float32(min(max(len(l.s.brief.Metrics), 1), most)))
}

// Layout is part of fyne.Layout.
func (rowsLayout) Layout(o []fyne.CanvasObject, size fyne.Size) { o[0].Resize(size) }

// listAndForm lays the form beside the list where there is room, and below it where there is not.
type listAndForm struct{}

const (
	formWidth float32 = 340
	sideGap   float32 = 12
	sideLeast float32 = 860 // the width from which the form stands beside the list
)

// MinSize is part of fyne.Layout. The objects were given their places by Layout before.
func (listAndForm) MinSize(o []fyne.CanvasObject) fyne.Size {
	a, b := o[0].MinSize(), o[1].MinSize()
	if o[1].Position().X > 0 {
		return fyne.NewSize(a.Width, max(a.Height, b.Height))
	}
	return fyne.NewSize(max(a.Width, b.Width), a.Height+sideGap+b.Height)
}

// Layout is part of fyne.Layout.
func (listAndForm) Layout(o []fyne.CanvasObject, size fyne.Size) {
	if size.Width >= sideLeast {
		o[0].Move(fyne.Position{})
		o[0].Resize(fyne.NewSize(size.Width-formWidth-sideGap, o[0].MinSize().Height))
		o[1].Move(fyne.NewPos(size.Width-formWidth, 0))
		o[1].Resize(fyne.NewSize(formWidth, o[1].MinSize().Height))
		o[1].Resize(fyne.NewSize(formWidth, o[1].MinSize().Height)) // again: wrapped text has its width now
		return
	}
	o[0].Move(fyne.Position{})
	h := o[0].MinSize().Height
	o[0].Resize(fyne.NewSize(size.Width, h))
	o[1].Move(fyne.NewPos(0, h+sideGap))
	o[1].Resize(fyne.NewSize(size.Width, o[1].MinSize().Height))
	o[1].Resize(fyne.NewSize(size.Width, o[1].MinSize().Height))
}

func newEmpty(onImport func()) fyne.CanvasObject {
	return look.Inset(container.NewVBox(look.NewCard(look.Column(10,
		look.NewText(say.T("No numbers yet"), look.Section),
		look.NewParagraph(say.T("Drop a spreadsheet on the window, or choose one. What was understood is shown before anything enters the brief."), look.Quiet),
		look.Line(10, look.NewPrimary(say.T("Import metrics…"), onImport))))), 18, 18, 24, 24)
}

func show(o fyne.CanvasObject, on bool) {
	if on {
		o.Show()
	} else {
		o.Hide()
	}
}

func plural(n int, thing string) string {
	return say.N(n, "%d "+thing, "%d "+thing+"s")
}

// wrapped lays objects in rows, each at its own width, as words are.
type wrapped struct{}

const wrapGap float32 = 6

// lines calls f with the place of every object at a width, and returns the height of all.
func (wrapped) lines(o []fyne.CanvasObject, width float32, f func(o fyne.CanvasObject, at fyne.Position, size fyne.Size, line float32)) float32 {
	x, y, line := float32(0), float32(0), float32(0)
	for _, c := range o {
		line = max(line, c.MinSize().Height)
	}
	for _, c := range o {
		m := c.MinSize()
		if x > 0 && x+m.Width > width {
			x, y = 0, y+line+wrapGap
		}
		f(c, fyne.NewPos(x, y), fyne.NewSize(min(m.Width, max(width, 1)), m.Height), line)
		x += m.Width + wrapGap
	}
	return y + line
}

// MinSize is part of fyne.Layout. Layout has given the objects their places before.
func (wrapped) MinSize(o []fyne.CanvasObject) fyne.Size {
	h := float32(0)
	for _, c := range o {
		h = max(h, c.Position().Y+c.MinSize().Height)
	}
	return fyne.NewSize(80, h)
}

// Layout is part of fyne.Layout.
func (w wrapped) Layout(o []fyne.CanvasObject, size fyne.Size) {
	w.lines(o, size.Width, func(c fyne.CanvasObject, at fyne.Position, s fyne.Size, line float32) {
		c.Move(at.AddXY(0, (line-s.Height)/2))
		c.Resize(s)
	})
}
