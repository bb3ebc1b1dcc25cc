package pdf_test

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// structure is a PDF read back by its own table of objects, as a viewer reads it. It is made for the files this package
// writes, and fails the test on anything in them that a viewer would have to mend.
type structure struct {
	t       testing.TB
	objects map[int]string // dictionaries and arrays
	streams map[int][]byte // decompressed
	trailer string
}

var (
	reference = regexp.MustCompile(`\b(\d+) 0 R\b`)
	length    = regexp.MustCompile(`/Length (\d+)`)
	literal   = regexp.MustCompile(`\((?:[^()\\]|\\.)*\)`) // strings, which may look like anything
)

func read(t testing.TB, b []byte) *structure {
	t.Helper()
	s := &structure{t: t, objects: map[int]string{}, streams: map[int][]byte{}}
	if !bytes.HasPrefix(b, []byte("%PDF-1.7\n%")) || !bytes.HasSuffix(b, []byte("%%EOF\n")) {
		t.Fatal("the file does not begin or end as a PDF does")
	}
	tail := b[bytes.LastIndex(b, []byte("startxref\n")):]
	var start, count int
	if _, err := fmt.Sscanf(string(tail), "startxref\n%d\n", &start); err != nil {
		t.Fatalf("startxref: %v", err)
	}
	if _, err := fmt.Sscanf(string(b[start:]), "%d 0 obj\n", &count); err != nil {
		t.Fatalf("no table where startxref points: %v", err)
	}
	s.object(count, b[start:])
	s.trailer = s.objects[count]
	rows := s.streams[count]
	if len(rows) != 7*(count+1) {
		t.Fatalf("the table has %d bytes for %d objects", len(rows), count+1)
	}
	packed := map[int]map[int]int{} // by holder and index
	for n := 1; n < count; n++ {
		row := rows[7*n : 7*n+7]
		at, index := int(binary.BigEndian.Uint32(row[1:])), int(binary.BigEndian.Uint16(row[5:]))
		switch row[0] {
		case 1:
			s.object(n, b[at:start])
		case 2:
			if packed[at] == nil {
				packed[at] = map[int]int{}
			}
			packed[at][index] = n
		default:
			t.Fatalf("object %d is in the table as %v", n, row)
		}
	}
	for holder, numbers := range packed {
		s.unpack(holder, numbers)
	}
	for n, o := range s.objects {
		for _, m := range reference.FindAllStringSubmatch(literal.ReplaceAllString(o, ""), -1) {
			if to, _ := strconv.Atoi(m[1]); s.objects[to] == "" {
				t.Errorf("object %d refers to object %d, which is not there", n, to)
			}
		}
	}
	return s
}

var first = regexp.MustCompile(`/N (\d+) /First (\d+)`)

// unpack reads the objects of an object stream; numbers are those the table names, by index.
func (s *structure) unpack(holder int, numbers map[int]int) {
	s.t.Helper()
	m := first.FindStringSubmatch(s.objects[holder])
	if m == nil || strconv.Itoa(len(numbers)) != m[1] {
		s.t.Fatalf("object stream %d holds not the %d objects of the table: %s", holder, len(numbers), s.objects[holder])
	}
	start, _ := strconv.Atoi(m[2])
	data := string(s.streams[holder])
	heads := strings.Fields(data[:start])
	for i := range len(numbers) {
		if heads[2*i] != strconv.Itoa(numbers[i]) {
			s.t.Errorf("object stream %d has object %s where the table has %d", holder, heads[2*i], numbers[i])
		}
		from, _ := strconv.Atoi(heads[2*i+1])
		to := len(data) - start
		if 2*i+3 < len(heads) {
			to, _ = strconv.Atoi(heads[2*i+3])
		}
		s.objects[numbers[i]] = strings.TrimSpace(data[start+from : start+to])
	}
}

func (s *structure) object(n int, b []byte) {
	s.t.Helper()
	head := fmt.Sprintf("%d 0 obj\n", n)
	if !bytes.HasPrefix(b, []byte(head)) {
		s.t.Fatalf("the table sends object %d to %.20q", n, b)
	}
	b = b[len(head):]
	end := bytes.Index(b, []byte("\nendobj\n"))
	if at := bytes.Index(b, []byte("\nstream\n")); at >= 0 && at < end {
		m := length.FindSubmatch(b[:at])
		if m == nil {
			s.t.Fatalf("stream %d has no length", n)
		}
		size, _ := strconv.Atoi(string(m[1]))
		data := b[at+len("\nstream\n"):]
		if !bytes.HasPrefix(data[size:], []byte("\nendstream\nendobj\n")) {
			s.t.Fatalf("stream %d does not end after its %d bytes", n, size)
		}
		s.streams[n] = s.inflated(n, b[:at], data[:size])
		end = at
	}
	if end < 0 {
		s.t.Fatalf("object %d does not end", n)
	}
	s.objects[n] = string(b[:end])
	plain := literal.ReplaceAllString(s.objects[n], "")
	if strings.Count(plain, "<<") != strings.Count(plain, ">>") {
		s.t.Errorf("object %d is not balanced: %s", n, plain)
	}
}

// inflated returns what a stream holds.
func (s *structure) inflated(n int, dictionary, data []byte) []byte {
	s.t.Helper()
	if !bytes.Contains(dictionary, []byte("/Filter /FlateDecode")) {
		return data
	}
	z, err := zlib.NewReader(bytes.NewReader(data))
	if err != nil {
		s.t.Fatalf("stream %d: %v", n, err)
	}
	plain, err := io.ReadAll(z)
	if err != nil {
		s.t.Fatalf("stream %d: %v", n, err)
	}
	return plain
}

// pages returns the object numbers of the pages.
func (s *structure) pages() []int {
	var n []int
	kids := s.objects[1][strings.Index(s.objects[1], "/Kids"):]
	for _, m := range reference.FindAllStringSubmatch(kids[:strings.Index(kids, "]")], -1) {
		k, _ := strconv.Atoi(m[1])
		n = append(n, k)
	}
	return n
}

var contents = regexp.MustCompile(`/Contents (\d+) 0 R`)

// content returns the drawing of a page, counted from 0.
func (s *structure) content(i int) string {
	m := contents.FindStringSubmatch(s.objects[s.pages()[i]])
	n, _ := strconv.Atoi(m[1])
	return string(s.streams[n])
}

var (
	show = regexp.MustCompile(`\[([^\]]*)\] TJ`)
	hexa = regexp.MustCompile(`<([0-9A-F]*)>`)
)

// text returns the characters that each text object of a page shows.
func (s *structure) text(i int) []string {
	var texts []string
	for _, m := range show.FindAllStringSubmatch(s.content(i), -1) {
		var b strings.Builder
		for _, h := range hexa.FindAllStringSubmatch(m[1], -1) {
			codes, err := hex.DecodeString(h[1])
			if err != nil {
				s.t.Fatal(err)
			}
			for i := 0; i+1 < len(codes); i += 2 {
				b.WriteRune(rune(codes[i])<<8 | rune(codes[i+1]))
			}
		}
		texts = append(texts, b.String())
	}
	return texts
}

// find returns the first object that holds a piece of text.
func (s *structure) find(piece string) string {
	for n := 1; n <= len(s.objects); n++ {
		if strings.Contains(s.objects[n], piece) {
			return s.objects[n]
		}
	}
	return ""
}

var annotations = regexp.MustCompile(`/Annots \[([^\]]*)\]`)

// links returns the link objects of a page, counted from 0, one below the other.
func (s *structure) links(i int) string {
	var b strings.Builder
	if m := annotations.FindStringSubmatch(s.objects[s.pages()[i]]); m != nil {
		for _, r := range reference.FindAllStringSubmatch(m[1], -1) {
			n, _ := strconv.Atoi(r[1])
			b.WriteString(s.objects[n] + "\n")
		}
	}
	return b.String()
}
