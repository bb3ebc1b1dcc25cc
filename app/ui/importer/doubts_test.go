package importer

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"github.com/google/go-cmp/cmp"

	"throughline/app/metric"
	"throughline/app/sheet"
	"throughline/app/ui/look/looktest"
)

// rates holds a share that may be a fraction or a percentage, beside a count that is in no doubt.
const rates = "Metric,Jan 2026,Feb 2026\nOrders,30,40\nWin rate %,0.4,0.5\n"

// reads returns the button of a reading by its value.
func (d *desk) reads(value string) *answer {
	d.t.Helper()
	a, ok := looktest.Find(d.Screen, func(a *answer) bool { return a.value.Text() == value })
	if !ok {
		d.t.Fatalf("no reading %q; shown is %q", value, looktest.Texts(d.asks))
	}
	return a
}

func TestADoubtIsSettledWithAClickAndTheRowTakesItsValue(t *testing.T) {
	d := read(t, rates)
	if got := d.card("Win rate").actual.Text(); got != "50% ?" {
		t.Errorf("a metric in doubt shows %q", got)
	}
	if got := d.open.Text(); got != "1 doubt open: a figure on Win rate would stop the export." {
		t.Errorf("the foot says %q", got)
	}
	if d.accept.Disabled() {
		t.Error("an open doubt stops the import")
	}
	row, top := d.card("Win rate"), d.list.Position()
	was := row.Position()
	test.Tap(d.reads("0.5%"))
	if got := d.card("Win rate").actual.Text(); got != "0.5%" {
		t.Errorf("settled, the row shows %q", got)
	}
	if d.list.Position() != top || d.card("Win rate").Position() != was {
		t.Error("settling a doubt moved the rows")
	}
	if got := d.open.Text(); got != "" {
		t.Errorf("with every doubt settled the foot says %q", got)
	}
	want, err := d.p.Reading.Settle(map[string]string{"factor-win-rate": "percentages"})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, d.recipes); diff != "" {
		t.Errorf("the window's recipe is not that of the command line (-want +got):\n%s", diff)
	}
	if !d.reads("0.5%").Active() || d.reads("50%").Active() {
		t.Error("the question does not show its answer")
	}
	d.Undo()
	if got := d.card("Win rate").actual.Text(); got != "50% ?" {
		t.Errorf("undone, the row shows %q", got)
	}
}

func TestADoubtIsSettledWithAKey(t *testing.T) {
	d := read(t, rates+"Loss rate %,0.2,0.1\n")
	d.press("2")
	d.list.TypedRune('2')
	for _, x := range d.reading.Doubts() {
		if !x.Settled || x.Read != "percentages" {
			t.Errorf("%s is %+v", x.ID, x)
		}
	}
	d.press("1")
	if d.rereads != 2 {
		t.Errorf("with every doubt settled a number read the workbook again")
	}
}

func TestDoubtsOfALaterFileAreNotAskedAgain(t *testing.T) {
	d := read(t, rates)
	test.Tap(d.reads("0.5%"))
	next := New(Params{Reading: d.reading, Settings: d.p.Settings, OnChanged: func() {}, OnCancel: func() {}, OnChooseAnother: func() {}})
	if next.asks.Visible() || next.open.Text() != "" {
		t.Errorf("what was settled is asked again: %q", looktest.Texts(next.asks))
	}
}

func TestReadingsShowEveryDecimalThatIsInDoubt(t *testing.T) {
	for _, tt := range []struct {
		kind          metric.DoubtKind
		reading, cell string
		want          string
	}{
		{metric.FactorDoubt, "decimal", "3.415", "3.415"},
		{metric.FactorDoubt, "thousands", "3415", "3,415"},
		{metric.FactorDoubt, "percentage", "2.3%", "2.3%"},
		{metric.CurrencyDoubt, "EUR", "EUR 142385.54688", "€142,385.55"},
		{metric.CurrencyDoubt, metric.NoCurrency, "81.2041", "81.20"},
		{metric.PeriodDoubt, "2026", "2026", "2026"},
	} {
		if got := shownReading(metric.Doubt{Kind: tt.kind}, metric.DoubtReading{Reading: tt.reading, Value: tt.cell}, "en-GB"); got != tt.want {
			t.Errorf("%s of %s shows %q, want %q", tt.reading, tt.cell, got, tt.want)
		}
	}
}

func TestEveryCurrencyCanBeChosen(t *testing.T) {
	d := read(t, "Metric,Jan 2026,Feb 2026\nRevenue,300,400\n")
	if got := d.open.Text(); got != "1 doubt open: it stops nothing." {
		t.Errorf("the foot says %q", got)
	}
	row, ok := looktest.Find(d.Screen, func(*askRow) bool { return true })
	if !ok {
		t.Fatal("the currency is not asked for")
	}
	row.more.Choose("ISK")
	if got := d.reading.Tables[0].Metrics[0].Metric.Unit.Currency; got != "ISK" {
		t.Errorf("the currency is %q", got)
	}
	if row.more.Selected() != "ISK" {
		t.Errorf("the question shows %q", row.more.Selected())
	}
}

func TestTheYearIsGivenWhereItIsAskedFor(t *testing.T) {
	d := read(t, "Metric,January,February\nTrials,10,20\nOrders,30,40\n")
	row, ok := looktest.Find(d.Screen, func(r *askRow) bool { return len(r.list.asks[r.at].doubt.Readings) == 0 })
	if !ok {
		t.Fatalf("the year is not asked for: %q", looktest.Texts(d.asks))
	}
	top := d.list.Position()
	row.year.SetText("2026")
	row.year.OnSubmitted("")
	if got := d.values(); !slices.Equal(got, []string{"Trials 2026-01=10 2026-02=20", "Orders 2026-01=30 2026-02=40"}) {
		t.Errorf("with a year the table reads %q", got)
	}
	if d.list.Position() != top {
		t.Error("giving the year moved the rows")
	}
	row.year.SetText("soon")
	row.year.OnSubmitted("")
	if d.rereads != 1 || row.year.Text != "2026" {
		t.Errorf("what is no year reads the workbook, or stays: %q", row.year.Text)
	}
}

func TestTheCellsInDoubtAndTheWordsThatRaisedItAreMarked(t *testing.T) {
	d := read(t, rates)
	at := func(row, col int) sheet.Range { return sheet.Range{Row1: row, Col1: col, Row2: row, Col2: col} }
	if !slices.Equal(d.grid.doubts, []sheet.Range{at(3, 2)}) || !slices.Contains(d.grid.words, at(3, 1)) {
		t.Errorf("in doubt are %v, raised by %v", d.grid.doubts, d.grid.words)
	}
	test.Tap(d.reads("50%"))
	if len(d.grid.doubts)+len(d.grid.words) > 0 {
		t.Errorf("settled, %v and %v are marked", d.grid.doubts, d.grid.words)
	}
}

func TestSeveralRowsGetOneUnitAndOneDirection(t *testing.T) {
	d := read(t, "Metric,Jan 2026,Feb 2026\nTrials,10,20\nOrders,30,40\nCalls,50,60\nVisits,70,80\n")
	test.Tap(d.card("Trials"))
	looktest.Shift(t, func() { d.list.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown}) })
	if got := len(d.list.marked); got != 2 {
		t.Fatalf("Shift marked %d rows", got)
	}
	test.Tap(d.card("Calls"))
	d.list.TypedKey(&fyne.KeyEvent{Name: fyne.KeySpace})
	test.Tap(d.card("Calls")) // without Ctrl, the marks go
	for _, name := range []string{"Trials", "Calls"} {
		d.list.chosen = d.card(name).key()
		d.list.TypedKey(&fyne.KeyEvent{Name: fyne.KeySpace})
	}
	d.card("Calls").unit.Choose("hours")
	d.card("Trials").polarity.Choose("lower")
	for _, f := range d.reading.Tables[0].Metrics {
		chosen := f.RawName == "Trials" || f.RawName == "Calls"
		if got := f.Metric.Unit.Symbol == "h" && f.Metric.Polarity == metric.LowerBetter; got != chosen {
			t.Errorf("%s has %+v, %s", f.RawName, f.Metric.Unit, f.Metric.Polarity)
		}
	}
	if d.rereads != 2 {
		t.Errorf("two choices read the workbook %d times", d.rereads)
	}
	d.list.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if len(d.list.marked) > 0 || d.left {
		t.Error("Escape does not first take the marks away")
	}
}

func TestAUnitIsOfferedToTheRowsReadAlike(t *testing.T) {
	d := read(t, "€ in thousands\nMetric,Jan 2026,Feb 2026\nAlpha,10,20\nBeta,30,40\nGamma,50,60\nShare %,0.51,0.62\n")
	before := d.card("Alpha").unit.Selected()
	if before != d.card("Gamma").unit.Selected() {
		t.Fatalf("the rows are read apart: %q and %q", before, d.card("Gamma").unit.Selected())
	}
	d.card("Alpha").unit.Choose("count")
	if got := "The other 2 metrics read as “" + before + "” too?"; !d.shows(got) {
		t.Fatalf("nothing is offered; shown is %q", looktest.Texts(d.bulk))
	}
	test.Tap(looktest.Button(t, d.bulk, "Yes: count"))
	for _, name := range []string{"Alpha", "Beta", "Gamma"} {
		if got := d.card(name).unit.Selected(); got != "count" {
			t.Errorf("%s is read as %q", name, got)
		}
	}
	if got := d.card("Share").unit.Selected(); !strings.HasPrefix(got, "%") {
		t.Errorf("a share followed: %q", got)
	}
	d.showDetails("Alpha")
	if texts := strings.Join(looktest.Texts(d.details), "\n"); strings.Contains(texts, "1,000") || strings.Contains(texts, "thousand") {
		t.Errorf("a reason that no longer holds is listed:\n%s", texts)
	}
}

func TestOnlyTheRowsInViewAreBuilt(t *testing.T) {
	text := "Metric,Jan 2026,Feb 2026\n"
	for i := range 300 {
		text += fmt.Sprintf("Metric %d,%d,%d\n", i, 10+i, 20+i)
	}
	d := read(t, text)
	built := 0
	d.list.pile.Each(func(int, fyne.CanvasObject) { built++ })
	if built == 0 || built > 30 {
		t.Errorf("%d rows were built for 300 metrics", built)
	}
	d.list.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEnd})
	if d.chosen.raw != "Metric 299" || d.card("Metric 299").actual.Text() != "319" {
		t.Errorf("End chose %q", d.chosen.raw)
	}
}
