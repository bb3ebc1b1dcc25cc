package export

import (
	"slices"
	"strings"
	"unicode"

	"throughline/app/brief"
	"throughline/export/compose"
)

// Carry says whether a PDF carries the ledger of its numbers.
type Carry = compose.Carry

// The choices of Options.Ledger.
const (
	LedgerByClassification = compose.ByClassification
	LedgerAlways           = compose.Always
	LedgerNever            = compose.Never
)

// outside are the words of a classification that speak of readers who must see nothing but the pages.
var outside = []string{
	"external", "public", "press", "partner", "partners", "customer", "customers", "client", "clients", "investor", "investors",
	"supplier", "suppliers", "vendor", "vendors", "extern", "externe", "öffentlich", "presse", "kunde", "kunden", "kundin",
}

// Carries reports whether a PDF of the brief carries its ledger: the cells and values behind its numbers, with all periods
// of the metrics it uses, which are more than the page shows. The option decides. Without one the classification does: a
// brief that nobody classified, and one in whose classification any word speaks of readers outside, carries none. In doubt
// ("not for external use") that is the side on which nothing leaks.
func Carries(b *brief.Brief, o Options) bool {
	switch o.Ledger {
	case compose.Always:
		return true
	case compose.Never:
		return false
	}
	words := strings.FieldsFunc(strings.ToLower(b.Settings.Classification), func(r rune) bool { return !unicode.IsLetter(r) })
	return len(words) > 0 && !slices.ContainsFunc(words, func(w string) bool { return slices.Contains(outside, w) })
}
