package ingest

import (
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"throughline/app/book/booktest"
)

// Three ways in which programs that do not calculate store a formula: with no value, with an empty one, and with a zero in a
// workbook that asks to be calculated when it is opened.
func TestFormulaThatWasNeverCalculatedIsAGapAndSaid(t *testing.T) {
	rows := [][]any{{"Month", "Trials", "Paid", "Conversion"}, {mon(2026, 1), 40, 10, nil}, {mon(2026, 2), 50, 20, nil}, {mon(2026, 3), 60, 30, nil}}
	formulas := func(f *excelize.File) {
		for _, cell := range []string{"D2", "D3", "D4"} {
			must(t, f.SetCellFormula("KPIs", cell, "C2/B2"))
		}
	}
	never := func(value, calc string) string {
		return booktest.Repacked(t, workbook(t, []page{{Name: "KPIs", Rows: rows}}, formulas), func(part, content string) string {
			content = strings.ReplaceAll(strings.ReplaceAll(content, ` t="str"`, ""), "</f>", "</f>"+value)
			if part == "xl/workbook.xml" {
				content = strings.Replace(content, "</sheets>", "</sheets>"+calc, 1)
			}
			return content
		})
	}
	for name, path := range map[string]string{
		"no value":               never("", ""),
		"an empty value":         never("<v></v>", ""),
		"zeros to be calculated": never("<v>0</v>", `<calcPr calcId="124519" fullCalcOnLoad="1"/>`),
	} {
		table := only(t, understand(t, path))
		for _, line := range lines(table) {
			if strings.HasPrefix(line, "Conversion") {
				t.Errorf("%s: read as %s", name, line)
			}
		}
		if said := noteTexts(table.Notes, "formula-without-value"); len(said) != 3 || !strings.Contains(said[0], "D2") || !strings.Contains(said[0], "save it") {
			t.Errorf("%s: said %q", name, said)
		}
	}
	zeros := only(t, understand(t, never("<v>0</v>", "")))
	if got := lines(zeros); !strings.HasPrefix(got[len(got)-1], "Conversion [") {
		t.Errorf("zeros that nobody asks to calculate again are values; read %q", got)
	}
}
