package book

import (
	"archive/zip"
	"encoding/xml"
	"errors"
	"fmt"
	"io"

	"throughline/app/intake"
)

// xmlToken is what a part of XML consists of, as far as cells need it.
type xmlToken uint8

const (
	tokenStart xmlToken = iota // an element begins
	tokenEnd                   // an element ends, the empty one <a/> too
	tokenText                  // characters, of CDATA too; a long text may come in several
)

// xmlTokens walks a part of XML to its end and holds it to its grammar on the way: elements that cross, are cut or nest too
// deep are errDamaged, and io.EOF comes only after a part that is whole. What a token holds is valid until the next call.
// There are two: scanner for the XML nearly all sheets are written in, and decoder for the rest.
type xmlTokens interface {
	next() (xmlToken, error)
	name() []byte            // of the element that begins or ends, without its prefix
	attr(name string) []byte // of the element that begins; nil where it has none of that name
	text() []byte
}

// errUnusual is XML that the scanner leaves to the decoder: another encoding, a document type, names beyond ASCII.
var errUnusual = errors.New("XML beyond what is scanned")

var errTooDeep = fmt.Errorf("%w: elements nested deeper than %d", errDamaged, limits.Depth)

// decoder walks XML with encoding/xml. Names keep their prefixes until they are asked for: resolving name spaces takes a
// quarter more time and tells nothing here.
type decoder struct {
	d     *xml.Decoder
	limit *tokenLimit
	open  []xml.Name // elements that have begun and not ended
	seen  bool       // an element
	at    xml.Token
	local []byte // room for its name
}

func newTokenDecoder(r io.Reader) *decoder {
	l := &tokenLimit{r: r}
	return &decoder{d: newDecoder(l), limit: l}
}

func (s *decoder) next() (xmlToken, error) {
	for {
		s.limit.left = limits.Token
		t, err := s.d.RawToken()
		if err != nil {
			return 0, s.explain(err)
		}
		s.at = t
		switch t := t.(type) {
		case xml.StartElement:
			s.seen = true
			if s.open = append(s.open, t.Name); len(s.open) > limits.Depth {
				return 0, errTooDeep
			}
			return tokenStart, nil
		case xml.EndElement:
			last := len(s.open) - 1
			if last < 0 || s.open[last] != t.Name {
				return 0, fmt.Errorf("%w: element %q ends where it did not begin", errDamaged, t.Name.Local)
			}
			s.open = s.open[:last]
			return tokenEnd, nil
		case xml.CharData:
			return tokenText, nil
		}
	}
}

// explain tells the end of the part from an end that comes too early, and what is malformed from what could not be read.
func (s *decoder) explain(err error) error {
	if errors.Is(err, io.EOF) {
		switch {
		case len(s.open) > 0:
			return fmt.Errorf("%w: element %q has no end", errDamaged, s.open[len(s.open)-1].Local)
		case !s.seen:
			return errNoElement
		}
		return io.EOF
	}
	var syntax *xml.SyntaxError
	if errors.As(err, &syntax) {
		return fmt.Errorf("%w: %w", errDamaged, err)
	}
	return damagedPart(err)
}

var errNoElement = fmt.Errorf("%w: a part without an element", errDamaged)

// damagedPart says of what came from unpacking a part whether the file is to blame.
func damagedPart(err error) error {
	if errors.Is(err, zip.ErrFormat) || errors.Is(err, zip.ErrChecksum) || errors.Is(err, io.ErrUnexpectedEOF) {
		return fmt.Errorf("%w: %w", errDamaged, err)
	}
	return err
}

func (s *decoder) name() []byte {
	s.local = s.local[:0]
	switch t := s.at.(type) {
	case xml.StartElement:
		s.local = append(s.local, t.Name.Local...)
	case xml.EndElement:
		s.local = append(s.local, t.Name.Local...)
	}
	return s.local
}

func (s *decoder) attr(name string) []byte {
	t, _ := s.at.(xml.StartElement)
	for _, a := range t.Attr {
		if a.Name.Local == name && a.Name.Space == "" {
			return []byte(a.Value)
		}
	}
	return nil
}

func (s *decoder) text() []byte {
	t, _ := s.at.(xml.CharData)
	return t
}

// walk reads a part as XML: scanned, or from its beginning again by the decoder where it holds what is not scanned.
func (c *container) walk(f *zip.File, m *meter, read func(xmlTokens) error) error {
	if key := partName(f.Name); !c.odd[key] {
		left, done := c.left, m.done
		err := c.stream(f, func(in io.Reader) error { return read(newScanner(m.reader(in))) })
		if !errors.Is(err, errUnusual) {
			return err
		}
		c.left, m.done, c.odd[key] = left, done, true
	}
	return c.stream(f, func(in io.Reader) error { return read(newTokenDecoder(m.reader(in))) })
}

// tokenLimit ends the reading of a single token that has no end in sight: encoding/xml holds one whole, however long.
type tokenLimit struct {
	r    io.Reader
	left int
}

func (l *tokenLimit) Read(p []byte) (int, error) {
	if l.left <= 0 {
		return 0, errLongToken
	}
	n, err := l.r.Read(p)
	l.left -= n
	return n, err
}

var errLongToken = fmt.Errorf("%w: a tag or text of more than %s", errDamaged, intake.Megabytes(int64(limits.Token)))
