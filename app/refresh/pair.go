package refresh

import (
	"math"
	"slices"
	"strings"

	"throughline/app/brief"
	"throughline/app/metric"
	"throughline/app/say"
	"throughline/app/sheet"
)

// how says by what a metric was found again, the surest first.
type how uint8

const (
	byLabel how = iota // the file calls it what it called it before
	byName             // the file calls it what the brief calls it
	byGuess            // a name that is near, the same place, the same values: an offer
)

// pair is a metric of the brief with what is likely it in the new file.
type pair struct {
	metric *metric.Metric
	found  *sheet.Found
	now    *metric.Metric // as the new file has it, with the scenarios that stand there under names of their own
	parts  []*sheet.Found // which those are
	// namesakes are all that the table calls so, the found one among them.
	namesakes []*sheet.Found
	how       how
	match     likeness
	clear     bool     // of a guess: nothing else comes close, and the values prove it
	weight    int      // of a guess: what speaks for it
	why       []string // of a guess
}

// likeness is how the values that the old and the new file both hold compare.
type likeness struct {
	shared, same int
	varied       bool    // the shared values are not all one number, which would prove nothing
	factor       float64 // what all new values are the old ones times of, where that is a shift of scale; else 0
}

// proven reports whether the values show that it is the same metric.
func (l likeness) proven() bool { return l.shared >= 3 && l.same == l.shared && l.varied }

// denied reports whether the values show that it is another metric.
func (l likeness) denied() bool { return l.shared >= 2 && l.same == 0 && l.factor == 0 }

// equal compares two values read from files: what differs in the last bits alone was computed on another machine.
func equal(a, b float64) bool {
	return a == b || math.Abs(a-b) <= 1e-9*max(math.Abs(a), math.Abs(b))
}

// shifts are the factors by which the same values stand in a file once their scale or percent sign is lost.
var shifts = []float64{100, 0.01, 1e3, 1e-3, 1e6, 1e-6, 1e9, 1e-9}

// compare sets the values of a metric beside the found ones, period by period or category by category.
func compare(m *metric.Metric, f *metric.Metric) likeness {
	var l likeness
	first, begun := 0.0, false
	var ratios []float64
	for _, old := range m.Series {
		next := f.In(old.Scenario)
		if next == nil {
			continue
		}
		find := finder(next)
		for _, p := range old.Points {
			q, ok := find(p)
			if !ok {
				continue
			}
			l.shared++
			if equal(p.Value, q.Value) {
				l.same++
			}
			if p.Value != 0 {
				ratios = append(ratios, q.Value/p.Value)
			}
			l.varied = l.varied || begun && p.Value != first
			first, begun = p.Value, true
		}
	}
	if l.same == l.shared {
		return l
	}
	for _, shift := range shifts {
		// A value or two may have been restated besides.
		fit := 0
		for _, r := range ratios {
			if math.Abs(r/shift-1) < 1e-9 {
				fit++
			}
		}
		if fit >= 2 && fit*5 >= len(ratios)*4 {
			l.factor = shift
		}
	}
	return l
}

// finder returns a function that finds the point of a series for the same period or category as a point of another. It
// finds none in a series that is not there.
func finder(s *metric.Series) func(metric.Point) (metric.Point, bool) {
	var categories map[string]metric.Point // made when the first one is looked for
	return func(p metric.Point) (metric.Point, bool) {
		switch {
		case s == nil:
			return metric.Point{}, false
		case !p.Period.IsZero():
			return s.At(p.Period)
		case categories == nil:
			categories = make(map[string]metric.Point, len(s.Points))
			for _, q := range s.Points {
				if q.Period.IsZero() {
					categories[strings.ToLower(q.Category)] = q
				}
			}
		}
		q, ok := categories[strings.ToLower(p.Category)]
		return q, ok
	}
}

// metricsOf returns the metrics of the brief with numbers from a source.
func metricsOf(b *brief.Brief, source string) []*metric.Metric {
	var list []*metric.Metric
	for _, m := range b.Metrics {
		if slices.ContainsFunc(m.Series, func(s *metric.Series) bool { return s.Source == source }) {
			list = append(list, m)
		}
	}
	return list
}

// label returns what the file of a source called a metric: what was kept with its values, in older briefs what the recipe
// says, and its name where neither does.
func label(m *metric.Metric, s *brief.Source) string {
	for _, x := range m.Series {
		if x.Source == s.ID && x.Label != "" {
			return x.Label
		}
	}
	for raw, recipe := range s.Recipe.Metrics {
		if recipe.Name != "" && strings.EqualFold(recipe.Name, m.Name) {
			return raw
		}
	}
	return m.Name
}

// pairing is the metrics of a source on their way to those of a table.
type pairing struct {
	source *brief.Source
	table  *sheet.Table
	taken  map[*sheet.Found]bool // by other sources
	used   map[*sheet.Found]bool // by this one
	pairs  []pair
	// namesakes are the metrics of the table by their names, without the numbers that tell them apart.
	namesakes map[string][]*sheet.Found
}

// free reports whether a found metric can still be one of the brief.
func (p *pairing) free(f *sheet.Found) bool {
	return !p.used[f] && !p.taken[f] && !f.Skipped && f.Metric != nil && len(f.Metric.Series) > 0
}

// names are the ways in which a found metric can bear the name of one of the brief, the surest first.
var names = []struct {
	how how
	fit func(f *sheet.Found, m *metric.Metric, label string) bool
}{
	{byLabel, func(f *sheet.Found, _ *metric.Metric, label string) bool { return f.RawName == label }},
	{byLabel, func(f *sheet.Found, _ *metric.Metric, label string) bool { return key(f.RawName) == key(label) }},
	{byName, func(f *sheet.Found, m *metric.Metric, _ string) bool { return key(f.Metric.Name) == key(m.Name) }},
}

// pairUp finds the metrics of a source among those of a table, leaving out what is taken: first by what the file calls
// them, then by the brief's own names, then by likeness.
func pairUp(b *brief.Brief, s *brief.Source, t *sheet.Table, taken map[*sheet.Found]bool) []pair {
	p := &pairing{source: s, table: t, taken: taken, used: map[*sheet.Found]bool{}, namesakes: namesakes(t)}
	left := metricsOf(b, s.ID)
	for _, by := range names {
		left = slices.DeleteFunc(left, func(m *metric.Metric) bool {
			called := label(m, s)
			i := slices.IndexFunc(t.Metrics, func(f *sheet.Found) bool {
				// A found metric without the values that the brief's own tells, a plan alone, is at most a part of it.
				return p.free(f) && by.fit(f, m, called) && f.Metric.In(m.Actual().Scenario) != nil
			})
			if i < 0 {
				return false
			}
			f := p.meant(t.Metrics[i], m)
			p.add(pair{metric: m, found: f, now: f.Metric, how: by.how, match: compare(m, f.Metric)})
			return true
		})
	}
	var open []*sheet.Found
	for _, f := range t.Metrics {
		if p.free(f) {
			open = append(open, f)
		}
	}
	for _, guessed := range guess(s, t, left, open) {
		p.add(guessed)
	}
	for i := range p.pairs {
		p.pairs[i].namesakes = p.namesakes[unnumbered(p.pairs[i].found.RawName)]
		p.complete(&p.pairs[i])
	}
	return p.pairs
}

// meant returns which of the found metrics of one name is a metric of the brief: the one that has all of its values, or else
// the first.
func (p *pairing) meant(first *sheet.Found, m *metric.Metric) *sheet.Found {
	namesakes := p.namesakes[unnumbered(first.RawName)]
	if len(namesakes) < 2 {
		return first
	}
	for _, f := range namesakes {
		if p.free(f) && compare(actual(m), f.Metric).proven() {
			return f
		}
	}
	return first
}

// namesakes returns the metrics of a table by their names, without the numbers by which the importer tells them apart.
func namesakes(t *sheet.Table) map[string][]*sheet.Found {
	all := make(map[string][]*sheet.Found, len(t.Metrics))
	for _, f := range t.Metrics {
		if !f.Skipped && f.Metric != nil && len(f.Metric.Series) > 0 {
			name := unnumbered(f.RawName)
			all[name] = append(all[name], f)
		}
	}
	return all
}

func (p *pairing) add(x pair) {
	p.used[x.found] = true
	p.pairs = append(p.pairs, x)
}

// complete looks for scenarios of the metric that the found one lacks: where the header of the actual values was renamed
// and "Trial conversion (plan)" was not, the plan stands in the file as a metric of its own.
func (p *pairing) complete(x *pair) {
	for _, old := range x.metric.Series {
		if x.now.In(old.Scenario) != nil || old.Source != p.source.ID {
			continue
		}
		called := key(label(x.metric, p.source))
		for _, f := range p.table.Metrics {
			if !p.free(f) || len(f.Metric.Series) != 1 || f.Metric.Grain() != x.metric.Grain() {
				continue
			}
			own := *f.Metric.Series[0]
			own.Scenario = old.Scenario
			l := compare(&metric.Metric{Series: []*metric.Series{old}}, &metric.Metric{Series: []*metric.Series{&own}})
			named := strings.HasPrefix(key(f.RawName), called) && l.shared > 0 && l.same*2 >= l.shared
			if !named && !l.proven() {
				continue
			}
			x.now = x.now.Clone()
			x.now.Series = append(x.now.Series, &own)
			x.parts = append(x.parts, f)
			p.used[f] = true
			break
		}
	}
}

// mostGuesses bounds the work of comparing every metric that is gone with every one that is new: where there are more,
// it is another file.
const mostGuesses = 40000

// guess pairs metrics that are gone with ones that are new where something speaks for it, the likeliest first.
func guess(s *brief.Source, t *sheet.Table, left []*metric.Metric, open []*sheet.Found) []pair {
	if len(left)*len(open) > mostGuesses {
		return nil
	}
	var offers []pair
	for _, m := range left {
		for _, f := range open {
			if m.Grain() != f.Metric.Grain() || f.Metric.In(m.Actual().Scenario) == nil {
				continue
			}
			if p := weigh(m, f, s, t); p.weight > 0 {
				offers = append(offers, p)
			}
		}
	}
	slices.SortStableFunc(offers, func(a, b pair) int { return b.weight - a.weight })
	var pairs []pair
	done, used := map[*metric.Metric]bool{}, map[*sheet.Found]bool{}
	for _, o := range offers {
		if done[o.metric] || used[o.found] {
			continue
		}
		done[o.metric], used[o.found] = true, true
		rivals := 0
		for _, x := range offers {
			if (x.metric == o.metric) != (x.found == o.found) && x.weight >= o.weight {
				rivals++
			}
		}
		o.clear = rivals == 0 && o.match.proven() && o.weight > valuesWeight
		pairs = append(pairs, o)
	}
	return pairs
}

const (
	nameWeight   = 2
	placeWeight  = 1
	valuesWeight = 3
)

// weigh says what speaks for a found metric being one of the brief under another name.
func weigh(m *metric.Metric, f *sheet.Found, s *brief.Source, t *sheet.Table) pair {
	p := pair{metric: m, found: f, now: f.Metric, how: byGuess}
	if old := label(m, s); near(old, f.RawName) || near(m.Name, f.Metric.Name) {
		p.weight += nameWeight
		p.why = append(p.why, say.T("the names are alike"))
	}
	if lies := t.Layout.Info().Metric; line(m, lies) == line(f.Metric, lies) {
		p.weight += placeWeight
		p.why = append(p.why, say.F("it stands in the same %s", string(lies)))
	}
	if p.weight == 0 && m.Grain() == metric.GrainNone {
		return p // values by category are too often alike to prove anything alone
	}
	p.match = compare(m, f.Metric)
	l := p.match
	if l.denied() {
		p.weight = 0
		return p
	}
	switch {
	case l.shared >= 2 && l.same == l.shared && l.varied:
		p.weight += valuesWeight
		p.why = append(p.why, say.F("all %d values that both files hold are equal", l.shared))
	case l.shared > 0 && l.factor == 0:
		p.why = append(p.why, say.F("%d of %d values that both files hold are equal", l.same, l.shared))
	}
	return p
}

// line returns the row or the column that a metric's values lie in, or one cell of it where they lie in neither; "" where
// it has no value.
func line(m *metric.Metric, lies brief.MetricLine) string {
	p, ok := m.Actual().Latest()
	if !ok {
		return ""
	}
	letters := strings.TrimRight(p.Cell, "0123456789")
	switch lies {
	case brief.InRow:
		return strings.TrimPrefix(p.Cell, letters)
	case brief.InColumn:
		return letters
	}
	return p.Cell
}
