package book

import (
	"bytes"
	"strconv"
	"unicode/utf8"
)

// What a byte of XML is, by its value: white space between names, a part of a name, or something to be looked at in text.
const (
	byteSpace   = 1 << iota
	byteInName  // may stand in a name
	byteBegins  // may begin a name
	byteSpecial // is not taken as it stands in text
)

var byteKinds = func() (kinds [256]uint8) {
	for _, c := range " \t\r\n" {
		kinds[c] |= byteSpace
	}
	for c := range kinds {
		b := byte(c)
		switch {
		case b|0x20 >= 'a' && b|0x20 <= 'z', b == '_', b == ':':
			kinds[c] |= byteInName | byteBegins
		case b >= '0' && b <= '9', b == '-', b == '.':
			kinds[c] |= byteInName
		case b >= utf8.RuneSelf, b < ' ' && b != '\t' && b != '\n', b == '&', b == '<', b == ']':
			kinds[c] |= byteSpecial
		}
	}
	return kinds
}()

func skipSpace(b []byte, i int) int {
	for i < len(b) && byteKinds[b[i]]&byteSpace != 0 {
		i++
	}
	return i
}

// nameEnd returns where the name ends that begins at i. A name with a prefix has one colon.
func nameEnd(b []byte, i int) (int, error) {
	from, colons := i, 0
	for i < len(b) && byteKinds[b[i]]&byteInName != 0 {
		if b[i] == ':' {
			colons++
		}
		i++
	}
	switch {
	case i == len(b):
		return 0, errShort
	case b[i] >= utf8.RuneSelf:
		return 0, errUnusual
	case i == from || byteKinds[b[from]]&byteBegins == 0 || colons > 1:
		return 0, malformed("a name that is none")
	}
	return i, nil
}

// place says where characters stand, which decides what is allowed among them.
type textPlace uint8

const (
	inText textPlace = iota
	inAttribute
	inCDATA
)

// plain returns characters as they are meant: entities and line ends decoded, and all of them allowed in XML. Most stand
// in the file as they are meant and are not copied.
func (s *scanner) plain(raw []byte, in textPlace) ([]byte, error) {
	for i, c := range raw {
		if byteKinds[c]&byteSpecial != 0 {
			return s.decode(raw, i, in)
		}
	}
	return raw, nil
}

// decode is plain for characters of which the first i stand as they are meant.
func (s *scanner) decode(raw []byte, i int, in textPlace) ([]byte, error) {
	from := len(s.decoded)
	s.decoded = append(s.decoded, raw[:i]...)
	for i < len(raw) {
		c := raw[i]
		if byteKinds[c]&byteSpecial == 0 {
			s.decoded = append(s.decoded, c)
			i++
			continue
		}
		n, err := s.special(raw[i:], in)
		if err != nil {
			return nil, err
		}
		i += n
	}
	return s.decoded[from:], nil
}

// special decodes the character that b begins with, one that may not be taken as it stands, and returns its length.
func (s *scanner) special(b []byte, in textPlace) (int, error) {
	switch c := b[0]; {
	case c >= utf8.RuneSelf:
		return s.foreign(b)
	case c == '&' && in != inCDATA:
		r, n, err := entity(b)
		s.decoded = utf8.AppendRune(s.decoded, r)
		return n, err
	case c == '<' && in == inAttribute:
		return 0, malformed("a tag inside an attribute")
	case c == ']' && in == inText && bytes.HasPrefix(b, []byte("]]>")):
		return 0, malformed("the end of CDATA without its beginning")
	case c == '\r': // every line end is a \n
		s.decoded = append(s.decoded, '\n')
		if len(b) > 1 && b[1] == '\n' {
			return 2, nil
		}
		return 1, nil
	case c < ' ':
		return 0, malformed("a character that XML has not")
	default:
		s.decoded = append(s.decoded, c)
		return 1, nil
	}
}

// foreign takes the character beyond ASCII that b begins with as it stands.
func (s *scanner) foreign(b []byte) (int, error) {
	r, n := utf8.DecodeRune(b)
	switch {
	case r == utf8.RuneError && n == 1 && s.marked:
		return 0, errUnusual // the decoder mends it
	case r == utf8.RuneError && n == 1:
		return 0, malformed("a text that is not UTF-8")
	case !inXML(r):
		return 0, malformed("a character that XML has not")
	}
	s.decoded = append(s.decoded, b[:n]...)
	return n, nil
}

// inXML reports the characters XML may hold (XML 1.0 §2.2).
func inXML(r rune) bool {
	return r == '\t' || r == '\n' || r == '\r' || r >= ' ' && r <= 0xd7ff || r >= 0xe000 && r <= 0xfffd || r >= 0x10000 && r <= utf8.MaxRune
}

var entities = map[string]rune{"lt": '<', "gt": '>', "amp": '&', "quot": '"', "apos": '\''}

// entity reads the reference that b begins with: one of the five names of XML, or a character's number.
func entity(b []byte) (r rune, n int, err error) {
	end := bytes.IndexByte(b[:min(len(b), 64)], ';')
	switch {
	case end < 0 && len(b) > 64:
		return 0, 0, errUnusual // the number of a character can have any number of zeros before it
	case end < 0:
		return 0, 0, malformed("an entity without an end")
	}
	name := b[1:end]
	if r, ok := entities[string(name)]; ok {
		return r, end + 1, nil
	}
	if len(name) < 2 || name[0] != '#' {
		return 0, 0, malformed("an entity that XML has not")
	}
	base, digits := 10, name[1:]
	if digits[0] == 'x' {
		base, digits = 16, digits[1:]
	}
	v, err := strconv.ParseUint(string(digits), base, 32)
	if err != nil || v > utf8.MaxRune {
		return 0, 0, malformed("a character that XML has not")
	}
	if r = rune(v); r >= 0xd800 && r <= 0xdfff {
		r = utf8.RuneError // half of a pair stands for nothing
	}
	if !inXML(r) {
		return 0, 0, malformed("a character that XML has not")
	}
	return r, end + 1, nil
}
