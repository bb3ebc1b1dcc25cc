package ingest

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"time"

	"throughline/app/book/currency"
	"throughline/app/brief"
	"throughline/app/fault"
	"throughline/app/ingest/lexicon"
	"throughline/app/ingest/periods"
	"throughline/app/metric"
	"throughline/app/sheet"
)

// finish makes metrics of the buckets: one for each measure, and with a breakdown one more for each part.
func (r *eventRun) finish() {
	r.events.Grain = r.grain
	r.choices = r.offer()
	r.noteRows()
	r.axis.Why, r.axis.Doubts = fmt.Sprintf("events put together by the dates in column %s", sheet.ColumnName(r.date.n)), r.date.days.Doubts
	if len(r.buckets) == 0 {
		return
	}
	wholes, parts := r.buckets, []map[int]*bucket(nil)
	if r.split != nil {
		wholes, parts = r.splitParts()
	}
	whole := map[int]*bucket{}
	for k, at := range wholes {
		whole[k.period] = at
	}
	for _, m := range r.measures {
		money := r.isAmount(m)
		if !r.affordable(m) || r.mixed && money {
			continue
		}
		if !r.byCurrency || !money {
			r.addFound(m, whole, -1)
		}
		for i := range parts {
			if !r.byCurrency || money {
				r.addFound(m, parts[i], i)
			}
		}
	}
	r.noteSpan()
	r.noteInputs()
	r.noteOffer()
}

// isAmount reports a measure of amounts of money.
func (r *eventRun) isAmount(m *eventMeasure) bool {
	return m.in != nil && m.in.unit.unit.Kind == metric.Currency && m.Operation != brief.Distinct
}

// splitParts returns the buckets of all events together and those of each part.
func (r *eventRun) splitParts() (whole map[bucketKey]*bucket, parts []map[int]*bucket) {
	keys := make([]bucketKey, 0, len(r.buckets))
	for k := range r.buckets {
		keys = append(keys, k)
	}
	slices.SortFunc(keys, func(x, y bucketKey) int { return r.buckets[x].first - r.buckets[y].first })
	whole = map[bucketKey]*bucket{}
	parts = make([]map[int]*bucket, len(r.parts))
	for _, k := range keys {
		at := r.buckets[k]
		to := bucketKey{period: k.period}
		if whole[to] == nil {
			whole[to] = at.copyOf()
		} else {
			whole[to].join(at)
		}
		if k.part < len(parts) {
			if parts[k.part] == nil {
				parts[k.part] = map[int]*bucket{}
			}
			parts[k.part][k.period] = at
		}
	}
	if r.overParts {
		r.limited(brief.Warning, "too-many-parts", sheet.Address(r.r.lastHeader(), r.split.n),
			fmt.Sprintf("%s has more than %d different values, too many to break the events down by.", columnLabel(r.split.column), mostParts-1))
		parts = nil
	}
	return whole, parts
}

// affordable refuses a median or a distinct count that would need more than is kept.
func (r *eventRun) affordable(m *eventMeasure) bool {
	switch {
	case m.Operation == brief.Median && r.kept >= keptValues:
		r.limited(brief.Warning, "too-many-values", "", fmt.Sprintf("“%s” was not read: a median needs every value, and there are more than %s; take the average.", m.name, fault.Grouped(keptValues)))
		return false
	case m.Operation == brief.Distinct && r.names.full:
		r.limited(brief.Warning, "too-many-values", "", fmt.Sprintf("“%s” was not read: there are more than %s different ones to tell apart.", m.name, fault.Grouped(keptNames)))
		return false
	}
	return true
}

// addFound makes the metric of a measure for all events or for one part of them.
func (r *eventRun) addFound(m *eventMeasure, buckets map[int]*bucket, part int) {
	raw, name := m.raw(), m.name
	if part >= 0 {
		raw += " – " + r.partName(part)
		name += " – " + r.partName(part)
	}
	change := r.recipe.Metrics[raw]
	f := &sheet.Found{RawName: raw, Metric: &metric.Metric{Name: name}, Scale: 1, Cells: r.columnRange(r.date.n)}
	if m.in != nil {
		f.Cells = r.columnRange(m.in.n)
	}
	f.Skipped = slices.Contains(r.recipe.Skip, raw)
	f.Why = []string{r.why(m, part)}
	f.Metric.Unit = r.unitOf(m, f, part)
	series := &metric.Series{Points: r.points(m, buckets, part)}
	series.Since, series.Through = r.partial(series.Points)
	if len(series.Points) > 0 {
		f.Metric.Series = []*metric.Series{series}
	} else {
		r.limited(brief.Info, "no-values", f.Cells.String(), fmt.Sprintf("“%s” was left out: it holds no number.", lexicon.Short(name)))
		return
	}
	r.decidePolarity(f, m.name)
	r.rescale(f, change)
	correct(f.Metric, change)
	r.metrics = append(r.metrics, f)
}

// rescale applies a unit and a scale set by hand to what was aggregated: all operations but the counts are linear.
func (r *eventRun) rescale(f *sheet.Found, change brief.MetricRecipe) {
	factor := 1.0
	was := f.Metric.Unit.Kind
	if change.Unit != nil && *change.Unit != f.Metric.Unit {
		f.Metric.Unit = *change.Unit
		r.decide(f, sheet.Decision{What: sheet.AboutUnit, Answer: "unit", Why: "set at import", Sure: sheet.High})
		most := 0.0
		for _, p := range f.Metric.Series[0].Points {
			most = max(most, math.Abs(p.Value))
		}
		if change.Unit.Kind == metric.Percent && was != metric.Percent && most > fractionLimit {
			factor = 0.01
		}
	}
	if change.Scale != 0 {
		factor = change.Scale / f.Scale
		f.Scale = change.Scale
		r.decide(f, sheet.Decision{What: sheet.AboutScale, Answer: "scale", Why: "set at import", Sure: sheet.High})
	}
	if factor != 1 {
		for i := range f.Metric.Series[0].Points {
			p := &f.Metric.Series[0].Points[i]
			p.Value = lexicon.Rounded(p.Value * factor)
		}
	}
}

// partName is what a part is called in names and filters. An exclamation mark parts sheets from cells in references.
func (r *eventRun) partName(part int) string {
	if name := strings.ReplaceAll(r.parts[part], "!", ""); name != "" {
		return lexicon.Short(name)
	}
	return "none"
}

// why says in words what was done with which columns.
func (r *eventRun) why(m *eventMeasure, part int) string {
	what := "count of rows"
	switch m.Operation {
	case brief.CountRows:
	case brief.Ratio:
		what = fmt.Sprintf("sum of column %s ÷ sum of column %s", sheet.ColumnName(m.in.n), sheet.ColumnName(m.overIn.n))
	case brief.Distinct:
		what = "different values of column " + sheet.ColumnName(m.in.n)
	default:
		what = fmt.Sprintf("%s of column %s", m.Operation, sheet.ColumnName(m.in.n))
		if m.in.flags != nil && m.Operation == brief.Average {
			what = fmt.Sprintf("share of yes in column %s", sheet.ColumnName(m.in.n))
		}
	}
	what += fmt.Sprintf(" by %s of column %s", r.grain, sheet.ColumnName(r.date.n))
	if part >= 0 {
		what += fmt.Sprintf(", where column %s is %s", sheet.ColumnName(r.split.n), r.filterValue(part))
	}
	return what
}

func (r *eventRun) filterValue(part int) string {
	if r.parts[part] == "" {
		return "blank"
	}
	return "“" + r.partName(part) + "”"
}

// unitOf is the unit of a measure: that of its column, but for counts and shares.
func (r *eventRun) unitOf(m *eventMeasure, f *sheet.Found, part int) metric.Unit {
	if m.in == nil || m.Operation == brief.Distinct || m.in.flags != nil && m.Operation == brief.Sum {
		return metric.Unit{Kind: metric.Count}
	}
	if m.in.flags != nil {
		return metric.Unit{Kind: metric.Percent}
	}
	d := m.in.unit
	f.Scale = d.scale
	for _, said := range d.said {
		r.decide(f, said)
	}
	unit := d.unit
	if m.Operation == brief.Ratio {
		return ratioUnit(unit, m.overIn.unit.unit)
	}
	if unit.Kind == metric.Count && m.Operation != brief.Sum {
		unit.Kind = metric.Number // 2.4 items to an order
	}
	if r.byCurrency && part >= 0 && unit.Kind == metric.Currency {
		unit.Currency = strings.TrimPrefix(currency.Of(r.parts[part], ""), currency.Shared)
	}
	return unit
}

// ratioUnit is the unit of one amount per another: money in money is a share, money per thing is money.
func ratioUnit(of, over metric.Unit) metric.Unit {
	switch {
	case of.Kind == metric.Currency && over.Kind == metric.Currency && of.Currency == over.Currency:
		return metric.Unit{Kind: metric.Percent}
	case over.Kind == metric.Count || over.Kind == metric.Number && over.Symbol == "":
		if of.Kind == metric.Count {
			return metric.Unit{Kind: metric.Number}
		}
		return of
	}
	return metric.Unit{Kind: metric.Number}
}

// points makes the series: a count or a sum of a period in which nothing happened is 0; an average, a median, a distinct
// count or a ratio of nothing is a gap, and so is a sum of rows that hold no number.
func (r *eventRun) points(m *eventMeasure, buckets map[int]*bucket, part int) []metric.Point {
	from, to := r.span()
	var out []metric.Point
	for n := from; n <= to; n++ {
		p := metric.Period{Grain: r.grain, N: n}
		v, ok := 0.0, m.Operation == brief.CountRows || m.Operation == brief.Sum
		if at := buckets[n]; at != nil {
			v, ok = m.value(at)
		}
		if ok && !math.IsNaN(v) && !math.IsInf(v, 0) {
			out = append(out, metric.Point{Period: p, Value: v, Cell: r.cell(m, buckets[n], p, part)})
		}
	}
	return out
}

func (r *eventRun) span() (from, to int) {
	period := func(day int) int { return periods.InGrain(metric.Period{Grain: metric.Day, N: day}, r.grain).N }
	return period(r.dayFirst), period(r.dayLast)
}

// value is a measure of the events in a bucket; false where they hold nothing to take it of.
func (m *eventMeasure) value(at *bucket) (float64, bool) {
	if m.in == nil {
		return float64(at.rows), true
	}
	s := &at.sums[m.in.at]
	switch m.Operation {
	case brief.Distinct:
		return float64(len(s.names)), len(s.names) > 0
	case brief.Ratio:
		over := &at.sums[m.overIn.at]
		return lexicon.Rounded((s.sum + s.lost) / (over.sum + over.lost)), s.n > 0 && over.n > 0 && over.total() != 0
	}
	if s.n == 0 {
		return 0, false
	}
	switch m.Operation {
	case brief.Average:
		return s.average(), true
	case brief.Median:
		return s.median(), true
	}
	return s.total(), true
}

// cell says which cells a point comes from: their range where no other rows lie between, otherwise the whole column with
// the filter that leaves them.
func (r *eventRun) cell(m *eventMeasure, at *bucket, p metric.Period, part int) string {
	first, last, filter := r.firstRow, r.lastRow, ""
	if at != nil && at.contiguous() {
		first, last = at.first, at.last
	} else {
		in := "in"
		if p.Grain == metric.Day {
			in = "on"
		}
		filter = fmt.Sprintf(" where %s %s %s", sheet.ColumnName(r.date.n), in, p.Label())
		if part >= 0 {
			filter += fmt.Sprintf(" and %s is %s", sheet.ColumnName(r.split.n), r.filterValue(part))
		}
	}
	column := func(n int) string {
		if first == last {
			return sheet.Address(first, n)
		}
		return sheet.Address(first, n) + ":" + sheet.Address(last, n)
	}
	switch {
	case m.in == nil:
		return column(r.date.n) + filter
	case m.overIn != nil:
		return column(m.in.n) + " ÷ " + column(m.overIn.n) + filter
	}
	return column(m.in.n) + filter
}

func (r *eventRun) columnRange(n int) sheet.Range {
	return sheet.Range{Row1: r.firstRow, Col1: n, Row2: r.lastRow, Col2: n}
}

// partial tells whether the events begin or end in the middle of a period, see short.
func (r *eventRun) partial(points []metric.Point) (since, through metric.Period) {
	if len(points) == 0 || r.grain == metric.Day || r.date.days.Finest != metric.Day {
		return since, through
	}
	first, last, quiet := r.edges()
	from, to := r.span()
	if r.short(from, first, quiet) && points[0].Period.N == from {
		since = metric.Period{Grain: metric.Day, N: r.dayFirst}
	}
	if r.short(to, last, quiet) && points[len(points)-1].Period.N == to {
		through = metric.Period{Grain: metric.Day, N: r.dayLast}
	}
	return since, through
}

// short reports that a period lacks more days at its edge than a tenth of it and than ever passed without an event.
func (r *eventRun) short(period, missing, quiet int) bool {
	p := metric.Period{Grain: r.grain, N: period}
	return missing > quiet && missing*10 > periods.DayNumber(p.Add(1))-periods.DayNumber(p)
}

// edges counts the days without events at either end of the periods, and the longest run of them in between.
func (r *eventRun) edges() (first, last, quiet int) {
	from, to := r.span()
	first = r.dayFirst - periods.DayNumber(metric.Period{Grain: r.grain, N: from})
	last = int(metric.Period{Grain: r.grain, N: to}.End(time.January).Unix()/86400) - r.dayLast
	days := make([]int, 0, len(r.seen))
	for day := range r.seen {
		days = append(days, day)
	}
	slices.Sort(days)
	for i := 1; i < len(days); i++ {
		quiet = max(quiet, days[i]-days[i-1]-1)
	}
	return first, last, quiet
}

// eventRoles marks what the cells of the held rows are for.
func (r *eventRun) eventRoles() {
	r.markHeader()
	roles := map[int]sheet.Role{r.date.n: sheet.PeriodKey}
	if r.split != nil {
		roles[r.split.n] = sheet.Label
	}
	for _, in := range r.inputs {
		roles[in.n] = sheet.Value
	}
	for _, row := range r.g.each(r.survey().rows) {
		c := r.g.sheet.At(row, r.date.n)
		if _, ok := r.date.days.Day(&c); !ok {
			r.markTexts(row, sheet.LeftOut)
			continue
		}
		for col, role := range roles {
			switch what := r.g.fact(row, col); {
			case role != sheet.Value && what != isBlank:
				r.roles.Set(row, col, role)
			case role == sheet.Value && (what == isBlank || what == isMissing || what == isError || what == isUncounted):
				r.roles.Set(row, col, sheet.Missing)
			case role == sheet.Value:
				r.roles.Set(row, col, role)
			}
		}
	}
}
