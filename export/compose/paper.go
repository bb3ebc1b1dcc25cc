package compose

import (
	"fmt"
	"slices"
	"strings"

	"throughline/app/brief"
	"throughline/export/page"
)

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
	if c.profile, known = ProfileOf(c.Brief, o); !known {
		var names []string
		for _, p := range profiles {
			names = append(names, string(p.ID))
		}
		id := o.Profile
		if id == "" {
			id = c.Brief.Settings.Profile
		}
		c.Problem("profile", "profile-unknown", "Choose "+or(names)+".", "There is no profile called “%s”.", string(id))
	}
	paper := o.Paper
	if paper == "" {
		paper = c.Brief.Settings.Paper
		if !slices.Contains(c.profile.Papers, paper) { // the brief's paper is that of its upright profiles
			paper = c.profile.Papers[0]
		}
	}
	size, known := sizes[paper]
	switch {
	case !known:
		c.Problem("paper", "paper-unknown", "Choose "+or(paperList(c.profile.Papers))+".", "There is no paper called “%s”.", string(paper))
	case !slices.Contains(c.profile.Papers, paper):
		c.Problem("paper", "paper-profile", c.otherPaper(paper), "The %s goes on %s, not on %s.",
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
