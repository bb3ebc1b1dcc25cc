// Package ledger is the screen of every number on the page: what is printed, of which metric, in full, and the cell it
// comes from. A line leads to the place in the brief where the number stands. It computes nothing: the lines are those of
// the ledger that the PDF carries.
//
//	screen := ledger.New(ledger.Params{OnGoTo: …})
//	screen.Show(ledger, settings)     // at once, and when the brief changes
//	screen.Look(entry)                // "where does this number come from?"
//	… screen.Object() …
//
// Everything here belongs to the window's goroutine.
package ledger

import (
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"throughline/app/brief"
	"throughline/app/figure"
	"throughline/app/match"
	"throughline/app/say"
	"throughline/app/ui/look"
)

// Params is what the screen needs. OnGoTo, which asks to see a place of the brief, is required.
type Params struct {
	OnGoTo func(brief.Place)
}

// Screen is the ledger. Make one with New.
type Screen struct {
	p       Params
	entries []figure.Entry // all
	rows    []figure.Entry // those that fit what is searched for
	chosen  figure.Entry   // the one that is looked at, by place and what is written there

	search *look.Input
	count  *look.Text
	pile   *look.Pile
	empty  *look.Flow
	detail *look.Flow
	object fyne.CanvasObject
}

// New returns an empty ledger.
func New(p Params) *Screen {
	s := &Screen{p: p, count: look.NewText("", look.Caption), detail: look.NewParagraph("", look.Small)}
	s.search = look.NewInput(say.T("Find a number, a metric, a cell or a place"))
	s.search.OnChanged = func(string) { s.filter() }
	s.search.OnKey = s.key
	s.empty = look.NewParagraph("", look.Quiet)
	s.pile = look.NewPile(look.PileSpec{
		Count:  func() int { return len(s.rows) },
		Height: func(int, float32) float32 { return rowHeight },
		Make:   func() fyne.CanvasObject { return newRow(s) },
		Update: func(i int, o fyne.CanvasObject) { o.(*row).set(s.rows[i], same(s.rows[i], s.chosen)) },
	})
	head := look.Inset(look.Column(10,
		look.Between(look.NewText(say.T("Every number on the page"), look.Section), s.count), s.search, look.Inset(newHeader(), 0, 0, 0, 8), look.Rule()), 16, 4, 16, 16)
	foot := look.Column(0, look.Rule(), look.Inset(s.detail, 10, 12, 16, 16))
	list := container.NewStack(look.Inset(s.empty, 8, 8, 16, 16), look.Inset(s.pile, 0, 0, 6, 6))
	card := look.NewBareCard(look.Frame(head, foot, nil, list))
	s.object = container.NewStack(look.NewFill(look.Ground), look.Inset(card, 18, 18, 24, 24))
	return s
}

// Object returns what to put in the window.
func (s *Screen) Object() fyne.CanvasObject { return s.object }

// Focus returns what should have the focus at first: the search.
func (s *Screen) Focus() fyne.Focusable { return s.search }

// Show shows another ledger.
func (s *Screen) Show(l figure.Ledger) {
	s.entries = l.Entries
	s.filter()
}

// Look marks the line of a figure at a place and brings it into sight.
func (s *Screen) Look(place brief.Place, raw string) {
	s.search.SetText("")
	for i, e := range s.rows {
		if e.Place == place && e.Raw == raw {
			s.choose(i)
			return
		}
	}
}

// same reports whether two entries are the same line.
func same(a, b figure.Entry) bool {
	return a.Place == b.Place && a.Raw == b.Raw && a.Text == b.Text && a.Kind == b.Kind && a.Metric == b.Metric && a.View == b.View && a.Text != ""
}

// filter shows the lines that fit what is searched for.
func (s *Screen) filter() {
	s.rows = s.rows[:0:0]
	for _, e := range s.entries {
		if _, ok := match.Of(s.search.Text, words(e), ""); ok {
			s.rows = append(s.rows, e)
		}
	}
	s.count.SetText(say.F("%d of %d", len(s.rows), len(s.entries)))
	s.empty.SetText("")
	switch {
	case len(s.entries) == 0:
		s.empty.SetText(say.T("No number stands on the page yet. Type { in the story to put one there."))
	case len(s.rows) == 0:
		s.empty.SetText(say.T("No number fits."))
	}
	at := -1
	for i, e := range s.rows {
		if same(e, s.chosen) {
			at = i
			break
		}
	}
	if at < 0 {
		s.chosen = figure.Entry{}
		s.detail.SetText(say.T("Up and down to look at a line, Enter to go to its place."))
		if len(s.rows) > 0 {
			at = 0
		}
	}
	if at >= 0 {
		s.choose(at)
		return
	}
	s.pile.Refresh()
}

// choose looks at a line.
func (s *Screen) choose(i int) {
	s.chosen = s.rows[i]
	s.detail.SetText(trail(s.chosen))
	s.pile.Refresh()
	s.pile.Reveal(i)
	s.object.Refresh()
}

// key moves through the lines from the search.
func (s *Screen) key(k *fyne.KeyEvent) bool {
	at := -1
	for i, e := range s.rows {
		if same(e, s.chosen) {
			at = i
			break
		}
	}
	switch k.Name {
	case fyne.KeyUp:
		at = max(0, at-1)
	case fyne.KeyDown:
		at++
	case fyne.KeyReturn, fyne.KeyEnter:
		if at >= 0 {
			s.p.OnGoTo(s.rows[at].Place)
		}
		return true
	default:
		return false
	}
	if at < len(s.rows) {
		s.choose(at)
	}
	return true
}

// words is what a line is found by.
func words(e figure.Entry) string {
	return strings.Join([]string{e.Text, e.Metric, e.View, say.T(brief.Label(e.Place)), e.Where(), e.File, e.Reason, marks(e)}, " ")
}

// trail tells the whole of a line in a sentence or two.
func trail(e figure.Entry) string {
	text := e.Trail()
	if e.Kind.Computed() {
		text += say.F(" In full: %s.", full(e))
	}
	return text
}

// fullDigits are all that a spreadsheet shows; what lies behind them is the noise of binary fractions.
const fullDigits = 12

// full is the value with all the digits it has, as a spreadsheet would show it.
func full(e figure.Entry) string {
	v, err := strconv.ParseFloat(strconv.FormatFloat(e.Value, 'g', fullDigits, 64), 64)
	if err != nil {
		v = e.Value
	}
	return strconv.FormatFloat(v, 'f', -1, 64)
}

// view is what was asked of the metric, with the format where one was given.
func view(e figure.Entry) string {
	switch {
	case e.View != "" && e.Format != "":
		return e.View + ", " + e.Format
	case e.View == "":
		return e.Format
	}
	return e.View
}

// marks says what is unlike the other lines.
func marks(e figure.Entry) string {
	switch {
	case e.Kind == figure.Kept:
		return say.T("kept")
	case e.Kind == figure.ByHand && e.Reason == "":
		return say.T("typed, no reason")
	case e.Kind == figure.ByHand:
		return say.T("typed")
	case e.Adjusted != "":
		return say.F("adjusted from %s", e.Adjusted)
	}
	return ""
}
