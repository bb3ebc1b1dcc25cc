package part_test

import (
	"fmt"
	"testing"

	"throughline/app/part"
)

// A list is mended by looking at each part once; every look makes a copy.
func TestMendLooksAtEveryPartOnce(t *testing.T) {
	cost := func(count int) float64 {
		parts := make([]part.Part, count)
		for i := range parts {
			parts[i] = &choice{Meta: part.Meta{ID: fmt.Sprint("c", i)}, Sentence: "C"}
		}
		return testing.AllocsPerRun(1, func() {
			if kept, _ := kinds.Of("choice").Mend(parts); len(kept) != count {
				t.Fatalf("%d parts of %d were kept", len(kept), count)
			}
		})
	}
	if few, many := cost(50), cost(400); many > 12*few {
		t.Errorf("50 parts make %.0f allocations and 400 make %.0f, more than 12 times as many", few, many)
	}
}
