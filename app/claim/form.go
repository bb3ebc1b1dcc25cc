package claim

import (
	"maps"
	"slices"
	"strings"

	"throughline/app/figure"
	"throughline/app/language"
)

// form is one way to make a claim in several words, as the tables of app/language write it: "never been higher". Its parts
// stand one after the other with nothing between but spaces:
//
//	word          this word
//	one|other     one of these
//	word?         may be there
//	@list         one of the words of the section [form.list]
//	*             up to three words of any kind
//
// and these, which are read: PERIOD "June", SPAN "twelve months", NUMBER "three", TEN the whole behind it as in "nine in
// ten", NTH "third", LEVEL what a superlative is of, "level it has been", EVER "it has ever been", PART "two thirds", TIMES "twice", UNIT "month", WORD any other, FIGURE, METRIC, and BENCHMARK "plan".
type form struct {
	kind  string
	args  []string // "highest", "year": what of the kind it claims
	parts []part
	text  string
}

// part is one part of a form.
type part struct {
	class    string // "PERIOD", or empty for words
	words    map[string]bool
	optional bool
}

// forms are all forms of all languages.
var forms = func() []*form {
	var all []*form
	each := language.Each("form.claims")
	for _, l := range slices.Sorted(maps.Keys(each)) {
		for _, w := range each[l] {
			sense := strings.Fields(w.Sense)
			f := &form{kind: sense[0], args: sense[1:], text: w.Text}
			for _, text := range strings.Fields(w.Text) {
				f.parts = append(f.parts, partOf(l, text))
			}
			all = append(all, f)
		}
	}
	return all
}()

// partOf reads a part of a form of a language. The words of a list are those of the same language.
func partOf(l, text string) part {
	p := part{}
	text, p.optional = strings.CutSuffix(text, "?")
	switch {
	case text == "*":
		p.class = "*"
	case strings.HasPrefix(text, "@"):
		p.words = map[string]bool{}
		for _, w := range language.Each("form." + text[1:])[l] {
			p.words[w.Text] = true
		}
	case text == strings.ToUpper(text) && len(text) > 2 && text != strings.ToLower(text):
		p.class = text
	default:
		p.words = map[string]bool{}
		for _, w := range strings.Split(text, "|") {
			p.words[w] = true
		}
	}
	return p
}

// formsByWord finds the forms that may begin with a word, formsByClass those that begin with something that is read.
var formsByWord, formsByClass = func() (map[string][]*form, []*form) {
	by := map[string][]*form{}
	var open []*form
	for _, f := range forms {
		for _, p := range f.parts {
			if p.class != "" {
				open = append(open, f)
				break
			}
			for w := range p.words {
				by[w] = append(by[w], f)
			}
			if !p.optional {
				break
			}
		}
	}
	return by, open
}()

// match is a form that was found in a sentence, with what was read in it.
type match struct {
	form        *form
	first, last int // words
	period      *moment
	months      int     // of a SPAN, 0 without one
	unit        string  // of a SPAN or a UNIT: "month"
	number      float64 // of a NUMBER or a SPAN
	part        float64 // of a PART: 0.33
	times       float64 // of TIMES: 2
	benchmark   string
	figures     []*figure.Answer
	mentions    []mention
}

// arg returns what of its kind a form claims, "" where it says no more.
func (m *match) arg(i int) string {
	if i < len(m.form.args) {
		return m.form.args[i]
	}
	return ""
}

// matches finds the forms of a sentence; of those of one kind that overlap the longest.
func (c *checker) matches(s int) []match {
	bounds := c.p.sentence(s)
	var found []match
	for at := bounds.start; at < bounds.end; at++ {
		for _, f := range formsByWord[c.p.words[at].lower] {
			found = c.addMatch(found, f, s, at)
		}
		if c.mayOpen(s, at) {
			for _, f := range formsByClass {
				found = c.addMatch(found, f, s, at)
			}
		}
	}
	return found
}

// mayOpen reports whether a word may be read as one of the classes that forms begin with.
func (c *checker) mayOpen(s, at int) bool {
	w := c.p.words[at]
	if w.figure >= 0 || isCount(w.lower) || timesWords[w.lower] > 0 || ordinals[w.lower] > 0 || benchmarks[w.lower] != "" {
		return true
	}
	if _, _, used := spanAt(c.p.words, at, c.p.sentence(s).end); used > 0 {
		return true
	}
	if _, used := partAt(c.p.words, at, c.p.sentence(s).end); used > 0 {
		return true
	}
	for _, m := range c.r.mentions(c.p, s) {
		if m.first == at {
			return true
		}
	}
	return false
}

func (c *checker) addMatch(found []match, f *form, s, at int) []match {
	c.trying = match{form: f, first: at}
	end, ok := c.matchFrom(&c.trying, s, 0, at)
	if !ok || end == at {
		return found
	}
	m := c.trying
	m.last = end - 1
	for i, other := range found {
		if other.form.kind == f.kind && other.first <= m.last && m.first <= other.last {
			vague := other.arg(0) == "extreme" && m.arg(0) != "extreme"
			if vague || m.last-m.first > other.last-other.first && m.arg(0) != "extreme" {
				found[i] = m
			}
			return found
		}
	}
	return append(found, m)
}

// matchFrom matches the parts of a form from one on with the words from a place on, and returns the word behind them.
func (c *checker) matchFrom(m *match, s, part, at int) (end int, ok bool) {
	if part == len(m.form.parts) {
		return at, true
	}
	p, bounds := m.form.parts[part], c.p.sentence(s)
	if at > m.first && at < bounds.end && c.parted(at-1) {
		return at, p.optional && c.restIsOptional(m.form, part)
	}
	if p.class == "*" {
		return c.matchBehindAny(m, s, part+1, at)
	}
	if at < bounds.end {
		before := *m
		if used := c.take(m, p, s, at); used > 0 {
			if end, ok := c.matchFrom(m, s, part+1, at+used); ok {
				return end, true
			}
		}
		*m = before
	}
	if p.optional {
		return c.matchFrom(m, s, part+1, at)
	}
	return at, false
}

// matchBehindAny matches the parts of a form from one on behind up to three words of any kind.
func (c *checker) matchBehindAny(m *match, s, part, at int) (end int, ok bool) {
	bounds := c.p.sentence(s)
	for skip := 0; skip <= 3 && at+skip <= bounds.end; skip++ {
		if end, ok := c.matchFrom(m, s, part, at+skip); ok {
			return end, true
		}
		if at+skip >= bounds.end || c.parted(at+skip) || c.p.words[at+skip].figure >= 0 {
			break
		}
	}
	return at, false
}

func (c *checker) restIsOptional(f *form, part int) bool {
	for _, p := range f.parts[part:] {
		if !p.optional {
			return false
		}
	}
	return true
}

// parted reports whether punctuation parts a word from the next.
func (c *checker) parted(at int) bool {
	return strings.ContainsAny(c.p.words[at].after, ",;:—–.!?")
}

// take reads one part of a form at a word, and returns how many words it takes, 0 where it is not there.
func (c *checker) take(m *match, p part, s, at int) int {
	if p.class != "" {
		return takers[p.class](c, m, s, at)
	}
	if w := c.p.words[at]; w.figure < 0 && p.words[w.lower] {
		return 1
	}
	return 0
}

// takers read the classes of words that forms have, and return how many words they take.
var takers = map[string]func(c *checker, m *match, s, at int) int{
	"PERIOD": (*checker).takePeriod, "METRIC": (*checker).takeMetric, "BENCHMARK": (*checker).takeBenchmark,
	"FIGURE": (*checker).takeFigure, "SPAN": (*checker).takeSpan, "TIMES": (*checker).takeTimes,
	"LEVEL": func(c *checker, _ *match, s, at int) int { return c.takeLevel(at, c.p.sentence(s).end, false) },
	"EVER":  func(c *checker, _ *match, s, at int) int { return c.takeLevel(at, c.p.sentence(s).end, true) },
	"PART": func(c *checker, m *match, s, at int) (used int) {
		m.part, used = partAt(c.p.words, at, c.p.sentence(s).end)
		return used
	},
	"NUMBER": func(c *checker, m *match, _, at int) int {
		n, ok := countOf(c.p.words[at].lower)
		m.number = n
		return oneIf(ok)
	},
	"TEN": func(c *checker, m *match, _, at int) int {
		n, ok := countOf(c.p.words[at].lower)
		m.times = n
		return oneIf(ok && n > 1)
	},
	"NTH": func(c *checker, m *match, _, at int) int {
		m.number = ordinals[c.p.words[at].lower]
		return oneIf(m.number > 0)
	},
	"UNIT": func(c *checker, m *match, _, at int) int {
		m.unit = calendarUnits[c.p.words[at].lower]
		return oneIf(m.unit != "")
	},
	"WORD": func(c *checker, _ *match, _, at int) int {
		w := c.p.words[at]
		return oneIf(w.figure < 0 && calendarUnits[w.lower] == "" && unitWords["per "+w.lower] == "")
	},
}

func oneIf(is bool) int {
	if is {
		return 1
	}
	return 0
}

func (c *checker) takePeriod(m *match, s, at int) int {
	for _, mo := range c.p.periodsOf(s) {
		if mo.first == at && mo.months == 0 {
			m.period = &mo
			return mo.last - mo.first + 1
		}
	}
	return 0
}

func (c *checker) takeBenchmark(m *match, s, at int) (used int) {
	m.benchmark, used = c.benchmarkAt(at, c.p.sentence(s).end)
	return used
}

func (c *checker) takeFigure(m *match, _, at int) int {
	if c.p.words[at].figure < 0 {
		return 0
	}
	a := c.answer(at)
	if a == nil {
		return 0
	}
	m.figures = append(m.figures[:len(m.figures):len(m.figures)], a)
	return 1
}

func (c *checker) takeMetric(m *match, s, at int) int {
	first := at
	for first < c.p.sentence(s).end && determiners[c.p.words[first].lower] {
		first++
	}
	for _, mention := range c.r.mentions(c.p, s) {
		if mention.first == first {
			m.mentions = append(m.mentions[:len(m.mentions):len(m.mentions)], mention)
			return mention.last - at + 1
		}
	}
	return 0
}

// takeSpan reads "twelve months", "a year", "12-month", "the past two quarters".
func (c *checker) takeSpan(m *match, s, at int) int {
	number, unit, used := spanAt(c.p.words, at, c.p.sentence(s).end)
	if used == 0 {
		return 0
	}
	m.number, m.unit, m.months = number, unit, int(number*monthsIn[unit])
	return used
}

// spanAt reads a number of calendar units at a word.
func spanAt(words []word, at, end int) (number float64, unit string, used int) {
	if count, unit, ok := strings.Cut(words[at].lower, "-"); ok { // "twelve-month"
		if n, known := countOf(count); known && calendarUnits[unit] != "" {
			return n, calendarUnits[unit], 1
		}
	}
	n, ok := countOf(words[at].lower)
	if !ok || at+1 >= end || words[at].after != "" {
		return 0, "", 0
	}
	if unit, ok := calendarUnits[words[at+1].lower]; ok {
		return n, unit, 2
	}
	return 0, "", 0
}

// takeLevel reads what may stand behind a superlative: "level", "month it has been", and where asked for a clause with
// “ever”, "it has ever been".
func (c *checker) takeLevel(at, end int, ever bool) int {
	k, saysEver := at, false
	if k < end && levelWords[c.p.words[k].lower] && (k == at || !c.parted(k-1)) {
		k++
	}
	if k < end && clauseSubjects[c.p.words[k].lower] && (k == at || !c.parted(k-1)) {
		first := k
		for k++; k < end && clauseVerbs[c.p.words[k].lower] && !c.parted(k-1); k++ {
			saysEver = saysEver || everWords[c.p.words[k].lower]
		}
		if k == first+1 {
			k = first
		}
	}
	if saysEver != ever {
		return 0
	}
	return k - at
}

// takeTimes reads a multiple: "twice", "three times", "half".
func (c *checker) takeTimes(m *match, s, at int) int {
	w, end := c.p.words[at], c.p.sentence(s).end
	if n := timesWords[w.lower]; n > 0 {
		m.times = n
		return 1
	}
	if n, ok := countOf(w.lower); ok && at+1 < end && w.after == "" && timesNouns[c.p.words[at+1].lower] {
		m.times = n
		return 2
	}
	return 0
}

// partAt reads a part of a whole at a word: "half", "a third", "two thirds", "drei Viertel".
func partAt(words []word, at, end int) (part float64, used int) {
	w := words[at]
	if n := parts[w.lower]; n > 0 && wholeParts[w.lower] {
		return shareOf(1, n), 1
	}
	n, ok := countOf(w.lower)
	if !ok || at+1 >= end || w.after != "" {
		return 0, 0
	}
	if by := parts[words[at+1].lower]; by > 0 {
		return shareOf(n, by), 2
	}
	return 0, 0
}

// shareOf returns n parts of a whole, whose table gives the number of parts, or below 1 the share itself.
func shareOf(n, by float64) float64 {
	if by < 1 {
		return n * by
	}
	return n / by
}

// countOf reads a number of things, in words or in digits up to 99; an article counts one.
func countOf(lower string) (float64, bool) {
	if n, ok := counts[lower]; ok {
		return n, true
	}
	if len(lower) <= 2 && lower != "" && onlyDigits(lower) == lower {
		return number(lower), true
	}
	return 0, false
}

func isCount(lower string) bool { _, ok := countOf(lower); return ok }

var (
	// counts are the numbers of things in words, articles among them.
	counts = language.Numbers("form.counts")
	// levelWords may stand between a superlative and what it is of: "the highest level since".
	levelWords = language.Set("form.level")
	// clauseSubjects and clauseVerbs make the clause that may: "the highest it has been since".
	clauseSubjects = language.Set("form.clause-subjects")
	clauseVerbs    = language.Set("form.clause-verbs")
	everWords      = language.Set("form.ever")
	// ordinals number things in an order: "the second highest".
	ordinals = language.Numbers("form.ordinals")
	// wholeParts are the parts of a whole that need no number before them: "half".
	wholeParts = language.Set("form.whole-parts")
	// timesWords are multiples in one word.
	timesWords = language.Numbers("form.times")
	timesNouns = language.Set("form.times-nouns")
	// calendarUnits are the units of time that metrics are kept by.
	calendarUnits = language.Senses("form.units")
	// monthsIn tells how many months a unit has.
	monthsIn = map[string]float64{"week": 12.0 / 52, "month": 1, "quarter": 3, "year": 12, "day": 12.0 / 365}
)
