package command_test

import (
	"bytes"
	"encoding/json"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"throughline/app/command"
	"throughline/app/fault"
	"throughline/app/store"
)

const (
	september = `Metric,Jul 2026,Aug 2026,Sep 2026
Trial conversion,11.5%,12.1%,12.4%
Signups,812,870,930
Churn,2.8%,2.7%,2.6%
`
	october = `Monthly figures
Metric,Jul 2026,Aug 2026,Sep 2026,Oct 2026
Signups,812,870,930,905
Trial conversion,11.5%,11.9%,12.4%,12.9%
Churn,2.8%,2.7%,2.6%,2.5%
`
	story = `# Conversion is {Trial conversion}

> Ask: Extend the pilot; from CPO; by 12 Dec 2026

## Context

In August it was {Trial conversion | Aug 2026}.

## Conflict

{Signups} people signed up.

## Evidence

hero: Trial conversion
chart: line Trial conversion
`
)

// refreshFolder holds a brief on September's file, and October's.
func refreshFolder(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range map[string]string{"metrics_sep.csv": september, "metrics_oct.csv": october, "story.md": story} {
		write(t, dir, name, []byte(text))
	}
	if a := run(t, dir, "new", "b.brief", "--story", "story.md", "--data", "metrics_sep.csv"); a != (answer{}) {
		t.Fatalf("new answered %+v", a)
	}
	return dir
}

// TestARefreshThatWasWrittenIsNoFailureToWrite has standard output on a full disk: the brief is the new one, and exit code 4
// would say that it is not.
func TestARefreshThatWasWrittenIsNoFailureToWrite(t *testing.T) {
	dir := refreshFolder(t)
	before := read(t, dir, "b.brief")
	var errs strings.Builder
	full := fullDisk{}
	code := command.Run([]string{"refresh", "b.brief", "metrics_oct.csv", "--accept"}, command.Streams{Out: full, Err: &errs}, nil)
	if code == int(fault.Unwritable) || bytes.Equal(before, read(t, dir, "b.brief")) || !strings.Contains(errs.String(), "was brought up to date") {
		t.Errorf("exit code %d, said %q", code, &errs)
	}
	if code := command.Run([]string{"refresh", "b.brief", "metrics_oct.csv"}, command.Streams{Out: full, Err: &errs}, nil); code != int(fault.Unwritable) {
		t.Errorf("exit code %d for an answer that was not written", code)
	}
}

type fullDisk struct{}

func (fullDisk) Write([]byte) (int, error) { return 0, syscall.ENOSPC }

func TestRefreshTellsWhatChangesAndWritesNothing(t *testing.T) {
	dir := refreshFolder(t)
	before := files(t, dir)
	a := run(t, dir, "refresh", "b.brief", "metrics_oct.csv")
	want := `metrics_sep.csv → metrics_oct.csv, Sep 2026 → Oct 2026
  3 of 3 metrics by name, 8 of 9 values that both hold are equal, “metrics_oct.csv” after “metrics_sep.csv”

Figures
  Headline       {Trial conversion}             12.4% → 12.9%      Oct 2026 after Sep 2026
  Context lead   {Trial conversion | Aug 2026}  12.1% → 11.9%      Aug 2026 restated
  Conflict lead  {Signups}                      930 → 905          Oct 2026 after Sep 2026
  Evidence hero  {Trial conversion}             12.4% → 12.9%      Oct 2026 after Sep 2026
  Evidence hero  {Trial conversion | change}    +0.3 pp → +0.5 pp  Oct 2026 after Sep 2026

Sentences to read again
  Context lead: In August it was {Trial conversion | Aug 2026}.
  → Aug 2026 restated 12.1% → 11.9%.

Restated
  Trial conversion  Aug 2026  12.1% → 11.9%  C4

Chart
  Trial conversion  AC  Aug 2026  12.1% → 11.9%
  Trial conversion  AC  Oct 2026  – → 12.9%

What the importer says of it
  The header “Metric” has moved from row 1 to row 2; the table was read there. (A2)

5 figures change, 1 sentence to read again, nothing to decide. Nothing was written; add --accept to take it.
`
	if diff := cmp.Diff(want, a.out); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if a.code != 1 || a.err != "" {
		t.Errorf("exit %d, %q", a.code, a.err)
	}
	if diff := cmp.Diff(before, files(t, dir)); diff != "" {
		t.Errorf("a review wrote something:\n%s", diff)
	}
}

func TestRefreshAcceptsOnceAndIsThenDone(t *testing.T) {
	dir := refreshFolder(t)
	if a := run(t, dir, "refresh", "b.brief", "metrics_oct.csv", "--accept", "--keep", "signups"); a.code != 1 || !strings.HasSuffix(a.out, "The brief was brought up to date.\n") {
		t.Fatalf("answered %+v", a)
	}
	run(t, dir, "export", "b.brief", "-o", "b.txt")
	text := string(read(t, dir, "b.txt"))
	for _, says := range []string{"Conversion is 12.9%", "In August it was 11.9%.", "930 people", "metrics_oct.csv", "metrics_sep.csv"} {
		if !strings.Contains(text, says) {
			t.Errorf("the brief does not say %q:\n%s", says, text)
		}
	}
	if a := run(t, dir, "refresh", "b.brief", "metrics_oct.csv", "--accept"); a.code != 0 || !strings.Contains(a.out, "1 figure changes, no sentence becomes untrue") {
		t.Errorf("taking the rest answered %+v", a)
	}
	if a := run(t, dir, "refresh", "b.brief", "metrics_oct.csv"); a.code != 0 || !strings.Contains(a.out, "No figures change, no sentence becomes untrue, nothing to decide.") {
		t.Errorf("once more it answered %+v", a)
	}
}

func TestRefreshAsJSON(t *testing.T) {
	dir := refreshFolder(t)
	a := run(t, dir, "refresh", "b.brief", "metrics_oct.csv", "--json")
	var v struct {
		Accepted bool
		Figures  []struct{ Place, Figure, Old, New string }
		// Lists are never null, and the criteria are there before there are any.
		Sentences, Criteria, Sources, Questions, Metrics, Targets, Stale, Left []map[string]any
	}
	if err := json.Unmarshal([]byte(a.out), &v); err != nil {
		t.Fatal(err)
	}
	if len(v.Figures) != 5 || v.Figures[0].Place != "headline" || v.Figures[0].Old != "12.4%" || v.Figures[0].New != "12.9%" {
		t.Errorf("figures %+v", v.Figures)
	}
	if len(v.Sentences) != 1 || v.Sentences[0]["place"] != "context.lead" || v.Sentences[0]["why"] == "" || v.Sentences[0]["text"] == "" {
		t.Errorf("sentences %+v", v.Sentences)
	}
	for name, list := range map[string]any{"criteria": v.Criteria == nil, "questions": v.Questions == nil, "targets": v.Targets == nil, "stale": v.Stale == nil, "left": v.Left == nil} {
		if list == true {
			t.Errorf("%s is null", name)
		}
	}
	if a.code != 1 {
		t.Errorf("exit %d", a.code)
	}
}

func TestRefreshRefusesWhatItCannotDo(t *testing.T) {
	dir := refreshFolder(t)
	write(t, dir, "other.csv", []byte("City,Jan 2026,Feb 2026\nBerlin,1,2\nParis,3,4\n"))
	for name, tt := range map[string]struct {
		args []string
		code int
		says string
	}{
		"another file":      {[]string{"b.brief", "other.csv"}, 1, "is the new state of nothing in this brief"},
		"no such file":      {[]string{"b.brief", "none.csv"}, 3, "was not found"},
		"no such brief":     {[]string{"none.brief", "metrics_oct.csv"}, 3, ""},
		"no such metric":    {[]string{"b.brief", "metrics_oct.csv", "--keep", "NPS"}, 2, "no metric that this file renews"},
		"no such decision":  {[]string{"b.brief", "metrics_oct.csv", "--convert", "Churn"}, 2, "cannot be decided as --convert"},
		"no such source":    {[]string{"b.brief", "metrics_oct.csv", "--bind", "x=y"}, 2, "names no source"},
		"no such table":     {[]string{"b.brief", "metrics_oct.csv", "--bind", "metrics_sep.csv=K!A1"}, 2, "There is no table"},
		"a day that is not": {[]string{"b.brief", "metrics_oct.csv", "--date", "tomorrow"}, 2, "is not a date"},
		"nothing new":       {[]string{"b.brief"}, 2, "NEW is missing"},
	} {
		a := run(t, dir, append([]string{"refresh"}, tt.args...)...)
		if a.code != tt.code || !strings.Contains(a.out+a.err, tt.says) || strings.Count(a.err, "\n") > 1 {
			t.Errorf("%s: %+v, want exit %d and %q", name, a, tt.code, tt.says)
		}
	}
}

func TestRefreshLeavesABriefThatIsOpenElsewhereAlone(t *testing.T) {
	dir := refreshFolder(t)
	window := store.New(t.TempDir(), time.Now)
	opened, err := window.Open(filepath.Join(dir, "b.brief"))
	if err != nil {
		t.Fatal(err)
	}
	before := string(read(t, dir, "b.brief"))
	a := run(t, dir, "refresh", "b.brief", "metrics_oct.csv", "--accept")
	if a.code != 4 || !strings.Contains(a.err, "is open in another window") || strings.Count(a.err, "\n") != 1 {
		t.Errorf("answered %+v", a)
	}
	if string(read(t, dir, "b.brief")) != before {
		t.Error("the brief was written all the same")
	}
	window.Release(opened.Origin.Path)
	if a := run(t, dir, "refresh", "b.brief", "metrics_oct.csv", "--accept"); a.code != 1 || a.err != "" {
		t.Errorf("once it is free: %+v", a)
	}
}

func TestCheckAndRefreshKnowTheDayTheyAreGiven(t *testing.T) {
	dir := refreshFolder(t)
	if a := run(t, dir, "check", "b.brief"); strings.Contains(a.out, "no value after") {
		t.Errorf("without a day nothing is stale: %s", a.out)
	}
	if a := run(t, dir, "check", "b.brief", "--date", "2027-01-15"); !strings.Contains(a.out, "Trial conversion has no value after Sep 2026") {
		t.Errorf("in January: %s", a.out)
	}
	if a := run(t, dir, "refresh", "b.brief", "metrics_oct.csv", "--date", "2027-01-15"); !strings.Contains(a.out, "Stale\n  Trial conversion  Oct 2026:") {
		t.Errorf("in January: %s", a.out)
	}
}
