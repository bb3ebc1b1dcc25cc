package importer

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"github.com/google/go-cmp/cmp"

	"throughline/app/book"
	"throughline/app/brief"
	"throughline/app/metric"
	"throughline/app/sheet"
	"throughline/app/ui/look"
	"throughline/app/ui/look/looktest"
)

const orders = "Order,Date,Team,Amount,Units\n"

func events() string {
	text := orders
	for i := range 60 {
		text += fmt.Sprintf("%d,2026-%02d-%02d,%s,%d,%d\n", 7000+i, 1+i/20, 1+i%10, []string{"Core", "Web"}[i%2], 10+i*37%91, 1+i%3)
	}
	return text
}

func TestEventsAreCorrected(t *testing.T) {
	path := filepath.Join(t.TempDir(), "orders.csv")
	if err := os.WriteFile(path, []byte(events()), 0o600); err != nil {
		t.Fatal(err)
	}
	wb, err := book.OpenAs(context.Background(), path, brief.TextFormat{}, func(float64) {})
	if err != nil {
		t.Fatal(err)
	}
	d := reading(t, wb)
	if d.table.Layout != brief.Events {
		t.Fatalf("read as %s", d.table.Layout)
	}
	d.pages.turn(settingsPage)
	form := d.settings.events
	form.grain.Choose("quarter")
	form.by.Choose("Team")
	got := *d.table.Recipe.Events
	if got.Grain != metric.Quarter || got.By != "Team" {
		t.Errorf("the recipe says %+v", got)
	}
	n := len(got.Measures)
	test.Tap(looktest.Button(t, form.object, "Remove"))
	if got := d.table.Recipe.Events.Measures; len(got) != n-1 {
		t.Errorf("%d measures after one of %d was taken out", len(got), n)
	}
	test.Tap(looktest.Button(t, form.object, "Add a measure"))
	measures := d.table.Recipe.Events.Measures
	if len(measures) != n {
		t.Fatalf("%d measures after one was added to %d", len(measures), n-1)
	}
	row := form.measures.Objects[0].(*fyne.Container)
	row.Objects[0].(*look.Chip).Choose("ratio of")
	if m := d.table.Recipe.Events.Measures[0]; m.Operation != brief.Ratio || m.Column == "" || m.Over == "" || m.Column == m.Over {
		t.Errorf("a ratio of two columns became %+v", m)
	}
	if !slices.ContainsFunc(d.values(), func(s string) bool { return strings.Contains(s, "– Core 2026-Q1=") }) {
		t.Errorf("nothing is broken down by team: %q", d.values())
	}
	d.layout.Choose(layoutText(d.table, brief.Tall))
	if d.table.Layout == brief.Events || d.settings.events.object.Visible() {
		t.Errorf("the layout is %s, and the events can be corrected still", d.table.Layout)
	}
}

func TestACellOfEventsLeadsToItsMetricsInTurn(t *testing.T) {
	path := filepath.Join(t.TempDir(), "orders.csv")
	if err := os.WriteFile(path, []byte(events()), 0o600); err != nil {
		t.Fatal(err)
	}
	wb, err := book.OpenAs(context.Background(), path, brief.TextFormat{}, func(float64) {})
	if err != nil {
		t.Fatal(err)
	}
	d := reading(t, wb)
	d.at("D5")
	if !strings.Contains(d.chosen.raw, "Amount") {
		t.Errorf("a cell of “Amount” chose %q", d.chosen.raw)
	}
	first := d.chosen
	d.at("D6")
	if d.chosen != first {
		t.Errorf("the next cell of the column chose %q", d.chosen.raw)
	}
	count := len(d.reading.Tables[0].Metrics)
	d.settings.events.correct(func(a *brief.Aggregation) {
		a.Measures = append(a.Measures, brief.Measure{Operation: brief.Median, Column: "Amount"})
	})
	if got := len(d.reading.Tables[0].Metrics); got != count+1 {
		t.Fatalf("%d metrics with the median, %d without", got, count)
	}
	d.onCell(6, 4)
	if !strings.Contains(d.chosen.raw, "median") {
		t.Errorf("pressed again, the cell chose %q", d.chosen.raw)
	}
	for from, want := range map[string]bool{
		"D2:D90 where B in Sep 2026 and C is “Core”": true, "D5": true, "E2:E90": false, "E2:E9 ÷ D2:D9": true, "D6:D90 where B in Sep 2026": false,
	} {
		if names(from, 5, 4) != want {
			t.Errorf("%q names D5: %t", from, !want)
		}
	}
}

func TestATextFileIsReadInAnotherFormat(t *testing.T) {
	path := filepath.Join(t.TempDir(), "umsatz.csv")
	// Windows-1252, with commas for decimals, which pass for delimiters where semicolons are not thought of.
	if err := os.WriteFile(path, []byte("Monat;K\xfcndigungen;Umsatz\n01.2026;3;1,5\n02.2026;4;2,5\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	wrong := brief.TextFormat{Encoding: "windows-1251", Delimiter: ","}
	wb, err := book.OpenAs(context.Background(), path, wrong, func(float64) {})
	if err != nil {
		t.Fatal(err)
	}
	d := reading(t, wb)
	choose := func(c *look.Chip, value string, choices []sheet.TextChoice) {
		for _, x := range choices {
			if x.Value == value {
				c.Choose(x.Name)
			}
		}
	}
	choose(d.format.delimiter, ";", wb.Text.Delimiters)
	choose(d.format.encoding, "windows-1252", wb.Text.Encodings)
	if got, want := d.sheet.At(1, 2).Text, "Kündigungen"; got != want {
		t.Errorf("the cells show %q, want %q", got, want)
	}
	want := []string{"Kündigungen 2026-01=3 2026-02=4", "Umsatz 2026-01=1.5 2026-02=2.5"}
	if diff := cmp.Diff(want, d.values()); diff != "" {
		t.Errorf("what is taken (-want +got):\n%s", diff)
	}
	if got := d.reading.Tables[0].Recipe.Text; got != (brief.TextFormat{Encoding: "windows-1252", Delimiter: ";"}) {
		t.Errorf("next month's file is read as %+v", got)
	}
}
