package pdf

import (
	"crypto/sha256"
	"slices"

	"throughline/export/page"
)

// usedFace is a face that a document draws with, and the characters it draws.
type usedFace struct {
	face       page.Face
	family     string // what fpdf calls it
	postScript string // what its file calls it
	runes      []rune // sorted, each once
	object     int    // the number of the font in the file
}

// families are what fpdf calls the faces.
var families = map[page.Face]string{
	page.Regular: "regular", page.Italic: "italic", page.SemiBold: "semibold", page.Serif: "serif",
	page.Own: "own", page.OwnBold: "ownbold",
}

// facesOf returns the faces that a document uses, in the order of page.Face, so that a file carries no font it does not
// need.
func facesOf(d *page.Document, f *page.Fonts) []*usedFace {
	byFace := map[page.Face]map[rune]bool{}
	note := func(face page.Face, r rune) {
		if byFace[face] == nil {
			byFace[face] = map[rune]bool{}
		}
		byFace[face][r] = true
	}
	for _, p := range d.Pages {
		for _, op := range p.Ops {
			t, ok := op.(*page.Text)
			if !ok || len(t.Run.Glyphs) == 0 {
				continue
			}
			for _, g := range t.Run.Glyphs {
				note(g.Face, g.Rune)
			}
			if t.Gap {
				note(t.Run.Glyphs[len(t.Run.Glyphs)-1].Face, ' ')
			}
		}
	}
	var used []*usedFace
	for face, set := range byFace {
		u := &usedFace{face: face, family: families[face], postScript: f.PostScript(face)}
		for r := range set {
			u.runes = append(u.runes, r)
		}
		slices.Sort(u.runes)
		used = append(used, u)
	}
	slices.SortFunc(used, func(a, b *usedFace) int { return int(a.face) - int(b.face) })
	return used
}

// fpdfName is the name that fpdf gives the embedded font.
func (u *usedFace) fpdfName() string { return "/utf8" + u.family }

// subsetName is the name of the embedded part of the font: the font's own behind a tag of six capital letters (ISO
// 32000-1, 9.6.4). Equal parts get equal tags, other parts other ones, or a viewer may take one file's letters for
// another's.
func (u *usedFace) subsetName() string {
	sum := sha256.Sum256([]byte(u.family + u.postScript + string(u.runes)))
	tag := make([]byte, 6)
	for i := range tag {
		tag[i] = 'A' + sum[i]%26
	}
	return "/" + string(tag) + "+" + u.postScript
}
