package ui

import (
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/storage"

	"throughline/app/brief"
	"throughline/app/fault"
	"throughline/app/ui/look"
	"throughline/app/ui/look/looktest"
	"throughline/assets"
)

func TestTypingReachesTheBriefAndThePage(t *testing.T) {
	d := newDesk(t, look.Light)
	d.session.Start(brief.Templates[0].New("x"))
	d.workspace.story.Focus("headline")
	d.type_("Nudges stop the leak")
	if got := d.session.Brief().Headline; got != "Nudges stop the leak" {
		t.Errorf("the headline of the brief is %q", got)
	}
	if d.review.brief.Headline != "Nudges stop the leak" {
		t.Errorf("the page shows %q", d.review.brief.Headline)
	}
	if got := d.window.Title(); !strings.Contains(got, "•") {
		t.Errorf("the window is called %q, want a mark for unsaved work", got)
	}
	if got := d.workspace.top.saved.Text(); got != "unsaved" {
		t.Errorf("the bar says %q, want unsaved", got)
	}
}

func TestUndoAndRedoGoThroughTheDocument(t *testing.T) {
	d := newDesk(t, look.Light)
	d.session.Start(written())
	d.workspace.story.Focus("context.lead")
	d.type_(" Again")
	if d.session.Brief().Beats[brief.Context].Lead != "Competitors undercut us. Again" {
		t.Fatalf("typing made %q", d.session.Brief().Beats[brief.Context].Lead)
	}
	d.run("edit.undo")
	if got := d.workspace.story.Text("context.lead"); got != "Competitors undercut us." {
		t.Errorf("after undo the field shows %q", got)
	}
	d.run("edit.redo")
	if got := d.workspace.story.Text("context.lead"); got != "Competitors undercut us. Again" {
		t.Errorf("after redo the field shows %q", got)
	}
	if d.commands.Run("edit.redo") {
		t.Error("redo can run with nothing to do again")
	}
}

func TestFigurePickerInsertsByKeyboard(t *testing.T) {
	d := newDesk(t, look.Light)
	d.session.Start(written())
	d.window.Resize(fyne.NewSize(1280, 800))
	d.workspace.story.Focus("context.body")
	d.type_(" ARR is {ar")
	d.key(fyne.KeyReturn)
	d.type_(" now")
	want := "Since July a freemium tier. ARR is {ARR} now"
	if got := d.session.Brief().Beats[brief.Context].Body; got != want {
		t.Errorf("the body is %q, want %q", got, want)
	}
	d.workspace.story.Focus("headline")
	if got := d.workspace.story.Text("context.body"); !strings.Contains(got, "ARR is $12.6") {
		t.Errorf("at rest the field shows %q, want the figure's value", got)
	}
}

func TestFigurePickerGivesWayToEscape(t *testing.T) {
	d := newDesk(t, look.Light)
	d.session.Start(written())
	d.workspace.story.Focus("context.lead")
	d.type_(" {ar")
	d.key(fyne.KeyEscape)
	d.type_("r")
	d.key(fyne.KeyReturn) // the next field, not a figure
	if got := d.session.Brief().Beats[brief.Context].Lead; got != "Competitors undercut us. {arr" {
		t.Errorf("the lead is %q, want the text as it was typed", got)
	}
}

func TestQuittingAsksAboutUnsavedWork(t *testing.T) {
	for _, c := range []struct {
		answer       string
		quits, saves bool
		failed       error
	}{
		{answer: "Cancel"},
		{answer: "Don’t save", quits: true},
		{answer: "Save", quits: true, saves: true},
		{answer: "Save", failed: fault.New(fault.Unwritable, "The disk is full.", nil)},
	} {
		d := newDesk(t, look.Light)
		d.shelf.failed = c.failed
		d.session.Start(written())
		d.workspace.story.Focus("headline")
		d.type_("!")
		d.RequestQuit()
		d.RequestQuit() // a second close button press asks nothing more
		if n := len(d.window.Canvas().Overlays().List()); n != 1 {
			t.Fatalf("%s: %d dialogs are open, want 1", c.answer, n)
		}
		d.press(c.answer)
		if d.quitting != c.quits {
			t.Errorf("%s (save fails: %v): quits is %v, want %v", c.answer, c.failed != nil, d.quitting, c.quits)
		}
		if saved := d.shelf.files[chosenFile] != nil; saved != c.saves {
			t.Errorf("%s: saved is %v, want %v", c.answer, saved, c.saves)
		}
	}
}

func TestQuittingWithoutUnsavedWorkAsksNothing(t *testing.T) {
	d := newDesk(t, look.Light)
	d.session.Start(written())
	d.RequestQuit()
	if !d.quitting {
		t.Error("the window did not close")
	}
}

func TestDroppedFilesOpenOrAreRead(t *testing.T) {
	d := newDesk(t, look.Light)
	d.shelf.files["/briefs/old.brief"] = written()
	d.onDropped(fyne.NewPos(0, 0), []fyne.URI{storage.NewFileURI("/briefs/old.brief")})
	if d.session.Path() != "/briefs/old.brief" {
		t.Errorf("after dropping a brief the open one is %q", d.session.Path())
	}
	d.onDropped(fyne.NewPos(0, 0), []fyne.URI{storage.NewFileURI("/data/metrics.xlsx")})
	if len(d.books.opened) != 1 || d.books.opened[0] != "/data/metrics.xlsx" {
		t.Errorf("after dropping a workbook %v was read", d.books.opened)
	}
}

func TestCommandsWaitForTheDialog(t *testing.T) {
	d := newDesk(t, look.Light)
	d.session.Start(written())
	d.run("help.about")
	if d.commands.Run("file.close") {
		t.Error("a command ran under a dialog")
	}
	d.press("Close")
	if !d.commands.Run("file.close") {
		t.Error("no command runs after the dialog closed")
	}
}

// The licences of everything that is built in are thousands of lines, of which only those in sight may cost anything.
func TestAboutShowsTheLicencesOfAllThatIsBuiltIn(t *testing.T) {
	d := newDesk(t, look.Light)
	d.run("help.about")
	top := d.window.Canvas().Overlays().Top()
	licences, ok := looktest.Find(top, func(*look.Pile) bool { return true })
	if !ok {
		t.Fatal("there is no list of licences")
	}
	if n := len(looktest.Texts(licences)); n > 60 {
		t.Errorf("%d lines of the licences have an object of their own", n)
	}
	lines := strings.Split(assets.Licences, "\n")
	for _, name := range []string{"Throughline", "github.com/spf13/cobra v", "The Go standard library"} {
		at := slices.IndexFunc(lines, func(line string) bool { return strings.HasPrefix(line, name) })
		licences.Reveal(at)
		if shown := looktest.Texts(licences); at < 0 || !slices.Contains(shown, lines[at]) {
			t.Errorf("%q is not in sight after scrolling to its line %d, but %q", name, at, shown)
		}
	}
}

func TestEveryCommandSurvivesEveryState(t *testing.T) {
	for _, opened := range []bool{false, true} {
		d := newDesk(t, look.Light)
		for _, c := range d.commands.All() {
			if c.ID == "file.quit" {
				continue
			}
			if opened && !d.session.IsOpen() {
				d.session.Start(written())
			}
			d.commands.Run(c.ID)
			for d.window.Canvas().Overlays().Top() != nil {
				d.window.Canvas().Overlays().Remove(d.window.Canvas().Overlays().Top())
			}
		}
	}
}

func TestPaletteRunsWhatIsTyped(t *testing.T) {
	d := newDesk(t, look.Light)
	d.session.Start(written())
	d.window.Canvas().Unfocus()
	d.run("help.commands")
	d.type_("paper lett")
	d.key(fyne.KeyReturn)
	if got := d.session.Brief().Settings.Paper; got != brief.Letter {
		t.Errorf("the paper is %q, want Letter", got)
	}
}

func TestAFixReplacesTheTypedNumber(t *testing.T) {
	b := written()
	b.Beats[brief.Context].Body = "ARR is now $12.6M."
	r := makeReview(b, time.Time{})
	for _, f := range r.findings {
		if label, text, ok := replacement(b, f); ok {
			if label != "Link it" || text != "ARR is now {ARR}." {
				t.Errorf("the fix is %q: %q", label, text)
			}
			return
		}
	}
	t.Errorf("no finding of %v has a fix", r.findings)
}

func TestReviewerWorksOnTheLatestAlone(t *testing.T) {
	var pending []func()
	var seen []string
	r := &reviewer{make: makeReview, day: func() time.Time { return time.Time{} }, run: func(work, done func()) { pending = append(pending, func() { work(); done() }) }}
	r.done = func(x review) { seen = append(seen, x.brief.Headline) }
	for _, h := range []string{"one", "two", "three", "four"} {
		b := brief.New("x")
		b.Headline = h
		r.ask(b)
	}
	for len(pending) > 0 {
		next := pending[0]
		pending = pending[1:]
		next()
	}
	if got := strings.Join(seen, " "); got != "one four" {
		t.Errorf("reviewed %s, want the first and the last", got)
	}
}

func TestStatusBarCountsAndDates(t *testing.T) {
	if got := dataAsOf(written()); got != "Data as of 31 Oct 2026" {
		t.Errorf("the data is dated %q", got)
	}
	findings := []brief.Finding{{Severity: brief.Error}, {Severity: brief.Warning}, {Severity: brief.Warning}, {Severity: brief.Info}}
	if got := findingsText(findings); got != "3 findings: 1 to mend, 2 to consider" {
		t.Errorf("the findings are counted as %q", got)
	}
	if got := findingsText(nil); got != "No findings" {
		t.Errorf("without findings it says %q", got)
	}
}
