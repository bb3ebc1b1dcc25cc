package lexicon

import (
	"math"
	"strconv"
	"strings"

	"throughline/app/book/currency"
)

// Convention is how numbers written as text use commas and dots.
type Convention uint8

// The conventions.
const (
	DotDecimal   Convention = iota // 1,234.5
	CommaDecimal                   // 1.234,5
)

// TextNumber is a number read from text, with what was written around it.
type TextNumber struct {
	Value    float64 // as written: 12.4 for "12.4%"
	Percent  bool
	Currency string  // ISO 4217, or currency.Shared
	Scale    float64 // of a "k", "M" or "bn" glued to it; 1 for none
	Unit     string  // "h" of "1.5 hours"
	Marked   bool    // a footnote mark was taken off
}

// numberSuffixes are the letters that scale a number written as text.
var numberSuffixes = map[string]float64{
	"k": 1e3, "K": 1e3, "m": 1e6, "M": 1e6, "mn": 1e6, "mm": 1e6, "MM": 1e6, "mio": 1e6, "Mio": 1e6, "bn": 1e9, "B": 1e9, "b": 1e9, "Mrd": 1e9,
}

// ParseNumber reads a number written as text, with currency, percent sign, parentheses or a minus for a negative, scale
// letter, unit word and footnote marks around it. Grouping must be regular: "101,2000.00" is no number. Codes with
// leading zeros are none either.
func ParseNumber(s string, conv Convention) (n TextNumber, ok bool) {
	s = strings.TrimSpace(s)
	if s == "" || len(s) > 64 {
		return n, false
	}
	if v, plain := PlainDigits(s); plain {
		return TextNumber{Value: v, Scale: 1}, true
	}
	s = westernDigits(s)
	n.Scale = 1
	if hours, ok := clockHours(s); ok {
		return TextNumber{Value: hours, Scale: 1, Unit: "h"}, true
	}
	inside, bracketed := withoutBrackets(s)
	before, digits, after, ok := cutDigits(inside)
	if !ok || letteredEntry(before, digits, after) {
		return n, false
	}
	minus, before := splitSign(before)
	after, behind := cutTrailingMinus(after, minus || bracketed)
	if !n.readAround(before, true) || !n.readAround(after, false) {
		return n, false
	}
	value, ok := digitsValue(digits, conv)
	if !ok {
		return n, false
	}
	if minus || bracketed || behind {
		value = -value
	}
	n.Value = value
	return n, true
}

// westernDigits writes Arabic and Persian digits and their separators as western ones.
func westernDigits(s string) string {
	if !strings.ContainsFunc(s, func(r rune) bool { return r >= '٠' && r <= '٬' || r >= '۰' && r <= '۹' }) {
		return s
	}
	return strings.Map(func(r rune) rune {
		switch {
		case r >= '٠' && r <= '٩':
			return '0' + r - '٠'
		case r >= '۰' && r <= '۹':
			return '0' + r - '۰'
		case r == '٫':
			return '.'
		case r == '٬':
			return ','
		case r == '٪':
			return '%'
		}
		return r
	}, s)
}

// letteredEntry reports "11b", an entry in a list beside "11a"; billions are "1.5b", "$2b" or "11bn".
func letteredEntry(before, digits, after string) bool {
	return after == "b" && before == "" && len(digits) < 3
}

// cutTrailingMinus takes off the minus that accounting systems print behind a number: "1,234-".
func cutTrailingMinus(after string, negative bool) (rest string, cut bool) {
	if rest, cut = strings.CutSuffix(strings.TrimSpace(after), "-"); !cut || negative {
		return after, false
	}
	return rest, true
}

// clockHours reads a duration with seconds, "1:05:30", as hours. One without, "1:05", could be minutes or a time of day.
func clockHours(s string) (float64, bool) {
	parts := strings.Split(strings.TrimPrefix(s, "-"), ":")
	if len(parts) != 3 || len(parts[0]) > 4 || len(parts[1]) != 2 || len(parts[2]) < 2 {
		return 0, false
	}
	hours := 0.0
	for i, part := range parts {
		v, ok := plainClock(part, i == 2)
		if !ok || i > 0 && v >= 60 {
			return 0, false
		}
		hours += v / math.Pow(60, float64(i))
	}
	if s[0] == '-' {
		hours = -hours
	}
	return Rounded(hours), true
}

// plainClock reads digits, and for seconds a fraction.
func plainClock(s string, fraction bool) (float64, bool) {
	whole, rest, dotted := strings.Cut(s, ".")
	if whole == "" || !onlyDigits(whole) || dotted && (!fraction || !onlyDigits(rest)) {
		return 0, false
	}
	v, err := strconv.ParseFloat(s, 64)
	return v, err == nil
}

// withoutBrackets takes the parentheses off that accountants put around a negative number.
func withoutBrackets(s string) (string, bool) {
	if strings.HasPrefix(s, "(") && strings.HasSuffix(s, ")") {
		return strings.TrimSpace(s[1 : len(s)-1]), true
	}
	return s, false
}

// cutDigits finds the digits of a number with their separators and exponent; false where there are none.
func cutDigits(s string) (before, digits, after string, ok bool) {
	first := strings.IndexAny(s, DecimalDigits)
	if first < 0 {
		return "", "", "", false
	}
	// A decimal sign may lead: ".5", "-,5".
	if first > 0 && (s[first-1] == '.' || s[first-1] == ',') {
		first--
	}
	end := first
	for i, r := range s[first:] {
		if isDigit(r) || r == '.' || r == ',' {
			end = first + i + 1
		} else if !isGroupSpace(r) { // these count only where digits follow
			break
		}
	}
	end += len(exponent(s[end:]))
	return s[:first], s[first:end], s[end:], true
}

// DecimalDigits are the digits of a number.
const DecimalDigits = "0123456789"

func isDigit[C byte | rune](c C) bool { return c >= '0' && c <= '9' }

// isGroupSpace reports the spaces and apostrophes that part thousands, whatever the decimal sign is.
func isGroupSpace(r rune) bool {
	return r == ' ' || r == '\u00a0' || r == '\u202f' || r == '\'' || r == '’'
}

// PlainDigits reads the commonest form without ado: an optional minus, digits, and a dot with other than three digits
// after it, so that no convention can read it otherwise.
func PlainDigits(s string) (float64, bool) {
	digits := strings.TrimPrefix(s, "-")
	dot := -1
	for i := range len(digits) {
		switch c := digits[i]; {
		case isDigit(c):
		case c == '.' && dot < 0 && i > 0:
			dot = i
		default:
			return 0, false
		}
	}
	if after := len(digits) - dot - 1; digits == "" || dot > 0 && (after == 3 || after == 0) || leadingZero(digits) {
		return 0, false
	}
	v, err := strconv.ParseFloat(s, 64)
	return v, err == nil && !math.IsInf(v, 0)
}

func leadingZero(s string) bool { return len(s) > 1 && s[0] == '0' && isDigit(s[1]) }

// exponent returns the leading "E+05" of a suffix.
func exponent(s string) string {
	if len(s) < 2 || s[0]|0x20 != 'e' {
		return ""
	}
	i := 1
	if s[i] == '+' || s[i] == '-' {
		i++
	}
	j := i
	for j < len(s) && j-i < 3 && isDigit(s[j]) {
		j++
	}
	if j == i {
		return ""
	}
	return s[:j]
}

// splitSign takes one plus or minus out of what stands before the digits.
func splitSign(prefix string) (negative bool, rest string) {
	for _, minus := range []string{"-", "−", "–"} {
		if strings.Count(prefix, minus) == 1 {
			return true, strings.TrimSpace(strings.Replace(prefix, minus, "", 1))
		}
	}
	return false, strings.TrimSpace(strings.Replace(prefix, "+", "", 1))
}

// statusMarks say behind a number that it is preliminary, estimated or revised.
var statusMarks = []string{"(p)", "(e)", "(r)", "(P)", "(E)", "(R)", " e", " p", " r"}

// readAround reads what stands before or after the digits; anything unknown makes the text no number.
func (n *TextNumber) readAround(s string, before bool) bool {
	if !before {
		trimmed := strings.TrimRight(s, footnoteMarks+" ")
		for _, mark := range statusMarks {
			trimmed = strings.TrimSuffix(trimmed, mark)
		}
		n.Marked = n.Marked || trimmed != strings.TrimRight(s, " ")
		s = trimmed
	}
	switch s = strings.TrimSpace(s); s {
	case "":
		return true
	case "%":
		n.Percent = true
		return true
	}
	return !before && n.readUnit(s) || n.readCurrency(s, before)
}

// readUnit reads what only stands after a number: a scale letter or a unit.
func (n *TextNumber) readUnit(s string) bool {
	if scale, ok := numberSuffixes[s]; ok {
		n.Scale = scale
		return true
	}
	unit := UnitWords[strings.ToLower(strings.TrimSuffix(s, "."))]
	switch {
	case unit.scale != 0 && len(s) > 2: // "3,4 Mio."
		n.Scale = unit.scale
		return true
	case unit.percent:
		n.Percent = true
		return true
	}
	if unit.Symbol != "" {
		n.Unit = unit.Symbol
	}
	return unit.Symbol != ""
}

// readCurrency reads a currency sign, with what stands on its other side, or a currency code.
func (n *TextNumber) readCurrency(s string, before bool) bool {
	for _, c := range currency.Signs {
		rest, ok := strings.CutPrefix(s, c.Sign)
		if !ok {
			rest, ok = strings.CutSuffix(s, c.Sign)
		}
		if ok {
			n.Currency = c.Code
			return rest == "" || n.readAround(rest, before)
		}
	}
	if currency.IsCode(s) {
		n.Currency = s
		return true
	}
	return false
}

// digitsValue reads digits with separators in the convention they show, or in conv where they can be read in both.
func digitsValue(s string, conv Convention) (float64, bool) {
	mantissa, exp := s, ""
	if i := strings.IndexAny(s, "eE"); i >= 0 {
		mantissa, exp = s[:i], s[i:]
	}
	if shown, ok := separatorsShow(mantissa); ok {
		conv = shown
	}
	decimal, group := ".", ","
	if conv == CommaDecimal {
		decimal, group = ",", "."
	}
	whole, fraction := mantissa, ""
	if i := strings.LastIndex(mantissa, decimal); i >= 0 {
		whole, fraction = mantissa[:i], mantissa[i+1:]
		if strings.Contains(whole, decimal) || !onlyDigits(fraction) {
			return 0, false
		}
	}
	plain, ok := ungroup(whole, group)
	if !ok || leadingZero(plain) || plain == "" && fraction == "" {
		return 0, false
	}
	v, err := strconv.ParseFloat("0"+plain+"."+fraction+"0"+exp, 64)
	return v, err == nil && !math.IsInf(v, 0)
}

// separatorsShow tells the convention from the separators of a number, where only one fits. Of two different signs the
// later one is the decimal sign; a sign that is there twice groups; a single one is the decimal sign where it cannot
// group.
func separatorsShow(digits string) (Convention, bool) {
	dot, comma := strings.LastIndexByte(digits, '.'), strings.LastIndexByte(digits, ',')
	switch {
	case dot >= 0 && comma > dot:
		return CommaDecimal, true
	case comma >= 0 && dot > comma:
		return DotDecimal, true
	case strings.Count(digits, ",") > 1:
		return DotDecimal, true
	case strings.Count(digits, ".") > 1:
		return CommaDecimal, true
	case decidesDecimal(digits, comma):
		return CommaDecimal, true
	case decidesDecimal(digits, dot):
		return DotDecimal, true
	}
	return DotDecimal, false
}

// decidesDecimal reports whether a single separator at i can only be a decimal sign: other than three digits follow it,
// or nothing, a lone zero or more than three digits stand before it.
func decidesDecimal(s string, i int) bool {
	return i >= 0 && (len(s)-i-1 != 3 || i == 0 || i == 1 && s[0] == '0' || i > 3)
}

// ungroup takes regular thousands separators out: the given sign, a space or an apostrophe. Indian grouping in twos
// before the last three is regular too.
func ungroup(s, group string) (string, bool) {
	fields := strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune(group, r) || isGroupSpace(r) })
	if len(fields) <= 1 {
		return strings.Join(fields, ""), onlyDigits(s)
	}
	for i, f := range fields {
		if !onlyDigits(f) {
			return "", false
		}
		last := i == len(fields)-1
		switch {
		case i == 0 && len(f) > 3, last && len(f) != 3, i > 0 && !last && len(f) != 3 && len(f) != 2:
			return "", false
		}
	}
	return strings.Join(fields, ""), true
}

func onlyDigits(s string) bool { return strings.Trim(s, DecimalDigits) == "" }

// ConventionIn says what a text number tells about the convention: +1 for a decimal comma, -1 for a decimal dot, 0 where
// it could be either or holds no separator.
func ConventionIn(s string) int {
	first := strings.IndexAny(s, DecimalDigits)
	if first < 0 {
		return 0
	}
	end := first
	for end < len(s) && (isDigit(s[end]) || s[end] == '.' || s[end] == ',') {
		end++
	}
	switch shown, ok := separatorsShow(strings.TrimRight(s[first:end], ".,")); {
	case !ok:
		return 0
	case shown == CommaDecimal:
		return 1
	}
	return -1
}

// AmbiguousNumber reports a text number with a single separator that either convention can read: "1,234".
func AmbiguousNumber(s string) bool {
	return strings.Count(s, ",")+strings.Count(s, ".") == 1 && ConventionIn(s) == 0 && strings.ContainsAny(s, DecimalDigits)
}

// Rounded keeps what a scale makes of decimal numbers as decimal: 12.4 × 0.01 is 0.124, not 0.12400000000000001.
func Rounded(v float64) float64 {
	if v == 0 || math.IsInf(v, 0) {
		return v
	}
	digits := 15 - int(math.Ceil(math.Log10(math.Abs(v))))
	if digits < 0 || digits > 300 {
		return v
	}
	p := math.Pow(10, float64(digits))
	if r := math.Round(v*p) / p; !math.IsInf(r, 0) && !math.IsNaN(r) {
		return r
	}
	return v
}
