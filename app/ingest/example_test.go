package ingest_test

import (
	"context"
	"fmt"
	"os"

	"throughline/app/book"
	"throughline/app/ingest"
)

func Example() {
	copied := "Metric\tSep 2026\tOct 2026\nTrial conversion\t10.9%\t12.4%\nSign-ups\t4,010\t4,120\n"
	wb, err := book.Paste(context.Background(), copied, "copied cells")
	if err != nil {
		fmt.Println(err)
		return
	}
	reading, err := ingest.Understand(context.Background(), wb)
	if err != nil {
		fmt.Println(err)
		return
	}
	if err := ingest.Describe(os.Stdout, reading); err != nil {
		fmt.Println(err)
	}
	// Output:
	// copied cells (paste)
	//
	// A1:C3 · header in row 1 · months across · 2 rows · 9 cells read
	//   metric            unit     scenario  span               latest
	//   Trial conversion  percent  actual    2026-09 – 2026-10  12.40%
	//   Sign-ups          count    actual    2026-09 – 2026-10  4120
	//
	//   info: Read as UTF-8 text with tabs between the fields.
}
