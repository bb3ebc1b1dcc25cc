package command

import (
	"path/filepath"
	"slices"

	"throughline/app/brief"
	"throughline/app/fault"
	"throughline/app/say"
	"throughline/app/store"
)

// firstOf returns what the first error among notes says, and how many more there are.
func firstOf(notes []brief.Note) string {
	errors := slices.DeleteFunc(slices.Clone(notes), func(n brief.Note) bool { return n.Severity != brief.Error })
	switch len(errors) {
	case 0:
		return ""
	case 1:
		return errors[0].Text
	}
	return say.F("%s And %d more of the kind.", errors[0].Text, len(errors)-1)
}

// load reads a brief to check or to export it. The window opens a damaged one as far as it can be read and says what is
// lost; a page made of what is left would not say so, so here it is refused.
func load(path string) (*brief.Brief, error) {
	opened, err := store.Read(path)
	if err != nil {
		return nil, err
	}
	if opened.Origin.ReadOnly != "" {
		return nil, fault.New(fault.Unreadable, say.F("Part of “%s” is damaged; open it in the window, which shows what is left. %s",
			filepath.Base(path), firstOf(opened.Notes)), nil)
	}
	return opened.Brief, nil
}
