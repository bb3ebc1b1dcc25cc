// Package renewal is the screen of a refresh: what a new file does to the brief, before anything is done. What is doubtful
// stands first, then the sentences that the new numbers make untrue, every figure that prints something else, the chart, and each metric with
// what is to become of it. It changes nothing: Params.OnAccept gets the plan that was decided on.
//
//	screen := renewal.New(renewal.Params{Renewal: r, Brief: session.Brief(), Day: session.Today(), OnAccept: …})
//	window.SetContent(screen.Object())
//
// Everything here belongs to the window's goroutine.
package renewal

import (
	"maps"
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"throughline/app/brief"
	"throughline/app/figure"
	"throughline/app/refresh"
	"throughline/app/say"
	"throughline/app/ui/look"
)

// Params is what the screen needs. Plan may be nil; every other field is required.
type Params struct {
	Renewal *refresh.Renewal
	Brief   *brief.Brief // as it was when the renewal was read
	Day     time.Time    // decides what is stale
	Plan    refresh.Plan // what was decided before
	// OnAccept takes what the plan says into the brief.
	OnAccept func(refresh.Plan)
	// OnAnswer asks to read the file again with an answer: which table renews which source, or how a doubt of the file, by
	// its ID, is meant.
	OnAnswer func(about, answer string)
	// OnMend changes a text of the brief as a sentence that is not true any more proposes, and makes the review again.
	OnMend func(brief.Edit)
	// OnEdit leaves to the place of a sentence; the review can be come back to with the plan.
	OnEdit func(brief.Place)
	// OnImport imports the file beside what is there instead.
	OnImport func()
	// OnCancel leaves without taking anything.
	OnCancel func()
}

// Screen is the review. Make one with New.
type Screen struct {
	p      Params
	plan   refresh.Plan
	review *refresh.Review
	after  *figure.Resolver // of the brief as it would be

	says     *look.Flow
	read     *fyne.Container // what somebody has to settle or to read again
	decide   *fyne.Container // what changes
	accept   *look.Button
	chips    map[string]*look.Chip   // by row, so that a choice keeps the focus
	answers  map[string]*look.Button // by doubt and reading, likewise
	walk     []*look.Button          // the answers from top to bottom
	scrolled *look.Scrolled
	object   fyne.CanvasObject
}

// contentMost keeps rows at a width that the eye can follow.
const contentMost float32 = 2000

// New returns the review of a renewal.
func New(p Params) *Screen {
	s := &Screen{p: p, plan: maps.Clone(p.Plan), chips: map[string]*look.Chip{}, answers: map[string]*look.Button{}}
	if s.plan == nil {
		s.plan = refresh.Plan{}
	}
	s.says = look.NewParagraph("", look.Quiet)
	s.read, s.decide = look.Column(12), look.Column(12)
	s.accept = look.NewPrimary("", func() { p.OnAccept(s.Plan()) })
	s.scrolled = look.NewScrolled(look.Inset(container.New(sides{}, s.read, s.decide), 4, 24, 24, 24), contentMost)
	head := look.Inset(look.Column(4, look.NewElided(titleOf(p.Renewal), look.Title), s.says), 18, 12, 24, 24)
	foot := look.Inset(look.Between(
		look.NewParagraph(say.T("Nothing changes before you accept; one undo takes it back.")+" "+
			say.T("On a doubt ↑ ↓ walk, A takes, O keeps the old."), look.Caption),
		look.Line(10, look.NewPlain(say.T("Cancel"), p.OnCancel), look.NewButton(say.T("Import as new…"), p.OnImport), s.accept)), 10, 10, 24, 24)
	bottom := container.NewStack(look.NewFill(look.Panel), look.Column(0, look.Rule(), foot))
	s.object = container.NewStack(look.NewFill(look.Ground), look.Frame(head, bottom, nil, s.scrolled))
	s.refresh()
	return s
}

// Object returns what to put in the window.
func (s *Screen) Object() fyne.CanvasObject { return s.object }

// Plan returns what was decided so far.
func (s *Screen) Plan() refresh.Plan { return maps.Clone(s.plan) }

// Focus returns what should have the focus at first: the first doubt, or what accepts where there is none.
func (s *Screen) Focus() fyne.Focusable {
	if len(s.walk) > 0 {
		return s.walk[0]
	}
	return s.accept
}

// titleOf says which file renews which.
func titleOf(r *refresh.Renewal) string {
	file := r.Reading.Workbook.File
	var old []string
	for _, b := range r.Bindings {
		if !slices.Contains(old, b.Source.File) {
			old = append(old, b.Source.File)
		}
	}
	switch {
	case len(old) == 0 && len(r.Questions) > 0:
		return say.F("%s: what does it renew?", file)
	case len(old) == 0:
		return say.F("%s renews nothing in this brief", file)
	case len(old) == 1 && old[0] == file:
		return say.F("%s, a newer state", file)
	}
	return say.F("%s renews %s", file, strings.Join(old, ", "))
}

// refresh shows the review under the plan as it is now.
func (s *Screen) refresh() {
	after := s.p.Brief.Clone()
	s.p.Renewal.Apply(after, s.plan, time.Time{})
	s.after = figure.New(after)
	s.review = s.p.Renewal.Review(s.plan, s.p.Day)
	s.says.SetText(s.summary())
	s.read.RemoveAll()
	s.decide.RemoveAll()
	s.addDoubts()
	s.addQuestions()
	s.addSentences()
	s.addFigures()
	s.addChart()
	s.addAged()
	s.addMetrics()
	s.addRestated()
	s.addNotes()
	if len(s.review.Figures) == 0 && s.review.Chart == nil && len(s.read.Objects) == 0 && s.review.Renews() {
		s.read.Add(look.NewCard(look.Column(4, look.NewText(say.T("Nothing changed"), look.Section),
			look.NewParagraph(say.T("Every figure, sentence and chart of the brief reads as before."), look.Quiet))))
	}
	s.accept.SetText(say.T("Accept"))
	if s.review.Renews() {
		s.accept.Enable()
	} else {
		s.accept.Disable()
	}
	s.scrolled.Refresh()
}

// summary says in a line how far the data went on and how much there is to look at.
func (s *Screen) summary() string {
	v := s.review
	var parts []string
	for _, c := range v.Sources {
		switch {
		case c.WasAsOf != "" && c.WasAsOf != c.AsOf:
			parts = append(parts, say.F("%sfrom %s to %s", label(c.Sheet, len(v.Sources)), c.WasAsOf, c.AsOf))
		case c.AsOf != "":
			parts = append(parts, say.F("%sstill to %s", label(c.Sheet, len(v.Sources)), c.AsOf))
		}
	}
	if len(parts) > 3 {
		parts = append(parts[:3], "…")
	}
	if n := len(v.Sentences); n > 0 {
		parts = append(parts, say.N(n, "%d sentence to read again", "%d sentences to read again"))
	}
	if n := len(v.Figures); n > 0 {
		parts = append(parts, say.N(n, "%d figure changes", "%d figures change"))
	}
	if n := s.open(); n > 0 {
		parts = append(parts, say.N(n, "%d thing to decide", "%d things to decide"))
	}
	if len(parts) == 0 && !v.Renews() {
		return say.T("No table in it is like one the brief was made from. It can be imported as new.")
	}
	return strings.Join(parts, "  ·  ")
}

func label(sheet string, of int) string {
	if of < 2 || sheet == "" {
		return ""
	}
	return sheet + " "
}

// open counts what is left to decide.
func (s *Screen) open() int {
	n := len(s.review.Questions)
	for _, row := range s.review.Metrics {
		if row.Decide && len(row.Options) > 1 {
			n++
		}
	}
	for _, d := range s.p.Renewal.Reading.Doubts() {
		if d.Stops() {
			n++
		}
	}
	return n
}

// set decides a row.
func (s *Screen) set(id string, d refresh.Decision) {
	s.plan[id] = d
	s.refresh()
}

// sides lays what changes beside what is to be decided, or where there is no room for both, above it.
type sides struct{}

const (
	sidesLeast float32 = 1060 // the width from which both stand side by side
	sidesGap   float32 = 16
	sidesShare         = 0.56
)

func (sides) MinSize(o []fyne.CanvasObject) fyne.Size {
	w := max(o[0].MinSize().Width, o[1].MinSize().Width)
	// What stands side by side is as tall as the taller; both have their width by then.
	if o[1].Position().X > 0 {
		return fyne.NewSize(w, max(o[0].MinSize().Height, o[1].MinSize().Height))
	}
	return fyne.NewSize(w, o[0].MinSize().Height+sidesGap+o[1].MinSize().Height)
}

func (sides) Layout(o []fyne.CanvasObject, size fyne.Size) {
	put := func(c fyne.CanvasObject, x, y, w float32) float32 {
		c.Move(fyne.NewPos(x, y))
		c.Resize(fyne.NewSize(w, c.MinSize().Height))
		h := c.MinSize().Height // again: wrapped text knows its height only once it has its width
		c.Resize(fyne.NewSize(w, h))
		return h
	}
	if size.Width >= sidesLeast {
		w := (size.Width - sidesGap) * sidesShare
		put(o[0], 0, 0, w)
		put(o[1], w+sidesGap, 0, size.Width-sidesGap-w)
		return
	}
	y := put(o[0], 0, 0, size.Width)
	put(o[1], 0, y+sidesGap*0.75, size.Width)
}
