package metric

import (
	"errors"
	"math"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// monthly makes a metric whose values run by month from January of a year, in cells B4, C4 and so on. NaN is a gap.
func monthly(name string, u Unit, year int, values ...float64) *Metric {
	return &Metric{Name: name, Unit: u, Series: []*Series{series(AC, "Funnel", "4", MonthOf(year, time.January), values...)}}
}

func series(scenario Scenario, sheet, row string, first Period, values ...float64) *Series {
	s := &Series{Scenario: scenario, Source: "s1", Sheet: sheet}
	for i, v := range values {
		if !math.IsNaN(v) {
			s.Points = append(s.Points, Point{Period: first.Add(i), Value: v, Cell: string(rune('B'+i)) + row})
		}
	}
	return s
}

func conversion() *Metric {
	return monthly("Trial conversion", percent, 2026, 0.115, 0.112, 0.109, 0.124)
}

var gap = math.NaN()

func TestMetricsAnswerWithTheirCells(t *testing.T) {
	t.Parallel()
	m := conversion()
	m.Target = &Target{Value: 0.13, Source: "s1", Sheet: "Targets", Cell: "C2"}
	m.Series = append(m.Series,
		series(PL, "Plan", "4", MonthOf(2026, time.January), 0.12, 0.12, 0.125, 0.125),
		series(PY, "Funnel", "5", MonthOf(2026, time.January), 0.10, 0.10, 0.10, 0.10))
	apr, jan := MonthOf(2026, time.April), MonthOf(2026, time.January)
	for _, c := range []struct {
		name string
		ask  func() (Value, error)
		want Value // Terms are compared by their cells
		at   []string
	}{
		{"latest", m.Latest, Value{Level, percent, 0.124, apr, Period{}, nil, OpLevel, "E4", ""}, []string{"E4"}},
		{"at", func() (Value, error) { return m.At(jan) }, Value{Level, percent, 0.115, jan, Period{}, nil, OpLevel, "B4", ""}, []string{"B4"}},
		{"change", func() (Value, error) { return m.Change(Period{}, Period{}) }, Value{Difference, Points, 0.015, apr, apr.Add(-1), nil, OpDifference, "E4 − D4", ""}, []string{"E4", "D4"}},
		{"change from", func() (Value, error) { return m.Change(jan, Period{}) }, Value{Difference, Points, 0.009, apr, jan, nil, OpDifference, "E4 − B4", ""}, []string{"E4", "B4"}},
		{"growth", func() (Value, error) { return m.Growth(Period{}, Period{}) }, Value{Ratio, percent, 0.124/0.109 - 1, apr, apr.Add(-1), nil, OpRatio, "E4 ÷ D4 − 1", ""}, []string{"E4", "D4"}},
		{"vs target", func() (Value, error) { return m.VsTarget(Period{}) }, Value{Difference, Points, -0.006, apr, apr, nil, OpDifference, "E4 − Targets!C2", ""}, []string{"E4", "C2"}},
		{"vs plan", func() (Value, error) { return m.VsPlan(jan) }, Value{Difference, Points, -0.005, jan, jan, nil, OpDifference, "B4 − Plan!B4", ""}, []string{"B4", "B4"}},
		{"vs prior year", func() (Value, error) { return m.VsPriorYear(Period{}) }, Value{Difference, Points, 0.024, apr, apr, nil, OpDifference, "E4 − E5", ""}, []string{"E4", "E5"}},
		{"average", func() (Value, error) { return m.Average(Period{}) }, Value{Level, percent, 0.115, apr, jan, nil, OpAverage, "average of the 4 values from B4 to E4", ""}, []string{"B4", "C4", "D4", "E4"}},
		{"average since", func() (Value, error) { return m.Average(apr) }, Value{Level, percent, 0.124, apr, apr, nil, OpAverage, "average of E4", ""}, []string{"E4"}},
		{"low", func() (Value, error) { return m.Low(Period{}) }, Value{Level, percent, 0.109, apr.Add(-1), jan, nil, OpLow, "lowest of the 4 values from B4 to E4", ""}, []string{"D4", "B4", "C4", "E4"}},
		{"high", func() (Value, error) { return m.High(Period{}) }, Value{Level, percent, 0.124, apr, jan, nil, OpHigh, "highest of the 4 values from B4 to E4", ""}, []string{"E4", "B4", "C4", "D4"}},
	} {
		got, err := c.ask()
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		var (
			cells  []string
			values []float64
		)
		for _, term := range got.Terms {
			values = append(values, term.Point.Value)
			cells = append(cells, term.Point.Cell)
		}
		if diff := cmp.Diff(c.at, cells); diff != "" {
			t.Errorf("%s comes from other cells:\n%s", c.name, diff)
		}
		if again, ok := got.Op.Compute(values); !ok || math.Abs(again-got.Number) > 1e-12 {
			t.Errorf("%s is %v, and its terms make %v", c.name, got.Number, again)
		}
		got.Terms = nil
		near := cmp.Comparer(func(a, b float64) bool { return math.Abs(a-b) < 1e-12 })
		if diff := cmp.Diff(c.want, got, near); diff != "" {
			t.Errorf("%s:\n%s", c.name, diff)
		}
	}
}

func TestTheOwnPastStandsInForAPriorYearSeries(t *testing.T) {
	t.Parallel()
	m := monthly("Tickets", count, 2025, 100, 101, 102, 103, 104, 105, 106, 107, 108, 109, 110, 111, 120)
	got, err := m.VsPriorYear(Period{})
	if err != nil || got.Number != 20 || got.Base != MonthOf(2025, time.January) {
		t.Errorf("got %+v, %v", got, err)
	}
}

func TestTotalsAddWhatCanBeAdded(t *testing.T) {
	t.Parallel()
	got, err := monthly("Tickets", count, 2026, 10, 20, 30).Total(MonthOf(2026, time.February))
	if err != nil || got.Number != 50 {
		t.Errorf("got %+v, %v", got, err)
	}
}

// A refusal says what is missing, in a sentence that a person can act on, and keeps a reason that programs can tell.
func TestMetricsRefuseRatherThanGuess(t *testing.T) {
	t.Parallel()
	m := conversion()
	withGap := monthly("Churn", percent, 2026, 0.02, gap, 0.03)
	fromZero := monthly("Beta users", count, 2026, 0, 45)
	fromLoss := monthly("Cash flow", usd, 2026, -5, 45)
	byCountry := &Metric{Name: "Revenue by country", Unit: usd, Series: []*Series{{Points: []Point{
		{Category: "Germany", Value: 5, Cell: "B2"}, {Category: "France", Value: 3, Cell: "B3"},
	}}}}
	fiscal := &Metric{Name: "ARR", Unit: usd, Series: []*Series{{Points: []Point{{Period: FiscalQuarterOf(2026, 1), Value: 5, Cell: "B2"}}}}}
	for _, c := range []struct {
		name   string
		ask    func() (Value, error)
		reason error
		want   string
	}{
		{"a period it does not have", func() (Value, error) { return m.At(MonthOf(2026, time.June)) }, ErrNoValue, "Trial conversion has no value for Jun 2026; it runs from Jan 2026 to Apr 2026"},
		{"another grain", func() (Value, error) { return m.At(QuarterOf(2026, 1)) }, ErrNoValue, "Trial conversion is kept by month and has no value for Q1 2026"},
		{"a calendar quarter of a fiscal series", func() (Value, error) { return fiscal.At(QuarterOf(2026, 1)) }, ErrNoValue, "ARR is kept by fiscal quarter and has no value for Q1 2026"},
		{"a change over a gap", func() (Value, error) { return withGap.Change(Period{}, Period{}) }, ErrNoValue, "Churn has no value for Feb 2026; it runs from Jan 2026 to Mar 2026"},
		{"a change from itself", func() (Value, error) { return m.Change(MonthOf(2026, time.April), Period{}) }, ErrMeaningless, "Trial conversion cannot be compared with Apr 2026, because the later period is Apr 2026"},
		{"growth from zero", func() (Value, error) { return fromZero.Growth(Period{}, Period{}) }, ErrMeaningless, "Beta users cannot be put in percent, because its value for Jan 2026 is zero"},
		{"growth from a loss", func() (Value, error) { return fromLoss.Growth(Period{}, Period{}) }, ErrMeaningless, "Cash flow cannot be put in percent, because its value for Jan 2026 is negative"},
		{"no target", func() (Value, error) { return m.VsTarget(Period{}) }, ErrNoTarget, "Trial conversion has no target"},
		{"no plan", func() (Value, error) { return m.VsPlan(Period{}) }, ErrNoPlan, "Trial conversion has no plan"},
		{"no year before", func() (Value, error) { return m.VsPriorYear(Period{}) }, ErrNoValue, "Trial conversion has no value for Apr 2025; it runs from Jan 2026 to Apr 2026"},
		{"a total of percentages", func() (Value, error) { return m.Total(Period{}) }, ErrMeaningless, "Trial conversion is a percentage, and percentages do not add up"},
		{"the latest of categories", byCountry.Latest, ErrNoPeriods, "Revenue by country has one value per category and no periods"},
		{"an unknown category", func() (Value, error) { return byCountry.Category("Spain") }, ErrNoValue, "Revenue by country has no value for “Spain”"},
		{"no values at all", (&Metric{Name: "Empty"}).Latest, ErrNoValue, "Empty has no values"},
		{"an average of nothing", func() (Value, error) { return (&Metric{Name: "Empty"}).Average(Period{}) }, ErrNoValue, "Empty has no values"},
	} {
		got, err := c.ask()
		if !errors.Is(err, c.reason) || err.Error() != c.want {
			t.Errorf("%s: got %+v, %v; want %q", c.name, got, err, c.want)
		}
	}
	if v, err := byCountry.Category(" germany "); err != nil || v.Number != 5 {
		t.Errorf("a category: %+v, %v", v, err)
	}
	if v, err := byCountry.Average(Period{}); err != nil || v.Number != 4 {
		t.Errorf("an average over categories: %+v, %v", v, err)
	}
}

func TestTheYearBefore(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ p, want Period }{
		{DayOf(2024, time.February, 29), DayOf(2023, time.February, 28)},
		{DayOf(2026, time.March, 1), DayOf(2025, time.March, 1)},
		{WeekOf(2026, 34), WeekOf(2025, 34)},
		{WeekOf(2026, 53), WeekOf(2025, 52)}, // 2025 has 52 weeks
		{MonthOf(2026, time.January), MonthOf(2025, time.January)},
		{QuarterOf(2026, 3), QuarterOf(2025, 3)},
		{FiscalQuarterOf(2026, 3), FiscalQuarterOf(2025, 3)},
		{YearOf(2026), YearOf(2025)},
	} {
		if got := c.p.YearBefore(); got != c.want {
			t.Errorf("the year before %s is %s, want %s", c.p.Label(), got.Label(), c.want.Label())
		}
	}
}

func TestAMonthWithoutYearIsItsLatestOccurrence(t *testing.T) {
	t.Parallel()
	m := monthly("Tickets", count, 2025, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14)
	for _, c := range []struct {
		month  int
		before Period
		want   Period
	}{
		{2, Period{}, MonthOf(2026, time.February)},
		{6, Period{}, MonthOf(2025, time.June)},
		{2, MonthOf(2026, time.February), MonthOf(2025, time.February)},
	} {
		if got, ok := m.Occurrence(BarePeriod{Month, c.month}, c.before); !ok || got != c.want {
			t.Errorf("month %d is %s, want %s", c.month, got.Label(), c.want.Label())
		}
	}
	if got, ok := m.Occurrence(BarePeriod{Quarter, 2}, Period{}); ok {
		t.Errorf("a monthly metric has a quarter %s", got.Label())
	}
}
