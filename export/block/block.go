package block

import "throughline/export/layout"

// Block is one part of what a brief prints, with the forms it can take: an item of a page's head, a column or the foot of a
// fixed page, items of a flow, slides, and paragraphs of plain text. Each form takes what it needs from the view and draws
// nothing where that is missing. A profile may show a block in those forms alone that it has.
type Block struct {
	Name  string // stable, for tests and findings
	Title string // heads its section and stands in the contents; empty for one that heads itself
	Late  bool   // its section tells of the pages before it, so it is built when they are drawn

	Head   func(v *View, p *layout.Page, f Fit)                               // from p.Y on, which it moves
	Column func(v *View, p *layout.Page, f Fit) *layout.Column                // nil where it has nothing to show
	Foot   func(v *View, p *layout.Page, f Fit) (height float64, draw func()) // the height is the space it takes
	Flow   func(v *View, fl *layout.Flow, f Fit) []*layout.Item               // none where it has nothing to show
	Slides func(v *View, fl *layout.Flow, f Fit)                              // adds pages of one message each
	Text   func(v *View) [][]string                                           // paragraphs of lines
}

// Fit is the room that a profile gives a block, and what is told where that is not enough.
type Fit struct {
	Density layout.Density    // that the head of a page is set in
	Above   float64           // the space above it in the head of a page, over its own
	Sizes   []layout.TextSize // its large text is set in, the first that takes it
	Fresh   float64           // the share of a page over which its section begins a new one; 0: it never does
	Most    int               // lines, or things side by side, that it may show
	Least   int               // things that it shows at least, or it shows nothing: fewer are told elsewhere
	Why     string            // what a finding says of a text that is too long: "the beats share one page"
}
