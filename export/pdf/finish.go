package pdf

import (
	"bytes"
	"compress/zlib"
	"crypto/sha256"
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"throughline/export/page"
)

// finish takes fpdf's file apart, replaces and adds objects, and writes it anew with its own cross-reference table. What
// fpdf v0.9.0 cannot say is said here:
//
//   - names of font subsets with their tag, and a map to Unicode that lists the characters that are there;
//   - the outline: fpdf measures every bookmark on the height of the last page and writes no counts;
//   - the catalog and the document information: titles beyond U+FFFF, no empty name trees, the title in the window's
//     bar;
//   - the print flag of links, streams compressed well, a file identifier.
//
// Structure tags, XMP and attachments would be added in the same way.
func finish(raw []byte, d *page.Document, faces []*usedFace) ([]byte, error) {
	f, err := parse(raw)
	if err != nil {
		return nil, err
	}
	pages := f.pageNumbers()
	if len(pages) != len(d.Pages) {
		return nil, errUnexpected
	}
	for _, n := range pages {
		// Links print (PDF/A asks for the flag). Addresses hold no spaces, so none can look like this.
		f.objects[n] = bytes.ReplaceAll(f.objects[n], []byte(" /Border [0 0 0] "), []byte(" /Border [0 0 0] /F 4 "))
	}
	for _, u := range faces {
		if err := f.finishFont(u); err != nil {
			return nil, err
		}
	}
	for n, body := range f.objects {
		f.objects[n] = f.compressed(body)
	}
	f.objects[f.catalog] = catalog(d, f.addOutline(d, pages))
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
	f := &file{objects: make([][]byte, len(rows)), deflate: zlib.NewWriter(nil)}
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

// add appends an object; its number is the length of f.objects before.
func (f *file) add(body []byte) { f.objects = append(f.objects, body) }

// bytes writes the file. The identifier is a digest of everything before it, so it changes when anything does.
func (f *file) bytes() []byte {
	var b bytes.Buffer
	b.WriteString("%PDF-1.7\n%\xe2\xe3\xcf\xd3\n") // four bytes over 127 tell mail programs that this is no text
	offsets := make([]int, len(f.objects))
	for n, body := range f.objects[1:] {
		offsets[n+1] = b.Len()
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", n+1, body)
	}
	sum := sha256.Sum256(b.Bytes())
	start := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(f.objects))
	for _, o := range offsets[1:] {
		fmt.Fprintf(&b, "%010d 00000 n \n", o)
	}
	fmt.Fprintf(&b, "trailer\n<</Size %d /Root %d 0 R /Info %d 0 R /ID [<%x> <%x>]>>\nstartxref\n%d\n%%%%EOF\n",
		len(f.objects), f.catalog, f.info, sum[:16], sum[:16], start)
	return b.Bytes()
}
