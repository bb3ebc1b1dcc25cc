package refresh

import (
	"strings"

	"throughline/app/brief"
	"throughline/app/sheet"
)

// grown returns a recipe whose range, where one was set by hand, takes in what was added at the end of time: columns to the
// right of a wide table, rows below the others, up to the first blank one or another recipe's range. Elsewhere the range
// is what somebody decided, and stays.
func grown(recipe brief.Recipe, others []brief.Recipe, wb *sheet.Workbook) brief.Recipe {
	area, ok := sheet.ParseRange(recipe.Range)
	s := sheetNamed(wb, recipe.Sheet)
	if !ok || s == nil {
		return recipe
	}
	free := func(row, col int) bool {
		for _, o := range others {
			if of, ok := sheet.ParseRange(o.Range); ok && o.Sheet == recipe.Sheet && o.Range != recipe.Range && of.Contains(row, col) {
				return false
			}
		}
		return s.At(row, col).Kind != sheet.Blank
	}
	if recipe.Layout.Info().GrowsRight {
		header := area.Row1
		if n := len(recipe.HeaderRows); n > 0 {
			header = recipe.HeaderRows[n-1]
		}
		for free(header, area.Col2+1) {
			area.Col2++
		}
	} else {
		for free(area.Row2+1, area.Col1) {
			area.Row2++
		}
		if !s.Whole() && area.Row2 >= len(s.Rows) {
			area.Row2 = s.Total() // it ran to the end of what is held, and so to the end of the file
		}
	}
	recipe.Range = area.String()
	return recipe
}

func sheetNamed(wb *sheet.Workbook, name string) *sheet.Sheet {
	for _, s := range wb.Sheets {
		if strings.EqualFold(s.Name, name) {
			return s
		}
	}
	return nil
}
