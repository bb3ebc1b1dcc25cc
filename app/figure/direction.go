package figure

import (
	"strings"

	"throughline/app/brief"
	"throughline/app/metric"
)

// Contradiction is a sentence that the metric it speaks of does not bear out.
type Contradiction struct {
	Start, End int    // of the words that say it
	Said       string // the words
	Claim      Claim
	Metric     string
	Text       string // what the sentence says and what the cells say, one sentence
	Fix        string
	// With is what to put in the place of the words, a sentence view that follows the numbers; empty where that needs more
	// thought.
	With string
	// Certain is whether the printed words contradict the number printed right beside them. Otherwise it was judged which
	// metric and which period are meant.
	Certain bool
}

// Contradictions checks the verbs of direction and comparison in the first of some fields that stand together, a beat's
// lead and body, against the metrics they speak of. It judges only what names its metric without narrowing it, by a
// figure beside the verb or by name; sentence views ({X | moved}), wishes, conditions, negations and what others are
// quoted with are never contradictions. Without a period a verb speaks of the newest value and the one before.
func (r *Resolver) Contradictions(f brief.Field, beside ...brief.Field) []Contradiction {
	c := checker{r: r, p: r.passage(f.Text), told: r.told(append([]brief.Field{f}, beside...))}
	for s := range c.p.sentences {
		if first := c.p.firsts[s]; first < len(c.p.words) && opensElsewhere[c.p.words[first].lower] {
			continue
		}
		c.sentence(s)
	}
	return c.found
}

// told collects the periods that the figures of some texts name, by metric: what a writer has in mind.
func (r *Resolver) told(fields []brief.Field) map[*metric.Metric][]metric.Period {
	told := map[*metric.Metric][]metric.Period{}
	for _, f := range fields {
		tokens, _ := Scan(f.Text)
		for _, t := range tokens {
			if a, problem := r.ask(t); problem == nil {
				for _, term := range a.value.Terms[:min(2, len(a.value.Terms))] {
					if !term.Point.Period.IsZero() {
						told[a.metric] = append(told[a.metric], term.Point.Period)
					}
				}
			}
		}
	}
	return told
}

// checker looks for contradictions in one text.
type checker struct {
	r     *Resolver
	p     *passage
	told  map[*metric.Metric][]metric.Period
	found []Contradiction
}

// claim is a verb in a sentence with what it is said of.
type claim struct {
	verb        *Verb
	first, last int // words
	metric      *metric.Metric
	from, to    *asked // figures beside the verb
	by          *asked // the figure that says how much
	benchmark   string
	streak      int    // "for the third month in a row"
	firm        string // "nearly", "more than": how firm a multiple is meant
	said        string // the verb as the finding repeats it
}

func (c *checker) sentence(s int) {
	words, bounds := c.p.words, c.p.sentence(s)
	var claims []claim
	quoted := false
	for i := bounds.start; i < bounds.end; i++ {
		if strings.ContainsAny(words[i].before, "“„«\"") {
			quoted = true
		}
		inside := quoted
		if strings.ContainsAny(words[i].after, "”»\"") || strings.ContainsAny(words[i].after, "“") {
			quoted = false
		}
		if inside || words[i].figure >= 0 {
			continue
		}
		v := c.verbAt(i, bounds.end)
		if v == nil {
			continue
		}
		last := i + len(v.Words) - 1
		if cl, ok := c.bind(s, v, i, last); ok {
			claims = append(claims, cl)
		}
		i = last
	}
	for i, cl := range claims {
		opposed := false
		for j, other := range claims {
			if i != j && other.metric == cl.metric && cl.verb.Claim != other.verb.Claim && cl.verb.Form < Compared && other.verb.Form < Compared {
				opposed = true // "fell in spring and rose since": the periods are in the words between
			}
		}
		if !opposed || cl.by != nil || cl.from != nil {
			c.judge(s, cl)
		}
	}
}

// verbAt returns the longest verb that begins at a word, or nil.
func (c *checker) verbAt(i, end int) *Verb {
next:
	for _, v := range verbsByWord[c.p.words[i].lower] {
		if i+len(v.Words) > end {
			continue
		}
		for k, w := range v.Words {
			if c.p.words[i+k].lower != w || k > 0 && c.p.words[i+k-1].after != "" || c.p.words[i+k].figure >= 0 {
				continue next
			}
		}
		return v
	}
	return nil
}

// bind finds what a verb is said of; false where that is open.
func (c *checker) bind(s int, v *Verb, first, last int) (claim, bool) {
	cl := claim{verb: v, first: first, last: last}
	words, bounds := c.p.words, c.p.sentence(s)
	if c.unsaid(bounds.start, first, v) || c.doubted(bounds, first) {
		return cl, false
	}
	c.beside(&cl, bounds.end)
	subject := c.subject(s, first, v.Form >= Adverb)
	cl.firm = firmness(words, first, bounds.start)
	cl.streak = c.streak(bounds, first)
	near := cl.by != nil || cl.from != nil || cl.to != nil
	switch v.Form {
	case Now:
		if !near {
			return cl, false
		}
	case Ongoing:
		if first == bounds.start || !beAhead[words[first-1].lower] {
			return cl, false
		}
	case Noun:
		if subject = c.object(s, last, "in"); cl.by == nil && subject == nil {
			return cl, false
		}
		if cl.by != nil && cl.by.value.Kind == metric.Level {
			return cl, false // "growth of {ARR}" is anything
		}
	case Adverb:
		if !c.isAdverb(first, last, bounds, near, subject != nil) {
			return cl, false
		}
	case Compared:
		if cl.benchmark = c.benchmark(last, bounds.end); cl.benchmark == "" {
			return cl, false
		}
		if v.Claim == Above && words[first].lower == "over" && subject == nil {
			return cl, false
		}
	case Made:
		if object := c.object(s, last, ""); object != nil {
			subject = object
		}
	}
	switch {
	case v.Form == Compared || v.Form == Record:
		cl.metric = subject
		if cl.metric == nil && cl.to != nil {
			cl.metric = cl.to.metric
		}
	case cl.by != nil:
		cl.metric = cl.by.metric
	case cl.to != nil:
		cl.metric = cl.to.metric
	case cl.from != nil:
		cl.metric = cl.from.metric
	default:
		cl.metric = subject
	}
	if cl.metric == nil || subject != nil && cl.metric != subject || cl.metric.Grain() == metric.GrainNone {
		return cl, false
	}
	cl.said = strings.TrimSuffix(c.p.text[words[first].start:words[last].end], " at")
	return cl, true
}

// unsaid reports whether a word before the verb, in its clause and close by, takes back what it says.
func (c *checker) unsaid(start, verb int, v *Verb) bool {
	for k := verb - 1; k >= start && k >= verb-5; k-- {
		w := c.p.words[k]
		if w.after != "" && k < verb-1 || k == verb-1 && strings.ContainsAny(w.after, ",;:—–") {
			return false
		}
		if w.figure >= 0 || w.lower == "to" && (v.Form == Compared || v.Form == Record || v.Form == Adverb || k < verb-1) {
			continue
		}
		if w.lower == "can" || unsaid[w.lower] {
			return true
		}
		if w.lower == "had" && v.Form == Moved {
			return true // before something else that is not looked at
		}
	}
	return false
}

// doubted reports whether the part of a sentence around a verb, up to a semicolon, is a condition or a wish.
func (c *checker) doubted(bounds span, verb int) bool {
	words := c.p.words
	ends := func(k int) bool { return strings.ContainsAny(words[k].after, ";—") }
	for k := verb - 1; k >= bounds.start && !ends(k); k-- {
		if doubtful[words[k].lower] {
			return true
		}
	}
	for k := verb; k < bounds.end; k++ {
		if doubtful[words[k].lower] {
			return true
		}
		if ends(k) {
			break
		}
	}
	return false
}

// beside finds the figures right behind a verb: "to {…}", "by {…}", "from {…} to {…}".
func (c *checker) beside(cl *claim, end int) {
	by, words := "", c.p.words
	for k := cl.last + 1; k < end && k <= cl.last+6; k++ {
		w := words[k]
		if w.figure >= 0 {
			a, problem := c.r.ask(c.p.tokens[w.figure])
			if problem != nil || a.view.Sentence || a.style.index {
				return
			}
			level := a.value.Kind == metric.Level && a.value.Op == metric.OpLevel
			switch {
			case !level && a.value.Op != metric.OpDifference && a.value.Op != metric.OpRatio:
				return
			case !level && strings.HasPrefix(strings.ToLower(a.view.Name), "vs "):
				return
			case !level && (by == "" || by == "by" || by == "of" || by == "um" || by == "de"):
				if cl.by == nil {
					cl.by = a
				}
			case level && (by == "from" || by == "von"):
				cl.from = a
			case level && (by == "to" || by == "at" || by == "of" || by == "auf" || by == "à" || by == ""):
				if cl.to == nil {
					cl.to = a
				}
			default:
				return
			}
			by = ""
			if w.after != "" {
				return
			}
			continue
		}
		if !toward[w.lower] {
			return
		}
		if w.lower == "to" || w.lower == "from" || w.lower == "by" || w.lower == "at" || w.lower == "of" || w.lower == "auf" || w.lower == "von" || w.lower == "um" || w.lower == "à" {
			by = w.lower
		}
		if w.after != "" {
			return
		}
	}
}

// subject returns the metric that stands before a verb with nothing between that would make it something else. An
// afterthought may follow a comma: "ARR is {ARR}, below plan".
func (c *checker) subject(s, verb int, afterthought bool) *metric.Metric {
	words, start := c.p.words, c.p.sentence(s).start
	mentions := c.r.mentions(c.p, s)
	moments := periodsIn(words, c.p.sentence(s))
	for k := verb - 1; k >= start; k-- {
		w := words[k]
		_, named := mentionAt(mentions, k)
		if breaks[w.lower] || strings.ContainsAny(w.after, ",;:—–)") && !(w.after == "," && afterthought && (named || w.figure >= 0)) {
			return nil
		}
		if w.figure >= 0 {
			a, problem := c.r.ask(c.p.tokens[w.figure])
			if problem != nil || a.view.Sentence {
				return nil
			}
			return a.metric
		}
		if m, ok := mentionAt(mentions, k); ok {
			if c.narrowed(m, start) {
				return nil
			}
			return m.metric
		}
		if at, ok := momentEnd(moments, k); ok {
			k = at
			continue
		}
		// "NRR rose and is ahead of plan" says both of NRR.
		goesOn := verbsByWord[w.lower] != nil && words[k+1].lower == "and"
		if !carriers[w.lower] && w.lower != "and" && !goesOn && !strings.HasSuffix(w.lower, "ly") {
			return nil
		}
	}
	return nil
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
	for ; k < end && (words[k].lower == "the" || words[k].lower == "our" || words[k].lower == "its" || words[k].lower == "overall"); k++ {
	}
	for _, m := range c.r.mentions(c.p, s) {
		if m.first != k {
			continue
		}
		if m.last+1 < end && words[m.last].after == "" {
			next := words[m.last+1]
			if next.figure < 0 && !toward[next.lower] && !prepositions[next.lower] && !carriers[next.lower] && next.lower != "and" && !strings.HasSuffix(next.lower, "ly") {
				return nil // "increased churn risk"
			}
		}
		return m.metric
	}
	return nil
}

// isAdverb reports whether "up", "down", "higher" or "lower" is one: not "set up", "up to", "lower tier".
func (c *checker) isAdverb(first, last int, bounds span, near, subject bool) bool {
	words := c.p.words
	next := ""
	if last+1 < bounds.end && words[last].after == "" {
		next = words[last+1].lower
	}
	if next == "to" && words[first].lower == "up" {
		return false
	}
	opens := first == bounds.start || strings.ContainsAny(words[first-1].after, ",;:—–(") || words[first].before != ""
	be := first > bounds.start && beAhead[words[first-1].lower]
	if words[first].lower == "higher" || words[first].lower == "lower" {
		return be && subject && (next == "" || next == "than" || byAfter[next])
	}
	return (be || opens || subject) && (near || byAfter[next] || subject && next == "")
}

// benchmark returns what stands behind a comparison: "plan", "target", "forecast" or "prior year".
func (c *checker) benchmark(last, end int) string {
	words := c.p.words
	for k := last + 1; k < end && k <= last+3; k++ {
		if words[k-1].after != "" {
			return ""
		}
		if k+1 < end {
			if b, ok := benchmarks[words[k].lower+" "+words[k+1].lower]; ok {
				return b
			}
		}
		if b, ok := benchmarks[words[k].lower]; ok {
			return b
		}
		if !set("the its our their this annual year's year’s 2025 2026 2027 yearly full-year quarterly monthly")[words[k].lower] {
			return ""
		}
	}
	return ""
}

// streak reads "for the third month in a row", "three consecutive months", "a third straight month" in a sentence.
func (c *checker) streak(bounds span, verb int) int {
	words := c.p.words
	for i := bounds.start; i+1 < bounds.end; i++ {
		n, ok := ordinals[words[i].lower]
		if !ok || words[i].after != "" {
			continue
		}
		k, straight := i+1, false
		if set("consecutive straight successive")[words[k].lower] && k+1 < bounds.end {
			k, straight = k+1, true
		}
		unit := strings.TrimSuffix(words[k].lower, "s")
		if unit != "month" && unit != "quarter" && unit != "week" && unit != "year" {
			continue
		}
		row := k+1 < bounds.end && words[k+1].lower == "running" || k+3 < bounds.end && words[k+1].lower == "in" && words[k+2].lower == "a" && words[k+3].lower == "row"
		forThe := i > bounds.start+1 && words[i-1].lower == "the" && words[i-2].lower == "for"
		if straight || row || forThe {
			return n
		}
	}
	return 0
}

// firmness returns the word before a multiple that says how exactly it is meant.
func firmness(words []word, verb, start int) string {
	for k := verb - 1; k >= start && k >= verb-2; k-- {
		switch words[k].lower {
		case "nearly", "almost", "roughly", "about", "practically":
			return "nearly"
		case "than":
			return "more"
		}
	}
	return ""
}
