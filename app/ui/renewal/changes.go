package renewal

import (
	"fmt"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"throughline/app/brief"
	"throughline/app/figure"
	"throughline/app/refresh"
	"throughline/app/say"
	"throughline/app/ui/look"
)

// group is a card with a name, how many there are, and rows.
func group(name string, n int, rows ...fyne.CanvasObject) fyne.CanvasObject {
	head := look.Between(look.NewElided(name, look.Name), look.NewText(fmt.Sprint(n), look.Caption))
	return look.NewCard(look.Column(8, append([]fyne.CanvasObject{head}, rows...)...))
}

var quietSmall = look.Style{Color: look.Muted, Size: look.SizeSmall}

// addSentences lists what is no longer true, each as it would print, with a way to its field.
func (s *Screen) addSentences() {
	var rows []fyne.CanvasObject
	for _, x := range s.review.Sentences {
		words := s.after.Field(x.Place, x.Text).String()
		head := look.NewFlow(look.Caption,
			look.Run{Text: say.T(brief.Label(x.Place)), Style: look.Style{Color: look.Warn, Size: look.SizeSmall, Bold: true}})
		text := look.Column(2, head, look.NewParagraph(words, look.Body), look.NewParagraph(why(x.Why, x.Text), quietSmall))
		actions := []fyne.CanvasObject{s.shown(look.NewCompact(say.T("Edit"), func() { s.p.OnEdit(x.Place) }))}
		if x.Edit != nil {
			actions = append(actions, s.shown(look.NewCompact(s.mendWords(*x.Edit), func() { s.p.OnMend(*x.Edit) })))
		}
		rows = append(rows, look.Between(text, look.Column(4, actions...)))
	}
	for _, c := range s.review.Criteria {
		rows = append(rows, changeRow(c.Name, "", c.Old, c.New, "", 0))
	}
	if len(rows) > 0 {
		s.read.Add(group(say.T("To read again: the new numbers say otherwise"), len(rows), rows...))
	}
}

// shown brings a button into sight when it gets the focus.
func (s *Screen) shown(b *look.Button) *look.Button {
	b.OnFocus = func() { s.scrolled.Reveal(b) }
	return b
}

// mendWords says what a change puts into the text, as it would print.
func (s *Screen) mendWords(e brief.Edit) string {
	if e.With == "" {
		return say.F("Leave out “%s”", e.Is)
	}
	return say.F("Use “%s”", s.after.Field(e.Place, e.With).String())
}

// why is the reason without the sentence that stands above it.
func why(text, sentence string) string {
	if rest, ok := strings.CutPrefix(text, "“"+sentence+"”"); ok {
		return "It" + rest
	}
	return text
}

// addFigures lists every figure that prints something else, old and new in columns of their own.
func (s *Screen) addFigures() {
	var rows []fyne.CanvasObject
	for _, f := range s.review.Figures {
		from := f.Why
		if f.Cell != "" {
			from += "\n" + cellOf(f.Sheet, f.Cell)
		}
		rows = append(rows, changeRow(say.T(brief.Label(f.Place)), figureName(f), f.Old, f.New, from, f.Good))
	}
	for _, t := range s.review.Targets {
		rows = append(rows, changeRow(say.T("Target"), t.Metric, t.Old, t.New, "", 0))
	}
	if len(rows) > 0 {
		s.decide.Add(group(say.T("Figures that change"), len(rows), rows...))
	}
}

// figureName is a figure without its braces; the hero is called by its metric.
func figureName(f refresh.FigureChange) string {
	if tokens, _ := figure.Scan(f.Figure); len(tokens) == 1 {
		name := tokens[0].Metric
		if tokens[0].View != "" {
			name += " | " + tokens[0].View
		}
		return name
	}
	return f.Metric
}

func cellOf(sheet, cell string) string {
	if sheet == "" {
		return cell
	}
	return sheet + "!" + cell
}

// changeRow is one change: where, of what, old and new, and why. good colours the new value: 1 an improvement, −1 the
// opposite.
func changeRow(where, what, old, now, from string, good int) fyne.CanvasObject {
	style := look.Style{Bold: true, Size: look.SizeSmall}
	switch {
	case good > 0:
		style.Color = look.Good
	case good < 0:
		style.Color = look.Bad
	}
	if old == "" {
		old = "–"
	}
	if now == "" {
		now = "–"
	}
	right := look.Style{Color: look.Muted, Size: look.SizeSmall, Align: fyne.TextAlignTrailing}
	names := look.Column(0, look.NewElided(where, look.Caption))
	if what != "" {
		names.Add(look.NewElided(what, look.Small))
	}
	values := look.NewFlow(style, look.Run{Text: "→ ", Style: quietSmall}, look.Run{Text: now, Style: style})
	return container.New(changeColumns{}, names, look.NewParagraph(old, right), values, look.NewParagraph(from, look.Caption))
}

// changeColumns lays a change in columns that line up from row to row.
type changeColumns struct{}

// The shares of the columns; the rest is the reason's.
const (
	whereShare = 0.33
	oldShare   = 0.21
	newShare   = 0.21
	changeGap  = 10
)

func (changeColumns) widths(width float32) [4]float32 {
	w := max(0, width-3*changeGap)
	return [4]float32{w * whereShare, w * oldShare, w * newShare, w * (1 - whereShare - oldShare - newShare)}
}

func (changeColumns) MinSize(o []fyne.CanvasObject) fyne.Size {
	h := float32(0)
	for _, c := range o {
		h = max(h, c.MinSize().Height)
	}
	return fyne.NewSize(300, h)
}

func (l changeColumns) Layout(o []fyne.CanvasObject, size fyne.Size) {
	x := float32(0)
	for i, w := range l.widths(size.Width) {
		o[i].Move(fyne.NewPos(x, 0))
		o[i].Resize(fyne.NewSize(w, o[i].MinSize().Height))
		x += w + changeGap
	}
}

// mostMarks is how many values of the chart are listed one by one.
const mostMarks = 8

// addChart lists what is drawn otherwise.
func (s *Screen) addChart() {
	c := s.review.Chart
	if c == nil {
		return
	}
	var rows []fyne.CanvasObject
	for _, m := range c.Marks[:min(len(c.Marks), mostMarks)] {
		what := m.Metric
		if m.Scenario != "" && m.Scenario != "AC" {
			what += " (" + m.Scenario + ")"
		}
		rows = append(rows, changeRow(m.Label, what, m.Old, m.New, "", 0))
	}
	if more := len(c.Marks) - len(rows); more > 0 {
		rows = append(rows, look.NewParagraph(say.F("… and %d more values.", more), look.Caption))
	}
	s.decide.Add(group(say.F("Chart: %s", say.Within(say.T(c.Kind.Label()))), len(c.Marks), rows...))
}

// addAged lists the metrics without a newer value.
func (s *Screen) addAged() {
	var rows []fyne.CanvasObject
	for _, m := range s.review.Stale {
		text := say.F("%s: last value %s; %s.", m.Metric, m.Last, m.Why)
		if !m.Used {
			text += say.T(" The brief does not show it.")
		}
		rows = append(rows, look.NewParagraph(text, look.Small))
	}
	if len(rows) > 0 {
		s.decide.Add(group(say.T("Without a newer value"), len(rows), rows...))
	}
}

// addQuestions asks which table renews a source.
func (s *Screen) addQuestions() {
	var rows []fyne.CanvasObject
	for _, q := range s.review.Questions {
		options := make([]string, len(q.Choices))
		tables := map[string]string{}
		for i, c := range q.Choices {
			options[i] = c.Label
			tables[c.Label] = c.Table
		}
		chip := s.chip("?"+q.Source, options, say.T("Choose…"), func(option string) { s.p.OnAnswer(q.Source, tables[option]) })
		words := look.Column(2, look.NewParagraph(q.Text, look.Small))
		for _, c := range q.Choices {
			if c.Why != "" {
				words.Add(look.NewParagraph(c.Label+": "+c.Why, look.Caption))
			}
		}
		rows = append(rows, look.Column(6, words, look.Line(0, chip)))
	}
	if len(rows) > 0 {
		s.read.Add(group(say.T("Which table is it?"), len(rows), rows...))
	}
}

// chip returns the choice of a row; the same object as before, which may have the focus.
func (s *Screen) chip(id string, options []string, selected string, onChanged func(string)) *look.Chip {
	c := s.chips[id]
	if c == nil {
		c = look.NewChip(options, selected, nil)
		c.OnFocus = func() { s.scrolled.Reveal(c) }
		s.chips[id] = c
	}
	c.SetOptions(options)
	c.SetSelected(selected)
	c.OnChanged = onChanged
	return c
}

var decisions = map[refresh.Decision]string{
	refresh.Take: "Take", refresh.Keep: say.Key("Keep the old"), refresh.Convert: say.Key("Take, converted"),
}

// word says a decision about a row.
func word(row refresh.Row, d refresh.Decision) string {
	switch {
	case row.Kind == refresh.Added && d == refresh.Keep:
		return say.T("Leave out")
	case row.Kind == refresh.Renamed && d == refresh.Take:
		return say.T("Same metric")
	case row.Kind == refresh.Renamed:
		return say.T("Not the same")
	}
	return say.T(decisions[d])
}

// kinds are the groups of metrics, in the order they are to be looked at.
var kinds = []struct {
	kind refresh.Kind
	name string
}{
	{refresh.Renamed, say.Key("Likely renamed")},
	{refresh.Gone, say.Key("Not in the file any more")},
	{refresh.Added, say.Key("New in the file")},
	{refresh.Updated, say.Key("Newer values")},
}

// addMetrics lists the metrics by what became of them.
func (s *Screen) addMetrics() {
	for _, k := range kinds {
		var rows []fyne.CanvasObject
		var ids []string
		for _, row := range s.review.Metrics {
			if row.Kind == k.kind {
				rows = append(rows, s.metricRow(row))
				ids = append(ids, row.ID)
			}
		}
		if len(rows) == 0 {
			continue
		}
		if k.kind != refresh.Gone && len(rows) > 1 {
			rows = append(rows, look.Line(8, look.Gap(), s.all(say.T("Take all"), ids, refresh.Take), s.all(say.T("Take none"), ids, refresh.Keep)))
		}
		s.decide.Add(group(say.T(k.name), len(ids), rows...))
	}
	same := 0
	for _, row := range s.review.Metrics {
		if row.Kind == refresh.Unchanged {
			same++
		}
	}
	if same > 0 {
		words := say.N(same, "%d metric is as it was.", "%d metrics are as they were.")
		s.decide.Add(look.Inset(look.NewParagraph(words, look.Caption), 0, 0, 16, 16))
	}
}

func (s *Screen) all(label string, ids []string, d refresh.Decision) fyne.CanvasObject {
	link := look.NewLink(label, func() {
		for _, id := range ids {
			s.plan[id] = d
		}
		s.refresh()
	})
	link.OnFocus = func() { s.scrolled.Reveal(link) }
	return link
}

// metricRow is a metric with what is to become of it.
func (s *Screen) metricRow(row refresh.Row) fyne.CanvasObject {
	style := look.Small
	if row.Decide {
		style.Bold = true
	}
	words := look.NewParagraph(row.Text, style)
	if len(row.Options) < 2 {
		return words
	}
	options := make([]string, len(row.Options))
	of := map[string]refresh.Decision{}
	for i, d := range row.Options {
		options[i] = word(row, d)
		of[options[i]] = d
	}
	chip := s.chip(row.ID, options, word(row, row.Decision), func(option string) { s.set(row.ID, of[option]) })
	_, decided := s.plan[row.ID]
	chip.SetMarked(decided)
	return look.Between(words, chip)
}

// addRestated lists the values of past periods that the file tells otherwise.
func (s *Screen) addRestated() {
	var rows []fyne.CanvasObject
	for _, row := range s.review.Metrics {
		for _, x := range row.Restated {
			at := x.Category
			if at == "" {
				at = x.Period.Label()
			}
			if code := x.Scenario.String(); code != "AC" {
				at += " (" + code + ")"
			}
			rows = append(rows, changeRow(row.Metric, at, x.Old, x.New, x.Cell, 0))
		}
	}
	n := len(rows)
	if n > mostRestated {
		rows = append(rows[:mostRestated], look.NewParagraph(say.F("… and %d more.", n-mostRestated), look.Caption))
	}
	if n > 0 {
		s.decide.Add(group(say.T("Restated past values"), n, rows...))
	}
}

// mostRestated is how many restated values are listed one by one.
const mostRestated = 24

// addNotes says what the file has nothing of, and what the importer says of it.
func (s *Screen) addNotes() {
	var rows []fyne.CanvasObject
	for _, l := range s.review.Left {
		rows = append(rows, look.NewParagraph(l, look.Small))
	}
	for _, n := range s.review.Notes {
		rows = append(rows, look.NewParagraph(n, look.Small))
	}
	if len(rows) > 0 {
		s.decide.Add(group(say.T("Noticed"), len(rows), rows...))
	}
}

// FirstUntrue returns the place of the first sentence that is to be read again, or false.
func (s *Screen) FirstUntrue() (brief.Place, bool) {
	if len(s.review.Sentences) == 0 {
		return "", false
	}
	return s.review.Sentences[0].Place, true
}
