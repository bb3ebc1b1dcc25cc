package page

import "slices"

// Role says what a part of a document is to somebody who does not see it. The values are the standard structure types of
// ISO 32000-1, 14.8.4, so that a PDF needs no map from ours to theirs.
type Role string

// The roles. Artifact is what a reader who does not see the page misses nothing by: page numbers, rules, ornaments.
const (
	H1         Role = "H1"
	H2         Role = "H2"
	H3         Role = "H3"
	Paragraph  Role = "P"
	List       Role = "L"
	ListItem   Role = "LI"
	ListLabel  Role = "Lbl"
	ListBody   Role = "LBody"
	BlockQuote Role = "BlockQuote"
	Note       Role = "Note"
	Figure     Role = "Figure"
	Table      Role = "Table"
	Row        Role = "TR"
	HeadCell   Role = "TH"
	Cell       Role = "TD"
	Reference  Role = "Link"
	Artifact   Role = "Artifact"
)

// Scope says which cells a HeadCell is the head of.
type Scope string

// The scopes.
const (
	OfColumn Scope = "Column"
	OfRow    Scope = "Row"
)

// Element is a part of a document that means something: a heading, a paragraph, a chart. Elements form a tree, and the
// order in which their first strokes are drawn is the order in which they are read.
type Element struct {
	Role   Role
	Parent *Element // nil at the top
	Alt    string   // of a Figure: what it shows, in words
	Box    Rect     // of a Figure: where it stands on its page
	Scope  Scope    // of a HeadCell
	// Field names what the element prints in the terms of whoever laid the page out, for a way back from the page to it.
	Field string
}

// Within reports whether the element, or one that it is part of, has the role.
func (e *Element) Within(r Role) bool {
	for ; e != nil; e = e.Parent {
		if e.Role == r {
			return true
		}
	}
	return false
}

// Tag says that the operations of a page from number From on, up to the next tag, are part of an element; of none where it
// is nil.
type Tag struct {
	From    int
	Element *Element
}

// open returns the element that what is drawn now becomes part of, or nil.
func (p *Page) open() *Element {
	if n := len(p.Tags); n > 0 {
		return p.Tags[n-1].Element
	}
	return nil
}

// Begin opens an element inside the one that is open: what is drawn from now on is part of it, until End. An element that
// draws nothing is not part of the document.
func (p *Page) Begin(r Role) *Element {
	e := &Element{Role: r, Parent: p.open()}
	p.turn(e)
	return e
}

// Continue opens an element that was begun on an earlier page, such as a table that runs on, until End.
func (p *Page) Continue(e *Element) { p.turn(e) }

// End closes the element that is open and returns to the one around it.
func (p *Page) End() {
	if e := p.open(); e != nil {
		p.turn(e.Parent)
	}
}

// turn notes that what is drawn from now on is part of e.
func (p *Page) turn(e *Element) {
	if n := len(p.Tags); n > 0 && p.Tags[n-1].From == len(p.Ops) {
		p.Tags[n-1].Element = e // nothing was drawn since: the last tag says nothing
		return
	}
	p.Tags = append(p.Tags, Tag{From: len(p.Ops), Element: e})
}

// As draws as an element: it begins one, calls draw, and ends it.
func (p *Page) As(r Role, draw func()) *Element {
	e := p.Begin(r)
	draw()
	p.End()
	return e
}

// Link adds a link as a part of the element that is open, or as a paragraph of its own.
func (p *Page) Link(l Link) {
	in := p.open()
	if in == nil {
		in = &Element{Role: Paragraph}
	}
	l.Element = &Element{Role: Reference, Parent: in}
	l.After = len(p.Ops)
	p.Links = append(p.Links, l)
}

// TextLink draws a run like Text, as a link; the box is the run's.
func (p *Page) TextLink(x, y float64, run *Run, a Align, l Link) Rect {
	l.Element = p.Begin(Reference)
	l.Box = p.Text(x, y, run, a)
	p.End()
	l.After = len(p.Ops)
	p.Links = append(p.Links, l)
	return l.Box
}

// Marked is a stretch of a page's operations, From up to but not including To, that belong to one element. Element is nil
// for an artifact.
type Marked struct {
	Element  *Element
	From, To int
}

// owners returns the element of each operation as it was open when that was drawn.
func (p *Page) owners() []*Element {
	out := make([]*Element, len(p.Ops))
	for i, t := range p.Tags {
		to := len(p.Ops)
		if i+1 < len(p.Tags) {
			to = min(to, p.Tags[i+1].From)
		}
		for k := t.From; k < to; k++ {
			out[k] = t.Element
		}
	}
	return out
}

// Marked returns the operations of the page cut into stretches of one element each. Shapes are furniture, wherever they are
// drawn, but for those of a Figure: a rule under a headline or the ground of a box says nothing that its words do not.
func (p *Page) Marked() []Marked {
	var out []Marked
	for i, e := range p.owners() {
		if _, shape := p.Ops[i].(*Path); e.Within(Artifact) || shape && !e.Within(Figure) {
			e = nil
		}
		if n := len(out); n > 0 && out[n-1].Element == e {
			out[n-1].To = i + 1
			continue
		}
		out = append(out, Marked{Element: e, From: i, To: i + 1})
	}
	return out
}

// Untagged returns the texts of the page that no element was open for, not even Artifact: a mistake in the layout, as
// nobody can say what they are.
func (p *Page) Untagged() []*Text {
	var out []*Text
	for i, e := range p.owners() {
		if t, ok := p.Ops[i].(*Text); ok && e == nil {
			out = append(out, t)
		}
	}
	return out
}

// Node is an element in its place in the document, with what it is made of in reading order.
type Node struct {
	*Element
	// Role is the element's, but for a heading that would leave out a level: it takes the one below the heading before, so
	// that a document without a headline does not begin with its second level.
	Role Role
	Page int // the page that it begins on, counted from 0
	Kids []Part
}

// Part is a piece of a Node: a Node inside it, a stretch of operations, or a link.
type Part struct {
	Node    *Node
	Content *Content
	Link    *LinkPart
}

// Content is a stretch of operations of a page. ID is its number among the stretches of its page that are no artifacts.
type Content struct{ Page, ID, From, To int }

// LinkPart is a link, by the number of its page and its number on it.
type LinkPart struct{ Page, Index int }

// Structure returns the document as somebody reads it who does not see it: a tree in reading order.
func (d *Document) Structure() []*Node {
	t := &tree{nodes: map[*Element]*Node{}}
	for i, p := range d.Pages {
		t.page(i, p)
	}
	return t.top
}

// tree is a structure while it is collected.
type tree struct {
	nodes map[*Element]*Node
	top   []*Node
	level int // of the last heading
}

var headings = []Role{H1, H2, H3}

// roleOf returns the role of an element that is read next.
func (t *tree) roleOf(e *Element) Role {
	level := slices.Index(headings, e.Role)
	if level < 0 {
		return e.Role
	}
	level = min(level, t.level)
	t.level = level + 1
	return headings[level]
}

func (t *tree) page(i int, p *Page) {
	links := make([]int, len(p.Links))
	for k := range links {
		links[k] = k
	}
	slices.SortStableFunc(links, func(a, b int) int { return p.Links[a].After - p.Links[b].After })
	link := func(upTo int) {
		for len(links) > 0 && p.Links[links[0]].After <= upTo {
			k := links[0]
			links = links[1:]
			if e := p.Links[k].Element; e != nil && !e.Within(Artifact) {
				n := t.node(i, e)
				n.Kids = append(n.Kids, Part{Link: &LinkPart{i, k}})
			}
		}
	}
	id := 0
	for _, m := range p.Marked() {
		if m.Element == nil {
			continue
		}
		link(m.From)
		n := t.node(i, m.Element)
		n.Kids = append(n.Kids, Part{Content: &Content{Page: i, ID: id, From: m.From, To: m.To}})
		id++
	}
	link(len(p.Ops))
}

// node returns the node of an element. A new one takes its place after everything its parent has until now.
func (t *tree) node(page int, e *Element) *Node {
	if n := t.nodes[e]; n != nil {
		return n
	}
	n := &Node{Element: e, Page: page}
	t.nodes[e] = n
	if e.Parent == nil {
		t.top = append(t.top, n)
	} else {
		up := t.node(page, e.Parent)
		up.Kids = append(up.Kids, Part{Node: n})
	}
	n.Role = t.roleOf(e)
	return n
}
