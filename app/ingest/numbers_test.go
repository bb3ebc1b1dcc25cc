package ingest

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
		conv convention
		want want
	}{
		{"1234", dotDecimal, plain(1234)},
		{"-1234.5", dotDecimal, plain(-1234.5)},
		{"1,234", dotDecimal, plain(1234)},
		{"1,234", commaDecimal, plain(1.234)},
		{"1.234", commaDecimal, plain(1234)},
		{"1.234", dotDecimal, plain(1.234)},
		{"1,234.56", commaDecimal, plain(1234.56)},
		{"1.234,56", dotDecimal, plain(1234.56)},
		{"1,234,567", commaDecimal, plain(1234567)},
		{"1.234.567", dotDecimal, plain(1234567)},
		{"12,5", dotDecimal, plain(12.5)},
		{"0,611", dotDecimal, plain(0.611)},
		{"12,34,567", dotDecimal, plain(1234567)},
		{"1 234 567,8", dotDecimal, plain(1234567.8)},
		{"1\u00a0234", dotDecimal, plain(1234)},
		{"1'234.50", dotDecimal, plain(1234.5)},
		{"(1,234)", dotDecimal, plain(-1234)},
		{"−5", dotDecimal, plain(-5)},
		{"- 1", dotDecimal, plain(-1)},
		{"+4.0", dotDecimal, plain(4)},
		{".5", dotDecimal, plain(0.5)},
		{"1.2E+05", dotDecimal, plain(120000)},
		{"12.3*", dotDecimal, plain(12.3)},
		{"12.4%", dotDecimal, want{value: 12.4, percent: true, scale: 1}},
		{"0,29 %", dotDecimal, want{value: 0.29, percent: true, scale: 1}},
		{"(3.5%)", dotDecimal, want{value: -3.5, percent: true, scale: 1}},
		{"$1,200", dotDecimal, want{value: 1200, currency: "USD", scale: 1}},
		{"-$5", dotDecimal, want{value: -5, currency: "USD", scale: 1}},
		{"($39,895)", dotDecimal, want{value: -39895, currency: "USD", scale: 1}},
		{"1.200 €", commaDecimal, want{value: 1200, currency: "EUR", scale: 1}},
		{"USD 12", dotDecimal, want{value: 12, currency: "USD", scale: 1}},
		{"£1.2m", dotDecimal, want{value: 1.2, currency: "GBP", scale: 1e6}},
		{"340k", dotDecimal, want{value: 340, scale: 1e3}},
		{"1.5 hours", dotDecimal, want{value: 1.5, scale: 1, unit: "h"}},
		{"3.2x", dotDecimal, want{value: 3.2, scale: 1, unit: "x"}},
	}
	for _, tt := range tests {
		n, ok := parseNumber(tt.text, tt.conv)
		got := want{n.value, n.percent, n.currency, n.scale, n.unit}
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
		if n, ok := parseNumber(text, dotDecimal); ok {
			t.Errorf("parseNumber(%q) = %v, want none", text, n.value)
		}
	}
}

func TestSplitName(t *testing.T) {
	tests := []struct {
		raw, name string
		hint      hint
	}{
		{"ARR ($k)", "ARR", hint{currency: "USD", scale: 1e3}},
		{"Revenue (USD millions)", "Revenue", hint{currency: "USD", scale: 1e6}},
		{"Revenue, €m", "Revenue", hint{currency: "EUR", scale: 1e6}},
		{"Bookings kEUR", "Bookings", hint{currency: "EUR", scale: 1e3}},
		{"MRR in €", "MRR", hint{currency: "EUR"}},
		{"Churn %", "Churn", hint{percent: true}},
		{"NRR (in %)", "NRR", hint{percent: true}},
		{"Response time (hours)", "Response time", hint{}},
		{"Customers ('000)", "Customers", hint{scale: 1e3}},
		{"Users (EMEA)", "Users (EMEA)", hint{}},
		{"Support hours", "Support hours", hint{}},
		{"Plan B", "Plan B", hint{}},
		{"Arsenal (indexed, 1-100)", "Arsenal (indexed, 1-100)", hint{}},
		{"% of users active", "% of users active", hint{}},
	}
	for _, tt := range tests {
		name, h := splitName(tt.raw)
		if name != tt.name || h.currency != tt.hint.currency || h.scale != tt.hint.scale || h.percent != tt.hint.percent {
			t.Errorf("splitName(%q) = %q, %+v; want %q, %+v", tt.raw, name, h, tt.name, tt.hint)
		}
	}
}
