package pdf

import (
	"bytes"
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"throughline/export/page"
)

// finishPages ties the pages to their links and to the structure.
func (f *file) finishPages(pages []int, links [][]annotation) {
	for i, n := range pages {
		b := bytes.TrimSuffix(f.objects[n], []byte(">>"))
		b = fmt.Appendf(b, " /StructParents %d /Tabs /S", i)
		var annots []string
		for _, a := range links[i] {
			if a.number > 0 {
				annots = append(annots, fmt.Sprintf("%d 0 R", a.number))
			}
		}
		if len(annots) > 0 {
			b = fmt.Appendf(b, " /Annots [%s]", strings.Join(annots, " "))
		}
		f.objects[n] = append(b, ">>"...)
	}
}

// structure is the tree of elements while it is written.
type structure struct {
	file  *file
	pages []int
	links [][]annotation

	heights []float64   // of the pages
	content [][]int     // by page and marked content, the element it belongs to
	link    map[int]int // by key of the tree of parents, the element of a link
	notes   []int       // the elements that are notes
}

// addStructure adds the elements of the document and returns the number of their root.
func (f *file) addStructure(d *page.Document, pages []int, links [][]annotation) int {
	s := &structure{file: f, pages: pages, links: links, content: make([][]int, len(pages)), link: map[int]int{}}
	for _, p := range d.Pages {
		s.heights = append(s.heights, p.Size.H)
	}
	root, document := f.add(nil), f.add(nil)
	var kids []string
	for _, n := range d.Structure() {
		if k := s.element(n, document); k > 0 {
			kids = append(kids, fmt.Sprintf("%d 0 R", k))
		}
	}
	f.objects[document] = fmt.Appendf(nil, "<</Type /StructElem /S /Document /P %d 0 R /K [%s]>>", root, strings.Join(kids, " "))
	parents := s.parents()
	next := len(pages) + len(s.link)
	f.objects[root] = fmt.Appendf(nil, "<</Type /StructTreeRoot /K [%d 0 R] /ParentTree %d 0 R /ParentTreeNextKey %d%s>>",
		document, parents, next, s.noteNames())
	return root
}

// element adds an element with what is in it, and returns its number; 0 for one that holds nothing.
func (s *structure) element(n *page.Node, parent int) int {
	at := len(s.file.objects)
	number := s.file.add(nil)
	var kids []string
	role := string(n.Role)
	if n.Role == page.Reference {
		role = "Span" // a Link without a link would promise something
	}
	for _, k := range n.Kids {
		switch {
		case k.Node != nil:
			if kid := s.element(k.Node, number); kid > 0 {
				kids = append(kids, fmt.Sprintf("%d 0 R", kid))
			}
		case k.Content != nil:
			kids = append(kids, s.marked(k.Content, n.Page))
			s.own(k.Content, number)
		case k.Link != nil:
			if a := s.links[k.Link.Page][k.Link.Index]; a.number > 0 {
				role = string(n.Role)
				s.link[a.key] = number
				kids = append(kids, fmt.Sprintf("<</Type /OBJR /Obj %d 0 R /Pg %d 0 R>>", a.number, s.pages[k.Link.Page]))
			}
		}
	}
	if len(kids) == 0 {
		s.file.objects = s.file.objects[:at]
		return 0
	}
	s.file.objects[number] = fmt.Appendf(nil, "<</Type /StructElem /S /%s /P %d 0 R /Pg %d 0 R%s /K [%s]>>",
		role, parent, s.pages[n.Page], s.attributes(n, number), strings.Join(kids, " "))
	return number
}

// marked writes a stretch of content as an element's kid: its number alone where it is on the element's page.
func (s *structure) marked(c *page.Content, onPage int) string {
	if c.Page == onPage {
		return strconv.Itoa(c.ID)
	}
	return fmt.Sprintf("<</Type /MCR /Pg %d 0 R /MCID %d>>", s.pages[c.Page], c.ID)
}

// own keeps which element a stretch of content belongs to.
func (s *structure) own(c *page.Content, number int) {
	of := &s.content[c.Page]
	for len(*of) <= c.ID {
		*of = append(*of, 0)
	}
	(*of)[c.ID] = number
}

// attributes returns what an element says besides its words.
func (s *structure) attributes(n *page.Node, number int) string {
	switch n.Role {
	case page.Figure:
		h := s.heights[n.Page]
		b := []byte(" /Alt " + textString(page.Clean(n.Alt)) + " /A <</O /Layout /Placement /Block /BBox [")
		for _, v := range []float64{n.Box.X, h - n.Box.Bottom(), n.Box.Right(), h - n.Box.Y} {
			b = append(appendNum(b, v), ' ')
		}
		return string(append(b, "]>>"...))
	case page.HeadCell:
		return fmt.Sprintf(" /A <</O /Table /Scope /%s>>", cmp.Or(n.Scope, page.OfColumn))
	case page.List:
		if labelled(n) {
			return " /A <</O /List /ListNumbering /Decimal>>"
		}
	case page.Note:
		s.notes = append(s.notes, number)
		return fmt.Sprintf(" /ID (%s)", noteName(len(s.notes)))
	}
	return ""
}

// labelled reports whether the items of a list carry numbers.
func labelled(list *page.Node) bool {
	for _, item := range list.Kids {
		if item.Node == nil {
			continue
		}
		for _, k := range item.Node.Kids {
			if k.Node != nil && k.Node.Role == page.ListLabel {
				return true
			}
		}
	}
	return false
}

// parents adds the tree that leads from content and links back to their elements, and returns its number.
func (s *structure) parents() int {
	b := []byte("<</Nums [")
	for i, elements := range s.content {
		b = fmt.Appendf(b, "%d [", i)
		for _, n := range elements {
			b = fmt.Appendf(b, "%d 0 R ", n)
		}
		b = append(b, "] "...)
	}
	for _, key := range slices.Sorted(maps.Keys(s.link)) {
		b = fmt.Appendf(b, "%d %d 0 R ", key, s.link[key])
	}
	return s.file.add(append(b, "]>>"...))
}

// noteName is what a note is called in the file, where each must have a name; names sort as they are numbered.
func noteName(i int) string { return fmt.Sprintf("note-%04d", i) }

// noteNames returns the entry that leads from names to notes, or "" without any.
func (s *structure) noteNames() string {
	if len(s.notes) == 0 {
		return ""
	}
	b := []byte(" /IDTree <</Names [")
	for i, n := range s.notes {
		b = fmt.Appendf(b, "(%s) %d 0 R ", noteName(i+1), n)
	}
	return string(append(b, "]>>"...))
}
