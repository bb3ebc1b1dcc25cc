package book

import (
	"errors"
	"strings"

	"throughline/app/fault"
	"throughline/app/say"
)

func unreadable(cause error, format string, args ...any) error {
	return fault.New(fault.Unreadable, say.F(format, args...), cause)
}

// explained reports an error that says already what happened and what to do.
func explained(err error) bool {
	var e *fault.Error
	return errors.As(err, &e)
}

func forbidden(cause error, name string) error {
	return unreadable(cause, "“%s” may not be read by you; ask its owner for access or copy it to a folder of your own.", name)
}

func damaged(name string, cause error) error {
	return unreadable(cause, "“%s” is damaged or was not copied whole; open it in your spreadsheet program, save it again as .xlsx, and import that.", name)
}

// oneLine makes a text fit into a sentence: without line ends, control characters and surplus spaces.
func oneLine(s string) string { return strings.Join(strings.Fields(cleanText(s)), " ") }

// errDamaged marks what makes a workbook unfit to be believed at all.
var errDamaged = errors.New("damaged workbook")

// errOverCap is a sheet larger than what is read of one; the others are still worth having.
type errOverCap struct{ text string }

func (e errOverCap) Error() string { return e.text }
