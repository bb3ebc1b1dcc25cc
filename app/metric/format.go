package metric

import (
	"math"
	"strconv"
	"strings"
)

// Points is the unit of a difference between two percentages. Values are fractions like those of Percent: 0.018 prints
// as "1.8 pp", never as "1.8%".
var Points = Unit{Kind: Percent, Symbol: "pp"}

// Difference returns the unit of the difference between two values of unit u: Points for a Percent, u for the others.
func (u Unit) Difference() Unit {
	if u.Kind == Percent {
		return Points
	}
	return u
}

// Style is how much of a number is shown.
type Style uint8

// The styles. Auto shows at most three significant digits and a scale from 10,000 on, for counts from 100,000 on, and
// integers below that in full; Compact scales from 1,000 on; Full never scales and shows up to two decimals.
const (
	Auto Style = iota
	Compact
	Full
)

var styleNames = [...]string{"auto", "compact", "full"}

// String returns the stable name: "auto", "compact", "full".
func (s Style) String() string { return nameOf(styleNames[:], int(s)) }

// MarshalText writes the stable name.
func (s Style) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// UnmarshalText reads the stable name.
func (s *Style) UnmarshalText(b []byte) (err error) {
	*s, err = fromName[Style](styleNames[:], string(b), "style")
	return err
}

// Scale is the thousands a number is printed in.
type Scale uint8

// The scales; AutoScale picks one by the size of the value.
const (
	AutoScale Scale = iota
	Ones
	Thousands
	Millions
	Billions
)

var scales = [...]struct {
	factor float64
}{{1}, {1}, {1e3}, {1e6}, {1e9}}

var scaleNames = [...]string{"auto", "1", "k", "M", "bn"}

// String returns the stable name: "auto", "1", "k", "M", "bn".
func (s Scale) String() string { return nameOf(scaleNames[:], int(s)) }

// MarshalText writes the stable name.
func (s Scale) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// UnmarshalText reads the stable name.
func (s *Scale) UnmarshalText(b []byte) (err error) {
	*s, err = fromName[Scale](scaleNames[:], string(b), "scale")
	return err
}

// Decimals is a number of decimals, or the zero value for as many as make sense.
type Decimals uint8

// Fixed returns exactly n decimals, 0 to 9.
func Fixed(n int) Decimals { return Decimals(min(max(n, 0), 9) + 1) }

// Format says how values print. The zero value is English (US) with at most three significant digits; set Locale to
// the brief's. A Format is a value: copy it and change a field.
type Format struct {
	Locale   string   `json:"locale"` // BCP 47
	Style    Style    `json:"style"`
	Scale    Scale    `json:"scale"`
	Decimals Decimals `json:"decimals"`         // in JSON 0 for automatic, otherwise one more than the decimals
	Digits   int      `json:"digits,omitempty"` // most significant digits where Decimals is automatic, 0 for three
	Signed   bool     `json:"signed,omitempty"` // an explicit plus, as differences have; a zero has no sign
}

// missing stands where there is no number to print; measures and imports never hold one.
const missing = "–"

// Value returns v as people read it: "12.4%", "1.8 pp", "$12.6M", "4,120", "3.2 h". It uses the locale's separators and
// sign places, U+2212 as minus and U+00A0 between number and unit. NaN and infinities print as an en dash.
func (f Format) Value(v float64, u Unit) string {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return missing
	}
	l := localeOf(f.Locale)
	if u.Kind == Percent {
		v *= 100
	}
	scale := f.scaleOf(v, u)
	v /= scales[scale].factor
	decimals := f.decimals(v, u, scale)
	v = roundTo(v, decimals)
	digits := strconv.FormatFloat(math.Abs(v), 'f', decimals, 64)
	if math.Abs(v) >= 1e15 {
		digits = strconv.FormatFloat(math.Abs(v), 'e', 2, 64) // past what a float counts in ones
	}
	before, after := f.affixes(l, u)
	var b strings.Builder
	switch {
	case v < 0:
		b.WriteString(minus)
	case v > 0 && f.Signed:
		b.WriteByte('+')
	}
	b.WriteString(before)
	l.write(&b, digits)
	b.WriteString(l.scales[scale])
	b.WriteString(after)
	return b.String()
}

// leastTenth is a tenth of a percent, less the noise of subtracting two fractions: 102.6% less 102.7% is 0.1 pp.
const leastTenth = 0.001 * (1 - 1e-9)

// Measured returns a measured value as it stands in a sentence: a difference with its sign, a ratio with two
// significant digits ("14%"), a level as it is.
func (f Format) Measured(v Value) string {
	if v.Kind != Level && v.Unit.Kind == Percent && f.Decimals == 0 && v.Number != 0 && math.Abs(v.Number) < leastTenth {
		f.Decimals = Fixed(2) // more is noise between two levels, and what is nothing then prints as "0 pp"
		if roundTo(v.Number*100, 2) == 0 {
			f.Decimals = Fixed(0)
		}
	}
	switch v.Kind {
	case Difference:
		f.Signed = true
	case Ratio:
		if f.Digits == 0 {
			f.Digits = 2
		}
	}
	return f.Value(v.Number, v.Unit)
}

// Alike reports whether two values print as the same number, so that to a reader nothing moved between them.
func (f Format) Alike(a, b float64, u Unit) bool {
	scale := f.scaleOf(max(math.Abs(a), math.Abs(b)), u)
	factor := 1 / scales[scale].factor
	if u.Kind == Percent {
		factor = 100
	}
	a, b = a*factor, b*factor
	return roundTo(a, f.decimals(a, u, scale)) == roundTo(b, f.decimals(b, u, scale))
}

// Shared returns f with one scale and one number of decimals for all the values, so that the labels of an axis or the
// columns of a chart agree and differ where the values do.
func (f Format) Shared(u Unit, values ...float64) Format {
	f.Scale = f.SharedScale(u, values...)
	if f.Decimals != 0 {
		return f
	}
	shown := make([]float64, 0, len(values))
	largest := 0.0
	for _, v := range values {
		if u.Kind == Percent {
			v *= 100
		}
		if v /= scales[f.Scale].factor; math.IsNaN(v) || math.IsInf(v, 0) {
			continue
		}
		shown = append(shown, v)
		largest = max(largest, math.Abs(v))
	}
	decimals := f.significant(largest, u)
	// Two more at most: past that the difference is noise, not something a label should carry.
	for most := decimals + 2; decimals < most && blurred(shown, decimals); {
		decimals++
	}
	for decimals > 0 && allExact(shown, decimals-1) {
		decimals--
	}
	f.Decimals = Fixed(decimals)
	return f
}

// SharedScale returns one scale for all the values. It is the largest value's, or a smaller one where the smallest
// would lose its digits; AutoScale, each its own, where the values are too far apart for any.
func (f Format) SharedScale(u Unit, values ...float64) Scale {
	largest, smallest := 0.0, math.Inf(1)
	for _, v := range values {
		if a := math.Abs(v); a > 0 && !math.IsInf(a, 0) {
			largest, smallest = max(largest, a), min(smallest, a)
		}
	}
	scale := f.scaleOf(largest, u)
	for scale > Ones && (smallest < scales[scale].factor/100 || f.countsInFull(smallest, largest, u, scale)) {
		scale--
	}
	// "$1,200,000k" helps nobody.
	inFull := u.Kind == Count && scale == Ones && largest < 1e6
	if largest/scales[scale].factor >= 1e5 && !inFull && f.Scale == AutoScale && f.Style != Full && scaled(u) {
		return AutoScale
	}
	return scale
}

// countsInFull reports whether counts, of which the smallest has fewer digits than the scale takes, are still read in the
// next smaller scale: 150,000 beside 998, not 150k beside 1.0k.
func (f Format) countsInFull(smallest, largest float64, u Unit, scale Scale) bool {
	return u.Kind == Count && f.Scale == AutoScale && smallest < scales[scale].factor && largest < 1e6*scales[scale-1].factor
}

// Loses reports whether a value in f's scale would show less than two of its digits, "0.04M" for 41,300, where a smaller
// scale shows them.
func (f Format) Loses(v float64, u Unit) bool {
	own := f
	own.Scale = AutoScale
	return v != 0 && f.Scale > Ones && math.Abs(v) < scales[f.Scale].factor/10 && own.scaleOf(v, u) < f.Scale
}

// scaled reports whether values of unit u are abbreviated with k, M and bn.
func scaled(u Unit) bool {
	return u.Kind == Currency || u.Kind == Count || u.Kind == Number && u.Symbol == ""
}

func (f Format) scaleOf(v float64, u Unit) Scale {
	switch {
	case !scaled(u) || f.Style == Full:
		return Ones
	case f.Scale != AutoScale:
		return f.Scale
	}
	least := 9999.5 // what rounds to five digits
	switch {
	case f.Style == Compact:
		least = 999.5
	case u.Kind == Count:
		least = 99999.5 // patients and trials are counted: 18,690, not 18.7k
	}
	a := math.Abs(v)
	if a < least {
		return Ones
	}
	scale := Thousands
	// 999,600 is 1M, not 1,000k: the scale is that of the rounded value.
	for scale < Billions && a/scales[scale].factor >= 999.5 {
		scale++
	}
	return scale
}

// decimals returns how many decimals v has, in print units (12.4 for 12.4%, 1.2 for $1.2M).
func (f Format) decimals(v float64, u Unit, scale Scale) int {
	if f.Decimals != 0 {
		return int(f.Decimals) - 1
	}
	d := f.significant(v, u)
	// 9.996 rounds to 10.00, which needs one decimal less.
	if again := f.significant(roundTo(v, d), u); again < d {
		d = again
	}
	// A zero at the end is printed where it says something: 12.0 for 11.98, but 12 for exactly 12.
	for d > 0 && exact(v, d-1) {
		d--
	}
	if d > 0 && u.Kind == Currency && scale == Ones {
		d = coins(v, u, d)
	}
	return d
}

// coins returns the decimals of an amount that has some: "$12.50" and not "$12.5", but "$0.004" for a price per call.
func coins(v float64, u Unit, d int) int {
	if minor := minorDigits(u.Currency); math.Abs(v)*math.Pow10(minor) >= 10 {
		return minor
	}
	return d
}

// significant returns the decimals that show f's significant digits of v: never more than two for values from 0.1 on,
// and for percentages one from 1 on, because nobody reads the rest.
func (f Format) significant(v float64, u Unit) int {
	a := math.Abs(v)
	digits := f.Digits
	if digits <= 0 {
		digits = 3
	}
	if a == 0 {
		return 0
	}
	whole := int(math.Floor(math.Log10(a))) + 1 // digits before the point; 0 for 0.1 to 1, negative below
	switch {
	case f.Style == Full && whole > -1:
		return 2
	case whole < 0:
		return min(2-whole, 9) // two digits after the zeros
	case u.Kind == Percent && whole > 0:
		return shortOfAll(a, u, min(max(digits-whole, 0), 1))
	}
	return min(max(digits-whole, 0), 2)
}

// shortOfAll returns the decimals, d or more, that keep a percentage just below a hundred from printing as all of it: an
// uptime of 99.96% is not 100%, and what fell by 99.6% is not gone.
func shortOfAll(a float64, u Unit, d int) int {
	if u == Points || a >= 100 || roundTo(a, d) < 100 || exact(a, 0) {
		return d
	}
	return min(max(d, int(math.Ceil(-math.Log10(100-a)))), 6)
}

func (f Format) affixes(l *locale, u Unit) (before, after string) {
	switch {
	case u.Kind == Currency:
		return l.affixes(u.Currency)
	case u == Points:
		return "", noBreak + l.points
	case u.Kind == Percent && u.Symbol != "":
		return "", noBreak + u.Symbol
	case u.Kind == Percent:
		return l.percentPrefix, l.percentSuffix
	case u.Symbol == "x" || u.Symbol == "×" || u.Symbol == "":
		return "", u.Symbol
	}
	return "", noBreak + u.Symbol
}

// write writes digits ("1234567.8") with the locale's separators.
func (l *locale) write(b *strings.Builder, digits string) {
	whole, fraction, hasFraction := strings.Cut(digits, ".")
	for i := range len(whole) {
		rest := len(whole) - i
		if i > 0 && len(whole) >= l.leastGrouped && rest >= l.primary && (rest-l.primary)%l.secondary == 0 {
			b.WriteString(l.group)
		}
		b.WriteByte(whole[i])
	}
	if hasFraction {
		b.WriteString(l.decimal)
		b.WriteString(fraction)
	}
}
