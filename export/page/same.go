package page

import (
	"encoding/binary"
	"hash/maphash"
	"math"
)

// seed makes fingerprints of one run of the program comparable, and of no two.
var seed = maphash.MakeSeed()

// Fingerprint returns a number that two pages have in common when they look the same: who shows pages draws one again
// only when its number changed. It holds within one run of the program, and covers what is drawn, not what it means.
func (p *Page) Fingerprint() uint64 {
	h := printer{}
	h.hash.SetSeed(seed)
	h.number(p.Size.W, p.Size.H)
	if p.Fonts != nil {
		h.text(p.Fonts.files)
	}
	for _, op := range p.Ops {
		switch op := op.(type) {
		case *Text:
			s := op.Run.Style
			h.number(1, op.At.X, op.At.Y, op.Angle, op.Run.Width, float64(s.Face), s.Size)
			h.color(s.Color)
			h.text(op.Run.Text)
		case *Image:
			h.number(5, op.Box.X, op.Box.Y, op.Box.W, op.Box.H)
			h.text(op.Picture.Digest)
		case *Path:
			h.number(2, float64(len(op.Segs)))
			for _, s := range op.Segs {
				h.number(float64(s.Verb), s.P[0].X, s.P[0].Y)
				if s.Verb == CurveTo {
					h.number(s.P[1].X, s.P[1].Y, s.P[2].X, s.P[2].Y)
				}
			}
			if op.Fill != nil {
				h.number(3)
				h.color(*op.Fill)
			}
			if s := op.Stroke; s != nil {
				round := 0.0
				if s.Round {
					round = 1
				}
				h.number(4, s.Width, round)
				h.number(s.Dash...)
				h.color(s.Color)
			}
		}
	}
	return h.hash.Sum64()
}

// printer feeds numbers and texts to a hash.
type printer struct{ hash maphash.Hash }

func (h *printer) number(values ...float64) {
	var b [8]byte
	for _, v := range values {
		binary.LittleEndian.PutUint64(b[:], math.Float64bits(v))
		_, _ = h.hash.Write(b[:]) // never fails
	}
}

func (h *printer) color(c Color) { h.number(float64(c.R), float64(c.G), float64(c.B)) }

func (h *printer) text(s string) {
	h.number(float64(len(s)))
	_, _ = h.hash.WriteString(s) // never fails
}
