package ingest

import (
	"maps"
	"math"
	"slices"
	"strings"

	"throughline/app/metric"
	"throughline/app/sheet"
)

// eventKind is what a column of a table of single events is good for.
type eventKind uint8

const (
	plainColumn eventKind = iota // words and codes with no use here
	momentColumn
	addedColumn    // amounts: their sum says something
	averagedColumn // rates, prices, scores, durations: their average does
	flagColumn     // yes or no
	namedColumn    // who or what: how many different ones
	rowIDColumn    // a different one in each row
	partColumn     // few values, to break down by
)

// eventColumn is a column of single events.
type eventColumn struct {
	*column
	kind   eventKind
	called string // how a recipe calls it: its header, or its letter
	days   *dayReader
	rank   int      // of moments: how plainly the header says when it happened
	values []string // of few
	flags  func(string) (yes, ok bool)
}

// eventSurvey is what the columns of a table offer to an aggregation.
type eventSurvey struct {
	rows    []int // held rows of the body
	columns []*eventColumn
	moments []*eventColumn // the likeliest first
}

// survey looks at the columns of a table as those of single events, once.
func (b *builder) survey() *eventSurvey {
	if b.surveyed != nil {
		return b.surveyed
	}
	s := &eventSurvey{}
	for row := b.r.first; row <= b.r.last; row++ {
		if b.g.filled(row, b.r.col1, b.r.col2) > 0 {
			s.rows = append(s.rows, row)
		}
	}
	called := map[string]bool{}
	for _, c := range b.cols {
		if c.filled() == 0 {
			continue
		}
		e := &eventColumn{column: c, called: tidy(c.head)}
		if e.called == "" || called[plainKey(e.called)] {
			e.called = sheet.ColumnName(c.n)
		}
		called[plainKey(e.called)] = true
		b.surveyColumn(s, e)
		s.columns = append(s.columns, e)
		if e.kind == momentColumn {
			s.moments = append(s.moments, e)
		}
	}
	slices.SortStableFunc(s.moments, func(x, y *eventColumn) int {
		if x.rank != y.rank {
			return y.rank - x.rank
		}
		return y.filled() - x.filled()
	})
	b.surveyed = s
	return s
}

// headWords is a header with its words parted: "createdAt", "handle_time".
func headWords(head string) string { return splitCamel(strings.ReplaceAll(head, "_", " ")) }

// surveyColumn finds out what a column is good for.
func (b *builder) surveyColumn(s *eventSurvey, e *eventColumn) {
	if e.days = b.readDays(e.column, s.rows); e.days != nil {
		e.kind, e.rank = momentColumn, momentRank(e.head)
		return
	}
	v := b.varietyOf(e.column, s.rows)
	switch {
	case b.partOfDate(e.column):
	case b.indexColumn(e.column), e.numeric() && b.countsUp(e.column, s.rows):
		e.kind = rowIDColumn
	case v.flags != nil && (!v.digits || flagName(e.head)):
		e.kind, e.flags = flagColumn, v.flags
	case b.holdsNames(e.column, v):
		b.surveyNames(e, v)
	case e.numeric():
		b.surveyNumbers(s, e, v)
	case e.texts > 0 && v.few():
		e.kind, e.values = partColumn, v.texts
	}
}

// surveyNumbers tells amounts from levels. A constant says nothing by period.
func (b *builder) surveyNumbers(s *eventSurvey, e *eventColumn, v variety) {
	if v.distinct == 1 && v.filled >= fewEvents {
		return
	}
	notes, tallied := b.t.Notes, maps.Clone(b.tally.count)
	e.kind = amountKind(e, b.unitOfColumn(e, s.rows).unit)
	b.t.Notes, b.tally.count = notes, tallied // whether the column is taken is not known yet
}

// holdsNames reports words or codes that name things.
func (b *builder) holdsNames(c *column, v variety) bool {
	return b.codeColumn(c) || c.texts > 0 && !c.numeric() && v.many()
}

// partOfDate reports a part of a date, or dates that lost their format.
func (b *builder) partOfDate(c *column) bool {
	return calendarColumns[plainKey(c.head)] != metric.GrainNone || c.numeric() && b.dateColumn(c)
}

// countsUp reports numbers of which nearly each is one more than the one before, or one less: those of invoices.
func (b *builder) countsUp(c *column, rows []int) bool {
	n, steps, last := 0, 0, math.Inf(1)
	for _, row := range rows {
		if b.g.fact(row, c.n) != isNumber {
			continue
		}
		v := b.g.number(row, c.n).value
		if math.Abs(v-last) == 1 {
			steps++
		}
		n, last = n+1, v
	}
	return n >= 5 && steps*10 >= (n-1)*9
}

// surveyNames tells names that repeat from those of the events themselves. Among the first rows of a long list a customer
// may well come once.
func (b *builder) surveyNames(e *eventColumn, v variety) {
	_, who := hasWord(headWords(e.head), whoWords)
	switch {
	case v.few() && !who:
		e.kind, e.values = partColumn, v.texts
	case v.distinct == v.filled && !who:
		if endsAsCode(e.head) || isEventNoun(e.head) {
			e.kind = rowIDColumn
		}
	case who || endsAsCode(e.head) && v.distinct*20 <= v.filled*19:
		e.kind = namedColumn
	}
}

// fewValues is how many values a column may have to be proposed for a breakdown; variedValues is how many are counted.
const (
	fewValues    = 12
	variedValues = 50_000
)

// variety is how many different values a column has.
type variety struct {
	filled, distinct int
	texts            []string // the first ones, as written
	flags            func(string) (yes, ok bool)
	digits           bool // the flags are 0 and 1
}

func (v variety) few() bool {
	return v.distinct >= 2 && v.distinct <= fewValues && v.distinct*2 <= v.filled
}

func (v variety) many() bool { return v.distinct > fewValues }

// varietyOf counts the different values of a column.
func (b *builder) varietyOf(c *column, rows []int) variety {
	v := variety{}
	seen := map[string]bool{}
	for _, row := range rows {
		switch b.g.fact(row, c.n) {
		case isBlank, isMissing, isError, isUncounted:
			continue
		}
		text := b.g.text(row, c.n)
		v.filled++
		if len(seen) > variedValues {
			v.distinct++ // more than anybody asks about
			continue
		}
		if key := plainKey(text); !seen[key] {
			seen[key] = true
			v.distinct++
			if len(v.texts) <= fewValues {
				v.texts = append(v.texts, text)
			}
		}
	}
	if v.distinct <= 2 && v.filled > 1 {
		v.flags, v.digits = flagsOf(seen)
	}
	return v
}

// flagsOf recognises one or two values as yes and no.
func flagsOf(values map[string]bool) (read func(string) (yes, ok bool), digits bool) {
	for _, pair := range flagPairs {
		fits := len(values) > 0
		for v := range values {
			fits = fits && (v == pair.yes || v == pair.no)
		}
		if fits {
			known := map[string]string{} // a column has millions of them in a few spellings
			return func(s string) (bool, bool) {
				key, ok := known[s]
				if !ok {
					if key = plainKey(s); len(known) < fewValues {
						known[strings.Clone(s)] = key
					}
				}
				return key == pair.yes, key == pair.yes || key == pair.no
			}, pair.yes == "1"
		}
	}
	return nil, false
}

// flagPairs are how people write yes and no.
var flagPairs = []struct{ yes, no string }{
	{"true", "false"}, {"yes", "no"}, {"y", "n"}, {"t", "f"}, {"1", "0"}, {"ja", "nein"}, {"oui", "non"}, {"sí", "no"}, {"si", "no"},
	{"wahr", "falsch"},
}

// flagName reports a header that asks a question which 0 and 1 answer: "is_refunded", "Converted", "SLA breached?".
func flagName(head string) bool {
	words := tokens(headWords(head))
	if len(words) == 0 {
		return false
	}
	last := words[len(words)-1]
	return strings.HasSuffix(strings.TrimSpace(head), "?") || flagWords[words[0]] || flagWords[last] || strings.HasSuffix(last, "ed") && len(last) > 4
}

// amountKind tells amounts that add up from levels that only average.
func amountKind(e *eventColumn, unit metric.Unit) eventKind {
	words := headWords(e.head)
	if _, place := hasWord(words, placeWords); place || clockTimes[plainKey(words)] {
		return plainColumn
	}
	if unit.Kind == metric.Percent {
		return averagedColumn
	}
	if _, level := hasWord(words, levelWords); level {
		return averagedColumn
	}
	return addedColumn
}

// momentRank says how plainly a header tells when an event happened; a date of something that follows it ranks below one
// that says nothing.
func momentRank(head string) int {
	words := headWords(head)
	if _, later := hasWord(words, laterWords); later {
		return 0
	}
	if _, happened := hasWord(words, happenedWords); happened {
		return 3
	}
	if _, date := hasWord(words, momentWords); date {
		return 2
	}
	return 1
}

// endsAsCode reports a header that ends in a word for codes: "Order ID".
func endsAsCode(head string) bool {
	words := tokens(headWords(head))
	if len(words) == 0 {
		return false
	}
	last := words[len(words)-1]
	return codeColumns[last] || strings.HasSuffix(last, "nummer") || strings.HasSuffix(last, "-nr")
}

// isEventNoun reports a header that names the event itself: "Ticket", "Order".
func isEventNoun(head string) bool {
	words := tokens(headWords(head))
	return len(words) == 1 && eventNouns[words[0]]
}

// unitSample is how many numbers of a column are weighed for its unit.
const unitSample = 2000

// unitOfColumn decides the unit and scale of a column's numbers as for any other metric.
func (b *builder) unitOfColumn(e *eventColumn, rows []int) unitDecision {
	name, h := splitHead(withoutFootnote(e.head, b.footnotes))
	run := &strand{}
	for _, row := range rows {
		if len(run.places) < unitSample && b.g.fact(row, e.n) == isNumber {
			run.places = append(run.places, place{row: row, col: e.n})
		}
	}
	g := &strandGroup{raw: e.called, name: name, hint: h, strands: []*strand{run}}
	values := make([]value, len(run.places))
	for i := range run.places {
		p := &run.places[i]
		values[i] = value{at: p, number: b.g.number(p.row, p.col), format: b.g.sheet.At(p.row, p.col).Format}
	}
	return b.unitFrom(g, b.weigh(values, g))
}

// mayAggregate reports whether some column dates the rows as events.
func (b *builder) mayAggregate() bool { return len(b.survey().moments) > 0 }

// listsEvents recognises rows that are single events although segments could tell them apart: they carry an ID of their
// own or a time of day, and do not fill a grid of periods and segments as series do.
func (b *builder) listsEvents(d downSigns) bool {
	if d.metricBy != nil || d.scenario != nil || !b.mayAggregate() {
		return false
	}
	s := b.survey()
	id := slices.ContainsFunc(s.columns, (*eventColumn).identifies)
	single := id || b.showsTimes(s)
	many := len(d.rows) >= fewEvents
	switch {
	case d.oneDate != "":
		return many && single || !b.g.sheet.Whole()
	case d.key == nil: // the dates go back and forth, or count seconds
		return many && id && s.moments[0].rank > 1
	case d.repeats:
		return single && !b.fillsGrid(d)
	}
	return id && irregular(d.axis)
}

// identifies reports the column of the events' own IDs.
func (e *eventColumn) identifies() bool {
	return e.kind == rowIDColumn && (endsAsCode(e.head) || isEventNoun(e.head))
}

// measured reports a column of which every cell should hold a number.
func (e *eventColumn) measured() bool {
	return e.kind == addedColumn || e.kind == averagedColumn || e.kind == flagColumn
}

// fewEvents is how many rows of one day are a list of events rather than a table by category.
const fewEvents = 20

// showsTimes reports whether the dates of most rows carry different times of day.
func (b *builder) showsTimes(s *eventSurvey) bool {
	n := 0
	sample := s.rows[:min(len(s.rows), 200)]
	for _, row := range sample {
		c := b.g.sheet.At(row, s.moments[0].n)
		if c.Kind != sheet.Blank && timed(&c) && s.moments[0].days.counts == noClock {
			n++
		}
	}
	return n*2 > len(sample)
}

// fillsGrid reports whether the rows give nearly every segment a value in every period.
func (b *builder) fillsGrid(d downSigns) bool {
	periods := map[metric.Period]bool{}
	dated := 0
	for _, p := range d.axis.at {
		if !p.IsZero() {
			periods[p] = true
			dated++
		}
	}
	repeated, groups := d.apart(d.segments)
	return repeated*50 <= dated && dated*10 >= groups*len(periods)*7
}

// irregular reports days with gaps of all sizes, as things happen that nobody schedules.
func irregular(a axis) bool {
	if a.grain != metric.Day || a.found < 5 {
		return false
	}
	first, last := 0, 0
	seen := map[int]bool{}
	for _, p := range a.at {
		if p.IsZero() {
			continue
		}
		if len(seen) == 0 {
			first, last = p.N, p.N
		}
		first, last = min(first, p.N), max(last, p.N)
		seen[p.N] = true
	}
	return len(seen)*10 < (last-first+1)*6
}

// findEvents finds a table of single events in a sheet without a column of numbers: a header over rows with a date each.
// Milestones and the like have dates too, so a short list counts only where each row has an ID.
func (g *grid) findEvents() []*region {
	for row := 1; row < min(g.h, 40); row++ {
		if g.namesColumns(row) < 2 {
			continue
		}
		r := g.regionAt([]int{row}, 1, 1, g.w, true)
		r.first, r.last, r.notes, r.events = row+1, g.h, nil, true
		b := &builder{g: g, r: r, t: &sheet.Table{Sheet: g.sheet}, footnotes: map[string]bool{}}
		b.profile()
		s := b.survey()
		if len(s.moments) == 0 || s.moments[0].rank == 0 {
			continue
		}
		id := slices.ContainsFunc(s.columns, func(e *eventColumn) bool { return e.kind == rowIDColumn })
		if n := len(s.rows); n < fewEvents && (!id || n < 5) {
			return nil
		}
		return []*region{r}
	}
	return nil
}

// namesColumns counts the labels of a row that holds nothing else, each of them once; 0 for other rows.
func (g *grid) namesColumns(row int) int {
	seen := map[string]bool{}
	for c := 1; c <= g.w; c++ {
		switch g.fact(row, c) {
		case isBlank:
			continue
		case isText:
		default:
			return 0
		}
		text := plainKey(g.text(row, c))
		if _, isDate := readPeriodText(text); isDate || seen[text] {
			return 0
		}
		seen[text] = true
	}
	return len(seen)
}

// The words of event tables, as data.
var (
	// happenedWords head the moment an event happened; laterWords one that follows it or has nothing to do with it.
	happenedWords = set(`created create creation ordered order placed purchase purchased opened open started start begin occurred happened event
		reported submitted signed signup sign-up invoice invoiced transaction session visit visited logged booked booking paid payment call
		sale sold incident ticket received sent timestamp`)
	laterWords = set(`updated update modified changed due expires expiry expiration birth birthday dob ship shipped delivery delivered renewal renews last
		exported imported hire hired eta deadline target closed resolved completed finished end ended cancelled canceled refunded returned first\ response`)

	// levelWords name numbers that average; placeWords numbers that neither add nor average.
	levelWords = set(`rate ratio price score rating nps csat ces satisfaction grade rank stars time duration latency age wait waiting lead\ time
		cycle\ time resolution response average avg mean median per percent percentage pct % margin\ % temperature speed level index ttr ttc
		ttfr mttr sentiment probability priority severity tenure yield utilisation utilization balance salary`)
	placeWords = set(`lat latitude lng lon long longitude x y zip postcode postal year month week day quarter hour version fips`)

	// clockTimes head a time of day.
	clockTimes = set(`time start\ time end\ time time\ of\ day start end clock\ in clock\ out uhrzeit heure hora`)

	// whoWords head names of those who take part in several events.
	whoWords = set(`customer customers user users client clients account accounts company companies visitor visitors member members subscriber
		buyer shopper patient student employee agent seller vendor supplier email e-mail device contact organisation organization tenant workspace`)

	// eventNouns head the ID of the event itself.
	eventNouns = set(`order ticket invoice session transaction incident case request call visit booking event issue payment lead deal subscription
		bug claim complaint shipment delivery return refund purchase sale reference ref key`)

	// flagWords begin or end a header that 0 and 1 answer.
	flagWords = set(`is has was did does had can flag active won churn sla breach met first new returning repeat valid success paid trial spam fraud`)
)
