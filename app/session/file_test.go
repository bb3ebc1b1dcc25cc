package session_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"throughline/app/brief"
	"throughline/app/fault"
	"throughline/app/session"
	"throughline/app/sheet"
)

func TestDirtyUntilSaved(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	if r.IsOpen() || r.Dirty() {
		t.Error("there is a document before any was opened")
	}
	b := brief.New("")
	b.Headline = "from a template"
	r.Start(b)
	if !r.IsOpen() || r.Dirty() || r.Brief().ID == "" {
		t.Error("a template nobody touched is nothing to lose")
	}
	r.headline("mine")
	if !r.Dirty() {
		t.Error("a change is something to lose")
	}
	err, done := result()
	r.Save(done)
	if fault.KindOf(*err) != fault.Usage || !r.Dirty() {
		t.Errorf("saved without a name: %v", *err)
	}
	r.SaveAs("/docs/a.brief", r.must)
	if r.Dirty() || r.Path() != "/docs/a.brief" || !r.SavedAt().Equal(r.clock.now) {
		t.Errorf("after saving: dirty %v, path %q, saved at %v", r.Dirty(), r.Path(), r.SavedAt())
	}
	r.headline("more")
	r.Undo()
	if r.Dirty() {
		t.Error("undone back to what the file holds, there is nothing to lose")
	}
	r.Undo()
	if !r.Dirty() {
		t.Error("undone past what the file holds, there is")
	}
	if diff := cmp.Diff([]string{
		"opened: ", "changed: Set headline", "saved: a", "changed: Set headline", "changed: Undo Set headline", "changed: Undo Set headline",
	}, r.heard()); diff != "" {
		t.Error(diff)
	}
}

func TestASaveThatFailsLeavesTheDocumentDirty(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	r.Start(brief.New("a"))
	r.headline("x")
	r.keeper.fail = errors.New("disk full")
	err, done := result()
	r.SaveAs("/a.brief", done)
	if *err == nil || !r.Dirty() || r.Path() != "" {
		t.Errorf("err %v, dirty %v, path %q", *err, r.Dirty(), r.Path())
	}
}

func TestSomebodyElsesChangeIsNotOverwritten(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	r.Start(brief.New("a"))
	r.headline("mine")
	r.SaveAs("/a.brief", r.must)
	theirs := brief.New("a")
	theirs.Headline = "theirs"
	r.keeper.files["/a.brief"] = theirs
	r.headline("mine again")

	err, done := result()
	r.Save(done)
	if !errors.Is(*err, brief.ErrChanged) || r.keeper.files["/a.brief"] != theirs || !r.Dirty() {
		t.Fatalf("err %v, the file holds %q", *err, r.keeper.files["/a.brief"].Headline)
	}
	r.SaveAnyway(r.must)
	if r.keeper.files["/a.brief"].Headline != "mine again" || r.Dirty() {
		t.Error("saving anyway did not")
	}
	r.headline("and on")
	r.Save(r.must)
}

func TestAReadOnlyBriefIsSavedUnderAnotherName(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	r.keeper.files["/a.brief"] = brief.New("a")
	r.keeper.readOnly = "Ana has it open."
	r.Open("/a.brief", func(_ []brief.Note, err error) { r.must(err) })
	r.headline("x")
	err, done := result()
	r.Save(done)
	if !errors.Is(*err, brief.ErrReadOnly) || r.ReadOnly() != "Ana has it open." {
		t.Errorf("err %v, read-only %q", *err, r.ReadOnly())
	}
	r.SaveAs("/b.brief", r.must)
	if r.ReadOnly() != "" || r.Path() != "/b.brief" || r.Dirty() {
		t.Errorf("after SaveAs: read-only %q, path %q", r.ReadOnly(), r.Path())
	}
}

func TestAnOpenThatFailsKeepsTheDocument(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	r.Start(brief.New("a"))
	r.headline("precious")
	var got error
	r.Open("/nowhere.brief", func(_ []brief.Note, err error) { got = err })
	if got == nil || r.Brief().Headline != "precious" || !r.Dirty() || r.UndoName() == "" {
		t.Errorf("err %v, headline %q", got, r.Brief().Headline)
	}
}

func TestLocksAreGivenBack(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	r.keeper.files["/a.brief"] = brief.New("a")
	open := func() { r.Open("/a.brief", func(_ []brief.Note, err error) { r.must(err) }) }
	open()
	open() // the same one again: back to what the file holds
	if r.keeper.locks["/a.brief"] != 1 {
		t.Errorf("opened twice, %d locks", r.keeper.locks["/a.brief"])
	}
	r.SaveAs("/b.brief", r.must)
	r.Save(r.must)
	if diff := cmp.Diff(map[string]int{"/a.brief": 0, "/b.brief": 1}, r.keeper.locks); diff != "" {
		t.Errorf("after SaveAs: %s", diff)
	}
	r.Close()
	if diff := cmp.Diff(map[string]int{"/a.brief": 0, "/b.brief": 0}, r.keeper.locks); diff != "" {
		t.Errorf("after Close: %s", diff)
	}
	if r.IsOpen() {
		t.Error("closed and open")
	}
	if diff := cmp.Diff([]string{"/a.brief", "/a.brief", "/b.brief", "/b.brief"}, r.keeper.recent); diff != "" {
		t.Errorf("recent files: %s", diff)
	}
}

func TestTheRecoveryCopyIsNeverFiveSecondsOld(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	r.Start(brief.New("a"))
	r.clock.Pass(time.Minute)
	if len(r.keeper.copies) != 0 {
		t.Error("a copy of nothing to lose")
	}
	// Somebody who never pauses is protected too.
	text := ""
	changed := map[string]time.Time{}
	for range 100 {
		text += "x"
		r.must(r.Type("headline", text))
		changed[text] = r.clock.now
		r.clock.Pass(300 * time.Millisecond)
		for held, at := range changed {
			if copied := r.keeper.copies["a"]; r.clock.now.Sub(at) >= 5*time.Second && (copied == nil || len(copied.Headline) < len(held)) {
				t.Fatalf("%v after %q the copy is %v", r.clock.now.Sub(at), held, copied)
			}
		}
	}
	r.clock.Pass(5 * time.Second)
	if r.keeper.copies["a"].Headline != text {
		t.Error("the last change is not in the copy")
	}
}

func TestTheRecoveryCopyGoesWhenItIsNotNeeded(t *testing.T) {
	t.Parallel()
	ways := map[string]func(*rig){
		"save":  func(r *rig) { r.SaveAs("/a.brief", r.must) },
		"close": func(r *rig) { r.Close() },
		"start": func(r *rig) { r.Start(brief.New("b")) },
		"undo":  func(r *rig) { r.Undo(); r.clock.Pass(5 * time.Second) },
	}
	for name, way := range ways {
		r := newRig(t)
		r.Start(brief.New("a"))
		r.headline("x")
		r.clock.Pass(5 * time.Second)
		if r.keeper.copies["a"] == nil {
			t.Fatal("no copy")
		}
		way(r)
		r.clock.Pass(time.Minute)
		if len(r.keeper.copies) != 0 {
			t.Errorf("%s: the copy is still there", name)
		}
	}
}

func TestACopyThatFailsIsSaidAndTriedAgain(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	r.Start(brief.New("a"))
	r.headline("x")
	r.heard()
	r.keeper.fail = errors.New("disk full")
	r.clock.Pass(5 * time.Second)
	if diff := cmp.Diff([]string{"copy failed: "}, r.heard()); diff != "" {
		t.Error(diff)
	}
	r.clock.Pass(time.Minute)
	if r.keeper.copies["a"] == nil {
		t.Error("the copy was not tried again")
	}
}

func TestWhatIsTypedDuringASaveStaysDirtyAndProtected(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	r.Start(brief.New("a"))
	r.headline("one")
	r.runner.hold = true
	r.SaveAs("/a.brief", r.must)
	r.headline("two")
	r.runner.Let()
	if r.keeper.files["/a.brief"].Headline != "one" || !r.Dirty() {
		t.Errorf("the file holds %q, dirty %v", r.keeper.files["/a.brief"].Headline, r.Dirty())
	}
	r.clock.Pass(5 * time.Second)
	if c := r.keeper.copies["a"]; c == nil || c.Headline != "two" {
		t.Errorf("the copy is %v", c)
	}
	// Two saves in a row: the second knows what the first wrote.
	r.runner.hold = true
	r.Save(r.must)
	r.headline("three")
	r.Save(r.must)
	r.runner.Let()
	if r.keeper.files["/a.brief"].Headline != "three" || r.Dirty() {
		t.Errorf("the file holds %q", r.keeper.files["/a.brief"].Headline)
	}
}

// TestWhatIsTypedWhileAnotherBriefOpensIsKept: the user agreed to leave what there was, not what came after.
func TestWhatIsTypedWhileAnotherBriefOpensIsKept(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	r.keeper.files["/b.brief"] = brief.New("b")
	r.Start(brief.New("a"))
	r.runner.hold = true
	r.Open("/b.brief", func(_ []brief.Note, err error) { r.must(err) })
	r.headline("typed meanwhile")
	r.runner.Let()
	if r.Path() != "/b.brief" || r.keeper.copies["a"] == nil || r.keeper.copies["a"].Headline != "typed meanwhile" {
		t.Errorf("path %q, copies %v", r.Path(), r.keeper.copies)
	}
}

func TestRecoveredWorkIsUnsavedAndNeverUnprotected(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	left := brief.Recovery{File: "copy", ID: "a", Title: "lost and found", Path: "/a.brief"}
	r.keeper.files["/a.brief"] = brief.New("a")
	r.keeper.left = []brief.Recovery{left}
	// The brief itself is open already: recovering must not take the fresh copy for the old document's.
	r.Open("/a.brief", func(_ []brief.Note, err error) { r.must(err) })

	if diff := cmp.Diff([]brief.Recovery{left}, r.Recoveries()); diff != "" {
		t.Fatal(diff)
	}
	r.Recover(left, func(_ []brief.Note, err error) { r.must(err) })
	if r.Brief().Headline != "lost and found" || !r.Dirty() || r.Path() != "/a.brief" {
		t.Errorf("headline %q, dirty %v, path %q", r.Brief().Headline, r.Dirty(), r.Path())
	}
	if r.keeper.copies["a"] == nil || len(r.Recoveries()) != 0 {
		t.Errorf("copies %v, recoveries %v", r.keeper.copies, r.Recoveries())
	}

	// Where no copy of our own can be made, the old one stays.
	r.keeper.left = []brief.Recovery{left}
	r.keeper.fail = errors.New("disk full")
	r.Recover(left, func(_ []brief.Note, err error) { r.must(err) })
	if len(r.Recoveries()) != 1 {
		t.Error("the only copy was removed")
	}
	r.must(r.Forget(left))
	if len(r.Recoveries()) != 0 {
		t.Error("a copy nobody wants stayed")
	}
}

func TestACancelledJobLeavesNothing(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	r.Start(brief.New("a"))
	r.heard()
	before := r.Brief()
	r.runner.hold = true
	var got error
	job := r.ReadWorkbook("/data/metrics.csv", func(reading *sheet.Reading, err error) {
		if reading != nil {
			t.Error("a cancelled job answered a reading")
		}
		got = err
	})
	if len(r.Jobs()) != 1 || job.Title != "Reading metrics.csv" {
		t.Errorf("jobs %v", r.Jobs())
	}
	job.Cancel()
	r.runner.Let()
	if !errors.Is(got, context.Canceled) || len(r.Jobs()) != 0 || r.Brief() != before || r.Dirty() {
		t.Errorf("err %v, %d jobs, dirty %v", got, len(r.Jobs()), r.Dirty())
	}
	if diff := cmp.Diff([]string{"started: Reading metrics.csv", "done: Reading metrics.csv"}, r.heard()); diff != "" {
		t.Error(diff)
	}
}

func TestJobsTellTheirProgressInSteps(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	var seen []float64
	r.Subscribe(func(e session.Event) {
		if e.Kind == session.JobProgress {
			seen = append(seen, e.Job.Progress())
		}
	})
	r.Run("Exporting", func(_ context.Context, progress func(float64)) error {
		for i := range 100_001 {
			progress(float64(i) / 100_000)
		}
		return nil
	}, r.must)
	if len(seen) < 90 || len(seen) > 101 || seen[len(seen)-1] < 0.98 {
		t.Errorf("%d steps, the last %v", len(seen), seen[len(seen)-1])
	}
}

func TestAPanicEndsTheJobNotTheProgram(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	r.Start(brief.New("a"))
	r.headline("precious")
	err, done := result()
	r.Run("Exporting", func(context.Context, func(float64)) error { panic("a defect") }, done)
	if *err == nil || fault.KindOf(*err) != fault.Internal || r.Brief().Headline != "precious" {
		t.Errorf("err %v", *err)
	}
}
