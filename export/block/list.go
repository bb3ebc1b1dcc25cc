package block

// All lists the blocks there are, in about the order a reader meets them. A new block is a file and a line here; a profile
// that is to show it names it in package compose.
var All = []Block{
	Strip, Headline, Ask, KeyFigures, Decision, Slides, Contents, Story, Evidence, Figures, OverTime, ByCategory, Definitions, Sources, Foot, Ledger,
}
