package session_test

import (
	"errors"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"throughline/app/brief"
	"throughline/app/session"
	"throughline/app/sheet"
)

// late is a runner that does work at once and lets a test choose when, and in which order, the window is told.
type late struct {
	rng   *rand.Rand
	dones []func()
}

func (l *late) Go(work, done func()) {
	work()
	l.dones = append(l.dones, done)
}

func (l *late) Do(f func()) { l.dones = append(l.dones, f) }

// tell tells the window of one of the works that are done, and reports whether there was one.
func (l *late) tell() bool {
	if len(l.dones) == 0 {
		return false
	}
	i := l.rng.IntN(len(l.dones))
	done := l.dones[i]
	l.dones = append(l.dones[:i], l.dones[i+1:]...)
	done()
	return true
}

func newLateRig(t *testing.T, seed uint64) (*rig, *late) {
	r, l := newRig(t), &late{rng: rand.New(rand.NewPCG(seed, 2))}
	r.run(l)
	return r, l
}

// Whatever is asked for last is open at last, and no lock is left of what was overtaken.
func TestTheDocumentAskedForLastIsOpenAtLast(t *testing.T) {
	for seed := range uint64(300) {
		r, l := newLateRig(t, seed)
		for _, name := range []string{"a", "b", "c"} {
			r.keeper.files["/"+name] = brief.New(name)
		}
		want := ""
		for range 2 + l.rng.IntN(4) {
			switch name := string(rune('a' + l.rng.IntN(3))); l.rng.IntN(5) {
			case 0:
				want = "sample"
				r.StartWith(func() (*brief.Brief, error) { return brief.New("sample"), nil }, func(error) {})
			case 1:
				want = "blank"
				r.Start(brief.New("blank"))
			case 2:
				want = ""
				r.Close()
			default:
				want = name
				r.Open("/"+name, func([]brief.Note, error) {})
			}
			if l.rng.IntN(3) == 0 {
				l.tell()
			}
		}
		for l.tell() {
		}
		if got := r.Brief().ID; got != want || r.IsOpen() != (want != "") {
			t.Fatalf("seed %d: %q is open, want %q", seed, got, want)
		}
		for path, n := range r.keeper.locks {
			if held := path == r.Path(); n != map[bool]int{true: 1, false: 0}[held] {
				t.Fatalf("seed %d: %q is open and the lock of %s is held %d times", seed, r.Path(), path, n)
			}
		}
	}
}

// The file of the document is that of the last save, whichever the window hears of first.
func TestSavesMayBeHeardOfInAnyOrder(t *testing.T) {
	for seed := range uint64(100) {
		r, l := newLateRig(t, seed)
		r.Start(brief.New("x"))
		ended := 0
		for i, path := range []string{"/one", "/two", "/two", "/three"} {
			r.headline(strings.Repeat("x", i+1))
			r.SaveAs(path, func(err error) {
				r.must(err)
				ended++
			})
		}
		for l.tell() {
		}
		if r.Path() != "/three" || r.Dirty() || ended != 4 {
			t.Fatalf("seed %d: after %d saves the file is %q and the work is unsaved: %v", seed, ended, r.Path(), r.Dirty())
		}
	}
}

// A save that ends after its document was left offers nothing: it would be done to the document there is now.
func TestASaveOfADocumentThatIsGoneOffersNothing(t *testing.T) {
	r, l := newLateRig(t, 1)
	r.Start(brief.New("x"))
	r.keeper.fail = brief.ErrChanged
	got, done := result()
	r.SaveAs("/x", done)
	r.Start(brief.New("y"))
	for l.tell() {
	}
	if *got == nil || errors.Is(*got, brief.ErrChanged) {
		t.Errorf("the save ended with %v, want an error that offers nothing", *got)
	}
}

func TestAReadingThatIsCancelledBringsNothing(t *testing.T) {
	r, l := newLateRig(t, 1)
	var reading *sheet.Reading
	got, done := result()
	job := r.ReadWorkbook("/metrics.csv", func(x *sheet.Reading, err error) { reading = x; done(err) })
	job.Cancel() // it is read already, and nobody knows
	for l.tell() {
	}
	if reading != nil || *got == nil {
		t.Errorf("the reading is %v, its error %v", reading, *got)
	}
}

// A defect in work off the window's goroutine ends that work alone, with an error.
func TestAPanicInTheBackgroundIsAnError(t *testing.T) {
	for name, do := range map[string]func(r *rig, done func(error)){
		"open":  func(r *rig, done func(error)) { r.Open("/x", func(_ []brief.Note, err error) { done(err) }) },
		"start": func(r *rig, done func(error)) { r.StartWith(func() (*brief.Brief, error) { panic("secret") }, done) },
		"save":  func(r *rig, done func(error)) { r.SaveAs("/x", done) },
		"read": func(r *rig, done func(error)) {
			r.reader.during = func(func(float64)) { panic("secret") }
			r.ReadWorkbook("/m.csv", func(_ *sheet.Reading, err error) { done(err) })
		},
	} {
		t.Run(name, func(t *testing.T) {
			r := newRig(t)
			r.Start(brief.New("kept"))
			r.keeper.panics = true
			got, done := result()
			do(r, done)
			var defect *session.Panicked
			if !errors.As(*got, &defect) {
				t.Fatalf("it ended with %v, want a defect", *got)
			}
			if report := defect.Report(); strings.Contains(report, "secret") || !strings.Contains(report, "session") {
				t.Errorf("the report is not the place alone:\n%s", report)
			}
			if r.keeper.panics = false; r.Brief().ID != "kept" {
				t.Errorf("the document is %q", r.Brief().ID)
			}
			r.headline("goes on")
		})
	}
}

func TestRescueWritesWhatIsNotSavedYet(t *testing.T) {
	r := newRig(t)
	r.must(r.Rescue()) // nothing is open
	r.Start(brief.New("x"))
	r.must(r.Rescue())
	if len(r.keeper.copies) != 0 {
		t.Error("a document without work to lose has a copy")
	}
	r.headline("typed a moment ago")
	r.clock.Pass(100 * time.Millisecond)
	r.must(r.Rescue())
	if c := r.keeper.copies["x"]; c == nil || c.Headline != "typed a moment ago" {
		t.Errorf("the copy is %v", c)
	}
}
