package part

import (
	"reflect"
	"slices"
	"time"
)

// Event is something that happened to a part. Events are written by the program, never typed, and a saved or exported
// brief only ever gains them.
type Event struct {
	Place Place     `json:"place"`
	Kind  string    `json:"kind"` // Created, Removed, Froze, or the Event of the field that changed
	Old   string    `json:"old,omitempty"`
	New   string    `json:"new,omitempty"`
	At    time.Time `json:"at"`
	// TakenBack says that the event undoes an earlier one of the same kind, which had been saved or exported.
	TakenBack bool `json:"takenBack,omitempty"`
}

// The kinds of events that every kind with a history has.
const (
	Created = "created"
	Removed = "removed"
	Froze   = "frozen"
)

// Frozen is what a part said when it was frozen: figures in held texts keep the value they had.
type Frozen struct {
	Day   string            `json:"day"`             // ISO 8601
	Texts map[string]string `json:"texts,omitempty"` // by the name of the field, as it printed
}

// Settle brings the history of a brief up to date after a change of its parts from before to after: it sets when parts
// of kinds with a history were created and changed, freezes what now is frozen, and returns the events of the change.
// A change of a held field of a frozen part is refused with a fault.Usage sentence. view is of the brief after the
// change, now the time of it.
func (s Specs) Settle(before, after Set, view View, now time.Time) ([]Event, error) {
	var events []Event
	for _, spec := range s {
		if !spec.History {
			continue
		}
		was := spec.byPlace(before[spec.Kind])
		for i, p := range after[spec.Kind] {
			place := spec.Place(p, i)
			old := was[place]
			delete(was, place)
			more, err := spec.settle(old, p, place, view, now)
			if err != nil {
				return nil, err
			}
			events = append(events, more...)
		}
		for i, p := range before[spec.Kind] {
			if place := spec.Place(p, i); was[place] != nil {
				events = append(events, Event{Place: place, Kind: Removed, Old: spec.Main().Get(p), At: now})
			}
		}
	}
	return events, nil
}

func (s *Spec) byPlace(parts []Part) map[Place]Part {
	at := map[Place]Part{}
	for i, p := range parts {
		at[s.Place(p, i)] = p
	}
	return at
}

// settle is Settle for one part; old is nil for a new one.
func (s *Spec) settle(old, p Part, place Place, view View, now time.Time) ([]Event, error) {
	m := p.Base()
	if old == nil {
		m.Created, m.Updated = now, now
		return append([]Event{{Place: place, Kind: Created, New: s.Main().Get(p), At: now}}, s.freeze(p, place, view, now)...), nil
	}
	if reflect.DeepEqual(old, p) {
		return nil, nil
	}
	m.Updated = now
	var events []Event
	held := s.Frozen != nil && s.Frozen(old) && s.Frozen(p)
	for i := range s.Fields {
		f := &s.Fields[i]
		from, to := f.Get(old), f.Get(p)
		switch {
		case from == to:
		case held && f.Held:
			return nil, invalid("%s is fixed since %s; write an amendment instead of changing its %s.", s.Name(p, 0), old.Base().frozenDay(), f.what())
		case f.Event != "":
			events = append(events, Event{Place: s.At(place, f), Kind: f.Event, Old: from, New: to, At: now})
		}
	}
	return append(events, s.freeze(p, place, view, now)...), nil
}

func (m *Meta) frozenDay() string {
	if m.Frozen == nil {
		return "it was decided"
	}
	return m.Frozen.Day
}

// freeze keeps what a part says that is now frozen, and lets go of it when it is not.
func (s *Spec) freeze(p Part, place Place, view View, now time.Time) []Event {
	m := p.Base()
	if s.Frozen == nil || !s.Frozen(p) {
		m.Frozen = nil
		return nil
	}
	if m.Frozen != nil {
		return nil
	}
	m.Frozen = &Frozen{Day: now.Format(time.DateOnly)}
	for i := range s.Fields {
		f := &s.Fields[i]
		if !f.Held || !f.Prose || f.Get(p) == "" {
			continue
		}
		if m.Frozen.Texts == nil {
			m.Frozen.Texts = map[string]string{}
		}
		m.Frozen.Texts[f.Name] = view.Text(s.At(place, f))
	}
	return []Event{{Place: place, Kind: Froze, New: m.Frozen.Day, At: now}}
}

// Travel returns the events of a brief that undo or redo goes back to. Events vanish with their cause while they are in
// no file; those that are, the first kept of the events of now, stay, and the reverse of each is written after them.
func Travel(now, restored []Event, kept int, at time.Time) []Event {
	same := 0
	for same < len(now) && same < len(restored) && now[same] == restored[same] {
		same++
	}
	if kept <= same {
		return restored
	}
	events := slices.Clone(now[:kept])
	for i := kept - 1; i >= same; i-- {
		e := now[i]
		events = append(events, Event{Place: e.Place, Kind: e.Kind, Old: e.New, New: e.Old, At: at, TakenBack: !e.TakenBack})
	}
	return events
}
