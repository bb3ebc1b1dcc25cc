package pdf

import (
	"bytes"
	"compress/zlib"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"throughline/export/page"
)

// finish takes fpdf's file apart, replaces and adds objects, and writes it anew with its own cross-reference table. What
// fpdf v0.9.0 cannot say is said here:
//
//   - names of font subsets with their tag, and a map to Unicode that lists the characters that are there;
//   - the outline: fpdf measures every bookmark on the height of the last page and writes no counts;
//   - the catalog and the document information: titles beyond U+FFFF, the title in the window's bar, and the same once
//     more as XMP;
//   - links, each an object of its own, with words for those who do not see it;
//   - the structure: what each piece of content is, in reading order (ISO 32000-1, 14.7 and 14.8);
//   - the colour space, attachments, streams compressed well, a file identifier.
//
// The file keeps the rules of PDF/UA-1 and PDF/A-3 that a program can check, and a test checks them one by one. It claims
// neither in its metadata: a claim is for files that a validator has confirmed, and none for these parts was to be had.
func finish(raw []byte, d *page.Document, faces []*usedFace, shown []*page.Picture) ([]byte, error) {
	f, err := parse(raw)
	if err != nil {
		return nil, err
	}
	pages := f.pageNumbers()
	if len(pages) != len(d.Pages) {
		return nil, errUnexpected
	}
	for _, u := range faces {
		if err := f.finishFont(u); err != nil {
			return nil, err
		}
	}
	if err := f.finishResources(faces, f.addPictures(shown)); err != nil {
		return nil, err
	}
	for n, body := range f.objects {
		f.objects[n] = f.compressed(body)
	}
	links, err := f.addLinks(d, pages)
	if err != nil {
		return nil, err
	}
	f.finishPages(pages, links)
	f.objects[f.catalog] = catalog(d, catalogParts{
		outline:   f.addOutline(d, pages),
		structure: f.addStructure(d, pages, links),
		metadata:  f.addMetadata(d),
		intent:    f.addIntent(),
		files:     f.addFiles(d),
	})
	f.objects[f.info] = information(d)
	return f.bytes(), nil
}

// errUnexpected is the error when fpdf's output is not in the form this pass was written for.
var errUnexpected = errors.New("write pdf: unexpected form of fpdf's file")

// file is a PDF taken apart. objects[n] is the body of object n, without "n 0 obj" and "endobj"; objects[0] is unused.
type file struct {
	objects       [][]byte
	catalog, info int

	deflate  *zlib.Writer // writes to deflated
	deflated bytes.Buffer
}

var (
	trailerRoot = regexp.MustCompile(`/Root (\d+) 0 R`)
	trailerInfo = regexp.MustCompile(`/Info (\d+) 0 R`)
	pageKids    = regexp.MustCompile(`/Kids \[([^\]]*)\]`)
	toUnicode   = regexp.MustCompile(`/ToUnicode (\d+) 0 R`)
)

// parse reads a file as fpdf writes it: one cross-reference table of one section, at the end.
func parse(raw []byte) (*file, error) {
	at := bytes.LastIndex(raw, []byte("\nstartxref\n"))
	if at < 0 {
		return nil, errUnexpected
	}
	var start int
	if _, err := fmt.Sscan(string(raw[at+len("\nstartxref\n"):]), &start); err != nil || start < 0 || start >= at {
		return nil, errUnexpected
	}
	rows, trailer, err := crossReferences(raw[start:at])
	if err != nil {
		return nil, err
	}
	f := &file{objects: make([][]byte, len(rows)), deflate: newDeflater()}
	for n := 1; n < len(rows); n++ {
		if f.objects[n], err = objectAt(raw[:start], rows[n], n); err != nil {
			return nil, err
		}
	}
	if f.catalog, err = f.reference(trailer, trailerRoot); err != nil {
		return nil, err
	}
	f.info, err = f.reference(trailer, trailerInfo)
	return f, err
}

// crossReferences cuts a table into its rows, one for each object from 0 on, and the trailer after them.
func crossReferences(table []byte) (rows [][]byte, trailer []byte, err error) {
	var first, count int
	if _, err := fmt.Sscanf(string(table), "xref\n%d %d\n", &first, &count); err != nil || first != 0 || count < 1 {
		return nil, nil, errUnexpected
	}
	lines := bytes.SplitN(table, []byte("\n"), count+3)
	if len(lines) < count+3 {
		return nil, nil, errUnexpected
	}
	return lines[2 : count+2], lines[count+2], nil
}

// objectAt returns the body of object n, which begins where its row of the table says.
func objectAt(objects, row []byte, n int) ([]byte, error) {
	offset, err := strconv.Atoi(string(bytes.TrimLeft(row[:10], "0")))
	if err != nil || offset >= len(objects) {
		return nil, errUnexpected
	}
	head := []byte(strconv.Itoa(n) + " 0 obj\n")
	if !bytes.HasPrefix(objects[offset:], head) {
		return nil, errUnexpected
	}
	return body(objects[offset+len(head):]), nil
}

// reference returns the number of the object that the trailer names.
func (f *file) reference(trailer []byte, name *regexp.Regexp) (int, error) {
	m := name.FindSubmatch(trailer)
	if m == nil {
		return 0, errUnexpected
	}
	n, err := strconv.Atoi(string(m[1]))
	if err != nil || n <= 0 || n >= len(f.objects) {
		return 0, errUnexpected
	}
	return n, nil
}

var streamLength = regexp.MustCompile(`/Length (\d+)`)

// body cuts an object's body off the front of b. A stream is stepped over by its length, because it may hold any bytes.
func body(b []byte) []byte {
	end := bytes.Index(b, []byte("\nendobj"))
	if s := bytes.Index(b, []byte("\nstream\n")); s >= 0 && s < end {
		if m := streamLength.FindSubmatch(b[:s]); m != nil {
			n, _ := strconv.Atoi(string(m[1]))
			after := min(s+len("\nstream\n")+n, len(b))
			end = after + bytes.Index(b[after:], []byte("\nendobj"))
		}
	}
	return b[:max(end, 0)]
}

// pageNumbers returns the object numbers of the pages, in order. Object 1 is the root of fpdf's page tree.
func (f *file) pageNumbers() []int {
	var numbers []int
	if m := pageKids.FindSubmatch(f.objects[1]); m != nil {
		fields := strings.Fields(string(m[1]))
		for i := 0; i+2 < len(fields); i += 3 {
			n, err := strconv.Atoi(fields[i])
			if err != nil || n <= 0 || n >= len(f.objects) {
				return nil
			}
			numbers = append(numbers, n)
		}
	}
	return numbers
}

// add appends an object and returns its number.
func (f *file) add(body []byte) int {
	f.objects = append(f.objects, body)
	return len(f.objects) - 1
}

// mostPacked is how many objects one object stream holds, so that a viewer that wants one need not unpack all.
const mostPacked = 200

var streamMark = []byte("\nstream\n")

// bytes writes the file: streams as they are, all other objects packed into streams of objects, which takes a third off a
// brief, and the table of where each is (ISO 32000-1, 7.5.7 and 7.5.8). The identifier is a digest of everything before
// that table, so it changes when anything does.
func (f *file) bytes() []byte {
	type place struct{ kind, at, index int } // 1: at an offset; 2: in a stream of objects
	var b bytes.Buffer
	b.WriteString("%PDF-1.7\n%\xe2\xe3\xcf\xd3\n") // four bytes over 127 tell mail programs that this is no text
	places := make([]place, len(f.objects), len(f.objects)+2)
	write := func(n int, body []byte) {
		places[n] = place{kind: 1, at: b.Len()}
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", n, body)
	}
	var loose []int
	for n, body := range f.objects {
		switch {
		case n == 0:
		case bytes.Contains(body, streamMark):
			write(n, body)
		default:
			loose = append(loose, n)
		}
	}
	for packed := range slices.Chunk(loose, mostPacked) {
		holder := len(places)
		places = append(places, place{})
		var heads, bodies []byte
		for i, n := range packed {
			heads = fmt.Appendf(heads, "%d %d ", n, len(bodies))
			bodies = append(append(bodies, f.objects[n]...), '\n')
			places[n] = place{kind: 2, at: holder, index: i}
		}
		write(holder, f.stream(append(heads, bodies...), fmt.Sprintf(" /Type /ObjStm /N %d /First %d", len(packed), len(heads))))
	}
	sum := sha256.Sum256(b.Bytes())
	table := len(places)
	places = append(places, place{kind: 1, at: b.Len()})
	rows := []byte{0, 0, 0, 0, 0, 0xFF, 0xFF} // object 0 heads the list of free ones, of which there are no others
	for _, p := range places[1:] {
		rows = append(rows, byte(p.kind))
		rows = binary.BigEndian.AppendUint32(rows, uint32(p.at))
		rows = binary.BigEndian.AppendUint16(rows, uint16(p.index))
	}
	start := b.Len()
	write(table, f.stream(rows, fmt.Sprintf(" /Type /XRef /W [1 4 2] /Size %d /Root %d 0 R /Info %d 0 R /ID [<%x> <%x>]",
		len(places), f.catalog, f.info, sum[:16], sum[:16])))
	fmt.Fprintf(&b, "startxref\n%d\n%%%%EOF\n", start)
	return b.Bytes()
}
