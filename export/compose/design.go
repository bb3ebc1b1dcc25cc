package compose

import "throughline/export/page"

// This file is the designed system of a page: the grid, the steps of space, the scales of type, and what is drawn around
// them. The other files say what stands on a page and in which order; how large and how far apart is said here and nowhere
// else. Colours and faces are the theme's (page.Theme).
//
// Numbers are points, or shares: of the type's size where they are of type, else of the width or height that they divide.

// The grid. Paper has a margin wide enough to hold by; a screen needs less of its own height.
const (
	margin       = 15 * page.MM
	screenMargin = 46.0
	gutter       = 30.0 // between the columns of a page
	leftShare    = 0.58 // of the one-page brief: the story is read, the evidence is looked at
	proofShare   = 0.38 // of the words of the evidence beside its chart
	storySide    = 92.0 // the names of beats, where the story has the page to itself
	rhythm       = 2.0  // heights of blocks are whole steps of it, so that lines of columns side by side meet
	optical      = 0.38 // of the free room stands above a block: the eye's middle is a little above the ruler's
)

// Lines of text, in sizes of their type. Large type needs less between its lines than small type, long lines more than
// short ones.
const (
	headlineLeading = 1.16
	leadLeading     = 1.24
	bodyLeading     = 1.38
	slideLeading    = 1.42 // of a body that is read from a chair
	quoteLeading    = 1.34
	nameLeading     = 1.25 // of a hero's name, where it takes more than one line
	byLeading       = 1.3  // of who is quoted
	basisLeading    = 1.3
	tableLeading    = 1.32
	noteLeading     = 1.4 // of definitions and sources
	contentsLeading = 1.3
	changeLeading   = 1.375 // of comparisons, each a line of its own

	descent  = 0.24               // what hangs below the last baseline
	middle   = page.CapHeight / 2 // from the middle of a capital letter to its baseline
	captions = 0.92               // a caption's type to that of what it heads
)

// Rules and grounds: as fine as a printer holds, and none heavier than the text beside it.
const (
	ruleHeight  = 2.4 // the accent over the strip
	ruleLength  = 36.0
	fineRule    = 0.6 // between beats, rows and contents
	tableRule   = 0.7 // under a table's head, and over the page's number
	footRule    = 0.8 // over the source notes
	slideRule   = 3.0
	titleRule   = 4.0
	paperCorner = 5.0
	slideCorner = 8.0
)

// arrowhead is the triangle beside a number that moved, in sizes of the number's type but for the gap.
type arrowhead struct{ side, rise, gap float64 }

// The arrowheads: smaller where many stand under each other, or they would be louder than their numbers.
var (
	heroArrow  = arrowhead{side: 0.62, rise: 0.98, gap: 4.5}
	tileArrow  = arrowhead{side: 0.56, rise: 1.02, gap: 5}
	tableArrow = arrowhead{side: 0.52, rise: 1.05, gap: 3}
)

// arrowFlat is an arrowhead's height to its side: about that of three equal sides.
const arrowFlat = 0.86

// density is one of the designed settings of the body's type: a page with little to say is set larger, one that is full
// smaller, and always as a whole. Below the last one text does not fit: it is never shrunk further.
type density struct {
	name, lead, body float64 // type sizes: the beat's name, its lead and its body
	gap              float64 // the least space between beats
	hero, quote      float64 // type sizes of the evidence
	change, by       float64 // type sizes of what the hero is compared with, and of who is quoted
}

// densities are those of the one-page brief, the largest first. The body never goes below 9 points, which is read at
// arm's length.
var densities = []density{
	{name: 10.5, lead: 14.5, body: 12.75, gap: 28, hero: 64, quote: 18, change: 12, by: 10.5},
	{name: 10, lead: 13.5, body: 12, gap: 26, hero: 60, quote: 17, change: 12, by: 10.5},
	{name: 9.5, lead: 12.5, body: 11.25, gap: 22, hero: 54, quote: 15.5, change: 12, by: 10.5},
	{name: 9, lead: 11.5, body: 10.5, gap: 19, hero: 48, quote: 14.5, change: 12, by: 10.5},
	{name: 8.75, lead: 11, body: 10.1, gap: 18, hero: 46, quote: 14, change: 12, by: 10.5},
	{name: 8.75, lead: 10.75, body: 9.75, gap: 16, hero: 44, quote: 13.5, change: 12, by: 10.5},
	{name: 8.5, lead: 10.25, body: 9.4, gap: 14, hero: 42, quote: 13, change: 12, by: 10.5},
	{name: 8.5, lead: 10, body: 9, gap: 13, hero: 40, quote: 12.5, change: 12, by: 10.5},
}

// typeset is the scale of type and space that a flow is set in.
type typeset struct {
	margin   float64
	side     float64 // the width of the column at the left that holds the names of beats
	title    float64 // of a section; its line and the space around it
	density  density // of beats and evidence
	leading  float64 // of the body
	small    float64 // tables, definitions and sources
	row      float64 // the height of a table's row of one line
	mostHigh float64 // the most a chart may take of a page's height
}

// onPaper are the scales to read on paper, the largest first: a brief with little to say is set larger, as a whole.
var onPaper = []typeset{
	{
		margin: margin, side: 116, title: 18, leading: 22, small: 10.5, row: 24, mostHigh: 0.5,
		density: density{name: 12.5, lead: 19, body: 15.5, gap: 36, hero: 68, quote: 21, change: 14.5, by: 13},
	},
	{
		margin: margin, side: 108, title: 17, leading: 20, small: 10, row: 23, mostHigh: 0.5,
		density: density{name: 11.5, lead: 17, body: 14, gap: 30, hero: 64, quote: 19, change: 13.5, by: 12},
	},
	{
		margin: margin, side: 100, title: 16, leading: 18, small: 9.5, row: 21, mostHigh: 0.5,
		density: density{name: 10.5, lead: 15, body: 12.5, gap: 26, hero: 56, quote: 17.5, change: 12.5, by: 11},
	},
	{
		margin: margin, side: 96, title: 15, leading: 16, small: 9.25, row: 20, mostHigh: 0.5,
		density: density{name: 10, lead: 13.5, body: 11.25, gap: 22, hero: 50, quote: 16, change: 11.5, by: 10.5},
	},
}

// onScreen is the scale to read from a chair: nothing that is to be read is set below 16.
var onScreen = typeset{
	margin: screenMargin, side: 150, title: 30, leading: 24, small: 16, row: 34, mostHigh: 0.75,
	density: density{name: 16, lead: 22, body: 18, gap: 30, hero: 88, quote: 26, change: 19, by: 16},
}

// onPaperSmall is the size of type beside which the small lines have their own weight.
const onPaperSmall = 9.25

// headlineSize is a size of type and the most lines that may be set in it.
type headlineSize struct {
	size  float64
	lines int
}

// The sizes a large text is set in, the first that takes it in so many lines.
var (
	headlineSizes    = []headlineSize{{27, 1}, {25, 2}, {23.5, 2}, {22, 2}, {20.5, 2}}
	openingHeadlines = []headlineSize{{27, 2}, {25, 2}, {23.5, 2}, {22, 2}, {23, 3}, {21, 3}} // further pages leave room for a third line
	coverHeadlines   = []headlineSize{{38, 2}, {34, 3}, {30, 3}, {27, 4}}                     // of a pack, which has the upper half of a page
	titleSizes       = []headlineSize{{50, 2}, {46, 3}, {42, 3}, {38, 4}, {34, 4}}            // of a deck's first slide
	messageSizes     = []headlineSize{{34, 1}, {32, 2}, {30, 2}, {28, 2}}                     // of a slide
	decisionSizes    = []headlineSize{{38, 2}, {34, 3}, {30, 4}, {28, 4}}                     // of the ask, on a slide of its own
	answerSizes      = []headlineSize{{24, 1}, {20, 2}, {18, 2}}                              // who decides, and by when
)

// The sizes of the body on a slide, the largest first: alone, beside tiles, beside a chart, and under a large number.
var (
	aloneBody   = []float64{30, 28, 26, 24, 22, 20, 18, 16}
	tilesBody   = aloneBody[2:]
	chartBody   = []float64{20, 18, 17, 16}
	evidentBody = []float64{24, 22, 20, 18, 16}
)

// aloneSizes set the evidence of a slide without a chart, largest first.
var aloneSizes = []density{
	{name: 18, hero: 150, quote: 36, change: 22, by: 18},
	{name: 17, hero: 120, quote: 32, change: 20, by: 17},
	{name: 16, hero: 100, quote: 28, change: 19, by: 16},
	{name: 16, hero: 88, quote: 26, change: 18, by: 16},
}

// The head: the strip, the headline and the ask.
const (
	stripSize      = 9.0
	stripDrop      = 14.0 // from the rule to the baseline
	stripFoot      = 3.0  // below it
	stripGap       = 12.0 // between what stands at its left and at its right
	stripLogo      = 20.0 // the logo's height
	stripLogoDrop  = 6.0
	logoWidth      = 96.0 // the widest that a logo is on a page that is read
	logoGap        = 14.0
	headlineAbove  = 8.0
	headlineAscent = 0.92

	askAbove  = 14.0
	askSize   = 11.5
	askNarrow = 10.75 // where that saves a line
	askPadX   = 14.0
	askPadY   = 9.5
	askGap    = 12.0 // from a label to its answer
	askLine   = 0.94 // the height of a line alone in the box
	askAscent = 0.78
	mostAsks  = 4 // lines

	coverAbove    = 56.0 // the headline of a pack, which begins lower
	coverAskAbove = 14.0
)

// The body of the one-page brief, and beats everywhere.
const (
	bodyAbove = 22.0
	bodyBelow = 20.0
	mostLower = 8.0  // how much lower the body of a page with room to spare begins
	mostGap   = 80.0 // between two beats: more looks like something is missing

	nameAscent = 0.72
	leadAscent = 0.76
	leadDrop   = 1.36 // from the name's baseline to the lead's, in lead sizes
	bodyDrop   = 1.46 // from the lead's last baseline to the body's first, in body sizes

	flowLeadLeading = 1.33 // of leads that flow from page to page
	flowBodyAbove   = 4.0
	beatAir         = 34.0 // more space above a beat, on a page that is not filled
)

// The evidence: the hero, the quote, and the chart.
const (
	heroDrop     = 0.86 // from the name's baseline to the number's
	heroFoot     = 4.0
	heroTrim     = 0.035 // by which a large number is set to the left, so that its stem stands in the column
	heroTrimFrom = 30.0
	commaDrop    = 0.23  // how far a comma hangs below the number, in its size
	changeRise   = 0.425 // of a comparison over the middle of its line
	changeBase   = 0.29  // from the foot of a comparison's line to its baseline
	leastChange  = 10.0  // between the number and the first comparison
	basisGap     = 0.45
	basisAscent  = 0.75

	mostNameLines = 5 // of the hero's name

	quoteMark     = 58.0 // the size of the mark over a quote
	quoteMarkBase = 0.66 // its ink begins two thirds of its size above the baseline
	quoteMarkHigh = 0.42 // what it takes above the words
	quoteTop      = 1.1  // a line alone
	quoteAscent   = 0.8
	quoteFoot     = 0.3
	byAbove       = 10.0
	byAscent      = 0.8

	heroCourseGap   = 22.0 // the course beside the hero's words: from them, and between how wide and how narrow
	leastHeroCourse = 64.0
	mostHeroCourse  = 150.0
	leastCourseHigh = 10.0
	courseHigh      = 34.0 // at which its line has its own weight
	courseRise      = 0.2

	leastChart = 150.0 // with its title
	chartGap   = 22.0
	mostGrowth = 1.5  // of a chart over its best height, on one page
	moreGap    = 20.0 // that a column with room to spare puts over its chart

	proofAbove = 8.0  // more than between beats
	proofEase  = 1.08 // of a chart over its best height, where there is a page for it
	mostBeside = 0.55 // of a page's height that the words may take beside the chart
	mostGrow   = 0.16 // of a chart over its best height
	mostGive   = 0.28 // of a chart under it
	mostSteep  = 1.1  // a chart's height to its width: higher, every wobble looks like a fall
)

// The foot of the one-page brief.
const (
	footSize    = 8.0
	footLeading = 10.4
	footIndent  = 11.0
	footHead    = 13.5 // from the hairline to the first baseline
	footAside   = 40.0 // kept free for the page's number beside one column
	footNumber  = 34.0 // and beside two
	mostFoot    = 0.24 // of the page's height
)

// What flows from page to page: strips, section titles, definitions and sources, charts of the appendix.
const (
	headStrip   = 26.0 // of a further page, above its text
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

	noteAbove    = 5.0
	noteGap      = 14.0
	noteSide     = 0.28 // of the width, for the names of what is defined
	sourceIndent = 1.9
	sourceBack   = 9.0 // for the pages that a source's numbers stand on
	sourceGap    = 12.0

	asideAbove  = 26.0 // of a chart in the appendix
	asideGive   = 0.15
	panelsHead  = 64.0 // of small charts side by side
	panelsRow   = 130.0
	panelsCount = 3 // in a row
)

// The contents of a pack.
const (
	contentsAbove  = 40.0
	contentsRow    = 26.0
	contentsBeat   = 20.0
	contentsIndent = 84.0
	contentsNumber = 40.0 // kept free for the page
	contentsSize   = 12.0
	contentsSmall  = 10.5
	contentsHead   = 24.0
	contentsTitle  = 10.0 // from the top to a baseline: of the word itself, of a section's line, of a beat's
	contentsBase   = 17.5
	contentsLow    = 12.0
)

// Tables: of the figures used, and of every number.
const (
	tableHead     = 1.7
	tableGap      = 1.3 // between columns
	tableGive     = 0.12
	courseWidth   = 8.0 // of the column with the small lines
	courseInset   = 0.12
	asOfWidth     = 13.0 // the most of the column with the periods
	leastNames    = 0.22 // of the width: a name that is broken into pieces helps nobody
	ledgerGap     = 10.0
	ledgerText    = 0.14 // shares of the width: the number, what it is, and where it comes from; the page has the rest
	ledgerWhat    = 0.34
	ledgerWhence  = 0.4
	mostCellLines = 14 // a list of cells that goes on for pages is read in the file it speaks of
)

// The deck: each slide says one thing, so its blocks stand apart and leave room around them.
const (
	slideStrip   = 13.0
	slideKicker  = 16.0
	kickerBase   = 24.0 // from the top of the slide to the kicker's baseline, and to the room below it
	slideTop     = 36.0
	slideFoot    = 8.0
	slideGap     = 30.0 // between columns and blocks
	slideAscent  = 0.8
	slideLine    = 1.02 // the height of a line alone
	slideTrim    = 0.03 // by which large type is set to the left; see heroTrim
	messageWidth = 0.94 // of a slide

	openingStrip  = 26.0 // of the first slide, to its baseline
	openingLogo   = 14.0
	openingHigh   = 40.0 // the most height of the logo
	openingGap    = 20.0
	openingWidth  = 0.92
	openingLead   = 1.14
	openingUpper  = 0.42 // of the free room above the headline
	openingSmall  = 18.0
	openingLine   = 24.0
	openingAbove  = 22.0
	decisionWidth = 0.88
	decisionLead  = 1.18
	decisionUpper = 0.36
	decisionGap   = 12.0 // more than between blocks
	answerHigh    = 96.0
	answersWidth  = 0.66 // of the slide, for both answers
	answersGap    = 0.6  // of the gap between blocks
	answerLabel   = 16.0
	answerBase    = 12.0 // from the padding to the label's baseline, and to the answer's line
	answerDrop    = 14.0
	answerAscent  = 1.15
	answerLead    = 1.2

	bodyWidth    = 0.8 // of a body, or a number, alone
	besideTiles  = 0.5
	tilesAlone   = 0.6
	tilesGap     = 1.6 // of the gap between blocks
	heroWidth    = 0.32
	quoteWidth   = 0.44
	chartAside   = 1.5 // of the gap between blocks
	wordsAbove   = 0.7
	leastWords   = 64.0 // two lines
	chartFactor  = 1.7  // how much larger a chart is than on paper
	chartEase    = 1.2  // of a chart over its best height
	chartHigh    = 0.8  // of the room, at least
	underEvident = 0.4  // of the room, for the words under a number alone

	tilePad      = 16.0
	tilePadShare = 0.1
	mostTiles    = 3
	tileGap      = 14.0
	mostTile     = 190.0 // the height of a tile
	tileText     = 16.0
	tileLead     = 1.2
	tileAbove    = 10.0 // the value
	tileBetween  = 12.0 // it and the change
	tileValue    = 56.0
	leastValue   = 22.0 // below that, a low tile has the value alone
	valueWidth   = 0.6
	tileCourse   = 16.0 // from the words to the course
	courseTrim   = 4.0
	courseFactor = 1.6
	changeTrim   = 2.0
	againstGap   = 6.0
)
