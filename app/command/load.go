package command

import (
	"fmt"
	"path/filepath"

	"throughline/app/brief"
	"throughline/app/fault"
	"throughline/app/store"
)

// load reads a brief to check or to export it. The window opens a damaged one as far as it can be read and says what is
// lost; a page made of what is left would not say so, so here it is refused.
func load(path string) (*brief.Brief, error) {
	opened, err := store.Read(path)
	if err != nil {
		return nil, err
	}
	if opened.Origin.ReadOnly != "" {
		return nil, fault.New(fault.Unreadable, fmt.Sprintf("Part of “%s” is damaged; open it in the window, which shows what is left and what is missing.", filepath.Base(path)), nil)
	}
	return opened.Brief, nil
}
