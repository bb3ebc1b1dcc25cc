package compose_test

import (
	"fmt"
	"strings"
	"testing"

	"throughline/export/compose"
	"throughline/export/page/pagetest"
)

// The steps that a bridge takes together are in the ledger as the sum that is printed for them.
func TestStepsTakenTogetherAreInTheLedger(t *testing.T) {
	t.Parallel()
	rows, values, sum := []string{"Opening"}, []float64{40e6}, 40e6
	for i := range 40 {
		v := float64(i%7+1) * 1e5
		rows, values, sum = append(rows, fmt.Sprintf("Customer %d", i+1)), append(values, v), sum+v
	}
	b := bridged(append(rows, "Closing"), append(values, sum)...)
	doc, ledger, findings := compose.PagesWithLedger(pagetest.Fonts(t), b, compose.Options{})
	if len(findings) > 0 {
		t.Fatalf("%+v", findings)
	}
	if got := texts(doc.Pages[0]); !strings.Contains(got, " others") {
		t.Fatalf("nothing is taken together in %q", got)
	}
	total := 0.0
	for _, e := range ledger.Entries {
		if e.View == "change" {
			total += e.Value
		}
	}
	if diff := total - (sum - 40e6); diff > 1 || diff < -1 {
		t.Errorf("the changes in the ledger add up to %v, want %v", total, sum-40e6)
	}
}
