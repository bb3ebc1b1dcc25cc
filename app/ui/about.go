package ui

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"throughline/app/say"
	"throughline/app/ui/look"
	"throughline/assets"
)

// showAbout says what the program is, and under which licences it and its parts are. Those are thousands of lines, so
// only the ones in sight are drawn.
func (w *Window) showAbout() {
	lines := strings.Split(assets.Licences, "\n")
	height := look.NewText("", look.Caption).MinSize().Height
	licences := look.NewPile(look.PileSpec{
		Count:  func() int { return len(lines) },
		Height: func(int, float32) float32 { return height },
		Make:   func() fyne.CanvasObject { return look.NewElided("", look.Caption) },
		Update: func(i int, o fyne.CanvasObject) { o.(*look.Text).SetText(lines[i]) },
	})
	var d *look.Dialog
	d = look.NewDialog("Throughline "+w.params.Version, 680, container.NewBorder(
		look.Inset(look.Column(8,
			look.NewParagraph(say.T("From a spreadsheet of metrics to a brief that executives can trust. Offline: nothing leaves this computer but the files you write."), look.Body),
			look.NewParagraph(say.T("Throughline is free software. The licences of the program, its typefaces and the libraries it is built with:"), look.Small),
		), 0, 10, 0, 0), nil, nil, nil, licences),
		look.NewPrimary(say.T("Close"), func() { d.Close() }))
	d.SetHeight(420)
	d.Show(w.window.Canvas())
}
