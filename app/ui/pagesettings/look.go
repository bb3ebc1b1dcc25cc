package pagesettings

import (
	"bytes"
	"image/color"
	"image/png"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"throughline/app/brief"
	"throughline/app/fault"
	"throughline/app/say"
	"throughline/app/ui/look"
	"throughline/export"
	"throughline/export/page"
)

// themeTile is a theme that can be chosen, with its colours as they would be with the brand's.
type themeTile struct {
	*look.Tile
	colors *swatches
}

func (d *Dialog) makeLook() fyne.CanvasObject {
	tiles := container.NewGridWithColumns(len(export.Themes()))
	for i, t := range export.Themes() {
		name := t.Name
		if i == 0 {
			name = "" // the default is not named: a later version's default is this brief's as well
		}
		x := &themeTile{colors: newSwatches(18)}
		x.Tile = look.NewTile(t.Label, look.Column(6, look.NewText(t.Label, look.Strong), x.colors), func() {
			d.set(say.T("Set theme"), func(s *brief.Settings) { s.Theme.Name = name })
		})
		d.themes[t.Name] = x
		tiles.Add(x.Tile)
	}
	d.brand = look.NewField(func(text string) bool {
		if c, ok := page.ParseColor(text); ok {
			text = c.String()
		}
		return d.set(say.T("Set brand colour"), func(s *brief.Settings) { s.Theme.Brand = text })
	})
	d.brand.SetPlaceHolder(say.T("#0F766E, or empty"))
	d.swatches = newSwatches(26)
	d.brandSaid = look.NewParagraph("", look.Caption)
	d.logo = d.newLogoRow()
	d.fonts[0] = d.newFontRow(say.T("Font"), func(s *brief.Settings) **brief.File { return &s.Theme.Font })
	d.fonts[1] = d.newFontRow(say.T("Font for headings"), func(s *brief.Settings) **brief.File { return &s.Theme.Bold })
	half := func(left, right fyne.CanvasObject) fyne.CanvasObject { return container.New(halves{}, left, right) }
	return look.Column(10, tiles,
		half(labelled(say.T("Brand colour"), look.Column(4, container.NewBorder(nil, nil, nil, look.Inset(look.Middle(d.swatches), 0, 0, 8, 0), d.brand), d.brandSaid)),
			labelled(say.T("Logo"), d.logo.object)),
		half(labelled(d.fonts[0].name, d.fonts[0].object), labelled(d.fonts[1].name, d.fonts[1].object)))
}

func (d *Dialog) refreshLook(b *brief.Brief) {
	s := b.Settings.Theme
	now, used, branded := export.Swatches(s.Name, s.Brand)
	for name, x := range d.themes {
		t, _, _ := export.Swatches(name, s.Brand)
		x.colors.set(t.Accent, t.Mark, t.Prior, t.Good, t.Bad, t.AccentTint)
		x.SetActive(name == now.Name)
	}
	d.brand.Put(s.Brand, false)
	switch {
	case s.Brand == "" || !branded:
		d.swatches.set()
	case used.Readable:
		d.swatches.set(used.Used)
	default:
		d.swatches.set(used.Asked, used.Used)
	}
	d.logo.show(s.Logo)
	for i, f := range []*brief.File{s.Font, s.Bold} {
		d.fonts[i].show(f)
	}
	if s.Font == nil { // headings alone have no font of their own
		d.fonts[1].choose.Disable()
	} else {
		d.fonts[1].choose.Enable()
	}
}

// logoRow shows the logo on paper and offers to choose or remove it.
type logoRow struct {
	object  fyne.CanvasObject
	picture *canvas.Image
	paper   *canvas.Rectangle // a logo is drawn for paper
	none    *look.Text
	remove  *look.Button
	shown   *brief.File
}

const logoWidth, logoHeight = 96, 30

func (d *Dialog) newLogoRow() *logoRow {
	r := &logoRow{picture: &canvas.Image{FillMode: canvas.ImageFillContain, ScaleMode: canvas.ImageScaleSmooth}, none: look.NewText(say.T("none"), look.Caption)}
	r.picture.SetMinSize(fyne.NewSize(logoWidth, logoHeight))
	r.paper = canvas.NewRectangle(color.White)
	r.paper.StrokeColor, r.paper.StrokeWidth, r.paper.CornerRadius = color.NRGBA{A: 0x22}, 1, 4
	choose := look.NewButton(say.T("Choose…"), func() {
		d.p.ChooseFile(Logo, func(name string, data []byte) {
			var file *brief.File
			var err error
			d.p.Run(func() { file, err = export.CheckLogo(name, data) }, func() {
				if err != nil {
					d.fail(fault.Text(err))
					return
				}
				d.set(say.T("Set logo"), func(s *brief.Settings) { s.Theme.Logo = file })
			})
		})
	})
	r.remove = look.NewPlain(say.T("Remove"), func() { d.set(say.T("Remove logo"), func(s *brief.Settings) { s.Theme.Logo = nil }) })
	r.object = look.Line(10, container.NewStack(r.paper, look.Inset(container.NewStack(r.picture, container.NewCenter(r.none)), 4, 4, 8, 8)),
		look.Middle(choose), look.Middle(r.remove))
	return r
}

func (r *logoRow) show(f *brief.File) {
	if f == r.shown && r.picture.Image != nil {
		return
	}
	r.shown = f
	r.picture.Image = nil
	if f != nil {
		r.picture.Image, _ = png.Decode(bytes.NewReader(f.Data)) // one that cannot be read is a finding at the foot
	}
	visible(r.none, f == nil)
	visible(r.paper, f != nil)
	visible(r.remove, f != nil)
	r.picture.Refresh()
}

// fontRow names a font of the writer's own, with what to know of it, and offers to choose or remove it.
type fontRow struct {
	name    string
	object  fyne.CanvasObject
	font    *look.Text
	choose  *look.Button
	remove  *look.Button
	checked map[*brief.File]string // what was found out about a font
}

func (d *Dialog) newFontRow(name string, of func(*brief.Settings) **brief.File) *fontRow {
	r := &fontRow{name: name, font: look.NewElided("", look.Small), checked: map[*brief.File]string{}}
	r.choose = look.NewButton(say.T("Choose…"), func() {
		d.p.ChooseFile(Font, func(file string, data []byte) {
			var own *page.OwnFont
			var err error
			d.p.Run(func() { own, err = export.CheckFont(data) }, func() {
				if err != nil {
					d.fail(fault.Text(err))
					return
				}
				kept := brief.NewFile(file, data)
				r.checked[kept] = said(own)
				d.set(say.T("Set font"), func(s *brief.Settings) { *of(s) = kept })
			})
		})
	})
	r.remove = look.NewPlain(say.T("Remove"), func() {
		d.set(say.T("Remove font"), func(s *brief.Settings) {
			*of(s) = nil
			if s.Theme.Font == nil {
				s.Theme.Bold = nil // headings alone have no font of their own
			}
		})
	})
	r.object = look.Between(r.font, look.Line(8, r.choose, r.remove))
	return r
}

// said names a font, and says what a reader of numbers would trip over.
func said(own *page.OwnFont) string {
	if own.Tabular {
		return own.Family
	}
	return say.F("%s: its digits are not all of one width, so numbers in tables do not line up", own.Family)
}

func (r *fontRow) show(f *brief.File) {
	words := "Source Sans 3"
	if f != nil {
		words = f.Name
		if known := r.checked[f]; known != "" {
			words = known
		}
	}
	r.font.SetText(words)
	visible(r.remove, f != nil)
}

func visible(o fyne.CanvasObject, on bool) {
	if on {
		o.Show()
	} else {
		o.Hide()
	}
}
