package sheet

import (
	"testing"
	"time"

	"throughline/app/brief"
	"throughline/app/metric"
)

var imported = time.Date(2026, 11, 21, 9, 0, 0, 0, time.UTC)

// table is an accepted sheet with one metric per name, each with a value for January 2026.
func table(file, sheet, sha string, value float64, names ...string) *Table {
	t := &Table{
		Workbook: &Workbook{Path: "/data/" + file, File: file, SHA256: sha}, Sheet: &Sheet{Name: sheet}, Range: Range{1, 1, 3, 2},
		Recipe: brief.Recipe{Sheet: sheet},
	}
	for _, name := range names {
		t.Metrics = append(t.Metrics, &Found{RawName: name, Scale: 1, Metric: &metric.Metric{
			Name: name, Polarity: metric.HigherBetter,
			Series: []*metric.Series{{Points: []metric.Point{{Period: metric.MonthOf(2026, time.January), Value: value, Cell: "B2"}}}},
		}})
	}
	return t
}

func latest(t *testing.T, b *brief.Brief, name string) float64 {
	t.Helper()
	m := b.Metric(name)
	if m == nil {
		t.Fatalf("the brief has no metric %q", name)
	}
	p, _ := m.Actual().Latest()
	return p.Value
}

func TestNextMonthUpdatesInPlace(t *testing.T) {
	b := brief.New("b")
	first := table("metrics.xlsx", "KPIs", "aaa", 1, "ARR", "Gone")
	s := first.AddTo(b, imported)
	arr := b.Metric("arr")
	id := arr.ID
	arr.Definition, arr.Owner, arr.Polarity = "Contracted revenue", "Ana", metric.LowerBetter
	arr.Target = &metric.Target{Value: 9, Reason: "board"}

	next := table("metrics.xlsx", "KPIs", "bbb", 2, "ARR")
	s2 := next.AddTo(b, imported)
	arr = b.Metric("ARR")
	if got := latest(t, b, "ARR"); got != 2 {
		t.Errorf("ARR = %v, want the new file's 2", got)
	}
	if arr.ID != id || arr.Definition != "Contracted revenue" || arr.Owner != "Ana" || arr.Polarity != metric.LowerBetter || arr.Target == nil || arr.Target.Value != 9 {
		t.Errorf("what was set by hand did not stay: %+v", arr)
	}
	if len(b.Metrics) != 2 || latest(t, b, "Gone") != 1 {
		t.Errorf("a metric the new file lacks must stay with its old values")
	}
	if s.ID == s2.ID || b.Source(s.ID) == nil || b.Source(s2.ID) == nil {
		t.Errorf("sources %v: want the old one, which “Gone” still needs, and the new one", b.Sources)
	}
	if arr.Series[0].Source != s2.ID || arr.Series[0].Sheet != "KPIs" {
		t.Errorf("series bound to %q %q", arr.Series[0].Source, arr.Series[0].Sheet)
	}
	if first.Metrics[0].Metric.Series[0].Source != "" {
		t.Error("accepting changed the table itself")
	}
}

func TestUnneededSourcesGo(t *testing.T) {
	b := brief.New("b")
	table("metrics.xlsx", "KPIs", "aaa", 1, "ARR").AddTo(b, imported)
	table("metrics.xlsx", "KPIs", "bbb", 2, "ARR").AddTo(b, imported)
	if len(b.Sources) != 1 || b.Sources[0].SHA256 != "bbb" {
		t.Errorf("sources = %+v, want the new one alone", b.Sources)
	}
}

func TestSameNamesFromElsewhereStayApart(t *testing.T) {
	b := brief.New("b")
	for i, sheet := range []string{"EMEA", "US"} {
		table("metrics.xlsx", sheet, "aaa", float64(i+1), "ARR").AddTo(b, imported)
	}
	table("other.csv", "", "ccc", 3, "ARR").AddTo(b, imported)
	for name, want := range map[string]float64{"ARR": 1, "ARR (US)": 2, "ARR (other)": 3} {
		if got := latest(t, b, name); got != want {
			t.Errorf("%s = %v, want %v", name, got, want)
		}
	}
	// Next month each finds its own again.
	table("metrics.xlsx", "US", "ddd", 20, "ARR").AddTo(b, imported)
	table("metrics.xlsx", "EMEA", "ddd", 10, "ARR").AddTo(b, imported)
	if latest(t, b, "ARR") != 10 || latest(t, b, "ARR (US)") != 20 || len(b.Metrics) != 3 {
		t.Errorf("after the update: ARR %v, ARR (US) %v, %d metrics", latest(t, b, "ARR"), latest(t, b, "ARR (US)"), len(b.Metrics))
	}
}

func TestTablesOfOneSheetStayApart(t *testing.T) {
	b := brief.New("b")
	upper, lower := table("m.xlsx", "S", "aaa", 1, "Users"), table("m.xlsx", "S", "aaa", 2, "Users")
	lower.Range = Range{10, 1, 12, 2}
	r := &Reading{Tables: []*Table{upper, lower}}
	if sources := r.AddTo(b, imported); len(sources) != 2 || sources[0].ID == sources[1].ID {
		t.Errorf("sources = %v, want two", sources)
	}
	if latest(t, b, "Users") != 1 || latest(t, b, "Users (S)") != 2 {
		t.Error("the tables of one sheet overwrote each other")
	}
}

func TestImportingTwiceChangesNothing(t *testing.T) {
	b := brief.New("b")
	x := table("m.xlsx", "S", "aaa", 1, "Users", "users")
	first := x.AddTo(b, imported)
	again := x.AddTo(b, imported)
	if first.ID != again.ID || len(b.Sources) != 1 || len(b.Metrics) != 2 {
		t.Errorf("twice: %d sources, %d metrics, IDs %s and %s", len(b.Sources), len(b.Metrics), first.ID, again.ID)
	}
	ids := map[string]bool{}
	for _, m := range b.Metrics {
		if m.ID == "" || ids[m.ID] {
			t.Errorf("metric %q has the ID %q", m.Name, m.ID)
		}
		ids[m.ID] = true
	}
}

func TestMoneyThatNamesNoCurrencyStaysBareUntilItIsChosen(t *testing.T) {
	b := brief.New("b")
	b.Settings.Currency = "EUR"
	x := table("m.xlsx", "S", "aaa", 1, "Revenue", "ARR", "Users")
	units := []metric.Unit{{Kind: metric.Currency}, {Kind: metric.Currency, Currency: "USD"}, {Kind: metric.Count}}
	for i, u := range units {
		x.Metrics[i].Metric.Unit = u
	}
	x.AddTo(b, imported)
	for name, want := range map[string]metric.Unit{
		"Revenue": {Kind: metric.Currency}, // the brief's currency proposes one and does not decide
		"ARR":     {Kind: metric.Currency, Currency: "USD"},
		"Users":   {Kind: metric.Count},
	} {
		if got := b.Metric(name).Unit; got != want {
			t.Errorf("%s is kept in %+v, want %+v", name, got, want)
		}
	}

	// What was chosen once stays, though the next month's file says no more than the last one did.
	b.Metric("Revenue").Unit.Currency = "EUR"
	next := table("m.xlsx", "S", "bbb", 2, "Revenue")
	next.Metrics[0].Metric.Unit = metric.Unit{Kind: metric.Currency}
	next.AddTo(b, imported)
	if got := b.Metric("Revenue").Unit.Currency; got != "EUR" || latest(t, b, "Revenue") != 2 {
		t.Errorf("after the update Revenue is in %q", got)
	}
}

func TestSkippedMetricsStayOut(t *testing.T) {
	b := brief.New("b")
	x := table("m.xlsx", "S", "aaa", 1, "Users", "Total")
	x.Metrics[1].Skipped = true
	x.AddTo(b, imported)
	if b.Metric("Total") != nil || b.Metric("Users") == nil {
		t.Error("the skipped metric came in, or the other did not")
	}
	x.Metrics[0].Skipped = true
	if s := x.AddTo(brief.New("c"), imported); s != nil {
		t.Errorf("a table without metrics made the source %+v", s)
	}
}

func TestDateCells(t *testing.T) {
	for serial, want := range map[float64]string{
		1: "1900-01-01T00:00:00Z", 59: "1900-02-28T00:00:00Z", 61: "1900-03-01T00:00:00Z", 46053: "2026-01-31T00:00:00Z", 46053.75: "2026-01-31T18:00:00Z",
	} {
		if got := (Cell{Kind: Date, Number: serial}).Time().Format(time.RFC3339); got != want {
			t.Errorf("serial %v = %s, want %s", serial, got, want)
		}
	}
	if !(Cell{Kind: Number, Number: 46053}).Time().IsZero() {
		t.Error("a number is no date")
	}
}

func TestAddresses(t *testing.T) {
	for want, at := range map[string][2]int{"A1": {1, 1}, "Z9": {9, 26}, "AA10": {10, 27}, "XFD1048576": {1048576, 16384}} {
		if got := Address(at[0], at[1]); got != want {
			t.Errorf("Address(%v) = %s, want %s", at, got, want)
		}
	}
}

func TestRenewTakesWhatIsNamedAndLeavesTheRest(t *testing.T) {
	b := brief.New("b")
	old := table("sep.xlsx", "KPIs", "aaa", 1, "ARR", "Churn %", "NPS").AddTo(b, imported)
	id := func(name string) string { return b.Metric(name).ID }
	next := table("oct.xlsx", "Oct", "bbb", 2, "ARR", "Churn", "NPS", "Logins", "Noise")
	s := next.Renew(b, imported, map[string]string{"ARR": id("ARR"), "Churn": id("Churn %"), "Logins": ""})
	for name, want := range map[string]float64{"ARR": 2, "Churn %": 2, "NPS": 1, "Logins": 2} {
		if got := latest(t, b, name); got != want {
			t.Errorf("%s = %v, want %v", name, got, want)
		}
	}
	if b.Metric("Noise") != nil || b.Metric("Churn") != nil {
		t.Error("what was not named came in")
	}
	if b.Source(old.ID) == nil || b.Source(s.ID) == nil {
		t.Error("want the old source, which NPS still needs, beside the new one")
	}
	if got := b.Metric("Churn %").Series[0].Label; got != "Churn" {
		t.Errorf("the file calls it %q now, want Churn", got)
	}
	next.Renew(b, imported, map[string]string{"NPS": id("NPS")})
	if b.Source(old.ID) != nil || len(b.Sources) != 1 || b.Validate() != nil {
		t.Errorf("sources %v: want the new one alone once nothing needs the old", b.Sources)
	}
	if got := next.Renew(b, imported, map[string]string{"No such": ""}); got != nil {
		t.Errorf("nothing was named, and %+v came in", got)
	}
}
