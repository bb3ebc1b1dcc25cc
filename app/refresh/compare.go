package refresh

import (
	"slices"
	"strings"
	"time"

	"throughline/app/brief"
	"throughline/app/claim"
	"throughline/app/figure"
	"throughline/app/metric"
	"throughline/app/say"
)

// FigureChange is a figure that prints something else.
type FigureChange struct {
	Place     brief.Place `json:"place"`
	Figure    string      `json:"figure"` // as it is written: "{Trial conversion | growth}"
	Old       string      `json:"old"`    // as it printed; empty where it did not resolve
	New       string      `json:"new"`
	OldValue  *float64    `json:"oldValue"` // null where it does not resolve
	NewValue  *float64    `json:"newValue"`
	Direction int         `json:"direction"` // 1 up, -1 down, 0 neither
	Good      int         `json:"good"`      // 1 an improvement, -1 the opposite, 0 neither
	Why       string      `json:"why"`       // "Oct 2026 after Sep 2026", "Aug 2026 restated"
	Sentence  string      `json:"sentence"`  // that it stands in, as written
	Metric    string      `json:"metric"`
	File      string      `json:"file"`
	Sheet     string      `json:"sheet"`
	Cell      string      `json:"cell"` // of the new value
}

// ChartChange is what is drawn otherwise.
type ChartChange struct {
	Kind  brief.ChartKind `json:"kind"`
	Marks []Mark          `json:"marks"`
}

// Mark is one value of the chart that is new, gone or another; an empty text means there is none.
type Mark struct {
	Metric   string `json:"metric"`
	Scenario string `json:"scenario"` // "AC"; "target" for the target
	Label    string `json:"label"`    // the period or category
	Old      string `json:"old"`
	New      string `json:"new"`
}

// Compare says what is different for a reader between two states of one brief with the same texts: every figure that
// prints something else, every sentence that became untrue, every part that is judged otherwise, the hero, the chart, the
// targets and what is stale.
func Compare(before, after *brief.Brief, day time.Time) *Review {
	v := &Review{
		Sources: []SourceChange{}, Questions: []Question{}, Figures: []FigureChange{}, Sentences: []SentenceChange{}, Criteria: []Criterion{},
		Metrics: []Row{}, Targets: []TargetChange{}, Stale: []StaleMetric{}, Left: []string{}, Notes: []string{},
	}
	c := &comparison{before: before, after: after, old: figure.New(before), new: figure.New(after)}
	c.oldClaims, c.newClaims = claim.New(c.old, before), claim.New(c.new, after)
	hero := heroFigures(before, after)
	c.was, c.is = shown(before, hero), shown(after, hero)
	for i := range c.was {
		if change, ok := c.figure(c.was[i], c.is[i]); ok {
			v.Figures = append(v.Figures, change)
			if change.Place == heroPlace && v.Hero == nil { // its number, or else what it is compared with
				v.Hero = &change
			}
		}
	}
	v.Sentences = append(v.Sentences, c.sentences(day)...)
	v.Criteria = append(v.Criteria, judged(before, after, day)...)
	v.Chart = c.chart()
	for _, m := range after.Metrics {
		if old := byID(before, m.ID); old != nil {
			if t := (TargetChange{m.Name, targetText(before, old), targetText(after, m)}); t.Old != t.New {
				v.Targets = append(v.Targets, t)
			}
		}
	}
	for _, s := range after.Stale(day) {
		if s.Past > 0 || !s.Newest.IsZero() { // what is asked of it is told with its metric
			v.Stale = append(v.Stale, staleMetric(after, s))
		}
	}
	return v
}

// judged lists the parts whose state is another one after than before, each kind by its own rule; a part that is in one of
// the two alone is not listed.
func judged(before, after *brief.Brief, day time.Time) []Criterion {
	var flipped []Criterion
	was, is := figure.PartView(before, day), figure.PartView(after, day)
	for p := range after.EachPart() {
		if p.Spec.Judge == nil {
			continue
		}
		old, _, ok := before.PartAt(p.Place)
		if !ok {
			continue
		}
		if c := (Criterion{p.Name(), p.Spec.Judge(was, old.Part), p.Spec.Judge(is, p.Part)}); c.Old != c.New {
			flipped = append(flipped, c)
		}
	}
	return flipped
}

// staleMetric says why a metric is stale.
func staleMetric(b *brief.Brief, s brief.Stale) StaleMetric {
	name := s.Metric.Name
	stale := StaleMetric{Metric: name, Last: s.Last.Label(), Used: len(figure.Uses(b, name)) > 0, behind: !s.Newest.IsZero()}
	if s.Past > 0 {
		stale.Why = say.F("%s past the %d it may be old", counted(s.Past, "day"), s.Limit)
	} else {
		stale.Why = say.F("no newer value, while others of its table run to %s", s.Newest.Label())
	}
	return stale
}

const heroPlace = brief.Place("evidence.hero")

// comparison is two states of a brief with their figures resolved, token by token.
type comparison struct {
	before, after *brief.Brief
	old, new      *figure.Resolver // of the two
	oldClaims     *claim.Reader    // of their texts, each of which knows its metrics' values once for all sentences
	newClaims     *claim.Reader
	was, is       []shownFigure
}

// shownFigure is a figure of a text with what it prints.
type shownFigure struct {
	place    brief.Place
	raw      string
	text     string // as printed; empty where it does not resolve
	entry    *figure.Entry
	sentence string
}

// heroFigures returns the figures that the hero is printed as, its number and what that is compared with, before or after.
func heroFigures(states ...*brief.Brief) []brief.Field {
	var fields []brief.Field
	add := func(name, view string) {
		f := brief.Field{Place: heroPlace, Text: figure.Write(name, view, "")}
		if !slices.Contains(fields, f) {
			fields = append(fields, f)
		}
	}
	for _, b := range states {
		if name := b.Evidence.Hero; name != "" {
			add(name, "")
			if m := b.Metric(name); m != nil && m.Grain() != metric.GrainNone {
				for _, c := range figure.New(b).Comparisons(m) {
					add(name, c.View)
				}
			}
		}
	}
	return fields
}

// shown resolves every figure of a brief in reading order, and then those of the hero.
func shown(b *brief.Brief, hero []brief.Field) []shownFigure {
	resolver := figure.New(b)
	texts := resolver.Brief()
	var list []shownFigure
	add := func(f brief.Field, t figure.Text) {
		tokens, _ := figure.Scan(f.Text)
		piece, at := 0, 0
		for _, token := range tokens {
			if token.Start > at {
				piece++ // the words before it
			}
			p := t.Pieces[piece]
			text := p.Text
			if p.Entry == nil {
				text = ""
			}
			list = append(list, shownFigure{f.Place, token.Raw, text, p.Entry, brief.SentenceAt(f.Text, token.Start)})
			piece, at = piece+1, token.End
		}
	}
	for _, f := range b.Fields() {
		add(f, texts[f.Place])
	}
	if len(hero) > 0 && resolver.ShareScale(hero[0], hero[1:]...) {
		for i, t := range resolver.Block(hero...) {
			add(hero[i], t)
		}
		return list
	}
	for _, f := range hero {
		add(f, resolver.Field(f.Place, f.Text))
	}
	return list
}

// figure says how one figure changed, or false where it prints as before.
func (c *comparison) figure(was, is shownFigure) (FigureChange, bool) {
	if was.text == is.text {
		return FigureChange{}, false
	}
	f := FigureChange{Place: was.place, Figure: was.raw, Old: was.text, New: is.text, Sentence: was.sentence}
	if was.entry != nil {
		f.Metric, f.OldValue = was.entry.Metric, &was.entry.Value
	}
	if is.entry == nil {
		f.Why = say.T("it has no value any more")
		return f, true
	}
	e := is.entry
	f.Metric, f.NewValue, f.File, f.Sheet = e.Metric, &e.Value, e.File, e.Sheet
	if len(e.Cells) > 0 {
		f.Cell = e.Cells[0]
	}
	if was.entry == nil {
		f.Why = say.T("it has a value again")
		return f, true
	}
	switch {
	case e.Value > was.entry.Value:
		f.Direction = 1
	case e.Value < was.entry.Value:
		f.Direction = -1
	}
	if m := c.after.Metric(e.Metric); m != nil {
		f.Good = m.Polarity.Good(float64(f.Direction))
	}
	f.Why = c.why(was.entry, e)
	return f, true
}

// why says what made a figure change: another period, a target, or a value that was restated.
func (c *comparison) why(was, is *figure.Entry) string {
	switch {
	case was.AsOf != is.AsOf && !is.AsOf.IsZero():
		return say.F("%s after %s", is.AsOf.Label(), was.AsOf.Label())
	case was.Unit != is.Unit:
		return say.T("another unit")
	}
	old, now := c.before.Metric(was.Metric), c.after.Metric(is.Metric)
	if old == nil || now == nil {
		return say.T("another value")
	}
	if targetText(c.before, old) != targetText(c.after, now) && strings.Contains(strings.ToLower(is.View), "target") {
		return say.T("another target")
	}
	var labels []string
	for _, m := range restated(old, now, metric.Format{}) {
		if spoken(is, m.Period) {
			labels = append(labels, m.Period.Label())
		}
	}
	switch {
	case len(labels) == 0 && equal(was.Value, is.Value):
		return say.T("another scale, shared with the figures beside it")
	case len(labels) == 0:
		return say.T("another value")
	case len(labels) > 2:
		return say.F("%d periods restated", len(labels))
	}
	return say.F("%s restated", strings.Join(labels, " and "))
}

// spoken reports whether a figure speaks of a period: it is one of the two it compares, or within what it sums up.
func spoken(e *figure.Entry, p metric.Period) bool {
	if p == e.AsOf || p == e.Base {
		return true
	}
	over := strings.HasPrefix(e.View, "average") || strings.HasPrefix(e.View, "total") || strings.HasPrefix(e.View, "high") || strings.HasPrefix(e.View, "low")
	return over && !p.Before(e.Base)
}

func byID(b *brief.Brief, id string) *metric.Metric {
	i := slices.IndexFunc(b.Metrics, func(m *metric.Metric) bool { return m.ID == id })
	if i < 0 {
		return nil
	}
	return b.Metrics[i]
}

func targetText(b *brief.Brief, m *metric.Metric) string {
	if m.Target == nil {
		return ""
	}
	return metric.Format{Locale: b.Settings.Locale}.Value(m.Target.Value, m.Unit)
}

// chart says which marks of the chart changed, or nil.
func (c *comparison) chart() *ChartChange {
	ch := c.after.Evidence.Chart
	if ch == nil {
		return nil
	}
	change := &ChartChange{Kind: ch.Kind, Marks: []Mark{}}
	for _, name := range ch.Metrics {
		old, now := c.before.Metric(name), c.after.Metric(name)
		if old == nil || now == nil {
			continue
		}
		change.Marks = append(change.Marks, marks(old, now, ch, c.after)...)
	}
	if len(change.Marks) == 0 {
		return nil
	}
	return change
}

// marks lists the values of a metric that are drawn otherwise: of the scenarios and the periods that the form shows.
func marks(old, now *metric.Metric, ch *brief.Chart, b *brief.Brief) []Mark {
	format := metric.Format{Locale: b.Settings.Locale}
	was, is := drawn(old, ch, b), drawn(now, ch, b)
	one := ch.Kind.Facts().Shown == brief.Latest && now.Grain() != metric.GrainNone
	var list []Mark
	for _, sc := range []metric.Scenario{metric.AC, metric.PY, metric.PL, metric.FC} {
		if one {
			p, q := last(was[sc]), last(is[sc])
			if p.Period != q.Period || !equal(p.Value, q.Value) {
				list = append(list, Mark{now.Name, sc.String(), q.Period.Label(), format.Value(p.Value, old.Unit), format.Value(q.Value, now.Unit)})
			}
			continue
		}
		had, has := finder(old.In(sc)), finder(now.In(sc))
		for _, q := range is[sc] {
			if p, had := had(q); !had {
				list = append(list, Mark{now.Name, sc.String(), pointLabel(q), "", format.Value(q.Value, now.Unit)})
			} else if !equal(p.Value, q.Value) || old.Unit != now.Unit {
				list = append(list, otherMark(format, old, now, sc, p, q))
			}
		}
		for _, p := range was[sc] {
			if _, has := has(p); !has {
				list = append(list, Mark{now.Name, sc.String(), pointLabel(p), format.Value(p.Value, old.Unit), ""})
			}
		}
	}
	if was, is := targetText(b, old), targetText(b, now); was != is {
		list = append(list, Mark{now.Name, "target", "", was, is})
	}
	return list
}

// otherMark is a mark with another value, or the same in another unit.
func otherMark(format metric.Format, old, now *metric.Metric, sc metric.Scenario, p, q metric.Point) Mark {
	m := Mark{Metric: now.Name, Scenario: sc.String(), Label: pointLabel(q)}
	if old.Unit != now.Unit {
		m.Old, m.New = format.Value(p.Value, old.Unit), format.Value(q.Value, now.Unit)
	} else {
		m.Old, m.New = tellApart(format, p.Value, q.Value, now.Unit)
	}
	return m
}

// drawn returns the points of a metric that a chart shows, by scenario.
func drawn(m *metric.Metric, ch *brief.Chart, b *brief.Brief) map[metric.Scenario][]metric.Point {
	shown := map[metric.Scenario][]metric.Point{}
	if m.Actual() == nil || len(m.Actual().Points) == 0 {
		return shown
	}
	shows := showing(m, ch, max(b.Settings.FiscalStart, time.January))
	for _, s := range m.Series {
		if !ch.Kind.Draws(m, s.Scenario) {
			continue
		}
		for _, p := range s.Points {
			if p.Period.IsZero() || shows(p.Period) {
				shown[s.Scenario] = append(shown[s.Scenario], p)
			}
		}
	}
	return shown
}

// showing returns which periods of a metric a chart shows. Bars and bullets show the latest one up to the end of the window.
func showing(m *metric.Metric, ch *brief.Chart, fiscalStart time.Month) func(metric.Period) bool {
	points := m.Actual().Points
	latest := points[len(points)-1].Period
	if latest.IsZero() {
		return func(metric.Period) bool { return true }
	}
	if ch.Kind.Facts().Shown == brief.TwoPeriods {
		from, until := ch.Ends(m, latest, fiscalStart)
		return func(p metric.Period) bool { return p == from || p == until }
	}
	from, until, _ := ch.Window(m, fiscalStart)
	return func(p metric.Period) bool { return !p.Before(from) && !until.Before(p) }
}

// last returns the last of some points, a zero one where there is none.
func last(points []metric.Point) metric.Point {
	if len(points) == 0 {
		return metric.Point{}
	}
	return points[len(points)-1]
}

func pointLabel(p metric.Point) string {
	if p.Period.IsZero() {
		return p.Category
	}
	return p.Period.Label()
}
