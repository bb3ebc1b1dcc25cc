package ui

import (
	"fyne.io/fyne/v2/container"

	"throughline/app/ui/look"
	"throughline/assets"
)

// showAbout says what the program is, and under which licences its parts are.
func (w *Window) showAbout() {
	licence := container.NewVScroll(look.NewParagraph(assets.FontLicense+"\n\n"+assets.FontSerifLicense, look.Caption))
	var d *look.Dialog
	d = look.NewDialog("Throughline "+w.params.Version, 600, container.NewBorder(
		look.Inset(look.Column(8,
			look.NewParagraph("From a spreadsheet of metrics to a brief that executives can trust. Offline: nothing leaves this computer but the files you write.", look.Body),
			look.NewParagraph("Throughline is free software under the MIT licence. Its typefaces are Source Sans 3 and Source Serif 4, under the SIL Open Font Licence:", look.Small),
		), 0, 10, 0, 0), nil, nil, nil, licence),
		look.NewPrimary("Close", func() { d.Close() }))
	d.SetHeight(380)
	d.Show(w.window.Canvas())
}
