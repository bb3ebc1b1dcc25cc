package sheet

import (
	"slices"
	"testing"
)

func textRow(texts ...string) []Cell {
	row := make([]Cell, len(texts))
	for i, s := range texts {
		if s != "" {
			row[i] = Cell{Kind: Text, Text: s}
		}
	}
	return row
}

func TestKeysFindRowsAndColumnsAgain(t *testing.T) {
	s := &Sheet{Rows: [][]Cell{
		textRow("", "2025", "", "2026"),
		textRow("Metric", "Nov", "Dec", "Nov"),
		append(textRow("Users"), Cell{Kind: Number, Number: 5, Text: "5"}),
		append(textRow("Total", "all"), Cell{Kind: Number, Number: 5, Text: "5"}),
		append(textRow("total", "paid"), Cell{Kind: Number, Number: 5, Text: "5"}),
		append(textRow(""), Cell{Kind: Number, Number: 7, Text: "7"}),
	}}
	area := Range{1, 1, 6, 4}
	rows, columns := s.RowKeys(area), s.ColumnKeys(area, []int{1, 2})
	for row, want := range map[int]string{3: "Users", 4: "Total / all", 5: "total / paid", 6: "6", 9: ""} {
		if got := rows.Of(row); got != want {
			t.Errorf("row %d is %q, want %q", row, got, want)
		}
	}
	for col, want := range map[int]string{1: "Metric", 2: "Nov / 2025", 3: "Dec", 4: "Nov / 2026"} {
		if got := columns.Of(col); got != want {
			t.Errorf("column %d is %q, want %q", col, got, want)
		}
	}
	for key, want := range map[string][]int{"users": {3}, " TOTAL ": {4, 5}, "Total / paid": {5}, "6": {6}, "99": nil, "Leads": nil} {
		if got := rows.Find(key); !slices.Equal(got, want) {
			t.Errorf("row %q is %v, want %v", key, got, want)
		}
	}
	for key, want := range map[string][]int{"nov": {2, 4}, "Nov / 2026": {4}, "c": {3}, "Z": nil} {
		if got := columns.Find(key); !slices.Equal(got, want) {
			t.Errorf("column %q is %v, want %v", key, got, want)
		}
	}
	if near, ok := rows.Near("User"); !ok || near != "Users" {
		t.Errorf("near “User” is %q, %v", near, ok)
	}
}

func TestRangesAsPeopleWriteThem(t *testing.T) {
	for text, want := range map[string]Range{"A3:N40": {3, 1, 40, 14}, "$B$4": {4, 2, 4, 2}, "c5:a1": {1, 1, 5, 3}} {
		if got, ok := ParseRange(text); !ok || got != want {
			t.Errorf("%s = %v, %v; want %v", text, got, ok, want)
		}
	}
	for _, text := range []string{"", "A", "3", "A0", "A1:", "A1:B2:C3", "Sheet!A1", "ZZZZZ9", "A9999999"} {
		if got, ok := ParseRange(text); ok {
			t.Errorf("%q = %v, want none", text, got)
		}
	}
}
