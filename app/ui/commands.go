package ui

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"throughline/app/brief"
	"throughline/app/say"
	"throughline/app/ui/look"
	"throughline/app/ui/preview"
)

// makeCommands is everything a person can ask the window for, in menu order.
func (w *Window) makeCommands() []*Command {
	open, working := w.session.IsOpen, w.working
	return slices.Concat([]*Command{
		{ID: "file.new", Menu: say.T("File"), Group: 1, Label: say.T("New brief…"), Shortcut: ctrl(fyne.KeyN), Enabled: open, Run: w.newBrief},
		{ID: "file.open", Menu: say.T("File"), Group: 1, Label: say.T("Open…"), Shortcut: ctrl(fyne.KeyO), Run: w.chooseBrief},
		{ID: "file.sample", Menu: say.T("File"), Group: 1, Label: say.T("Open the sample"), Run: w.openSample},
		{ID: "file.import", Menu: say.T("File"), Group: 2, Label: say.T("Import a spreadsheet…"), Shortcut: ctrl(fyne.KeyI), Run: w.chooseSpreadsheet},
		{ID: "file.paste-cells", Menu: say.T("File"), Group: 2, Label: say.T("Import pasted cells"), Shortcut: ctrlShift(fyne.KeyV), Run: w.pasteCells},
		{
			ID: "file.refresh", Menu: say.T("File"), Group: 2, Label: say.T("Refresh from a newer file…"), Shortcut: ctrl(fyne.KeyR),
			Enabled: func() bool { return working() && len(w.session.Brief().Sources) > 0 }, Run: w.resumeRefresh,
		},
		{ID: "file.save", Menu: say.T("File"), Group: 3, Label: say.T("Save"), Shortcut: ctrl(fyne.KeyS), Enabled: open, Run: func() { w.save(nil) }},
		{ID: "file.save-as", Menu: say.T("File"), Group: 3, Label: say.T("Save as…"), Shortcut: ctrlShift(fyne.KeyS), Enabled: open, Run: func() { w.saveAs(nil) }},
		{ID: "file.export", Menu: say.T("File"), Group: 4, Label: say.T("Export…"), Shortcut: ctrl(fyne.KeyE), Enabled: working, Run: w.showExport},
		{ID: "file.close", Menu: say.T("File"), Group: 5, Label: say.T("Close brief"), Shortcut: ctrl(fyne.KeyW), Enabled: open, Run: w.closeBrief},
		{ID: "file.quit", Menu: say.T("File"), Group: 5, Label: say.T("Quit"), Shortcut: ctrl(fyne.KeyQ), IsQuit: true, Run: w.RequestQuit},

		{
			ID: "edit.undo", Menu: say.T("Edit"), Group: 1, Label: say.T("Undo"), Shortcut: &fyne.ShortcutUndo{},
			Enabled: w.canUndo, Run: w.undo,
			Blocked: func() { w.toFocused(&fyne.ShortcutUndo{}) },
		},
		{
			ID: "edit.redo", Menu: say.T("Edit"), Group: 1, Label: say.T("Redo"), Shortcut: &fyne.ShortcutRedo{}, Also: ctrlShift(fyne.KeyZ),
			Enabled: w.canRedo, Run: w.redo,
			Blocked: func() { w.toFocused(&fyne.ShortcutRedo{}) },
		},
		{ID: "edit.paper", Label: say.T("Paper: A4"), Enabled: w.onPaper(brief.Letter), Run: func() { w.setPaper(brief.A4) }},
		{ID: "edit.letter", Label: say.T("Paper: Letter"), Enabled: w.onPaper(brief.A4), Run: func() { w.setPaper(brief.Letter) }},
		{ID: "edit.page", Menu: say.T("Edit"), Group: 2, Label: say.T("Page settings…"), Shortcut: ctrl(fyne.KeyComma), Enabled: working, Run: w.showPageSettings},
		{ID: "brief.check", Menu: say.T("Edit"), Group: 2, Label: say.T("Check the brief…"), Shortcut: ctrlShift(fyne.KeyC), Enabled: w.checked, Run: w.showCheck},
		{ID: "edit.next-finding", Menu: say.T("Edit"), Group: 2, Label: say.T("Next finding"), Shortcut: plain(look.FindingKey), Enabled: w.checked, Run: func() { w.nextFinding(1) }},
		{ID: "edit.previous-finding", Menu: say.T("Edit"), Group: 2, Label: say.T("Previous finding"), Shortcut: shift(look.FindingKey), Enabled: w.checked, Run: func() { w.nextFinding(-1) }},
		{
			ID: "edit.mend", Menu: say.T("Edit"), Group: 2, Label: say.T("Mend the finding at the caret"), Enabled: w.checked, Run: w.mendHere,
			Shortcut: &desktop.CustomShortcut{KeyName: fyne.KeyReturn, Modifier: fyne.KeyModifierAlt},
		},
	}, w.copyCommands(), []*Command{
		w.goCommand("view.story", fyne.Key1, sectionStory),
		w.goCommand("view.evidence", fyne.Key2, sectionEvidence),
		w.goCommand("view.data", fyne.Key3, sectionData),
		w.goCommand("view.ledger", fyne.Key4, sectionLedger),
		{
			ID: "view.source", Menu: say.T("View"), Group: 1, Label: say.T("Where does this number come from"), Shortcut: ctrl(fyne.KeyL),
			Enabled: working, Run: w.showSource,
		},
		{ID: "view.cfo", Menu: say.T("View"), Group: 1, Label: say.T("Read it as the CFO"), Shortcut: ctrlShift(fyne.KeyR), Enabled: working, Run: w.showCFO},
		{
			ID: "view.page", Menu: say.T("View"), Group: 2, Label: say.T("Live page"), Shortcut: ctrl(fyne.KeyBackslash), Enabled: working,
			Checked: func() bool { return w.workspace != nil && w.workspace.split.wanted }, Run: w.togglePage,
		},
		w.zoomCommand("view.whole", ctrl(fyne.Key0), preview.Fit),
		w.zoomCommand("view.width", nil, preview.Width),
		w.zoomCommand("view.actual", nil, preview.Actual),
	}, w.pageCommands(), []*Command{
		w.modeCommand("view.system", say.T("Appearance: as the system"), look.System),
		w.modeCommand("view.light", say.T("Appearance: light"), look.Light),
		w.modeCommand("view.dark", say.T("Appearance: dark"), look.Dark),
		{ID: "view.present", Menu: say.T("View"), Group: 4, Label: say.T("Present the deck"), Shortcut: plain(look.PresentKey), Enabled: working, Run: w.showDeck},
		{ID: "view.next-part", Menu: say.T("View"), Group: 4, Label: say.T("Next part of the window"), Shortcut: plain(look.PartKey), Enabled: working, Run: func() { w.nextPart(1) }},
		{ID: "view.previous-part", Menu: say.T("View"), Group: 4, Label: say.T("Previous part of the window"), Shortcut: shift(look.PartKey), Enabled: working, Run: func() { w.nextPart(-1) }},
		{
			ID: "view.full-screen", Menu: say.T("View"), Group: 4, Label: say.T("Full screen"), Shortcut: ctrlShift(fyne.KeyF),
			Checked: w.window.FullScreen, Run: func() { w.window.SetFullScreen(!w.window.FullScreen()); w.refreshCommands() },
		},

		{ID: paletteID, Menu: say.T("Help"), Group: 1, Label: say.T("Commands…"), Shortcut: ctrl(fyne.KeyK), Run: w.showPalette},
		{ID: "help.keys", Menu: say.T("Help"), Group: 1, Label: say.T("Keyboard shortcuts"), Run: w.showKeys},
		{ID: "help.about", Menu: say.T("Help"), Group: 2, Label: say.T("About Throughline"), Run: w.showAbout},
	})
}

func (w *Window) goCommand(id string, key fyne.KeyName, s section) *Command {
	return &Command{
		ID: id, Menu: say.T("View"), Group: 1, Label: say.T(string(s)), Shortcut: ctrl(key), Enabled: w.working,
		Checked: func() bool { return w.working() && w.workspace.at == s },
		Run:     func() { w.goTo(s) },
	}
}

func (w *Window) zoomCommand(id string, s fyne.Shortcut, z preview.Zoom) *Command {
	return &Command{
		ID: id, Menu: say.T("View"), Group: 2, Label: say.F("Page: %s", say.Within(say.T(string(z)))), Shortcut: s, Enabled: w.working,
		Checked: func() bool { return w.workspace != nil && w.workspace.page.Zoom() == z },
		Run:     func() { w.workspace.page.SetZoom(z); w.refreshCommands() },
	}
}

func (w *Window) modeCommand(id, label string, m look.Mode) *Command {
	return &Command{
		ID: id, Menu: say.T("View"), Group: 3, Label: label,
		Checked: func() bool { return w.mode() == m },
		Run: func() {
			w.params.App.Preferences().SetString(prefAppearance, string(m))
			w.params.App.Settings().SetTheme(look.NewTheme(m))
			w.refreshCommands()
		},
	}
}

func (w *Window) mode() look.Mode {
	if t, ok := w.params.App.Settings().Theme().(*look.Theme); ok {
		return t.Mode()
	}
	return look.System
}

// toFocused gives a shortcut that the menu took to what has the focus: in a dialog's text field, undo is the field's own.
func (w *Window) toFocused(s fyne.Shortcut) {
	if f, ok := w.window.Canvas().Focused().(fyne.Shortcutable); ok {
		f.TypedShortcut(s)
	}
}

// working reports whether the workspace is in sight: a brief is open and nothing, such as the importer, stands in for it.
func (w *Window) working() bool {
	return w.workspace != nil && len(w.body.Objects) > 0 && w.body.Objects[0] == w.workspace.object
}

// onPaper answers whether a brief is open and on that paper.
func (w *Window) onPaper(p brief.Paper) func() bool {
	return func() bool { return w.working() && w.session.Brief().Settings.Paper == p }
}

func (w *Window) setPaper(p brief.Paper) {
	w.failed(w.session.Do(say.T("Change paper"), func(b *brief.Brief) error {
		b.Settings.Paper = p
		return nil
	}))
}

func (w *Window) goTo(s section) {
	w.workspace.go_(s)
	switch s {
	case sectionStory:
		w.workspace.story.FocusFirst()
	case sectionLedger:
		w.window.Canvas().Focus(w.workspace.ledger.Focus())
	}
	w.refreshCommands()
}

func (w *Window) togglePage() {
	on := !w.workspace.split.wanted
	w.workspace.split.setWanted(on)
	w.params.App.Preferences().SetBool(prefPage, on)
	w.refreshCommands()
}
