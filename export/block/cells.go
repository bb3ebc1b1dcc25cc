package block

import (
	"slices"
	"strconv"
	"strings"
)

// address is a cell by column and row, both from 1.
type address struct{ col, row int }

// parseAddress reads "B4"; what is no single cell is not read.
func parseAddress(s string) (a address, ok bool) {
	i := 0
	for ; i < len(s) && s[i] >= 'A' && s[i] <= 'Z' && i < 3; i++ {
		a.col = a.col*26 + int(s[i]-'A') + 1
	}
	row, err := strconv.ParseUint(s[i:], 10, 31)
	if i == 0 || err != nil || row == 0 {
		return a, false
	}
	a.row = int(row)
	return a, true
}

func (a address) String() string {
	name := ""
	for c := a.col; c > 0; c = (c - 1) / 26 {
		name = string(rune('A'+(c-1)%26)) + name
	}
	return name + strconv.Itoa(a.row)
}

// joinCells writes cells as few stretches as lie in a row or a column: B4, C4, D4 and B9 become "B4–D4", "B9". They come in
// the order of the sheet, by row; ranges and what is no address follow as they are.
func joinCells(cells []string) []string {
	var single []address
	var other []string
	for _, s := range cells {
		if a, ok := parseAddress(s); ok {
			single = append(single, a)
		} else {
			other = append(other, strings.Replace(s, ":", "–", 1))
		}
	}
	slices.SortFunc(single, func(a, b address) int {
		if a.row != b.row {
			return a.row - b.row
		}
		return a.col - b.col
	})
	single = slices.Compact(single)

	type stretch struct{ from, to address }
	var rows []stretch
	for _, a := range single {
		if n := len(rows); n > 0 && rows[n-1].to.row == a.row && rows[n-1].to.col+1 == a.col {
			rows[n-1].to = a
			continue
		}
		rows = append(rows, stretch{a, a})
	}
	// Stretches of the same columns in rows that follow each other are one block.
	var blocks []stretch
next:
	for _, r := range rows {
		for i := range blocks {
			if b := &blocks[i]; b.from.col == r.from.col && b.to.col == r.to.col && b.to.row+1 == r.from.row {
				b.to = r.to
				continue next
			}
		}
		blocks = append(blocks, r)
	}
	out := make([]string, 0, len(blocks)+len(other))
	for _, b := range blocks {
		text := b.from.String()
		if b.from != b.to {
			text += "–" + b.to.String()
		}
		out = append(out, text)
	}
	return append(out, other...)
}
