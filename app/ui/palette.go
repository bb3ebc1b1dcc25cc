package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"throughline/app/say"
	"throughline/app/ui/look"
)

const (
	paletteID    = "help.commands"
	paletteRows  = 9
	paletteWidth = 520
)

// palette lists the commands that fit what is typed; arrows choose, Enter runs, Escape leaves.
type palette struct {
	registry *Registry
	query    *look.Input
	rows     *fyne.Container
	shell    *overlay

	found  []*Command
	chosen int
	first  int // of the rows in sight
}

func (w *Window) showPalette() {
	p := &palette{registry: w.commands}
	p.query = look.NewInput(say.T("Type what you want to do"))
	p.query.OnKey = p.key
	p.query.OnChanged = func(string) { p.find() }
	p.rows = look.Column(1)
	head := look.Inset(p.query, 10, 8, 10, 10)
	panel := container.NewBorder(look.Column(0, head, look.Rule()), nil, nil, nil, look.Inset(p.rows, 6, 6, 6, 6))
	p.find()
	height := head.MinSize().Height + paletteRows*(paletteRowHeight+1) + 16
	p.shell = w.present(panel, fyne.NewSize(paletteWidth, height), 90, nil)
	w.window.Canvas().Focus(p.query)
}

func (p *palette) find() {
	p.found, p.chosen, p.first = p.registry.Matching(p.query.Text), 0, 0
	p.show()
}

const paletteRowHeight = 32

func (p *palette) show() {
	if p.chosen < p.first {
		p.first = p.chosen
	}
	if p.chosen >= p.first+paletteRows {
		p.first = p.chosen - paletteRows + 1
	}
	p.rows.RemoveAll()
	if len(p.found) == 0 {
		p.rows.Add(look.Inset(look.NewText(say.T("No command fits."), look.Caption), 6, 6, 10, 10))
	}
	for i := p.first; i < min(len(p.found), p.first+paletteRows); i++ {
		c := p.found[i]
		name := look.NewElided(c.Label, look.Body)
		line := look.Inset(look.Between(name, look.NewText(shortcutText(c.Shortcut), look.Caption)), 5, 5, 10, 10)
		row := look.NewBareTile(c.Label, line, func() { p.run(c) })
		row.SetActive(i == p.chosen)
		p.rows.Add(row)
	}
	p.rows.Refresh()
}

func (p *palette) key(e *fyne.KeyEvent) bool {
	switch e.Name {
	case fyne.KeyEscape:
		p.shell.cancel()
	case fyne.KeyUp:
		p.chosen = max(0, p.chosen-1)
		p.show()
	case fyne.KeyDown:
		p.chosen = max(0, min(len(p.found)-1, p.chosen+1))
		p.show()
	case fyne.KeyReturn, fyne.KeyEnter:
		if p.chosen >= 0 && p.chosen < len(p.found) {
			p.run(p.found[p.chosen])
		}
	default:
		return false
	}
	return true
}

// run leaves the palette before the command runs, so that the command finds the window as it was.
func (p *palette) run(c *Command) {
	p.shell.close()
	p.registry.Run(c.ID)
}
