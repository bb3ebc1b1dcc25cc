package part

import (
	"fmt"
	"slices"
	"strings"
)

// Sections lists the headings of the story file under which the kinds stand, in the order of the kinds.
func (s Specs) Sections() []string {
	var titles []string
	for _, spec := range s {
		if spec.Section != "" && !slices.Contains(titles, spec.Section) {
			titles = append(titles, spec.Section)
		}
	}
	return titles
}

// under returns the kinds that stand in a section, those that belong to others left out.
func (s Specs) under(title string) Specs {
	var specs Specs
	for _, spec := range s {
		if spec.Section != "" && strings.EqualFold(spec.Section, title) && spec.Owner == "" {
			specs = append(specs, spec)
		}
	}
	return specs
}

// Write writes the sections that hold something, each with its heading.
func (s Specs) Write(w *strings.Builder, set Set) {
	for _, title := range s.Sections() {
		var text strings.Builder
		kinds := s.under(title)
		for _, spec := range kinds {
			for i, p := range set[spec.Kind] {
				s.writePart(&text, set, spec, p, i, len(kinds) == 1)
			}
		}
		if text.Len() > 0 {
			fmt.Fprintf(w, "## %s\n\n%s\n", title, text.String())
		}
	}
}

// writePart writes a part in the form of its kind, and what belongs to it.
func (s Specs) writePart(w *strings.Builder, set Set, spec *Spec, p Part, i int, alone bool) {
	if !spec.Headed && spec.Identity != Single {
		fmt.Fprintf(w, "- %s\n", spec.Line(p, alone))
		return
	}
	if spec.Headed {
		fmt.Fprintf(w, "### %s: %s\n", Escape(OneLine(p.Base().ID), ':', Always, true), OneLine(spec.Main().Get(p)))
	} else if main := OneLine(spec.Main().Get(p)); main != "" {
		fmt.Fprintf(w, "%s: %s\n", spec.Main().Key, main)
	}
	for _, line := range spec.said(p, func(key, value string) string { return key + ": " + value }) {
		fmt.Fprintln(w, line)
	}
	place := spec.Place(p, i)
	for _, owned := range s {
		for _, o := range set[owned.Kind] {
			if owned.Owner == spec.Kind && o.Base().Of == place {
				fmt.Fprintf(w, "- %s\n", owned.Line(o, false))
			}
		}
	}
}

// Reader reads the lines of one section of a story file into parts.
type Reader struct {
	specs   Specs // all kinds
	kinds   Specs // those that stand in the section
	title   string
	set     Set
	mistake func(format string, args ...any)
	line    int
	at      map[string]int // the line of each part that has an ID, by kind and key

	owner *Spec // of the part under whose heading the lines stand, nil before the first
	part  Part
	given map[string]bool
}

// Reader returns what reads the section of that title into set, nil where no kind stands under it. Each line that cannot
// be understood is told to mistake.
func (s Specs) Reader(title string, set Set, mistake func(format string, args ...any)) *Reader {
	kinds := s.under(title)
	if len(kinds) == 0 {
		return nil
	}
	return &Reader{specs: s, kinds: kinds, title: kinds[0].Section, set: set, mistake: mistake, at: map[string]int{}}
}

// Title returns the heading of the section as it is written.
func (r *Reader) Title() string { return r.title }

// Line reads a line of the section, trimmed; number counts the lines of the file from 1.
func (r *Reader) Line(line string, number int) {
	r.line = number
	switch {
	case line == "":
	case strings.HasPrefix(line, "### "):
		r.heading(strings.TrimSpace(line[len("### "):]))
	case strings.HasPrefix(line, "-"):
		r.item(strings.TrimSpace(line[1:]))
	default:
		r.keyLine(line)
	}
}

// heading begins a part with a heading of its own.
func (r *Reader) heading(text string) {
	i := slices.IndexFunc(r.kinds, func(s *Spec) bool { return s.Headed })
	if i < 0 {
		r.mistake("%s has no headings inside; write an item that begins with a dash", r.title)
		return
	}
	spec := r.kinds[i]
	id, main, ok := CutAt(text, ':')
	p := spec.make()
	p.Base().ID = strings.TrimSpace(Unescape(id, ':', true))
	if !ok || p.Base().ID == "" || spec.Main().Set(p, strings.TrimSpace(main)) != nil {
		r.mistake("a %s is not of the form “### ID: %s”", strings.ToLower(spec.Title), strings.ToUpper(spec.Main().Label))
		return
	}
	r.begin(spec, p)
	r.add(spec, p)
}

func (r *Reader) begin(spec *Spec, p Part) { r.owner, r.part, r.given = spec, p, map[string]bool{} }

// item reads a line that begins with a dash.
func (r *Reader) item(text string) {
	spec, alone := r.kinds[0], len(r.kinds) == 1 && !r.kinds[0].Headed
	if !alone {
		if spec, text = r.worded(text); spec == nil {
			return
		}
	}
	p, ok := spec.Read(text)
	if !ok {
		r.mistake("a %s is not of the form “%s”", strings.ToLower(spec.Title), spec.form(alone))
		return
	}
	if r.part != nil {
		p.Base().Of = r.owner.Place(r.part, len(r.set[r.owner.Kind])-1)
	}
	r.add(spec, p)
}

// worded finds the kind whose word begins an item, and returns the rest of it; nil where no kind here has that word.
func (r *Reader) worded(text string) (*Spec, string) {
	kinds := r.kinds
	if r.part != nil {
		kinds = slices.DeleteFunc(slices.Clone(r.specs), func(s *Spec) bool { return s.Owner != r.owner.Kind })
	}
	word, rest, _ := strings.Cut(text, " ")
	name, colon := strings.CutSuffix(word, ":")
	for _, spec := range kinds {
		if spec.Word == "" || !strings.EqualFold(spec.Word, name) {
			continue
		}
		if colon {
			return spec, ": " + rest
		}
		return spec, rest
	}
	r.mistake("“%s” begins no item of %s; the items are %s", word, r.title, oneOf(words(kinds)))
	return nil, ""
}

func words(kinds Specs) []string {
	var all []string
	for _, s := range kinds {
		if s.Word != "" {
			all = append(all, s.Word)
		}
	}
	return all
}

// keyLine reads "key: value" of the part under whose heading it stands, or of a kind of which there is one.
func (r *Reader) keyLine(line string) {
	if r.part == nil {
		if i := slices.IndexFunc(r.kinds, func(s *Spec) bool { return s.Identity == Single }); i >= 0 {
			p := r.kinds[i].make()
			r.begin(r.kinds[i], p)
			r.add(r.kinds[i], p)
		}
	}
	if r.part == nil {
		r.mistake("a %s is not of the form “%s”", strings.ToLower(r.kinds[0].Title), r.kinds[0].form(len(r.kinds) == 1))
		return
	}
	f, value := r.owner.keyed(line, ":")
	if f == nil && r.owner.Identity == Single {
		if main, ok := afterKey(line, r.owner.Main().Key, ":"); ok {
			f, value = r.owner.Main(), main
		}
	}
	if f == nil {
		if !r.owner.bare(r.part, line, r.given) && !takeVisible(r.part, line, ":", r.given) {
			r.mistake("“%s” says nothing of a %s", line, strings.ToLower(r.owner.Title))
		}
		return
	}
	if r.given[f.Name] {
		r.mistake("there is a second %s line; keep one", f.Key)
		return
	}
	r.given[f.Name] = true
	if err := f.Set(r.part, value); err != nil {
		r.mistake("%s", strings.TrimSuffix(err.Error(), "."))
	}
}

// bare reads a line that is one of the options of a bare field.
func (s *Spec) bare(p Part, line string, given map[string]bool) bool {
	i := slices.IndexFunc(s.Fields, func(f Field) bool { return f.Bare && slices.Contains(f.Options, line) })
	return i >= 0 && s.give(p, &s.Fields[i], line, given)
}

// add keeps a part that was read. Two that cannot be told apart are a mistake that names both lines.
func (r *Reader) add(spec *Spec, p Part) {
	if spec.Identity == Named {
		key := string(spec.Kind) + "\x00" + spec.key(p)
		if first, twice := r.at[key]; twice {
			r.mistake("there is a second %s “%s”; the first is on line %d", strings.ToLower(spec.Title), p.Base().ID, first)
			return
		}
		r.at[key] = r.line
	}
	if spec.Valid != nil {
		if err := spec.Valid(p); err != nil {
			r.mistake("%s", strings.TrimSuffix(err.Error(), "."))
			return
		}
	}
	r.set[spec.Kind] = append(r.set[spec.Kind], p)
}
