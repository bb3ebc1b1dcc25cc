package importer

import (
	"fyne.io/fyne/v2"

	"throughline/app/ui/look"
)

// cardLayout lays out a card: what to take, name, unit, polarity and target in a row, the details below. Where there is
// little room the target goes first, then the name is cut.
type cardLayout struct{}

const nameLeast float32 = 96

// MinSize is part of fyne.Layout.
func (cardLayout) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(rightLeast-8, cardHeight)
}

// Layout is part of fyne.Layout. The objects: check, name, unit, polarity, target, details.
func (cardLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	const gap, pad = 8, 12
	const checkWidth = 26
	height := cardHeight
	x, right := float32(6), size.Width-pad
	middle := func(c fyne.CanvasObject, x, w float32) {
		h := c.MinSize().Height
		place(c, x, (height-h)/2, w, h)
	}
	middle(o[0], x, checkWidth)
	x += checkWidth + 4
	chips, target := float32(0), float32(0)
	if o[2].Visible() {
		chips = o[2].MinSize().Width + gap + o[3].MinSize().Width
		target = look.Style{Size: look.SizeSmall}.Measure(o[4].(*look.Text).Text()).Width
	}
	room := right - x
	if room-chips-target-2*gap < nameLeast {
		target = 0
	}
	show(o[4], chips > 0 && target > 0)
	name := room
	if chips > 0 {
		// The chips of all cards begin at one place where the names leave room for that.
		most := room - chips - gap
		if target > 0 {
			most -= target + gap
		}
		want := max(look.Strong.Measure(o[1].(*look.Text).Text()).Width, room*0.34)
		name = max(min(want, most), min(nameLeast, room-chips-gap))
	}
	middle(o[1], x, name)
	x += name + gap
	for _, chip := range o[2:4] {
		w := chip.MinSize().Width
		middle(chip, x, w)
		x += w + gap
	}
	middle(o[4], right-target, target)
	place(o[5], 0, height, size.Width, size.Height-height)
}

// detailsLayout lays the fields above the reasons.
type detailsLayout struct{}

// MinSize is part of fyne.Layout.
func (detailsLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(200, fieldsHeight) }

// Layout is part of fyne.Layout.
func (detailsLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	place(o[0], detailPad, 0, size.Width-2*detailPad, fieldsHeight)
	place(o[1], detailPad, fieldsHeight+8, size.Width-2*detailPad, size.Height-fieldsHeight-8-detailPad)
}

// twoToOne gives the first object two thirds of the width.
type twoToOne struct{}

// MinSize is part of fyne.Layout.
func (twoToOne) MinSize(o []fyne.CanvasObject) fyne.Size {
	a, b := o[0].MinSize(), o[1].MinSize()
	return fyne.NewSize(a.Width+12+b.Width, max(a.Height, b.Height))
}

// Layout is part of fyne.Layout.
func (twoToOne) Layout(o []fyne.CanvasObject, size fyne.Size) {
	left := (size.Width - 12) * 2 / 3
	place(o[0], 0, 0, left, size.Height)
	place(o[1], left+12, 0, size.Width-left-12, size.Height)
}
