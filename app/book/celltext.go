package book

import (
	"errors"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"

	"throughline/app/sheet"
)

// sharedStrings reads the texts that cells refer to by number.
func (c *container) sharedStrings(b *xlsxBook, m *meter) (*textStore, error) {
	part, ok := c.parts[b.strings]
	if !ok {
		return &textStore{}, nil
	}
	var texts *textStore
	err := c.walk(part, m, func(t xmlTokens) error {
		texts = &textStore{}
		return texts.read(t)
	})
	return texts, err
}

// appendText adds to the text of a cell, up to the longest there may be.
func appendText(text, more []byte) []byte {
	return append(text, more[:max(0, min(len(more), limits.Text-len(text)))]...)
}

// textStore holds the shared strings of a workbook, of which there may be millions: one behind the other in pieces of a
// megabyte, each behind its length, with four bytes to find it by. A text taken out is a part of its piece and costs
// nothing. Runs of rich text are joined, phonetic hints left out.
type textStore struct {
	pieces []string
	at     []uint32 // piece<<pieceBits | offset
	piece  []byte   // being filled
	size   int
}

const (
	pieceBits = 20
	lengthLen = 3 // bytes of a text's length; a text has at most limits.Text, thrice that where invalid UTF-8 is mended
)

func (s *textStore) len() int { return len(s.at) }

// text returns a text by its number.
func (s *textStore) text(i int) string {
	at := s.at[i]
	piece, off := s.pieces[at>>pieceBits], int(at&(1<<pieceBits-1))
	n := int(piece[off]) | int(piece[off+1])<<8 | int(piece[off+2])<<16
	return piece[off+lengthLen : off+lengthLen+n]
}

// read takes the items of the part.
func (s *textStore) read(t xmlTokens) error {
	var item []byte
	inText, phonetic := false, false
	for {
		kind, err := t.next()
		if errors.Is(err, io.EOF) {
			s.seal()
			return nil
		}
		if err != nil {
			return err
		}
		switch kind {
		case tokenText:
			if inText {
				item = appendText(item, t.text())
			}
		case tokenStart:
			switch string(t.name()) {
			case "si":
				item = item[:0]
			case "t":
				inText = !phonetic
			case "rPh":
				phonetic = true
			}
		case tokenEnd:
			switch string(t.name()) {
			case "si":
				err = s.add(cleanBytes(item))
			case "t":
				inText = false
			case "rPh":
				phonetic = false
			}
			if err != nil {
				return err
			}
		}
	}
}

// add appends a text.
func (s *textStore) add(text []byte) error {
	if s.size += len(text) + lengthLen + 4; s.size > limits.Strings {
		return errTooMuchText
	}
	if len(s.piece)+lengthLen+len(text) > 1<<pieceBits {
		s.seal()
	}
	s.at = append(s.at, uint32(len(s.pieces)<<pieceBits|len(s.piece)))
	s.piece = append(s.piece, byte(len(text)), byte(len(text)>>8), byte(len(text)>>16))
	s.piece = append(s.piece, text...)
	return nil
}

// seal ends the piece being filled.
func (s *textStore) seal() {
	s.pieces = append(s.pieces, string(s.piece))
	s.piece = s.piece[:0]
}

var errTooMuchText = errors.New("texts over the cap")

// textCell is a cell of text; one of nothing but space is blank.
func textCell(s string) sheet.Cell {
	if strings.TrimSpace(s) == "" {
		return sheet.Cell{}
	}
	return sheet.Cell{Kind: sheet.Text, Text: s}
}

// cleanText decodes the _x000D_ escapes of workbooks, mends invalid UTF-8 and drops control characters, which neither
// the window nor the page can show.
func cleanText(s string) string {
	if isClean(s) {
		return s
	}
	return string(cleaned(s))
}

// cleanBytes is cleanText for bytes that are only looked at.
func cleanBytes(b []byte) []byte {
	if isClean(b) {
		return b
	}
	return cleaned(b)
}

// isClean reports a text in which nothing can need cleaning.
func isClean[T string | []byte](s T) bool {
	for i := 0; i < len(s); i++ {
		if s[i] < ' ' || s[i] >= utf8.RuneSelf || s[i] == 0x7f || s[i] == '_' {
			return false
		}
	}
	return true
}

func cleaned[T string | []byte](s T) []byte {
	out := make([]byte, 0, len(s))
	for i := 0; i < len(s); {
		if len(s)-i >= 7 && s[i] == '_' && s[i+1] == 'x' && s[i+6] == '_' {
			if n, err := strconv.ParseUint(string(s[i+2:i+6]), 16, 16); err == nil {
				out = appendVisible(out, rune(n))
				i += 7
				continue
			}
		}
		r, n := utf8.DecodeRuneInString(string(s[i:min(len(s), i+utf8.UTFMax)]))
		out = appendVisible(out, r)
		i += n
	}
	return out
}

// appendVisible leaves out what cannot be shown: control characters and byte order marks.
func appendVisible(b []byte, r rune) []byte {
	if r == '\n' || r == '\t' || r >= ' ' && r != 0x7f && (r < 0x80 || r >= 0xa0) && r != '\ufeff' {
		return utf8.AppendRune(b, r)
	}
	return b
}
