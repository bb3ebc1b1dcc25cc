package ingest

import (
	"fmt"
	"strings"
	"testing"
)

func TestShapesThatReportsTake(t *testing.T) {
	for _, c := range []provenCase{
		{
			name: "pivot output with months, filled down",
			rows: [][]any{{"Month", "Tier", "Seats"}, {mon(2026, 4), "Basic", 7}, {nil, "Gold", 8}, {mon(2026, 5), "Basic", 9}, {nil, "Gold", 10}, {mon(2026, 6), "Basic", 11}, {nil, "Gold", 12}, {"Grand Total", nil, 57}},
			want: []string{"Seats (Basic) [count] AC: 2026-04=7@C2 2026-05=9@C4 2026-06=11@C6", "Seats (Gold) [count] AC: 2026-04=8@C3 2026-05=10@C5 2026-06=12@C7"},
		},
		{
			name: "pivot output of two depths, filled down",
			rows: [][]any{{"Area", "Country", "Tier", "Seats"}, {"North", "Norway", "Basic", 7}, {nil, nil, "Gold", 8}, {nil, "Sweden", "Basic", 9}, {nil, nil, "Gold", 10}, {"South", "Italy", "Basic", 11}, {nil, nil, "Gold", 12}},
			want: []string{"Seats [count] AC: North / Norway / Basic=7@D2 North / Norway / Gold=8@D3 North / Sweden / Basic=9@D4 North / Sweden / Gold=10@D5 South / Italy / Basic=11@D6 South / Italy / Gold=12@D7"},
		},
		{
			name: "a compact pivot with subtotals above their parts",
			csv:  "Row Labels,Sum of Seats\nNorth,90\nNorway,60\nSweden,30\nSouth,51\nItaly,30\nSpain,21\nGrand Total,141\n",
			want: []string{"Sum of Seats [count] AC: Norway=60@B3 Sweden=30@B4 Italy=30@B6 Spain=21@B7"},
		},
		{
			name: "two tables that touch", csv: "Month,Visits,Leads,Quarter,Uptime %\nJan 2026,10,2,Q1 2026,99.1\nFeb 2026,11,3,Q2 2026,99.2\nMar 2026,12,3,Q3 2026,99.3\nApr 2026,13,4,Q4 2026,99.4\n",
			want: []string{"Visits [count] AC: 2026-01=10@B2 2026-02=11@B3 2026-03=12@B4 2026-04=13@B5", "Uptime [percent] AC: 2026-Q1=0.991@E2 2026-Q2=0.992@E3 2026-Q3=0.993@E4 2026-Q4=0.994@E5"},
		},
		{
			name: "a plan for the year beside months", csv: "KPI,Jan 2026,Feb 2026,Mar 2026,2026 Budget\nSignups,10,11,12,140\n",
			want: []string{"Signups [count] AC: 2026-01=10@B2 2026-02=11@C2 2026-03=12@D2"},
		},
		{
			name: "quarters of two years and a budget of one", csv: "KPI,Q2 2026,Q2 2025,Var,Q2 2026 Budget\nDeals,50,40,10,45\nVisits,500,400,100,450\n",
			want: []string{"Deals [count] AC: 2025-Q2=40@C2 2026-Q2=50@B2", "Deals [count] PL: 2026-Q2=45@E2"},
		},
		{
			name: "the boss's table", csv: "CHF thousand,Actual,Budget,Var,Prior year\nRevenue,12,13,-1,11\nCosts,4,5,1,3\nEmployees,40,41,-1,38\n",
			want: []string{
				"Revenue [currency CHF] AC: Value=12000@B2", "Revenue [currency CHF] PY: Value=11000@E2", "Revenue [currency CHF] PL: Value=13000@C2",
				"Employees [count] AC: Value=40@B4",
			},
		},
		{
			name: "months as spreadsheets turn them", csv: "Metric,25-Oct,25-Nov,25-Dec\nActive users,120,131,128\n",
			want: []string{"Active users [count] AC: 2025-10=120@B2 2025-11=131@C2 2025-12=128@D2"}, doubts: []string{"period-day"},
		},
		{
			name: "a year from the table above", csv: "Users,May 2026,Jun 2026\nFree,10,11\n\nTickets,May,Jun\nOpen,5,6\n",
			want: []string{"Open [count] AC: 2026-05=5@B5 2026-06=6@C5"}, doubts: []string{"period-year"},
		},
		{
			name: "marks of footnotes", csv: "Month,Visits,Score\nJan 2026,1204*,12.3 (p)\nFeb 2026,\"1,310 (r)\",13.1†\nMar 2026,1298 ¹,12.9 e\n* restated (p) provisional (r) revised,,\n",
			want: []string{"Visits [count] AC: 2026-01=1204@B2 2026-02=1310@B3 2026-03=1298@B4", "Score [number] AC: 2026-01=12.3@C2 2026-02=13.1@C3 2026-03=12.9@C4"},
		},
	} {
		c.run(t)
	}
}

func TestOneSheetForEachMonthIsSaid(t *testing.T) {
	var pages []page
	for i, name := range []string{"Apr 2026", "May 2026", "Jun 2026"} {
		pages = append(pages, page{Name: name, Rows: [][]any{{"Country", "Seats"}, {"Norway", 10 + i}, {"Italy", 20 + i}, {"Spain", 30 + i}}})
	}
	said := noteTexts(understand(t, workbook(t, pages)).Notes, "sheets-alike")
	if len(said) != 1 || !strings.Contains(said[0], "“Apr 2026” to “Jun 2026”") {
		t.Errorf("said %q", said)
	}
}

// Events of amounts in two currencies, with a rate, a survey answer, and a column of row numbers.
func TestEventsAreAddedAveragedAndKeptApart(t *testing.T) {
	var b strings.Builder
	b.WriteString("No,Created,Order ID,Amount,Currency,Status,Discount,How satisfied are you? (1-5),Tax,Freight,Tips\n")
	for i := range 60 {
		fmt.Fprintf(&b, "%d,2026-%02d-%02d 10:%02d,o-%d,%d,%s,%s,%.2f,%d,%d,%d,%d\n", i+1, 1+i/20, 1+i%7, i%60, 900+i, 100+i%2*11, []string{"usd", "eur"}[i%2],
			[]string{"Paid", "Failed", "Refunded"}[i%3], float64(i%4)*0.05, 1+i%5, 7, 8+i%2, 3+i%3)
	}
	r := understand(t, textFile(t, "payments.csv", b.String()))
	table := only(t, r)
	all := strings.Join(lines(table), "\n")
	for _, want := range []string{"Amount – usd [currency USD] AC: 2026-01=1000@", "Amount – eur [currency EUR] AC: 2026-01=1110@", "Average discount [number] AC: 2026-01=0."} {
		if !strings.Contains(all, want) {
			t.Errorf("lacks %q in\n%s", want, all)
		}
	}
	for _, never := range []string{"\nAmount [", "\nNo [", "\nHow satisfied are you? (1-5) ["} {
		if strings.Contains("\n"+all, never) {
			t.Errorf("%q is in\n%s", never, all)
		}
	}
	said := strings.Join(noteTexts(table.Notes, "columns-on-offer"), "\n")
	for _, column := range []string{"Status", "No"} {
		if !strings.Contains(said, "“"+column+"”") {
			t.Errorf("nothing is said of %s: %s", column, said)
		}
	}
	if len(noteTexts(table.Notes, "currencies-apart")) != 1 {
		t.Errorf("nothing is said of the currencies: %v", table.Notes)
	}
}
