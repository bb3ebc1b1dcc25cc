package verify

import (
	"strconv"
	"strings"

	"throughline/app/intake"
)

// operand is a value before an operator: a number, a name, a string, or a list or a dictionary of those.
type operand struct {
	number float64
	name   string
	text   []byte
	list   []operand // of a dictionary its keys and values in turn
	is     byte      // 'n', '/', 's', '[', 'd', or 'c' for a bracket that closes
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
		return token{operand{is: '/', name: unescaped(l.word())}}, true
	}
	word := l.word()
	if n, err := strconv.ParseFloat(word, 64); err == nil {
		return token{operand{is: 'n', number: n}}, true
	}
	return token{operand{is: 'o', name: word}}, true
}

// group reads up to the bracket that closes.
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
	return token{operand{is: 'd', list: list}}, true
}

// unescaped returns a name with the bytes that it writes as # and two digits (ISO 32000-1, 7.3.5).
func unescaped(name string) string {
	if strings.IndexByte(name, '#') < 0 {
		return name
	}
	var b []byte
	for i := 0; i < len(name); i++ {
		if name[i] == '#' && i+2 < len(name) {
			hi, ok1 := hexDigit(name[i+1])
			lo, ok2 := hexDigit(name[i+2])
			if ok1 && ok2 {
				b, i = append(b, hi<<4|lo), i+2
				continue
			}
		}
		b = append(b, name[i])
	}
	return string(b)
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
