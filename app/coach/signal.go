package coach

import (
	"math"
	"slices"
	"strings"
	"time"

	"throughline/app/brief"
	"throughline/app/figure"
	"throughline/app/metric"
	"throughline/app/say"
)

// Signal is how much a metric has to say as evidence, with what that is made of. The parts are from 0 to 1 and weighed by
// Weights; Score is their sum.
type Signal struct {
	Metric string
	Score  float64
	Parts  SignalParts
	Text   string // why, in one sentence: "Trial conversion fell 2.1 pp, 3.4× its usual month-to-month change; …"
}

// SignalParts are the parts of a signal, each from 0 to 1.
type SignalParts struct {
	Change   float64 `json:"change"`   // the last change against the metric's own noise
	Target   float64 `json:"target"`   // the distance from its target or plan
	Recency  float64 `json:"recency"`  // how new its newest value is beside the brief's newest
	Priority float64 `json:"priority"` // whether a stated priority, or the story itself, speaks of it
}

// Weights say how much each part of a signal counts. They add to 1.
var Weights = SignalParts{Change: 0.4, Target: 0.25, Recency: 0.2, Priority: 0.15}

const (
	loudest  = 5.0 // a change of so many times the usual one is as loud as it gets
	farthest = 0.2 // as is a distance of a fifth of the target
	leastFor = 4   // differences that a noise is estimated from
)

// Rank returns the brief's metrics with the loudest first. Equal ones keep the brief's order.
func Rank(b *brief.Brief) []Signal {
	newest := time.Time{}
	fiscal := max(b.Settings.FiscalStart, time.January)
	for _, m := range b.Metrics {
		if p, ok := m.Known(); ok {
			if end := p.End(fiscal); end.After(newest) {
				newest = end
			}
		}
	}
	signals := make([]Signal, len(b.Metrics))
	for i, m := range b.Metrics {
		signals[i] = signalOf(b, m, newest, fiscal)
	}
	slices.SortStableFunc(signals, func(a, b Signal) int {
		switch {
		case a.Score > b.Score:
			return -1
		case a.Score < b.Score:
			return 1
		}
		return 0
	})
	return signals
}

func signalOf(b *brief.Brief, m *metric.Metric, newest time.Time, fiscal time.Month) Signal {
	f := metric.Format{Locale: b.Settings.Locale}
	s := Signal{Metric: m.Name}
	var why []string
	say := func(part float64, text string) float64 {
		if text != "" {
			why = append(why, text)
		}
		return part
	}
	s.Parts.Change = say(changeSignal(m, f))
	s.Parts.Target = say(targetSignal(m, f))
	s.Parts.Priority = say(prioritySignal(b, m))
	s.Parts.Recency = say(recencySignal(m, newest, fiscal))
	s.Score = s.Parts.Change*Weights.Change + s.Parts.Target*Weights.Target + s.Parts.Recency*Weights.Recency + s.Parts.Priority*Weights.Priority
	s.Text = m.Name + " " + strings.Join(why, "; ") + "."
	return s
}

// changeSignal measures the last change by the usual one: the median of the absolute differences from period to period
// before it, which a single outlier does not move (the median absolute deviation about zero; Hampel 1974).
func changeSignal(m *metric.Metric, f metric.Format) (float64, string) {
	v, err := m.Change(metric.Period{}, metric.Period{})
	if err != nil {
		if m.Grain() == metric.GrainNone {
			return 0, say.T("has one value per category and no trend")
		}
		return 0, say.T("has no value for the period before its newest")
	}
	verb := say.T("rose")
	switch now, base := v.Terms[0].Point.Value, v.Terms[1].Point.Value; {
	case f.Alike(now, base, m.Unit):
		return 0, say.F("held at %s", f.Value(now, m.Unit))
	case now < base:
		verb = say.T("fell")
	}
	amount := f.Value(math.Abs(v.Number), v.Unit)
	points := m.Actual().Points
	var d []float64
	for i := 1; i < len(points)-1; i++ {
		if points[i-1].Period == points[i].Period.Add(-1) {
			d = append(d, math.Abs(points[i].Value-points[i-1].Value))
		}
	}
	if len(d) < leastFor {
		return 0.5, say.F("%s %s, with too few values to say how unusual that is", verb, amount)
	}
	slices.Sort(d)
	usual := d[len(d)/2]
	if len(d)%2 == 0 {
		usual = (d[len(d)/2-1] + usual) / 2
	}
	if usual == 0 {
		return 1, say.F("%s %s after it had hardly moved before", verb, amount)
	}
	times := math.Abs(v.Number) / usual
	grain := m.Grain().String()
	return min(times/loudest, 1), say.F("%s %s, %s× its usual %s-to-%s change", verb, amount, f.Value(times, metric.Unit{Kind: metric.Number}), grain, grain)
}

func targetSignal(m *metric.Metric, f metric.Format) (float64, string) {
	v, err := m.VsTarget(metric.Period{})
	what := "target"
	if err != nil {
		if v, err = m.VsPlan(metric.Period{}); err != nil {
			return 0, ""
		}
		what = "plan"
	}
	target := v.Terms[1].Point.Value
	if f.Alike(v.Terms[0].Point.Value, target, m.Unit) {
		return 0, "on " + what
	}
	far := 1.0
	if target != 0 {
		far = min(math.Abs(v.Number/target)/farthest, 1)
	}
	amount := f.Value(math.Abs(v.Number), v.Unit)
	switch {
	case m.Polarity.Good(v.Number) > 0:
		return far / 2, say.F("%s better than %s", amount, what) // a goal that is met needs no decision
	case v.Number < 0:
		return far, say.F("%s short of %s", amount, what)
	}
	return far, say.F("%s over %s", amount, what)
}

func prioritySignal(b *brief.Brief, m *metric.Metric) (float64, string) {
	for _, p := range b.Priorities() {
		if p.Metric != "" && strings.EqualFold(p.Metric, m.Name) {
			return 1, say.T("a stated priority is measured by it")
		}
	}
	for _, place := range figure.Uses(b, m.Name) {
		if !strings.HasPrefix(string(place), "evidence.") {
			return 0.5, say.T("the story speaks of it")
		}
	}
	return 0, ""
}

// recencySignal falls by half for each 45 days that a metric lies behind the newest of the brief.
func recencySignal(m *metric.Metric, newest time.Time, fiscal time.Month) (float64, string) {
	p, ok := m.Known()
	if !ok {
		return 0, ""
	}
	behind := newest.Sub(p.End(fiscal)).Hours() / 24
	text := say.F("newest value %s", p.Label())
	if behind > 45 {
		text = say.F("its newest value is of %s", p.Label())
	}
	return math.Pow(0.5, max(behind, 0)/45), text
}
