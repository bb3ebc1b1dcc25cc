package ui

import (
	"strings"
	"testing"

	"throughline/app/brief"
	"throughline/app/ui/look"
	"throughline/app/ui/look/looktest"
)

// counted has a section count how often it is refreshed, and with what it was refreshed last.
func (d *desk) counted(s section) (calls *int, last *brief.Brief) {
	calls, last = new(int), &brief.Brief{}
	a := d.workspace.areas[s]
	counts := a
	counts.show = func(b *brief.Brief) {
		*calls++
		*last = *b
		a.refresh(b)
	}
	counts.judge = func(r review, settled bool) {
		*calls++
		a.review(r, settled)
	}
	d.workspace.areas[s] = counts
	return calls, last
}

func TestASectionOutOfSightIsNotRefreshedByTyping(t *testing.T) {
	hidden := map[section]string{sectionEvidence: "view.evidence", sectionData: "view.data", sectionLedger: "view.ledger"}
	for s, show := range hidden {
		t.Run(string(s), func(t *testing.T) {
			d := newDesk(t, look.Light)
			d.session.Start(written())
			d.run(show) // it is built
			d.run("view.story")
			calls, last := d.counted(s)
			d.workspace.story.Focus("context.body")
			d.type_(" ARR is 4,711 today.")
			d.rest()
			if *calls != 0 {
				t.Errorf("it is refreshed %d times while nobody sees it", *calls)
			}
			d.run(show)
			if *calls == 0 || !strings.Contains(last.Beats[brief.Context].Body, "4,711") {
				t.Errorf("when it comes into sight it is of %q, after %d calls", last.Beats[brief.Context].Body, *calls)
			}
			before := *calls
			d.run("view.story")
			d.run(show)
			if *calls != before {
				t.Error("it is refreshed again, though nothing changed")
			}
		})
	}
}

func TestTheLedgerThatComesIntoSightHasWhatWasTypedMeanwhile(t *testing.T) {
	d := newDesk(t, look.Light)
	d.session.Start(written())
	d.workspace.story.Focus("context.body")
	d.type_(" We lose 4,711 teams.")
	d.rest()
	if texts := strings.Join(looktest.Texts(d.workspace.ledger.Object()), " "); strings.Contains(texts, "4,711") {
		t.Error("the ledger was filled while nobody sees it: this test tests nothing")
	}
	d.run("view.ledger")
	d.shows("4,711")
}

func TestTheStoryThatComesBackIntoSightHasWhatWasUndoneMeanwhile(t *testing.T) {
	d := newDesk(t, look.Light)
	d.session.Start(written())
	d.workspace.story.Focus("context.lead")
	d.type_(" More.")
	d.run("view.data")
	calls, _ := d.counted(sectionStory)
	d.run("edit.undo")
	if *calls != 0 {
		t.Errorf("the story is refreshed %d times while nobody sees it", *calls)
	}
	d.run("view.story")
	if got := d.workspace.story.Text("context.lead"); got != "Competitors undercut us." {
		t.Errorf("after an undo in the data the story has %q", got)
	}
}
