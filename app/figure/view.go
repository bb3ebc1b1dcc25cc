package figure

import (
	"strings"

	"throughline/app/metric"
)

// View is one question a figure can ask of a metric.
type View struct {
	Name  string // as it is written: "vs target"
	Since string // the word a period may follow with, "from" or "since"; empty for views that take none
	About string // what it prints, for people
	// Sentence marks the views that print words, "rose 14% to 12.4%".
	Sentence bool

	ask func(m *metric.Metric, p metric.Period) (metric.Value, error)
	// relative marks the views that print the difference as a fraction of what it is compared with.
	relative bool
}

// Views lists the views in the order the picker offers them. Besides these, a period or a category is a view.
var Views = []View{
	{Name: "latest", About: "the latest value", ask: ofLatest((*metric.Metric).At)},
	{Name: "moved", Since: "from", Sentence: true, About: "what it did, in words", ask: since((*metric.Metric).Change)},
	{Name: "change", Since: "from", About: "the difference from the period before", ask: since((*metric.Metric).Change)},
	{Name: "growth", Since: "from", About: "the change in percent", ask: since((*metric.Metric).Growth)},
	{Name: "vs target", About: "the distance from the target", ask: (*metric.Metric).VsTarget},
	{Name: "vs plan", About: "the distance from plan", ask: (*metric.Metric).VsPlan},
	{Name: "vs prior year", About: "the difference from a year before", ask: (*metric.Metric).VsPriorYear},
	{Name: "vs target %", relative: true, About: "the distance from the target in percent", ask: (*metric.Metric).VsTarget},
	{Name: "vs plan %", relative: true, About: "the distance from plan in percent", ask: (*metric.Metric).VsPlan},
	{Name: "vs prior year %", relative: true, About: "the growth from a year before", ask: (*metric.Metric).VsPriorYear},
	{Name: "average", Since: "since", About: "the mean of all values", ask: (*metric.Metric).Average},
	{Name: "total", Since: "since", About: "the sum of all values", ask: (*metric.Metric).Total},
	{Name: "high", Since: "since", About: "the highest value", ask: (*metric.Metric).High},
	{Name: "low", Since: "since", About: "the lowest value", ask: (*metric.Metric).Low},
	{Name: "verb", Since: "from", Sentence: true, About: "rose, fell or held", ask: since((*metric.Metric).Change)},
}

// ofLatest asks for the latest value whatever period it is given.
func ofLatest(at func(*metric.Metric, metric.Period) (metric.Value, error)) func(*metric.Metric, metric.Period) (metric.Value, error) {
	return func(m *metric.Metric, p metric.Period) (metric.Value, error) {
		if p.IsZero() {
			return m.Latest()
		}
		return at(m, p)
	}
}

// since asks a comparison from a period to the latest.
func since(compare func(m *metric.Metric, from, to metric.Period) (metric.Value, error)) func(*metric.Metric, metric.Period) (metric.Value, error) {
	return func(m *metric.Metric, from metric.Period) (metric.Value, error) {
		return compare(m, from, metric.Period{})
	}
}

// viewOf reads the view part of a figure against its metric: one of Views with or without its period, a period, or a
// category.
func viewOf(m *metric.Metric, text string) (View, metric.Value, error) {
	wanted := strings.ToLower(strings.Join(strings.Fields(text), " "))
	if wanted == "" {
		wanted = "latest"
	}
	for _, v := range Views {
		rest, ok := strings.CutPrefix(wanted, v.Name)
		switch {
		case !ok:
			continue
		case rest == "":
			return v.Of(m, metric.Period{})
		case v.Since == "":
			continue
		}
		spelled, ok := strings.CutPrefix(rest, " from ")
		if !ok {
			if spelled, ok = strings.CutPrefix(rest, " since "); !ok {
				continue
			}
		}
		p, ok := periodOf(m, spelled, v.Since == "from")
		if !ok {
			return v, metric.Value{}, &unread{what: "period", text: strings.TrimSpace(spelled)}
		}
		return v.Of(m, p)
	}
	level := View{Name: text, ask: (*metric.Metric).At}
	if m.Grain() == metric.GrainNone {
		value, err := m.Category(text)
		return level, value, err
	}
	if p, ok := periodOf(m, text, false); ok {
		return level.Of(m, p)
	}
	return level, metric.Value{}, &unread{what: "view", text: text}
}

// Of returns what a view answers of a metric: for a period, or with zero for the latest one.
func (v View) Of(m *metric.Metric, p metric.Period) (View, metric.Value, error) {
	value, err := v.ask(m, p)
	if err == nil && v.relative {
		value, err = m.Relative(value)
	}
	return v, value, err
}

// unread is a view or a period that means nothing.
type unread struct{ what, text string }

func (e *unread) Error() string { return "“" + e.text + "” is no " + e.what }

// periodOf reads a period as people write it. One without a year is its latest occurrence in the metric; as the base of
// a comparison it is the latest one before the last period, which it could not be compared with itself.
func periodOf(m *metric.Metric, text string, base bool) (metric.Period, bool) {
	if p, ok := metric.ParsePeriod(text); ok {
		return p, true
	}
	bare, ok := metric.ParseBarePeriod(text)
	if !ok {
		return metric.Period{}, false
	}
	var before metric.Period
	if last, ok := m.Actual().Latest(); ok && base {
		before = last.Period
	}
	if p, ok := m.Occurrence(bare, before); ok {
		return p, true
	}
	// The metric knows no such period: in its last year, so that its refusal names what it has.
	last, _ := m.Actual().Latest()
	year, _ := last.Period.Parts()
	return bare.In(year), true
}
