package ingest

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"throughline/app/brief"
	"throughline/app/metric"
	"throughline/app/sheet"
)

// Every layout a table of metrics comes in gives the same kind of series, each value with its cell.
func TestLayouts(t *testing.T) {
	tests := []struct {
		name   string
		csv    string
		layout brief.Layout
		grain  metric.Grain
		header []int
		want   []string
	}{
		{
			name: "months across under a title and a blank line",
			csv: `Product metrics,,,
,,,
Metric,Jan 2026,Feb 2026,Mar 2026
Signups,120,130,n/a
Trial conversion,12.4%,13.0%,
`,
			layout: brief.Wide, grain: metric.Month, header: []int{3},
			want: []string{
				"Signups [count] AC: 2026-01=120@B4 2026-02=130@C4",
				"Trial conversion [percent] AC: 2026-01=0.124@B5 2026-02=0.13@C5",
			},
		},
		{
			name: "months down",
			csv: `Month,ARR ($k),Churn %,Response time (hours)
2026-01,100,2.1,4.5
2026-02,110,1.9,4
Total,210,,
`,
			layout: brief.Tall, grain: metric.Month, header: []int{1},
			want: []string{
				"ARR [currency USD] AC: 2026-01=100000@B2 2026-02=110000@B3",
				"Churn [percent] AC: 2026-01=0.021@C2 2026-02=0.019@C3",
				"Response time [duration h] AC: 2026-01=4.5@D2 2026-02=4@D3",
			},
		},
		{
			name: "counts of things that codes are named for",
			csv: `Month,Number of users,Phone calls,Metric number 1,Order ID
2026-01,5,6,3,1001
2026-02,7,8,4,1002
`,
			layout: brief.Tall, grain: metric.Month, header: []int{1},
			want: []string{
				"Number of users [count] AC: 2026-01=5@B2 2026-02=7@B3",
				"Phone calls [count] AC: 2026-01=6@C2 2026-02=8@C3",
				"Metric number 1 [count] AC: 2026-01=3@D2 2026-02=4@D3",
			},
		},
		{
			name: "thousands as Germans shorten them, and a remark that ends in a unit",
			csv: `Kennzahl;Q1 2026;Q2 2026
Umsatz (Tsd. €);1.234,5;1.300,1
Kosten (T€);12;13
Fracht (ohne MwSt, €);5;6
`,
			layout: brief.Wide, grain: metric.Quarter, header: []int{1},
			want: []string{
				"Umsatz [currency EUR] AC: 2026-Q1=1234500@B2 2026-Q2=1300100@C2",
				"Kosten [currency EUR] AC: 2026-Q1=12000@B3 2026-Q2=13000@C3",
				"Fracht (ohne MwSt) [currency EUR] AC: 2026-Q1=5@B4 2026-Q2=6@C4",
			},
		},
		{
			name: "one row per metric and quarter",
			csv: `Quarter,Metric,Value,Scenario
Q1 2026,NPS,31,Actual
Q1 2026,NPS,35,Plan
Q2 2026,NPS,33,Actual
Q2 2026,NPS,36,Plan
Q1 2026,Tickets,400,Actual
Q2 2026,Tickets,380,Actual
`,
			layout: brief.Long, grain: metric.Quarter, header: []int{1},
			want: []string{
				"NPS [number] AC: 2026-Q1=31@C2 2026-Q2=33@C4",
				"NPS [number] PL: 2026-Q1=35@C3 2026-Q2=36@C5",
				"Tickets [count] AC: 2026-Q1=400@C6 2026-Q2=380@C7",
			},
		},
		{
			name: "segments in long form, all of them first",
			csv: `date,plan,users
2026-01-31,All,300
2026-01-31,Free,200
2026-01-31,Pro,100
2026-02-28,All,330
2026-02-28,Free,210
2026-02-28,Pro,120
`,
			layout: brief.Long, grain: metric.Month, header: []int{1},
			want: []string{
				"users [count] AC: 2026-01=300@C2 2026-02=330@C5",
				"users (Free) [count] AC: 2026-01=200@C3 2026-02=210@C6",
				"users (Pro) [count] AC: 2026-01=100@C4 2026-02=120@C7",
			},
		},
		{
			name: "by category, with a proven total",
			csv: `Country,Users,ARR
Germany,100,"€1,200"
France,50,€800
Total,150,"€2,000"
`,
			layout: brief.Tall, grain: metric.GrainNone, header: []int{1},
			want: []string{
				"Users [count] AC: Germany=100@B2 France=50@B3",
				"ARR [currency EUR] AC: Germany=1200@C2 France=800@C3",
			},
		},
		{
			name: "scenario rows under each metric",
			csv: `KPI,Scenario,Q1 FY26,Q2 FY26
ARR,Actual,$10m,$12m
,Budget,$11m,$12.5m
NRR,Actual,104%,106%
,Budget,105%,105%
`,
			layout: brief.Wide, grain: metric.Quarter, header: []int{1},
			want: []string{
				"ARR [currency USD] AC: FY26-Q1=10000000@C2 FY26-Q2=12000000@D2",
				"ARR [currency USD] PL: FY26-Q1=11000000@C3 FY26-Q2=12500000@D3",
				"NRR [percent] AC: FY26-Q1=1.04@C4 FY26-Q2=1.06@D4",
				"NRR [percent] PL: FY26-Q1=1.05@C5 FY26-Q2=1.05@D5",
			},
		},
		{
			name: "plan columns beside the metrics they plan",
			csv: `Month,ARR,ARR plan,Pro plan users,NRR,Target
Jan-26,100,95,7,1.04,1.06
Feb-26,110,105,9,1.05,1.06
`,
			layout: brief.Tall, grain: metric.Month, header: []int{1},
			want: []string{
				"ARR [currency] AC: 2026-01=100@B2 2026-02=110@B3",
				"ARR [currency] PL: 2026-01=95@C2 2026-02=105@C3",
				"Pro plan users [count] AC: 2026-01=7@D2 2026-02=9@D3",
				"NRR [percent] AC: 2026-01=1.04@E2 2026-02=1.05@E3",
				"Target [number] AC: 2026-01=1.06@F2 2026-02=1.06@F3",
			},
		},
		{
			name: "actual and plan in a second header row",
			csv: `,Jan 2026,,Feb 2026,
Metric,Actual,Plan,Actual,Plan
Signups,10,12,11,13
Churned users,3,2,4,2
`,
			layout: brief.Wide, grain: metric.Month, header: []int{1, 2},
			want: []string{
				"Signups [count] AC: 2026-01=10@B3 2026-02=11@D3",
				"Signups [count] PL: 2026-01=12@C3 2026-02=13@E3",
				"Churned users [count] AC: 2026-01=3@B4 2026-02=4@D4",
				"Churned users [count] PL: 2026-01=2@C4 2026-02=2@E4",
			},
		},
		{
			name: "a target column, a unit column and an owner beside the months",
			csv: `Metric,Unit,Owner,Target,Nov 2025,Dec 2025,Jan 2026,YTD
Activation,%,Ana,45,40,41,42,42
Revenue,$k,Ben,900,800,820,850,2470
`,
			layout: brief.Wide, grain: metric.Month, header: []int{1},
			want: []string{
				"Activation [percent] AC: 2025-11=0.4@E2 2025-12=0.41@F2 2026-01=0.42@G2",
				"Revenue [currency USD] AC: 2025-11=800000@E3 2025-12=820000@F3 2026-01=850000@G3",
			},
		},
		{
			name: "years in one row, months in the next",
			csv: `,2025,,2026,
Metric,Nov,Dec,Jan,Feb
Users,5,6,7,8
`,
			layout: brief.Wide, grain: metric.Month, header: []int{1, 2},
			want: []string{"Users [count] AC: 2025-11=5@B3 2025-12=6@C3 2026-01=7@D3 2026-02=8@E3"},
		},
		{
			name: "months of a fiscal year named in the title",
			csv: `Metrics FY26,,,
Metric,Nov,Dec,Jan
Users,5,6,7
`,
			layout: brief.Wide, grain: metric.Month, header: []int{2},
			want: []string{"Users [count] AC: 2025-11=5@B3 2025-12=6@C3 2026-01=7@D3"},
		},
		{
			name: "a calendar: years down, months across",
			csv: `Anomaly,,,
,,,
Year,Jan,Feb,J-D
2024,1.5,2.5,2
2025,3.5,***,3
`,
			layout: brief.Wide, grain: metric.Month, header: []int{3},
			want: []string{"Anomaly [number] AC: 2024-01=1.5@B4 2024-02=2.5@C4 2025-01=3.5@B5"},
		},
		{
			name: "actual against target of one month in the title",
			csv: `KPI report March 2026,,,
,,,
KPI,Actual,Target,Variance
Signups,120,100,20
Tickets,40,50,-10
`,
			layout: brief.Wide, grain: metric.Month, header: []int{3},
			want: []string{
				"Signups [count] AC: 2026-03=120@B4", "Signups [count] PL: 2026-03=100@C4",
				"Tickets [count] AC: 2026-03=40@B5", "Tickets [count] PL: 2026-03=50@C5",
			},
		},
		{
			name: "semicolons and decimal commas, day first",
			csv: `Datum;Umsatz (€);Quote %
31.01.2026;1.234,50;12,4
28.02.2026;1.300,00;13,0
`,
			layout: brief.Tall, grain: metric.Month, header: []int{1},
			want: []string{
				"Umsatz [currency EUR] AC: 2026-01=1234.5@B2 2026-02=1300@B3",
				"Quote [percent] AC: 2026-01=0.124@C2 2026-02=0.13@C3",
			},
		},
		{
			name: "weeks by their Mondays",
			csv: `Week starting,Sessions
2026-01-05,10
2026-01-12,12
2026-01-19,11
`,
			layout: brief.Tall, grain: metric.Week, header: []int{1},
			want: []string{"Sessions [count] AC: 2026-W02=10@B2 2026-W03=12@B3 2026-W04=11@B4"},
		},
		{
			name: "American weeks that begin on Sunday are the week they mostly cover",
			csv: `Week of,Sessions
1/4/2026,10
1/11/2026,12
1/18/2026,11
`,
			layout: brief.Tall, grain: metric.Week, header: []int{1},
			want: []string{"Sessions [count] AC: 2026-W02=10@B2 2026-W03=12@B3 2026-W04=11@B4"},
		},
		{
			name: "a quarter among the months is left out",
			csv: `Metric,Jan 2026,Feb 2026,Mar 2026,Q1 2026
Signups,1,2,3,6
`,
			layout: brief.Wide, grain: metric.Month, header: []int{1},
			want: []string{"Signups [count] AC: 2026-01=1@B2 2026-02=2@C2 2026-03=3@D2"},
		},
		{
			name: "units in a row of their own",
			csv: `Month,ARR,NRR,Time to value
,$k,%,days
2026-01,100,104,12
2026-02,110,105,11
`,
			layout: brief.Tall, grain: metric.Month, header: []int{1, 2},
			want: []string{
				"ARR [currency USD] AC: 2026-01=100000@B3 2026-02=110000@B4",
				"NRR [percent] AC: 2026-01=1.04@C3 2026-02=1.05@C4",
				"Time to value [duration days] AC: 2026-01=12@D3 2026-02=11@D4",
			},
		},
		{
			name: "quarters under fiscal years, a blank first column and a comment",
			csv: `,,FY25,,FY26,,
,Metric,Q3,Q4,Q1,Q2,Comment
,Users,1,2,3,4,ok
`,
			layout: brief.Wide, grain: metric.Quarter, header: []int{1, 2},
			want: []string{"Users [count] AC: FY25-Q3=1@C3 FY25-Q4=2@D3 FY26-Q1=3@E3 FY26-Q2=4@F3"},
		},
		{
			name: "months under a fiscal year that turns among them",
			csv: `,FY26,,,
Metric,Nov,Dec,Jan,Feb
Users,1,2,3,4
`,
			layout: brief.Wide, grain: metric.Month, header: []int{1, 2},
			want: []string{"Users [count] AC: 2025-11=1@B3 2025-12=2@C3 2026-01=3@D3 2026-02=4@E3"},
		},
		{
			name: "variance columns between actual and plan are left out",
			csv: `Metric,Jan-26,,,Feb-26,,
,Actual,Plan,Var,Actual,Plan,Var
NPS,30,28,2,31,29,2
`,
			layout: brief.Wide, grain: metric.Month, header: []int{1, 2},
			want: []string{"NPS [number] AC: 2026-01=30@B3 2026-02=31@E3", "NPS [number] PL: 2026-01=28@C3 2026-02=29@F3"},
		},
		{
			name: "segment and metric columns, the total of all segments without one",
			csv: `Segment,Metric,Jan 2026,Feb 2026
SMB,Users,100,120
Total,Users,150,180
`,
			layout: brief.Wide, grain: metric.Month, header: []int{1},
			want: []string{
				"Users (SMB) [count] AC: 2026-01=100@C2 2026-02=120@D2",
				"Users [count] AC: 2026-01=150@C3 2026-02=180@D3",
			},
		},
		{
			name: "metrics of different units without any period",
			csv: `KPI,Current,Previous,Target,Change
ARR,$1.2m,$1.1m,$1.5m,9%
NRR,104%,101%,106%,3%
`,
			layout: brief.Wide, grain: metric.GrainNone, header: []int{1},
			want: []string{
				"ARR [currency USD] AC: Current=1200000@B2 Previous=1100000@C2",
				"NRR [percent] AC: Current=1.04@B3 Previous=1.01@C3",
			},
		},
		{
			name: "thousands of dollars said above the table",
			csv: `USD in thousands,,
Metric,Q1 2026,Q2 2026
Revenue,100,120
Customers,40,44
Gross margin,71.5%,72.1%
`,
			layout: brief.Wide, grain: metric.Quarter, header: []int{2},
			want: []string{
				"Revenue [currency USD] AC: 2026-Q1=100000@B3 2026-Q2=120000@C3",
				"Customers [count] AC: 2026-Q1=40@B4 2026-Q2=44@C4",
				"Gross margin [percent] AC: 2026-Q1=0.715@B5 2026-Q2=0.721@C5",
			},
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := csvTable(t, tt.csv)
			if got.Layout != tt.layout || got.Grain != tt.grain {
				t.Errorf("read as %s by %s, want %s by %s", got.Layout, got.Grain, tt.layout, tt.grain)
			}
			if diff := cmp.Diff(tt.header, got.HeaderRows); diff != "" {
				t.Errorf("header rows (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(tt.want, lines(got)); diff != "" {
				t.Errorf("metrics (-want +got):\n%s", diff)
			}
		})
	}
}

// A workbook as a product manager keeps it: title, formats, hidden rows, a heading, totals, errors, two tables.
func TestTypicalWorkbook(t *testing.T) {
	rows := [][]any{
		{"Product health"},
		{},
		{"Metric", "Owner", mon(2026, time.January), mon(2026, time.February), mon(2026, time.March), "Target"},
		{"Growth"},
		{"ARR", "Ana", usd(1_200_000), usd(1_250_000), usd(1_300_000), usd(1_500_000)},
		{"Trial conversion", "Ben", pct(0.124), pct(0.131), pct(0.12), pct(0.15)},
		{"Quality"},
		{"Support tickets", "Cem", 410, 395, "n/a", 300},
		{"Time to restore", "Cem", styled{Value: 0.25, Format: "[h]:mm"}, styled{Value: 0.5, Format: "[h]:mm"}, styled{Value: 0.125, Format: "[h]:mm"}},
		{"LTV / CAC", "Ana", styled{Value: 3.2, Format: `0.0"x"`}, styled{Value: 3.1, Format: `0.0"x"`}, styled{Value: 3.4, Format: `0.0"x"`}},
		{},
		{"* March is preliminary"},
		{},
		{"Plan mix"},
		{"Plan", "Users", "Share"},
		{"Free", 800, pct(0.8)},
		{"Pro", 200, pct(0.2)},
		{"Total", 1000, pct(1)},
	}
	path := workbook(t, []page{{Name: "KPIs", Rows: rows}, {Name: "Scratch", Rows: [][]any{{"nothing to see"}}}}, func(f *excelize.File) {
		must(t, f.SetRowVisible("KPIs", 8, false))
		must(t, f.SetCellFormula("KPIs", "E9", "1/0"))
	})
	r := understand(t, path)
	if len(r.Tables) != 2 {
		t.Fatalf("found %d tables, want 2:\n%s", len(r.Tables), summary(r))
	}
	kpis, mix := r.Tables[0], r.Tables[1]
	want := []string{
		"ARR [currency USD] AC: 2026-01=1200000@C5 2026-02=1250000@D5 2026-03=1300000@E5",
		"Trial conversion [percent] AC: 2026-01=0.124@C6 2026-02=0.131@D6 2026-03=0.12@E6",
		"Support tickets [count] AC: 2026-01=410@C8 2026-02=395@D8",
		"Time to restore [duration h] AC: 2026-01=6@C9 2026-02=12@D9 2026-03=3@E9",
		"LTV / CAC [number x] AC: 2026-01=3.2@C10 2026-02=3.1@D10 2026-03=3.4@E10",
	}
	if diff := cmp.Diff(want, lines(kpis)); diff != "" {
		t.Errorf("metrics (-want +got):\n%s", diff)
	}
	if kpis.Range.String() != "A3:F10" || mix.Range.String() != "A15:C18" {
		t.Errorf("ranges %s and %s, want A3:F10 and A15:C18", kpis.Range, mix.Range)
	}
	conversion := kpis.Metrics[1].Metric
	if conversion.Target == nil || conversion.Target.Value != 0.15 || conversion.Target.Cell != "F6" {
		t.Errorf("target of trial conversion = %+v, want 0.15 from F6", conversion.Target)
	}
	if conversion.Owner != "Ben" || conversion.Polarity != metric.HigherBetter || kpis.Metrics[2].Metric.Polarity != metric.LowerBetter {
		t.Errorf("owner %q, polarities %v and %v", conversion.Owner, conversion.Polarity, kpis.Metrics[2].Metric.Polarity)
	}
	if diff := cmp.Diff([]string{"Users [count] AC: Free=800@B16 Pro=200@B17", "Share [percent] AC: Free=0.8@C16 Pro=0.2@C17"}, lines(mix)); diff != "" {
		t.Errorf("plan mix (-want +got):\n%s", diff)
	}
	for _, tt := range []struct{ code, want string }{
		{"hidden-rows", "1 row in the table is hidden in the workbook, from row 8 on; it was read like the others."},
		{"missing-values", "1 cell of the table holds no number (“n/a”); it was left as a gap, not as a zero."},
	} {
		if got := noteTexts(kpis.Notes, tt.code); len(got) != 1 || got[0] != tt.want {
			t.Errorf("note %s = %q, want %q", tt.code, got, tt.want)
		}
	}
	if got := noteTexts(mix.Notes, "total-row"); len(got) != 1 || got[0] != "Row 18 “Total” was left out: it adds rows 16–17." {
		t.Errorf("total note = %q", got)
	}
	for _, tt := range []struct {
		cell string
		want sheet.Role
	}{
		{"A1", sheet.Title},
		{"A3", sheet.Header},
		{"C3", sheet.PeriodKey},
		{"A5", sheet.Label},
		{"C5", sheet.Value},
		{"F5", sheet.OtherTake},
		{"E8", sheet.Missing},
		{"A4", sheet.Title},
		{"A12", sheet.Title},
		{"H3", sheet.Outside},
	} {
		row, col, _ := sheet.ParseAddress(tt.cell)
		if got := kpis.Role(row, col); got != tt.want {
			t.Errorf("role of %s = %d, want %d", tt.cell, got, tt.want)
		}
	}
}

// Errors and formulas without a stored value are listed and leave gaps; totals of rows stay out of the metrics.
func TestGapsAreSaid(t *testing.T) {
	rows := [][]any{
		{"Team", "Jan 2026", "Feb 2026", "Mar 2026"},
		{"A", 1, "#REF!", 3},
		{"B", 4, 5, "soon"},
		{"C", 7, 8, 9},
		{"Total", 12, nil, 12},
	}
	path := workbook(t, []page{{Name: "S", Rows: rows}}, func(f *excelize.File) { must(t, f.SetCellFormula("S", "C5", "SUM(C2:C4)")) })
	table := only(t, understand(t, path))
	if diff := cmp.Diff([]string{
		"A [count] AC: 2026-01=1@B2 2026-03=3@D2", "B [count] AC: 2026-01=4@B3 2026-02=5@C3",
		"C [count] AC: 2026-01=7@B4 2026-02=8@C4 2026-03=9@D4",
	}, lines(table)); diff != "" {
		t.Errorf("metrics (-want +got):\n%s", diff)
	}
	for code, want := range map[string]string{
		"error-cell":            "C2 “#REF!” is an error in the workbook; “A” has a gap there.",
		"not-a-number":          "D3 “soon” is not a number; “B” has a gap there.",
		"formula-without-value": "C5 holds a formula whose result is not stored in the file; open it in your spreadsheet program and save it once.",
	} {
		if got := noteTexts(table.Notes, code); len(got) != 1 || got[0] != want {
			t.Errorf("note %s = %q, want %q", code, got, want)
		}
	}
	if last := table.Metrics[len(table.Metrics)-1]; last.RawName != "Total" || !last.Skipped {
		t.Errorf("the total is offered as %q, skipped %v; want it there to be taken, and left out", last.RawName, last.Skipped)
	}
}

// An Excel Table is a table with its own bounds, and its name tells its metrics from those of its neighbour.
func TestExcelTablesAreTables(t *testing.T) {
	rows := [][]any{
		{"Plan", "Jan 2026", "Feb 2026", "Plan", "Jan 2026", "Feb 2026"},
		{"Free", 1, 2, "Free", 10, 20},
		{"Pro", 3, 4, "Pro", 30, 40},
		{"scratch", 7, 8, "scratch", 70, 80},
	}
	path := workbook(t, []page{{Name: "S", Rows: rows}}, func(f *excelize.File) {
		must(t, f.AddTable("S", &excelize.Table{Range: "A1:C3", Name: "UsersByPlan"}))
		must(t, f.AddTable("S", &excelize.Table{Range: "D1:F3", Name: "tblRevenue"}))
	})
	var got []string
	for _, table := range understand(t, path).Tables {
		got = append(got, lines(table)...)
	}
	if diff := cmp.Diff([]string{
		"Free (Users By Plan) [count] AC: 2026-01=1@B2 2026-02=2@C2", "Pro (Users By Plan) [count] AC: 2026-01=3@B3 2026-02=4@C3",
		"Free (Revenue) [count] AC: 2026-01=10@E2 2026-02=20@F2", "Pro (Revenue) [count] AC: 2026-01=30@E3 2026-02=40@F3",
	}, got); diff != "" {
		t.Errorf("metrics (-want +got):\n%s", diff)
	}
}
