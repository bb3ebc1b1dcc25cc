// Package evidence is the screen where the one piece of evidence is chosen: the hero, which is a metric or a quote and
// never both, and the one chart. It changes the brief through Params and reads it from the snapshots that Show gets.
//
//	screen := evidence.New(evidence.Params{Do: session.Do, Type: session.Type, OnImport: …, OnProblem: …})
//	screen.Show(session.Brief())     // at once, and after every change
//	screen.SetFindings(findings)     // when the brief was looked at
//	… screen.Object() …
//
// It draws no chart of the brief: the page beside it does. Everything here belongs to the window's goroutine.
package evidence

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"throughline/app/brief"
	"throughline/app/metric"
	"throughline/app/say"
	"throughline/app/ui/look"
)

// Params is what the screen needs. All fields are required.
type Params struct {
	// Do changes the brief as one step of undo; see session.Do.
	Do func(name string, change func(*brief.Brief) error) error
	// Type puts what was typed at a place; see session.Type.
	Type func(place brief.Place, text string) error
	// OnImport asks for a spreadsheet.
	OnImport func()
	// OnProblem is told why a change was refused.
	OnProblem func(err error)
}

// Screen is the screen. Make one with New and give it a brief with Show.
type Screen struct {
	p        Params
	brief    *brief.Brief
	findings []brief.Finding
	// The hero that was put aside for the other kind comes back when the choice is taken back.
	lastHero  string
	lastQuote brief.Quote

	asMetric, asQuote *look.Tile
	heroes            *picker
	base              *baseForm
	quote             *quoteForm
	noMetrics         fyne.CanvasObject
	heroFindings      *fyne.Container

	kinds         []*kindTile
	subjects      *picker
	subjectsTitle *look.Text
	noChart       *look.Button
	advice        *fyne.Container
	details       *details
	priorities    *priorities
	chartFindings *fyne.Container

	scrolled *look.Scrolled

	hints map[*fyne.Container]*hintList // what is said in heroFindings, advice and chartFindings
}

// contentMost keeps the cards at a width that reads well on a wide screen.
const contentMost float32 = 832

// New returns the screen of an empty brief.
func New(p Params) *Screen {
	s := &Screen{p: p, brief: brief.New("")}
	s.asMetric = newChoice(say.T("A metric"), say.T("One number and its comparison."), func() { s.setHero(s.firstHero()) })
	s.asQuote = newChoice(say.T("A quote"), say.T("A customer’s words, and who said them."), s.setQuote)
	s.heroes = newPicker(false, func(name string) { s.setHero(name) })
	s.heroes.height = whyHeight
	s.base = newBaseForm(p)
	s.advice = look.Column(0)
	s.details = newDetails(s)
	s.priorities = newPriorities(s)
	s.quote = newQuoteForm(p)
	s.noMetrics = look.Between(
		look.NewParagraph(say.T("There are no metrics yet. Import a spreadsheet to choose one."), look.Quiet),
		look.NewButton(say.T("Import…"), p.OnImport))
	s.heroFindings, s.chartFindings = look.Column(6), look.Column(6)
	s.hints = map[*fyne.Container]*hintList{s.heroFindings: {}, s.advice: {}, s.chartFindings: {}}
	for _, f := range chartKinds {
		s.kinds = append(s.kinds, newKindTile(f, func() { s.setKind(f) }))
	}
	s.subjects = newPicker(true, s.toggleSubject)
	s.subjectsTitle = look.NewText("", look.Style{Size: look.SizeSmall, Bold: true})
	s.noChart = look.NewPlain(say.T("No chart"), s.removeChart)

	tiles := make([]fyne.CanvasObject, len(s.kinds))
	for i, k := range s.kinds {
		tiles[i] = k
	}
	hero := look.NewCard(look.Column(12,
		look.NewText(say.T("Hero"), look.Name),
		container.New(look.Grid{Least: 200, Most: 2}, s.asMetric, s.asQuote),
		s.noMetrics, s.heroes.object, s.base.object, s.quote.object, s.heroFindings))
	chart := look.NewCard(look.Column(12,
		look.Between(look.NewText(say.T("Chart"), look.Name), s.noChart), s.advice,
		container.New(look.Grid{Least: 210, Most: 2}, tiles...),
		s.subjectsTitle, s.subjects.object, s.details.object, s.chartFindings))
	s.scrolled = look.NewScrolled(look.Inset(look.Column(12, hero, chart, s.priorities.object), 18, 18, 24, 24), contentMost,
		s.heroes.pile, s.subjects.pile)
	s.Show(s.brief)
	return s
}

// Object returns what to put in the window.
func (s *Screen) Object() fyne.CanvasObject {
	return container.NewStack(look.NewFill(look.Ground), s.scrolled)
}

// Show shows another snapshot of the brief.
func (s *Screen) Show(b *brief.Brief) {
	s.brief = b
	e := b.Evidence
	if e.Hero != "" {
		s.lastHero = e.Hero
	}
	quoted := e.Quote != nil
	if quoted {
		s.lastQuote = *e.Quote
	}
	some := len(b.Metrics) > 0
	s.asMetric.SetActive(e.Hero != "")
	s.asQuote.SetActive(quoted)
	show(s.quote.object, quoted)
	show(s.heroes.object, !quoted && some)
	show(s.noMetrics, !quoted && !some)
	s.heroes.show(ranked(b, rowsOf(b, b.Metrics, []string{e.Hero})))
	show(s.base.object, e.Hero != "")
	s.base.show(e)
	s.quote.show(e.Quote)
	s.refreshChart()
	s.priorities.show(b)
	s.showFindings()
}

// SetFindings shows what was found out about the hero, the chart and the priorities.
func (s *Screen) SetFindings(findings []brief.Finding) {
	s.findings = findings
	s.showFindings()
}

func (s *Screen) showFindings() {
	s.priorities.list.Show(s.brief, s.findings)
	s.fill(s.heroFindings, s.findings, "evidence.hero", "evidence.quote")
	s.fill(s.chartFindings, s.findings, "evidence.chart")
	s.scrolled.Refresh()
}

// refreshChart shows the kinds that have something to show, and what the chosen one can show.
func (s *Screen) refreshChart() {
	c := s.brief.Evidence.Chart
	for i, k := range s.kinds {
		k.set(c != nil && c.Kind == chartKinds[i].Kind, chartKinds[i].possible(s.brief))
	}
	s.advise()
	s.details.show(s.brief)
	show(s.noChart, c != nil)
	show(s.subjects.object, c != nil)
	show(s.subjectsTitle, c != nil)
	if c == nil {
		return
	}
	f := chartKindOf(c.Kind)
	s.subjectsTitle.SetText(f.Asks)
	s.subjects.many = f.Many
	s.subjects.show(rowsOf(s.brief, f.offered(s.brief, c.Metrics), c.Metrics))
}

func (s *Screen) do(name string, change func(*brief.Brief)) {
	err := s.p.Do(name, func(b *brief.Brief) error {
		change(b)
		return nil
	})
	if err != nil {
		s.p.OnProblem(err)
		s.Show(s.brief)
	}
}

// firstHero is the metric that comes back, or the first there is.
func (s *Screen) firstHero() string {
	if m := s.brief.Metric(s.lastHero); m != nil {
		return m.Name
	}
	if len(s.brief.Metrics) > 0 {
		return s.brief.Metrics[0].Name
	}
	return ""
}

// setHero makes a metric the hero. The quote goes: there is one hero. Without a chart the metric gets the first that
// can show it.
func (s *Screen) setHero(name string) {
	if name == "" {
		s.do(say.T("Choose a metric as evidence"), func(b *brief.Brief) { b.Evidence.Quote = nil })
		return
	}
	s.do(say.F("Choose %s as evidence", name), func(b *brief.Brief) {
		b.Evidence.Hero, b.Evidence.Quote = name, nil
		m := b.Metric(name)
		if b.Evidence.Chart != nil || m == nil {
			return
		}
		for _, f := range chartKinds {
			if f.Fits(m) {
				b.Evidence.Chart = &brief.Chart{Kind: f.Kind, Metrics: []string{name}}
				return
			}
		}
	})
}

func (s *Screen) setQuote() {
	if s.brief.Evidence.Quote != nil {
		return
	}
	q := s.lastQuote
	s.do(say.T("Choose a quote as evidence"), func(b *brief.Brief) { b.Evidence.Hero, b.Evidence.Quote = "", &q })
}

// setKind changes the chart's form. What it shows stays where the form can show it; otherwise it shows the hero, or the
// first metric that fits.
func (s *Screen) setKind(f chartKind) {
	s.do(say.F("Choose %s chart", say.Within(say.T(f.Kind.Label()))), func(b *brief.Brief) {
		var names []string
		if b.Evidence.Chart != nil {
			names = f.keep(b, b.Evidence.Chart.Metrics)
		}
		if len(names) == 0 {
			names = f.keep(b, []string{b.Evidence.Hero})
		}
		if fitting := f.fitting(b.Metrics); len(names) == 0 && len(fitting) > 0 {
			names = []string{fitting[0].Name}
		}
		if len(names) == 0 {
			return
		}
		chart := &brief.Chart{}
		if b.Evidence.Chart != nil {
			chart = b.Evidence.Chart
		}
		b.Evidence.Chart = chart.In(f.Kind)
		b.Evidence.Chart.Metrics = f.filled(b, names)
	})
}

// toggleSubject shows a metric in the chart, or where it can show several takes it out again. The last one stays.
func (s *Screen) toggleSubject(name string) {
	c := s.brief.Evidence.Chart
	if c == nil {
		return
	}
	names := []string{name}
	if chartKindOf(c.Kind).Many {
		names = slices.DeleteFunc(slices.Clone(c.Metrics), func(n string) bool { return strings.EqualFold(n, name) })
		if len(names) == len(c.Metrics) {
			names = append(names, name)
		}
	}
	if len(names) == 0 {
		return
	}
	s.do(say.T("Choose what the chart shows"), func(b *brief.Brief) {
		b.Evidence.Chart = c.In(c.Kind)
		b.Evidence.Chart.Metrics = names
	})
}

func (s *Screen) removeChart() {
	s.do(say.T("Remove the chart"), func(b *brief.Brief) { b.Evidence.Chart = nil })
}

func show(o fyne.CanvasObject, on bool) {
	if on {
		o.Show()
	} else {
		o.Hide()
	}
}

// rowsOf says for each metric what the lists show of it.
func rowsOf(b *brief.Brief, metrics []*metric.Metric, chosen []string) []pickRow {
	format := metric.Format{Locale: b.Settings.Locale}
	rows := make([]pickRow, len(metrics))
	for i, m := range metrics {
		r := pickRow{name: m.Name}
		r.chosen = slices.ContainsFunc(chosen, func(n string) bool { return strings.EqualFold(n, m.Name) })
		if v, err := m.Latest(); err == nil {
			r.value = format.Measured(v)
			r.when = v.Period.Label()
		} else if actual := m.Actual(); actual != nil && len(actual.Points) > 0 {
			r.value = plural(len(actual.Points), "value")
		}
		if v, err := m.Change(metric.Period{}, metric.Period{}); err == nil {
			r.change, r.good = arrow(v.Number)+format.Measured(v), m.Polarity.Good(v.Number)
			if !strings.ContainsAny(r.change, "123456789") { // what prints as no change is none
				r.change, r.good = say.T("no change"), 0
			}
		}
		rows[i] = r
	}
	return rows
}

// arrow says the direction in a shape as well as in the sign.
func arrow(d float64) string {
	switch {
	case d > 0:
		return "▲ "
	case d < 0:
		return "▼ "
	}
	return ""
}
