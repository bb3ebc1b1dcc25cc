package preview

import (
	"image"
	"image/color"
	"slices"

	"fyne.io/fyne/v2/canvas"

	"throughline/app/session"
	"throughline/export/page"
)

// studio draws pictures of pages, one at a time, off the window's goroutine. What is wanted most is drawn first; a page
// that changes while another is drawn is drawn once, as it is then.
type studio struct {
	run      func(work, done func())
	draw     func(dst *image.RGBA, p *page.Page)
	failed   func(error) // may be nil
	pictures []*picture
	busy     bool
	spare    *image.RGBA // an image that no picture shows any longer, to be drawn over; nil where there is none
}

// likeness is what a picture shows: a page as it looks, in so many pixels.
type likeness struct {
	mark       uint64 // the fingerprint of the page
	wide, high int
}

// picture is a page's image. It is asked for by Fyne, in a size; until that is drawn it answers the one it has, stretched.
type picture struct {
	studio *studio
	raster *canvas.Raster
	// rank says how much it is wanted: 0 most, negative not at all for now.
	rank func() int
	// onDrawn, where it is set, is called when a page was drawn that the picture shows from now on.
	onDrawn func(*page.Page)

	page   *page.Page
	wanted likeness
	drawn  likeness
	image  *image.RGBA
	asked  bool // Fyne is asking for the image right now

	results session.Latest
}

// hang makes a picture. It has no page yet.
func (s *studio) hang(rank func() int) *picture {
	p := &picture{studio: s, rank: rank}
	p.raster = canvas.NewRaster(p.paint)
	s.pictures = append(s.pictures, p)
	return p
}

// drop forgets pictures that are no longer shown.
func (s *studio) drop(gone ...*picture) {
	s.pictures = slices.DeleteFunc(s.pictures, func(p *picture) bool { return slices.Contains(gone, p) })
	for _, p := range gone {
		p.results.Drop()
	}
}

// show makes a page the one that is pictured; mark is its fingerprint.
func (p *picture) show(pg *page.Page, mark uint64) { p.page, p.wanted.mark = pg, mark }

// paint is Fyne asking for the image.
func (p *picture) paint(w, h int) image.Image {
	if w != p.wanted.wide || h != p.wanted.high {
		p.wanted.wide, p.wanted.high = w, h
		p.asked = true
		p.studio.next()
		p.asked = false
	}
	if p.image == nil {
		return blank
	}
	return p.image
}

var blank = func() image.Image {
	img := image.NewRGBA(image.Rect(0, 0, 1, 1))
	img.Set(0, 0, color.White)
	return img
}()

// stale reports whether the picture is to be drawn: nothing is before Fyne has told a size.
func (p *picture) stale() bool {
	return p.page != nil && p.wanted.wide > 0 && p.wanted.high > 0 && p.wanted != p.drawn
}

// next draws the stale picture that is wanted most, and then the others.
func (s *studio) next() {
	if s.busy {
		return
	}
	var best *picture
	rank := 0
	for _, p := range s.pictures {
		if !p.stale() {
			continue
		}
		if r := p.rank(); r >= 0 && (best == nil || r < rank) {
			best, rank = p, r
		}
	}
	if best == nil {
		return
	}
	s.busy = true
	pg, what := best.page, best.wanted
	isLatest := best.results.Next()
	img := s.sized(what.wide, what.high)
	var err error
	s.run(func() {
		err = session.Guard(func() error {
			s.draw(img, pg)
			return nil
		})
	}, func() {
		s.busy = false
		s.spare = img
		switch {
		case !isLatest():
		case err == nil:
			s.spare = best.image
			best.put(pg, what, img)
		default:
			best.drawn = what // it would fail again
			if s.failed != nil {
				s.failed(err)
			}
		}
		s.next()
	})
}

// sized returns an image to draw on: the spare one, where it has the size. A page in sight is some megabytes at each key.
func (s *studio) sized(width, height int) *image.RGBA {
	img := s.spare
	s.spare = nil
	if img == nil || img.Rect.Dx() != width || img.Rect.Dy() != height {
		return image.NewRGBA(image.Rect(0, 0, width, height))
	}
	return img
}

// put shows an image of a page.
func (p *picture) put(pg *page.Page, what likeness, img *image.RGBA) {
	p.drawn, p.image = what, img
	if !p.asked {
		p.raster.Refresh()
	}
	if p.onDrawn != nil {
		p.onDrawn(pg)
	}
}
