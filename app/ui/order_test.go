package ui

import (
	"strings"
	"testing"
	"time"

	"throughline/app/brief"
	"throughline/app/ui/look"
)

// TestWhatIsShownIsTheLatest does what a person can do while work is under way, and lets the work end in any order and at
// any moment. When all has ended, what is in sight is of the brief there is, as it is.
func TestWhatIsShownIsTheLatest(t *testing.T) {
	for seed := range uint64(12) {
		s := newScatter(seed)
		d := newDeskOn(t, look.Light, told{s}, s)
		for _, name := range []string{"a", "b"} {
			b := written()
			b.ID, b.Headline = name, "Brief "+name
			d.shelf.files["/"+name+brief.Extension] = b
		}
		d.session.Start(written())
		for range 12 {
			d.doSomething(s)
			if s.rng.IntN(2) == 0 {
				s.step()
			}
		}
		s.settle()
		d.fire()
		s.settle()
		if !d.session.IsOpen() {
			continue
		}
		if d.review.brief != d.session.Brief() {
			t.Fatalf("seed %d: the page shows %q, and the brief says %q", seed, d.review.brief.Headline, d.session.Brief().Headline)
		}
		if d.workspace.page.Pages() != len(d.review.doc.Pages) {
			t.Fatalf("seed %d: %d pages are in sight of %d", seed, d.workspace.page.Pages(), len(d.review.doc.Pages))
		}
		if got := d.workspace.status.findings.Text(); got != findingsText(d.review.findings) {
			t.Fatalf("seed %d: the bar says %q", seed, got)
		}
	}
}

// fire lets all timers run out that wait now.
func (d *desk) fire() {
	timers := d.timers
	d.timers = nil
	for _, f := range timers {
		if f != nil {
			f()
		}
	}
}

// doSomething does one of the things that a person does.
func (d *desk) doSomething(s *scatter) {
	name := string(rune('a' + s.rng.IntN(2)))
	switch s.rng.IntN(9) {
	case 0:
		d.session.Open("/"+name+brief.Extension, d.opened)
	case 1:
		d.openSample()
	case 2:
		d.session.Close()
	case 3:
		d.Import("/metrics.xlsx")
	case 4:
		d.session.Undo()
	case 5:
		d.fire()
	default:
		if d.session.IsOpen() {
			_ = d.session.Type("headline", d.session.Brief().Headline+"x")
		}
	}
}

// A file that is read when another brief opens, or when another file is asked for, is not shown.
func TestAReadingThatWasOvertakenIsNotShown(t *testing.T) {
	for name, overtake := range map[string]func(d *desk){
		"another brief": func(d *desk) { d.session.Start(written()) },
		"no brief":      func(d *desk) { d.session.Close() },
		"cancelled":     func(d *desk) { d.reading.Cancel() },
	} {
		t.Run(name, func(t *testing.T) {
			s := newScatter(3)
			d := newDeskOn(t, look.Light, told{s}, allHeld{s})
			d.session.Start(written())
			d.Import("/metrics.xlsx")
			s.step() // the review or the reading is done, and the window does not know
			overtake(d)
			s.settle()
			if d.importing() != nil {
				t.Error("the import preview is in sight")
			}
			if d.reading != nil || d.waiting != nil {
				t.Error("the window still waits for the file")
			}
		})
	}
	s := newScatter(4)
	d := newDeskOn(t, look.Light, told{s}, allHeld{s})
	d.session.Start(written())
	d.Import("/first.xlsx")
	d.Import("/second.xlsx")
	s.settle()
	if d.importing() == nil {
		t.Fatal("the file that was asked for last is not shown")
	}
}

// A save that ends after more was typed asks again before the brief is left.
func TestWhatIsTypedDuringASaveIsNotLeftUnasked(t *testing.T) {
	s := newScatter(5)
	d := newDeskOn(t, look.Light, told{s}, allHeld{s})
	d.session.Start(written())
	_ = d.session.Type("headline", "first")
	left := false
	d.saveAs(func() { left = true })
	_ = d.session.Type("headline", "second")
	s.settle()
	if left || !d.blocked() {
		t.Errorf("the brief was left: %v; something is asked: %v", left, d.blocked())
	}
}

// Page settings of a brief that is no longer open change nothing in the one that is.
func TestSettingsAreThoseOfTheirBrief(t *testing.T) {
	d := newDesk(t, look.Light)
	d.session.Start(written())
	do := d.doInThisBrief()
	d.session.Start(brief.New("other"))
	err := do("Set version", func(b *brief.Brief) error { b.Settings.Version = "v9"; return nil })
	if err == nil || d.session.Brief().Settings.Version == "v9" {
		t.Errorf("it ends with %v, and the version is %q", err, d.session.Brief().Settings.Version)
	}
}

// The deck of a brief that was closed meanwhile is not shown.
func TestADeckOfAClosedBriefIsNotShown(t *testing.T) {
	s := newScatter(6)
	d := newDeskOn(t, look.Light, told{s}, allHeld{s})
	d.session.Start(written())
	s.settle()
	windows := len(d.params.App.Driver().AllWindows())
	d.showDeck()
	d.session.Close()
	s.settle()
	if got := len(d.params.App.Driver().AllWindows()); got != windows {
		t.Errorf("%d windows are open, want %d", got, windows)
	}
}

// A review or a picture that panics leaves the page as it was and says so; the next one that works takes the words away.
func TestADefectInAReviewIsSaid(t *testing.T) {
	d := newDesk(t, look.Light)
	d.session.Start(written())
	d.reviewer.make = func(*brief.Brief, time.Time) review { panic("secret") }
	d.workspace.story.Focus("headline")
	d.type_("!")
	if got := d.workspace.status.message.Text(); !strings.Contains(got, "older than your text") {
		t.Errorf("the bar says %q", got)
	}
	if len(d.defects) == 0 || strings.Contains(d.defects[0], "secret") {
		t.Errorf("the reports are %q", d.defects)
	}
	d.reviewer.make = makeReview
	d.type_("!")
	if got := d.workspace.status.message.Text(); got != "" {
		t.Errorf("the bar still says %q", got)
	}
}

// Work of a screen that panics is told, and its result is not waited for.
func TestADefectInAScreensWorkIsTold(t *testing.T) {
	d := newDesk(t, look.Light)
	d.session.Start(written())
	d.Window.run(func() { panic("secret") }, func() { t.Error("a result is shown") })
	if !d.blocked() || len(d.defects) != 1 {
		t.Errorf("told: %v, reports: %q", d.blocked(), d.defects)
	}
}
