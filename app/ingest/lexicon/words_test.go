package lexicon

import (
	"strings"
	"testing"
)

// The short way to a key leads where the long one does.
func TestAPlainKeyIsOneWhateverTheSpaces(t *testing.T) {
	t.Parallel()
	parts := []string{"", " ", "  ", "\t", "\u00a0", "\x00", ":", "Total", "É", "a:b", "\xff", "x"}
	for _, a := range parts {
		for _, b := range parts {
			for _, c := range parts {
				in := a + b + c
				want := strings.TrimSpace(strings.TrimSuffix(strings.Join(strings.Fields(strings.ToLower(in)), " "), ":"))
				if got := PlainKey(in); got != want {
					t.Errorf("the key of %q is %q, want %q", in, got, want)
				}
			}
		}
	}
	if got := PlainKey(" Total\u00a0 Revenue : "); got != "total revenue" {
		t.Errorf("the key is %q", got)
	}
}
