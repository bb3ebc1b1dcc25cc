package command_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"throughline/app/command"
)

const dairyStory = `# Milk yield is {Milk yield}

> Ask: Buy the second robot; from the board; by 12 Dec 2026

## Context

The co-operative pays by volume.

## Conflict

Cell count is {Cell count} and must not rise.

## Evidence

hero: Milk yield
chart: line Milk yield
`

// dairy holds a brief made of a herd's figures.
func dairy(t *testing.T, rows ...string) string {
	t.Helper()
	dir := t.TempDir()
	write(t, dir, "herd.csv", []byte(strings.Join(rows, "\n")+"\n"))
	write(t, dir, "story.md", []byte(dairyStory))
	if a := run(t, dir, "new", "b.brief", "--story", "story.md", "--data", "herd.csv"); a != (answer{}) {
		t.Fatalf("new answered %+v", a)
	}
	return dir
}

var herd = []string{"Metric,Jul 2026,Aug 2026,Sep 2026", "Milk yield,28100,28400,28900", "Cell count,192,188,185"}

func TestExportSaysWhatCheckFindsAtItsDate(t *testing.T) {
	dir := dairy(t, herd...)
	for date, stale := range map[string]bool{"2026-10-20": false, "2027-02-01": true} {
		a := run(t, dir, "export", "b.brief", "-o", "b.pdf", "--date", date)
		if said := strings.Contains(a.err, "Warning: Headline: Milk yield has no value after Sep 2026"); a.code != 0 || said != stale {
			t.Errorf("on %s it answers %+v", date, a)
		}
	}
	var errs strings.Builder
	t.Chdir(dir)
	later := func() time.Time { return time.Date(2027, 3, 1, 22, 0, 0, 0, time.UTC) }
	std := command.Streams{Out: &bytes.Buffer{}, Err: &errs, Now: later}
	if command.Run([]string{"export", "b.brief", "-o", "-"}, std, nil); !strings.Contains(errs.String(), "past the 45") {
		t.Errorf("in March, without a date, it says %q", &errs)
	}
}

func TestANewerFileBesideTheBriefIsSaid(t *testing.T) {
	dir := dairy(t, herd...)
	said := func() bool {
		return strings.Contains(run(t, dir, "check", "b.brief").out, "herd.csv beside the brief, saved on")
	}
	if said() {
		t.Error("the file that the brief was made from is said to be newer")
	}
	path := filepath.Join(dir, "herd.csv")
	write(t, dir, "herd.csv", []byte("Metric,Jul 2026\nMilk yield,1\n"))
	if !said() {
		t.Error("a newer file beside the brief is not said")
	}
	if a := run(t, dir, "export", "b.brief", "-o", "b.txt"); !strings.Contains(a.err, "throughline refresh b.brief herd.csv") {
		t.Errorf("export says %q", a.err)
	}
	old := time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC)
	if err := os.Chtimes(path, old, old); err != nil {
		t.Fatal(err)
	}
	if said() {
		t.Error("an older state beside the brief is said to be newer")
	}
}

// What a review asked and nobody decided is said by check and export until it is settled.
func TestWhatWasLeftIsSaidAfterAccepting(t *testing.T) {
	dir := dairy(t, herd...)
	write(t, dir, "herd_oct.csv", []byte("Metric,Jul 2026,Aug 2026,Sep 2026,Oct 2026\nMilk yield,28100,56500,85400,114600\nCell count,192,188,185,\n"))
	a := run(t, dir, "refresh", "b.brief", "herd_oct.csv", "--accept")
	if a.code != 1 || !strings.Contains(a.out, "look cumulative") || !strings.Contains(a.out, "1 to decide") {
		t.Fatalf("it answers %+v", a)
	}
	for _, verb := range [][]string{{"check", "b.brief"}, {"export", "b.brief", "-o", "b.pdf"}} {
		if a := run(t, dir, verb...); !strings.Contains(a.out+a.err, "Milk yield has no value after Sep 2026. A newer file was not taken: ") {
			t.Errorf("%s says %q", verb[0], a.out+a.err)
		}
	}
	if a := run(t, dir, "refresh", "b.brief", "herd_oct.csv", "--accept", "--take", "Milk yield"); !strings.Contains(a.out, "Cell count  Sep 2026: no newer value") || a.code != 1 {
		t.Fatalf("taken, it answers %+v", a)
	}
	if out := run(t, dir, "check", "b.brief").out; strings.Contains(out, "A newer file") || !strings.Contains(out, "Cell count has no value after Sep 2026, while others") {
		t.Errorf("once it is taken, check says %q", out)
	}
}

// What keeps a brief off the page is an error of check as well, whatever the coach thinks of it.
func TestCheckFindsWhatExportRefuses(t *testing.T) {
	long := strings.Repeat("The herd walks to the robot when it wants to and is fed by what it gives. ", 40)
	dir := dairy(t, herd...)
	write(t, dir, "long.md", []byte(strings.Replace(dairyStory, "The co-operative pays by volume.", long, 1)))
	if a := run(t, dir, "new", "long.brief", "--story", "long.md", "--data", "herd.csv"); a.code != 0 {
		t.Fatalf("new answered %+v", a)
	}
	for _, profile := range []string{"one-page", "deck", "pre-read"} {
		checked := run(t, dir, "check", "long.brief", "--profile", profile)
		exported := run(t, dir, "export", "long.brief", "-o", "long.pdf", "--profile", profile)
		if checked.code != exported.code || strings.Contains(exported.err, "Something went wrong") {
			t.Errorf("%s: check answers %d, export %d, %q", profile, checked.code, exported.code, exported.err)
		}
	}
}
