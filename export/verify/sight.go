package verify

import (
	"encoding/binary"
	"fmt"
	"math"
	"slices"
	"strings"
	"unicode"
)

// alphabet says what the characters of a document look like.
type alphabet struct {
	looks map[string]map[drawn]bool
	of    map[drawn]string
}

// alphabetOf returns nil for a record that does not say what letters look like.
func alphabetOf(faces []Letters) *alphabet {
	if len(faces) == 0 {
		return nil
	}
	a := &alphabet{map[string]map[drawn]bool{}, map[drawn]string{}}
	for _, l := range faces {
		i := 0
		for _, r := range l.Characters {
			if i+4 > len(l.Looks) {
				break
			}
			d, s := drawn(binary.BigEndian.Uint32(l.Looks[i:])), string(r)
			if a.looks[s] == nil {
				a.looks[s] = map[drawn]bool{}
			}
			a.looks[s][d] = true
			if a.of[d] == "" {
				a.of[d] = s
			}
			i += 4
		}
	}
	return a
}

// seen returns the characters of a run as a reader sees them: by what its letters look like, whatever the file says that
// they stand for. A character that the record has nowhere is taken as it is named. Where looks cannot be read, a file as it was exported is not believed, and of one that another program
// wrote again the characters are taken as it names them.
func (a *alphabet) seen(r *run, again bool) string {
	var b strings.Builder
	for _, l := range r.letters {
		switch {
		case a == nil && l.wide && l.says != string(rune(l.code)):
			b.WriteString(unknown) // this program gives each letter the number of its character
		case a == nil || a.looks[l.says] == nil || a.looks[l.says][l.draws] || l.draws == 0 && again:
			b.WriteString(l.says)
		case l.draws != 0 && a.of[l.draws] != "":
			b.WriteString(a.of[l.draws])
		default:
			b.WriteString(unknown)
		}
	}
	return b.String()
}

// unproven reports whether letters of a run were taken as they are named, because their look cannot be read.
func (a *alphabet) unproven(r *run) bool {
	return a != nil && slices.ContainsFunc(r.letters, func(l letter) bool { return l.draws == 0 && !blank(l.says) })
}

// blank reports whether a text shows nothing.
func blank(s string) bool { return strings.TrimFunc(s, unicode.IsSpace) == "" }

// copied says what a run is copied and searched as, where that is not what it shows.
func (a *alphabet) copied(r *run, seen string) string {
	var b strings.Builder
	for _, l := range r.letters {
		b.WriteString(l.says)
	}
	if says := b.String(); a != nil && says != seen {
		return fmt.Sprintf("is copied and searched as “%s”", strings.TrimSpace(says))
	}
	return ""
}

// sight tells what of a page a reader sees.
type sight struct {
	page       *sheet
	covers     []cover
	recoloured bool // another program changed the colours of the whole page
}

// cover is an area that hides what was drawn before it.
type cover struct {
	box   box
	shape *shape // nil for a picture
	order int
}

func newSight(s *sheet) *sight {
	out := &sight{page: s}
	for i := range s.shapes {
		if q := &s.shapes[i]; !q.line && q.alpha > seeThrough && !q.switched {
			out.covers = append(out.covers, cover{q.box, q, q.order})
		}
	}
	for _, p := range s.pictures {
		out.covers = append(out.covers, cover{p.box, nil, p.order})
	}
	return out
}

// What a reader no longer sees.
const (
	seeThrough   = 0.5  // of an ink's strength: less of it hides nothing, and is itself hardly seen
	leastInk     = 1.25 // contrast of a text to its ground (WCAG 2, relative luminance); the palest of a brief has more
	mostCovers   = 2000 // areas of a page that are looked at for one text
	wrongSize    = 0.06 // of the size
	wrongReach   = 0.75 // points
	wrongTurn    = 0.5  // degrees
	wrongColour  = 4    // of 255
	invisible    = 3    // ISO 32000-1, table 106
	onlyToCut    = 7
	betweenLines = 0.3 // of the size, how far above the baseline the middle of small letters is
)

// fault says in words why a reader does not see a text, or sees it otherwise than it was exported; "" where that is as it
// was. The words continue a sentence that begins with the text.
func (s *sight) fault(r *run, want *Printed) string {
	k := r.look
	switch {
	case k.mode == invisible || k.mode >= onlyToCut:
		return "is there, but drawn with no ink, so that nobody sees it"
	case k.switched:
		return "is on a layer that can be switched off"
	case k.alpha < seeThrough:
		return "is drawn so faintly that it is hardly seen"
	}
	for _, l := range r.letters {
		if blank(l.says) {
			continue
		}
		p := r.middle(l)
		switch {
		case !s.page.shown.holds(p):
			return "stands outside of what is shown of the page"
		case !k.clip.holds(p):
			return "is cut away"
		}
		if why := s.covered(r, p); why != "" {
			return why
		}
	}
	if want.Size == 0 {
		return ""
	}
	return r.otherwise(want, s.recoloured)
}

// middle returns a point in the middle of a letter.
func (r *run) middle(l letter) point2 {
	along := direction(r.look.turn)
	d, up := l.at+l.width/2, r.look.size*betweenLines
	return point2{r.at.x + d*along.x - up*along.y, r.at.y + d*along.y + up*along.x}
}

// covered says whether something lies over a text at a point, or under it in its own colour.
func (s *sight) covered(r *run, p point2) string {
	ground, known := grey(1), true
	for _, c := range s.covers[:min(len(s.covers), mostCovers)] {
		if !c.box.holds(p) || c.shape != nil && !c.shape.holds(p) {
			continue
		}
		switch {
		case c.order > r.order && c.shape == nil:
			return "lies under a picture"
		case c.order > r.order:
			return "lies under a shape"
		case c.shape == nil:
			known = false
		default:
			ground, known = c.shape.ink, !c.shape.ink.unread
		}
	}
	if known && !r.look.ink.unread && contrast(ground, r.look.ink) < leastInk {
		return "is printed in the colour of what it stands on, so that nobody sees it"
	}
	return ""
}

// otherwise says how a text looks that does not look as it was exported.
func (r *run) otherwise(want *Printed, recoloured bool) string {
	k := r.look
	turn := math.Mod(k.turn-want.Turn+540, 360) - 180
	switch {
	case math.Abs(k.size/want.Size-1) > wrongSize:
		return fmt.Sprintf("is printed in %.1f points, where it was exported in %.1f", k.size, want.Size)
	case k.mirrored || math.Abs(turn) > wrongTurn:
		return "is turned"
	case !recoloured && !sameColour(k.ink, want.Colour):
		return "is printed in another colour than it was exported in"
	}
	reach, before := 0.0, math.Inf(-1)
	for _, l := range r.letters {
		if blank(l.says) {
			continue
		}
		if l.at < before {
			return "has its letters in another order than it is copied in"
		}
		reach, before = l.at, l.at
	}
	if math.Abs(reach-want.Reach) > wrongReach {
		return "has its letters moved"
	}
	return ""
}

// sameColour compares a colour with one of the record.
func sameColour(k ink, want string) bool {
	w, ok := colourOf(want)
	far := func(a, b uint8) bool { return max(a, b)-min(a, b) > wrongColour }
	return ok && !k.unread && !far(k.r, w.r) && !far(k.g, w.g) && !far(k.b, w.b)
}

// colourOf reads a colour of the record.
func colourOf(s string) (ink, bool) {
	var k ink
	n, err := fmt.Sscanf(s, "%02x%02x%02x", &k.r, &k.g, &k.b)
	return k, n == 3 && err == nil
}

// contrast returns that of two colours (WCAG 2), from 1 for none to 21.
func contrast(a, b ink) float64 {
	la, lb := a.luminance(), b.luminance()
	return (max(la, lb) + 0.05) / (min(la, lb) + 0.05)
}

func (k ink) luminance() float64 {
	linear := func(v uint8) float64 {
		c := float64(v) / 255
		if c <= 0.04045 {
			return c / 12.92
		}
		return math.Pow((c+0.055)/1.055, 2.4)
	}
	return 0.2126*linear(k.r) + 0.7152*linear(k.g) + 0.0722*linear(k.b)
}

// holds reports whether a point lies in the area, by the non-zero winding rule. Curves count as the straight lines between
// their points, which is less than a letter's width off in the round corners of a brief.
func (q *shape) holds(p point2) bool {
	winding := 0
	var start, now point2
	edge := func(to point2) {
		cross := (to.x-now.x)*(p.y-now.y) - (p.x-now.x)*(to.y-now.y)
		switch {
		case now.y <= p.y && to.y > p.y && cross > 0:
			winding++
		case now.y > p.y && to.y <= p.y && cross < 0:
			winding--
		}
		now = to
	}
	for _, s := range q.segments {
		switch s.verb {
		case 'm':
			edge(start)
			start, now = s.to[2], s.to[2]
		case 'c':
			for _, to := range s.to {
				edge(to)
			}
		case 'l':
			edge(s.to[2])
		}
	}
	edge(start)
	return winding != 0
}
