package layout

import "throughline/export/page"

// This file is the designed system that all pages share: the grid, the steps of space, the scales of type, and what is
// drawn around them. What a single block sets on top of it stands with the block. Colours and faces are the theme's
// (page.Theme).
//
// Numbers are points, or shares: of the type's size where they are of type, else of the width or height that they divide.

// The grid. Paper has a margin wide enough to hold by; a screen needs less of its own height.
const (
	Margin       = 15 * page.MM
	screenMargin = 46.0
	Gutter       = 30.0 // between the columns of a page
	rhythm       = 2.0  // heights of blocks are whole steps of it, so that lines of columns side by side meet
	Optical      = 0.38 // of the free room stands above a block: the eye's middle is a little above the ruler's
)

// Lines of text, in sizes of their type. Large type needs less between its lines than small type, long lines more than
// short ones.
const (
	HeadlineLeading = 1.16
	LeadLeading     = 1.24
	BodyLeading     = 1.38
	SlideLeading    = 1.42 // of a body that is read from a chair
	QuoteLeading    = 1.34
	NameLeading     = 1.25 // of a hero's name, where it takes more than one line
	ByLeading       = 1.3  // of who is quoted
	BasisLeading    = 1.3
	tableLeading    = 1.32
	NoteLeading     = 1.4 // of definitions and sources
	ContentsLeading = 1.3
	ChangeLeading   = 1.375 // of comparisons, each a line of its own

	Descent  = 0.24               // what hangs below the last baseline
	Middle   = page.CapHeight / 2 // from the middle of a capital letter to its baseline
	Captions = 0.92               // a caption's type to that of what it heads
)

// Rules and grounds: as fine as a printer holds, and none heavier than the text beside it.
const (
	RuleHeight  = 2.4 // the accent over the strip
	RuleLength  = 36.0
	FineRule    = 0.6 // between beats, rows and contents
	tableRule   = 0.7 // under a table's head, and over the page's number
	FootRule    = 0.8 // over the source notes
	SlideRule   = 3.0
	TitleRule   = 4.0
	PaperCorner = 5.0
	SlideCorner = 8.0
)

// Density is one of the designed settings of the body's type: a page with little to say is set larger, one that is full
// smaller, and always as a whole. Below the last one text does not fit: it is never shrunk further.
type Density struct {
	Name, Lead, Body float64 // type sizes: the beat's name, its lead and its body
	Gap              float64 // the least space between beats
	Hero, Quote      float64 // type sizes of the evidence
	Change, By       float64 // type sizes of what the hero is compared with, and of who is quoted
}

// NameStyle is how the names of beats are set.
func (d Density) NameStyle(t *page.Theme) page.Style {
	return page.Style{Face: page.SemiBold, Size: d.Name, Color: t.Accent}
}

// LeadStyle is how leads are set.
func (d Density) LeadStyle(t *page.Theme) page.Style {
	return page.Style{Face: page.SemiBold, Size: d.Lead, Color: t.Ink}
}

// BodyStyle is how bodies are set.
func (d Density) BodyStyle(t *page.Theme) page.Style {
	return page.Style{Size: d.Body, Color: t.Ink}
}

// Densities are those of the one-page brief, the largest first. The body never goes below 9 points, which is read at
// arm's length.
var Densities = []Density{
	{Name: 10.5, Lead: 14.5, Body: 12.75, Gap: 28, Hero: 64, Quote: 18, Change: 12, By: 10.5},
	{Name: 10, Lead: 13.5, Body: 12, Gap: 26, Hero: 60, Quote: 17, Change: 12, By: 10.5},
	{Name: 9.5, Lead: 12.5, Body: 11.25, Gap: 22, Hero: 54, Quote: 15.5, Change: 12, By: 10.5},
	{Name: 9, Lead: 11.5, Body: 10.5, Gap: 19, Hero: 48, Quote: 14.5, Change: 12, By: 10.5},
	{Name: 8.75, Lead: 11, Body: 10.1, Gap: 18, Hero: 46, Quote: 14, Change: 12, By: 10.5},
	{Name: 8.75, Lead: 10.75, Body: 9.75, Gap: 16, Hero: 44, Quote: 13.5, Change: 12, By: 10.5},
	{Name: 8.5, Lead: 10.25, Body: 9.4, Gap: 14, Hero: 42, Quote: 13, Change: 12, By: 10.5},
	{Name: 8.5, Lead: 10, Body: 9, Gap: 13, Hero: 40, Quote: 12.5, Change: 12, By: 10.5},
}

// Scale is the scale of type and space that a flow is set in.
type Scale struct {
	margin   float64
	Side     float64 // the width of the column at the left that holds the names of beats
	title    float64 // of a section; its line and the space around it
	Density  Density // of beats and evidence
	Leading  float64 // of the body
	Small    float64 // tables, definitions and sources
	row      float64 // the height of a table's row of one line
	MostHigh float64 // the most a chart may take of a page's height
}

// OnPaper are the scales to read on paper, the largest first: a brief with little to say is set larger, as a whole.
var OnPaper = []Scale{
	{
		margin: Margin, Side: 116, title: 18, Leading: 22, Small: 10.5, row: 24, MostHigh: 0.5,
		Density: Density{Name: 12.5, Lead: 19, Body: 15.5, Gap: 36, Hero: 68, Quote: 21, Change: 14.5, By: 13},
	},
	{
		margin: Margin, Side: 108, title: 17, Leading: 20, Small: 10, row: 23, MostHigh: 0.5,
		Density: Density{Name: 11.5, Lead: 17, Body: 14, Gap: 30, Hero: 64, Quote: 19, Change: 13.5, By: 12},
	},
	{
		margin: Margin, Side: 100, title: 16, Leading: 18, Small: 9.5, row: 21, MostHigh: 0.5,
		Density: Density{Name: 10.5, Lead: 15, Body: 12.5, Gap: 26, Hero: 56, Quote: 17.5, Change: 12.5, By: 11},
	},
	{
		margin: Margin, Side: 96, title: 15, Leading: 16, Small: 9.25, row: 20, MostHigh: 0.5,
		Density: Density{Name: 10, Lead: 13.5, Body: 11.25, Gap: 22, Hero: 50, Quote: 16, Change: 11.5, By: 10.5},
	},
}

// OnScreen is the scale to read from a chair: nothing that is to be read is set below 16.
var OnScreen = Scale{
	margin: screenMargin, Side: 150, title: 30, Leading: 24, Small: 16, row: 34, MostHigh: 0.75,
	Density: Density{Name: 16, Lead: 22, Body: 18, Gap: 30, Hero: 88, Quote: 26, Change: 19, By: 16},
}

// TextSize is a size of type and the most lines that may be set in it.
type TextSize struct {
	Size  float64
	Lines int
}

// What flows from page to page: what each page repeats, and the titles of sections.
const (
	HeadStrip   = 26.0 // of a further page, above its text
	footStrip   = 24.0 // below the text
	runningSize = 0.72 // of what each page repeats, to its small type
	leastSize   = 8.0  // and not less than this
	runningGap  = 20.0
	runningRule = 1.3 // over its baseline
	runningFoot = 0.5

	titleAbove  = 1.9 // of a section
	titleBelow  = 0.5
	titleHeight = 1.35
	titleAscent = 0.9
)

// Tables.
const (
	tableHead     = 1.7
	tableGive     = 0.12
	mostCellLines = 14 // a list of cells that goes on for pages is read in the file it speaks of
)

// A fixed page, whose two columns stand between its head and its foot.
const (
	LeftShare = 0.58 // of the width: the story is read, the evidence is looked at
	bodyAbove = 22.0
	bodyBelow = 20.0
	mostLower = 8.0 // how much lower the columns of a page with room to spare begin
)

// A text that is drawn from its top on, in sizes of its type.
const (
	lineAscent = 0.8
	LineHeight = 1.02 // the height of a line alone
)
