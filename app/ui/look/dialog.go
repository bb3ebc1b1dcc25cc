package look

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Dialog is a panel over the window that has to be answered first: a title, content as tall as it is (or scrolling,
// where the window is too low), and the answers in a row at its foot. Escape closes it, Enter gives its main answer. No
// answer has the focus at first: a space of a sentence that was being typed when the dialog opened answers nothing.
type Dialog struct {
	// OnClosed, where set, is called once when the dialog closes, whichever way.
	OnClosed func()
	// First, where set, has the keys when the dialog opens: the field that is typed in.
	First fyne.Focusable

	content fyne.CanvasObject
	scroll  *container.Scroll
	body    *fyne.Container
	width   float32
	fixed   float32 // height of the content; 0: as tall as it is
	popup   *widget.PopUp
	main    *Button
	escape  func(*fyne.KeyEvent) // the window's key handler while the dialog is closed
}

// NewDialog returns a dialog of a width, in device-independent pixels. The last action is the one that does what the
// dialog is for, its main answer. A question whose answers can destroy something is asked by Ask.
func NewDialog(title string, width float32, content fyne.CanvasObject, actions ...fyne.CanvasObject) *Dialog {
	d := &Dialog{content: content, width: width, scroll: container.NewVScroll(content)}
	row := Line(10, append([]fyne.CanvasObject{Gap()}, actions...)...)
	if n := len(actions); n > 0 {
		d.main, _ = actions[n-1].(*Button)
	}
	d.body = container.New(&dialogLayout{d}, NewElided(title, Section), d.scroll, row)
	return d
}

// SetHeight gives the content a height of its own and no scroll around it, for content that scrolls itself.
func (d *Dialog) SetHeight(h float32) {
	d.fixed = h
	d.body.Objects[1] = d.content
}

// Show shows the dialog over a canvas.
func (d *Dialog) Show(c fyne.Canvas) {
	if d.popup != nil {
		return
	}
	d.popup = widget.NewModalPopUp(d.body, c)
	d.escape = c.OnTypedKey()
	c.SetOnTypedKey(func(e *fyne.KeyEvent) {
		switch e.Name {
		case fyne.KeyEscape:
			d.Close()
		case fyne.KeyReturn, fyne.KeyEnter:
			if d.main != nil {
				d.main.press()
			}
		}
	})
	d.popup.Show()
	d.Fit()
	if d.First != nil {
		c.Focus(d.First)
	}
}

// Fit makes the dialog as tall as its content now is. The focus leaves what its content no longer has.
func (d *Dialog) Fit() {
	if d.popup == nil {
		return
	}
	d.popup.Resize(d.popup.MinSize())
	d.popup.Refresh()
	KeepFocus(d.popup.Canvas)
}

// Close takes the dialog away.
func (d *Dialog) Close() {
	if d.popup == nil {
		return
	}
	d.popup.Canvas.SetOnTypedKey(d.escape)
	d.popup.Hide()
	d.popup = nil
	if d.OnClosed != nil {
		d.OnClosed()
	}
}

// Shown reports whether the dialog is on a canvas.
func (d *Dialog) Shown() bool { return d.popup != nil }

// Answer is one way to answer a question.
type Answer struct {
	Text string
	Lost bool // it destroys something: unsaved work, a file, a metric
	Do   func()
}

// Ask asks a question. Keep is the way out: it changes nothing, and so does Escape. The main answer, which stands out and
// is given by Enter, is the last that destroys nothing; where all of them do, it is the way out.
func Ask(c fyne.Canvas, title, words, keep string, answers ...Answer) *Dialog {
	var d *Dialog
	all := append([]Answer{{Text: keep, Do: func() {}}}, answers...)
	main := 0
	for i, a := range all {
		if !a.Lost {
			main = i
		}
	}
	all = append(slices.Delete(slices.Clone(all), main, main+1), all[main]) // the main answer stands last
	buttons := make([]fyne.CanvasObject, len(all))
	for i, a := range all {
		newOne := NewButton
		if i == len(all)-1 {
			newOne = NewPrimary
		}
		buttons[i] = newOne(a.Text, func() { d.Close(); a.Do() })
	}
	d = NewDialog(title, 460, NewParagraph(words, Body), buttons...)
	d.Show(c)
	return d
}

// Tell shows something that needs no decision.
func Tell(c fyne.Canvas, title, words string) *Dialog {
	var d *Dialog
	d = NewDialog(title, 440, NewParagraph(words, Body), NewPrimary("OK", func() { d.Close() }))
	d.Show(c)
	return d
}

const (
	dialogPad    float32 = 20
	dialogGap    float32 = 14
	dialogMargin float32 = 24 // between a dialog and the window's edge
)

// dialogLayout stacks title, content and answers at the dialog's width.
type dialogLayout struct {
	d *Dialog
}

func (l *dialogLayout) size() (width, content float32) {
	d := l.d
	width, content = d.width, d.fixed
	room := float32(0)
	if d.popup != nil {
		canvas := d.popup.Canvas.Size()
		width = min(width, canvas.Width-2*dialogMargin)
		room = canvas.Height - 2*dialogMargin - l.rest() - 2*Size(theme.SizeNameInnerPadding)
	}
	if content == 0 {
		inner := width - 2*dialogPad
		d.content.Resize(fyne.NewSize(inner, d.content.MinSize().Height))
		content = d.content.MinSize().Height // again: wrapped text knows its height only once it has its width
	}
	if room > 0 {
		content = min(content, room)
	}
	return width, content
}

// rest is the height of everything but the content.
func (l *dialogLayout) rest() float32 {
	o := l.d.body.Objects
	return 2*dialogPad + o[0].MinSize().Height + o[2].MinSize().Height + 2*dialogGap
}

// MinSize is part of fyne.Layout.
func (l *dialogLayout) MinSize([]fyne.CanvasObject) fyne.Size {
	w, h := l.size()
	return fyne.NewSize(w, h+l.rest())
}

// Layout is part of fyne.Layout.
func (l *dialogLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	title, foot := o[0].MinSize().Height, o[2].MinSize().Height
	inner := size.Width - 2*dialogPad
	o[0].Move(fyne.NewPos(dialogPad, dialogPad))
	o[0].Resize(fyne.NewSize(inner, title))
	top := dialogPad + title + dialogGap
	o[1].Move(fyne.NewPos(dialogPad, top))
	o[1].Resize(fyne.NewSize(inner, size.Height-top-dialogGap-foot-dialogPad))
	o[2].Move(fyne.NewPos(dialogPad, size.Height-dialogPad-foot))
	o[2].Resize(fyne.NewSize(inner, foot))
}
