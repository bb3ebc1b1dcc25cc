package brief

import (
	"strings"
	"unicode/utf8"

	"throughline/app/part"
)

// field ties a place to the string it names and to what people call it.
type field struct {
	place Place
	label string
	text  func(*Brief) *string // nil where the brief has no such text now
}

// fields is every text of the story and the settings that can be typed; parts have theirs, see Kinds.
var fields = func() []field {
	all := []field{
		{"headline", "Headline", func(b *Brief) *string { return &b.Headline }},
		{"ask.what", "Ask", func(b *Brief) *string { return &b.Ask.What }},
		{"ask.from", "Ask from", func(b *Brief) *string { return &b.Ask.From }},
		{"ask.by", "Ask by", func(b *Brief) *string { return &b.Ask.By }},
	}
	for _, k := range Beats {
		all = append(all,
			field{PlaceOf(k, "lead"), k.String() + " lead", func(b *Brief) *string { return &b.Beats[k].Lead }},
			field{PlaceOf(k, "body"), k.String() + " body", func(b *Brief) *string { return &b.Beats[k].Body }})
	}
	return append(all,
		field{ChartTitlePlace, "Chart title", func(b *Brief) *string {
			if b.Evidence.Chart == nil {
				return nil
			}
			return &b.Evidence.Chart.Title
		}},
		field{AltPlace, "Chart description", func(b *Brief) *string {
			if b.Evidence.Chart == nil {
				return nil
			}
			return &b.Evidence.Chart.Alt
		}},
		field{"evidence.n", "Hero counted over", func(b *Brief) *string { return &b.Evidence.N }},
		field{"evidence.against", "Hero compared with", func(b *Brief) *string { return &b.Evidence.Against }},
		field{TakeawayPlace, "Takeaway", func(b *Brief) *string { return &b.Evidence.Takeaway }},
		field{"settings.classification", "Classification", func(b *Brief) *string { return &b.Settings.Classification }},
		field{"settings.version", "Version", func(b *Brief) *string { return &b.Settings.Version }},
		field{"settings.theme.name", "Theme", func(b *Brief) *string { return &b.Settings.Theme.Name }},
		field{"settings.theme.brand", "Brand colour", func(b *Brief) *string { return &b.Settings.Theme.Brand }})
}()

// storyField returns the field of the story or the settings at a place.
func storyField(place Place) (field, bool) {
	for _, f := range fields {
		if f.place == place {
			return f, true
		}
	}
	return field{}, false
}

// Label returns what people call a place: "Headline", "Ask from", "Conflict lead", "Quote role". A place without a text of
// its own answers its name with the dots taken out.
func Label(place Place) string {
	if f, ok := storyField(place); ok {
		return f.label
	}
	if label, ok := partLabel(place); ok {
		return label
	}
	words := strings.ReplaceAll(string(place), ".", " ")
	if words == "" {
		return ""
	}
	return strings.ToUpper(words[:1]) + words[1:]
}

// partLabel names the part that stands at a place, and the field of it, from the place alone.
func partLabel(place Place) (string, bool) {
	for _, spec := range Kinds {
		if !place.Within(spec.Home) {
			continue
		}
		rest := strings.TrimPrefix(strings.TrimPrefix(string(place), string(spec.Home)), ".")
		label := spec.Title
		if spec.Identity != part.Single {
			id, field, _ := strings.Cut(rest, ".")
			label, rest = label+" "+id, field
		}
		if f := spec.Field(rest); f != nil {
			label += " " + strings.ToLower(f.Label)
		}
		return label, true
	}
	return "", false
}

// Text returns the text at a place, and whether the brief has one there.
func (b *Brief) Text(place Place) (string, bool) {
	if f, ok := storyField(place); ok {
		text := f.text(b)
		if text == nil {
			return "", false
		}
		return *text, true
	}
	if p, f, ok := b.PartAt(place); ok {
		return f.Get(p.Part), true
	}
	return "", false
}

// Overlong returns the texts of more letters than most among all that can be typed, printed or not.
func (b *Brief) Overlong(most int) []Field {
	var long []Field
	add := func(place Place, text string) {
		if len(text) > most && utf8.RuneCountInString(text) > most {
			long = append(long, Field{place, text})
		}
	}
	for _, f := range fields {
		if text := f.text(b); text != nil {
			add(f.place, *text)
		}
	}
	for p := range b.EachPart() {
		for i := range p.Spec.Fields {
			f := &p.Spec.Fields[i]
			add(p.Spec.At(p.Place, f), f.Get(p.Part))
		}
	}
	return long
}

// SetText puts a text at a place and reports whether the brief has one there that takes it: a brief whose evidence is no
// quote has no "evidence.quote", and a date takes no word.
func (b *Brief) SetText(place Place, text string) bool {
	if f, ok := storyField(place); ok {
		at := f.text(b)
		if at == nil {
			return false
		}
		*at = text
		return true
	}
	p, f, ok := b.PartAt(place)
	return ok && f.Set(p.Part, text) == nil
}
