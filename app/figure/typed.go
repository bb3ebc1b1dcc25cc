package figure

import (
	"math"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"throughline/app/brief"
	"throughline/app/metric"
)

// Typed is a number that was typed by hand. Start and End are byte offsets in the text.
type Typed struct {
	Start, End int
	Text       string
	Value      float64 // percentages are fractions
	Bare       bool    // digits alone, with no sign, unit or scale
	Figure     string  // the figure that prints the same number; empty where no metric has it
	Occurrence int     // of TypedAt: which of several equal ones of its text it is, from 0
	Reason     string  // of TypedAt: why it was typed, empty where nobody said
}

// Typed finds the numbers of a text that were typed by hand and say something measured. Dates, years, quarters,
// ordinals, versions, names ("Windows 11"), labels ("step 3") and spans of time ("in 6 weeks") are none.
func (r *Resolver) Typed(text string) []Typed {
	words := wordsOf(withoutFigures(text))
	var found []Typed
	for i := 0; i < len(words); i++ {
		n, used := readNumber(words[i:])
		if used == 0 || n.bare() && isName(words, i, i+used) {
			continue
		}
		last := words[i+used-1]
		t := Typed{Start: words[i].start, End: last.end, Text: text[words[i].start:last.end], Value: n.value, Bare: n.bare()}
		t.Figure = r.figureFor(n, t.Text, brief.SentenceAt(text, t.Start))
		found = append(found, t)
		i += used - 1
	}
	return found
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

// withoutFigures blanks out the figures of a text and keeps every offset.
func withoutFigures(text string) string {
	tokens, errs := Scan(text)
	if len(tokens) == 0 && len(errs) == 0 {
		return text
	}
	b := []byte(text)
	blank := func(start, end int) {
		for i := start; i < end; i++ {
			b[i] = '_'
		}
	}
	for _, t := range tokens {
		blank(t.Start, t.End)
	}
	for _, e := range errs {
		blank(e.Start, e.End)
	}
	return string(b)
}

// word is what stands between spaces, without the punctuation around it.
type word struct {
	start, end    int
	text          string // without punctuation
	opensSentence bool
	opensLine     bool
	after         string // the punctuation that follows it
}

const (
	punctuationBefore = "(“\"'‘[«—–"
	punctuationAfter  = ".,;:!?)”\"'’]»—–…"
)

func wordsOf(text string) []word {
	var words []word
	opensSentence, opensLine := true, true
	for i := 0; i < len(text); {
		c, size := utf8.DecodeRuneInString(text[i:])
		if unicode.IsSpace(c) && c != '\u00a0' && c != '\u202f' {
			if c == '\n' {
				opensLine, opensSentence = true, true
			}
			i += size
			continue
		}
		end := i
		for end < len(text) {
			c, size := utf8.DecodeRuneInString(text[end:])
			if unicode.IsSpace(c) && c != '\u00a0' && c != '\u202f' {
				break
			}
			end += size
		}
		raw := text[i:end]
		core := strings.TrimLeft(raw, punctuationBefore)
		start := i + len(raw) - len(core)
		core = strings.TrimRight(core, punctuationAfter)
		w := word{start: start, end: start + len(core), text: core, opensSentence: opensSentence, opensLine: opensLine, after: text[start+len(core) : end]}
		words = append(words, w)
		opensSentence, opensLine = strings.ContainsAny(w.after, ".!?…:"), false
		i = end
	}
	return words
}

// typedNumber is a number as it was typed.
type typedNumber struct {
	value, step float64 // step is one unit of the last digit typed; percentages are fractions
	digits      int     // significant digits
	sign        unitSign
	scale       bool // "k", "million" …
}

// unitSign says what was typed beside the digits.
type unitSign uint8

const (
	noSign unitSign = iota
	percentSign
	pointsSign
	currencySign
	timesSign
)

// bare reports whether nothing but the context can tell a measured number from a name.
func (n typedNumber) bare() bool { return n.sign == noSign && !n.scale }

// suffixes are what may stand right after the digits or as a word of its own, with the factor they bring.
var suffixes = map[string]struct {
	factor float64
	sign   unitSign
}{
	"%": {0.01, percentSign}, "percent": {0.01, percentSign}, "pp": {0.01, pointsSign},
	"k": {1e3, noSign}, "K": {1e3, noSign}, "M": {1e6, noSign}, "m": {1e6, noSign}, "mn": {1e6, noSign}, "bn": {1e9, noSign},
	"B": {1e9, noSign}, "thousand": {1e3, noSign}, "million": {1e6, noSign}, "billion": {1e9, noSign},
	"€": {1, currencySign}, "$": {1, currencySign}, "£": {1, currencySign}, "EUR": {1, currencySign}, "USD": {1, currencySign},
	"GBP": {1, currencySign}, "CHF": {1, currencySign}, "x": {1, timesSign}, "×": {1, timesSign},
}

var numberWord = regexp.MustCompile(`^([+−-])?(US\$|[$€£¥])?(\d+(?:[.,’'\x{00a0}\x{202f}]\d+)*)[\x{00a0}\x{202f}]?(%|pp|[kKMmBx×]|mn|bn)?([€$£])?$`)

// readNumber reads the number that begins with the first of some words and answers how many of them it takes, 0 where
// they begin with none.
func readNumber(words []word) (n typedNumber, used int) {
	m := numberWord.FindStringSubmatch(words[0].text)
	if m == nil {
		return n, 0
	}
	value, ok := metric.Format{}.Entered(m[3], metric.Unit{})
	if !ok {
		return n, 0
	}
	n = typedNumber{value: value}
	n.step, n.digits = precisionOf(m[3], value)
	if m[2] != "" {
		n.sign = currencySign
	}
	n.suffix(m[4])
	n.suffix(m[5])
	used = 1
	// "14 percent", "$12.6 million", "12.6 M €"
	for used < len(words) && words[used-1].after == "" && standsAlone(words[used].text) && n.suffix(words[used].text) {
		used++
	}
	return n, used
}

// precisionOf tells how exactly a number was typed: one unit of its last digit, and its significant digits. The zeros
// of 20 or 1,500 mean "about"; those after a decimal separator are meant.
func precisionOf(typed string, value float64) (step float64, digits int) {
	all := strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return -1
		}
		return r
	}, typed)
	separator := strings.LastIndexAny(typed, ".,")
	decimals := len(typed) - separator - 1
	if separator >= 0 && (value != math.Trunc(value) || decimals != 3) { // three digits of a whole number are thousands
		return math.Pow10(-decimals), len(strings.TrimLeft(all, "0"))
	}
	return 1, len(strings.Trim(all, "0"))
}

// suffix takes in what stands after the digits, and answers whether it is a suffix at all.
func (n *typedNumber) suffix(text string) bool {
	s, ok := suffixes[text]
	if ok {
		n.value *= s.factor
		n.step *= s.factor
		n.scale = n.scale || s.factor > 1
		n.sign = max(n.sign, s.sign)
	}
	return ok
}

// standsAlone reports whether a suffix may be a word of its own: a single letter may not.
func standsAlone(suffix string) bool {
	return len(suffix) > 1 || suffix == "%" || suffix == "$"
}

// Words that, before a bare number, make it a label, a span of time or part of a name rather than a measurement.
var (
	labels = set("no", "number", "step", "phase", "tier", "level", "version", "week", "day", "month", "quarter", "year", "page",
		"section", "chapter", "item", "option", "priority", "table", "series", "type", "class", "part", "appendix", "sprint", "release",
		"top", "wave", "stage", "round", "point", "goal", "question", "weeks", "days", "months", "line", "sheet", "room")
	spans = set("in", "within", "after", "for", "next", "last", "past", "over", "every", "first", "per", "a", "an", "the", "of", "previous",
		"another", "coming", "about")
	timeUnits = set("second", "seconds", "minute", "minutes", "hour", "hours", "day", "days", "week", "weeks", "month", "months", "quarter",
		"quarters", "year", "years", "sprint", "sprints", "am", "pm", "o'clock", "o’clock")
	// starters are words a sentence often begins with: their capital makes no name of the number after them.
	starters = set("a", "about", "above", "after", "all", "almost", "already", "an", "and", "another", "around", "at", "below", "but",
		"by", "each", "every", "exactly", "for", "from", "had", "has", "have", "in", "is", "just", "less", "more", "nearly", "no", "now",
		"of", "on", "only", "our", "over", "roughly", "since", "some", "still", "than", "that", "the", "their", "these", "they", "this",
		"those", "to", "under", "up", "was", "we", "were", "with", "yet", "you", "your")
)

func set(words ...string) map[string]bool {
	m := make(map[string]bool, len(words))
	for _, w := range words {
		m[w] = true
	}
	return m
}

// isName reports whether the bare number at words[i:end] names something instead of measuring it.
func isName(words []word, i, end int) bool {
	n := words[i]
	next := ""
	if end < len(words) && n.after == "" {
		next = strings.ToLower(words[end].text)
	}
	if isYear(n.text) || isListNumber(n) || isMonth(next) || next == "am" || next == "pm" {
		return true
	}
	return i > 0 && namedBy(words[i-1], next)
}

func isYear(text string) bool {
	return len(text) == 4 && (strings.HasPrefix(text, "19") || strings.HasPrefix(text, "20"))
}

// isListNumber reports whether a number opens an item of a list: "1. …".
func isListNumber(n word) bool { return n.opensLine && strings.ContainsAny(n.after, ".)") }

// namedBy reports whether the word before a bare number makes it a name, a label or, with the word after it in lower
// case, a span of time: "Windows 11", "step 3", "in 6 weeks".
func namedBy(before word, next string) bool {
	lower := strings.ToLower(before.text)
	month := isMonth(lower)
	switch first, _ := utf8.DecodeRuneInString(before.text); {
	case before.after != "" && !month:
		return false
	case month, labels[lower]:
		return true
	case timeUnits[next]:
		return spans[lower]
	default:
		return unicode.IsUpper(first) && (!before.opensSentence || !starters[lower])
	}
}

func isMonth(s string) bool {
	b, ok := metric.ParseBarePeriod(s)
	return ok && b.Grain == metric.Month && unicode.IsLetter(rune(s[0])) && len(s) >= 3
}

// knownValue is a number some metric has, with the figure that prints it.
type knownValue struct {
	metric, view string
	value        metric.Value
	past         bool // a level of the past, one of many
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
				r.known = append(r.known, knownValue{metric: m.Name, view: v.Name, value: value})
			}
		}
	}
	for _, m := range r.brief.Metrics {
		s := m.Actual()
		if s == nil {
			continue
		}
		for _, p := range s.Points {
			view := p.Category
			if !p.Period.IsZero() {
				view = p.Period.Label()
			}
			value := metric.Value{Unit: m.Unit, Number: p.Value, Period: p.Period}
			r.known = append(r.known, knownValue{metric: m.Name, view: view, value: value, past: true})
		}
	}
	return r.known
}

// figureFor returns the figure that prints a typed number, or "". Where several do, one whose metric the sentence names
// comes first; a number of one digit, and a past level of a metric that is not named, would fit by chance.
func (r *Resolver) figureFor(n typedNumber, text, sentence string) string {
	best := ""
	sentence = strings.ToLower(strings.Replace(sentence, text, "", 1))
	for _, k := range r.knownValues() {
		if !n.fits(k.value) {
			continue
		}
		named := mentions(sentence, k.metric)
		if k.past && !named && n.digits < 3 {
			continue
		}
		view := k.view
		if view == "latest" {
			view = ""
		}
		if named {
			return Write(k.metric, view, "")
		}
		if best == "" {
			best = Write(k.metric, view, "")
		}
	}
	return best
}

// fits reports whether a value rounds to the typed number; signs are left to the words around it.
func (n typedNumber) fits(v metric.Value) bool {
	isPoints := v.Unit == metric.Points
	switch n.sign {
	case percentSign:
		if v.Unit.Kind != metric.Percent || isPoints {
			return false
		}
	case pointsSign:
		if !isPoints {
			return false
		}
	case currencySign:
		if v.Unit.Kind != metric.Currency {
			return false
		}
	default:
		if v.Unit.Kind == metric.Percent {
			return false
		}
	}
	off := math.Abs(math.Abs(v.Number) - n.value)
	if n.digits < 2 {
		return off <= 1e-6*n.value && n.sign != noSign
	}
	return off <= n.step/2*(1+1e-9)
}

// mentions reports whether a sentence in lower case holds a telling word of a metric's name.
func mentions(sentence, name string) bool {
	for _, w := range strings.Fields(strings.ToLower(name)) {
		if len(w) >= 3 && strings.Contains(sentence, w) {
			return true
		}
	}
	return false
}
