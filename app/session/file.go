package session

import (
	"time"

	"throughline/app/brief"
	"throughline/app/fault"
)

// inOrder returns work that waits for all file work asked for before it. Runner.Go may start goroutines in any order, but
// a save must never overtake the save before it, nor a recovery copy the save that makes it needless.
func (s *Session) inOrder(work func()) func() {
	before, ran := s.lastFileWork, make(chan struct{})
	s.lastFileWork = ran
	return func() {
		if before != nil {
			<-before
		}
		defer close(ran)
		work()
	}
}

// Start makes a copy of b a new document that has no file yet: an empty brief, a template, the sample. Callers ask about
// unsaved work first: the document before it is closed as by Close.
func (s *Session) Start(b *brief.Brief) {
	b = b.Clone()
	if b.ID == "" {
		b.ID = s.deps.NewID()
	}
	s.loads.Drop()
	s.leave(true)
	s.doc = newDocument(b, brief.Origin{})
	s.publish(Event{Kind: Opened})
}

// StartWith is Start of a brief that takes long to make: build runs off the window's goroutine, and done gets its error.
// What is said of Open about the document before it, and about a later request, holds here too.
func (s *Session) StartWith(build func() (*brief.Brief, error), done func(error)) {
	s.load(func() (*brief.Opened, error) {
		b, err := build()
		return &brief.Opened{Brief: b}, err
	}, func(_ []brief.Note, err error) { done(err) }, func() {})
}

// Open reads a brief and makes it the document; done gets the notes on how it was read, or why it was not, and then the
// document before it is still there. Callers ask about unsaved work first: the document before is closed as by Close,
// unless it was changed while the file was read; then its recovery copy stays and is offered at the next start. Where
// another document is asked for or this one is closed while the file is read, nothing comes of it and done is not called.
func (s *Session) Open(path string, done func(notes []brief.Note, err error)) {
	s.load(func() (*brief.Opened, error) {
		opened, err := s.deps.Keeper.Open(path)
		if err == nil {
			s.deps.Keeper.Visit(opened.Origin.Path, opened.Brief.Headline)
		}
		return opened, err
	}, done, func() {})
}

// Recover opens a recovery copy as the unsaved document it was. The copy is removed when this session has made its own.
func (s *Session) Recover(r brief.Recovery, done func(notes []brief.Note, err error)) {
	s.load(func() (*brief.Opened, error) { return s.deps.Keeper.Recover(r) }, done, func() {
		d, snapshot := s.doc, s.doc.now
		d.saved = nil
		s.deps.Runner.Go(s.inOrder(func() {
			if Guard(func() error { return s.deps.Keeper.Copy(snapshot, *d.disk) }) == nil {
				// A copy that cannot be removed is offered once more: better than one that is gone.
				_ = s.deps.Keeper.Forget(r)
			}
		}), func() {})
	})
}

// load reads a document off the window's goroutine, puts it in place of the one there is, and settles it before anybody
// is told.
func (s *Session) load(read func() (*brief.Opened, error), done func([]brief.Note, error), settle func()) {
	before := s.doc.now
	isLatest := s.loads.Next()
	var opened *brief.Opened
	var err error
	s.deps.Runner.Go(s.inOrder(func() {
		err = Guard(func() (err error) {
			opened, err = read()
			return err
		})
	}), func() {
		if !isLatest() {
			if err == nil && opened.Origin.Path != "" {
				s.inOrder(func() { s.deps.Keeper.Release(opened.Origin.Path) })()
			}
			return
		}
		if err != nil {
			done(nil, err)
			return
		}
		b := opened.Brief.Clone()
		if b.ID == "" {
			b.ID = s.deps.NewID() // a file that was made by hand
		}
		s.leave(s.doc.now == before)
		s.doc = newDocument(b, opened.Origin)
		settle()
		s.publish(Event{Kind: Opened})
		done(opened.Notes, nil)
	})
}

// Close ends the document: its recovery copy is dropped and its lock given back. Callers ask about unsaved work first;
// Close takes their word that nothing is to be kept. It waits for file work that is still running.
func (s *Session) Close() {
	s.loads.Drop()
	if !s.doc.open {
		return
	}
	s.leave(true)
	s.doc = noDocument()
	s.publish(Event{Kind: Closed})
}

// leave ends the document. Where the user did not decide about its last changes they go to the recovery copy, which
// stays.
func (s *Session) leave(decided bool) {
	d := s.doc
	if !d.open {
		return
	}
	if d.stopTimer != nil {
		d.stopTimer()
	}
	keep := !decided && s.Dirty()
	var err error
	s.inOrder(func() {
		if keep {
			err = s.deps.Keeper.Copy(d.now, *d.disk)
		} else {
			s.deps.Keeper.Drop(d.now.ID)
		}
		if path := d.disk.Path; path != "" {
			s.deps.Keeper.Release(path)
		}
	})()
	if err != nil {
		s.publish(Event{Kind: CopyFailed, Err: err})
	}
}

// Save writes the document to its file; done gets nil or why it was not saved. errors.Is(err, brief.ErrChanged),
// brief.ErrGone and brief.ErrReadOnly tell the cases in which SaveAs, and for the first two SaveAnyway, can be offered; they
// are not said of a document that was left meanwhile. A document without a file wants SaveAs.
func (s *Session) Save(done func(error)) {
	if s.Path() == "" {
		done(fault.New(fault.Usage, "This brief has no file yet; save it under a name.", nil))
		return
	}
	s.save(s.Path(), false, done)
}

// SaveAnyway writes the document to its file although somebody else changed that file or took it away; a changed one stays
// beside it with .bak after its name.
func (s *Session) SaveAnyway(done func(error)) { s.save(s.Path(), true, done) }

// SaveAs writes the document to another file, which becomes its own. What is there is replaced: callers ask first.
func (s *Session) SaveAs(path string, done func(error)) { s.save(path, path != s.Path(), done) }

func (s *Session) save(path string, force bool, done func(error)) {
	d, snapshot := s.doc, s.doc.now
	isLatest := d.saves.Next()
	var origin brief.Origin
	var warning string
	var err error
	s.deps.Runner.Go(s.inOrder(func() {
		before := *d.disk
		err = Guard(func() (err error) {
			origin, warning, err = s.deps.Keeper.Save(path, snapshot, before, force)
			return err
		})
		if err != nil {
			origin = before
			return
		}
		*d.disk = origin
		s.deps.Keeper.Drop(snapshot.ID)
		s.deps.Keeper.Visit(origin.Path, snapshot.Headline)
		if before.Path != "" && before.Path != origin.Path {
			s.deps.Keeper.Release(before.Path)
		}
	}), func() {
		if isLatest() { // a later save knows better what the file is
			d.origin = origin
			if err == nil {
				d.saved, d.at, d.kept = snapshot, s.deps.Now(), max(d.kept, len(snapshot.Events))
			}
		}
		if err == nil && d == s.doc {
			s.copySoon() // what was typed while the file was written lost its copy
			s.publish(Event{Kind: Saved, Name: s.Title(), Warning: warning})
		}
		if err != nil && d != s.doc { // nothing can be offered of a document that is gone
			err = fault.New(fault.Unwritable, fault.Text(err), nil)
		}
		done(err)
	})
}

// Recoveries lists the unsaved work that ended processes left behind, newest first, for the start screen to offer.
func (s *Session) Recoveries() []brief.Recovery { return s.deps.Keeper.Recoveries() }

// Forget removes a recovery copy that the user does not want.
func (s *Session) Forget(r brief.Recovery) error { return s.deps.Keeper.Forget(r) }

// Recent lists the files that were open before, latest first, those that are missing now among them.
func (s *Session) Recent() []brief.Recent { return s.deps.Keeper.Recent() }

// Unlist takes a file out of Recent; the file itself stays.
func (s *Session) Unlist(path string) { s.deps.Keeper.Unlist(path) }

// Rescue writes the recovery copy of what is not saved before it returns. It is for a process that is about to end without
// asking: it was told to by the system, or it found a defect in itself.
func (s *Session) Rescue() error {
	d := s.doc
	if !s.Dirty() {
		return nil
	}
	var err error
	s.inOrder(func() { err = s.deps.Keeper.Copy(d.now, *d.disk) })()
	return err
}

const (
	// copyDelay is how old a change gets before it is in the recovery copy: what a crash costs at most, with the
	// milliseconds that writing takes.
	copyDelay = 2 * time.Second
	// copyRetry is how soon a copy that could not be written is tried again.
	copyRetry = 30 * time.Second
)

// copySoon has the recovery copy written soon after the first change that it lacks; it does not wait for a pause, which
// may not come for minutes.
func (s *Session) copySoon() { s.copyAfter(copyDelay) }

func (s *Session) copyAfter(delay time.Duration) {
	d := s.doc
	if !d.open || d.stopTimer != nil {
		return
	}
	d.stopTimer = s.deps.After(delay, func() {
		d.stopTimer = nil
		if d == s.doc {
			s.copyNow()
		}
	})
}

func (s *Session) copyNow() {
	d, snapshot, dirty := s.doc, s.doc.now, s.Dirty()
	var err error
	s.deps.Runner.Go(s.inOrder(func() {
		if dirty {
			err = Guard(func() error { return s.deps.Keeper.Copy(snapshot, *d.disk) })
		} else {
			s.deps.Keeper.Drop(snapshot.ID)
		}
	}), func() {
		if err != nil && d == s.doc {
			s.copyAfter(copyRetry)
			s.publish(Event{Kind: CopyFailed, Err: err})
		}
	})
}
