package metric

import (
	"math"
	"strings"
)

// Latest returns the last value. It answers ErrNoValue for a metric without values and ErrNoPeriods for one by category.
func (m *Metric) Latest() (Value, error) {
	p, err := m.last()
	if err != nil {
		return Value{}, err
	}
	return m.At(p)
}

// At returns the value of a period, ErrNoValue where there is none. A quarter or a year of a metric that is kept by a
// shorter period and adds up is the sum of its values; see Additive.
func (m *Metric) At(p Period) (Value, error) {
	t, err := m.term(p)
	if err != nil {
		if last, ok := m.Actual().Latest(); ok && last.Period.Grain != GrainNone && last.Period.Grain < p.Grain {
			return m.sum(p, err)
		}
		return Value{}, err
	}
	return m.level(t), nil
}

// Category returns the value of a category, compared without regard to case, ErrNoValue where there is none.
func (m *Metric) Category(name string) (Value, error) {
	s := m.Actual()
	for _, p := range points(s) {
		if p.Category != "" && strings.EqualFold(p.Category, strings.TrimSpace(name)) {
			return m.level(s.term(p)), nil
		}
	}
	return Value{}, m.refuse(ErrNoValue, "", "has no value for “%s”", name)
}

// Change returns the difference between two periods. A zero to means the latest period and a zero from the one right
// before to; it is never the last one that happens to have a value, because a gap would then pass for a month.
func (m *Metric) Change(from, to Period) (Value, error) {
	if to.IsZero() {
		var err error
		if to, err = m.last(); err != nil {
			return Value{}, err
		}
	}
	now, err := m.term(to)
	if err != nil {
		return Value{}, err
	}
	if from.IsZero() {
		from = to.Add(-1)
	}
	base, err := m.term(from)
	if err != nil {
		return Value{}, err
	}
	if !from.Before(to) {
		return Value{}, m.refuse(ErrMeaningless, "name an earlier period",
			"cannot be compared with %s, because the later period is %s", from.Label(), to.Label())
	}
	return m.difference(now, base, base.address(now)), nil
}

// Growth returns the change between two periods as a fraction of the first; see Change for zero periods. It answers
// ErrMeaningless where the base is zero or negative: the sign of the result would say nothing.
func (m *Metric) Growth(from, to Period) (Value, error) {
	v, err := m.Change(from, to)
	if err != nil {
		return Value{}, err
	}
	return m.Relative(v)
}

// VsTarget returns the distance of a period, or with zero of the latest one, from the metric's target, or ErrNoTarget.
func (m *Metric) VsTarget(at Period) (Value, error) {
	if m.Target == nil {
		return Value{}, m.refuse(ErrNoTarget, "set a target in the metric's details", "has no target")
	}
	now, err := m.termOrLast(at)
	if err != nil {
		return Value{}, err
	}
	base := Term{
		Scenario: PL, Source: m.Target.Source, Sheet: m.Target.Sheet,
		Point: Point{Period: now.Point.Period, Value: m.Target.Value, Cell: m.Target.Cell},
	}
	address := "the target set by hand"
	if base.Point.Cell != "" {
		address = base.address(now)
	}
	return m.difference(now, base, address), nil
}

// VsPlan returns the distance of a period, or with zero of the latest one, from the plan for the same period, or
// ErrNoPlan.
func (m *Metric) VsPlan(at Period) (Value, error) {
	plan := m.In(PL)
	if plan == nil {
		return Value{}, m.refuse(ErrNoPlan, "import a plan column with it, or use “vs target”", "has no plan")
	}
	now, err := m.termOrLast(at)
	if err != nil {
		return Value{}, err
	}
	if plan == m.Actual() {
		return Value{}, m.refuse(ErrNoPlan, "import its actual values", "is a plan itself, with no actual values beside it")
	}
	p, ok := plan.At(now.Point.Period)
	if !ok {
		return Value{}, m.refuse(ErrNoPlan, "", "has no plan for %s", now.Point.Period.Label())
	}
	base := plan.term(p)
	return m.difference(now, base, base.address(now)), nil
}

// VsPriorYear returns the difference of a period, or with zero of the latest one, from the same period a year before:
// from the prior-year series where the file has one, otherwise from the metric's own past.
func (m *Metric) VsPriorYear(at Period) (Value, error) {
	now, err := m.termOrLast(at)
	if err != nil {
		return Value{}, err
	}
	if prior := m.In(PY); prior != nil && prior != m.Actual() {
		if p, ok := prior.At(now.Point.Period); ok {
			base := prior.term(p)
			return m.difference(now, base, base.address(now)), nil
		}
	}
	base, err := m.term(now.Point.Period.YearBefore())
	if err != nil {
		return Value{}, err
	}
	return m.difference(now, base, base.address(now)), nil
}

// Relative returns a difference as a fraction of its base, ErrMeaningless where the base is zero or negative.
func (m *Metric) Relative(v Value) (Value, error) {
	if v.Kind != Difference {
		return Value{}, m.refuse(ErrMeaningless, "", "compares with nothing here")
	}
	base := v.Terms[1].Point.Value
	if base <= 0 {
		what := "zero"
		if base < 0 {
			what = "negative"
		}
		when := "what it is compared with"
		if v.Base != v.Period {
			when = "its value for " + v.Base.Label()
		}
		return Value{}, m.refuse(ErrMeaningless, "use “change” for the difference",
			"cannot be put in percent, because %s is %s", when, what)
	}
	v.Kind, v.Unit, v.Op = Ratio, Unit{Kind: Percent}, OpRatio
	v.Number = v.Terms[0].Point.Value/base - 1
	if now, before, ok := strings.Cut(v.Formula, " − "); ok {
		v.Formula = now + " ÷ " + before + " − 1"
	}
	return v, nil
}

// Average returns the mean of the values since a period, or with zero of all.
func (m *Metric) Average(since Period) (Value, error) {
	terms, err := m.window(since)
	if err != nil {
		return Value{}, err
	}
	values := make([]float64, len(terms))
	for i, t := range terms {
		values[i] = t.Point.Value
	}
	return m.aggregate(OpAverage, terms, mean(values), "average of "+listed(terms)), nil
}

// Total returns the sum of the values since a period, or with zero of all; ErrMeaningless for percentages.
func (m *Metric) Total(since Period) (Value, error) {
	if m.Unit.Kind == Percent {
		return Value{}, m.refuse(ErrMeaningless, "use “average”", "is a percentage, and percentages do not add up")
	}
	terms, err := m.window(since)
	if err != nil {
		return Value{}, err
	}
	sum := 0.0
	for _, t := range terms {
		sum += t.Point.Value
	}
	if math.IsInf(sum, 0) {
		return Value{}, m.refuse(ErrMeaningless, "", "adds up to more than can be counted")
	}
	return m.aggregate(OpTotal, terms, sum, "total of "+listed(terms)), nil
}

// High returns the highest value since a period, or with zero of all; Value.Period says when, the first time.
func (m *Metric) High(since Period) (Value, error) {
	return m.extreme(since, OpHigh, "highest of ", func(a, b float64) bool { return a > b })
}

// Low returns the lowest value since a period, or with zero of all; Value.Period says when, the first time.
func (m *Metric) Low(since Period) (Value, error) {
	return m.extreme(since, OpLow, "lowest of ", func(a, b float64) bool { return a < b })
}

// Of returns a point of one of the metric's series as a value, for what shows points without asking for them: a chart.
func (m *Metric) Of(s *Series, p Point) Value { return m.level(s.term(p)) }

// Between returns the difference between two points of the metric's series, the first less the second.
func (m *Metric) Between(now *Series, p Point, base *Series, q Point) Value {
	a, b := now.term(p), base.term(q)
	return m.difference(a, b, b.address(a))
}

// Occurrence returns the latest period with a value that a bare month, quarter or week names, before a period unless that
// is zero; false where there is none.
func (m *Metric) Occurrence(b BarePeriod, before Period) (Period, bool) {
	all := points(m.Actual())
	for i := len(all) - 1; i >= 0; i-- {
		if b.Names(all[i].Period) && (before.IsZero() || all[i].Period.Before(before)) {
			return all[i].Period, true
		}
	}
	return Period{}, false
}

// Named reads a period as people write it; one without a year is its latest occurrence in the metric.
func (m *Metric) Named(text string) (Period, bool) {
	if p, ok := ParsePeriod(text); ok {
		return p, true
	}
	if bare, ok := ParseBarePeriod(text); ok {
		return m.Occurrence(bare, Period{})
	}
	return Period{}, false
}

// Range says what the metric covers, for people: "from Jan 2025 to Oct 2026", or the first categories.
func (m *Metric) Range() string {
	all := points(m.Actual())
	switch {
	case len(all) == 0:
		return "nothing"
	case !all[0].Period.IsZero():
		return "from " + all[0].Period.Label() + " to " + all[len(all)-1].Period.Label()
	}
	var names []string
	for _, p := range all[:min(len(all), 4)] {
		names = append(names, p.Category)
	}
	if len(all) > len(names) {
		names = append(names, "…")
	}
	return strings.Join(names, ", ")
}

func points(s *Series) []Point {
	if s == nil {
		return nil
	}
	return s.Points
}

func (s *Series) term(p Point) Term {
	return Term{Scenario: s.Scenario, Source: s.Source, Sheet: s.Sheet, Point: p}
}

// last returns the latest period of the metric.
func (m *Metric) last() (Period, error) {
	p, ok := m.Actual().Latest()
	switch {
	case !ok:
		return Period{}, m.refuse(ErrNoValue, "", "has no values")
	case p.Period.IsZero():
		return Period{}, m.refuse(ErrNoPeriods, "name one of "+m.Range(), "has one value per category and no periods")
	}
	return p.Period, nil
}

func (m *Metric) termOrLast(p Period) (Term, error) {
	if p.IsZero() {
		var err error
		if p, err = m.last(); err != nil {
			return Term{}, err
		}
	}
	return m.term(p)
}

// term returns the metric's actual value of a period or says what there is instead.
func (m *Metric) term(p Period) (Term, error) {
	last, err := m.last()
	if err != nil {
		return Term{}, err
	}
	s := m.Actual()
	if point, ok := s.At(p); ok {
		return s.term(point), nil
	}
	if last.Grain != p.Grain || last.Fiscal != p.Fiscal {
		by := last.Grain.String()
		if last.Fiscal {
			by = "fiscal " + by
		}
		return Term{}, m.refuse(ErrNoValue, "name a "+by+" "+m.Range(), "is kept by %s and has no value for %s", by, p.Label())
	}
	return Term{}, m.refuse(ErrNoValue, "", "has no value for %s; it runs %s", p.Label(), m.Range())
}

func (m *Metric) level(t Term) Value {
	return Value{
		Kind: Level, Unit: m.Unit, Number: t.Point.Value, Period: t.Point.Period, Terms: []Term{t}, Op: OpLevel, Formula: t.Point.Cell,
	}
}

func (m *Metric) difference(now, base Term, address string) Value {
	return Value{
		Kind: Difference, Op: OpDifference, Unit: m.Unit.Difference(), Number: now.Point.Value - base.Point.Value,
		Period: now.Point.Period, Base: base.Point.Period, Terms: []Term{now, base},
		Formula: now.Point.Cell + " − " + address,
	}
}

// window returns the actual values since a period.
func (m *Metric) window(since Period) ([]Term, error) {
	s := m.Actual()
	all := points(s)
	if len(all) == 0 {
		return nil, m.refuse(ErrNoValue, "", "has no values")
	}
	if !since.IsZero() {
		if _, err := m.term(since); err != nil {
			return nil, err
		}
	}
	terms := make([]Term, 0, len(all))
	for _, p := range all {
		if since.IsZero() || !p.Period.Before(since) {
			terms = append(terms, s.term(p))
		}
	}
	return terms, nil
}

func (m *Metric) aggregate(op Op, terms []Term, number float64, formula string) Value {
	return Value{
		Kind: Level, Op: op, Unit: m.Unit, Number: number, Terms: terms, Formula: formula,
		Base: terms[0].Point.Period, Period: terms[len(terms)-1].Point.Period,
	}
}

func (m *Metric) extreme(since Period, op Op, what string, better func(a, b float64) bool) (Value, error) {
	terms, err := m.window(since)
	if err != nil {
		return Value{}, err
	}
	best := 0
	for i, t := range terms {
		if better(t.Point.Value, terms[best].Point.Value) {
			best = i
		}
	}
	v := m.aggregate(op, terms, terms[best].Point.Value, what+listed(terms))
	v.Period = terms[best].Point.Period
	v.Terms = append([]Term{terms[best]}, append(append([]Term{}, terms[:best]...), terms[best+1:]...)...)
	return v, nil
}
