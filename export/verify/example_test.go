package verify_test

import (
	"bytes"
	"fmt"
	"time"

	"throughline/app/brief"
	"throughline/app/metric"
	"throughline/export"
	"throughline/export/verify"
)

func ExamplePDF() {
	b := brief.New("example")
	b.Headline = "Conversion is {Trial conversion}"
	b.Settings.Classification = "Internal"
	b.Sources = []*brief.Source{{ID: "s1", File: "metrics.xlsx"}}
	b.Metrics = []*metric.Metric{{
		Name: "Trial conversion", Unit: metric.Unit{Kind: metric.Percent},
		Series: []*metric.Series{{Source: "s1", Sheet: "Funnel", Points: []metric.Point{
			{Period: metric.MonthOf(2026, time.October), Value: 0.124, Cell: "K4"},
		}}},
	}}
	var file bytes.Buffer
	if err := export.PDF(&file, b, export.Options{}); err != nil {
		fmt.Println(err)
		return
	}
	report, err := verify.PDF(bytes.NewReader(file.Bytes()), int64(file.Len()))
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, f := range report.Figures {
		fmt.Println(f.Text, f.Source, f.Cell, f.OK)
	}

	// The workbook has another value by now.
	origin, err := report.Origin("metrics.xlsx", "")
	if err != nil {
		fmt.Println(err)
		return
	}
	b.Metrics[0].Series[0].Points[0].Value = 0.131
	for _, f := range report.Against(verify.Book{Name: "metrics.xlsx", Of: origin, Metrics: b.Metrics}).Figures {
		fmt.Println(f.Why)
	}
	// Output:
	// 12.4% metrics.xlsx · Funnel K4 true
	// Funnel!K4 (Trial conversion): the PDF was made with 0.124, metrics.xlsx has 0.131. “12.4%” would be “13.1%”.
}
