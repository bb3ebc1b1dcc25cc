package part

import (
	"fmt"
	"reflect"
	"strings"
	"time"

	"throughline/app/fault"
	"throughline/app/metric"
	"throughline/app/say"
)

// Identity says how the parts of a kind are told apart, and so what their places look like.
type Identity uint8

// The identities.
const (
	Named    Identity = iota // by ID: "priority.retention"
	Numbered                 // by position, from 1: "evidence.chart.annotation.1"
	Single                   // there is at most one: "evidence.quote"
)

// Spec describes a kind. Make one with Define. Treat it as constant.
type Spec struct {
	Kind     Kind
	Title    string // "Priority"
	Plural   string // "Priorities"
	Identity Identity
	// Home is the beginning of the places of the kind; Kind unless set.
	Home Place
	// Owner is the kind that parts of this one belong to, "" for those that stand alone.
	Owner Kind

	// Fields are in the order in which they are typed, written and printed. The first one is the main text: a part
	// without it is none.
	Fields []Field

	// Section is the heading of the story file under which parts of the kind stand, "" for a kind that stands elsewhere.
	Section string
	// Word stands before the ID of an item where a section holds several kinds, or in an owner's lines: "option".
	Word string
	// Headed parts have a heading of their own and a line for each field: "### ID: TEXT", "key: value".
	Headed bool
	// Item and ReadItem write and read an item in a form of its own, in place of "ID: TEXT; key value". ReadItem answers
	// false for a line that is none; Form tells the form in the sentence about it.
	Item     func(Part) string
	ReadItem func(string) (Part, bool)
	Form     string

	// JSON is the name of the list of parts in the container; File is the part of the container that holds it, "" for
	// brief.json. A kind without JSON is kept with what it stands in.
	JSON string
	File string

	// History says that creating, changing and freezing a part is dated and remembered in events.
	History bool
	// Example returns a part as the empty editor shows it.
	Example func() Part
	// Valid checks what must hold of a part beside its fields; nil where nothing must. Its error is a sentence.
	Valid func(Part) error
	// Rules are what the coach looks for in a part.
	Rules []Rule
	// Judge returns the state of a part that is judged at every import, "" while it cannot be judged; nil for a kind
	// that is not judged.
	Judge func(View, Part) string
	// Frozen reports whether the held fields of a part are fixed now; nil for a kind that never freezes.
	Frozen func(Part) bool

	make func() Part
}

// Rule is one thing the coach looks for in a part of a kind.
type Rule struct {
	Code     string // stable, kebab-case
	Severity Severity
	Why      string // why a reader trips over it, one sentence; may be empty
	Weak     string // an example of what it finds
	Better   string // and of what to write instead
	Question string // what a reader of the brief would ask
	Quiet    bool   // asked in the executive's view alone, and no finding
	Check    func(View, Part) *Found
}

// Found is what a rule found: the field it is about, "" for the part itself, what is wrong and what to do.
type Found struct{ Field, Text, Fix string }

// View is what a part may ask of the brief it belongs to.
type View interface {
	// Metric returns the metric of that name, nil where the brief has none.
	Metric(name string) *metric.Metric
	// Parts returns the parts of a kind in the writer's order; they are not changed.
	Parts(Kind) []Part
	// Place returns where a part of the brief stands, "" for one that is not in it.
	Place(Part) Place
	// Text returns the text at a place with its figures as they print.
	Text(Place) string
	// Day is the day on which all is judged.
	Day() time.Time
}

// Define returns the description of the kind whose parts are *T, with what it leaves out filled in.
func Define[T any, P interface {
	*T
	Part
}](s Spec) *Spec {
	s.make = func() Part { return P(new(T)) }
	if s.Home == "" {
		s.Home = Place(s.Kind)
	}
	return &s
}

// New returns an empty part of the kind with that ID.
func (s *Spec) New(id string) Part {
	p := s.make()
	p.Base().ID = id
	return p
}

// Main returns the field of the main text.
func (s *Spec) Main() *Field { return &s.Fields[0] }

// Field returns the field of that name, nil where the kind has none.
func (s *Spec) Field(name string) *Field {
	for i := range s.Fields {
		if s.Fields[i].Name == name {
			return &s.Fields[i]
		}
	}
	return nil
}

// Name returns what people call a part: its title and its ID or number, "Priority retention", "Chart annotation 2".
func (s *Spec) Name(p Part, i int) string {
	switch s.Identity {
	case Named:
		return s.Title + " " + p.Base().ID
	case Numbered:
		return fmt.Sprintf("%s %d", s.Title, i+1)
	default:
		return s.Title
	}
}

// One names the kind in a sentence: "a priority", "an option".
func (s *Spec) One() string {
	title := strings.ToLower(s.Title)
	if strings.ContainsAny(title[:1], "aeiou") {
		return "an " + title
	}
	return "a " + title
}

// Place returns the address of a part that is the i-th of its kind.
func (s *Spec) Place(p Part, i int) Place {
	home := s.Home
	if of := p.Base().Of; of != "" {
		home = of.Field(string(s.Home))
	}
	switch s.Identity {
	case Named:
		return home.Field(p.Base().ID)
	case Numbered:
		return home.Field(fmt.Sprint(i + 1))
	default:
		return home
	}
}

// At returns the place of a field of the part at place.
func (s *Spec) At(place Place, f *Field) Place {
	if f.Name == s.Main().Name {
		return place
	}
	return place.Field(f.Name)
}

// Check validates one part by itself: it has the identity its kind asks for, its choices and numbers are ones the kind
// knows, and what its kind says holds. The error is a fault.Usage sentence.
func (s *Spec) Check(p Part) error {
	m := p.Base()
	if s.Identity == Named && strings.TrimSpace(m.ID) == "" {
		return invalid("The %s “%s” has no name of its own; give it one.", strings.ToLower(s.Title), s.Main().Get(p))
	}
	switch m.Visible {
	case External, Internal, Leadership:
	default:
		return invalid("“%s” is no circle of readers; write leadership, external, or leave it out.", m.Visible)
	}
	clone := s.Clone(p)
	for i := range s.Fields {
		f := &s.Fields[i]
		if f.Type == Text || f.Type == Lines || f.Type == Metric || f.Type == Link || f.Type == List {
			continue
		}
		if err := f.Set(clone, f.Get(p)); err != nil {
			return err
		}
	}
	if s.Valid != nil {
		return s.Valid(p)
	}
	return nil
}

func invalid(format string, args ...any) error {
	return fault.New(fault.Usage, say.F(format, args...), nil)
}

// Clone returns a copy that shares nothing with p that can be changed.
func (s *Spec) Clone(p Part) Part {
	copied := s.make()
	to, from := reflect.ValueOf(copied).Elem(), reflect.ValueOf(p).Elem()
	to.Set(from)
	unshare(to)
	m := copied.Base()
	m.Unknown = m.Unknown.clone()
	return copied
}

// unshare replaces every slice, map and pointer in the exported fields of a struct by a copy of its own.
func unshare(v reflect.Value) {
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			if v.Type().Field(i).IsExported() {
				unshare(v.Field(i))
			}
		}
	case reflect.Pointer:
		if !v.IsNil() {
			fresh := reflect.New(v.Type().Elem())
			fresh.Elem().Set(v.Elem())
			unshare(fresh.Elem())
			v.Set(fresh)
		}
	case reflect.Slice:
		if !v.IsNil() {
			fresh := reflect.MakeSlice(v.Type(), v.Len(), v.Len())
			reflect.Copy(fresh, v)
			for i := range fresh.Len() {
				unshare(fresh.Index(i))
			}
			v.Set(fresh)
		}
	case reflect.Map:
		if !v.IsNil() {
			fresh := reflect.MakeMapWithSize(v.Type(), v.Len())
			for key, value := range v.Seq2() {
				entry := reflect.New(v.Type().Elem()).Elem()
				entry.Set(value)
				unshare(entry)
				fresh.SetMapIndex(key, entry)
			}
			v.Set(fresh)
		}
	}
}

// Missing names what a part is not ready without, in the order of its fields, each with the reason.
func (s *Spec) Missing(p Part) []Lack {
	var lacks []Lack
	for i := range s.Fields {
		if f := &s.Fields[i]; f.Needed != "" && f.Get(p) == "" {
			lacks = append(lacks, Lack{Field: f, Why: f.Needed})
		}
	}
	return lacks
}

// Lack is a field that is empty and needed, and why it is.
type Lack struct {
	Field *Field
	Why   string
}
