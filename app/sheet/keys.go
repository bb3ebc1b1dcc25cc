package sheet

import (
	"slices"
	"strconv"
	"strings"

	"throughline/app/match"
)

// Keys are the names by which a recipe finds the rows or the columns of a table again when others have been inserted: a
// row's label, a column's header, each with as many further labels as tell it from the others, and where none do its
// number ("7") or letter ("C").
type Keys struct {
	of     map[int]string
	at     map[string][]int // by every name a row or column could be called by
	names  []string         // the shortest ones, for near matches
	number func(string) (int, bool)
}

// keyDepth is how many labels a key has at most.
const keyDepth = 3

// RowKeys returns the keys of the table's rows, its notes included.
func (t *Table) RowKeys() Keys { return t.Sheet.RowKeys(t.Roles.area) }

// ColumnKeys returns the keys of the table's columns.
func (t *Table) ColumnKeys() Keys { return t.Sheet.ColumnKeys(t.Roles.area, t.HeaderRows) }

// RowKeys names the rows of an area by their first cells that are no numbers. A number counts only in the first column
// that is used, where it is a year or a code.
func (s *Sheet) RowKeys(area Range) Keys {
	first := area.Col2
	for row := area.Row1; row <= area.Row2; row++ {
		for col := area.Col1; col < first; col++ {
			if s.At(row, col).Kind != Blank {
				first = col
			}
		}
	}
	k := newKeys()
	k.number = func(key string) (int, bool) {
		n, err := strconv.Atoi(key)
		return n, err == nil && n >= area.Row1 && n <= area.Row2
	}
	k.fill(area.Row1, area.Row2, strconv.Itoa, func(row int) []string {
		var labels []string
		for col := first; col <= min(area.Col2, s.RowWidth(row)) && len(labels) < keyDepth; col++ {
			switch c := s.At(row, col); {
			case c.Kind == Text, c.Kind == Date, c.Kind == Number && col == first:
				labels = append(labels, plain(c.Text))
			}
		}
		return labels
	})
	return k
}

// ColumnKeys names the columns of an area by their header cells, from the lowest row up. A label over several columns
// counts for all of them.
func (s *Sheet) ColumnKeys(area Range, header []int) Keys {
	k := newKeys()
	k.number = func(key string) (int, bool) {
		n := ColumnNumber(key)
		return n, n >= area.Col1 && n <= area.Col2
	}
	k.fill(area.Col1, area.Col2, ColumnName, func(col int) []string {
		var labels []string
		for i, row := range slices.Backward(header) {
			text := plain(s.At(row, col).Text)
			for left := col - 1; text == "" && len(labels) > 0 && i < len(header)-1 && left >= area.Col1; left-- {
				text = plain(s.At(row, left).Text)
			}
			if text != "" && len(labels) < keyDepth {
				labels = append(labels, text)
			}
		}
		return labels
	})
	return k
}

func newKeys() Keys { return Keys{of: map[int]string{}, at: map[string][]int{}} }

// fill gives each line from first to last the shortest name that is its own, or its address.
func (k *Keys) fill(first, last int, address func(int) string, labels func(int) []string) {
	names := make(map[int][]string, last-first+1)
	for n := first; n <= last; n++ {
		name := ""
		for _, label := range labels(n) {
			if label == "" {
				continue
			}
			if name != "" {
				name += " / "
			} else {
				k.names = append(k.names, label)
			}
			name += label
			names[n] = append(names[n], name)
			id := strings.ToLower(name)
			k.at[id] = append(k.at[id], n)
		}
	}
	for n := first; n <= last; n++ {
		k.of[n] = address(n)
		for _, name := range names[n] {
			if len(k.at[strings.ToLower(name)]) == 1 {
				k.of[n] = name
				break
			}
		}
	}
}

// Of returns the key of a row or column by its number; empty outside the table.
func (k Keys) Of(n int) string { return k.of[n] }

// Find returns the rows or columns a key stands for, in order: those of its name, or else the one of its number or
// letter. None means that the table has it no more.
func (k Keys) Find(key string) []int {
	if found := k.at[strings.ToLower(plain(key))]; len(found) > 0 {
		return found
	}
	if n, ok := k.number(strings.TrimSpace(key)); ok {
		return []int{n}
	}
	return nil
}

// Near returns the name that a key which finds nothing may have become; false where none is near.
func (k Keys) Near(key string) (string, bool) { return match.Nearest(plain(key), k.names) }

// plain is a label on one line.
func plain(s string) string { return strings.Join(strings.Fields(s), " ") }
