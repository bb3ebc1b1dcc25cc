package ingest

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"throughline/app/brief"
)

// Tables without periods, in the shapes people keep them: with and without a header, of metrics and of categories.
func TestTablesWithoutPeriods(t *testing.T) {
	for name, tt := range map[string]struct {
		text  string
		want  []string
		notes []string // codes that must be there
	}{
		"metrics and their values": {
			"Metric,Value\nARR ($k),1200\nNRR,112%\nCustomers,340\n",
			[]string{"ARR [currency USD] AC: Value=1200000@B2", "NRR [percent] AC: Value=1.12@B3", "Customers [count] AC: Value=340@B4"},
			[]string{"no-period"},
		},
		"the same without a header": {
			"ARR ($k),1200\nNRR,112%\nCustomers,340\n",
			[]string{"ARR [currency USD] AC: Value=1200000@B1", "NRR [percent] AC: Value=1.12@B2", "Customers [count] AC: Value=340@B3"},
			[]string{"no-header"},
		},
		"countries without a header": {
			"Seats by country\n\nGermany,1200\nFrance,800\nSpain,340\nTotal,2340\n",
			[]string{"Seats by country [count] AC: Germany=1200@B3 France=800@B4 Spain=340@B5"},
			[]string{"no-header", "total-row"},
		},
		"months without a header": {
			"2026-01,1200\n2026-02,800\n2026-03,340\n",
			[]string{"metrics [count] AC: 2026-01=1200@B1 2026-02=800@B2 2026-03=340@B3"},
			[]string{"no-header"},
		},
		"measures per plan": {
			"Plan,Accounts,Share of accounts,ARPA ($),NPS\nFree,1200,60%,0,20\nPro,600,30%,49,35\nTeam,200,10%,99,41\nAll plans,2000,100%,30,28\n",
			[]string{
				"Accounts [count] AC: Free=1200@B2 Pro=600@B3 Team=200@B4", "Share of accounts [percent] AC: Free=0.6@C2 Pro=0.3@C3 Team=0.1@C4",
				"ARPA [currency USD] AC: Free=0@D2 Pro=49@D3 Team=99@D4", "NPS [number] AC: Free=20@E2 Pro=35@E3 Team=41@E4",
			},
			[]string{"total-row"},
		},
		"scenarios of metrics under an empty corner": {
			",Actual,Budget,Variance\nRevenue,1200,1100,100\nCost,800,700,100\nMargin %,33%,36%,-3pp\n",
			[]string{
				"Revenue [currency] AC: Value=1200@B2", "Revenue [currency] PL: Value=1100@C2", "Cost [currency] AC: Value=800@B3",
				"Cost [currency] PL: Value=700@C3", "Margin [percent] AC: Value=0.33@B4", "Margin [percent] PL: Value=0.36@C4",
			},
			nil,
		},
		"scenarios of one metric by country": {
			"Country,Actual,Plan\nGermany,1200,1100\nFrance,800,700\nSpain,330,360\n",
			[]string{"metrics [count] AC: Germany=1200@B2 France=800@B3 Spain=330@B4", "metrics [count] PL: Germany=1100@C2 France=700@C3 Spain=360@C4"},
			nil,
		},
	} {
		t.Run(name, func(t *testing.T) {
			table := csvTable(t, tt.text)
			if diff := cmp.Diff(tt.want, lines(table)); diff != "" {
				t.Errorf("metrics (-want +got):\n%s", diff)
			}
			for _, code := range tt.notes {
				if !slices.ContainsFunc(table.Notes, func(n brief.Note) bool { return n.Code == code }) {
					t.Errorf("nothing is said with the code %q: %v", code, table.Notes)
				}
			}
			if again := only(t, reread(t, table.Workbook, table.Recipe)); !slices.Equal(lines(again), lines(table)) {
				t.Errorf("its own recipe reads %q", lines(again))
			}
		})
	}
}

// A budget beside an actual is the level to reach, where neither has a period.
func TestABudgetWithoutAPeriodIsATarget(t *testing.T) {
	table := csvTable(t, ",Actual,Budget\nRevenue,1200,1100\nMargin %,33%,36%\n")
	if got := table.Metrics[0].Metric.Target; got == nil || got.Value != 1100 || got.Cell != "C2" {
		t.Errorf("target %+v", got)
	}
}

// Prose with a number here and there is no list.
func TestProseIsNoList(t *testing.T) {
	for _, text := range []string{
		"Dear all\nplease find 3\nthe numbers below\n", "Name,Town\nAna,Berlin\nBen,Paris\nCho,Rome\n", "1,2\n3,4\n5,6\n", "Growth,12\nNo number,\n",
	} {
		if r := understand(t, textFile(t, "notes.csv", text)); len(r.Tables) > 0 {
			t.Errorf("%q was read as\n%s", text, summary(r))
		}
	}
}
