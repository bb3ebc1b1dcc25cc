package block

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"throughline/app/brief"
	"throughline/app/figure"
	"throughline/app/metric"
	"throughline/export/chart"
	"throughline/export/layout"
	"throughline/export/page"
	"throughline/export/visual"
)

// Ledger lists every number of the brief with what it is, the cells it came from, and the page it stands on.
var Ledger = Block{Name: "ledger", Title: "Every number and its source", Late: true, Flow: ledgerItems}

const (
	ledgerGap    = 10.0
	ledgerText   = 0.14 // shares of the width: the number, what it is, and where it comes from; the page has the rest
	ledgerWhat   = 0.34
	ledgerWhence = 0.4
)

// ledgerItems makes the ledger: each number with what it is, the cells it came from, and the page it stands on.
func ledgerItems(v *View, fl *layout.Flow, _ Fit) []*layout.Item {
	l := v.Figures.NewLedger(v.ByHand...)
	if len(l.Entries) == 0 {
		return nil
	}
	size := fl.Scale.Small * layout.Captions
	where := printedWhere(fl)
	t := &layout.Table{Flow: fl, Gap: ledgerGap, Columns: []layout.TableColumn{
		{Title: v.T("Number"), Width: fl.Width() * ledgerText},
		{Title: v.T("What it is"), Width: fl.Width() * ledgerWhat},
		{Title: v.T("Where it comes from"), Width: fl.Width() * ledgerWhence},
	}}
	rest := fl.Width()
	for _, c := range t.Columns {
		rest -= c.Width + t.Gap
	}
	t.Columns = append(t.Columns, layout.TableColumn{Title: v.T("Page"), Width: rest, Right: true})
	text := page.Style{Size: size, Color: v.Theme.Ink}
	muted := page.Style{Size: size, Color: v.Theme.Muted}
	strong := page.Style{Face: page.SemiBold, Size: size, Color: v.Theme.Ink}
	wrap := func(i int, text string, style page.Style) []page.Line {
		return v.Wrap([]page.Span{{Text: text, Style: style}}, t.Columns[i].Width)
	}
	items := []*layout.Item{t.Header()}
	for i := range l.Entries {
		e := &l.Entries[i]
		cells := []layout.Cell{
			{Lines: wrap(0, e.Text, strong), Head: true}, {Lines: wrap(1, whatOf(v, e), text)}, {Lines: wrap(2, whenceOf(v, e), muted)}, {},
		}
		if at, ok := where[i+1]; ok {
			cells[3].Lines = v.Fonts.Wrap([]page.Span{{
				Text: strconv.Itoa(at.page), Style: page.Style{Size: size, Color: v.Theme.Accent}, Anchor: at.anchor,
				Words: v.Words.F("Page %d", at.page),
			}}, rest)
		}
		items = append(items, t.Row(cells))
	}
	return t.Kept(items)
}

// spot is where a number stands: the page, counted from 1, and an anchor at it.
type spot struct {
	page   int
	anchor string
}

// printedWhere puts an anchor at each number of the ledger on the pages so far, by line of the ledger.
func printedWhere(fl *layout.Flow) map[int]spot {
	where := map[int]spot{}
	for i, s := range fl.Pages {
		for _, op := range s.Ops {
			t, ok := op.(*page.Text)
			if !ok || t.Entry == 0 || where[t.Entry].page > 0 {
				continue
			}
			name := "number-" + strconv.Itoa(t.Entry)
			where[t.Entry] = spot{i + 1, name}
			s.Anchors = append(s.Anchors, page.Anchor{Name: name, Y: max(t.At.Y-2*t.Run.Style.Size, 0)})
		}
	}
	return where
}

// whatOf says what a number is.
func whatOf(v *View, e *figure.Entry) string {
	if !e.Kind.Computed() {
		return brief.Label(e.Place)
	}
	parts := []string{e.Metric}
	add := func(word string) {
		if word != "" && word != e.View {
			parts = append(parts, word)
		}
	}
	if e.View != chart.Level.String() { // that a number is a value needs no saying
		parts = append(parts, e.View)
	}
	if len(e.Terms) > 0 {
		add(e.Terms[0].Category)
	}
	if !e.AsOf.IsZero() {
		add(v.Words.Period(e.AsOf))
	}
	if len(e.Terms) == 1 && e.Terms[0].Scenario != metric.AC {
		add(v.T(visual.ScenarioWord(e.Terms[0].Scenario)))
	}
	what := strings.Join(slices.DeleteFunc(parts, func(s string) bool { return s == "" }), " · ")
	if e.Adjusted != "" {
		what += fmt.Sprintf(" (rounded to “%s” on its own; moved so that what is shown adds up)", e.Adjusted)
	}
	return what
}

// whenceOf says where a number comes from.
func whenceOf(v *View, e *figure.Entry) string {
	switch {
	case e.Kind == figure.Kept:
		return v.T("Kept") + ": " + e.Reason
	case e.Kind == figure.ByHand && e.Reason != "":
		return v.T("Typed by hand") + ": " + e.Reason
	case e.Kind == figure.ByHand:
		return v.T("Typed by hand")
	}
	parts := slices.DeleteFunc([]string{e.File, e.Sheet, strings.Join(joinCells(e.Cells), ", ")}, func(s string) bool { return s == "" })
	if len(parts) == 0 {
		return v.T("Set by hand")
	}
	return strings.Join(parts, " · ")
}
