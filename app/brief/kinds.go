package brief

import (
	"iter"
	"slices"
	"strings"
	"time"

	"throughline/app/metric"
	"throughline/app/part"
)

// Kinds is the one list of what a brief is made of beside its story, in the order in which it is written and reported.
// A new kind is a file that describes it, and a line here.
var Kinds = part.Specs{
	quoteKind,
	remarkKind,
	priorityKind,
	typedKind,
}

// PartsOf returns the parts of a kind in their order. They belong to the brief: change them in a Clone.
func (b *Brief) PartsOf(kind part.Kind) []part.Part {
	switch kind {
	case QuoteKind:
		if b.Evidence.Quote != nil {
			return []part.Part{b.Evidence.Quote}
		}
		return nil
	case RemarkKind:
		if b.Evidence.Chart == nil {
			return nil
		}
		var parts []part.Part
		for i := range b.Evidence.Chart.Annotations {
			parts = append(parts, &b.Evidence.Chart.Annotations[i])
		}
		return parts
	default:
		return b.Parts[kind]
	}
}

// SetParts replaces the parts of a kind. Remarks without a chart to stand on are dropped.
func (b *Brief) SetParts(kind part.Kind, parts []part.Part) {
	switch {
	case kind == QuoteKind:
		b.Evidence.Quote = nil
		if len(parts) > 0 {
			b.Evidence.Quote = parts[0].(*Quote)
		}
	case kind == RemarkKind && b.Evidence.Chart != nil:
		var remarks []Annotation
		for _, p := range parts {
			remarks = append(remarks, *p.(*Annotation))
		}
		b.Evidence.Chart.Annotations = remarks
	case kind == RemarkKind:
	case len(parts) == 0:
		delete(b.Parts, kind)
		if len(b.Parts) == 0 {
			b.Parts = nil
		}
	default:
		if b.Parts == nil {
			b.Parts = part.Set{}
		}
		b.Parts[kind] = parts
	}
}

// Placed is a part with its kind and where it stands.
type Placed struct {
	Spec  *part.Spec
	Part  part.Part
	Place Place
	Index int // among those of its kind, from 0
}

// Name returns what people call the part: "Priority retention", "Chart annotation 1".
func (p Placed) Name() string { return p.Spec.Name(p.Part, p.Index) }

// EachPart goes over the parts of the brief, kind by kind.
func (b *Brief) EachPart() iter.Seq[Placed] {
	return func(yield func(Placed) bool) {
		for _, spec := range Kinds {
			for i, p := range b.PartsOf(spec.Kind) {
				if !yield(Placed{spec, p, spec.Place(p, i), i}) {
					return
				}
			}
		}
	}
}

// PartAt returns the part that stands at a place, or whose field the place is, with that field.
func (b *Brief) PartAt(place Place) (Placed, *part.Field, bool) {
	for p := range b.EachPart() {
		if !place.Within(p.Place) {
			continue
		}
		for i := range p.Spec.Fields {
			if f := &p.Spec.Fields[i]; p.Spec.At(p.Place, f) == place {
				return p, f, true
			}
		}
	}
	return Placed{}, nil, false
}

// PlaceOfPart returns where a part of this brief stands, "" for one that is not in it.
func (b *Brief) PlaceOfPart(of part.Part) Place {
	for p := range b.EachPart() {
		if p.Part == of {
			return p.Place
		}
	}
	return ""
}

// AddPart puts a part after the others of its kind. A named part without an ID gets a free one from its text.
func (b *Brief) AddPart(kind part.Kind, p part.Part) {
	spec, parts := Kinds.Of(kind), b.PartsOf(kind)
	if m := p.Base(); spec.Identity == part.Named && strings.TrimSpace(m.ID) == "" {
		m.ID = spec.FreeID(parts, spec.Main().Get(p))
	}
	b.SetParts(kind, append(slices.Clone(parts), p))
}

// RemovePart takes the part at a place out of the brief, and what belongs to it. What links to one of them links to
// nothing afterwards, and reasons of numbers typed there go. A place without a part changes nothing.
func (b *Brief) RemovePart(place Place) {
	gone := map[part.Part]bool{}
	for p := range b.EachPart() {
		if p.Place == place || p.Part.Base().Of.Within(place) {
			gone[p.Part] = true
		}
	}
	for p := range b.EachPart() {
		if gone[p.Part] && p.Spec.Identity == part.Named {
			b.relink(p.Spec.Kind, p.Part.Base().ID, "")
		}
	}
	for _, spec := range Kinds {
		parts := b.PartsOf(spec.Kind)
		kept := slices.DeleteFunc(slices.Clone(parts), func(p part.Part) bool { return gone[p] })
		if len(kept) < len(parts) {
			b.SetParts(spec.Kind, kept)
		}
	}
	b.PruneTyped()
}

// RenamePart gives the part at a place another ID, and everything that names it follows: links, what belongs to it, the
// reasons of numbers typed in it, and its events.
func (b *Brief) RenamePart(place Place, id string) error {
	for p := range b.EachPart() {
		if p.Place != place || p.Spec.Identity != part.Named {
			continue
		}
		old := p.Part.Base().ID
		for _, other := range b.PartsOf(p.Spec.Kind) {
			if other != p.Part && other.Base().Of == p.Part.Base().Of && part.Same(other.Base().ID, id) {
				return invalid("The brief already has a %s “%s”; choose another name.", strings.ToLower(p.Spec.Title), other.Base().ID)
			}
		}
		p.Part.Base().ID = id
		b.relink(p.Spec.Kind, old, id)
		b.move(place, p.Spec.Place(p.Part, p.Index))
		return nil
	}
	return invalid("This brief has nothing at “%s”; nothing was renamed.", place)
}

// move follows a part whose place changed.
func (b *Brief) move(from, to Place) {
	for p := range b.EachPart() {
		m := p.Part.Base()
		m.Of = m.Of.Moved(from, to)
		if t, ok := p.Part.(*TypedReason); ok {
			t.Place = t.Place.Moved(from, to)
		}
	}
	b.Events = slices.Clone(b.Events)
	for i := range b.Events {
		b.Events[i].Place = b.Events[i].Place.Moved(from, to)
	}
}

// relink makes every link to the part of a kind and ID name another one, or nothing.
func (b *Brief) relink(kind part.Kind, from, to string) {
	for _, r := range b.References() {
		if r.Kind == kind && part.Same(r.Name, from) {
			r.Set(to)
		}
	}
}

// Reference is a field of the brief that names a metric or a part.
type Reference struct {
	Place Place
	Label string    // what people call the field: "Resolution priority", "“Measured by” of priority retention"
	Kind  part.Kind // of what is named; part.MetricKind for a metric
	Name  string    // as it was written, never empty
	Set   func(name string)
}

// References lists what names a metric or a part outside of figures: the hero, the key figures, the chart, the priorities of the beats,
// and the fields of parts. Set changes the brief; call it on a Clone.
func (b *Brief) References() []Reference {
	var all []Reference
	add := func(place Place, label string, kind part.Kind, at *string) {
		if strings.TrimSpace(*at) != "" {
			all = append(all, Reference{place, label, kind, *at, func(name string) { *at = name }})
		}
	}
	for _, k := range Beats {
		add(PlaceOf(k, "lead"), k.String()+" priority", PriorityKind, &b.Beats[k].Priority)
	}
	add(HeroPlace, Label(HeroPlace), part.MetricKind, &b.Evidence.Hero)
	for i := range b.Evidence.Figures {
		add(FiguresPlace, "Key figures", part.MetricKind, &b.Evidence.Figures[i])
	}
	if chart := b.Evidence.Chart; chart != nil {
		for i := range chart.Metrics {
			add(ChartPlace, Label(ChartPlace), part.MetricKind, &chart.Metrics[i])
		}
	}
	for p := range b.EachPart() {
		for i := range p.Spec.Fields {
			f := &p.Spec.Fields[i]
			name := f.Get(p.Part)
			if f.Kind == "" || strings.TrimSpace(name) == "" {
				continue
			}
			set := func(name string) { _ = f.Set(p.Part, name) } // a name is text, which Set takes whatever it is
			all = append(all, Reference{p.Spec.At(p.Place, f), "“" + f.Label + "” of " + strings.ToLower(p.Spec.Title) + p.Name()[len(p.Spec.Title):], f.Kind, name, set})
		}
	}
	return all
}

// Resolves reports whether the brief has what a reference names.
func (b *Brief) Resolves(r Reference) bool {
	if r.Kind == part.MetricKind {
		return b.Metric(r.Name) != nil
	}
	return slices.ContainsFunc(b.PartsOf(r.Kind), func(p part.Part) bool { return part.Same(p.Base().ID, r.Name) })
}

// View answers what a part may ask of a brief; see part.View. Resolve returns the text of a place with its figures as they
// print; it may be nil, and then figures stand as they were typed.
type View struct {
	Brief   *Brief
	On      time.Time
	Resolve func(Place, string) string
}

// Metric implements part.View.
func (v View) Metric(name string) *metric.Metric { return v.Brief.Metric(name) }

// Parts implements part.View.
func (v View) Parts(kind part.Kind) []part.Part { return v.Brief.PartsOf(kind) }

// Place implements part.View.
func (v View) Place(of part.Part) Place { return v.Brief.PlaceOfPart(of) }

// Text implements part.View.
func (v View) Text(place Place) string {
	text, _ := v.Brief.Text(place)
	if v.Resolve == nil {
		return text
	}
	return v.Resolve(place, text)
}

// Day implements part.View.
func (v View) Day() time.Time { return v.On }

// Settle brings the history of the parts up to date after a change from before; see part.Specs.Settle.
func (b *Brief) Settle(before *Brief, view View, now time.Time) error {
	events, err := Kinds.Settle(before.Parts, b.Parts, view, now)
	if err == nil && len(events) > 0 {
		b.Events = append(slices.Clone(b.Events), events...)
	}
	return err
}
