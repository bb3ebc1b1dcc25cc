package look

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Run is a stretch of text in a Flow.
type Run struct {
	Text  string
	Style Style               // the zero value takes the flow's style
	Tint  fyne.ThemeColorName // a colour to lie behind the run; empty for none
}

// Flow is wrapped text of one or more runs, as tall as its lines at the width it was last given. Its own width can be
// small; a word longer than the line is broken. It has no padding and takes no events.
type Flow struct {
	widget.BaseWidget

	runs  []Run
	style Style
	width float32
	lines []flowLine
}

// NewFlow returns wrapped text.
func NewFlow(style Style, runs ...Run) *Flow {
	f := &Flow{runs: runs, style: style}
	f.ExtendBaseWidget(f)
	return f
}

// NewParagraph returns wrapped text of a single run.
func NewParagraph(text string, style Style) *Flow { return NewFlow(style, Run{Text: text}) }

// SetRuns changes the text.
func (f *Flow) SetRuns(runs ...Run) {
	f.runs = runs
	f.Refresh()
}

// SetText changes the text to a single run.
func (f *Flow) SetText(text string) { f.SetRuns(Run{Text: text}) }

// Text returns the text of all runs.
func (f *Flow) Text() string {
	var b strings.Builder
	for _, r := range f.runs {
		b.WriteString(r.Text)
	}
	return b.String()
}

// HeightAt returns the height the text takes at a width.
func (f *Flow) HeightAt(width float32) float32 {
	if width == f.width && f.lines != nil { // as it is shown
		return f.height(f.lines)
	}
	return f.height(f.wrap(width))
}

// At returns which run, and which rune in it, lies under a point; the end of the last run below and after the text.
func (f *Flow) At(p fyne.Position) (run, offset int) {
	for i, l := range f.lines {
		if p.Y >= l.y+l.h && i < len(f.lines)-1 {
			continue
		}
		for _, w := range l.pieces {
			if p.X > w.x+w.w {
				run, offset = w.run, w.start+len([]rune(w.text))
				continue
			}
			s := f.styleOf(w.run)
			runes := []rune(w.text)
			n := 0
			for n < len(runes) && w.x+w.lead+s.measure(string(runes[:n+1])).Width-s.measure(string(runes[n])).Width/2 < p.X {
				n++
			}
			return w.run, w.start + n
		}
		return run, offset
	}
	return 0, 0
}

// Resize wraps the text anew where the width changed.
func (f *Flow) Resize(size fyne.Size) {
	if size.Width != f.width {
		f.width = size.Width
		f.BaseWidget.Resize(size)
		f.Refresh()
		return
	}
	f.BaseWidget.Resize(size)
}

type flowPiece struct {
	run, start int // start is the rune in the run
	text       string
	x, w       float32
	lead, tail float32 // room before and after the text, within w
}

// The room at the ends of a tinted run, and at an end that touches a letter or a comma.
const (
	tintRoom  = 3
	tintTight = 1
)

type flowLine struct {
	pieces []flowPiece
	y, h   float32
}

func (f *Flow) styleOf(run int) Style {
	s := f.runs[run].Style
	if s == (Style{}) {
		return f.style
	}
	return s
}

// tokens cuts a run into words, each with the spaces that follow it, and line feeds on their own.
func tokens(text string) []string {
	var out []string
	start, spaces := 0, false
	for i, r := range text {
		switch {
		case r == '\n':
			if i > start {
				out = append(out, text[start:i])
			}
			out = append(out, "\n")
			start, spaces = i+1, false
		case r == ' ':
			spaces = true
		case spaces:
			out = append(out, text[start:i])
			start, spaces = i, false
		}
	}
	if start < len(text) {
		out = append(out, text[start:])
	}
	return out
}

// wrap breaks greedily. A word may span runs ("$1.9M" then ","): the join between two runs breaks only where the first
// one ends in a space, so the pending word is moved as a whole.
func (f *Flow) wrap(width float32) []flowLine {
	lineHeight := f.style.measure("M").Height
	w := wrapper{width: width, lineHeight: lineHeight}
	for run := range f.runs {
		s := f.styleOf(run)
		start := 0
		for _, tok := range tokens(f.runs[run].Text) {
			n := len([]rune(tok))
			if tok == "\n" {
				w.commit()
				w.feed()
				start++
				continue
			}
			word := strings.TrimRight(tok, " ")
			p := flowPiece{run: run, start: start, text: tok, w: s.measure(tok).Width}
			ink := s.measure(word).Width
			if f.runs[run].Tint != "" { // a tint wants room at its ends
				if start == 0 {
					p.lead = tintRoom
				}
				if start+n == len([]rune(f.runs[run].Text)) {
					p.tail = tintRoom
					if run+1 < len(f.runs) && !strings.HasPrefix(f.runs[run+1].Text, " ") {
						p.tail = tintTight // a comma stays with its number
					}
				}
				p.w += p.lead + p.tail
				ink += p.lead + p.tail
			}
			w.add(p, ink, s)
			if word != tok {
				w.commit()
			}
			start += n
		}
	}
	w.commit()
	w.feed()
	return w.lines
}

type wrapper struct {
	width, lineHeight float32
	lines             []flowLine
	line, word        []flowPiece
	lineWidth         float32
	wordWidth         float32 // with trailing spaces
	wordInk           float32 // without them
}

func (w *wrapper) add(p flowPiece, ink float32, s Style) {
	for w.width > 0 && ink > w.width { // longer than any line: break it where it must
		runes := []rune(p.text)
		n := 1
		for n < len(runes) && s.measure(string(runes[:n+1])).Width <= w.width {
			n++
		}
		if n >= len(runes) {
			break
		}
		w.commit()
		if len(w.line) > 0 {
			w.feed()
		}
		head := p
		head.text, head.w = string(runes[:n]), s.measure(string(runes[:n])).Width
		w.word, w.wordWidth, w.wordInk = append(w.word, head), head.w, head.w
		w.commit()
		p.start, p.text = p.start+n, string(runes[n:])
		p.w, ink = s.measure(p.text).Width, s.measure(strings.TrimRight(p.text, " ")).Width
	}
	w.wordInk = w.wordWidth + ink
	w.wordWidth += p.w
	w.word = append(w.word, p)
}

func (w *wrapper) commit() {
	if len(w.word) == 0 {
		return
	}
	if len(w.line) > 0 && w.width > 0 && w.lineWidth+w.wordInk > w.width+0.5 {
		w.feed()
	}
	for _, p := range w.word {
		p.x = w.lineWidth
		w.lineWidth += p.w
		w.line = append(w.line, p)
	}
	w.word, w.wordWidth, w.wordInk = nil, 0, 0
}

func (w *wrapper) feed() {
	y := float32(len(w.lines)) * w.lineHeight
	w.lines = append(w.lines, flowLine{pieces: w.line, y: y, h: w.lineHeight})
	w.line, w.lineWidth = nil, 0
}

func (f *Flow) height(lines []flowLine) float32 {
	if len(lines) == 0 {
		return f.style.measure("M").Height
	}
	last := lines[len(lines)-1]
	return last.y + last.h
}

// CreateRenderer is part of fyne.Widget.
func (f *Flow) CreateRenderer() fyne.WidgetRenderer {
	r := &flowRenderer{f: f}
	r.Refresh()
	return r
}

// flowRenderer keeps the texts and the tints it has: Fyne remembers each object it has drawn for a minute, and those that
// a field's theme reached for ever.
type flowRenderer struct {
	f       *Flow
	texts   []*canvas.Text
	tints   []*canvas.Rectangle
	objects []fyne.CanvasObject
}

func (r *flowRenderer) Destroy() {}

func (r *flowRenderer) Objects() []fyne.CanvasObject { return r.objects }

func (r *flowRenderer) Layout(fyne.Size) {}

func (r *flowRenderer) MinSize() fyne.Size {
	widest := float32(0)
	if r.f.width == 0 { // never laid out: one line, so that a row can give it the room it wants
		for _, l := range r.f.lines {
			for _, p := range l.pieces {
				widest = max(widest, p.x+p.w)
			}
		}
	}
	return fyne.NewSize(min(widest, 48), r.f.height(r.f.lines))
}

func (r *flowRenderer) Refresh() {
	r.f.lines = r.f.wrap(r.f.width)
	texts, tints := 0, 0
	for _, l := range r.f.lines {
		shift := r.shift(l)
		// What stands together in a line is drawn as one text, so that its letters keep their own distances.
		for i := 0; i < len(l.pieces); {
			p := l.pieces[i]
			i++
			for ; i < len(l.pieces) && l.pieces[i].run == p.run; i++ {
				p.text += l.pieces[i].text
				p.tail = l.pieces[i].tail
			}
			if i == len(l.pieces) {
				p.text = strings.TrimRight(p.text, " ")
			}
			p.x += shift
			if r.f.runs[p.run].Tint != "" {
				if tints == len(r.tints) {
					r.tints = append(r.tints, canvas.NewRectangle(nil))
				}
				r.placeTint(r.tints[tints], p, l)
				tints++
			}
			if texts == len(r.texts) {
				r.texts = append(r.texts, canvas.NewText("", nil))
			}
			r.placeText(r.texts[texts], p, l)
			texts++
		}
	}
	r.objects = make([]fyne.CanvasObject, 0, tints+texts)
	for _, t := range r.tints[:tints] {
		r.objects = append(r.objects, t)
	}
	for _, t := range r.texts[:texts] {
		r.objects = append(r.objects, t)
	}
	canvas.Refresh(r.f)
}

// shift is how far to the right a line is moved by its alignment.
func (r *flowRenderer) shift(l flowLine) float32 {
	n := len(l.pieces)
	if n == 0 || r.f.width <= 0 {
		return 0
	}
	free := max(0, r.f.width-(l.pieces[n-1].x+l.pieces[n-1].w))
	switch r.f.style.Align {
	case fyne.TextAlignCenter:
		return free / 2
	case fyne.TextAlignTrailing:
		return free
	}
	return 0
}

func (r *flowRenderer) placeTint(box *canvas.Rectangle, p flowPiece, l flowLine) {
	ink := r.f.styleOf(p.run).measure(strings.TrimRight(p.text, " ")).Width
	box.FillColor, box.CornerRadius = Color(r.f.runs[p.run].Tint), Size(theme.SizeNameSelectionRadius)
	box.Move(fyne.NewPos(p.x, l.y+1))
	box.Resize(fyne.NewSize(ink+p.lead+p.tail, l.h-2))
}

func (r *flowRenderer) placeText(t *canvas.Text, p flowPiece, l flowLine) {
	s := r.f.styleOf(p.run)
	t.Text, t.Color, t.TextSize, t.TextStyle = p.text, Color(s.color()), s.size(), s.text()
	t.Move(fyne.NewPos(p.x+p.lead, l.y))
	t.Resize(t.MinSize())
}
