package ingest

import (
	"context"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/charmap"

	"throughline/app/book"
	"throughline/app/brief"
)

// What is read of a file reaches the understanding: the chosen format, what is hidden, what was pasted.
func TestTheChosenTextFormatIsKeptInTheRecipe(t *testing.T) {
	cyrillic, err := charmap.Windows1251.NewEncoder().String("Месяц;Выручка\nянв 2026;1,5\nфев 2026;2,5\n")
	must(t, err)
	path := textFile(t, "metrics.csv", cyrillic)
	if got := understand(t, path).Tables; len(got) != 1 || got[0].Recipe.Text != (brief.TextFormat{}) {
		t.Errorf("what was decided from the bytes is in the recipe: %+v", got)
	}
	wb, err := book.OpenAs(context.Background(), path, brief.TextFormat{Encoding: "Windows-1251"}, nil)
	must(t, err)
	if got := reread(t, wb).Tables; len(got) != 1 || got[0].Recipe.Text != (brief.TextFormat{Encoding: "windows-1251"}) {
		t.Errorf("the choice is not in the recipe: %+v", got)
	}
}

func TestHiddenSheetsAreReadAndSaid(t *testing.T) {
	path := workbook(t, []page{{Name: "Front", Rows: nil}, {Name: "Back", Rows: [][]any{{"Metric", "Jan 2026", "Feb 2026"}, {"A", 1, 2}}}}, func(f *excelize.File) {
		must(t, f.SetSheetVisible("Back", false))
	})
	r := understand(t, path)
	if got := noteTexts(r.Notes, "hidden-sheet"); len(got) != 1 || len(lines(only(t, r))) != 1 {
		t.Errorf("the hidden sheet: notes %+v", r.Notes)
	}
}

func TestPastedCellsAreUnderstood(t *testing.T) {
	wb, err := book.Paste(context.Background(), "Metric\tJan 2026\tFeb 2026\r\n\"ARR,\nyearly\"\t$1,000\t$1,100\r\nNRR\t101.0%\t102.0%\r\n", "Pasted cells")
	must(t, err)
	want := []string{
		"ARR, yearly [currency USD] AC: 2026-01=1000@B2 2026-02=1100@C2",
		"NRR [percent] AC: 2026-01=1.01@B3 2026-02=1.02@C3",
	}
	if d := cmp.Diff(want, lines(only(t, reread(t, wb)))); d != "" {
		t.Errorf("-want +got:\n%s", d)
	}
}
