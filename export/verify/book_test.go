package verify_test

import (
	"strings"
	"testing"
	"time"

	"throughline/app/brief"
	"throughline/app/metric"
	"throughline/export/verify"
)

// report returns the report of an untouched PDF of a brief.
func report(t *testing.T, b *brief.Brief) *verify.Report {
	t.Helper()
	doc, record := printed(t, b)
	r := verified(t, file(t, doc, encoded(t, record)))
	if r.Drifted != 0 {
		t.Fatalf("the PDF does not agree with itself: %q", drifts(r))
	}
	return r
}

// origin returns the file that a workbook of that name is to be compared with.
func origin(t *testing.T, r *verify.Report, name string) *verify.Origin {
	t.Helper()
	o, err := r.Origin(name, "")
	if err != nil {
		t.Fatal(err)
	}
	return o
}

func TestAWorkbookIsComparedWithTheFileItTakesThePlaceOf(t *testing.T) {
	t.Parallel()
	one := report(t, sample())
	b := sample()
	b.Sources = append(b.Sources, &brief.Source{ID: "costs", File: "costs.csv", SHA256: "def", Recipe: brief.Recipe{HeaderRows: []int{3}}})
	b.Metrics = append(b.Metrics, &metric.Metric{
		ID: "9", Name: "Costs", Unit: metric.Unit{Kind: metric.Count},
		Series: []*metric.Series{{Scenario: metric.AC, Source: "costs", Points: []metric.Point{{Period: metric.MonthOf(2026, time.October), Value: 71, Cell: "B2"}}}},
	})
	b.Beats[1].Body += " Costs were {Costs}."
	two := report(t, b)
	byHand := brief.New("by hand")
	byHand.Headline = "Nothing is measured yet"
	none := report(t, byHand)
	for _, tt := range []struct {
		name         string
		report       *verify.Report
		book, sha256 string
		file, err    string
	}{
		{"its bytes", two, "renamed.csv", "def", "costs.csv", ""},
		{"its bytes, although another has its name", two, "costs.csv", "abc", "metrics.xlsx", ""},
		{"its name", two, "COSTS.csv", "new", "costs.csv", ""},
		{"the only file", one, "november.xlsx", "new", "metrics.xlsx", ""},
		{"one of several", two, "november.xlsx", "new", "", "came from “metrics.xlsx”, “costs.csv”; “november.xlsx” is none of them"},
		{"no file", none, "november.xlsx", "new", "", "nothing to compare with a workbook"},
	} {
		o, err := tt.report.Origin(tt.book, tt.sha256)
		if tt.err != "" {
			if err == nil || !strings.Contains(err.Error(), tt.err) {
				t.Errorf("%s: error %v, want %q", tt.name, err, tt.err)
			}
			continue
		}
		if err != nil || o.File != tt.file {
			t.Errorf("%s: %+v, %v; want %s", tt.name, o, err, tt.file)
		}
	}
	o := origin(t, two, "costs.csv")
	if len(o.Recipes) != 1 || len(o.Recipes[0].HeaderRows) != 1 {
		t.Errorf("costs.csv is to be read with %+v", o.Recipes)
	}
	if as := o.Brief(); len(as.Metrics) != 0 || len(as.Sources) != 0 || as.Settings.Locale != b.Settings.Locale {
		t.Errorf("costs.csv is to be read into %+v", as)
	}
}

// TestAWorkbookThatChanged compares a PDF with the workbook as somebody left it since.
func TestAWorkbookThatChanged(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name   string
		change func(conversion, signups *metric.Metric)
		want   string // a part of the drifts; "": none
	}{
		{"nothing", func(*metric.Metric, *metric.Metric) {}, ""},
		{"the last bits", func(c, _ *metric.Metric) { c.Series[0].Points[9].Value += 1e-16 }, ""},
		{
			"a value", func(c, _ *metric.Metric) { c.Series[0].Points[9].Value = .121 },
			"Funnel!K4 (Trial conversion): the PDF was made with 0.111, now.xlsx has 0.121. “11.1%” would be “12.1%”.",
		},
		{"a row above", func(c, s *metric.Metric) {
			for _, series := range append(c.Series, s.Series...) {
				for i := range series.Points {
					series.Points[i].Cell += "0" // B4 becomes B40
				}
			}
		}, ""},
		{"the sheet's name", func(c, s *metric.Metric) {
			for _, series := range append(c.Series, s.Series...) {
				series.Sheet = "Funnel 2026"
			}
		}, ""},
		{"a metric's name", func(c, _ *metric.Metric) { c.Name = "Conversion" }, ""},
		{"a metric's name, and its value", func(c, _ *metric.Metric) {
			c.Name = "Conversion"
			c.Series[0].Points[9].Value = .2
		}, "now.xlsx has no value of Trial conversion for Oct 2026 any more: Funnel!K4 was 0.111, and it holds 0.2 of Conversion now."},
		{
			"a value is gone", func(_, s *metric.Metric) { s.Series[0].Points = s.Series[0].Points[:9] },
			"now.xlsx has no value of Sign-ups for Oct 2026 any more: Funnel!K6 was 4120.",
		},
		{"two values of one number", func(c, _ *metric.Metric) {
			c.Series[0].Points[9].Value, c.Series[0].Points[5].Value = .121, .12
		}, "“moved"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			r := report(t, sample())
			metrics := sample().Metrics
			tt.change(metrics[0], metrics[1])
			against := r.Against(verify.Book{Name: "now.xlsx", Of: origin(t, r, "now.xlsx"), Metrics: metrics})
			all, agree := against.Numbers()
			if before, _ := r.Numbers(); all != before {
				t.Errorf("%d numbers were compared, want %d", all, before)
			}
			got := strings.Join(drifts(against), "\n")
			switch {
			case tt.want == "" && (against.Drifted != 0 || agree != all):
				t.Errorf("%d of %d numbers agree, drifts %q", agree, all, got)
			case tt.want == "“moved":
				if !strings.Contains(got, "Funnel!K4") || !strings.Contains(got, "Funnel!G4") {
					t.Errorf("drifts %q name not both cells", got)
				}
			case !strings.Contains(got, tt.want):
				t.Errorf("drifts %q, want %q", got, tt.want)
			}
		})
	}
}

// A target stands in a cell that holds no point of a series, and a value by category has no period.
func TestTargetsAndCategoriesAreComparedWithTheWorkbook(t *testing.T) {
	t.Parallel()
	with := func(target, team float64) *brief.Brief {
		b := sample()
		b.Metrics[0].Target = &metric.Target{Value: target, Source: "funnel", Sheet: "Funnel", Cell: "M4"}
		b.Metrics = append(b.Metrics, &metric.Metric{
			ID: "8", Name: "Seats", Unit: metric.Unit{Kind: metric.Count},
			Series: []*metric.Series{{
				Scenario: metric.AC, Source: "funnel", Sheet: "Funnel",
				Points: []metric.Point{{Category: "Team", Value: team, Cell: "B12"}, {Category: "Firm", Value: 20, Cell: "B13"}},
			}},
		})
		b.Beats[1].Body += " It is {Trial conversion | vs target} against target."
		b.Beats[3].Body += " There are {Seats | total} seats."
		return b
	}
	r := report(t, with(.12, 30))
	for _, tt := range []struct {
		name string
		now  *brief.Brief
		want []string
	}{
		{"as it was", with(.12, 30), nil},
		{"another target", with(.13, 30), []string{"M4", "0.13"}},
		{"another value of a category", with(.12, 31), []string{"B12", "made with 30, now.xlsx has 31", "“50” would be “51”"}},
	} {
		against := r.Against(verify.Book{Name: "now.xlsx", Of: origin(t, r, "now.xlsx"), Metrics: tt.now.Metrics})
		got := strings.Join(drifts(against), "\n")
		if (len(tt.want) == 0) != (against.Drifted == 0) {
			t.Errorf("%s: drifts %q", tt.name, got)
		}
		for _, part := range tt.want {
			if !strings.Contains(got, part) {
				t.Errorf("%s: drifts %q, want %q", tt.name, got, part)
			}
		}
	}
}

// A PDF that does not agree with itself agrees with no workbook either, and numbers of another file are left out.
func TestOnlyTheNumbersOfTheFileAreCompared(t *testing.T) {
	t.Parallel()
	b := sample()
	b.Sources = append(b.Sources, &brief.Source{ID: "costs", File: "costs.csv"})
	b.Metrics = append(b.Metrics, &metric.Metric{
		ID: "9", Name: "Costs", Unit: metric.Unit{Kind: metric.Count},
		Series: []*metric.Series{{Scenario: metric.AC, Source: "costs", Points: []metric.Point{{Period: metric.MonthOf(2026, time.October), Value: 71, Cell: "B2"}}}},
	})
	b.Beats[1].Body += " Costs were {Costs}."
	doc, record := printed(t, b)
	record.Pages[0].Texts[0].Text += "!"
	r := verified(t, file(t, doc, encoded(t, record)))
	own := drifts(r)
	if len(own) == 0 {
		t.Fatal("the altered page agrees with itself")
	}
	against := r.Against(verify.Book{Name: "costs.csv", Of: origin(t, r, "costs.csv"), Metrics: b.Metrics[3:]})
	if all, agree := against.Numbers(); all != 2 || agree != 2 { // in the text and among the key figures
		t.Errorf("%d of %d numbers of costs.csv agree", agree, all)
	}
	if got := drifts(against); strings.Join(got, "\n") != strings.Join(own, "\n") {
		t.Errorf("drifts %q, want those of the PDF itself, %q", got, own)
	}
	changed := b.Clone().Metrics[3]
	changed.Series[0].Points[0].Value = 72
	against = r.Against(verify.Book{Name: "costs.csv", Of: origin(t, r, "costs.csv"), Metrics: []*metric.Metric{changed}})
	if got := strings.Join(drifts(against), "\n"); !strings.Contains(got, "B2 (Costs): the PDF was made with 71, costs.csv has 72.") {
		t.Errorf("drifts %q", got)
	}
}
