package visual

import (
	"fmt"
	"slices"
	"time"

	"throughline/app/brief"
	"throughline/app/figure"
	"throughline/app/metric"
	"throughline/app/say"
	"throughline/export/chart"
	"throughline/export/page"
	"throughline/export/words"
)

// ChartPlace is where the chart of the evidence is chosen.
const ChartPlace = brief.Place("evidence.chart")

// Maker builds the charts of a brief.
type Maker struct {
	Fonts   *page.Fonts
	Theme   *page.Theme // of charts
	Brief   *brief.Brief
	Figures *figure.Resolver
	Text    func(brief.Place) string // a field of the brief as it is printed
	// Phrases resolves a text with figures as one that is printed at a place; of an empty one it answers the field's own.
	Phrases func(place brief.Place, text string) []chart.Phrase
}

// Build makes a chart of metrics, of which there is at least one. The error is a *chart.Refusal with the form that would
// show them honestly, where there is such a one; what was found and used until then stands in the chart, which is never nil.
func (mk *Maker) Build(ch *brief.Chart, metrics []*metric.Metric) (*Chart, error) {
	v := &Chart{
		maker: mk, chart: ch, Place: ChartPlace, from: map[cell]origin{}, made: map[cell]made{}, Targets: map[*metric.Metric]bool{},
		Spec: &chart.Spec{
			Unit: metrics[0].Unit, Polarity: metrics[0].Polarity, Format: mk.Figures.Format(), Theme: mk.Theme,
		},
	}
	at := slices.IndexFunc(kinds, func(k kind) bool { return k.name == ch.Kind })
	if at < 0 {
		return v, &chart.Refusal{
			Code: "chart-kind", Text: fmt.Sprintf("There is no chart form called “%s”.", ch.Kind), Fix: "Choose line, column, bar or waterfall.",
		}
	}
	v.Spec.Kind = kinds[at].kind
	if err := kinds[at].build(v, metrics); err != nil {
		return v, err
	}
	v.say(metrics[0])
	v.translate()
	// A chart in ample room shows whether the chart can be drawn at all; the page then gives it the room it has.
	_, err := chart.Lay(mk.Fonts, page.Rect{W: 1000, H: 1000}, v.Spec)
	return v, err
}

// translate puts the lines that the program makes, of measure, unit and period, into the language of the brief.
func (v *Chart) translate() {
	w := words.Of(v.Spec.Format.Locale)
	v.Spec.Title[1], v.Spec.Title[2] = w.Line(v.Spec.Title[1]), w.Line(v.Spec.Title[2])
}

func (mk *Maker) fiscalStart() time.Month { return max(mk.Brief.Settings.FiscalStart, time.January) }

// Partial reports whether the latest value is of a period that was not over when the file was saved.
func (mk *Maker) Partial(s *metric.Series, last metric.Point) bool {
	if _, through, ok := s.Partial(last.Period); ok && !through.IsZero() {
		return true
	}
	_, open := mk.Brief.Source(s.Source).OpenAt(last.Period, mk.fiscalStart())
	return open
}

// SoFar says how far an unfinished period goes: "Oct 2026 to date", or "Oct 2026 to 14 Oct 2026" where the data tells.
func (mk *Maker) SoFar(s *metric.Series, last metric.Point) string {
	if _, through, ok := s.Partial(last.Period); ok && !through.IsZero() {
		return last.Period.Label() + " to " + through.Label()
	}
	return last.Period.Label() + " to date"
}

// Chart is a chart of the brief: its specification, and where its numbers come from.
type Chart struct {
	Spec     *chart.Spec
	Place    brief.Place             // what its numbers and its description are told by
	Used     []Points                // the points it draws
	Targets  map[*metric.Metric]bool // the metrics whose target it draws
	Findings []brief.Finding         // what was found while it was built

	maker *Maker
	chart *brief.Chart
	from  map[cell]origin // where the chart's numbers come from
	made  map[cell]made   // the numbers that the chart makes of others of it
}

// cell names a number of the chart's specification.
type cell struct{ series, step int }

// made is a number that a chart makes of others that it shows: a total, or the middle of two values.
type made struct {
	op metric.Op
	of []cell
}

// origin is the point of a metric's series that a number of the chart shows, and the one it is counted from where it is a
// change.
type origin struct {
	metric *metric.Metric
	series *metric.Series
	point  metric.Point
	base   *metric.Point
}

// Words lists the words that the chart prints, for their characters to be checked.
func (v *Chart) Words() []string {
	words := slices.Clone(v.Spec.Title[:])
	for _, p := range v.Spec.Message {
		words = append(words, p.Text)
	}
	for _, s := range v.Spec.Steps {
		words = append(words, s.Name)
	}
	for _, p := range v.Spec.Panels {
		words = append(words, p.Name)
	}
	for _, s := range v.Spec.Series {
		words = append(words, s.Name)
	}
	if cloud := v.Spec.Cloud; cloud != nil {
		for _, d := range cloud.Dots {
			words = append(words, d.Name)
		}
		words = append(words, cloud.Quadrants...)
	}
	return words
}

// Alt says in words what a chart shows, for those who do not see it: as its writer did, or from its data.
func (v *Chart) Alt() string {
	if alt := v.maker.Text(brief.AltPlace); v.Place == ChartPlace && alt != "" {
		return alt
	}
	return v.Spec.Alt()
}

// OverTime reports whether the chart is over time, and not by category.
func (v *Chart) OverTime() bool { return !v.Spec.Steps[0].Period.IsZero() }

// Points are the points of one series that are drawn.
type Points struct {
	Metric *metric.Metric
	Series *metric.Series
	Points []metric.Point
}

// use keeps the points that the chart draws for the source notes.
func (v *Chart) use(m *metric.Metric, s *metric.Series, points ...metric.Point) {
	v.Used = append(v.Used, Points{m, s, points})
}

// show keeps where a number of the chart comes from.
func (v *Chart) show(series, step int, m *metric.Metric, s *metric.Series, p metric.Point) {
	v.from[cell{series, step}] = origin{metric: m, series: s, point: p}
}

func (v *Chart) warn(code, fix, format string, args ...any) {
	v.Findings = append(v.Findings, brief.Finding{
		Severity: brief.Warning, Code: code, Place: ChartPlace, Text: say.F(format, args...), Fix: say.T(fix),
	})
}

func (v *Chart) warnAt(place brief.Place, code, fix, format string, args ...any) {
	v.warn(code, fix, format, args...)
	v.Findings[len(v.Findings)-1].Place = place
}

func refuse(code, fix string, instead chart.Kind, format string, args ...any) error {
	return &chart.Refusal{Code: code, Text: say.F(format, args...), Fix: say.T(fix), Instead: instead}
}
