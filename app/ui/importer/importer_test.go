package importer

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"github.com/google/go-cmp/cmp"

	"throughline/app/brief"
	"throughline/app/metric"
	"throughline/app/sheet"
	"throughline/app/ui/look"
	"throughline/app/ui/look/looktest"
)

// workbook is a workbook with a funnel of three metrics over two months and a plan, a sheet with a second table, and a hidden
// one without any.
func workbook(names ...string) *sheet.Workbook {
	if len(names) == 0 {
		names = []string{"Trials", "Trial conversion", "ARR ($k)"}
	}
	funnel := &sheet.Sheet{Name: "Funnel", Rows: [][]sheet.Cell{
		cells("Growth dashboard, exported 2 Nov 2026"), nil, cells("Metric", "Sep 26", "Oct 26", "Plan"),
	}}
	for i, n := range names {
		funnel.Rows = append(funnel.Rows, cells(n, strconv.Itoa(10*i+1), "n/a", strconv.Itoa(10*i+3)))
	}
	revenue := &sheet.Sheet{Name: "Revenue", Rows: [][]sheet.Cell{cells("Metric", "Sep 26", "Oct 26"), cells("NRR", "1", "2")}}
	notes := &sheet.Sheet{Name: "Notes", Hidden: true, Rows: [][]sheet.Cell{cells("Definitions"), cells("a", "b")}}
	return &sheet.Workbook{File: "product-metrics.xlsx", Sheets: []*sheet.Sheet{funnel, revenue, notes}}
}

func cells(texts ...string) []sheet.Cell {
	row := make([]sheet.Cell, len(texts))
	for i, t := range texts {
		row[i] = sheet.Cell{Kind: sheet.Text, Text: t}
		if v, err := strconv.ParseFloat(t, 64); err == nil {
			row[i].Kind, row[i].Number = sheet.Number, v
		}
	}
	return row
}

// understand reads such a workbook as the importer does, and obeys recipes.
func understand(wb *sheet.Workbook, recipes ...brief.Recipe) *sheet.Reading {
	r := &sheet.Reading{Workbook: wb, Notes: []brief.Note{{Severity: brief.Info, Code: "no-table", Text: "Sheet “Notes” holds no table of numbers."}}}
	for i, s := range wb.Sheets[:2] {
		recipe := brief.Recipe{Sheet: s.Name, HeaderRows: []int{3 - 2*i}, Layout: brief.Wide}
		for _, x := range recipes {
			if x.Sheet == s.Name {
				recipe = x
			}
		}
		head, last, width := recipe.HeaderRows[len(recipe.HeaderRows)-1], len(s.Rows), s.Width()
		t := &sheet.Table{
			Workbook: wb, Sheet: s, Range: sheet.Range{Row1: head, Col1: 1, Row2: last, Col2: width},
			HeaderRows: recipe.HeaderRows, Layout: recipe.Layout, Grain: metric.Month, Recipe: recipe,
			Roles: sheet.NewRoles(sheet.Range{Row1: 1, Col1: 1, Row2: last, Col2: width}),
		}
		for col := 1; col <= width; col++ {
			t.Roles.Set(head, col, sheet.PeriodKey)
		}
		for row := head + 1; row <= last; row++ {
			t.Roles.Set(row, 1, sheet.Label)
			raw := s.At(row, 1).Text
			m := &metric.Metric{ID: raw, Name: strings.TrimSuffix(raw, " ($k)"), Unit: metric.Unit{Kind: metric.Count}, Polarity: metric.HigherBetter}
			f := &sheet.Found{RawName: raw, Metric: m, Scale: 1, Cells: sheet.Range{Row1: row, Col1: 2, Row2: row, Col2: width}, Why: []string{"count: whole numbers"}}
			series := &metric.Series{}
			for col := 2; col <= width; col++ {
				c := s.At(row, col)
				t.Roles.Set(row, col, sheet.Missing)
				if c.Kind == sheet.Number {
					t.Roles.Set(row, col, sheet.Value)
					series.Points = append(series.Points, metric.Point{Period: metric.MonthOf(2026, time.Month(col+7)), Value: c.Number, Cell: sheet.Address(row, col)})
				}
			}
			m.Series = []*metric.Series{series}
			change := recipe.Metrics[raw]
			if change.Name != "" {
				m.Name = change.Name
			}
			if change.Unit != nil {
				m.Unit = *change.Unit
			}
			if change.Scale != 0 {
				f.Scale = change.Scale
			}
			if change.Polarity != nil {
				m.Polarity = *change.Polarity
			}
			if change.Target != nil {
				m.Target = &metric.Target{Value: *change.Target}
			}
			f.Skipped = slices.Contains(recipe.Skip, raw)
			t.Metrics = append(t.Metrics, f)
		}
		if i == 0 {
			t.Notes = []brief.Note{
				{Severity: brief.Info, Code: "target", Cell: "D4", Text: "A plan column."},
				{Severity: brief.Warning, Code: "gap", Cell: "C4", Text: "“n/a” is kept as missing, not as zero."},
			}
		}
		r.Tables = append(r.Tables, t)
	}
	return r
}

// desk is an import preview in a window, with what it asked for.
type desk struct {
	*Screen
	t        *testing.T
	recipes  []brief.Recipe // of the last reading that was asked for
	rereads  int
	left     bool
	accepted []*sheet.Table
}

func open(t *testing.T, r *sheet.Reading) *desk {
	test.NewTempApp(t).Settings().SetTheme(look.NewTheme(look.Light))
	d := &desk{t: t}
	d.Screen = New(Params{
		Reading: r, Settings: brief.New("").Settings,
		Reread: func(wb *sheet.Workbook, recipes []brief.Recipe, done func(*sheet.Reading)) func() {
			d.recipes, d.rereads = recipes, d.rereads+1
			done(understand(wb, recipes...))
			return func() {}
		},
		After:    func(time.Duration, func()) func() { return func() {} },
		OnAccept: func(tables []*sheet.Table) { d.accepted = tables },
		OnCancel: func() { d.left = true }, OnChooseAnother: func() {}, OnChanged: func() {},
	})
	w := test.NewTempWindow(t, d.Screen)
	w.Resize(fyne.NewSize(1280, 800))
	return d
}

// card returns the card of a metric that is in view.
func (d *desk) card(name string) *metricItem {
	d.t.Helper()
	m, ok := looktest.Find(d.Screen, func(m *metricItem) bool { return m.entry.found != nil && m.entry.found.Metric.Name == name })
	if !ok {
		d.t.Fatalf("there is no card %q", name)
	}
	return m
}

// showDetails shows the details of a metric, as a press and Enter do.
func (d *desk) showDetails(name string) {
	d.t.Helper()
	test.Tap(d.card(name))
	d.list.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
}

func (d *desk) shows(text string) bool { return slices.Contains(looktest.Texts(d.Screen), text) }

func TestCorrectionsBecomeRecipes(t *testing.T) {
	usd, lower, target := metric.Unit{Kind: metric.Currency, Currency: "USD"}, metric.LowerBetter, 4000.0
	tests := []struct {
		name   string
		do     func(d *desk)
		want   brief.Recipe // of the funnel
		metric string       // whose card says so
		check  func(m *metricItem) bool
	}{
		{
			"unit with its scale", func(d *desk) { d.card("ARR").unit.Choose("USD, thousands") },
			brief.Recipe{Metrics: map[string]brief.MetricRecipe{"ARR ($k)": {Unit: &usd, Scale: 1000}}},
			"ARR", func(m *metricItem) bool { return m.unit.Selected() == "USD, thousands" },
		},
		{
			"polarity", func(d *desk) { d.card("Trials").polarity.Choose("lower") },
			brief.Recipe{Metrics: map[string]brief.MetricRecipe{"Trials": {Polarity: &lower}}},
			"Trials", func(m *metricItem) bool { return m.polarity.Selected() == "lower" },
		},
		{
			"name", func(d *desk) {
				d.showDetails("Trials")
				d.details.rename.SetText("  Trials started ")
				d.details.rename.FocusLost()
			},
			brief.Recipe{Metrics: map[string]brief.MetricRecipe{"Trials": {Name: "Trials started"}}},
			"Trials started", func(m *metricItem) bool { return m.screen.details.rename.Text == "Trials started" },
		},
		{
			"target", func(d *desk) {
				d.showDetails("Trials")
				d.details.retarget.SetText("4,000")
				d.details.retarget.OnSubmitted("")
			},
			brief.Recipe{Metrics: map[string]brief.MetricRecipe{"Trials": {Target: &target}}},
			"Trials", func(m *metricItem) bool { return m.plan.Text() == "4,000" },
		},
		{
			"left out", func(d *desk) { d.card("Trials").take.SetChecked(false) },
			brief.Recipe{Skip: []string{"Trials"}},
			"Trials", func(m *metricItem) bool { return !m.take.Checked && !m.unit.Visible() },
		},
		{
			"layout", func(d *desk) { d.layout.Choose("Months down") },
			brief.Recipe{Layout: brief.Tall},
			"Trials", func(*metricItem) bool { return true },
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d := open(t, understand(workbook()))
			before := d.reading
			tt.do(d)
			want := tt.want
			want.Sheet, want.HeaderRows = "Funnel", []int{3}
			if want.Layout == "" {
				want.Layout = brief.Wide
			}
			if d.rereads != 1 {
				t.Fatalf("the workbook was read anew %d times", d.rereads)
			}
			untouched := before.Tables[1].Recipe
			if diff := cmp.Diff([]brief.Recipe{want, untouched}, d.recipes, cmp.Comparer(func(a, b []string) bool { return slices.Equal(a, b) })); diff != "" {
				t.Errorf("recipes (-want +got):\n%s", diff)
			}
			if before.Tables[0].Recipe.Metrics != nil || before.Tables[0].Recipe.Skip != nil {
				t.Error("the correction wrote into the reading it corrects")
			}
			if !tt.check(d.card(tt.metric)) {
				t.Error("the card does not show the correction")
			}
		})
	}
}

func TestCorrectionsAddUp(t *testing.T) {
	d := open(t, understand(workbook()))
	d.card("Trials").polarity.Choose("neutral")
	d.card("Trials").take.SetChecked(false)
	d.card("Trials").take.SetChecked(true)
	d.card("NRR").take.SetChecked(false)
	neutral := metric.Neutral
	want := []brief.Recipe{
		{Sheet: "Funnel", HeaderRows: []int{3}, Layout: brief.Wide, Metrics: map[string]brief.MetricRecipe{"Trials": {Polarity: &neutral}}},
		{Sheet: "Revenue", HeaderRows: []int{1}, Layout: brief.Wide, Skip: []string{"NRR"}},
	}
	if diff := cmp.Diff(want, d.recipes, cmp.Comparer(func(a, b []string) bool { return slices.Equal(a, b) })); diff != "" {
		t.Errorf("recipes (-want +got):\n%s", diff)
	}
}

func TestATargetThatIsNoNumberIsPutBack(t *testing.T) {
	d := open(t, understand(workbook()))
	d.showDetails("Trials")
	d.details.retarget.SetText("about 40")
	d.details.retarget.FocusLost()
	if d.rereads != 0 || d.details.retarget.Text != "" {
		t.Errorf("read anew %d times, the field shows %q", d.rereads, d.details.retarget.Text)
	}
}

func TestTheHeaderRowIsChosenByItsNumber(t *testing.T) {
	d := open(t, understand(workbook()))
	d.grid.Tapped(&fyne.PointEvent{Position: fyne.NewPos(10, rowHeight*4+5)})
	if got := d.recipes[0].HeaderRows; !slices.Equal(got, []int{4}) {
		t.Errorf("a click on the fourth row's number gave the header rows %v", got)
	}
	if got := d.header.Selected(); got != "Header row 4" {
		t.Errorf("the choice says %q", got)
	}
	d.header.Choose("Header rows 3–4")
	if got := d.recipes[0].HeaderRows; !slices.Equal(got, []int{3, 4}) {
		t.Errorf("two header rows were chosen, the recipe has %v", got)
	}
}

func TestASheetWithoutATableCanBeGivenAHeaderRow(t *testing.T) {
	d := open(t, understand(workbook()))
	d.showSheet(d.reading.Workbook.Sheets[2])
	d.grid.Tapped(&fyne.PointEvent{Position: fyne.NewPos(10, rowHeight+5)})
	want := brief.Recipe{Sheet: "Notes", HeaderRows: []int{1}}
	if got := d.recipes[len(d.recipes)-1]; !cmp.Equal(want, got) {
		t.Errorf("got %v", got)
	}
}

func TestWhatIsAcceptedIsWhatIsTaken(t *testing.T) {
	d := open(t, understand(workbook()))
	if got := d.accept.Text(); got != "Add 4 metrics" {
		t.Errorf("the button says %q", got)
	}
	d.card("NRR").take.SetChecked(false)
	if !d.shows("3 of 4 metrics") {
		t.Errorf("the heading does not count what is left out: %q", looktest.Texts(d.Screen))
	}
	test.Tap(looktest.Button(t, d.Screen, "Add 3 metrics"))
	if len(d.accepted) != 1 || d.accepted[0].Sheet.Name != "Funnel" {
		t.Errorf("accepted %d tables", len(d.accepted))
	}
	for _, name := range []string{"Trials", "Trial conversion", "ARR"} {
		d.card(name).take.SetChecked(false)
	}
	if d.accept.Text() != "Nothing to add" || !d.accept.Disabled() {
		t.Error("nothing is left to take, and it can be added")
	}
}

func TestAllOfATableAreLeftOutAtOnce(t *testing.T) {
	d := open(t, understand(workbook()))
	test.Tap(looktest.Button(t, d.Screen, "Leave out all"))
	if got := d.recipes[0].Skip; !slices.Equal(got, []string{"Trials", "Trial conversion", "ARR ($k)"}) {
		t.Errorf("left out %v", got)
	}
	test.Tap(looktest.Button(t, d.Screen, "Take all"))
	if got := d.recipes[0].Skip; len(got) != 0 {
		t.Errorf("still left out: %v", got)
	}
}

func TestManyMetricsAreFoundAndLeftOutTogether(t *testing.T) {
	var names []string
	for i := range 40 {
		names = append(names, fmt.Sprintf("Channel %d %s", i%20, []string{"spend", "clicks"}[i/20]))
	}
	d := open(t, understand(workbook(names...)))
	d.search.SetText("SPEND")
	d.list.all.SetChecked(false)
	if got := d.recipes[0].Skip; len(got) != 20 || got[0] != "Channel 0 spend" {
		t.Errorf("left out %q", got)
	}
	if got := d.recipes[0].Skip; slices.Contains(got, "Channel 0 clicks") || !d.shows("21 of 41 metrics") {
		t.Errorf("shows %q", looktest.Texts(d.Screen))
	}
	d.list.all.SetChecked(true)
	if got := d.recipes[0].Skip; len(got) != 0 {
		t.Errorf("still left out: %q", got)
	}
}

func TestNotesShowTheirCells(t *testing.T) {
	d := open(t, understand(workbook()))
	if first := d.notes.notes[0]; first.Code != "gap" {
		t.Errorf("the first note is %q; what needs a look comes first", first.Code)
	}
	d.showSheet(d.reading.Workbook.Sheets[1])
	d.pages.turn(noticedPage)
	row, ok := looktest.Find(d.Screen, func(r *noteRow) bool { return r.note.Cell == "C4" })
	if !ok {
		t.Fatal("the note is not in view")
	}
	row.Tapped(nil)
	if d.sheet.Name != "Funnel" || d.grid.marked != (sheet.Range{Row1: 4, Col1: 3, Row2: 4, Col2: 3}) {
		t.Errorf("the grid shows %s with %v marked", d.sheet.Name, d.grid.marked)
	}
}

func TestNotesNameCellsInManyWays(t *testing.T) {
	s := workbook().Sheets[0]
	for text, want := range map[string]sheet.Range{
		"C8": {Row1: 8, Col1: 3, Row2: 8, Col2: 3}, "B4:B97": {Row1: 4, Col1: 2, Row2: 97, Col2: 2},
		"A6, A7": {Row1: 6, Col1: 1, Row2: 6, Col2: 1}, "Row 5": {Row1: 5, Col1: 1, Row2: 5, Col2: 4}, "AB12": {Row1: 12, Col1: 28, Row2: 12, Col2: 28},
		"": {}, "Notes": {}, "row x": {},
	} {
		if got := (note{Note: brief.Note{Cell: text}}).cells(s); got != want {
			t.Errorf("%q names %v, want %v", text, got, want)
		}
	}
}

func TestACellLeadsToItsMetric(t *testing.T) {
	d := open(t, understand(workbook()))
	x := (d.grid.lefts[1] + d.grid.lefts[2]) / 2
	d.grid.scroll.Content.(*spacer).Tapped(&fyne.PointEvent{Position: fyne.NewPos(x, rowHeight*4+3)})
	if d.chosen.raw != "Trial conversion" || d.list.chosen != d.card("Trial conversion").key() {
		t.Errorf("the cell of “Trial conversion” chose %q", d.chosen.raw)
	}
	d.details.open()
	if !d.shows("count: whole numbers") {
		t.Error("the details do not say why the metric was read so")
	}
}

func TestEverySheetCanBeReached(t *testing.T) {
	wb := workbook()
	for i := range 48 {
		wb.Sheets = append(wb.Sheets, &sheet.Sheet{Name: fmt.Sprintf("Region %d", i)})
	}
	d := open(t, understand(wb))
	for _, s := range wb.Sheets {
		shown, rest := d.tabs.fit(d.tabs.Size().Width)
		if len(shown)+len(rest) != len(wb.Sheets) {
			t.Fatalf("%d tabs and %d in the list, of %d sheets", len(shown), len(rest), len(wb.Sheets))
		}
		text := tabText(d.reading, s)
		if slices.Contains(rest, text) {
			d.tabs.onMore(text)
		} else {
			d.tabs.onSheet(s)
		}
		shown, _ = d.tabs.fit(d.tabs.Size().Width)
		if d.sheet != s || !slices.ContainsFunc(shown, func(b *tab) bool { return b.Active() && b.text == text }) {
			t.Fatalf("%s cannot be shown", s.Name)
		}
	}
	if got := tabText(d.reading, wb.Sheets[2]); got != "Notes (hidden, no numbers)" {
		t.Errorf("the hidden sheet's tab says %q", got)
	}
}

func TestAHugeSheetDrawsOnlyWhatShows(t *testing.T) {
	wb := workbook()
	row := cells(strings.Split(strings.Repeat("1 ", 60), " ")...)
	for range 100_000 {
		wb.Sheets[2].Rows = append(wb.Sheets[2].Rows, row)
	}
	d := open(t, understand(wb))
	d.showSheet(wb.Sheets[2])
	for _, row := range []int{1, 500, 74_075} {
		d.grid.mark(sheet.Range{Row1: row, Col1: 20, Row2: row, Col2: 20})
		r := test.WidgetRenderer(d.grid).(*gridRenderer)
		if n := len(r.cells.box.Objects); n == 0 || n > 2000 {
			t.Errorf("at row %d the grid draws %d objects", row, n)
		}
		if texts := looktest.Texts(d.grid); !slices.Contains(texts, strconv.Itoa(row)) {
			t.Errorf("row %d is not in view: %q", row, texts)
		}
	}
}

func TestTheUnitInUseIsAlwaysOffered(t *testing.T) {
	for _, u := range []metric.Unit{
		{Kind: metric.Count},
		{Kind: metric.Percent},
		{Kind: metric.Currency, Currency: "SEK"},
		{Kind: metric.Currency},
		{Kind: metric.Duration, Symbol: "h"},
		{Kind: metric.Number, Symbol: "x"},
	} {
		for _, scale := range []float64{0, 1, 0.01, 1e3, 1e6, 1e9, 7} {
			f := &sheet.Found{Metric: &metric.Metric{Unit: u}, Scale: scale}
			present := presentUnit(f)
			options := unitOptions(f, brief.New("").Settings)
			n := 0
			for _, o := range options {
				if o.text == present.text {
					n++
				}
			}
			if n != 1 {
				t.Errorf("%v × %v: %q is offered %d times", u, scale, present.text, n)
			}
		}
	}
}

func TestARefusedFileSaysWhyAndLeadsOn(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(look.NewTheme(look.Light))
	another := false
	o := NewRefused("plan.xlsb", "This is a binary workbook; save it as .xlsx and choose it again.", func() { another = true }, func() {})
	w := test.NewTempWindow(t, o)
	w.Resize(fyne.NewSize(1024, 640))
	if !strings.Contains(strings.Join(looktest.Texts(o), ""), "save it as .xlsx") {
		t.Errorf("shows %q", looktest.Texts(o))
	}
	test.Tap(looktest.Button(t, o, "Choose another file…"))
	if !another {
		t.Error("another file cannot be chosen")
	}
}

// eventsOf is an event table whose columns have a long name, with every correction that has a place on a page.
func eventsOf(long string) *sheet.Reading {
	wb := workbook()
	wb.Text = &sheet.TextFile{
		Used: brief.TextFormat{Encoding: "x", Delimiter: ";"}, Encodings: []sheet.TextChoice{{Value: "x", Name: "Windows-1252, Western European"}},
		Delimiters: []sheet.TextChoice{{Value: ";", Name: "Vertical bars"}},
	}
	r := understand(wb)
	t := r.Tables[0]
	t.Layout = brief.Events
	t.Recipe.Layout, t.Recipe.SkipRows, t.Recipe.SkipColumns = brief.Events, []string{long}, []string{long + "x"}
	column := sheet.EventColumn{Name: long, Column: 2}
	t.Recipe.Events = &brief.Aggregation{Date: long, Grain: metric.Quarter, By: long, Measures: []brief.Measure{
		{Operation: brief.CountRows}, {Operation: brief.Distinct, Column: long}, {Operation: brief.Ratio, Column: long, Over: long},
	}}
	t.Events = &sheet.EventChoices{
		Dates: []sheet.EventColumn{column}, Grains: []metric.Grain{metric.Month, metric.Quarter}, By: []sheet.EventColumn{column}, Numbers: []sheet.EventColumn{column, column},
		Measures: []sheet.EventMeasure{{Measure: brief.Measure{Operation: brief.Sum, Column: long}, Name: long}},
	}
	t.Decisions = []sheet.Decision{{What: sheet.AboutUnit, Metric: long, Answer: long, Why: long, Sure: sheet.Low, Cell: "B4"}}
	return r
}

func TestTheImportPreviewFits(t *testing.T) {
	long := strings.Repeat("Extraordinarily long-winded names of internationalised metrics ", 4)
	many := make([]string, 200)
	for i := range many {
		many[i] = fmt.Sprintf("Metric number %d of %s", i, long)
	}
	for name, wb := range map[string]*sheet.Workbook{"short": workbook(), "long": workbook(long, long+"x", "y"+long), "many": workbook(many...)} {
		if name != "short" {
			wb.File = long + ".xlsx"
			wb.Sheets[0].Name = long
		}
		looktest.Fits(t, name, func() fyne.CanvasObject {
			r := understand(wb)
			for i := range r.Tables {
				for _, f := range r.Tables[i].Metrics {
					f.Metric.Target = &metric.Target{Value: 12_910_000}
				}
				r.Tables[i].Notes = append(r.Tables[i].Notes, brief.Note{Severity: brief.Error, Cell: "A1", Text: long})
			}
			s := New(Params{
				Reading: r, Settings: brief.New("").Settings, OnAccept: func([]*sheet.Table) {}, OnCancel: func() {}, OnChooseAnother: func() {}, OnChanged: func() {},
				Reread: func(*sheet.Workbook, []brief.Recipe, func(*sheet.Reading)) func() { return func() {} },
				After:  func(time.Duration, func()) func() { return func() {} },
			})
			s.choose(r.Tables[0], r.Tables[0].Metrics[0])
			s.details.open()
			return s
		})
	}
	for page := range 4 {
		looktest.Fits(t, fmt.Sprintf("page %d of events", page), func() fyne.CanvasObject {
			s := New(Params{
				Reading: eventsOf(long), Settings: brief.New("").Settings, OnAccept: func([]*sheet.Table) {}, OnCancel: func() {}, OnChooseAnother: func() {}, OnChanged: func() {},
				Following: 12,
				Reread:    func(*sheet.Workbook, []brief.Recipe, func(*sheet.Reading)) func() { return func() {} },
				Reopen:    func(*sheet.Workbook, brief.TextFormat, func(*sheet.Reading)) func() { return func() {} },
				After:     func(time.Duration, func()) func() { return func() {} },
			})
			s.pages.turn(page)
			return s
		})
	}
	looktest.Fits(t, "refused", func() fyne.CanvasObject { return NewRefused(long, long, func() {}, func() {}) })
	looktest.Fits(t, "waiting", func() fyne.CanvasObject { return NewWaiting(long, func() {}) })
}
