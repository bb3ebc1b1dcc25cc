package claim

import (
	"strings"
	"testing"

	"throughline/app/figure/figuretest"
)

// A sentence is searched for its periods once, not once for each of its numbers; every search allocates.
func TestTypedNumbersOfOneSentenceCostNoMoreEach(t *testing.T) {
	cost := func(numbers int) float64 {
		text := strings.Repeat("12% in March, ", numbers)
		return testing.AllocsPerRun(1, func() {
			if got := len(reader(figuretest.Sample()).Typed(text)); got != numbers {
				t.Fatalf("%d numbers were found of %d", got, numbers)
			}
		})
	}
	if few, many := cost(50), cost(400); many > 12*few {
		t.Errorf("50 numbers make %.0f allocations and 400 make %.0f, more than 12 times as many", few, many)
	}
}
