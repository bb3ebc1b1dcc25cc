package store

import (
	"bytes"
	"encoding"
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"

	"throughline/app/part"
)

// strict reads JSON of a container into the types it was written from. encoding/json fills a field that is null, absent or
// spelt in capitals with a zero, or with the last of two values, and a reader would take that for a fact. Here
//
//   - a field whose tag has neither omitempty nor omitzero is always written, so it must be there;
//   - its name is spelt exactly so, and stands there once;
//   - null is an empty list or map that is always written, and nothing else;
//   - an array holds as many items as its type.
//
// What fails costs the smallest thing that can be absent: an item of a list or map, a field that may be left out, or, where
// there is none around it, the whole. Each is reported to lost by its path. Names that the types do not have are left
// alone: a later version wrote them.
type strict struct {
	lost func(path string, err error) // nil: nothing may be lost, the first failure fails the whole
}

// Why a value that is JSON cannot be read.
var (
	errNull    = errors.New("it is null")
	errMissing = errors.New("it is missing")
	errTwice   = errors.New("it is there twice")
	errCase    = errors.New("its name is spelt in another case")
	errNoList  = errors.New("it is no list")
	errNoThing = errors.New("it is no object")
	errOther   = errors.New("it is nothing that belongs there")
)

// What is known of a type, as a brief has a hundred thousand points: fieldsOf and mannerOf by type.
var fieldCache, mannerCache sync.Map

// read reads valid JSON into v, which is settable. path is what the failures in it are called.
func (x strict) read(raw []byte, v reflect.Value, path string) error {
	raw = bytes.TrimSpace(raw)
	if string(raw) == "null" {
		if v.Kind() != reflect.Slice && v.Kind() != reflect.Map {
			return errNull
		}
		v.SetZero()
		return nil
	}
	manner := mannerOf(v.Type())
	if manner != byKind {
		return readLeaf(raw, v, manner)
	}
	switch v.Kind() {
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		return x.read(raw, v.Elem(), path)
	case reflect.Struct:
		return x.readStruct(raw, v, path)
	case reflect.Slice:
		return x.readList(raw, v, path)
	case reflect.Array:
		return x.readArray(raw, v, path)
	case reflect.Map:
		return x.readMap(raw, v, path)
	}
	return readLeaf(raw, v, manner)
}

// readLeaf reads a value that has no fields or items of its own. A plain text or number, of which a brief may have some
// hundred thousand, is read here to the value that encoding/json would give it, which reads all others.
func readLeaf(raw []byte, v reflect.Value, m manner) error {
	text, plain := plainText(raw)
	var err error
	switch {
	case plain && m == byText:
		err = v.Addr().Interface().(encoding.TextUnmarshaler).UnmarshalText(text)
	case plain && m == byKind && v.Kind() == reflect.String:
		v.SetString(string(text))
	case !plain && m == byKind && v.Kind() == reflect.Float64:
		var number float64
		number, err = strconv.ParseFloat(string(raw), 64)
		v.SetFloat(number)
	default:
		err = json.Unmarshal(raw, v.Addr().Interface())
	}
	if err != nil {
		return errOther
	}
	return nil
}

// plainText returns what stands between the quotes of a text that means the letters it is written with.
func plainText(raw []byte) ([]byte, bool) {
	if len(raw) < 2 || raw[0] != '"' || bytes.IndexByte(raw, '\\') >= 0 || !utf8.Valid(raw) {
		return nil, false
	}
	return raw[1 : len(raw)-1], true
}

// manner is how a type reads its JSON.
type manner uint8

const (
	byKind manner = iota // as every type of its kind
	byText               // from a text, as periods and scenarios do
	byJSON               // in a way of its own, as times do
)

func mannerOf(t reflect.Type) manner {
	if known, ok := mannerCache.Load(t); ok {
		return known.(manner)
	}
	m, p := byKind, reflect.PointerTo(t)
	switch {
	case p.Implements(reflect.TypeFor[json.Unmarshaler]()):
		m = byJSON
	case p.Implements(reflect.TypeFor[encoding.TextUnmarshaler]()):
		m = byText
	}
	mannerCache.Store(t, m)
	return m
}

// orLose passes on the error of a thing that can be absent, or reports it and goes on without.
func (x strict) orLose(v reflect.Value, path string, err error) error {
	if err == nil {
		return nil
	}
	if x.lost == nil {
		return err
	}
	v.SetZero()
	x.lost(path, err)
	return nil
}

func (x strict) readStruct(raw []byte, v reflect.Value, path string) error {
	found, err := membersOf(raw)
	if err != nil {
		return err
	}
	for _, f := range fieldsOf(v.Type()) {
		field := v.FieldByIndex(f.index)
		err := x.readField(found, f, field, x.join(path, f.name))
		if err != nil && !f.optional {
			return fmt.Errorf("%s: %w", f.name, err)
		}
		if err := x.orLose(field, x.join(path, f.name), err); err != nil {
			return err
		}
	}
	if p, ok := v.Addr().Interface().(part.Part); ok {
		p.Base().Unknown = unknownTo(v.Type(), found)
	}
	return nil
}

// unknownTo returns the fields that a type does not have, nil for none.
func unknownTo(t reflect.Type, found members) *part.Unknown {
	var unknown *part.Unknown
	for _, m := range found {
		if slices.ContainsFunc(fieldsOf(t), func(f field) bool { return f.name == m.name }) {
			continue
		}
		if unknown == nil {
			unknown = &part.Unknown{Fields: map[string]json.RawMessage{}}
		}
		var compact bytes.Buffer // as it stood in the file it is indented
		if json.Compact(&compact, m.value) == nil {
			unknown.Fields[m.name] = compact.Bytes()
		}
	}
	return unknown
}

// readField reads one field of an object; an optional one that is absent becomes empty.
func (x strict) readField(from members, f field, v reflect.Value, path string) error {
	raw, err := from.only(f.name)
	switch {
	case errors.Is(err, errMissing) && f.optional:
		v.SetZero()
		return nil
	case err != nil:
		return err
	case f.optional && string(raw) == "null":
		return errNull // what is empty is left out
	}
	return x.read(raw, v, path)
}

func (x strict) readList(raw []byte, v reflect.Value, path string) error {
	items, err := itemsOf(raw)
	if err != nil {
		return err
	}
	list, kept := reflect.MakeSlice(v.Type(), len(items), len(items)), 0
	for i, item := range items {
		one, at := list.Index(kept), x.item(path, i)
		err := x.read(item, one, at)
		if err == nil {
			kept++
		} else if err := x.orLose(one, at, err); err != nil {
			return err
		}
	}
	v.Set(list.Slice(0, kept))
	return nil
}

func (x strict) readArray(raw []byte, v reflect.Value, path string) error {
	items, err := itemsOf(raw)
	if err != nil {
		return err
	}
	if len(items) != v.Len() {
		return fmt.Errorf("it has %d items, not %d", len(items), v.Len())
	}
	for i, item := range items {
		at := x.item(path, i)
		if err := x.orLose(v.Index(i), at, x.read(item, v.Index(i), at)); err != nil {
			return err
		}
	}
	return nil
}

func (x strict) readMap(raw []byte, v reflect.Value, path string) error {
	found, err := membersOf(raw)
	if err != nil {
		return err
	}
	all := reflect.MakeMapWithSize(v.Type(), len(found))
	for _, m := range found {
		one := reflect.New(v.Type().Elem()).Elem()
		at := x.join(path, m.name)
		err := x.read(m.value, one, at)
		if key := reflect.ValueOf(m.name).Convert(v.Type().Key()); err == nil && all.MapIndex(key).IsValid() {
			err = errTwice
		} else if err == nil {
			all.SetMapIndex(key, one)
		}
		if err := x.orLose(one, at, err); err != nil {
			return err
		}
	}
	v.Set(all)
	return nil
}

// join returns the path of a field, and item that of an item of a list; where nothing may be lost nobody asks for it.
func (x strict) join(path, name string) string {
	if path == "" || x.lost == nil {
		return name
	}
	return path + "." + name
}

func (x strict) item(path string, i int) string {
	if x.lost == nil {
		return path
	}
	return fmt.Sprintf("%s[%d]", path, i+1)
}

// field is a field of a type as JSON has it.
type field struct {
	name     string
	index    []int
	optional bool // left out where it is empty
}

// fieldsOf returns the fields of a struct as encoding/json writes them: those of an embedded struct among them, unless one
// of the same name lies less deep.
func fieldsOf(t reflect.Type) []field {
	if known, ok := fieldCache.Load(t); ok {
		return known.([]field)
	}
	var fields []field
	at := map[string]int{}
	for _, f := range reflect.VisibleFields(t) {
		name, options, _ := strings.Cut(f.Tag.Get("json"), ",")
		if name == "-" || name == "" || !f.IsExported() {
			continue // every field that is kept has a name of its own
		}
		one := field{name, f.Index, strings.Contains(options, "omitempty") || strings.Contains(options, "omitzero")}
		if i, twice := at[name]; !twice {
			at[name] = len(fields)
			fields = append(fields, one)
		} else if len(one.index) < len(fields[i].index) {
			fields[i] = one
		}
	}
	fieldCache.Store(t, fields)
	return fields
}
