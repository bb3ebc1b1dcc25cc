package metric

import (
	"math"
	"strconv"
	"strings"
	"unicode"
)

// enteredScales are the factors people type after a number. "m" is a million, as in "$12.9m".
var enteredScales = map[string]float64{
	"": 1, "k": 1e3, "m": 1e6, "mn": 1e6, "mio": 1e6, "b": 1e9, "bn": 1e9, "mrd": 1e9, "md": 1e9,
	"tsd":      1e3,
	"thousand": 1e3, "million": 1e6, "billion": 1e9,
}

// Entered reads a number that a person typed for a metric of unit u, such as a target: "11.0%", "4,000", "$12.9M",
// "120k", "(120)", "−3.5 h". It is read as Value prints it, with the locale's separators; a percentage is typed in
// percent, with or without its sign, so "11" is the fraction 0.11. Where the text holds one separator that both
// conventions use, the locale decides. It answers false for text that is no number of that unit.
func (f Format) Entered(text string, u Unit) (float64, bool) {
	l := localeOf(f.Locale)
	text = strings.TrimSpace(text)
	negative := false
	if strings.HasPrefix(text, "(") && strings.HasSuffix(text, ")") {
		negative, text = true, text[1:len(text)-1]
	}
	digits, before, after := splitEntered(text)
	before, signed := strings.CutPrefix(strings.NewReplacer("−", "-", "–", "-").Replace(before), "-")
	if !signed {
		before, signed = strings.CutSuffix(before, "-")
	}
	before = strings.TrimPrefix(before, "+")
	v, ok := l.number(digits)
	if !ok || !l.affixOf(before, u) {
		return 0, false
	}
	percent := strings.HasSuffix(after, "%") || strings.EqualFold(after, "pp") || strings.EqualFold(after, l.points)
	switch {
	case u.Kind == Percent && (after == "" || percent):
		v /= 100
	case percent:
		return 0, false
	default:
		factor, ok := enteredScales[strings.TrimSuffix(strings.ToLower(l.withoutAffix(after, u)), ".")]
		if !ok {
			return 0, false
		}
		v *= factor
	}
	if negative != signed {
		v = -v
	}
	return v, !math.IsInf(v, 0)
}

// splitEntered cuts a text into what stands before its number, the number with its separators, and what follows.
func splitEntered(text string) (digits, before, after string) {
	first, last := strings.IndexFunc(text, isDigit), strings.LastIndexFunc(text, isDigit)
	if first < 0 {
		return "", text, ""
	}
	if first > 0 && text[first-1] == '.' { // ".5"
		first--
	}
	return text[first : last+1], strings.TrimSpace(text[:first]), strings.TrimSpace(text[last+1:])
}

// number reads digits with separators. Two kinds of separator tell the decimal one by standing last; one kind that
// appears twice separates thousands; one that appears once is what the locale says, or the decimal where the groups do
// not fit.
func (l *locale) number(digits string) (float64, bool) {
	digits = strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || r == '\'' || r == '’' || r == '\u00a0' || r == '\u202f' {
			return -1
		}
		return r
	}, digits)
	decimal := l.decimalIn(digits)
	if decimal != "" && strings.Count(digits, decimal) > 1 {
		return 0, false
	}
	for _, group := range []string{".", ","} {
		if group != decimal {
			digits = strings.ReplaceAll(digits, group, "")
		}
	}
	if decimal == "," {
		digits = strings.Replace(digits, ",", ".", 1)
	}
	v, err := strconv.ParseFloat(digits, 64)
	return v, err == nil
}

// decimalIn tells which separator of some digits is the decimal one, "" for none.
func (l *locale) decimalIn(digits string) string {
	if strings.Contains(digits, ".") && strings.Contains(digits, ",") {
		return digits[strings.LastIndexAny(digits, ".,"):][:1]
	}
	for _, separator := range []string{".", ","} {
		if strings.Count(digits, separator) == 1 && (l.decimal == separator || !grouped(digits, separator)) {
			return separator
		}
	}
	return ""
}

// grouped reports whether the separator could part thousands: one to three digits before it, three after.
func grouped(digits, separator string) bool {
	before, after, _ := strings.Cut(digits, separator)
	return len(before) >= 1 && len(before) <= 3 && len(after) == 3
}

// affixOf reports whether text may stand before a number of the unit: nothing, or its currency.
func (l *locale) affixOf(text string, u Unit) bool {
	text = strings.TrimSpace(text)
	return text == "" || u.Kind == Currency && l.isCurrency(text, u)
}

// withoutAffix takes the unit's own sign off the text after a number.
func (l *locale) withoutAffix(text string, u Unit) string {
	if u.Symbol != "" {
		text = strings.TrimSuffix(text, u.Symbol)
	}
	text = strings.TrimSpace(text)
	if u.Kind != Currency {
		return text
	}
	for i := range text {
		if l.isCurrency(strings.TrimSpace(text[i:]), u) {
			return strings.TrimSpace(text[:i])
		}
	}
	return text
}

func (l *locale) isCurrency(text string, u Unit) bool {
	return strings.EqualFold(text, u.Currency) || text == l.symbol(u.Currency)
}
