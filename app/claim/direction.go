package claim

import (
	"slices"
	"strings"

	"throughline/app/brief"
	"throughline/app/figure"
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
func (r *Reader) Contradictions(f brief.Field, beside ...brief.Field) []Contradiction {
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
func (r *Reader) told(fields []brief.Field) map[*metric.Metric][]metric.Period {
	told := map[*metric.Metric][]metric.Period{}
	for _, f := range fields {
		tokens, _ := figure.Scan(f.Text)
		for _, t := range tokens {
			if a, ok := r.figures.Answer(t); ok {
				for _, term := range a.Value.Terms[:min(spokenOf(a.Value.Op), len(a.Value.Terms))] {
					if !term.Point.Period.IsZero() {
						told[a.Metric] = append(told[a.Metric], term.Point.Period)
					}
				}
			}
		}
	}
	return told
}

// spokenOf returns how many of the terms of a value its figure names: a highest is one of many, and an average is all.
func spokenOf(op metric.Op) int {
	switch op {
	case metric.OpHigh, metric.OpLow:
		return 1
	case metric.OpAverage, metric.OpTotal:
		return 0
	}
	return 2
}

// checker looks for contradictions in one text.
type checker struct {
	r     *Reader
	p     *passage
	told  map[*metric.Metric][]metric.Period
	found []Contradiction
}

// claim is a verb in a sentence with what it is said of.
type claim struct {
	verb        *Verb
	first, last int // words
	metric      *metric.Metric
	from, to    *figure.Answer // figures beside the verb
	by          *figure.Answer // the figure that says how much
	benchmark   string
	streak      int    // "for the third month in a row"
	firm        string // "nearly", "more than": how firm a multiple is meant
	said        string // the verb as the finding repeats it
}

func (c *checker) sentence(s int) {
	var claims []claim
	for i := c.p.sentence(s).start; i < c.p.sentence(s).end; i++ {
		if c.p.words[i].figure >= 0 || c.quoted(s, i) {
			continue
		}
		v := c.verbAt(i, c.p.sentence(s).end)
		if v == nil {
			continue
		}
		last := i + len(v.Words) - 1
		if cl, ok := c.bind(s, v, i, last); ok {
			claims = append(claims, cl)
		}
		i = last
	}
	for _, cl := range claims {
		// “Fell in spring and rose since”: the periods are in the words between.
		opposed := slices.ContainsFunc(claims, func(other claim) bool {
			return other.metric == cl.metric && other.verb.Claim != cl.verb.Claim && other.verb.Form < Compared && cl.verb.Form < Compared
		})
		if !opposed || cl.by != nil || cl.from != nil {
			c.judge(s, cl)
		}
	}
}

// quoted reports whether a word stands between quotation marks.
func (c *checker) quoted(s, at int) bool {
	inside := false
	for i := c.p.sentence(s).start; i <= at; i++ {
		w := c.p.words[i]
		if strings.ContainsAny(w.before, "“„«\"") {
			inside = true
		}
		if i < at && strings.ContainsAny(w.after, "”“»\"") {
			inside = false
		}
	}
	return inside
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
	words, bounds := c.p.words, c.p.sentence(s)
	if c.unsaid(bounds.start, first, v) || c.doubted(bounds, first) {
		return claim{}, false
	}
	cl := claim{
		verb: v, first: first, last: last, firm: firmness(words, first, bounds.start), streak: c.streak(c.clause(bounds, first)),
		said: strings.TrimSuffix(c.p.text[words[first].start:words[last].end], " at"),
	}
	c.beside(&cl, bounds.end)
	subject := c.subject(s, first, v.Form >= Adverb)
	if subject == nil {
		subject = c.goesOn(s, first)
	}
	switch v.Form {
	case Made:
		if object := c.object(s, last, ""); object != nil {
			subject = object
		}
	case Noun:
		subject = c.object(s, last, "in")
	case Compared:
		cl.benchmark = c.benchmark(last, bounds.end)
	}
	if !c.stands(cl, bounds, subject) {
		return cl, false
	}
	cl.metric = cl.saidOf(subject)
	if cl.beside() == nil && cl.metric != nil {
		c.farther(&cl, c.clause(bounds, first).end)
	}
	return cl, cl.metric != nil && cl.metric.Grain() != metric.GrainNone
}

// saidOf returns the metric of a claim: its subject, which a figure beside the verb must agree with, or that figure's.
// What a comparison has beside it may be the other metric.
func (cl *claim) saidOf(subject *metric.Metric) *metric.Metric {
	m := cl.beside()
	switch {
	case m == nil || subject != nil && cl.verb.Form >= Compared:
		return subject
	case subject != nil && subject != m:
		return nil
	}
	return m
}

// beside returns the metric of the figure that stands beside the verb, or nil.
func (cl *claim) beside() *metric.Metric {
	for _, a := range []*figure.Answer{cl.by, cl.to, cl.from} {
		if a != nil {
			return a.Metric
		}
	}
	return nil
}

// stands reports whether a verb has the company that its form asks for.
func (c *checker) stands(cl claim, bounds span, subject *metric.Metric) bool {
	words, first := c.p.words, cl.first
	near := cl.beside() != nil
	switch cl.verb.Form {
	case Now:
		return near
	case Ongoing:
		if first == bounds.start {
			return false
		}
		before := words[first-1].lower
		return beAhead[before] || goingOn[before] || ands[before] && subject != nil // "NRR is {NRR} and growing"
	case Noun:
		// “Growth of {ARR}” is anything.
		return subject != nil && cl.by == nil || cl.by != nil && cl.by.Value.Kind != metric.Level
	case Adverb:
		return c.isAdverb(first, cl.last, bounds, near, subject != nil, cl.streak > 1)
	case Compared:
		return cl.benchmark != "" && (words[first].lower != "over" || subject != nil)
	}
	return true
}

// unsaid reports whether a word before the verb, in its clause and close by, takes back what it says.
func (c *checker) unsaid(start, verb int, v *Verb) bool {
	for k := verb - 1; k >= start && k >= verb-5; k-- {
		w := c.p.words[k]
		if w.after != "" && k < verb-1 || strings.ContainsAny(w.after, ",;:—–") {
			return false
		}
		switch {
		case w.figure >= 0:
		case w.lower == "to":
			if k == verb-1 && v.Form < Adverb {
				return true // an infinitive
			}
		case unsaid[w.lower], w.lower == "had" && v.Form == Moved: // “had fallen”: before something else that is not looked at
			return true
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
