package look

// settled is where the caret was left in a text. Fyne keeps the caret as a row and a column, and the space at which a line
// wraps belongs to no row: a caret behind such a space at the end of a paragraph would be taken to be before it, or in
// another paragraph, and what is typed next would stand there.
type settled struct {
	text     string
	offset   int // runes
	row, col int // of Fyne's for it
	times    int // how often the caret was left somewhere
}

// Caret returns the rune offset of the caret.
func (p *Prose) Caret() int {
	if s := p.settled; s.times > 0 && s.row == p.CursorRow && s.col == p.CursorColumn && s.text == p.Text {
		return s.offset
	}
	return min(p.CursorTextOffset(), len([]rune(p.Text)))
}

// settle leaves the caret at a rune offset.
func (p *Prose) settle(offset int) {
	p.CursorRow, p.CursorColumn = p.place(offset)
	p.Refresh()
	p.settled = settled{p.Text, offset, p.CursorRow, p.CursorColumn, p.settled.times + 1}
}

// edit changes the text at the caret and leaves the caret behind the change: what stood behind the caret, or behind what was
// selected, still does.
func (p *Prose) edit(change func()) {
	caret := p.Caret()
	rest := len([]rune(p.Text)) - p.selectionEnd(caret)
	p.change(caret, change, func() int { return len([]rune(p.Text)) - rest })
}

// editAhead is edit of what stands behind the caret, as Delete changes it.
func (p *Prose) editAhead(change func()) {
	if p.SelectedText() != "" {
		p.edit(change)
		return
	}
	caret := p.Caret()
	p.change(caret, change, func() int { return caret })
}

// change makes a change with the caret at an offset and leaves it at after, unless whoever heard of the change has moved it.
func (p *Prose) change(caret int, change func(), after func() int) {
	if p.SelectedText() == "" {
		p.CursorRow, p.CursorColumn = p.place(caret)
	}
	times := p.settled.times
	change()
	if p.settled.times == times {
		p.settle(max(0, min(after(), len([]rune(p.Text)))))
	}
}

// selectionEnd returns the rune offset behind what is selected, which begins or ends at the caret; the caret without a
// selection.
func (p *Prose) selectionEnd(caret int) int {
	chosen := p.SelectedText()
	if n := len([]rune(chosen)); n > 0 {
		if text := []rune(p.Text); caret+n <= len(text) && string(text[caret:caret+n]) == chosen {
			return caret + n
		}
	}
	return caret
}
