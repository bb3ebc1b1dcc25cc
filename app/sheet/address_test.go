package sheet

import "testing"

func TestAddressesAreReadAsTheyAreWritten(t *testing.T) {
	for _, at := range [][2]int{{1, 1}, {4, 26}, {7, 27}, {1_048_576, 702}, {12, 703}} {
		row, col, ok := ParseAddress(Address(at[0], at[1]))
		if !ok || row != at[0] || col != at[1] {
			t.Errorf("%s is row %d, column %d, %t", Address(at[0], at[1]), row, col, ok)
		}
	}
	if row, col, ok := ParseAddress([]byte("b4")); !ok || row != 4 || col != 2 {
		t.Errorf("b4 is row %d, column %d, %t", row, col, ok)
	}
	for _, text := range []string{"", "B", "4", "B0", "B-4", "B4:C5", "ABCDE1", "B1234567890"} {
		if row, col, ok := ParseAddress(text); ok {
			t.Errorf("%q is read as row %d, column %d", text, row, col)
		}
	}
}
