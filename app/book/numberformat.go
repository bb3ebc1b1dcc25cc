package book

import (
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"throughline/app/book/currency"
	"throughline/app/fault"
	"throughline/app/sheet"
)

// NumberFormat is what the code of a spreadsheet's number format says about the numbers under it. The parser xuri/nfp, which
// excelize brings along, does not read it: of the two commas in 0.0,,"m", which say millions, it takes one for text, and it
// loses a blank at the end of a section. The other formats of the spreadsheets this was tried with it reads alike.
type NumberFormat struct {
	Code      string // as it was read; empty for General
	Duration  bool   // shows a time of day or a duration; the number counts days
	Percent   bool   // shows a fraction as percent
	Currency  string // ISO 4217, or currency.Shared
	Unit      string // a quoted word after the number: "x", "days"
	Thousands int    // trailing commas, each dividing the shown number by 1000

	date           bool   // shows a calendar date
	text           bool   // "@"
	prefix, suffix string // what is printed around a positive number
	negative       string // the prefix of a section of its own for negatives: "(" or "-"
	negSuffix      string
	decimals       int
	grouping       bool
	general        bool
	scientific     bool // 1.2E+03
}

// builtinFormats are the codes of the built-in format numbers that mean something here (ECMA-376 §18.8.30); 14 and 22
// depend on the machine that shows them and are drawn as ISO dates.
var builtinFormats = map[int]string{
	1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00",
	5: `"$"#,##0_);("$"#,##0)`, 6: `"$"#,##0_);("$"#,##0)`, 7: `"$"#,##0.00_);("$"#,##0.00)`, 8: `"$"#,##0.00_);("$"#,##0.00)`,
	9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?", 13: "# ??/??",
	14: "yyyy-mm-dd", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM", 20: "h:mm", 21: "h:mm:ss",
	22: "yyyy-mm-dd h:mm", 27: "yyyy-mm-dd", 28: "yyyy-mm-dd", 29: "yyyy-mm-dd", 30: "yyyy-mm-dd", 31: "yyyy-mm-dd",
	32: "h:mm", 33: "h:mm:ss", 34: "h:mm", 35: "h:mm:ss", 36: "yyyy-mm-dd",
	37: "#,##0_);(#,##0)", 38: "#,##0_);(#,##0)", 39: "#,##0.00_);(#,##0.00)", 40: "#,##0.00_);(#,##0.00)",
	41: "#,##0_);(#,##0)", 42: `"$"#,##0_);("$"#,##0)`, 43: "#,##0.00_);(#,##0.00)", 44: `"$"#,##0.00_);("$"#,##0.00)`,
	45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0", 48: "##0.0E+0", 49: "@",
	50: "yyyy-mm-dd", 51: "yyyy-mm-dd", 52: "yyyy-mm-dd", 53: "yyyy-mm-dd", 54: "yyyy-mm-dd", 55: "yyyy-mm-dd", 56: "yyyy-mm-dd",
	57: "yyyy-mm-dd", 58: "yyyy-mm-dd",
}

// ParseNumberFormat reads a format code; an empty one is General. The first section says what the numbers are, the second how
// negatives are shown.
func ParseNumberFormat(code string) *NumberFormat {
	r := formatReader{f: &NumberFormat{Code: code}}
	if strings.EqualFold(code, "general") {
		r.f.Code = ""
	}
	sections := formatSections(code)
	tokens := formatTokens(sections[0])
	for i, t := range tokens {
		r.take(t, i == len(tokens)-1)
	}
	r.conclude()
	if len(sections) > 1 && !r.f.date && !r.f.Duration {
		r.f.readNegative(sections[1])
	}
	return r.f
}

// formatReader goes through a format's first section.
type formatReader struct {
	f         *NumberFormat
	inNumber  bool // a digit was seen: what follows stands behind the number
	seenPoint bool
	commas    int // since the last digit: they group if another digit follows, and shorten the number if none does
}

func (r *formatReader) take(t formatToken, last bool) {
	switch {
	case t.literal:
		r.print(t.text)
	case t.bracket:
		r.bracket(t.text)
	case t.text == "." && (r.inNumber || !last):
		r.seenPoint = true
	case t.text == "," && r.inNumber:
		r.commas++
	default:
		r.sign(t.text)
	}
}

// print adds text that is shown as it stands, before or behind the number.
func (r *formatReader) print(text string) {
	if r.inNumber {
		r.f.suffix += text
	} else {
		r.f.prefix += text
	}
}

// sign reads what stands for a digit, for the whole value, or for a part of a date.
func (r *formatReader) sign(text string) {
	switch text {
	case "0", "#", "?":
		r.f.grouping = r.f.grouping || r.commas > 0
		r.commas, r.inNumber = 0, true
		if r.seenPoint {
			r.f.decimals++
		}
	case "%":
		r.f.Percent = true
		r.f.suffix += "%"
	case "@":
		r.f.text = true
	case "general":
		r.f.general = true
	default:
		r.f.readLetter(text)
	}
}

// conclude decides what the section as a whole shows.
func (r *formatReader) conclude() {
	f := r.f
	f.Thousands = r.commas
	f.general = f.general || !r.inNumber && !f.Percent && !f.date && !f.Duration && !f.text
	switch {
	case f.date || f.Duration:
		f.Percent, f.Currency = false, ""
		f.Duration = f.Duration && !f.date
		return
	case f.Currency == "":
		f.Currency = currency.In(f.prefix + " " + f.suffix)
	}
	if f.Currency == "" && !f.Percent {
		f.Unit = strings.TrimSpace(f.suffix)
	}
}

// bracket reads [$€-407] (a currency), [h] (a duration) and passes over [Red] and [>=100].
func (r *formatReader) bracket(text string) {
	if inside, ok := strings.CutPrefix(text, "$"); ok {
		if sign, lcid, _ := strings.Cut(inside, "-"); sign != "" {
			r.f.Currency = currency.Of(sign, lcid)
			r.print(sign)
		}
		return
	}
	switch strings.ToLower(text) {
	case "h", "hh", "m", "mm", "s", "ss":
		r.f.Duration = true
	}
}

// readLetter reads the letters of dates and times. An m alone is a month unless hours or seconds are near; those formats
// hold an h or an s, which decides.
func (f *NumberFormat) readLetter(text string) {
	switch strings.ToLower(text[:1]) {
	case "y", "d":
		f.date = true
	case "m":
		if len(text) > 2 || !strings.ContainsAny(strings.ToLower(f.Code), "hs") {
			f.date = true
		}
	case "h", "s":
		f.Duration = true
	case "e":
		f.scientific = true
	}
}

// readNegative reads what a section for negatives prints around the number, in place of a minus.
func (f *NumberFormat) readNegative(section string) {
	inNumber := false
	for _, t := range formatTokens(section) {
		switch {
		case t.bracket && strings.HasPrefix(t.text, "$"):
			sign, _, _ := strings.Cut(t.text[1:], "-")
			t.text = sign
		case t.bracket:
			continue
		case !t.literal && strings.ContainsAny(t.text, "0#?.,"):
			inNumber = true
			continue
		case !t.literal && t.text != "%" && t.text != "(" && t.text != ")" && t.text != "-":
			continue
		}
		if inNumber {
			f.negSuffix += t.text
		} else {
			f.negative += t.text
		}
	}
}

type formatToken struct {
	text             string
	literal, bracket bool
}

// formatSections splits a code at its semicolons, quoted and escaped ones aside.
func formatSections(code string) []string {
	var sections []string
	start, quoted := 0, false
	for i := 0; i < len(code); i++ {
		switch {
		case code[i] == '\\' && !quoted:
			i++
		case code[i] == '"':
			quoted = !quoted
		case code[i] == ';' && !quoted:
			sections = append(sections, code[start:i])
			start = i + 1
		}
	}
	return append(sections, code[start:])
}

// formatTokens splits a section into literals, brackets, runs of one date letter and single signs.
func formatTokens(section string) []formatToken {
	var tokens []formatToken
	for rest := []rune(section); len(rest) > 0; {
		t, n := nextFormatToken(rest)
		if n = min(n, len(rest)); t != nil {
			tokens = append(tokens, *t)
		}
		rest = rest[n:]
	}
	return tokens
}

// nextFormatToken returns the token that some runes of a format begin with and how many of them it takes; a nil token
// prints nothing.
func nextFormatToken(s []rune) (*formatToken, int) {
	switch r := s[0]; {
	case r == '"':
		n := runUntil(s, '"')
		return &formatToken{text: string(s[1:n]), literal: true}, n + 1
	case r == '[':
		n := runUntil(s, ']')
		return &formatToken{text: string(s[1:n]), bracket: true}, n + 1
	case r == '\\' && len(s) > 1:
		return &formatToken{text: string(s[1]), literal: true}, 2
	case r == '_' || r == '*':
		return nil, 2 // space as wide as the next character, or the next character repeated
	case beginsWith(s, "general"):
		return &formatToken{text: "general"}, len("general")
	case beginsWith(s, "am/pm"):
		return &formatToken{text: "am/pm", literal: true}, len("am/pm")
	case strings.ContainsRune("ymdhsYMDHS", r):
		n := 1
		for n < len(s) && s[n]|0x20 == r|0x20 {
			n++
		}
		return &formatToken{text: string(s[:n])}, n
	case r == 'E' || r == 'e':
		return &formatToken{text: "E"}, 2 // with its sign
	case strings.ContainsRune("0#?.,%@", r):
		return &formatToken{text: string(r)}, 1
	default:
		return &formatToken{text: string(r), literal: true}, 1
	}
}

// runUntil returns the index of the closing rune of what s begins with, or the length of s where it is never closed.
func runUntil(s []rune, closing rune) int {
	if i := slices.Index(s[1:], closing); i >= 0 {
		return i + 1
	}
	return len(s)
}

// beginsWith reports whether s begins with an ASCII word, in whatever case.
func beginsWith(s []rune, word string) bool {
	return len(s) >= len(word) && strings.EqualFold(string(s[:len(word)]), word)
}

// show writes a number as the cell shows it, near enough to recognise it in the preview; the value itself is never taken
// from this text.
func (f *NumberFormat) show(v float64) string {
	switch {
	case f.date:
		return f.showDate(v)
	case f.Duration:
		minutes := int64(math.Round(math.Abs(v) * 24 * 60))
		sign := ""
		if v < 0 {
			sign = "-"
		}
		return sign + strconv.FormatInt(minutes/60, 10) + ":" + pad2(int(minutes%60))
	case f.general || f.text || f.scientific:
		return PlainNumber(v)
	}
	shown := math.Abs(v)
	if f.Percent {
		shown *= 100
	}
	shown /= math.Pow(1000, float64(f.Thousands))
	digits := strconv.FormatFloat(shown, 'f', f.decimals, 64)
	if f.grouping {
		digits = fault.GroupDigits(digits)
	}
	switch {
	case v < 0 && f.negative+f.negSuffix != "":
		return f.negative + digits + f.negSuffix
	case v < 0:
		return "-" + f.prefix + digits + f.suffix
	}
	return f.prefix + digits + f.suffix
}

// PlainNumber writes a number without a format, to the eleven digits a cell has room for.
func PlainNumber(v float64) string {
	a := math.Abs(v)
	switch {
	case a != 0 && (a < 1e-5 || a >= 1e15):
		return strconv.FormatFloat(v, 'g', 11, 64)
	case a < 1e10 && a >= 1 && a == math.Trunc(a):
		return strconv.FormatInt(int64(v), 10) // most numbers: no digit to round
	case a >= 1e10:
		return strconv.FormatFloat(v, 'f', -1, 64)
	}
	var digits [32]byte
	rounded, err := strconv.ParseFloat(string(strconv.AppendFloat(digits[:0], v, 'g', 11, 64)), 64)
	if err != nil {
		rounded = v
	}
	return strconv.FormatFloat(rounded, 'f', -1, 64)
}

func (f *NumberFormat) showDate(v float64) string {
	t := sheet.Cell{Kind: sheet.Date, Number: v}.Time()
	lower := strings.ToLower(f.Code)
	layout := time.DateOnly
	switch {
	case !strings.Contains(lower, "d") && strings.Contains(lower, "y"):
		layout = "Jan 2006"
	case !strings.Contains(lower, "d"):
		layout = "January"
	case strings.Contains(lower, "h"):
		layout = "2006-01-02 15:04"
	}
	return t.Format(layout)
}

func pad2(n int) string { return string([]byte{'0' + byte(n/10), '0' + byte(n%10)}) }
