package coach

import (
	"math"
	"strings"

	"throughline/app/brief"
	"throughline/app/figure"
	"throughline/app/metric"
	"throughline/app/say"
)

// sameNumber is what two entries agree in when they are one number.
type sameNumber struct {
	metric     string
	asOf, base metric.Period
	measure    metric.ValueKind
	op         metric.Op
	indexed    bool
	value      float64
}

func numberOf(e figure.Entry) sameNumber {
	return sameNumber{
		metric: strings.ToLower(e.Metric), asOf: e.AsOf, base: e.Base, measure: e.Measure, op: e.Op, indexed: e.Indexed, value: e.Value,
	}
}

// checkFormats finds one number in two formats that the writer chose. Where the scale of a block chose for the writer,
// $412k here and $0.41M there, there is nothing to mend in the text.
func checkFormats(r *review) {
	first := map[sameNumber]figure.Entry{}
	told := map[sameNumber]bool{}
	for _, e := range r.ledger {
		if e.Sentence || e.Kind != figure.Figure {
			continue
		}
		n := numberOf(e)
		before, ok := first[n]
		if !ok {
			first[n] = e
			continue
		}
		if told[n] || before.Text == e.Text || before.Print.Style == e.Print.Style && before.Print.Decimals == e.Print.Decimals {
			continue
		}
		told[n] = true
		r.find(e.Place, say.F("%s is “%s” here and “%s” in %s.", e.Metric, e.Text, before.Text, brief.Label(before.Place)),
			say.T("Give both figures the same format, or leave it out of both."))
	}
}

// telling is a place that tells a metric's present value.
type telling struct {
	place brief.Place
	text  string
	typed float64 // NaN for a figure
}

// checkValues finds a metric whose present value is told with a typed number in one place and with another number
// elsewhere.
func checkValues(r *review) {
	said := r.presentValues()
	for _, f := range r.brief.Fields() {
		for _, t := range r.claims.TypedAt(f) {
			if t.Of == "" || t.Reason != "" {
				continue
			}
			for _, other := range said[t.Of] {
				if other.typed == t.Value || math.IsNaN(other.typed) && t.Newest {
					continue
				}
				r.find(f.Place, say.F("%s is “%s” in %s and “%s” in %s.", t.Of, t.Text, brief.Label(f.Place), other.text, brief.Label(other.place)),
					say.F("Put %s in both places, or name the period of the one that is older.", figure.Write(t.Of, "", "")))
				break
			}
			said[t.Of] = append(said[t.Of], telling{f.Place, t.Text, t.Value})
		}
	}
}

// presentValues lists where figures and the hero tell the newest value of a metric.
func (r *review) presentValues() map[string][]telling {
	said := map[string][]telling{}
	for _, e := range r.ledger {
		m := r.brief.Metric(e.Metric)
		if m == nil || e.Op != metric.OpLevel || e.Indexed || e.AsOf.IsZero() {
			continue
		}
		if last, ok := m.Actual().Latest(); ok && e.AsOf == last.Period {
			said[m.Name] = append(said[m.Name], telling{e.Place, e.Text, math.NaN()})
		}
	}
	if m := r.brief.Metric(r.brief.Evidence.Hero); m != nil {
		if v, err := m.Latest(); err == nil {
			said[m.Name] = append(said[m.Name], telling{"evidence.hero", r.figures.Format().Measured(v), math.NaN()})
		}
	}
	return said
}

// checkDefinitions finds two metrics of one definition that are both used and disagree on their newest common period.
func checkDefinitions(r *review) {
	used := map[*metric.Metric]brief.Place{}
	var order []*metric.Metric
	use := func(name string, place brief.Place) {
		if m := r.brief.Metric(name); m != nil && used[m] == "" {
			used[m] = place
			order = append(order, m)
		}
	}
	for _, e := range r.ledger {
		use(e.Metric, e.Place)
	}
	use(r.brief.Evidence.Hero, "evidence.hero")
	for i, m := range order {
		for _, other := range order[:i] {
			meaning := strings.ToLower(strings.Join(strings.Fields(m.Definition), " "))
			if meaning == "" || meaning != strings.ToLower(strings.Join(strings.Fields(other.Definition), " ")) || m.Unit != other.Unit {
				continue
			}
			a, okA := m.Actual().Latest()
			b, okB := other.Actual().At(a.Period)
			if !okA || !okB || r.figures.Format().Alike(a.Value, b.Value, m.Unit) {
				continue
			}
			f := r.figures.Format()
			r.find(used[m], say.F("%s and %s have one definition and two values for %s: %s and %s.", other.Name, m.Name, a.Period.Label(),
				f.Value(b.Value, other.Unit), f.Value(a.Value, m.Unit)), say.T("Keep one of them, or say in the definitions how they differ."))
		}
	}
}
