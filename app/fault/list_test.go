package fault_test

import (
	"testing"

	"throughline/app/fault"
)

func TestFirstNamesFiveAndCountsTheRest(t *testing.T) {
	t.Parallel()
	for want, things := range map[string][]string{
		"":                         nil,
		"a; b; c; d; e":            {"a", "b", "c", "d", "e"},
		"a; b; c; d; e and 2 more": {"a", "b", "c", "d", "e", "f", "g"},
	} {
		if got := fault.First(things, "; "); got != want {
			t.Errorf("%q is listed as %q, want %q", things, got, want)
		}
	}
}
