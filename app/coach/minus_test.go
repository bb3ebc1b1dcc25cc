package coach

import "testing"

func TestALinkDoesNotBringAMinusThatWasNotTyped(t *testing.T) {
	for _, c := range []struct {
		printed, typed string
		want           bool
	}{
		{"−66%", "66%", true},
		{"−66%", "−66%", false},
		{"−66%", "-66%", false},
		{"66%", "66%", false},
	} {
		if got := bringsMinus(c.printed, c.typed); got != c.want {
			t.Errorf("%q for %q: %v, want %v", c.printed, c.typed, got, c.want)
		}
	}
}
