package store

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"throughline/app/brief"
	"throughline/app/fault"
	"throughline/app/metric"
)

// contents is what a container held.
type contents struct {
	brief   *brief.Brief
	fields  map[string]json.RawMessage // of brief.json, unknown to this version
	parts   map[string][]byte          // unknown to this version
	notes   []brief.Note
	damaged bool // something of the brief is missing
}

// decode reads a container as far as it can be read. What is missing is said in the notes: the numbers of a series whose
// checksum is wrong are left out as a whole, because a number that may be wrong is worse than none. The error is an
// explained one; file is the name that sentences use.
func decode(file string, data []byte) (*contents, error) {
	read, whole, err := readParts(data)
	switch {
	case len(data) == 0:
		return nil, fault.New(fault.Unreadable, fmt.Sprintf(
			"%s is empty; open the version before it (%s) if there is one.", quoted(file), quoted(backupOf(file))), nil)
	case errors.Is(err, errNoContainer):
		return nil, fault.New(fault.Unreadable, quoted(file)+" is not a brief that Throughline saved; choose another file.", err)
	case err != nil:
		return nil, unreadable(file, errors.Join(errTooLarge, err))
	}
	c := &contents{parts: map[string][]byte{}, fields: map[string]json.RawMessage{}}
	if !whole {
		c.damage("cut-short", "The end of the file is missing.")
	}
	byName := map[string]part{}
	for _, p := range read {
		if _, twice := byName[p.name]; !twice {
			byName[p.name] = p
		}
	}
	if err := c.decodeStory(file, byName); err != nil {
		return nil, err
	}
	for _, name := range slices.Sorted(maps.Keys(byName)) {
		if p := byName[name]; p.err != nil {
			c.damage("part-damaged", fmt.Sprintf("The part %q of the file is damaged and was left out.", name))
		} else if safeName(name) {
			c.parts[name] = p.data
		}
	}
	return c, nil
}

func unreadableText(file string) string {
	return fmt.Sprintf("%s is damaged and its text cannot be read; open the version before it (%s) if there is one.",
		quoted(file), quoted(backupOf(file)))
}

func (c *contents) damage(code, text string) {
	c.damaged = true
	c.notes = append(c.notes, brief.Note{Severity: brief.Error, Code: code, Text: text})
}

// decodeStory reads brief.json and the series, and takes their parts out of byName.
func (c *contents) decodeStory(file string, byName map[string]part) error {
	p, ok := byName[storyPart]
	delete(byName, storyPart)
	delete(byName, mimetypePart)
	if !ok && !c.damaged {
		return fault.New(fault.Unreadable, quoted(file)+" is not a brief that Throughline saved; choose another file.", nil)
	}
	fields := map[string]json.RawMessage{}
	if err := json.Unmarshal(p.data, &fields); err != nil {
		return fault.New(fault.Unreadable, unreadableText(file), errors.Join(err, p.err))
	}
	if err := checkFormat(file, fields["format"]); err != nil {
		return err
	}
	if p.err != nil {
		c.damage("story-damaged", "The text of the brief is damaged; read every sentence and every target again.")
	}
	s := c.decodeFields(fields)
	c.brief = &s.Brief
	c.decodeFiles(byName)
	for i := range s.Metrics {
		m := s.Metrics[i].Metric
		m.Series = c.decodeSeries(&s.Metrics[i], byName)
		c.brief.Metrics = append(c.brief.Metrics, &m)
	}
	if c.brief.Validate() == nil {
		return nil
	}
	c.mend()
	if err := c.brief.Validate(); err != nil {
		return fault.New(fault.Unreadable, unreadableText(file), err)
	}
	return nil
}

func checkFormat(file string, raw json.RawMessage) error {
	var version int
	if err := json.Unmarshal(raw, &version); err != nil || version < 1 {
		return fault.New(fault.Unreadable,
			quoted(file)+" does not say which version of Throughline wrote it; open a copy from elsewhere.", err)
	}
	if version > format {
		return fault.New(fault.Unreadable, quoted(file)+" was saved by a newer Throughline; update this one to open it.", nil)
	}
	return nil
}

// decodeFields reads brief.json field by field, so that one that cannot be read costs only itself, and keeps the fields
// that this version does not know.
func (c *contents) decodeFields(fields map[string]json.RawMessage) *story {
	s := &story{Brief: brief.Brief{Settings: brief.New("").Settings}}
	for _, name := range slices.Sorted(maps.Keys(fields)) {
		switch {
		case !knownField(name):
			c.fields[name] = fields[name]
		case strings.EqualFold(name, "metrics"):
			s.Metrics = decodeList[storyMetric](c, fields[name], "metric")
		case strings.EqualFold(name, "sources"):
			s.Sources = pointers(decodeList[brief.Source](c, fields[name], "source"))
		default:
			one, err := json.Marshal(map[string]json.RawMessage{name: fields[name]})
			if strings.EqualFold(name, "settings") {
				s.Settings = brief.Settings{} // what the file leaves out is empty there, not the default
			}
			if err == nil {
				err = json.Unmarshal(one, s)
			}
			if err != nil {
				c.damage("field-unreadable", fmt.Sprintf("%q of the brief could not be read and was left out.", name))
			}
		}
	}
	return s
}

// decodeList reads a list item by item.
func decodeList[T any](c *contents, raw json.RawMessage, what string) []T {
	var items []json.RawMessage
	if err := json.Unmarshal(raw, &items); err != nil {
		c.damage("field-unreadable", fmt.Sprintf("The list of %ss could not be read and was left out.", what))
		return nil
	}
	var list []T
	for i, item := range items {
		var x T
		if err := json.Unmarshal(item, &x); err != nil || string(item) == "null" {
			c.damage("field-unreadable", fmt.Sprintf("Number %d in the list of %ss could not be read and was left out.", i+1, what))
			continue
		}
		list = append(list, x)
	}
	return list
}

func pointers[T any](list []T) []*T {
	var out []*T
	for i := range list {
		out = append(out, &list[i])
	}
	return out
}

// decodeFiles reads the files of the theme and takes their parts out of byName. One that is not what it was is left out:
// the page is set without it.
func (c *contents) decodeFiles(byName map[string]part) {
	parts := map[string]bool{}
	theme := &c.brief.Settings.Theme
	for _, f := range theme.Files() {
		if *f.At == nil {
			continue
		}
		name := filePart(*f.At)
		parts[name] = true
		p, ok := byName[name]
		whole := brief.NewFile((*f.At).Name, p.data)
		if !ok || p.err != nil || whole.SHA256 != (*f.At).SHA256 {
			c.damage("file-damaged", fmt.Sprintf("The %s %q could not be read; choose it again.", f.Label, (*f.At).Name))
			whole = nil
		}
		*f.At = whole
	}
	if theme.Font == nil {
		theme.Bold = nil
	}
	for name := range parts { // after all were read: a font may be the bold one too
		delete(byName, name)
	}
}

// decodeSeries reads the series of a metric and takes their parts out of byName.
func (c *contents) decodeSeries(m *storyMetric, byName map[string]part) []*metric.Series {
	var list []*metric.Series
	for _, ref := range m.Series {
		p, ok := byName[ref.Part]
		delete(byName, ref.Part)
		s := &metric.Series{}
		err := p.err
		switch {
		case !ok:
			err = errors.New("missing")
		case err == nil:
			err = json.Unmarshal(p.data, s)
		}
		if err == nil {
			err = checkSeries(s, ref)
		}
		if err != nil {
			c.damage("series-damaged", fmt.Sprintf("The %s values of %q could not be read; import them again.", ref.Scenario.Label(), m.Name))
			continue
		}
		list = append(list, s)
	}
	return list
}

// checkSeries holds what arithmetic on a series relies on: its points are all there, and in order.
func checkSeries(s *metric.Series, ref seriesRef) error {
	if s.Scenario != ref.Scenario || len(s.Points) != ref.Points {
		return errors.New("not the series it should be")
	}
	slices.SortStableFunc(s.Points, func(a, b metric.Point) int {
		switch {
		case a.Period.Before(b.Period):
			return -1
		case b.Period.Before(a.Period):
			return 1
		}
		return 0
	})
	return nil
}
