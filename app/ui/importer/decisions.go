package importer

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"throughline/app/say"
	"throughline/app/sheet"
	"throughline/app/ui/look"
)

// decision is something that was decided about a table, with the table.
type decision struct {
	sheet.Decision
	table *sheet.Table
	where string // what stands in front: "C8", "Support C8"
}

// decisionsOf lists what a person should look at, of every table, and then what else was decided about the present one.
// checks counts the former.
func decisionsOf(r *sheet.Reading, present *sheet.Table) (all []decision, checks int) {
	several := slices.ContainsFunc(r.Tables, func(t *sheet.Table) bool { return t.Sheet != r.Tables[0].Sheet })
	add := func(t *sheet.Table, low bool) {
		for _, d := range t.Decisions {
			if (d.Sure == sheet.Low) != low {
				continue
			}
			where := d.Cell
			if low && several {
				where = strings.TrimSpace(t.Sheet.Name + " " + d.Cell)
			}
			all = append(all, decision{d, t, where})
		}
	}
	for _, t := range r.Tables {
		add(t, true)
	}
	checks = len(all)
	if present != nil {
		add(present, false)
	}
	return all, checks
}

// checksText names the page of decisions with how many a person should look at.
func checksText(checks int) string {
	if checks == 0 {
		return say.T("Why")
	}
	return say.F("Why · %s to check", group(checks))
}

// decisionList is what was decided and why: a row each, what needs a look first. Pressing one shows the cell.
type decisionList struct {
	widget.BaseWidget

	all    []decision
	checks int
	pile   *look.Pile
}

func newDecisionList(onPress func(decision)) *decisionList {
	l := &decisionList{}
	l.pile = look.NewPile(look.PileSpec{
		Count:  func() int { return len(l.all) },
		Height: func(i int, width float32) float32 { return flowHeight(decisionRuns(l.all[i]), width) },
		Make: func() fyne.CanvasObject {
			r := newDecisionRow()
			r.OnPress = func() { onPress(r.decision) }
			return r
		},
		Update: func(i int, o fyne.CanvasObject) { o.(*decisionRow).set(l.all[i]) },
	})
	l.ExtendBaseWidget(l)
	return l
}

// CreateRenderer is part of fyne.Widget.
func (l *decisionList) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(l.pile) }

func (l *decisionList) show(r *sheet.Reading, present *sheet.Table) {
	l.all, l.checks = decisionsOf(r, present)
	if l.Visible() {
		l.pile.Refresh()
	}
}

// Show shows the list, laid out only then: a workbook can have thousands of decisions.
func (l *decisionList) Show() {
	l.BaseWidget.Show()
	l.pile.Refresh()
}

// decisionRow shows one decision.
type decisionRow struct {
	look.Tile
	decision decision
	flow     *look.Flow
}

func newDecisionRow() *decisionRow {
	r := &decisionRow{flow: look.NewFlow(look.Small)}
	r.InitTile(r, flowRow(r.flow), nil)
	return r
}

func (r *decisionRow) set(d decision) {
	r.decision = d
	runs := decisionRuns(d)
	label := make([]string, len(runs))
	for i, run := range runs {
		label[i] = run.Text
	}
	r.SetLabel(strings.Join(label, ""))
	r.flow.SetRuns(runs...)
}

// decisionRuns sets a decision as text: whether to check it, where, about which metric, what was decided, and why.
func decisionRuns(d decision) []look.Run {
	quiet := look.Style{Size: look.SizeSmall, Color: look.Muted}
	strong := look.Style{Size: look.SizeSmall, Bold: true}
	var runs []look.Run
	if d.Sure == sheet.Low {
		runs = append(runs, look.Run{Text: say.T("Check this   "), Style: look.Style{Size: look.SizeSmall, Bold: true, Color: look.Warn}})
	}
	if d.where != "" {
		where := quiet
		where.Bold = true
		runs = append(runs, look.Run{Text: d.where + "   ", Style: where})
	}
	if d.Metric != "" {
		runs = append(runs, look.Run{Text: d.Metric + ": ", Style: strong})
	}
	return append(runs, look.Run{Text: d.Answer, Style: strong}, look.Run{Text: " – " + d.Why, Style: quiet})
}

// flowRow is a row of wrapped text with a line under it, and flowHeight how tall it is.
func flowRow(f *look.Flow) fyne.CanvasObject {
	return container.NewStack(look.Inset(f, notePad, notePad, 0, 4), container.NewBorder(nil, look.Rule(), nil, nil))
}

func flowHeight(runs []look.Run, width float32) float32 {
	return look.NewFlow(look.Small, runs...).HeightAt(width-4) + 2*notePad + 1
}

// onDecision shows the cell that a decision is about, and selects its metric.
func (s *Screen) onDecision(d decision) {
	k := keyOf(s.reading, d.table, nil)
	k.raw = d.Metric
	t, f := find(s.reading, k)
	if t == nil {
		return
	}
	s.pick(t, f)
	if r, ok := sheet.ParseRange(d.Cell); ok {
		s.grid.moveTo(cell{r.Row1, r.Col1}, false)
		s.grid.mark(r)
	}
}
