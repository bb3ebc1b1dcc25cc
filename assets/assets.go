// Package assets holds what the program carries with it: fonts, the icon, and the sample. It imports nothing.
package assets

import _ "embed" // for the files below

// The faces of Source Sans 3 (SIL Open Font License, see fonts/OFL.txt), unmodified TrueType files.
var (
	//go:embed fonts/SourceSans3-Regular.ttf
	FontRegular []byte
	//go:embed fonts/SourceSans3-Italic.ttf
	FontItalic []byte
	//go:embed fonts/SourceSans3-SemiBold.ttf
	FontSemiBold []byte
)
