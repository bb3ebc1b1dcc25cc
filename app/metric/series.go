package metric

import (
	"fmt"
	"slices"
	"sort"
)

// Kind says what a metric's numbers are, and so how they print and how two of them compare.
type Kind uint8

// The kinds of SPEC §10's inspect output. Percent values are fractions: 0.124 prints as 12.4%.
const (
	Number Kind = iota
	Count
	Percent
	Currency
	Duration
)

var kindNames = [...]string{"number", "count", "percent", "currency", "duration"}

// String returns the stable name: "number", "count", "percent", "currency", "duration".
func (k Kind) String() string { return nameOf(kindNames[:], int(k)) }

// KindFromString is the inverse of Kind.String.
func KindFromString(s string) (Kind, error) { return fromName[Kind](kindNames[:], s, "unit") }

// MarshalText writes the stable name.
func (k Kind) MarshalText() ([]byte, error) { return []byte(k.String()), nil }

// UnmarshalText reads the stable name.
func (k *Kind) UnmarshalText(b []byte) (err error) { *k, err = KindFromString(string(b)); return err }

// Unit is what one value of a metric is counted in.
type Unit struct {
	Kind Kind `json:"kind"`
	// Currency is the ISO 4217 code of a Currency unit ("USD"), empty for the others and where the file does not tell.
	Currency string `json:"currency,omitempty"`
	// Symbol is printed after a Duration or a Number: "h", "min", "days", "x". Values are kept in that symbol's unit.
	Symbol string `json:"symbol,omitempty"`
}

// Polarity says which direction is good.
type Polarity uint8

// The polarities of SPEC §1.
const (
	Neutral Polarity = iota
	HigherBetter
	LowerBetter
)

var polarityNames = [...]string{"neutral", "higher", "lower"}

// String returns the stable name: "neutral", "higher", "lower".
func (p Polarity) String() string { return nameOf(polarityNames[:], int(p)) }

// Label returns what people read: "neutral", "higher is better", "lower is better".
func (p Polarity) Label() string {
	if p == Neutral {
		return "neutral"
	}
	return p.String() + " is better"
}

// PolarityFromString is the inverse of Polarity.String.
func PolarityFromString(s string) (Polarity, error) {
	return fromName[Polarity](polarityNames[:], s, "polarity")
}

// MarshalText writes the stable name.
func (p Polarity) MarshalText() ([]byte, error) { return []byte(p.String()), nil }

// UnmarshalText reads the stable name.
func (p *Polarity) UnmarshalText(b []byte) (err error) {
	*p, err = PolarityFromString(string(b))
	return err
}

// Good reports whether a difference of d is an improvement: +1 good, -1 bad, 0 where the metric is neutral or d is 0.
func (p Polarity) Good(d float64) int {
	switch {
	case p == Neutral || d == 0:
		return 0
	case (d > 0) == (p == HigherBetter):
		return 1
	}
	return -1
}

// Scenario is the IBCS scenario of a series.
type Scenario uint8

// The scenarios of the IBCS notation: actual, prior year, plan (budget or target), forecast.
const (
	AC Scenario = iota
	PY
	PL
	FC
)

var (
	scenarioNames  = [...]string{"AC", "PY", "PL", "FC"}
	scenarioLabels = [...]string{"actual", "prior year", "plan", "forecast"}
)

// String returns the IBCS code: "AC", "PY", "PL", "FC".
func (s Scenario) String() string { return nameOf(scenarioNames[:], int(s)) }

// Label returns what people read: "actual", "prior year", "plan", "forecast".
func (s Scenario) Label() string { return nameOf(scenarioLabels[:], int(s)) }

// ScenarioFromString is the inverse of Scenario.String.
func ScenarioFromString(s string) (Scenario, error) {
	return fromName[Scenario](scenarioNames[:], s, "scenario")
}

// MarshalText writes the IBCS code.
func (s Scenario) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// UnmarshalText reads the IBCS code.
func (s *Scenario) UnmarshalText(b []byte) (err error) {
	*s, err = ScenarioFromString(string(b))
	return err
}

// Point is one value of a series, with the cell it was read from. A blank, a "n/a" or an error cell makes no point: a
// missing period is a gap, never a zero.
type Point struct {
	Period   Period  `json:"period,omitzero"`
	Category string  `json:"category,omitempty"` // in tables without periods
	Value    float64 `json:"value"`
	// Cell is "B4"; for an aggregated value the range it came from, "B4:B97", with a filter where rows of other periods lie
	// between: "B2:B900 where A in Sep 2026".
	Cell string `json:"cell"`
}

// Series is the values of one metric in one scenario, all from one sheet of one source. Points are ordered by period,
// or as in the file where they have none. A series is immutable once imported and is shared by pointer.
type Series struct {
	Scenario Scenario `json:"scenario"`
	Source   string   `json:"source"` // the ID of the brief's source
	Sheet    string   `json:"sheet,omitempty"`
	// Label is what the file calls the metric, by which it is found again in the next file. It is empty in briefs written
	// before labels were kept.
	Label  string  `json:"label,omitempty"`
	Points []Point `json:"points"`
	// Since and Through are days, set where the first or the last point speaks of a part of its period only: events that
	// begin or end in the middle of a month.
	Since   Period `json:"since,omitzero"`
	Through Period `json:"through,omitzero"`
	// Doubts are those that the values rest on and that stop an export until they are settled.
	Doubts []Doubt `json:"doubts,omitempty"`
}

// Partial reports whether the point of period p speaks of a part of it only, and from which and to which day; one that is
// zero is the period's own first or last day.
func (s *Series) Partial(p Period) (since, through Period, ok bool) {
	if s == nil || len(s.Points) == 0 || p.IsZero() {
		return Period{}, Period{}, false
	}
	if s.Points[0].Period == p {
		since = s.Since
	}
	if s.Points[len(s.Points)-1].Period == p {
		through = s.Through
	}
	return since, through, !since.IsZero() || !through.IsZero()
}

// At returns the point of period p, or false.
func (s *Series) At(p Period) (Point, bool) {
	if s == nil {
		return Point{}, false
	}
	i := sort.Search(len(s.Points), func(i int) bool { return !s.Points[i].Period.Before(p) })
	if i < len(s.Points) && s.Points[i].Period == p {
		return s.Points[i], true
	}
	return Point{}, false
}

// Latest returns the last point, or false for an empty series.
func (s *Series) Latest() (Point, bool) {
	if s == nil || len(s.Points) == 0 {
		return Point{}, false
	}
	return s.Points[len(s.Points)-1], true
}

// Target is the value a metric should reach.
type Target struct {
	Value  float64 `json:"value"`
	Source string  `json:"source,omitempty"` // with Sheet and Cell, where it was read from a file
	Sheet  string  `json:"sheet,omitempty"`
	Cell   string  `json:"cell,omitempty"`
	Reason string  `json:"reason,omitempty"` // why, where it was set by hand
}

// Metric is a named series in up to four scenarios, with what it means. Names are unique in a brief without regard to
// case; figures refer to metrics by name.
type Metric struct {
	ID         string   `json:"id"`
	Name       string   `json:"name"`
	Unit       Unit     `json:"unit"`
	Polarity   Polarity `json:"polarity"`
	Definition string   `json:"definition,omitempty"`
	Owner      string   `json:"owner,omitempty"`
	Target     *Target  `json:"target,omitempty"`
	// Freshness is how many days after the end of its last period a value may stand; 0 means what is usual for the grain.
	Freshness int       `json:"freshness,omitempty"`
	Series    []*Series `json:"series"`
}

// In returns the metric's series of a scenario, or nil.
func (m *Metric) In(s Scenario) *Series {
	for _, x := range m.Series {
		if x.Scenario == s {
			return x
		}
	}
	return nil
}

// Actual returns the AC series, or, in a metric that has none, its first one; nil for a metric without series.
func (m *Metric) Actual() *Series {
	if s := m.In(AC); s != nil {
		return s
	}
	if len(m.Series) > 0 {
		return m.Series[0]
	}
	return nil
}

// Grain returns the grain of the metric's periods, GrainNone for a table by category.
func (m *Metric) Grain() Grain {
	if p, ok := m.Actual().Latest(); ok {
		return p.Period.Grain
	}
	return GrainNone
}

// Clone returns a copy that can be renamed and retargeted without touching m; the series themselves are shared.
func (m *Metric) Clone() *Metric {
	c := *m
	c.Series = slices.Clone(m.Series)
	if m.Target != nil {
		t := *m.Target
		c.Target = &t
	}
	return &c
}

func nameOf(names []string, i int) string {
	if i < len(names) {
		return names[i]
	}
	return fmt.Sprintf("unknown(%d)", i)
}

func fromName[T ~uint8](names []string, s, what string) (T, error) {
	if i := slices.Index(names, s); i >= 0 {
		return T(i), nil
	}
	return 0, fmt.Errorf("unknown %s %q", what, s)
}
