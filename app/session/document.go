package session

import (
	"fmt"
	"path/filepath"
	"reflect"
	"strings"
	"time"
	"unicode/utf8"

	"throughline/app/brief"
	"throughline/app/fault"
	"throughline/app/figure"
	"throughline/app/intake"
	"throughline/app/part"
	"throughline/app/say"
	"throughline/app/sheet"
)

const (
	// typingPause ends a run of typing that is undone in one step.
	typingPause = 1500 * time.Millisecond
	// undoLimit bounds the steps that are kept. A step is a few kilobytes of text: the series are shared.
	undoLimit = 1000
)

// document is one open brief with its history. Its snapshots are never written, so they can be compared by address: the
// document is dirty while now is not the snapshot that was saved.
type document struct {
	open   bool
	now    *brief.Brief
	saved  *brief.Brief // the snapshot there is nothing to lose of: as started, opened or saved; nil after a recovery
	origin brief.Origin
	at     time.Time // of the last save
	saves  Latest
	kept   int // how many of the brief's events a file holds: those are never taken back, only reversed

	undo, redo []step
	typing     typing

	stopTimer func() // stops the timer of the next recovery copy; nil when none is running
	// disk is the origin as file work sees it: several saves may be under way before done of the first is heard. Only
	// work in order touches it.
	disk *brief.Origin
}

func newDocument(b *brief.Brief, origin brief.Origin) *document {
	return &document{open: true, now: b, saved: b, origin: origin, disk: &origin, kept: len(b.Events)}
}

// step is a change that can be taken back or done again: its name and the snapshot on its other side.
type step struct {
	name  string
	brief *brief.Brief
}

// typing is the run of typing that the next keystroke may join.
type typing struct {
	place brief.Place // empty where there is none
	last  time.Time
}

// Brief returns the snapshot of now. Callers keep it as long as they like and never write it. Without a document it is
// an empty brief.
func (s *Session) Brief() *brief.Brief { return s.doc.now }

// IsOpen reports whether there is a document; where there is none, the start screen shows.
func (s *Session) IsOpen() bool { return s.doc.open }

// Do changes the brief through change, which gets a copy of its own, as one step of undo called name ("Set target").
// When change or the validation after it fails, everything is as before and the error is returned. A change that changed
// nothing makes no step and no event.
func (s *Session) Do(name string, change func(*brief.Brief) error) error {
	next := s.doc.now.Clone()
	if err := change(next); err != nil {
		return err
	}
	return s.commit(name, "", next)
}

// Type puts what was typed at a place. Keystrokes at one place with less than a second and a half between them are one
// step of undo.
func (s *Session) Type(place brief.Place, text string) error {
	next := s.doc.now.Clone()
	if !next.SetText(place, text) {
		return fault.New(fault.Internal, "This brief has no text at "+brief.Label(place)+"; nothing was changed.", nil)
	}
	return s.commit(say.F("%s typing", say.T(brief.Label(place))), place, next)
}

// Accept takes tables of a reading into the brief, as one step of undo ("Import metrics.xlsx").
func (s *Session) Accept(tables []*sheet.Table) error {
	next, name, now := s.doc.now.Clone(), say.T("Import"), s.deps.Now()
	for _, t := range tables {
		if source := t.AddTo(next, now); source != nil {
			name = say.F("Import %s", source.File)
		}
	}
	return s.commit(name, "", next)
}

// commit makes next the brief of now. Typing at a place joins the typing there before it.
func (s *Session) commit(name string, place brief.Place, next *brief.Brief) error {
	d := s.doc
	// Series, sources and everything else that did not change is shared, and reflect compares shared pointers by address:
	// this looks at a few kilobytes.
	if reflect.DeepEqual(next, d.now) {
		return nil
	}
	if place == "" { // while typing, a number is gone for a moment
		next.PruneTyped()
	}
	at := s.deps.Now()
	if err := next.Settle(d.now, figure.PartView(next, s.Today()), at); err != nil {
		return err
	}
	if err := next.Validate(); err != nil {
		return err
	}
	for _, f := range next.Overlong(intake.Field) {
		return fault.New(fault.Usage, fmt.Sprintf("%s would have %s letters, more than the %s that a text takes; shorten it.",
			brief.Label(f.Place), fault.Grouped(utf8.RuneCountInString(f.Text)), fault.Grouped(intake.Field)), nil)
	}
	joins := place != "" && d.typing.place == place && at.Sub(d.typing.last) < typingPause && len(d.undo) > 0
	if !joins {
		d.undo = append(d.undo, step{name, d.now})
		if len(d.undo) > undoLimit {
			d.undo = d.undo[1:]
		}
	}
	d.redo = nil
	d.typing = typing{place, at}
	d.now = next
	s.changed(name)
	return nil
}

// changed follows every change of the snapshot.
func (s *Session) changed(name string) {
	s.copySoon()
	s.publish(Event{Kind: Changed, Name: name})
}

// Undo takes the last change back and reports whether there was one.
func (s *Session) Undo() bool {
	d := s.doc
	return s.travel("Undo ", &d.undo, &d.redo)
}

// Redo does again what Undo took back last and reports whether there was such a change.
func (s *Session) Redo() bool {
	d := s.doc
	return s.travel("Redo ", &d.redo, &d.undo)
}

func (s *Session) travel(verb string, from, to *[]step) bool {
	n := len(*from)
	if n == 0 {
		return false
	}
	d := s.doc
	last := (*from)[n-1]
	*from = (*from)[:n-1]
	*to = append(*to, step{last.name, d.now})
	now := *last.brief
	now.Events = part.Travel(d.now.Events, now.Events, d.kept, s.deps.Now())
	if d.now = last.brief; len(now.Events) != len(last.brief.Events) {
		d.now = &now
	}
	d.typing = typing{}
	s.changed(verb + last.name)
	return true
}

// UndoName returns the name of the change that Undo takes back, "" where there is none.
func (s *Session) UndoName() string { return nameOfLast(s.doc.undo) }

// RedoName returns the name of the change that Redo does again, "" where there is none.
func (s *Session) RedoName() string { return nameOfLast(s.doc.redo) }

func nameOfLast(steps []step) string {
	if len(steps) == 0 {
		return ""
	}
	return steps[len(steps)-1].name
}

// Path returns the document's file, "" for one that has none yet.
func (s *Session) Path() string { return s.doc.origin.Path }

// Dirty reports whether there is work to lose: changes since the document was started, opened or saved. A recovered
// document is dirty until it is saved.
func (s *Session) Dirty() bool {
	return s.doc.open && s.doc.now != s.doc.saved
}

// SavedAt returns when the document was last saved in this session, the zero time where it was not.
func (s *Session) SavedAt() time.Time { return s.doc.at }

// ReadOnly returns the sentence why Save will refuse (SaveAs will not), "" where it will not.
func (s *Session) ReadOnly() string { return s.doc.origin.ReadOnly }

// titleWords is how much of a headline stands for the name of a brief that has none.
const titleWords = 6

// Title returns what the window is called: the file's name without its extension, or the headline's first words, or
// "Untitled brief".
func (s *Session) Title() string {
	if path := s.Path(); path != "" {
		name := filepath.Base(path)
		if stem := strings.TrimSuffix(name, brief.Extension); stem != "" {
			return stem
		}
		return name
	}
	words := strings.Fields(s.doc.now.Headline)
	switch {
	case len(words) == 0:
		return "Untitled brief"
	case len(words) > titleWords:
		return strings.Join(words[:titleWords], " ") + "…"
	}
	return strings.Join(words, " ")
}
