package lexicon

import (
	"strings"

	"throughline/app/language"
)

// IsTotal reports whether a label is a total, an average or a change and nothing else.
func IsTotal(label string) bool {
	key := PlainKey(Tidy(label))
	if totalWords[key] || SumWords[key] || totalWords[strings.Trim(key, "()%Δ ")] {
		return true
	}
	first, _, _ := strings.Cut(key, " ")
	return subtotalWords[first] || Compares(key)
}

// Compares reports a label of nothing but words of comparison: "MoM change", "Var. vs plan %".
func Compares(label string) bool {
	derived := false
	for _, word := range strings.Fields(strings.NewReplacer("(", " ", ")", " ", ".", " ", "/", " ", ":", " ").Replace(strings.ToLower(label))) {
		switch {
		case derivedWords[word], derivedWords[strings.Trim(word, "%")]:
			derived = true
		case !comparedWords[word]:
			return false
		}
	}
	return derived
}

// IsDerived reports a header beside periods that compares or adds them up.
func IsDerived(label string) bool {
	_, derived := HasWord(label, derivedWords)
	return derived || SumToDate(label)
}

// DerivedFrom returns what a name compares or adds up, "ARR" of "ARR vs plan" and "Cumulative ARR"; empty for none.
func DerivedFrom(name string) string {
	var rest []string
	derived := false
	for _, word := range strings.Fields(strings.NewReplacer("(", " ", ")", " ", ",", " ").Replace(strings.ToLower(name))) {
		switch {
		case derivedWords[word], ToDateWords[word]:
			derived = true
		case derived && comparedWords[word], word == "%":
		default:
			rest = append(rest, word)
		}
	}
	if !derived {
		return ""
	}
	return strings.Join(rest, " ")
}

// IsSum reports whether a label is a total, alone or with what it adds: "United States Total".
func IsSum(label string) bool {
	key := PlainKey(Tidy(label))
	if SumWords[key] {
		return true
	}
	words := strings.Fields(key)
	return len(words) > 1 && (words[0] == "total" || words[len(words)-1] == "total" || words[0] == "subtotal" || words[len(words)-1] == "subtotal")
}

// SumToDate reports a label that names a sum up to a period, not the period: "YTD 2026", "LTM Mar-26".
func SumToDate(text string) bool {
	_, ok := HasWord(text, ToDateWords)
	return ok
}

// ToDateWords name sums over a time that ends or begins with the period beside them.
var ToDateWords = language.Set("sheet.to-date")
