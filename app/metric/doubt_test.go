package metric

import "testing"

func TestDoubtIsSettledByTheAnswerOfARecipe(t *testing.T) {
	d := Doubt{
		Kind: FactorDoubt, Key: "factor-visits", Read: "thousands",
		Readings: []DoubtReading{{"thousands", "1204"}, {"decimal", "1.204"}},
	}
	if !d.Stops() {
		t.Error("an unsettled doubt of the factor does not stop")
	}
	if got := d.Settle(map[string]string{"factor-orders": "decimal"}); got != "thousands" || d.Settled {
		t.Errorf("the answer to another doubt was taken: %q, settled %v", got, d.Settled)
	}
	if got := d.Settle(map[string]string{"factor-visits": "1.204"}); got != "decimal" || !d.Settled || d.Stops() {
		t.Errorf("got %q, settled %v, stops %v; want decimal, settled", got, d.Settled, d.Stops())
	}
}

func TestCurrencyDoubtTakesAnyCodeAndBareAmountsDoNotStop(t *testing.T) {
	d := Doubt{Kind: CurrencyDoubt, Read: NoCurrency, Readings: []DoubtReading{{NoCurrency, "1000"}}}
	if d.Stops() {
		t.Error("a bare amount stops the export")
	}
	for answer, want := range map[string]string{"eur": "EUR", "none": NoCurrency, "euros": ""} {
		if got, ok := d.Reading(answer); got != want || ok != (want != "") {
			t.Errorf("Reading(%q) = %q, %v; want %q", answer, got, ok, want)
		}
	}
}
