package lexicon

import "strings"

// FlagName reports a header that asks a question which 0 and 1 answer: "is_refunded", "Converted", "SLA breached?".
func FlagName(head string) bool {
	words := Tokens(HeadWords(head))
	if len(words) == 0 {
		return false
	}
	last := words[len(words)-1]
	return strings.HasSuffix(strings.TrimSpace(head), "?") || flagWords[words[0]] || flagWords[last] || strings.HasSuffix(last, "ed") && len(last) > 4
}

// MomentRank says how plainly a header tells when an event happened; a date of something that follows it ranks below one
// that says nothing.
func MomentRank(head string) int {
	words := HeadWords(head)
	if _, later := HasWord(words, laterWords); later {
		return 0
	}
	if _, happened := HasWord(words, happenedWords); happened {
		return 3
	}
	if _, date := HasWord(words, MomentWords); date {
		return 2
	}
	return 1
}

// EndsAsCode reports a header that ends in a word for codes: "Order ID".
func EndsAsCode(head string) bool {
	words := Tokens(HeadWords(head))
	if len(words) == 0 {
		return false
	}
	last := words[len(words)-1]
	return CodeColumns[last] || strings.HasSuffix(last, "nummer") || strings.HasSuffix(last, "-nr")
}

// IsEventNoun reports a header that names the event itself: "Ticket", "Order".
func IsEventNoun(head string) bool {
	words := Tokens(HeadWords(head))
	return len(words) == 1 && EventNouns[words[0]]
}
