package currency

import (
	"strings"
	"testing"
)

// Of two signs that end alike the longer one is tried first: "CA$5" is no "A$5".
func TestCurrencySignsDoNotHideEachOther(t *testing.T) {
	for i, later := range Signs {
		for _, earlier := range Signs[:i] {
			if strings.Contains(later.Sign, earlier.Sign) {
				t.Errorf("%q is never found, as %q stands before it", later.Sign, earlier.Sign)
			}
		}
	}
}
