package verify

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"
	"unicode"

	"throughline/app/brief"
)

// near is how far a text may stand from where it was recorded, in points; other programs count in coarser steps.
const (
	near      = 0.11
	nearAgain = 0.3
)

// near is how far from where it was recorded something is still in its place.
func (v *verifier) near() float64 {
	if v.again != "" {
		return nearAgain
	}
	return near
}

// alike compares two texts. A program that writes a file again joins and parts them as it likes, which leaves blanks out.
func (v *verifier) alike(a, b string) bool {
	return a == b || v.again != "" && blankless(a) == blankless(b)
}

func blankless(s string) string { return strings.Join(strings.Fields(s), "") }

// grid finds things by where they stand.
type grid map[[2]int][]int

// cellOfGrid is how far apart the lines of a grid are, in points: more than near and nearAgain.
const cellOfGrid = 1.0

func (g grid) add(p point2, i int) {
	at := cellAt(p.x, p.y)
	g[at] = append(g[at], i)
}

// cellAt returns the cell that a place is in. What is far from any page is in the cells at the edge.
func cellAt(x, y float64) [2]int {
	const far = 1e6
	return [2]int{int(math.Floor(max(-far, min(x, far)) / cellOfGrid)), int(math.Floor(max(-far, min(y, far)) / cellOfGrid))}
}

// mostLooks is how many things in one place are tried: more than that are there to keep a reader busy.
const mostLooks = 200

// take returns the first thing near a place that fits, and takes it out; -1 for none.
func (g grid) take(p point2, near float64, fits func(i int) bool) int {
	best, cell, index := -1, [2]int{}, 0
	from, to := cellAt(p.x-near, p.y-near), cellAt(p.x+near, p.y+near)
	for x := from[0]; x <= to[0]; x++ {
		for y := from[1]; y <= to[1]; y++ {
			at := [2]int{x, y}
			for k, i := range g[at][:min(len(g[at]), mostLooks)] {
				if (best < 0 || i < best) && fits(i) {
					best, cell, index = i, at, k
				}
			}
		}
	}
	if best >= 0 {
		g[cell] = slices.Delete(g[cell], index, index+1)
	}
	return best
}

// pages compares what stands on paper with what was printed.
func (v *verifier) pages(p *paper) {
	v.found = map[int]shown{}
	if len(p.pages) != len(v.record.Pages) {
		v.report.add(Figure{
			Text: "pages", Expected: fmt.Sprint(len(v.record.Pages)), Found: fmt.Sprint(len(p.pages)),
			Why: fmt.Sprintf("The PDF was exported with %s and has %d now.", counted(len(v.record.Pages), "page"), len(p.pages)),
		})
	}
	order := v.order(p)
	taken := map[int]bool{}
	for i, want := range v.record.Pages {
		k := order[i]
		if k < 0 {
			v.gone(i+1, want)
			continue
		}
		taken[k] = true
		if k != i && len(p.pages) == len(v.record.Pages) {
			v.report.add(Figure{Text: "page", Page: k + 1, Why: fmt.Sprintf("Page %d of the export stands as page %d.", i+1, k+1)})
		}
		v.page(k+1, want, &p.pages[k])
	}
	for k := range p.pages {
		if !taken[k] {
			v.report.add(Figure{Text: "page", Page: k + 1, Why: fmt.Sprintf("Page %d was not there when it was exported.", k+1)})
		}
	}
}

// mostReordered is how many pages a document may have for those that stand elsewhere to be looked for.
const mostReordered = 100

// order answers, for each page of the record, which page of the file it is; -1 for one that is gone. Pages are where they
// were, unless more of a page's texts stand on another one than on the one of its number.
func (v *verifier) order(p *paper) []int {
	n := len(v.record.Pages)
	order := make([]int, n)
	taken := make([]bool, len(p.pages))
	for i := range order {
		if order[i] = -1; i < len(p.pages) && (len(p.pages) == 1 && n == 1 || v.share(v.record.Pages[i], &p.pages[i]) > 0.5) {
			order[i], taken[i] = i, true
		}
	}
	for i := range order {
		if order[i] >= 0 || max(n, len(p.pages)) > mostReordered {
			continue
		}
		if order[i] = v.likest(v.record.Pages[i], p, taken); order[i] >= 0 {
			taken[order[i]] = true
		}
	}
	for i := range order { // pages that are like none stay where they were
		if order[i] < 0 && i < len(p.pages) && !taken[i] && len(p.pages) >= n {
			order[i], taken[i] = i, true
		}
	}
	return order
}

// likest returns which of the pages of the file that are not taken has most of the texts of a page of the record, and
// more than half of them; -1 where none has.
func (v *verifier) likest(want Page, p *paper, taken []bool) int {
	at, best := -1, 0.5
	for k := range p.pages {
		if taken[k] {
			continue
		}
		if share := v.share(want, &p.pages[k]); share > best {
			at, best = k, share
		}
	}
	return at
}

// share returns how many of the texts of a page of the record stand on a page of the file, of all there are.
func (v *verifier) share(want Page, got *sheet) float64 {
	if len(want.Texts) == 0 {
		return 1
	}
	here := map[string]int{}
	for _, r := range v.recut(got, &want) {
		here[blankless(v.letters.seen(&r, v.again != ""))]++
	}
	n := 0
	for _, t := range want.Texts {
		if text := blankless(t.Text); here[text] > 0 {
			here[text]--
			n++
		}
	}
	return float64(n) / float64(len(want.Texts))
}

// gone tells of a page that is not there.
func (v *verifier) gone(n int, want Page) {
	v.report.add(Figure{Text: "page", Page: n, Why: fmt.Sprintf("Page %d of the export is gone.", n)})
	for _, t := range want.Texts {
		if t.Entry > 0 {
			s := v.found[t.Entry]
			s.recorded += t.Text
			v.found[t.Entry] = s
		}
	}
}

// findings gathers what is wrong with the words and shapes of one page, so that what is wrong with many of them in the same
// way is said once.
type findings struct {
	keys []string
	all  map[string][]Figure
}

// add takes a finding in under what it says of its text.
func (f *findings) add(key string, one Figure) {
	if f.all == nil {
		f.all = map[string][]Figure{}
	}
	if len(f.all[key]) == 0 {
		f.keys = append(f.keys, key)
	}
	f.all[key] = append(f.all[key], one)
}

// mostAlike is how many findings of one kind on one page are told one by one.
const mostAlike = 3

// tell puts the findings into the report.
func (f *findings) tell(n int, to *Report) {
	for _, key := range f.keys {
		all := f.all[key]
		if len(all) <= mostAlike {
			for _, one := range all {
				to.add(one)
			}
			continue
		}
		one := all[0]
		one.Why = fmt.Sprintf("Page %d: of %d texts it holds that each %s; the first is “%s”.", n, len(all), key, strings.TrimSpace(cmp.Or(one.Text, one.Found)))
		to.add(one)
	}
}

// page compares one page.
func (v *verifier) page(n int, want Page, got *sheet) {
	runs := v.recut(got, &want)
	m := v.matched(&want, got, runs)
	v.surface(n, want, got)
	if v.again != "" && m.share() < leastRead {
		v.unread(n, want)
		return
	}
	sight := newSight(got)
	if v.again != "" && m.recoloured() {
		sight.recoloured = true
		v.lose("its colours")
	}
	var told findings
	for k, t := range want.Texts {
		v.text(n, t, m.of[k], sight, &told)
	}
	for i := range runs {
		text := v.letters.seen(&runs[i], v.again != "")
		v.unproven = v.unproven || v.letters.unproven(&runs[i])
		if !m.taken[i] && !blank(text) {
			told.add("was not there when it was exported", Figure{Page: n, Found: text, Why: fmt.Sprintf("Page %d shows “%s”, which was not there when it was exported.", n, strings.TrimSpace(text))})
		}
	}
	told.tell(n, v.report)
	v.undrawn(n, want, got)
	v.shapes(n, want, got)
}

// matches says which run of a page stands where each text of the record was, nil for none.
type matches struct {
	want  *Page
	of    []*run
	taken []bool // by run
}

// matched finds the texts of the record on a page, by where they stand.
func (v *verifier) matched(want *Page, got *sheet, runs []run) *matches {
	places := grid{}
	for i := range runs {
		places.add(v.top(got, runs[i].at), i)
	}
	m := &matches{want, make([]*run, len(want.Texts)), make([]bool, len(runs))}
	for k, t := range want.Texts {
		at := point2{t.X, t.Y}
		i := places.take(at, v.near(), func(i int) bool { return near2(v.top(got, runs[i].at), at, v.near()) })
		if i >= 0 {
			m.of[k], m.taken[i] = &runs[i], true
		}
	}
	return m
}

// share returns how many of the texts stand on the page, of all there are.
func (m *matches) share() float64 {
	n := 0
	for _, r := range m.of {
		if r != nil {
			n++
		}
	}
	return (float64(n) + 1) / (float64(len(m.of)) + 1)
}

// recoloured reports whether most of the texts have another colour than they were exported in: a program that writes a file
// for a printer turns all of them into grey, or into inks.
func (m *matches) recoloured() bool {
	n := 0
	for k, r := range m.of {
		if r != nil && !sameColour(r.look.ink, m.want.Texts[k].Colour) {
			n++
		}
	}
	return 2*n > len(m.of)
}

// text compares one text with the run that stands in its place, nil for none.
func (v *verifier) text(n int, t Printed, r *run, sight *sight, told *findings) {
	text, hidden := "", ""
	if r != nil {
		text, hidden = v.letters.seen(r, v.again != ""), sight.fault(r, &t)
		if hidden == "" && v.alike(text, t.Text) {
			hidden = v.letters.copied(r, text)
		}
	}
	if t.Entry > 0 {
		s := v.found[t.Entry]
		s.text, s.recorded, s.hidden = s.text+text, s.recorded+t.Text, cmp.Or(s.hidden, hidden)
		if s.page == 0 {
			s.page = n
		}
		v.found[t.Entry] = s
		return
	}
	switch {
	case r == nil:
		v.differs(told, n, t, "", "is gone", "is gone")
	case !v.alike(text, t.Text):
		v.differs(told, n, t, text, fmt.Sprintf("reads “%s” now", strings.TrimSpace(text)), "reads otherwise now")
	case hidden != "":
		v.differs(told, n, t, text, hidden, hidden)
	}
}

// leastRead is the share of a page's texts that must be read for the page to be compared, where another program wrote it.
const leastRead = 0.2

// unread tells of a page whose text another program turned into shapes or pictures, or into letters without names.
func (v *verifier) unread(n int, want Page) {
	why := fmt.Sprintf("Page %d was written again in such a way that its text cannot be read, so nothing on it can be compared.", n)
	v.report.add(Figure{Text: "page", Page: n, Why: why})
	for _, t := range want.Texts {
		if t.Entry > 0 {
			v.found[t.Entry] = shown{text: t.Text, recorded: t.Text, page: n, unread: why}
		}
	}
}

// top returns a place with y downwards from the top of the medium, as the record counts.
func (v *verifier) top(got *sheet, p point2) point2 {
	return point2{p.x - got.paper.x1, got.paper.y2 - p.y}
}

// differs notes a text that is not as it was exported. What all texts of the page have in common that differ so is the
// kind.
func (v *verifier) differs(told *findings, n int, t Printed, got, why, kind string) {
	told.add(kind, Figure{
		Page: n, Place: t.Place, Text: t.Text, Expected: t.Text, Found: got,
		Why: fmt.Sprintf("%s: “%s” %s.", placed(n, t.Place), strings.TrimSpace(t.Text), why),
	})
}

// surface compares the paper of a page, and tells what on it cannot be read or may hide something.
func (v *verifier) surface(n int, want Page, got *sheet) {
	tell := func(found, why string) {
		v.report.add(Figure{Text: "page", Page: n, Found: found, Why: fmt.Sprintf("Page %d is not as it was exported: %s.", n, why)})
	}
	if got.foreign || got.forms && v.again == "" {
		tell("a picture or a form", "a picture or a form was placed on it, and what that says cannot be read")
	}
	if got.noted {
		tell("a comment or a field", "a comment or a field was placed on it, and what that says cannot be read")
	}
	if got.cut {
		tell("a border", "parts of it are cut away by a border that is no rectangle")
	}
	if v.record.Document == nil {
		return
	}
	const little = 1 // of a point
	off := func(b box) bool {
		return math.Abs(b.x2-b.x1-want.W) > little || math.Abs(b.y2-b.y1-want.H) > little
	}
	switch {
	case off(got.paper):
		tell("another size", fmt.Sprintf("it was %.0f × %.0f points large and is %.0f × %.0f now", want.W, want.H, got.paper.x2-got.paper.x1, got.paper.y2-got.paper.y1))
	case off(got.shown):
		tell("a part of it", "it is cropped, so that not all of it is shown")
	}
}

// undrawn compares what of a page is neither text nor shape: its pictures, its links, and what it says to those who do not
// see it.
func (v *verifier) undrawn(n int, want Page, got *sheet) {
	var digests []string
	for _, p := range got.pictures {
		digests = append(digests, p.digest)
	}
	if !got.foreign && !slices.Equal(want.Pictures, digests) {
		v.report.add(Figure{Text: "picture", Page: n, Why: fmt.Sprintf("The pictures on page %d are not those that it was exported with.", n)})
	}
	switch {
	case slices.Equal(want.Alts, got.alts):
	case v.again != "" && len(got.alts) == 0:
		v.lose("what its charts say to those who do not see them")
	default:
		v.report.add(Figure{
			Page: n, Place: brief.AltPlace, Text: strings.Join(want.Alts, " "), Expected: strings.Join(want.Alts, " "), Found: strings.Join(got.alts, " "),
			Why: fmt.Sprintf("What page %d says of its charts to those who do not see them was changed.", n),
		})
	}
	if len(got.aloud) > 0 {
		v.report.add(Figure{Page: n, Found: strings.Join(got.aloud, " "), Why: fmt.Sprintf(
			"Page %d says “%s” to those who copy it or have it read aloud, in place of what it shows.", n, strings.Join(got.aloud, " "))})
	}
	if v.record.Document != nil {
		v.links(n, want, got)
	}
}

// links compares what the links of a page say.
func (v *verifier) links(n int, want Page, got *sheet) {
	if v.again != "" && len(got.links) == 0 && len(want.Links) > 0 {
		v.lose("its links")
		return
	}
	left := slices.Clone(got.links)
	for _, l := range want.Links {
		if i := slices.Index(left, l); i >= 0 {
			left = slices.Delete(left, i, i+1)
			continue
		}
		v.report.add(Figure{Page: n, Text: l, Expected: l, Found: strings.Join(left[:min(1, len(left))], ""), Why: fmt.Sprintf("Page %d: a link that says “%s” is gone or says something else.", n, l)})
		return
	}
	if len(left) > 0 {
		v.report.add(Figure{Page: n, Found: left[0], Why: fmt.Sprintf("Page %d has a link that it was not exported with: “%s”.", n, left[0])})
	}
}

// lose notes what a program that wrote the file again left out.
func (v *verifier) lose(what string) {
	if !slices.Contains(v.lost, what) {
		v.lost = append(v.lost, what)
	}
}

// document compares what the document says besides its pages.
func (v *verifier) document(p *paper) {
	want := v.record.Document
	if want == nil {
		return
	}
	titles := map[string]string{"title": want.Title, "author": want.Author, "subject": want.Subject}
	for _, s := range p.titles {
		v.title(s, titles[s.key])
	}
	v.bookmarks(want.Bookmarks, p.bookmarks)
	for _, name := range p.files {
		if !slices.Contains(want.Files, name) {
			name = name[:max(strings.LastIndex(name, " "), 0)]
			v.report.add(Figure{Text: "attachment", Found: name, Why: fmt.Sprintf("The attachment “%s” is not one that it was exported with.", name)})
		}
	}
	if v.unproven {
		v.report.add(Figure{Text: "font", Why: "What the letters of the PDF look like cannot be read, so that one which looks like another would not be found."})
	}
	for _, act := range p.acts {
		v.report.add(Figure{Text: "document", Found: act, Why: fmt.Sprintf("The document %s, which it did not when it was exported.", act)})
	}
}

// title compares what the file says of itself in one place with what it was exported with. Other programs name what has
// no name, and lose letters.
func (v *verifier) title(s said, want string) {
	if s.text == want || v.again != "" && (s.text == "" || want == "" || ascii(s.text) == ascii(want)) {
		return
	}
	why := fmt.Sprintf("It says “%s” in %s, where it was exported with “%s”.", s.text, s.where, want)
	v.report.add(Figure{Text: want, Expected: want, Found: s.text, Why: why})
}

// bookmarks compares the bookmarks of the record with those of the file, and tells of the first that differs.
func (v *verifier) bookmarks(want, got []string) {
	switch {
	case slices.Equal(want, got):
		return
	case v.again != "" && len(got) == 0:
		v.lose("its bookmarks")
		return
	}
	at := 0
	for at < min(len(want), len(got)) && want[at] == got[at] {
		at++
	}
	was, is := bookmark(want, at), bookmark(got, at)
	why := fmt.Sprintf("The bookmarks beside the pages were changed: “%s” where it was exported with “%s”.", is, was)
	v.report.add(Figure{Text: was, Expected: was, Found: is, Why: why})
}

// ascii is a text without what other programs damage in it.
func ascii(s string) string {
	return strings.Map(func(r rune) rune {
		if r > unicode.MaxASCII {
			return -1
		}
		return r
	}, s)
}

// bookmark returns the words of a bookmark, nothing behind the last one.
func bookmark(all []string, at int) string {
	if at >= len(all) {
		return ""
	}
	_, title, _ := strings.Cut(all[at], " ")
	return title
}
