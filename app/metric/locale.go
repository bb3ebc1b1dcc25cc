package metric

import (
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/currency"
	"golang.org/x/text/language"
	"golang.org/x/text/message"
	"golang.org/x/text/number"
)

// noBreak is U+00A0: a number never parts from its unit at the end of a line.
const noBreak = "\u00a0"

// minus is U+2212, as wide as a plus and a digit in tabular figures; a hyphen is neither.
const minus = "\u2212"

// locale is how one language and region writes numbers. The Unicode CLDR data of x/text is asked once per locale, with
// sample numbers, because its printer is far too slow and too free with signs to run for every label of a chart.
type locale struct {
	*tongue
	tag                          language.Tag
	decimal, group               string
	primary, secondary           int // digits per group: 3 and 3, in India 3 and 2
	leastGrouped                 int // digits of the smallest whole number that is grouped
	percentPrefix, percentSuffix string
	currencyLeads                bool // the symbol stands before the number
	currencySpace                string
	printer                      *message.Printer
	symbols                      sync.Map // currency code → string
}

// currencyPlace says where the symbol of a currency stands. CLDR holds it, x/text does not pass it on.
type currencyPlace struct {
	leads bool
	space bool
}

// currencyPlaces lists the locales whose symbol leads, by language or by language and region; all others put it after
// the number and a space. Source: CLDR, pattern "currencyFormats/standard".
var currencyPlaces = map[string]currencyPlace{
	"en": {leads: true}, "ja": {leads: true}, "zh": {leads: true}, "ko": {leads: true}, "hi": {leads: true},
	"th": {leads: true}, "tr": {leads: true}, "ga": {leads: true}, "cy": {leads: true}, "fil": {leads: true},
	"ms": {leads: true, space: true}, "id": {leads: true, space: true}, "nl": {leads: true, space: true},
	"sw": {leads: true, space: true}, "pt-BR": {leads: true, space: true},
	"de-AT": {leads: true, space: true}, "de-CH": {leads: true, space: true}, "de-LI": {leads: true, space: true},
	"it-CH": {leads: true, space: true}, "es-MX": {leads: true}, "es-US": {leads: true}, "es-CO": {leads: true, space: true},
	"es-AR": {leads: true, space: true}, "es-CL": {leads: true}, "es-PE": {leads: true, space: true},
}

var locales sync.Map // BCP 47 name → *locale; a memory of a pure function, so sharing it changes no answer

func localeOf(name string) *locale {
	if l, ok := locales.Load(name); ok {
		return l.(*locale)
	}
	l, _ := locales.LoadOrStore(name, newLocale(name))
	return l.(*locale)
}

// newLocale falls back to English (US) for a name that is no BCP 47 tag.
func newLocale(name string) *locale {
	tag, err := language.Parse(name)
	if err != nil {
		tag = language.AmericanEnglish
	}
	// Latin digits everywhere: they are the ones the embedded fonts draw.
	if latin, err := tag.SetTypeForKey("nu", "latn"); err == nil {
		tag = latin
	}
	l := &locale{tongue: tongueOf(tag), tag: tag, decimal: ".", primary: 3, secondary: 3, leastGrouped: 4, printer: message.NewPrinter(tag)}
	if parts := split(l.printer.Sprint(number.Decimal(0.5))); len(parts) == 3 {
		l.decimal = parts[1]
	}
	// 12345678 shows the sign and both group sizes; 1234 shows whether four digits are grouped at all.
	if parts := split(l.printer.Sprint(number.Decimal(12345678))); len(parts) >= 5 {
		l.group = parts[1]
		l.primary = len(parts[len(parts)-1])
		l.secondary = len(parts[len(parts)-3])
	}
	if parts := split(l.printer.Sprint(number.Decimal(1234))); len(parts) == 1 {
		l.leastGrouped = 5
	}
	l.percentPrefix, l.percentSuffix = around(l.printer.Sprint(number.Percent(0.5)))
	base, _ := tag.Base()
	region, _ := tag.Region()
	place, ok := currencyPlaces[base.String()+"-"+region.String()]
	if !ok {
		place, ok = currencyPlaces[base.String()]
	}
	if !ok {
		place = currencyPlace{space: true}
	}
	l.currencyLeads = place.leads
	if place.space {
		l.currencySpace = noBreak
	}
	return l
}

// symbol returns how the locale writes a currency: "$", "US$", "CHF"; the code itself for one CLDR does not know, and
// the sign ¤ where the file names no currency.
func (l *locale) symbol(code string) string {
	if code == "" {
		return "¤"
	}
	if s, ok := l.symbols.Load(code); ok {
		return s.(string)
	}
	s := code
	if unit, err := currency.ParseISO(code); err == nil {
		s = plain(l.printer.Sprint(currency.Symbol(unit)))
	}
	l.symbols.Store(code, s)
	return s
}

// affixes returns what is written before and after a number of currency code.
func (l *locale) affixes(code string) (before, after string) {
	symbol := l.symbol(code)
	if !l.currencyLeads {
		return "", l.currencySpace + symbol
	}
	// "$12.6M" but "CHF 12.6M": letters must not run into the digits.
	if last, _ := utf8.DecodeLastRuneInString(symbol); l.currencySpace != "" || unicode.IsLetter(last) {
		return symbol + noBreak, ""
	}
	return symbol, ""
}

// minorDigits returns the decimals of a currency's smallest coin: 2 for USD, 0 for JPY.
func minorDigits(code string) int {
	unit, err := currency.ParseISO(code)
	if err != nil {
		return 2
	}
	digits, _ := currency.Standard.Rounding(unit)
	return digits
}

// split cuts a printed number into runs of digits and what stands between them.
func split(s string) []string {
	var parts []string
	wasDigit := false
	for _, r := range plain(s) {
		digit := unicode.IsDigit(r)
		if len(parts) == 0 || digit != wasDigit {
			parts = append(parts, "")
		}
		parts[len(parts)-1] += string(r)
		wasDigit = digit
	}
	return parts
}

// around returns what stands before and after the digits of a printed number.
func around(s string) (before, after string) {
	s = plain(s)
	first := strings.IndexFunc(s, unicode.IsDigit)
	last := strings.LastIndexFunc(s, unicode.IsDigit)
	if first < 0 {
		return "", ""
	}
	return s[:first], s[last+1:]
}

// plain drops direction marks and widens the narrow no-break space, which many text fonts cannot draw.
func plain(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\u202f':
			return '\u00a0'
		case unicode.Is(unicode.Cf, r):
			return -1
		}
		return r
	}, s)
}

// KnownLocale reports whether a BCP 47 tag names a language and, where it has one, a region: "de-DE".
func KnownLocale(name string) bool {
	_, err := language.Parse(name)
	return err == nil
}
