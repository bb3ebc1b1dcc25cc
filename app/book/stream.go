package book

import (
	"bytes"
	"context"
	"encoding/xml"
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
