package ingest

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"

	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
)

// newDecoder reads XML in UTF-8, in UTF-16 with a byte order mark, and in the encodings XML declarations name.
func newDecoder(r io.Reader) *xml.Decoder {
	d := xml.NewDecoder(transform.NewReader(r, unicode.BOMOverride(transform.Nop)))
	d.CharsetReader = func(label string, in io.Reader) (io.Reader, error) {
		if strings.HasPrefix(strings.ToLower(label), "utf-16") {
			return in, nil // decoded by its byte order mark before
		}
		enc, err := htmlindex.Get(label)
		if err != nil {
			return nil, err
		}
		return enc.NewDecoder().Reader(in), nil
	}
	return d
}

// utf8XML decodes UTF-16 by its byte order mark, with the declaration that names it, and leaves everything else.
func utf8XML(content []byte) []byte {
	out, _, err := transform.Bytes(unicode.BOMOverride(transform.Nop), content)
	if err != nil || bytes.Equal(out, content) {
		return content
	}
	if _, rest, ok := bytes.Cut(out, []byte("?>")); ok && bytes.HasPrefix(out, []byte("<?xml")) {
		return rest
	}
	return out
}

// meter passes bytes on, reports how far the reading is, and ends it when the context does.
type meter struct {
	ctx         context.Context
	progress    func(float64)
	total, done int64
	shown       float64
}

func newMeter(ctx context.Context, progress func(float64), total int64) *meter {
	return &meter{ctx: ctx, progress: progress, total: max(total, 1)}
}

func (m *meter) reader(r io.Reader) io.Reader { return &meteredReader{r, m} }

type meteredReader struct {
	r io.Reader
	m *meter
}

func (r *meteredReader) Read(p []byte) (int, error) {
	if err := r.m.ctx.Err(); err != nil {
		return 0, err
	}
	n, err := r.r.Read(p)
	r.m.done += int64(n)
	if f := min(1, float64(r.m.done)/float64(r.m.total)); f >= r.m.shown+0.01 {
		r.m.shown = f
		r.m.progress(f)
	}
	return n, err
}

// budget is what may still be read of all sheets: cells with a value, and room for them and the blanks between.
type budget struct{ cells, room int }

func newBudget() budget { return budget{cells: limits.cells, room: limits.cells * 3 / 2} }

func (b budget) overdrawn() bool { return b.cells < 0 || b.room < 0 }

// scanner walks the tokens of a part to its end. Any malformed XML on the way is errDamaged. Names keep their prefixes:
// resolving name spaces takes a quarter more time and tells nothing here.
type scanner struct {
	d    *xml.Decoder
	open []xml.Name // elements that have begun and not ended
}

func (s *scanner) next() (xml.Token, error) {
	t, err := s.d.RawToken()
	if err != nil {
		return nil, s.explain(err)
	}
	switch t := t.(type) {
	case xml.StartElement:
		s.open = append(s.open, t.Name)
		if len(s.open) > limits.depth {
			return nil, fmt.Errorf("%w: elements nested deeper than %d", errDamaged, limits.depth)
		}
	case xml.EndElement:
		last := len(s.open) - 1
		if last < 0 || s.open[last] != t.Name {
			return nil, fmt.Errorf("%w: element %q ends where it did not begin", errDamaged, t.Name.Local)
		}
		s.open = s.open[:last]
	}
	return t, nil
}

// explain tells the end of the part from an end that comes too early, and what is malformed from what could not be read.
func (s *scanner) explain(err error) error {
	if errors.Is(err, io.EOF) {
		if len(s.open) > 0 {
			return fmt.Errorf("%w: element %q has no end", errDamaged, s.open[len(s.open)-1].Local)
		}
		return io.EOF
	}
	var syntax *xml.SyntaxError
	if errors.As(err, &syntax) || errors.Is(err, zip.ErrFormat) || errors.Is(err, zip.ErrChecksum) || errors.Is(err, io.ErrUnexpectedEOF) {
		return fmt.Errorf("%w: %w", errDamaged, err)
	}
	return err
}
