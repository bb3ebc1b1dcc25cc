package ui

import (
	"strings"

	"fyne.io/fyne/v2"

	"throughline/app/brief"
	"throughline/app/say"
	"throughline/app/ui/preview"
	"throughline/export"
)

// forms are the forms a brief can be shown in.
func forms() []preview.Form {
	var forms []preview.Form
	for _, p := range export.Profiles() {
		forms = append(forms, preview.Form{Profile: p.ID, Label: say.T(p.Label), Papers: p.Papers})
	}
	return forms
}

// formOf returns the form that a brief is shown in.
func formOf(b *brief.Brief) brief.Profile {
	if p := b.Settings.Profile; p != "" {
		return p
	}
	return brief.OnePage
}

// setForm shows the brief in another form, and exports it so from now on.
func (w *Window) setForm(p brief.Profile) {
	w.failed(w.session.Do(say.T("Change form"), func(b *brief.Brief) error {
		b.Settings.Profile = p
		return nil
	}))
}

// editPlace leads from a part of a page to where it is written.
func (w *Window) editPlace(p brief.Place) {
	switch {
	case strings.HasPrefix(string(p), "settings."):
		w.commands.Run("edit.page")
	case p == "figures":
		w.goTo(sectionLedger)
	default:
		w.workspace.goTo(p)
		w.refreshCommands()
	}
}

// pageShown reports whether the live page is in sight.
func (w *Window) pageShown() bool { return w.working() && w.workspace.split.shown() }

// turn goes a number of pages on or back.
func (w *Window) turn(n int) func() {
	return func() { w.workspace.page.GoToPage(w.workspace.page.Page() + n) }
}

// zoomBy shows the pages a step larger or smaller.
func (w *Window) zoomBy(n int) func() {
	return func() {
		w.workspace.page.ZoomBy(n)
		w.refreshCommands()
	}
}

// pageCommands are what can be asked of the live page.
func (w *Window) pageCommands() []*Command {
	shown := w.pageShown
	more := func(ahead bool) func() bool {
		return func() bool {
			return shown() && (ahead && w.workspace.page.Page() < w.workspace.page.Pages() || !ahead && w.workspace.page.Page() > 1)
		}
	}
	commands := []*Command{
		{ID: "view.larger", Menu: say.T("View"), Group: 2, Label: say.T("Page: larger"), Shortcut: ctrl(fyne.KeyPlus), Also: ctrl(fyne.KeyEqual), Enabled: shown, Run: w.zoomBy(1)},
		{ID: "view.smaller", Menu: say.T("View"), Group: 2, Label: say.T("Page: smaller"), Shortcut: ctrl(fyne.KeyMinus), Enabled: shown, Run: w.zoomBy(-1)},
		{ID: "view.next-page", Menu: say.T("View"), Group: 2, Label: say.T("Next page"), Shortcut: ctrl(fyne.KeyPageDown), Enabled: more(true), Run: w.turn(1)},
		{ID: "view.previous-page", Menu: say.T("View"), Group: 2, Label: say.T("Previous page"), Shortcut: ctrl(fyne.KeyPageUp), Enabled: more(false), Run: w.turn(-1)},
	}
	for _, p := range export.Profiles() {
		commands = append(commands, &Command{
			ID: "edit.form-" + string(p.ID), Label: say.F("Form: %s", say.Within(say.T(p.Label))),
			Enabled: func() bool { return w.working() && formOf(w.session.Brief()) != p.ID },
			Run:     func() { w.setForm(p.ID) },
		})
	}
	return commands
}
