package figure

import (
	"math"
	"slices"
	"sort"
	"strings"

	"throughline/app/brief"
	"throughline/app/metric"
)

// Typed is a number that was typed by hand. Start and End are byte offsets in the text.
type Typed struct {
	Start, End int
	Text       string
	Value      float64 // percentages are fractions
	Bare       bool    // digits alone, with no sign, unit or scale
	Sentence   string  // the one it stands in
	Figure     string  // the figure that prints the same number; empty where no metric has it
	// Sure is whether the sentence, or the number's own digits, leave no other figure to mean. A Figure that is not sure
	// fits, and may do so by chance.
	Sure bool
	// Of is the metric whose present value the sentence says this is, "churn is 3.2%"; empty where it says no such thing.
	Of string
	// Newest is whether it is that value, rounded.
	Newest     bool
	Occurrence int    // of TypedAt: which of several equal ones of its text it is, from 0
	Reason     string // of TypedAt: why it was typed, empty where nobody said

	number typedNumber
}

// Typed finds the numbers of a text that were typed by hand and say something measured. Dates, years, quarters,
// ordinals, versions, names ("Windows 11"), labels ("step 3"), spans of time ("in 6 weeks") and small numbers of things
// that nobody measures ("3 steps") are none.
func (r *Resolver) Typed(text string) []Typed {
	found, ok := r.typed[text]
	if !ok {
		found = r.lookForTyped(text)
		if r.typed == nil {
			r.typed = map[string][]Typed{}
		}
		r.typed[text] = found
	}
	return slices.Clone(found)
}

func (r *Resolver) lookForTyped(text string) []Typed {
	p := r.passage(text)
	found := spelled(withoutFigures(text, p.tokens, nil))
	isKnown := func(w word) bool { return r.naming().byWord[stem(w.lower)] != nil }
	lastName := -2 // the last word of the name before
	for i := 0; i < len(p.words); i++ {
		s := p.words[i].sentence
		n, used := r.readNumber(p.words[i:p.sentence(s).end])
		if used == 0 {
			continue
		}
		if n.bare() {
			b := bareAt(p.words, i, i+used, n)
			b.known, b.timed, b.versions, b.german = isKnown, r.timed(p, s), p.says(s, speaksOfVersions), strings.HasPrefix(r.brief.Settings.Locale, "de")
			b.chain = lastName == i-2 && chaining[b.before.lower] || lastName == i-1 && b.before.after == ","
			if b.isName() {
				i += used - 1
				lastName = i
				continue
			}
		}
		if namedAll(p.words, i, i+used, n) {
			i += used - 1
			continue
		}
		last := p.words[i+used-1]
		start := p.words[i].start + len(p.words[i].text) - len(strings.TrimLeft(p.words[i].text, about))
		found = append(found, Typed{Start: start, End: last.end, Text: text[start:last.end], Value: n.value, Bare: n.bare(), number: n})
		i += used - 1
	}
	sort.SliceStable(found, func(i, j int) bool { return found[i].Start < found[j].Start })
	kept := found[:0]
	for _, t := range found {
		if len(kept) > 0 && t.Start < kept[len(kept)-1].End {
			continue // "two million" is one number
		}
		at := p.wordAt(t.Start)
		s := p.words[at].sentence
		t.Sentence = p.said(s)
		t.Figure, t.Sure = r.figureFor(t, p, at)
		if t.Of = r.saidOf(t.number, p, at); t.Of != "" {
			latest, err := r.brief.Metric(t.Of).Latest()
			t.Newest = err == nil && t.number.fits(latest)
		}
		kept = append(kept, t)
	}
	if len(kept) == 0 {
		return nil
	}
	return kept
}

// timed reports whether a sentence names a metric of time.
func (r *Resolver) timed(p *passage, sentence int) bool {
	return slices.ContainsFunc(r.mentions(p, sentence), func(m mention) bool { return m.metric.Unit.Kind == metric.Duration })
}

// namedAll reports whether a number with a letter behind it is a name all the same: a 4K screen, level 2B.
func namedAll(words []word, i, end int, n typedNumber) bool {
	if n.sign != noSign || !n.scale || end-i > 1 {
		return false
	}
	last := words[i].text[len(words[i].text)-1]
	if last != 'K' && last != 'B' && last != 'M' {
		return false
	}
	return i > 0 && words[i-1].after == "" && labels[words[i-1].lower] ||
		end < len(words) && set("screen screens display displays video tv monitor camera resolution filing run race")[words[end].lower]
}

// TypedAt is Typed for one field of the brief, with the reasons that were given.
func (r *Resolver) TypedAt(f brief.Field) []Typed {
	found := r.Typed(f.Text)
	seen := map[string]int{}
	for i := range found {
		t := &found[i]
		t.Occurrence = seen[t.Text]
		seen[t.Text]++
		t.Reason = r.brief.TypedReason(f.Place, t.Text, t.Occurrence)
	}
	return found
}

// passage reads a text, once: several rules look at the same field one after the other.
func (r *Resolver) passage(text string) *passage {
	if p := r.texts[text]; p != nil {
		return p
	}
	bounds := brief.SentenceBounds(text)
	sentences := make([]span, len(bounds))
	for i, b := range bounds {
		sentences[i] = span{b[0], b[1]}
	}
	if r.texts == nil {
		r.texts = map[string]*passage{}
	}
	p := read(text, sentences)
	r.texts[text] = p
	return p
}

// wordAt returns the index of the word that holds a byte of the text.
func (p *passage) wordAt(offset int) int {
	i := sort.Search(len(p.words), func(i int) bool { return p.words[i].end > offset })
	return min(i, len(p.words)-1)
}

func (r *Resolver) naming() *naming {
	if r.names == nil {
		r.names = newNaming(r.brief)
	}
	return r.names
}

// mentions returns the metrics that a sentence of a passage names.
func (r *Resolver) mentions(p *passage, sentence int) []mention {
	if p.mentions == nil {
		p.mentions = make([][]mention, len(p.sentences))
		p.looked = make([]bool, len(p.sentences))
	}
	if !p.looked[sentence] {
		p.mentions[sentence], p.looked[sentence] = r.naming().in(p.words, p.sentence(sentence)), true
	}
	return p.mentions[sentence]
}

// knownValue is a number some metric has, with the figure that prints it.
type knownValue struct {
	metric *metric.Metric
	view   string
	value  metric.Value
	past   bool // a level of the past, one of many
}

// knownValues lists every number the brief's metrics have: the views first, in their order, then the past levels.
func (r *Resolver) knownValues() []knownValue {
	if r.known != nil {
		return r.known
	}
	r.known = []knownValue{}
	for _, v := range Views {
		if v.Sentence {
			continue
		}
		for _, m := range r.brief.Metrics {
			if _, value, err := v.of(m, metric.Period{}); err == nil {
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
func (r *Resolver) figureFor(t Typed, p *passage, at int) (fig string, sure bool) {
	n := t.number
	sentence := p.words[at].sentence
	near := r.distances(p, sentence, at)
	periods := periodsIn(p.words, p.sentence(sentence))
	best, least, others := -1, math.MaxInt, false
	known := r.knownValues()
	for i, k := range known {
		if !n.fits(k.value) {
			continue
		}
		d, ok := near[k.metric]
		if !ok {
			if k.past && n.digits < 3 {
				continue // it would fit by chance
			}
			d = 1000
		}
		if d *= 4; !periods.names(k) {
			d++
		}
		if hint := aggregates[k.value.Op]; hint != nil && !p.says(sentence, hint) {
			d += 2 // a highest value is that of some period first
		}
		others = others || best >= 0 && known[best].metric != k.metric
		if d < least {
			best, least = i, d
		}
	}
	if best < 0 {
		return "", false
	}
	k := known[best]
	_, isNamed := near[k.metric]
	sure = !n.vague && (isNamed || !others && n.digits >= 3 && !n.bare())
	view := k.view
	if view == "latest" {
		view = ""
	}
	fig = Write(k.metric.Name, view, "")
	if n.vague {
		return fig, false
	}
	return r.printingAs(fig, k.metric.Name, view, t.Text), sure
}

// saidOf returns the metric whose present value a typed number is said to be: the one named before it, with nothing
// between but words that equate the two, in a sentence without a period, a target or a plan.
func (r *Resolver) saidOf(n typedNumber, p *passage, at int) string {
	s := p.words[at].sentence
	if n.vague || p.says(s, notNow) || p.says(s, doubtful) || len(periodsIn(p.words, p.sentence(s))) > 0 {
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

var (
	// equating words say that a metric is the number behind them.
	equating = set("is are at of to stands stood now currently today reached hit remains just only already about around roughly nearly a an the still has have")
	// notNow are the words that make the number another one than the newest value.
	notNow = set("was were target targets goal plan planned budget forecast from since by below above under over than limit cap average peak used had be will between per")
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

// distances returns how far from a word a sentence names each metric.
func (r *Resolver) distances(p *passage, sentence, at int) map[*metric.Metric]int {
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
	metric.OpAverage: set("average averaged averages mean typical typically average-case avg"),
	metric.OpTotal:   set("total totalled totals sum altogether cumulative combined overall"),
	metric.OpHigh:    set("high highest peak peaked record most maximum best worst"),
	metric.OpLow:     set("low lowest trough least minimum best worst bottom"),
}

// says reports whether a sentence has one of some words.
func (p *passage) says(sentence int, words map[string]bool) bool {
	s := p.sentence(sentence)
	for _, w := range p.words[s.start:s.end] {
		if words[w.lower] {
			return true
		}
	}
	return false
}

// printingAs returns the figure with the format, if any, in which it prints just what was typed.
func (r *Resolver) printingAs(fig, name, view, typed string) string {
	for _, format := range []string{"", "0 decimals", "1 decimal", "2 decimals", "compact", "full"} {
		written := fig
		if format != "" {
			if view == "" {
				view = "latest"
			}
			written = Write(name, view, format)
		}
		if printed, ok := r.preview(written); ok && plainly(printed) == plainly(typed) {
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
