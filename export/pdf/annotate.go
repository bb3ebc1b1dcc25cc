package pdf

import (
	"fmt"
	"net/url"
	"strings"

	"throughline/export/page"
)

// annotation is a link on its way into the file.
type annotation struct {
	number int // of its object; 0 for a link that leads nowhere it may
	key    int // in the tree of parents
}

// addLinks adds the links of the pages and answers them by page and by their number on it. Keys of the tree of parents
// begin after those of the pages.
func (f *file) addLinks(d *page.Document, pages []int) ([][]annotation, error) {
	targets, err := destinations(d, pages)
	if err != nil {
		return nil, err
	}
	key := len(pages)
	all := make([][]annotation, len(d.Pages))
	for i, p := range d.Pages {
		all[i] = make([]annotation, len(p.Links))
		for k, l := range p.Links {
			goal := "/Dest " + targets[l.Anchor]
			if l.Anchor == "" {
				uri, ok := webAddress(l.URI)
				if !ok {
					continue
				}
				goal = "/A <</S /URI /URI " + textString(uri) + ">>"
			}
			b := []byte("<</Type /Annot /Subtype /Link /F 4 /Border [0 0 0] /Rect [")
			for j, v := range []float64{l.Box.X, p.Size.H - l.Box.Bottom(), l.Box.Right(), p.Size.H - l.Box.Y} {
				if j > 0 {
					b = append(b, ' ')
				}
				b = appendNum(b, v)
			}
			words := page.Clean(l.Words)
			if words == "" {
				words = l.URI + l.Anchor
			}
			b = fmt.Appendf(b, "] %s /StructParent %d /Contents %s>>", goal, key, textString(words))
			all[i][k] = annotation{number: f.add(b), key: key}
			key++
		}
	}
	return all, nil
}

// destinations returns where each anchor is, and an error for a link to one that no page has. The first of two anchors of
// one name counts.
func destinations(d *page.Document, pages []int) (map[string]string, error) {
	targets := map[string]string{}
	for i, p := range d.Pages {
		for _, a := range p.Anchors {
			if targets[a.Name] == "" {
				b := fmt.Appendf(nil, "[%d 0 R /XYZ 0 ", pages[i])
				targets[a.Name] = string(append(appendNum(b, p.Size.H-max(a.Y, 0)), " null]"...))
			}
		}
	}
	for i, p := range d.Pages {
		for _, l := range p.Links {
			if l.Anchor != "" && targets[l.Anchor] == "" {
				return nil, fmt.Errorf("write pdf: page %d: link to %q, which no page has", i+1, l.Anchor)
			}
		}
	}
	return targets, nil
}

// webAddress returns the address in a form that is safe to write, and whether a reader may follow it: only web and mail
// addresses become links, so that a brief can never make a viewer run or open anything else.
func webAddress(raw string) (string, bool) {
	u, err := url.Parse(strings.TrimSpace(raw))
	if err != nil {
		return "", false
	}
	switch strings.ToLower(u.Scheme) {
	case "http", "https":
		if u.Host == "" {
			return "", false
		}
	case "mailto":
	default:
		return "", false
	}
	s := u.String()
	for i := range len(s) {
		if s[i] <= ' ' || s[i] > '~' { // PDF addresses are 7-bit (ISO 32000-1, 12.6.4.7)
			return "", false
		}
	}
	return s, true
}
