package refresh

import (
	"slices"
	"strings"
	"time"

	"throughline/app/brief"
	"throughline/app/metric"
	"throughline/app/say"
	"throughline/app/sheet"
)

// A rule asks about one way in which the new values of a metric may not be what its old ones were.
type rule struct {
	code string
	kind metric.DoubtKind
	// asks returns what is to be decided in a sentence, or "" where there is nothing.
	asks func(t *turn) string
}

// The rules are tried in this order, and the first that asks is the one that is told: what explains the most stands first.
var rules = []rule{
	{"grain", metric.PeriodDoubt, (*turn).grain},
	{"twice", metric.IdentityDoubt, (*turn).twice},
	{"unit", metric.UnitDoubt, (*turn).unit},
	{"swapped", metric.ScenarioDoubt, (*turn).swapped},
	{"reused", metric.IdentityDoubt, (*turn).reused},
	{"cumulative", metric.IdentityDoubt, (*turn).cumulative},
	{"scale", metric.FactorDoubt, (*turn).scale},
	{"older", metric.PeriodDoubt, (*turn).older},
	{"sign", metric.FactorDoubt, (*turn).sign},
	{"other", metric.IdentityDoubt, (*turn).other},
	{"outside", metric.FactorDoubt, (*turn).outside},
	{"reading", metric.FactorDoubt, (*turn).reading},
}

// turn is a metric of the brief on its way to what the new file has of it.
type turn struct {
	renewal *Renewal
	row     *Row
	pair    *pair
	table   *sheet.Table
	old     *metric.Metric
	now     *metric.Metric
	unitNow metric.Unit
	facts   likeness // of the actual values alone: plans are made anew for good reasons
}

func (r *Renewal) turnOf(row *Row, p *pair) *turn {
	return &turn{
		renewal: r, row: row, pair: p, table: row.binding.Table, old: p.metric, now: p.now, unitNow: unitNow(p.metric.Unit, p.now.Unit),
		facts: compare(actual(p.metric), p.now),
	}
}

// actual returns a metric with its actual values alone.
func actual(m *metric.Metric) *metric.Metric {
	return &metric.Metric{Series: []*metric.Series{m.Actual()}}
}

// ask fills the row of a metric that is perhaps not what it was, or reports false: nobody would doubt it.
func (t *turn) ask() bool {
	row := t.row
	row.factor = t.pair.match.factor
	for _, x := range rules {
		text := x.asks(t)
		if text == "" {
			continue
		}
		row.code, row.Options = x.code, []Decision{Keep, Take}
		if row.factor != 0 && (x.code == "unit" || x.code == "scale") {
			text += say.F(" Values that both hold are %s times the brief's, so they can be put back.", plain(row.factor))
			row.Options = []Decision{Keep, Convert, Take}
		}
		row.Kind, row.Decision, row.Decide = Changed, Keep, true
		row.Text = text + say.T(" It keeps its old values until you decide.")
		row.Doubt = t.doubt(x, text)
		return true
	}
	return false
}

// doubt returns what is asked of a row with what it would print either way.
func (t *turn) doubt(x rule, text string) *metric.Doubt {
	d := &metric.Doubt{
		ID: string(x.kind) + "-" + strings.ToLower(t.old.Name), Kind: x.kind, Sheet: t.table.Sheet.Name, Metric: t.old.Name,
		Read: metric.OldValues, Text: text,
	}
	if x.code == "unit" && t.unitNow.Currency != "" {
		d.Kind, d.ID = metric.CurrencyDoubt, string(metric.CurrencyDoubt)+"-"+strings.ToLower(t.old.Name)
	}
	format := metric.Format{Locale: t.renewal.before.Settings.Locale}
	for _, o := range t.row.Options {
		m := t.now
		switch o {
		case Keep:
			m = t.old
		case Convert:
			m = rescaled(t.now.Clone(), t.row.factor)
			m.Unit = t.old.Unit
		}
		p, ok := m.Actual().Latest()
		if !ok {
			continue
		}
		if o == Take {
			d.Cell = p.Cell
		}
		value := format.Value(p.Value, m.Unit)
		if at := pointLabel(p); at != "" {
			value = say.F("%s in %s", value, at)
		}
		d.Readings = append(d.Readings, metric.DoubtReading{Reading: string(o), Value: value})
	}
	return d
}

func (t *turn) grain() string {
	if t.old.Grain() == t.now.Grain() {
		return ""
	}
	return say.F("%s is by %s in the new file and by %s in the brief.", t.old.Name, grainWord(t.now.Grain()), grainWord(t.old.Grain()))
}

// unit asks about another unit. Where most values that both files hold are equal, a file that names no unit shows the same
// numbers otherwise; one that names another says something else of them.
func (t *turn) unit() string {
	match := t.pair.match
	equal := match.shared > 0 && match.factor == 0 && match.same*2 > match.shared
	if !unlike(t.old.Unit, t.unitNow) || equal && nameless(t.unitNow) {
		return ""
	}
	return say.F("%s is %s in the new file and %s in the brief.", t.old.Name, unitWord(t.unitNow), unitWord(t.old.Unit))
}

// nameless reports a unit that says nothing of what is counted.
func nameless(u metric.Unit) bool {
	return u.Symbol == "" && u.Currency == "" && (u.Kind == metric.Number || u.Kind == metric.Count || u.Kind == metric.Currency)
}

func (t *turn) scale() string {
	if t.pair.match.factor == 0 {
		return ""
	}
	return say.F("%s is the same %s in the new file, at another scale.", t.old.Name, unitWord(t.old.Unit))
}

func (t *turn) older() string {
	if !earlier(t.now, t.old, t.renewal.before.Settings.FiscalStart) {
		return ""
	}
	now, _ := t.now.Actual().Latest()
	was, _ := t.old.Actual().Latest()
	return say.F("%s ends with %s in the new file and with %s in the brief.", t.old.Name, now.Period.Label(), was.Period.Label())
}

// twice asks which is meant where the file uses the name of a metric for more rows or columns than it did.
func (t *turn) twice() string {
	var found []string
	for _, f := range t.pair.namesakes {
		if f.Metric.In(t.old.Actual().Scenario) != nil {
			found = append(found, firstCell(f.Metric))
		}
	}
	if len(found) < 2 {
		return ""
	}
	known := 0
	for _, m := range metricsOf(t.renewal.before, t.row.binding.Source.ID) {
		if unnumbered(label(m, t.row.binding.Source)) == unnumbered(t.row.Is) {
			known++
		}
	}
	if len(found) <= known {
		return ""
	}
	if l := t.facts; l.shared > 0 && l.same == l.shared {
		return say.F("“%s” stands in the new file more than once, from %s; the values known stand from %s.",
			t.row.Was, strings.Join(found, ", "), firstCell(t.now))
	}
	return say.F("“%s” stands in the new file more than once, from %s.", t.row.Was, strings.Join(found, ", "))
}

// unnumbered returns a name without the number by which the importer tells namesakes apart: "Churn" of "Churn (2)".
func unnumbered(name string) string {
	if stem, n, ok := strings.Cut(strings.TrimSuffix(name, ")"), " ("); ok && n != "" && strings.Trim(n, "0123456789") == "" {
		return stem
	}
	return name
}

func firstCell(m *metric.Metric) string {
	if s := m.Actual(); s != nil && len(s.Points) > 0 {
		return s.Points[0].Cell
	}
	return ""
}

// swapped asks where the values of one scenario stand as those of another: the plan where the actual values were.
func (t *turn) swapped() string {
	for _, a := range t.old.Series {
		now := t.now.In(a.Scenario)
		for _, b := range t.old.Series {
			if a == b || now == nil {
				continue
			}
			moved, differ := 0, 0
			for _, p := range a.Points {
				other, ok := finder(b)(p)
				is, known := finder(now)(p)
				if !ok || !known || equal(p.Value, other.Value) {
					continue
				}
				differ++
				if equal(is.Value, other.Value) {
					moved++
				}
			}
			if differ >= 3 && mostOf(moved, differ) {
				return say.F("What was the %s of %s stands as its %s in the new file.", b.Scenario.Label(), t.old.Name, a.Scenario.Label())
			}
		}
	}
	return ""
}

// mostOf reports four fifths or more: a value or two may have been restated besides.
func mostOf(n, of int) bool { return of > 0 && n*5 >= of*4 }

// reused asks where the known values stand under another name and this name has other ones.
func (t *turn) reused() string {
	if t.facts.shared < 2 || t.facts.same*2 > t.facts.shared {
		return ""
	}
	was := actual(t.old)
	for _, table := range t.renewal.Reading.Tables {
		for _, f := range table.Metrics {
			if f == t.pair.found || f.Metric == nil || f.Metric.Grain() != t.old.Grain() {
				continue
			}
			l := compare(was, f.Metric)
			if l.shared >= 3 && l.varied && mostOf(l.same, l.shared) {
				return say.F("The values known as %s stand under “%s” in the new file; its “%s” has others.", t.old.Name, f.RawName, t.row.Is)
			}
		}
	}
	return ""
}

// shared returns the actual values that both states hold, in the order of time.
func (t *turn) shared() (was, is []metric.Point) {
	next := t.now.In(t.old.Actual().Scenario)
	find := finder(next)
	for _, p := range t.old.Actual().Points {
		if q, ok := find(p); ok {
			was, is = append(was, p), append(is, q)
		}
	}
	return was, is
}

// cumulative asks where the new values look like the running sums of the old ones, or the other way round.
func (t *turn) cumulative() string {
	was, is := t.shared()
	if len(was) < 3 || t.facts.same*2 >= len(was) || was[0].Period.IsZero() {
		return ""
	}
	switch {
	case sums(was, is):
		return say.F("The values of %s look cumulative in the new file: each is the sum of those before it.", t.old.Name)
	case sums(is, was):
		return say.F("The values of %s looked cumulative, and in the new file they stand alone.", t.old.Name)
	}
	return ""
}

// sums reports whether values are running sums of parts, which may begin anew with a year.
func sums(parts, totals []metric.Point) bool {
	fits, steps := 0, 0
	for i := 1; i < len(parts); i++ {
		steps++
		fresh := totals[i].Value
		if _, n := totals[i].Period.Parts(); n > 1 || totals[i].Period.Grain == metric.Year {
			fresh -= totals[i-1].Value
		}
		if closeTo(fresh, parts[i].Value, 0.005) {
			fits++
		}
	}
	return mostOf(fits, steps)
}

func closeTo(a, b, share float64) bool {
	return max(a, b)-min(a, b) <= share*max(max(a, -a), max(b, -b))
}

// sign asks where most values are the old ones with the sign turned.
func (t *turn) sign() string {
	was, is := t.shared()
	turned, all := 0, 0
	for i, p := range was {
		if p.Value != 0 {
			all++
			if equal(-p.Value, is[i].Value) {
				turned++
			}
		}
	}
	if all < 2 || !mostOf(turned, all) {
		return ""
	}
	return say.F("The values of %s have the opposite sign in the new file.", t.old.Name)
}

// other asks where most of the past is another than it was: another firm, another region, or a metric defined anew.
func (t *turn) other() string {
	was, is := t.shared()
	first, differ := -1, 0
	for i := range was {
		if was[i].Period.IsZero() {
			return "" // values by category are those of today, and change
		}
		if !rounded(was[i].Value, is[i].Value) {
			if differ++; first < 0 {
				first = i
			}
		}
	}
	if all := differ == len(was); differ < 2 || differ < 3 && !all || differ*2 <= len(was) {
		return ""
	}
	format := metric.Format{Locale: t.renewal.before.Settings.Locale}
	before, after := tellApart(format, was[first].Value, is[first].Value, t.old.Unit)
	return say.F("%d of %d past values of %s are others in the new file: %s is %s and was %s.",
		differ, len(was), t.old.Name, was[first].Period.Label(), after, before)
}

// reading asks about a value that rests on a reading of the new file which the file does not prove, where nobody was asked
// the same of the old one.
func (t *turn) reading() string {
	for _, d := range t.table.Doubts {
		if !d.Stops() || d.Metric != "" && d.Metric != t.row.Is || d.Alone && t.knows(d.Cell) {
			continue
		}
		asked := slices.ContainsFunc(t.old.Series, func(s *metric.Series) bool {
			return slices.ContainsFunc(s.Doubts, func(x metric.Doubt) bool { return x.ID == d.ID })
		})
		if !asked {
			return d.Text
		}
	}
	return ""
}

// knows reports whether the brief has the value of a cell of the new file already.
func (t *turn) knows(cell string) bool {
	for _, now := range t.now.Series {
		for _, p := range now.Points {
			if p.Cell == cell {
				q, ok := finder(t.old.In(now.Scenario))(p)
				return ok && equal(p.Value, q.Value)
			}
		}
	}
	return false
}

// left returns what was asked of metrics and not decided, by their IDs: it is kept with their values, which are older than
// those beside them, so that it is found again by the coach. nil takes away what was left before.
func (r *Renewal) left(rows []Row, plan Plan) map[string]*metric.Doubt {
	left := map[string]*metric.Doubt{}
	for i := range rows {
		row := &rows[i]
		if row.metric == nil || row.Decision != Keep {
			continue
		}
		d := row.Doubt
		if d == nil {
			d = oldValues(row.Metric, row.Text)
		}
		if _, decided := plan[row.ID]; decided || !row.Decide {
			d = nil
		}
		left[row.metric.ID] = d
	}
	for _, s := range r.unrenewed() {
		if family(s.File) != family(r.Reading.Workbook.File) || r.answers[s.ID] == None {
			continue // another file, which has its own next state; or somebody said so
		}
		for _, m := range metricsOf(r.before, s.ID) {
			left[m.ID] = oldValues(m.Name, r.notRenewed(s))
		}
	}
	return left
}

// unrenewed returns the sources that no table of the file renews, those among them of which it is asked.
func (r *Renewal) unrenewed() []*brief.Source {
	return slices.DeleteFunc(r.openSources(), func(s *brief.Source) bool {
		return slices.ContainsFunc(r.Bindings, func(b Binding) bool { return b.Source == s })
	})
}

// notRenewed says that a source is left as it is, and as of when.
func (r *Renewal) notRenewed(s *brief.Source) string {
	var last metric.Period
	for _, m := range metricsOf(r.before, s.ID) {
		last = later(last, m)
	}
	if last.IsZero() {
		return say.F("%s is not renewed by %s; it keeps its values.", SourceLabel(s), r.Reading.Workbook.File)
	}
	return say.F("%s is not renewed by %s; it keeps its values, to %s.", SourceLabel(s), r.Reading.Workbook.File, last.Label())
}

// oldValues is the doubt of a metric that keeps its values while a newer file is there.
func oldValues(name, text string) *metric.Doubt {
	return &metric.Doubt{
		ID: string(metric.IdentityDoubt) + "-" + strings.ToLower(name), Kind: metric.IdentityDoubt, Metric: name, Read: metric.OldValues, Text: text,
	}
}

// wait puts a doubt about their age on the values of a metric, in place of an earlier one; nil takes that away.
func wait(b *brief.Brief, id string, d *metric.Doubt) {
	m := byID(b, id)
	if m == nil {
		return
	}
	for i, s := range m.Series {
		own := *s
		own.Doubts = slices.DeleteFunc(slices.Clone(s.Doubts), func(x metric.Doubt) bool { return x.Read == metric.OldValues })
		if d != nil {
			own.Doubts = append(own.Doubts, *d)
		}
		if d != nil || len(own.Doubts) < len(s.Doubts) {
			m.Series[i] = &own
		}
	}
}

// earlier reports whether a found metric ends before the one of the brief does.
func earlier(f, m *metric.Metric, fiscalStart time.Month) bool {
	now, ok := f.Actual().Latest()
	was, had := m.Actual().Latest()
	return ok && had && !was.Period.IsZero() && now.Period.Start(max(fiscalStart, time.January)).Before(was.Period.Start(max(fiscalStart, time.January)))
}
