package book

import (
	"path"
	"strings"

	"throughline/app/sheet"
)

// tablePart is what a part says of an Excel Table.
type tablePart struct {
	Name    string `xml:"displayName,attr"`
	Ref     string `xml:"ref,attr"`
	Headers *int   `xml:"headerRowCount,attr"`
}

// named lists the ranges of a sheet that have names: its Excel Tables, then the defined names that lie on it. A part that
// cannot be read names nothing; the cells are what counts.
func (c *container) named(entry *sheetEntry, b *xlsxBook) []sheet.Named {
	var out []sheet.Named
	var rels relationships
	if err := c.decode(path.Join(path.Dir(entry.part), "_rels", path.Base(entry.part)+".rels"), &rels); err != nil {
		return nil
	}
	for _, r := range rels.List {
		if !strings.HasSuffix(r.Type, "/table") || len(out) >= limits.Parts {
			continue
		}
		target := partName(r.Target)
		if !strings.HasPrefix(r.Target, "/") {
			target = path.Join(path.Dir(entry.part), target)
		}
		var t tablePart
		if err := c.decode(target, &t); err != nil || t.Headers != nil && *t.Headers == 0 {
			continue
		}
		if area, ok := readRange([]byte(t.Ref)); ok {
			out = append(out, sheet.Named{Name: cleanText(t.Name), Range: area, Table: true})
		}
	}
	for _, n := range b.names {
		on, ref, ok := cutSheetName(n.RefersTo)
		if !ok || on != entry.name || strings.HasPrefix(n.Name, "_xl") {
			continue // on another sheet, a formula, or one of Excel's own, such as the print area
		}
		if area, ok := readRange([]byte(strings.ReplaceAll(ref, "$", ""))); ok {
			out = append(out, sheet.Named{Name: cleanText(n.Name), Range: area})
		}
	}
	return out
}

// cutSheetName takes the sheet's name off a reference: 'Q1 ”26'!$A$1:$B$9.
func cutSheetName(ref string) (name, rest string, ok bool) {
	ref = strings.TrimPrefix(ref, "=")
	if i := strings.LastIndexByte(ref, '!'); i > 0 {
		name, rest = ref[:i], ref[i+1:]
		if len(name) > 1 && name[0] == '\'' && name[len(name)-1] == '\'' {
			name = strings.ReplaceAll(name[1:len(name)-1], "''", "'")
		}
		return name, rest, true
	}
	return "", "", false
}
