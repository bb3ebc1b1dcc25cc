package refresh_test

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"
	"testing"
	"time"

	"throughline/app/brief"
	"throughline/app/ingest"
	"throughline/app/refresh"
	"throughline/app/sheet"
)

// pct is a number shown as a percentage, usd one shown as money.
type (
	pct float64
	usd float64
)

// page is one sheet of a workbook in the making.
type page struct {
	name string
	rows [][]any
}

// workbook makes a workbook as if it had been read from a file.
func workbook(file string, pages ...page) *sheet.Workbook {
	sum := sha256.Sum256([]byte(fmt.Sprint(file, pages)))
	wb := &sheet.Workbook{
		Path: "/data/" + file, File: file, Kind: "xlsx", SHA256: hex.EncodeToString(sum[:]), Modified: time.Date(2026, 11, 2, 8, 0, 0, 0, time.UTC),
	}
	for _, p := range pages {
		s := &sheet.Sheet{Name: p.name}
		for _, row := range p.rows {
			var cells []sheet.Cell
			for _, v := range row {
				cells = append(cells, cell(v))
			}
			s.Rows = append(s.Rows, cells)
		}
		wb.Sheets = append(wb.Sheets, s)
	}
	return wb
}

func cell(v any) sheet.Cell {
	if c, ok := v.(sheet.Cell); ok {
		return c
	}
	number := func(n float64, format string) sheet.Cell {
		return sheet.Cell{Kind: sheet.Number, Number: n, Text: fmt.Sprint(n), Format: format}
	}
	switch v := v.(type) {
	case string:
		if v == "" {
			return sheet.Cell{}
		}
		return sheet.Cell{Kind: sheet.Text, Text: v}
	case int:
		return number(float64(v), "")
	case float64:
		return number(v, "")
	case pct:
		return number(float64(v), "0.0%")
	case usd:
		return number(float64(v), "$#,##0")
	}
	return sheet.Cell{}
}

// kpis is the September state of a wide table: seven months, five metrics.
func kpis() [][]any {
	return [][]any{
		{"Product metrics"},
		{},
		{"Metric", "Mar 2026", "Apr 2026", "May 2026", "Jun 2026", "Jul 2026", "Aug 2026", "Sep 2026"},
		{"Trial conversion", pct(0.101), pct(0.104), pct(0.108), pct(0.110), pct(0.115), pct(0.121), pct(0.124)},
		{"ARR", usd(11000000), usd(11300000), usd(11500000), usd(11900000), usd(12100000), usd(12400000), usd(12600000)},
		{"Active users", 41200, 41900, 42600, 43800, 44100, 45300, 46200},
		{"Churn", pct(0.031), pct(0.030), pct(0.032), pct(0.029), pct(0.028), pct(0.027), pct(0.026)},
		{"Tickets", 812, 840, 799, 901, 870, 888, 930},
	}
}

// next is the October state: a column more.
func next() [][]any {
	rows := kpis()
	for i, v := range map[int]any{2: "Oct 2026", 3: pct(0.119), 4: usd(12900000), 5: 47100, 6: pct(0.025), 7: 905} {
		rows[i] = append(rows[i], v)
	}
	return rows
}

var imported = time.Date(2026, 10, 5, 9, 0, 0, 0, time.UTC)

// briefOf is a brief with the tables of a workbook and a story about the first of them.
func briefOf(t *testing.T, books ...*sheet.Workbook) *brief.Brief {
	t.Helper()
	b := brief.New("b")
	for _, wb := range books {
		reading, err := ingest.Understand(context.Background(), wb)
		if err != nil {
			t.Fatal(err)
		}
		reading.AddTo(b, imported)
	}
	b.Headline = "Conversion {Trial conversion | moved from Jun 2026 | points}"
	b.Beats[brief.Context] = brief.Beat{Lead: "ARR is {ARR}, with {Active users} active users.", Body: "In August conversion was {Trial conversion | Aug 2026}."}
	b.Beats[brief.Conflict] = brief.Beat{Lead: "Churn is {Churn | latest | 1 decimal}, {Churn | change} on the month.", Body: "Support saw {Tickets | total} tickets."}
	b.Beats[brief.Resolution] = brief.Beat{Lead: "We keep the pilots going.", Body: "Nothing here has a number."}
	b.Evidence = brief.Proof{Hero: "Trial conversion", Chart: &brief.Chart{Kind: brief.Line, Metrics: []string{"Trial conversion"}}}
	if err := b.Validate(); err != nil {
		t.Fatal(err)
	}
	return b
}

func read(t *testing.T, b *brief.Brief, wb *sheet.Workbook, answers refresh.Answers) *refresh.Renewal {
	t.Helper()
	r, err := refresh.Read(context.Background(), b, wb, ingest.Understand, answers)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// changes lists the figures of a review, one to a line.
func changes(v *refresh.Review) []string {
	var list []string
	for _, f := range v.Figures {
		list = append(list, strings.ReplaceAll(fmt.Sprintf("%s %s: %s → %s (%s)", f.Place, f.Figure, f.Old, f.New, f.Why), "\u00a0", " "))
	}
	return list
}

// rows lists the metrics of a review that are not just brought up to date.
func rows(v *refresh.Review) []string {
	var list []string
	for _, r := range v.Metrics {
		if r.Kind != refresh.Updated && r.Kind != refresh.Unchanged {
			decide := ""
			if r.Decide {
				decide = " ?"
			}
			list = append(list, fmt.Sprintf("%s %s %s→%s: %s%s", r.Kind, r.Metric, r.Was, r.Is, r.Decision, decide))
		}
	}
	return list
}

func sentences(v *refresh.Review) []string {
	var list []string
	for _, s := range v.Sentences {
		list = append(list, fmt.Sprintf("%s %s: %s | %s", s.Place, s.Code, s.Text, strings.ReplaceAll(s.Why, "\u00a0", " ")))
	}
	return list
}

func sources(v *refresh.Review) []string {
	var list []string
	for _, s := range v.Sources {
		list = append(list, fmt.Sprintf("%s ← %s!%s as of %s", s.Old, s.New, s.Sheet, s.AsOf))
	}
	return list
}
