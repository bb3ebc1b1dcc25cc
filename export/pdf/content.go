package pdf

import (
	"errors"
	"math"
	"strconv"

	"github.com/go-pdf/fpdf"

	"throughline/export/page"
)

var errNotFinite = errors.New("a coordinate is not a number")

// content writes the drawing of one page in PDF operators. fpdf's own drawing calls round to a hundredth of a point,
// repeat the colour for every shape and cannot kern; it is asked for the fonts only.
type content struct {
	pdf    *fpdf.Fpdf
	height float64 // to turn y upside down
	buf    []byte
	set    map[string]string // operator → operands last written, to write each change once
	bad    bool              // a coordinate was NaN or infinite
}

func newContent(pdf *fpdf.Fpdf, height float64) *content {
	return &content{pdf: pdf, height: height, set: map[string]string{}}
}

// flush hands what was written to fpdf.
func (c *content) flush() error {
	if c.bad {
		return errNotFinite
	}
	if n := len(c.buf); n > 0 {
		c.pdf.RawWriteStr(string(c.buf[:n-1])) // fpdf ends the line itself
		c.buf = c.buf[:0]
	}
	return c.pdf.Error()
}

// num appends a number with up to three decimals, which is a 72,000th of an inch.
func (c *content) num(v float64) {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		c.bad = true
		v = 0
	}
	c.buf = appendNum(c.buf, v)
	c.buf = append(c.buf, ' ')
}

// appendNum appends v with up to three decimals and no trailing zeros.
func appendNum(b []byte, v float64) []byte {
	v = math.Round(v*1000) / 1000
	if v == 0 {
		return append(b, '0') // never "-0"
	}
	return strconv.AppendFloat(b, v, 'f', -1, 64)
}

func (c *content) point(p page.Point) {
	c.num(p.X)
	c.num(c.height - p.Y)
}

func (c *content) op(s string) {
	c.buf = append(c.buf, s...)
	c.buf = append(c.buf, '\n')
}

// state writes an operator that changes the graphics state, unless the page is in that state already.
func (c *content) state(op string, operands ...float64) {
	start := len(c.buf)
	for _, v := range operands {
		c.num(v)
	}
	c.settle(op, start)
}

// settle ends a state operator whose operands begin at start, or takes it back when it changes nothing.
func (c *content) settle(op string, start int) {
	if was, ok := c.set[op]; ok && was == string(c.buf[start:]) {
		c.buf = c.buf[:start]
		return
	}
	c.set[op] = string(c.buf[start:])
	c.op(op)
}

func (c *content) color(op string, k page.Color) {
	c.state(op, float64(k.R)/255, float64(k.G)/255, float64(k.B)/255)
}

func (c *content) stroke(s *page.Stroke) {
	c.color("RG", s.Color)
	c.state("w", s.Width)
	style := 0.0
	if s.Round {
		style = 1
	}
	c.state("J", style)
	c.state("j", style)
	start := len(c.buf)
	c.buf = append(c.buf, '[')
	for _, d := range s.Dash {
		c.num(d)
	}
	c.buf = append(c.buf, "] 0 "...)
	c.settle("d", start)
}

func (c *content) path(p *page.Path) {
	paint := "n"
	switch {
	case p.Fill != nil && p.Stroke != nil:
		paint = "B"
	case p.Fill != nil:
		paint = "f"
	case p.Stroke != nil:
		paint = "S"
	}
	if paint == "n" || len(p.Segs) == 0 {
		return
	}
	if p.Fill != nil {
		c.color("rg", *p.Fill)
	}
	if p.Stroke != nil {
		c.stroke(p.Stroke)
	}
	for _, s := range p.Segs {
		switch s.Verb {
		case page.MoveTo:
			c.point(s.P[0])
			c.op("m")
		case page.LineTo:
			c.point(s.P[0])
			c.op("l")
		case page.CurveTo:
			for _, q := range s.P {
				c.point(q)
			}
			c.op("c")
		case page.Close:
			c.op("h")
		}
	}
	c.op(paint)
}

// text writes a run as one text object: a matrix for its place and angle, then for each stretch in one face a TJ array
// that holds its characters and, between them, the kerning in thousandths of an em. One object a run keeps words whole
// for search and copying.
func (c *content) text(t *page.Text) {
	if len(t.Run.Glyphs) == 0 {
		return
	}
	face := t.Run.Glyphs[0].Face
	c.selectFont(face, t.Run.Style.Size)
	c.color("rg", t.Run.Style.Color)
	c.buf = append(c.buf, "BT "...)
	sin, cos := math.Sincos(t.Angle * math.Pi / 180)
	if t.Angle == 0 {
		c.point(t.At)
		c.buf = append(c.buf, "Td ["...)
	} else {
		for _, v := range []float64{cos, sin, -sin, cos} {
			c.buf = strconv.AppendFloat(c.buf, v, 'f', 6, 64)
			c.buf = append(c.buf, ' ')
		}
		c.point(t.At)
		c.buf = append(c.buf, "Tm ["...)
	}
	open := false
	char := func(r rune) {
		if !open {
			c.buf = append(c.buf, '<')
			open = true
		}
		// fpdf numbers the glyphs of its fonts by their character (UCS-2).
		c.buf = appendHex(c.buf, r)
	}
	closed := func() {
		if open {
			c.buf = append(c.buf, '>')
			open = false
		}
	}
	for _, g := range t.Run.Glyphs {
		if g.Face != face {
			closed()
			c.buf = append(c.buf, "] TJ "...)
			face = g.Face
			c.selectFont(face, t.Run.Style.Size)
			c.buf = append(c.buf, '[')
		}
		char(g.Rune)
		if kern := -g.Kern * 1000; math.Abs(kern) >= 0.0005 {
			closed()
			c.buf = appendNum(c.buf, kern)
		}
	}
	if t.Gap {
		char(' ')
	}
	closed()
	c.op("] TJ ET")
}

// selectFont selects a font by its name in the resources of the page (see finishFonts), unless it is selected.
func (c *content) selectFont(face page.Face, size float64) {
	start := len(c.buf)
	c.buf = append(c.buf, '/')
	c.buf = append(c.buf, families[face]...)
	c.buf = append(c.buf, ' ')
	c.num(size)
	c.settle("Tf", start)
}

// appendHex appends the four hexadecimal digits of a character's code.
func appendHex(b []byte, r rune) []byte {
	const digits = "0123456789ABCDEF"
	return append(b, digits[r>>12&15], digits[r>>8&15], digits[r>>4&15], digits[r&15])
}
