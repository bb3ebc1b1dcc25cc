package ingest

import (
	"slices"
	"strings"
	"testing"

	"throughline/app/book/booktest"
	"throughline/app/metric"
)

// provenCase is a file with what must be read of it. A file is proven, or doubted aloud: what cannot be known has a doubt.
type provenCase struct {
	name, csv string
	rows      [][]any // a sheet, in place of a text file
	want      []string
	doubts    []string // the IDs of all doubts
}

func (c provenCase) run(t *testing.T) {
	t.Helper()
	path := ""
	if c.rows != nil {
		path = workbook(t, []page{{Name: "Sheet", Rows: c.rows}})
	} else {
		path = textFile(t, "file.csv", c.csv)
	}
	r := understand(t, path)
	var got []string
	for _, table := range r.Tables {
		got = append(got, lines(table)...)
	}
	for _, want := range c.want {
		if !slices.Contains(got, want) {
			t.Errorf("%s: lacks %s among\n  %s", c.name, want, strings.Join(got, "\n  "))
		}
	}
	var ids []string
	for _, d := range r.Doubts() {
		ids = append(ids, d.ID)
		if len(d.Readings) < 2 || d.Cell == "" || !booktest.IsSentence(d.Text) || !slices.ContainsFunc(d.Readings, func(x metric.DoubtReading) bool { return x.Reading == d.Read }) {
			t.Errorf("%s: a doubt that cannot be settled: %+v", c.name, d)
		}
	}
	if !slices.Equal(ids, c.doubts) {
		t.Errorf("%s: doubts %q, want %q", c.name, ids, c.doubts)
	}
}

func TestFactorIsProvenOrDoubted(t *testing.T) {
	for _, c := range []provenCase{
		{
			name: "German words prove the dot of thousands", csv: "Monat;Bestellungen\nJan 2026;2.480\nFeb 2026;3.015\n",
			want: []string{"Bestellungen [count] AC: 2026-01=2480@B2 2026-02=3015@B3"},
		},
		{
			name: "semicolons and English words disagree", csv: "Month;Orders\nJan 2026;2,480\nFeb 2026;3,015\n",
			want: []string{"Orders [count] AC: 2026-01=2480@B2 2026-02=3015@B3"}, doubts: []string{"factor-orders"},
		},
		{
			name: "people in thousandths", csv: "Month,Visitors\nJan 2026,2.480\nFeb 2026,3.015\n",
			want: []string{"Visitors [count] AC: 2026-01=2480@B2 2026-02=3015@B3"}, doubts: []string{"factor-visitors"},
		},
		{
			name: "one number with decimals proves the rest", csv: "Month;Latency\nJan 2026;2,480\nFeb 2026;3,0\n",
			want: []string{"Latency [number] AC: 2026-01=2.48@B2 2026-02=3@B3"},
		},
		{
			name: "a title holds for every row that says nothing else",
			rows: [][]any{{"Bridge (€k)"}, {}, {"Line", mon(2026, 1), mon(2026, 2)}, {"Opening", 50, 60}, {"Upsell", 4, 5}, {"Headcount", 12, 13}, {"Margin %", 40, 41}},
			want: []string{
				"Opening [currency EUR] AC: 2026-01=50000@B4 2026-02=60000@C4", "Upsell [currency EUR] AC: 2026-01=4000@B5 2026-02=5000@C5",
				"Headcount [count] AC: 2026-01=12@B6 2026-02=13@C6", "Margin [percent] AC: 2026-01=0.4@B7 2026-02=0.41@C7",
			},
		},
		{
			name: "the corner", csv: "in TEUR,Jan 2026,Feb 2026\nUmsatz,120,130\nMitarbeiter,40,41\n",
			want: []string{"Umsatz [currency EUR] AC: 2026-01=120000@B2 2026-02=130000@C2", "Mitarbeiter [count] AC: 2026-01=40@B3 2026-02=41@C3"},
		},
		{
			name: "a note below", csv: "Position,Jan 2026,Feb 2026\nErlöse,120,130\nAufwand,80,85\n\nAlle Angaben in Mio. CHF\n",
			want: []string{"Erlöse [currency CHF] AC: 2026-01=120000000@B2 2026-02=130000000@C2", "Aufwand [currency CHF] AC: 2026-01=80000000@B3 2026-02=85000000@C3"},
		},
		{
			name: "a unit of a row wins over the title",
			rows: [][]any{{"Figures in $ thousands"}, {"KPI", "Unit", mon(2026, 1), mon(2026, 2)}, {"Bookings", "", 9, 8}, {"Deals", "#", 31, 32}, {"Win rate", "%", 22, 23}},
			want: []string{
				"Bookings [currency USD] AC: 2026-01=9000@C3 2026-02=8000@D3", "Deals [count] AC: 2026-01=31@C4 2026-02=32@D4",
				"Win rate [percent] AC: 2026-01=0.22@C5 2026-02=0.23@D5",
			},
		},
		{
			name: "m by what it counts", csv: "Month,Handling time (m),Cable length (m),Costs (m),Visits (m),Mood (m)\nJan 2026,3,70,2,5,4\nFeb 2026,4,80,3,6,5\n",
			want: []string{
				"Handling time [duration min] AC: 2026-01=3@B2 2026-02=4@B3", "Cable length [number m] AC: 2026-01=70@C2 2026-02=80@C3",
				"Costs [currency] AC: 2026-01=2000000@D2 2026-02=3000000@D3", "Visits [count] AC: 2026-01=5000000@E2 2026-02=6000000@E3",
			},
			doubts: []string{"factor-mood-m", "currency"},
		},
		{
			name: "words for scales", csv: "Month,Registrations (lakh),Spend (₹ crore),Clients (milliers)\nJan 2026,3,2,4\nFeb 2026,4,3,5\n",
			want: []string{
				"Registrations [count] AC: 2026-01=300000@B2 2026-02=400000@B3", "Spend [currency INR] AC: 2026-01=20000000@C2 2026-02=30000000@C3",
				"Clients [count] AC: 2026-01=4000@D2 2026-02=5000@D3",
			},
		},
		{
			name: "a value a thousand times its neighbours", csv: "Month,Signups\nJan 2026,1204\nFeb 2026,1.31\nMar 2026,1298\nApr 2026,1333\nMay 2026,1350\n",
			want: []string{"Signups [number] AC: 2026-01=1204@B2 2026-02=1.31@B3 2026-03=1298@B4 2026-04=1333@B5 2026-05=1350@B6"}, doubts: []string{"factor-signups-2026-02"},
		},
		{
			name: "a plan in thousands beside actuals in full", csv: "Month,Orders,Orders plan\nJan 2026,1204000,1.2\nFeb 2026,1310000,1300\nMar 2026,1298000,1290\n",
			doubts: []string{"factor-orders-plan"},
		},
		{
			name: "a percentage without its sign", rows: [][]any{{"Month", "Churn"}, {mon(2026, 1), pct(0.021)}, {mon(2026, 2), 2.3}, {mon(2026, 3), pct(0.019)}},
			want: []string{"Churn [percent] AC: 2026-01=0.021@B2 2026-02=0.023@B3 2026-03=0.019@B4"}, doubts: []string{"factor-churn-2026-02"},
		},
		{
			name: "a fraction without its format", rows: [][]any{{"Month", "Churn"}, {mon(2026, 1), pct(0.021)}, {mon(2026, 2), 0.023}, {mon(2026, 3), pct(0.019)}},
			want: []string{"Churn [percent] AC: 2026-01=0.021@B2 2026-02=0.023@B3 2026-03=0.019@B4"},
		},
		{
			name: "a percent sign behind what is a percentage", rows: [][]any{{"Month", "Churn"}, {mon(2026, 1), styled{Value: 2.1, Format: `0.0"%"`}}, {mon(2026, 2), styled{Value: 2.3, Format: `0.0\%`}}},
			want: []string{"Churn [percent] AC: 2026-01=0.021@B2 2026-02=0.023@B3"},
		},
		{
			name: "headers that programs write", csv: "month,refund_pct,load_time_ms,spend_usd,tv_S\nJan 2026,3.1,250,10,7.5\nFeb 2026,2.9,260,11,8.5\n",
			want: []string{
				"refund [percent] AC: 2026-01=0.031@B2 2026-02=0.029@B3", "load time [duration ms] AC: 2026-01=250@C2 2026-02=260@C3",
				"spend [currency USD] AC: 2026-01=10@D2 2026-02=11@D3", "tv S [number] AC: 2026-01=7.5@E2 2026-02=8.5@E3",
			},
		},
		{
			name: "numbers as people write them", csv: "Monat;Umsatz;Besuche\nJan 2026;3,4 Mio. €;١٢٣٤\nFeb 2026;3,5 Mio. €;۱۲۳۵\n",
			want: []string{"Umsatz [currency EUR] AC: 2026-01=3400000@B2 2026-02=3500000@B3", "Besuche [count] AC: 2026-01=1234@C2 2026-02=1235@C3"},
		},
	} {
		c.run(t)
	}
}

func TestCurrencyIsProvenOrDoubted(t *testing.T) {
	money := func(v float64, format string) styled { return styled{Value: v, Format: format} }
	for _, c := range []provenCase{
		{
			name: "no sign without a name for it", csv: "Month,Sales,Cash flow,Revenue growth points\nJan 2026,10,20,3\nFeb 2026,11,21,4\n",
			want:   []string{"Sales [currency] AC: 2026-01=10@B2 2026-02=11@B3", "Revenue growth points [number] AC: 2026-01=3@D2 2026-02=4@D3"},
			doubts: []string{"currency"},
		},
		{
			name: "formats of several currencies", rows: [][]any{{"Market", "Spend"}, {"Oslo", money(10, `[$NOK] #,##0`)}, {"Bonn", money(11, `#,##0 [$€-407]`)}, {"Köln", money(12, `#,##0 [$€-407]`)}},
			want: []string{"Spend (NOK) [currency NOK] AC: Oslo=10@B2", "Spend (EUR) [currency EUR] AC: Bonn=11@B3 Köln=12@B4"},
		},
		{
			name: "a column of currencies", csv: "Month,Market,Currency,Bookings,Users\nJan 2026,US,USD,10,1\nJan 2026,UK,GBP,8,2\nFeb 2026,US,USD,11,3\nFeb 2026,UK,GBP,9,4\n",
			want: []string{
				"Bookings (US) [currency USD] AC: 2026-01=10@D2 2026-02=11@D4", "Bookings (UK) [currency GBP] AC: 2026-01=8@D3 2026-02=9@D5",
				"Users (UK) [count] AC: 2026-01=2@E3 2026-02=4@E5",
			},
		},
		{
			name: "yen or yuan", csv: "Month,Fees\nJan 2026,¥10\nFeb 2026,¥11\n",
			want: []string{"Fees [currency JPY] AC: 2026-01=10@B2 2026-02=11@B3"}, doubts: []string{"currency-yen"},
		},
		{
			name: "crowns of some country", csv: "Month,Fees\nJan 2026,10 kr\nFeb 2026,11 kr\n",
			want: []string{"Fees [currency] AC: 2026-01=10@B2 2026-02=11@B3"}, doubts: []string{"currency"},
		},
	} {
		c.run(t)
	}
}

func TestChosenCurrencyHoldsForAllBareAmounts(t *testing.T) {
	r := understand(t, textFile(t, "money.csv", "Month,Sales,Costs\nJan 2026,10,20\nFeb 2026,11,21\n"))
	for _, m := range only(t, settle(t, r, "currency", "chf")).Metrics {
		if m.Metric.Unit != (metric.Unit{Kind: metric.Currency, Currency: "CHF"}) {
			t.Errorf("%s is in %+v", m.Metric.Name, m.Metric.Unit)
		}
	}
}
