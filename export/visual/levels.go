package visual

import (
	"math"
	"slices"
	"strings"
	"unicode"
)

// The words that say of a step of a bridge that it is a level: of the first, of the last, and of one between them.
var (
	openings  = []string{"opening", "starting", "start", "beginning", "anfang", "anfangsbestand", "ouverture"}
	closings  = []string{"closing", "ending", "end", "total", "summe", "gesamt", "endbestand", "clôture"}
	subtotals = []string{"subtotal", "sub-total", "zwischensumme", "sous-total"}
)

// levels tells which of the named steps of a bridge are levels, drawn from zero, and which are changes. Sums decide before
// words: a last step that is the sum of those before it is the level they lead to. Between the two a step is a subtotal
// where it is named one, or where the last adds up with it and not without it. A level that the steps do not add up to
// stays a level; the chart is then refused with what is missing, instead of counting a level as a change.
func levels(names []string, values []float64) []bool {
	n := len(values)
	is := make([]bool, n)
	if n < 3 {
		is[0] = n > 1 && startsWith(names[0], openings)
		is[n-1] = is[n-1] || n > 1 && startsWith(names[n-1], closings)
		return is
	}
	last := n - 1
	between := named(names, is, subtotals)
	for _, reading := range [][]bool{between, bySums(values)} {
		if adds(sumUpTo(values, reading, last), values[last]) {
			is = reading
			is[last] = true
			break
		}
	}
	opens := startsWith(names[0], openings)
	if !is[last] {
		is = between
		is[last] = startsWith(names[last], closings) || sameButForTime(names[0], names[last])
	}
	// Parts that add up to a total begin with a part; what a bridge leads from and to are of one name, or the first is so
	// called, or larger than any change.
	is[0] = opens || is[last] && (sameButForTime(names[0], names[last]) || !startsWith(names[last], closings) && outweighs(values))
	return is
}

// named marks the steps between the first and the last whose names begin with one of some words.
func named(names []string, is []bool, words []string) []bool {
	out := slices.Clone(is)
	for i := 1; i < len(names)-1; i++ {
		out[i] = startsWith(names[i], words)
	}
	return out
}

// bySums marks the steps that are the sum of at least two steps before them, or of a level and a change.
func bySums(values []float64) []bool {
	out := make([]bool, len(values))
	for i := 2; i < len(values)-1; i++ {
		out[i] = !out[i-1] && adds(sumUpTo(values, out, i), values[i])
	}
	return out
}

// sumUpTo returns the running total before a step: the last level, and the changes since.
func sumUpTo(values []float64, is []bool, step int) float64 {
	total := 0.0
	for i, v := range values[:step] {
		if is[i] {
			total = 0
		}
		total += v
	}
	return total
}

// adds reports whether a sum is a level, but for the noise of floating point.
func adds(sum, level float64) bool {
	return level != 0 && math.Abs(sum-level) <= 1e-9*max(math.Abs(sum), math.Abs(level))
}

// outweighs reports whether the first step is larger than any between it and the last.
func outweighs(values []float64) bool {
	for _, v := range values[1 : len(values)-1] {
		if math.Abs(v) >= math.Abs(values[0]) {
			return false
		}
	}
	return true
}

// sameButForTime reports whether two names are one but for digits and words of time and scenario: "FY25 EBITDA" and "FY26
// EBITDA", "Cash actual" and "Cash 2026 plan".
func sameButForTime(a, b string) bool {
	strip := func(name string) string {
		words := strings.FieldsFunc(strings.ToLower(name), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
		words = slices.DeleteFunc(words, func(w string) bool {
			return strings.ContainsFunc(w, unicode.IsDigit) || slices.Contains(whens, w)
		})
		return strings.Join(words, " ")
	}
	return a != b && strip(a) == strip(b)
}

// whens are the words that tell the same measure at two times, or in two scenarios, apart.
var whens = []string{
	"actual", "plan", "budget", "forecast", "prior", "previous", "year", "start", "end", "opening", "closing", "ist", "vorjahr", "prognose",
	"jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
}
