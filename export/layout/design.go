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
	RuleHeight = 2.4 // the accent over the strip
	RuleLength = 36.0
	FineRule   = 0.6 // between beats, rows and contents
	tableRule  = 0.7 // under a table's head, and over the page's number
	FootRule   = 0.8 // over the source notes
)

// Density is one of the designed settings of a page's type: a page with little to say is set larger, one that is full
// smaller, and always as a whole. Below the last one text does not fit: it is never shrunk further.
type Density struct {
	Name, Lead, Body float64 // type sizes: the beat's name, its lead and its body
	Gap              float64 // the least space between beats
	Headline         float64 // the largest type of the headline
	Ask              float64 // of the decision wanted
	Figure, Label    float64 // of a key figure, and of what stands over and under it
	Hero, Quote      float64 // of the evidence, where it flows from page to page
	Change, By       float64 // of what the hero is compared with, and of who is quoted
	Chart            float64 // how much larger a chart is drawn than in its own sizes
	Left             float64 // the share of the width that the left column has
}

// NameStyle is how the names of beats are set.
func (d Density) NameStyle(t *page.Theme) page.Style {
	return page.Style{Face: page.SemiBold, Size: d.Name, Color: t.Accent}
}

// LeadStyle is how leads are set.
func (d Density) LeadStyle(t *page.Theme) page.Style {
	return page.Style{Face: t.Lead, Size: d.Lead, Color: t.Ink}
}

// BodyStyle is how bodies are set.
func (d Density) BodyStyle(t *page.Theme) page.Style {
	return page.Style{Size: d.Body, Color: t.Ink}
}

// Densities are those of the one-page brief, the largest first: the first three are for a page of few words. The body
// never goes below 9 points, which is read at arm's length.
var Densities = []Density{
	{Name: 13, Lead: 24, Body: 19, Gap: 38, Headline: 48, Ask: 16, Figure: 52, Label: 13, Hero: 64, Quote: 26, Change: 14, By: 13, Chart: 1.5, Left: leftShare},
	{Name: 12, Lead: 20, Body: 16.5, Gap: 34, Headline: 40, Ask: 14.5, Figure: 44, Label: 12, Hero: 64, Quote: 22, Change: 13, By: 12, Chart: 1.35, Left: leftShare},
	{Name: 11, Lead: 17, Body: 14.5, Gap: 30, Headline: 34, Ask: 13, Figure: 36, Label: 11, Hero: 64, Quote: 20, Change: 12, By: 11, Chart: 1.2, Left: leftShare},
	{Name: 10.5, Lead: 15, Body: 13, Gap: 26, Headline: 27, Ask: 12.5, Figure: 30, Label: 10, Hero: 64, Quote: 18, Change: 12, By: 10.5, Chart: 1.1, Left: leftShare},
	{Name: 10, Lead: 13.75, Body: 12, Gap: 23, Headline: 27, Ask: 12, Figure: 27, Label: 9.5, Hero: 60, Quote: 17, Change: 12, By: 10.5, Chart: 1, Left: leftShare},
	{Name: 9.5, Lead: 12.75, Body: 11.25, Gap: 20, Headline: 27, Ask: 11.5, Figure: 25, Label: 9.25, Hero: 54, Quote: 15.5, Change: 12, By: 10.5, Chart: 1, Left: leftShare},
	{Name: 9, Lead: 12, Body: 10.5, Gap: 17, Headline: 25, Ask: 11.5, Figure: 23, Label: 9, Hero: 48, Quote: 14.5, Change: 12, By: 10, Chart: 1, Left: leftShare},
	{Name: 8.75, Lead: 11.25, Body: 10, Gap: 15, Headline: 25, Ask: 11, Figure: 22, Label: 9, Hero: 46, Quote: 14, Change: 12, By: 9.5, Chart: 1, Left: leftShare},
	{Name: 8.5, Lead: 10.5, Body: 9.5, Gap: 13, Headline: 23.5, Ask: 11, Figure: 21, Label: 8.75, Hero: 42, Quote: 13, Change: 12, By: 9.5, Chart: 1, Left: leftShare},
	{Name: 8.5, Lead: 10, Body: 9.2, Gap: 11, Headline: 22, Ask: 10.5, Figure: 20, Label: 8.5, Hero: 40, Quote: 12.5, Change: 12, By: 9, Chart: 1, Left: 0.49},
	{Name: 8.5, Lead: 9.75, Body: 9, Gap: 9, Headline: 20.5, Ask: 10.5, Figure: 18, Label: 8.5, Hero: 40, Quote: 12, Change: 12, By: 9, Chart: 1, Left: 0.56},
}

// Scale is the scale of type and space that a flow is set in.
type Scale struct {
	margin    float64
	Side      float64 // the width of the column at the left that holds the names of beats
	title     float64 // of a section; its line and the space around it
	Density   Density // of beats and evidence
	Leading   float64 // of the body
	Small     float64 // tables, definitions and sources
	row       float64 // the height of a table's row of one line
	tableGive float64 // the share of it by which it may be lower where that saves a page
	leastLast float64 // the share of the last page that is filled, or the pages before it are made shorter
	MostHigh  float64 // the most a chart may take of a page's height
	Screen    bool    // it is looked at, not read: its pages name their sources at the foot
}

// OnPaper are the scales to read on paper, the largest first: a brief with little to say is set larger, as a whole.
var OnPaper = []Scale{
	{
		margin: Margin, Side: 116, title: 18, Leading: 22, Small: 10.5, row: 24, MostHigh: 0.5, tableGive: 0.12, leastLast: 0.3,
		Density: Density{Headline: 27, Ask: 14.5, Figure: 34, Label: 11.5, Chart: 1, Name: 12.5, Lead: 19, Body: 15.5, Gap: 36, Hero: 68, Quote: 21, Change: 14.5, By: 13},
	},
	{
		margin: Margin, Side: 108, title: 17, Leading: 20, Small: 10, row: 23, MostHigh: 0.5, tableGive: 0.12, leastLast: 0.3,
		Density: Density{Headline: 27, Ask: 13.5, Figure: 31, Label: 10.5, Chart: 1, Name: 11.5, Lead: 17, Body: 14, Gap: 30, Hero: 64, Quote: 19, Change: 13.5, By: 12},
	},
	{
		margin: Margin, Side: 100, title: 16, Leading: 18, Small: 9.5, row: 21, MostHigh: 0.5, tableGive: 0.12, leastLast: 0.3,
		Density: Density{Headline: 27, Ask: 12.5, Figure: 28, Label: 10, Chart: 1, Name: 10.5, Lead: 15, Body: 12.5, Gap: 26, Hero: 56, Quote: 17.5, Change: 12.5, By: 11},
	},
	{
		margin: Margin, Side: 96, title: 15, Leading: 16, Small: 9.25, row: 20, MostHigh: 0.5, tableGive: 0.12, leastLast: 0.3,
		Density: Density{Headline: 27, Ask: 11.5, Figure: 26, Label: 9.5, Chart: 1, Name: 10, Lead: 13.5, Body: 11.25, Gap: 22, Hero: 50, Quote: 16, Change: 11.5, By: 10.5},
	},
}

// OnScreen is the scale to read from a chair: nothing that is to be read is set below 16.
var OnScreen = Scale{
	Screen: true,
	margin: screenMargin, Side: 150, title: 30, Leading: 24, Small: 16, row: 34, MostHigh: 0.75, tableGive: 0.22, leastLast: 0.5,
	Density: Density{Headline: 50, Ask: 20, Figure: 44, Label: 16, Chart: 1.7, Name: 16, Lead: 22, Body: 18, Gap: 30, Hero: 88, Quote: 26, Change: 19, By: 16},
}

// TextSize is a size of type and the most lines that may be set in it.
type TextSize struct {
	Size  float64
	Lines int
}

// What flows from page to page: what each page repeats, and the titles of sections.
const (
	HeadStrip    = 26.0 // of a further page, above its text
	footStrip    = 24.0 // below the text
	runningSize  = 0.72 // of what each page repeats, to its small type
	leastSize    = 8.0  // and not less than this
	runningGap   = 20.0
	runningRule  = 1.3 // over its baseline
	RunningFoot  = 0.5
	slideSources = 0.6 // of the width of a slide, for the sources at its foot

	titleAbove  = 1.9 // of a section
	titleBelow  = 0.5
	titleHeight = 1.35
	titleAscent = 0.9
)

// Tables.
const (
	tableHead     = 1.7
	mostCellLines = 14 // a list of cells that goes on for pages is read in the file it speaks of
)

// A fixed page, whose two columns stand between its head and its foot.
const (
	leftShare = 0.455 // of the width: what the chart shows is looked at first; only the fullest page gives the story more
	bodyAbove = 18.0
	bodyBelow = 16.0
	underWide = 26.0 // between what stands over the whole width and the column under it
	wideShare = 0.42 // of the room, at least, for the column under what stands over the whole width
)

// A text that is drawn from its top on, in sizes of its type.
const (
	lineAscent = 0.8
	CapTop     = 0.78 // from the top of a line alone to its baseline
	LineHeight = 1.02 // the height of a line alone
)
