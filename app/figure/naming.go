package figure

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"throughline/app/metric"
)

// The tables below tell a bare number that measures something from one that names, orders or dates it. A number that is
// wrongly called typed makes the writer distrust the next one, so where in doubt it is a name.
var (
	// labels come right before a number that names or orders: "step 3", "Art. 17", "ticket 48213".
	labels = set(`no nos nr number step phase tier level version v week day month quarter year page pages pp section sections chapter item
		option priority table series type class part appendix annex sprint release top wave stage round point goal question line sheet
		room article art clause paragraph para abs § rule directive regulation law standard form schedule exhibit figure fig chart
		ticket case issue bug incident request invoice contract order ref id build port error code gate flight bus route highway
		building block floor zone area unit lot ward district platform terminal dock cohort group arm team squad track plan scenario
		variant model generation gen grade rank place position aged age slide row column cell track lane bay exit size batch shift
		milestone objective okr kr workstream package module episode season volume vol edition half-year pillar principle theorem
		schritt stufe seite kapitel abschnitt artikel woche tag kw étape article niveau semaine page`)
	// spans come before a span of time: "in 6 weeks".
	spans = set(`in within after for next last past over every first per a an the of previous another coming following before until
		and or from to by our your their this that these those each with final remaining plus`)
	// fuzzy words may stand between those and the number: "in less than 2 weeks".
	fuzzy     = set("about roughly around nearly almost only just under over at least most up to less more than approximately some c ca exactly another")
	timeUnits = set(`second seconds sec secs minute minutes min mins hour hours h day days business working calendar week weeks month months quarter
		quarters year years sprint sprints am pm o'clock o’clock uhr night nights weekend weekends
		stunde stunden tag tage tagen woche wochen monat monate monaten quartal quartale jahr jahre jahren heure heures jour jours
		semaine semaines mois an ans année années`)
	// long are the units that plans are made in; what takes that long is measured where a metric of time is named.
	long = set(`week weeks month months quarter quarters year years sprint sprints woche wochen monat monate monaten quartal quartale jahr
		jahre jahren semaine semaines mois ans an année années`)
	// afterSpan follow a span of time that stands on its own: "3 weeks ago".
	afterSpan = set(`ago earlier later early late old long before after notice ahead away apart from of into since plan trial pilot
		contract period window term cycle sprint roadmap`)
	// datedBy come before a year that no calendar of business reaches: "founded in 1897".
	datedBy = set("in since from until by of early late mid circa founded © year before after")
	// starters are words a sentence often begins with: their capital makes no name of the number after them.
	starters = set(`a about above after all almost already an and another around at below but by each every exactly for from had has have
		in is just less more nearly no now of on only our over roughly since some still than that the their these they this
		those to under up was we were with yet you your today currently overall total another nearly within between across
		last next during despite while when if because most many at least both there`)
	// counted are nouns whose number is a measurement however small it is: "3 incidents" and not "3 steps".
	counted = set(`customer customers user users account accounts client clients trial trials signup signups sign-up sign-ups subscriber
		subscribers subscription subscriptions member members ticket tickets incident incidents outage outages defect defects complaint
		complaints call calls orders shipment shipments deliveries parcel parcels units device devices returns claim claims
		patient patients visit visits admission admissions appointment appointments download downloads session sessions visitor visitors lead
		leads deal deals opportunities contracts renewals cancellations seats licences licenses employees applicants applications
		transactions payments invoices respondents students citizens residents households passengers trips rides bookings
		vehicles installs logins views clicks errors failures crashes alerts stars degrees tonnes points votes prospects buyers
		kunden nutzer tickets patienten bestellungen clients utilisateurs commandes`)
	// leading come before a number that a sentence says of something: "NPS rose to 12".
	leading = set("is was are were at to of from by reached hit stands stood totals totalled averaged averages equals only just about around nearly almost")
)

// isName reports whether the bare number at words[i:end] names, orders or dates something instead of measuring it. known
// tells the words of metrics' names, timed whether the sentence names a metric of time.
func isName(words []word, i, end int, n typedNumber, known func(word) bool, timed bool) bool {
	w := words[i]
	next, noun := "", ""
	if end < len(words) && words[end-1].after == "" {
		next = words[end].lower
		noun = next
		if end+1 < len(words) && words[end].after == "" && !counted[next] {
			noun = words[end+1].lower
		}
	}
	var before word
	if i > 0 {
		before = words[i-1]
	}
	joined := i > 0 && (before.after == "" || before.after == "." && labels[before.lower])
	switch {
	case isCalendarYear(w.text, before.lower), isListNumber(words, i), isPhone(words, i), isDate(words, i, next), proportions[w.text]:
		return true
	case end < len(words) && strings.ContainsAny(words[end].before, "“\"'‘«"):
		return joined && labels[before.lower]
	case timeUnits[next] || isTimeUnit(next):
		return isSpan(words, i, end) || long[next] && !timed
	case joined && (labels[before.lower] || isMonth(before)) && !(counted[next] && !properName(before)):
		return true
	case joined && properName(before) && !known(before) && !strings.ContainsAny(w.text, ",’'\u00a0\u202f"):
		return true
	case n.vague && !counted[next] && !counted[noun]:
		return n.value <= smallCount
	case n.value > smallCount || n.value != float64(int(n.value)) || strings.ContainsAny(w.text, ".,"):
		return false
	}
	return !(counted[next] || counted[noun] || joined && leading[before.lower] && next == "" && anyKnown(words[:i], w.sentence, known))
}

// smallCount is up to where a number of things that nobody measures is taken for part of the wording: "3 steps".
const smallCount = 20

// proportions are numbers that stand for something else: hours and days of service, splits that everybody knows.
var proportions = set("360 365 50/50 80/20 24/7 404 401")

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
	digits := func(k int) string {
		text := strings.Trim(words[k].text, "()-/")
		if onlyDigits(strings.ReplaceAll(strings.TrimPrefix(text, "+"), "-", "")) != strings.ReplaceAll(strings.TrimPrefix(text, "+"), "-", "") {
			return ""
		}
		return text
	}
	first, last := i, i
	for first > 0 && words[first-1].after != "." && words[first-1].after != "," && digits(first-1) != "" {
		first--
	}
	for last+1 < len(words) && words[last].after != "." && words[last].after != "," && digits(last+1) != "" {
		last++
	}
	lead := digits(first)
	return last-first >= 2 || last > first && (strings.HasPrefix(lead, "+") || strings.HasPrefix(lead, "0")) ||
		first == last && (strings.HasPrefix(lead, "+") || strings.HasPrefix(lead, "00")) && len(lead) > 7
}

// isDate reports whether a number is the day of a date: "12 Dec", "12. Dezember", "am 10.11.", "9 am".
func isDate(words []word, i int, next string) bool {
	w := words[i]
	if next == "am" || next == "pm" || next == "uhr" || next == "o'clock" || next == "o’clock" {
		return true
	}
	if i+1 < len(words) && (w.after == "" || w.after == ".") && isMonth(words[i+1]) && len(onlyDigits(w.text)) <= 2 {
		return true
	}
	if i+2 < len(words) && words[i+1].lower == "of" && isMonth(words[i+2]) && len(w.text) <= 2 {
		return true
	}
	if i > 0 && w.after == "." && decimal.MatchString(w.text) { // a day and a month in German
		switch words[i-1].lower {
		case "am", "bis", "vom", "zum", "ab", "until", "by", "on":
			return true
		}
	}
	return false
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
