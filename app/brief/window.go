package brief

import (
	"fmt"
	"strings"
	"time"

	"throughline/app/metric"
)

// How many periods a chart shows of its own accord, counted back from the latest: a line about two years of months, columns
// one, each with the same period a year before at its start.
var (
	longWindow  = map[metric.Grain]int{metric.Day: 92, metric.Week: 53, metric.Month: 25, metric.Quarter: 13, metric.Year: 20}
	shortWindow = map[metric.Grain]int{metric.Day: 31, metric.Week: 27, metric.Month: 13, metric.Quarter: 9, metric.Year: 10}
)

// MostShown is the most periods that a chart shows.
const MostShown = 120

// MostPeriods returns how many periods a kind shows of its own accord.
func (k ChartKind) MostPeriods(g metric.Grain) int {
	if k.Facts().Long {
		return longWindow[g]
	}
	return shortWindow[g]
}

// Doubt is what is wrong with the periods that a chart names, and what to do about it.
type Doubt struct{ Text, Fix string }

// Window returns the first and the last period that a chart shows of a metric over time: those the writer chose, else as
// many as suit the form, up to the latest value or, where the form looks ahead, the end of the metric's forecast.
// fiscalStart is the month a fiscal year begins in.
func (c *Chart) Window(m *metric.Metric, fiscalStart time.Month) (start, end metric.Period, doubts []Doubt) {
	points := m.Actual().Points
	start, end = points[0].Period, points[len(points)-1].Period
	first, latest := start, end
	if fc := m.In(metric.FC); c.Kind.Facts().Ahead && fc != m.Actual() {
		if p, ok := fc.Latest(); ok && p.Period.Grain == end.Grain && end.Before(p.Period) {
			end = end.Add(min(p.Period.N-end.N, 6))
		}
	}
	doubt := func(fix, format string, args ...any) {
		doubts = append(doubts, Doubt{fmt.Sprintf(format, args...), fix})
	}
	bound := func(text string, like metric.Period, last bool) (metric.Period, bool) {
		p, ok := Bound(m, text, like, last, fiscalStart)
		if !ok && strings.TrimSpace(text) != "" {
			d := NoPeriod(text)
			doubts = append(doubts, d)
		}
		return p, ok
	}
	if to, ok := bound(c.To, end, true); ok {
		end = to
	}
	if from, ok := bound(c.From, start, false); ok {
		start = from
	} else if most := c.Kind.MostPeriods(start.Grain); most > 0 && end.N-start.N >= most {
		start.N = end.N - most + 1
	}
	if end.N < first.N || end.N < start.N {
		doubt("Choose periods that have values.", "The chart's window ends before it begins, so all periods are shown.")
		return first, latest, doubts
	}
	if end.N-start.N >= MostShown {
		doubt("Choose fewer periods.", "The chart shows the latest %d periods of its window; more could not be read.", MostShown)
		start.N = end.N - MostShown + 1
	}
	start.N = max(start.N, first.N)
	return start, end, doubts
}

// NoPeriod is the doubt about an end of a window that reads as no period.
func NoPeriod(text string) Doubt {
	return Doubt{fmt.Sprintf("The chart's window names “%s”, which is no period.", text), "Write a period as in “Jan 2026”."}
}

// Ends returns the two periods that a form of pairs holds a metric at, where its latest value is of the period to: those of
// the difference, else those of the window, else the latest and the same a year before, or as far back as the data goes.
func (c *Chart) Ends(m *metric.Metric, to metric.Period, fiscalStart time.Month) (from, until metric.Period) {
	from, until = to.YearBefore(), to
	if first := m.Actual().Points[0].Period; from.N < first.N {
		from = first
	}
	for _, names := range []Span{c.Difference, {From: c.From, To: c.To}} {
		if p, ok := Bound(m, names.From, until, false, fiscalStart); ok {
			from = p
			if q, ok := Bound(m, names.To, until, true, fiscalStart); ok {
				until = q
			}
			break
		}
	}
	return from, until
}

// Bound reads one end of a window in periods like another one. A year or quarter stands for its first or last month, as the
// end asks; false where the text names no period.
func Bound(m *metric.Metric, text string, like metric.Period, last bool, fiscalStart time.Month) (metric.Period, bool) {
	p, ok := m.Named(text)
	if !ok || p.Grain == like.Grain && p.Fiscal == like.Fiscal {
		return p, ok
	}
	day := p.Start(fiscalStart)
	if last {
		day = p.End(fiscalStart)
	}
	for q := like; ; {
		// The period of the metric that holds the day, found from one that is near it.
		start, end := q.Start(fiscalStart), q.End(fiscalStart)
		switch length := max(int(end.Sub(start).Hours()/24), 1); {
		case day.Before(start):
			q = q.Add(-max(int(start.Sub(day).Hours()/24)/(length+3), 1))
		case day.After(end):
			q = q.Add(max(int(day.Sub(end).Hours()/24)/(length+3), 1))
		default:
			return q, true
		}
	}
}
