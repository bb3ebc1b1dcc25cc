package ingest

import (
	"encoding/json"
	"reflect"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"throughline/app/brief"
	"throughline/app/metric"
)

const monthly = `Product metrics
Metric,Jan 2026,Feb 2026
Signups,120,130
Churn %,2.1,1.9
Users,10,12
Total,130,142
`

// What a person corrects in the preview is read exactly so, and nothing else changes.
func TestRecipeCorrects(t *testing.T) {
	lower, target := metric.LowerBetter, 0.015
	r := brief.Recipe{
		Skip: []string{"Users", "Total"},
		Metrics: map[string]brief.MetricRecipe{
			"Signups": {Name: "New accounts", Unit: &metric.Unit{Kind: metric.Number, Symbol: "x"}, Scale: 1000, Polarity: &lower},
			"Churn %": {Target: &target},
		},
	}
	table := csvTable(t, monthly, r)
	want := []string{
		"New accounts [number x] AC: 2026-01=120000@B3 2026-02=130000@C3",
		"Churn [percent] AC: 2026-01=0.021@B4 2026-02=0.019@C4",
	}
	if diff := cmp.Diff(want, lines(table)); diff != "" {
		t.Errorf("metrics (-want +got):\n%s", diff)
	}
	if got := table.Metrics[0].Metric.Polarity; got != lower {
		t.Errorf("polarity = %v, want %v", got, lower)
	}
	if got := table.Metrics[1].Metric.Target; got == nil || got.Value != target {
		t.Errorf("target = %+v, want %v", got, target)
	}
}

// A table read again with its own recipe, even after the recipe was stored, is the same table.
func TestRecipeReproduces(t *testing.T) {
	wb := open(t, textFile(t, "metrics.csv", monthly))
	lower := metric.LowerBetter
	first := only(t, reread(t, wb, brief.Recipe{Skip: []string{"Users"}, Metrics: map[string]brief.MetricRecipe{"Signups": {Polarity: &lower}}}))
	stored, err := json.Marshal(first.Recipe)
	must(t, err)
	var recipe brief.Recipe
	must(t, json.Unmarshal(stored, &recipe))
	if again := only(t, reread(t, wb, recipe)); !reflect.DeepEqual(first, again) {
		t.Errorf("read again (-first +again):\n%s", cmp.Diff(lines(first), lines(again)))
	}
}

// A total is left out until the recipe takes it.
func TestRecipeTakesATotal(t *testing.T) {
	table := csvTable(t, monthly)
	if !slices.Equal(table.Recipe.Skip, []string{"Total"}) {
		t.Fatalf("skipped %q, want the total", table.Recipe.Skip)
	}
	recipe := table.Recipe
	recipe.Skip = []string{}
	if got := lines(csvTable(t, monthly, recipe)); len(got) != 4 || got[3] != "Total [count] AC: 2026-01=130@B6 2026-02=142@C6" {
		t.Errorf("with nothing skipped: %q", got)
	}
}

// The header row and the layout can be corrected: here the real header is the second of two rows of words.
func TestRecipeMovesTheHeader(t *testing.T) {
	const text = `Group,North,South
Year,2025,2026
Users,10,12
Tickets,3,4
`
	r := understand(t, textFile(t, "m.csv", text), brief.Recipe{HeaderRows: []int{2}})
	table := only(t, r)
	if diff := cmp.Diff([]string{"Users [count] AC: 2025=10@B3 2026=12@C3", "Tickets [count] AC: 2025=3@B4 2026=4@C4"}, lines(table)); diff != "" {
		t.Errorf("header in row 2 (-want +got):\n%s", diff)
	}
	table = csvTable(t, text, brief.Recipe{HeaderRows: []int{1}, Layout: brief.Tall})
	if table.Layout != brief.Tall || !slices.Equal(table.HeaderRows, []int{1}) {
		t.Errorf("read as %s under row %v, want tall under row 1", table.Layout, table.HeaderRows)
	}
}

// A percent unit set by hand scales what is plainly a percentage.
func TestRecipeSetsPercent(t *testing.T) {
	percent := metric.Unit{Kind: metric.Percent}
	for _, tt := range []struct {
		values, want string
	}{
		{"12.4,13.5", "Take-up [percent] AC: 2026-01=0.124@B2 2026-02=0.135@C2"},
		{"0.124,0.135", "Take-up [percent] AC: 2026-01=0.124@B2 2026-02=0.135@C2"},
	} {
		table := csvTable(t, "Metric,Jan 2026,Feb 2026\nTake-up,"+tt.values+"\n", brief.Recipe{
			Metrics: map[string]brief.MetricRecipe{"Take-up": {Unit: &percent}},
		})
		if got := lines(table); len(got) != 1 || got[0] != tt.want {
			t.Errorf("%s: %q, want %q", tt.values, got, tt.want)
		}
	}
}

// Next month's file is read by last month's recipe, with the rows that were inserted.
func TestRecipeReadsNextMonth(t *testing.T) {
	recipe := csvTable(t, monthly).Recipe
	next := csvTable(t, `Product metrics
Metric,Jan 2026,Feb 2026,Mar 2026
NPS,30,31,32
Signups,120,130,140
Churn %,2.1,1.9,1.8
`, recipe)
	want := []string{
		"NPS [number] AC: 2026-01=30@B3 2026-02=31@C3 2026-03=32@D3",
		"Signups [count] AC: 2026-01=120@B4 2026-02=130@C4 2026-03=140@D4",
		"Churn [percent] AC: 2026-01=0.021@B5 2026-02=0.019@C5 2026-03=0.018@D5",
	}
	if diff := cmp.Diff(want, lines(next)); diff != "" {
		t.Errorf("metrics (-want +got):\n%s", diff)
	}
}

// A recipe for a sheet that is gone is said, not forgotten.
func TestRecipeOfAMissingSheet(t *testing.T) {
	r := understand(t, workbook(t, []page{{Name: "KPIs", Rows: [][]any{{"Metric", "Jan 2026"}, {"A", 1}}}}), brief.Recipe{Sheet: "Old"})
	if got := noteTexts(r.Notes, "sheet-not-found"); len(got) != 1 {
		t.Errorf("notes = %+v, want one of the missing sheet", r.Notes)
	}
}
