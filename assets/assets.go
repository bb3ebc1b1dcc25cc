// Package assets holds the files that travel inside the program: the typeface, the icon, the licences, and the sample
// workbook with its story. It holds bytes and nothing else: it parses none of them and imports nothing of the program.
package assets

import "embed"

//go:generate go run ./icon/make.go
//go:generate go run ./sample/make.go
//go:generate go run ./licences/make.go licences/licences.txt

// FontRegular, FontItalic and FontSemiBold are Source Sans 3, and FontSerif is Source Serif 4 SemiBold, unmodified, as
// static TrueType files under the SIL Open Font Licence 1.1. Their figures are tabular by default, which is what lets
// numbers stand in columns.
var (
	//go:embed fonts/SourceSans3-Regular.ttf
	FontRegular []byte
	//go:embed fonts/SourceSans3-Italic.ttf
	FontItalic []byte
	//go:embed fonts/SourceSans3-SemiBold.ttf
	FontSemiBold []byte
	//go:embed fonts/SourceSerif4-SemiBold.ttf
	FontSerif []byte
)

// Licences are the licences of the program and of all that is linked into it, each below the names and versions of what
// is under it; lines of at most 80 characters.
//
//go:embed licences/licences.txt
var Licences string

// Icon is the application's icon, a PNG of 512 by 512 pixels.
//
//go:embed icon/icon.png
var Icon []byte

// SampleWorkbook is the sample's .xlsx file and SampleStory its story file; SampleWorkbookName is the file name that
// source notes print for it.
var (
	//go:embed sample/product-metrics.xlsx
	SampleWorkbook []byte
	//go:embed sample/story.md
	SampleStory string
)

// SampleWorkbookName is the name the sample workbook is written under.
const SampleWorkbookName = "product-metrics.xlsx"

// Translations are the catalogs of package say, a file for each language but English: translations/de.json.
//
//go:embed translations/*.json
var Translations embed.FS
