// Package importer is the import preview: the raw cells of a workbook, coloured by the part each plays, beside the
// metrics that were found in them, with every decision open to correction before anything enters the brief. It reads no
// files and changes no brief: a correction becomes a recipe, the workbook is understood anew through Params.Reread, and
// Params.OnAccept gets the tables that are wanted. What can be done with a cell, a row or a column is the table of actions,
// which the menu lists and the keys run; undo shows the reading before.
//
//	screen := importer.New(importer.Params{Reading: reading, Reread: …, OnAccept: …, OnCancel: …})
//	window.SetContent(screen)                    // while a file is read: importer.NewWaiting
//	                                             // when it cannot be read: importer.NewRefused
//
// Everything here belongs to the window's goroutine.
package importer

import (
	"slices"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"throughline/app/brief"
	"throughline/app/say"
	"throughline/app/sheet"
	"throughline/app/ui/look"
)

// Params is what the import preview needs. Every field is required, but for Reopen.
type Params struct {
	// Reading is what was understood of the workbook.
	Reading *sheet.Reading
	// Settings of the brief: the locale numbers print in, and the currency offered first.
	Settings brief.Settings
	// Reread understands the workbook anew with the given recipes and calls done once, with the result or with nil where
	// there is none; stop gives it up.
	Reread func(wb *sheet.Workbook, recipes []brief.Recipe, done func(*sheet.Reading)) (stop func())
	// Reopen reads a text file anew in a chosen format, as Reread does; nil where the cells come from no file.
	Reopen func(wb *sheet.Workbook, format brief.TextFormat, done func(*sheet.Reading)) (stop func())
	// Following is how many files wait to be imported after this one.
	Following int
	// After calls f once on the window's goroutine after d, unless stop is called before.
	After func(d time.Duration, f func()) (stop func())
	// OnAccept takes the tables that have metrics left to take.
	OnAccept func(tables []*sheet.Table)
	// OnCancel leaves without taking anything.
	OnCancel func()
	// OnChooseAnother leaves to choose another file.
	OnChooseAnother func()
	// OnChanged is told that there is more, or less, to undo.
	OnChanged func()
}

// Screen is the import preview, a widget to set as the window's content. Make one with New.
type Screen struct {
	widget.BaseWidget

	p       Params
	reading *sheet.Reading
	sheet   *sheet.Sheet // the one in the grid
	table   *sheet.Table // the one that the header and layout choices are about; nil on a sheet without one
	chosen  key          // the selected metric
	pressed cell         // the cell that led to it
	headers [][]int      // the choices of header rows
	history history
	work    work
	laid    map[key]bool // tables whose layout was chosen by hand

	grid     *grid
	tabs     *tabs
	format   *formatRow
	title    *look.Text
	says     *look.Text
	header   *look.Chip
	layout   *look.Chip
	which    *look.Chip
	here     *look.Button // what can be done with the cell under the cursor
	extent   *look.Text   // which rows the grid shows of a sheet that is too large to be held
	pages    *pages
	search   *look.Input
	asks     *askList
	list     *metricList
	bulk     *bulkLine
	offer    *unitOffer // others that may follow the last change of a unit; nil for none
	details  *details
	notes    *noteList
	decided  *decisionList
	settings *tablePage
	accept   *look.Button
	another  *look.Button // where there is nothing to take
	undo     *look.Button
	reset    *look.Button
	foot     *look.Text
	open     *look.Text      // what the open doubts will stop
	stop     *look.Button    // gives up a reading that takes long
	footLine *fyne.Container // the words and the buttons at the foot
	legend   *fyne.Container
	cells    *fyne.Container // the grid and its legend
	found    *fyne.Container // the questions and the metrics
	body     fyne.CanvasObject
}

// New returns the import preview of a reading.
func New(p Params) *Screen {
	s := &Screen{p: p, laid: map[key]bool{}}
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
	s.header = look.NewChip(nil, "", s.onHeader)
	s.layout = look.NewChip(nil, "", s.onLayout)
	s.which = look.NewChip(nil, "", s.onTable)
	s.here = look.NewCompact("", s.openMenu)
	s.search = look.NewInput(say.T("Find a metric"))
	s.search.OnKey = s.onSearchKey
	s.search.OnChanged = func(query string) {
		s.list.setEntries(entriesOf(s.reading, query))
		s.found.Refresh()
	}
	s.grid = newGrid()
	s.grid.onRow, s.grid.onCell, s.grid.onMove, s.grid.onMenu = s.onRow, s.onCell, s.onMove, s.showMenu
	s.grid.onRune, s.grid.onKey = s.onRune, s.onGridKey
	s.tabs = newTabs(s.showSheet)
	s.format = newFormatRow(s.reopen)
	s.asks = newAskList(s)
	s.list = newMetricList(s)
	s.bulk = newBulkLine(s)
	s.details = newDetails(s)
	s.notes = newNoteList(s.onNote)
	s.decided = newDecisionList(s.onDecision)
	s.settings = newTablePage(s)
	s.accept = look.NewPrimary("", s.onAccept)
	s.another = look.NewButton(say.T("Choose another file…"), s.p.OnChooseAnother)
	s.undo = look.NewPlain(say.T("Undo"), s.Undo)
	s.reset = look.NewPlain(say.T("As understood"), s.Reset)
	s.foot = look.NewElided("", look.Quiet)
	s.open = look.NewElided("", look.Style{Size: look.SizeSmall, Color: look.Warn})
	s.stop = look.NewLink(say.T("Stop"), s.work.giveUp)
	s.extent = look.NewText("", look.Caption)

	head := container.New(headLayout{}, s.title, s.says)
	choices := container.New(choiceRow{}, s.which, s.header, s.layout)
	s.legend = newLegend(s.extent, s.here, look.NewLink(say.T("Keys"), s.showKeys))
	s.cells = container.New(gridAndLegend{s.grid}, s.grid, s.legend)
	top := container.New(topRows{}, s.format.object, container.New(tabRow{s}, s.tabs, choices))
	left := container.NewBorder(look.Inset(top, 0, 9, 0, 0), nil, nil, nil, s.cells)
	s.found = container.New(understoodLayout{s.asks}, s.asks, s.search, s.list, s.bulk, s.details)
	s.pages = newPages(s.found, s.notes, s.decided, s.settings.object)
	s.footLine = look.Between(
		container.New(footRow{}, s.foot, s.stop, s.open),
		look.Line(10, s.undo, s.reset, s.another, look.NewButton(say.T("Cancel"), s.Leave), s.accept))
	s.body = container.NewStack(look.NewFill(look.Panel), look.Inset(
		container.NewBorder(look.Inset(head, 0, 14, 0, 0), look.Inset(s.footLine, 14, 0, 0, 0), nil, nil,
			container.New(halves{}, left, s.pages)),
		22, 20, 28, 28))
}

// Focus returns what has the keys when the screen is shown: the cells.
func (s *Screen) Focus() fyne.Focusable { return s.grid }

// CreateRenderer is part of fyne.Widget.
func (s *Screen) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(s.body) }

// adopt shows another understanding of the workbook, at the same sheet and the same metric.
func (s *Screen) adopt(r *sheet.Reading) {
	s.reading = r
	s.title.SetText(r.Workbook.File)
	s.says.SetText(says(r))
	s.format.show(r.Workbook, s.p.Reopen != nil)
	s.asks.show(r)
	s.list.setEntries(entriesOf(r, s.search.Text))
	s.bulk.refresh()
	s.details.refresh()
	show(s.search, metricsIn(r) > longTable)
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
	s.refreshFoot()
	if s.sheet == nil {
		return
	}
	if sh := sheetNamed(r.Workbook, s.sheet.Name); sh != nil {
		s.showSheet(sh)
	} else if len(r.Workbook.Sheets) > 0 {
		s.showSheet(r.Workbook.Sheets[0])
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
	s.extent.SetText(extentText(sh))
	s.cells.Refresh()
	s.refreshChoices(tables)
}

// setTable makes another table of the sheet the present one, and lets go of a metric of another table.
func (s *Screen) setTable(t *sheet.Table) {
	if k := keyOf(s.reading, t, nil); s.chosen.ofTable() != k {
		s.chosen = k
		s.list.choose(k)
	}
	if t != s.table {
		s.table = t
		s.refreshChoices(tablesOn(s.reading, s.sheet))
	}
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
	s.decided.show(s.reading, s.table)
	s.settings.show(s.table)
	s.pages.name(heading(s.reading), noticedText(s.notes.notes), checksText(s.decided.checks), tablePageName(s.table))
	s.onMove()
	if s.table == nil {
		return
	}
	layouts := brief.Layouts()
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

// choose selects a metric, and with it its sheet, its table and its cells; or with a nil metric a table.
func (s *Screen) choose(t *sheet.Table, f *sheet.Found) {
	area := t.Range
	if f != nil {
		area = f.Cells
	}
	s.pick(t, f)
	s.grid.mark(area)
}

// pick selects a metric without scrolling to its cells.
func (s *Screen) pick(t *sheet.Table, f *sheet.Found) {
	s.chosen = keyOf(s.reading, t, f)
	if s.sheet != t.Sheet {
		s.showSheet(t.Sheet)
	}
	s.setTable(t)
	if f != nil {
		s.grid.outline(f.Cells)
	}
	s.list.choose(s.chosen)
	s.details.refresh()
	s.list.reveal()
}

// setHeader reads the present table, or the sheet where none was found, with the header in these rows.
func (s *Screen) setHeader(rows []int) {
	if s.table != nil {
		s.correct(s.table, reheader(rows, s.laid[keyOf(s.reading, s.table, nil)]))
		return
	}
	name := s.sheet.Name
	s.change(func(r *sheet.Reading) []brief.Recipe {
		return append(recipesOf(r), brief.Recipe{Sheet: name, HeaderRows: rows})
	})
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
	for _, l := range brief.Layouts() {
		if s.table != nil && layoutText(s.table, l) == option {
			s.laid[keyOf(s.reading, s.table, nil)] = true
			s.correct(s.table, relayout(l))
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

// onCell selects the metric that a cell was taken into. Where it is part of several, as the cells of events are, the
// selected one stays, and pressing the cell again selects the next.
func (s *Screen) onCell(row, col int) {
	again := s.pressed == cell{row, col}
	s.pressed = cell{row, col}
	for _, t := range tablesOn(s.reading, s.sheet) {
		var holding []*sheet.Found
		for _, f := range t.Metrics {
			if holds(f, row, col) {
				holding = append(holding, f)
			}
		}
		if len(holding) == 0 {
			continue
		}
		at := slices.IndexFunc(holding, func(f *sheet.Found) bool { return keyOf(s.reading, t, f) == s.chosen })
		if at < 0 || again {
			at = (at + 1) % len(holding)
		}
		s.pick(t, holding[at])
		return
	}
	s.grid.outline(sheet.Range{})
	for _, t := range tablesOn(s.reading, s.sheet) {
		if t.Range.Contains(row, col) {
			s.setTable(t)
		}
	}
}

// onSearchKey ends a search with Escape, which leaves the screen otherwise.
func (s *Screen) onSearchKey(e *fyne.KeyEvent) bool {
	if e.Name != fyne.KeyEscape {
		return false
	}
	s.search.SetText("")
	s.grid.takeFocus()
	return true
}

// onNote shows the cells that a note is about.
func (s *Screen) onNote(n note) {
	sh := sheetNamed(s.reading.Workbook, n.sheet)
	if sh == nil {
		return
	}
	s.showSheet(sh)
	area := n.cells(sh)
	for _, t := range tablesOn(s.reading, sh) {
		if area != (sheet.Range{}) && t.Range.Overlaps(area) {
			s.setTable(t)
		}
	}
	s.grid.mark(area)
	if n.Code == noYear { // the field for the year stands there
		s.pages.turn(metricsPage)
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
