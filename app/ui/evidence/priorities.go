package evidence

import (
	"fmt"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"throughline/app/brief"
	"throughline/app/ui/look"
)

// priorities is the list of what the executives said they want, and which of it each beat serves. A metric that a
// priority is measured by stands higher in the list of heroes.
type priorities struct {
	screen *Screen
	rows   []*priorityRow
	list   *fyne.Container
	links  *fyne.Container
	chips  [len(brief.Beats)]*look.Chip
	object *look.Card
}

// nothing is what a chip says where no metric or priority is chosen.
const nothing = "none"

func newPriorities(s *Screen) *priorities {
	p := &priorities{screen: s, list: look.Column(10)}
	var links []fyne.CanvasObject
	for _, k := range brief.Beats {
		p.chips[k] = look.NewChip([]string{nothing}, nothing, func(option string) { p.link(k, option) })
		links = append(links, labelled(k.String()+" serves", p.chips[k]))
	}
	p.links = container.New(grid{least: 110, most: 4}, links...)
	p.object = look.NewCard(look.Column(10,
		look.Between(look.NewText("Priorities", look.Name), look.NewCompact("Add a priority", p.add)),
		look.NewParagraph("What leadership said matters this year, in their words. A beat that serves one says so.", look.Caption),
		p.list, p.links))
	return p
}

// show shows the brief's priorities. Rows stay while there are as many, so that what is being typed stays.
func (p *priorities) show(b *brief.Brief) {
	stated := b.Priorities()
	for len(p.rows) > len(stated) {
		p.rows = p.rows[:len(p.rows)-1]
	}
	for len(p.rows) < len(stated) {
		p.rows = append(p.rows, newPriorityRow(p, len(p.rows)))
	}
	if len(p.list.Objects) != len(p.rows) {
		p.list.RemoveAll()
		for _, r := range p.rows {
			p.list.Add(r.object)
		}
	}
	metrics := []string{nothing}
	for _, m := range b.Metrics {
		metrics = append(metrics, m.Name)
	}
	sentences := []string{nothing}
	for i, x := range stated {
		p.rows[i].show(x, metrics)
		sentences = append(sentences, short(x))
	}
	show(p.links, len(stated) > 0)
	for _, k := range brief.Beats {
		p.chips[k].SetOptions(sentences)
		p.chips[k].SetSelected(nothing)
		if x := b.Priority(b.Beats[k].Priority); x != nil && b.Beats[k].Priority != "" {
			p.chips[k].SetSelected(short(x))
		}
	}
}

// shortWords is how much of a priority's sentence stands for it in a choice.
const shortWords = 4

func short(x *brief.Priority) string {
	words := strings.Fields(x.Sentence)
	switch {
	case len(words) == 0:
		return x.ID
	case len(words) > shortWords:
		return strings.Join(words[:shortWords], " ") + "…"
	}
	return strings.Join(words, " ")
}

func (p *priorities) add() {
	p.screen.do("Add a priority", func(b *brief.Brief) {
		b.AddPart(brief.PriorityKind, &brief.Priority{Sentence: fmt.Sprintf("Priority %d", len(b.Priorities())+1)})
	})
	if n := len(p.rows); n > 0 {
		if c := fyne.CurrentApp().Driver().CanvasForObject(p.object); c != nil {
			c.Focus(p.rows[n-1].sentence)
			p.rows[n-1].sentence.TypedShortcut(&fyne.ShortcutSelectAll{})
		}
	}
}

// link says which priority a beat serves.
func (p *priorities) link(k brief.BeatKind, option string) {
	id := ""
	for _, x := range p.screen.brief.Priorities() {
		if short(x) == option {
			id = x.ID
		}
	}
	p.screen.do(k.String()+" serves a priority", func(b *brief.Brief) { b.Beats[k].Priority = id })
}

// priorityRow is one priority: its sentence, who owns it, the metric it is measured by, this year's target.
type priorityRow struct {
	sentence, owner, target *look.Field
	metric                  *look.Chip
	object                  *fyne.Container
}

func newPriorityRow(p *priorities, i int) *priorityRow {
	r := &priorityRow{}
	change := func(set func(x *brief.Priority)) {
		p.screen.do("Change a priority", func(b *brief.Brief) {
			if stated := b.Priorities(); i < len(stated) {
				set(stated[i])
			}
		})
	}
	r.sentence = look.NewField(func(text string) bool {
		if text == "" {
			return false
		}
		change(func(x *brief.Priority) { x.Sentence = text })
		return true
	})
	r.sentence.SetPlaceHolder("Net revenue retention above 105% by the end of the year")
	r.owner = look.NewField(func(text string) bool { change(func(x *brief.Priority) { x.OwnerRole = text }); return true })
	r.owner.SetPlaceHolder("CRO")
	r.target = look.NewField(func(text string) bool { change(func(x *brief.Priority) { x.Target = text }); return true })
	r.target.SetPlaceHolder("105%")
	r.metric = look.NewChip([]string{nothing}, nothing, func(option string) {
		if option == nothing {
			option = ""
		}
		change(func(x *brief.Priority) { x.Metric = option })
	})
	remove := look.NewLink("Remove", func() {
		p.screen.do("Remove a priority", func(b *brief.Brief) {
			if stated := b.Priorities(); i < len(stated) {
				b.RemovePart(b.PlaceOfPart(stated[i]))
			}
		})
	})
	r.object = look.Column(6, look.Between(r.sentence, remove),
		container.New(grid{least: 140, most: 3}, labelled("Owner", r.owner), labelled("Measured by", r.metric), labelled("Target", r.target)))
	return r
}

func (r *priorityRow) show(x *brief.Priority, metrics []string) {
	r.sentence.Put(x.Sentence, false)
	r.owner.Put(x.OwnerRole, false)
	r.target.Put(x.Target, false)
	r.metric.SetOptions(metrics)
	r.metric.SetSelected(nothing)
	if x.Metric != "" {
		r.metric.SetSelected(x.Metric)
	}
}
