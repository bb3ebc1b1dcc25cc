package refresh_test

import (
	"context"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"throughline/app/brief"
	"throughline/app/ingest"
	"throughline/app/metric"
	"throughline/app/refresh"
)

func same(t *testing.T, what string, got, want []string) {
	t.Helper()
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", what, diff)
	}
}

func TestNextMonth(t *testing.T) {
	b := briefOf(t, workbook("metrics_sep.xlsx", page{"KPIs", kpis()}))
	r := read(t, b, workbook("metrics_oct.xlsx", page{"KPIs", next()}), nil)
	v := r.Review(nil, time.Time{})
	same(t, "sources", sources(v), []string{"metrics_sep.xlsx · KPIs ← metrics_oct.xlsx!KPIs as of Oct 2026"})
	same(t, "figures", changes(v), []string{
		"headline {Trial conversion | moved from Jun 2026 | points}: rose 1.4 pp to 12.4% → rose 0.9 pp to 11.9% (Oct 2026 after Sep 2026)",
		"context.lead {ARR}: $12.6M → $12.9M (Oct 2026 after Sep 2026)",
		"context.lead {Active users}: 46,200 → 47,100 (Oct 2026 after Sep 2026)",
		"conflict.lead {Churn | latest | 1 decimal}: 2.6% → 2.5% (Oct 2026 after Sep 2026)",
		"conflict.body {Tickets | total}: 6,040 → 6,945 (Oct 2026 after Sep 2026)",
		"evidence.hero {Trial conversion}: 12.4% → 11.9% (Oct 2026 after Sep 2026)",
		"evidence.hero {Trial conversion | change}: +0.3 pp → −0.5 pp (Oct 2026 after Sep 2026)",
	})
	same(t, "sentences", sentences(v), nil)
	same(t, "rows", rows(v), nil)
	if v.Open() || v.Hero == nil || v.Hero.New != "11.9%" || v.Hero.Direction != -1 || v.Hero.Good != -1 {
		t.Errorf("open %v, hero %+v", v.Open(), v.Hero)
	}
	if v.Chart == nil || len(v.Chart.Marks) != 1 || v.Chart.Marks[0].Label != "Oct 2026" {
		t.Errorf("chart = %+v, want the one new mark", v.Chart)
	}
	r.Apply(b, nil, imported)
	if len(b.Sources) != 1 || b.Sources[0].File != "metrics_oct.xlsx" || b.Validate() != nil {
		t.Errorf("after it the brief has the sources %+v", b.Sources)
	}
}

func TestARestatedValueIsAKindOfItsOwn(t *testing.T) {
	b := briefOf(t, workbook("metrics.xlsx", page{"KPIs", kpis()}))
	changed := kpis()
	changed[3][6] = pct(0.119) // August
	v := read(t, b, workbook("metrics.xlsx", page{"KPIs", changed}), nil).Review(nil, time.Time{})
	same(t, "figures", changes(v), []string{
		"context.body {Trial conversion | Aug 2026}: 12.1% → 11.9% (Aug 2026 restated)",
		"evidence.hero {Trial conversion | change}: +0.3 pp → +0.5 pp (Aug 2026 restated)", // what the hero is compared with
	})
	same(t, "sentences", sentences(v), []string{
		"context.body restated: In August conversion was {Trial conversion | Aug 2026}. | Aug 2026 restated 12.1% → 11.9%.",
	})
	if len(v.Metrics[0].Restated) != 1 || v.Metrics[0].Restated[0].Cell != "G4" {
		t.Errorf("row %+v", v.Metrics[0])
	}
	if !v.Open() {
		t.Error("somebody should read that sentence again")
	}
}

// What a careless colleague does to a workbook between two months, and what must come of it: the figures of next month.
func TestMovedAndRenamed(t *testing.T) {
	want := changes(read(t, briefOf(t, workbook("metrics_sep.xlsx", page{"KPIs", kpis()})),
		workbook("metrics_oct.xlsx", page{"KPIs", next()}), nil).Review(nil, time.Time{}))
	for name, tt := range map[string]struct {
		file, sheet string
		change      func([][]any) [][]any
		rows        []string
	}{
		"rows above the header": {"metrics_oct.xlsx", "KPIs", func(rows [][]any) [][]any {
			return append([][]any{{"Confidential"}, {"Prepared by finance"}, {}}, rows...)
		}, nil},
		"rows in another order": {"metrics_oct.xlsx", "KPIs", func(rows [][]any) [][]any {
			rows[3], rows[7], rows[5], rows[4] = rows[7], rows[3], rows[4], rows[5]
			return rows
		}, nil},
		"a row inserted": {"metrics_oct.xlsx", "KPIs", func(rows [][]any) [][]any {
			extra := []any{"Logins", 1, 2, 3, 4, 5, 6, 7, 8}
			return append(rows[:4:4], append([][]any{extra}, rows[4:]...)...)
		}, []string{"added Logins →Logins: take"}},
		"a sheet renamed":              {"metrics.xlsx", "Key figures", nil, nil},
		"a sheet named for its month":  {"metrics_oct.xlsx", "KPIs Oct", nil, nil},
		"another file name altogether": {"Export 7731.xlsx", "Sheet1", nil, nil},
		"a header abbreviated": {"metrics_oct.xlsx", "KPIs", func(rows [][]any) [][]any {
			rows[3][0] = "Trial conv."
			return rows
		}, []string{"renamed Trial conversion Trial conversion→Trial conv.: take"}},
		"a header in other words, in its place": {"metrics_oct.xlsx", "KPIs", func(rows [][]any) [][]any {
			rows[3][0] = "Paying after trial (share)"
			return rows
		}, []string{"renamed Trial conversion Trial conversion→Paying after trial (share): take"}},
		"a header written otherwise": {"metrics_oct.xlsx", "KPIs", func(rows [][]any) [][]any {
			rows[3][0] = "TRIAL  conversion"
			return rows
		}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			data := next()
			if tt.change != nil {
				data = tt.change(data)
			}
			b := briefOf(t, workbook("metrics_sep.xlsx", page{"KPIs", kpis()}))
			r := read(t, b, workbook(tt.file, page{tt.sheet, data}), nil)
			v := r.Review(nil, time.Time{})
			same(t, "figures", changes(v), want)
			same(t, "rows", rows(v), tt.rows)
			r.Apply(b, nil, imported)
			if err := b.Validate(); err != nil {
				t.Error(err)
			}
			// The month after that is read by what was learned: nothing is asked twice, and nothing changes.
			again := read(t, b, workbook(tt.file, page{tt.sheet, data}), nil).Review(nil, time.Time{})
			same(t, "figures, read once more", changes(again), nil)
			same(t, "rows, read once more", rows(again), nil)
		})
	}
}

// The header of the actual values is renamed and the plan's is not.
func TestAPlanFollowsItsMetric(t *testing.T) {
	with := func(rows [][]any) [][]any {
		plan := []any{"Trial conversion (plan)"}
		for range len(rows[2]) - 1 {
			plan = append(plan, pct(0.12))
		}
		return append(rows, plan)
	}
	b := briefOf(t, workbook("metrics.xlsx", page{"KPIs", with(kpis())}))
	b.Headline = "Against plan it is {Trial conversion | vs plan}"
	renamed := with(next())
	renamed[3][0] = "Trial conv."
	for range 2 { // what was learned the first time holds the second
		r := read(t, b, workbook("metrics.xlsx", page{"KPIs", renamed}), nil)
		v := r.Review(nil, time.Time{})
		if len(v.Sentences) != 0 {
			t.Errorf("sentences %q", sentences(v))
		}
		if got := rows(v); len(got) > 1 {
			t.Errorf("rows %q, want at most the renamed one", got)
		}
		r.Apply(b, nil, imported)
		renamed = append([][]any{}, renamed...)
	}
	if got := printed(b)[0]; got != "headline {Trial conversion | vs plan} −0.1\u00a0pp" {
		t.Errorf("after both: %s", got)
	}
}

// A range that was set by hand grows by the month that came after it, and by nothing else.
func TestARangeSetByHandGrowsWithTime(t *testing.T) {
	reading, err := ingest.Understand(context.Background(), workbook("metrics.xlsx", page{"KPIs", kpis()}),
		brief.Recipe{Sheet: "KPIs", Range: "A3:H6", HeaderRows: []int{3}})
	if err != nil {
		t.Fatal(err)
	}
	b := brief.New("b")
	reading.AddTo(b, imported)
	b.Headline = "ARR is {ARR}"
	r := read(t, b, workbook("metrics.xlsx", page{"KPIs", next()}), nil)
	same(t, "figures", changes(r.Review(nil, time.Time{})), []string{"headline {ARR}: $12.6M → $12.9M (Oct 2026 after Sep 2026)"})
	r.Apply(b, nil, imported)
	if len(b.Metrics) != 3 || b.Sources[0].Range != "A3:I6" {
		t.Errorf("%d metrics from %s, want the three from A3:I6", len(b.Metrics), b.Sources[0].Range)
	}
}

func TestAMetricThatIsGoneKeepsItsSource(t *testing.T) {
	b := briefOf(t, workbook("metrics_sep.xlsx", page{"KPIs", kpis()}))
	r := read(t, b, workbook("metrics_oct.xlsx", page{"KPIs", next()[:7]}), nil)
	v := r.Review(nil, time.Time{})
	same(t, "rows", rows(v), []string{"gone Tickets Tickets→: keep ?"})
	if !v.Open() {
		t.Error("a figure shows it, so somebody should know")
	}
	r.Apply(b, nil, imported)
	if len(b.Sources) != 2 || b.Validate() != nil {
		t.Errorf("sources %v: want the old one, for Tickets, and the new one", b.Sources)
	}
}

func TestAnotherUnitIsToBeDecided(t *testing.T) {
	numbers := next()
	for i := 1; i < len(numbers[3]); i++ {
		numbers[3][i] = float64(numbers[3][i].(pct)) * 100 // 12.4 where it was 12.4%
	}
	b := briefOf(t, workbook("metrics.xlsx", page{"KPIs", kpis()}))
	r := read(t, b, workbook("metrics.xlsx", page{"KPIs", numbers}), nil)
	v := r.Review(nil, time.Time{})
	same(t, "rows", rows(v), []string{"changed Trial conversion Trial conversion→Trial conversion: keep ?"})
	for _, f := range v.Figures {
		if f.Metric == "Trial conversion" {
			t.Errorf("%s changed from %s to %s without being decided", f.Figure, f.Old, f.New)
		}
	}
	id := b.Metric("Trial conversion").ID
	v = r.Review(refresh.Plan{id: refresh.Convert}, time.Time{})
	if v.Hero == nil || v.Hero.New != "11.9%" || v.Open() {
		t.Errorf("put back into percent, the hero is %+v", v.Hero)
	}
	r.Apply(b, refresh.Plan{id: refresh.Convert}, imported)
	again := read(t, b, workbook("metrics.xlsx", page{"KPIs", numbers}), nil).Review(nil, time.Time{})
	same(t, "rows, read once more", rows(again), nil)
	same(t, "figures, read once more", changes(again), nil)
}

func TestAnotherNumberFormatAloneChangesNothing(t *testing.T) {
	plain := next()
	for i := 1; i < len(plain[3]); i++ {
		plain[3][i] = float64(plain[3][i].(pct))
	}
	b := briefOf(t, workbook("metrics.xlsx", page{"KPIs", kpis()}))
	r := read(t, b, workbook("metrics.xlsx", page{"KPIs", plain}), nil)
	if v := r.Review(nil, time.Time{}); v.Hero == nil || v.Hero.New != "11.9%" || rows(v) != nil {
		t.Errorf("hero %+v, rows %q", v.Hero, rows(v))
	}
}

func TestALostScaleIsToBeDecided(t *testing.T) {
	data := next()
	for i := 1; i < len(data[4]); i++ {
		data[4][i] = data[4][i].(usd) / 1000
	}
	b := briefOf(t, workbook("metrics.xlsx", page{"KPIs", kpis()}))
	r := read(t, b, workbook("metrics.xlsx", page{"KPIs", data}), nil)
	same(t, "rows", rows(r.Review(nil, time.Time{})), []string{"changed ARR ARR→ARR: keep ?"})
	r.Apply(b, refresh.Plan{b.Metric("ARR").ID: refresh.Convert}, imported)
	if p, _ := b.Metric("ARR").Actual().Latest(); p.Value != 12900000 {
		t.Errorf("put back, ARR is %v", p.Value)
	}
}

func TestAnOlderFileIsNotTakenSilently(t *testing.T) {
	b := briefOf(t, workbook("metrics.xlsx", page{"KPIs", next()}))
	v := read(t, b, workbook("metrics.xlsx", page{"KPIs", kpis()}), nil).Review(nil, time.Time{})
	if len(v.Figures) != 0 || !v.Open() || len(rows(v)) != 5 {
		t.Errorf("figures %q, rows %q", changes(v), rows(v))
	}
}

func TestAGrainThatChanged(t *testing.T) {
	quarters := [][]any{
		{"Metric", "Q1 2026", "Q2 2026", "Q3 2026"},
		{"Trial conversion", pct(0.1), pct(0.11), pct(0.12)},
		{"ARR", usd(11e6), usd(12e6), usd(13e6)},
		{"Active users", 1, 2, 3},
		{"Churn", pct(0.03), pct(0.03), pct(0.02)},
		{"Tickets", 9, 8, 7},
	}
	b := briefOf(t, workbook("metrics.xlsx", page{"KPIs", kpis()}))
	v := read(t, b, workbook("metrics.xlsx", page{"KPIs", quarters}), nil).Review(nil, time.Time{})
	if len(v.Figures) != 0 || len(rows(v)) != 5 || !v.Open() {
		t.Errorf("figures %q, rows %q", changes(v), rows(v))
	}
}

func TestTwoTablesThatCouldBeMeantAreAQuestion(t *testing.T) {
	// Two regions whose new files say nothing of which is which: other values, other sheet names.
	region := func(shift float64, months ...string) [][]any {
		rows := [][]any{{"Metric"}, {"Users"}, {"Signups"}, {"Tickets"}}
		for i, m := range months {
			rows[0] = append(rows[0], m)
			for r := 1; r < 4; r++ {
				rows[r] = append(rows[r], shift*float64(100*r+i))
			}
		}
		return rows
	}
	b := briefOf(t, workbook("metrics_sep.xlsx", page{"KPIs", kpis()}), workbook("regions.xlsx",
		page{"EMEA", region(1, "Jul 2026", "Aug 2026", "Sep 2026")}, page{"US", region(7, "Jul 2026", "Aug 2026", "Sep 2026")}))
	wb := workbook("regions.xlsx", page{"A", region(1.3, "Oct 2026", "Nov 2026", "Dec 2026")}, page{"B", region(7.1, "Oct 2026", "Nov 2026", "Dec 2026")})
	r := read(t, b, wb, nil)
	v := r.Review(nil, time.Time{})
	if len(v.Questions) != 2 || len(v.Sources) != 0 || !v.Open() {
		t.Fatalf("questions %+v, sources %q", v.Questions, sources(v))
	}
	var texts []string
	for _, c := range v.Questions[0].Choices {
		texts = append(texts, c.Label)
	}
	same(t, "choices", texts, []string{"sheet “A”, A1:D4", "sheet “B”, A1:D4", "none of them"})
	answers := refresh.Answers{v.Questions[0].Source: v.Questions[0].Choices[0].Table, v.Questions[1].Source: v.Questions[1].Choices[1].Table}
	v = read(t, b, wb, answers).Review(nil, time.Time{})
	same(t, "sources", sources(v), []string{"regions.xlsx · EMEA ← regions.xlsx!A as of Dec 2026", "regions.xlsx · US ← regions.xlsx!B as of Dec 2026"})
	same(t, "left", v.Left, []string{"metrics_sep.xlsx · KPIs is not renewed by regions.xlsx; it keeps its values, to Sep 2026."})

	// With the values of last month in them, the same tables are told apart without a question.
	wb = workbook("regions.xlsx", page{"A", region(7, "Jul 2026", "Aug 2026", "Sep 2026", "Oct 2026")}, page{"B", region(1, "Jul 2026", "Aug 2026", "Sep 2026", "Oct 2026")})
	same(t, "sources by values", sources(read(t, b, wb, nil).Review(nil, time.Time{})), []string{
		"regions.xlsx · EMEA ← regions.xlsx!B as of Oct 2026", "regions.xlsx · US ← regions.xlsx!A as of Oct 2026",
	})
}

func TestAnotherFileRenewsNothing(t *testing.T) {
	b := briefOf(t, workbook("metrics.xlsx", page{"KPIs", kpis()}))
	wb := workbook("budget.xlsx", page{"Costs", [][]any{{"Cost centre", "Jan 2026", "Feb 2026"}, {"Rent", 10, 10}, {"Travel", 4, 6}}})
	r := read(t, b, wb, nil)
	if v := r.Review(nil, time.Time{}); v.Renews() || len(v.Questions) > 0 || len(v.Figures) > 0 {
		t.Errorf("sources %q, questions %+v", sources(v), v.Questions)
	}
	if x := refresh.Renews(b, r.Reading); x != nil {
		t.Errorf("an import would be asked whether it renews %s", x.Source.File)
	}
	oct := read(t, b, workbook("Export.xlsx", page{"X", next()}), nil)
	if x := refresh.Renews(b, oct.Reading); x == nil || x.Source.File != "metrics.xlsx" {
		t.Error("an import of next month's file would not be asked")
	}
}

func TestSomeAreTakenAndSomeKept(t *testing.T) {
	b := briefOf(t, workbook("metrics_sep.xlsx", page{"KPIs", kpis()}))
	r := read(t, b, workbook("metrics_oct.xlsx", page{"KPIs", next()}), nil)
	plan := refresh.Plan{b.Metric("ARR").ID: refresh.Keep, b.Metric("Tickets").ID: refresh.Keep}
	v := r.Review(plan, time.Time{})
	for _, f := range v.Figures {
		if f.Metric == "ARR" || f.Metric == "Tickets" {
			t.Errorf("%s is kept, and %s became %s", f.Metric, f.Old, f.New)
		}
	}
	r.Apply(b, plan, imported)
	if len(b.Sources) != 2 {
		t.Fatalf("%d sources, want both", len(b.Sources))
	}
	if b.Source(b.Metric("ARR").Actual().Source).File != "metrics_sep.xlsx" || b.Source(b.Metric("Churn").Actual().Source).File != "metrics_oct.xlsx" {
		t.Error("the kept metric and the taken one come from the wrong files")
	}
	// The month after, both states of the table are renewed by the one new file.
	nov := next()
	nov[2] = append(nov[2], "Nov 2026")
	for i, v := range []any{pct(0.12), usd(13e6), 48000, pct(0.02), 910} {
		nov[3+i] = append(nov[3+i], v)
	}
	again := read(t, b, workbook("metrics_nov.xlsx", page{"KPIs", nov}), nil)
	v = again.Review(nil, time.Time{})
	if len(v.Sources) != 2 || len(v.Questions) != 0 || len(rows(v)) != 0 {
		t.Errorf("sources %q, questions %+v, rows %q", sources(v), v.Questions, rows(v))
	}
	again.Apply(b, nil, imported)
	if len(b.Sources) != 1 || b.Validate() != nil {
		t.Errorf("%d sources, want the new one alone", len(b.Sources))
	}
}

func TestTypedNumbersThatWereTrue(t *testing.T) {
	b := briefOf(t, workbook("metrics.xlsx", page{"KPIs", kpis()}))
	b.Beats[brief.Resolution].Body = "Trial conversion of 12.4% is our best. ARR stood at $12.4M in August."
	v := read(t, b, workbook("metrics.xlsx", page{"KPIs", next()}), nil).Review(nil, time.Time{})
	same(t, "sentences", sentences(v), []string{
		"resolution.body typed-number: Trial conversion of 12.4% is our best. | “12.4%” is typed by hand and equalled {Trial conversion}, which is 11.9% now.",
	})
}

func TestWordsThatTheNumbersContradictNow(t *testing.T) {
	b := briefOf(t, workbook("metrics.xlsx", page{"KPIs", kpis()}))
	b.Headline = "Trial conversion rose to {Trial conversion}, and churn fell to {Churn}"
	b.Beats[brief.Context].Body = "ARR grew to {ARR}. Active users fell to {Active users}."
	v := read(t, b, workbook("metrics.xlsx", page{"KPIs", next()}), nil).Review(nil, time.Time{})
	got := map[string]string{}
	for _, s := range v.Sentences {
		got[string(s.Place)+" "+s.Code] = s.Text
	}
	// “fell to” was untrue before, so it is the coach's matter and not the new file's.
	want := map[string]string{"headline contradiction": b.Headline}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("sentences (-want +got):\n%s", diff)
	}
}

func TestFiguresThatLoseTheirValue(t *testing.T) {
	b := briefOf(t, workbook("metrics.xlsx", page{"KPIs", kpis()}))
	short := [][]any{{"Metric", "Sep 2026", "Oct 2026"}}
	for _, row := range next()[3:] {
		short = append(short, []any{row[0], row[7], row[8]})
	}
	v := read(t, b, workbook("metrics.xlsx", page{"KPIs", short}), nil).Review(nil, time.Time{})
	got := map[brief.Place]string{}
	for _, s := range v.Sentences {
		got[s.Place] = s.Code
	}
	if got["headline"] != "figure-value" || got["context.body"] != "figure-value" || len(got) != 2 {
		t.Errorf("sentences %q", sentences(v))
	}
}

func TestStaleAndBehind(t *testing.T) {
	data := next()
	data[7] = data[7][:8] // no October for Tickets
	b := briefOf(t, workbook("metrics.xlsx", page{"KPIs", kpis()}))
	r := read(t, b, workbook("metrics.xlsx", page{"KPIs", data}), nil)
	if v := r.Review(nil, time.Time{}); len(v.Stale) != 1 || v.Stale[0].Metric != "Tickets" || v.Stale[0].Last != "Sep 2026" || !v.Stale[0].Used {
		t.Errorf("stale %+v", v.Stale)
	}
	if v := r.Review(nil, time.Date(2027, 2, 1, 0, 0, 0, 0, time.UTC)); len(v.Stale) != 5 {
		t.Errorf("in February %d are stale, want all", len(v.Stale))
	}
}

func TestTargetsOfTheFile(t *testing.T) {
	with := func(rows [][]any, target pct) [][]any {
		rows[2] = append(rows[2], "Target")
		rows[3] = append(rows[3], target)
		return rows
	}
	b := briefOf(t, workbook("metrics.xlsx", page{"KPIs", with(kpis(), 0.15)}))
	if b.Metric("Trial conversion").Target == nil {
		t.Fatal("the target was not read")
	}
	b.Headline = "Conversion is {Trial conversion | vs target} from target"
	v := read(t, b, workbook("metrics.xlsx", page{"KPIs", with(kpis(), 0.16)}), nil).Review(nil, time.Time{})
	if len(v.Targets) != 1 || v.Targets[0] != (refresh.TargetChange{Metric: "Trial conversion", Old: "15%", New: "16%"}) {
		t.Errorf("targets %+v", v.Targets)
	}
	same(t, "figures", changes(v), []string{
		"headline {Trial conversion | vs target}: −2.6 pp → −3.6 pp (another target)",
		"evidence.hero {Trial conversion | vs target}: −2.6 pp → −3.6 pp (another target)",
	})
}

func TestFreshnessOfItsOwnStays(t *testing.T) {
	b := briefOf(t, workbook("metrics.xlsx", page{"KPIs", kpis()}))
	m := b.Metric("ARR")
	m.Freshness, m.Definition, m.Polarity = 10, "Contracted", metric.LowerBetter
	read(t, b, workbook("metrics.xlsx", page{"KPIs", next()}), nil).Apply(b, nil, imported)
	if m = b.Metric("ARR"); m.Freshness != 10 || m.Definition != "Contracted" || m.Polarity != metric.LowerBetter {
		t.Errorf("what was set by hand did not stay: %+v", m)
	}
}

// A figure follows the newest period; words that date it do not.
func TestWordsThatDateAFigure(t *testing.T) {
	b := briefOf(t, workbook("metrics_sep.xlsx", page{"KPIs", kpis()}))
	b.Beats[brief.Context].Body = "In September conversion was {Trial conversion}. It is {Trial conversion} in Sep 2026, a record. " +
		"It is {Trial conversion}, and we began in September. Now it is {Trial conversion}. It was {Trial conversion | Sep 2026} in September. " +
		"{Trial conversion} in Septembers."
	v := read(t, b, workbook("metrics_oct.xlsx", page{"KPIs", next()}), nil).Review(nil, time.Time{})
	same(t, "sentences", sentences(v), []string{
		"context.body outdated: In September conversion was {Trial conversion}. | " +
			"It says “In September”, and 11.9% is the value of Oct 2026; Trial conversion was 12.4% (Sep 2026, H4).",
		"context.body contradiction: It is {Trial conversion} in Sep 2026, a record. | " +
			"The sentence calls Trial conversion “a record”; at 12.4% (Sep 2026, H4) it was higher than at 11.9% (Oct 2026, I4).",
		"context.body outdated: It is {Trial conversion} in Sep 2026, a record. | " +
			"It says “in Sep 2026”, and 11.9% is the value of Oct 2026; Trial conversion was 12.4% (Sep 2026, H4).",
	})
}

// What a chart does not show is no change of the chart.
func TestARestatedPointOutsideOfTheChartIsNoChangeOfIt(t *testing.T) {
	changed := kpis()
	changed[3][6] = pct(0.119) // August
	for _, c := range []struct {
		chart brief.Chart
		shown bool
	}{
		{brief.Chart{Kind: brief.Line, From: "Jul 2026"}, true},
		{brief.Chart{Kind: brief.Line, From: "Sep 2026"}, false},
		{brief.Chart{Kind: brief.Column, To: "Jul 2026"}, false},
		{brief.Chart{Kind: brief.Bar}, false}, // the latest value alone
		{brief.Chart{Kind: brief.Slope, Difference: brief.Span{From: "Aug 2026", To: "Sep 2026"}}, true},
		{brief.Chart{Kind: brief.Slope, Difference: brief.Span{From: "Jul 2026", To: "Sep 2026"}}, false},
	} {
		b := briefOf(t, workbook("metrics.xlsx", page{"KPIs", kpis()}))
		c.chart.Metrics = []string{"Trial conversion"}
		b.Evidence.Chart = &c.chart
		v := read(t, b, workbook("metrics.xlsx", page{"KPIs", changed}), nil).Review(nil, time.Time{})
		if shown := v.Chart != nil; shown != c.shown {
			t.Errorf("%+v: changed is %v, %+v", c.chart, shown, v.Chart)
		}
	}
}
