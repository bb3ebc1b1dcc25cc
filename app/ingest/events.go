package ingest

import (
	"math"
	"regexp"
	"slices"
	"strings"

	"throughline/app/ingest/lexicon"
	"throughline/app/metric"
	"throughline/app/sheet"
)

// survey looks at the columns of a table as those of single events, once.
func (b *body) survey() *eventSurvey {
	if b.surveyed != nil {
		return b.surveyed
	}
	s := &eventSurvey{}
	for row := range b.g.rows(b.r.first, b.r.last) {
		if b.g.filled(row, b.r.col1, b.r.col2) > 0 {
			s.rows = append(s.rows, row)
		}
	}
	called := map[string]bool{}
	for _, c := range b.cols {
		if c.filled() == 0 {
			continue
		}
		e := &eventColumn{column: c, called: lexicon.Tidy(c.head)}
		if e.called == "" || called[lexicon.PlainKey(e.called)] {
			e.called = sheet.ColumnName(c.n)
		}
		called[lexicon.PlainKey(e.called)] = true
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

// surveyColumn finds out what a column is good for.
func (b *body) surveyColumn(s *eventSurvey, e *eventColumn) {
	if e.days = b.readDays(e.column, s.rows); e.days != nil {
		e.kind, e.rank = momentColumn, lexicon.MomentRank(e.head)
		return
	}
	v := b.varietyOf(e.column, s.rows)
	switch {
	case b.partOfDate(e.column):
	case b.indexColumn(e.column), e.numeric() && b.countsUp(e.column, s.rows):
		e.kind = rowIDColumn
	case v.flags != nil && (!v.digits || lexicon.FlagName(e.head)):
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
func (b *body) surveyNumbers(s *eventSurvey, e *eventColumn, v variety) {
	if v.distinct == 1 && v.filled >= fewEvents {
		return
	}
	quiet := b.report
	b.report = &report{settled: quiet.settled} // whether the column is taken is not known yet
	e.kind = amountKind(e, b.unitOfColumn(e, s.rows).unit)
	b.report = quiet
	if e.kind == addedColumn && b.holdsShares(e, s.rows) {
		e.kind = averagedColumn
	}
}

// holdsNames reports words or codes that name things.
func (b *body) holdsNames(c *column, v variety) bool {
	return b.codeColumn(c) || c.texts > 0 && !c.numeric() && v.many()
}

// partOfDate reports a part of a date, or dates that lost their format.
func (b *body) partOfDate(c *column) bool {
	return lexicon.CalendarColumns[lexicon.PlainKey(c.head)] != metric.GrainNone || c.numeric() && b.dateColumn(c)
}

// countsUp reports numbers of which nearly each is one more than the one before, or one less: those of invoices.
func (b *body) countsUp(c *column, rows []int) bool {
	n, steps, last := 0, 0, math.Inf(1)
	for _, row := range b.g.each(rows) {
		if b.g.fact(row, c.n) != isNumber {
			continue
		}
		v := b.g.number(row, c.n).Value
		if math.Abs(v-last) == 1 {
			steps++
		}
		n, last = n+1, v
	}
	return n >= 5 && steps*10 >= (n-1)*9
}

// surveyNames tells names that repeat from those of the events themselves. Among the first rows of a long list a customer
// may well come once.
func (b *body) surveyNames(e *eventColumn, v variety) {
	_, who := lexicon.HasWord(lexicon.HeadWords(e.head), lexicon.WhoWords)
	switch {
	case v.few() && !who:
		e.kind, e.values = partColumn, v.texts
	case v.distinct == v.filled && !who:
		if lexicon.EndsAsCode(e.head) || lexicon.IsEventNoun(e.head) {
			e.kind = rowIDColumn
		}
	case who || lexicon.EndsAsCode(e.head) && v.distinct*20 <= v.filled*19:
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
func (b *body) varietyOf(c *column, rows []int) variety {
	v := variety{}
	seen := map[string]bool{}
	for _, row := range b.g.each(rows) {
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
		if key := lexicon.PlainKey(text); !seen[key] {
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
					if key = lexicon.PlainKey(s); len(known) < fewValues {
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
	{"true", "false"},
	{"yes", "no"},
	{"y", "n"},
	{"t", "f"},
	{"1", "0"},
	{"ja", "nein"},
	{"oui", "non"},
	{"sí", "no"},
	{"si", "no"},
	{"wahr", "falsch"},
}

// amountKind tells amounts that add up from levels that only average.
func amountKind(e *eventColumn, unit metric.Unit) eventKind {
	words := lexicon.HeadWords(e.head)
	if _, place := lexicon.HasWord(words, lexicon.PlaceWords); place || lexicon.ClockTimes[lexicon.PlainKey(words)] {
		return plainColumn
	}
	if unit.Kind == metric.Percent {
		return averagedColumn
	}
	if _, level := lexicon.HasWord(words, lexicon.LevelWords); level || strings.HasSuffix(strings.TrimSpace(e.head), "?") || gradeScale.MatchString(e.head) {
		return averagedColumn // an answer is a grade
	}
	return addedColumn
}

// holdsShares reports numbers that are all between 0 and 1, fractions among them: discounts, probabilities. They say how much
// of something, and add up to nothing.
func (b *body) holdsShares(e *eventColumn, rows []int) bool {
	whole := true
	numbers := b.someNumbers(e.column, rows, unitSample)
	for _, v := range numbers {
		if v < 0 || v > 1 {
			return false
		}
		whole = whole && v == math.Trunc(v)
	}
	return len(numbers) > 0 && !whole
}

// gradeScale is the scale of a question in a survey: "(0-10)", "1 to 5".
var gradeScale = regexp.MustCompile(`\b[01]\s?(?:-|–|to|bis|à|/)\s?(?:5|7|10|100)\b`)

// unitSample is how many numbers of a column are weighed for its unit.
const unitSample = 2000

// unitOfColumn decides the unit and scale of a column's numbers as for any other metric.
func (b *body) unitOfColumn(e *eventColumn, rows []int) unitDecision {
	name, h := lexicon.SplitName(lexicon.WithoutFootnote(e.head, b.footnotes))
	run := &seriesCandidate{}
	for _, row := range b.g.each(rows) {
		if len(run.places) < unitSample && b.g.fact(row, e.n) == isNumber {
			run.places = append(run.places, place{row: row, col: e.n})
		}
	}
	g := &metricCandidate{raw: e.called, name: name, hint: h, candidates: []*seriesCandidate{run}}
	values := make([]value, len(run.places))
	for i := range run.places {
		p := &run.places[i]
		values[i] = value{at: p, number: b.g.number(p.row, p.col), format: b.g.sheet.At(p.row, p.col).Format}
	}
	return b.unitFrom(g, b.weigh(values, g))
}

// mayAggregate reports whether some column dates the rows as events.
func (b *body) mayAggregate() bool { return len(b.survey().moments) > 0 }

// fewEvents is how many rows of one day are a list of events rather than a table by category.
const fewEvents = 20
