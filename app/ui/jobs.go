package ui

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"throughline/app/say"
	"throughline/app/session"
	"throughline/app/ui/look"
)

// jobPatience is how long a job may take before the window says so.
const jobPatience = 500 * time.Millisecond

// onJob shows the oldest job that takes long, and puts it away when it is done.
func (w *Window) onJob(e session.Event) {
	if e.Kind == session.JobStarted {
		w.params.After(jobPatience, func() { w.showJobs() })
		return
	}
	if e.Job == w.reading && w.waiting != nil {
		w.waiting.SetProgress(e.Job.Progress())
	}
	if e.Kind == session.JobDone || w.workspace != nil && w.workspace.status.job.object.Visible() {
		w.showJobs()
	}
}

func (w *Window) showJobs() {
	if w.workspace == nil {
		return
	}
	jobs := w.session.Jobs()
	if len(jobs) == 0 {
		w.workspace.status.job.show(nil)
		return
	}
	w.workspace.status.job.show(jobs[0])
}

// jobBar shows one job: what it is, how far it is, and how to stop it.
type jobBar struct {
	object *fyne.Container
	title  *look.Text
	line   *progressLine
	job    *session.Job
}

func newJobBar() *jobBar {
	b := &jobBar{title: look.NewText("", look.Caption), line: newProgressLine()}
	stop := look.NewLink(say.T("Cancel"), func() {
		if b.job != nil {
			b.job.Cancel()
		}
	})
	b.object = look.Line(10, look.Middle(b.title), look.Middle(b.line), look.Middle(stop))
	b.object.Hide()
	return b
}

func (b *jobBar) show(j *session.Job) {
	b.job = j
	if j == nil {
		b.object.Hide()
		return
	}
	b.title.SetText(j.Title)
	b.line.set(j.Progress())
	b.object.Show()
}

// progressLine is a slim bar from 0 to 1.
type progressLine struct {
	widget.BaseWidget
	value float64
}

func newProgressLine() *progressLine {
	p := &progressLine{}
	p.ExtendBaseWidget(p)
	return p
}

func (p *progressLine) set(v float64) {
	p.value = v
	p.Refresh()
}

func (p *progressLine) CreateRenderer() fyne.WidgetRenderer {
	r := &progressRenderer{p: p, back: canvas.NewRectangle(nil), done: canvas.NewRectangle(nil)}
	r.paint()
	return r
}

type progressRenderer struct {
	p          *progressLine
	back, done *canvas.Rectangle
}

const progressHeight = 4

func (r *progressRenderer) Destroy() {}

func (r *progressRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.back, r.done} }

func (r *progressRenderer) MinSize() fyne.Size { return fyne.NewSize(120, progressHeight) }

func (r *progressRenderer) Layout(size fyne.Size) {
	r.back.Resize(size)
	// A job that does not tell how far it is shows a stub: it runs.
	r.done.Resize(fyne.NewSize(size.Width*float32(max(0.06, r.p.value)), size.Height))
}

func (r *progressRenderer) paint() {
	r.back.FillColor, r.done.FillColor = look.Color(look.Hairline), look.Color(look.Accent)
	r.back.CornerRadius, r.done.CornerRadius = progressHeight/2, progressHeight/2
}

func (r *progressRenderer) Refresh() {
	r.paint()
	r.Layout(r.p.Size())
	canvas.Refresh(r.p)
}
