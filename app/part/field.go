package part

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"throughline/app/fault"
)

// Type says what a field holds, and so how it is typed, read and drawn.
type Type uint8

// The types of fields.
const (
	Text   Type = iota // one line of text
	Lines              // several lines of text
	Number             // a number without a unit, or a share
	Date               // a day, "2026-12-12"
	Choice             // one of the options
	Metric             // the name of a metric of the brief
	Link               // the ID of a part of the field's Kind
	List               // several texts
)

// Field is one thing that a kind says of its parts. Make one with TextField and its siblings.
type Field struct {
	Name  string // in places and JSON: "owner"
	Label string // what people call it: "Owner"
	Hint  string // an example of what is typed there, shown while it is empty
	Key   string // the word before it in the story file; Name unless set
	Type  Type

	Options []string // of a Choice, in their order
	Bare    bool     // a Choice whose option stands in the story file without the key: "now", "committed"
	Percent bool     // a Number that is a share: 0.2 is typed "20%"
	Kind    Kind     // of a Link, the kind it names; of a Metric, MetricKind

	Prose  bool   // its text is read by readers and may hold {figures}
	Needed string // why the part is not ready without it, "" where it may stay empty
	Block  string // the block of the page that needs it, "" where the state of the part does
	Held   bool   // it is not changed while the part is frozen
	Event  string // a change of it is an event of that kind: "moved"

	get func(Part) string
	set func(Part, string) bool // false where the text is none of its type
}

// Get returns the field as text, as it is typed and as the story file holds it; empty where nothing was given.
func (f *Field) Get(p Part) string { return f.get(p) }

// Set puts a typed text into the field; a text keeps the spaces at its ends, as it may still be being typed. A text that is
// not of the field's type is a fault.Usage error that says what is wanted, and changes nothing; an empty text takes the
// field's value away.
func (f *Field) Set(p Part, text string) error {
	switch f.Type {
	case Number, Date, Choice, List:
		text = OneLine(text)
	}
	if f.set(p, text) {
		return nil
	}
	return fault.New(fault.Usage, fmt.Sprintf("“%s” is no %s; %s", text, f.what(), f.wanted()), nil)
}

func (f *Field) what() string { return strings.ToLower(f.Label[:1]) + f.Label[1:] }

func (f *Field) wanted() string {
	switch f.Type {
	case Number:
		if f.Percent {
			return "write a share such as 20%."
		}
		return "write a number such as 1200.5, 40k or 1.2m."
	case Date:
		return "write a day such as 2026-12-12."
	case Choice:
		return "choose " + oneOf(f.Options) + "."
	default:
		return "write it on one line."
	}
}

// oneOf lists options in a sentence: "a, b or c".
func oneOf(options []string) string {
	if len(options) < 2 {
		return strings.Join(options, "")
	}
	last := len(options) - 1
	return strings.Join(options[:last], ", ") + " or " + options[last]
}

// TextField returns a field of one line; at answers where a part keeps it.
func TextField[T any](name, label string, at func(*T) *string) Field {
	return Field{Name: name, Key: name, Label: label, Type: Text, get: getString(at), set: setString(at, nil)}
}

// LinesField returns a field of several lines.
func LinesField[T any](name, label string, at func(*T) *string) Field {
	f := TextField(name, label, at)
	f.Type = Lines
	return f
}

// MetricField returns a field that names a metric.
func MetricField[T any](name, label string, at func(*T) *string) Field {
	f := TextField(name, label, at)
	f.Type, f.Kind = Metric, MetricKind
	return f
}

// LinkField returns a field that names a part of the kind by its ID.
func LinkField[T any](name, label string, kind Kind, at func(*T) *string) Field {
	f := TextField(name, label, at)
	f.Type, f.Kind = Link, kind
	return f
}

// ChoiceField returns a field that holds one of the options.
func ChoiceField[T any](name, label string, at func(*T) *string, options ...string) Field {
	read := func(text string) (string, bool) {
		i := slices.IndexFunc(options, func(o string) bool { return Same(o, text) })
		if i < 0 {
			return "", false
		}
		return options[i], true
	}
	return Field{
		Name: name, Key: name, Label: label, Type: Choice, Options: options,
		get: getString(at), set: setString(at, read),
	}
}

// DateField returns a field that holds a day in ISO 8601, "2026-12-12".
func DateField[T any](name, label string, at func(*T) *string) Field {
	read := func(text string) (string, bool) {
		day, err := time.Parse(time.DateOnly, text)
		return day.Format(time.DateOnly), err == nil
	}
	return Field{Name: name, Key: name, Label: label, Type: Date, get: getString(at), set: setString(at, read)}
}

// NumberField returns a field that holds a finite number, nil where none was given.
func NumberField[T any](name, label string, at func(*T) **float64) Field {
	return Field{
		Name: name, Key: name, Label: label, Type: Number,
		get: func(p Part) string {
			if v := *at(as[T](p)); v != nil {
				return strconv.FormatFloat(*v, 'f', -1, 64)
			}
			return ""
		},
		set: func(p Part, text string) bool {
			v, ok := readNumber(text)
			if ok {
				*at(as[T](p)) = v
			}
			return ok
		},
	}
}

// PercentField returns a NumberField that is typed as a percentage: 0.2 is "20%".
func PercentField[T any](name, label string, at func(*T) **float64) Field {
	f := NumberField(name, label, at)
	f.Percent = true
	f.get = func(p Part) string {
		v := *at(as[T](p))
		if v == nil {
			return ""
		}
		// The shortest number of per cent that is read back as the same share.
		for digits := 0; digits < 17; digits++ {
			text := strconv.FormatFloat(*v*100, 'f', digits, 64) + "%"
			if again, ok := readNumber(text); ok && *again == *v {
				return text
			}
		}
		return strconv.FormatFloat(*v, 'f', -1, 64)
	}
	return f
}

// ListField returns a field that holds several texts, typed with commas between them.
func ListField[T any](name, label string, at func(*T) *[]string) Field {
	return Field{
		Name: name, Key: name, Label: label, Type: List,
		get: func(p Part) string { return WriteList(*at(as[T](p))) },
		set: func(p Part, text string) bool {
			var items []string
			for _, item := range ReadList(text, -1) {
				if item != "" {
					items = append(items, item)
				}
			}
			*at(as[T](p)) = items
			return true
		},
	}
}

// Hinted returns the field with an example of what is typed there.
func (f Field) Hinted(example string) Field {
	f.Hint = example
	return f
}

// AsProse returns the field as one that readers read and that may hold {figures}.
func (f Field) AsProse() Field {
	f.Prose = true
	return f
}

// Keyed returns the field with another word before it in the story file.
func (f Field) Keyed(key string) Field {
	f.Key = key
	return f
}

// InPlaceOfKey returns a Choice whose option stands in the story file by itself.
func (f Field) InPlaceOfKey() Field {
	f.Bare = true
	return f
}

// HeldWhenFrozen returns the field as one that a frozen part does not let change.
func (f Field) HeldWhenFrozen() Field {
	f.Held = true
	return f
}

// Remembered returns the field as one whose change is an event of that kind.
func (f Field) Remembered(event string) Field {
	f.Event = event
	return f
}

// Wanted returns the field as one that a part is not ready without: why, and the block of the page that needs it, "" where
// the part itself does.
func (f Field) Wanted(why, block string) Field {
	f.Needed, f.Block = why, block
	return f
}

func getString[T any](at func(*T) *string) func(Part) string {
	return func(p Part) string { return *at(as[T](p)) }
}

// setString returns how a text is put where at says, as read understands it; nil takes it as it is.
func setString[T any](at func(*T) *string, read func(string) (string, bool)) func(Part, string) bool {
	return func(p Part, text string) bool {
		if read != nil && text != "" {
			var ok bool
			if text, ok = read(text); !ok {
				return false
			}
		}
		*at(as[T](p)) = text
		return true
	}
}

// as returns the struct of a part. A part of another kind is a mistake of the program.
func as[T any](p Part) *T { return any(p).(*T) }

// scales are what may stand after a number.
var scales = map[string]float64{"": 1, "%": 0.01, "k": 1e3, "m": 1e6, "bn": 1e9}

// readNumber reads "1200.5", "20%", "40k", "1.2m"; nil for an empty text.
func readNumber(text string) (*float64, bool) {
	text = strings.ToLower(strings.ReplaceAll(text, "−", "-"))
	if text == "" {
		return nil, true
	}
	digits := strings.TrimRight(text, "%kmbn ")
	scale, known := scales[strings.TrimSpace(text[len(digits):])]
	v, err := strconv.ParseFloat(digits, 64)
	if err != nil || !known || strings.ContainsAny(digits, "xpin_") {
		return nil, false
	}
	if scale < 1 {
		v /= 100 // exact for whole percentages, which times 0.01 is not
	} else {
		v *= scale
	}
	return &v, true
}
