package ingest

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
)

// walker goes through XML element by element, to its end, for readers that follow its nesting. Names keep their prefixes.
// Any malformed XML on the way is errDamaged.
type walker struct {
	d    *xml.Decoder
	open []xml.Name // elements that have begun and not ended
}

func newWalker(r io.Reader) *walker { return &walker{d: newDecoder(r)} }

func (w *walker) next() (xml.Token, error) {
	t, err := w.d.RawToken()
	var syntax *xml.SyntaxError
	switch {
	case errors.Is(err, io.EOF) && len(w.open) == 0:
		return nil, io.EOF
	case errors.Is(err, io.EOF):
		return nil, fmt.Errorf("%w: element %q has no end", errDamaged, w.open[len(w.open)-1].Local)
	case errors.As(err, &syntax):
		return nil, fmt.Errorf("%w: %w", errDamaged, err)
	case err != nil:
		return nil, err
	}
	switch t := t.(type) {
	case xml.StartElement:
		if w.open = append(w.open, t.Name); len(w.open) > limits.depth {
			return nil, fmt.Errorf("%w: elements nested deeper than %d", errDamaged, limits.depth)
		}
	case xml.EndElement:
		last := len(w.open) - 1
		if last < 0 || w.open[last] != t.Name {
			return nil, fmt.Errorf("%w: element %q ends where it did not begin", errDamaged, t.Name.Local)
		}
		w.open = w.open[:last]
	}
	return t, nil
}

// elements calls f for each element directly inside the one that has just begun, up to its end, or for the root before
// anything has begun. What f leaves unread of an element is passed over.
func (w *walker) elements(f func(xml.StartElement) error) error {
	depth := len(w.open)
	for {
		t, err := w.next()
		if errors.Is(err, io.EOF) && depth == 0 {
			return nil
		}
		if err != nil {
			return err
		}
		switch t := t.(type) {
		case xml.StartElement:
			if len(w.open) == depth+1 {
				if err := f(t); err != nil {
					return err
				}
			}
		case xml.EndElement:
			if len(w.open) < depth {
				return nil
			}
		}
	}
}

// text returns the text inside the element that has just begun, up to its end, as far as a cell's text may reach.
func (w *walker) text() (string, error) {
	var text []byte
	for depth := len(w.open); ; {
		t, err := w.next()
		if err != nil {
			return "", err
		}
		switch t := t.(type) {
		case xml.CharData:
			if len(text) < limits.text {
				text = append(text, t...)
			}
		case xml.EndElement:
			if len(w.open) < depth {
				return string(text), nil
			}
		}
	}
}
