package metric

import (
	"math"
	"sort"
)

// roundTo rounds half away from zero, as spreadsheets do, at d decimals. A value a few units of the last place below
// the half counts as the half: 0.145 × 100 is meant to be 14.5 and to round up.
func roundTo(v float64, d int) float64 {
	p := math.Pow10(d)
	y := math.Abs(v) * p
	if y >= 1<<52 || math.IsInf(y, 0) {
		return v // every such float is a whole number of the last decimal already
	}
	slack := 8 * (math.Nextafter(y, math.Inf(1)) - y)
	r := math.Floor(y+slack+0.5) / p
	return math.Copysign(r, v)
}

// exact reports whether v has no more than d decimals, but for the noise of floating point.
func exact(v float64, d int) bool {
	return math.Abs(v-roundTo(v, d)) <= 1e-9*math.Abs(v)
}

func allExact(values []float64, d int) bool {
	for _, v := range values {
		if !exact(v, d) {
			return false
		}
	}
	return true
}

// blurred reports whether two different values round to the same number at d decimals.
func blurred(values []float64, d int) bool {
	seen := make(map[float64]float64, len(values))
	for _, v := range values {
		r := roundTo(v, d)
		if other, ok := seen[r]; ok && other != v {
			return true
		}
		seen[r] = v
	}
	return false
}

// Steps returns the changes that lead from one level to another as they are to be printed in format f, which must bring
// its scale and decimals: those between what is printed for the levels add up, by the adjustment of roundSteps. Where
// they do not add up to begin with, or f leaves each its own scale, they come back as they are.
func (f Format) Steps(from, to float64, changes []float64) []float64 {
	if f.Scale == AutoScale || f.Decimals == 0 {
		return changes
	}
	factor := scales[f.Scale].factor
	scaled := make([]float64, len(changes))
	for i, c := range changes {
		scaled[i] = c / factor
	}
	rounded, _, ok := roundSteps(from/factor, to/factor, scaled, int(f.Decimals)-1)
	if !ok {
		return changes
	}
	for i := range rounded {
		rounded[i] *= factor
	}
	return rounded
}

// Parts returns the parts of a total as they are to be printed in format f, which must bring its scale and decimals, so
// that what is printed adds up: 4.6 and 4.4 of 9.0 in whole numbers are 5 and 4. adjusted lists the indexes of those that
// no longer show their own rounding. Parts that do not add up to begin with come back as they are.
func (f Format) Parts(u Unit, total float64, parts []float64) (rounded []float64, adjusted []int) {
	if f.Scale == AutoScale || f.Decimals == 0 {
		return parts, nil
	}
	factor := scales[f.Scale].factor
	if u.Kind == Percent {
		factor = 0.01
	}
	scaled := make([]float64, len(parts))
	for i, p := range parts {
		scaled[i] = p / factor
	}
	rounded, adjusted, ok := roundSteps(0, total/factor, scaled, int(f.Decimals)-1)
	if !ok {
		return parts, nil
	}
	for i := range rounded {
		rounded[i] *= factor
	}
	return rounded, adjusted
}

// Adjusted lists the indexes of the steps that Steps moves off their own rounding.
func (f Format) Adjusted(from, to float64, changes []float64) []int {
	var adjusted []int
	for i, s := range f.Steps(from, to, changes) {
		if f.Value(s, Unit{}) != f.Value(changes[i], Unit{}) {
			adjusted = append(adjusted, i)
		}
	}
	return adjusted
}

// roundSteps rounds parts to d decimals so that they lead from one level to another, both rounded to d decimals; from 0
// they add to a total. Each part is rounded on its own, and then the fewest parts, those it changes least, go one step
// further. adjusted lists the indexes of the parts that no longer show their own rounding, in order. ok is false, and the
// parts are rounded each on its own, where they do not add up to begin with: then no rounding may hide it.
//
// It is the largest-remainder method, which keeps the total and minimises the largest single error.
func roundSteps(from, to float64, parts []float64, d int) (rounded []float64, adjusted []int, ok bool) {
	step := math.Pow10(-d)
	rounded = make([]float64, len(parts))
	sum, shown := from, roundTo(from, d)
	for i, p := range parts {
		rounded[i] = roundTo(p, d)
		sum += p
		shown += rounded[i]
	}
	if math.Abs(sum-to) > max(step/2, 1e-9*math.Abs(to)) {
		return rounded, nil, false
	}
	steps := int(math.Round((roundTo(to, d) - shown) / step))
	if steps == 0 || len(parts) == 0 {
		return rounded, nil, steps == 0
	}
	direction := 1.0
	if steps < 0 {
		direction, steps = -1, -steps
	}
	order := make([]int, len(parts))
	for i := range order {
		order[i] = i
	}
	// The part whose own value lies furthest in the wanted direction loses least by the step.
	sort.SliceStable(order, func(a, b int) bool {
		return direction*(parts[order[a]]-rounded[order[a]]) > direction*(parts[order[b]]-rounded[order[b]])
	})
	for k := range steps {
		i := order[k%len(order)]
		rounded[i] = roundTo(rounded[i]+direction*step, d)
		if k < len(order) {
			adjusted = append(adjusted, i)
		}
	}
	sort.Ints(adjusted)
	return rounded, adjusted, true
}
