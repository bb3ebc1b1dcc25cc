package store

import (
	"bytes"
	"encoding/json"
	"regexp"
	"strings"
)

// member is a name and its value in an object.
type member struct {
	name  string
	value []byte
}

type members []member

// only returns the value of that name. The error says that it is missing, stands there twice, or that another name differs
// from it only in case, so that it is not known which was meant.
func (all members) only(name string) ([]byte, error) {
	var value []byte
	found := 0
	for _, m := range all {
		switch {
		case m.name == name:
			value = m.value
			found++
		case strings.EqualFold(m.name, name):
			return nil, errCase
		}
	}
	switch found {
	case 0:
		return nil, errMissing
	case 1:
		return value, nil
	}
	return nil, errTwice
}

// membersOf takes a valid object apart, in the order it is written.
func membersOf(raw []byte) (members, error) {
	if len(raw) == 0 || raw[0] != '{' {
		return nil, errNoThing
	}
	const usual = 8
	all := make(members, 0, usual)
	for i := next(raw, 1); raw[i] != '}'; i = next(raw, i) {
		end := endOfValue(raw, i)
		name := string(raw[i+1 : end-1])
		if strings.ContainsRune(name, '\\') {
			if err := json.Unmarshal(raw[i:end], &name); err != nil {
				return nil, err
			}
		}
		i = next(raw, end) // the colon is skipped like a comma
		end = endOfValue(raw, i)
		all = append(all, member{name, raw[i:end]})
		i = end
	}
	return all, nil
}

// itemsOf takes a valid list apart.
func itemsOf(raw []byte) ([][]byte, error) {
	if len(raw) == 0 || raw[0] != '[' {
		return nil, errNoList
	}
	var all [][]byte
	for i := next(raw, 1); raw[i] != ']'; i = next(raw, i) {
		end := endOfValue(raw, i)
		all = append(all, raw[i:end])
		i = end
	}
	return all, nil
}

// next returns where the next value, or the end of the list or object, begins.
func next(raw []byte, i int) int {
	for strings.IndexByte(" \t\r\n,:", raw[i]) >= 0 {
		i++
	}
	return i
}

// endOfValue returns where the value that begins at i ends.
func endOfValue(raw []byte, i int) int {
	if raw[i] != '"' && raw[i] != '{' && raw[i] != '[' {
		for i < len(raw) && strings.IndexByte(",]} \t\r\n", raw[i]) < 0 {
			i++
		}
		return i
	}
	for depth := 0; ; i++ {
		switch raw[i] {
		case '{', '[':
			depth++
		case '}', ']':
			depth--
		case '"':
			for i++; raw[i] != '"'; i++ {
				if raw[i] == '\\' {
					i++
				}
			}
		}
		if depth == 0 {
			return i + 1
		}
	}
}

// Lines that begin a field of brief.json and an object in a list of it, as encodeStory indents them. No text holds a line
// break, so that each can be found where what is before it is damaged.
var (
	fieldLine = regexp.MustCompile(`(?m)^  "([^"\\]*)": `)
	itemLine  = regexp.MustCompile(`(?m)^    \{`)
)

// salvageStory takes a brief.json that is no JSON any more apart: what is whole of it, nil for nothing, and the names of what
// is not.
func salvageStory(text []byte) (whole members, broken []string) {
	text = bytes.TrimSuffix(bytes.TrimSpace(text), []byte("\n}"))
	starts := fieldLine.FindAllSubmatchIndex(text, -1)
	for i, at := range starts {
		end := len(text)
		if i+1 < len(starts) {
			end = starts[i+1][0]
		}
		name := string(text[at[2]:at[3]])
		value := valueIn(text[at[1]:end])
		if !json.Valid(value) {
			broken = append(broken, name)
			if value = salvageList(value); value == nil {
				continue
			}
		}
		whole = append(whole, member{name, value})
	}
	return whole, broken
}

// salvageList returns the list of the objects that are whole in a damaged one, nil where there is none.
func salvageList(text []byte) []byte {
	if len(text) == 0 || text[0] != '[' {
		return nil
	}
	var items [][]byte
	starts := itemLine.FindAllIndex(text, -1)
	for i, at := range starts {
		end := len(text)
		if i+1 < len(starts) {
			end = starts[i+1][0]
		}
		item := valueIn(text[at[0]:end])
		if i+1 == len(starts) { // the end of the list comes behind the last
			item = valueIn(bytes.TrimSuffix(item, []byte("]")))
		}
		if json.Valid(item) {
			items = append(items, item)
		}
	}
	if items == nil {
		return nil
	}
	return []byte("[" + string(bytes.Join(items, []byte(","))) + "]")
}

// valueIn returns a value without the space around it and the comma behind it.
func valueIn(text []byte) []byte { return bytes.TrimSuffix(bytes.TrimSpace(text), []byte(",")) }
