package ui

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"throughline/app/brief"
	"throughline/app/ui/look"
	"throughline/app/ui/preview"
)

// makeCommands is everything a person can ask the window for, in menu order.
func (w *Window) makeCommands() []*Command {
	open, working := w.session.IsOpen, w.working
	return slices.Concat([]*Command{
		{ID: "file.new", Menu: "File", Group: 1, Label: "New brief…", Shortcut: ctrl(fyne.KeyN), Enabled: open, Run: w.newBrief},
		{ID: "file.open", Menu: "File", Group: 1, Label: "Open…", Shortcut: ctrl(fyne.KeyO), Run: w.chooseBrief},
		{ID: "file.sample", Menu: "File", Group: 1, Label: "Open the sample", Run: w.openSample},
		{ID: "file.import", Menu: "File", Group: 2, Label: "Import a spreadsheet…", Shortcut: ctrl(fyne.KeyI), Run: w.chooseSpreadsheet},
		{ID: "file.paste-cells", Menu: "File", Group: 2, Label: "Import pasted cells", Shortcut: ctrlShift(fyne.KeyV), Run: w.pasteCells},
		{
			ID: "file.refresh", Menu: "File", Group: 2, Label: "Refresh from a newer file…", Shortcut: ctrl(fyne.KeyR),
			Enabled: func() bool { return working() && len(w.session.Brief().Sources) > 0 }, Run: w.resumeRefresh,
		},
		{ID: "file.save", Menu: "File", Group: 3, Label: "Save", Shortcut: ctrl(fyne.KeyS), Enabled: open, Run: func() { w.save(nil) }},
		{ID: "file.save-as", Menu: "File", Group: 3, Label: "Save as…", Shortcut: ctrlShift(fyne.KeyS), Enabled: open, Run: func() { w.saveAs(nil) }},
		{ID: "file.export", Menu: "File", Group: 4, Label: "Export…", Shortcut: ctrl(fyne.KeyE), Enabled: working, Run: w.showExport},
		{ID: "file.close", Menu: "File", Group: 5, Label: "Close brief", Shortcut: ctrl(fyne.KeyW), Enabled: open, Run: w.closeBrief},
		{ID: "file.quit", Menu: "File", Group: 5, Label: "Quit", Shortcut: ctrl(fyne.KeyQ), IsQuit: true, Run: w.RequestQuit},

		{
			ID: "edit.undo", Menu: "Edit", Group: 1, Label: "Undo", Shortcut: &fyne.ShortcutUndo{},
			Enabled: w.canUndo, Run: w.undo,
			Blocked: func() { w.toFocused(&fyne.ShortcutUndo{}) },
		},
		{
			ID: "edit.redo", Menu: "Edit", Group: 1, Label: "Redo", Shortcut: &fyne.ShortcutRedo{}, Also: ctrlShift(fyne.KeyZ),
			Enabled: w.canRedo, Run: w.redo,
			Blocked: func() { w.toFocused(&fyne.ShortcutRedo{}) },
		},
		{ID: "edit.paper", Label: "Paper: A4", Enabled: w.onPaper(brief.Letter), Run: func() { w.setPaper(brief.A4) }},
		{ID: "edit.letter", Label: "Paper: Letter", Enabled: w.onPaper(brief.A4), Run: func() { w.setPaper(brief.Letter) }},
		{ID: "edit.page", Menu: "Edit", Group: 2, Label: "Page settings…", Shortcut: ctrl(fyne.KeyComma), Enabled: working, Run: w.showPageSettings},
		{ID: "brief.check", Menu: "Edit", Group: 2, Label: "Check the brief…", Shortcut: ctrlShift(fyne.KeyC), Enabled: w.checked, Run: w.showCheck},
		{ID: "edit.next-finding", Menu: "Edit", Group: 2, Label: "Next finding", Shortcut: plain(look.FindingKey), Enabled: w.checked, Run: func() { w.nextFinding(1) }},
		{ID: "edit.previous-finding", Menu: "Edit", Group: 2, Label: "Previous finding", Shortcut: shift(look.FindingKey), Enabled: w.checked, Run: func() { w.nextFinding(-1) }},
		{
			ID: "edit.mend", Menu: "Edit", Group: 2, Label: "Mend the finding at the caret", Enabled: w.checked, Run: w.mendHere,
			Shortcut: &desktop.CustomShortcut{KeyName: fyne.KeyReturn, Modifier: fyne.KeyModifierAlt},
		},
	}, w.copyCommands(), []*Command{
		w.goCommand("view.story", fyne.Key1, sectionStory),
		w.goCommand("view.evidence", fyne.Key2, sectionEvidence),
		w.goCommand("view.data", fyne.Key3, sectionData),
		w.goCommand("view.ledger", fyne.Key4, sectionLedger),
		{
			ID: "view.source", Menu: "View", Group: 1, Label: "Where does this number come from", Shortcut: ctrl(fyne.KeyL),
			Enabled: working, Run: w.showSource,
		},
		{ID: "view.cfo", Menu: "View", Group: 1, Label: "Read it as the CFO", Shortcut: ctrlShift(fyne.KeyR), Enabled: working, Run: w.showCFO},
		{
			ID: "view.page", Menu: "View", Group: 2, Label: "Live page", Shortcut: ctrl(fyne.KeyBackslash), Enabled: working,
			Checked: func() bool { return w.workspace != nil && w.workspace.split.wanted }, Run: w.togglePage,
		},
		w.zoomCommand("view.whole", ctrl(fyne.Key0), preview.Fit),
		w.zoomCommand("view.width", nil, preview.Width),
		w.zoomCommand("view.actual", nil, preview.Actual),
	}, w.pageCommands(), []*Command{
		w.modeCommand("view.system", "Appearance: as the system", look.System),
		w.modeCommand("view.light", "Appearance: light", look.Light),
		w.modeCommand("view.dark", "Appearance: dark", look.Dark),
		{ID: "view.present", Menu: "View", Group: 4, Label: "Present the deck", Shortcut: plain(look.PresentKey), Enabled: working, Run: w.showDeck},
		{ID: "view.next-part", Menu: "View", Group: 4, Label: "Next part of the window", Shortcut: plain(look.PartKey), Enabled: working, Run: func() { w.nextPart(1) }},
		{ID: "view.previous-part", Menu: "View", Group: 4, Label: "Previous part of the window", Shortcut: shift(look.PartKey), Enabled: working, Run: func() { w.nextPart(-1) }},
		{
			ID: "view.full-screen", Menu: "View", Group: 4, Label: "Full screen", Shortcut: ctrlShift(fyne.KeyF),
			Checked: w.window.FullScreen, Run: func() { w.window.SetFullScreen(!w.window.FullScreen()); w.refreshCommands() },
		},

		{ID: paletteID, Menu: "Help", Group: 1, Label: "Commands…", Shortcut: ctrl(fyne.KeyK), Run: w.showPalette},
		{ID: "help.keys", Menu: "Help", Group: 1, Label: "Keyboard shortcuts", Run: w.showKeys},
		{ID: "help.about", Menu: "Help", Group: 2, Label: "About Throughline", Run: w.showAbout},
	})
}

func (w *Window) goCommand(id string, key fyne.KeyName, s section) *Command {
	return &Command{
		ID: id, Menu: "View", Group: 1, Label: string(s), Shortcut: ctrl(key), Enabled: w.working,
		Checked: func() bool { return w.working() && w.workspace.at == s },
		Run:     func() { w.goTo(s) },
	}
}

func (w *Window) zoomCommand(id string, s fyne.Shortcut, z preview.Zoom) *Command {
	return &Command{
		ID: id, Menu: "View", Group: 2, Label: "Page: " + lowerFirst(string(z)), Shortcut: s, Enabled: w.working,
		Checked: func() bool { return w.workspace != nil && w.workspace.page.Zoom() == z },
		Run:     func() { w.workspace.page.SetZoom(z); w.refreshCommands() },
	}
}

func (w *Window) modeCommand(id, label string, m look.Mode) *Command {
	return &Command{
		ID: id, Menu: "View", Group: 3, Label: label,
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
	w.failed(w.session.Do("Change paper", func(b *brief.Brief) error {
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
