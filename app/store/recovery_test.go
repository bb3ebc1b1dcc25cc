package store

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"throughline/app/brief"
	"throughline/app/fault"
)

// crash ends a store as a killed process does: its locks are gone, its files stay.
func crash(t *testing.T, s *Store) {
	t.Helper()
	for _, l := range s.locks {
		if err := l.Close(); err != nil {
			t.Fatal(err)
		}
	}
	s.locks = map[string]*lock{}
	if s.instance != nil {
		if err := s.instance.lock.Close(); err != nil {
			t.Fatal(err)
		}
		s.instance = nil
	}
}

func again(s *Store) *Store { return New(s.dir, s.now) }

func named(headline string) *brief.Brief {
	b := small()
	b.ID, b.Headline = headline, headline
	return b
}

func TestTheSecondOpenerIsTold(t *testing.T) {
	t.Parallel()
	first, dir := newStore(t)
	second := again(first)
	path := filepath.Join(dir, "a.brief")
	if _, err := Write(path, small()); err != nil {
		t.Fatal(err)
	}
	mine, err := first.Open(path)
	if err != nil || mine.Origin.ReadOnly != "" {
		t.Fatal(err, mine)
	}
	yours, err := second.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	if yours.Brief.Headline != "Fix the funnel" || len(yours.Notes) != 1 || yours.Notes[0].Code != "in-use" ||
		!strings.HasPrefix(yours.Origin.ReadOnly, "“a.brief” is open in another window (") || !strings.Contains(yours.Origin.ReadOnly, "since 21 Nov 09:00") {
		t.Errorf("%q, notes %v", yours.Origin.ReadOnly, yours.Notes)
	}
	if _, _, err := second.Save(path, named("mine"), yours.Origin, true); err == nil {
		t.Error("the second opener saved over the first")
	}
	if _, err := Write(path, named("command line")); err == nil {
		t.Error("the command line wrote over an open brief")
	}
	copied := filepath.Join(dir, "b.brief")
	if _, _, err := second.Save(copied, named("mine"), yours.Origin, true); err != nil {
		t.Error(err)
	}
	if _, _, err := first.Save(copied, named("first"), mine.Origin, true); err == nil {
		t.Error("saved over what the other has open since it saved there")
	}
	// Saving does not lose the lock, though it puts another file in its place.
	if mine.Origin, _, err = first.Save(path, named("saved"), mine.Origin, false); err != nil {
		t.Fatal(err)
	}
	if third, err := again(first).Open(path); err != nil || third.Origin.ReadOnly == "" {
		t.Errorf("after a save the lock is gone: %v", err)
	}
	first.Release(path)
	if got, err := second.Open(path); err != nil || got.Origin.ReadOnly != "" {
		t.Errorf("released, and still locked: %v %v", err, got)
	}
	second.Release(path)
	second.Release(copied)
	if left, _ := filepath.Glob(filepath.Join(dir, lockPrefix+"*")); left != nil {
		t.Errorf("left %q", left)
	}
}

func TestALockOfAKilledProcessIsStale(t *testing.T) {
	t.Parallel()
	s, dir := newStore(t)
	path := filepath.Join(dir, "a.brief")
	if _, err := Write(path, small()); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Open(path); err != nil {
		t.Fatal(err)
	}
	crash(t, s)
	if opened, err := again(s).Open(path); err != nil || opened.Origin.ReadOnly != "" {
		t.Errorf("%v %+v", err, opened)
	}
}

func TestLinksToOneBriefShareItsLock(t *testing.T) {
	t.Parallel()
	s, dir := newStore(t)
	path, link := filepath.Join(dir, "a.brief"), filepath.Join(dir, "link.brief")
	if _, err := Write(path, small()); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(path, link); err != nil {
		t.Skip("no symbolic links here:", err)
	}
	for _, p := range []string{path, link} {
		if opened, err := s.Open(p); err != nil || opened.Origin.ReadOnly != "" {
			t.Fatal(err)
		}
	}
	s.Release(path)
	if opened, err := again(s).Open(path); err != nil || opened.Origin.ReadOnly == "" {
		t.Errorf("one of two let go, and the lock is gone: %v", err)
	}
	s.Release(link)
	if opened, err := again(s).Open(path); err != nil || opened.Origin.ReadOnly != "" {
		t.Errorf("both let go, and still locked: %v", err)
	}
}

func TestAWriteProtectedBriefOpensForReading(t *testing.T) {
	t.Parallel()
	s, dir := newStore(t)
	path := filepath.Join(dir, "a.brief")
	if _, err := Write(path, small()); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(path, 0o444); err != nil {
		t.Fatal(err)
	}
	opened, err := s.Open(path)
	if err != nil || opened.Brief.Headline != "Fix the funnel" || !strings.Contains(opened.Origin.ReadOnly, "write-protected") || len(opened.Notes) != 1 {
		t.Errorf("%v %+v", err, opened)
	}
}

func TestUnsavedWorkOfAKilledProcessIsOffered(t *testing.T) {
	t.Parallel()
	s, dir := newStore(t)
	path := filepath.Join(dir, "a.brief")
	origin, _, err := s.Save(path, named("saved"), brief.Origin{}, false)
	if err != nil {
		t.Fatal(err)
	}
	origin.Parts = map[string][]byte{"thumbnail.png": []byte("kept")}
	unsaved := named("saved")
	unsaved.Headline = "unsaved"
	nameless := named("../never named")
	for _, err := range []error{s.Copy(unsaved, origin), s.Copy(nameless, brief.Origin{}), s.Copy(named("dropped"), brief.Origin{})} {
		if err != nil {
			t.Fatal(err)
		}
	}
	s.Drop("dropped")
	if got := s.Recoveries(); len(got) != 0 {
		t.Errorf("a running process's own work is offered to itself: %v", got)
	}
	if got := again(s).Recoveries(); len(got) != 0 {
		t.Errorf("a running process's work is offered to another: %v", got)
	}
	crash(t, s)

	next := again(s)
	found := map[string]brief.Recovery{}
	for _, r := range next.Recoveries() {
		found[r.ID] = r
	}
	if r := found["saved"]; len(found) != 2 || r.Title != "unsaved" || r.Path != path || r.Changed || r.Saved.IsZero() {
		t.Fatalf("found %+v", found)
	}
	if r := found["../never named"]; r.Path != "" || filepath.Dir(r.File) != next.recoveryDir() {
		t.Errorf("found %+v", r)
	}
	opened, err := next.Recover(found["saved"])
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(unsaved, opened.Brief); diff != "" || len(opened.Notes) > 0 {
		t.Errorf("%v %s", opened.Notes, diff)
	}
	if string(opened.Origin.Parts["thumbnail.png"]) != "kept" || opened.Origin.Parts[recoveryPart] != nil {
		t.Errorf("parts %v", opened.Origin.Parts)
	}
	if _, _, err := next.Save(path, opened.Brief, opened.Origin, false); err != nil {
		t.Errorf("the file is as it was, but: %v", err)
	}
	for _, r := range found {
		if err := next.Forget(r); err != nil {
			t.Error(err)
		}
	}
	if left := next.Recoveries(); len(left) != 0 {
		t.Errorf("forgotten and still offered: %v", left)
	}
	if err := next.Forget(brief.Recovery{File: path}); err == nil || !exists(osDisk{}, path) {
		t.Error("a file that is no copy was removed")
	}
}

func TestRecoveredWorkNeverReplacesANewerFile(t *testing.T) {
	t.Parallel()
	s, dir := newStore(t)
	path := filepath.Join(dir, "a.brief")
	origin, _, err := s.Save(path, named("a"), brief.Origin{}, false)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Copy(named("a"), origin); err != nil {
		t.Fatal(err)
	}
	crash(t, s)
	if _, err := Write(path, named("somebody was here")); err != nil {
		t.Fatal(err)
	}
	next := again(s)
	list := next.Recoveries()
	if len(list) != 1 || !list[0].Changed {
		t.Fatalf("%+v", list)
	}
	opened, err := next.Recover(list[0])
	if err != nil || len(opened.Notes) != 1 || opened.Notes[0].Code != "file-changed" {
		t.Fatalf("%v %+v", err, opened)
	}
	if _, _, err := next.Save(path, opened.Brief, opened.Origin, false); err == nil {
		t.Error("saved over the newer file")
	}
}

func TestADamagedCopyIsOfferedAndExplained(t *testing.T) {
	t.Parallel()
	s, _ := newStore(t)
	if err := s.Copy(small(), brief.Origin{}); err != nil {
		t.Fatal(err)
	}
	file := s.copyOf("small", s.instance)
	crash(t, s)
	put(t, file, []byte("PK\x03\x04 and no more"))
	next := again(s)
	list := next.Recoveries()
	if len(list) != 1 {
		t.Fatalf("%+v", list)
	}
	if _, err := next.Recover(list[0]); fault.KindOf(err) != fault.Unreadable {
		t.Errorf("%v", err)
	}
}

func TestOldCopiesGoOnlyWhenThereAreNewerOnes(t *testing.T) {
	t.Parallel()
	s, _ := newStore(t)
	const copies = keepCopies + 5
	for i := range copies {
		b := named(fmt.Sprint(i))
		if err := s.Copy(b, brief.Origin{}); err != nil {
			t.Fatal(err)
		}
		saved := when.Add(-time.Duration(i) * 10 * time.Hour) // the oldest ten days ago
		if err := os.Chtimes(s.copyOf(b.ID, s.instance), saved, saved); err != nil {
			t.Fatal(err)
		}
	}
	crash(t, s)
	list := again(s).Recoveries()
	// Of the five beyond twenty all are older than a week.
	if len(list) != keepCopies || list[0].ID != "0" || list[keepCopies-1].ID != fmt.Sprint(keepCopies-1) {
		t.Errorf("%d copies, %v first", len(list), list[0].ID)
	}
}

func TestWorkThatCannotBeProtectedIsSaid(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	put(t, filepath.Join(dir, "state"), nil) // a file where the folder should be
	s := New(filepath.Join(dir, "state"), func() time.Time { return when })
	if err := s.Copy(small(), brief.Origin{}); fault.KindOf(err) != fault.Unwritable {
		t.Errorf("%v", err)
	}
	if got := s.Recoveries(); got != nil {
		t.Errorf("%v", got)
	}
}

func TestRecentFiles(t *testing.T) {
	t.Parallel()
	s, dir := newStore(t)
	if got := s.Recent(); got != nil {
		t.Errorf("before any: %v", got)
	}
	there := filepath.Join(dir, "there.brief")
	put(t, there, nil)
	for i := range keepRecent {
		s.Visit(filepath.Join(dir, fmt.Sprint(i)), "")
	}
	s.Visit(there, "Fix the funnel")
	s.Visit("/gone.brief", "Gone")
	s.Visit(there, "Fix it now")
	got := again(s).Recent()
	want := []brief.Recent{{Path: there, Title: "Fix it now", Opened: when}, {Path: "/gone.brief", Title: "Gone", Opened: when, Missing: true}}
	if diff := cmp.Diff(want, got[:2]); diff != "" || len(got) != keepRecent {
		t.Errorf("%d files: %s", len(got), diff)
	}
	s.Unlist("/gone.brief")
	if got := s.Recent(); got[1].Path == "/gone.brief" || len(got) != keepRecent-1 {
		t.Errorf("%v", got[:2])
	}
	put(t, filepath.Join(s.dir, recentFile), []byte("{"))
	if got := s.Recent(); got != nil {
		t.Errorf("a broken list: %v", got)
	}
}

// TestWhatTheStoreKeepsIsForOneUserAlone begins with a folder as an earlier version left it, open to all.
func TestWhatTheStoreKeepsIsForOneUserAlone(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("modes are those of Unix")
	}
	t.Parallel()
	state := filepath.Join(t.TempDir(), "state")
	s := New(state, func() time.Time { return when })
	if err := os.MkdirAll(s.recoveryDir(), 0o755); err != nil {
		t.Fatal(err)
	}
	older := filepath.Join(s.recoveryDir(), "old~1-0.brief")
	put(t, older, mustEncode(t, small()))
	put(t, filepath.Join(state, recentFile), []byte("[]"))
	if err := os.Chmod(state, 0o755); err != nil {
		t.Fatal(err)
	}
	s.Recoveries()
	if err := s.Copy(small(), brief.Origin{}); err != nil {
		t.Fatal(err)
	}
	s.Visit("/a.brief", "A")
	seen := 0
	err := filepath.WalkDir(state, func(path string, e fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := e.Info()
		if err == nil && info.Mode().Perm()&0o077 != 0 {
			t.Errorf("%s has mode %v", path, info.Mode())
		}
		seen++
		return err
	})
	if err != nil || seen < 6 {
		t.Errorf("%d files and folders, %v", seen, err)
	}
}
