package lexicon

import (
	"math"
	"testing"
)

func TestParseNumber(t *testing.T) {
	type want struct {
		value    float64
		percent  bool
		currency string
		scale    float64
		unit     string
	}
	plain := func(v float64) want { return want{value: v, scale: 1} }
	tests := []struct {
		text string
		conv Convention
		want want
	}{
		{"1234", DotDecimal, plain(1234)},
		{"-1234.5", DotDecimal, plain(-1234.5)},
		{"1,234", DotDecimal, plain(1234)},
		{"1,234", CommaDecimal, plain(1.234)},
		{"1.234", CommaDecimal, plain(1234)},
		{"1.234", DotDecimal, plain(1.234)},
		{"1,234.56", CommaDecimal, plain(1234.56)},
		{"1.234,56", DotDecimal, plain(1234.56)},
		{"1,234,567", CommaDecimal, plain(1234567)},
		{"1.234.567", DotDecimal, plain(1234567)},
		{"12,5", DotDecimal, plain(12.5)},
		{"0,611", DotDecimal, plain(0.611)},
		{"12,34,567", DotDecimal, plain(1234567)},
		{"1 234 567,8", DotDecimal, plain(1234567.8)},
		{"1\u00a0234", DotDecimal, plain(1234)},
		{"1'234.50", DotDecimal, plain(1234.5)},
		{"(1,234)", DotDecimal, plain(-1234)},
		{"−5", DotDecimal, plain(-5)},
		{"- 1", DotDecimal, plain(-1)},
		{"+4.0", DotDecimal, plain(4)},
		{".5", DotDecimal, plain(0.5)},
		{"1.2E+05", DotDecimal, plain(120000)},
		{"12.3*", DotDecimal, plain(12.3)},
		{"12.4%", DotDecimal, want{value: 12.4, percent: true, scale: 1}},
		{"0,29 %", DotDecimal, want{value: 0.29, percent: true, scale: 1}},
		{"(3.5%)", DotDecimal, want{value: -3.5, percent: true, scale: 1}},
		{"$1,200", DotDecimal, want{value: 1200, currency: "USD", scale: 1}},
		{"-$5", DotDecimal, want{value: -5, currency: "USD", scale: 1}},
		{"($39,895)", DotDecimal, want{value: -39895, currency: "USD", scale: 1}},
		{"1.200 €", CommaDecimal, want{value: 1200, currency: "EUR", scale: 1}},
		{"USD 12", DotDecimal, want{value: 12, currency: "USD", scale: 1}},
		{"£1.2m", DotDecimal, want{value: 1.2, currency: "GBP", scale: 1e6}},
		{"340k", DotDecimal, want{value: 340, scale: 1e3}},
		{"1.5 hours", DotDecimal, want{value: 1.5, scale: 1, unit: "h"}},
		{"3.2x", DotDecimal, want{value: 3.2, scale: 1, unit: "x"}},
	}
	for _, tt := range tests {
		n, ok := ParseNumber(tt.text, tt.conv)
		got := want{n.Value, n.Percent, n.Currency, n.Scale, n.Unit}
		if !ok || math.Abs(got.value-tt.want.value) > 1e-12 || got.percent != tt.want.percent || got.currency != tt.want.currency ||
			got.scale != tt.want.scale || got.unit != tt.want.unit {
			t.Errorf("parseNumber(%q) = %+v, %v; want %+v", tt.text, got, ok, tt.want)
		}
	}
}

// Text that only resembles a number stays text: a wrong number is worse than none.
func TestParseNumberRefuses(t *testing.T) {
	for _, text := range []string{
		"", "-", "n/a", "$101,2000.00", "45|0|0", "00123", "12 Jan", "1,23,4", "Q1", "1.2.3,4,5", "12a", "v2", "1-2", "2026-01", "10:30", "<5", "1e400", "NaN", "Inf", "0x10", "1 2",
	} {
		if n, ok := ParseNumber(text, DotDecimal); ok {
			t.Errorf("parseNumber(%q) = %v, want none", text, n.Value)
		}
	}
}

func TestSplitName(t *testing.T) {
	tests := []struct {
		raw, name string
		hint      Hint
	}{
		{"ARR ($k)", "ARR", Hint{Currency: "USD", Scale: 1e3}},
		{"Revenue (USD millions)", "Revenue", Hint{Currency: "USD", Scale: 1e6}},
		{"Revenue, €m", "Revenue", Hint{Currency: "EUR", Scale: 1e6}},
		{"Bookings kEUR", "Bookings", Hint{Currency: "EUR", Scale: 1e3}},
		{"MRR in €", "MRR", Hint{Currency: "EUR"}},
		{"Churn %", "Churn", Hint{Percent: true}},
		{"NRR (in %)", "NRR", Hint{Percent: true}},
		{"Response time (hours)", "Response time", Hint{}},
		{"Customers ('000)", "Customers", Hint{Scale: 1e3}},
		{"Users (EMEA)", "Users (EMEA)", Hint{}},
		{"Support hours", "Support hours", Hint{}},
		{"Plan B", "Plan B", Hint{}},
		{"Arsenal (indexed, 1-100)", "Arsenal (indexed, 1-100)", Hint{}},
		{"% of users active", "% of users active", Hint{}},
	}
	for _, tt := range tests {
		name, h := SplitName(tt.raw)
		if name != tt.name || h.Currency != tt.hint.Currency || h.Scale != tt.hint.Scale || h.Percent != tt.hint.Percent {
			t.Errorf("splitName(%q) = %q, %+v; want %q, %+v", tt.raw, name, h, tt.name, tt.hint)
		}
	}
}

// A number read from text is finite, and reading what it prints as gives it back.
func FuzzParseNumber(f *testing.F) {
	for _, s := range []string{"1,234.5", "(12%)", "€ 1.234,5", "1e308", "12,34,567", "$1.2bn", "3 h", "1'000"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for _, conv := range []Convention{DotDecimal, CommaDecimal} {
			n, ok := ParseNumber(s, conv)
			if !ok {
				continue
			}
			if math.IsNaN(n.Value) || math.IsInf(n.Value, 0) || n.Scale == 0 {
				t.Fatalf("parseNumber(%q) = %+v", s, n)
			}
		}
	})
}
