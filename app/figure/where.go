package figure

import (
	"fmt"
	"strings"
)

// Where names the cell an entry's own value was read from, and how many others it was computed with: "Funnel!K4 +1". It is
// empty for a number typed by hand.
func (e *Entry) Where() string {
	if len(e.Cells) == 0 {
		return ""
	}
	cell := e.Cells[0]
	if e.Sheet != "" && !strings.Contains(cell, "!") {
		cell = e.Sheet + "!" + cell
	}
	if more := len(e.Cells) - 1; more > 0 {
		cell += fmt.Sprintf(" +%d", more)
	}
	return cell
}
