package ingest

import (
	"math"
	"slices"
	"strings"

	"throughline/app/ingest/lexicon"
	"throughline/app/sheet"
)

// bucket is the events of one period and part.
type bucket struct {
	rows, first, last int // how many, and between which rows of the sheet
	sums              []sums
}

// join takes the events of another bucket in, which begin after its own.
func (b *bucket) join(o *bucket) {
	b.rows += o.rows
	b.first, b.last = min(b.first, o.first), max(b.last, o.last)
	for i := range b.sums {
		b.sums[i].join(&o.sums[i])
	}
}

// copyOf is a bucket of its own with the same events.
func (b *bucket) copyOf() *bucket {
	c := &bucket{first: b.first, sums: make([]sums, len(b.sums))}
	c.join(b)
	return c
}

// contiguous reports that no row of another period or part lies between the bucket's.
func (b *bucket) contiguous() bool { return b.last-b.first+1 == b.rows }

// sums is what is known of the numbers of one input in a bucket.
type sums struct {
	n         int
	sum, lost float64 // lost holds the low digits that a sum of many numbers drops (A. Neumaier, ZAMM 54, 1974)
	values    []float64
	names     map[uint32]struct{}
}

func (s *sums) add(v float64) {
	s.n++
	s.accumulate(v)
}

func (s *sums) accumulate(v float64) {
	t := s.sum + v
	if math.Abs(s.sum) >= math.Abs(v) {
		s.lost += s.sum - t + v
	} else {
		s.lost += v - t + s.sum
	}
	s.sum = t
}

func (s *sums) join(o *sums) {
	s.n += o.n
	s.accumulate(o.sum)
	s.lost += o.lost
	s.values = append(s.values, o.values...)
	for id := range o.names {
		if s.names == nil {
			s.names = make(map[uint32]struct{}, len(o.names))
		}
		s.names[id] = struct{}{}
	}
}

func (s *sums) total() float64 { return lexicon.Rounded(s.sum + s.lost) }

func (s *sums) average() float64 { return lexicon.Rounded((s.sum + s.lost) / float64(s.n)) }

// median is the middle value, or the mean of the two in the middle.
func (s *sums) median() float64 {
	slices.Sort(s.values)
	mid := len(s.values) / 2
	if len(s.values)%2 == 1 {
		return s.values[mid]
	}
	return lexicon.Rounded(s.values[mid-1] + (s.values[mid]-s.values[mid-1])/2)
}

// names numbers the different texts and numbers of columns whose values are counted, each once for all periods.
type names struct {
	texts   map[string]uint32
	numbers map[float64]uint32
	next    uint32
	entries int
	full    bool // more than are kept
}

func newNames() names { return names{texts: map[string]uint32{}, numbers: map[float64]uint32{}} }

// add notes that a cell's value is among those of a bucket. A number counts once whether it is stored as such or as text.
func (n *names) add(s *sums, c *sheet.Cell) {
	if n.full {
		return
	}
	id, ok := n.id(c)
	if !ok {
		n.full = true
		return
	}
	if s.names == nil {
		s.names = map[uint32]struct{}{}
	}
	before := len(s.names)
	s.names[id] = struct{}{}
	if n.entries += len(s.names) - before; n.entries > keptValues {
		n.full = true
	}
}

func (n *names) id(c *sheet.Cell) (uint32, bool) {
	v, isNumber := c.Number, c.Kind == sheet.Number || c.Kind == sheet.Date
	text := ""
	if !isNumber {
		text = strings.TrimSpace(c.Text)
		v, isNumber = lexicon.PlainDigits(text)
	}
	if isNumber {
		id, known := n.numbers[v]
		if !known {
			id = n.next
			n.numbers[v] = id
			n.next++
		}
		return id, n.next <= keptNames
	}
	id, known := n.texts[text]
	if !known {
		id = n.next
		n.texts[strings.Clone(text)] = id
		n.next++
	}
	return id, n.next <= keptNames
}

// The caps of one table's aggregation. Medians and distinct counts are exact, so that they are the numbers a spreadsheet
// gives; over a cap a measure is refused, never estimated. 5,000,000 values are 40 MB.
const (
	keptValues = 5_000_000
	keptNames  = 1_000_000
	mostParts  = 100
)
