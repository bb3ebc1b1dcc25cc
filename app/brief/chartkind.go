package brief

import (
	"slices"
	"strings"

	"throughline/app/metric"
)

// ChartKind names a kind of chart. The stable names are what story files say.
type ChartKind string

// The kinds of chart.
const (
	Line      ChartKind = "line"
	Column    ChartKind = "column"
	Variance  ChartKind = "variance"
	Stacked   ChartKind = "stacked"
	Bar       ChartKind = "bar"
	Waterfall ChartKind = "waterfall"
	Bullet    ChartKind = "bullet"
	Dumbbell  ChartKind = "dumbbell"
	Slope     ChartKind = "slope"
	Scatter   ChartKind = "scatter"
	Quadrants ChartKind = "2x2"
	Sparkline ChartKind = "sparkline"
	Multiples ChartKind = "multiples"
)

// Shown says which values of a metric over time a kind of chart shows.
type Shown uint8

// What is shown: the periods of the window, the latest one in it, or two of them.
const (
	Window Shown = iota
	Latest
	TwoPeriods
)

// ChartFacts is what there is to know of a kind of chart but how it is drawn, which export knows.
type ChartFacts struct {
	Kind   ChartKind
	Label  string // what people call it
	Advice string // one line: when to choose it

	Asks  string                    // what stands above the metrics to choose
	Least int                       // metrics it takes, counting one
	Many  bool                      // it shows several metrics
	Mixed bool                      // of several, they may be of different units
	Fits  func(*metric.Metric) bool // whether it can show a metric

	Shown  Shown
	Long   bool                                            // it shows as many periods as a line does, not as few as columns do
	Ahead  bool                                            // it shows a forecast behind the latest value
	Arrow  bool                                            // it tells the difference of two periods by an arrow
	Fields bool                                            // it has four fields with names
	beside func(m *metric.Metric, sc metric.Scenario) bool // whether it shows a scenario beside the actual values; nil: none
}

// chartKinds are the kinds in the order they are offered.
var chartKinds = []ChartFacts{
	{
		Kind: Line, Label: "Line with target", Advice: "How it moved, against its target",
		Asks: "The metric it shows", Least: 1, Fits: hasPeriods(3), Long: true, Ahead: true, Arrow: true, beside: allBeside,
	},
	{
		Kind: Column, Label: "Column", Advice: "A few periods, each worth reading",
		Asks: "The metric it shows", Least: 1, Fits: hasPeriods(2), Ahead: true, Arrow: true, beside: oneBeside,
	},
	{
		Kind: Variance, Label: "Actual against plan", Advice: "Where actual and plan came apart",
		Asks: "The metric it holds against its plan", Least: 1, Fits: both(hasPeriods(1), hasPlan),
		Ahead: true, Arrow: true, beside: oneBeside,
	},
	{
		Kind: Stacked, Label: "Stacked column", Advice: "How the parts of a whole grew",
		Asks: "The parts, and last the total, of one unit", Least: 2, Many: true, Fits: both(hasPeriods(1), addsUp), Arrow: true,
	},
	{
		Kind: Bar, Label: "Bar", Advice: "Things side by side, now",
		Asks: "The metrics it compares, of one unit, or one by category", Least: 1, Many: true,
		Fits: either(hasPeriods(1), byCategory), Shown: Latest,
	},
	{
		Kind: Waterfall, Label: "Waterfall", Advice: "What adds up to the change",
		Asks: "The metric it bridges, or the parts it adds up", Least: 1, Many: true, Fits: both(hasPeriods(2), addsUp), Arrow: true,
	},
	{
		Kind: Bullet, Label: "Bullet", Advice: "How near each is to its target",
		Asks: "The metrics it shows, of any unit", Least: 1, Many: true, Mixed: true, Fits: hasPeriods(1),
		Shown: Latest, beside: planBeside,
	},
	{
		Kind: Dumbbell, Label: "Dumbbell", Advice: "From where to where, or from plan to actual",
		Asks: "The metrics it shows, of one unit, or one by category", Least: 1, Many: true,
		Fits: either(hasPeriods(2), both(byCategory, hasPlan)), Shown: TwoPeriods, beside: planOrYearBeside,
	},
	{
		Kind: Slope, Label: "Slope", Advice: "Who rose and who fell between two periods",
		Asks: "The metrics it compares, of one unit", Least: 2, Many: true, Fits: hasPeriods(2),
		Shown: TwoPeriods, beside: planOrYearBeside,
	},
	{
		Kind: Scatter, Label: "Scatter or bubbles", Advice: "Whether two metrics go together",
		Asks: "Across, up, and as a third the area of bubbles", Least: 2, Many: true, Mixed: true,
		Fits: either(hasPeriods(3), byCategory),
	},
	{
		Kind: Quadrants, Label: "2×2", Advice: "What to do first: two metrics, four fields",
		Asks: "Across and up", Least: 2, Many: true, Mixed: true, Fits: either(hasPeriods(3), byCategory), Fields: true,
	},
	{
		Kind: Sparkline, Label: "Sparklines", Advice: "Many metrics at a glance",
		Asks: "The metrics it shows, of any unit", Least: 1, Many: true, Mixed: true, Fits: hasPeriods(3),
	},
	{
		Kind: Multiples, Label: "Small multiples", Advice: "The same picture for each of a few",
		Asks: "Up to nine metrics, of any unit", Least: 2, Many: true, Mixed: true, Fits: hasPeriods(3), Long: true,
	},
}

// ChartKinds lists the kinds in the order they are offered.
var ChartKinds = func() []ChartKind {
	kinds := make([]ChartKind, len(chartKinds))
	for i := range chartKinds {
		kinds[i] = chartKinds[i].Kind
	}
	return kinds
}()

// Facts returns what there is to know of a kind; of one that there is not, its name alone.
func (k ChartKind) Facts() ChartFacts {
	i := slices.IndexFunc(chartKinds, func(f ChartFacts) bool { return f.Kind == k })
	if i < 0 {
		return ChartFacts{Kind: k, Label: string(k)}
	}
	return chartKinds[i]
}

// Label returns what people read.
func (k ChartKind) Label() string { return k.Facts().Label }

// Draws reports whether a kind shows a scenario of a metric beside its actual values.
func (k ChartKind) Draws(m *metric.Metric, sc metric.Scenario) bool {
	s, beside := m.In(sc), k.Facts().beside
	switch {
	case s == nil:
		return false
	case s == m.Actual():
		return true
	}
	return beside != nil && beside(m, sc)
}

// The scenarios that stand beside the actual values: all; one, of which columns have room for no more, the plan before the
// prior year; the plan; or the plan and else the prior year.
func allBeside(*metric.Metric, metric.Scenario) bool { return true }

func oneBeside(m *metric.Metric, sc metric.Scenario) bool {
	return sc != metric.PY || m.In(metric.PL) == nil
}

func planBeside(_ *metric.Metric, sc metric.Scenario) bool { return sc == metric.PL }

func planOrYearBeside(m *metric.Metric, sc metric.Scenario) bool {
	return sc == metric.PL || sc == metric.PY && m.In(metric.PL) == nil
}

// fits says whether a metric can be shown.
type fits = func(*metric.Metric) bool

func both(a, b fits) fits { return func(m *metric.Metric) bool { return a(m) && b(m) } }

func either(a, b fits) fits { return func(m *metric.Metric) bool { return a(m) || b(m) } }

func hasPeriods(n int) fits {
	return func(m *metric.Metric) bool { return m.Grain() != metric.GrainNone && values(m) >= n }
}

// hasPlan holds for actual values with a plan or a prior year beside them.
func hasPlan(m *metric.Metric) bool {
	for _, sc := range []metric.Scenario{metric.PL, metric.PY} {
		if s := m.In(sc); s != nil && s != m.Actual() {
			return true
		}
	}
	return false
}

func byCategory(m *metric.Metric) bool { return m.Grain() == metric.GrainNone && values(m) > 0 }

// addsUp holds for units whose values make sums: percentages of different bases do not.
func addsUp(m *metric.Metric) bool { return m.Unit.Kind != metric.Percent }

// values counts the values of a metric's first series.
func values(m *metric.Metric) int {
	if s := m.Actual(); s != nil {
		return len(s.Points)
	}
	return 0
}

// kindNames lists the stable names in a sentence: "line, column … or multiples".
func kindNames() string {
	names := make([]string, len(ChartKinds))
	for i, k := range ChartKinds {
		names[i] = string(k)
	}
	last := len(names) - 1
	return strings.Join(names[:last], ", ") + " or " + names[last]
}
