package importer

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"github.com/google/go-cmp/cmp"

	"throughline/app/book"
	"throughline/app/brief"
	"throughline/app/ingest"
	"throughline/app/metric"
	"throughline/app/sheet"
	"throughline/app/ui/look"
	"throughline/app/ui/look/looktest"
)

// read is an import preview over the importer that the program uses, so that what is shown is what would be taken.
func read(t *testing.T, sheets ...string) *desk {
	t.Helper()
	wb := &sheet.Workbook{File: "metrics.xlsx"}
	for i, text := range sheets {
		s := &sheet.Sheet{Name: fmt.Sprintf("Sheet%d", i+1)}
		for _, row := range strings.Split(strings.TrimSpace(text), "\n") {
			s.Rows = append(s.Rows, cells(strings.Split(row, ",")...))
		}
		for _, row := range s.Rows {
			for i, c := range row {
				if c.Text == "" {
					row[i] = sheet.Cell{}
				}
			}
		}
		wb.Sheets = append(wb.Sheets, s)
	}
	return reading(t, wb)
}

func reading(t *testing.T, wb *sheet.Workbook) *desk {
	t.Helper()
	test.NewTempApp(t).Settings().SetTheme(look.NewTheme(look.Light))
	d := &desk{t: t}
	again := func(wb *sheet.Workbook, recipes []brief.Recipe) *sheet.Reading {
		r, err := ingest.Understand(context.Background(), wb, recipes...)
		if err != nil {
			t.Fatal(err)
		}
		return r
	}
	d.Screen = New(Params{
		Reading: again(wb, nil), Settings: brief.New("").Settings,
		Reread: func(wb *sheet.Workbook, recipes []brief.Recipe, done func(*sheet.Reading)) func() {
			d.recipes, d.rereads = recipes, d.rereads+1
			done(again(wb, recipes))
			return func() {}
		},
		Reopen: func(wb *sheet.Workbook, f brief.TextFormat, done func(*sheet.Reading)) func() {
			wb, err := book.OpenAs(context.Background(), wb.Path, f, func(float64) {})
			if err != nil {
				t.Fatal(err)
			}
			done(again(wb, nil))
			return func() {}
		},
		After:    func(time.Duration, func()) func() { return func() {} },
		OnAccept: func(tables []*sheet.Table) { d.accepted = tables },
		OnCancel: func() { d.left = true }, OnChooseAnother: func() {}, OnChanged: func() {},
	})
	w := test.NewTempWindow(t, d.Screen)
	w.Resize(fyne.NewSize(1280, 800))
	w.Canvas().Focus(d.Focus())
	return d
}

// at puts the cursor on a cell, as "B4", as a click does.
func (d *desk) at(address string) *desk {
	r, ok := sheet.ParseRange(address)
	if !ok {
		d.t.Fatalf("%q is no cell", address)
	}
	d.grid.moveTo(cell{r.Row1, r.Col1}, false)
	d.grid.moveTo(cell{r.Row2, r.Col2}, true)
	d.onCell(r.Row2, r.Col2)
	return d
}

// press strikes keys in the cells: a letter, or the name of a key.
func (d *desk) press(keys ...string) {
	for _, k := range keys {
		if len(k) == 1 {
			d.grid.TypedRune(rune(k[0]))
		} else {
			d.grid.TypedKey(&fyne.KeyEvent{Name: fyne.KeyName(k)})
		}
	}
}

// values lists what would be taken: every metric with its scenarios and values.
func (d *desk) values() []string {
	var out []string
	for _, t := range d.reading.Tables {
		for _, f := range t.Metrics {
			if f.Skipped {
				continue
			}
			for _, s := range f.Metric.Series {
				line := f.Metric.Name
				if s.Scenario != metric.AC {
					line += " " + s.Scenario.String()
				}
				for _, p := range s.Points {
					line += fmt.Sprintf(" %s=%g", p.Period.String()+p.Category, p.Value)
				}
				out = append(out, line)
			}
		}
	}
	return out
}

const (
	wide = "Metric,Jan 2026,Feb 2026\nTrials,10,20\nOrders,30,40\nTotal,40,60\n"
	tall = "Month,Trials,Orders\nJan 2026,10,30\nFeb 2026,20,40\nMar 2026,25,50\n"
)

func TestCellsAreCorrectedWithTheKeyboard(t *testing.T) {
	first := func(d *desk) brief.Recipe { return d.reading.Tables[0].Recipe }
	tests := []struct {
		name   string
		sheet  string
		do     func(d *desk)
		recipe func(d *desk) any // of the recipe, what was corrected
		want   any
		values []string
	}{
		{
			"the header moves to the row of the cursor", "Growth,Jan 2025,Feb 2025\n" + wide, func(d *desk) { d.at("A2").press("Return") },
			func(d *desk) any { return first(d).HeaderRows },
			[]int{2},
			[]string{"Trials 2026-01=10 2026-02=20", "Orders 2026-01=30 2026-02=40"},
		},
		{
			"a row of a metric is left out", wide, func(d *desk) { d.at("B2").press("x") },
			func(d *desk) any { return slices.Contains(first(d).Skip, "Trials") }, true,
			[]string{"Orders 2026-01=30 2026-02=40"},
		},
		{
			"a total is taken, and the metric beside it stays", wide, func(d *desk) { d.at("A4").press("x") },
			func(d *desk) any { return first(d).Skip },
			[]string{},
			[]string{"Trials 2026-01=10 2026-02=20", "Orders 2026-01=30 2026-02=40", "Total 2026-01=40 2026-02=60"},
		},
		{
			"a column of a period is left out", wide, func(d *desk) { d.at("B3").press("X") },
			func(d *desk) any { return first(d).SkipColumns },
			[]string{"Jan 2026"},
			[]string{"Trials 2026-02=20", "Orders 2026-02=40"},
		},
		{
			"and is taken back", wide, func(d *desk) { d.at("B3").press("X", "X") },
			func(d *desk) any { return len(first(d).SkipColumns) }, 0,
			[]string{"Trials 2026-01=10 2026-02=20", "Orders 2026-01=30 2026-02=40"},
		},
		{
			"a row of a period is left out", tall, func(d *desk) { d.at("A3").press("x") },
			func(d *desk) any { return first(d).SkipRows },
			[]string{"Feb 2026"},
			[]string{"Trials 2026-01=10 2026-03=25", "Orders 2026-01=30 2026-03=50"},
		},
		{
			"a column of a metric is left out", tall, func(d *desk) { d.at("C3").press("X") },
			func(d *desk) any { return first(d).Skip },
			[]string{"Orders"},
			[]string{"Trials 2026-01=10 2026-02=20 2026-03=25"},
		},
		{
			"the table is split at a row", wide + "Seats,1,2\nUsers,3,4\n", func(d *desk) { d.at("A5").press("s") },
			func(d *desk) any { return []string{d.recipes[0].Range, d.recipes[1].Range} },
			[]string{"A1:C4", "A5:C6"},
			[]string{"Trials 2026-01=10 2026-02=20", "Orders 2026-01=30 2026-02=40", "Seats 2026-01=1 2026-02=2", "Users 2026-01=3 2026-02=4"},
		},
		{
			"and joined again", wide + "Seats,1,2\nUsers,3,4\n", func(d *desk) { d.at("A5").press("s", "j") },
			func(d *desk) any { return []any{len(d.reading.Tables), first(d).Range} },
			[]any{1, "A1:C6"},
			[]string{"Trials 2026-01=10 2026-02=20", "Orders 2026-01=30 2026-02=40", "Seats 2026-01=1 2026-02=2", "Users 2026-01=3 2026-02=4"},
		},
		{
			"the table is what is selected", wide, func(d *desk) { d.at("A1:C2").press("r") },
			func(d *desk) any { return first(d).Range }, "A1:C2",
			[]string{"Trials 2026-01=10 2026-02=20"},
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d := read(t, tt.sheet)
			before := d.values()
			tt.do(d)
			if diff := cmp.Diff(tt.want, tt.recipe(d)); diff != "" {
				t.Errorf("recipe (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(tt.values, d.values()); diff != "" {
				t.Errorf("what is taken (-want +got):\n%s", diff)
			}
			for d.CanUndo() {
				d.Undo()
			}
			if diff := cmp.Diff(before, d.values()); diff != "" {
				t.Errorf("undone it is not as before (-want +got):\n%s", diff)
			}
		})
	}
}

func TestTheSettingsOfATable(t *testing.T) {
	tests := []struct {
		name   string
		sheet  string
		do     func(p *tablePage)
		values []string
	}{
		{
			"months get their year", "Metric,January,February\nTrials,10,20\nOrders,30,40\n", func(p *tablePage) { p.year.SetText("2026"); p.year.Commit() },
			[]string{"Trials 2026-01=10 2026-02=20", "Orders 2026-01=30 2026-02=40"},
		},
		{
			"dates are month/day/year", "Date,Trials\n01/02/2026,10\n01/03/2026,20\n01/04/2026,30\n", func(p *tablePage) { p.order.Choose("month/day/year") },
			[]string{"Trials 2026-01-02=10 2026-01-03=20 2026-01-04=30"},
		},
		{
			"quarters are fiscal", "Metric,Q1 2026,Q2 2026\nTrials,10,20\nOrders,30,40\n", func(p *tablePage) { p.fiscal.Choose("April") },
			[]string{"Trials FY26-Q1=10 FY26-Q2=20", "Orders FY26-Q1=30 FY26-Q2=40"},
		},
		{
			"cells are typed", wide, func(p *tablePage) { p.cells.SetText("a1:c2"); p.cells.Commit() },
			[]string{"Trials 2026-01=10 2026-02=20"},
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d := read(t, tt.sheet)
			d.pages.turn(settingsPage)
			tt.do(d.settings)
			if diff := cmp.Diff(tt.values, d.values()); diff != "" {
				t.Errorf("what is taken (-want +got):\n%s", diff)
			}
		})
	}
}

func TestTheTableUnderTheCursorStaysThePresentOne(t *testing.T) {
	d := read(t, wide+"\n\nRegion,Jan 2026,Feb 2026\nEMEA,1,2\nAPAC,3,4\n")
	if len(d.reading.Tables) != 2 {
		t.Fatalf("%d tables were found", len(d.reading.Tables))
	}
	d.at("A7")
	d.settings.fiscal.Choose("April")
	if got := d.reading.Tables[1].Recipe.Periods.FiscalStart; got != 4 || d.table != d.reading.Tables[1] {
		t.Errorf("the second table's fiscal year begins in month %d, and the page is about %s", got, d.table.Range)
	}
}

func TestARangeThatIsNoneIsPutBack(t *testing.T) {
	d := read(t, wide)
	d.settings.cells.SetText("the upper part")
	d.settings.cells.Commit()
	if d.rereads != 0 || d.settings.cells.Text != "A1:C4" {
		t.Errorf("read anew %d times, the field shows %q", d.rereads, d.settings.cells.Text)
	}
}

func TestWhoseValuesALineHolds(t *testing.T) {
	d := read(t, "Month,ARR,ARR B\nJan 2026,10,30\nFeb 2026,20,40\n")
	d.at("C2")
	var holds *fyne.MenuItem
	for _, item := range d.menuItems() {
		if item.Label == "Column C holds" {
			holds = item
		}
	}
	if holds == nil {
		t.Fatal("the menu does not ask what column C holds")
	}
	holds.ChildMenu.Items[2].Action()
	if got := d.reading.Tables[0].Recipe.Scenarios["ARR B"]; got != metric.PL {
		t.Errorf("the recipe says %q, and has %v", got, d.reading.Tables[0].Recipe.Scenarios)
	}
	if got := d.values(); !slices.ContainsFunc(got, func(s string) bool { return strings.Contains(s, "PL 2026-01=30") }) {
		t.Errorf("column C is no plan: %q", got)
	}
}

func TestTheMenuOffersWhatCanBeDone(t *testing.T) {
	d := read(t, wide)
	has := func(part string) bool {
		return slices.ContainsFunc(d.menuItems(), func(i *fyne.MenuItem) bool { return strings.HasPrefix(i.Label, part) })
	}
	d.at("B3")
	for _, part := range []string{"Row 3 is the header", "Leave row 3 out", "Leave column B out", "A second table begins with row 3"} {
		if !has(part) {
			t.Errorf("at B3 the menu lacks %q", part)
		}
	}
	if has("The table is") || has("Join") {
		t.Error("the menu offers what cannot be done: nothing is selected, and there is one table")
	}
	d.at("A1")
	if has("Row 1 is the header") || has("Leave row 1 out") {
		t.Error("the menu offers to make the header what it is, or to leave it out")
	}
	d.at("A1:C3")
	if !has("The table is A1:C3") {
		t.Error("the selected cells cannot be made the table")
	}
}

func TestTheHeaderGrowsAndShrinks(t *testing.T) {
	d := read(t, "Plan,2026,2026\nMetric,Jan,Feb\nTrials,10,20\nOrders,30,40\n")
	if got := d.table.HeaderRows; !slices.Equal(got, []int{1, 2}) {
		t.Fatalf("the header was found in rows %v", got)
	}
	d.at("A1").press("h")
	if got := d.table.HeaderRows; !slices.Equal(got, []int{2}) {
		t.Errorf("without row 1 the header is in rows %v", got)
	}
	d.at("A1").press("h")
	if got := d.table.HeaderRows; !slices.Equal(got, []int{1, 2}) {
		t.Errorf("with row 1 the header is in rows %v", got)
	}
}

func TestUndoRedoAndReset(t *testing.T) {
	d := read(t, wide)
	before := d.values()
	d.at("B2").press("x")
	d.at("C2").press("X")
	after := d.values()
	d.Undo()
	d.Redo()
	if diff := cmp.Diff(after, d.values()); diff != "" {
		t.Errorf("redone (-want +got):\n%s", diff)
	}
	test.Tap(looktest.Button(t, d.Screen, "As understood"))
	if diff := cmp.Diff(before, d.values()); diff != "" {
		t.Errorf("as understood (-want +got):\n%s", diff)
	}
	if d.reset.Visible() || !d.CanUndo() {
		t.Error("what is as understood can be reset again, or cannot be undone")
	}
	d.Undo()
	if diff := cmp.Diff(after, d.values()); diff != "" {
		t.Errorf("the reset undone (-want +got):\n%s", diff)
	}
}

func TestLeavingAsksWhereCorrectionsWouldBeLost(t *testing.T) {
	d := read(t, wide)
	d.Leave()
	if !d.left {
		t.Error("nothing was corrected, and leaving asks")
	}
	d = read(t, wide)
	d.at("B2").press("x")
	d.Leave()
	top := fyne.CurrentApp().Driver().CanvasForObject(d.Screen).Overlays().Top()
	if d.left || top == nil {
		t.Fatal("a correction was lost without a word")
	}
	test.Tap(looktest.Button(t, top.(fyne.Widget), "Leave"))
	if !d.left {
		t.Error("the answer to leave does not leave")
	}
}

// Corrections made while a file is being read again wait for it, in order, and none is lost.
func TestQuickCorrectionsWait(t *testing.T) {
	d := read(t, wide+"Seats,1,2\n")
	inline := d.p.Reread
	var later []func()
	d.p.Reread = func(wb *sheet.Workbook, recipes []brief.Recipe, done func(*sheet.Reading)) func() {
		later = append(later, func() { inline(wb, recipes, done) })
		return func() {}
	}
	d.at("B2").press("x")
	d.at("B3").press("x")
	d.at("B5").press("x")
	if len(later) != 1 {
		t.Fatalf("%d readings are under way at once", len(later))
	}
	for i := 0; i < len(later); i++ {
		later[i]()
	}
	if got := d.values(); len(got) != 0 {
		t.Errorf("still taken: %q", got)
	}
	if n := len(d.history.past); n != 3 {
		t.Errorf("%d corrections can be undone", n)
	}
}

func TestAReadingThatFailsLeavesWhatWasThere(t *testing.T) {
	d := read(t, wide)
	before := d.values()
	d.p.Reread = func(_ *sheet.Workbook, _ []brief.Recipe, done func(*sheet.Reading)) func() { done(nil); return nil }
	d.card("Trials").take.SetChecked(false)
	if diff := cmp.Diff(before, d.values()); diff != "" || d.CanUndo() || !d.card("Trials").take.Checked {
		t.Errorf("the reading failed and something changed: %s", diff)
	}
}

func TestWhatShouldBeCheckedComesFirst(t *testing.T) {
	d := read(t, "Metric,January,February\nTrials,10,20\nOrders,30,40\n", wide)
	d.showSheet(d.reading.Workbook.Sheets[1])
	if d.decided.checks == 0 || d.decided.all[0].Sure != sheet.Low || d.decided.all[0].table != d.reading.Tables[0] {
		t.Fatalf("%d to check, first %+v", d.decided.checks, d.decided.all[0].Decision)
	}
	if got := d.pages.names[whyPage]; !strings.Contains(got, "to check") {
		t.Errorf("the page is called %q", got)
	}
	d.pages.turn(whyPage)
	row, ok := looktest.Find(d.Screen, func(r *decisionRow) bool { return r.decision.Sure == sheet.Low })
	if !ok {
		t.Fatal("the first decision is not in view")
	}
	if !slices.Contains(looktest.Texts(row), "Check this") && !strings.Contains(row.AccessibilityLabel(), "Check this") {
		t.Errorf("the row says %q", looktest.Texts(row))
	}
	row.Tapped(nil)
	if d.sheet.Name != "Sheet1" || d.grid.marked == (sheet.Range{}) {
		t.Errorf("pressed, it shows %s with %v marked", d.sheet.Name, d.grid.marked)
	}
}

func BenchmarkTheCursorMoves(b *testing.B) {
	path := "../../../../shared/data/s03_vaccination_bands.xlsx"
	wb, err := book.OpenAs(context.Background(), path, brief.TextFormat{}, func(float64) {})
	if err != nil {
		b.Skip(err)
	}
	r, err := ingest.Understand(context.Background(), wb)
	if err != nil {
		b.Fatal(err)
	}
	test.NewTempApp(b).Settings().SetTheme(look.NewTheme(look.Light))
	s := New(Params{Reading: r, Settings: brief.New("").Settings, OnChanged: func() {}, OnCancel: func() {}, OnChooseAnother: func() {}})
	w := test.NewTempWindow(b, s)
	w.Resize(fyne.NewSize(1280, 800))
	keys := []fyne.KeyName{fyne.KeyDown, fyne.KeyRight, fyne.KeyUp, fyne.KeyRight}
	for i := 0; b.Loop(); i++ {
		s.grid.TypedKey(&fyne.KeyEvent{Name: keys[i%len(keys)]})
	}
}
