package book

import (
	"testing"

	"throughline/app/book/currency"
)

func TestNumberFormats(t *testing.T) {
	tests := []struct {
		code  string
		value float64
		shown string
		check func(*NumberFormat) bool
	}{
		{"0.0%", 0.1234, "12.3%", func(f *NumberFormat) bool { return f.Percent }},
		{`[$€-407] #,##0.00`, 1234.5, "€ 1,234.50", func(f *NumberFormat) bool { return f.Currency == "EUR" }},
		{`#,##0.00 "€"`, 1234.5, "1,234.50 €", func(f *NumberFormat) bool { return f.Currency == "EUR" }},
		{`[$$-C09]#,##0`, 5, "$5", func(f *NumberFormat) bool { return f.Currency == "AUD" }},
		{`"CHF" #,##0`, 5, "CHF 5", func(f *NumberFormat) bool { return f.Currency == "CHF" }},
		{`#,##0 "kr"`, 5, "5 kr", func(f *NumberFormat) bool { return f.Currency == currency.Shared }},
		{`_($* #,##0.0_);_($* (#,##0.0);_($* "-"??_)`, -2, "$(2.0)", func(f *NumberFormat) bool { return f.Currency == "USD" }},
		{`#,##0.0,,"m"`, 1_250_000, "1.2m", func(f *NumberFormat) bool { return f.Thousands == 2 && f.Unit == "m" }},
		{"mmm-yy", 46053, "Jan 2026", func(f *NumberFormat) bool { return f.date }},
		{`[$-409]d\-mmm;@`, 46053, "2026-01-31", func(f *NumberFormat) bool { return f.date }},
		{"h:mm", 0.5, "12:00", func(f *NumberFormat) bool { return f.Duration && !f.date }},
		{"[h]:mm:ss", 2.5, "60:00", func(f *NumberFormat) bool { return f.Duration }},
		{"mm:ss", 0.5, "12:00", func(f *NumberFormat) bool { return f.Duration && !f.date }},
		{"General", 0.1, "0.1", func(f *NumberFormat) bool { return !f.date && f.Code == "" }},
		{`0" days"`, 3, "3 days", func(f *NumberFormat) bool { return f.Unit == "days" && !f.date }},
		{`\+0.0;\-0.0`, -1.5, "-1.5", func(f *NumberFormat) bool { return !f.Percent }},
		{`"unclosed`, 1, "1", func(f *NumberFormat) bool { return !f.date }},
		{"@", 7, "7", func(f *NumberFormat) bool { return f.text }},
	}
	for _, tt := range tests {
		f := ParseNumberFormat(tt.code)
		if got := f.show(tt.value); got != tt.shown || !tt.check(f) {
			t.Errorf("%s shows %v as %q, want %q; read as %+v", tt.code, tt.value, got, tt.shown, f)
		}
	}
}
