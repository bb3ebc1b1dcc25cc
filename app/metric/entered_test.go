package metric

import (
	"math"
	"testing"
)

func TestEntered(t *testing.T) {
	usd, pct, count := Unit{Kind: Currency, Currency: "USD"}, Unit{Kind: Percent}, Unit{Kind: Count}
	hours := Unit{Kind: Duration, Symbol: "h"}
	tests := []struct {
		locale, text string
		unit         Unit
		want         float64
		ok           bool
	}{
		{"en-US", "11.0%", pct, 0.11, true},
		{"en-US", "11", pct, 0.11, true},
		{"en-US", "−3.5 %", pct, -0.035, true},
		{"de-DE", "11,5 %", pct, 0.115, true},
		{"en-US", "4,000", count, 4000, true},
		{"en-US", "4,000.5", count, 4000.5, true},
		{"de-DE", "4.000,5", count, 4000.5, true},
		{"de-DE", "12.910", count, 12910, true},
		{"en-US", "12,5", count, 12.5, true},
		{"fr-FR", "1 234 567", count, 1234567, true},
		{"en-US", "$12.9M", usd, 12.9e6, true},
		{"en-US", "-$120k", usd, -120e3, true},
		{"en-US", "USD 5 million", usd, 5e6, true},
		{"en-US", "(120)", usd, -120, true},
		{"de-DE", "12,9 Mio $", usd, 12.9e6, true},
		{"en-US", "3.2 h", hours, 3.2, true},
		{"en-US", ".5", count, 0.5, true},
		{"en-US", "", count, 0, false},
		{"en-US", "about 40", count, 0, false},
		{"en-US", "12%", count, 0, false},
		{"en-US", "€12", usd, 0, false},
		{"en-US", "12 apples", count, 0, false},
		{"en-US", "1.2.3,4,5", count, 0, false},
	}
	for _, tt := range tests {
		got, ok := Format{Locale: tt.locale}.Entered(tt.text, tt.unit)
		if ok != tt.ok || math.Abs(got-tt.want) > 1e-9*math.Abs(tt.want) {
			t.Errorf("%s %q in %v: got %v, %v; want %v, %v", tt.locale, tt.text, tt.unit, got, ok, tt.want, tt.ok)
		}
	}
}

// What Value prints in full can be typed again.
func TestEnteredReadsWhatValuePrints(t *testing.T) {
	units := []Unit{{Kind: Number}, {Kind: Count}, {Kind: Percent}, {Kind: Currency, Currency: "EUR"}, {Kind: Duration, Symbol: "h"}}
	for _, locale := range []string{"en-US", "en-GB", "de-DE", "fr-FR", "sv-SE", "de-CH", "en-IN"} {
		for _, u := range units {
			for _, v := range []float64{0, 1, -1, 12.5, 999, 1234, -1234.5, 0.25, 1234567} {
				f := Format{Locale: locale, Style: Full}
				text := f.Value(v, u)
				got, ok := f.Entered(text, u)
				if !ok || math.Abs(got-v) > 0.005 {
					t.Errorf("%s: %v prints as %q and reads as %v, %v", locale, v, text, got, ok)
				}
			}
		}
	}
}

func FuzzEntered(f *testing.F) {
	for _, s := range []string{"11.0%", "$12.9M", "(120)", "1.2.3", "−3,5 h", "1e400", "."} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for _, u := range []Unit{{Kind: Percent}, {Kind: Currency, Currency: "USD"}, {Kind: Duration, Symbol: "h"}} {
			if v, ok := (Format{Locale: "de-DE"}).Entered(s, u); ok && (math.IsNaN(v) || math.IsInf(v, 0)) {
				t.Fatalf("%q reads as %v", s, v)
			}
		}
	})
}
