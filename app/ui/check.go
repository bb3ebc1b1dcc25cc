package ui

import (
	"fyne.io/fyne/v2"

	"throughline/app/brief"
	"throughline/app/say"
	"throughline/app/ui/look"
)

// checked reports whether it is known what there is to find in the open brief.
func (w *Window) checked() bool { return w.working() && w.review.made() }

// showCheck lists everything that was found, what stops an export first. A press on one leads to its place.
func (w *Window) showCheck() {
	var d *look.Dialog
	rows := look.Column(6)
	for _, f := range w.review.findings {
		rows.Add(look.NewTile(f.Text, findingRow(f), func() {
			d.Close()
			w.workspace.goTo(f.Place)
		}))
	}
	title := findingsText(w.review.findings)
	if len(w.review.findings) == 0 {
		rows.Add(look.NewParagraph(say.T("Nothing was found that leadership would trip over. The brief can be exported."), look.Body))
	}
	d = look.NewDialog(title, 620, rows, look.NewPrimary(say.T("Done"), func() { d.Close() }))
	d.Show(w.window.Canvas())
}

var severityWords = map[brief.Severity]struct {
	word  string
	color fyne.ThemeColorName
}{brief.Error: {say.Key("Mend"), look.Bad}, brief.Warning: {say.Key("Consider"), look.Warn}, brief.Info: {say.Key("Note"), look.Muted}}

func findingRow(f brief.Finding) fyne.CanvasObject {
	word := severityWords[f.Severity]
	words := f.Text
	if f.Fix != "" {
		words += " " + f.Fix
	}
	head := look.NewFlow(look.Caption,
		look.Run{Text: say.T(word.word), Style: look.Style{Color: word.color, Size: look.SizeSmall, Bold: true}},
		look.Run{Text: "  " + say.T(brief.Label(f.Place)), Style: look.Caption})
	return look.Column(2, head, look.NewParagraph(words, look.Small))
}

// replacement returns the text that mends a finding, for those that need no thought: a number typed by hand that equals
// a figure.
func replacement(b *brief.Brief, f brief.Finding) (label, text string, ok bool) {
	if f.Edit == nil || f.Edit.Place != f.Place {
		return "", "", false
	}
	mended := b.Clone()
	if !f.Edit.Apply(mended) {
		return "", "", false
	}
	text, ok = mended.Text(f.Place)
	return say.T("Link it"), text, ok
}
