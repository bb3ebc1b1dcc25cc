// Package verify makes a finished PDF answer for its numbers. On export it writes down what a brief prints, figure by figure
// and word by word, with the values behind it, as a file that travels inside the PDF. Later it reads a PDF back, computes
// every figure again, and compares what stands on paper with what should: see PDF and Report.Against. It is the only
// importer of pdfcpu, with which it reads and never writes. It knows neither workbooks nor the window, and reads no files.
//
// What it can prove: that a reader sees what was exported, letter by letter as the fonts draw them, in their ink and place,
// with every area, line and picture, and is told the same by links, bookmarks, titles, descriptions and attachments; that
// every figure follows from the values that travel with it; and, with the workbook, that these are the workbook's. What it
// cannot: a forger who changes the page, the ledger and the values alike makes a PDF that agrees with itself, and only the
// workbook tells. Nor does it look at the order and the roles in which the parts of a page are read aloud, and of a file
// that another program wrote again it compares what that left of it; see Report.Again.
package verify

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"
	"unicode"

	"throughline/app/brief"
	"throughline/app/figure"
	"throughline/app/metric"
	"throughline/export/page"
)

// FileName is what the record is called inside a PDF.
const FileName = "throughline.json"

// Version is the version of the record that this program writes.
const Version = 1

// Record is what travels inside a PDF.
type Record struct {
	Version  int           `json:"version"`
	Settings Settings      `json:"settings"`
	Ledger   figure.Ledger `json:"ledger"`
	// Metrics are those the ledger speaks of, with all their values, and Recipes say how the tables they came from were
	// read, by the ID of the ledger's source.
	Metrics []*metric.Metric        `json:"metrics"`
	Recipes map[string]brief.Recipe `json:"recipes"`
	Pages   []Page                  `json:"pages"`
	// Letters are what the letters of its fonts look like, and Document what it says besides its pages. Records of earlier
	// versions have neither, nor shapes.
	Letters  []Letters `json:"letters,omitempty"`
	Document *Document `json:"document,omitempty"`
}

// Letters are the characters that a document draws in one face, and a digest of the look of each, four bytes long, in the
// same order.
type Letters struct {
	Characters string `json:"characters"`
	Looks      []byte `json:"looks"`
}

// Document is what a document says besides its pages.
type Document struct {
	Title     string   `json:"title"`
	Author    string   `json:"author,omitempty"`
	Subject   string   `json:"subject,omitempty"`
	Bookmarks []string `json:"bookmarks,omitempty"` // each behind its level: "1 Evidence"
	Files     []string `json:"files,omitempty"`     // attached besides the record
}

// Settings are the ones of the brief that change how numbers are read and printed.
type Settings struct {
	Locale   string `json:"locale"`
	Currency string `json:"currency"`
}

// Page is what one page prints: its texts in the order they are drawn, and what its figures say to those who do not see
// them.
type Page struct {
	W     float64   `json:"w"`
	H     float64   `json:"h"`
	Texts []Printed `json:"texts"`
	Alts  []string  `json:"alts,omitempty"`
	// Pictures are the digests of its pictures, in the order in which they are drawn.
	Pictures []string `json:"pictures,omitempty"`
	// Shapes are the areas and lines that it draws, in their order; nil where the record is of an earlier version. Links are
	// what its links say, each with the address that it leads to outside of the document.
	Shapes []Shape  `json:"shapes"`
	Links  []string `json:"links,omitempty"`
}

// Printed is one text on a page, with its baseline's left end in points from the page's top left corner.
type Printed struct {
	X     float64     `json:"x"`
	Y     float64     `json:"y"`
	Text  string      `json:"t"`
	Place brief.Place `json:"p,omitempty"` // the field of the brief it belongs to
	Entry int         `json:"n,omitempty"` // the line of the ledger, from 1, that it prints or is a part of
	// Size, Colour and Turn are how it looks, in points, as "12355b" and in degrees; a record of an earlier version has a
	// size of 0. Reach is how far to the right of its start the last letter that is no blank begins.
	Size   float64 `json:"s,omitempty"`
	Colour string  `json:"c,omitempty"`
	Turn   float64 `json:"a,omitempty"`
	Reach  float64 `json:"r,omitempty"`
}

// New writes down what a brief prints. The document is the brief laid out in some fonts, and the ledger what was resolved
// for it.
func New(b *brief.Brief, d *page.Document, l figure.Ledger, fonts *page.Fonts) *Record {
	r := &Record{
		Version: Version, Settings: Settings{Locale: b.Settings.Locale, Currency: b.Settings.Currency}, Ledger: l,
		Metrics: []*metric.Metric{}, Recipes: map[string]brief.Recipe{}, Pages: []Page{},
	}
	used := usedBy(l)
	for _, m := range b.Metrics {
		if used.holds(m) {
			own := m.Clone()
			own.Definition, own.Owner = "", "" // what it means is printed where it is meant to be read
			r.Metrics = append(r.Metrics, own)
		}
	}
	for _, s := range l.Sources {
		if src := b.Source(s.ID); src != nil {
			r.Recipes[s.ID] = src.Recipe
		}
	}
	for _, p := range d.Pages {
		r.Pages = append(r.Pages, printedOn(p))
	}
	for _, n := range d.Structure() {
		r.figures(n)
	}
	r.Letters = lettersOf(d, fonts)
	r.Document = documentOf(d)
	return r
}

// documentOf returns what a document says besides its pages.
func documentOf(d *page.Document) *Document {
	out := &Document{Title: page.Clean(d.Title), Author: page.Clean(d.Author), Subject: page.Clean(d.Subject)}
	depth := 0 // how many levels are open, as one that is left out is closed up
	for _, p := range d.Pages {
		for _, m := range p.Bookmarks {
			level := max(0, min(m.Level, depth))
			depth = level + 1
			out.Bookmarks = append(out.Bookmarks, bookmarkSaid(page.Clean(m.Title), level))
		}
	}
	for _, a := range d.Attachments {
		out.Files = append(out.Files, fileSaid(a.Name, a.Data))
	}
	return out
}

// bookmarkSaid writes a bookmark with its level.
func bookmarkSaid(title string, level int) string { return fmt.Sprintf("%d %s", level, title) }

// linkSaid writes what a link says, and behind it the address that it leads to outside of the document.
func linkSaid(words, address string) string {
	if address == "" {
		return words
	}
	return words + " → " + address
}

// lettersOf returns what the letters of a document look like, by the faces that it uses.
func lettersOf(d *page.Document, fonts *page.Fonts) []Letters {
	used := map[page.Face]map[rune]uint16{}
	for _, p := range d.Pages {
		for _, op := range p.Ops {
			t, ok := op.(*page.Text)
			if !ok {
				continue
			}
			for _, g := range t.Run.Glyphs {
				if used[g.Face] == nil {
					used[g.Face] = map[rune]uint16{}
				}
				used[g.Face][g.Rune] = uint16(g.ID)
			}
		}
	}
	for style := page.Regular; style <= page.Serif; style++ { // to tell which digit took the place of another
		for _, g := range fonts.Run("0123456789", page.Style{Face: style}).Glyphs {
			if runes := used[g.Face]; runes != nil {
				runes[g.Rune] = uint16(g.ID)
			}
		}
	}
	var out []Letters
	for _, face := range slices.Sorted(maps.Keys(used)) {
		o, runes := readOutlines(fonts.Data(face)), used[face]
		l := Letters{}
		for _, r := range slices.Sorted(maps.Keys(runes)) {
			l.Characters += string(r)
			l.Looks = binary.BigEndian.AppendUint32(l.Looks, uint32(o.drawn(runes[r])))
		}
		out = append(out, l)
	}
	return out
}

// usage is what the lines of a ledger were made of: the metrics they name, and the cells their values are in, which a total
// over several metrics does not name.
type usage struct {
	names map[string]bool
	cells map[address]bool
}

func usedBy(l figure.Ledger) usage {
	u := usage{map[string]bool{}, map[address]bool{}}
	for _, e := range l.Entries {
		u.names[strings.ToLower(e.Metric)] = true
		for _, t := range e.Terms {
			u.cells[addressOf(t)] = true
		}
	}
	return u
}

// holds reports whether a metric was used.
func (u usage) holds(m *metric.Metric) bool {
	if u.names[strings.ToLower(m.Name)] {
		return true
	}
	for at := range valuesOf([]*metric.Metric{m}) {
		if u.cells[at] {
			return true
		}
	}
	return false
}

// figures keeps what the figures in a part of the document say to those who do not see them.
func (r *Record) figures(n *page.Node) {
	if n.Role == page.Figure {
		p := &r.Pages[n.Page]
		p.Alts = append(p.Alts, page.Clean(n.Alt))
	}
	for _, k := range n.Kids {
		if k.Node != nil {
			r.figures(k.Node)
		}
	}
}

func printedOn(p *page.Page) Page {
	out := Page{W: tenths(p.Size.W), H: tenths(p.Size.H), Texts: []Printed{}, Shapes: []Shape{}}
	owners := make([]*page.Element, len(p.Ops))
	for _, m := range p.Marked() {
		for i := m.From; i < m.To; i++ {
			owners[i] = m.Element
		}
	}
	for i, op := range p.Ops {
		if m, ok := op.(*page.Image); ok {
			out.Pictures = append(out.Pictures, m.Picture.Digest)
		}
		if q, ok := op.(*page.Path); ok {
			out.Shapes = append(out.Shapes, shapesOf(q, placeOf(owners[i]))...)
		}
		t, ok := op.(*page.Text)
		if !ok || len(t.Run.Glyphs) == 0 {
			continue
		}
		var b strings.Builder
		reach := 0.0
		for _, g := range t.Run.Glyphs {
			b.WriteRune(g.Rune)
			if !unicode.IsSpace(g.Rune) {
				reach = g.X * t.Run.Style.Size
			}
		}
		if t.Gap {
			b.WriteByte(' ')
		}
		out.Texts = append(out.Texts, Printed{
			X: tenths(t.At.X), Y: tenths(t.At.Y), Text: b.String(), Place: placeOf(owners[i]), Entry: t.Entry,
			Size: hundredths(t.Run.Style.Size), Colour: colourText(inkOf(t.Run.Style.Color)), Turn: hundredths(t.Angle), Reach: tenths(reach),
		})
	}
	for _, l := range p.Links {
		out.Links = append(out.Links, linkSaid(page.Clean(l.Words), l.URI))
	}
	return out
}

// placeOf returns the field that an element, or one around it, prints.
func placeOf(e *page.Element) brief.Place {
	for ; e != nil; e = e.Parent {
		if e.Field != "" {
			return brief.Place(e.Field)
		}
	}
	return ""
}

func tenths(v float64) float64 { return math.Round(v*10) / 10 }

func hundredths(v float64) float64 { return math.Round(v*100) / 100 }

func inkOf(c page.Color) ink { return ink{r: c.R, g: c.G, b: c.B} }

// colourText writes a colour as six hexadecimal digits.
func colourText(k ink) string { return fmt.Sprintf("%02x%02x%02x", k.r, k.g, k.b) }

// sealed is the form of the file: the record and a digest of its characters, so that one which was edited is not taken for
// what was exported. It is no signature: who edits the record can make a new digest.
type sealed struct {
	SHA256 string          `json:"sha256"`
	Record json.RawMessage `json:"record"`
}

// Encode writes the record as it travels.
func (r *Record) Encode() ([]byte, error) {
	body, err := json.Marshal(r)
	if err != nil {
		return nil, fmt.Errorf("encode the ledger: %w", err)
	}
	out, err := json.Marshal(sealed{SHA256: digest(body), Record: body})
	if err != nil {
		return nil, fmt.Errorf("encode the ledger: %w", err)
	}
	return out, nil
}

// decode reads a record, and reports whether it is as it was written.
func decode(data []byte) (r *Record, intact bool, err error) {
	var s sealed
	if err := json.Unmarshal(data, &s); err != nil {
		return nil, false, fmt.Errorf("decode the ledger: %w", err)
	}
	r = &Record{}
	dec := json.NewDecoder(bytes.NewReader(s.Record))
	if err := dec.Decode(r); err != nil {
		return nil, false, fmt.Errorf("decode the ledger: %w", err)
	}
	return r, digest(s.Record) == s.SHA256, nil
}

func digest(b []byte) string {
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:])
}

// Attachment returns the record as a file for the PDF.
func (r *Record) Attachment() (page.Attachment, error) {
	data, err := r.Encode()
	return page.Attachment{
		Name: FileName, Type: "application/json", Relation: page.DataOf, Data: data,
		About: "Every number of this brief with its source, cell and value, for throughline verify",
	}, err
}
