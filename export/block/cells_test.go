package block

import (
	"strings"
	"testing"
	"time"

	"throughline/app/metric"
	"throughline/export/visual"
)

func TestCellsAreWrittenAsTheStretchesTheyLieIn(t *testing.T) {
	t.Parallel()
	tests := []struct{ cells, want string }{
		{"", ""},
		{"B4", "B4"},
		{"N4 M4", "M4–N4"},
		{"B4 C4 D4 B9", "B4–D4, B9"},
		{"Z1 AA1 AB1", "Z1–AB1"},
		{"B4 B5 B6", "B4–B6"},
		{"B4 C4 B5 C5 E5", "B4–C5, E5"},
		{"B4 B4", "B4"},
		{"B2:B97 C4", "C4, B2–B97"},
		{"Total[Sum]", "Total[Sum]"},
		{"XFD1048576", "XFD1048576"},
	}
	for _, tt := range tests {
		if got := strings.Join(joinCells(strings.Fields(tt.cells)), ", "); got != tt.want {
			t.Errorf("joinCells(%q) = %q, want %q", tt.cells, got, tt.want)
		}
	}
}

func TestASpanNamesTheYearOnce(t *testing.T) {
	t.Parallel()
	tests := []struct {
		from, to metric.Period
		want     string
	}{
		{metric.MonthOf(2026, time.January), metric.MonthOf(2026, time.October), "Jan–Oct 2026"},
		{metric.MonthOf(2024, time.November), metric.MonthOf(2026, time.October), "Nov 2024–Oct 2026"},
		{metric.QuarterOf(2026, 1), metric.QuarterOf(2026, 3), "Q1–Q3 2026"},
		{metric.FiscalQuarterOf(2026, 1), metric.FiscalQuarterOf(2026, 3), "Q1–Q3 FY26"},
		{metric.YearOf(2019), metric.YearOf(2026), "2019–2026"},
		{metric.WeekOf(2026, 5), metric.WeekOf(2026, 31), "W05–W31 2026"},
		{metric.DayOf(2026, 10, 3), metric.DayOf(2026, 10, 31), "3 Oct–31 Oct 2026"},
		{metric.MonthOf(2026, time.May), metric.MonthOf(2026, time.May), "May 2026"},
	}
	for _, tt := range tests {
		if got := visual.Span(tt.from, tt.to); got != tt.want {
			t.Errorf("span(%v, %v) = %q, want %q", tt.from, tt.to, got, tt.want)
		}
	}
}
