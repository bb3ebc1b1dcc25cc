package pdf_test

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"math"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"throughline/app/fault"
	"throughline/export/page"
	"throughline/export/pdf"
)

var (
	ink  = page.Hex(0x1B2430)
	body = page.Style{Face: page.Regular, Size: 11.5, Color: ink}
	head = page.Style{Face: page.SemiBold, Size: 24, Color: ink}
	note = page.Style{Face: page.Italic, Size: 8, Color: page.Hex(0x5B6675)}
)

var sharedFonts = sync.OnceValues(page.NewFonts)

func fonts(t testing.TB) *page.Fonts {
	t.Helper()
	f, err := sharedFonts()
	if err != nil {
		t.Fatal(err)
	}
	return f
}

const prose = "The funnel leaks trial users at week two, −3.1\u00a0pp from July: Wave, Yearly, Today & To-do. " +
	"Ωmega, Δ and λ; Жук и чаща; naïve façade, Łódź; £5, €1.2\u00a0M, ¥9, ₹7; ±2 ≈ 3 (n\u00a0=\u00a040)."

// document is a document of two pages of different shapes with all that can be written.
func document(f *page.Fonts) *page.Document {
	first, second := &page.Page{Size: page.A4}, &page.Page{Size: page.Size{W: 960, H: 540}}
	y := first.Lines(42, 70, 28, f.Balance([]page.Span{{Text: "Usage-based nudges lifted trial conversion to 12.4%; fund the rollout", Style: head}}, 510))
	first.Lines(42, y, 15, f.Wrap([]page.Span{
		{Text: prose + " ", Style: body},
		{Text: "12.4%", Style: body, Anchor: "note-1"},
		{Text: " by ", Style: body},
		{Text: "the report", Style: body, URI: "https://example.com/q?a=(1)&b=2"},
	}, 300))
	first.FillRect(page.Rect{X: 350, Y: 300, W: 40, H: 90}, page.Hex(0x12355B))
	first.Path(page.RoundRectSegs(page.Rect{X: 340, Y: 290, W: 120, H: 110}, 6), nil,
		&page.Stroke{Color: ink, Width: 0.75, Dash: []float64{4, 3}})
	first.Bookmarks = []page.Bookmark{{Title: "Story", Y: 60}, {Title: "Context – Kontext", Level: 1, Y: 100}, {Title: "Evidence", Level: 1, Y: 200}}

	second.Lines(42, 300, 12, f.Wrap([]page.Span{{Text: "1 product-metrics.xlsx · Metrics · B4:M4", Style: note}}, 500))
	second.Anchors = []page.Anchor{{Name: "note-1", Y: 290}}
	second.Bookmarks = []page.Bookmark{{Title: "Sources 🚀", Y: 290}}
	second.Ops = append(second.Ops, &page.Text{At: page.Point{X: 30, Y: 400}, Run: f.Run("Turned label", body), Angle: 90})
	return &page.Document{
		Pages: []*page.Page{first, second}, Title: "Nudges (pilot) – Q3", Author: `Ann \ Product`, Subject: "Kurz & gut",
		Language: "en-GB", Date: time.Date(2026, 10, 31, 12, 0, 0, 0, time.FixedZone("", 3600)),
	}
}

func write(t testing.TB, d *page.Document) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := pdf.Write(&b, d, fonts(t)); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestTextIsWrittenWholeAndInOrder(t *testing.T) {
	t.Parallel()
	f := fonts(t)
	d := document(f)
	s := read(t, write(t, d))
	for i, p := range d.Pages {
		var want []string
		for _, op := range p.Ops {
			if txt, ok := op.(*page.Text); ok {
				said := txt.Run.Text
				if txt.Gap {
					said += " "
				}
				want = append(want, said)
			}
		}
		if diff := cmp.Diff(want, s.text(i)); diff != "" {
			t.Errorf("page %d (-want +got):\n%s", i+1, diff)
		}
	}
}

func TestKerningIsWritten(t *testing.T) {
	t.Parallel()
	f := fonts(t)
	p := &page.Page{Size: page.A4}
	run := f.Run("AVATAR", body)
	p.Text(50, 50, run, page.Left)
	content := read(t, write(t, &page.Document{Pages: []*page.Page{p}})).content(0)
	numbers := regexp.MustCompile(`>(-?[0-9.]+)`).FindAllStringSubmatch(content, -1)
	if len(numbers) == 0 {
		t.Fatalf("no kerning in %s", content)
	}
	// TJ numbers are thousandths of an em that the next character is moved to the left.
	apart, sum := 0.0, 0.0
	for _, r := range "AVATAR" {
		apart += f.Width(string(r), body)
	}
	for _, m := range numbers {
		v, err := strconv.ParseFloat(m[1], 64)
		if err != nil {
			t.Fatal(err)
		}
		sum += v
	}
	if got := apart - sum*body.Size/1000; math.Abs(got-run.Width) > 0.01 {
		t.Errorf("in the file AVATAR is %.2f points wide, on the page %.2f", got, run.Width)
	}
}

func TestShapesAreWrittenOnceAndBalanced(t *testing.T) {
	t.Parallel()
	p := &page.Page{Size: page.A4}
	for i := range 50 {
		p.FillRect(page.Rect{X: float64(i), Y: 10, W: 1, H: 1}, ink)
	}
	p.Path(page.RoundRectSegs(page.Rect{X: 10, Y: 20, W: 30, H: 40}, 5), &ink, &page.Stroke{Color: ink, Width: 2, Round: true})
	p.Path(nil, &ink, nil)
	p.Path(page.RectSegs(page.Rect{W: 1, H: 1}), nil, nil)
	content := read(t, write(t, &page.Document{Pages: []*page.Page{p}})).content(0)
	for op, want := range map[string]int{"rg": 1, "f": 50, "B": 1, "c": 4, "q": 0, "Q": 0, "n": 0} {
		if got := len(regexp.MustCompile(`(?m)(^| )`+op+`$`).FindAllString(content, -1)); got != want {
			t.Errorf("operator %s is there %d times, want %d", op, got, want)
		}
	}
	if !strings.Contains(content, "35 821.89 m") && !strings.Contains(content, "15 821.89 m") {
		t.Errorf("the box does not begin 20 points under the top:\n%s", content)
	}
}

func TestOnlyUsedFacesAreEmbedded(t *testing.T) {
	t.Parallel()
	f := fonts(t)
	p := &page.Page{Size: page.A4}
	bare := write(t, &page.Document{Pages: []*page.Page{p}})
	if read(t, bare).find("/FontFile2") != "" {
		t.Error("a page without text carries a font")
	}
	p.Text(50, 50, f.Run("Italic only", note), page.Left)
	b := write(t, &page.Document{Pages: []*page.Page{p}})
	names := regexp.MustCompile(`/FontName /([A-Za-z0-9+-]+)`).FindAllStringSubmatch(fmt.Sprint(read(t, b).objects), -1)
	if len(names) != 1 || !regexp.MustCompile(`^[A-Z]{6}\+SourceSans3-Italic$`).MatchString(names[0][1]) {
		t.Errorf("fonts: %s", names)
	}
	if len(b) > 16<<10 {
		t.Errorf("a line of text takes %d bytes", len(b))
	}
}

func TestInformationAndOutline(t *testing.T) {
	t.Parallel()
	s := read(t, write(t, document(fonts(t))))
	info := s.find("/Producer")
	for _, want := range []string{
		"/Producer (Throughline)", "/CreationDate (D:20261031110000Z)", "/ModDate (D:20261031110000Z)",
		`/Author (Ann \\ Product)`, "/Subject (Kurz & gut)", "/Title <FEFF004E", // UTF-16 for the dash
	} {
		if !strings.Contains(info, want) {
			t.Errorf("information lacks %s: %s", want, info)
		}
	}
	catalog := s.find("/Type /Catalog")
	for _, want := range []string{"/Lang (en-GB)", "/DisplayDocTitle true", "/PageMode /UseOutlines"} {
		if !strings.Contains(catalog, want) {
			t.Errorf("catalog lacks %s: %s", want, catalog)
		}
	}
	if root := s.find("/Type /Outlines"); !strings.Contains(root, "/Count 4") {
		t.Errorf("outline: %s", root)
	}
	pages := s.pages()
	for _, item := range []struct{ title, dest string }{
		{"(Story)", fmt.Sprintf("/Dest [%d 0 R /XYZ 0 781.89 null]", pages[0])},
		{"(Evidence)", fmt.Sprintf("/Dest [%d 0 R /XYZ 0 641.89 null]", pages[0])},
		{"D83DDE80>", fmt.Sprintf("/Dest [%d 0 R /XYZ 0 250 null]", pages[1])}, // its own page's height, not the first's
	} {
		if got := s.find("/Title " + item.title); item.title[0] == '(' && !strings.Contains(got, item.dest) {
			t.Errorf("bookmark %s: %s, want %s", item.title, got, item.dest)
		}
		if got := s.find(item.title); !strings.Contains(got, item.dest) {
			t.Errorf("bookmark %s: %s, want %s", item.title, got, item.dest)
		}
	}
	if !strings.Contains(s.trailer, "/ID [<") {
		t.Errorf("trailer: %s", s.trailer)
	}
}

func TestBookmarksOfAnyLevelMakeATree(t *testing.T) {
	t.Parallel()
	p := &page.Page{Size: page.A4}
	for _, level := range []int{3, 0, 2, 2, 1, -4, 1, 5} {
		p.Bookmarks = append(p.Bookmarks, page.Bookmark{Title: "b", Level: level})
	}
	s := read(t, write(t, &page.Document{Pages: []*page.Page{p}}))
	if got := strings.Count(fmt.Sprint(s.objects), "/Title (b)"); got != 8 {
		t.Errorf("%d bookmarks of 8", got)
	}
	if catalog := s.find("/Type /Catalog"); strings.Contains(catalog, "/PageMode") {
		t.Error("one page opens with the outline beside it")
	}
}

func TestLinksLeadWhereTheyMay(t *testing.T) {
	t.Parallel()
	f := fonts(t)
	d := document(f)
	d.Pages[0].Links = append(d.Pages[0].Links,
		page.Link{URI: "javascript:alert(1)"}, page.Link{URI: "file:///etc/passwd"}, page.Link{URI: "//host"}, page.Link{URI: "http://"},
		page.Link{URI: ""}, page.Link{URI: "%zz"}, page.Link{URI: " mailto:ann@example.com "}, page.Link{URI: "HTTPS://example.com/a b"})
	s := read(t, write(t, d))
	first := s.links(0)
	var uris []string
	for _, m := range regexp.MustCompile(`/URI (\((?:[^()\\]|\\.)*\))`).FindAllStringSubmatch(first, -1) {
		uris = append(uris, m[1])
	}
	want := []string{`(https://example.com/q?a=\(1\)&b=2)`, "(mailto:ann@example.com)", "(https://example.com/a%20b)"}
	if diff := cmp.Diff(want, uris); diff != "" {
		t.Errorf("addresses (-want +got):\n%s", diff)
	}
	if dest := fmt.Sprintf("/Dest [%d 0 R /XYZ 0 250 null]", s.pages()[1]); !strings.Contains(first, dest) {
		t.Errorf("no link with %s in %s", dest, first)
	}
	if links, printed := strings.Count(first, "/Subtype /Link"), strings.Count(first, "/F 4 "); links != 4 || printed != 4 {
		t.Errorf("%d links, %d of them printed, want 4", links, printed)
	}
}

func TestSameInputSameBytes(t *testing.T) {
	t.Parallel()
	want := write(t, document(fonts(t)))
	for range 20 {
		if !bytes.Equal(want, write(t, document(fonts(t)))) {
			t.Fatal("the bytes changed")
		}
	}
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			own, err := page.NewFonts()
			if err != nil {
				t.Error(err)
				return
			}
			var b bytes.Buffer
			if err := pdf.Write(&b, document(own), own); err != nil || !bytes.Equal(want, b.Bytes()) {
				t.Errorf("the bytes changed in another goroutine (%v)", err)
			}
		})
	}
	wg.Wait()
	other := document(fonts(t))
	other.Title += "."
	if bytes.Equal(want, write(t, other)) {
		t.Error("another title gave the same bytes")
	}
}

func TestWhatCannotBeWrittenIsAnError(t *testing.T) {
	t.Parallel()
	f := fonts(t)
	with := func(change func(*page.Page)) *page.Document {
		p := &page.Page{Size: page.A4}
		p.Text(50, 50, f.Run("Good text", body), page.Left)
		change(p)
		return &page.Document{Pages: []*page.Page{{Size: page.A4}, p}}
	}
	for _, tt := range []struct {
		name      string
		doc       *page.Document
		want      string
		explained bool
	}{
		{"no pages", &page.Document{}, "no pages", false},
		{
			"an emoji", with(func(p *page.Page) { p.Text(1, 1, f.Run("up 🚀 👍", body), page.Left) }),
			"Page 2 has the character “🚀” (U+1F680), which the program’s fonts cannot draw. Remove it or put it in words.", true,
		},
		{"another script", with(func(p *page.Page) { p.Text(1, 1, f.Run("売上", body), page.Left) }), "“売” (U+58F2)", true},
		{"a link to nowhere", with(func(p *page.Page) { p.Links = []page.Link{{Anchor: "note-9"}} }), `link to "note-9"`, false},
		{"a shape that is not a number", with(func(p *page.Page) { p.FillRect(page.Rect{X: math.NaN(), W: 1, H: 1}, ink) }), "not a number", false},
		{"a text at infinity", with(func(p *page.Page) { p.Text(math.Inf(1), 1, f.Run("x", body), page.Left) }), "not a number", false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			var b bytes.Buffer
			err := pdf.Write(&b, tt.doc, f)
			if err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Fatalf("error %v, want %q", err, tt.want)
			}
			var explained *fault.Error
			if errors.As(err, &explained) != tt.explained {
				t.Errorf("explained is %v, want %v", !tt.explained, tt.explained)
			}
			if b.Len() > 0 {
				t.Errorf("%d bytes were written", b.Len())
			}
		})
	}
}

type brokenWriter struct{}

func (brokenWriter) Write([]byte) (int, error) { return 0, io.ErrShortWrite }

func TestAWriterThatFails(t *testing.T) {
	t.Parallel()
	if err := pdf.Write(brokenWriter{}, document(fonts(t)), fonts(t)); !errors.Is(err, io.ErrShortWrite) {
		t.Errorf("error %v", err)
	}
}

func FuzzExportText(f *testing.F) {
	for _, s := range []string{
		"", " ", prose, "abc\xe2\x82", "\xff", "caf\xe9", "🚀", "\U00010000", "a)b\\(c\r", "e\u0301\u200d", "%PDF\nendobj\nstream\n",
		"\ufffe\uffff", "<</Type /Font /Border [0 0 0] ", "{nb}",
	} {
		f.Add(s)
	}
	face, err := page.NewFonts()
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, s string) {
		p := &page.Page{Size: page.A4}
		run := face.Run(s, body)
		p.Text(50, 50, run, page.Left)
		p.Bookmarks = []page.Bookmark{{Title: s}}
		p.Links = []page.Link{{URI: s}, {URI: "https://example.com/" + s}}
		d := &page.Document{Pages: []*page.Page{p}, Title: s, Author: s, Language: s}
		var b bytes.Buffer
		if err := pdf.Write(&b, d, face); err != nil {
			missing := face.Missing(s)
			if len(missing) == 0 || !strings.Contains(err.Error(), fmt.Sprintf("U+%04X", missing[0])) {
				t.Fatalf("%q: %v", s, err)
			}
			return
		}
		var want []string
		if clean := page.Clean(s); clean != "" {
			want = []string{clean}
		}
		if diff := cmp.Diff(want, read(t, b.Bytes()).text(0)); diff != "" {
			t.Errorf("text (-want +got):\n%s", diff)
		}
	})
}

func BenchmarkWrite(b *testing.B) {
	f := fonts(b)
	d := document(f)
	d.Pages = d.Pages[:1]
	d.Pages[0].Anchors = []page.Anchor{{Name: "note-1", Y: 700}}
	y := 450.0
	for range 4 { // a full page: about 400 words in three faces
		y = d.Pages[0].Lines(42, y, 11, f.Wrap([]page.Span{{Text: prose, Style: note}, {Text: prose, Style: body}}, 510)) + 6
	}
	for b.Loop() {
		if err := pdf.Write(io.Discard, d, f); err != nil {
			b.Fatal(err)
		}
	}
}
