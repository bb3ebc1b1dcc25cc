package export

import (
	"bytes"
	_ "embed"
	"encoding/base64"
	"html/template"
	"io"
	"strings"

	"throughline/app/brief"
	"throughline/export/compose"
	"throughline/export/page"
	"throughline/export/raster"
)

// mailForm is the page of a mail: tables and styles in the elements themselves, which is what mail programs draw, and
// nothing that would be fetched.
//
//go:embed mail.html
var mailForm string

// mailWidth is the width of a mail in pixels, which the narrow column of a mail program shows whole.
const mailWidth = 600

// chartDPI is the resolution of the chart in a mail: sharp on a screen of twice the usual points.
const chartDPI = 192

var mailTemplate = template.Must(template.New("mail").Funcs(template.FuncMap{
	"css": func(c page.Color) template.CSS { return template.CSS(c.String()) },
	"paragraphs": func(text string) []string {
		return strings.FieldsFunc(text, func(r rune) bool { return r == '\n' })
	},
}).Parse(mailForm))

// HTML writes the brief as one file to be sent as a mail or pasted into one: its texts, its key figures and its chart as a
// picture, with its sources. It holds all it shows, and leads nowhere. Where a problem is left it writes nothing and
// returns a *Refused.
func HTML(w io.Writer, b *brief.Brief, o Options) error {
	o.Profile = brief.OnePage
	if _, err := finished(b, o); err != nil {
		return err
	}
	f, o, _ := lookOf(b, o)
	letter := compose.LetterOf(f, b, o)
	var picture template.URL
	if letter.Chart != nil {
		var png bytes.Buffer
		if err := raster.PNG(&png, letter.Chart, f, chartDPI); err != nil {
			return err
		}
		picture = template.URL("data:image/png;base64," + base64.StdEncoding.EncodeToString(png.Bytes()))
	}
	var out bytes.Buffer
	err := mailTemplate.Execute(&out, struct {
		*compose.Letter
		Picture template.URL
		Width   int // of the mail, in pixels
		Share   int // of the width for each key figure, in percent
	}{letter, picture, mailWidth, 100 / max(len(letter.Figures), 1)})
	if err != nil {
		return err
	}
	_, err = w.Write(out.Bytes())
	return err
}
