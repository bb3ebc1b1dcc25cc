package evidence

import (
	"cmp"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"throughline/app/brief"
	"throughline/app/coach"
	"throughline/app/metric"
	"throughline/app/say"
	"throughline/app/ui/look"
)

// ranked puts the metrics that have most to say first, each with what that is.
func ranked(b *brief.Brief, rows []pickRow) []pickRow {
	at := map[string]int{}
	for i, s := range coach.Rank(b) {
		at[s.Metric] = i
		for j := range rows {
			if rows[j].name == s.Metric {
				rows[j].why = strings.TrimPrefix(s.Text, s.Metric+" ")
			}
		}
	}
	slices.SortStableFunc(rows, func(a, b pickRow) int { return cmp.Compare(at[a.name], at[b.name]) })
	return rows
}

// advise shows the chart that fits the data and the sentence of the evidence, where it is not the one there is.
func (s *Screen) advise() {
	b := s.brief
	var metrics []*metric.Metric
	names := []string{b.Evidence.Hero}
	if c := b.Evidence.Chart; c != nil {
		names = c.Metrics
	}
	for _, name := range names {
		if m := b.Metric(name); m != nil {
			metrics = append(metrics, m)
		}
	}
	lead := b.Beats[brief.Evidence].Lead + " " + b.Beats[brief.Evidence].Body
	a, ok := coach.Advise(metrics, lead)
	at := slices.IndexFunc(chartKinds, func(f chartKind) bool { return f.Kind == a.Kind })
	var hints []hint
	if ok && at >= 0 && (b.Evidence.Chart == nil || b.Evidence.Chart.Kind != a.Kind) && chartKinds[at].possible(b) {
		hints = []hint{{look.ToneCalm, say.T(a.Kind.Label()), say.T(a.Reason), say.T("Use it"), a.Kind}}
	}
	s.put(s.advice, hints)
}

// baseForm is what a hero needs to be believed: over what it was counted, and with what it is compared.
type baseForm struct {
	p          Params
	setting    bool // the fields are being filled, not typed in
	n, against *look.Input
	object     *fyne.Container
}

func newBaseForm(p Params) *baseForm {
	f := &baseForm{p: p, n: look.NewInput(say.T("1,204 trials")), against: look.NewInput(say.T("vs Q2, same cohort"))}
	for place, e := range map[brief.Place]*look.Input{"evidence.n": f.n, "evidence.against": f.against} {
		e.OnChanged = func(text string) {
			if f.setting {
				return
			}
			if err := p.Type(place, text); err != nil {
				p.OnProblem(err)
			}
		}
	}
	f.object = container.New(look.Grid{Least: 200, Most: 2}, look.Labelled(say.T("Counted over (n)"), f.n), look.Labelled(say.T("Compared with"), f.against))
	return f
}

// show fills the fields; one that already holds the text is left alone, so that the caret stays.
func (f *baseForm) show(p brief.Proof) {
	f.setting = true
	defer func() { f.setting = false }()
	if f.n.Text != p.N {
		f.n.SetText(p.N)
	}
	if f.against.Text != p.Against {
		f.against.SetText(p.Against)
	}
}

// Focus returns what is to have the focus for a place of the evidence; nil where nothing of it is typed.
func (s *Screen) Focus(place brief.Place) fyne.Focusable {
	inputs := map[brief.Place]*look.Input{
		"evidence.n": s.base.n, "evidence.against": s.base.against,
		"evidence.quote": s.quote.words, "evidence.quote.role": s.quote.role, "evidence.quote.segment": s.quote.segment,
		"evidence.quote.date": s.quote.date, "evidence.quote.consent": s.quote.consent, "evidence.quote.similar": s.quote.similar,
	}
	if e := inputs[place]; e != nil {
		return e
	}
	if f := s.details.focus(place); f != nil {
		return f
	}
	return s.priorities.list.Focus(place)
}
