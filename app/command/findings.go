package command

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"time"

	"throughline/app/brief"
	"throughline/app/coach"
	"throughline/app/say"
	"throughline/export"
)

// review returns everything there is to say on a day about the brief of a file as it would be exported, in reading order:
// what the coach sees, what keeps it from the page, and what lies newer beside it. It alone decides what stops an export:
// check lists what it finds, and export refuses by the errors among that.
func review(b *brief.Brief, path string, o export.Options, day time.Time) []brief.Finding {
	if b.IsEmpty() { // the coach leaves a writer who has not begun alone; a script that exports nothing wants to know
		return []brief.Finding{{
			Severity: brief.Error, Code: "empty", Place: "headline", Text: say.T("The brief is empty, so there is nothing to export."),
			Fix: say.T("Bring in a workbook and write the story, in the window or with: throughline new --data BOOK --story FILE."),
		}}
	}
	all := coach.ReviewAt(b, day)
	_, layout := export.Pages(b, o)
	for _, f := range layout {
		i := slices.IndexFunc(all, func(g brief.Finding) bool { return g.Code == f.Code && g.Place == f.Place })
		switch {
		case i < 0:
			all = append(all, f)
		case f.Severity == brief.Error: // a warning of the coach does not hide what keeps the brief from the page
			all[i] = f
		}
	}
	all = append(all, newerOnDisk(b, path)...)
	order := map[brief.Place]int{}
	for i, f := range b.Fields() {
		order[f.Place] = i + 1
	}
	rank := func(p brief.Place) int {
		if at := order[p]; at > 0 {
			return at
		}
		return len(order) + 1 // evidence, sources and the brief as a whole
	}
	slices.SortStableFunc(all, func(a, b brief.Finding) int { return rank(a.Place) - rank(b.Place) })
	return all
}

func errorsAmong(findings []brief.Finding) []brief.Finding {
	return slices.DeleteFunc(slices.Clone(findings), func(f brief.Finding) bool { return f.Severity != brief.Error })
}

// warn says the warnings among findings, one line each.
func (std Streams) warn(findings []brief.Finding) {
	for _, f := range findings {
		if f.Severity == brief.Warning {
			std.tell("%s\n", say.F("Warning: %s: %s", say.T(brief.Label(f.Place)), oneLine(f.Text+" "+f.Fix)))
		}
	}
}

// findingsError is the error of a command that stopped, or ended with exit code 1, because of findings.
type findingsError struct {
	said     bool // the findings were the command's own output
	findings []brief.Finding
}

// Error returns the number of findings.
func (e *findingsError) Error() string { return count(len(e.findings), "finding") }

// tell says each finding in a line, unless the command has said them already.
func (e *findingsError) tell(std Streams) {
	if e.said {
		return
	}
	for _, f := range e.findings {
		std.tell("%s: %s\n", say.T(brief.Label(f.Place)), oneLine(f.Text+" "+f.Fix))
	}
}

// printFindings writes findings grouped by their place, for people.
func printFindings(w *bytes.Buffer, findings []brief.Finding) {
	if len(findings) == 0 {
		fmt.Fprintln(w, say.T("Nothing found: every figure resolves, everything fits, and the coach is content."))
		return
	}
	tally := map[brief.Severity]int{}
	var place brief.Place
	for i, f := range findings {
		if i == 0 || f.Place != place {
			place = f.Place
			fmt.Fprintln(w, say.T(brief.Label(place)))
		}
		fmt.Fprintf(w, "  %-8s %s\n", say.T(string(f.Severity)), oneLine(f.Text))
		if f.Fix != "" {
			fmt.Fprintf(w, "  %-8s → %s\n", "", oneLine(f.Fix))
		}
		tally[f.Severity]++
	}
	fmt.Fprintf(w, "\n%s, %s, %s.\n", count(tally[brief.Error], "error"), count(tally[brief.Warning], "warning"), count(tally[brief.Info], "hint"))
}

// writeJSON writes v as indented JSON with its text left readable.
func writeJSON(w io.Writer, v any) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(v)
}

// orEmpty keeps an empty list from being null in JSON.
func orEmpty[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}

// count puts a number before a noun with a plural in -s.
func count(n int, noun string) string {
	if n == 0 {
		return say.T("no " + noun + "s")
	}
	return say.N(n, "%d "+noun, "%d "+noun+"s")
}
