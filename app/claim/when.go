package claim

import (
	"strings"

	"throughline/app/language"
	"throughline/app/metric"
)

// moment is a period that a sentence names, with the words before it that say what for.
type moment struct {
	first, last int // indexes of its words
	period      metric.Period
	bare        metric.BarePeriod // where no year was named
	relative    string            // "last year", "year on year": told from the newest value
	months      int               // "over the past six months": how long; 0 for a period that is named
	season      int               // the month that a season begins with: "spring"; 0 for other periods
	ended       bool              // "last year" may be the one that ended, or the time to now
	basis       bool              // whether something is compared with it, whatever stands before it
	by          string            // the preposition before it, in lower case: "since", "from", "in"
	during      bool              // whether it stands right behind the verb: "rose in October"
}

// moments are the periods of a sentence, in order.
type moments []moment

// relatives are the periods that are told from today, with what they are compared by.
var relatives = language.Senses("claim.relative-periods")

// periodsIn finds the periods of a sentence: up to four words that read as one, or a month, quarter or week without its
// year.
func periodsIn(words []word, s span) moments {
	var found moments
	for i := s.start; i < s.end; i++ {
		if words[i].figure >= 0 {
			continue
		}
		m, used := momentAt(words, i, s.end)
		if used == 0 {
			m, used = stretchAt(words, s.start, i, s.end)
		}
		if used == 0 {
			continue
		}
		m.first, m.last = i, i+used-1
		m.by = preposition(words[s.start:i])
		found = append(found, m)
		i += used - 1
	}
	return found
}

// periodsOf finds the periods of a sentence of the passage, once for all the numbers in it. The answer is not to be changed.
func (p *passage) periodsOf(sentence int) moments {
	found, ok := p.periods[sentence]
	if !ok {
		if p.periods == nil {
			p.periods = map[int]moments{}
		}
		found = periodsIn(p.words, p.sentence(sentence))
		p.periods[sentence] = found
	}
	return found
}

// preposition returns the word that says what the period behind some words is for. "Than in January" compares.
func preposition(words []word) string {
	by := ""
	for k := len(words) - 1; k >= 0 && k >= len(words)-3; k-- {
		w := words[k]
		if w.after != "" || by != "" && !comparing[w.lower] {
			break
		}
		if prepositions[w.lower] {
			by = w.lower
		}
	}
	return by
}

// stretchAt reads a time that ends now: "over the past six months", "in twelve months".
func stretchAt(words []word, start, i, end int) (m moment, used int) {
	number, unit, used := spanAt(words, i, end)
	months := int(number * monthsIn[unit])
	if used == 0 || months == 0 || i == start {
		return m, 0
	}
	before := i - 1
	for before > start && stretching[words[before].lower] {
		before--
	}
	if !stretches[words[before].lower] || words[i-1].after != "" {
		return m, 0
	}
	return moment{months: months}, used
}

var (
	// stretches are the words before a time that ends now.
	stretches = language.Set("form.stretches")
	// stretching may stand between those and the number: "over the past six months".
	stretching = language.Set("form.stretching")
)

// isSeason reports whether the name of a season means the latest one: not "spring of last year", "last spring".
func isSeason(words []word, i, end int) bool {
	if i > 0 && endedWords[words[i-1].lower] {
		return false
	}
	return i+1 >= end || words[i].after != "" || !ofWords[words[i+1].lower]
}

var (
	// seasons are the months that seasons begin with, as the northern half of the world has them.
	seasons = language.Numbers("form.seasons")
	// endedWords come before a year or a season that may be over: "last year".
	endedWords = language.Set("form.ended")
	// ofWords come between a season and its year.
	ofWords = language.Set("form.of")
)

var comparing = language.Set("claim.comparing")

var prepositions = language.Set("claim.prepositions")

func momentAt(words []word, i, end int) (m moment, used int) {
	var joined []string
	for n := 1; n <= 4 && i+n <= end; n++ {
		w := words[i+n-1]
		if w.figure >= 0 {
			break
		}
		joined = append(joined, strings.TrimSuffix(strings.TrimSuffix(w.text, "'s"), "’s"))
		text := strings.Join(joined, " ")
		if found, ok := momentOf(words, i, end, text, n); ok && (used == 0 || found.bare.Grain == metric.GrainNone) {
			m, used = found, n
		}
		if w.after != "" && w.after != "," && w.after != "." {
			break
		}
	}
	return m, used
}

// momentOf reads the first n words from one on, joined in text, as a period.
func momentOf(words []word, i, end int, text string, n int) (m moment, ok bool) {
	lower := strings.ToLower(text)
	if by, ok := relatives[lower]; ok {
		first, _, _ := strings.Cut(lower, " ")
		return moment{relative: by, ended: endedWords[first]}, true
	}
	if begins := seasons[lower]; begins > 0 && isSeason(words, i, end) {
		return moment{season: int(begins)}, true
	}
	if p, ok := metric.ParsePeriod(text); ok && (n > 1 || saysPeriod(words, i)) {
		return moment{period: p}, true
	}
	b, ok := metric.ParseBarePeriod(text)
	return moment{bare: b}, ok && (b.Grain != metric.Month || isMonth(words[i]))
}

// saysPeriod keeps bare digits from passing for a year, as in "2,040" or "at 2000".
func saysPeriod(words []word, i int) bool {
	w := words[i]
	if onlyDigits(w.text) != w.text {
		return true
	}
	return isYear(w.text) && i > 0 && (prepositions[words[i-1].lower] || words[i-1].lower == "the")
}

// sinceWords come before the period from which something is told.
var sinceWords = language.Set("claim.since")

// names reports whether the moments name the period of a known value; without any, whether it is a view of its own.
func (ms moments) names(k knownValue) bool {
	if len(ms) == 0 {
		return !k.past
	}
	for _, m := range ms {
		if m.months > 0 {
			continue
		}
		p := k.value.Period
		if k.value.Kind != metric.Level {
			p = k.value.Base
		}
		if !m.period.IsZero() && m.period == p || m.bare.Grain != metric.GrainNone && m.bare.Names(p) {
			return true
		}
	}
	return false
}
