package parts

import (
	"slices"
	"strings"

	"throughline/app/brief"
	"throughline/app/part"
	"throughline/app/say"
)

// nothing is what a chip says where nothing is chosen.
var nothing = say.Key("none")

// Choices are the options of a chip: what each says, and the value it stands for. The first stands for none.
type Choices struct {
	Labels []string
	ids    []string
}

func newChoices() Choices { return Choices{Labels: []string{say.T(nothing)}, ids: []string{""}} }

func (c *Choices) add(label, id string) {
	if slices.Contains(c.Labels, label) {
		label += " (" + id + ")"
	}
	c.Labels, c.ids = append(c.Labels, label), append(c.ids, id)
}

// ID returns the value that an option stands for, "" for none.
func (c Choices) ID(label string) string {
	if i := slices.Index(c.Labels, label); i >= 0 {
		return c.ids[i]
	}
	return ""
}

// Label returns the option for a value. A value that none stands for, such as a name of what is gone, is its own.
func (c Choices) Label(id string) string {
	i := slices.IndexFunc(c.ids, func(x string) bool { return part.Same(x, id) })
	if i < 0 {
		return id
	}
	return c.Labels[i]
}

// ChoicesOf returns the parts of a kind to choose from, each by the first words of its main text.
func ChoicesOf(b *brief.Brief, kind part.Kind) Choices {
	c, spec := newChoices(), brief.Kinds.Of(kind)
	for _, p := range b.PartsOf(kind) {
		label := firstWords(spec.Main().Get(p))
		if label == "" {
			label = p.Base().ID
		}
		c.add(label, p.Base().ID)
	}
	return c
}

// choicesOf returns what a field that is chosen can hold.
func choicesOf(b *brief.Brief, f *part.Field) Choices {
	if f.Type == part.Link {
		return ChoicesOf(b, f.Kind)
	}
	c := newChoices()
	for _, o := range f.Options {
		c.add(say.T(o), o)
	}
	if f.Type == part.Metric {
		for _, m := range b.Metrics {
			c.add(m.Name, m.Name)
		}
	}
	return c
}

// shortWords is how much of a part's text stands for it in a choice.
const shortWords = 4

func firstWords(text string) string {
	words := strings.Fields(text)
	if len(words) > shortWords {
		return strings.Join(words[:shortWords], " ") + "…"
	}
	return strings.Join(words, " ")
}
