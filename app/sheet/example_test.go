package sheet_test

import (
	"fmt"

	"throughline/app/sheet"
)

func ExampleParseRange() {
	area, ok := sheet.ParseRange("B3:D9")
	fmt.Println(area, ok, sheet.Address(area.Row1, area.Col1), area.Contains(4, 3))
	// Output:
	// B3:D9 true B3 true
}
