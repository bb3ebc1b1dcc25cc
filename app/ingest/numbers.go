package ingest

import (
	"math"
	"strconv"
	"strings"
)

// convention is how numbers written as text use commas and dots.
type convention uint8

const (
	dotDecimal   convention = iota // 1,234.5
	commaDecimal                   // 1.234,5
)

// textNumber is a number read from text, with what was written around it.
type textNumber struct {
	value    float64 // as written: 12.4 for "12.4%"
	percent  bool
	currency string  // ISO 4217, or sharedSign
	scale    float64 // of a "k", "M" or "bn" glued to it; 1 for none
	unit     string  // "h" of "1.5 hours"
	marked   bool    // a footnote mark was taken off
}

// numberSuffixes are the letters that scale a number written as text.
var numberSuffixes = map[string]float64{
	"k": 1e3, "K": 1e3, "m": 1e6, "M": 1e6, "mn": 1e6, "mm": 1e6, "MM": 1e6, "mio": 1e6, "Mio": 1e6, "bn": 1e9, "B": 1e9, "b": 1e9, "Mrd": 1e9,
}

// parseNumber reads a number written as text, with currency, percent sign, parentheses or a minus for a negative, scale
// letter, unit word and footnote marks around it. Grouping must be regular: "101,2000.00" is no number. Codes with
// leading zeros are none either.
func parseNumber(s string, conv convention) (n textNumber, ok bool) {
	s = strings.TrimSpace(s)
	if s == "" || len(s) > 64 {
		return n, false
	}
	if v, plain := plainDigits(s); plain {
		return textNumber{value: v, scale: 1}, true
	}
	n.scale = 1
	negative := false
	if strings.HasPrefix(s, "(") && strings.HasSuffix(s, ")") {
		negative = true
		s = strings.TrimSpace(s[1 : len(s)-1])
	}
	first := strings.IndexAny(s, "0123456789")
	if first < 0 {
		return n, false
	}
	// A decimal sign may lead: ".5", "-,5".
	if first > 0 && (s[first-1] == '.' || s[first-1] == ',') {
		first--
	}
	prefix := s[:first]
	end := first
	for i, r := range s[first:] {
		if r >= '0' && r <= '9' || r == '.' || r == ',' {
			end = first + i + 1
			continue
		}
		if r == ' ' || r == '\u00a0' || r == '\u202f' || r == '\'' || r == '’' {
			continue // kept only if digits follow
		}
		break
	}
	digits, suffix := s[first:end], s[end:]
	if e := exponent(suffix); e != "" {
		digits += e
		suffix = suffix[len(e):]
	}
	sign, rest := splitSign(prefix)
	if !n.readAround(rest, true) || !n.readAround(suffix, false) {
		return n, false
	}
	value, good := digitsValue(digits, conv)
	if !good {
		return n, false
	}
	if sign || negative {
		value = -value
	}
	n.value = value
	return n, true
}

// plainDigits reads the commonest form without ado: an optional minus, digits, and a dot with other than three digits
// after it, so that no convention can read it otherwise.
func plainDigits(s string) (float64, bool) {
	dot := -1
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c >= '0' && c <= '9':
		case c == '.' && dot < 0 && i > 0:
			dot = i
		case c == '-' && i == 0 && len(s) > 1:
		default:
			return 0, false
		}
	}
	if dot >= 0 && (len(s)-dot == 4 || len(s)-dot == 1 || s[0] == '-' && dot == 1) || leadingZero(strings.TrimPrefix(s, "-")) {
		return 0, false
	}
	v, err := strconv.ParseFloat(s, 64)
	return v, err == nil && !math.IsInf(v, 0)
}

func leadingZero(s string) bool {
	return len(s) > 1 && s[0] == '0' && s[1] >= '0' && s[1] <= '9'
}

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
	for j < len(s) && j-i < 3 && s[j] >= '0' && s[j] <= '9' {
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

// readAround reads what stands before or after the digits; anything unknown makes the text no number.
func (n *textNumber) readAround(s string, before bool) bool {
	s = strings.TrimSpace(s)
	if !before {
		trimmed := strings.TrimRight(s, "*†‡¹²³⁴⁵⁶⁷⁸⁹ ")
		n.marked = n.marked || trimmed != s
		s = trimmed
	}
	if s == "" {
		return true
	}
	if s == "%" {
		n.percent = true
		return true
	}
	if scale, ok := numberSuffixes[s]; ok && !before {
		n.scale = scale
		return true
	}
	if unit, ok := unitWords[strings.ToLower(s)]; ok && !before && unit.symbol != "" {
		n.unit = unit.symbol
		return true
	}
	for _, c := range currencySigns {
		if rest, ok := strings.CutPrefix(s, c.sign); ok {
			n.currency = c.code
			return rest == "" || n.readAround(rest, before)
		}
		if rest, ok := strings.CutSuffix(s, c.sign); ok {
			n.currency = c.code
			return rest == "" || n.readAround(rest, before)
		}
	}
	if currencyCodes[s] {
		n.currency = s
		return true
	}
	return false
}

// digitsValue reads digits with separators. Both signs present: the later one is the decimal sign. One sign once: it is
// the decimal sign of its convention and the grouping sign of the other.
func digitsValue(s string, conv convention) (float64, bool) {
	mantissa, exp := s, ""
	if i := strings.IndexAny(s, "eE"); i >= 0 {
		mantissa, exp = s[:i], s[i:]
	}
	decimal, group := byte('.'), ","
	lastDot, lastComma := strings.LastIndexByte(mantissa, '.'), strings.LastIndexByte(mantissa, ',')
	switch {
	case lastDot >= 0 && lastComma >= 0:
		if lastComma > lastDot {
			decimal, group = ',', "."
		}
	case strings.Count(mantissa, ",") > 1:
	case strings.Count(mantissa, ".") > 1:
		decimal, group = ',', "."
	case decidesDecimal(mantissa, lastDot):
	case decidesDecimal(mantissa, lastComma):
		decimal, group = ',', "."
	case conv == commaDecimal:
		decimal, group = ',', "."
	}
	whole, fraction := mantissa, ""
	if i := strings.LastIndexByte(mantissa, decimal); i >= 0 {
		whole, fraction = mantissa[:i], mantissa[i+1:]
		if fraction == "" && whole == "" || strings.IndexByte(whole, decimal) >= 0 || strings.Trim(fraction, "0123456789") != "" {
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

// decidesDecimal reports whether a single separator at i can only be a decimal sign: other than three digits follow it,
// or nothing or a lone zero stands before it.
func decidesDecimal(s string, i int) bool {
	return i >= 0 && (len(s)-i-1 != 3 || i == 0 || i == 1 && s[0] == '0' || i > 3)
}

// ungroup takes regular thousands separators out: the given sign, a space or an apostrophe. Indian grouping in twos
// before the last three is regular too.
func ungroup(s, group string) (string, bool) {
	fields := strings.FieldsFunc(s, func(r rune) bool {
		return strings.ContainsRune(group, r) || r == ' ' || r == '\u00a0' || r == '\u202f' || r == '\'' || r == '’'
	})
	if len(fields) <= 1 {
		return strings.Join(fields, ""), strings.Trim(s, "0123456789") == ""
	}
	for i, f := range fields {
		if strings.Trim(f, "0123456789") != "" {
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

// conventionIn says what a text number tells about the convention: +1 for a decimal comma, -1 for a decimal dot, 0 where
// it could be either or holds no separator.
func conventionIn(s string) int {
	first := strings.IndexAny(s, "0123456789")
	if first < 0 {
		return 0
	}
	end := first
	for end < len(s) && (s[end] >= '0' && s[end] <= '9' || s[end] == '.' || s[end] == ',') {
		end++
	}
	digits := strings.TrimRight(s[first:end], ".,")
	dot, comma := strings.LastIndexByte(digits, '.'), strings.LastIndexByte(digits, ',')
	switch {
	case dot >= 0 && comma >= 0:
		if comma > dot {
			return 1
		}
		return -1
	case strings.Count(digits, ",") > 1:
		return -1
	case strings.Count(digits, ".") > 1:
		return 1
	case comma >= 0 && decidesDecimal(digits, comma):
		return 1
	case dot >= 0 && decidesDecimal(digits, dot):
		return -1
	}
	return 0
}

// ambiguousNumber reports a text number with a single separator that either convention can read: "1,234".
func ambiguousNumber(s string) bool {
	return strings.Count(s, ",")+strings.Count(s, ".") == 1 && conventionIn(s) == 0 && strings.ContainsAny(s, "0123456789")
}
