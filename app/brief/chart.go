package brief

import (
	"slices"
	"strings"
)

// Chart is the one visual of the evidence. Metrics are names, as in figures; what each form makes of them:
//
//	line, column, variance  the first one over its periods; variance against its plan
//	stacked                 the parts of a whole over their periods; a last one whose name begins with "Total" must be their sum
//	bar, dumbbell           the latest value of each, or one metric by category
//	waterfall               one metric from its first to its last shown period, or several parts that add up
//	bullet                  each with its target or plan
//	slope                   each at two periods
//	scatter, 2x2            two metrics against each other, by category or period; a third one is the area of the bubbles
//	sparkline, multiples    each in a row or a panel of its own
//
// Periods are written as in figures: "Sep 2026", "Q3", "Oct".
type Chart struct {
	Kind    ChartKind `json:"kind"`
	Metrics []string  `json:"metrics"`
	// From and To bound the periods shown; each may be empty.
	From string `json:"from,omitempty"`
	To   string `json:"to,omitempty"`
	// Difference is the pair of periods between which an arrow tells the change; zero for none.
	Difference Span `json:"difference,omitzero"`
	// Highlight names the category, metric or period that is drawn in the colour of emphasis; empty for the usual one.
	Highlight string `json:"highlight,omitempty"`
	// Quadrants names the fields of a 2×2: upper left, upper right, lower left, lower right.
	Quadrants   []string     `json:"quadrants,omitempty"`
	Annotations []Annotation `json:"annotations,omitempty"` // at most MostAnnotations
	// Title is the message over the chart, and may hold figures. Empty, one is proposed from the data.
	Title string `json:"title,omitempty"`
	// Alt describes the chart to those who cannot see it. Empty, it is written from the data.
	Alt string `json:"alt,omitempty"`
}

// Span is a pair of periods as they were written.
type Span struct {
	From string `json:"from,omitempty"`
	To   string `json:"to,omitempty"`
}

// IsZero reports whether no pair is named.
func (s Span) IsZero() bool { return s == Span{} }

// The places of the message over the chart and of its description.
const (
	ChartTitlePlace Place = "evidence.chart.title"
	AltPlace        Place = "evidence.chart.alt"
)

// Clone returns a copy that shares nothing with c.
func (c *Chart) Clone() *Chart {
	copied := *c
	copied.Metrics = slices.Clone(c.Metrics)
	copied.Quadrants = slices.Clone(c.Quadrants)
	copied.Annotations = slices.Clone(c.Annotations)
	for i := range copied.Annotations {
		copied.Annotations[i] = *remarkKind.Clone(&copied.Annotations[i]).(*Annotation)
	}
	return &copied
}

// In returns the chart in another form: what it shows and says stays, except what the other form has no use for.
func (c *Chart) In(kind ChartKind) *Chart {
	other := c.Clone()
	other.Kind = kind
	if kind != Quadrants {
		other.Quadrants = nil
	}
	return other
}

func (c *Chart) valid() error {
	if !slices.Contains(ChartKinds, c.Kind) {
		return invalid("There is no chart “%s”; choose %s.", c.Kind, kindNames())
	}
	if len(c.Metrics) == 0 {
		return invalid("A chart shows at least one metric; name one, or remove the chart.")
	}
	if slices.ContainsFunc(c.Metrics, func(name string) bool { return strings.TrimSpace(name) == "" }) {
		return invalid("One of the chart's metrics has no name; choose it again.")
	}
	if n := len(c.Annotations); n > MostAnnotations {
		return invalid("A chart carries at most %d annotations, and this one has %d; keep the ones that matter.", MostAnnotations, n)
	}
	if n := len(c.Quadrants); n > 4 {
		return invalid("A 2×2 has four fields, and %d names are given; keep four.", n)
	}
	return nil
}
