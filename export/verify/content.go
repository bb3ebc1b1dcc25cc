package verify

import (
	"errors"
	"math"

	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"

	"throughline/app/intake"
)

// affine is a transformation [a b c d e f] as PDF writes it.
type affine [6]float64

var identity = affine{1, 0, 0, 1, 0, 0}

// then returns the transformation that does m first and n after it.
func (m affine) then(n affine) affine {
	return affine{
		m[0]*n[0] + m[1]*n[2], m[0]*n[1] + m[1]*n[3],
		m[2]*n[0] + m[3]*n[2], m[2]*n[1] + m[3]*n[3],
		m[4]*n[0] + m[5]*n[2] + n[4], m[4]*n[1] + m[5]*n[3] + n[5],
	}
}

// at returns where the transformation puts a point.
func (m affine) at(x, y float64) point2 {
	return point2{m[0]*x + m[2]*y + m[4], m[1]*x + m[3]*y + m[5]}
}

// scale returns how much longer a length becomes, where both axes become alike.
func (m affine) scale() float64 { return math.Sqrt(math.Abs(m[0]*m[3] - m[1]*m[2])) }

// point2 is a place on a page in the page's own coordinates, y upwards.
type point2 struct{ x, y float64 }

// ink is a colour. One that cannot be read is like no other.
type ink struct {
	r, g, b uint8
	unread  bool
}

// state is what q keeps and Q brings back (ISO 32000-1, tables 52 and 104), as far as it is looked at.
type state struct {
	ctm          affine
	fill, stroke ink
	spaces       [2]bool // whether the colour space of filling and of stroking is one that is not read
	alpha        float64 // of filling
	width        float64
	dash         []float64
	clip         box

	font                      *font
	size, chars, words, raise float64
	stretch, leading          float64
	mode                      int
}

// reader interprets the drawing of a page.
type reader struct {
	file      *file
	resources types.Dict
	lex       lexer
	args      []operand
	state
	stack  []state
	line   affine // start of the line of text
	pen    affine // where the next letter goes
	onward bool   // nothing was moved since the last text: what is shown next goes on with it
	path   []segment
	start  point2
	now    point2
	cut    bool // the next path painted is a border that hides what is outside
	depth  int  // of forms
	hidden int  // of marked content that can be switched off, how many are open
	marks  []bool

	sheet *sheet
}

// errNotText is the error of a drawing that cannot be taken apart.
var errNotText = errors.New("the drawing of a page cannot be read")

// read adds what a drawing shows to the sheet.
func (r *reader) read(data []byte) error {
	r.lex = lexer{data: data}
	r.args = r.args[:0]
	for {
		tok, ok := r.lex.next(0)
		if !ok {
			return nil
		}
		if r.file.left--; r.file.left < 0 {
			return errNotText
		}
		if tok.is != 'o' {
			r.args = append(r.args, tok.operand)
			if len(r.args) > 4096 {
				return errNotText
			}
			continue
		}
		if err := r.operator(tok.name); err != nil {
			return err
		}
		r.args = r.args[:0]
	}
}

func (r *reader) num(i int) float64 {
	if i < len(r.args) {
		return r.args[i].number
	}
	return 0
}

// name returns the first operand, a name.
func (r *reader) name() string {
	if len(r.args) > 0 {
		return r.args[0].name
	}
	return ""
}

func (r *reader) operator(op string) error {
	if op == "Do" {
		return r.place(r.name())
	}
	if do, ok := operators[op]; ok {
		do(r)
	}
	return nil
}

// operators are those that say what is drawn and how (ISO 32000-1, Annex A).
var operators = map[string]func(*reader){
	"q": func(r *reader) {
		const most = 1 << 12
		if len(r.stack) < most {
			r.stack = append(r.stack, r.state)
		}
	},
	"Q": func(r *reader) {
		if n := len(r.stack); n > 0 {
			r.state, r.stack = r.stack[n-1], r.stack[:n-1]
		}
	},
	"cm": func(r *reader) { r.ctm = r.matrix().then(r.ctm) },
	"w":  func(r *reader) { r.width = r.num(0) },
	"d":  (*reader).dashes,
	"gs": (*reader).further,

	"g":  func(r *reader) { r.fill = grey(r.num(0)) },
	"G":  func(r *reader) { r.stroke = grey(r.num(0)) },
	"rg": func(r *reader) { r.fill = rgb(r.num(0), r.num(1), r.num(2)) },
	"RG": func(r *reader) { r.stroke = rgb(r.num(0), r.num(1), r.num(2)) },
	"k":  func(r *reader) { r.fill = cmyk(r.num(0), r.num(1), r.num(2), r.num(3)) },
	"K":  func(r *reader) { r.stroke = cmyk(r.num(0), r.num(1), r.num(2), r.num(3)) },
	"cs": func(r *reader) { r.fill, r.spaces[0] = r.space() }, "CS": func(r *reader) { r.stroke, r.spaces[1] = r.space() },
	"sc": func(r *reader) { r.fill = r.colour(0) }, "SC": func(r *reader) { r.stroke = r.colour(1) },
	"scn": func(r *reader) { r.fill = r.colour(0) }, "SCN": func(r *reader) { r.stroke = r.colour(1) },

	"m":  func(r *reader) { r.move(r.num(0), r.num(1)) },
	"l":  func(r *reader) { r.add('l', 2) },
	"c":  func(r *reader) { r.add('c', 6) },
	"v":  func(r *reader) { r.curve(r.now, r.to(0), r.to(2)) },
	"y":  func(r *reader) { r.curve(r.to(0), r.to(2), r.to(2)) },
	"h":  (*reader).closed,
	"re": (*reader).rectangle,
	"W":  func(r *reader) { r.cut = true }, "W*": func(r *reader) { r.cut = true },
	"n": func(r *reader) { r.paint(false, false) },
	"f": func(r *reader) { r.paint(true, false) }, "F": func(r *reader) { r.paint(true, false) },
	"f*": func(r *reader) { r.paint(true, false) },
	"B":  func(r *reader) { r.paint(true, true) }, "B*": func(r *reader) { r.paint(true, true) },
	"b": func(r *reader) { r.closed(); r.paint(true, true) }, "b*": func(r *reader) { r.closed(); r.paint(true, true) },
	"S": func(r *reader) { r.paint(false, true) },
	"s": func(r *reader) { r.closed(); r.paint(false, true) },

	"BT": func(r *reader) { r.move2(identity) },
	"Tf": func(r *reader) {
		r.font, r.size = r.file.font(r.file.dict(r.resources["Font"])[r.name()]), r.num(1)
	},
	"Tr": func(r *reader) { r.mode = int(r.num(0)) },
	"Tc": func(r *reader) { r.chars = r.num(0) },
	"Tw": func(r *reader) { r.words = r.num(0) },
	"Tz": func(r *reader) { r.stretch = r.num(0) / 100 },
	"Ts": func(r *reader) { r.raise = r.num(0) },
	"TL": func(r *reader) { r.leading = r.num(0) },
	"Tm": func(r *reader) { r.move2(r.matrix()) },
	"Td": func(r *reader) { r.down(r.num(0), r.num(1)) },
	"TD": func(r *reader) { r.down(r.num(0), r.num(1)); r.leading = -r.num(1) },
	"T*": (*reader).nextLine,
	"Tj": (*reader).show,
	"TJ": (*reader).show,
	"'":  func(r *reader) { r.nextLine(); r.show() },
	`"`: func(r *reader) {
		r.words, r.chars = r.num(0), r.num(1)
		r.nextLine()
		r.show()
	},

	"BI":  func(r *reader) { r.foreign(); r.lex.skipImage() },
	"sh":  (*reader).foreign,
	"BMC": func(r *reader) { r.marks = append(r.marks, false) },
	"BDC": (*reader).mark,
	"EMC": func(r *reader) {
		if n := len(r.marks); n > 0 {
			if r.marks[n-1] {
				r.hidden--
			}
			r.marks = r.marks[:n-1]
		}
	},
}

// foreign notes that something is drawn whose look cannot be read.
func (r *reader) foreign() { r.sheet.foreign = true }

func (r *reader) dashes() {
	r.dash = nil
	if len(r.args) > 0 {
		for _, d := range r.args[0].list {
			r.dash = append(r.dash, d.number*r.ctm.scale())
		}
	}
}

// further takes what of a set of graphics parameters changes the look: what is seen through, blended or masked.
func (r *reader) further() {
	d := r.file.dict(r.file.dict(r.resources["ExtGState"])[r.name()])
	if a, ok := d["ca"]; ok {
		r.alpha = r.file.number(a, 1)
	}
	if w, ok := d["LW"]; ok {
		r.width = r.file.number(w, 1)
	}
	blend, mask := r.file.name(d["BM"]), d["SMask"]
	if blend != "" && blend != "Normal" && blend != "Compatible" || mask != nil && r.file.name(mask) != "None" || d["Font"] != nil {
		r.foreign()
	}
}

// mark opens a stretch of marked content. What it says besides the characters themselves is kept, and whether it can be
// switched off.
func (r *reader) mark() {
	var off bool
	if len(r.args) > 1 {
		props := r.args[1]
		if props.is == '/' {
			d := r.file.dict(r.file.dict(r.resources["Properties"])[props.name])
			for _, key := range spokenKeys {
				if d[key] != nil {
					r.sheet.aloud = append(r.sheet.aloud, r.file.text(d[key]))
				}
			}
		}
		for i := 0; i+1 < len(props.list); i += 2 {
			for _, key := range spokenKeys {
				if props.list[i].name == key {
					r.sheet.aloud = append(r.sheet.aloud, readable(props.list[i+1].text))
				}
			}
		}
		off = r.args[0].name == "OC"
	}
	if off {
		r.hidden++
	}
	r.marks = append(r.marks, off)
}

// spokenKeys are the entries by which a part of a page is copied and read aloud as something else than its characters.
var spokenKeys = [...]string{"ActualText", "Alt", "E"}

// place draws a picture or a form.
func (r *reader) place(name string) error {
	o := r.file.dict(r.resources["XObject"])[name]
	d := r.file.dict(o)
	switch {
	case d["OC"] != nil:
		r.foreign()
	case r.file.name(d["Subtype"]) == "Image":
		digest := r.file.picture(o)
		if digest == "" {
			r.foreign()
		}
		r.sheet.pictures = append(r.sheet.pictures, picture{digest, unitSquare(r.ctm).intersect(r.clip), r.next()})
		return nil
	default:
		r.sheet.forms = true
	}
	if r.file.name(d["Subtype"]) != "Form" || r.depth >= intake.PDFDepth {
		return nil
	}
	data, err := r.file.stream(o)
	if err != nil {
		r.foreign()
		return nil
	}
	if r.file.left -= len(data) / 64; r.file.left < 0 { // a form that is placed often costs each time
		return errNotText
	}
	inner := reader{file: r.file, resources: r.resources, state: r.state, depth: r.depth + 1, hidden: r.hidden, sheet: r.sheet}
	if own := r.file.dict(d["Resources"]); own != nil {
		inner.resources = own
	}
	if m := r.file.array(d["Matrix"]); len(m) == 6 {
		var own affine
		for i := range own {
			own[i] = r.file.number(m[i], identity[i])
		}
		inner.ctm = own.then(r.ctm)
	}
	if b := r.file.array(d["BBox"]); len(b) == 4 {
		inner.clip = inner.clip.intersect(around(
			inner.ctm.at(r.file.number(b[0], 0), r.file.number(b[1], 0)), inner.ctm.at(r.file.number(b[2], 0), r.file.number(b[1], 0)),
			inner.ctm.at(r.file.number(b[0], 0), r.file.number(b[3], 0)), inner.ctm.at(r.file.number(b[2], 0), r.file.number(b[3], 0))))
	}
	return inner.read(data)
}

// next numbers what is drawn on a page, in its order.
func (r *reader) next() int {
	r.sheet.drawn++
	return r.sheet.drawn
}

func (r *reader) matrix() (m affine) {
	for i := range m {
		m[i] = r.num(i)
	}
	return m
}

func (r *reader) nextLine() { r.down(0, -r.leading) }

func (r *reader) down(x, y float64) { r.move2(affine{1, 0, 0, 1, x, y}.then(r.line)) }

func (r *reader) move2(m affine) { r.line, r.pen, r.onward = m, m, false }

// show adds what a text operator shows.
func (r *reader) show() {
	if len(r.args) == 0 {
		return
	}
	last := r.args[len(r.args)-1]
	pieces := last.list
	if last.is == 's' {
		pieces = []operand{last}
	}
	scale := r.size / 1000 * r.stretch
	for _, p := range pieces {
		switch p.is {
		case 'n':
			r.pen = affine{1, 0, 0, 1, -p.number * scale, 0}.then(r.pen)
		case 's':
			for _, code := range r.font.codes(p.text) {
				r.letter(code)
			}
		}
	}
}

// letter adds one letter to the run that it goes on with, or begins one.
func (r *reader) letter(code uint16) {
	if r.file.left--; r.file.left < 0 {
		return
	}
	width := (r.font.advance(code)*r.size + r.chars) * r.stretch
	if code == ' ' && (r.font == nil || !r.font.wide) {
		width += r.words * r.stretch
	}
	m := r.pen.then(r.ctm)
	from, to := m.at(0, r.raise), m.at(width, r.raise)
	up := m.at(0, r.raise+r.size)
	own := look{
		size: math.Hypot(up.x-from.x, up.y-from.y), turn: math.Atan2(m[1], m[0]) * 180 / math.Pi, mirrored: m[0]*m[3]-m[1]*m[2] < 0,
		ink: r.fill, alpha: r.alpha, mode: r.mode, clip: r.clip, switched: r.hidden > 0,
	}
	if r.mode == 1 { // only the edge is drawn
		own.ink = r.stroke
	}
	s := r.sheet
	if !r.onward || len(s.runs) == 0 || s.runs[len(s.runs)-1].look != own {
		s.runs = append(s.runs, run{at: from, look: own, order: r.next()})
	}
	r.onward = true
	t := &s.runs[len(s.runs)-1]
	along := direction(own.turn)
	t.letters = append(t.letters, letter{
		says: r.font.says(code), code: code, wide: r.font != nil && r.font.wide, draws: r.font.draws(code),
		at: (from.x-t.at.x)*along.x + (from.y-t.at.y)*along.y, width: math.Hypot(to.x-from.x, to.y-from.y),
	})
	r.pen = affine{1, 0, 0, 1, width, 0}.then(r.pen)
}

// direction returns the unit vector of an angle in degrees.
func direction(turn float64) point2 {
	sin, cos := math.Sincos(turn * math.Pi / 180)
	return point2{cos, sin}
}

func grey(v float64) ink { return rgb(v, v, v) }

func rgb(r, g, b float64) ink {
	of := func(v float64) uint8 { return uint8(math.Round(255 * max(0, min(v, 1)))) }
	return ink{r: of(r), g: of(g), b: of(b)}
}

func cmyk(c, m, y, k float64) ink { return rgb((1-c)*(1-k), (1-m)*(1-k), (1-y)*(1-k)) }

// space sets a colour space: its first colour is black, unless it is one whose colours are not read.
func (r *reader) space() (first ink, unread bool) {
	name := r.name()
	if own := r.file.array(r.file.dict(r.resources["ColorSpace"])[name]); len(own) > 0 {
		name = r.file.name(own[0])
	}
	switch name {
	case "DeviceGray", "DeviceRGB", "DeviceCMYK", "CalGray", "CalRGB", "ICCBased":
		return grey(0), false
	}
	return ink{unread: true}, true
}

// colour reads a colour of the space that was set, by the number of its parts.
func (r *reader) colour(of int) ink {
	if !r.spaces[of] {
		switch len(r.args) {
		case 1:
			return grey(r.num(0))
		case 3:
			return rgb(r.num(0), r.num(1), r.num(2))
		case 4:
			return cmyk(r.num(0), r.num(1), r.num(2), r.num(3))
		}
	}
	return ink{unread: true}
}
