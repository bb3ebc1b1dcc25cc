package importer

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"throughline/app/brief"
	"throughline/app/metric"
	"throughline/app/say"
	"throughline/app/sheet"
	"throughline/app/ui/look"
)

// action is something that can be done with the cell under the cursor, its row, its column, or what is selected. The menu
// lists what can be done, and the keys do it.
type action struct {
	key  string // as people read it: "Shift+X"
	rune rune   // that does it; 0 where Enter does
	says string // for the list of keys
	// name is what the menu calls it here; empty where it cannot be done here.
	name func(s *Screen, at cell) string
	run  func(s *Screen, at cell)
	last bool // the menu has a line after it
}

// actions are all that can be done, in the order of the menu.
var actions = []action{
	{
		key: "Enter", says: say.Key("the row is the header"),
		name: func(s *Screen, at cell) string {
			if s.table != nil && slices.Equal(s.table.HeaderRows, []int{at.row}) {
				return ""
			}
			return say.F("Row %s is the header", group(at.row))
		},
		run: func(s *Screen, at cell) { s.setHeader([]int{at.row}) },
	},
	{
		key: "H", rune: 'h', says: say.Key("the header reaches to the row, or no longer"),
		name: func(s *Screen, at cell) string {
			switch rows := withHeader(s.table, at.row); {
			case rows == nil:
				return ""
			case len(rows) > len(s.table.HeaderRows):
				return say.F("The header has row %s too", group(at.row))
			}
			return say.F("The header is without row %s", group(at.row))
		},
		run:  func(s *Screen, at cell) { s.setHeader(withHeader(s.table, at.row)) },
		last: true,
	},
	{
		key: "X", rune: 'x', says: say.Key("leave the row out, or take it"),
		name: func(s *Screen, at cell) string { return s.leaveOutName(line{number: at.row}) },
		run:  func(s *Screen, at cell) { s.toggleLine(line{number: at.row}) },
	},
	{
		key: "Shift+X", rune: 'X', says: say.Key("leave the column out, or take it"),
		name: func(s *Screen, at cell) string { return s.leaveOutName(line{at.col, true}) },
		run:  func(s *Screen, at cell) { s.toggleLine(line{at.col, true}) },
		last: true,
	},
	{
		key: "S", rune: 's', says: say.Key("a second table begins with the row"),
		name: func(s *Screen, at cell) string { return s.splitName(line{number: at.row}) },
		run:  func(s *Screen, at cell) { s.split(line{number: at.row}) },
	},
	{
		key: "Shift+S", rune: 'S', says: say.Key("a second table begins with the column"),
		name: func(s *Screen, at cell) string { return s.splitName(line{at.col, true}) },
		run:  func(s *Screen, at cell) { s.split(line{at.col, true}) },
	},
	{
		key: "J", rune: 'j', says: say.Key("join the table with the next one"),
		name: func(s *Screen, _ cell) string {
			if other := s.neighbour(); other != nil {
				return say.F("Join with table %s", other.Range.String())
			}
			return ""
		},
		run: func(s *Screen, _ cell) { s.join(s.neighbour()) },
	},
	{
		key: "R", rune: 'r', says: say.Key("the selected cells are the table"),
		name: func(s *Screen, _ cell) string {
			if !s.grid.selected() {
				return ""
			}
			return say.F("The table is %s", s.grid.selection().String())
		},
		run: func(s *Screen, _ cell) { s.setRange(s.grid.selection()) },
	},
	{
		key: "N", rune: 'n', says: say.Key("the selected cells are a table of their own"),
		name: func(s *Screen, _ cell) string {
			if !s.grid.selected() || s.table == nil {
				return ""
			}
			return say.F("%s is another table", s.grid.selection().String())
		},
		run: func(s *Screen, _ cell) { s.addTable(s.grid.selection()) },
	},
}

// withHeader returns the header rows of a table with a row added that continues them, or without one at their end; nil
// where neither can be.
func withHeader(t *sheet.Table, row int) []int {
	if t == nil || len(t.HeaderRows) == 0 {
		return nil
	}
	rows := t.HeaderRows
	first, last := rows[0], rows[len(rows)-1]
	switch {
	case row == first-1 && row > 0:
		return append([]int{row}, rows...)
	case row == last+1:
		return append(slices.Clone(rows), row)
	case len(rows) > 1 && (row == first || row == last):
		return slices.DeleteFunc(slices.Clone(rows), func(r int) bool { return r == row })
	}
	return nil
}

// onRune does what a key stands for, where it can be done.
func (s *Screen) onRune(r rune) bool {
	for _, a := range actions {
		if a.rune == r {
			return s.act(a)
		}
	}
	switch r {
	case 'm', 'M':
		s.openMenu()
	case '?':
		s.showKeys()
	default:
		return s.asks.typed(r)
	}
	return true
}

// onGridKey does what a key stands for that is no letter.
func (s *Screen) onGridKey(e *fyne.KeyEvent) bool {
	switch e.Name {
	case fyne.KeyReturn, fyne.KeyEnter:
		return s.act(actions[0])
	case desktop.KeyMenu:
		s.openMenu()
		return true
	}
	return false
}

func (s *Screen) act(a action) bool {
	at := s.grid.cursor
	if a.name(s, at) == "" {
		return false
	}
	a.run(s, at)
	return true
}

// onMove says on the button above the cells where the cursor is.
func (s *Screen) onMove() {
	text := sheet.Address(s.grid.cursor.row, s.grid.cursor.col)
	if s.grid.selected() {
		text = s.grid.selection().String()
	}
	s.here.SetText(say.F("%s …", text))
	s.legend.Refresh()
}

// openMenu shows the menu of the cell under the cursor, below its button.
func (s *Screen) openMenu() {
	pos := fyne.CurrentApp().Driver().AbsolutePositionForObject(s.here)
	s.showMenu(pos.AddXY(0, s.here.Size().Height+2))
}

// showMenu shows what can be done with the cell under the cursor.
func (s *Screen) showMenu(at fyne.Position) {
	c := fyne.CurrentApp().Driver().CanvasForObject(s)
	if c == nil {
		return
	}
	for _, t := range tablesOn(s.reading, s.sheet) {
		if t.Range.Contains(s.grid.cursor.row, s.grid.cursor.col) {
			s.setTable(t)
		}
	}
	menu := widget.NewPopUpMenu(fyne.NewMenu("", s.menuItems()...), c)
	menu.OnDismiss = func() {
		menu.Hide()
		c.Focus(s.grid)
	}
	menu.ShowAtPosition(at)
}

// menuItems is the menu of the cell under the cursor.
func (s *Screen) menuItems() []*fyne.MenuItem {
	at := s.grid.cursor
	var items []*fyne.MenuItem
	ruled := false
	for i, a := range actions {
		if name := a.name(s, at); name != "" {
			if ruled {
				items = append(items, fyne.NewMenuItemSeparator())
			}
			ruled = false
			items = append(items, fyne.NewMenuItem(name+"    "+a.key, func() { s.act(a) }))
		}
		ruled = ruled || a.last && len(items) > 0
		if i+1 < len(actions) && actions[i+1].rune == 's' {
			items = append(items, s.scenarioItems(at)...)
		}
	}
	return items
}

// scenarioItems lets a person say whose values the row and the column hold.
func (s *Screen) scenarioItems(at cell) []*fyne.MenuItem {
	if s.table == nil || !s.table.Range.Contains(at.row, at.col) || s.table.Layout.Info().Aggregates {
		return nil
	}
	var items []*fyne.MenuItem
	for _, l := range []line{{number: at.row}, {at.col, true}} {
		key := keysOf(s.table, l.column).Of(l.number)
		item := fyne.NewMenuItem(say.F("%s holds", upperFirst(l.called())), nil)
		now, set := s.table.Recipe.Scenarios[key]
		var choices []*fyne.MenuItem
		for _, sc := range scenarios {
			choice := fyne.NewMenuItem(say.T(sc.Label()), func() { s.correct(s.table, lineScenario(s.table, l, &sc)) })
			choice.Checked = set && now == sc
			choices = append(choices, choice)
		}
		asRead := fyne.NewMenuItem(say.T("what the file says"), func() { s.correct(s.table, lineScenario(s.table, l, nil)) })
		asRead.Checked = !set
		item.ChildMenu = fyne.NewMenu("", append(choices, asRead)...)
		items = append(items, item)
	}
	return items
}

var scenarios = []metric.Scenario{metric.AC, metric.PY, metric.PL, metric.FC}

// leaveOutName says what leaving a line out, or taking it, is called; empty where it is not part of the table.
func (s *Screen) leaveOutName(l line) string {
	t := s.table
	if t == nil || !l.column && slices.Contains(t.HeaderRows, l.number) || keysOf(t, l.column).Of(l.number) == "" {
		return ""
	}
	if isOut(t, l) {
		return say.F("Take %s", l.called())
	}
	return say.F("Leave %s out", l.called())
}

func (s *Screen) toggleLine(l line) { s.correct(s.table, leaveOut(s.table, l, !isOut(s.table, l))) }

func (s *Screen) splitName(l line) string {
	if s.table == nil || !canSplit(s.table, l) {
		return ""
	}
	return say.F("A second table begins with %s", l.called())
}

func (s *Screen) split(l line) {
	k := keyOf(s.reading, s.table, nil)
	s.change(func(r *sheet.Reading) []brief.Recipe {
		if t, _ := find(r, k); t != nil && canSplit(t, l) {
			return split(r, t, l)
		}
		return nil
	})
}

// neighbour is the table after the present one on its sheet, or the one before; nil where it is alone.
func (s *Screen) neighbour() *sheet.Table {
	tables := tablesOn(s.reading, s.sheet)
	i := slices.Index(tables, s.table)
	switch {
	case i < 0 || len(tables) < 2:
		return nil
	case i+1 < len(tables):
		return tables[i+1]
	}
	return tables[i-1]
}

func (s *Screen) join(other *sheet.Table) {
	k, o := keyOf(s.reading, s.table, nil), keyOf(s.reading, other, nil)
	s.change(func(r *sheet.Reading) []brief.Recipe {
		t, _ := find(r, k)
		other, _ := find(r, o)
		if t == nil || other == nil {
			return nil
		}
		return join(r, t, other)
	})
}

// setRange reads the present table in these cells, or makes one of them where the sheet has none.
func (s *Screen) setRange(area sheet.Range) {
	if s.table == nil {
		s.addTable(area)
		return
	}
	s.correct(s.table, rerange(area))
}

// addTable reads cells as a table beside those there are.
func (s *Screen) addTable(area sheet.Range) {
	name := s.sheet.Name
	s.change(func(r *sheet.Reading) []brief.Recipe {
		return append(recipesOf(r), brief.Recipe{Sheet: name, Range: area.String()})
	})
}

// showKeys lists what the keys do.
func (s *Screen) showKeys() {
	c := fyne.CurrentApp().Driver().CanvasForObject(s)
	if c == nil {
		return
	}
	rows := [][2]string{{say.T("Arrows, Home, End, Page Up, Page Down"), say.T("move; with Shift, select")}}
	for _, a := range actions {
		rows = append(rows, [2]string{a.key, say.T(a.says)})
	}
	rows = append(rows, [2]string{"M", say.T("all that can be done with the cell")},
		[2]string{"1, 2, 3", say.T("settle the doubt that has the numbers")},
		[2]string{say.T("Space, Shift+Arrows, Ctrl+A"), say.T("among the metrics: mark several")},
		[2]string{say.T("U, B, X"), say.T("among the metrics: unit, better when, leave out")},
		[2]string{say.T("Ctrl+Z, Ctrl+Y"), say.T("undo and redo a correction")}, [2]string{say.T("Esc"), say.T("leave")})
	var lines []fyne.CanvasObject
	for _, r := range rows {
		lines = append(lines, look.NewFlow(look.Small, look.Run{Text: r[0] + "   ", Style: look.Style{Size: look.SizeSmall, Bold: true}}, look.Run{Text: r[1]}))
	}
	var d *look.Dialog
	d = look.NewDialog(say.T("Keys in the cells"), 460, look.Column(8, lines...), look.NewPrimary("OK", func() { d.Close() }))
	d.OnClosed = func() { c.Focus(s.grid) }
	d.Show(c)
}

// extentText says which rows the grid shows of a sheet that is too large to be held; all of them are read.
func extentText(s *sheet.Sheet) string {
	if s.Whole() || s.Total() <= len(s.Rows) {
		return ""
	}
	return say.F("rows 1–%s of %s; all are read", group(len(s.Rows)), group(s.Total()))
}
