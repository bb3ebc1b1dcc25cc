package ui

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"
	"time"

	"throughline/app/ui/look"
	"throughline/export"
)

// A brief with many metrics is written in before it was looked at for the first time.
func TestABriefIsOpenBeforeItsFirstReview(t *testing.T) {
	s := newScatter(1)
	d := newDeskOn(t, look.Light, told{s}, allHeld{s})
	d.session.Start(written())
	for _, fire := range d.timers { // the typing rests, and nothing is known of the brief yet
		if fire != nil {
			fire()
		}
	}
	if d.workspace.page.Pages() != 0 {
		t.Errorf("%d pages are in sight before any was laid out", d.workspace.page.Pages())
	}
	if got := d.workspace.status.findings.Text(); got != "Checking…" {
		t.Errorf("the bar says %q of a brief that nobody looked at yet", got)
	}
	if d.commands.Run("brief.check") {
		t.Error("the findings can be asked for before there are any")
	}
	s.settle()
	if d.workspace.page.Pages() == 0 || d.workspace.status.findings.Text() != findingsText(d.review.findings) {
		t.Errorf("after the review there are %d pages, and the bar says %q", d.workspace.page.Pages(), d.workspace.status.findings.Text())
	}
	d.run("brief.check")
}

// The pages of the brief before are not those of the one that opens.
func TestAnotherBriefDoesNotShowThePagesOfTheOneBefore(t *testing.T) {
	s := newScatter(2)
	d := newDeskOn(t, look.Light, told{s}, allHeld{s})
	d.session.Start(written())
	s.settle()
	again := written()
	again.Headline = "Something else"
	d.session.Start(again) // of the same ID
	if d.workspace.page.Pages() != 0 {
		t.Error("the page of the brief before is still in sight")
	}
	s.settle()
	if d.review.brief.Headline != "Something else" {
		t.Errorf("the page shows %q", d.review.brief.Headline)
	}
}

func TestTheTraceHasTheTextOfThePageInSight(t *testing.T) {
	var trace bytes.Buffer
	now := time.Date(2026, 11, 21, 10, 42, 0, 0, time.UTC)
	doc, _ := export.Pages(written(), export.Options{})
	tracePages(&trace, func() time.Time { return now })(1, doc.Pages[0])
	var line shown
	if err := json.Unmarshal(trace.Bytes(), &line); err != nil {
		t.Fatal(err)
	}
	if line.Page != 1 || !strings.Contains(line.Text, "Nudges stop the leak and lift ARR to $12.6M") || !line.At.Equal(now) {
		t.Errorf("the line is %+v", line)
	}
}

// told is a scatter that works at once and tells of it when step chooses it.
type told struct{ *scatter }

func (h told) Go(work, done func()) {
	work()
	h.held = append(h.held, done)
}

// allHeld is a scatter that does nothing where it is asked for.
type allHeld struct{ *scatter }

func (h allHeld) Go(work, done func()) {
	h.held = append(h.held, func() { work(); h.held = append(h.held, done) })
}
