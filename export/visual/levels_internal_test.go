package visual

import (
	"slices"
	"strings"
	"testing"
)

// What of a bridge is a level follows from its sums, and where those do not tell, from its names.
func TestTheLevelsOfABridge(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		about  string
		steps  string
		values []float64
		want   string // L for a level, c for a change
	}{
		{"named for their years", "Margin 2024, Price, Mix, Wages, Margin 2025", []float64{30, 4, -1.5, -2.5, 30}, "LcccL"},
		{"the sum of the first and the changes, under any name", "Where we stood, Won, Lost, Where we stand", []float64{80, 12, -7, 85}, "LccL"},
		{"parts and their total", "Volume, Price, Mix, Total", []float64{10, 5, 2, 17}, "cccL"},
		{"parts alone", "Volume, Price, Mix", []float64{10, 5, 2}, "ccc"},
		{"a part that happens to be the sum of two", "New, Upgrades, Returned, Lost", []float64{10, 5, 15, -3}, "cccc"},
		{"a subtotal between the levels", "Revenue FY25, Price, Volume, Gross, Wages, Revenue FY26", []float64{100, 5, 10, 115, -8, 107}, "LccLcL"},
		{"a subtotal by name, no closing level", "Opening, Won, Subtotal, Lost", []float64{50, 5, 55, -9}, "LcLc"},
		{"levels that are not reached stay levels", "FY25 cost, Rent, Pay, FY26 cost", []float64{40, 2, 3, 46}, "LccL"},
		{"noise of floating point", "Start, A, B, Close of year", []float64{0.3, 0.1, 0.2, 0.6}, "LccL"},
		{"a bridge that ends at nothing is no level", "Opening, Paid, Left", []float64{5, -5, 0}, "Lcc"},
		{"an opening alone", "Opening, New", []float64{10, 3}, "Lc"},
	} {
		var got strings.Builder
		for _, is := range levels(strings.Split(c.steps, ", "), slices.Clone(c.values)) {
			if is {
				got.WriteByte('L')
			} else {
				got.WriteByte('c')
			}
		}
		if got.String() != c.want {
			t.Errorf("%s: %s %v is read as %s, want %s", c.about, c.steps, c.values, got.String(), c.want)
		}
	}
}
