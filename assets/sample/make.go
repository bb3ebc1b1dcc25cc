//go:build ignore

// Command make writes the sample workbook, product-metrics.xlsx: the monthly numbers of a made-up subscription product,
// kept the way a product manager keeps them. Run it with "go generate ./assets"; the same source gives the same bytes.
//
// The numbers tell one story. Trials keep coming and start well; from March 2026 more and more of them compare the
// product with a free one, leave in their second week and do not pay. In the pilot, nudges sent when usage drops begin
// in July 2026 and conversion comes back, first to what it was and then above plan.
package main

import (
	"archive/zip"
	"bytes"
	"io"
	"log"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"
)

const (
	file   = "sample/product-metrics.xlsx"
	months = 22 // January 2025 to October 2026
	header = 4  // the header row of every sheet
)

var (
	trials = []float64{
		3612, 3584, 3827, 3794, 3851, 3763, 3638, 3592, 3914, 4021, 3983, 3541,
		3942, 3968, 4153, 4087, 4176, 4119, 4058, 4013, 4207, 4238,
	}
	trialsPlan = []float64{
		3600, 3600, 3700, 3700, 3700, 3750, 3750, 3750, 3800, 3900, 3900, 3600,
		3900, 3900, 4000, 4000, 4000, 4050, 4050, 4050, 4100, 4200,
	}
	// The share of trials that finished set-up in their first week.
	activated = []float64{
		.608, .613, .611, .617, .614, .619, .622, .618, .616, .621, .623, .611,
		.619, .624, .622, .625, .621, .623, .626, .622, .625, .624,
	}
	// The share of trials that came back in their second week.
	weekTwo = []float64{
		.431, .436, .433, .438, .441, .437, .442, .439, .444, .447, .445, .438,
		.443, .446, .429, .401, .376, .360, .354, .351, .348, .346,
	}
	paid = []float64{
		419, 422, 447, 451, 459, 446, 441, 429, 474, 490, 483, 421,
		476, 488, 486, 446, 426, 408, 398, 393, 408, 411,
	}
	conversionPlan = []float64{
		.115, .115, .115, .116, .116, .116, .118, .118, .118, .120, .120, .120,
		.120, .120, .120, .120, .120, .120, .120, .120, .120, .120,
	}
	compare = []float64{
		.112, .109, .118, .114, .121, .117, .123, .119, .126, .131, .128, .124,
		.133, .138, .221, .287, .329, .348, .361, .369, .378, .384,
	}
	// The pilot's accounts were set apart in January 2026; the nudges began in July.
	pilot = []float64{.121, .122, .116, .106, .099, .097, .104, .113, .121, .126}
	// Trials that were sent nudges.
	pilotTrials = []float64{292, 308, 316, 324}

	// Revenue in thousands of dollars.
	openingARR = 9180.0
	newARR     = []float64{
		402, 405, 429, 433, 441, 428, 423, 412, 455, 470, 464, 404,
		457, 468, 447, 404, 379, 359, 346, 338, 347, 345,
	}
	newARRPlan = []float64{
		400, 400, 410, 420, 425, 425, 430, 430, 440, 450, 450, 420,
		450, 455, 460, 460, 465, 465, 470, 470, 475, 480,
	}
	expansionARR = []float64{
		88, 84, 92, 95, 97, 99, 94, 96, 103, 107, 105, 101,
		108, 110, 104, 99, 96, 94, 92, 93, 95, 97,
	}
	churnedARR = []float64{
		-121, -126, -119, -128, -131, -127, -134, -136, -129, -133, -138, -141,
		-139, -142, -151, -164, -173, -181, -186, -184, -188, -189,
	}
	arrPlan = []float64{
		9550, 9920, 10300, 10690, 11080, 11480, 11870, 12250, 12660, 13090, 13510, 13890,
		14310, 14740, 15190, 15640, 16090, 16550, 17000, 17460, 17920, 18405,
	}
	retention = []float64{ // net revenue retention over the twelve months before
		1.052, 1.053, 1.055, 1.054, 1.056, 1.057, 1.055, 1.056, 1.058, 1.059, 1.058, 1.057,
		1.058, 1.059, 1.055, 1.049, 1.043, 1.037, 1.032, 1.029, 1.027, 1.026,
	}
	retentionPlan = []float64{
		1.05, 1.05, 1.05, 1.05, 1.05, 1.05, 1.06, 1.06, 1.06, 1.06, 1.06, 1.06,
		1.06, 1.06, 1.06, 1.06, 1.06, 1.06, 1.06, 1.06, 1.06, 1.06,
	}

	tickets = []any{
		812, 798, 845, 831, 856, 842, 829, 818, 871, 894, 887, 803,
		882, 891, 934, 978, 1012, 1031, 1024, 1018, 1043, 1051,
	}
	firstResponse = []any{ // hours; the help desk moved house in August 2025 and kept no times
		5.4, 5.2, 5.3, 5.1, 5.2, 5.0, 4.9, nil, 4.8, 4.9, 4.7, 4.6,
		4.7, 4.6, 4.9, 5.3, 5.6, 5.8, 5.7, 5.6, 5.5, 5.4,
	}
	satisfaction = []any{ // no survey went out in December 2025
		.912, .915, .911, .917, .914, .918, .921, .916, .919, .922, .924, "n/a",
		.921, .923, .918, .909, .903, .898, .901, .904, .907, .909,
	}
)

// book is the workbook being made, with its styles by number format.
type book struct {
	*excelize.File
	styles map[string]int
}

func main() {
	b := book{excelize.NewFile(), map[string]int{}}
	defer b.Close()
	b.funnel()
	b.revenue()
	b.support()
	b.notes()
	b.SetActiveSheet(0)
	for sheet, used := range map[string]string{
		"Funnel": "A1:W18", "Revenue": "A1:J27", "Support": "A1:W7", "Notes": "A1:A4",
	} {
		must(b.SetSheetDimension(sheet, used)) // left alone it says A1, and readers that trust it see one cell
	}
	must(b.SetDocProps(&excelize.DocProperties{
		Title: "Product metrics", Creator: "Throughline sample",
		Created: "2026-11-03T08:00:00Z", Modified: "2026-11-03T08:00:00Z",
	}))
	var out bytes.Buffer
	must(b.Write(&out))
	must(os.WriteFile(file, normalise(out.Bytes()), 0o644))
}

// funnel is wide: months across, one metric a row, its plan in the row below, and a conversion computed in the sheet.
func (b book) funnel() {
	const sheet = "Funnel"
	must(b.SetSheetName("Sheet1", sheet))
	b.title(sheet, "Trial funnel, monthly", "All regions, self-serve and assisted. Conversion = paid within 30 days ÷ trials started. Owner: Growth.")
	b.text(sheet, 1, header, "Metric", "header")
	for i := range months {
		b.value(sheet, 2+i, header, month(i), "mmm yy")
	}
	row := func(n int, name, format string, first int, values []float64) {
		b.text(sheet, 1, n, name, "")
		for i, v := range values {
			b.value(sheet, 2+first+i, n, v, format)
		}
	}
	row(5, "Trials started", "#,##0", 0, trials)
	row(6, "Trials started (plan)", "#,##0", 0, trialsPlan)
	row(7, "Activated in week one", "0.0%", 0, activated)
	row(8, "Active in week two", "0.0%", 0, weekTwo)
	row(9, "Paid within 30 days", "#,##0", 0, paid)
	row(10, "Trial conversion", "0.0%", 0, ratio(paid, trials))
	for i := range months {
		col := column(2 + i)
		b.formula(sheet, 2+i, 10, col+"9/"+col+"5")
	}
	row(11, "Trial conversion (plan)", "0.0%", 0, conversionPlan)
	row(12, "Competitor-compare share", "0.0%", 0, compare)
	row(14, "Pilot conversion", "0.0%", months-len(pilot), pilot)
	row(15, "Pilot conversion (plan)", "0.0%", months-len(pilot), conversionPlan[months-len(pilot):])
	row(16, "Nudged trials", "#,##0", months-len(pilotTrials), pilotTrials)
	b.text(sheet, 1, 18, "Pilot: accounts set apart in January 2026, nudged from July 2026. Source: billing export, read on the third working day.", "note")
	must(b.SetColWidth(sheet, "A", "A", 27))
	must(b.SetColWidth(sheet, "B", column(1+months), 9))
	must(b.SetPanes(sheet, &excelize.Panes{
		Freeze: true, XSplit: 1, YSplit: header, TopLeftCell: "B5", ActivePane: "bottomRight",
	}))
}

// revenue is tall: months down, actual and plan side by side, losses as accounting negatives, and a total row.
func (b book) revenue() {
	const sheet = "Revenue"
	b.sheet(sheet)
	b.title(sheet, "Recurring revenue", "Thousands of US dollars, end of month. Owner: Finance.")
	arr, gap := make([]float64, months), make([]float64, months)
	for i := range months {
		before := openingARR
		if i > 0 {
			before = arr[i-1]
		}
		arr[i] = before + newARR[i] + expansionARR[i] + churnedARR[i]
		gap[i] = arrPlan[i] - arr[i]
	}
	const money, losses, share = `"$"#,##0`, `"$"#,##0;("$"#,##0)`, "0.0%"
	columns := []struct {
		name, format string
		values       []float64
		total        bool
	}{
		{"ARR ($k)", money, arr, false},
		{"ARR plan ($k)", money, arrPlan, false},
		{"ARR gap to plan ($k)", losses, gap, false},
		{"New ARR ($k)", money, newARR, true},
		{"New ARR plan ($k)", money, newARRPlan, true},
		{"Expansion ARR ($k)", money, expansionARR, true},
		{"Churned ARR ($k)", losses, churnedARR, true},
		{"NRR", share, retention, false},
		{"NRR plan", share, retentionPlan, false},
	}
	b.text(sheet, 1, header, "Month", "header")
	first, last := header+1, header+months
	for i := range months {
		b.value(sheet, 1, first+i, month(i), "mmm yy")
	}
	b.text(sheet, 1, last+1, "Total", "header")
	for c, col := range columns {
		b.text(sheet, 2+c, header, col.name, "header")
		sum := 0.0
		for i, v := range col.values {
			b.value(sheet, 2+c, first+i, v, col.format)
			sum += v
		}
		if col.total {
			b.value(sheet, 2+c, last+1, sum, col.format)
			name := column(2 + c)
			b.formula(sheet, 2+c, last+1, "SUM("+cell(name, first)+":"+cell(name, last)+")")
		}
	}
	for i := range months {
		b.formula(sheet, 4, first+i, cell("C", first+i)+"-"+cell("B", first+i))
	}
	must(b.SetColWidth(sheet, "A", "A", 11))
	must(b.SetColWidth(sheet, "B", column(1+len(columns)), 19))
}

// support is wide again, with a month nobody measured and one that says so.
func (b book) support() {
	const sheet = "Support"
	b.sheet(sheet)
	b.title(sheet, "Support", "Help desk export. Times in hours, median.")
	b.text(sheet, 1, header, "Metric", "header")
	for i := range months {
		b.value(sheet, 2+i, header, month(i), "mmm yy")
	}
	for r, m := range []struct {
		name, format string
		values       []any
	}{
		{"Support tickets", "#,##0", tickets},
		{"First response time (hours)", "0.0", firstResponse},
		{"CSAT", "0.0%", satisfaction},
	} {
		b.text(sheet, 1, header+1+r, m.name, "")
		for i, v := range m.values {
			if v != nil {
				b.value(sheet, 2+i, header+1+r, v, m.format)
			}
		}
	}
	must(b.SetColWidth(sheet, "A", "A", 27))
}

// notes is a hidden sheet of words, as every such workbook has one.
func (b book) notes() {
	const sheet = "Notes"
	b.sheet(sheet)
	for i, line := range []string{
		"How these numbers are made",
		"Trials: accounts created, without test accounts and staff.",
		"Competitor-compare: visited a comparison page or said so in the exit survey.",
		"Plan: agreed with Finance in the November before the year.",
	} {
		b.text(sheet, 1, i+1, line, "")
	}
	must(b.SetSheetVisible(sheet, false))
}

func (b book) sheet(name string) {
	_, err := b.NewSheet(name)
	must(err)
}

func (b book) title(sheet, title, note string) {
	b.text(sheet, 1, 1, title, "title")
	b.text(sheet, 1, 2, note, "note")
}

func (b book) text(sheet string, col, row int, text, style string) {
	must(b.SetCellStr(sheet, cell(column(col), row), text))
	if style != "" {
		b.style(sheet, col, row, style)
	}
}

func (b book) value(sheet string, col, row int, v any, format string) {
	at := cell(column(col), row)
	if t, ok := v.(time.Time); ok {
		v = int(t.Sub(time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)).Hours() / 24)
	}
	must(b.SetCellValue(sheet, at, v))
	b.style(sheet, col, row, format)
}

// formula says how the value already in the cell is computed.
func (b book) formula(sheet string, col, row int, formula string) {
	must(b.SetCellFormula(sheet, cell(column(col), row), formula))
}

func (b book) style(sheet string, col, row int, name string) {
	id, ok := b.styles[name]
	if !ok {
		s := &excelize.Style{}
		switch name {
		case "title":
			s.Font = &excelize.Font{Bold: true, Size: 14, Color: "0F766E"}
		case "note":
			s.Font = &excelize.Font{Italic: true, Color: "5B6675"}
		case "header":
			s.Font = &excelize.Font{Bold: true}
		case "mmm yy":
			s.Font = &excelize.Font{Bold: true}
			fallthrough
		default:
			s.CustomNumFmt = &name
		}
		var err error
		id, err = b.NewStyle(s)
		must(err)
		b.styles[name] = id
	}
	at := cell(column(col), row)
	must(b.SetCellStyle(sheet, at, at, id))
}

// normalise rewrites the zip in the order of the names, and stores a formula's value as the number it is: excelize
// marks every formula's value as text, Excel does not.
func normalise(book []byte) []byte {
	in, err := zip.NewReader(bytes.NewReader(book), int64(len(book)))
	must(err)
	slices.SortFunc(in.File, func(a, b *zip.File) int { return strings.Compare(a.Name, b.Name) })
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for _, f := range in.File {
		r, err := f.Open()
		must(err)
		part, err := io.ReadAll(r)
		must(err)
		part = bytes.ReplaceAll(part, []byte(` t="str"><f>`), []byte(`><f>`))
		w, err := z.Create(f.Name)
		must(err)
		_, err = w.Write(part)
		must(err)
	}
	must(z.Close())
	return out.Bytes()
}

func ratio(a, b []float64) []float64 {
	q := make([]float64, len(a))
	for i := range a {
		q[i] = a[i] / b[i]
	}
	return q
}

func month(i int) time.Time {
	return time.Date(2025, time.January+time.Month(i), 1, 0, 0, 0, 0, time.UTC)
}

func column(n int) string {
	name, err := excelize.ColumnNumberToName(n)
	must(err)
	return name
}

func cell(col string, row int) string {
	name, err := excelize.JoinCellName(col, row)
	must(err)
	return name
}

func must(err error) {
	if err != nil {
		log.Fatal(err)
	}
}
