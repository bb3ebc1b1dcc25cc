package part

import (
	"bytes"
	"encoding/json"
	"maps"
	"slices"
)

// Unknown are the fields of a part that this version does not know. They are written back as they came.
type Unknown struct{ Fields map[string]json.RawMessage }

func (u *Unknown) clone() *Unknown {
	if u == nil {
		return nil
	}
	return &Unknown{maps.Clone(u.Fields)}
}

// Encode writes a part as JSON: the fields of its struct, then those that a newer version wrote, by name. Reading is the
// store's, which knows what damage is.
func Encode(p Part) ([]byte, error) { return encode(p, p.Base()) }

// encode writes v, which holds the fields of a part without its methods, with the unknown fields of m.
func encode(v any, m *Meta) ([]byte, error) {
	var out bytes.Buffer
	enc := json.NewEncoder(&out)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		return nil, err
	}
	data := bytes.TrimSuffix(out.Bytes(), []byte("\n"))
	if m.Unknown == nil {
		return data, nil
	}
	data = bytes.TrimSuffix(data, []byte("}"))
	for _, name := range slices.Sorted(maps.Keys(m.Unknown.Fields)) {
		key, err := json.Marshal(name)
		if err != nil {
			return nil, err
		}
		if len(data) > 1 {
			data = append(data, ',')
		}
		data = append(append(append(data, key...), ':'), m.Unknown.Fields[name]...)
	}
	return append(data, '}'), nil
}

// EncodePlain serves the kinds that are kept inside another struct: their MarshalJSON calls it with v of a type that has
// the same fields and no methods, and the part's Meta.
func EncodePlain(v any, m *Meta) ([]byte, error) { return encode(v, m) }
