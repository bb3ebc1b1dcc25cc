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

// Layout is part of fyne.Layout. The objects: check, name, unit, polarity, target, details, dot.
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
	if dot := o[6]; dot.Visible() {
		middle(dot, x, dot.MinSize().Width)
		x += dot.MinSize().Width + 6
	}
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

// fieldsLayout gives the name half of the width, and the target and the scenario the rest.
type fieldsLayout struct{}

// MinSize is part of fyne.Layout.
func (fieldsLayout) MinSize(o []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(240, o[0].MinSize().Height)
}

// Layout is part of fyne.Layout.
func (fieldsLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	const gap = 12
	name, target := (size.Width-2*gap)*0.5, (size.Width-2*gap)*0.25
	place(o[0], 0, 0, name, size.Height)
	place(o[1], name+gap, 0, target, size.Height)
	place(o[2], name+target+2*gap, 0, size.Width-name-target-2*gap, size.Height)
}
