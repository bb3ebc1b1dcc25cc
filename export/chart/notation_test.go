package chart_test

import (
	"strings"
	"testing"

	"throughline/app/metric"
	"throughline/export/chart"
	"throughline/export/page"
	"throughline/export/page/pagetest"
)

// A period to date has no difference to a whole period's plan, nor that plan's column behind it, and says what it is.
func TestAPeriodToDateIsNotHeldAgainstAWholePlan(t *testing.T) {
	t.Parallel()
	l, err := chart.Lay(pagetest.Fonts(t), page.Rect{W: 420, H: 320}, &chart.Spec{
		Kind: chart.Variance, Unit: dollars, Steps: months(4), Partial: true,
		Series: []chart.Series{actual(120, 131, 125, 44), {Scenario: metric.PL, Values: []float64{118, 126, 130, 135}}},
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range l.Marks {
		if m.Step == 3 && (m.Series != 0 || m.Scenario == metric.PL) {
			t.Errorf("the last period has the mark %+v", m)
		}
	}
	if !has(l, "$44 to date") {
		t.Errorf("no “to date” among %q", labels(l))
	}
}

// Columns too many to carry their values have an axis, and the few numbers over them are never read as one.
func TestCrowdedColumnsHaveAnAxis(t *testing.T) {
	t.Parallel()
	values := make([]float64, 60)
	for i := range values {
		values[i] = 1000 + float64(i*i%97)*4
	}
	values[58], values[59] = 1518, 1387
	l, err := chart.Lay(pagetest.Fonts(t), page.Rect{W: 240, H: 300}, &chart.Spec{
		Kind: chart.Column, Unit: metric.Unit{Kind: metric.Count}, Steps: months(60), Series: []chart.Series{actual(values...)},
	})
	if err != nil {
		t.Fatal(err)
	}
	ticks := 0
	var numbers []chart.Label
	for _, x := range l.Labels {
		switch x.Says.What {
		case chart.Tick:
			ticks++
		case chart.Level:
			numbers = append(numbers, x)
		}
	}
	if ticks < 3 || len(numbers) < 3 {
		t.Fatalf("%d round values and %d numbers among %q", ticks, len(numbers), labels(l))
	}
	for i, a := range numbers {
		for _, b := range numbers[:i] {
			if a.Box.Inset(-10, 0).Overlaps(b.Box) {
				t.Errorf("%q and %q stand beside each other", a.Text, b.Text)
			}
		}
	}
}

// A stretch of periods has a ground of its own behind the marks, from its first period to the end of its last.
func TestAStretchOfPeriodsIsShaded(t *testing.T) {
	t.Parallel()
	for _, kind := range []chart.Kind{chart.Line, chart.Column} {
		l := lay(t, pagetest.Fonts(t), &chart.Spec{
			Kind: kind, Unit: dollars, Steps: months(8), Series: []chart.Series{actual(1, 2, 3, 4, 5, 6, 7, 8)},
			Spans: []chart.Stretch{{From: 2, To: 5, Text: "Trial of nudges"}},
		})
		if !strings.Contains(strings.Join(labels(l), " "), "Trial of nudges") {
			t.Errorf("%s: no words among %q", kind, labels(l))
		}
		var p page.Page
		l.Draw(&p)
		shaded := false
		for _, op := range p.Ops {
			path, ok := op.(*page.Path)
			if !ok || path.Fill == nil || *path.Fill != page.DefaultTheme.AccentTint {
				continue
			}
			left, right := path.Segs[0].P[0].X, path.Segs[1].P[0].X
			inside := 0
			for _, m := range l.Marks {
				if x := m.Box.X + m.Box.W/2; x > left && x < right {
					inside++
				}
			}
			shaded = inside == 4
		}
		if !shaded {
			t.Errorf("%s: no ground behind four of the marks", kind)
		}
	}
}

// The parts of a stack tell their share of it beside their names.
func TestAStackTellsShares(t *testing.T) {
	t.Parallel()
	l, err := chart.Lay(pagetest.Fonts(t), page.Rect{W: 400, H: 280}, &chart.Spec{
		Kind: chart.Stacked, Unit: dollars, Steps: months(2), Series: []chart.Series{partOf("Seats", 40, 30), partOf("Usage", 10, 90)},
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"25%", "75%", "$120", "$30", "$90"} {
		if !has(l, want) {
			t.Errorf("no %q among %q", want, labels(l))
		}
	}
}
