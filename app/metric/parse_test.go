package metric

import (
	"fmt"
	"slices"
	"testing"
	"time"
)

func TestParsePeriodReadsWhatPeopleWrite(t *testing.T) {
	tests := map[string]string{
		// the forms of files and JSON
		"2026-01-31": "2026-01-31", "2026-W05": "2026-W05", "2026-01": "2026-01", "2026-Q1": "2026-Q1", "2026": "2026",
		"FY26-Q1": "FY26-Q1", "FY26": "FY26",
		// months
		"Jan-26": "2026-01", "Jan 26": "2026-01", "January 2026": "2026-01", "Jan 2026": "2026-01", "Sep '26": "2026-09",
		"Sept. 2026": "2026-09", "Sep’26": "2026-09", "2026 Jan": "2026-01", "01/2026": "2026-01", "1/2026": "2026-01",
		"2026/01": "2026-01", "2026.1": "2026-01", "202601": "2026-01", "JAN-2026": "2026-01", "jan_2026": "2026-01",
		"2026-M01": "2026-01", "M01 2026": "2026-01", "Jan, 2026": "2026-01", "Jan\u00a02026": "2026-01", "Mai 2026": "2026-05",
		"août 2026": "2026-08", "März 26": "2026-03", "dic-26": "2026-12", "Jan–26": "2026-01", "Jan-99": "1999-01",
		// quarters, weeks, years
		"Q3 2026": "2026-Q3", "2026 Q3": "2026-Q3", "Q3'26": "2026-Q3", "Q3-26": "2026-Q3", "3Q26": "2026-Q3", "Q3/2026": "2026-Q3",
		"W34 2026": "2026-W34", "2026-W34": "2026-W34", "Week 34 2026": "2026-W34", "Week 34, 2026": "2026-W34", "2026W34": "2026-W34",
		"KW 5 2026": "2026-W05", "FY2026": "FY26", "FY26 Q1": "FY26-Q1", "Q1 FY26": "FY26-Q1", "FY26Q1": "FY26-Q1",
		"Q1 FY2026": "FY26-Q1", "2025/26": "FY26", "FY25/26": "FY26", "2025-26": "FY26", "2025/2026": "FY26", "FY2025/26": "FY26",
		"CY2026": "2026",
		// days
		"31 Jan 2026": "2026-01-31", "Jan 31, 2026": "2026-01-31", "January 31st, 2026": "2026-01-31", "31-Jan-26": "2026-01-31",
		"31.01.2026": "2026-01-31", "5.6.2026": "2026-06-05", "31/01/2026": "2026-01-31", "01/31/2026": "2026-01-31",
		"05/05/2026": "2026-05-05", "2026/1/31": "2026-01-31", "20260131": "2026-01-31", "Sat 31 Jan 2026": "2026-01-31",
		"2026-01-31T00:00:00Z": "2026-01-31", "2026-01-31 14:30": "2026-01-31", "19-mai-17": "2017-05-19", " 2026-01 ": "2026-01",
	}
	for in, want := range tests {
		got, ok := ParsePeriod(in)
		if !ok || got.String() != want {
			t.Errorf("ParsePeriod(%q) = %q, %v; want %q", in, got, ok, want)
		}
	}
}

// A day as files write it is read without the scanner, and to the same day or none.
func TestADayOfAFileIsReadAsTheScannerReadsIt(t *testing.T) {
	for _, year := range []int{0, 999, 1000, 1582, 1900, 1969, 1970, 2000, 2024, 2026, 9999} {
		for month := range 14 {
			for day := range 33 {
				hyphens, slashes := fmt.Sprintf("%04d-%02d-%02d", year, month, day), fmt.Sprintf("%04d/%02d/%02d", year, month, day)
				got, ok := ParsePeriod(hyphens)
				want, wantOK := ParsePeriod(slashes)
				if ok != wantOK || ok && got != want {
					t.Fatalf("%s is %v, %v; %s is %v, %v", hyphens, got, ok, slashes, want, wantOK)
				}
			}
		}
	}
}

func TestParsePeriodRefusesWhatIsNotOnePeriod(t *testing.T) {
	for _, in := range []string{
		"", " ", "Jan", "Q3", "W5", "12", "125", "12345", "1.5", "Jan 5", "5 Jan", "Q5 2026", "2026-13", "2026-00", "31.02.2026",
		"2026-W54", "2025-W53", "05/06/2026", "05/06/26", "2026-Q0", "Jan Feb 2026", "Plan 2026", "2026 YTD", "H1 2026", "-2026", "1,234",
		"\xff\xfe", "2026\x00", "2025-28", "12:30", "v2.1", "Jan 2026 Feb 2026", "(2026)", "9999999999999999999999",
	} {
		if got, ok := ParsePeriod(in); ok {
			t.Errorf("ParsePeriod(%q) = %q, want none", in, got)
		}
	}
}

func TestParseDateNeedsTheOrderOnlyWhereItMatters(t *testing.T) {
	tests := []struct {
		in    string
		order DateOrder
		want  string
	}{
		{"05/06/2026", DayMonthYear, "2026-06-05"},
		{"05/06/2026", MonthDayYear, "2026-05-06"},
		{"01-10-17", DayMonthYear, "2017-10-01"},
		{"26-01-31", YearMonthDay, "2026-01-31"},
		{"2020/2/18", MonthDayYear, "2020-02-18"},
		{"31/01/2026", MonthDayYear, ""},
		{"05/06/2026", DateOrderUnknown, ""},
	}
	for _, tt := range tests {
		got, _ := ParseDate(tt.in, tt.order)
		if tt.want == "" {
			if _, ok := ParseDate(tt.in, tt.order); ok {
				t.Errorf("ParseDate(%q, %d) = %q, want none", tt.in, tt.order, got)
			}
		} else if got.String() != tt.want {
			t.Errorf("ParseDate(%q, %d) = %q, want %q", tt.in, tt.order, got, tt.want)
		}
	}
	if got := DateOrders("29/01/2020"); !slices.Equal(got, []DateOrder{DayMonthYear}) {
		t.Errorf("DateOrders of a day above 12 = %v, want day-month-year alone", got)
	}
	if got := DateOrders("05/06/2026"); len(got) != 2 {
		t.Errorf("DateOrders of an ambiguous date = %v, want two", got)
	}
}

func TestParseBarePeriod(t *testing.T) {
	tests := map[string]BarePeriod{
		"Jun": {Month, 6}, "June": {Month, 6}, "Sept.": {Month, 9}, "M06": {Month, 6}, "MAY": {Month, 5},
		"Q3": {Quarter, 3}, "3Q": {}, "W34": {Week, 34}, "Week 5": {Week, 5}, "Wk 5": {Week, 5},
		"M13": {}, "Q5": {}, "2026": {}, "June 2026": {}, "Out": {}, "Set": {}, "": {}, "x": {}, "W54": {},
	}
	for in, want := range tests {
		got, ok := ParseBarePeriod(in)
		if ok != (want != BarePeriod{}) || ok && got != want {
			t.Errorf("ParseBarePeriod(%q) = %v, %v; want %v", in, got, ok, want)
		}
	}
	june := BarePeriod{Month, 6}
	if p := june.In(2026); p != MonthOf(2026, time.June) || !june.Names(p) || june.Names(p.Add(1)) {
		t.Errorf("June in 2026 is %v", p)
	}
	if !(BarePeriod{Quarter, 1}).Names(FiscalQuarterOf(2026, 1)) {
		t.Error("Q1 names the first quarter of a fiscal year")
	}
}

// Any period the program writes it also reads.
func FuzzParsePeriod(f *testing.F) {
	for _, s := range []string{"2026-01-31", "Jan-26", "Q3'26", "FY25/26", "Week 34, 2026", "31.01.2026", "Sat 31 Jan 2026", "05/06/2026"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		_, _ = ParseBarePeriod(s)
		DateOrders(s)
		p, ok := ParsePeriod(s)
		if !ok {
			return
		}
		q, ok := ParsePeriod(p.String())
		year, _ := p.Parts()
		// FY26 is 2026: a fiscal year is written with two digits, so only those of 1970 to 2069 come back.
		if p.Fiscal && (year < 1970 || year > 2069) || year < 1000 {
			return
		}
		if !ok || q != p {
			t.Fatalf("ParsePeriod(%q) = %v, which reads back as %v", s, p, q)
		}
	})
}
