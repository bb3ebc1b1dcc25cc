package claim

import (
	"math"
	"strings"
	"unicode"
	"unicode/utf8"

	"throughline/app/language"
	"throughline/app/metric"
)

// The tables below tell a bare number that measures something from one that names, orders or dates it. A number that is
// wrongly called typed makes the writer distrust the next one, so where in doubt it is a name.
var (
	// labels come right before a number that names or orders: "step 3", "Art. 17", "ticket 48213".
	labels = language.Set("number.labels")
	// grades are labels whatever follows the number: "severity 1 calls".
	grades = language.Set("number.grades")
	// spans come before a span of time: "in 6 weeks".
	spans = language.Set("number.before-span")
	// fuzzy words may stand between those and the number: "in less than 2 weeks".
	fuzzy     = language.Set("number.roughly")
	timeUnits = language.Set("number.time-units")
	// long are the units that plans are made in; what takes that long is measured where a metric of time is named.
	long = language.Set("number.long-units")
	// afterSpan follow a span of time that stands on its own: "3 weeks ago".
	afterSpan = language.Set("number.after-span")
	// datedBy come before a year that no calendar of business reaches: "founded in 1897".
	datedBy = language.Set("number.before-year")
	// starters are words a sentence often begins with: their capital makes no name of the number after them.
	starters = language.Set("number.sentence-openers")
	// counted are nouns whose number is a measurement however small it is: "3 incidents" and not "3 steps".
	counted = language.Set("number.counted")
	// specified are the physical units that a product or a norm is described in: a number of these says which one is meant,
	// "the 110 kV ring", unless a metric is measured in them.
	specified = language.Set("number.specifying-units")
	// beforeDay words come before the day and the month of a date in digits: "am 10.11."
	beforeDay = language.Set("number.before-day")
	// memory is what has a size in bytes that describes it: "8 MB flash".
	memory = language.Set("number.memory")
	// ages are limits of age where people stand before them: "shoppers under 30".
	ages   = language.Set("number.ages")
	people = language.Set("number.people")
	// leading come before a number that a sentence says of something: "NPS rose to 12".
	leading = language.Set("number.before-value")
)

// bareNumber is a number without a sign, a unit or a scale, with what stands around it.
type bareNumber struct {
	words  []word
	i, end int
	n      typedNumber
	w      word
	before word   // zero for the first word
	next   string // the word behind it, in lower case, empty where punctuation parts them
	noun   string // that one, or the one after an adjective
	joined bool   // nothing but a space, or the full stop of an abbreviation, stands before it
	chain  bool   // the number before it in a list or a range was a name: "days 31 to 60"

	known    func(word) bool   // the words of metrics' names
	symbol   func(string) bool // the units of metrics
	timed    bool              // whether the sentence names a metric of time
	isTime   bool              // whether the number is a value of that metric
	versions bool              // whether it speaks of releases
	german   bool              // whether nouns have capitals
}

func bareAt(words []word, i, end int, n typedNumber) bareNumber {
	b := bareNumber{words: words, i: i, end: end, n: n, w: words[i]}
	if end < len(words) && words[end-1].after == "" {
		b.next = words[end].lower
		b.noun = b.next
		if end+1 < len(words) && words[end].after == "" && !counted[b.next] {
			b.noun = words[end+1].lower
		}
	}
	if i > 0 {
		b.before = words[i-1]
		b.joined = b.before.after == "" || b.before.after == "." && labels[b.before.lower]
	}
	return b
}

// isLabel reports whether a word comes before numbers that name or order, in the singular or the plural: "wards 3 and 5".
func isLabel(w word) bool { return labels[w.lower] || !counted[w.lower] && labels[stem(w.lower)] }

// verdict is what a naming makes of a number.
type verdict uint8

const (
	open verdict = iota
	named
	measured
)

func nameIf(is bool) verdict {
	if is {
		return named
	}
	return open
}

// namings are the ways in which a bare number names, orders or dates something instead of measuring it. The first that
// is not open decides; a number that all leave open is measured.
var namings = []func(b *bareNumber) verdict{
	func(b *bareNumber) verdict {
		return nameIf(isCalendarYear(b.w.text, b.before.lower) && !counted[b.next] || proportions[b.w.text])
	},
	func(b *bareNumber) verdict { return nameIf(isListNumber(b.words, b.i) || isPhone(b.words, b.i)) },
	func(b *bareNumber) verdict { return nameIf(isDate(b.words, b.i, b.next)) },
	func(b *bareNumber) verdict { return nameIf(b.chain && !counted[b.next] && !counted[b.noun]) },
	func(b *bareNumber) verdict { return nameIf(b.specifies() || b.isAge() || b.isShortYear()) },
	func(b *bareNumber) verdict {
		if b.end < len(b.words) && strings.ContainsAny(b.words[b.end].before, "“\"'‘«") {
			return nameIf(b.joined && labels[b.before.lower]) // nothing is known of what follows
		}
		return open
	},
	inTimeUnits,
	func(b *bareNumber) verdict {
		label := b.joined && (isLabel(b.before) || isMonth(b.before))
		return nameIf(label && (!counted[b.next] || grades[b.before.lower] || properName(b.before)))
	},
	func(b *bareNumber) verdict {
		return nameIf(b.joined && properName(b.before) && !b.known(b.before) && !strings.ContainsAny(b.w.text, ",’'\u00a0\u202f"))
	},
	func(b *bareNumber) verdict { return nameIf(b.isVersion() || b.opensName()) },
	func(b *bareNumber) verdict {
		if b.n.vague && !counted[b.next] && !counted[b.noun] {
			return nameIf(b.n.value <= smallCount)
		}
		return open
	},
	smallCounts,
}

// isName reports whether a bare number names, orders or dates something instead of measuring it.
func (b *bareNumber) isName() bool {
	for _, naming := range namings {
		if v := naming(b); v != open {
			return v == named
		}
	}
	return false
}

// inTimeUnits tells "in 6 weeks" from "takes 4 days". What is said to a decimal was measured.
func inTimeUnits(b *bareNumber) verdict {
	if !timeUnits[b.next] && !isTimeUnit(b.next) {
		return open
	}
	if b.isTime {
		return measured
	}
	whole := b.n.value == math.Trunc(b.n.value)
	if whole && (isSpan(b.words, b.i, b.end) || !b.timed && ages[b.before.lower]) || long[b.next] && !b.timed {
		return named
	}
	return measured
}

// specifies tells "the 110 kV ring" from a measurement: what is described in a unit that no metric is measured in.
func (b *bareNumber) specifies() bool {
	if b.next == "" {
		return false
	}
	unit := b.words[b.end].text
	return specified[unit] && !b.symbol(unit)
}

// isAge tells "shoppers under 30" from "under 30 complaints".
func (b *bareNumber) isAge() bool {
	if b.i < 2 || !b.joined || !ages[b.before.lower] {
		return false
	}
	who := b.words[b.i-2]
	return (people[who.lower] || people[who.lower+"s"]) && who.after == "" &&
		b.n.value >= 5 && b.n.value <= 100 && !counted[b.next]
}

// isShortYear reports whether a number is a year without its century: "spring '27".
func (b *bareNumber) isShortYear() bool {
	return len(b.w.text) == 2 && (b.w.before == "'" || b.w.before == "’") && !counted[b.next] && !strings.ContainsAny(b.w.after, "'’")
}

// isVersion tells "the 2.0 launch" from a measurement of 2.0.
func (b *bareNumber) isVersion() bool {
	return decimal.MatchString(b.w.text) && (b.versions || released[b.next]) && !b.known(b.before)
}

// opensName tells "737 MAX" and "365 Copilot": a name goes on in capitals. German nouns always do.
func (b *bareNumber) opensName() bool {
	if b.next == "" || counted[b.next] || counted[b.noun] || strings.ContainsAny(b.w.text, ",.’'") {
		return false
	}
	text := b.words[b.end].text
	first, _ := utf8.DecodeRuneInString(text)
	return unicode.IsUpper(first) && (!b.german || strings.ToUpper(text) == text && len(text) > 1)
}

// smallCounts leaves alone a small number of things that nobody measures, unless a sentence says it of a metric.
func smallCounts(b *bareNumber) verdict {
	if ranking[b.next] && b.n.value <= 5*smallCount {
		return named // "the 25 largest customers"
	}
	if b.n.value > smallCount || b.n.value != math.Trunc(b.n.value) || strings.ContainsAny(b.w.text, ".,") {
		return measured
	}
	if counted[b.next] || counted[b.noun] && !ranking[b.next] {
		return measured
	}
	if b.joined && leading[b.before.lower] && b.next == "" && anyKnown(b.words[:b.i], b.w.sentence, b.known) {
		return measured
	}
	return named
}

var (
	// released are what a version number stands before.
	released = language.Set("number.released")
	// ranking words say that a number picks some out, and does not count them: "our 3 largest customers".
	ranking = language.Set("number.ranking")
	// speaksOfVersions are the words of a sentence whose decimals are versions.
	speaksOfVersions = language.Set("number.versions")
	// chaining words join the numbers of a list or a range.
	chaining = language.Set("number.chaining")
)

// smallCount is up to where a number of things that nobody measures is taken for part of the wording: "3 steps".
const smallCount = 20

// proportions are numbers that stand for something else: hours and days of service, splits that everybody knows.
var proportions = language.Set("number.proverbial")

func anyKnown(words []word, sentence int, known func(word) bool) bool {
	for i := len(words) - 1; i >= 0 && words[i].sentence == sentence; i-- {
		if known(words[i]) {
			return true
		}
	}
	return false
}

// properName reports whether a word with a number after it is a name: Windows 11, iPhone 15, macOS 14.
func properName(w word) bool {
	first, _ := utf8.DecodeRuneInString(w.text)
	if !unicode.IsUpper(first) {
		return strings.IndexFunc(w.text, unicode.IsUpper) > 0
	}
	return !w.opensSentence || !starters[w.lower]
}

func isYear(text string) bool {
	return len(text) == 4 && (strings.HasPrefix(text, "19") || strings.HasPrefix(text, "20")) && onlyDigits(text) == text
}

func isCalendarYear(text, before string) bool {
	if len(text) != 4 || onlyDigits(text) != text {
		return false
	}
	return text >= "1950" && text <= "2060" || datedBy[before] && text >= "1500" && text <= "2100"
}

// isListNumber reports whether a number opens an item of a list or a numbered heading: "1. …", "4.2 Results".
func isListNumber(words []word, i int) bool {
	w := words[i]
	if !w.opensLine {
		return false
	}
	heading := w.after == "" && decimal.MatchString(w.text) && i+1 < len(words) && words[i+1].lower != words[i+1].text
	return heading || strings.ContainsAny(w.after, ".)") || strings.HasPrefix(w.before, "(") && strings.HasPrefix(w.after, ")")
}

// isPhone reports whether a number is part of one that is dialled: three or more groups of digits, or two where the first
// says so, that are no thousands.
func isPhone(words []word, i int) bool {
	first, last := i, i
	for first > 0 && dialled(words[first-1]) != "" && !strings.ContainsAny(words[first-1].after, ".,") {
		first--
	}
	for last+1 < len(words) && dialled(words[last+1]) != "" && !strings.ContainsAny(words[last].after, ".,") {
		last++
	}
	lead := dialled(words[first])
	abroad := strings.HasPrefix(lead, "+") || strings.HasPrefix(lead, "0")
	switch {
	case first == last:
		return (strings.HasPrefix(lead, "+") || strings.HasPrefix(lead, "00")) && len(lead) > 7
	case last > first && abroad:
		return true
	}
	return last-first >= 2 && !inThousands(words[first:last+1])
}

// dialled returns the digits of a word that may be part of a telephone number, "" for another word.
func dialled(w word) string {
	text := strings.Trim(w.text, "()-/")
	if plain := strings.ReplaceAll(strings.TrimPrefix(text, "+"), "-", ""); onlyDigits(plain) != plain {
		return ""
	}
	return text
}

// inThousands reports whether words are one number with spaces between its thousands: 1 204 000.
func inThousands(words []word) bool {
	if len(words[0].text) > 3 || strings.HasPrefix(words[0].text, "0") {
		return false
	}
	for _, w := range words[1:] {
		if len(w.text) != 3 {
			return false
		}
	}
	return true
}

// isDate reports whether a number is the day of a date: "12 Dec", "12. Dezember", "24 and 25 Dec", "am 10.11.", "9 am".
func isDate(words []word, i int, next string) bool {
	w := words[i]
	switch next {
	case "am", "pm", "uhr", "o'clock", "o’clock":
		return true
	case "h": // de 9 h à 13 h
		at := func(k int, text string) bool { return k >= 0 && k < len(words) && words[k].lower == text }
		return at(i+2, "à") && at(i+4, "h") || at(i-1, "à") && at(i-2, "h")
	}
	if len(w.text) <= 2 && beforeMonth(words[i:], next) {
		return true
	}
	// a day and a month in German
	return i > 0 && w.after == "." && decimal.MatchString(w.text) && beforeDay[words[i-1].lower]
}

// beforeMonth reports whether words go on from a day to its month.
func beforeMonth(words []word, next string) bool {
	follows := func(k int) bool { return k < len(words) && isMonth(words[k]) }
	if joined := words[0].after == "" || words[0].after == "."; joined && (follows(1) || next == "of" && follows(2)) {
		return true
	}
	return chaining[next] && len(words) > 2 && len(words[2].text) <= 2 && follows(3)
}

func isTimeUnit(next string) bool {
	unit, _, ok := strings.Cut(next, "-")
	return ok && timeUnits[unit]
}

// isSpan reports whether a number of time units says how long or when, "in less than 6 weeks", and does not measure how
// long something takes.
func isSpan(words []word, i, end int) bool {
	if end+1 < len(words) && words[end].after == "" && afterSpan[words[end+1].lower] {
		return true
	}
	k := i - 1
	for k >= 0 && words[k].after == "" && fuzzy[words[k].lower] && !spans[words[k].lower] {
		k--
	}
	if k < 0 || words[k].sentence != words[i].sentence {
		return true // a sentence that begins with a span
	}
	return words[k].after == "" && spans[words[k].lower] || strings.HasPrefix(words[i].before, "(")
}

// isMonth reports whether a word is a month. "may" and "march" are months with a capital alone.
func isMonth(w word) bool {
	if w.lower == w.text && (w.lower == "may" || w.lower == "march" || w.lower == "mar") {
		return false
	}
	b, ok := metric.ParseBarePeriod(w.text)
	return ok && b.Grain == metric.Month && unicode.IsLetter(rune(w.text[0])) && len(w.text) >= 3
}
