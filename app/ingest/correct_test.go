package ingest

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"throughline/app/brief"
	"throughline/app/metric"
)

// Every correction a person can make changes what it says and nothing else, and the recipe that the table then carries
// reads it so again.
func TestCorrections(t *testing.T) {
	plan, prior := metric.PL, metric.PY
	const sales = "Product,Jan 2026,Feb 2026,Mar 2026\nBasic,1,2,3\nPro,4,5,6\nTeam,7,8,9\nTotal,12,15,18\n"
	tests := []struct {
		name   string
		csv    string
		recipe []brief.Recipe
		want   []string // of all tables
		notes  map[string]string
	}{
		{
			name: "a row and a column are left out, by label and by header", csv: sales,
			recipe: []brief.Recipe{{SkipRows: []string{"pro"}, SkipColumns: []string{"Feb 2026"}}},
			want:   []string{"Basic [count] AC: 2026-01=1@B2 2026-03=3@D2", "Team [count] AC: 2026-01=7@B4 2026-03=9@D4"},
			notes:  map[string]string{"left-out-by-hand": "1 row and 1 column were left out, as chosen at import."},
		},
		{
			name: "a row and a column are left out by number and by letter", csv: sales,
			recipe: []brief.Recipe{{SkipRows: []string{"3"}, SkipColumns: []string{"C"}}},
			want:   []string{"Basic [count] AC: 2026-01=1@B2 2026-03=3@D2", "Team [count] AC: 2026-01=7@B4 2026-03=9@D4"},
		},
		{
			name: "rows and columns that are gone are said, with what they may have become", csv: sales,
			recipe: []brief.Recipe{{SkipRows: []string{"Teams"}, SkipColumns: []string{"Comment"}, Scenarios: map[string]metric.Scenario{"v2": plan}}},
			want: []string{
				"Basic [count] AC: 2026-01=1@B2 2026-02=2@C2 2026-03=3@D2", "Pro [count] AC: 2026-01=4@B3 2026-02=5@C3 2026-03=6@D3",
				"Team [count] AC: 2026-01=7@B4 2026-02=8@C4 2026-03=9@D4",
			},
			notes: map[string]string{
				"recipe-row-not-found":      "The recipe leaves out a row “Teams”, which the table does not have; the nearest is “Team”.",
				"recipe-column-not-found":   "The recipe leaves out a column “Comment”, which the table does not have.",
				"recipe-scenario-not-found": "The recipe gives “v2” a scenario, but no header and no row of the table is called so.",
			},
		},
		{
			name: "a total is kept", csv: "Product,Jan 2026\nBasic,1\nTotal,1\n",
			recipe: []brief.Recipe{{KeepRows: []string{"Total"}}},
			want:   []string{"Basic [count] AC: 2026-01=1@B2", "Total [count] AC: 2026-01=1@B3"},
		},
		{
			name: "a total is kept among categories", csv: "Country,Users\nFrance,1\nSpain,2\nAll,3\n",
			recipe: []brief.Recipe{{KeepRows: []string{"All"}}},
			want:   []string{"Users [count] AC: France=1@B2 Spain=2@B3 All=3@B4"},
		},
		{
			name: "one table is split in two under one header", csv: sales,
			recipe: []brief.Recipe{{Range: "A2:D3", HeaderRows: []int{1}}, {Range: "A4:D4", HeaderRows: []int{1}}},
			want: []string{
				"Basic [count] AC: 2026-01=1@B2 2026-02=2@C2 2026-03=3@D2", "Pro [count] AC: 2026-01=4@B3 2026-02=5@C3 2026-03=6@D3",
				"Team [count] AC: 2026-01=7@B4 2026-02=8@C4 2026-03=9@D4",
			},
		},
		{
			name: "a table is split where the header is not said again", csv: sales,
			recipe: []brief.Recipe{{Range: "A1:D2"}, {Range: "A4:D4"}},
			want:   []string{"Basic [count] AC: 2026-01=1@B2 2026-02=2@C2 2026-03=3@D2", "Team [count] AC: 2026-01=7@B4 2026-02=8@C4 2026-03=9@D4"},
		},
		{
			name:   "two tables are joined",
			csv:    "Product,Jan 2026,Feb 2026\nBasic,1,2\nPro,4,5\n\nProduct,Jan 2026,Feb 2026\nTeam,7,8\nFree,6,5\n",
			recipe: []brief.Recipe{{Range: "A1:C7"}},
			want: []string{
				"Basic [count] AC: 2026-01=1@B2 2026-02=2@C2", "Pro [count] AC: 2026-01=4@B3 2026-02=5@C3",
				"Team [count] AC: 2026-01=7@B6 2026-02=8@C6", "Free [count] AC: 2026-01=6@B7 2026-02=5@C7",
			},
		},
		{
			name: "cells that are not there any more", csv: sales,
			recipe: []brief.Recipe{{Range: "K1:N9", SkipRows: []string{"Pro", "Team"}}},
			want:   []string{"Basic [count] AC: 2026-01=1@B2 2026-02=2@C2 2026-03=3@D2"},
			notes:  map[string]string{"recipe-range-not-found": "The recipe reads the cells K1:N9, which the sheet does not have; the table was looked for instead."},
		},
		{
			name: "months get their year", csv: "Metric,Nov,Dec,Jan\nUsers,5,6,7\n",
			recipe: []brief.Recipe{{Periods: brief.Periods{Year: 2025}}},
			want:   []string{"Users [count] AC: 2025-11=5@B2 2025-12=6@C2 2026-01=7@D2"},
			notes:  map[string]string{"periods-read": "The periods name no year; 2025 was set at import."},
		},
		{
			name: "months down get their year", csv: "Month,Users\nJanuar,5\nFebruar,6\n",
			recipe: []brief.Recipe{{Periods: brief.Periods{Year: 2026}}},
			want:   []string{"Users [count] AC: 2026-01=5@B2 2026-02=6@B3"},
		},
		{
			name: "days that could be months", csv: "Date,Users\n03/04/2026,5\n03/05/2026,6\n03/06/2026,7\n",
			recipe: []brief.Recipe{{Periods: brief.Periods{Order: metric.MonthDayYear}}},
			want:   []string{"Users [count] AC: 2026-03-04=5@B2 2026-03-05=6@B3 2026-03-06=7@B4"},
			notes:  map[string]string{"period-doubtful": ""},
		},
		{
			name: "quarters of a fiscal year", csv: "Metric,Q1 2026,Q2 2026\nUsers,5,6\n",
			recipe: []brief.Recipe{{Periods: brief.Periods{FiscalStart: 4}}},
			want:   []string{"Users [count] AC: FY26-Q1=5@B2 FY26-Q2=6@C2"},
		},
		{
			name: "a fiscal year that is the calendar's", csv: "Metric,Q1 FY26,Q2 FY26\nUsers,5,6\n",
			recipe: []brief.Recipe{{Periods: brief.Periods{FiscalStart: 1}}},
			want:   []string{"Users [count] AC: 2026-Q1=5@B2 2026-Q2=6@C2"},
		},
		{
			name: "months of a fiscal year whose beginning the file does not say", csv: "Metrics FY26,,\nMetric,Apr,May\nUsers,5,6\n",
			recipe: []brief.Recipe{{Periods: brief.Periods{FiscalStart: 4}}},
			want:   []string{"Users [count] AC: 2025-04=5@B3 2025-05=6@C3"},
		},
		{
			name: "a column is the plan", csv: "Month,ARR,v2\nJan 2026,10,11\nFeb 2026,12,13\n",
			recipe: []brief.Recipe{{Scenarios: map[string]metric.Scenario{"V2": plan}}},
			want:   []string{"ARR [currency] AC: 2026-01=10@B2 2026-02=12@B3", "ARR [currency] PL: 2026-01=11@C2 2026-02=13@C3"},
		},
		{
			name: "a month is a forecast", csv: "Metric,Jan 2026,Feb 2026\nUsers,5,6\n",
			recipe: []brief.Recipe{{Scenarios: map[string]metric.Scenario{"Feb 2026": metric.FC}}},
			want:   []string{"Users [count] AC: 2026-01=5@B2", "Users [count] FC: 2026-02=6@C2"},
		},
		{
			name: "a row is the plan of the one above", csv: "Metric,Jan 2026,Feb 2026\nARR,10,12\nARR B,11,13\n",
			recipe: []brief.Recipe{{Scenarios: map[string]metric.Scenario{"ARR B": plan}}},
			want:   []string{"ARR [currency] AC: 2026-01=10@B2 2026-02=12@C2", "ARR [currency] PL: 2026-01=11@B3 2026-02=13@C3"},
		},
		{
			name: "a column of versions holds scenarios", csv: "Metric,Set,Jan 2026\nARR,A,10\nARR,B,11\n",
			recipe: []brief.Recipe{{Scenarios: map[string]metric.Scenario{"A": metric.AC, "B": plan}}},
			want:   []string{"ARR [currency] AC: 2026-01=10@C2", "ARR [currency] PL: 2026-01=11@C3"},
		},
		{
			name: "a metric is another one's prior year", csv: "Metric,Jan 2026,Feb 2026\nARR,10,12\nOld revenue,8,9\n",
			recipe: []brief.Recipe{{Metrics: map[string]brief.MetricRecipe{"Old revenue": {Name: "ARR", Scenario: &prior}}}},
			want:   []string{"ARR [currency] AC: 2026-01=10@B2 2026-02=12@C2", "ARR [currency] PY: 2026-01=8@B3 2026-02=9@C3"},
		},
		{
			name: "a metric with a correction is gone", csv: "Metric,Jan 2026,Feb 2026\nSign-ups,10,12\nUsers,1,2\n",
			recipe: []brief.Recipe{{Skip: []string{"Users"}, Metrics: map[string]brief.MetricRecipe{"Signups": {Name: "New accounts"}}}},
			want:   []string{"Sign-ups [count] AC: 2026-01=10@B2 2026-02=12@C2"},
			notes:  map[string]string{"recipe-metric-not-found": "The recipe knows a metric “Signups”, which the table does not have; the nearest is “Sign-ups”."},
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			wb := open(t, textFile(t, "metrics.csv", tt.csv))
			r := reread(t, wb, tt.recipe...)
			var got []string
			var recipes []brief.Recipe
			texts := map[string][]string{}
			for _, table := range r.Tables {
				got = append(got, lines(table)...)
				for _, n := range table.Notes {
					texts[n.Code] = append(texts[n.Code], n.Text)
				}
				recipes = append(recipes, table.Recipe)
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("metrics (-want +got):\n%s", diff)
			}
			for code, want := range tt.notes {
				if text := strings.Join(texts[code], " | "); text != want {
					t.Errorf("note %s = %q, want %q", code, text, want)
				}
			}
			stored, err := json.Marshal(recipes)
			must(t, err)
			var again []brief.Recipe
			must(t, json.Unmarshal(stored, &again))
			second := reread(t, wb, again...)
			for i := range second.Tables {
				if !reflect.DeepEqual(lines(second.Tables[i]), lines(r.Tables[i])) || !second.Tables[i].Roles.Equal(r.Tables[i].Roles) || second.Tables[i].Range != r.Tables[i].Range {
					t.Errorf("the recipe of table %d reads otherwise (-first +again):\n%s", i+1, cmp.Diff(lines(r.Tables[i]), lines(second.Tables[i])))
				}
			}
		})
	}
}

// Lines inserted above a table do not take its header away; a header that is gone is said and looked for anew.
func TestRecipeFollowsItsHeader(t *testing.T) {
	recipe := csvTable(t, "Metric,Jan 2026,Feb 2026\nUsers,1,2\nLeads,3,4\n").Recipe
	recipe.SkipRows = []string{"Leads"}
	table := csvTable(t, "Product metrics,,\nAs of March,,\nMetric,Jan 2026,Feb 2026\nUsers,1,2\nLeads,3,4\n", recipe)
	if diff := cmp.Diff([]string{"Users [count] AC: 2026-01=1@B4 2026-02=2@C4"}, lines(table)); diff != "" {
		t.Errorf("two lines more (-want +got):\n%s", diff)
	}
	if got := noteTexts(table.Notes, "header-moved"); len(got) != 1 || got[0] != "The header “Metric” has moved from row 1 to row 3; the table was read there." {
		t.Errorf("notes = %q", got)
	}
	table = csvTable(t, "Q,,\nKPI,Jan 2026,Feb 2026\nUsers,1,2\n", recipe)
	if diff := cmp.Diff([]string{"Users [count] AC: 2026-01=1@B3 2026-02=2@C3"}, lines(table)); diff != "" {
		t.Errorf("another header (-want +got):\n%s", diff)
	}
	if got := noteTexts(table.Notes, "header-not-found"); len(got) != 1 {
		t.Errorf("notes = %+v, want one of the header", table.Notes)
	}
}
