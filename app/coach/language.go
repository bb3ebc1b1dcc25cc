package coach

import (
	"strings"
	"unicode"

	"throughline/app/language"
	"throughline/app/say"
)

const (
	// enoughWords is from how many words on a language can be told.
	enoughWords = 30
	// leastCommon is the share of its commonest words that every text in a language has.
	leastCommon = 0.18
)

// commonWords are the commonest words of the languages whose sentences are understood, by language.
var commonWords = language.Each("text.common")

// checkLanguage says once of a brief in another language that its words are not held against its numbers.
func checkLanguage(r *review) {
	count, words := map[string]int{}, 0
	for _, f := range r.prose() {
		for _, w := range strings.FieldsFunc(strings.ToLower(f.Text), func(c rune) bool { return !unicode.IsLetter(c) }) {
			count[w]++
			words++
		}
	}
	most := 0
	for _, list := range commonWords {
		common := 0
		for _, w := range list {
			common += count[w.Text]
		}
		most = max(most, common)
	}
	if words >= enoughWords && float64(most) < leastCommon*float64(words) {
		r.find("headline", say.T("The brief is in a language whose sentences are not understood."),
			say.T("Its figures are checked; read its words against them yourself. English, German and French are understood."))
	}
}
