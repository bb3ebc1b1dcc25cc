package importer

import (
	"slices"
	"strconv"
	"strings"

	"throughline/app/brief"
	"throughline/app/sheet"
)

// note is something that was noticed, with the sheet it is about.
type note struct {
	brief.Note
	sheet string // empty for a note about the file
	where string // what stands in front of the sentence: "C8", "Support C8"
}

// noYear is the code of a note that asks for the year of the first period.
const noYear = "no-year"

// newNote returns a note as it is shown: its cell stands in front, and not in the text again.
func newNote(n brief.Note, sheet string) note {
	where := n.Cell
	if rest, ok := strings.CutPrefix(n.Text, n.Cell+" "); ok && n.Cell != "" {
		n.Text = rest
	}
	return note{Note: n, sheet: sheet, where: where}
}

// notesOf lists everything that was noticed: what needs a look first, then in the order of the file.
func notesOf(r *sheet.Reading) []note {
	var notes []note
	add := func(sheetName string, list []brief.Note) {
		for _, n := range list {
			if !strings.HasSuffix(n.Code, "-doubtful") { // doubts are asked above the metrics
				notes = append(notes, newNote(n, sheetName))
			}
		}
	}
	add("", r.Notes) // the workbook's own among them
	sheets := map[string]bool{}
	for _, t := range r.Tables {
		add(t.Sheet.Name, t.Notes)
		sheets[t.Sheet.Name] = true
	}
	for i, n := range notes {
		switch {
		case n.sheet == "" && sheetNamed(r.Workbook, n.Cell) != nil:
			notes[i].sheet = n.Cell
		case len(sheets) > 1 && n.sheet != "":
			notes[i].where = strings.TrimSpace(n.sheet + " " + n.Cell)
		}
	}
	rank := map[brief.Severity]int{brief.Error: 0, brief.Warning: 1, brief.Info: 2}
	slices.SortStableFunc(notes, func(a, b note) int { return rank[a.Severity] - rank[b.Severity] })
	// A remark about the whole file comes once, however many tables it was found at.
	seen := map[string]bool{}
	return slices.DeleteFunc(notes, func(n note) bool {
		id := n.where + "\x00" + n.Text
		again := seen[id] && n.Cell == ""
		seen[id] = true
		return again
	})
}

// cells returns the first cells that a note names, as "C8", "B4:B97" or "row 9"; the zero Range where it names none.
func (n note) cells(s *sheet.Sheet) sheet.Range {
	first := strings.FieldsFunc(n.Cell, func(r rune) bool { return r == ' ' || r == ',' })
	if len(first) == 0 {
		return sheet.Range{}
	}
	if r, ok := sheet.ParseRange(first[0]); ok {
		return r
	}
	if len(first) > 1 && strings.EqualFold(first[0], "row") {
		if row, err := strconv.Atoi(first[1]); err == nil && row > 0 {
			return sheet.Range{Row1: row, Col1: 1, Row2: row, Col2: max(s.Width(), 1)}
		}
	}
	return sheet.Range{}
}
