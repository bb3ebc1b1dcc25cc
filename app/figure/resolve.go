package figure

import (
	"cmp"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"

	"throughline/app/brief"
	"throughline/app/metric"
)

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

	all      map[brief.Place]Text // every text of the brief, once Brief resolved them
	from, to int                  // the entries of the ledger that are theirs
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
	r.addUp(parsed, formats)
	texts := make([]Text, len(fields))
	for i := range parsed {
		texts[i] = r.render(parsed[i], formats)
	}
	return texts
}

// Brief resolves every text of the brief, block by block in reading order. It does so once: a further call answers the same
// texts, and adds nothing to the ledger.
func (r *Resolver) Brief() map[brief.Place]Text {
	if r.all == nil {
		r.from = len(r.ledger)
		r.all = r.resolveAll()
		r.to = len(r.ledger)
	}
	return r.all
}

// BriefLedger returns the entries of the ledger that are of the brief's texts, in reading order.
func (r *Resolver) BriefLedger() []Entry {
	r.Brief()
	return r.ledger[r.from:r.to:r.to]
}

func (r *Resolver) resolveAll() map[brief.Place]Text {
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

	// format and shown are set where the figure is a part of a total beside it; see addUp.
	format *metric.Format
	shown  *float64 // what is printed instead of the value
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
		if growth, err := m.Relative(value); err == nil && growthSpeaks(value.Terms[0].Point.Value, value.Terms[1].Point.Value) {
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
		f.Scale = f.SharedScale(unit, slices.MaxFunc(shown, func(a, b float64) int { return cmp.Compare(math.Abs(a), math.Abs(b)) }))
		// What would lose its digits in that scale prints in one of its own: +$41k beside $1.29M.
		f.Scale = f.SharedScale(unit, slices.DeleteFunc(shown, func(v float64) bool { return f.Loses(v, unit) })...)
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
		entry.Print = r.printing(a, formats)
		entry.Text = a.print(entry.Print)
		if a.shown != nil {
			entry.Adjusted, entry.Text = entry.Text, entry.Print.Value(*a.shown, a.value.Unit)
			entry.Reason = "moved by one step of its last digit so that the parts add up"
		}
		r.ledger = append(r.ledger, entry)
		text.Pieces = append(text.Pieces, Piece{Text: entry.Text, Entry: &entry})
	}
	literal(len(p.field.Text))
	return text
}

// printing returns the format of a figure among those of its block.
func (r *Resolver) printing(a *asked, formats map[metric.Unit]metric.Format) metric.Format {
	if a.format != nil {
		return *a.format
	}
	f := r.Format()
	if shared, ok := formats[a.metric.Unit]; ok && !a.style.scaled {
		f = shared
	}
	f.Style, f.Decimals = a.style.style, a.style.decimals
	if !a.view.Sentence && a.value.Kind != metric.Ratio && f.Loses(a.value.Number, a.value.Unit) {
		f.Scale = metric.AutoScale
	}
	return f
}

// print puts a figure into characters.
func (a *asked) print(f metric.Format) string {
	if !a.view.Sentence {
		return measured(f, a.value, a.style.size)
	}
	return spoken(f, a.view.Name, a.metric.Unit, a.value, a.value.Terms[0].Point.Value, a.value.Terms[1].Point.Value)
}

// measured prints a value, and where its size alone is asked for, without the sign of a difference.
func measured(f metric.Format, v metric.Value, size bool) string {
	if !size {
		return f.Measured(v)
	}
	if v.Number = math.Abs(v.Number); v.Kind == metric.Difference {
		return f.Value(v.Number, v.Unit)
	}
	return f.Measured(v)
}

// growthSpeaks reports whether a sentence tells a move as growth. Where growth has no meaning, from zero or to or from a
// loss, or would print as zero, it tells the difference.
func growthSpeaks(now, base float64) bool {
	return base > 0 && now >= 0 && math.Abs(now/base-1) >= 0.00005
}

// spokenValue is the move between two values of a unit as a sentence tells it.
func spokenValue(now, base float64, unit metric.Unit, points bool) metric.Value {
	if !points && growthSpeaks(now, base) {
		return metric.Value{Kind: metric.Ratio, Unit: metric.Unit{Kind: metric.Percent}, Number: now/base - 1}
	}
	return metric.Value{Kind: metric.Difference, Unit: unit.Difference(), Number: now - base}
}

// spokenForms are the sentence views in a language: what rises, falls and holds, with how far and to where.
type spokenForms struct{ rose, fell, held, roseTo, fellTo, heldAt string }

var spokenIn = map[string]spokenForms{
	"en": {"rose", "fell", "held", "rose %s to %s", "fell %s to %s", "held at %s"},
	"de": {"stieg", "fiel", "blieb", "stieg um %s auf %s", "fiel um %s auf %s", "blieb bei %s"},
	"fr": {"a augmenté", "a baissé", "s’est maintenu", "a augmenté de %s à %s", "a baissé de %s à %s", "s’est maintenu à %s"},
}

// spoken prints a sentence view: "rose 14% to 12.4%", "held at 12.4%", "rose". unit is the metric's.
func spoken(f metric.Format, view string, unit metric.Unit, v metric.Value, now, base float64) string {
	lang, _, _ := strings.Cut(f.Locale, "-")
	said, ok := spokenIn[lang]
	if !ok {
		said = spokenIn["en"]
	}
	level := f.Value(now, unit)
	verb, to := said.rose, said.roseTo
	switch {
	case f.Alike(now, base, unit):
		verb, to = said.held, said.heldAt
	case now < base:
		verb, to = said.fell, said.fellTo
	}
	if strings.HasPrefix(strings.ToLower(view), "verb") {
		return verb
	}
	if verb == said.held {
		return fmt.Sprintf(to, level)
	}
	return fmt.Sprintf(to, spokenAmount(f, v), level)
}

// spokenAmount prints how far a value moved, without its sign.
func spokenAmount(f metric.Format, v metric.Value) string {
	amount := math.Abs(v.Number)
	if v.Kind == metric.Ratio {
		f.Style, f.Decimals = metric.Auto, 0 // the figure's format is the level's
		return f.Measured(metric.Value{Kind: metric.Ratio, Unit: v.Unit, Number: amount})
	}
	if f.Alike(amount, 0, v.Unit) {
		f.Decimals = 0 // nothing rises by 0 pp: 12.4% to 12.6% in whole percent is a rise by 0.2 pp to 13%
	}
	if f.Loses(amount, v.Unit) {
		f.Scale = metric.AutoScale
	}
	return f.Value(amount, v.Unit)
}

func (r *Resolver) entry(place brief.Place, a *asked) Entry {
	e := r.entryOf(a.value)
	e.Place, e.Role, e.Kind, e.Raw = place, RoleOf(place), Figure, a.token.Raw
	e.Metric, e.View, e.Format = a.metric.Name, strings.Join(strings.Fields(a.token.View), " "), a.token.Format
	if e.View == "" {
		e.View = "latest"
	}
	e.Indexed = a.style.index
	if e.Sentence = a.view.Sentence; e.Sentence {
		e.Level = a.metric.Unit
	}
	return e
}

func (r *Resolver) file(source string) string {
	if s := r.brief.Source(source); s != nil {
		return s.File
	}
	return ""
}
