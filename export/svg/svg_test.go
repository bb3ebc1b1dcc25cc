package svg_test

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"strings"
	"testing"

	"throughline/export/page"
	"throughline/export/page/pagetest"
	"throughline/export/svg"
)

// An image is well-formed, says what it shows, and has a path for each shape and each text, the letters as outlines.
func TestAPageIsWrittenAsShapes(t *testing.T) {
	t.Parallel()
	f := pagetest.Fonts(t)
	p := &page.Page{Size: page.Size{W: 120, H: 80}}
	p.FillRect(page.Rect{X: 10, Y: 10, W: 30, H: 50}, page.Hex(0x12355B))
	p.StrokeLine(10, 60, 110, 60, page.Stroke{Color: page.Hex(0xB42318), Width: 0.75, Dash: []float64{2, 1.5}})
	p.Text(12, 70, f.Run("A & B", page.Style{Size: 8, Color: page.Hex(0x1B2430)}), page.Left)
	var out bytes.Buffer
	if err := svg.Write(&out, p, f, "Costs fell < plan", "From 1 to 2."); err != nil {
		t.Fatal(err)
	}
	paths, words := 0, ""
	for d := xml.NewDecoder(bytes.NewReader(out.Bytes())); ; {
		tok, err := d.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatalf("%v in %s", err, out.String())
		}
		switch tok := tok.(type) {
		case xml.StartElement:
			if tok.Name.Local == "path" {
				paths++
			}
		case xml.CharData:
			words += string(tok)
		}
	}
	if paths != 3 || !strings.Contains(words, "Costs fell < plan") || !strings.Contains(words, "From 1 to 2.") {
		t.Errorf("%d paths, words %q", paths, words)
	}
	for _, want := range []string{`d="M10 10L40 10L40 60L10 60Z" fill="#12355b"`, `stroke-dasharray="2 1.5"`, `aria-label="A &amp; B"`, `viewBox="0 0 120 80"`} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("no %s in %s", want, out.String())
		}
	}
	var again bytes.Buffer
	if err := svg.Write(&again, p, f, "Costs fell < plan", "From 1 to 2."); err != nil || !bytes.Equal(out.Bytes(), again.Bytes()) {
		t.Error("the same page has other bytes")
	}
}
