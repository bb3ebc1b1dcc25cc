// Package lexicon is what words in spreadsheets say: which labels are totals, scenarios, units or gaps, which way of a metric
// is good, and which number a text writes. Its words are named sets; it looks at one text at a time and knows nothing of
// sheets and tables.
package lexicon

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"throughline/app/language"
	"throughline/app/metric"
)

// The words of spreadsheets, as data. All are in lower case and matched as whole words.

// gapMarks stand where a value is missing; none of them is zero.
var gapMarks = language.Set("sheet.missing")

// longestMark is the length of the longest of gapMarks.
const longestMark = len("unknown")

// totalWords name a row or column that adds others up, where they stand alone.
var totalWords = language.Set("sheet.totals")

// derivedWords say that numbers compare others; a label of nothing but these and comparedWords is no metric of its own.
var (
	derivedWords  = language.Set("sheet.derived")
	comparedWords = language.Set("sheet.compared")
)

// SumWords are those of totalWords that a sum can prove.
var SumWords = language.Set("sheet.sums")

// subtotalWords begin a label that adds rows up, whatever follows them.
var subtotalWords = language.Set("sheet.subtotals")

// ScenarioNames name the scenario of a column, a row or part of a name.
var ScenarioNames = sensed("sheet.scenarios", map[string]metric.Scenario{
	"actual": metric.AC, "plan": metric.PL, "forecast": metric.FC, "prior year": metric.PY,
})

// sensed is a section of words with what each stands for here.
func sensed[T any](section string, meanings map[string]T) map[string]T {
	all := map[string]T{}
	for word, sense := range language.Senses(section) {
		all[word] = meanings[sense]
	}
	return all
}

// ActualWords say that numbers are what happened, which goes without saying.
var ActualWords = language.Set("sheet.actuals")

// TargetWords are the plan words that mean a level to reach.
var TargetWords = language.Set("sheet.targets")

// MetaColumns are columns beside the values that describe a metric.
var MetaColumns = language.Senses("sheet.meta-columns")

// MetricColumns are headers of a column that names the metric of each row; valueColumns of the one with its value.
var (
	MetricColumns = language.Set("sheet.metric-columns")
	// PartColumns are those of MetricColumns whose rows may be parts of one thing: the items of a bridge.
	PartColumns  = language.Set("sheet.part-columns")
	ValueColumns = language.Set("sheet.value-columns")
)

// CodeColumns end the header of a column of numbers that only name things.
var CodeColumns = language.Set("sheet.code-columns")

// PlaceCodes are a header of such a column alone: a state or a shop that is given by its number.
var PlaceCodes = language.Set("sheet.place-codes")

// NumberWords end the header of such a column too, but alone they head a column of counts.
var NumberWords = language.Set("sheet.number-words")

// CalendarColumns are headers of columns that hold a part of the date.
var CalendarColumns = sensed("sheet.calendar-columns", map[string]metric.Grain{
	"year": metric.Year, "quarter": metric.Quarter, "month": metric.Month, "week": metric.Week, "day": metric.Day,
})

// DateWords make a column more likely the one that dates its rows.
var DateWords = language.Set("sheet.date-columns")

// unitWord is what a word in parentheses, after a name or in a unit column says about the numbers.
type unitWord struct {
	Kind     metric.Kind
	Symbol   string
	currency string
	scale    float64 // 0 for none
	percent  bool
	only     bool // counts only beside another unit word: "in", "figures"
}

// UnitWords are the units people write. Currency signs and codes come from their own tables.
var UnitWords = func() map[string]unitWord {
	all := map[string]unitWord{}
	for word, sense := range language.Senses("sheet.unit-words") {
		all[word] = unitWordOf(sense)
	}
	return all
}()

// unitWordOf reads what the table says of a unit: "scale 1e3", "currency EUR", "duration h", "count".
func unitWordOf(sense string) unitWord {
	what, of, _ := strings.Cut(sense, " ")
	switch what {
	case "percent":
		return unitWord{percent: true}
	case "filler":
		return unitWord{only: true}
	case "currency":
		return unitWord{currency: of}
	case "scale":
		scale, _ := strconv.ParseFloat(of, 64)
		return unitWord{scale: scale}
	}
	kinds := map[string]metric.Kind{"duration": metric.Duration, "number": metric.Number, "count": metric.Count}
	return unitWord{Kind: kinds[what], Symbol: of}
}

// Words of a metric's name that tell what its numbers are where neither format nor header does.
var (
	MoneyWords = language.Set("sheet.money")
	CountWords = language.Set("sheet.counts")
	RateWords  = language.Set("sheet.rates")
)

// Words of what a lone “m” in a header is minutes or metres of.
var (
	SpanWords   = language.Set("sheet.spans")
	LengthWords = language.Set("sheet.lengths")
)

// RetentionWords are rates that pass 100%.
var RetentionWords = language.Set("sheet.retention")

// polarityWords say which direction is good; the first word of a name that is listed decides, lower ones before higher,
// because "churn rate", "support cost per user" and "time to value" carry a good word too.
var polarityWords = func() []goodDirection {
	all := []goodDirection{{map[string]bool{}, metric.LowerBetter}, {map[string]bool{}, metric.HigherBetter}}
	for _, w := range language.Words("sheet.good-direction") {
		if w.Sense == "lower" {
			all[0].words[w.Text] = true
		} else {
			all[1].words[w.Text] = true
		}
	}
	return all
}()

type goodDirection struct {
	words map[string]bool
	is    metric.Polarity
}

// DatedWords name a column of dates, whatever format its numbers have.
var DatedWords = language.Set("sheet.dated")

// ScaleWords say that numbers are shortened.
var ScaleWords = language.Set("sheet.scales")

// ItemWords are amounts for one of something, which a line about all amounts (“in thousands”) does not mean.
var ItemWords = language.Set("sheet.per-item")

// NoteWords begin a line below a table that is no row of it.
var NoteWords = language.Set("sheet.notes")

// Tokens splits a name into lower-case words; "Channel0_spend" gives "channel0", "spend" and "dailyActiveUsers" stays one.
func Tokens(name string) []string {
	return strings.FieldsFunc(strings.ToLower(name), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '-' && r != '%'
	})
}

// HasWord reports whether a listed word, or a listed pair of neighbours, is in the name, and returns it.
func HasWord(name string, words map[string]bool) (string, bool) {
	ts := Tokens(name)
	for i, t := range ts {
		if i+1 < len(ts) && words[t+" "+ts[i+1]] {
			return t + " " + ts[i+1], true
		}
		if words[t] {
			return t, true
		}
	}
	return "", false
}

// PlainKey is how short labels are compared: lower case, without spaces around, a closing colon and surplus spaces.
func PlainKey(s string) string {
	s = strings.ToLower(s)
	if isTidy(s) {
		return s
	}
	return strings.TrimSpace(strings.TrimSuffix(strings.Join(strings.Fields(s), " "), ":"))
}

// isTidy recognises a text, as most are, of ASCII with single spaces and neither space nor colon at its end.
func isTidy(s string) bool {
	before := byte(' ')
	for _, c := range []byte(s) {
		if c < ' ' || c >= utf8.RuneSelf || c == ' ' && before == ' ' {
			return false
		}
		before = c
	}
	return before != ' ' && before != ':'
}

// suppressed reports a value given only as a bound, "<5" or "≥95": no number to compute with.
func suppressed(s string) bool {
	for _, sign := range []string{"<", ">", "≤", "≥", "~"} {
		if rest, ok := strings.CutPrefix(s, sign); ok {
			rest = strings.TrimSpace(strings.TrimPrefix(rest, "="))
			return rest != "" && rest[0] >= '0' && rest[0] <= '9'
		}
	}
	return false
}

// IsGap reports whether text marks a missing value.
func IsGap(s string) bool {
	s = strings.TrimSpace(s)
	if s == "" {
		return false
	}
	if len(s) <= longestMark && gapMarks[strings.ToLower(s)] {
		return true
	}
	if suppressed(s) {
		return true
	}
	return strings.Trim(s, "*") == "" || strings.Trim(s, "-–—") == ""
}

// IsCounted reports a name of people or things that are counted, and not of money or of so many for each of something.
func IsCounted(name string) bool {
	word, counted := HasWord(name, CountWords)
	if !counted || strings.HasSuffix(word, "ed") { // “churned” may be money
		return false
	}
	_, money := HasWord(name, MoneyWords)
	_, each := HasWord(name, ItemWords)
	return !money && !each
}

// IsMoney reports a name of an amount of money, with the word that says so. Its growth is none, and neither are points.
func IsMoney(name string) (string, bool) {
	word, money := HasWord(name, MoneyWords)
	_, scored := HasWord(name, ScoreWords)
	_, derived := HasWord(name, derivedWords)
	return word, money && !scored && !derived
}

// ScoreWords name numbers that are grades: whole, and no counts.
var ScoreWords = language.Set("sheet.scores")
