// Package session holds the open brief: one writer, undo, autosave, and the work that must not block the window.
//
//	ui ── Do, Type, Undo ─▶ Session ── Changed (snapshot) ──────────▶ every subscriber (editor, page, title, status)
//	ui ── Open, Save ─────▶ Session ── Runner.Go ─▶ Keeper ── done ─▶ Opened, Saved ──▶ subscribers
//	ui ── ReadWorkbook ───▶ Session ── Runner.Go ─▶ Reader ── done ─▶ JobStarted, JobProgress, JobDone ──▶ subscribers
//	ui ── Run (export) ───▶ Session ── Runner.Go ─▶ work   ── done ─▶ the same three
//	clock ── After ───────▶ Session ── Runner.Go ─▶ Keeper (the recovery copy) ─▶ CopyFailed, only when it fails
//	nobody but Session writes the brief; subscribers get whole snapshots and keep them as long as they like
//
// Every method is called, and every event and done function arrives, on one goroutine: the window's. The package knows
// neither Fyne nor files nor spreadsheets: what it needs of them it declares here as Runner, Keeper and Reader.
package session

import (
	"context"
	"slices"
	"time"

	"throughline/app/brief"
	"throughline/app/sheet"
)

// Reader reads spreadsheets.
type Reader interface {
	// Open reads a workbook, reporting progress from 0 to 1 from whatever goroutine it runs on. It returns ctx's error
	// when it is cancelled, or an explained error. A text file is read in the format as far as it says one.
	Open(ctx context.Context, path string, format brief.TextFormat, progress func(float64)) (*sheet.Workbook, error)
	// Paste reads cells that were copied from a spreadsheet program; the name stands for a file's.
	Paste(ctx context.Context, text, name string) (*sheet.Workbook, error)
	// Understand finds the tables of a workbook; a recipe decides how the sheet it names is read. It fails only where a
	// sheet too large to be held is read again from a file that changed, and where ctx is done.
	Understand(ctx context.Context, wb *sheet.Workbook, recipes ...brief.Recipe) (*sheet.Reading, error)
}

// Keeper keeps briefs, their recovery copies and the list of recent files. Its methods are called from any goroutine,
// never two at once for the same document, and answer explained errors.
type Keeper interface {
	// Open reads a brief and takes its lock. A brief that is locked, damaged or cannot be written opens all the same,
	// with the reason in Origin.ReadOnly and in the notes.
	Open(path string) (*brief.Opened, error)
	// Save writes the brief to path, whole or not at all, and returns what the file is now; from is where the brief came
	// from. With an error the file is what it was, without one the new one is in place and warning says what is not as it
	// should be all the same. Without force it wraps brief.ErrChanged when the file at from.Path is no longer the one that
	// was read, brief.ErrGone when it is not there any more, and brief.ErrReadOnly when the brief may not be written there.
	Save(path string, b *brief.Brief, from brief.Origin, force bool) (origin brief.Origin, warning string, err error)
	// Release gives back the lock that Open, Recover or a Save to a path other than from's took; each is given back once.
	Release(path string)

	// Copy writes this process's recovery copy of a brief; Drop removes it.
	Copy(b *brief.Brief, from brief.Origin) error
	Drop(id string)
	// Recoveries lists the copies that ended processes left behind, newest first.
	Recoveries() []brief.Recovery
	// Recover opens such a copy as the unsaved document it was; Forget removes it.
	Recover(r brief.Recovery) (*brief.Opened, error)
	Forget(r brief.Recovery) error

	// Recent lists the files that were open before, latest first; Visit puts one at the top, Unlist takes one out.
	Recent() []brief.Recent
	Visit(path, title string)
	Unlist(path string)
}

// Runner carries work off the window's goroutine and back.
type Runner interface {
	// Go runs work on another goroutine, then done on the window's. Work that may panic is put under Guard, or done would
	// never run.
	Go(work, done func())
	// Do runs f on the window's goroutine, soon; it may be called from any.
	Do(f func())
}

// Deps is what a session needs from the outside. All fields are required.
type Deps struct {
	Reader Reader
	Keeper Keeper
	Runner Runner
	Now    func() time.Time
	// After calls f once on the window's goroutine after d, unless stop is called before.
	After func(d time.Duration, f func()) (stop func())
	// NewID returns a fresh random name for a brief.
	NewID func() string
}

// EventKind says what happened.
type EventKind uint8

// The kinds of event.
const (
	Opened      EventKind = iota // another document is there: started, opened or recovered
	Closed                       // no document is there
	Changed                      // the brief changed; Name is what did it: "Import metrics.xlsx", "Undo typing"
	Saved                        // the document was saved; its path may be new
	CopyFailed                   // the recovery copy could not be written; Err says why
	JobStarted                   // a job began
	JobProgress                  // a job got further
	JobDone                      // a job ended; Err is nil, the cause, or context.Canceled
)

// Event is what subscribers are told.
type Event struct {
	Kind  EventKind
	Name  string
	Brief *brief.Brief // the snapshot after the event; never written by anybody
	Job   *Job         // of the Job kinds
	Err   error        // of CopyFailed and JobDone
	// Warning is the sentence about a file that was Saved and is not safe in every way; "" where all is well.
	Warning string
}

// Session is the open document and everything that happens to it. Make one with New.
type Session struct {
	deps Deps
	doc  *document

	subscribers []*subscriber
	pending     []Event
	publishing  bool

	jobs  []*Job
	loads Latest // of documents that are to take the place of the one there is
	// lastFileWork is closed when the file work asked for last has run; see inOrder.
	lastFileWork <-chan struct{}
}

type subscriber struct{ hear func(Event) }

// New returns a session without a document: Start, Open or Recover give it one.
func New(deps Deps) *Session {
	return &Session{deps: deps, doc: noDocument()}
}

func noDocument() *document { return &document{now: brief.New("")} }

// Subscribe calls f for every event from now on, until cancel is called.
func (s *Session) Subscribe(f func(Event)) (cancel func()) {
	sub := &subscriber{f}
	s.subscribers = append(s.subscribers, sub)
	return func() {
		s.subscribers = slices.DeleteFunc(slices.Clone(s.subscribers), func(x *subscriber) bool { return x == sub })
	}
}

// publish tells every subscriber. An event that a subscriber causes is told when everybody has heard the first, so that
// all hear them in the same order.
func (s *Session) publish(e Event) {
	e.Brief = s.doc.now
	s.pending = append(s.pending, e)
	if s.publishing {
		return
	}
	s.publishing = true
	defer func() { s.publishing = false }()
	for len(s.pending) > 0 {
		next := s.pending[0]
		s.pending = s.pending[1:]
		for _, sub := range s.subscribers {
			sub.hear(next)
		}
	}
}
