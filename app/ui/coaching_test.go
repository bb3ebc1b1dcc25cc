package ui

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"throughline/app/brief"
	"throughline/app/ui/look"
	"throughline/app/ui/look/looktest"
)

// typed is a window on a brief with a number that nobody can follow.
func typed(t *testing.T) *desk {
	t.Helper()
	d := newDesk(t, look.Light)
	d.window.Resize(fyne.NewSize(1280, 800))
	b := written()
	b.Beats[brief.Context].Body = "The contract is worth $4.2bn to us."
	d.session.Start(b)
	return d
}

// link presses a small button of the workspace by the beginning of its text.
func (d *desk) link(prefix string) {
	d.t.Helper()
	b, ok := looktest.Find(d.body, func(b *look.Button) bool { return strings.HasPrefix(b.Text(), prefix) })
	if !ok {
		d.t.Fatalf("there is no %q among %q", prefix, looktest.Texts(d.body))
	}
	b.OnPress()
}

func TestATypedNumberIsGivenAReasonUnderItsField(t *testing.T) {
	d := typed(t)
	d.shows("“$4.2bn” is typed by hand.")
	d.link("Give a reason")
	d.type_("contract of March")
	// Another reading of the brief does not take the line away that is being written in.
	d.reviewer.ask(d.session.Brief())
	d.type_(" 2026")
	d.key(fyne.KeyReturn)
	want := brief.TypedReason{Place: "context.body", Text: "$4.2bn", Reason: "contract of March 2026"}
	if got := d.session.Brief().Typed(); len(got) != 1 || *got[0] != want {
		t.Fatalf("the reasons are %+v", got)
	}
	d.shows("“$4.2bn” is typed: contract of March 2026")
	if texts := strings.Join(looktest.Texts(d.body), " "); strings.Contains(texts, "is typed by hand") {
		t.Error("a number with a reason is still a finding")
	}
	d.link("Remove")
	if len(d.session.Brief().Typed()) != 0 {
		t.Error("the reason cannot be taken back")
	}
	d.run("edit.undo")
	d.run("edit.undo")
	if got := d.session.Brief().Typed(); len(got) != 0 {
		t.Errorf("undo left %+v", got)
	}
}

func TestANoticeTellsWhyAndShowsABetterSentence(t *testing.T) {
	d := typed(t)
	before := strings.Join(looktest.Texts(d.body), " ")
	if strings.Contains(before, "Better:") {
		t.Fatal("examples are shown before anybody asked")
	}
	d.link("Why?")
	d.shows("Weak:", "Better:")
	d.link("Less")
	if after := strings.Join(looktest.Texts(d.body), " "); strings.Contains(after, "Better:") {
		t.Error("the example does not go away")
	}
}

// At rest a text may take fewer lines than while it is edited: what lies below must not move away under the mouse.
func TestAButtonStaysWhereItIsPressed(t *testing.T) {
	d := typed(t)
	long := "Trial conversion went from {Trial conversion | Aug 2026} to {Trial conversion | Oct 2026}, " +
		"by {Trial conversion | change from Aug 2026 | 1 decimal}, and ARR is {ARR | Oct 2026 | 1 decimal} after {ARR | Aug 2026 | 1 decimal}, worth $4.2bn."
	d.must(d.session.Type("context.body", long))
	d.workspace.story.Focus("context.body")
	d.workspace.show(d.review, true)
	b, ok := looktest.Find(d.body, func(b *look.Button) bool { return strings.HasPrefix(b.Text(), "Give a reason") })
	if !ok {
		t.Fatal("no reason is asked for")
	}
	where := func() float32 { return fyne.CurrentApp().Driver().AbsolutePositionForObject(b).Y }
	before := where()
	b.MouseDown(nil)
	d.window.Canvas().Unfocus()
	if where() != before {
		t.Errorf("the button moved from %.0f to %.0f under the mouse", before, where())
	}
	b.MouseUp(nil)
	if where() == before {
		t.Error("the field stays as tall as it was: this test tests nothing")
	}
}

func TestAFigureUnderTheCaretSaysItsCell(t *testing.T) {
	d := typed(t)
	d.workspace.story.Focus("headline") // the caret is behind {ARR}
	d.shows("$12.6M  ·  Oct 2026  ·  Funnel!D2  ·  metrics.xlsx")
	d.run("view.source")
	d.shows("Every number on the page", "Funnel!D2")
	if d.workspace.at != sectionLedger {
		t.Errorf("the section is %s", d.workspace.at)
	}
	d.key(fyne.KeyReturn)
	if d.workspace.at != sectionStory || d.workspace.story.Text("headline") != written().Headline {
		t.Error("Enter does not lead back to the figure")
	}
}

func TestTheLedgerIsSearched(t *testing.T) {
	d := typed(t)
	d.run("view.ledger")
	d.shows("$4.2bn", "typed, no reason")
	d.type_("4.2bn")
	if texts := strings.Join(looktest.Texts(d.workspace.ledger.Object()), " "); strings.Contains(texts, "$12.6M") || !strings.Contains(texts, "$4.2bn") {
		t.Errorf("looking for 4.2bn shows %q", texts)
	}
	d.key(fyne.KeyReturn)
	if d.workspace.story.Text("context.body") != "The contract is worth $4.2bn to us." || d.workspace.at != sectionStory {
		t.Error("Enter does not lead to the number")
	}
}

func TestTheBriefIsReadAsAnExecutive(t *testing.T) {
	d := typed(t)
	d.run("view.cfo")
	d.shows("Nudges stop the leak and lift ARR to $12.6M", "Approve the roll-out", "The funnel leaks.", "11.1%", "Questions that are open", "Where does “$4.2bn” come from?")
	if texts := strings.Join(looktest.Texts(d.body), " "); strings.Contains(texts, "Conversion was") {
		t.Errorf("bodies are shown too: %q", texts)
	}
	d.key(fyne.KeyEscape)
	if !d.working() {
		t.Fatal("Escape does not lead back")
	}
	d.run("view.cfo")
	q, ok := looktest.Find(d.body, func(x *look.Tile) bool { return strings.Contains(x.AccessibilityLabel(), "$4.2bn") })
	if !ok {
		t.Fatal("the typed number is no question")
	}
	q.OnPress()
	if !d.working() || d.workspace.story.Text("context.body") != "The contract is worth $4.2bn to us." {
		t.Error("a question does not lead to its field")
	}
}

func TestTheNewScreensFit(t *testing.T) {
	for name, open := range map[string]func(*desk){
		"as the CFO":   func(d *desk) { d.run("view.cfo") },
		"the ledger":   func(d *desk) { d.run("view.ledger") },
		"the examples": func(d *desk) { d.link("Why?"); d.link("Give a reason") },
	} {
		for _, size := range looktest.Sizes {
			d := typed(t)
			d.window.Resize(size)
			open(d)
			d.window.Resize(size.SubtractWidthHeight(1, 1))
			d.window.Resize(size)
			for _, problem := range looktest.Problems(d.body, size.Width) {
				t.Errorf("%s at %.0f×%.0f: %s", name, size.Width, size.Height, problem)
			}
		}
	}
	for _, size := range looktest.Sizes {
		d, october := refreshed(t)
		d.Import(october)
		d.window.Resize(size.SubtractWidthHeight(1, 1))
		d.window.Resize(size)
		for _, problem := range looktest.Problems(d.body, size.Width) {
			t.Errorf("the review at %.0f×%.0f: %s", size.Width, size.Height, problem)
		}
	}
}

// Fyne gives another theme to what the window knows, and to nothing else.
func TestWhatIsNotInSightFollowsTheTheme(t *testing.T) {
	d := typed(t)
	for _, id := range []string{"view.evidence", "view.data", "view.ledger", "view.story"} {
		d.run(id)
	}
	d.run("view.cfo")
	if !slices.Contains(d.body.Objects, d.workspace.object) {
		t.Error("the workspace is out of the window's sight")
	}
	for s, a := range d.workspace.areas {
		if !slices.Contains(d.workspace.middle.Objects, a.object) {
			t.Errorf("%s is out of the window's sight", s)
		}
	}
}
