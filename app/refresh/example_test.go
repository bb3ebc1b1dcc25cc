package refresh_test

import (
	"context"
	"fmt"
	"time"

	"throughline/app/book"
	"throughline/app/brief"
	"throughline/app/ingest"
	"throughline/app/refresh"
)

func ExampleRead() {
	ctx := context.Background()
	october, err := book.Paste(ctx, "Metric\tSep 2026\tOct 2026\nTrial conversion\t10.9%\t12.4%\n", "metrics.csv")
	if err != nil {
		fmt.Println(err)
		return
	}
	reading, err := ingest.Understand(ctx, october)
	if err != nil {
		fmt.Println(err)
		return
	}
	b := brief.New("example")
	reading.AddTo(b, time.Time{})
	b.Headline = "Trial conversion rose to {Trial conversion}"

	november, err := book.Paste(ctx, "Metric\tSep 2026\tOct 2026\tNov 2026\nTrial conversion\t10.9%\t12.4%\t11.8%\n", "metrics.csv")
	if err != nil {
		fmt.Println(err)
		return
	}
	renewal, err := refresh.Read(ctx, b, november, ingest.Understand, nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	review := renewal.Review(nil, time.Time{})
	for _, f := range review.Figures {
		fmt.Println(f.Old, "→", f.New)
	}
	for _, s := range review.Sentences {
		fmt.Println(s.Why)
	}
	// Output:
	// 12.4% → 11.8%
	// The sentence says Trial conversion rose; it fell from 12.4% (Oct 2026, C2) to 11.8% (Nov 2026, D2).
}
