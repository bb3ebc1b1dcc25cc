package figure

import (
	"errors"
	"math"
	"strings"

	"throughline/app/brief"
	"throughline/app/metric"
)

// Entry is one line of the ledger: a number on the page and where it came from.
type Entry struct {
	Place   brief.Place
	Raw     string // the figure as written
	Text    string // what is printed for it
	Metric  string // the metric's name
	View    string // what was asked, "latest" where nothing was
	Formula string // what was done with which cells: "N4 ÷ M4 − 1"
	Value   float64
	Unit    metric.Unit
	AsOf    metric.Period // zero in tables by category
	Base    metric.Period // the period it is compared with, or the first of an average, total, high or low
	Source  string        // the ID of the brief's source; empty for a target set by hand
	File    string        // the source's file name
	Sheet   string
	// Cells are all the cells it was computed from, the value's own first. A cell of another sheet or file than Sheet of
	// File is written as spreadsheets do: "Plan!B4", "[plan.xlsx]Plan!B4".
	Cells []string
}

// Piece is a run of a resolved text. Entry is nil for literal text and for a figure that did not resolve.
type Piece struct {
	Text  string
	Entry *Entry
}

// Text is a resolved text. A figure that did not resolve stands in it as it was written, and an error finding says why.
type Text struct {
	Pieces   []Piece
	Findings []brief.Finding
}

// String returns the text as it is printed.
func (t Text) String() string {
	if len(t.Pieces) == 1 {
		return t.Pieces[0].Text
	}
	var b strings.Builder
	for _, p := range t.Pieces {
		b.WriteString(p.Text)
	}
	return b.String()
}

// Resolver resolves the figures of one state of a brief. It is cheap to make, keeps a ledger of all it resolved, and is
// for one goroutine. It must not be used after the brief was changed.
type Resolver struct {
	brief  *brief.Brief
	ledger []Entry
	known  []knownValue // made when Typed first needs it
}

// New returns a resolver for a brief.
func New(b *brief.Brief) *Resolver { return &Resolver{brief: b} }

// Field resolves one text on its own.
func (r *Resolver) Field(place brief.Place, text string) Text {
	return r.Block(brief.Field{Place: place, Text: text})[0]
}

// Block resolves texts that stand together, such as a beat's lead and body, with one scale per unit: "$12.6M" and
// "$0.4M", not "$412k". It answers one Text per field.
func (r *Resolver) Block(fields ...brief.Field) []Text {
	parsed := make([]fieldFigures, len(fields))
	for i, f := range fields {
		parsed[i] = r.parse(f)
	}
	formats := r.formats(parsed)
	texts := make([]Text, len(fields))
	for i := range parsed {
		texts[i] = r.render(parsed[i], formats)
	}
	return texts
}

// Brief resolves every text of the brief, block by block in reading order.
func (r *Resolver) Brief() map[brief.Place]Text {
	fields := r.brief.Fields()
	texts := make(map[brief.Place]Text, len(fields))
	for start := 0; start < len(fields); {
		end := start + 1
		for end < len(fields) && blockOf(fields[end].Place) == blockOf(fields[start].Place) {
			end++
		}
		for i, t := range r.Block(fields[start:end]...) {
			texts[fields[start+i].Place] = t
		}
		start = end
	}
	return texts
}

// blockOf returns the block a field belongs to: "conflict" for "conflict.lead".
func blockOf(p brief.Place) string {
	block, _, _ := strings.Cut(string(p), ".")
	return block
}

// Ledger returns everything resolved so far, in order.
func (r *Resolver) Ledger() []Entry { return r.ledger }

// Format returns how the brief's numbers print where they stand alone.
func (r *Resolver) Format() metric.Format { return metric.Format{Locale: r.brief.Settings.Locale} }

// asked is a figure that resolved, before it is formatted.
type asked struct {
	token  Token
	metric *metric.Metric
	view   View
	style  style
	value  metric.Value
}

// fieldFigures is a field cut into its figures.
type fieldFigures struct {
	field    brief.Field
	tokens   []Token
	figures  []*asked // by token; nil where it did not resolve
	findings []brief.Finding
}

func (r *Resolver) parse(f brief.Field) fieldFigures {
	tokens, errs := Scan(f.Text)
	p := fieldFigures{field: f, tokens: tokens}
	if len(tokens) > 0 {
		p.figures = make([]*asked, len(tokens))
	}
	for i, t := range tokens {
		a, problem := r.ask(t)
		if problem != nil {
			p.findings = append(p.findings, problem.in(f, t.Start))
			continue
		}
		p.figures[i] = a
	}
	if len(errs) > 0 {
		p.findings = append(p.findings, unclosed(len(errs)).in(f, errs[0].Start))
	}
	return p
}

// ask resolves a figure to a value.
func (r *Resolver) ask(t Token) (*asked, *problem) {
	if t.Metric == "" {
		return nil, r.noName(t)
	}
	m := r.brief.Metric(t.Metric)
	if m == nil {
		return nil, r.noMetric(t)
	}
	view, value, err := viewOf(m, t.View)
	if err != nil {
		return nil, r.noAnswer(t, m, err)
	}
	style, unknown := styleOf(t.Format)
	if unknown != "" {
		return nil, noFormat(t, unknown)
	}
	if style.index {
		if value, err = indexed(m, view, value); err != nil {
			return nil, r.noAnswer(t, m, err)
		}
	}
	if view.Sentence && !style.points {
		// Where growth has no meaning, from zero or to or from a loss, or would print as zero, the sentence tells the
		// difference.
		intoLoss := value.Terms[0].Point.Value < 0
		if growth, err := m.Relative(value); err == nil && !intoLoss && math.Abs(growth.Number) >= 0.00005 {
			value = growth
		}
	}
	if math.IsNaN(value.Number) || math.IsInf(value.Number, 0) {
		return nil, r.noAnswer(t, m, errors.New("is too large to compute with"))
	}
	return &asked{token: t, metric: m, view: view, style: style, value: value}, nil
}

// indexed turns a level into an index with the metric's first value as 100.
func indexed(m *metric.Metric, view View, v metric.Value) (metric.Value, error) {
	refusal := func(why string) error {
		return &metric.Refusal{Metric: m.Name, Text: m.Name + " cannot be shown as an index, because " + why, Err: metric.ErrMeaningless}
	}
	if v.Kind != metric.Level || view.Sentence {
		return v, refusal("“" + view.Name + "” is no level")
	}
	s := m.Actual()
	first := s.Points[0]
	if first.Period.IsZero() {
		return v, refusal("it has no periods")
	}
	if first.Value <= 0 {
		return v, refusal("its first value is not above zero")
	}
	v.Unit = metric.Unit{Kind: metric.Number}
	v.Number = v.Number / first.Value * 100
	v.Base = first.Period
	v.Terms = append(append([]metric.Term{}, v.Terms...),
		metric.Term{Scenario: s.Scenario, Source: s.Source, Sheet: s.Sheet, Point: first})
	v.Formula += " ÷ " + first.Cell + " × 100"
	return v, nil
}

// formats picks one scale per unit for the figures of a block that do not bring their own.
func (r *Resolver) formats(fields []fieldFigures) map[metric.Unit]metric.Format {
	values := map[metric.Unit][]float64{}
	for _, f := range fields {
		for _, a := range f.figures {
			if a == nil || a.style.scaled || a.value.Kind == metric.Ratio && !a.view.Sentence {
				continue
			}
			shown := values[a.metric.Unit]
			if a.view.Sentence { // it prints the level that was moved to, and by how much unless that is in percent
				shown = append(shown, a.value.Terms[0].Point.Value)
			}
			if a.value.Kind != metric.Ratio {
				shown = append(shown, a.value.Number)
			}
			values[a.metric.Unit] = shown
		}
	}
	formats := make(map[metric.Unit]metric.Format, len(values))
	for unit, shown := range values {
		f := r.Format()
		f.Scale = f.SharedScale(unit, shown...)
		formats[unit] = f
	}
	return formats
}

func (r *Resolver) render(p fieldFigures, formats map[metric.Unit]metric.Format) Text {
	text := Text{Findings: p.findings}
	at := 0
	literal := func(end int) {
		if end > at {
			text.Pieces = append(text.Pieces, Piece{Text: strings.ReplaceAll(p.field.Text[at:end], `\{`, "{")})
		}
	}
	for i, t := range p.tokens {
		literal(t.Start)
		at = t.End
		a := p.figures[i]
		if a == nil {
			text.Pieces = append(text.Pieces, Piece{Text: t.Raw})
			continue
		}
		entry := r.entry(p.field.Place, a)
		entry.Text = r.print(a, formats)
		r.ledger = append(r.ledger, entry)
		text.Pieces = append(text.Pieces, Piece{Text: entry.Text, Entry: &entry})
	}
	literal(len(p.field.Text))
	return text
}

// print formats a figure.
func (r *Resolver) print(a *asked, formats map[metric.Unit]metric.Format) string {
	f := r.Format()
	if shared, ok := formats[a.metric.Unit]; ok && !a.style.scaled {
		f = shared
	}
	f.Style, f.Decimals = a.style.style, a.style.decimals
	if !a.view.Sentence {
		return f.Measured(a.value)
	}
	now, base := a.value.Terms[0].Point.Value, a.value.Terms[1].Point.Value
	level := f.Value(now, a.metric.Unit)
	verb := "rose"
	switch {
	case f.Alike(now, base, a.metric.Unit):
		if a.view.Name == "verb" {
			return "held"
		}
		return "held at " + level
	case now < base:
		verb = "fell"
	}
	if a.view.Name == "verb" {
		return verb
	}
	amount := math.Abs(a.value.Number)
	if a.value.Kind == metric.Ratio {
		f.Style, f.Decimals = metric.Auto, 0 // the figure's format is the level's
		return verb + " " + f.Measured(metric.Value{Kind: metric.Ratio, Unit: a.value.Unit, Number: amount}) + " to " + level
	}
	if f.Alike(amount, 0, a.value.Unit) {
		f.Decimals = 0 // nothing rises by 0 pp: 12.4% to 12.6% in whole percent is a rise by 0.2 pp to 13%
	}
	return verb + " " + f.Value(amount, a.value.Unit) + " to " + level
}

func (r *Resolver) entry(place brief.Place, a *asked) Entry {
	own := a.value.Terms[0]
	e := Entry{
		Place: place, Raw: a.token.Raw, Metric: a.metric.Name, View: strings.Join(strings.Fields(a.token.View), " "),
		Formula: a.value.Formula, Value: a.value.Number, Unit: a.value.Unit, AsOf: a.value.Period, Base: a.value.Base,
		Source: own.Source, File: r.file(own.Source), Sheet: own.Sheet,
	}
	if e.View == "" {
		e.View = "latest"
	}
	e.Cells = make([]string, 0, len(a.value.Terms))
	for _, t := range a.value.Terms {
		switch {
		case t.Point.Cell == "": // a target set by hand
		case t.Source != own.Source:
			e.Cells = append(e.Cells, "["+r.file(t.Source)+"]"+t.Sheet+"!"+t.Point.Cell)
		case t.Sheet != own.Sheet:
			e.Cells = append(e.Cells, t.Sheet+"!"+t.Point.Cell)
		default:
			e.Cells = append(e.Cells, t.Point.Cell)
		}
	}
	return e
}

func (r *Resolver) file(source string) string {
	if s := r.brief.Source(source); s != nil {
		return s.File
	}
	return ""
}
