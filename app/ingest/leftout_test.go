package ingest

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// Every column that gives no values is named with the reason, those beside each other together.
func TestColumnsLeftOutAreSaid(t *testing.T) {
	for name, c := range map[string]struct {
		content string
		want    []string
	}{
		"parts of the date, in a long table": {
			"date,year,quarter,channel,spend\n" +
				"2026-01-01,2026,1,Organic,10\n2026-01-01,2026,1,Paid,20\n2026-02-01,2026,1,Organic,30\n2026-02-01,2026,1,Paid,40\n",
			[]string{"Columns B–C were left out: they repeat the date."},
		},
		"remarks, in a tall table": {
			"Month,Users,Remark,Comment\nJan 2026,10,,slow\nFeb 2026,20,launch,\nMar 2026,30,,\n",
			[]string{"Columns C–D were left out: they hold words or codes, not values."},
		},
		"a second name and a constant, in a table by category": {
			"Country,Code,Region,Users\nFrance,FR,EMEA,10\nSpain,ES,EMEA,20\nItaly,IT,EMEA,30\n",
			[]string{
				"Column B “Code” was left out: it holds words or codes, not values.",
				"Column C “Region” was left out: it says the same in every row.",
			},
		},
		"a counter and a note, with periods across": {
			"#,Metric,Jan 2026,Feb 2026,Notes\n1,Users,10,20,from the warehouse\n2,Leads,11,21,\n3,Deals,12,22,\n",
			[]string{
				"Column A “#” was left out: it only numbers the rows.",
				"Column E “Notes” was left out: it holds words or codes, not values.",
			},
		},
		"nothing left out": {"Month,Users\nJan 2026,10\nFeb 2026,20\n", nil},
	} {
		t.Run(name, func(t *testing.T) {
			table := csvTable(t, c.content)
			if diff := cmp.Diff(c.want, noteTexts(table.Notes, "column-left-out")); diff != "" {
				t.Error(diff)
			}
		})
	}
}
