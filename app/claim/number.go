package claim

import (
	"math"
	"regexp"
	"strings"

	"throughline/app/language"
	"throughline/app/metric"
)

// typedNumber is a number as it was typed.
type typedNumber struct {
	value, step float64 // step is one unit of the last digit typed; percentages are fractions
	digits      int     // significant digits
	sign        unitSign
	currency    string // ISO 4217, where it was said
	scale       bool   // "k", "million" …
	unit        string // the unit's word for those of a measure: "ms"
	vague       bool   // a range, a fraction in words: no figure prints the same
	// other is the same digits read by the other convention, where both are possible: 1.234 is 1,234 to a German.
	other *typedNumber
}

// unitSign says what was typed beside the digits.
type unitSign uint8

const (
	noSign unitSign = iota
	percentSign
	pointsSign
	currencySign
	timesSign
	measureSign // a physical unit
)

// bare reports whether nothing but the context can tell a measured number from a name.
func (n typedNumber) bare() bool { return n.sign == noSign && !n.scale }

// suffixes are what may stand right after the digits or as words of their own, with the factor they bring.
var suffixes = func() map[string]suffix {
	signs := map[string]unitSign{"percent": percentSign, "points": pointsSign, "currency": currencySign, "times": timesSign}
	all := map[string]suffix{}
	for text, sense := range language.Senses("number.suffixes") {
		factor, sign, _ := strings.Cut(sense, " ") // "0.01 percent"
		all[text] = suffix{number(factor), signs[sign]}
	}
	return all
}()

// suffix is what stands behind digits.
type suffix struct {
	factor float64
	sign   unitSign
}

// currencies are the signs and codes of money, with the ISO code that is meant; "$" is anybody's dollar.
var currencies = map[string]string{
	"$": "", "€": "EUR", "£": "GBP", "¥": "", "₹": "INR", "₽": "RUB", "₺": "TRY", "₩": "KRW", "US$": "USD", "A$": "AUD", "C$": "CAD", "R$": "BRL",
	"USD": "USD", "EUR": "EUR", "GBP": "GBP", "CHF": "CHF", "JPY": "JPY", "SEK": "SEK", "NOK": "NOK", "DKK": "DKK", "PLN": "PLN", "CAD": "CAD",
	"AUD": "AUD", "INR": "INR", "CNY": "CNY", "BRL": "BRL", "SGD": "SGD", "kr": "", "zł": "PLN", "Fr": "CHF", "Rs": "INR",
}

// measures are the units that make a number a measure whatever stands around it.
var measures = language.Set("number.measure-units")

var (
	numberShape = regexp.MustCompile(`^([+−–-])?(US\$|A\$|C\$|R\$|[$€£¥₹₽₺₩]|[A-Z]{3})?([+−–-])?(\d+(?:[.,’'\x{00a0}\x{202f}]\d+)*)[\x{00a0}\x{202f}]?([^\d\s.,]*)$`)
	// about are the marks before a number that say it is no exact one.
	about = "~≈<>≤≥±=∼≃"
	// bothWays are digits that one convention reads as thousands and the other as decimals.
	bothWays = regexp.MustCompile(`^\d{1,3}[.,]\d{3}$`)
	grouped  = regexp.MustCompile(`^\d{1,3}(?:[.,’'\x{00a0}\x{202f}]\d{3})+$`)
	decimal  = regexp.MustCompile(`^\d+[.,]\d+$`)
	mixed    = regexp.MustCompile(`^\d{1,3}(?:[,’'\x{00a0}\x{202f}]\d{3})+\.\d+$|^\d{1,3}(?:[.’'\x{00a0}\x{202f}]\d{3})+,\d+$`)
)

// readNumber reads the number that begins with the first of some words and answers how many of them it takes, 0 where
// they begin with none.
func (r *Reader) readNumber(words []word) (n typedNumber, used int) {
	first := words[0]
	if code, ok := currencies[first.text]; ok && len(words) > 1 && first.after == "" && first.figure < 0 {
		if n, ok = r.digitsOf(words[1].text); ok { // "CHF 40k"
			n.sign, n.currency = max(n.sign, currencySign), code
			return n, 2 + n.more(words[1:])
		}
	}
	if groups := thousands(words); groups > 1 {
		digits := ""
		for _, w := range words[:groups] {
			digits += w.text
		}
		if n, ok := r.plain(digits); ok {
			return n, groups + n.more(words[groups-1:])
		}
	}
	n, ok := r.digitsOf(first.text)
	if !ok {
		return n, 0
	}
	return n, 1 + n.more(words)
}

// thousands returns how many words make one number whose thousands stand apart: 3 for "1 204 000".
func thousands(words []word) int {
	if text := words[0].text; len(text) > 3 || onlyDigits(text) != text || strings.HasPrefix(text, "0") {
		return 0
	}
	n := 1
	for n < len(words) && words[n-1].after == "" && len(words[n].text) == 3 && onlyDigits(words[n].text) == words[n].text {
		n++
	}
	return n
}

// more takes in the words behind the first one, which holds the digits, that belong to the number, and counts them: "14
// percent", "$12.6 million", "4,2 Mio. €".
func (n *typedNumber) more(words []word) int {
	used := 1
	for used < len(words) && (words[used-1].after == "" || abbreviates(words[used-1])) {
		two := ""
		if used+1 < len(words) && words[used].after == "" {
			two = words[used].lower + " " + words[used+1].lower
		}
		switch w := words[used]; {
		case two != "" && n.suffix(two):
			used += 2
		case standsAlone(w.lower) && n.suffix(w.lower), n.suffixCurrency(w.text), n.suffixMeasure(w.text):
			used++
		default:
			return used - 1
		}
	}
	return used - 1
}

// suffixMeasure takes in a physical unit, which only bare digits have.
func (n *typedNumber) suffixMeasure(text string) bool {
	if !n.bare() || !measures[text] {
		return false
	}
	n.sign, n.unit = measureSign, text
	return true
}

// abbreviates reports whether the full stop after a word belongs to it: "Mio. €".
func abbreviates(w word) bool {
	return w.after == "." && (w.lower == "mio" || w.lower == "mrd" || w.lower == "tsd")
}

// digitsOf reads a number in one word: "≈12.4%", "€1.2m", "10–12%", "CHF40k".
func (r *Reader) digitsOf(text string) (typedNumber, bool) {
	text = strings.TrimLeft(text, about)
	if !strings.ContainsAny(text, "0123456789") {
		return typedNumber{}, false
	}
	for _, dash := range []string{"–", "—", "-", "…", ".."} {
		if left, right, ok := strings.Cut(text, dash); ok && left != "" && right != "" {
			return r.rangeOf(left, right, dash)
		}
	}
	m := numberShape.FindStringSubmatch(text)
	if m == nil {
		return typedNumber{}, false
	}
	n, ok := r.plain(m[4])
	if !ok {
		return n, false
	}
	if m[2] != "" {
		code, ok := currencies[m[2]]
		if !ok {
			return n, false // ISO27001, RFC9110
		}
		n.sign, n.currency = currencySign, code
	}
	rest := m[5]
	return n, rest == "" || n.suffixes(rest) || n.suffixMeasure(rest)
}

// rangeOf reads "10–12%": a number that is no exact one, with the unit that either end has.
func (r *Reader) rangeOf(left, right, dash string) (typedNumber, bool) {
	low, ok := r.digitsOf(left)
	high, also := r.digitsOf(right)
	if !ok || !also || strings.Contains(right, dash) {
		return typedNumber{}, false
	}
	// 24-7 and 2025–26 are names, and so is whatever else has nothing measured about it.
	if high.bare() && (high.value <= low.value || isYear(left)) {
		return typedNumber{}, false
	}
	if high.sign == noSign {
		high.sign, high.currency = low.sign, low.currency
	}
	high.vague = true
	return high, true
}

// plain reads digits with their separators. Where both conventions could have meant them, the brief's decides, and the
// other reading is kept.
func (r *Reader) plain(digits string) (typedNumber, bool) {
	if !grouped.MatchString(digits) && !decimal.MatchString(digits) && !mixed.MatchString(digits) && strings.ContainsAny(digits, ".,’'\u00a0\u202f") {
		return typedNumber{}, false // 2.3.1, 12.11.2026
	}
	value, ok := r.figures.Format().Entered(digits, metric.Unit{})
	if !ok {
		return typedNumber{}, false
	}
	n := typedNumber{value: value}
	n.step, n.digits = precisionOf(digits, value)
	if bothWays.MatchString(digits) {
		factor := 1000.0
		if value == math.Trunc(value) && value >= 1000 {
			factor = 0.001
		}
		o := n
		o.value *= factor
		o.step, o.digits = 1, len(strings.Trim(onlyDigits(digits), "0"))
		if factor < 1 {
			o.step, o.digits = 0.001, len(strings.TrimLeft(onlyDigits(digits), "0"))
		}
		n.other = &o
	}
	return n, true
}

func onlyDigits(s string) string {
	return strings.Map(func(c rune) rune {
		if c < '0' || c > '9' {
			return -1
		}
		return c
	}, s)
}

// precisionOf tells how exactly a number was typed: one unit of its last digit, and its significant digits. The zeros
// of 20 or 1,500 mean "about"; those after a decimal separator are meant.
func precisionOf(typed string, value float64) (step float64, digits int) {
	all := onlyDigits(typed)
	separator := strings.LastIndexAny(typed, ".,")
	decimals := len(typed) - separator - 1
	if separator >= 0 && (value != math.Trunc(value) || decimals != 3) { // three digits of a whole number are thousands
		return math.Pow10(-decimals), len(strings.TrimLeft(all, "0"))
	}
	return 1, len(strings.Trim(all, "0"))
}

// suffixes takes in all that stands right after the digits: a suffix, a currency, or both ("m€", "k$").
func (n *typedNumber) suffixes(text string) bool {
	if n.suffix(text) || n.suffixCurrency(text) {
		return true
	}
	for sign := range currencies {
		if rest, ok := strings.CutSuffix(text, sign); ok && n.suffix(rest) {
			return n.suffixCurrency(sign)
		}
	}
	return false
}

// suffix takes in what stands after the digits, and answers whether it is a suffix at all.
func (n *typedNumber) suffix(text string) bool {
	s, ok := suffixes[text]
	if !ok {
		s, ok = suffixes[strings.ToLower(text)]
	}
	if ok {
		n.value *= s.factor
		n.step *= s.factor
		n.scale = n.scale || s.factor > 1
		n.sign = max(n.sign, s.sign)
		if n.other != nil {
			n.other.suffix(text)
		}
	}
	return ok
}

func (n *typedNumber) suffixCurrency(text string) bool {
	code, ok := currencies[text]
	if ok {
		n.sign, n.currency = max(n.sign, currencySign), code
	}
	return ok
}

// standsAlone reports whether a suffix may be a word of its own: a single letter may not.
func standsAlone(suffix string) bool {
	return len(suffix) > 1 || suffix == "%" || suffix == "$"
}
