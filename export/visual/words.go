package visual

import (
	"slices"
	"strings"
	"time"

	"throughline/app/metric"
	"throughline/export/chart"
)

// Span names a stretch of periods: "Jan–Oct 2026", "Nov 2024–Oct 2026", "Q1–Q4 2026".
func Span(from, to metric.Period) string {
	if from == to {
		return to.Label()
	}
	a, b := from.Label(), to.Label()
	year, _ := from.Parts()
	if other, _ := to.Parts(); year == other && from.Grain != metric.Year {
		if i := strings.LastIndex(a, " "); i > 0 {
			a = a[:i]
		}
	}
	return a + "–" + b
}

// ScenarioWord is what people call a scenario inside a sentence: "prior year".
func ScenarioWord(s metric.Scenario) string { return strings.ToLower(chart.ScenarioName(s)) }

// And joins words as a sentence does.
func And(words []string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	return strings.Join(words[:len(words)-1], ", ") + " and " + words[len(words)-1]
}

var countWords = [...]string{"no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"}

// CountWord writes small numbers in words.
func CountWord(n int) string {
	if n < len(countWords) {
		return countWords[n]
	}
	return "many"
}

var grainWords = map[metric.Grain]string{
	metric.Day: "daily", metric.Week: "weekly", metric.Month: "monthly", metric.Quarter: "quarterly", metric.Year: "yearly",
}

var grainNouns = map[metric.Grain]string{
	metric.Day: "day", metric.Week: "week", metric.Month: "month", metric.Quarter: "quarter", metric.Year: "year",
}

// unitWords is the second line of a chart's title: "Percent, monthly; lower is better".
func unitWords(u metric.Unit, p metric.Polarity, g metric.Grain) string {
	words := map[metric.Kind]string{metric.Percent: "Percent", metric.Count: "Count", metric.Number: "Number"}[u.Kind]
	switch {
	case u.Kind == metric.Currency && u.Currency != "":
		words = u.Currency
	case u.Kind == metric.Currency:
		words = "Amount"
	case u.Kind == metric.Duration:
		words = "Duration in " + u.Symbol
		if u.Symbol == "" {
			words = "Duration"
		}
	case u.Kind == metric.Number && u.Symbol != "":
		words = "In " + u.Symbol
	}
	if g != metric.GrainNone {
		words += ", " + grainWords[g]
	}
	if p == metric.LowerBetter {
		words += "; lower is better"
	}
	return words
}

// unitAlone names a unit alone.
func unitAlone(u metric.Unit) string { return unitWords(u, metric.Neutral, metric.GrainNone) }

// lower begins a word with a small letter, unless it is an abbreviation such as a currency.
func lower(word string) string {
	if len(word) > 1 && strings.ToUpper(word[:2]) == word[:2] {
		return word
	}
	return strings.ToLower(word[:1]) + word[1:]
}

func capital(word string) string { return strings.ToUpper(word[:1]) + word[1:] }

func same(a, b string) bool { return strings.EqualFold(strings.TrimSpace(a), strings.TrimSpace(b)) }

// Day prints a date as the page does.
func Day(t time.Time) string { return t.Format("2 Jan 2006") }

// together names several metrics in a title.
func together(metrics []*metric.Metric) string {
	if len(metrics) == 1 {
		return metrics[0].Name
	}
	if len(metrics) > 3 {
		return metrics[0].Name + " and " + CountWord(len(metrics)-1) + " others"
	}
	names := make([]string, len(metrics))
	for i, m := range metrics {
		names[i] = m.Name
	}
	return And(names)
}

// polarityOf returns what is good for all of some metrics: neither way where they differ.
func polarityOf(metrics []*metric.Metric) metric.Polarity {
	for _, m := range metrics {
		if m.Polarity != metrics[0].Polarity {
			return metric.Neutral
		}
	}
	return metrics[0].Polarity
}

func startsWith(name string, words []string) bool {
	first, _, _ := strings.Cut(strings.ToLower(strings.TrimSpace(name)), " ")
	return slices.Contains(words, first)
}

// part is the latest value of one metric.
type part struct {
	metric *metric.Metric
	point  metric.Point
}

// scenariosOf says what the parts are: "actual", or "actual and plan" where a metric has no actual values.
func scenariosOf(parts []part) string {
	var words []string
	for _, p := range parts {
		if w := ScenarioWord(p.metric.Actual().Scenario); !slices.Contains(words, w) {
			words = append(words, w)
		}
	}
	return And(words)
}

// when names the period of the parts, or says that they differ.
func (v *Chart) when(parts []part) string {
	first, last := parts[0].point.Period, parts[0].point.Period
	for _, p := range parts[1:] {
		if p.point.Period.Before(first) {
			first = p.point.Period
		}
		if last.Before(p.point.Period) {
			last = p.point.Period
		}
	}
	if first == last {
		return first.Label()
	}
	v.warn("chart-periods", "Import the missing values, or leave the older metric out.",
		"The bars are of different periods, %s to %s; the chart says so, but a reader may miss it.", first.Label(), last.Label())
	if first.Grain != last.Grain {
		return "Latest values, " + first.Label() + " to " + last.Label()
	}
	return "Latest values, " + Span(first, last)
}

// unitsOf is the second title line of several metrics.
func (v *Chart) unitsOf(metrics []*metric.Metric, g metric.Grain) string {
	for _, m := range metrics {
		if m.Unit != metrics[0].Unit {
			words := "Different units"
			if g != metric.GrainNone {
				words += ", " + grainWords[g]
			}
			return words
		}
	}
	return unitWords(metrics[0].Unit, metrics[0].Polarity, g)
}

// inScenarios says which scenarios the metrics are shown in.
func (v *Chart) inScenarios(metrics []*metric.Metric) string {
	var words []string
	for _, m := range metrics {
		if w := ScenarioWord(m.Actual().Scenario); !slices.Contains(words, w) {
			words = append(words, w)
		}
	}
	return And(words)
}

// unfinished says that some last values are of periods not over.
func (v *Chart) unfinished() string {
	if slices.ContainsFunc(v.Spec.Panels, func(p chart.Panel) bool { return p.Partial }) {
		return "; open dot: period to date"
	}
	return ""
}

// undated is the third title line of a table without periods: what is known of its date is when its file was saved.
func (v *Chart) undated(s *metric.Series) string {
	word := ScenarioWord(s.Scenario)
	word = strings.ToUpper(word[:1]) + word[1:]
	if src := v.maker.Brief.Source(s.Source); src != nil && !src.Modified.IsZero() {
		return word + ", file saved " + Day(src.Modified.In(time.UTC))
	}
	return word
}
