// Package svg writes a page as an SVG image, for slides and web pages that a chart is put on: the same paths that package
// pdf writes, and letters as their outlines, so that it looks the same where the fonts are not there. It lays out nothing.
package svg

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"math"
	"strconv"

	"github.com/go-text/typesetting/font/opentype"

	"throughline/export/page"
)

// Write writes the page. title and about are what it is called and what it says to those who do not see it. Pictures are
// left out: a chart has none.
func Write(w io.Writer, p *page.Page, f *page.Fonts, title, about string) error {
	s := &writer{fonts: f}
	fmt.Fprintf(&s.out, `<svg xmlns="http://www.w3.org/2000/svg" width="%spt" height="%spt" viewBox="0 0 %s %s" role="img" aria-labelledby="title about">`+"\n",
		number(p.Size.W), number(p.Size.H), number(p.Size.W), number(p.Size.H))
	s.element("title", title)
	s.element("desc", about)
	for _, op := range p.Ops {
		switch op := op.(type) {
		case *page.Path:
			s.path(op)
		case *page.Text:
			s.text(op)
		}
	}
	s.out.WriteString("</svg>\n")
	if _, err := w.Write(s.out.Bytes()); err != nil {
		return fmt.Errorf("write svg: %w", err)
	}
	return nil
}

type writer struct {
	out   bytes.Buffer
	fonts *page.Fonts
}

// ids are what the title and the description are called in the image.
var ids = map[string]string{"title": "title", "desc": "about"}

func (s *writer) element(name, text string) {
	fmt.Fprintf(&s.out, `<%s id="%s">%s</%s>`+"\n", name, ids[name], escaped(text), name)
}

func escaped(text string) string {
	var b bytes.Buffer
	_ = xml.EscapeText(&b, []byte(text)) // a buffer takes all
	return b.String()
}

// number writes a length with two decimals at most: finer than any screen shows.
func number(v float64) string { return strconv.FormatFloat(math.Round(v*100)/100, 'f', -1, 64) }

func color(c page.Color) string { return fmt.Sprintf("#%02x%02x%02x", c.R, c.G, c.B) }

// path writes one path, filled and stroked as on the page.
func (s *writer) path(p *page.Path) {
	if len(p.Segs) == 0 || p.Fill == nil && p.Stroke == nil {
		return
	}
	s.out.WriteString(`<path d="`)
	s.outline(p.Segs)
	fill := "none"
	if p.Fill != nil {
		fill = color(*p.Fill)
	}
	fmt.Fprintf(&s.out, `" fill="%s"`, fill)
	s.stroke(p.Stroke)
	s.out.WriteString("/>\n")
}

// outline writes the lines and curves that a path is made of.
func (s *writer) outline(segs []page.Seg) {
	for _, seg := range segs {
		switch seg.Verb {
		case page.MoveTo:
			s.points('M', seg.P[:1])
		case page.LineTo:
			s.points('L', seg.P[:1])
		case page.CurveTo:
			s.points('C', seg.P[:])
		case page.Close:
			s.out.WriteByte('Z')
		}
	}
}

// stroke writes how the outline of a path is drawn; nil where it is not.
func (s *writer) stroke(st *page.Stroke) {
	if st == nil {
		s.out.WriteString(` stroke="none"`)
		return
	}
	fmt.Fprintf(&s.out, ` stroke="%s" stroke-width="%s"`, color(st.Color), number(st.Width))
	if st.Round {
		s.out.WriteString(` stroke-linecap="round" stroke-linejoin="round"`)
	}
	for i, d := range st.Dash {
		if i == 0 {
			s.out.WriteString(` stroke-dasharray="` + number(d))
		} else {
			s.out.WriteString(" " + number(d))
		}
		if i == len(st.Dash)-1 {
			s.out.WriteByte('"')
		}
	}
}

func (s *writer) points(verb byte, points []page.Point) {
	s.out.WriteByte(verb)
	for i, q := range points {
		if i > 0 {
			s.out.WriteByte(' ')
		}
		s.out.WriteString(number(q.X) + " " + number(q.Y))
	}
}

// text writes a run as the outlines of its letters, with its words as a label.
func (s *writer) text(t *page.Text) {
	if len(t.Run.Glyphs) == 0 {
		return
	}
	fmt.Fprintf(&s.out, `<path aria-label="%s" fill="%s" stroke="none"`, escaped(t.Run.Text), color(t.Run.Style.Color))
	if t.Angle != 0 {
		fmt.Fprintf(&s.out, ` transform="rotate(%s %s %s)"`, number(-t.Angle), number(t.At.X), number(t.At.Y))
	}
	s.out.WriteString(` d="`)
	for _, g := range t.Run.Glyphs {
		segs, em, ok := s.fonts.Outline(g.Face, g.ID)
		if !ok {
			continue
		}
		k := t.Run.Style.Size * em // the units of the face in points
		at := func(p opentype.SegmentPoint) page.Point {
			return page.Point{X: t.At.X + g.X*t.Run.Style.Size + float64(p.X)*k, Y: t.At.Y - float64(p.Y)*k}
		}
		s.glyph(segs, at)
	}
	s.out.WriteString(`"/>` + "\n")
}

// glyph writes one outline; at places its points on the page.
func (s *writer) glyph(segs []opentype.Segment, at func(opentype.SegmentPoint) page.Point) {
	for i, seg := range segs {
		switch seg.Op {
		case opentype.SegmentOpMoveTo:
			if i > 0 {
				s.out.WriteByte('Z')
			}
			s.points('M', []page.Point{at(seg.Args[0])})
		case opentype.SegmentOpLineTo:
			s.points('L', []page.Point{at(seg.Args[0])})
		case opentype.SegmentOpQuadTo:
			s.points('Q', []page.Point{at(seg.Args[0]), at(seg.Args[1])})
		case opentype.SegmentOpCubeTo:
			s.points('C', []page.Point{at(seg.Args[0]), at(seg.Args[1]), at(seg.Args[2])})
		}
	}
	if len(segs) > 0 {
		s.out.WriteByte('Z')
	}
}
