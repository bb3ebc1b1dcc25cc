package importer

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"throughline/app/brief"
	"throughline/app/say"
	"throughline/app/sheet"
	"throughline/app/ui/look"
)

// formatRow says how the bytes of a text file were read, and lets both be chosen; the cells below show at once what comes
// of it.
type formatRow struct {
	object    *fyne.Container
	encoding  *look.Chip
	delimiter *look.Chip
	text      *sheet.TextFile
}

func newFormatRow(onFormat func(brief.TextFormat)) *formatRow {
	r := &formatRow{}
	choose := func(set func(*brief.TextFormat, string), choices func() []sheet.TextChoice) func(string) {
		return func(name string) {
			format := r.text.Chosen
			for _, c := range choices() {
				if c.Name == name {
					set(&format, c.Value)
				}
			}
			onFormat(format)
		}
	}
	r.encoding = look.NewChip(nil, "", choose(func(f *brief.TextFormat, v string) { f.Encoding = v }, func() []sheet.TextChoice { return r.text.Encodings }))
	r.delimiter = look.NewChip(nil, "", choose(func(f *brief.TextFormat, v string) { f.Delimiter = v }, func() []sheet.TextChoice { return r.text.Delimiters }))
	r.object = container.New(choiceRow{},
		look.NewText(say.T("Text in"), look.Caption), r.encoding, look.NewText(say.T("with"), look.Caption), r.delimiter)
	return r
}

// show shows how a workbook's text was read; nothing for one that is no text, or that cannot be read again.
func (r *formatRow) show(wb *sheet.Workbook, again bool) {
	r.text = wb.Text
	show(r.object, again && r.text != nil)
	if !r.object.Visible() {
		return
	}
	fill := func(c *look.Chip, choices []sheet.TextChoice, used, chosen string) {
		names := make([]string, len(choices))
		for i, x := range choices {
			names[i] = x.Name
			if x.Value == used {
				c.SetSelected(x.Name)
			}
		}
		c.SetOptions(names)
		c.SetMarked(chosen != "")
	}
	fill(r.encoding, r.text.Encodings, r.text.Used.Encoding, r.text.Chosen.Encoding)
	fill(r.delimiter, r.text.Delimiters, r.text.Used.Delimiter, r.text.Chosen.Delimiter)
}
