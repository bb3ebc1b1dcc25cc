package export

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"throughline/app/brief"
	"throughline/export/compose"
)

// mostName is the length of a file name without its extension: all that people read of one, and far below every limit.
const mostName = 44

// reserved are the names that Windows keeps for devices, with any extension.
var reserved = map[string]bool{"con": true, "prn": true, "aux": true, "nul": true}

// FileName returns a name for the exported file, from the headline and the day the data runs to:
// "nudges-stop-the-leak-2026-10-31.pdf". ext is without the dot. The name is safe on every system: small letters a to z,
// digits and hyphens, never empty, never a reserved name.
func FileName(b *brief.Brief, o Options, ext string) string {
	f, o, _ := lookOf(b, o)
	headline, day := compose.Named(f, b, o)
	name := slug(headline)
	if name == "" || reserved[name] {
		name = strings.TrimSuffix("brief-"+name, "-")
	}
	if !day.IsZero() {
		name += day.Format("-2006-01-02")
	}
	return name + "." + ext
}

// spelled are the letters of Latin scripts that do not come apart into a letter and an accent.
var spelled = strings.NewReplacer("ß", "ss", "æ", "ae", "œ", "oe", "ø", "o", "ł", "l", "đ", "d")

// slug writes a text in small letters, digits and hyphens, cut after a whole word. Accents are dropped; what is in
// another script is left out.
func slug(text string) string {
	words := strings.FieldsFunc(spelled.Replace(strings.ToLower(norm.NFKD.String(text))), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsNumber(r) && !unicode.Is(unicode.Mn, r)
	})
	name := ""
	for _, w := range words {
		w = strings.Map(func(r rune) rune {
			if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' {
				return r
			}
			return -1
		}, w)
		switch {
		case w == "":
		case name == "":
			name = w[:min(len(w), mostName)]
		case len(name)+1+len(w) > mostName:
			return name
		default:
			name += "-" + w
		}
	}
	return name
}
