package verify

import (
	"errors"
	"strconv"
	"unicode/utf16"

	"throughline/app/intake"
)

// run is a text as it is shown on a page: the characters of one operator, and where it begins in the page's own
// coordinates (y upwards).
type run struct {
	x, y float64
	text string
}

// operand is a value before an operator: a number, a name, a string or a list of those.
type operand struct {
	number float64
	name   string
	text   []byte
	list   []operand
	is     byte // 'n', '/', 's', '[', or 0 for what is not looked at
}

// affine is a transformation [a b c d e f] as PDF writes it.
type affine [6]float64

var identity = affine{1, 0, 0, 1, 0, 0}

// then returns the transformation that does m first and n after it.
func (m affine) then(n affine) affine {
	return affine{
		m[0]*n[0] + m[1]*n[2], m[0]*n[1] + m[1]*n[3],
		m[2]*n[0] + m[3]*n[2], m[2]*n[1] + m[3]*n[3],
		m[4]*n[0] + m[5]*n[2] + n[4], m[4]*n[1] + m[5]*n[3] + n[5],
	}
}

// reader interprets the drawing of a page as far as text is concerned.
type reader struct {
	lex     lexer
	fonts   map[string]*charMap // by the name that the page calls them
	args    []operand
	ctm     affine
	stack   []affine
	line    affine // start of the line of text
	onward  bool   // nothing was moved since the last text: what is shown next goes on with it
	leading float64
	font    *charMap
	runs    []run
	placed  []string // what pictures and forms that were placed are called
	foreign string   // the first thing shown that holds no text of its own here
}

// errNotText is the error of a drawing that cannot be taken apart.
var errNotText = errors.New("the drawing of a page cannot be read")

// read returns the texts of a drawing in their order.
func (r *reader) read(data []byte) error {
	r.lex = lexer{data: data}
	r.ctm, r.line = identity, identity
	for range intake.PDFOps {
		tok, ok := r.lex.next(0)
		if !ok {
			return nil
		}
		if tok.is != 'o' {
			r.args = append(r.args, tok.operand)
			if len(r.args) > 4096 {
				return errNotText
			}
			continue
		}
		r.operator(tok.name)
		r.args = r.args[:0]
	}
	return errNotText
}

func (r *reader) num(i int) float64 {
	if i < len(r.args) {
		return r.args[i].number
	}
	return 0
}

func (r *reader) operator(op string) {
	if do, ok := operators[op]; ok {
		do(r)
		return
	}
	if op == "Do" && len(r.args) > 0 {
		r.placed = append(r.placed, r.args[0].name)
		return
	}
	if op == "Do" || op == "BI" || op == "sh" {
		if r.foreign == "" {
			r.foreign = op
		}
		if op == "BI" {
			r.lex.skipImage()
		}
	}
}

// operators are those that say where text stands, in which font, and what it is (ISO 32000-1, tables 57 and 107 to 109).
var operators = map[string]func(*reader){
	"q": func(r *reader) {
		const most = 1 << 12
		if len(r.stack) < most {
			r.stack = append(r.stack, r.ctm)
		}
	},
	"Q": func(r *reader) {
		if n := len(r.stack); n > 0 {
			r.ctm, r.stack = r.stack[n-1], r.stack[:n-1]
		}
	},
	"cm": func(r *reader) { r.ctm = r.matrix().then(r.ctm) },
	"BT": func(r *reader) { r.line, r.onward = identity, false },
	"Tf": func(r *reader) {
		if len(r.args) > 0 {
			r.font = r.fonts[r.args[0].name]
		}
	},
	"TL": func(r *reader) { r.leading = r.num(0) },
	"Tm": func(r *reader) { r.line, r.onward = r.matrix(), false },
	"Td": func(r *reader) { r.down(r.num(0), r.num(1)) },
	"TD": func(r *reader) { r.down(r.num(0), r.num(1)); r.leading = -r.num(1) },
	"T*": (*reader).nextLine,
	"Tj": (*reader).show,
	"TJ": (*reader).show,
	"'":  func(r *reader) { r.nextLine(); r.show() },
	`"`:  func(r *reader) { r.nextLine(); r.show() },
}

func (r *reader) nextLine() { r.down(0, -r.leading) }

func (r *reader) matrix() (m affine) {
	for i := range m {
		m[i] = r.num(i)
	}
	return m
}

func (r *reader) down(x, y float64) {
	r.line, r.onward = affine{1, 0, 0, 1, x, y}.then(r.line), false
}

// show adds what a text operator shows.
func (r *reader) show() {
	if len(r.args) == 0 {
		return
	}
	last := r.args[len(r.args)-1]
	pieces := last.list
	if last.is == 's' {
		pieces = []operand{last}
	}
	text := ""
	for _, p := range pieces {
		if p.is == 's' {
			text += r.font.decode(p.text)
		}
	}
	switch {
	case text == "":
	case r.onward && len(r.runs) > 0: // a line whose letters are in several fonts
		r.runs[len(r.runs)-1].text += text
	default:
		r.onward = true
		at := r.line.then(r.ctm)
		r.runs = append(r.runs, run{at[4], at[5], text})
	}
}

// token is an operand or, where is is 'o', an operator.
type token struct{ operand }

// lexer cuts a drawing into tokens (ISO 32000-1, 7.2 and 7.8.2).
type lexer struct {
	data []byte
	at   int
}

func isSpace(c byte) bool {
	return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == 0
}

func isDelimiter(c byte) bool {
	switch c {
	case '(', ')', '<', '>', '[', ']', '{', '}', '/', '%':
		return true
	}
	return false
}

func (l *lexer) skipSpace() {
	for l.at < len(l.data) {
		switch c := l.data[l.at]; {
		case isSpace(c):
			l.at++
		case c == '%':
			for l.at < len(l.data) && l.data[l.at] != '\n' && l.data[l.at] != '\r' {
				l.at++
			}
		default:
			return
		}
	}
}

// next returns the next token, or false at the end.
func (l *lexer) next(depth int) (token, bool) {
	l.skipSpace()
	if l.at >= len(l.data) {
		return token{}, false
	}
	switch c := l.data[l.at]; c {
	case '(':
		return token{operand{is: 's', text: l.literal()}}, true
	case '<':
		if l.at+1 < len(l.data) && l.data[l.at+1] == '<' {
			l.at += 2
			return l.group(depth, "")
		}
		return token{operand{is: 's', text: l.hex()}}, true
	case '>':
		if l.at++; l.at < len(l.data) && l.data[l.at] == '>' {
			l.at++
		}
		return token{operand{is: 'c'}}, true
	case '[':
		l.at++
		return l.group(depth, "[")
	case ']', ')', '{', '}':
		l.at++
		return token{operand{is: 'c'}}, true
	case '/':
		l.at++
		return token{operand{is: '/', name: l.word()}}, true
	}
	word := l.word()
	if n, err := strconv.ParseFloat(word, 64); err == nil {
		return token{operand{is: 'n', number: n}}, true
	}
	return token{operand{is: 'o', name: word}}, true
}

// group reads up to the bracket that closes; of a dictionary nothing is kept.
func (l *lexer) group(depth int, open string) (token, bool) {
	var list []operand
	for depth < intake.PDFDepth {
		tok, ok := l.next(depth + 1)
		if !ok || tok.is == 'c' {
			break
		}
		list = append(list, tok.operand)
	}
	if open == "[" {
		return token{operand{is: '[', list: list}}, true
	}
	return token{}, true
}

// word reads up to the next blank or delimiter, at least one byte.
func (l *lexer) word() string {
	start := l.at
	for l.at < len(l.data) && !isSpace(l.data[l.at]) && !isDelimiter(l.data[l.at]) {
		l.at++
	}
	return string(l.data[start:l.at])
}

// literal reads a string in parentheses.
func (l *lexer) literal() []byte {
	var out []byte
	depth := 0
	for l.at < len(l.data) {
		c := l.data[l.at]
		l.at++
		switch c {
		case '(':
			if depth++; depth == 1 {
				continue
			}
		case ')':
			if depth--; depth == 0 {
				return out
			}
		case '\\':
			out = l.escape(out)
			continue
		}
		out = append(out, c)
	}
	return out
}

var escapes = map[byte]byte{'n': '\n', 'r': '\r', 't': '\t', 'b': '\b', 'f': '\f'}

// escape reads what follows a backslash.
func (l *lexer) escape(out []byte) []byte {
	if l.at >= len(l.data) {
		return out
	}
	c := l.data[l.at]
	l.at++
	if r, ok := escapes[c]; ok {
		return append(out, r)
	}
	switch {
	case c >= '0' && c <= '7':
		v := int(c - '0')
		for i := 0; i < 2 && l.at < len(l.data) && l.data[l.at] >= '0' && l.data[l.at] <= '7'; i++ {
			v = v*8 + int(l.data[l.at]-'0')
			l.at++
		}
		return append(out, byte(v))
	case c == '\n' || c == '\r': // the line goes on
		if c == '\r' && l.at < len(l.data) && l.data[l.at] == '\n' {
			l.at++
		}
		return out
	}
	return append(out, c)
}

// hex reads a string of hexadecimal digits.
func (l *lexer) hex() []byte {
	l.at++
	var out []byte
	half, have := byte(0), false
	for l.at < len(l.data) {
		c := l.data[l.at]
		l.at++
		if c == '>' {
			break
		}
		v, ok := hexDigit(c)
		if !ok {
			continue
		}
		if have {
			out = append(out, half<<4|v)
		}
		half, have = v, !have
	}
	if have {
		out = append(out, half<<4)
	}
	return out
}

func hexDigit(c byte) (byte, bool) {
	switch {
	case c >= '0' && c <= '9':
		return c - '0', true
	case c >= 'A' && c <= 'F':
		return c - 'A' + 10, true
	case c >= 'a' && c <= 'f':
		return c - 'a' + 10, true
	}
	return 0, false
}

// skipImage steps over an image in the drawing, up to the EI that ends it.
func (l *lexer) skipImage() {
	for ; l.at+2 <= len(l.data); l.at++ {
		if l.data[l.at] == 'E' && l.data[l.at+1] == 'I' && (l.at+2 == len(l.data) || isSpace(l.data[l.at+2])) {
			l.at += 2
			return
		}
	}
	l.at = len(l.data)
}

// charMap says which characters the codes of a font stand for.
type charMap struct {
	wide  bool // codes of two bytes
	chars map[uint16]string
}

// decode returns the characters of a string. A code that the font does not explain, and any code without a font, is the
// replacement character, which no text of a brief holds. So is a code of two bytes that stands for another character than
// the one of its number, which is how this program numbers them: a font that was renumbered could show one digit and say
// another.
func (m *charMap) decode(codes []byte) string {
	if m == nil {
		return "\ufffd"
	}
	var out []byte
	step := 1
	if m.wide {
		step = 2
	}
	for i := 0; i+step <= len(codes); i += step {
		code := uint16(codes[i])
		if m.wide {
			code = code<<8 | uint16(codes[i+1])
		}
		if s, ok := m.chars[code]; ok && (!m.wide || s == string(rune(code))) {
			out = append(out, s...)
		} else {
			out = append(out, "\ufffd"...)
		}
	}
	return string(out)
}

// readCharMap reads a font's map to Unicode (ISO 32000-1, 9.10.3).
func readCharMap(data []byte) *charMap {
	m := &charMap{wide: true, chars: map[uint16]string{}}
	l := lexer{data: data}
	var args []operand
	for range intake.PDFOps {
		tok, ok := l.next(0)
		if !ok {
			break
		}
		if tok.is != 'o' {
			args = append(args, tok.operand)
			continue
		}
		switch tok.name {
		case "endcodespacerange":
			if len(args) > 0 {
				m.wide = len(args[len(args)-1].text) > 1
			}
		case "endbfchar":
			for i := 0; i+1 < len(args); i += 2 {
				m.chars[codeOf(args[i].text)] = utf16Text(args[i+1].text)
			}
		case "endbfrange":
			for i := 0; i+2 < len(args); i += 3 {
				m.span(codeOf(args[i].text), codeOf(args[i+1].text), args[i+2])
			}
		}
		args = args[:0]
	}
	return m
}

// span maps the codes from lo to hi to the characters from the one given on, or to those of a list.
func (m *charMap) span(lo, hi uint16, to operand) {
	units := utf16Units(to.text)
	for n := 0; n <= int(hi)-int(lo); n++ {
		switch {
		case to.is == '[' && n < len(to.list):
			m.chars[lo+uint16(n)] = utf16Text(to.list[n].text)
		case to.is == 's' && len(units) > 0:
			one := append([]uint16{}, units...)
			one[len(one)-1] += uint16(n)
			m.chars[lo+uint16(n)] = string(utf16.Decode(one))
		}
	}
}

func codeOf(b []byte) (code uint16) {
	for _, c := range b {
		code = code<<8 | uint16(c)
	}
	return code
}

func utf16Units(b []byte) []uint16 {
	var units []uint16
	for i := 0; i+1 < len(b); i += 2 {
		units = append(units, uint16(b[i])<<8|uint16(b[i+1]))
	}
	return units
}

func utf16Text(b []byte) string { return string(utf16.Decode(utf16Units(b))) }
