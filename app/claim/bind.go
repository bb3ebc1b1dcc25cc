package claim

import (
	"slices"
	"strings"

	"throughline/app/figure"
	"throughline/app/language"
	"throughline/app/metric"
)

// beside finds the figures right behind a verb: "to {…}", "by {…}", "from {…} to {…}".
func (c *checker) beside(cl *claim, end int) {
	by, words := "", c.p.words
	if k := cl.first - 1; k > 0 && words[k].figure >= 0 && pointing[words[k-1].lower] == "by" { // "um {…} gestiegen"
		if a := c.answer(k); a != nil {
			cl.takeIn(a, "by")
		}
	}
	for k := cl.last + 1; k < end && k <= cl.last+6; k++ {
		w := words[k]
		switch {
		case w.figure >= 0:
			a := c.answer(k)
			if a == nil || !cl.takeIn(a, by) {
				return
			}
			by = ""
		case !toward[w.lower]:
			return
		case pointing[w.lower] != "":
			by = pointing[w.lower]
		}
		if w.after != "" {
			return
		}
	}
}

// farther finds the ends of a way that is told later in the clause: "halved over the same months, from {…} to {…}".
func (c *checker) farther(cl *claim, end int) {
	level := func(k int) *figure.Answer {
		if k < end {
			if a := c.level(k); a != nil && a.Metric == cl.metric {
				return a
			}
		}
		return nil
	}
	for k := cl.last + 1; k+3 < end; k++ {
		if verbsByWord[c.p.words[k].lower] != nil {
			return
		}
		if pointing[c.p.words[k].lower] == "from" && pointing[c.p.words[k+2].lower] == "to" {
			if from, to := level(k+1), level(k+3); from != nil && to != nil {
				cl.from, cl.to = from, to
				return
			}
		}
	}
}

// takeIn puts a figure behind a verb where the word before it says: "to", "from" or "by". It answers false for one that
// is none of these.
func (cl *claim) takeIn(a *figure.Answer, by string) bool {
	if a.View.Sentence || a.Indexed {
		return false
	}
	switch a.Value.Op {
	case metric.OpLevel:
		if by == "from" {
			cl.from = a
		} else if by != "by" {
			cl.to = a
		} else {
			return false
		}
	case metric.OpDifference, metric.OpRatio:
		if by != "" && by != "by" && by != "of" || strings.HasPrefix(a.View.Name, "vs ") {
			return false
		}
		if cl.by == nil {
			cl.by = a
		}
	default:
		return false
	}
	return true
}

// subject returns the metric that stands before a verb with nothing between that would make it something else. An
// afterthought may follow a comma: "ARR is {ARR}, below plan".
func (c *checker) subject(s, verb int, afterthought bool) *metric.Metric {
	words, start := c.p.words, c.p.sentence(s).start
	mentions := c.r.mentions(c.p, s)
	moments := c.p.periodsOf(s)
	for k := c.beforeFirm(verb, start) - 1; k >= start; k-- {
		w := words[k]
		m, named := mentionAt(mentions, k)
		if before, ok := c.aside(k, start); ok {
			k = before + 1
			continue
		}
		setApart := w.after == "," && afterthought && (named || w.figure >= 0)
		if breaks[w.lower] || strings.ContainsAny(w.after, ",;:—–)") && !setApart {
			return nil
		}
		if w.figure >= 0 {
			return c.shown(w)
		}
		if named {
			return c.unnarrowed(m, start)
		}
		if at, ok := momentEnd(moments, k); ok {
			k = at
			continue
		}
		// "NRR rose and is ahead of plan" says both of NRR.
		goesOn := verbsByWord[w.lower] != nil && ands[words[k+1].lower]
		if !carries(w) && !goesOn {
			return nil
		}
	}
	return nil
}

// beforeFirm returns the first of the words before a verb that say how exactly it is meant, "more than tripled", or the verb
// itself.
func (c *checker) beforeFirm(verb, start int) int {
	for verb > start {
		w := c.p.words[verb-1]
		switch {
		case w.after != "":
			return verb
		case closeTo[w.lower] || firm[w.lower] != "":
			verb--
		case verb-1 > start && firm[c.p.words[verb-2].lower+" "+w.lower] != "":
			verb -= 2
		default:
			return verb
		}
	}
	return verb
}

// aside returns the word before an afterthought that ends at a word, "Bed occupancy, at {…}, has eased" or one in brackets;
// false where there is none.
func (c *checker) aside(last, start int) (before int, ok bool) {
	words := c.p.words
	if strings.HasSuffix(words[last].after, ")") || strings.HasSuffix(words[last].after, "),") {
		for k := last; k > start && k > last-8; k-- {
			if strings.HasPrefix(words[k].before, "(") {
				return k - 1, words[k-1].after == ""
			}
		}
		return 0, false
	}
	if words[last].after != "," {
		return 0, false
	}
	for k := last; k > start && k > last-9; k-- {
		if k < last && words[k].after != "" {
			return 0, false
		}
		if words[k-1].after == "," {
			return k - 1, asideWords[words[k].lower] || words[k].figure >= 0
		}
	}
	return 0, false
}

// goesOn returns the metric that a sentence begins with, where a verb goes on about it after “and”: "Delay cost undershot
// its budget by far, and fell in October".
func (c *checker) goesOn(s, verb int) *metric.Metric {
	words, start := c.p.words, c.p.sentence(s).start
	for k := verb; verb > start && !ands[words[verb-1].lower]; verb-- {
		if k-verb > 2 || words[verb-1].after != "" || !carries(words[verb-1]) && !auxiliaries[words[verb-1].lower] {
			return nil
		}
	}
	if verb <= start {
		return nil
	}
	m, ok := c.begunWith(s, verb)
	if !ok || !m.whole || m.first > start+1 {
		return nil
	}
	next := words[m.last+1].lower
	if verbsByWord[next] == nil && !beAhead[next] && !wasBeside[next] {
		return nil
	}
	return m.metric
}

// begunWith returns the metric that a sentence begins with, where it names no other before a word; false for a sentence
// that begins otherwise.
func (c *checker) begunWith(s, before int) (m mention, ok bool) {
	words, start := c.p.words, c.p.sentence(s).start
	mentions := c.r.mentions(c.p, s)
	if len(mentions) == 0 || mentions[0].last+1 >= before || words[mentions[0].last].after != "" {
		return m, false
	}
	m = mentions[0]
	for k := start; k < m.first; k++ {
		if !determiners[words[k].lower] && !openers[words[k].lower] {
			return m, false
		}
	}
	return m, !slices.ContainsFunc(mentions[1:], func(other mention) bool { return other.metric != m.metric && other.first < before })
}

// opener returns the metric that a sentence begins with and says something of, where nothing in between begins a clause of
// its own: "Occupancy was in each month above plan".
func (c *checker) opener(s, verb int) *metric.Metric {
	words := c.p.words
	m, ok := c.begunWith(s, verb)
	if !ok || c.narrowed(m, c.p.sentence(s).start) {
		return nil
	}
	if next := words[m.last+1].lower; !beAhead[next] && !auxiliaries[next] {
		return nil
	}
	for k := m.last + 1; k < verb; k++ {
		if breaks[words[k].lower] || clauseJoins[words[k].lower] || words[k].after != "" {
			return nil
		}
	}
	return m.metric
}

// clause returns the part of a sentence around a word: up to a semicolon, a colon, a dash, or a comma with a word behind
// it that begins a part with a verb of its own.
func (c *checker) clause(bounds span, at int) span {
	parts := func(k int) bool { // between word k and the next
		w := c.p.words[k]
		if strings.ContainsAny(w.after, ";:—–)") || k+1 < bounds.end && strings.Contains(c.p.words[k+1].before, "(") {
			return true
		}
		if w.after != "," || k+2 >= bounds.end {
			return false
		}
		next := c.p.words[k+1].lower
		if breaks[next] {
			return true
		}
		return c.hasVerb(k+2, bounds.end) && (clauseJoins[next] || c.hasVerb(bounds.start, k+1) && c.names(k+1, bounds.end))
	}
	part := span{at, at + 1}
	for part.start > bounds.start && !parts(part.start-1) {
		part.start--
	}
	for part.end < bounds.end && !parts(part.end-1) {
		part.end++
	}
	return part
}

// names reports whether a metric is named among the words from one to the next comma.
func (c *checker) names(from, end int) bool {
	for _, m := range c.r.mentions(c.p, c.p.words[from].sentence) {
		if m.first < from || m.last >= end {
			continue
		}
		for k := from; ; k++ {
			if k == m.first {
				return true
			}
			if c.p.words[k].after != "" {
				break
			}
		}
	}
	return false
}

// hasVerb reports whether a verb stands among the words from one to the next comma.
func (c *checker) hasVerb(from, end int) bool {
	for k := from; k < end; k++ {
		if w := c.p.words[k]; beAhead[w.lower] || wasBeside[w.lower] || c.verbAt(w.sentence, k) != nil {
			return true
		}
		if strings.ContainsAny(c.p.words[k].after, ",;:—–") {
			return false
		}
	}
	return false
}

// carries reports whether a word may stand between a metric and what is said of it.
func carries(w word) bool {
	return carriers[w.lower] || ands[w.lower] || strings.HasSuffix(w.lower, "ly")
}

// shown returns the metric of a figure, nil for one that is a sentence of its own or does not resolve.
func (c *checker) shown(w word) *metric.Metric {
	a := c.p.answer(c.r.figures, w.figure)
	if a == nil || a.View.Sentence {
		return nil
	}
	return a.Metric
}

// unnarrowed returns the metric of a mention, nil where the word before makes it a part of it.
func (c *checker) unnarrowed(m mention, start int) *metric.Metric {
	if c.narrowed(m, start) {
		return nil
	}
	return m.metric
}

func mentionAt(mentions []mention, word int) (mention, bool) {
	for _, m := range mentions {
		if m.last == word {
			return m, true
		}
	}
	return mention{}, false
}

func momentEnd(all moments, word int) (first int, ok bool) {
	for _, m := range all {
		if m.first <= word && word <= m.last {
			return m.first, true
		}
	}
	return 0, false
}

// narrowed reports whether the word before a name makes it a part of the metric: "enterprise churn".
func (c *checker) narrowed(m mention, start int) bool {
	if m.first == start {
		return false
	}
	if _, dated := momentEnd(c.p.periodsOf(c.p.words[m.first].sentence), m.first-1); dated {
		return false // "over the past months churn fell"
	}
	before := c.p.words[m.first-1]
	return before.after == "" && !openers[before.lower] && !strings.HasSuffix(before.lower, "ly") && before.figure < 0
}

// object returns the metric named right after a verb, or after a word that must follow it.
func (c *checker) object(s, last int, through string) *metric.Metric {
	words, end := c.p.words, c.p.sentence(s).end
	k := last + 1
	if words[last].after != "" {
		return nil
	}
	if through != "" {
		if k >= end || words[k].lower != through {
			return nil
		}
		k++
	}
	for k < end && determiners[words[k].lower] {
		k++
	}
	for _, m := range c.r.mentions(c.p, s) {
		if m.first == k && c.endsAt(m.last, end) {
			return m.metric
		}
	}
	return nil
}

// endsAt reports whether a name is over at a word: "increased churn risk" did not increase churn.
func (c *checker) endsAt(last, end int) bool {
	if last+1 >= end || c.p.words[last].after != "" {
		return true
	}
	next := c.p.words[last+1]
	if strings.HasSuffix(next.lower, pastEnding) {
		return true // "a decline in admissions relieved the wards"
	}
	return next.figure >= 0 || toward[next.lower] || prepositions[next.lower] || carries(next)
}

// isAdverb reports whether "up", "down", "higher" or "lower" is one: not "set up", "up to", "lower tier".
func (c *checker) isAdverb(first, last int, bounds span, near, subject, inARow bool) bool {
	w, next := c.p.words[first].lower, c.next(last, bounds.end)
	be := c.isAfter(first, bounds.start, beAhead)
	said, goesOn := be && subject, subject && next == "" || byAfter[next]
	switch {
	case w == "higher", w == "lower":
		return said && goesOn
	case w == "up" && next == "to": // "is up to {X}", not "up to {X} a day"
		return said && near && c.isFigure(last+2, bounds.end)
	}
	return (near || goesOn || inARow) && (be || subject || c.begins(first, bounds.start))
}

// isAfter reports whether one of some words stands right before another one of the sentence.
func (c *checker) isAfter(at, start int, words map[string]bool) bool {
	return at > start && words[c.p.words[at-1].lower]
}

// isFigure reports whether a word before an end is a figure.
func (c *checker) isFigure(at, end int) bool { return at < end && c.p.words[at].figure >= 0 }

// next returns the word behind another one, in lower case, "" where punctuation parts them.
func (c *checker) next(at, end int) string {
	if at+1 >= end || c.p.words[at].after != "" {
		return ""
	}
	return c.p.words[at+1].lower
}

// begins reports whether a word begins a sentence, or a part of it that is set apart.
func (c *checker) begins(first, start int) bool {
	return first == start || c.p.words[first].before != "" || strings.ContainsAny(c.p.words[first-1].after, ",;:—–(")
}

// benchmark returns what stands behind a comparison: "plan", "target", "forecast" or "prior year".
func (c *checker) benchmark(last, end int) string {
	if c.p.words[last].after != "" {
		return ""
	}
	b, _ := c.benchmarkAt(last+1, end)
	return b
}

// benchmarkAt returns the benchmark that is named from a word on, "our annual plan", and how many words it takes.
func (c *checker) benchmarkAt(at, end int) (benchmark string, used int) {
	words := c.p.words
	for k := at; k < end && k < at+3; k++ {
		if k > at && words[k-1].after != "" || words[k].figure >= 0 {
			break
		}
		if k+1 < end && words[k].after == "" {
			if b, ok := benchmarks[words[k].lower+" "+words[k+1].lower]; ok {
				return b, k + 2 - at
			}
		}
		if b, ok := benchmarks[words[k].lower]; ok {
			return b, k + 1 - at
		}
		if !beforeBenchmark[words[k].lower] && !isYear(words[k].lower) {
			break
		}
	}
	return "", 0
}

// streak reads "for the third month in a row", "three consecutive months", "a third straight month" in a sentence.
func (c *checker) streak(bounds span) int {
	words := c.p.words[bounds.start:bounds.end]
	lower := func(k int) string {
		if k < 0 || k >= len(words) {
			return ""
		}
		return words[k].lower
	}
	for i := range words {
		n, ok := streakLengths[lower(i)]
		if !ok || words[i].after != "" {
			continue
		}
		k, straight := i+1, false
		if inARow[lower(k)] {
			k, straight = k+1, true
		}
		if calendarUnits[lower(k)] == "" {
			continue
		}
		row := inARow[lower(k+1)] || inARow[lower(k+1)+" "+lower(k+2)] || inARow[lower(k+1)+" "+lower(k+2)+" "+lower(k+3)]
		if straight || row || inARow[lower(i-2)+" "+lower(i-1)] {
			return int(n)
		}
	}
	return 0
}

var (
	// asideWords are the words that an afterthought between commas begins with: ", at {…},".
	asideWords = language.Set("form.aside")
	// pastEnding is how English ends a verb of the past: what follows a name so is no other noun.
	pastEnding = language.Words("form.past-ending")[0].Text
	// firm words stand before a multiple or a part and say how exactly it is meant.
	firm = language.Senses("form.firm")
	// inARow are the words that make of some months a row of them.
	inARow = language.Set("form.in-a-row")
)

// firmness returns the word before a multiple that says how exactly it is meant.
func firmness(words []word, verb, start int) string {
	for k := verb - 1; k >= start && k >= verb-2; k-- {
		if k > start && firm[words[k-1].lower+" "+words[k].lower] != "" {
			return firm[words[k-1].lower+" "+words[k].lower]
		}
		if firm[words[k].lower] != "" {
			return firm[words[k].lower]
		}
	}
	return ""
}
