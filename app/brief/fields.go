package brief

import (
	"fmt"
	"strings"
)

// field ties a place to the string it names and to what people call it.
type field struct {
	place Place
	label string
	text  func(*Brief) *string // nil where the brief has no such text now
}

// fields is every text that can be typed. The ones of a quote exist while the evidence is a quote.
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
	quoted := func(part func(*Quote) *string) func(*Brief) *string {
		return func(b *Brief) *string {
			if b.Evidence.Quote == nil {
				return nil
			}
			return part(b.Evidence.Quote)
		}
	}
	for i := range MostAnnotations {
		all = append(all, field{AnnotationPlace(i), fmt.Sprintf("Chart annotation %d", i+1), func(b *Brief) *string {
			if ch := b.Evidence.Chart; ch != nil && i < len(ch.Annotations) {
				return &ch.Annotations[i].Text
			}
			return nil
		}})
	}
	return append(all,
		field{AltPlace, "Chart description", func(b *Brief) *string {
			if b.Evidence.Chart == nil {
				return nil
			}
			return &b.Evidence.Chart.Alt
		}},
		field{"evidence.n", "Hero counted over", func(b *Brief) *string { return &b.Evidence.N }},
		field{"evidence.against", "Hero compared with", func(b *Brief) *string { return &b.Evidence.Against }},
		field{"evidence.quote", "Quote", quoted(func(q *Quote) *string { return &q.Words })},
		field{"evidence.quote.role", "Quote role", quoted(func(q *Quote) *string { return &q.Role })},
		field{"evidence.quote.segment", "Quote segment", quoted(func(q *Quote) *string { return &q.Segment })},
		field{"evidence.quote.date", "Quote date", quoted(func(q *Quote) *string { return &q.Date })},
		field{"evidence.quote.consent", "Quote consent", quoted(func(q *Quote) *string { return &q.Consent })},
		field{"evidence.quote.similar", "Quote said by others", quoted(func(q *Quote) *string { return &q.Similar })},
		field{"settings.classification", "Classification", func(b *Brief) *string { return &b.Settings.Classification }},
		field{"settings.version", "Version", func(b *Brief) *string { return &b.Settings.Version }},
		field{"settings.theme.name", "Theme", func(b *Brief) *string { return &b.Settings.Theme.Name }},
		field{"settings.theme.brand", "Brand colour", func(b *Brief) *string { return &b.Settings.Theme.Brand }})
}()

func (p Place) field() (field, bool) {
	for _, f := range fields {
		if f.place == p {
			return f, true
		}
	}
	return field{}, false
}

// Label returns what people call the place: "Headline", "Ask from", "Conflict lead". A place without a text of its own
// answers its name with the dots taken out.
func (p Place) Label() string {
	if f, ok := p.field(); ok {
		return f.label
	}
	words := strings.ReplaceAll(string(p), ".", " ")
	if words == "" {
		return ""
	}
	return strings.ToUpper(words[:1]) + words[1:]
}

// Text returns the text at a place, and whether the brief has one there.
func (b *Brief) Text(place Place) (string, bool) {
	f, ok := place.field()
	if !ok {
		return "", false
	}
	text := f.text(b)
	if text == nil {
		return "", false
	}
	return *text, true
}

// SetText puts a text at a place and reports whether the brief has one there: a brief whose evidence is no quote has no
// "evidence.quote".
func (b *Brief) SetText(place Place, text string) bool {
	f, ok := place.field()
	if !ok {
		return false
	}
	at := f.text(b)
	if at == nil {
		return false
	}
	*at = text
	return true
}
