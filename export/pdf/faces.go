package pdf

import (
	"crypto/sha256"
	"slices"

	"throughline/export/page"
)

// usedFace is a face that a document draws with, and the characters it draws.
type usedFace struct {
	face   page.Face
	family string // what fpdf calls it
	runes  []rune // sorted, each once
}

// faceNames are the PostScript names of the faces, as the font files state them, and short names for fpdf.
var faceNames = map[page.Face]struct{ family, postScript string }{
	page.Regular:  {"regular", "SourceSans3-Regular"},
	page.Italic:   {"italic", "SourceSans3-Italic"},
	page.SemiBold: {"semibold", "SourceSans3-SemiBold"},
}

// facesOf returns the faces that a document uses, in the order of page.Face, so that a file carries no font it does not
// need.
func facesOf(d *page.Document) []*usedFace {
	byFace := map[page.Face]map[rune]bool{}
	for _, p := range d.Pages {
		for _, op := range p.Ops {
			t, ok := op.(*page.Text)
			if !ok {
				continue
			}
			set := byFace[t.Run.Style.Face]
			if set == nil {
				set = map[rune]bool{}
				byFace[t.Run.Style.Face] = set
			}
			for _, g := range t.Run.Glyphs {
				set[g.Rune] = true
			}
			if t.Gap {
				set[' '] = true
			}
		}
	}
	var used []*usedFace
	for face, set := range byFace {
		if len(set) == 0 {
			continue
		}
		u := &usedFace{face: face, family: faceNames[face].family}
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
	sum := sha256.Sum256([]byte(u.family + string(u.runes)))
	tag := make([]byte, 6)
	for i := range tag {
		tag[i] = 'A' + sum[i]%26
	}
	return "/" + string(tag) + "+" + faceNames[u.face].postScript
}
