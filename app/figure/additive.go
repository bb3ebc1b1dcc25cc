package figure

import (
	"math"
	"strings"

	"throughline/app/metric"
)

// mostParts is up to how many numbers of a block are tried as the parts of a total.
const mostParts = 8

// summand is a level that a block shows, with every place it is shown at.
type summand struct {
	key     string
	value   float64
	figures []*asked
}

// addUp finds the totals that a block shows beside all their parts, and moves as few of the parts as needed by one step so
// that what is printed adds up. It is told by the values alone: parts whose exact sum is another number of the block, of
// one unit and period.
func (r *Resolver) addUp(fields []fieldFigures, formats map[metric.Unit]metric.Format) {
	type kin struct {
		unit metric.Unit
		asOf metric.Period
	}
	groups := map[kin][]*summand{}
	var order []kin
	for _, f := range fields {
		for _, a := range f.figures {
			if a == nil || a.view.Sentence || a.style.index || a.value.Kind != metric.Level || a.value.Number <= 0 {
				continue
			}
			k := kin{a.value.Unit, a.value.Period}
			key := strings.ToLower(a.metric.Name + "|" + a.value.Formula)
			if groups[k] == nil {
				order = append(order, k)
			}
			groups[k] = put(groups[k], key, a)
		}
	}
	for _, k := range order {
		if n := len(groups[k]); n >= 3 && n <= mostParts+1 {
			r.addUpGroup(groups[k], formats)
		}
	}
}

func put(group []*summand, key string, a *asked) []*summand {
	for _, s := range group {
		if s.key == key {
			s.figures = append(s.figures, a)
			return group
		}
	}
	return append(group, &summand{key: key, value: a.value.Number, figures: []*asked{a}})
}

func (r *Resolver) addUpGroup(group []*summand, formats map[metric.Unit]metric.Format) {
	for t, total := range group {
		for mask := 1; mask < 1<<len(group); mask++ {
			if mask&(1<<t) != 0 {
				continue
			}
			var parts []*summand
			sum := 0.0
			for i, s := range group {
				if mask&(1<<i) != 0 {
					parts = append(parts, s)
					sum += s.value
				}
			}
			if len(parts) >= 2 && math.Abs(sum-total.value) <= 1e-9*total.value {
				r.adjust(total, parts, formats)
				return
			}
		}
	}
}

// adjust makes the printed parts add to their printed total, where all of them print in one way.
func (r *Resolver) adjust(total *summand, parts []*summand, formats map[metric.Unit]metric.Format) {
	unit := total.figures[0].value.Unit
	f := r.printing(total.figures[0], formats)
	values := []float64{total.value}
	var printed []float64
	for _, s := range append([]*summand{total}, parts...) {
		for _, a := range s.figures {
			if r.printing(a, formats) != f {
				return
			}
		}
		n, ok := f.Entered(f.Value(s.value, unit), unit)
		if !ok {
			return
		}
		printed = append(printed, n)
	}
	sum := 0.0
	for i, s := range parts {
		values = append(values, s.value)
		sum += printed[i+1]
	}
	if math.Abs(sum-printed[0]) <= 1e-9*math.Abs(printed[0]) {
		return
	}
	f = f.Shared(unit, values...)
	rounded, _ := f.Parts(unit, total.value, values[1:])
	for i, s := range append([]*summand{total}, parts...) {
		for _, a := range s.figures {
			a.format = &f
			if i > 0 && f.Value(rounded[i-1], unit) != f.Value(s.value, unit) {
				a.shown = &rounded[i-1]
			}
		}
	}
}
