package brief

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"throughline/app/language"
)

// Words counts the words of a text as the limits of SPEC §5 mean them: what stands between spaces and holds a letter or
// a digit. A figure is one word, however long its name.
func Words(text string) int {
	count := 0
	inWord, counted := false, false
	for i := 0; i < len(text); {
		if end := figureEnd(text, i); end > 0 {
			if !inWord || !counted {
				count++
			}
			inWord, counted = true, true
			i = end
			continue
		}
		r, size := utf8.DecodeRuneInString(text[i:])
		switch {
		case unicode.IsSpace(r):
			inWord, counted = false, false
		case !counted && (unicode.IsLetter(r) || unicode.IsDigit(r)):
			count++
			inWord, counted = true, true
		default:
			inWord = true
		}
		i += size
	}
	return count
}

// figureEnd returns the end of the figure that starts at i, 0 where none does. It follows package figure's grammar just
// far enough to skip over it: \{ is a brace, a figure ends on its own line, and \ hides the character after it.
func figureEnd(text string, i int) int {
	if text[i] != '{' || i > 0 && text[i-1] == '\\' {
		return 0
	}
	for j := i + 1; j < len(text); j++ {
		switch text[j] {
		case '\\':
			j++
		case '}':
			return j + 1
		case '{', '\n':
			return 0
		}
	}
	return 0
}

// neverLast lists abbreviations that no sentence ends with; compared in lower case, without the last dot.
var neverLast = language.Set("text.abbreviations")

// Sentences cuts a text into its sentences, trimmed; what a sentence holds of figures stays whole. A dot ends a
// sentence where a space or the end follows it and the next word does not go on in lower case, except after a
// known abbreviation ("e.g.") or an initial ("J."). A blank line always ends one.
func Sentences(text string) []string {
	var sentences []string
	for text = strings.TrimSpace(text); text != ""; {
		end := sentenceEnd(text)
		sentences = append(sentences, strings.TrimSpace(text[:end]))
		text = strings.TrimSpace(text[end:])
	}
	return sentences
}

// SentenceBounds returns where the sentences of a text begin and end, in bytes. They leave nothing out: the space between
// two belongs to the second.
func SentenceBounds(text string) [][2]int {
	var bounds [][2]int
	for start := 0; start < len(text); {
		end := start + sentenceEnd(text[start:])
		bounds = append(bounds, [2]int{start, end})
		start = end
	}
	return bounds
}

// SentenceAt returns the sentence that holds the byte at offset i of a text.
func SentenceAt(text string, i int) string {
	start := 0
	for start < len(text) {
		end := start + sentenceEnd(text[start:])
		if i < end || end >= len(text) {
			return strings.TrimSpace(text[start:end])
		}
		start = end
	}
	return strings.TrimSpace(text)
}

// sentenceEnd returns the end of the first sentence of a text.
func sentenceEnd(text string) int {
	for i := 0; i < len(text); i++ {
		if end := figureEnd(text, i); end > 0 {
			i = end - 1
			continue
		}
		switch text[i] {
		case '.', '!', '?':
		case '\n':
			if strings.HasPrefix(strings.TrimLeft(text[i+1:], " \t"), "\n") && strings.TrimSpace(text[:i]) != "" {
				return i
			}
			continue
		default:
			// "…" may end a sentence as well.
			if !strings.HasPrefix(text[i:], "…") {
				continue
			}
		}
		stop := i
		rest := strings.TrimLeft(text[i:], ".!?…\"'”’)]»")
		i = len(text) - len(rest) - 1
		if rest == "" {
			return len(text)
		}
		next := strings.TrimLeftFunc(rest, unicode.IsSpace)
		if len(next) == len(rest) {
			continue // "12.4", "example.com"
		}
		if r, _ := utf8.DecodeRuneInString(next); unicode.IsLower(r) {
			continue
		}
		if text[stop] == '.' && stop == i && abbreviated(text[:stop], next) {
			continue
		}
		return i + 1
	}
	return len(text)
}

// abbreviated reports whether the dot that follows before belongs to an abbreviation and ends no sentence.
func abbreviated(before, next string) bool {
	word := before[strings.LastIndexFunc(before, func(r rune) bool { return unicode.IsSpace(r) || r == '(' })+1:]
	if neverLast[strings.ToLower(word)] {
		// "No." before a number is an abbreviation, on its own an answer; so are the short months.
		r, _ := utf8.DecodeRuneInString(next)
		return !numbered[strings.ToLower(word)] || unicode.IsDigit(r)
	}
	if len(word) <= 2 && strings.Trim(word, "0123456789") == "" {
		follows := strings.FieldsFunc(next, func(r rune) bool { return !unicode.IsLetter(r) })
		return len(follows) > 0 && ordered[strings.ToLower(follows[0])] // “am 4. Mai”
	}
	r, size := utf8.DecodeRuneInString(word)
	return size == len(word) && unicode.IsUpper(r) && r != 'I'
}

// ordered lists what a number with a dot counts in German: a full stop before one of these ends no sentence.
var ordered = language.Set("text.ordinal-nouns")

// numbered lists the abbreviations that are ones only before a number.
var numbered = language.Set("text.abbreviations-before-numbers")
