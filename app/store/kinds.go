package store

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"reflect"
	"slices"

	"throughline/app/brief"
	"throughline/app/part"
)

// eventsPart holds the events of a brief, one a line, in the order in which they happened.
const eventsPart = "events.jsonl"

// storyLists stands for brief.json where a kind says which file its list is kept in.
const storyLists = ""

// encodeParts returns the lists of the brief's parts by the file they are kept in, and in it by the name of the list.
func encodeParts(b *brief.Brief) (map[string]map[string]json.RawMessage, error) {
	files := map[string]map[string]json.RawMessage{}
	for _, spec := range brief.Kinds {
		parts := b.Parts[spec.Kind]
		if spec.JSON == "" || len(parts) == 0 {
			continue
		}
		items := make([]json.RawMessage, len(parts))
		for i, p := range parts {
			data, err := part.Encode(p)
			if err != nil {
				return nil, err
			}
			items[i] = data
		}
		list, err := marshal(items)
		if err != nil {
			return nil, err
		}
		if files[spec.File] == nil {
			files[spec.File] = map[string]json.RawMessage{}
		}
		files[spec.File][spec.JSON] = list
	}
	return files, nil
}

// joined returns the fields of a newer version and ours; ours win.
func joined(theirs, ours map[string]json.RawMessage) map[string]json.RawMessage {
	all := maps.Clone(theirs)
	if all == nil {
		all = map[string]json.RawMessage{}
	}
	maps.Copy(all, ours)
	return all
}

// addLists puts the files that hold lists of parts, and the events, among the files of the container. came are the parts
// of the container as it was read: a file of ours may hold lists of a newer version too, which stay.
func addLists(files map[string][]byte, lists map[string]map[string]json.RawMessage, events []part.Event, came map[string][]byte) error {
	for name, ours := range lists {
		if name == storyLists {
			continue
		}
		var theirs map[string]json.RawMessage
		_ = json.Unmarshal(came[name], &theirs) // a file that is no JSON was said to be damaged when it was read
		data, err := marshal(joined(theirs, ours))
		if err != nil {
			return err
		}
		files[name] = data
	}
	if len(events) == 0 {
		return nil
	}
	var out bytes.Buffer
	enc := jsonEncoder(&out)
	for i := range events {
		if err := enc.Encode(&events[i]); err != nil {
			return err
		}
	}
	files[eventsPart] = out.Bytes()
	return nil
}

// kindOf returns the kind whose list of parts a file holds under that name, nil where there is none.
func kindOf(file, name string) *part.Spec {
	for _, spec := range brief.Kinds {
		if spec.JSON == name && spec.JSON != "" && spec.File == file {
			return spec
		}
	}
	return nil
}

// decodeKinds reads the lists of parts and the events, and takes from byName what this version understands of them.
func (c *contents) decodeKinds(fields members, byName map[string]entry) {
	for _, spec := range brief.Kinds {
		if spec.JSON != "" && spec.File == storyLists {
			c.decodeParts(spec, fields)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(byName)) {
		if p := byName[name]; p.err == nil && slices.ContainsFunc(brief.Kinds, func(s *part.Spec) bool { return s.File == name && s.JSON != "" }) {
			c.decodeKindFile(name, p, byName)
		}
	}
	if p, ok := byName[eventsPart]; ok && p.err == nil {
		delete(byName, eventsPart)
		c.decodeEvents(p.data)
	}
}

// decodeKindFile reads a file of lists. What is left of it in byName are lists of a newer version.
func (c *contents) decodeKindFile(name string, p entry, byName map[string]entry) {
	delete(byName, name)
	lists, err := membersOf(bytes.TrimSpace(p.data))
	if err != nil || !json.Valid(p.data) {
		c.damage("part-damaged", fmt.Sprintf("The part %q of the file is damaged and was left out.", name))
		return
	}
	newer := map[string]json.RawMessage{}
	for _, m := range lists {
		if kindOf(name, m.name) == nil {
			newer[m.name] = m.value
		}
	}
	for _, spec := range brief.Kinds {
		if spec.File == name && spec.JSON != "" {
			c.decodeParts(spec, lists)
		}
	}
	if len(newer) > 0 {
		p.data, p.err = marshal(newer)
		byName[name] = p
	}
}

// decodeParts reads the list of a kind part by part: what cannot be read, and what does not go with the others, costs only
// itself and is said.
func (c *contents) decodeParts(spec *part.Spec, from members) {
	raw, err := from.only(spec.JSON)
	if errors.Is(err, errMissing) {
		return
	}
	items, err := itemsOf(raw)
	if err != nil {
		c.lost(spec.JSON, err)
		return
	}
	var parts []part.Part
	for i, item := range items {
		p, path := spec.New(""), fmt.Sprintf("%s[%d]", spec.JSON, i+1)
		if err := (strict{c.lost}).read(item, reflect.ValueOf(p).Elem(), path); err != nil {
			c.lost(path, err)
			continue
		}
		parts = append(parts, p)
	}
	kept, left := spec.Mend(parts)
	for _, sentence := range left {
		c.damage("invalid", sentence)
	}
	c.brief.SetParts(spec.Kind, kept)
}

// decodeEvents reads the events line by line.
func (c *contents) decodeEvents(data []byte) {
	lost := 0
	for line := range bytes.Lines(data) {
		var e part.Event
		if len(bytes.TrimSpace(line)) == 0 {
			continue
		}
		if json.Unmarshal(line, &e) != nil || e.Place == "" || e.Kind == "" {
			lost++
			continue
		}
		c.brief.Events = append(c.brief.Events, e)
	}
	if lost > 0 {
		c.damage("part-damaged", fmt.Sprintf("%d of the events of the brief could not be read and were left out.", lost))
	}
}
