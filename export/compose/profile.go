package compose

import (
	"slices"

	"throughline/app/brief"
	"throughline/export/block"
	"throughline/export/layout"
)

// Profile is what there is to know of a kind of document that a brief is printed as: what it is called and for, the papers
// it goes on, and which blocks it shows in which order.
type Profile struct {
	ID     brief.Profile
	Label  string // "Decision brief"
	About  string // what it is for, one sentence
	Papers []brief.Paper
	Most   int // pages; 0 for as many as it takes

	least       int       // pages it is set over rather than in smaller type
	head        []section // of the first page, from its top
	left, right section   // the columns of a fixed page
	foot        section   // of a fixed page
	slides      []section // pages of one message each, before the sections
	sections    []section // flow from page to page
}

// fixed reports whether the profile is one page with two columns, a head and a foot, whose places do not flow.
func (p *Profile) fixed() bool { return p.foot.Foot != nil }

// section is a block as a profile shows it.
type section struct {
	block.Block
	called string // what the profile calls it; empty for the block's own title
	fit    block.Fit
}

// heading is what stands over the section and in the contents.
func (s *section) heading() string {
	if s.called != "" {
		return s.called
	}
	return s.Title
}

// freshPage begins a new page wherever the section before ends.
const freshPage = 0.001

var (
	headlineSizes    = []layout.TextSize{{Size: 48, Lines: 3}, {Size: 40, Lines: 3}, {Size: 34, Lines: 3}, {Size: 30, Lines: 2}, {Size: 27, Lines: 1}, {Size: 25, Lines: 2}, {Size: 23.5, Lines: 2}, {Size: 22, Lines: 2}, {Size: 20.5, Lines: 2}, {Size: 20.5, Lines: 3}}
	openingHeadlines = []layout.TextSize{{Size: 27, Lines: 2}, {Size: 25, Lines: 2}, {Size: 23.5, Lines: 2}, {Size: 22, Lines: 2}, {Size: 23, Lines: 3}, {Size: 21, Lines: 3}} // further pages leave room for a third line
	coverHeadlines   = []layout.TextSize{{Size: 38, Lines: 2}, {Size: 34, Lines: 3}, {Size: 30, Lines: 3}, {Size: 27, Lines: 4}}                                               // of a pack, which has the upper half of a page
)

// headOf is the head of a first page, with the headline in one of some sizes.
func headOf(sizes []layout.TextSize) []section {
	return []section{{Block: block.Strip}, {Block: block.Headline, fit: block.Fit{Sizes: sizes}}, {Block: block.Ask, fit: askFit}}
}

var (
	upright = []brief.Paper{brief.A4, brief.Letter}
	askFit  = block.Fit{Most: 4, Why: "the box has no more room"}
)

// profiles say which blocks are shown in which order, and the room they have.
var profiles = []Profile{
	{
		ID: brief.OnePage, Label: "One page", Papers: upright, Most: 1,
		About: "The whole case on one page, for a decision in the room.",
		head:  append(headOf(headlineSizes), section{Block: block.KeyFigures}),
		left:  section{Block: block.Story, fit: block.Fit{Why: "the beats share one page"}},
		right: section{Block: block.Evidence},
		foot:  section{Block: block.Foot, fit: block.Fit{Why: "shorten the definitions, or use fewer metrics and sources"}},
	},
	{
		ID: brief.Decision, Label: "Decision brief", Papers: upright, Most: 3, least: 2,
		About: "Two or three pages: the story at reading size, then the evidence, the figures used and their sources.",
		head:  headOf(openingHeadlines),
		sections: []section{
			{Block: block.Story},
			{Block: block.Evidence, fit: block.Fit{Fresh: 0.4}},
			{Block: block.Figures},
			{Block: block.Definitions},
			{Block: block.Sources},
		},
	},
	{
		ID: brief.PreRead, Label: "Pre-read", Papers: upright, Most: 6, least: 3,
		About: "Up to six pages to read before the meeting: with every metric used over time, and what it means.",
		head:  headOf(openingHeadlines),
		sections: []section{
			{Block: block.Story},
			{Block: block.Evidence, fit: block.Fit{Fresh: 0.4}},
			{Block: block.Figures, fit: block.Fit{Fresh: 0.7}},
			{Block: block.OverTime, fit: block.Fit{Fresh: 0.6}},
			{Block: block.ByCategory},
			{Block: block.Definitions},
			{Block: block.Sources},
		},
	},
	{
		ID: brief.Pack, Label: "Full pack", Papers: upright,
		About: "For the files: contents, the story, the evidence, and an appendix that leads every number to its cell.",
		head: []section{
			{Block: block.Strip},
			{Block: block.Headline, fit: block.Fit{Above: 56, Sizes: coverHeadlines}},
			{Block: block.Ask, fit: block.Fit{Above: 14, Most: askFit.Most, Why: askFit.Why}},
		},
		sections: []section{
			{Block: block.Contents},
			{Block: block.Story, called: "The story", fit: block.Fit{Fresh: freshPage}},
			{Block: block.Evidence, called: "The evidence", fit: block.Fit{Fresh: 0.6}},
			{Block: block.Figures, fit: block.Fit{Fresh: 0.6}},
			{Block: block.OverTime, fit: block.Fit{Fresh: 0.6}},
			{Block: block.ByCategory, fit: block.Fit{Fresh: 0.6}},
			{Block: block.Definitions, fit: block.Fit{Fresh: 0.6}},
			{Block: block.Sources, fit: block.Fit{Fresh: 0.6}},
			{Block: block.Ledger, fit: block.Fit{Fresh: freshPage}},
		},
	},
	{
		ID: brief.Deck, Label: "Deck", Papers: []brief.Paper{brief.Screen},
		About: "For the screen: one message a page, the chart large, figures and sources as an appendix.",
		slides: []section{
			{Block: block.Decision, fit: block.Fit{Most: askFit.Most, Why: "the slide has no more room"}},
			{Block: block.Slides, fit: block.Fit{Why: "it has one slide"}},
		},
		sections: []section{
			{Block: block.Figures, fit: block.Fit{Fresh: freshPage, Least: 4}}, {Block: block.Definitions},
		},
	},
}

// Profiles lists the profiles in the order they are offered.
func Profiles() []Profile { return slices.Clone(profiles) }

// ProfileOf returns the profile that a brief is laid out in under some options: theirs, else the brief's own, else the
// one-page brief. It answers false for one that there is not.
func ProfileOf(b *brief.Brief, o Options) (Profile, bool) {
	id := o.Profile
	if id == "" {
		id = b.Settings.Profile
	}
	if id == "" {
		id = brief.OnePage
	}
	i := slices.IndexFunc(profiles, func(p Profile) bool { return p.ID == id })
	if i < 0 {
		return profiles[0], false
	}
	return profiles[i], true
}
