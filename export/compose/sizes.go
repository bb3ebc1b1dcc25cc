package compose

import "throughline/export/layout"

// The columns of the blocks.
const (
	leftShare  = 0.58 // of the one-page brief: the story is read, the evidence is looked at
	proofShare = 0.38 // of the words of the evidence beside its chart
	storySide  = 92.0 // the names of beats, where the story has the page to itself
)

// onPaperSmall is the size of type beside which the small lines have their own weight.
const onPaperSmall = 9.25

// The sizes a large text is set in, the first that takes it in so many lines.
var (
	headlineSizes    = []layout.TextSize{{Size: 27, Lines: 1}, {Size: 25, Lines: 2}, {Size: 23.5, Lines: 2}, {Size: 22, Lines: 2}, {Size: 20.5, Lines: 2}}
	openingHeadlines = []layout.TextSize{{Size: 27, Lines: 2}, {Size: 25, Lines: 2}, {Size: 23.5, Lines: 2}, {Size: 22, Lines: 2}, {Size: 23, Lines: 3}, {Size: 21, Lines: 3}} // further pages leave room for a third line
	coverHeadlines   = []layout.TextSize{{Size: 38, Lines: 2}, {Size: 34, Lines: 3}, {Size: 30, Lines: 3}, {Size: 27, Lines: 4}}                                               // of a pack, which has the upper half of a page
	titleSizes       = []layout.TextSize{{Size: 50, Lines: 2}, {Size: 46, Lines: 3}, {Size: 42, Lines: 3}, {Size: 38, Lines: 4}, {Size: 34, Lines: 4}}                         // of a deck's first slide
	messageSizes     = []layout.TextSize{{Size: 34, Lines: 1}, {Size: 32, Lines: 2}, {Size: 30, Lines: 2}, {Size: 28, Lines: 2}}                                               // of a slide
	decisionSizes    = []layout.TextSize{{Size: 38, Lines: 2}, {Size: 34, Lines: 3}, {Size: 30, Lines: 4}, {Size: 28, Lines: 4}}                                               // of the ask, on a slide of its own
	answerSizes      = []layout.TextSize{{Size: 24, Lines: 1}, {Size: 20, Lines: 2}, {Size: 18, Lines: 2}}                                                                     // who decides, and by when
)

// The sizes of the body on a slide, the largest first: alone, beside tiles, beside a chart, and under a large number.
var (
	aloneBody   = []float64{30, 28, 26, 24, 22, 20, 18, 16}
	tilesBody   = aloneBody[2:]
	chartBody   = []float64{20, 18, 17, 16}
	evidentBody = []float64{24, 22, 20, 18, 16}
)

// aloneSizes set the evidence of a slide without a chart, largest first.
var aloneSizes = []layout.Density{
	{Name: 18, Hero: 150, Quote: 36, Change: 22, By: 18},
	{Name: 17, Hero: 120, Quote: 32, Change: 20, By: 17},
	{Name: 16, Hero: 100, Quote: 28, Change: 19, By: 16},
	{Name: 16, Hero: 88, Quote: 26, Change: 18, By: 16},
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
	tableGap     = 1.3 // between columns
	courseWidth  = 8.0 // of the column with the small lines
	courseInset  = 0.12
	asOfWidth    = 13.0 // the most of the column with the periods
	leastNames   = 0.22 // of the width: a name that is broken into pieces helps nobody
	ledgerGap    = 10.0
	ledgerText   = 0.14 // shares of the width: the number, what it is, and where it comes from; the page has the rest
	ledgerWhat   = 0.34
	ledgerWhence = 0.4
)

// The deck: each slide says one thing, so its blocks stand apart and leave room around them.
const (
	slideStrip   = 13.0
	slideKicker  = 16.0
	kickerBase   = 24.0 // from the top of the slide to the kicker's baseline, and to the room below it
	slideTop     = 36.0
	slideFoot    = 8.0
	slideGap     = 30.0 // between columns and blocks
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
