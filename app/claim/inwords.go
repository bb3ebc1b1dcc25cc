package claim

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"

	"throughline/app/language"
)

// cardinals are the numbers people write in words.
var cardinals = language.Numbers("number.cardinals")

// parts are the parts of a whole with the number of them: 3 for "third"; below 1, the share itself: "un tiers".
var parts = language.Numbers("number.fractions")

// scaleWords are the words that multiply the number before them: "three dozen".
var scaleWords = language.Numbers("number.scales")

// spelling is a form in which words assert a measure: shares of a whole, percentages, multiples and amounts. "The first
// half", "a third option" and "three quarters in a row" assert none.
type spelling struct {
	sense string
	form  *regexp.Regexp // its first group is what is found, the others are the numbers in it
}

// spellings are the forms of all languages; see [number.spelled] in app/language. They are compiled when a text first has
// one of their hints.
var spellings = sync.OnceValue(func() []spelling {
	list := func(words map[string]float64) string {
		all := make([]string, 0, len(words))
		for w := range words {
			all = append(all, regexp.QuoteMeta(w))
		}
		slices.SortFunc(all, func(a, b string) int { return len(b) - len(a) }) // the longest first
		slices.SortStableFunc(all, func(a, b string) int {
			if len(a) != len(b) {
				return len(b) - len(a)
			}
			return strings.Compare(a, b)
		})
		return strings.Join(all, "|")
	}
	fill := strings.NewReplacer("CARDINAL", list(cardinals), "PART", list(parts), "SCALE", list(scaleWords))
	var all []spelling
	for _, w := range language.Words("number.spelled") {
		all = append(all, spelling{w.Sense, regexp.MustCompile(fill.Replace(w.Text))})
	}
	return all
})

// hints are pieces of which each spelling has one: the forms are slow to look for.
var hints = language.Words("number.spelled-hints")

// numberIn reads one of the numbers of a spelling: in words, in digits, or an article.
func numberIn(text string) float64 {
	if n := cardinals[text]; n > 0 {
		return n
	}
	if n, ok := counts[text]; ok {
		return n
	}
	return number(text)
}

// valueOf returns what a spelling asserts; zero for what asserts nothing.
func (s spelling) valueOf(m []string) (float64, unitSign) {
	at := func(i int) string {
		if i < len(m) {
			return m[i]
		}
		return ""
	}
	switch s.sense {
	case "part": // the number before it may be missing
		by := parts[at(len(m)-1)]
		if by == 0 {
			return 0, noSign
		}
		n := 1.0
		if len(m) > 3 {
			n = numberIn(at(2))
		}
		return shareOf(n, by), percentSign
	case "of":
		n, of := numberIn(at(2)), numberIn(at(3))
		if of <= n {
			return 0, noSign
		}
		return n / of, percentSign
	case "scaled":
		return numberIn(at(2)) * scaleWords[at(3)], noSign
	case "and a half":
		return (numberIn(at(2)) + 0.5) * max(scaleWords[at(3)], 1), noSign
	case "percent":
		return numberIn(at(2)) / 100, percentSign
	case "points":
		return numberIn(at(2)) / 100, pointsSign
	case "times":
		return numberIn(at(2)), timesSign
	}
	if !counted[at(3)] {
		return 0, noSign
	}
	return numberIn(at(2)), noSign
}

func number(digits string) float64 {
	n, _ := strconv.ParseFloat(digits, 64)
	return n
}

// notOf are what a share is taken of when it is a stretch of time or part of a plan, and measures nothing.
var notOf = sync.OnceValue(func() *regexp.Regexp {
	var nouns []string
	for _, w := range language.Words("number.never-measured") {
		nouns = append(nouns, w.Text)
	}
	return regexp.MustCompile(`^(?:the |a |an |this |last |next |our )?(?:\pL+ )?(?:` + strings.Join(nouns, "|") + `|\d{4})s?(?:$|[^\pL])`)
})

// spelled finds the numbers of a text that are written in words.
func spelled(text string) (found []Typed) {
	lower := strings.ToLower(text)
	if len(lower) != len(text) {
		return nil // a letter whose lower case is longer: offsets would not agree
	}
	if !slices.ContainsFunc(hints, func(w language.Word) bool { return strings.Contains(lower, w.Text) }) {
		return nil
	}
	taken := map[int]bool{}
	for _, s := range spellings() {
		for _, at := range s.form.FindAllStringSubmatchIndex(lower, -1) {
			m := make([]string, len(at)/2)
			for i := range m {
				if at[2*i] >= 0 {
					m[i] = lower[at[2*i]:at[2*i+1]]
				}
			}
			start, end := at[2], at[3]
			value, sign := s.valueOf(m)
			rest := strings.TrimSpace(lower[end:])
			if value == 0 || taken[start] || sign == percentSign && (notOf().MatchString(strings.TrimPrefix(rest, "of ")) || notOf().MatchString(rest)) {
				continue
			}
			taken[start] = true
			found = append(found, Typed{
				Start: start, End: end, Text: text[start:end], Value: value,
				number: typedNumber{value: value, step: value / 10, digits: 1, sign: sign, vague: true},
			})
		}
	}
	return found
}
