// Package importer is the import preview: the raw cells of a workbook, coloured by the part each plays, beside the
// metrics that were found in them, with every decision open to correction before anything enters the brief. It reads no
// files and changes no brief: a correction becomes a recipe, the workbook is understood anew through Params.Reread, and
// Params.OnAccept gets the tables that are wanted.
//
//	screen := importer.New(importer.Params{Reading: reading, Reread: …, OnAccept: …, OnCancel: …})
//	window.SetContent(screen)                    // while a file is read: importer.NewWaiting
//	                                             // when it cannot be read: importer.NewRefused
//
// Everything here belongs to the window's goroutine.
package importer

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"throughline/app/brief"
	"throughline/app/sheet"
	"throughline/app/ui/look"
)

// Params is what the import preview needs. Every field is required.
type Params struct {
	// Reading is what was understood of the workbook.
	Reading *sheet.Reading
	// Settings of the brief: the locale numbers print in, and the currency offered first.
	Settings brief.Settings
	// Reread understands the workbook anew with the given recipes and calls done with the result, if it has one.
	Reread func(wb *sheet.Workbook, recipes []brief.Recipe, done func(*sheet.Reading))
	// OnAccept takes the tables that have metrics left to take.
	OnAccept func(tables []*sheet.Table)
	// OnCancel leaves without taking anything.
	OnCancel func()
	// OnChooseAnother leaves to choose another file.
	OnChooseAnother func()
}

// Screen is the import preview, a widget to set as the window's content. Make one with New.
type Screen struct {
	widget.BaseWidget

	p       Params
	reading *sheet.Reading
	sheet   *sheet.Sheet // the one in the grid
	table   *sheet.Table // the one that the header and layout choices are about; nil on a sheet without one
	chosen  key          // the selected metric
	headers [][]int      // the choices of header rows

	grid      *grid
	tabs      *tabs
	title     *look.Text
	says      *look.Text
	count     *look.Text
	header    *look.Chip
	layout    *look.Chip
	which     *look.Chip
	search    *look.Input
	searchBox *fyne.Container
	list      *metricList
	notes     *noteList
	accept    *look.Button
	another   *look.Button    // where there is nothing to take
	cells     *fyne.Container // the grid and its legend
	found     *fyne.Container // the metrics and what was noticed
	body      fyne.CanvasObject
}

// New returns the import preview of a reading.
func New(p Params) *Screen {
	s := &Screen{p: p}
	s.ExtendBaseWidget(s)
	s.make()
	s.adopt(p.Reading)
	if t := firstTable(p.Reading); t != nil {
		s.showSheet(t.Sheet)
	} else if wb := p.Reading.Workbook; len(wb.Sheets) > 0 {
		s.showSheet(wb.Sheets[0])
	}
	return s
}

// make builds the widgets, once.
func (s *Screen) make() {
	s.title = look.NewElided("", look.Title)
	s.says = look.NewElided("", look.Style{Color: look.Muted})
	s.count = look.NewElided("", look.Section)
	s.header = look.NewChip(nil, "", s.onHeader)
	s.layout = look.NewChip(nil, "", s.onLayout)
	s.which = look.NewChip(nil, "", s.onTable)
	s.search = look.NewInput("Find a metric")
	s.search.OnChanged = func(query string) {
		s.list.setEntries(entriesOf(s.reading, query))
		s.found.Refresh()
	}
	s.searchBox = container.New(searchWidth{}, s.search)
	s.grid = newGrid(s.onRow, s.onCell)
	s.tabs = newTabs(s.showSheet)
	s.list = newMetricList(s)
	s.notes = newNoteList(s.onNote)
	s.accept = look.NewPrimary("", s.onAccept)
	s.another = look.NewButton("Choose another file…", s.p.OnChooseAnother)

	head := container.New(headLayout{}, s.title, s.says)
	choices := container.New(choiceRow{}, s.which, s.header, s.layout)
	s.cells = container.New(gridAndLegend{s.grid}, s.grid, newLegend())
	left := container.NewBorder(look.Inset(container.New(tabRow{}, s.tabs, choices), 0, 9, 0, 0), nil, nil, nil, s.cells)
	s.found = container.New(understoodLayout{s.list, s.notes}, s.list, s.notes)
	right := container.NewBorder(container.New(countRow{}, s.count, s.searchBox), nil, nil, nil, s.found)
	foot := look.Between(
		look.NewElided("Next month’s file will be read the same way.", look.Style{Color: look.Muted}),
		look.Line(10, s.another, look.NewButton("Cancel", s.p.OnCancel), s.accept))
	s.body = container.NewStack(look.NewFill(look.Panel), look.Inset(
		container.NewBorder(look.Inset(head, 0, 14, 0, 0), look.Inset(foot, 14, 0, 0, 0), nil, nil,
			container.New(halves{}, left, right)),
		22, 20, 28, 28))
}

// CreateRenderer is part of fyne.Widget.
func (s *Screen) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(s.body) }

// adopt shows another understanding of the workbook, at the same sheet and the same metric.
func (s *Screen) adopt(r *sheet.Reading) {
	s.reading = r
	s.title.SetText(r.Workbook.File)
	s.says.SetText(says(r))
	s.count.SetText(heading(r))
	s.list.setEntries(entriesOf(r, s.search.Text))
	show(s.searchBox, metricsIn(r) > longTable)
	s.notes.setNotes(notesOf(r))
	s.found.Refresh()
	taken := 0
	for _, t := range r.Tables {
		taken += takenIn(t)
	}
	s.accept.SetText(acceptText(taken))
	show(s.another, len(r.Tables) == 0)
	if taken == 0 {
		s.accept.Disable()
	} else {
		s.accept.Enable()
	}
	if s.sheet != nil {
		s.showSheet(sheetNamed(r.Workbook, s.sheet.Name))
	}
}

// showSheet puts a sheet into the grid and its first table into the choices above it.
func (s *Screen) showSheet(sh *sheet.Sheet) {
	if sh == nil {
		return
	}
	s.sheet = sh
	tables := tablesOn(s.reading, sh)
	s.table = nil
	if len(tables) > 0 {
		s.table = tables[0]
	}
	for _, t := range tables {
		if keyOf(s.reading, t, nil) == s.chosen.ofTable() {
			s.table = t
		}
	}
	s.tabs.show(s.reading, sh)
	s.grid.show(sh, tables)
	s.cells.Refresh()
	s.refreshChoices(tables)
}

// refreshChoices shows how the present table was read.
func (s *Screen) refreshChoices(tables []*sheet.Table) {
	s.headers = headerOptions(s.sheet, s.table)
	names := make([]string, len(s.headers))
	for i, rows := range s.headers {
		names[i] = headerName(rows)
	}
	s.header.SetOptions(names)
	s.header.SetSelected(headerText(s.table))
	show(s.layout, s.table != nil)
	show(s.which, len(tables) > 1)
	if s.table == nil {
		return
	}
	names = make([]string, len(layouts))
	for i, l := range layouts {
		names[i] = layoutText(s.table, l)
	}
	s.layout.SetOptions(names)
	s.layout.SetSelected(layoutText(s.table, s.table.Layout))
	names = make([]string, len(tables))
	for i, t := range tables {
		names[i] = tableText(t)
	}
	s.which.SetOptions(names)
	s.which.SetSelected(tableText(s.table))
}

func show(o fyne.CanvasObject, on bool) {
	if on {
		o.Show()
	} else {
		o.Hide()
	}
}

// choose selects a metric, and with it its sheet, its table and its cells.
func (s *Screen) choose(t *sheet.Table, f *sheet.Found) {
	s.chosen = keyOf(s.reading, t, f)
	s.showSheet(t.Sheet)
	if f != nil {
		s.grid.mark(f.Cells)
	} else {
		s.grid.mark(t.Range)
	}
	s.list.choose(s.chosen)
	s.found.Refresh()
	s.list.reveal()
}

// correct changes the recipe of a table and shows what the workbook says then.
func (s *Screen) correct(t *sheet.Table, change func(*brief.Recipe)) {
	s.reread(corrected(s.reading, t, change))
}

func (s *Screen) reread(recipes []brief.Recipe) {
	s.p.Reread(s.reading.Workbook, recipes, func(r *sheet.Reading) {
		marked := s.grid.marked
		s.adopt(r)
		switch t, f := find(r, s.chosen); {
		case f != nil:
			s.choose(t, f)
		case s.chosen.raw != "": // the metric has gone, and its cells with it
			s.chosen = key{}
			s.list.choose(s.chosen)
			s.grid.mark(sheet.Range{})
		default:
			s.grid.mark(marked)
		}
	})
}

// setHeader reads the present table, or the sheet where none was found, with the header in these rows.
func (s *Screen) setHeader(rows []int) {
	if s.table != nil {
		s.correct(s.table, func(r *brief.Recipe) { r.HeaderRows = rows })
		return
	}
	s.reread(append(recipesOf(s.reading), brief.Recipe{Sheet: s.sheet.Name, HeaderRows: rows}))
}

func (s *Screen) onRow(row int) { s.setHeader([]int{row}) }

func (s *Screen) onHeader(option string) {
	for _, rows := range s.headers {
		if headerName(rows) == option {
			s.setHeader(rows)
			return
		}
	}
}

func (s *Screen) onLayout(option string) {
	for _, l := range layouts {
		if s.table != nil && layoutText(s.table, l) == option {
			s.correct(s.table, func(r *brief.Recipe) { r.Layout = l })
			return
		}
	}
}

func (s *Screen) onTable(option string) {
	for _, t := range tablesOn(s.reading, s.sheet) {
		if tableText(t) == option {
			s.choose(t, nil)
		}
	}
}

// onCell selects the metric that a cell was taken into.
func (s *Screen) onCell(row, col int) {
	for _, t := range tablesOn(s.reading, s.sheet) {
		for _, f := range t.Metrics {
			if holds(f, row, col) {
				s.choose(t, f)
				return
			}
		}
	}
	s.grid.mark(sheet.Range{Row1: row, Col1: col, Row2: row, Col2: col})
}

// onNote shows the cells that a note is about.
func (s *Screen) onNote(n note) {
	if sh := sheetNamed(s.reading.Workbook, n.sheet); sh != nil {
		s.showSheet(sh)
		s.grid.mark(n.cells(sh))
	}
}

func (s *Screen) onAccept() {
	var tables []*sheet.Table
	for _, t := range s.reading.Tables {
		if takenIn(t) > 0 {
			tables = append(tables, t)
		}
	}
	s.p.OnAccept(tables)
}
