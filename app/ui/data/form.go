package data

import (
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"throughline/app/brief"
	"throughline/app/fault"
	"throughline/app/figure"
	"throughline/app/metric"
	"throughline/app/say"
	"throughline/app/ui/look"
)

// form is the side form of one metric. What is typed takes effect on Enter or when the focus leaves the field.
type form struct {
	screen *Screen
	id     string // the metric shown

	title      *look.Text
	from       *look.Flow
	name       *look.Field
	unit       *look.Chip
	polarity   *look.Chip
	target     *look.Field
	definition *look.Field
	owner      *look.Field
	fresh      *look.Field     // days its newest value may stand
	uses       *fyne.Container // where the brief speaks of the metric
	object     *look.Card
}

func newForm(s *Screen) *form {
	f := &form{screen: s}
	f.title = look.NewElided("", look.Section)
	f.from = look.NewParagraph("", look.Caption)
	f.name = look.NewField(f.onName)
	f.unit = look.NewChip(nil, "", f.onUnit)
	f.polarity = look.NewChip([]string{
		say.T(metric.HigherBetter.Label()), say.T(metric.LowerBetter.Label()), say.T(metric.Neutral.Label()),
	}, "", f.onPolarity)
	f.target = look.NewField(f.onTarget)
	f.target.SetPlaceHolder(say.T("none"))
	f.definition = look.NewField(f.onDefinition)
	f.definition.SetLines(3)
	f.definition.SetPlaceHolder(say.T("What is counted, and how"))
	f.owner = look.NewField(f.onOwner)
	f.owner.SetPlaceHolder(say.T("Who answers for it"))
	f.fresh = look.NewField(f.onFresh)
	f.uses = container.New(wrapped{})
	f.object = look.NewCard(look.Column(10,
		f.title, f.from,
		look.Labelled(say.T("Name"), f.name),
		look.Line(8, f.unit, f.polarity),
		look.Labelled(say.T("Target"), f.target),
		look.Labelled(say.T("Definition"), f.definition),
		look.Labelled(say.T("Owner"), f.owner),
		look.Labelled(say.T("Days a value stays fresh"), f.fresh),
		f.uses,
		look.Line(8, look.Gap(), look.NewPlain(say.T("Delete this metric…"), f.onDelete))))
	return f
}

// show puts a metric into the form; nil hides it.
func (f *form) show(m *metric.Metric, b *brief.Brief) {
	show(f.object, m != nil)
	if m == nil {
		f.id = ""
		return
	}
	another := f.id != m.ID
	if another {
		f.commit() // what was typed belongs to the metric that was shown
		f.id = m.ID
	}
	f.title.SetText(m.Name)
	f.from.SetText(cellsOf(m, b))
	f.name.Put(m.Name, another)
	units := unitOptions(m.Unit, b.Settings.Currency)
	names := make([]string, len(units))
	for i, u := range units {
		names[i] = unitName(u)
	}
	f.unit.SetOptions(names)
	f.unit.SetSelected(unitName(m.Unit))
	f.polarity.SetSelected(say.T(m.Polarity.Label()))
	f.target.Put(typedTarget(m, b.Settings.Locale), another)
	f.definition.Put(m.Definition, another)
	f.owner.Put(m.Owner, another)
	f.fresh.SetPlaceHolder(usualFresh(m))
	days := ""
	if m.Freshness > 0 {
		days = strconv.Itoa(m.Freshness)
	}
	f.fresh.Put(days, another)
	f.uses.RemoveAll()
	uses := figure.Uses(b, m.Name)
	if len(uses) == 0 {
		f.uses.Add(look.NewText(say.T("Not used in the brief yet"), look.Caption))
		return
	}
	f.uses.Add(look.NewText(say.T("Used in"), look.Caption))
	for _, place := range uses {
		f.uses.Add(look.NewCompact(say.T(brief.Label(place)), func() { f.screen.p.OnGoTo(place) }))
	}
}

func (f *form) commit() {
	for _, x := range []*look.Field{f.name, f.target, f.definition, f.owner, f.fresh} {
		x.Commit()
	}
}

// change changes the metric in the form as one step of undo.
func (f *form) change(name string, change func(*metric.Metric)) bool {
	id := f.id
	return f.screen.do(name, func(b *brief.Brief) error {
		if m := metricWith(b, id); m != nil {
			change(m)
		}
		return nil
	})
}

func (f *form) onName(text string) bool {
	id := f.id
	return f.screen.do(say.T("Rename metric"), func(b *brief.Brief) error {
		m := metricWith(b, id)
		if m == nil {
			return nil
		}
		return figure.RenameMetric(b, m.Name, text)
	})
}

func (f *form) onUnit(name string) {
	m := metricWith(f.screen.brief, f.id)
	if m == nil {
		return
	}
	for _, u := range unitOptions(m.Unit, f.screen.brief.Settings.Currency) {
		if unitName(u) == name {
			f.change(say.T("Set unit"), func(m *metric.Metric) { m.Unit = u })
			return
		}
	}
}

func (f *form) onPolarity(label string) {
	for _, p := range []metric.Polarity{metric.HigherBetter, metric.LowerBetter, metric.Neutral} {
		if say.T(p.Label()) == label {
			f.change(say.T("Set direction"), func(m *metric.Metric) { m.Polarity = p })
		}
	}
}

func (f *form) onTarget(text string) bool {
	m := metricWith(f.screen.brief, f.id)
	if m == nil {
		return false
	}
	if text == "" {
		return f.change(say.T("Remove target"), func(m *metric.Metric) { m.Target = nil })
	}
	v, ok := metric.Format{Locale: f.screen.brief.Settings.Locale}.Entered(text, m.Unit)
	if !ok {
		f.screen.p.OnProblem(notANumber(text, m, f.screen.brief.Settings.Locale))
		return false
	}
	return f.change(say.T("Set target"), func(m *metric.Metric) { m.Target = &metric.Target{Value: v, Reason: "set by hand"} })
}

func (f *form) onDefinition(text string) bool {
	return f.change(say.T("Edit definition"), func(m *metric.Metric) { m.Definition = text })
}

func (f *form) onOwner(text string) bool {
	return f.change(say.T("Set owner"), func(m *metric.Metric) { m.Owner = text })
}

// mostFresh is ten years: what is fresh for longer is never stale.
const mostFresh = 3653

// onFresh sets how many days after the end of its period a value may stand before it is called stale.
func (f *form) onFresh(text string) bool {
	if text == "" {
		return f.change(say.T("Remove the limit of freshness"), func(m *metric.Metric) { m.Freshness = 0 })
	}
	days, err := strconv.Atoi(strings.TrimSpace(strings.TrimSuffix(strings.TrimSuffix(strings.ToLower(text), "s"), "day")))
	if err != nil || days < 1 || days > mostFresh {
		f.screen.p.OnProblem(fault.New(fault.Usage, say.F("“%s” is no number of days; type one, or nothing for what is usual.", text), nil))
		return false
	}
	return f.change(say.T("Set the limit of freshness"), func(m *metric.Metric) { m.Freshness = days })
}

// usualFresh says what holds for a metric without a limit of its own.
func usualFresh(m *metric.Metric) string {
	c := *m
	c.Freshness = 0
	if days := c.FreshFor(); days > 0 {
		return say.F("%d, as is usual", days)
	}
	return say.T("never stale")
}

// onDelete asks before a metric goes that the brief speaks of, and names where.
func (f *form) onDelete() {
	m := metricWith(f.screen.brief, f.id)
	if m == nil {
		return
	}
	id, name := m.ID, m.Name
	remove := func() {
		f.screen.do(say.F("Delete %s", name), func(b *brief.Brief) error { b.RemoveMetric(id); return nil })
	}
	uses := figure.Uses(f.screen.brief, name)
	c := fyne.CurrentApp().Driver().CanvasForObject(f.object)
	if c == nil {
		return
	}
	words := say.T("Nothing in the brief uses it. The file it came from is not changed; importing it again brings it back.")
	if len(uses) > 0 {
		words = say.F("%s\n\nThose figures will not resolve until they are changed, and the brief cannot be exported before.", usesText(f.screen.brief, uses))
	}
	look.Ask(c, say.F("Delete “%s”?", look.Section.Fit(name, 300)), words, say.T("Keep it"), look.Answer{Text: say.T("Delete"), Lost: true, Do: remove})
}

// usesText lists the places that need a metric, each with its text.
func usesText(b *brief.Brief, uses []brief.Place) string {
	lines := []string{say.T("The brief uses it here:")}
	for _, place := range uses {
		line := "•  " + say.T(brief.Label(place))
		if text, ok := b.Text(place); ok && text != "" {
			line += ": “" + shorten(text, 90) + "”"
		}
		lines = append(lines, line)
	}
	return strings.Join(lines, "\n")
}

func shorten(text string, most int) string {
	runes := []rune(text)
	if len(runes) <= most {
		return text
	}
	return string(runes[:most]) + "…"
}
