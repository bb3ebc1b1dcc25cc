package fault

import "testing"

func TestCountsReadAsPeopleWriteThem(t *testing.T) {
	for want, got := range map[string]string{
		"1 row": Counted(1, "row"), "0 rows": Counted(0, "row"), "2,000,000 rows": Counted(2_000_000, "row"),
		"999": Grouped(999), "1,048,576": Grouped(1 << 20), "12,345.678": GroupDigits("12345.678"),
	} {
		if got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
