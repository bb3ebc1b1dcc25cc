package ui

import (
	"strings"

	"fyne.io/fyne/v2"

	"throughline/app/say"
	"throughline/app/ui/look"
)

// keepFocus takes the focus from what is no longer in sight: a key must not reach a field or a button that is gone. In
// the story the caret is back where it was last; elsewhere it goes to what stood nearest.
func (w *Window) keepFocus() {
	c := w.window.Canvas()
	if o, ok := c.Focused().(fyne.CanvasObject); ok && !look.Shown(o) && w.writing() {
		c.Unfocus()
		w.workspace.story.Return()
		return
	}
	look.KeepFocus(c)
}

// writing reports whether the story is in sight and nothing has to be answered first.
func (w *Window) writing() bool {
	return w.working() && w.workspace.at == sectionStory && !w.blocked()
}

// typedRune gets what is typed while nothing has the focus, as after a click beside the fields: the story takes it.
func (w *Window) typedRune(r rune) {
	if !w.writing() {
		return
	}
	w.workspace.story.Return()
	if f := w.window.Canvas().Focused(); f != nil {
		f.TypedRune(r)
	}
}

// nextPart moves the focus to the next part of the workspace, or with step -1 to the one before: what is written, the
// live page, the bars.
func (w *Window) nextPart(step int) {
	c, parts := w.window.Canvas(), w.workspace.parts
	at := -1
	if o, ok := c.Focused().(fyne.CanvasObject); ok {
		for i, p := range parts {
			if p.Contains(o) {
				at = i
			}
		}
	} else if step < 0 {
		at = 0
	}
	n := len(parts)
	for i := range n {
		next := ((at+step*(i+1))%n + n) % n
		if next == 0 && w.writing() {
			w.workspace.story.Return()
			return
		}
		if parts[next].Enter(c) {
			return
		}
	}
}

// showKeys lists the shortcuts of all commands, and the keys that have no command.
func (w *Window) showKeys() {
	rows := look.Column(4)
	menu := ""
	for _, c := range w.commands.All() {
		if c.Shortcut == nil {
			continue
		}
		if c.Menu != menu {
			menu = c.Menu
			rows.Add(look.Inset(look.NewText(menu, look.Strong), 8, 0, 0, 0))
		}
		rows.Add(look.Between(look.NewElided(strings.TrimSuffix(c.Label, "…"), look.Small), look.NewText(shortcutText(c.Shortcut), look.Small)))
	}
	rows.Add(look.Inset(look.NewText(say.T("While writing"), look.Strong), 8, 0, 0, 0))
	for _, k := range [][2]string{
		{say.T("The next field, the previous one"), say.T("Tab, Shift+Tab")},
		{say.T("Choose a figure"), "{"},
		{say.T("From a hint back to the text"), say.T("Escape, or any letter")},
		{say.T("Turn the live page"), say.T("Page Up, Page Down")},
	} {
		rows.Add(look.Between(look.NewElided(k[0], look.Small), look.NewText(k[1], look.Small)))
	}
	var d *look.Dialog
	d = look.NewDialog(say.T("Keyboard shortcuts"), 520, look.Inset(rows, 0, 0, 0, 12), look.NewPrimary(say.T("Close"), func() { d.Close() }))
	d.Show(w.window.Canvas())
}
