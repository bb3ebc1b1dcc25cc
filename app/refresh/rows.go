package refresh

import (
	"fmt"
	"strings"

	"throughline/app/figure"
	"throughline/app/metric"
	"throughline/app/say"
	"throughline/app/sheet"
)

// Rows lists what the new file says of each metric, source by source, with the defaults: what is plainly the same metric in
// the same unit is taken, what is doubtful stays as it is.
func (r *Renewal) Rows() []Row {
	var rows []Row
	format := metric.Format{Locale: r.before.Settings.Locale}
	claimed := map[*sheet.Found]bool{}
	for i := range r.Bindings {
		b := &r.Bindings[i]
		paired := map[*metric.Metric]*pair{}
		for j := range b.pairs {
			paired[b.pairs[j].metric] = &b.pairs[j]
			claimed[b.pairs[j].found] = true
			for _, f := range b.pairs[j].parts {
				claimed[f] = true
			}
		}
		for _, m := range metricsOf(r.before, b.Source.ID) {
			row := Row{ID: m.ID, Metric: m.Name, Source: SourceLabel(b.Source), Was: label(m, b.Source), metric: m, binding: b, Restated: []Restated{}}
			if p := paired[m]; p != nil {
				r.describe(&row, p, format)
			} else {
				row.gone(r.Reading.Workbook.File, len(figure.Uses(r.before, m.Name)) > 0)
			}
			rows = append(rows, row)
		}
	}
	return append(rows, r.added(claimed)...)
}

func (row *Row) gone(file string, used bool) {
	row.Kind, row.Decision, row.Options, row.Decide = Gone, Keep, []Decision{Keep}, used
	row.Text = say.F("%s is not in %s any more; it keeps the values of %s.", row.Metric, file, row.Source)
}

// describe fills the row of a metric that was found again.
func (r *Renewal) describe(row *Row, p *pair, format metric.Format) {
	row.found, row.now, row.Is, row.guessed = p.found, p.now, p.found.RawName, p.how == byGuess
	row.Decision, row.Options = Take, []Decision{Take, Keep}
	if r.turnOf(row, p).ask() {
		return
	}
	row.Restated = restated(p.metric, p.now, format)
	if row.guessed {
		row.Kind, row.Decide = Renamed, !p.clear
		if !p.clear {
			row.Decision, row.Options = Keep, []Decision{Keep, Take}
		}
		row.Text = say.F("“%s” is likely “%s” now: %s.", row.Was, row.Is, strings.Join(p.why, ", "))
		return
	}
	row.Kind, row.Text = Updated, progress(p.metric, p.now, format)
	switch {
	case row.Text == "" && len(row.Restated) == 0:
		row.Kind, row.Text = Unchanged, say.F("%s is as it was.", row.Metric)
	case row.Text == "":
		row.Text = say.F("%s: %s restated.", row.Metric, counted(len(row.Restated), "value"))
	case len(row.Restated) > 0:
		row.Text += say.F(", %s restated", counted(len(row.Restated), "earlier value"))
		fallthrough
	default:
		row.Text = row.Metric + ": " + row.Text + "."
	}
}

// unitNow returns the unit of a metric in the new file: of money that names no currency, what the brief has for it.
func unitNow(was, now metric.Unit) metric.Unit {
	if now.Kind == metric.Currency && now.Currency == "" && was.Kind == metric.Currency {
		now.Currency = was.Currency
	}
	return now
}

func plain(factor float64) string {
	if factor < 1 {
		return fmt.Sprintf("1/%g", 1/factor)
	}
	return fmt.Sprintf("%g", factor)
}

// unlike reports whether two units are different things. Counts and numbers are not: which of the two a row is, is read
// from whether its values are whole.
func unlike(a, b metric.Unit) bool {
	whole := func(u metric.Unit) metric.Unit {
		if u.Kind == metric.Count {
			u.Kind = metric.Number
		}
		return u
	}
	return whole(a) != whole(b)
}

var unitWords = map[metric.Kind]string{
	metric.Number: "a number", metric.Count: "a count", metric.Percent: "a percentage", metric.Currency: "money", metric.Duration: "a duration",
}

func unitWord(u metric.Unit) string {
	word := unitWords[u.Kind]
	switch {
	case u.Currency != "":
		return word + " in " + u.Currency
	case u.Symbol != "":
		return word + " in " + u.Symbol
	}
	return word
}

func grainWord(g metric.Grain) string {
	if g == metric.GrainNone {
		return "category"
	}
	return g.String()
}

// progress says what came in: "Oct 2026 12.4%, after Sep 2026 11.0%"; "" where no period did.
func progress(m, f *metric.Metric, format metric.Format) string {
	now, ok := f.Actual().Latest()
	was, had := m.Actual().Latest()
	switch {
	case !ok || !had:
		return ""
	case now.Period.IsZero():
		if n := changedCategories(m, f); n > 0 {
			return say.F("%s changed", counted(n, "category value"))
		}
		return ""
	case was.Period.N == now.Period.N:
		if n := newPoints(m, f); n > 0 {
			return counted(n, "new value")
		}
		return ""
	}
	text := say.F("%s %s, after %s %s", now.Period.Label(), format.Value(now.Value, m.Unit), was.Period.Label(), format.Value(was.Value, m.Unit))
	if first := f.Actual().Points[0].Period; m.Actual().Points[0].Period.Before(first) {
		text += say.F("; nothing before %s any more", first.Label())
	}
	for _, s := range m.Series {
		if f.In(s.Scenario) == nil {
			text += say.F("; no %s any more", s.Scenario.Label())
		}
	}
	return text
}

func changedCategories(m, f *metric.Metric) int {
	n, find := 0, finder(m.Actual())
	for _, p := range f.Actual().Points {
		if was, ok := find(p); !ok || !equal(was.Value, p.Value) {
			n++
		}
	}
	return n
}

// newPoints counts the values, in any scenario, that the brief did not have.
func newPoints(m, f *metric.Metric) int {
	n := 0
	for _, s := range f.Series {
		find := finder(m.In(s.Scenario))
		for _, p := range s.Points {
			if _, ok := find(p); !ok {
				n++
			}
		}
	}
	return n
}

// restated lists the values that the new file tells otherwise for periods the brief knows.
func restated(m, f *metric.Metric, format metric.Format) []Restated {
	list := []Restated{}
	for _, old := range m.Series {
		next := f.In(old.Scenario)
		if next == nil {
			continue
		}
		for _, p := range old.Points {
			q, ok := next.At(p.Period)
			if !ok || p.Period.IsZero() || equal(p.Value, q.Value) {
				continue
			}
			is := Restated{Period: p.Period, Category: p.Category, Scenario: old.Scenario, OldValue: p.Value, NewValue: q.Value, Cell: q.Cell}
			is.Old, is.New = tellApart(format, p.Value, q.Value, m.Unit)
			list = append(list, is)
		}
	}
	return list
}

// tellApart prints two values that differ with as many decimals as it takes to see that.
func tellApart(format metric.Format, a, b float64, u metric.Unit) (string, string) {
	shared := format.Shared(u, a, b)
	if x, y := shared.Value(a, u), shared.Value(b, u); x != y {
		return x, y
	}
	format.Digits = 9
	return format.Value(a, u), format.Value(b, u)
}

// added lists the metrics of the bound tables that the brief does not have. They are offered, and taken unless something
// of their table was left out before: then somebody chose.
func (r *Renewal) added(claimed map[*sheet.Found]bool) []Row {
	var rows []Row
	seen := map[*sheet.Table]bool{}
	for i := range r.Bindings {
		b := &r.Bindings[i]
		if seen[b.Table] {
			continue
		}
		seen[b.Table] = true
		for _, f := range b.Table.Metrics {
			if claimed[f] || f.Skipped || f.Metric == nil || len(f.Metric.Series) == 0 {
				continue
			}
			row := Row{
				ID: "+" + TableKey(b.Table) + "/" + f.RawName, Kind: Added, Metric: f.Metric.Name, Source: SourceLabel(b.Source), Is: f.RawName,
				Decision: Keep, Options: []Decision{Keep, Take}, Restated: []Restated{}, binding: b, found: f,
				Text: say.F("%s is new in the file.", f.Metric.Name),
			}
			if len(b.Source.Recipe.Skip) == 0 {
				row.Decision, row.Options = Take, []Decision{Take, Keep}
			}
			rows = append(rows, row)
		}
	}
	return rows
}
