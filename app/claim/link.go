package claim

import (
	"math"
	"strings"

	"throughline/app/figure"
	"throughline/app/language"
	"throughline/app/metric"
)

// knownValue is a number some metric has, with the figure that prints it.
type knownValue struct {
	metric *metric.Metric
	view   string
	value  metric.Value
	past   bool // a level of the past, one of many
}

// knownValues lists every number the brief's metrics have: the views first, in their order, then the past levels.
func (r *Reader) knownValues() []knownValue {
	if r.known != nil {
		return r.known
	}
	r.known = []knownValue{}
	for _, v := range figure.Views {
		if v.Sentence {
			continue
		}
		for _, m := range r.brief.Metrics {
			if _, value, err := v.Of(m, metric.Period{}); err == nil {
				r.known = append(r.known, knownValue{metric: m, view: v.Name, value: value})
			}
		}
	}
	for _, m := range r.brief.Metrics {
		s := m.Actual()
		if s == nil {
			continue
		}
		for i, p := range s.Points {
			if i == len(s.Points)-1 && !p.Period.IsZero() {
				continue // that is "latest"
			}
			view := p.Category
			if !p.Period.IsZero() {
				view = p.Period.Label()
			}
			r.known = append(r.known, knownValue{metric: m, view: view, value: m.Of(s, p), past: true})
		}
	}
	return r.known
}

// figureFor returns the figure that prints a typed number, or "". Where several do, the metric that is named next to the
// number comes first, and of its views the one of a period the sentence names.
func (r *Reader) figureFor(t Typed, p *passage, at int) (fig string, sure bool) {
	n := t.number
	sentence := p.words[at].sentence
	near := r.distances(p, sentence, at)
	periods := p.periodsOf(sentence)
	best, least, others := -1, math.MaxInt, false
	known := r.knownValues()
	for i, k := range known {
		d, isNear := near[k.metric]
		if !n.fits(k.value) || !isNear && k.past && n.digits < 3 {
			continue // a past value that is not spoken of would fit by chance
		}
		if !isNear {
			d = farAway
		}
		others = others || best >= 0 && known[best].metric != k.metric
		if d = p.rank(d, k, periods, sentence); d < least {
			best, least = i, d
		}
	}
	if best < 0 {
		return "", false
	}
	_, isNamed := near[known[best].metric]
	return r.linkTo(known[best], t), !n.vague && (isNamed || !others && n.digits >= 3 && !n.bare())
}

// linkTo writes the figure of a known value, in the format that prints what was typed.
func (r *Reader) linkTo(k knownValue, t Typed) string {
	view := k.view
	if view == "latest" {
		view = ""
	}
	fig := figure.Write(k.metric.Name, view, "")
	if t.number.vague {
		return fig
	}
	return r.printingAs(fig, k.metric.Name, view, t.Text)
}

// saidOf returns the metric whose present value a typed number is said to be: the one named before it, with nothing
// between but words that equate the two, in a sentence without a period, a target or a plan.
func (r *Reader) saidOf(n typedNumber, p *passage, at int) string {
	s := p.words[at].sentence
	if n.vague || !p.isPresent(s) {
		return ""
	}
	c := checker{r: r, p: p}
	for k := at - 1; k >= p.sentence(s).start; k-- {
		w := p.words[k]
		if strings.ContainsAny(w.after, ",;:—–)(") || w.figure >= 0 {
			return ""
		}
		if m, ok := mentionAt(r.mentions(p, s), k); ok {
			if latest, err := m.metric.Latest(); err == nil && m.whole && !c.narrowed(m, p.sentence(s).start) && n.sameKind(latest) {
				return m.metric.Name
			}
			return ""
		}
		if v := verbsByWord[w.lower]; !equating[w.lower] && (v == nil || v[len(v)-1].Form > Now) {
			return ""
		}
	}
	return ""
}

// isPresent reports whether a sentence speaks of now: without a period, a condition, a target or a past.
func (p *passage) isPresent(s int) bool {
	return !p.says(s, notNow) && !p.says(s, doubtful) && len(p.periodsOf(s)) == 0
}

var (
	// equating words say that a metric is the number behind them.
	equating = language.Set("claim.equating")
	// notNow are the words that make the number another one than the newest value.
	notNow = language.Set("claim.not-now")
)

// sameKind reports whether a number was typed in the unit of a value.
func (n typedNumber) sameKind(v metric.Value) bool {
	switch v.Unit.Kind {
	case metric.Percent:
		return n.sign == percentSign
	case metric.Currency:
		return n.sign == currencySign
	}
	return n.bare() || n.scale && n.sign == noSign
}

// farAway is the distance of a metric that a sentence does not name.
const farAway = 1000

// rank orders the values that a number may be: the nearest metric first, then the period the sentence names, and a highest
// or an average only after the period it may be of, unless the sentence asks for one.
func (p *passage) rank(distance int, k knownValue, periods moments, sentence int) int {
	rank := distance * 4
	if !periods.names(k) {
		rank++
	}
	if hint := aggregates[k.value.Op]; hint != nil && !p.says(sentence, hint) {
		rank += 2
	}
	return rank
}

// distances returns how far from a word a sentence names each metric.
func (r *Reader) distances(p *passage, sentence, at int) map[*metric.Metric]int {
	near := map[*metric.Metric]int{}
	for _, m := range r.mentions(p, sentence) {
		d := min(abs(m.first-at), abs(m.last-at)) * 2
		if m.last > at {
			d++ // what stands before the number is more often its subject
		}
		if old, ok := near[m.metric]; !ok || d < old {
			near[m.metric] = d
		}
	}
	return near
}

// aggregates are the words that ask for more than the value of a period.
var aggregates = map[metric.Op]map[string]bool{
	metric.OpAverage: language.Set("number.asks-average"),
	metric.OpTotal:   language.Set("number.asks-total"),
	metric.OpHigh:    language.Set("number.asks-high"),
	metric.OpLow:     language.Set("number.asks-low"),
}

// says reports whether a sentence has one of some words.
func (p *passage) says(sentence int, words map[string]bool) bool {
	return p.saysIn(p.sentence(sentence), words)
}

// printingAs returns the figure with the format, if any, in which it prints just what was typed.
func (r *Reader) printingAs(fig, name, view, typed string) string {
	for _, format := range []string{"", "0 decimals", "1 decimal", "2 decimals", "compact", "full"} {
		written := fig
		if format != "" {
			if view == "" {
				view = "latest"
			}
			written = figure.Write(name, view, format)
		}
		if printed, ok := r.figures.Preview(written); ok && plainly(printed) == plainly(typed) {
			return written
		}
	}
	return fig
}

// plainly takes out of a number what two people would write differently.
func plainly(s string) string {
	return strings.NewReplacer("\u00a0", "", "\u202f", "", " ", "", "−", "-", "percent", "%", "million", "M", "m", "M", "+", "").Replace(s)
}

// fits reports whether a value rounds to the typed number in either convention; signs are left to the words around it.
func (n typedNumber) fits(v metric.Value) bool {
	if n.other != nil && n.other.fits(v) {
		return true
	}
	if !n.countedIn(v.Unit) {
		return false
	}
	off := math.Abs(math.Abs(v.Number) - n.value)
	switch {
	case n.vague && n.sign == percentSign:
		return off <= n.step/2
	case n.digits < 2:
		return off <= 1e-6*n.value && n.sign != noSign
	}
	return off <= n.step/2*(1+1e-9)
}

// countedIn reports whether the number was typed as one of a unit is.
func (n typedNumber) countedIn(u metric.Unit) bool {
	switch n.sign {
	case percentSign:
		return u.Kind == metric.Percent && u != metric.Points
	case pointsSign:
		return u == metric.Points
	case currencySign:
		return u.Kind == metric.Currency && (n.currency == "" || u.Currency == "" || n.currency == u.Currency)
	case timesSign:
		return u.Symbol == "x" || u.Symbol == "×"
	case measureSign:
		return u.Symbol == n.unit
	}
	return u.Kind != metric.Percent && (!n.scale || u.Kind != metric.Duration)
}

func abs(n int) int {
	if n < 0 {
		return -n
	}
	return n
}
