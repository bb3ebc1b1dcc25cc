package part

import (
	"slices"
	"strings"
)

// visibleKey says in a story file which readers may see a part.
const visibleKey = "visible"

// Line returns a part as an item of a story file, without the dash: "ID: TEXT; key value; key value", after the kind's
// word where alone is false, because the section holds other kinds too.
func (s *Spec) Line(p Part, alone bool) string {
	if s.Item != nil {
		return s.Item(p)
	}
	parts := append([]string{OneLine(s.Main().Get(p))}, s.said(p, func(key, value string) string { return key + " " + value })...)
	for i := range parts {
		parts[i] = Escape(parts[i], ';', Always, i < len(parts)-1)
	}
	return Escape(s.head(p, alone), ':', Always, true) + ": " + strings.Join(parts, "; ")
}

// head is what stands before the colon of an item.
func (s *Spec) head(p Part, alone bool) string {
	id := OneLine(p.Base().ID)
	switch {
	case alone:
		return id
	case s.Identity != Named || id == Slug(s.Main().Get(p)):
		return s.Word
	default:
		return s.Word + " " + id
	}
}

// said returns what a part says beside its main text, each written by write.
func (s *Spec) said(p Part, write func(key, value string) string) []string {
	var all []string
	for i := 1; i < len(s.Fields); i++ {
		f := &s.Fields[i]
		switch value := OneLine(f.Get(p)); {
		case value == "":
		case f.Bare:
			all = append(all, value)
		default:
			all = append(all, write(f.Key, value))
		}
	}
	if v := p.Base().Visible; v != Internal {
		all = append(all, write(visibleKey, string(v)))
	}
	return all
}

// Read reads an item that Line wrote, without the dash and, where the section holds other kinds too, without the word.
// false stands beside the part as far as it was read.
func (s *Spec) Read(line string) (Part, bool) {
	if s.ReadItem != nil {
		return s.ReadItem(line)
	}
	p := s.make()
	id, rest, ok := CutAt(line, ':')
	if !ok {
		return p, false
	}
	p.Base().ID = strings.TrimSpace(Unescape(id, ':', true))
	given := map[string]bool{}
	for first := true; ; first = false {
		text, after, more := CutAt(rest, ';')
		text = strings.TrimSpace(Unescape(text, ';', more))
		if first {
			ok = s.Main().Set(p, text) == nil
		} else {
			ok = s.take(p, text, given)
		}
		if !ok {
			return p, false
		}
		if rest = after; !more {
			break
		}
	}
	if s.Identity == Named && p.Base().ID == "" {
		p.Base().ID = Slug(s.Main().Get(p))
	}
	return p, s.Identity != Named || p.Base().ID != ""
}

// take reads "owner CPO" or "now" into its field. Each is said once.
func (s *Spec) take(p Part, text string, given map[string]bool) bool {
	for i := range s.Fields[1:] {
		f := &s.Fields[i+1]
		if f.Bare && slices.ContainsFunc(f.Options, func(o string) bool { return Same(o, text) }) {
			return s.give(p, f, text, given)
		}
	}
	f, value := s.keyed(text, " ")
	if f == nil {
		return takeVisible(p, text, " ", given)
	}
	return s.give(p, f, value, given)
}

// keyed finds the field whose key begins the text, before the mark or at its end; the longest key wins.
func (s *Spec) keyed(text, mark string) (*Field, string) {
	var best *Field
	for i := range s.Fields[1:] {
		f := &s.Fields[i+1]
		if _, ok := afterKey(text, f.Key, mark); ok && !f.Bare && (best == nil || len(f.Key) > len(best.Key)) {
			best = f
		}
	}
	if best == nil {
		return nil, ""
	}
	value, _ := afterKey(text, best.Key, mark)
	return best, value
}

// afterKey returns what stands after a key and the mark.
func afterKey(text, key, mark string) (string, bool) {
	if len(text) < len(key) || !strings.EqualFold(text[:len(key)], key) {
		return "", false
	}
	rest := text[len(key):]
	if value, ok := strings.CutPrefix(rest, mark); ok {
		return strings.TrimSpace(value), true
	}
	return "", rest == "" && mark == " "
}

func (s *Spec) give(p Part, f *Field, value string, given map[string]bool) bool {
	if given[f.Name] {
		return false
	}
	given[f.Name] = true
	return f.Set(p, value) == nil
}

func takeVisible(p Part, text, mark string, given map[string]bool) bool {
	value, ok := afterKey(text, visibleKey, mark)
	v := Visibility(strings.ToLower(value))
	if !ok || given[visibleKey] || v != External && v != Leadership {
		return false
	}
	given[visibleKey] = true
	p.Base().Visible = v
	return true
}

// form says what an item of the kind looks like.
func (s *Spec) form(alone bool) string {
	if s.Form != "" {
		return s.Form
	}
	head := "ID"
	if !alone {
		head = s.Word
	}
	form := "- " + head + ": " + strings.ToUpper(s.Main().Label)
	for i := 1; i < len(s.Fields); i++ {
		f := &s.Fields[i]
		if f.Bare {
			form += "; " + strings.Join(f.Options, "/")
		} else {
			form += "; " + f.Key + " " + strings.ToUpper(f.Label)
		}
	}
	return form
}
