package book

import (
	"encoding/xml"
	"errors"
	"io"
)

// walker goes through XML element by element, to its end, for readers that follow how elements lie in each other.
type walker struct{ *decoder }

func newWalker(r io.Reader) *walker { return &walker{newTokenDecoder(r)} }

// token returns the next token, an element's with all its attributes.
func (w *walker) token() (xml.Token, error) {
	_, err := w.next()
	return w.at, err
}

// elements calls f for each element directly inside the one that has just begun, up to its end, or for the root before
// anything has begun. What f leaves unread of an element is passed over.
func (w *walker) elements(f func(xml.StartElement) error) error {
	depth := len(w.open)
	for {
		t, err := w.token()
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

// inside returns the text inside the element that has just begun, up to its end, as far as a cell's text may reach.
func (w *walker) inside() (string, error) {
	var text []byte
	for depth := len(w.open); ; {
		t, err := w.token()
		if err != nil {
			return "", err
		}
		switch t := t.(type) {
		case xml.CharData:
			if len(text) < limits.Text {
				text = append(text, t...)
			}
		case xml.EndElement:
			if len(w.open) < depth {
				return string(text), nil
			}
		}
	}
}
