// Package story is the story editor: one card for the headline, the ask and each of the four beats, with word meters,
// the findings of a field under it, and the figure picker. It changes the brief through the session alone, and it knows
// no other screen area: what it cannot do itself it asks for through Params.
package story

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"throughline/app/brief"
	"throughline/app/figure"
	"throughline/app/say"
	"throughline/app/session"
	"throughline/app/ui/look"
)

// Params is what an editor needs. Session, Canvas and Float are required.
type Params struct {
	Session *session.Session
	Canvas  fyne.Canvas // of the window the editor stands in
	Float   *look.Float // where the figure picker floats

	// Replacement returns the text that mends a finding in its field, and what to call that on a button; ok is false where
	// only the writer can. May be nil.
	Replacement func(b *brief.Brief, f brief.Finding) (label, text string, ok bool)
	// OnEvidenceRequested asks for the place where hero and chart are chosen. May be nil.
	OnEvidenceRequested func()
	// OnImportRequested asks for a spreadsheet, where a figure is wanted and there is none. May be nil.
	OnImportRequested func()
	// OnShortcut gets the shortcuts that no text field knows; it reports whether it took one. May be nil.
	OnShortcut func(fyne.Shortcut) bool
	// OnFocused is told which field now has the caret. May be nil.
	OnFocused func(brief.Place)
	// OnFailed is told what could not be done. May be nil.
	OnFailed func(error)
}

// Editor is the story editor. It belongs to the window's goroutine.
type Editor struct {
	params Params

	fields []*field // in reading order
	cards  []*card
	picker *picker
	last   *field // the one that has the focus, or had it last

	visited *notice // of the last field, the hint that was gone to; nil where none was since
	column  *fyne.Container
	scroll  *container.Scroll

	showProof func(*brief.Brief)
	findings  []brief.Finding
	shown     *brief.Brief // the snapshot the fields show
}

// widest keeps the lines of a story at a length that reads well on a wide screen.
const widest = 780

// New returns an editor that shows the session's brief; tell it of changes with Refresh.
func New(p Params) *Editor {
	if p.Session == nil || p.Canvas == nil || p.Float == nil {
		panic("story: Params.Session, Params.Canvas and Params.Float are required")
	}
	e := &Editor{params: p}
	e.picker = newPicker(e)
	e.scroll = container.NewVScroll(nil)
	e.makeCards()
	e.column = look.Column(12)
	e.column.Layout = followed{e.column.Layout, e.picker.follow}
	for _, c := range e.cards {
		e.column.Add(c.object)
	}
	e.scroll.Content = look.Narrow(look.Inset(e.column, 18, 40, 24, 24), widest)
	e.scroll.OnScrolled = func(fyne.Position) { e.picker.follow() }
	e.Refresh(p.Session.Brief())
	return e
}

// Object returns what to put in the window.
func (e *Editor) Object() fyne.CanvasObject { return e.scroll }

// Refresh shows a snapshot. Fields whose text is already there are left alone, so the caret stays where it is.
func (e *Editor) Refresh(b *brief.Brief) {
	e.shown = b
	texts := figure.New(b).Brief()
	for _, f := range e.fields {
		text, _ := b.Text(f.place)
		f.show(text, say.T(b.Hint(f.place)), texts[f.place])
		f.showReasons(b.Typed())
	}
	for _, c := range e.cards {
		c.measure(b)
	}
	e.showProof(b)
	e.settle()
}

// settle gives every card the height its text now takes; see look.Column for why that is not left to Fyne.
func (e *Editor) settle() {
	e.column.Layout.Layout(e.column.Objects, e.column.Size())
	// Where much text went at once, what is left comes into sight again, at the field that is being written.
	if foot := e.scroll.Content.MinSize().Height - e.scroll.Size().Height; e.scroll.Offset.Y > max(0, foot) {
		e.scroll.ScrollToOffset(fyne.NewPos(0, max(0, foot)))
		for _, f := range e.fields {
			if f.prose.Active() {
				e.reveal(f.prose)
			}
		}
	}
	e.picker.follow()
}

// SetFindings shows findings under the fields they are about. While a field is being typed in, settled is false: what
// was mended goes at once, and nothing new appears under the writer's hands until the typing rests.
func (e *Editor) SetFindings(findings []brief.Finding, settled bool) {
	e.findings = findings
	for _, f := range e.fields {
		f.setFindings(findings, settled || !f.prose.Active())
	}
	e.settle()
}

// Focus puts the caret at the end of a place's text and reports whether the editor has such a field.
func (e *Editor) Focus(place brief.Place) bool {
	i := slices.IndexFunc(e.fields, func(f *field) bool { return f.place == place })
	if i < 0 {
		return false
	}
	f := e.fields[i]
	e.params.Canvas.Focus(f.prose)
	f.prose.SetCursor(len([]rune(f.prose.Text)))
	e.reveal(f.prose)
	return true
}

// FocusFirst puts the caret where writing goes on: in the first empty field. In a story that is all written it waits for
// the writer to choose.
func (e *Editor) FocusFirst() {
	for _, f := range e.fields {
		if f.prose.Text == "" {
			e.Focus(f.place)
			return
		}
	}
}

// Text returns what a field shows: its tokens while it is edited, its figures at rest.
func (e *Editor) Text(place brief.Place) string {
	for _, f := range e.fields {
		if f.place == place {
			if f.prose.Active() {
				return f.prose.Text
			}
			return f.prose.Rest()
		}
	}
	return ""
}

func (e *Editor) typed(place brief.Place, text string) {
	if err := e.params.Session.Type(place, text); err != nil && e.params.OnFailed != nil {
		e.params.OnFailed(err)
	}
}

// reveal scrolls so that a field or a hint is in sight, with some room around it.
func (e *Editor) reveal(o fyne.CanvasObject) {
	const room = 48
	driver := fyne.CurrentApp().Driver()
	top := driver.AbsolutePositionForObject(o).Y - driver.AbsolutePositionForObject(e.scroll).Y
	bottom := top + o.Size().Height
	offset := e.scroll.Offset.Y
	switch {
	case top < room:
		offset += top - room
	case bottom > e.scroll.Size().Height-room:
		offset += min(bottom-(e.scroll.Size().Height-room), top-room)
	default:
		return
	}
	e.scroll.ScrollToOffset(fyne.NewPos(0, max(0, offset)))
}
