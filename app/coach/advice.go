package coach

import (
	"throughline/app/brief"
	"throughline/app/metric"
)

// Advice is a chart that fits the data and the sentence, and why.
type Advice struct {
	Kind   brief.ChartKind
	Reason string // one sentence
}

// shape is what a chart's data looks like.
type shape struct {
	metrics    int
	categories int // 0 where the first metric has periods
	periods    int
	plan       bool // the first one has a plan for most of its actual values
	target     bool
	oneUnit    bool
	additive   bool // its values make sums
	says       map[string]bool
}

// messages are what a sentence may want to show, told by its words.
var messages = map[string]lazyPattern{
	"plan":     listed("coach.shows-plan"),
	"bridge":   listed("coach.shows-bridge"),
	"parts":    listed("coach.shows-parts"),
	"compare":  listed("coach.shows-compare"),
	"relation": listed("coach.shows-relation"),
	"points":   listed("coach.shows-points"),
	"target":   listed("coach.shows-target"),
}

// advices are the charts in the order they are thought of: the first whose condition holds is the one. Sources of the
// choices: IBCS (EXPRESS, EX 1 and 2), Zelazny (comparison types).
var advices = []struct {
	kind   brief.ChartKind
	fits   func(s shape) bool
	reason string
}{
	{brief.Scatter, func(s shape) bool { return s.says["relation"] && (s.metrics == 2 || s.metrics == 3) }, "The sentence relates two metrics, and points show whether they go together."},
	{brief.Bar, func(s shape) bool { return s.metrics == 1 && s.categories > 0 }, "One value per category is compared by bars."},
	{brief.Waterfall, func(s shape) bool {
		return s.additive && s.oneUnit && s.says["bridge"] && (s.metrics > 1 || s.periods >= 2)
	}, "The sentence explains a change by its parts, and a bridge adds them up."},
	{brief.Stacked, func(s shape) bool {
		return s.additive && s.oneUnit && s.metrics > 1 && s.periods > 1 && s.periods <= 12 && s.says["parts"]
	}, "The sentence speaks of the parts of a whole, which stacked columns show over time."},
	{brief.Variance, func(s shape) bool {
		return s.metrics == 1 && s.plan && s.periods > 1 && s.periods <= 12 && s.says["plan"]
	}, "The sentence compares with the plan, and the difference has a strip of its own."},
	{brief.Bullet, func(s shape) bool { return s.metrics > 1 && s.target && !s.oneUnit && s.says["target"] }, "Several metrics, each beside its target."},
	{brief.Slope, func(s shape) bool { return s.metrics > 1 && s.oneUnit && s.periods > 1 && s.says["points"] }, "Several metrics at two points in time: slopes show which rose and which fell."},
	{brief.Multiples, func(s shape) bool { return s.metrics > 1 && !s.oneUnit && s.periods > 2 }, "Metrics of different units go into panels of their own; two axes in one would mislead."},
	{brief.Bar, func(s shape) bool { return s.metrics > 1 && s.oneUnit }, "The newest values of several metrics are compared by bars."},
	{brief.Variance, func(s shape) bool { return s.metrics == 1 && s.plan && s.periods > 1 && s.periods <= 12 }, "It has a plan, so the difference belongs beside it."},
	{brief.Column, func(s shape) bool {
		return s.metrics == 1 && s.additive && s.periods > 1 && s.periods <= 12 && !s.target
	}, "Up to twelve amounts are read one by one in columns."},
	{brief.Line, func(s shape) bool { return s.metrics == 1 && s.periods > 2 }, "A line shows the trend, with its target where it has one."},
	{brief.Column, func(s shape) bool { return s.metrics == 1 && s.periods > 1 }, "Two values are compared by columns."},
}

// Advise returns the chart that shows some metrics for a sentence, which may be empty; false where nothing can be shown.
func Advise(metrics []*metric.Metric, sentence string) (Advice, bool) {
	if len(metrics) == 0 {
		return Advice{}, false
	}
	s := shapeOf(metrics, prosy(sentence))
	for _, a := range advices {
		if a.fits(s) {
			return Advice{Kind: a.kind, Reason: a.reason}, true
		}
	}
	return Advice{}, false
}

func shapeOf(metrics []*metric.Metric, sentence string) shape {
	first := metrics[0]
	s := shape{metrics: len(metrics), oneUnit: true, target: true, additive: true, says: map[string]bool{}}
	for _, m := range metrics {
		s.oneUnit = s.oneUnit && m.Unit == first.Unit
		s.target = s.target && m.Target != nil
		s.additive = s.additive && (m.Unit.Kind == metric.Count || m.Unit.Kind == metric.Currency)
	}
	if series := first.Actual(); series != nil {
		s.periods = len(series.Points)
		if first.Grain() == metric.GrainNone {
			s.periods, s.categories = 0, len(series.Points)
		}
		if plan := first.In(metric.PL); plan != nil && plan != series {
			both := 0
			for _, p := range series.Points {
				if _, ok := plan.At(p.Period); ok {
					both++
				}
			}
			s.plan = both*2 > len(series.Points)
		}
	}
	for name, pattern := range messages {
		s.says[name] = pattern().MatchString(sentence)
	}
	return s
}
