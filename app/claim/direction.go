package claim

import (
	"slices"
	"strings"

	"throughline/app/brief"
	"throughline/app/figure"
	"throughline/app/language"
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
	Sentence   string // the one that says it
	Occurrence int    // which of several equal ones of its text it is, from 0
	Reason     string // why it is kept as it stands, empty where nobody said
	// Edit mends it, where one change of the text does; nil where that needs more thought. Its place is left open.
	Edit *brief.Edit
	// Certain is whether the words and the cells leave no doubt. Otherwise it was judged what the words may mean: "each", "most",
	// "is slowing".
	Certain bool
}

// Contradictions returns what the metrics do not bear out of the text of a field: which way they went and how far, records,
// comparisons, parts in words, and the periods, units and signs beside figures. It judges only what names its metric
// without narrowing it, by a figure or by name; sentence views ({X | moved}), wishes, conditions and what others are quoted
// with are never contradictions. Without a period a verb speaks of the newest value and the one before, or of the period
// that the texts of its block name. The answer is not to be changed.
func (r *Reader) Contradictions(f brief.Field) []Contradiction {
	found, ok := r.found[f]
	if !ok {
		found = r.lookForContradictions(f)
		if r.found == nil {
			r.found = map[brief.Field][]Contradiction{}
		}
		r.found[f] = found
	}
	return found
}

func (r *Reader) lookForContradictions(f brief.Field) []Contradiction {
	block, _, _ := strings.Cut(string(f.Place), ".")
	together := slices.DeleteFunc(r.brief.Fields(), func(x brief.Field) bool {
		of, _, _ := strings.Cut(string(x.Place), ".")
		return of != block || x.Place == f.Place
	})
	c := checker{r: r, p: r.passage(f.Text), told: r.told(append([]brief.Field{f}, together...))}
	for s := range c.p.sentences {
		if first := c.p.firsts[s]; first < len(c.p.words) && opensElsewhere[c.p.words[first].lower] {
			continue
		}
		c.sentence(s)
	}
	for i := range c.found {
		x := &c.found[i]
		x.Certain = !judged[x.Claim]
		if x.Edit != nil {
			x.Edit.Place = f.Place
		}
		x.Sentence = brief.SentenceAt(f.Text, x.Start)
		if at := strings.LastIndex(f.Text[:min(x.Start+len(x.Sentence), len(f.Text))], x.Sentence); at >= 0 {
			x.Occurrence = strings.Count(f.Text[:at], x.Sentence)
		}
		x.Reason = r.brief.TypedReason(f.Place, x.Sentence, x.Occurrence)
	}
	return c.found
}

// judged are the claims whose words have no one measure.
var judged = map[Claim]bool{"unit": true, "speed": true, "volatile": true, "back": true, Sign: true}

// edit returns a change of a text that mends it; its place is left open.
func edit(start, end int, is, with string) *brief.Edit {
	return &brief.Edit{Start: start, End: end, Is: is, With: with}
}

// edit has a finding put another figure in the place of one.
func (x *Contradiction) edit(t figure.Token, with string) {
	x.Edit = edit(t.Start, t.End, t.Raw, with)
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

	trying match // the form that is being matched: most match nothing, and need no memory of their own
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
	negated     bool   // "did not rise"
	amount      *amount
	every       *match  // "in every month"
	base        *moment // the period that a form compares with: "three times as high as in January"
}

// judges are the kinds of forms, with what holds them against the values.
var judges = map[string]func(c *checker, s int, m match){
	"record": (*checker).judgeRecord, "rank": (*checker).judgeRank, "peak": (*checker).judgePeak,
	"pace": (*checker).judgePaces, "than": (*checker).judgeLevels, "gap": (*checker).judgeGap,
	"share": (*checker).judgeShare, "aggregate": (*checker).judgeAggregate, "unit": (*checker).judgeUnit,
	"speed": (*checker).judgePace, "sign": (*checker).judgeSign, "back": (*checker).judgeBack, "volatile": (*checker).judgeVolatile,
}

func (c *checker) sentence(s int) {
	forms := c.matches(s)
	claims := c.withForms(s, c.claimsOf(s), forms)
	for _, cl := range claims {
		if !c.opposed(s, cl, claims) || cl.by != nil || cl.from != nil {
			c.judge(s, cl)
		}
	}
	for _, m := range forms {
		if judge := judges[m.form.kind]; judge != nil && c.isSaid(s, m) && !c.takenBack(s, m) {
			judge(c, s, m)
		}
	}
	c.judgeLabels(s)
	c.judgePrinted(s)
}

// isSaid reports whether a form is the writer's own, and no condition.
func (c *checker) isSaid(s int, m match) bool {
	return !c.quoted(s, m.first) && !c.doubted(c.p.sentence(s), m.first)
}

// opposed reports whether another claim of the same part of a sentence says something else of the metric, “fell in spring
// and rose since”: the periods are in the words between.
func (c *checker) opposed(s int, cl claim, claims []claim) bool {
	return slices.ContainsFunc(claims, func(other claim) bool {
		return other.metric == cl.metric && other.verb.Claim != cl.verb.Claim && other.verb.Form < Noun && cl.verb.Form < Compared &&
			c.clause(c.p.sentence(s), other.first) == c.clause(c.p.sentence(s), cl.first)
	})
}

// withForms adds to the claims of verbs those of forms that claim as verbs do, and says which are made of every period. A
// form takes the place of a verb in it; a noun keeps its own.
func (c *checker) withForms(s int, claims []claim, forms []match) []claim {
	for _, m := range forms {
		if !c.isSaid(s, m) {
			continue
		}
		in := func(cl claim) bool { return cl.first <= m.last && m.first <= cl.last }
		switch m.form.kind {
		case "change", "bench":
			if slices.ContainsFunc(claims, func(cl claim) bool { return cl.verb.Form == Noun && in(cl) }) {
				continue
			}
			if cl, ok := c.formed(s, m); ok {
				claims = append(slices.DeleteFunc(claims, func(had claim) bool { return in(had) && had.last-had.first <= m.last-m.first }), cl)
			}
		case "every":
			if i := c.nearest(s, claims, m); i >= 0 {
				claims[i].every = &m
			}
		}
	}
	return claims
}

// takenBack reports whether the words right before a form make of it a plan, or say that it is not so. A form that begins
// with “never” says so itself.
func (c *checker) takenBack(s int, m match) bool {
	start := c.p.sentence(s).start
	if neverWords[c.p.words[m.first].lower] {
		return false
	}
	for k := m.first - 1; k >= start && k >= m.first-3 && !c.parted(k); k-- {
		if w := c.p.words[k]; w.figure < 0 && !closeTo[w.lower] && (unsaid[w.lower] && w.lower != "to" || negations[w.lower]) && !c.inName(s, k) {
			return true
		}
	}
	return false
}

// nearest returns the index of the claim that stands nearest to a form in its part of the sentence, −1 without one.
func (c *checker) nearest(s int, claims []claim, m match) int {
	best, least := -1, 0
	for i, cl := range claims {
		part := c.clause(c.p.sentence(s), cl.first)
		if m.first < part.start || m.last >= part.end {
			continue
		}
		d := min(abs(cl.last-m.first), abs(cl.first-m.last))
		if best < 0 || d < least {
			best, least = i, d
		}
	}
	return best
}

// inName reports whether a word belongs to the name of a metric: "failed check-ins" failed at nothing.
func (c *checker) inName(s, k int) bool {
	for _, m := range c.r.mentions(c.p, s) {
		if m.first <= k && k <= m.last && m.whole {
			return true
		}
	}
	return false
}

// formed returns the claim that a form makes as a verb does: "was broadly flat", "is on the rise", "its plan was missed".
func (c *checker) formed(s int, m match) (claim, bool) {
	bounds := c.p.sentence(s)
	negated, open := c.unsaid(s, m.first, Moved)
	if open {
		return claim{}, false
	}
	v := &Verb{Claim: Claim(m.arg(0)), Form: Moved, Factor: m.times}
	cl := claim{verb: v, first: m.first, last: m.last, negated: negated, said: c.words(m)}
	if m.part > 0 {
		cl.amount = &amount{part: m.part, firm: firmness(c.p.words, m.first, bounds.start)}
	}
	cl.firm, cl.base = firmness(c.p.words, m.first, bounds.start), m.period
	if v.Claim == Level && m.benchmark == "prior year" { // "down on last year"
		return claim{}, false
	}
	if m.form.kind == "bench" {
		v.Form, cl.benchmark = Compared, m.benchmark
		cl.metric = c.about(s, m.first)
	} else {
		c.beside(&cl, bounds.end)
		subject := c.subject(s, m.first, true)
		if subject == nil {
			subject = c.charted(s)
		}
		cl.metric = cl.saidOf(subject)
	}
	return cl, cl.metric != nil && cl.metric.Grain() != metric.GrainNone && (m.form.kind != "bench" || cl.benchmark != "")
}

// claimsOf reads what the verbs of a sentence claim.
func (c *checker) claimsOf(s int) []claim {
	var claims []claim
	for i := c.p.sentence(s).start; i < c.p.sentence(s).end; i++ {
		if c.p.words[i].figure >= 0 || c.quoted(s, i) {
			continue
		}
		v := c.verbAt(s, i)
		if v == nil {
			continue
		}
		last := i + len(v.Words) - 1
		if cl, ok := c.bind(s, v, i, last); ok {
			claims = append(claims, cl)
			if other := c.alongside(s, cl); other != nil {
				cl.metric = other
				claims = append(claims, cl)
			}
		}
		i = last
	}
	return claims
}

// alongside returns the other metric of a subject that joins two, "turnover and readmissions both fell"; nil without one.
func (c *checker) alongside(s int, cl claim) *metric.Metric {
	if cl.beside() != nil || cl.amount != nil || cl.verb.Claim == Times {
		return nil
	}
	mentions := c.r.mentions(c.p, s)
	for i, m := range mentions {
		if i == 0 || m.metric != cl.metric || m.last >= cl.first {
			continue
		}
		before := mentions[i-1]
		if before.last+2 == m.first && ands[c.p.words[before.last+1].lower] && before.whole && before.metric != cl.metric &&
			!c.narrowed(before, c.p.sentence(s).start) && c.p.words[before.last].after == "" {
			return before.metric
		}
	}
	return nil
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
func (c *checker) verbAt(s, i int) *Verb {
	if c.inName(s, i) {
		return nil
	}
	base := c.afterNegation(s, i)
next:
	for _, v := range verbsByWord[c.p.words[i].lower] {
		if i+len(v.Words) > c.p.sentence(s).end || v.Form == Base && !base || v.Form == Noun && base {
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
	negated, open := c.unsaid(s, first, v.Form)
	if open || c.doubted(bounds, first) {
		return claim{}, false
	}
	cl := claim{
		negated: negated || c.negatedBehind(last, bounds.end), verb: v, first: first, last: last, firm: firmness(words, first, bounds.start), streak: c.streak(c.clause(bounds, first)),
		said: strings.TrimSuffix(c.p.text[words[first].start:words[last].end], " at"),
	}
	c.beside(&cl, bounds.end)
	cl.amount = c.amountBeside(&cl, bounds)
	if v.Form == Compared {
		cl.benchmark = c.benchmark(last, bounds.end)
	}
	subject := c.subjectOf(s, v, first, last)
	if !c.stands(cl, bounds, subject) {
		return cl, false
	}
	cl.metric = cl.saidOf(subject)
	if cl.beside() == nil && cl.metric != nil {
		c.farther(&cl, c.clause(bounds, first).end)
	}
	return cl, cl.metric != nil && cl.metric.Grain() != metric.GrainNone
}

// subjectOf returns the metric that a verb takes for its subject: what stands before it, what a sentence began with, or what
// the form of the verb is said of; nil where that is open.
func (c *checker) subjectOf(s int, v *Verb, first, last int) *metric.Metric {
	switch v.Form {
	case Made:
		if object := c.object(s, last, ""); object != nil {
			return object
		}
	case Noun:
		object := c.object(s, last, "in")
		if object == nil {
			object = c.object(s, last, "of")
		}
		if object != nil || !c.owned(s, first) {
			return object
		}
	}
	subject := c.subject(s, c.beforeDenial(first, c.p.sentence(s).start), v.Form >= Adverb)
	if subject == nil && v.Form < Noun {
		subject = c.charted(s)
	}
	if subject == nil {
		subject = c.goesOn(s, first)
	}
	if subject == nil && (v.Form == Moved || v.Form == Compared) {
		subject = c.opener(s, first)
	}
	return subject
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
	case Signed:
		return cl.by != nil && cl.by.Value.Kind != metric.Level
	case Ongoing:
		return first > bounds.start && (cl.negated || c.goesAlong(first, subject))
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

// goesAlong reports whether the word before a verb in the making carries it: "is falling", "keeps falling", and where the
// subject is known, "is {NRR} and growing".
func (c *checker) goesAlong(verb int, subject *metric.Metric) bool {
	before := c.p.words[verb-1].lower
	return beAhead[before] || goingOn[before] || ands[before] && subject != nil
}

// unsaid reports whether a word before the verb, in its clause and close by, says that it is not so, and whether one makes
// of it a wish or a plan, so that it claims nothing.
func (c *checker) unsaid(s, verb int, form Form) (negated, open bool) {
	start := c.p.sentence(s).start
	for k := verb - 1; k >= start && k >= verb-5; k-- {
		w := c.p.words[k]
		if parts := w.after != "" && k < verb-1 || ands[w.lower]; parts || c.parted(k) { // "stopped falling and climbed"
			break
		}
		switch {
		case w.figure >= 0, c.inName(s, k):
		case negations[w.lower] && k >= verb-3:
			negated = true
		case leavesOpen(w.lower, form, verb-k):
			return false, true
		}
	}
	return negated, false
}

// leavesOpen reports whether a word so far before a verb makes of it a wish or a plan, an infinitive, or, as “had fallen”,
// something before what is not looked at.
func leavesOpen(lower string, form Form, before int) bool {
	if infinitives[lower] {
		return before == 1 && form < Adverb && form != Base
	}
	return unsaid[lower] || pluperfect[lower] && form == Moved
}

// afterNegation reports whether a word is an infinitive behind “did not” or “failed to”.
func (c *checker) afterNegation(s, i int) bool {
	start := c.p.sentence(s).start
	for k := i - 1; k >= start && k >= i-2; k-- {
		w := c.p.words[k]
		if w.after != "" || w.figure >= 0 {
			return false
		}
		if doing[w.lower] || k > start && doing[c.p.words[k-1].lower+" "+w.lower] {
			return true
		}
	}
	return false
}

// beforeDenial returns the first of the words before a verb that deny it, "did not", "failed to", or the verb itself.
func (c *checker) beforeDenial(verb, start int) int {
	for k := verb - 1; k >= start && k >= verb-3; k-- {
		w := c.p.words[k]
		if w.after != "" || w.figure >= 0 || !negations[w.lower] && !infinitives[w.lower] && !auxiliaryDo[w.lower] {
			break
		}
		verb = k
	}
	return verb
}

// negatedBehind reports whether a word right behind a verb says that it is not so: "stieg nicht", "ne baisse plus".
func (c *checker) negatedBehind(last, end int) bool {
	for k := last + 1; k < end && k <= last+2; k++ {
		if c.p.words[k-1].after != "" {
			return false
		}
		if negatedAfter[c.p.words[k].lower] {
			return true
		}
	}
	return false
}

// owned reports whether a noun stands right behind the name of what it is said of: "occupancy's fall".
func (c *checker) owned(s, noun int) bool {
	if noun == c.p.sentence(s).start {
		return false
	}
	_, named := mentionAt(c.r.mentions(c.p, s), noun-1)
	return named && strings.HasSuffix(c.p.words[noun-1].lower, "'s")
}

var (
	// neverWords begin the forms that deny: "never been higher".
	neverWords = language.Set("form.never")
	// negations say that a claim is not so; the others of unsaid leave it open.
	negations = language.Set("form.negations")
	// negatedAfter are the negations that stand behind their verb.
	negatedAfter = language.Set("form.negations-behind")
	// doing are the words between which and an infinitive a claim is denied: "did not", "failed to".
	doing = language.Set("form.denials")
	// auxiliaryDo stand before a denial: "did not".
	auxiliaryDo = language.Set("form.auxiliary-do")
	// infinitives are the words that make an infinitive of the verb behind them.
	infinitives = language.Set("form.infinitives")
	// pluperfect are the words that put a verb before something else.
	pluperfect = language.Set("form.pluperfect")
)

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
