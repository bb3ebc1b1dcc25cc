package chart

import "fmt"

// Kind is a kind of chart: how it is checked, drawn, described and shown where one is chosen. Each kind stands in a file of
// its own; kinds are compared as they are, s.Kind == Line.
type Kind interface {
	// String returns what people call it, in a description for those who do not see it: "Line chart".
	String() string
	// Tile is the schematic picture of it where a kind is chosen.
	Tile() []TileMark

	check(s *Spec) *Refusal                     // what would mislead beyond what all kinds check; nil for nothing
	draw(w *work)                               // below the title
	height(s *Spec, width float64) float64      // that suits it, below the title: steep enough to read, no steeper
	leastHeight(s *Spec, width float64) float64 // below the title
	describe(s *Spec) []string                  // the sentences a reader would carry away, after the title
	remarksAbove(w *work) bool                  // whether remarks stand over the plot, and not below it
}

// TileMark is a mark of a tile: a bar from X, Y of so much width and height, or with Line a line from X, Y by W, H. All are
// shares of the tile's size. A strong mark is in the colour of emphasis.
type TileMark struct {
	X, Y, W, H float32
	Line       bool
	Strong     bool
}

// kind is what most kinds have in common.
type kind struct {
	name  string
	least float64 // the least height below the title, 0 for minPlotHeight
	tile  []TileMark
}

func (k *kind) String() string   { return k.name }
func (k *kind) Tile() []TileMark { return k.tile }

func (k *kind) leastHeight(*Spec, float64) float64 { return max(minPlotHeight, k.least) }

func (*kind) check(*Spec) *Refusal    { return nil }
func (*kind) remarksAbove(*work) bool { return false }

// describe tells the course of the first series, and where the others end.
func (*kind) describe(s *Spec) []string {
	out := s.altOfCourse(s.main(), "")
	for _, x := range s.Series[1:] {
		if i := lastIndex(x.Values); i >= 0 {
			out = append(out, fmt.Sprintf("%s: %s in %s.", scenarioWords[x.Scenario], s.tell(x.Values[i]), s.stepName(i)))
		}
	}
	return out
}
