package ingest

import (
	"fmt"
	"strings"
	"testing"
)

// totalRows is a text file of rows that are all named, some of them as totals.
func totalRows(rows int, name func(i int) string) string {
	var b strings.Builder
	b.WriteString("Region,Jan 2026,Feb 2026,Mar 2026,Apr 2026\n")
	for i := range rows {
		fmt.Fprintf(&b, "%s,%d.5,%d.25,%d.125,%d.5\n", name(i), i*7%31, i*5%29, i*3%23, i%19)
	}
	return b.String()
}

// What a table costs grows with its rows, not with its rows times the rows that each total looks back on. Every number that
// is read allocates, so the allocations tell how many were read.
func TestTotalsReadEveryNumberOnce(t *testing.T) {
	for what, name := range map[string]func(i int) string{
		"nothing but totals":         func(int) string { return "Total" },
		"every other row a total":    func(i int) string { return []string{"Total", fmt.Sprint("Place ", i)}[i%2] },
		"totals after their regions": func(i int) string { return []string{fmt.Sprint("All plans ", i), "Subtotal"}[i%2] },
	} {
		cost := func(rows int) float64 {
			path := textFile(t, "totals.csv", totalRows(rows, name))
			return testing.AllocsPerRun(1, func() { understand(t, path) })
		}
		few, many := cost(200), cost(1600)
		if many > 12*few {
			t.Errorf("%s: 200 rows make %.0f allocations and 1,600 rows %.0f, more than 12 times as many", what, few, many)
		}
	}
}

// A total is held against the rows above it that count: those left out already are not added again.
func TestTotalsOfTotalsAreProved(t *testing.T) {
	t.Parallel()
	table := csvTable(t, "Region,Customers,Seats\nNorth,1200,3100\nSouth,800,900\nTotal,2000,4000\nEast,310,150\nTotal,2310,4150\n")
	var said []string
	for _, n := range table.Notes {
		if n.Code == "total-row" {
			said = append(said, n.Text)
		}
	}
	got := strings.Join(said, "\n")
	for _, want := range []string{"Row 4 “Total” was left out: it adds rows 2–3.", "Row 6 “Total” was left out: it adds rows 2–5."} {
		if !strings.Contains(got, want) {
			t.Errorf("the notes do not say %q:\n%s", want, got)
		}
	}
}
