package export

import (
	"bytes"
	"strings"
	"sync"

	"throughline/app/brief"
	"throughline/app/fault"
	"throughline/export/page"
	"throughline/export/pdf"
)

// look is what the pages of a brief are drawn with.
type look struct {
	fonts *page.Fonts
	logo  *page.Picture
}

// looks are those of the briefs drawn last, by the digests of their files: reading a font takes longer than a page.
var looks = struct {
	sync.Mutex
	m map[[3]string]look
}{m: map[[3]string]look{}}

// lookOf returns what a brief is drawn with, and the options to lay it out with. A file of the brief that cannot be read
// is an Error among the findings; the draft is drawn without it.
func lookOf(b *brief.Brief, o Options) (*page.Fonts, Options, []brief.Finding) {
	t := b.Settings.Theme
	if t.Logo == nil && t.Font == nil {
		return fonts(), o, nil
	}
	var key [3]string
	for i, f := range []*brief.File{t.Logo, t.Font, t.Bold} {
		if f != nil {
			key[i] = f.SHA256
		}
	}
	looks.Lock()
	defer looks.Unlock()
	l, ok := looks.m[key]
	if !ok {
		var findings []brief.Finding
		if l, findings = readLook(t); len(findings) > 0 {
			o.Logo = l.logo
			return l.fonts, o, findings
		}
		const most = 4
		if len(looks.m) >= most {
			clear(looks.m)
		}
		looks.m[key] = l
	}
	o.Logo = l.logo
	return l.fonts, o, nil
}

func readLook(t brief.Theme) (look, []brief.Finding) {
	l := look{fonts: fonts()}
	var findings []brief.Finding
	failed := func(place brief.Place, fix string, err error) {
		findings = append(findings, brief.Finding{
			Severity: brief.Error, Code: "theme-file", Place: place, Text: fault.Text(err), Fix: fix,
		})
	}
	if t.Logo != nil {
		var err error
		if l.logo, err = page.ReadPicture(t.Logo.Data); err != nil {
			failed("settings.theme.logo", "Choose the logo again, or remove it.", err)
		}
	}
	var own [2]*page.OwnFont
	for i, f := range []*brief.File{t.Font, t.Bold} {
		if f == nil {
			continue
		}
		var err error
		if own[i], err = CheckFont(f.Data); err != nil {
			failed("settings.theme.font", "Choose another font, or remove it.", err)
		}
	}
	if own[0] != nil {
		l.fonts = fonts().With(own[0], own[1])
	}
	return l, findings
}

// fontsOf returns the fonts that a page was laid out with.
func fontsOf(p *page.Page) *page.Fonts {
	if p.Fonts != nil {
		return p.Fonts
	}
	return fonts()
}

// Themes lists the designed themes, the default first; a brief names one in its settings.
func Themes() []page.Theme { return page.Themes }

// Swatches returns a theme as pages would be drawn in it with a brand's colour, "#0F766E" or empty for none, and what
// became of that colour; false where it is none.
func Swatches(theme, brand string) (page.Theme, page.Brand, bool) {
	t, _ := page.ThemeOf(theme)
	color, ok := page.ParseColor(brand)
	if !ok {
		return t, page.Brand{}, brand == ""
	}
	t, b := t.Branded(color)
	return t, b, true
}

// CheckLogo reads a picture that somebody chose as the logo and answers what a brief keeps of it. The errors are
// *fault.Error.
func CheckLogo(name string, data []byte) (*brief.File, error) {
	clean, err := page.CheckLogo(data)
	if err != nil {
		return nil, err
	}
	return brief.NewFile(name, clean), nil
}

// CheckFont reads a font that somebody chose, and writes a page in it to see that it can be embedded. The errors are
// *fault.Error. What it answers also says what to know of the font: whether its digits stand in columns.
func CheckFont(data []byte) (*page.OwnFont, error) {
	own, err := page.CheckFont(data)
	if err != nil {
		return nil, err
	}
	f := fonts().With(own, nil)
	p := &page.Page{Size: page.A4, Fonts: f}
	p.As(page.Paragraph, func() { p.Text(0, 20, f.Run(probe(own), page.Style{Size: 10}), page.Left) })
	var out bytes.Buffer
	if err := pdf.Write(&out, &page.Document{Pages: []*page.Page{p}}, f); err != nil {
		return nil, fault.New(fault.Unreadable, "The font cannot be embedded in a PDF; choose another one.", err)
	}
	return own, nil
}

// probe returns some hundred characters that a font has, from all over it.
func probe(own *page.OwnFont) string {
	var b strings.Builder
	for r := rune(' '); r <= 0xFFFF; r += 1 + r>>7 {
		if own.Has(r) && !page.Unset(r) {
			b.WriteRune(r)
		}
	}
	return b.String()
}
