// Package match ranks how well what a person typed fits a name: the figure picker and the command palette find things
// by the same rule, and a name that fits nothing is answered with the nearest one. It is pure, and it does not know what
// the names stand for.
package match

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Rank is how a query fits a name; the lower, the better.
type Rank int

// The ranks, best first. A query of several words has the rank of the word that fits worst.
const (
	Start   Rank = iota // the name begins with the query, or the query is empty
	Words               // each word of the query begins a word of the name
	Inside              // each word of the query stands in the name
	Letters             // the letters of a word stand in the name in their order, the first of them at a word's beginning
)

// Of ranks a query against a name and, where there are any, the words that go with it, such as a metric's view. A query
// may name those words too, but a name cannot be begun or abbreviated in them. Case and spaces around the query are
// ignored. It answers false where a word of the query is not found.
func Of(query, name, context string) (Rank, bool) {
	query, name = strings.ToLower(strings.TrimSpace(query)), strings.ToLower(name)
	if strings.HasPrefix(name, query) {
		return Start, true
	}
	whole := name + " " + strings.ToLower(context)
	rank := Start
	for _, word := range strings.Fields(query) {
		switch {
		case beginsWord(word, whole):
			rank = max(rank, Words)
		case strings.Contains(whole, word):
			rank = max(rank, Inside)
		case inOrder(word, name):
			rank = max(rank, Letters)
		default:
			return 0, false
		}
	}
	return rank, true
}

// beginsWord reports whether a word of text begins with q.
func beginsWord(q, text string) bool {
	for at := 0; ; {
		i := strings.Index(text[at:], q)
		if i < 0 {
			return false
		}
		if at += i; wordBegins(text, at) {
			return true
		}
		at++
	}
}

func wordBegins(text string, at int) bool {
	before, _ := utf8.DecodeLastRuneInString(text[:at])
	return at == 0 || !unicode.IsLetter(before) && !unicode.IsDigit(before)
}

// inOrder reports whether the letters of short stand in long in their order, the first of them at the beginning of a word.
func inOrder(short, long string) bool {
	rest := []rune(short)
	begun := false
	for i, r := range long {
		if len(rest) > 0 && r == rest[0] && (begun || wordBegins(long, i)) {
			begun, rest = true, rest[1:]
		}
	}
	return len(rest) == 0
}
