package session_test

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"throughline/app/brief"
	"throughline/app/session"
	"throughline/app/store"
)

var _ session.Keeper = (*store.Store)(nil)

// loop is the runner of a window: work on goroutines of its own, the rest one after the other on the test's.
type loop struct{ posted chan func() }

func (l *loop) Go(work, done func()) {
	go func() {
		work()
		l.posted <- done
	}()
}

func (l *loop) Do(f func()) { go func() { l.posted <- f }() }

// until runs what was posted until the condition holds.
func (l *loop) until(t *testing.T, what string, holds func() bool) {
	t.Helper()
	timeout := time.After(30 * time.Second)
	for !holds() {
		select {
		case f := <-l.posted:
			f()
		case <-timeout:
			t.Fatalf("waited too long: %s", what)
		}
	}
}

// onDisk returns a session on a real store; what it has posted runs in until.
func onDisk(t *testing.T, state string) (*session.Session, *loop, *clock) {
	t.Helper()
	l, c := &loop{make(chan func(), 100)}, &clock{now: time.Now()}
	s := session.New(session.Deps{
		Reader: &reader{}, Keeper: store.New(state, time.Now), Runner: l, Now: func() time.Time { return c.now }, After: c.After, NewID: func() string { return "fresh" },
	})
	return s, l, c
}

// TestTypingSavingAndClosingAtOnce does with real files and goroutines what an impatient user does: nothing is lost, and
// in the end the file, and nothing but the file, holds the last of it.
func TestTypingSavingAndClosingAtOnce(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	path := filepath.Join(dir, "a.brief")
	s, l, c := onDisk(t, filepath.Join(dir, "state"))
	s.Start(brief.New(""))
	saves := 0
	saved := func(err error) {
		if err != nil {
			t.Errorf("save: %v", err)
		}
		saves++
	}
	var text strings.Builder
	for i := range 60 {
		fmt.Fprintf(&text, "%d ", i)
		if err := s.Type("conflict.body", text.String()); err != nil {
			t.Fatal(err)
		}
		c.Pass(700 * time.Millisecond) // copies fall between the saves
		switch {
		case i == 5:
			s.SaveAs(path, saved)
			l.until(t, "the first save", func() bool { return saves == 1 })
		case i > 5 && i%3 == 0:
			s.Save(saved)
		}
	}
	s.Save(saved)
	l.until(t, "the saves", func() bool { return !s.Dirty() })
	s.Close()
	opened, err := store.Read(path)
	if err != nil || opened.Brief.Beats[brief.Conflict].Body != text.String() {
		t.Errorf("the file does not hold what was typed last: %v", err)
	}
	if left, _ := filepath.Glob(filepath.Join(dir, "state", "recovery", "*"+brief.Extension)); left != nil {
		t.Errorf("left %q", left)
	}
	if left, _ := filepath.Glob(filepath.Join(dir, ".~*")); left != nil {
		t.Errorf("left %q", left)
	}
}

// TestAfterACrashTheWorkIsThere ends a session without closing it and starts another.
func TestAfterACrashTheWorkIsThere(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	state, path := filepath.Join(dir, "state"), filepath.Join(dir, "a.brief")
	b := brief.New("a")
	b.Headline = "as saved"
	if _, err := store.Write(path, b); err != nil {
		t.Fatal(err)
	}
	s, l, c := onDisk(t, state)
	s.Open(path, func(_ []brief.Note, err error) {
		if err != nil {
			t.Error(err)
		}
	})
	l.until(t, "open", s.IsOpen)
	if err := s.Type("headline", "typed and never saved"); err != nil {
		t.Fatal(err)
	}
	copies := filepath.Join(state, "recovery", "a~*"+brief.Extension)
	c.Pass(5 * time.Second)
	l.until(t, "the copy", func() bool { found, _ := filepath.Glob(copies); return len(found) == 1 })

	// The first process still lives as far as locks go, so its work is not offered to a second one.
	second, l2, _ := onDisk(t, state)
	if got := second.Recoveries(); len(got) != 0 {
		t.Fatalf("offered the work of a running process: %v", got)
	}
	found, _ := filepath.Glob(copies)
	left := brief.Recovery{File: found[0], ID: "a", Path: path}
	var notes []brief.Note
	second.Recover(left, func(n []brief.Note, err error) {
		if err != nil {
			t.Error(err)
		}
		notes = n
	})
	l2.until(t, "recover", second.IsOpen)
	if second.Brief().Headline != "typed and never saved" || !second.Dirty() || second.Path() != path {
		t.Errorf("headline %q, dirty %v, path %q", second.Brief().Headline, second.Dirty(), second.Path())
	}
	// And as the first has the file open, the second is told and saves elsewhere.
	if second.ReadOnly() == "" || len(notes) != 1 {
		t.Errorf("read-only %q, notes %v", second.ReadOnly(), notes)
	}
	other := filepath.Join(dir, "b.brief")
	second.SaveAs(other, func(err error) {
		if err != nil {
			t.Error(err)
		}
	})
	l2.until(t, "save", func() bool { return !second.Dirty() })
	second.Close()
	if opened, err := store.Read(other); err != nil || opened.Brief.Headline != "typed and never saved" {
		t.Errorf("%v", err)
	}
	if opened, err := store.Read(path); err != nil || opened.Brief.Headline != "as saved" {
		t.Errorf("the file that the first has open changed: %v", err)
	}
}
