package ingest

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// What real tables hold beside plain metrics and plain months is read, or left out and said; nothing of it becomes a metric.
func TestWhatRealTablesHold(t *testing.T) {
	for name, c := range map[string]struct {
		csv  string
		want []string // of all tables
		note string   // a part of one of the notes
	}{
		"sums and comparisons beside the months": {
			csv:  "Metric,Jan 2026,Feb 2026,Mar 2026,YTD 2026,Q1 2026,FY 2026,MoM %,YoY growth,Δ vs PY,Trend,Comment\nUsers,1,2,3,6,6,40,50%,10%,2,1,fine\n",
			want: []string{"Users [count] AC: 2026-01=1@B2 2026-02=2@C2 2026-03=3@D2"}, note: "“YTD 2026” was left out",
		},
		"growth and running sums in columns of their own": {
			csv: "Month,Revenue,Revenue growth %,Cumulative revenue,Users,MoM change\nJan 2026,10,,10,5,\nFeb 2026,12,20%,22,6,20%\n",
			want: []string{
				"Revenue [currency] AC: 2026-01=10@B2 2026-02=12@B3", "Users [count] AC: 2026-01=5@E2 2026-02=6@E3",
			}, note: "Column D “Cumulative revenue” was left out: it is worked out from other columns.",
		},
		"growth that nothing in the table could give": {
			csv:  "Metric,Jan 2026,Feb 2026\nMarket growth,2%,3%\n",
			want: []string{"Market growth [percent] AC: 2026-01=0.02@B2 2026-02=0.03@C2"},
		},
		"rows of comparison and totals in other languages": {
			csv:  "Kennzahl,Jan 2026,Feb 2026\nUmsatz (€),10,12\nAbweichung %,1,2\nvs plan,1,2\nZwischensumme,8,10\nGesamtsumme,8,10\n",
			want: []string{"Umsatz [currency EUR] AC: 2026-01=10@B2 2026-02=12@C2"}, note: "“Gesamtsumme” was left out",
		},
		"half-years are no years": {
			csv:  "Segment,H1 2026,H2 2026\nSMB,1,2\n",
			want: []string{"SMB [count] AC: H1 2026=1@B2 H2 2026=2@C2"}, note: "“H1 2026” is no day, week, month, quarter or year",
		},
		"spans of months": {
			csv: "Metric,Jan–Mar 2026,Apr–Jun 2026\nUsers,1,2\n", want: []string{"Users [count] AC: 2026-Q1=1@B2 2026-Q2=2@C2"},
		},
		"letters for actual and forecast": {
			csv:  "Metric,2024A,2025A,2026E\nUsers,1,2,3\n",
			want: []string{"Users [count] AC: 2024=1@B2 2025=2@C2", "Users [count] FC: 2026=3@D2"},
		},
		"months in digits": {
			csv: "Metric,202601,202602\nUsers,1,2\n", want: []string{"Users [count] AC: 2026-01=1@B2 2026-02=2@C2"},
		},
		"years with marks": {
			csv: "Metric,2025 *,2026 (p)\nUsers,1,2\n", want: []string{"Users [count] AC: 2025=1@B2 2026=2@C2"},
		},
		"week ends": {
			csv: "Metric,w/e 04/01/2026,w/e 11/01/2026,w/e 18/01/2026\nUsers,1,2,3\n", want: []string{"Users [count] AC: 2026-W01=1@B2 2026-W02=2@C2 2026-W03=3@D2"},
		},
		"months under quarters that name the year": {
			csv: ",Q4 2025,,,Q1 2026,,\nKPI,Oct,Nov,Dec,Jan,Feb,Mar\nUsers,1,2,3,4,5,6\n",
			want: []string{
				"Users [count] AC: 2025-10=1@B3 2025-11=2@C3 2025-12=3@D3 2026-01=4@E3 2026-02=5@F3 2026-03=6@G3",
			},
		},
		"actual in the names of several metrics": {
			csv: "Month,Revenue AC,Costs AC\nJan 2026,1,2\n", want: []string{"Revenue [currency] AC: 2026-01=1@B2", "Costs [currency] AC: 2026-01=2@C2"},
		},
		"tables below each other without a blank line": {
			csv: "Users by plan 2026,,\nPlan,Jan,Feb\nFree,1,2\nRevenue by plan 2026,,\nPlan,Jan,Feb\nFree,10,20\n",
			want: []string{
				"Free (Users by plan) [count] AC: 2026-01=1@B3 2026-02=2@C3", "Free (Revenue by plan) [count] AC: 2026-01=10@B6 2026-02=20@C6",
			},
		},
		"ids, owners and states beside the values": {
			csv:  "No.,ID,Area,KPI,Owner,Status,Unit,Target,Jan 2026\n1,K-01,Growth,Users,Ana,green,#,10,5\n2,K-02,,Churn,Ben,red,%,2,3\n",
			want: []string{"Users [count] AC: 2026-01=5@I2", "Churn [percent] AC: 2026-01=0.03@I3"}, note: "Columns B–C were left out: the rows are named without them.",
		},
		"a sentence about all amounts, and amounts for one of something": {
			csv: "All figures in thousands of euro unless stated,,\nMetric,Q1 2026,Q2 2026\nRevenue,100,120\nRevenue per user,5,6\nUsers,5,6\n",
			want: []string{
				"Revenue [currency EUR] AC: 2026-Q1=100000@B3 2026-Q2=120000@C3", "Revenue per user [currency EUR] AC: 2026-Q1=5@B4 2026-Q2=6@C4",
				"Users [count] AC: 2026-Q1=5@B5 2026-Q2=6@C5",
			},
		},
		"units in many spellings": {
			csv: "Metric,Jan 2026\nUmsatz Mio. €,1\nSpread (basis points),120\nMargin (after support; %),71\nRevenue US$ million,3\nCash (in Mrd. EUR),2\nShare gain,\"1,2 p.p.\"\n",
			want: []string{
				"Umsatz [currency EUR] AC: 2026-01=1000000@B2", "Spread [number bps] AC: 2026-01=120@B3", "Margin (after support) [percent] AC: 2026-01=0.71@B4",
				"Revenue [currency USD] AC: 2026-01=3000000@B5", "Cash [currency EUR] AC: 2026-01=2000000000@B6", "Share gain [number pp] AC: 2026-01=1.2@B7",
			},
		},
		"numbers as systems print them": {
			csv:  "Metric,Jan 2026,Feb 2026,Mar 2026\nCash,\"1,234-\",3 (e),TBC\nHandling time,00:12:30,1:05:00,n.m.\n",
			want: []string{"Cash [currency] AC: 2026-01=-1234@B2 2026-02=3@C2", "Handling time [duration h] AC: 2026-01=0.20833333333@B3 2026-02=1.0833333333@C3"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			r := understand(t, textFile(t, "m.csv", c.csv))
			var got, notes []string
			for _, table := range r.Tables {
				got = append(got, lines(table)...)
				for _, n := range table.Notes {
					notes = append(notes, n.Text)
				}
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("metrics (-want +got):\n%s", diff)
			}
			if !strings.Contains(strings.Join(notes, "\n"), c.note) {
				t.Errorf("no note says %q:\n%s", c.note, strings.Join(notes, "\n"))
			}
		})
	}
}
