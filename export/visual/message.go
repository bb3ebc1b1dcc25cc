package visual

import (
	"math"
	"strings"

	"throughline/app/brief"
	"throughline/app/figure"
	"throughline/app/metric"
)

// Entitle puts the message over a chart: the writer's, or one proposed from the data. Its numbers are figures, so they are
// in the ledger as those of a sentence are. A chart that no message follows from keeps its three lines of title.
func (v *Chart) Entitle(metrics []*metric.Metric) {
	if strings.TrimSpace(v.chart.Title) != "" {
		v.Spec.Message = v.maker.Phrases(brief.ChartTitlePlace, "")
		return
	}
	if text := v.Proposal(metrics); text != "" {
		v.Spec.Message = v.maker.Phrases(brief.ChartTitlePlace, text)
	}
}

// Proposal returns a message that the data of the chart bears out, with figures as a story file writes them; empty where
// none is plain. It is English, and so is proposed to English briefs.
func (v *Chart) Proposal(metrics []*metric.Metric) string {
	if l := v.maker.Figures.Format().Locale; l != "" && !strings.HasPrefix(l, "en") {
		return ""
	}
	const most = 100 // letters: a longer one is read after the chart
	for _, k := range kinds {
		if k.name != v.chart.Kind || k.message == nil {
			continue
		}
		if text := k.message(v, metrics); len([]rune(text)) <= most {
			return text
		}
	}
	return ""
}

// moved tells how the first metric moved to its latest value: from where the writer's difference starts, or from the value
// that is furthest away.
func (v *Chart) moved(metrics []*metric.Metric) string {
	m, values := metrics[0], v.Spec.Series[0].Values
	last := v.lastStep()
	latest, ok := m.Actual().Latest()
	if !ok || v.Spec.Partial || v.Spec.Steps[last].Period != latest.Period {
		return "" // a figure of what it did reaches to the latest value
	}
	base := -1
	if d := v.Spec.Difference; d != nil && d.To == last {
		base = d.From
	} else {
		far := 0.0
		for i, x := range values[:last] {
			if away := math.Abs(x - values[last]); away > far {
				base, far = i, away
			}
		}
	}
	if base < 0 {
		return ""
	}
	since, format := v.Spec.Steps[base].Period.Label(), ""
	if m.Unit.Kind == metric.Percent || values[base] <= 0 {
		format = "points"
	}
	return m.Name + " " + figure.Write(m.Name, "moved from "+since, format) + " since " + since
}

// bridged tells how a bridge over time moved, or which of its parts are the largest.
func (v *Chart) bridged(metrics []*metric.Metric) string {
	values := v.Spec.Series[0].Values
	if v.Spec.Steps[0].Period.IsZero() {
		return v.largestSteps(values)
	}
	latest, ok := metrics[0].Actual().Latest()
	first, last := v.Spec.Steps[0].Period, v.Spec.Steps[len(values)-1].Period
	if !ok || latest.Period != last || v.maker.Partial(metrics[0].Actual(), latest) {
		return ""
	}
	format := ""
	if values[0] <= 0 {
		format = "points"
	}
	return metrics[0].Name + " " + figure.Write(metrics[0].Name, "moved from "+first.Label(), format) + " since " + first.Label()
}

// largestSteps names the part of a bridge that adds most and the one that takes most.
func (v *Chart) largestSteps(values []float64) string {
	up, down := -1, -1
	for i, x := range values {
		switch {
		case v.Spec.Steps[i].Total:
		case x > 0 && (up < 0 || x > values[up]):
			up = i
		case x < 0 && (down < 0 || x < values[down]):
			down = i
		}
	}
	switch {
	case up >= 0 && down >= 0:
		return v.Spec.Steps[up].Name + " is the largest increase, " + v.Spec.Steps[down].Name + " the largest decrease"
	case up >= 0:
		return v.Spec.Steps[up].Name + " is the largest increase"
	case down >= 0:
		return v.Spec.Steps[down].Name + " is the largest decrease"
	}
	return ""
}

// streak tells since when actual values are on one side of the plan.
func (v *Chart) streak(metrics []*metric.Metric) string {
	if len(v.Spec.Series) < 2 || v.Spec.Partial {
		return ""
	}
	actual, plan := v.Spec.Series[0].Values, v.Spec.Series[1].Values
	last := v.lastStep()
	side := v.side(actual[last], plan[last])
	if side == "" {
		return ""
	}
	first := last
	for first > 0 && v.side(actual[first-1], plan[first-1]) == side {
		first--
	}
	of := ScenarioWord(v.Spec.Series[1].Scenario)
	if first == last {
		return metrics[0].Name + " is " + side + " " + of + " in " + v.Spec.Steps[last].Period.Label()
	}
	return metrics[0].Name + " has been " + side + " " + of + " since " + v.Spec.Steps[first].Period.Label()
}

// side says on which side of another value one prints, "" where either is missing.
func (v *Chart) side(value, base float64) string {
	switch {
	case math.IsNaN(value) || math.IsNaN(base):
		return ""
	case v.Spec.Format.Alike(value, base, v.Spec.Unit):
		return "on"
	case value > base:
		return "above"
	}
	return "below"
}

// extremeBar names the bar that stands out: the highlighted one where it is the highest or lowest, else the highest. Bars
// with a plan tell how many miss it.
func (v *Chart) extremeBar(metrics []*metric.Metric) string {
	values := v.Spec.Series[0].Values
	if len(v.Spec.Series) > 1 {
		return v.missing(values, v.Spec.Series[1].Values, ScenarioWord(v.Spec.Series[1].Scenario))
	}
	if len(metrics) == 1 && metrics[0].Grain() != metric.GrainNone || len(values) < 2 {
		return ""
	}
	high, low := 0, 0
	for i, x := range values {
		if x > values[high] {
			high = i
		}
		if x < values[low] {
			low = i
		}
	}
	what := "the highest"
	at := high
	if v.Spec.Highlight != "" && v.Spec.Steps[low].Name == v.Spec.Highlight {
		what, at = "the lowest", low
	}
	for i, x := range values {
		if i != at && v.Spec.Format.Alike(x, values[at], v.Spec.Unit) {
			return "" // two stand out
		}
	}
	if len(metrics) == 1 {
		return v.Spec.Steps[at].Name + " has " + what + " " + metrics[0].Name
	}
	return v.Spec.Steps[at].Name + " is " + what + " of the " + CountWord(len(values))
}

// missing tells how many of some values are on the bad side of what they are held against, "" for those without one.
func (v *Chart) missing(values, against []float64, of string) string {
	n, missed := 0, 0
	verb, none := "miss ", "misses "
	for i, x := range values {
		if math.IsNaN(against[i]) {
			continue
		}
		n++
		sense := v.senseOf(i)
		if sense == metric.Neutral {
			verb, none, sense = "are below ", "is below ", metric.HigherBetter
		}
		if !v.Spec.Format.Alike(x, against[i], v.Spec.Unit) && sense.Good(x-against[i]) < 0 {
			missed++
		}
	}
	switch {
	case n < 2:
		return ""
	case missed == 0:
		return "None of the " + CountWord(n) + " " + none + of
	case missed == n:
		return "All " + CountWord(n) + " " + verb + of
	case missed == 1:
		return "One of " + CountWord(n) + " " + none + of
	}
	return capital(CountWord(missed)) + " of " + CountWord(n) + " " + verb + of
}

func (v *Chart) senseOf(step int) metric.Polarity {
	if step < len(v.Spec.Senses) {
		return v.Spec.Senses[step]
	}
	return v.Spec.Polarity
}

// aimed tells how many bullets miss their targets.
func (v *Chart) aimed([]*metric.Metric) string {
	n, missed := 0, 0
	for i := range v.Spec.Panels {
		p := &v.Spec.Panels[i]
		if p.Target == nil || p.Polarity == metric.Neutral || p.Partial {
			return ""
		}
		n++
		now := p.Values[len(p.Values)-1]
		if !v.Spec.Format.Alike(now, *p.Target, p.Unit) && p.Polarity.Good(now-*p.Target) < 0 {
			missed++
		}
	}
	switch {
	case n < 2:
		return ""
	case missed == 0:
		return "All " + CountWord(n) + " reach their targets"
	case missed == n:
		return "All " + CountWord(n) + " miss their targets"
	case missed == 1:
		return "One of " + CountWord(n) + " misses its target"
	}
	return capital(CountWord(missed)) + " of " + CountWord(n) + " miss their targets"
}

// furthest tells which pair is furthest apart, and in how many of them the way leads there too.
func (v *Chart) furthest(metrics []*metric.Metric) string {
	from, to := v.Spec.Series[0].Values, v.Spec.Series[1].Values
	most, n, rose := -1, 0, 0
	for i := range from {
		d := to[i] - from[i]
		if math.IsNaN(d) {
			continue
		}
		n++
		if d > 0 {
			rose++
		}
		if most < 0 || math.Abs(d) > math.Abs(to[most]-from[most]) {
			most = i
		}
	}
	if n < 2 || v.Spec.Format.Alike(to[most], from[most], v.Spec.Unit) {
		return ""
	}
	up := to[most] > from[most]
	name := v.Spec.Steps[most].Name
	if v.Spec.Series[0].Scenario == metric.PL {
		return name + " is furthest " + v.side(to[most], from[most]) + " plan"
	}
	verb, same := "fell", 0
	if up {
		verb, same = "rose", rose
	} else {
		for i := range from {
			if to[i] < from[i] {
				same++
			}
		}
	}
	if v.Spec.Steps[0].Name == metrics[0].Name { // the rows are metrics
		return name + " " + verb + " most"
	}
	how := CountWord(same) + " of " + CountWord(n)
	if same == n {
		how = "all " + CountWord(n)
	}
	return v.Spec.Title[0] + " " + verb + " in " + how + ", most in " + name
}

// largestPart names the largest part of the latest stack.
func (v *Chart) largestPart([]*metric.Metric) string {
	last := -1
	for i := range v.Spec.Steps {
		complete := true
		for _, x := range v.Spec.Series {
			complete = complete && !math.IsNaN(x.Values[i])
		}
		if complete {
			last = i
		}
	}
	if last < 0 || v.Spec.Partial {
		return ""
	}
	most := 0
	for k, x := range v.Spec.Series {
		if x.Values[last] > v.Spec.Series[most].Values[last] {
			most = k
		}
	}
	return v.Spec.Series[most].Name + " is the largest part in " + v.Spec.Steps[last].Period.Label()
}

// rising tells how many of the panels rose over the time shown.
func (v *Chart) rising([]*metric.Metric) string {
	rose := 0
	for i := range v.Spec.Panels {
		p := &v.Spec.Panels[i]
		first, last := ends(p.Values)
		if p.Partial || first == last {
			return ""
		}
		if !v.Spec.Format.Alike(p.Values[first], p.Values[last], p.Unit) && p.Values[last] > p.Values[first] {
			rose++
		}
	}
	n := len(v.Spec.Panels)
	period := ""
	if k := len(v.Spec.Steps); k > 1 {
		period = " from " + v.Spec.Steps[0].Period.Label() + " to " + v.Spec.Steps[k-1].Period.Label()
	}
	switch {
	case n < 2:
		return ""
	case rose == 0:
		return "None of the " + CountWord(n) + " rose" + period
	case rose == n:
		return "All " + CountWord(n) + " rose" + period
	}
	return capital(CountWord(rose)) + " of " + CountWord(n) + " rose" + period
}

// ends returns where the first and the last value stand.
func ends(values []float64) (first, last int) {
	first = -1
	for i, x := range values {
		if math.IsNaN(x) {
			continue
		}
		if first < 0 {
			first = i
		}
		last = i
	}
	return max(first, 0), last
}

// Message returns what the chart says: its message, or without one what it shows.
func (v *Chart) Message() string {
	if m := v.Spec.Says(); m != "" {
		return m
	}
	return v.Spec.Title[0]
}
