package claim

import (
	"slices"

	"throughline/app/figure"
	"throughline/app/language"
	"throughline/app/metric"
	"throughline/app/say"
)

// judgeLabels checks the periods that a sentence names beside its figures: "in August" beside the value of October, "since
// June" beside a growth from January, "against target" beside a change on the month before.
func (c *checker) judgeLabels(s int) {
	bounds := c.p.sentence(s)
	for k := bounds.start; k < bounds.end; k++ {
		if c.p.words[k].figure < 0 || c.quoted(s, k) {
			continue
		}
		a := c.answer(k)
		if a == nil || a.Metric.Grain() == metric.GrainNone || a.Indexed {
			continue
		}
		if mo := c.datedBy(s, k, a); mo != nil {
			c.judgeDate(a, *mo)
		}
		if a.Value.Op == metric.OpDifference || a.Value.Op == metric.OpRatio {
			c.judgeBase(s, k, a)
		}
	}
}

// datedBy returns the period that the words put a figure into: right behind it, or at the beginning of its part of the
// sentence, or beside the name of its metric; nil without one.
func (c *checker) datedBy(s, k int, a *figure.Answer) *moment {
	part := c.clause(c.p.sentence(s), k)
	var before *moment
	for _, mo := range c.p.periodsOf(s) {
		if mo.months > 0 || mo.relative != "" || mo.last < part.start || mo.first >= part.end || !inside[mo.by] && mo.by != "" {
			continue
		}
		if mo.first > k {
			if c.isRightBehind(k, mo) || c.endsWith(part, k, mo) {
				return &mo
			}
			break
		}
		if c.datesFigure(s, part, mo, k, a) {
			before = &mo
		}
	}
	if before == nil || c.p.saysIn(span{before.last, k}, nowWords) {
		return nil
	}
	return before
}

// endsWith reports whether a part of a sentence begins with a figure, has no other, and ends with a period: "{…} patients
// were admitted in September".
func (c *checker) endsWith(part span, k int, mo moment) bool {
	if k > part.start+1 || mo.last != part.end-1 || mo.by == "" || mo.first-k > 6 {
		return false
	}
	for i := k + 1; i < mo.first; i++ {
		if c.p.words[i].figure >= 0 || breaks[c.p.words[i].lower] || c.p.words[i].after != "" {
			return false
		}
	}
	return true
}

// isRightBehind reports whether a period follows a figure with nothing but a preposition between: "{…} in August", "{…}
// (August)".
func (c *checker) isRightBehind(k int, mo moment) bool {
	for i := k; i < mo.first; i++ {
		w := c.p.words[i]
		if i > k && !inside[w.lower] && !determiners[w.lower] {
			return false
		}
		if w.after != "" && w.after != "," || w.after == "," && i+1 < mo.first {
			return false
		}
	}
	return mo.by != "" || c.p.words[mo.first].before == "("
}

// dates1 reports whether a period before a figure says when it is of.
func (c *checker) datesFigure(s int, part span, mo moment, k int, a *figure.Answer) bool {
	phrase := mo.first
	for phrase > part.start && c.p.words[phrase-1].after == "" && (inside[c.p.words[phrase-1].lower] || determiners[c.p.words[phrase-1].lower]) {
		phrase--
	}
	for i := mo.last + 1; i < k; i++ {
		if c.p.words[i].figure >= 0 {
			return false // that one is dated
		}
	}
	if k-mo.last <= 1 && c.p.words[mo.last].after == "" {
		return true // "an August {…}"
	}
	near := k-mo.last <= 6 || c.hasVerb(mo.last+1, k) && k-mo.last <= 9
	if phrase == part.start && near {
		return true
	}
	if _, named := mentionAt(c.r.mentions(c.p, s), phrase-1); named && near {
		m, _ := mentionAt(c.r.mentions(c.p, s), phrase-1)
		return m.metric == a.Metric
	}
	return false
}

// judgeDate checks a figure against the period that the words put it into.
func (c *checker) judgeDate(a *figure.Answer, mo moment) {
	points := a.Metric.Actual().Points
	first, last := within(a.Metric, points, mo)
	if first < 0 {
		return
	}
	v := a.Value
	at := indexOf(points, v.Period)
	switch {
	case at < 0:
		return // a quarter or a year of a metric that is kept by month
	case v.Op == metric.OpAverage || v.Op == metric.OpTotal:
		if from := indexOf(points, v.Base); from >= first-1 && at <= last {
			return
		}
	case at >= first && at <= last:
		return
	}
	now, _ := a.Metric.At(v.Period)
	printed, _ := c.r.figures.Preview(a.Raw)
	found := Contradiction{}
	named := points[last]
	found.Text = say.F("It says “%s”, and %s is the value of %s; %s was %s.", c.quote(mo), printed, v.Period.Label(), a.Metric.Name, c.cell(a.Metric, named))
	if v.Op == metric.OpAverage || v.Op == metric.OpTotal {
		found.Text = say.F("It says “%s”, and %s is the %s from %s to %s; %s was %s.", c.quote(mo), printed, v.Op, v.Base.Label(), v.Period.Label(),
			a.Metric.Name, c.cell(a.Metric, named))
	}
	found.Fix = say.T("Name the period that the value is of.")
	if v.Op == metric.OpLevel && first == last && now.Op == metric.OpLevel {
		with := figure.Write(a.Metric.Name, points[last].Period.Label(), a.Format)
		found.Fix = "Write " + with + ", or name the period that the value is of."
		found.edit(a.Token, with)
	}
	c.addAt(a, found)
}

// judgeBase checks what a change or a growth is said to be compared with.
func (c *checker) judgeBase(s, k int, a *figure.Answer) {
	part := c.clause(c.p.sentence(s), k)
	if b := c.againstBenchmark(s, k, part); b != "" {
		if c.isAgainst(a, b) {
			return
		}
		c.addBase(a, b, viewOfBenchmark[b])
		return
	}
	mo := c.baseOf(s, k, part)
	if mo == nil {
		return
	}
	points := a.Metric.Actual().Points
	if isBenchmarkView(a) {
		if mo.relative != "" && mo.relative != "year" || mo.relative == "year" && a.Value.Base == a.Value.Period {
			c.addBase(a, c.quote(*mo), "")
		}
		return
	}
	base, to := indexOf(points, a.Value.Base), indexOf(points, a.Value.Period)
	if base < 0 || to < 0 {
		return
	}
	right, ok := c.basesOf(a, *mo, points, to)
	if !ok {
		return
	}
	if slices.Contains(right, base) {
		return
	}
	view := ""
	if mo.relative == "" && mo.months == 0 {
		_, last := within(a.Metric, points, *mo)
		view = viewName(a) + " from " + points[last].Period.Label()
	}
	c.addBase(a, c.quote(*mo), view)
}

// basesOf returns the points that a period which something is compared with may mean; false where nothing is known of it.
func (c *checker) basesOf(a *figure.Answer, mo moment, points []metric.Point, to int) (bases []int, ok bool) {
	switch {
	case mo.months > 0:
		n := periodsOfMonths(mo.months, points[to].Period.Grain)
		if n < 2 {
			return []int{to - n}, true
		}
		return []int{to - n - 1, to - n, to - n + 1}, true
	case mo.relative != "":
		bases = relativeBases(points, to, mo.relative)
		switch {
		case mo.relative == "year" && !onYear[c.p.words[mo.first].lower]: // over this or the last year, from its beginning
			bases = append(bases, yearStart(points, to), yearStart(points, to)-1)
		case mo.relative == "quarter":
			bases = append(bases, to-1, to-2)
		}
		return bases, len(bases) > 0
	}
	first, last := within(a.Metric, points, mo)
	if first < 0 || first >= to {
		return nil, false
	}
	for i := first - 1; i <= last; i++ {
		bases = append(bases, i)
	}
	return bases, true
}

func viewName(a *figure.Answer) string {
	if a.Value.Op == metric.OpRatio {
		return "growth"
	}
	return "change"
}

func isBenchmarkView(a *figure.Answer) bool {
	return len(a.View.Name) > 3 && a.View.Name[:3] == "vs "
}

func (c *checker) addBase(a *figure.Answer, says, view string) {
	printed, _ := c.r.figures.Preview(a.Raw)
	base := a.Value.Base.Label()
	if isBenchmarkView(a) {
		base = a.View.Name[3:]
	}
	found := Contradiction{Fix: "Name what it is compared with: " + base + "."}
	found.Text = say.F("It says “%s”, and %s compares %s with %s.", says, printed, a.Value.Period.Label(), base)
	if view != "" {
		with := figure.Write(a.Metric.Name, view, a.Format)
		if v, ok := c.r.figures.Preview(with); ok {
			found.Fix = "Write " + with + ", which is " + v + ", or name what it is compared with: " + base + "."
			found.edit(a.Token, with)
		}
	}
	c.addAt(a, found)
}

// baseOf returns the period that a part of a sentence compares a figure with: the nearest behind it, or before it.
func (c *checker) baseOf(s, k int, part span) *moment {
	var before *moment
	for _, mo := range c.p.periodsOf(s) {
		if mo.last < part.start || mo.first >= part.end {
			continue
		}
		if !basing[mo.by] && mo.relative == "" && mo.months == 0 {
			continue
		}
		if mo.first > k {
			for i := k + 1; i < mo.first; i++ {
				if c.p.words[i].figure >= 0 {
					return before
				}
			}
			return &mo
		}
		alone := true
		for i := mo.last + 1; i < k; i++ {
			alone = alone && c.p.words[i].figure < 0
		}
		if alone {
			before = &mo
		}
	}
	return before
}

// againstBenchmark returns the benchmark that the words right around a figure compare it with: "{…} against plan",
// "Against target, up {…}"; "" without one.
func (c *checker) againstBenchmark(s, k int, part span) string {
	end := part.end
	for i := k + 1; i < end && i <= k+2; i++ {
		if c.p.words[i-1].after != "" {
			break
		}
		if against[c.p.words[i].lower] {
			if b := c.benchmark(i, end); b != "" {
				return b
			}
		}
	}
	first := c.p.sentence(s).start
	if first < k && k-first <= 9 && against[c.p.words[first].lower] {
		b, _ := c.benchmarkAt(first+1, k)
		return b
	}
	return ""
}

// isAgainst reports whether a figure compares with a benchmark.
func (c *checker) isAgainst(a *figure.Answer, benchmark string) bool {
	if benchmark == "prior year" {
		return a.Value.Base == a.Value.Period.YearBefore() || a.View.Name == "vs prior year" || a.View.Name == "vs prior year %"
	}
	v, err := benchmarkOf(a.Metric, benchmark, a.Value.Period)
	if err != nil {
		return true // nothing is known of it
	}
	return isBenchmarkView(a) && v.Terms[1].Point.Value == a.Value.Terms[1].Point.Value
}

// quote returns a period as it was written, with the word before it: "since June".
func (c *checker) quote(mo moment) string {
	first := mo.first
	if first > 0 && mo.by != "" && c.p.words[first-1].lower == mo.by {
		first--
	}
	return c.p.text[c.p.words[first].start:c.p.words[mo.last].end]
}

// addAt adds what is wrong with the words around a figure.
func (c *checker) addAt(a *figure.Answer, found Contradiction) {
	found.Start, found.End = a.Start, a.End
	found.Said, found.Metric, found.Claim = c.p.text[a.Start:a.End], a.Metric.Name, Dated
	c.found = append(c.found, found)
}

var (
	// inside are the words that put something into a period: "in August".
	inside = language.Set("form.inside")
	// basing are the words before a period that something is compared with.
	basing = language.Set("form.basing")
	// against are the words before a plan or a target that something is compared with.
	against = language.Set("form.against")
	// nowWords say that what follows is of today.
	nowWords = language.Set("form.now")
	// onYear are the first words of comparisons with the same period of the year before: "year on year", "a year ago".
	onYear = language.Set("form.on-year")
)
