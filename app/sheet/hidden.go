package sheet

import (
	"fmt"
	"slices"
	"strings"

	"throughline/app/brief"
	"throughline/app/fault"
)

// Unhidden returns recipes that leave out what is hidden in a workbook, beside those given: one for each sheet that none of
// them speaks of. What a brief reads already goes on being read as its recipe says.
func Unhidden(w *Workbook, recipes []brief.Recipe) []brief.Recipe {
	all := slices.Clone(recipes)
	for _, s := range w.Sheets {
		if !slices.ContainsFunc(recipes, func(r brief.Recipe) bool { return r.Sheet == s.Name }) {
			all = append(all, brief.Recipe{Sheet: s.Name, LeaveHidden: true})
		}
	}
	return all
}

// SkipHiddenSheets leaves out the metrics of the sheets that are hidden, all but those read by known recipes. They can be
// taken one by one, as any metric that is skipped.
func (r *Reading) SkipHiddenSheets(known ...brief.Recipe) {
	for _, t := range r.Tables {
		if !t.Sheet.Hidden || slices.ContainsFunc(known, func(x brief.Recipe) bool { return x.Sheet == t.Sheet.Name }) {
			continue
		}
		t.Recipe.Skip = nil
		for _, f := range t.Metrics {
			f.Skipped = true
			t.Recipe.Skip = append(t.Recipe.Skip, f.RawName)
		}
	}
}

// LeftHidden says in a sentence what of a workbook is hidden and was left out for that, "" where nothing was.
func (r *Reading) LeftHidden() string {
	var left []string
	for _, t := range r.Tables {
		what := ""
		switch {
		case !t.Recipe.LeaveHidden:
		case t.Sheet.Hidden:
			what = "the hidden sheet “" + t.Sheet.Name + "”"
		case t.HiddenLines() != "":
			what = t.HiddenLines() + " of “" + t.Sheet.Name + "”"
		}
		if what != "" && !slices.Contains(left, what) {
			left = append(left, what)
		}
	}
	if len(left) == 0 {
		return ""
	}
	return fmt.Sprintf("Left out of %s: %s.", r.Workbook.File, strings.Join(left, "; "))
}

// HiddenLines counts the rows and columns of a table that are hidden in the workbook: "2 hidden rows and 1 hidden column",
// "" for none.
func (t *Table) HiddenLines() string {
	var lines []string
	for _, x := range []struct {
		what     string
		hidden   map[int]bool
		from, to int
	}{
		{"hidden row", t.Sheet.HiddenRows, t.Range.Row1, t.Range.Row2},
		{"hidden column", t.Sheet.HiddenCols, t.Range.Col1, t.Range.Col2},
	} {
		n := 0
		for line := range x.hidden {
			if line >= x.from && line <= x.to {
				n++
			}
		}
		if n > 0 {
			lines = append(lines, fault.Counted(n, x.what))
		}
	}
	return strings.Join(lines, " and ")
}
