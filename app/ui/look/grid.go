package look

import "fyne.io/fyne/v2"

// Grid lays objects in as many columns as there is room for, up to a bound; a row is as tall as its tallest object.
type Grid struct {
	Least float32 // the width of a column, at least
	Most  int     // columns
}

const gridGap float32 = 10

func (g Grid) columns(width float32, n int) int {
	return max(min(int((width+gridGap)/(g.Least+gridGap)), g.Most, n), 1)
}

// MinSize is part of fyne.Layout. Layout has given the objects their places; those of one row lie at one height.
func (g Grid) MinSize(o []fyne.CanvasObject) fyne.Size {
	columns := 1
	for columns < len(o) && o[columns].Position().X > 0 {
		columns++
	}
	total := float32(0)
	for i := 0; i < len(o); i += columns {
		total += tallest(o[i:min(i+columns, len(o))]) + gridGap
	}
	return fyne.NewSize(g.Least, max(total-gridGap, 0))
}

func tallest(o []fyne.CanvasObject) float32 {
	h := float32(0)
	for _, x := range o {
		h = max(h, x.MinSize().Height)
	}
	return h
}

// Layout is part of fyne.Layout.
func (g Grid) Layout(o []fyne.CanvasObject, size fyne.Size) {
	n := g.columns(size.Width, len(o))
	w := (size.Width - float32(n-1)*gridGap) / float32(n)
	for _, t := range o {
		t.Resize(fyne.NewSize(w, t.MinSize().Height)) // wrapped text knows its height only once it has its width
	}
	y := float32(0)
	for i := 0; i < len(o); i += n {
		row := o[i:min(i+n, len(o))]
		h := tallest(row)
		for col, t := range row {
			t.Move(fyne.NewPos(float32(col)*(w+gridGap), y))
			t.Resize(fyne.NewSize(w, h))
		}
		y += h + gridGap
	}
}
