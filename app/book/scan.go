package book

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
)

// scanner walks XML in UTF-8 byte by byte. It accepts and refuses what encoding/xml does, at a fifth of its time, since a
// token costs no memory of its own; a fuzz test holds the two together. What it meets rarely it leaves to the decoder, as
// errUnusual.
type scanner struct {
	r        io.Reader
	buf      []byte // of which [pos:end] is still to be walked
	pos, end int
	failed   error // what ended the reading: io.EOF, or why it could not go on
	begun    bool  // the first bytes were looked at
	marked   bool  // the part begins with a byte order mark, under which invalid UTF-8 is mended
	seen     bool  // an element

	names   []byte // of the elements that have begun and not ended, one behind the other
	open    []int  // where each begins in names
	empty   bool   // the element that begins ends at once
	tag     []byte // name of the element, with its prefix
	attrs   []attribute
	content []byte // of a text
	decoded []byte // room for texts and attributes that stand differently in the file
}

type attribute struct{ name, value []byte }

func newScanner(r io.Reader) *scanner { return &scanner{r: r, buf: make([]byte, 128<<10)} }

// errShort says that a token goes on behind the bytes at hand.
var errShort = errors.New("token goes on")

func malformed(what string) error { return fmt.Errorf("%w: %s", errDamaged, what) }

func (s *scanner) next() (xmlToken, error) {
	if s.empty {
		s.empty = false
		s.close()
		return tokenEnd, nil
	}
	if !s.begun {
		if err := s.begin(); err != nil {
			return 0, err
		}
	}
	for {
		if s.pos == s.end {
			if err := s.more(); err != nil {
				return 0, s.finish(err)
			}
			continue
		}
		t, n, err := s.token(s.buf[s.pos:s.end])
		if err == nil {
			s.pos += n
			if t != tokenPassed {
				return t, nil
			}
			continue
		}
		if !errors.Is(err, errShort) {
			return 0, err
		}
		err = s.more()
		switch {
		case errors.Is(err, io.EOF) && s.buf[s.pos] == '<':
			return 0, malformed("it ends within a tag or comment")
		case err != nil && !errors.Is(err, io.EOF):
			return 0, err // a text ends where the part does
		}
	}
}

// tokenPassed is a comment or an instruction: nothing that a caller sees.
const tokenPassed xmlToken = 255

// begin takes a byte order mark off and leaves other encodings to the decoder.
func (s *scanner) begin() error {
	for s.end < 4 {
		if err := s.more(); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			return err
		}
	}
	s.begun = true
	switch head := s.buf[:s.end]; {
	case bytes.HasPrefix(head, []byte("\xef\xbb\xbf")):
		s.pos, s.marked = 3, true
	case len(head) > 1 && (head[0] >= 0xfe || head[0] == 0 || head[1] == 0):
		return errUnusual // UTF-16
	}
	return nil
}

// more reads on, behind the bytes that are still to be walked. It answers io.EOF at the end of the part.
func (s *scanner) more() error {
	if s.failed != nil {
		return s.failed
	}
	if s.pos > 0 {
		copy(s.buf, s.buf[s.pos:s.end])
		s.pos, s.end = 0, s.end-s.pos
	}
	if s.end == len(s.buf) {
		if s.end >= limits.Token {
			return errLongToken
		}
		s.buf = append(s.buf, make([]byte, len(s.buf))...)
	}
	for range 100 { // a reader may give nothing a few times
		n, err := s.r.Read(s.buf[s.end:])
		s.end += n
		if err != nil {
			s.failed = damagedPart(err)
		}
		if n > 0 {
			return nil
		}
		if err != nil {
			return s.failed
		}
	}
	return io.ErrNoProgress
}

// finish says what the end of the bytes means.
func (s *scanner) finish(err error) error {
	switch {
	case !errors.Is(err, io.EOF):
		return err
	case len(s.open) > 0:
		return fmt.Errorf("%w: element %q has no end", errDamaged, s.names[s.open[len(s.open)-1]:])
	case !s.seen:
		return errNoElement
	}
	return io.EOF
}

func (s *scanner) name() []byte {
	for i := 1; i < len(s.tag)-1; i++ {
		if s.tag[i] == ':' {
			return s.tag[i+1:]
		}
	}
	return s.tag
}

func (s *scanner) attr(name string) []byte {
	for i := range s.attrs {
		if a := &s.attrs[i]; string(a.name) == name {
			return a.value
		}
	}
	return nil
}

func (s *scanner) text() []byte { return s.content }

// enclosed takes the rest of the element that has just begun where it stands in the file as nearly all cells do: a plain
// text between before and after, which ends the element too. It saves the tokens between, a third of the time of a sheet;
// where the rest is anything else, it takes nothing.
func (s *scanner) enclosed(before, after string) (text []byte, ok bool) {
	b := s.buf[s.pos:s.end]
	if s.empty || len(b) < len(before) || string(b[:len(before)]) != before || len(s.open)+2 > limits.Depth {
		return nil, false
	}
	i := len(before)
	for i < len(b) && byteKinds[b[i]]&byteSpecial == 0 {
		i++
	}
	if len(b)-i < len(after) || string(b[i:i+len(after)]) != after {
		return nil, false
	}
	s.pos += i + len(after)
	s.close()
	return b[len(before):i], true
}

// token walks the token that b begins with and returns how many bytes it takes; errShort where b ends before it does.
func (s *scanner) token(b []byte) (xmlToken, int, error) {
	s.decoded = s.decoded[:0]
	switch {
	case b[0] != '<':
		return s.characters(b)
	case len(b) < 2:
		return 0, 0, errShort
	case b[1] == '/':
		return s.endTag(b)
	case b[1] == '!':
		return s.declaration(b)
	case b[1] == '?':
		return s.instruction(b)
	}
	return s.startTag(b)
}

// characters walks a text up to the next tag or the end of the part.
func (s *scanner) characters(b []byte) (_ xmlToken, n int, err error) {
	if n = bytes.IndexByte(b, '<'); n < 0 {
		if s.failed == nil {
			return 0, 0, errShort
		}
		if n = len(b); !errors.Is(s.failed, io.EOF) {
			return 0, 0, s.failed
		}
	}
	s.content, err = s.plain(b[:n], inText)
	return tokenText, n, err
}

func (s *scanner) startTag(b []byte) (xmlToken, int, error) {
	i, err := nameEnd(b, 1)
	if err != nil {
		return 0, 0, err
	}
	s.tag, s.attrs = b[1:i], s.attrs[:0]
	for {
		if i = skipSpace(b, i); i+1 >= len(b) && (i >= len(b) || b[i] != '>') {
			return 0, 0, errShort
		}
		switch b[i] {
		case '>':
			return tokenStart, i + 1, s.begins()
		case '/':
			if b[i+1] != '>' {
				return 0, 0, malformed("a tag with a slash inside")
			}
			s.empty = true
			return tokenStart, i + 2, s.begins()
		}
		if i, err = s.attribute(b, i); err != nil {
			return 0, 0, err
		}
	}
}

// attribute walks one attribute of a tag from i and returns where it ends.
func (s *scanner) attribute(b []byte, i int) (int, error) {
	end, err := nameEnd(b, i)
	if err != nil {
		return 0, err
	}
	name := b[i:end]
	if i = skipSpace(b, end); i == len(b) {
		return 0, errShort
	}
	if b[i] != '=' {
		return 0, malformed("an attribute without a value")
	}
	if i = skipSpace(b, i+1); i == len(b) {
		return 0, errShort
	}
	quote := b[i]
	if quote != '"' && quote != '\'' {
		return 0, malformed("an attribute without quotes")
	}
	n := bytes.IndexByte(b[i+1:], quote)
	if n < 0 {
		return 0, errShort
	}
	value, err := s.plain(b[i+1:i+1+n], inAttribute)
	s.attrs = append(s.attrs, attribute{name, value})
	return i + n + 2, err
}

// begins remembers an element until it ends.
func (s *scanner) begins() error {
	s.seen = true
	s.open = append(s.open, len(s.names))
	s.names = append(s.names, s.tag...)
	if len(s.open) > limits.Depth {
		return errTooDeep
	}
	return nil
}

func (s *scanner) close() {
	last := len(s.open) - 1
	s.names, s.open = s.names[:s.open[last]], s.open[:last]
}

func (s *scanner) endTag(b []byte) (xmlToken, int, error) {
	i, err := nameEnd(b, 2)
	if err != nil {
		return 0, 0, err
	}
	s.tag = b[2:i]
	if i = skipSpace(b, i); i == len(b) {
		return 0, 0, errShort
	}
	last := len(s.open) - 1
	if b[i] != '>' || last < 0 || !bytes.Equal(s.names[s.open[last]:], s.tag) {
		return 0, 0, fmt.Errorf("%w: element %q ends where it did not begin", errDamaged, s.tag)
	}
	s.close()
	return tokenEnd, i + 1, nil
}

// declaration passes over a comment, gives the characters of CDATA, and leaves document types to the decoder.
func (s *scanner) declaration(b []byte) (xmlToken, int, error) {
	const comment, cdata = "<!--", "<![CDATA["
	switch {
	case bytes.HasPrefix(b, []byte(comment)):
		n := bytes.Index(b[len(comment):], []byte("--"))
		if n < 0 || len(b) <= len(comment)+n+2 {
			return 0, 0, errShort
		}
		if n += len(comment) + 2; b[n] != '>' {
			return 0, 0, malformed("a comment with two dashes inside")
		}
		return tokenPassed, n + 1, nil
	case bytes.HasPrefix(b, []byte(cdata)):
		n := bytes.Index(b, []byte("]]>"))
		if n < 0 {
			return 0, 0, errShort
		}
		var err error
		s.content, err = s.plain(b[len(cdata):n], inCDATA)
		return tokenText, n + 3, err
	case len(b) < len(cdata) && (strings.HasPrefix(comment, string(b)) || strings.HasPrefix(cdata, string(b))):
		return 0, 0, errShort
	}
	return 0, 0, errUnusual
}

// instruction passes over a processing instruction. An XML declaration of anything but version 1.0 in UTF-8 is the
// decoder's.
func (s *scanner) instruction(b []byte) (xmlToken, int, error) {
	i, err := nameEnd(b, 2)
	switch {
	case errors.Is(err, errShort):
		return 0, 0, err
	case err != nil:
		return 0, 0, errUnusual // its rules for names differ
	}
	n := bytes.Index(b[i:], []byte("?>"))
	if n < 0 {
		return 0, 0, errShort
	}
	if string(b[2:i]) == "xml" && !usualDeclaration(strings.ToLower(string(b[i:i+n]))) {
		return 0, 0, errUnusual
	}
	return tokenPassed, i + n + 2, nil
}

// usualDeclaration recognises what spreadsheet programs write between <?xml and ?>.
func usualDeclaration(s string) bool {
	s = strings.Join(strings.Fields(strings.ReplaceAll(s, "'", `"`)), " ")
	for _, known := range []string{`version="1.0"`, `encoding="utf-8"`, `standalone="yes"`, `standalone="no"`} {
		s = strings.TrimPrefix(strings.TrimSpace(s), known)
	}
	return strings.TrimSpace(s) == ""
}
