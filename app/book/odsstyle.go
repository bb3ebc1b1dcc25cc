package book

import (
	"encoding/xml"
	"strconv"
	"strings"
)

// odsStyles is what the styles of a document say about its numbers and sheets.
type odsStyles struct {
	cells        map[string]odsStyle // cell styles by name
	hiddenTables map[string]bool     // table styles that hide their sheet
	numbers      map[string]odsNumberStyle
	formats      map[string]*NumberFormat // by cell style
	byCode       map[string]*NumberFormat
}

// odsStyle is a cell style: the number style it names, and the style it takes one from where it names none.
type odsStyle struct{ number, parent string }

// odsNumberStyle is a number style as the section of a format code it makes, and the styles it hands some numbers to.
type odsNumberStyle struct {
	section string
	others  []odsCondition
}

// odsCondition names the style for numbers of which a condition is true: "value()>=0".
type odsCondition struct{ test, style string }

func newODSStyles() *odsStyles {
	return &odsStyles{
		cells: map[string]odsStyle{}, hiddenTables: map[string]bool{}, numbers: map[string]odsNumberStyle{},
		formats: map[string]*NumberFormat{}, byCode: map[string]*NumberFormat{},
	}
}

// mostStyles is more than programs let a workbook have.
const mostStyles = 1 << 17

// read takes the styles of one list; the automatic ones of content.xml come after those of styles.xml and win.
func (o *odsStyles) read(w *walker) error {
	return w.elements(func(e xml.StartElement) error {
		name := odsAttr(e, "name")
		if len(o.cells)+len(o.numbers)+len(o.hiddenTables) > mostStyles {
			return nil
		}
		switch e.Name.Local {
		case "style":
			switch odsAttr(e, "family") {
			case "table-cell":
				o.cells[name] = odsStyle{number: odsAttr(e, "data-style-name"), parent: odsAttr(e, "parent-style-name")}
			case "table":
				return w.elements(func(e xml.StartElement) error {
					if odsAttr(e, "display") == "false" {
						o.hiddenTables[name] = true
					}
					return nil
				})
			}
		case "number-style", "percentage-style", "currency-style", "date-style", "time-style", "text-style":
			style, err := readNumberStyle(w, e)
			o.numbers[name] = style
			return err
		}
		return nil
	})
}

// mostParents bounds the way up from style to style: some file may go round in a circle.
const mostParents = 32

// format returns the number format of a cell style, shared between cells.
func (o *odsStyles) format(style string) *NumberFormat {
	if f, ok := o.formats[style]; ok {
		return f
	}
	number := ""
	for name, n := style, 0; name != "" && n < mostParents; n++ {
		s := o.cells[name]
		if number = s.number; number != "" {
			break
		}
		name = s.parent
	}
	f := o.parsed(o.code(number))
	o.formats[style] = f
	return f
}

// parsed returns the format of a code, shared between styles.
func (o *odsStyles) parsed(code string) *NumberFormat {
	f, ok := o.byCode[code]
	if !ok {
		f = ParseNumberFormat(code)
		o.byCode[code] = f
	}
	return f
}

// code is the format code of a number style: a section for positive numbers and, where they are shown in another way, one
// for negatives.
func (o *odsStyles) code(number string) string {
	style := o.numbers[number]
	positive, negative := style.section, ""
	for _, c := range style.others {
		other := o.numbers[c.style].section
		switch strings.ReplaceAll(c.test, " ", "") {
		case "value()>=0":
			positive, negative = other, style.section
		case "value()>0":
			positive = other
			if negative == "" {
				negative = style.section
			}
		case "value()<0":
			negative = other
		}
	}
	if negative == "" || negative == positive {
		return positive
	}
	return positive + ";" + negative
}

// readNumberStyle turns the elements of a number style into the section of a format code (OpenDocument 1.3 part 3 §16.29).
func readNumberStyle(w *walker, e xml.StartElement) (odsNumberStyle, error) {
	var out odsNumberStyle
	var code strings.Builder
	kind := e.Name.Local
	spans := odsAttr(e, "truncate-on-overflow") == "false" // hours go on after 24
	err := w.elements(func(e xml.StartElement) error {
		switch e.Name.Local {
		case "map":
			out.others = append(out.others, odsCondition{odsAttr(e, "condition"), odsAttr(e, "apply-style-name")})
		case "text":
			text, err := w.inside()
			writeLiteral(&code, text, kind == "percentage-style")
			return err
		case "currency-symbol":
			sign, err := w.inside()
			writeCurrency(&code, strings.TrimSpace(sign), odsAttr(e, "country"))
			return err
		case "fill-character":
			fill, err := w.inside()
			if fill != "" {
				code.WriteString("*" + string([]rune(fill)[:1]))
			}
			return err
		case "number":
			writeDigits(&code, e)
		case "scientific-number":
			code.WriteString("0" + decimalsOf(e) + "E+00")
		case "fraction":
			code.WriteString("# ?/?")
		case "text-content":
			code.WriteString("@")
		default:
			part := datePart(e)
			if spans && part != "" {
				part, spans = "["+part+"]", false
			}
			code.WriteString(part)
		}
		return nil
	})
	out.section = code.String()
	return out, err
}

// dateParts are the letters of format codes for the parts of dates and times, the short form and the long.
var dateParts = map[string][2]string{
	"day": {"d", "dd"}, "month": {"m", "mm"}, "year": {"yy", "yyyy"}, "day-of-week": {"ddd", "dddd"},
	"hours": {"h", "hh"}, "minutes": {"m", "mm"}, "seconds": {"s", "ss"}, "am-pm": {"AM/PM", "AM/PM"},
}

// datePart is the letters of an element of a date; none for what format codes have no letters for.
func datePart(e xml.StartElement) string {
	long := 0
	if odsAttr(e, "style") == "long" {
		long = 1
	}
	letters := dateParts[e.Name.Local][long]
	if e.Name.Local == "month" && odsAttr(e, "textual") == "true" {
		letters = [2]string{"mmm", "mmmm"}[long]
	}
	return letters
}

// writeDigits writes the digits of a number. One with neither decimals nor grouping said is shown as it is stored.
func writeDigits(code *strings.Builder, e xml.StartElement) {
	places, grouped, least := odsAttr(e, "decimal-places"), odsAttr(e, "grouping") == "true", odsAttr(e, "min-integer-digits")
	if places == "" && !grouped && (least == "" || least == "1" || least == "0") {
		code.WriteString("General")
		return
	}
	switch {
	case grouped && least == "0":
		code.WriteString("#,###")
	case grouped:
		code.WriteString("#,##0")
	case least == "0":
		code.WriteString("#")
	default:
		code.WriteString(strings.Repeat("0", min(repeats(e, "min-integer-digits"), 15)))
	}
	code.WriteString(decimalsOf(e))
	for factor := repeats(e, "display-factor"); factor >= 1000; factor /= 1000 {
		code.WriteString(",")
	}
}

// decimalsOf is the decimal places of a number, those that are always shown as 0. How many those are is an attribute of a
// later version, before that one of LibreOffice's own.
func decimalsOf(e xml.StartElement) string {
	places := decimalPlaces(odsAttr(e, "decimal-places"), 0)
	always := places
	for _, a := range e.Attr {
		if a.Name.Local == "min-decimal-places" {
			always = min(decimalPlaces(a.Value, places), places)
		}
	}
	if places == 0 {
		return ""
	}
	return "." + strings.Repeat("0", always) + strings.Repeat("#", places-always)
}

// mostPlaces is more decimal places than a number has digits.
const mostPlaces = 20

func decimalPlaces(s string, otherwise int) int {
	n, err := strconv.Atoi(s)
	if err != nil || n < 0 {
		return otherwise
	}
	return min(n, mostPlaces)
}

// writeLiteral writes text that is shown as it stands. In a percentage the percent sign is more than that.
func writeLiteral(code *strings.Builder, text string, percent bool) {
	for text != "" {
		n := strings.IndexFunc(text, func(r rune) bool { return strings.ContainsRune(` -/:()+"%`, r) })
		switch {
		case n < 0:
			n = len(text)
			fallthrough
		case n > 0:
			code.WriteString(`"` + text[:n] + `"`)
		case text[0] == '"' || text[0] == '%' && !percent:
			code.WriteString(`\` + text[:1])
			n = 1
		default:
			code.WriteString(text[:1])
			n = 1
		}
		text = text[n:]
	}
}

// countryLocales are the locale numbers by which format codes tell countries that share a currency sign apart.
var countryLocales = map[string]string{
	"US": "409", "AU": "C09", "CA": "1009", "NZ": "1409", "HK": "C04", "SG": "1004", "MX": "80A",
	"DK": "406", "NO": "414", "SE": "41D", "CN": "804", "JP": "411",
}

// writeCurrency writes a currency sign; without one it is left to the cell to say its currency.
func writeCurrency(code *strings.Builder, sign, country string) {
	if sign == "" || strings.ContainsAny(sign, "]-") {
		return
	}
	code.WriteString("[$" + sign)
	if locale := countryLocales[country]; locale != "" {
		code.WriteString("-" + locale)
	}
	code.WriteString("]")
}

// odsAttr returns an attribute by its local name. No two of one element are alike in it but those of LibreOffice's own
// extensions, which come second.
func odsAttr(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name && a.Name.Space != "calcext" && a.Name.Space != "loext" {
			return a.Value
		}
	}
	return ""
}

// repeats reads how often something stands there: at least once.
func repeats(e xml.StartElement, name string) int {
	n, err := strconv.Atoi(odsAttr(e, name))
	if err != nil {
		return 1
	}
	return min(max(n, 1), mostRepeats)
}
