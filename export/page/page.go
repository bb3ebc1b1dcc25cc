// Package page is a document as it will appear, independent of any device: pages that hold filled and stroked paths,
// shaped text at fixed places, links and bookmarks. Packages pdf and raster draw the same pages and decide nothing
// themselves, so what is seen is what is exported. It also holds what pages are measured with: the embedded fonts,
// shaping, line breaking, and the theme. It reads no files and knows nothing of briefs.
//
// Lengths are points (1/72 inch), the origin is the top left corner, and y grows downwards.
package page

import "time"

// Point is a place on a page.
type Point struct{ X, Y float64 }

// Rect is a box on a page.
type Rect struct{ X, Y, W, H float64 }

// Right returns the x of the right edge.
func (r Rect) Right() float64 { return r.X + r.W }

// Bottom returns the y of the lower edge.
func (r Rect) Bottom() float64 { return r.Y + r.H }

// Inset returns the box made smaller by dx on the left and right and by dy above and below.
func (r Rect) Inset(dx, dy float64) Rect { return Rect{r.X + dx, r.Y + dy, r.W - 2*dx, r.H - 2*dy} }

// Contains reports whether s lies within r, edges included, with a tolerance of a thousandth of a point.
func (r Rect) Contains(s Rect) bool {
	const eps = 1e-3
	return s.X >= r.X-eps && s.Y >= r.Y-eps && s.Right() <= r.Right()+eps && s.Bottom() <= r.Bottom()+eps
}

// Overlaps reports whether the two boxes share more than a thousandth of a point.
func (r Rect) Overlaps(s Rect) bool {
	const eps = 1e-3
	return r.X < s.Right()-eps && s.X < r.Right()-eps && r.Y < s.Bottom()-eps && s.Y < r.Bottom()-eps
}

// Size is the width and height of a page.
type Size struct{ W, H float64 }

// The papers (ISO 216 and ANSI), upright, in points.
var (
	A4     = Size{595.276, 841.89}
	Letter = Size{612, 792}
)

// MM is one millimetre in points.
const MM = 72 / 25.4

// Color is an opaque sRGB colour.
type Color struct{ R, G, B uint8 }

// Hex returns the colour of a 0xRRGGBB number.
func Hex(rgb uint32) Color { return Color{uint8(rgb >> 16), uint8(rgb >> 8), uint8(rgb)} }

// Op is something drawn: a Path, a Text or an Image, painted in the order of Page.Ops.
type Op interface{ isOp() }

// Verb is the kind of a path segment.
type Verb uint8

// The segment kinds. MoveTo and LineTo use the first point of a segment, CurveTo (a cubic Bézier) all three, Close none.
const (
	MoveTo Verb = iota
	LineTo
	CurveTo
	Close
)

// Seg is one segment of a path.
type Seg struct {
	Verb Verb
	P    [3]Point
}

// Stroke is how a path is outlined. Corners are mitred and ends are butt, or both are round.
type Stroke struct {
	Color Color
	Width float64
	Dash  []float64 // on and off lengths; empty is solid
	Round bool
}

// Path is an outline that is filled, stroked, or both. Filling follows the non-zero winding rule.
type Path struct {
	Segs   []Seg
	Fill   *Color
	Stroke *Stroke
}

// Text is a shaped run with its baseline's left end at At. Angle turns it counter-clockwise around At, in degrees.
type Text struct {
	At    Point
	Run   *Run
	Angle float64
	// Gap says that a blank follows in reading, though the run does not end in one: it ends a line between two words.
	Gap bool
	// Entry is the line of the brief's ledger, counted from 1, that the text or a part of it broken over lines prints; 0
	// for words.
	Entry int
}

func (*Path) isOp() {}
func (*Text) isOp() {}

// Link makes a box lead to an anchor of the document or, where Anchor is empty, to a web or mail address.
type Link struct {
	Box    Rect
	Anchor string
	URI    string
	// Words say where it leads, to somebody who does not see the page. Element is what it is in the document's structure.
	Words   string
	Element *Element
	After   int // how many operations were drawn when it was added
}

// Anchor is a named height on a page that links lead to.
type Anchor struct {
	Name string
	Y    float64
}

// Bookmark is an entry of the document's outline. Level 0 is the top.
type Bookmark struct {
	Title string
	Level int
	Y     float64
}

// Page is one page. The zero value but for Size is an empty page.
type Page struct {
	Size      Size
	Ops       []Op
	Links     []Link
	Anchors   []Anchor
	Bookmarks []Bookmark
	// Tags say what the operations mean, in the order of Ops: Begin and End write them, Marked reads them.
	Tags []Tag
	// Fonts are what its texts were shaped with; nil for the embedded ones.
	Fonts *Fonts
}

// Attachment is a file that travels inside a document.
type Attachment struct {
	Name     string   // without a folder
	Type     string   // a media type: "application/json"
	About    string   // what it is, for people
	Relation Relation // what it is to the document
	Data     []byte
}

// Relation is what an attachment is to the document that carries it. The values are those of ISO 19005-3, Annex E.
type Relation string

// The relations: what the document was made from, and what stands behind what it shows.
const (
	SourceOf Relation = "Source"
	DataOf   Relation = "Data"
)

// Document is what is written or shown. Date is what the file claims as its creation time; nothing here reads a clock.
type Document struct {
	Pages                            []*Page
	Title, Author, Subject, Language string
	Date                             time.Time
	Attachments                      []Attachment
}
