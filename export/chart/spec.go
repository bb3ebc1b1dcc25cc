package chart

import (
	"throughline/app/metric"
	"throughline/export/page"
	"throughline/export/words"
)

// Spec says what a chart shows. All series have one value per step.
type Spec struct {
	Kind Kind
	// Message is what the chart says, above all else (IBCS SA 1): empty for a chart without one.
	Message []Phrase
	// Title is the three lines of IBCS UN 2.1: who; what and in which unit; when and which scenarios.
	Title [3]string
	// Steps are the places along the axis: periods in order, or named categories in the order they are to be shown.
	Steps []Step
	// Series holds AC first. A waterfall shows the first alone: a change for each step, a level for each Total. A stacked
	// column shows each as a part, from the foot up; a slope or a dumbbell exactly two, from and to.
	Series  []Series
	Totals  []float64 // of stacked columns, as the data states them: the parts must add up to them; nil for none
	Ends    [2]string // of a slope or a dumbbell: what its two values are, "Q1 2026" and "Q3 2026", "Plan" and "Actual"
	Target  *float64  // drawn as a dashed line through line and column charts
	Panels  []Panel   // the rows of bullets and sparklines, the panels of small multiples
	Cloud   *Cloud    // what a scatter shows
	Partial bool      // the last AC value is of a period that is not over: it is hatched, and the title must say so

	Unit     metric.Unit
	Polarity metric.Polarity
	Senses   []metric.Polarity // by step, where the steps are metrics of their own; nil where Polarity is that of all
	Format   metric.Format     // locale and style of the labels; scale and decimals are found for the chart as a whole

	Difference *Difference // an arrow that tells the change between two steps
	Remarks    []Remark    // at most three
	Spans      []Stretch   // of periods with a ground of their own
	Highlight  string      // the name of the step, series, panel or dot in the colour of emphasis; empty for the usual one
	Theme      *page.Theme
}

// Step is one place along the axis. Period is zero for a category, which has a Name.
type Step struct {
	Period metric.Period
	Name   string
	Total  bool // in a waterfall: the value is a level, drawn from zero, and must equal the running total
}

// Series is the values of one scenario or part, NaN where there is none.
type Series struct {
	Scenario metric.Scenario
	Name     string // of a part of a stack
	Values   []float64
}

// Panel is one metric among several that may be of different units: a row of bullets or sparklines, or a small multiple.
type Panel struct {
	Name     string
	Unit     metric.Unit
	Polarity metric.Polarity
	Scenario metric.Scenario
	Values   []float64 // over the chart's steps; a bullet shows the last
	Target   *float64
	Bands    []Band // behind a bullet, the lightest first
	Partial  bool   // the last value is of a period that is not over
}

// Band is a range that a bullet is read against.
type Band struct{ From, To float64 }

// Cloud is the dots of a scatter. Where Area is set the dots are bubbles of that area.
type Cloud struct {
	X, Y      Axis
	Area      *Axis
	Dots      []Dot
	Split     *[2]float64 // where a 2×2 is divided, along x and along y
	Quadrants []string    // the names of its fields: upper left, upper right, lower left, lower right
	SplitBy   [2]string   // what the divisions are: "target", "median"
}

// Axis is what a scatter measures along one side.
type Axis struct {
	Name string
	Unit metric.Unit
}

// Dot is one thing in a scatter.
type Dot struct {
	Name       string
	X, Y, Area float64
}

// Difference is an arrow between the values of the first series at two steps.
type Difference struct{ From, To int }

// Stretch is a few words about the steps from one to another, which are included.
type Stretch struct {
	From, To int
	Text     string
}

// Remark is a few words about one step, panel or dot, by its index.
type Remark struct {
	Step int
	Text string
}

// good reports whether a change of one step is good: 1, bad: −1, or neither: 0.
func (s *Spec) good(step int, change float64) int {
	if step < len(s.Senses) {
		return s.Senses[step].Good(change)
	}
	return s.Polarity.Good(change)
}

// in returns the values of a scenario, or nil.
func (s *Spec) in(sc metric.Scenario) []float64 {
	for _, x := range s.Series {
		if x.Scenario == sc {
			return x.Values
		}
	}
	return nil
}

// main returns the values of the first series: the actual ones in all but odd data. A chart of panels or dots has none.
func (s *Spec) main() []float64 {
	if len(s.Series) == 0 {
		return nil
	}
	return s.Series[0].Values
}

// openAt reports whether the actual value of a step is of a period that is not over.
func (s *Spec) openAt(step int) bool { return s.Partial && step == lastIndex(s.main()) }

// stepName returns what people call a step.
func (s *Spec) stepName(i int) string {
	if s.Steps[i].Name != "" || s.Steps[i].Period.IsZero() {
		return s.Steps[i].Name
	}
	return s.Steps[i].Period.LabelIn(s.Format.Locale)
}

// stepNames returns what people call the steps.
func (s *Spec) stepNames() []string {
	names := make([]string, len(s.Steps))
	for i := range names {
		names[i] = s.stepName(i)
	}
	return names
}

// Form says how the size of a mark tells its value.
type Form uint8

// The forms of marks: a point tells by its place alone, a bar by its height or its width, a disc by its area.
const (
	Point Form = iota
	Upright
	Across
	Disc
)

// Mark is one value as it is drawn. Charts are laid out as marks and labels first, so that tests can ask what a reader sees.
type Mark struct {
	Scenario metric.Scenario
	Series   int // of a stack's part, panel or dot
	Step     int
	Value    float64
	Form     Form
	Scale    int       // marks of one scale can be compared by their size
	Box      page.Rect // a bar's box; for a point an empty box at the point
}

// Label is one text as it is drawn.
type Label struct {
	Text   string
	Box    page.Rect
	Says   Says
	Inside bool // it stands in its own mark, which is its ground
}

// What is the kind of number a label tells.
type What uint8

// The numbers: none, a value of the data, the difference of two, the same in percent of the first, a round value of an axis,
// and the share of a part in its stack.
const (
	Nothing What = iota
	Level
	Change
	Growth
	Tick
	Share
)

// String returns what people call it: "value", "change", "growth"; "" for none of the data.
func (w What) String() string { return [...]string{"", "value", "change", "growth", "", "share"}[w] }

// Says tells where the number in a label comes from, so that it can be followed to its cells.
type Says struct {
	What     What
	Series   int // the series, panel or dot; Target for the target, Sum for the total of a stack
	Step     int
	Base     int   // of a Change or a Growth between steps, the step it is counted from
	Against  int   // of a Change between series, the series it is counted from
	Steps    []int // of a Change that takes several steps of a waterfall together, all of them
	Value    float64
	Unit     metric.Unit
	Format   metric.Format
	Adjusted bool // printed one step off its own rounding, so that what is shown adds up
}

// The series of a number that is in none.
const (
	TargetSeries = -1
	SumSeries    = -2
	// The measures of a scatter, whose step is the dot.
	AreaSeries   = -3
	AcrossSeries = -4
	UpSeries     = -5

	// SplitStep is the step of the value at which a 2×2 is divided along a measure.
	SplitStep = -1
)

// words are those of the chart's language.
func (s *Spec) words() *words.Words { return words.Of(s.Format.Locale) }

// scenario names a scenario in the chart's language.
func (s *Spec) scenario(sc metric.Scenario) string { return s.words().T(scenarioWords[sc]) }
