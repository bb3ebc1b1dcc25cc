package pdf_test

import (
	"bytes"
	"compress/zlib"
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
	if _, err := fmt.Sscanf(string(b[start:]), "xref\n0 %d\n", &count); err != nil {
		t.Fatalf("no table where startxref points: %v", err)
	}
	table := b[start+len(fmt.Sprintf("xref\n0 %d\n", count)):]
	for n := 1; n < count; n++ {
		entry := string(table[20*n : 20*n+20])
		offset, err := strconv.Atoi(entry[:10])
		if err != nil || entry[10:] != " 00000 n \n" {
			t.Fatalf("entry %d of the table is %q", n, entry)
		}
		s.object(n, b[offset:start])
	}
	s.trailer = string(table[20*count : bytes.Index(table, []byte("startxref"))])
	for n, o := range s.objects {
		for _, m := range reference.FindAllStringSubmatch(literal.ReplaceAllString(o, ""), -1) {
			if to, _ := strconv.Atoi(m[1]); s.objects[to] == "" {
				t.Errorf("object %d refers to object %d, which is not there", n, to)
			}
		}
	}
	return s
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
		z, err := zlib.NewReader(bytes.NewReader(data[:size]))
		if err != nil {
			s.t.Fatalf("stream %d: %v", n, err)
		}
		if s.streams[n], err = io.ReadAll(z); err != nil {
			s.t.Fatalf("stream %d: %v", n, err)
		}
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
