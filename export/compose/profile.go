package compose

import (
	"fmt"
	"slices"
	"strings"

	"throughline/app/brief"
	"throughline/export/layout"
	"throughline/export/page"
)

// Profile is what there is to know of a form of the document: what it is called and for, the papers it goes on, and what it
// shows in which order.
type Profile struct {
	ID     brief.Profile
	Label  string // "Decision brief"
	About  string // what it is for, one sentence
	Papers []brief.Paper
	Most   int // pages; 0 for as many as it takes

	least    int       // pages it is set over rather than in smaller type
	sections []section // of the profiles whose blocks flow from page to page
	slides   bool      // one message a page, before the sections
}

// section is a part of a profile that builds its blocks from the brief; one that builds none is left out.
type section struct {
	title string  // heads it and stands in the contents; empty for one that heads itself
	fresh float64 // the share of a page over which it begins a new one; 0: it never does
	late  bool    // it tells of the pages before it, so it is built when they are drawn
	build func(*composer, *layout.Flow) []*layout.Item
}

// A section of its own that begins a page wherever the one before ends.
const always = 0.001

// The sections that several profiles have.
var (
	opening     = section{build: (*composer).opening}
	story       = section{build: (*composer).story}
	proof       = section{fresh: 0.4, build: (*composer).proof}
	figures     = section{title: "Figures used", build: (*composer).figuresTable}
	courses     = section{title: "Over time", build: (*composer).courses}
	parts       = section{title: "By category", build: (*composer).parts}
	definitions = section{title: "Definitions", build: (*composer).definitions}
	sources     = section{title: "Sources", build: (*composer).sources}
)

// beginning returns the section with another share of a page over which it begins a new one.
func (s section) beginning(over float64) section {
	s.fresh = over
	return s
}

var upright = []brief.Paper{brief.A4, brief.Letter}

// profiles say what is shown in which order. The one-page brief has a layout of its own.
var profiles = []Profile{
	{
		ID: brief.OnePage, Label: "One page", Papers: upright, Most: 1,
		About: "The whole case on one page, for a decision in the room.",
	},
	{
		ID: brief.Decision, Label: "Decision brief", Papers: upright, Most: 3, least: 2,
		About:    "Two or three pages: the story at reading size, then the evidence, the figures used and their sources.",
		sections: []section{opening, story, proof, figures, definitions, sources},
	},
	{
		ID: brief.PreRead, Label: "Pre-read", Papers: upright, Most: 6, least: 3,
		About:    "Up to six pages to read before the meeting: with every metric used over time, and what it means.",
		sections: []section{opening, story, proof, figures.beginning(0.7), courses.beginning(0.6), parts, definitions, sources},
	},
	{
		ID: brief.Pack, Label: "Full pack", Papers: upright,
		About: "For the files: contents, the story, the evidence, and an appendix that leads every number to its cell.",
		// Decisions, their options and criteria take their place between the evidence and the figures.
		sections: []section{
			{build: (*composer).cover},
			{title: "The story", fresh: always, build: (*composer).story},
			{title: "The evidence", fresh: 0.6, build: (*composer).proof},
			figures.beginning(0.6), courses.beginning(0.6), parts.beginning(0.6), definitions.beginning(0.6), sources.beginning(0.6),
			{title: "Every number and its source", fresh: always, late: true, build: (*composer).everyNumber},
		},
	},
	{
		ID: brief.Deck, Label: "Deck", Papers: []brief.Paper{brief.Screen}, slides: true,
		About:    "For the screen: one message a page, the chart large, figures and sources as an appendix.",
		sections: []section{figures.beginning(always), definitions.beginning(0.72), sources.beginning(0.62)},
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

// sizes are the papers a page can be laid out for.
var sizes = map[brief.Paper]page.Size{brief.A4: page.A4, brief.Letter: page.Letter, brief.Screen: {W: 960, H: 540}}

// paperNames are what people call the papers.
var paperNames = map[brief.Paper]string{brief.A4: "A4", brief.Letter: "Letter", brief.Screen: "16:9"}

// PaperName returns what people call a paper: "A4", "16:9"; a paper that is not known answers its own word.
func PaperName(p brief.Paper) string {
	if name, ok := paperNames[p]; ok {
		return name
	}
	return string(p)
}

// choose settles profile and paper, and tells what of the options cannot be had.
func (c *composer) choose(o Options) page.Size {
	var known bool
	if c.profile, known = ProfileOf(c.brief, o); !known {
		var names []string
		for _, p := range profiles {
			names = append(names, string(p.ID))
		}
		id := o.Profile
		if id == "" {
			id = c.brief.Settings.Profile
		}
		c.problem("profile", "profile-unknown", "Choose "+or(names)+".", "There is no profile called “%s”.", string(id))
	}
	paper := o.Paper
	if paper == "" {
		paper = c.brief.Settings.Paper
		if !slices.Contains(c.profile.Papers, paper) { // the brief's paper is that of its upright profiles
			paper = c.profile.Papers[0]
		}
	}
	size, known := sizes[paper]
	switch {
	case !known:
		c.problem("paper", "paper-unknown", "Choose "+or(paperList(c.profile.Papers))+".", "There is no paper called “%s”.", string(paper))
	case !slices.Contains(c.profile.Papers, paper):
		c.problem("paper", "paper-profile", c.otherPaper(paper), "The %s goes on %s, not on %s.",
			inSentence(c.profile.Label), or(paperList(c.profile.Papers)), paperNames[paper])
	default:
		return size
	}
	return sizes[c.profile.Papers[0]]
}

// otherPaper says what to do about a paper that the profile does not go on.
func (c *composer) otherPaper(paper brief.Paper) string {
	fix := "Choose " + or(paperList(c.profile.Papers))
	for _, p := range profiles {
		if slices.Contains(p.Papers, paper) {
			return fmt.Sprintf("%s, or the profile “%s” for %s.", fix, p.ID, paperNames[paper])
		}
	}
	return fix + "."
}

func paperList(papers []brief.Paper) []string {
	names := make([]string, len(papers))
	for i, p := range papers {
		names[i] = paperNames[p]
	}
	return names
}

// or joins alternatives as a sentence does.
func or(words []string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	return strings.Join(words[:len(words)-1], ", ") + " or " + words[len(words)-1]
}

// inSentence writes a label as it stands inside a sentence.
func inSentence(label string) string { return strings.ToLower(label[:1]) + label[1:] }
