package ingest

import (
	"encoding/xml"
	"errors"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"

	"throughline/app/sheet"
)

// sharedStrings reads the texts that cells refer to by number.
func (c *container) sharedStrings(b *book, m *meter) ([]string, error) {
	part, ok := c.parts[b.strings]
	if !ok {
		return nil, nil
	}
	var texts textList
	err := c.stream(part, func(in io.Reader) error {
		s := &scanner{d: newDecoder(m.reader(in))}
		for {
			t, err := s.next()
			if errors.Is(err, io.EOF) {
				return nil
			}
			if err != nil {
				return err
			}
			texts.take(t)
		}
	})
	return texts.all, err
}

// textList gathers the items of the shared strings from their XML. Runs of rich text are joined, phonetic hints left out.
type textList struct {
	all              []string
	text             []byte // of the item being read
	inText, phonetic bool
}

func (l *textList) take(t xml.Token) {
	switch t := t.(type) {
	case xml.StartElement:
		switch t.Name.Local {
		case "si":
			l.text = l.text[:0]
		case "t":
			l.inText = !l.phonetic
		case "rPh":
			l.phonetic = true
		}
	case xml.CharData:
		if l.inText && len(l.text) < limits.text {
			l.text = append(l.text, t...)
		}
	case xml.EndElement:
		switch t.Name.Local {
		case "si":
			l.all = append(l.all, cleanText(string(l.text)))
		case "t":
			l.inText = false
		case "rPh":
			l.phonetic = false
		}
	}
}

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
	plain := true
	for i := 0; i < len(s); i++ {
		if s[i] < ' ' || s[i] >= utf8.RuneSelf || s[i] == 0x7f || s[i] == '_' {
			plain = false
			break
		}
	}
	if plain {
		return s
	}
	var b strings.Builder
	b.Grow(len(s))
	for i := 0; i < len(s); {
		if len(s)-i >= 7 && s[i] == '_' && s[i+1] == 'x' && s[i+6] == '_' {
			if n, err := strconv.ParseUint(s[i+2:i+6], 16, 16); err == nil {
				writeVisible(&b, rune(n))
				i += 7
				continue
			}
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		writeVisible(&b, r)
		i += n
	}
	return b.String()
}

// writeVisible leaves out what cannot be shown: control characters and byte order marks.
func writeVisible(b *strings.Builder, r rune) {
	switch {
	case r == '\r':
	case r == '\n' || r == '\t' || r >= ' ' && r != 0x7f && (r < 0x80 || r >= 0xa0) && r != '\ufeff':
		b.WriteRune(r)
	}
}
