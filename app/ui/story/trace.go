package story

import (
	"strings"

	"fyne.io/fyne/v2"

	"throughline/app/brief"
	"throughline/app/figure"
	"throughline/app/ui/look"
)

// trace says in the card's head where the figure at the caret comes from: its value, its period, its cell.
func (f *field) trace() {
	c := f.card
	if c == nil {
		return
	}
	if !f.prose.Active() || f.editor.shown == nil {
		c.setTrace("")
		return
	}
	u, ok := f.underCaret()
	if !ok || f.editor.picker.openFor(f) {
		c.setTrace("")
		return
	}
	c.setTrace(traceOf(u))
}

// traceOf tells in a few words where a figure comes from, what matters most first: "12.4% · Oct 2026 · Funnel!K4". The
// ledger says it in full.
func traceOf(u figure.UnderCursor) string {
	e := u.Entry
	switch {
	case e == nil && u.Fix != "":
		return u.Fix
	case e == nil:
		return u.Text
	}
	parts := []string{e.Text}
	if !e.AsOf.IsZero() {
		parts = append(parts, e.AsOf.Label())
	}
	for _, p := range []string{e.Where(), e.File} {
		if p != "" {
			parts = append(parts, p)
		}
	}
	return strings.Join(parts, "  ·  ")
}

// underCaret returns the figure that the caret is in or touches.
func (f *field) underCaret() (figure.UnderCursor, bool) {
	runes := []rune(f.prose.Text)
	at := f.prose.Caret()
	return figure.New(f.editor.shown).Under(f.prose.Text, len(string(runes[:at])))
}

// AtCaret returns the figure that was looked at last: the place of the field that has the focus or had it last, and the
// figure the caret is in there; false where it is in none.
func (e *Editor) AtCaret() (f figure.UnderCursor, place brief.Place, ok bool) {
	if e.last == nil {
		return figure.UnderCursor{}, "", false
	}
	f, ok = e.last.underCaret()
	return f, e.last.place, ok
}

func (c *card) setTrace(words string) {
	if words != c.trace.Text() {
		c.trace.SetText(words)
		c.head.Refresh()
	}
}

// headLayout lays a card's name at the left, its meter at the right, and where a figure comes from between them.
type headLayout struct{}

const headGap float32 = 14

func (headLayout) MinSize(o []fyne.CanvasObject) fyne.Size {
	name, trace, meter := o[0].MinSize(), o[1].MinSize(), o[2].MinSize()
	return fyne.NewSize(name.Width+headGap+meter.Width, max(name.Height, trace.Height, meter.Height))
}

func (headLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	name, trace, meter := o[0].MinSize(), o[1].MinSize(), o[2].MinSize()
	put := func(c fyne.CanvasObject, x, w, h float32) {
		c.Resize(fyne.NewSize(max(0, w), h))
		c.Move(fyne.NewPos(x, (size.Height-h)/2))
	}
	put(o[0], 0, name.Width, name.Height)
	put(o[2], size.Width-meter.Width, meter.Width, meter.Height)
	left := name.Width + headGap
	put(o[1], left, size.Width-meter.Width-headGap-left, trace.Height)
}

var traceStyle = look.Style{Color: look.Figure, Size: look.Caption.Size}
