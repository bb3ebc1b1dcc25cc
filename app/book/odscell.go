package book

import (
	"encoding/xml"
	"math"
	"strconv"
	"strings"
	"time"

	"throughline/app/book/currency"
	"throughline/app/sheet"
)

// typed makes a cell of its attributes and its text (OpenDocument 1.3 part 3 §19.387).
func (t *odsTable) typed(e xml.StartElement, col int) sheet.Cell {
	kind, shown := odsAttr(e, "value-type"), t.content.buf
	c := sheet.Cell{}
	formula := odsAttr(e, "formula") != ""
	switch {
	case formula && odsError(e, string(shown)):
		c = sheet.Cell{Kind: sheet.Error, Text: t.text(shown)}
	case kind == "float" || kind == "percentage" || kind == "currency":
		c = t.number(e, kind, t.styleOf(e, col))
	case kind == "date":
		c = t.date(e, t.styleOf(e, col))
	case kind == "time":
		c = t.duration(e, t.styleOf(e, col))
	case kind == "boolean" && odsAttr(e, "boolean-value") == "true":
		c = sheet.Cell{Kind: sheet.Bool, Number: 1, Text: "TRUE"}
	case kind == "boolean":
		c = sheet.Cell{Kind: sheet.Bool, Text: "FALSE"}
	case kind == "string" && odsAttr(e, "string-value") != "":
		text := odsAttr(e, "string-value")
		c = textCell(cleanText(text[:min(len(text), limits.Text)]))
	default: // text, and what old programs write without a type
		c = textCell(t.text(shown))
	}
	c.Formula = formula
	return c
}

// text cleans a text; short ones that come again are held once.
func (t *odsTable) text(raw []byte) string {
	if s, ok := t.known[string(raw)]; ok {
		return s
	}
	s := cleanText(string(raw))
	if len(raw) <= 64 && len(t.known) < 1<<14 {
		t.known[string(raw)] = s
	}
	return s
}

// odsErrors are how errors begin that programs show in a cell.
var odsErrors = []string{"#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!", "Err:5"}

// odsError recognises a formula's error. The format has no type for it: LibreOffice marks it with an attribute of its own,
// older programs store the number 0 and show the error.
func odsError(e xml.StartElement, shown string) bool {
	for _, a := range e.Attr {
		if a.Name.Local == "value-type" && a.Value == "error" {
			return true
		}
	}
	for _, begin := range odsErrors {
		if strings.HasPrefix(shown, begin) {
			return true
		}
	}
	return false
}

// number is a number, a percentage or an amount of money. Its type is told by its format as everywhere; where the style
// does not show what the type says, a format that does is made.
func (t *odsTable) number(e xml.StartElement, kind, style string) sheet.Cell {
	raw := odsAttr(e, "value")
	v, err := strconv.ParseFloat(raw, 64)
	if err != nil || math.IsNaN(v) || math.IsInf(v, 0) {
		return sheet.Cell{Kind: sheet.Error, Text: cleanText(raw)}
	}
	f := t.r.styles.format(style)
	switch code := odsAttr(e, "currency"); {
	case kind == "percentage" && !f.Percent:
		f = t.r.styles.parsed("0.0%")
	case kind == "currency" && currency.IsCode(code) && f.Currency != code:
		shown := "[$" + code + "] #,##0"
		if f.decimals > 0 {
			shown += "." + strings.Repeat("0", min(f.decimals, mostPlaces))
		}
		f = t.r.styles.parsed(shown)
	}
	if day := v + t.r.late; f.date && day >= 0 && day < lastDay+1 {
		return sheet.Cell{Kind: sheet.Date, Number: day, Text: f.show(day), Format: f.Code}
	}
	return sheet.Cell{Kind: sheet.Number, Number: v, Text: f.show(v), Format: f.Code}
}

// date is a day, with a time or without. Days that a serial number cannot count stay text.
func (t *odsTable) date(e xml.StartElement, style string) sheet.Cell {
	day, ok := parseODSDate(odsAttr(e, "date-value"))
	if !ok || day.Year() < 1900 {
		return textCell(t.text(t.content.buf))
	}
	n := daysSince1899(day)
	if n < 61 {
		n-- // the serial numbers of sheets count a 29 February 1900 that never was
	}
	f := t.r.styles.format(style)
	if !f.date {
		f = t.r.styles.parsed("yyyy-mm-dd")
	}
	return sheet.Cell{Kind: sheet.Date, Number: n, Text: f.show(n), Format: f.Code}
}

// parseODSDate reads a date or a date with a time; years beyond 9999 no sheet can show.
func parseODSDate(s string) (time.Time, bool) {
	for _, layout := range []string{time.DateOnly, "2006-01-02T15:04:05", "2006-01-02T15:04", time.RFC3339} {
		if t, err := time.Parse(layout, s); err == nil {
			return t, true
		}
	}
	return time.Time{}, false
}

// daysSince1899 counts days and parts of them from 30 December 1899.
func daysSince1899(t time.Time) float64 {
	return t.Sub(time.Date(1899, time.December, 30, 0, 0, 0, 0, time.UTC)).Hours() / 24
}

// duration is a time of day or a span of time, counted in days.
func (t *odsTable) duration(e xml.StartElement, style string) sheet.Cell {
	days, ok := parseODSTime(odsAttr(e, "time-value"))
	if !ok {
		return textCell(t.text(t.content.buf))
	}
	f := t.r.styles.format(style)
	if !f.Duration && !f.date {
		f = t.r.styles.parsed("[h]:mm:ss")
	}
	return sheet.Cell{Kind: sheet.Number, Number: days, Text: f.show(days), Format: f.Code}
}

// parseODSTime reads "PT36H15M30.5S" as days.
func parseODSTime(s string) (days float64, ok bool) {
	rest, negative := strings.CutPrefix(s, "-")
	rest, ok = strings.CutPrefix(rest, "P")
	if !ok {
		return 0, false
	}
	inDay := 1.0
	for rest != "" {
		if after, isTime := strings.CutPrefix(rest, "T"); isTime {
			rest, inDay = after, 0
			continue
		}
		i := strings.IndexAny(rest, "DHMS")
		if i < 0 {
			return 0, false
		}
		n, err := strconv.ParseFloat(rest[:i], 64)
		if err != nil || n < 0 || n > 1e9 {
			return 0, false
		}
		switch unit := rest[i]; {
		case unit == 'D' && inDay > 0:
			days += n
		case unit == 'H':
			days += n / 24
		case unit == 'M' && inDay == 0:
			days += n / (24 * 60)
		case unit == 'S':
			days += n / (24 * 60 * 60)
		default:
			return 0, false // months and years have no length in days
		}
		rest = rest[i+1:]
	}
	if negative {
		days = -days
	}
	return days, days < 1e9
}

// odsText is the text of a cell: its paragraphs, a line each. Notes, drawings and readings of characters are none of it.
type odsText struct {
	buf   []byte
	begun bool // something was written since the paragraph began
	space bool // white space was met that has not been written
}

// read reads a cell's content to its end.
func (x *odsText) read(w *walker) error {
	x.buf = x.buf[:0]
	paragraphs := 0
	return x.blocks(w, &paragraphs)
}

func (x *odsText) blocks(w *walker, paragraphs *int) error {
	return w.elements(func(e xml.StartElement) error {
		switch e.Name.Local {
		case "p", "h":
			if *paragraphs++; *paragraphs > 1 {
				x.write("\n")
			}
			return x.paragraph(w)
		case "list", "list-item":
			return x.blocks(w, paragraphs)
		}
		return nil
	})
}

// paragraph reads one to its end. White space is one space, however long, and none at the beginning: what is meant to
// stay is written as elements (OpenDocument 1.3 part 3 §6.1.2).
func (x *odsText) paragraph(w *walker) error {
	x.begun, x.space = false, false
	depth, skipped := len(w.open), 0
	for {
		t, err := w.token()
		if err != nil {
			return err
		}
		switch t := t.(type) {
		case xml.CharData:
			if skipped == 0 {
				x.words(t)
			}
		case xml.StartElement:
			if skipped == 0 && !x.inline(t) {
				skipped = len(w.open)
			}
		case xml.EndElement:
			if len(w.open) < skipped {
				skipped = 0
			}
			if len(w.open) < depth {
				return nil
			}
		}
	}
}

// inline takes an element within a paragraph and reports whether its text is part of the paragraph's.
func (x *odsText) inline(e xml.StartElement) bool {
	switch e.Name.Local {
	case "s":
		x.write(strings.Repeat(" ", min(repeats(e, "c"), limits.Text)))
	case "tab":
		x.write("\t")
	case "line-break":
		x.write("\n")
	case "annotation", "annotation-end", "note", "ruby-text", "frame":
		return false
	}
	return e.Name.Space != "draw"
}

func (x *odsText) words(text []byte) {
	for _, b := range text {
		if b == ' ' || b == '\n' || b == '\t' || b == '\r' {
			x.space = x.begun
			continue
		}
		if x.space && len(x.buf) < limits.Text {
			x.buf = append(x.buf, ' ')
		}
		x.begun, x.space = true, false
		if len(x.buf) < limits.Text {
			x.buf = append(x.buf, b)
		}
	}
}

func (x *odsText) write(text string) {
	if x.space && len(x.buf) < limits.Text {
		x.buf = append(x.buf, ' ')
	}
	x.begun, x.space = true, false
	x.buf = append(x.buf, text[:min(len(text), limits.Text-min(limits.Text, len(x.buf)))]...)
}
