package sheet

import "throughline/app/brief"

// TextFile is how the bytes of a text file were read, and how else they can be.
type TextFile struct {
	// Used is the format the text was read in; both fields are set.
	Used brief.TextFormat
	// Chosen is what a person chose of it; what it leaves empty was decided from the bytes. It belongs into the recipes of
	// the file's tables.
	Chosen brief.TextFormat
	// Encodings and Delimiters are what there is to choose from.
	Encodings, Delimiters []TextChoice
}

// TextChoice is an encoding or a delimiter that can be chosen.
type TextChoice struct {
	Value string // as in brief.TextFormat: "windows-1251", ";"
	Name  string // for people: "Windows-1251, Cyrillic", "Semicolons"
}
