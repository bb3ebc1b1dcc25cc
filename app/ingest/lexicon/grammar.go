package lexicon

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"throughline/app/fault"
	"throughline/app/language"
	"throughline/app/metric"
)

// AverageWords say that a column averages already.
var AverageWords = language.Set("sheet.averages")

// ColumnName is a header without unit words, as a sentence can hold it.
func ColumnName(head, called string) string {
	name, _ := SplitName(head)
	if name == "" {
		return "column " + called
	}
	return strings.TrimRight(spelled(HeadWords(name)), " ?")
}

// spelled writes abbreviations in capitals, which the headers and names of exports often are not: "mrr delta".
func spelled(name string) string {
	words := strings.Fields(name)
	for i, w := range words {
		if abbreviations[w] {
			words[i] = strings.ToUpper(w)
		}
	}
	return strings.Join(words, " ")
}

var abbreviations = language.Set("sheet.abbreviations")

// FlagSubject is what a flag says of an event: "refunded" of "is refunded".
func FlagSubject(name string) string {
	first, rest, ok := strings.Cut(name, " ")
	if ok && askWords[strings.ToLower(first)] {
		return rest
	}
	return name
}

var askWords = language.Set("sheet.questions")

// Subject is what a header's codes are of: "customer" of "Customer ID".
func Subject(name string) string {
	words := strings.Fields(name)
	if len(words) < 2 {
		return name
	}
	if last := strings.ToLower(words[len(words)-1]); CodeColumns[last] || addressWords[last] {
		return strings.Join(words[:len(words)-1], " ")
	}
	return name
}

// addressWords end a header by which somebody is told apart.
var addressWords = language.Set("sheet.addresses")

// NounOf is what the header of an ID says the events are: "order" of "order_id"; empty where it says nothing.
func NounOf(head string) string {
	words := Tokens(HeadWords(Subject(ColumnName(head, ""))))
	if len(words) == 0 || !EventNouns[words[len(words)-1]] || words[0] == "key" || strings.HasPrefix(words[0], "ref") && words[0] != "refund" {
		return ""
	}
	return strings.Join(words, " ")
}

// WithoutFillers takes dates and the words off a title that only say that it is a list.
func WithoutFillers(line string) string {
	var kept []string
	for _, w := range strings.FieldsFunc(HeadWords(line), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '-' && r != '\'' }) {
		_, isPeriod := metric.ParsePeriod(w)
		_, isBare := metric.ParseBarePeriod(w)
		if isPeriod || isBare || fillerWords[strings.ToLower(w)] || strings.IndexFunc(w, unicode.IsLetter) < 0 || len(w) < 3 {
			continue
		}
		kept = append(kept, w)
	}
	return spelled(strings.Join(kept, " "))
}

// fillerWords say no more than that a sheet or file holds data.
var fillerWords = language.Set("sheet.fillers")

// Capital begins a name with a capital letter.
func Capital(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + s[n:]
}

// Small begins a name in lower case inside another one, but for an abbreviation.
func Small(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	if next, _ := utf8.DecodeRuneInString(s[n:]); unicode.IsUpper(next) {
		return s
	}
	return string(unicode.ToLower(r)) + s[n:]
}

// Plural is the plural of an English noun, by rule.
func Plural(s string) string {
	switch l := strings.ToLower(s); {
	case s == "" || strings.HasSuffix(l, "s"):
		return s
	case strings.HasSuffix(l, "y") && len(l) > 1 && !strings.ContainsRune("aeiou", rune(l[len(l)-2])):
		return s[:len(s)-1] + "ies"
	case strings.HasSuffix(l, "ch"), strings.HasSuffix(l, "sh"), strings.HasSuffix(l, "x"):
		return s + "es"
	}
	return s + "s"
}

// Singular is the singular of an English noun, by rule.
func Singular(s string) string {
	switch l := strings.ToLower(s); {
	case strings.HasSuffix(l, "ies") && len(s) > 4:
		return s[:len(s)-3] + "y"
	case strings.HasSuffix(l, "s") && !strings.HasSuffix(l, "ss"):
		return s[:len(s)-1]
	}
	return s
}

// HeadWords is a header with its words parted: "createdAt", "handle_time".
func HeadWords(head string) string { return SplitCamel(strings.ReplaceAll(head, "_", " ")) }

// SplitCamel parts "EmployeeID" into words.
func SplitCamel(s string) string {
	var out strings.Builder
	prev := rune(0)
	for _, r := range s {
		if r >= 'A' && r <= 'Z' && prev >= 'a' && prev <= 'z' {
			out.WriteByte(' ')
		}
		out.WriteRune(r)
		prev = r
	}
	return out.String()
}

// Short keeps a label in a note to one line.
func Short(s string) string {
	s = Tidy(s)
	if r := []rune(s); len(r) > 40 {
		return string(r[:39]) + "…"
	}
	return s
}

// IsAre is the verb for so many things.
func IsAre(n int) string {
	if n == 1 {
		return "is"
	}
	return "are"
}

// ItThey says that so many things were, after they have been named.
func ItThey(n int) string {
	if n == 1 {
		return "it was"
	}
	return "they were"
}

// WasWere counts things and says that they were: "1 row was", "2 rows were".
func WasWere(n int, what string) string {
	if n == 1 {
		return "1 " + what + " was"
	}
	return fault.Counted(n, what) + " were"
}
