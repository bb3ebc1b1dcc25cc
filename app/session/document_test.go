package session_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"throughline/app/brief"
	"throughline/app/fault"
	"throughline/app/intake"
	"throughline/app/metric"
	"throughline/app/session"
	"throughline/app/sheet"
)

// oneTable returns a table with NRR for January 2026.
func oneTable(wb *sheet.Workbook) *sheet.Table {
	return &sheet.Table{
		Workbook: wb, Sheet: wb.Sheets[0], Range: sheet.Range{Row1: 1, Col1: 1, Row2: 2, Col2: 2}, Rows: 2, Cells: 1,
		Metrics: []*sheet.Found{{RawName: "NRR", Metric: &metric.Metric{Name: "NRR", Series: []*metric.Series{
			{Points: []metric.Point{{Period: metric.MonthOf(2026, time.January), Value: 1.04, Cell: "B2"}}},
		}}}},
		Recipe: brief.Recipe{Layout: brief.Wide, HeaderRows: []int{1}},
	}
}

// TestUndoAllIsTheStartAndRedoAllTheEnd walks at random through changes, typing, pauses, undo and redo beside a plain
// model: a list of states and a position in it.
func TestUndoAllIsTheStartAndRedoAllTheEnd(t *testing.T) {
	t.Parallel()
	for seed := range uint64(50) {
		r := newRig(t)
		rnd := rand.New(rand.NewPCG(seed, 1))
		r.Start(brief.New("walk"))
		states, at := []brief.Brief{*r.Brief()}, 0
		for range 200 {
			switch rnd.IntN(6) {
			case 0, 1:
				text := fmt.Sprint("headline ", rnd.IntN(4))
				if text == r.Brief().Headline {
					continue // changes nothing: no step
				}
				r.headline(text)
				states = append(states[:at+1], *r.Brief())
				at++
			case 2:
				before := *r.Brief()
				if r.Do("fail", func(b *brief.Brief) error { b.Headline = "half done"; return errors.New("no") }) == nil {
					t.Fatal("the error is gone")
				}
				if diff := cmp.Diff(before, *r.Brief()); diff != "" {
					t.Fatalf("a failed change left something: %s", diff)
				}
			case 3:
				r.clock.Pass(2 * time.Second)
				r.must(r.Type("conflict.body", fmt.Sprint("typed ", rnd.Int())))
				states = append(states[:at+1], *r.Brief())
				at++
			case 4:
				if r.Undo() != (at > 0) {
					t.Fatalf("Undo at step %d of %d", at, len(states)-1)
				}
				at = max(0, at-1)
			case 5:
				if r.Redo() != (at < len(states)-1) {
					t.Fatalf("Redo at step %d of %d", at, len(states)-1)
				}
				at = min(len(states)-1, at+1)
			}
			if diff := cmp.Diff(states[at], *r.Brief()); diff != "" {
				t.Fatalf("seed %d: not the state of step %d: %s", seed, at, diff)
			}
		}
		for r.Redo() {
		}
		if diff := cmp.Diff(states[len(states)-1], *r.Brief()); diff != "" {
			t.Fatalf("redo all is not the end: %s", diff)
		}
		for r.Undo() {
		}
		if diff := cmp.Diff(states[0], *r.Brief()); diff != "" {
			t.Fatalf("undo all is not the start: %s", diff)
		}
		if r.Dirty() {
			t.Fatal("back at the start there is nothing to lose")
		}
	}
}

func TestSnapshotsStayAsTheyWere(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	r.Start(brief.New("a"))
	r.headline("one")
	snapshot := r.Brief()
	r.headline("two")
	r.must(r.Type("headline", "three"))
	r.Undo()
	if snapshot.Headline != "one" {
		t.Errorf("a snapshot changed to %q", snapshot.Headline)
	}
}

func TestTypingIsOneStepByPlaceAndPause(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	r.Start(brief.New("a"))
	typed := func(place brief.Place, text string, pause time.Duration) {
		t.Helper()
		r.clock.Pass(pause)
		r.must(r.Type(place, text))
	}
	const quick, slow = 200 * time.Millisecond, 1500 * time.Millisecond
	typed("headline", "T", quick)
	typed("headline", "Tr", quick)
	typed("headline", "Tri", quick)
	typed("context.lead", "W", quick) // another place
	typed("context.lead", "We", quick)
	typed("context.lead", "We s", slow) // a pause
	var walk []string
	for r.UndoName() != "" {
		name := r.UndoName()
		r.Undo()
		walk = append(walk, fmt.Sprintf("%s → %q, %q", name, r.Brief().Headline, r.Brief().Beats[brief.Context].Lead))
	}
	want := []string{
		`Context lead typing → "Tri", "We"`,
		`Context lead typing → "Tri", ""`,
		`Headline typing → "", ""`,
	}
	if diff := cmp.Diff(want, walk); diff != "" {
		t.Error(diff)
	}
	if r.RedoName() != "Headline typing" {
		t.Errorf("RedoName is %q", r.RedoName())
	}
	// What is typed right after an undo is a step of its own.
	typed("headline", "X", quick)
	typed("headline", "XY", quick)
	r.Undo()
	if r.Brief().Headline != "" || r.Redo() != true || r.Brief().Headline != "XY" {
		t.Errorf("after an undo, typing and redo: %q", r.Brief().Headline)
	}
}

func TestTypingWhereThereIsNoText(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	r.Start(brief.New("a"))
	for _, place := range []brief.Place{"evidence.quote", "nowhere", ""} {
		if r.Type(place, "x") == nil {
			t.Errorf("typing at %q was taken", place)
		}
	}
	if r.UndoName() != "" || r.Dirty() {
		t.Error("typing nowhere left a step")
	}
}

func TestAChangeThatBreaksTheBriefIsRefused(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	r.Start(brief.New("a"))
	r.headline("x")
	r.heard()
	err := r.Do("Choose paper", func(b *brief.Brief) error { b.Settings.Paper = "papyrus"; return nil })
	if err == nil || r.Brief().Settings.Paper != brief.A4 || r.UndoName() != "Set headline" || r.heard() != nil {
		t.Errorf("err %v, paper %q", err, r.Brief().Settings.Paper)
	}
}

func TestAChangeOfNothingMakesNoStepAndNoEvent(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	r.Start(brief.New("a"))
	r.headline("x")
	r.heard()
	r.headline("x")
	r.must(r.Do("nothing", func(*brief.Brief) error { return nil }))
	r.must(r.Type("headline", "x"))
	if got := r.heard(); got != nil {
		t.Errorf("heard %q", got)
	}
	r.Undo()
	if r.UndoName() != "" {
		t.Error("a change of nothing made a step")
	}
}

func TestEveryChangeIsOneEventWithItsName(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	r.Start(brief.New("a"))
	r.headline("x")
	r.Undo()
	r.Redo()
	if diff := cmp.Diff([]string{"opened: ", "changed: Set headline", "changed: Undo Set headline", "changed: Redo Set headline"}, r.heard()); diff != "" {
		t.Error(diff)
	}
}

// TestSubscribersHearInOneOrder has one subscriber that changes the brief when it hears of a change.
func TestSubscribersHearInOneOrder(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	r.Start(brief.New("a"))
	var first, second []string
	stop := r.Subscribe(func(e session.Event) {
		first = append(first, e.Brief.Headline)
		if e.Brief.Headline == "one" {
			r.headline("two")
		}
	})
	r.Subscribe(func(e session.Event) { second = append(second, e.Brief.Headline) })
	r.headline("one")
	if diff := cmp.Diff([]string{"one", "two"}, first); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(first, second); diff != "" {
		t.Errorf("the second heard another order: %s", diff)
	}
	stop()
	r.headline("three")
	if len(first) != 2 {
		t.Error("heard an event after cancelling")
	}
}

func TestAcceptedTablesAreOneStep(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	r.Start(brief.New("a"))
	var reading *sheet.Reading
	r.ReadWorkbook("/data/metrics.csv", func(x *sheet.Reading, err error) { r.must(err); reading = x })
	if r.Dirty() {
		t.Error("reading a workbook changed the brief")
	}
	r.must(r.Accept(reading.Tables))
	if r.UndoName() != "Import metrics.csv" || r.Brief().Metric("nrr") == nil || len(r.Brief().Sources) != 1 {
		t.Errorf("after the import: %q, %v", r.UndoName(), r.Brief().Metrics)
	}
	// The same file again is read as it was accepted.
	r.ReadWorkbook("/elsewhere/metrics.csv", func(_ *sheet.Reading, err error) { r.must(err) })
	if diff := cmp.Diff([]brief.Recipe{{Layout: brief.Wide, HeaderRows: []int{1}}}, r.reader.recipes); diff != "" {
		t.Error(diff)
	}
	r.Undo()
	if !r.Brief().IsEmpty() {
		t.Error("undo left something of the import")
	}
}

func TestTitle(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	steps := []struct {
		do   func()
		want string
	}{
		{func() {}, "Untitled brief"},
		{func() { r.Start(brief.New("a")) }, "Untitled brief"},
		{func() { r.headline("  Fix the  funnel ") }, "Fix the funnel"},
		{func() { r.headline("Trial users leave in week two because nobody calls") }, "Trial users leave in week two…"},
		{func() { r.SaveAs("/docs/Q3 growth.brief", r.must) }, "Q3 growth"},
		{func() { r.Close() }, "Untitled brief"},
	}
	for i, step := range steps {
		step.do()
		if got := r.Title(); got != step.want {
			t.Errorf("step %d: title is %q, want %q", i, got, step.want)
		}
	}
}

// Pastes are sources of their own unless they are the same cells; a text file is read again in the format chosen for it.
func TestPastesAndFormats(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	r.Start(brief.New("a"))
	var file string
	paste := func(text string) {
		r.ReadPaste(text, func(x *sheet.Reading, err error) {
			r.must(err)
			file = x.Workbook.File
			r.must(r.Accept(x.Tables))
		})
	}
	for _, step := range []struct{ text, want string }{{"a\t1", "Pasted cells"}, {"b\t2", "Pasted cells 2"}, {"a\t1", "Pasted cells"}, {"c\t3", "Pasted cells 3"}} {
		if paste(step.text); file != step.want {
			t.Errorf("%q is the source %q, want %q", step.text, file, step.want)
		}
	}
	format := brief.TextFormat{Encoding: "windows-1251"}
	r.ReadWorkbookAs("/data/metrics.csv", format, func(x *sheet.Reading, err error) {
		r.must(err)
		x.Tables[0].Recipe.Text = format
		r.must(r.Accept(x.Tables))
	})
	r.reader.format = brief.TextFormat{}
	r.ReadWorkbook("/elsewhere/metrics.csv", func(_ *sheet.Reading, err error) { r.must(err) })
	if r.reader.format != format {
		t.Errorf("read again as %+v", r.reader.format)
	}
}

// A reason goes with its number, once the number is really gone and not only being corrected.
func TestReasonsGoWithTheirNumbers(t *testing.T) {
	s := newRig(t)
	do := func(name string, change func(b *brief.Brief)) {
		t.Helper()
		if err := s.Do(name, func(b *brief.Brief) error { change(b); return nil }); err != nil {
			t.Fatal(err)
		}
	}
	do("Write", func(b *brief.Brief) {
		b.Headline = "A contract of €4m"
		b.GiveReason("headline", "€4m", 0, "contract value")
	})
	if err := s.Type("headline", "A contract of €"); err != nil {
		t.Fatal(err)
	}
	if len(s.Brief().Typed()) != 1 {
		t.Error("the reason is gone while the number is being corrected")
	}
	do("Choose", func(b *brief.Brief) { b.Ask.What = "Sign" })
	if len(s.Brief().Typed()) != 0 {
		t.Errorf("the reason outlived its number: %+v", s.Brief().Typed())
	}
}

func TestATextTakesSoManyLettersAndNoMore(t *testing.T) {
	t.Parallel()
	s := newRig(t)
	s.Start(brief.New("long"))
	long := strings.Repeat("é", intake.Field)
	if err := s.Type("conflict.body", long); err != nil {
		t.Fatal(err)
	}
	err := s.Type("conflict.body", long+"é")
	if fault.KindOf(err) != fault.Usage || !strings.Contains(fault.Text(err), "Conflict body would have 5,001 letters, more than the 5,000") {
		t.Errorf("it says %v", err)
	}
	if text, _ := s.Brief().Text("conflict.body"); text != long {
		t.Errorf("the body has %d bytes", len(text))
	}
}
