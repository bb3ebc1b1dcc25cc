package importer

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"throughline/app/say"
	"throughline/app/ui/look"
)

// NewRefused returns what stands in place of the preview when a file cannot be read: its name, the one sentence that
// says why and what to do, and the ways on.
func NewRefused(file, sentence string, onChooseAnother, onCancel func()) fyne.CanvasObject {
	return inMiddle(look.Column(12,
		look.NewElided(file, look.Title),
		look.NewParagraph(sentence, look.Body),
		look.Inset(look.Line(10, look.NewPrimary(say.T("Choose another file…"), onChooseAnother), look.NewButton(say.T("Cancel"), onCancel)), 6, 0, 0, 0)))
}

// Waiting stands in place of the preview while a file is read. Make one with NewWaiting.
type Waiting struct {
	widget.BaseWidget
	bar  *widget.ProgressBar
	body fyne.CanvasObject
}

// NewWaiting returns the wait for a file, which can be cancelled.
func NewWaiting(file string, onCancel func()) *Waiting {
	w := &Waiting{bar: widget.NewProgressBar()}
	w.bar.TextFormatter = func() string { return "" }
	bar := container.New(thinBar{}, w.bar)
	w.body = inMiddle(look.Column(12,
		look.NewElided(say.F("Reading %s", file), look.Title),
		look.NewParagraph(say.T("The file is only read; it is never changed."), look.Quiet),
		look.Inset(bar, 4, 4, 0, 0),
		look.Line(10, look.NewButton(say.T("Cancel"), onCancel))))
	w.ExtendBaseWidget(w)
	return w
}

// SetProgress shows how far the reading is, from 0 to 1.
func (w *Waiting) SetProgress(p float64) { w.bar.SetValue(p) }

// CreateRenderer is part of fyne.Widget.
func (w *Waiting) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(w.body) }

// inMiddle puts a column of a readable width into the middle of the screen.
func inMiddle(o fyne.CanvasObject) fyne.CanvasObject {
	return container.NewStack(look.NewFill(look.Panel),
		look.Inset(container.New(column{width: 520}, o), 24, 24, 28, 28))
}

// column centres its object at a width.
type column struct{ width float32 }

func (c column) MinSize(o []fyne.CanvasObject) fyne.Size { return o[0].MinSize() }

func (c column) Layout(o []fyne.CanvasObject, size fyne.Size) {
	w := min(c.width, size.Width)
	place(o[0], (size.Width-w)/2, 0, w, size.Height)
	h := o[0].MinSize().Height // wrapped text knows its height only once it has its width
	place(o[0], (size.Width-w)/2, max(0, size.Height*0.42-h/2), w, h)
}

type thinBar struct{}

func (thinBar) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(80, 6) }

func (thinBar) Layout(o []fyne.CanvasObject, size fyne.Size) {
	place(o[0], 0, 0, size.Width, size.Height)
}
