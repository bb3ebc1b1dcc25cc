package verify

import (
	"crypto/sha256"
	"encoding/binary"
	"hash"

	"throughline/app/intake"
)

// drawn is a short digest of what a letter looks like: the points of its outline. Two letters of one look have the same,
// whatever font file they are in and whatever number they have there. 0 is that of no letter.
type drawn uint32

// outlines are the letters of a TrueType font, by their number in it.
type outlines struct {
	glyf   []byte
	starts []uint32 // of each letter in glyf, and where the last one ends
	known  map[uint16]drawn
}

// readOutlines reads the outlines in a TrueType file (OpenType 1.9: head, loca and glyf), or answers nil.
func readOutlines(data []byte) *outlines {
	head, loca, glyf := table(data, "head"), table(data, "loca"), table(data, "glyf")
	const format = 50 // where head says how wide the numbers of loca are
	if len(head) < format+2 || len(loca) < 4 {
		return nil
	}
	o := &outlines{glyf: glyf, known: map[uint16]drawn{}}
	if binary.BigEndian.Uint16(head[format:]) == 0 {
		for i := 0; i+2 <= len(loca); i += 2 {
			o.starts = append(o.starts, 2*uint32(binary.BigEndian.Uint16(loca[i:])))
		}
		return o
	}
	for i := 0; i+4 <= len(loca) && len(o.starts) <= 1<<16; i += 4 {
		o.starts = append(o.starts, binary.BigEndian.Uint32(loca[i:]))
	}
	return o
}

// table returns a table of a font file; nothing where it is not there whole.
func table(data []byte, name string) []byte {
	if len(data) < 12 {
		return nil
	}
	for i := range int(binary.BigEndian.Uint16(data[4:])) {
		at := 12 + 16*i
		if at+16 > len(data) {
			return nil
		}
		if string(data[at:at+4]) != name {
			continue
		}
		from, n := uint64(binary.BigEndian.Uint32(data[at+8:])), uint64(binary.BigEndian.Uint32(data[at+12:]))
		if from+n > uint64(len(data)) {
			return nil
		}
		return data[from : from+n]
	}
	return nil
}

// drawn returns the digest of a letter, 0 for one that the font does not have or that is damaged.
func (o *outlines) drawn(id uint16) drawn {
	if o == nil {
		return 0
	}
	if d, ok := o.known[id]; ok {
		return d
	}
	h := sha256.New()
	left := mostParts
	d := drawn(0)
	if o.write(h, id, 0, &left) {
		d = max(drawn(binary.BigEndian.Uint32(h.Sum(nil))), 1)
	}
	o.known[id] = d
	return d
}

// mostParts is how many outlines a letter may be made of: an accented one has two or three.
const mostParts = 64

// write adds the points of a letter to a digest, and reports whether they could be read.
func (o *outlines) write(h hash.Hash, id uint16, depth int, left *int) bool {
	if *left--; *left < 0 || depth > intake.PDFDepth || int(id)+1 >= len(o.starts) {
		return false
	}
	from, to := o.starts[id], o.starts[id+1]
	if from > to || int64(to) > int64(len(o.glyf)) {
		return false
	}
	g := o.glyf[from:to]
	if len(g) == 0 { // a blank
		return true
	}
	if len(g) < 10 {
		return false
	}
	if contours := int16(binary.BigEndian.Uint16(g)); contours >= 0 {
		return writeContours(h, g[10:], int(contours))
	}
	return o.writeParts(h, g[10:], depth, left)
}

// writeParts adds a letter that is made of others.
func (o *outlines) writeParts(h hash.Hash, g []byte, depth int, left *int) bool {
	const words, scaled, more, twoScales, matrix = 0x1, 0x8, 0x20, 0x40, 0x80
	for len(g) >= 4 {
		flags, id := binary.BigEndian.Uint16(g), binary.BigEndian.Uint16(g[2:])
		n := 2
		if flags&words != 0 {
			n = 4
		}
		switch {
		case flags&scaled != 0:
			n += 2
		case flags&twoScales != 0:
			n += 4
		case flags&matrix != 0:
			n += 8
		}
		if len(g) < 4+n {
			return false
		}
		h.Write([]byte{'p', byte(flags & (words | scaled | twoScales | matrix))})
		h.Write(g[4 : 4+n])
		if !o.write(h, id, depth+1, left) {
			return false
		}
		if g = g[4+n:]; flags&more == 0 {
			return true
		}
	}
	return false
}

// The flags of a point of an outline, those of y one bit above those of x.
const (
	flagThrough = 0x1  // the curve goes through it
	flagShortX  = 0x2  // the step to it is one byte long
	flagRepeat  = 0x8  // the next byte says how many more points have these flags
	flagSameX   = 0x10 // a short step is positive; without a short one, there is no step
)

// writeContours adds the points of an outline: where each contour ends, and for each point whether the curve goes through
// it and how far it is from the one before.
func writeContours(h hash.Hash, g []byte, contours int) bool {
	if len(g) < 2*contours+2 {
		return false
	}
	h.Write([]byte{'c', byte(contours)})
	h.Write(g[:2*contours])
	if contours == 0 {
		return true
	}
	points := int(binary.BigEndian.Uint16(g[2*contours-2:])) + 1
	hints := int(binary.BigEndian.Uint16(g[2*contours:]))
	at := 2*contours + 2 + hints
	flags, at, ok := pointFlags(g, at, points)
	if !ok {
		return false
	}
	for _, f := range flags {
		h.Write([]byte{f & flagThrough})
	}
	for axis := range 2 { // first all x, then all y
		if at, ok = writeSteps(h, g, at, flags, axis); !ok {
			return false
		}
	}
	return true
}

// pointFlags reads the flags of so many points, and returns where the steps between the points begin; not ok where the
// outline ends before.
func pointFlags(g []byte, at, points int) (flags []byte, next int, ok bool) {
	flags = make([]byte, 0, points)
	for len(flags) < points {
		if at >= len(g) {
			return nil, at, false
		}
		f, times := g[at], 1
		if at++; f&flagRepeat != 0 {
			if at >= len(g) {
				return nil, at, false
			}
			times += int(g[at])
			at++
		}
		for ; times > 0 && len(flags) < points; times-- {
			flags = append(flags, f)
		}
	}
	return flags, at, true
}

// writeSteps adds the steps from point to point along one axis, 0 for x and 1 for y, and returns where they end; not ok
// where the outline ends before.
func writeSteps(h hash.Hash, g []byte, at int, flags []byte, axis int) (next int, ok bool) {
	short, same := byte(flagShortX)<<axis, byte(flagSameX)<<axis
	for _, f := range flags {
		step := 0
		switch {
		case f&short != 0:
			if at >= len(g) {
				return at, false
			}
			if step = int(g[at]); f&same == 0 {
				step = -step
			}
			at++
		case f&same == 0:
			if at+2 > len(g) {
				return at, false
			}
			step = int(int16(binary.BigEndian.Uint16(g[at:])))
			at += 2
		}
		h.Write([]byte{byte(step >> 8), byte(step)})
	}
	return at, true
}
