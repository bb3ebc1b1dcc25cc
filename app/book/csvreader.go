package book

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"math"
	"strings"
)

// csvReader splits text into records of fields. It reads what RFC 4180 allows as encoding/csv does, and is patient with the
// rest: a field is in quotation marks only where they are closed before a delimiter or the end of a line, so a stray mark
// is a letter and swallows nothing. That is what spreadsheet programs mean when they put cells on the clipboard.
type csvReader struct {
	in        *bufio.Reader
	delimiter byte
	row       int      // of the record last read, 1-based; empty lines count
	fields    []string // of that record, valid for good
	strays    int      // fields that begin with a quotation mark that is never closed
	stray     [2]int   // row and column of the first of them

	line   []byte // the lines being looked at, with their ends
	unread []byte // lines that were looked at and are not part of the record
	buf    []byte // text of the fields
	ends   []int  // of the fields in buf
	lines  int    // empty lines and records so far
}

// mostQuoted is how long a field in quotation marks may be; a mark with none to match within that is a stray one.
const mostQuoted = 256 << 10

// mostLine is how long a line may be. Text without line ends is no table, and would be held whole.
const mostLine = 16 << 20

var errLongLine = errors.New("a line without end")

func newCSVReader(r io.Reader, delimiter byte) *csvReader {
	return &csvReader{in: bufio.NewReaderSize(r, 64<<10), delimiter: delimiter}
}

// next reads a record; io.EOF comes after the last.
func (r *csvReader) next() error {
	for {
		r.line = r.line[:0]
		if err := r.more(); err != nil {
			return err
		}
		r.lines++
		if len(r.line) > 1 || r.line[0] != '\n' {
			break
		}
	}
	r.row, r.buf, r.ends = r.lines, r.buf[:0], r.ends[:0]
	for at, ended := 0, false; !ended; {
		var err error
		if at, ended, err = r.field(at); err != nil {
			return err
		}
	}
	text, from := string(r.buf), 0
	r.fields = r.fields[:0]
	for _, end := range r.ends {
		r.fields = append(r.fields, text[from:end])
		from = end
	}
	return nil
}

// field takes the field that begins at a place in the line, and returns where the next begins.
func (r *csvReader) field(at int) (next int, ended bool, err error) {
	if at < len(r.line) && r.line[at] == '"' {
		end, err := r.quoted(at + 1)
		if err != nil {
			return 0, false, err
		}
		if end > 0 {
			next, ended = r.after(end)
			return next, ended, nil
		}
		if r.strays++; r.strays == 1 {
			r.stray = [2]int{r.row, len(r.ends) + 1}
		}
	}
	end := at
	for end < len(r.line) && r.line[end] != r.delimiter && r.line[end] != '\n' {
		end++
	}
	r.buf = append(r.buf, r.line[at:end]...)
	next, ended = r.after(end)
	return next, ended, nil
}

// after ends a field at a place, and goes over the delimiter there.
func (r *csvReader) after(end int) (next int, ended bool) {
	r.ends = append(r.ends, len(r.buf))
	if end < len(r.line) && r.line[end] == r.delimiter {
		return end + 1, false
	}
	return end, true
}

// quoted takes a field in quotation marks that begins at a place, and returns where it ends, behind the closing mark. It
// returns 0 and leaves things as they were where no mark closes it.
func (r *csvReader) quoted(at int) (int, error) {
	buf, line, from := len(r.buf), len(r.line), at
	for {
		i := bytes.IndexByte(r.line[at:], '"')
		if i < 0 {
			r.buf = append(r.buf, r.line[at:]...)
			at = len(r.line)
			err := errLongLine
			if at-from < mostQuoted {
				err = r.more()
			}
			if errors.Is(err, io.EOF) || errors.Is(err, errLongLine) {
				r.putBack(line)
				r.buf = r.buf[:buf]
				return 0, nil
			}
			if err != nil {
				return 0, err
			}
			continue
		}
		r.buf = append(r.buf, r.line[at:at+i]...)
		at += i + 1
		switch {
		case at == len(r.line) || r.line[at] == r.delimiter || r.line[at] == '\n':
			return at, nil
		case r.line[at] == '"':
			r.buf = append(r.buf, '"')
			at++
		default:
			r.putBack(line)
			r.buf = r.buf[:buf]
			return 0, nil
		}
	}
}

// putBack gives the lines back that were looked at beyond a place.
func (r *csvReader) putBack(from int) {
	r.unread = append(bytes.Clone(r.line[from:]), r.unread...)
	r.line = r.line[:from]
}

// more adds the next line to those being looked at.
func (r *csvReader) more() error {
	if len(r.unread) > 0 {
		n := bytes.IndexByte(r.unread, '\n') + 1
		if n == 0 {
			n = len(r.unread)
		}
		r.line = append(r.line, r.unread[:n]...)
		r.unread = r.unread[n:]
		return nil
	}
	for got := false; ; got = true {
		part, err := r.in.ReadSlice('\n')
		r.line = append(r.line, part...)
		switch {
		case err == nil, errors.Is(err, io.EOF) && (len(part) > 0 || got):
			return nil
		case !errors.Is(err, bufio.ErrBufferFull):
			return err
		case len(r.line) > mostLine:
			return errLongLine
		}
	}
}

// regularity is the share of records that have the most common number of fields, and that share weighted by the number
// of fields; 0 where no records have two or more.
func regularity(sample string, delimiter byte) (weighted, share float64) {
	counts := map[int]int{}
	total := 0
	for r := newCSVReader(strings.NewReader(sample), delimiter); r.next() == nil; total++ {
		counts[len(r.fields)]++
	}
	for fields, n := range counts {
		if fields > 1 {
			part := float64(n) / float64(total)
			share = max(share, part)
			weighted = max(weighted, part*(1+math.Log2(float64(fields))/8))
		}
	}
	return weighted, share
}
