package ui

import (
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"throughline/app/brief"
	"throughline/app/coach"
	"throughline/app/say"
	"throughline/app/session"
	"throughline/app/ui/look"
)

// topBar names the brief, says whether it is saved, and holds the three things done most.
type topBar struct {
	object fyne.CanvasObject
	name   *fyne.Container
	title  *look.Text
	saved  *look.Text
}

func newTopBar(r *Registry) *topBar {
	t := &topBar{title: look.NewElided("", look.Style{Size: look.SizeHeadline, Bold: true}), saved: look.NewText("", look.Caption)}
	run := func(id string) func() { return func() { r.Run(id) } }
	buttons := look.Line(8,
		look.NewButton(say.T("Import…"), run("file.import")), look.NewButton(say.T("Check"), run("brief.check")), look.NewPrimary(say.T("Export…"), run("file.export")))
	t.name = container.New(nameLayout{}, t.title, t.saved)
	t.object = bar(look.Inset(look.Between(t.name, buttons), 9, 9, 16, 14), false)
	return t
}

func (t *topBar) refresh(title string, s *session.Session) {
	t.title.SetText(title)
	t.saved.SetText(savedState(s))
	t.name.Refresh()
}

// savedState says in two words where the brief stands.
func savedState(s *session.Session) string {
	switch {
	case s.ReadOnly() != "":
		return say.T("read only")
	case s.Dirty():
		return say.T("unsaved")
	case s.Path() == "":
		return say.T("new")
	case s.SavedAt().IsZero():
		return say.T("saved")
	}
	return say.F("saved %s", s.SavedAt().Format("15:04"))
}

// nameLayout puts the state right behind the title, which gives way where there is little room.
type nameLayout struct{}

const nameGap = 10

func (nameLayout) MinSize(o []fyne.CanvasObject) fyne.Size {
	a, b := o[0].MinSize(), o[1].MinSize()
	return fyne.NewSize(a.Width+nameGap+b.Width, max(a.Height, b.Height))
}

func (nameLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	title, state := o[0].(*look.Text), o[1].MinSize()
	want := look.Style{Size: look.SizeHeadline, Bold: true}.Measure(title.Text()).Width
	w := min(want+1, max(0, size.Width-nameGap-state.Width))
	h := title.MinSize().Height
	title.Resize(fyne.NewSize(w, h))
	title.Move(fyne.NewPos(0, (size.Height-h)/2))
	o[1].Resize(state)
	o[1].Move(fyne.NewPos(w+nameGap, (size.Height-state.Height)/2+1))
}

// rail lists the sections, each with the state of what is in it.
type rail struct {
	object fyne.CanvasObject
	rows   map[section]*look.Tile
	names  map[section]*look.Text
	dots   map[section]*look.Dot
}

const railWidth = 188

func newRail(onChosen func(section)) *rail {
	r := &rail{rows: map[section]*look.Tile{}, names: map[section]*look.Text{}, dots: map[section]*look.Dot{}}
	column := []fyne.CanvasObject{look.Inset(look.NewText(say.T("Brief"), look.Caption), 0, 4, 10, 10)}
	for _, s := range sections {
		r.names[s], r.dots[s] = look.NewText(say.T(string(s)), look.Body), look.NewDot(look.Empty)
		r.rows[s] = look.NewBareTile(say.T(string(s)), look.Inset(look.Between(r.names[s], r.dots[s]), 5, 5, 10, 10), func() { onChosen(s) })
		column = append(column, r.rows[s])
	}
	list := look.Inset(look.Column(2, column...), 18, 8, 8, 8)
	width := container.New(fixedWidth(railWidth), container.NewStack(look.NewFill(look.Panel), container.NewVBox(list)))
	r.object = look.Line(0, width, look.Rule())
	return r
}

type fixedWidth float32

func (w fixedWidth) MinSize(o []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(float32(w), o[0].MinSize().Height)
}

func (w fixedWidth) Layout(o []fyne.CanvasObject, size fyne.Size) { o[0].Resize(size) }

func (r *rail) choose(s section) {
	for _, x := range sections {
		r.rows[x].SetActive(x == s)
		style := look.Body
		if x == s {
			style = look.Style{Color: look.Accent, Bold: true}
		}
		r.names[x].SetStyle(style)
	}
}

// show brings the dots up to date.
func (r *rail) show(b *brief.Brief, findings []brief.Finding) {
	filled := map[section]bool{
		sectionStory:    b.Headline != "" || !b.Ask.IsZero() || b.Beats != [4]brief.Beat{},
		sectionEvidence: !b.Evidence.IsZero(),
		sectionData:     len(b.Metrics) > 0,
		sectionLedger:   len(b.Metrics) > 0 && (b.Headline != "" || b.Beats != [4]brief.Beat{}),
	}
	for _, s := range sections {
		status := look.Empty
		if filled[s] {
			status = look.Fine
		}
		for _, f := range findings {
			if sectionOf(f.Place) != s || !filled[s] {
				continue
			}
			switch f.Severity {
			case brief.Error:
				status = look.Mend
			case brief.Warning:
				if status != look.Mend {
					status = look.Consider
				}
			}
		}
		r.dots[s].SetStatus(status)
	}
}

// statusBar says how far the brief is, and shows what runs in the background.
type statusBar struct {
	object   fyne.CanvasObject
	findings *look.Button
	data     *look.Text
	reading  *look.Text
	message  *look.Text
	job      *jobBar
}

func newStatusBar(r *Registry) *statusBar {
	s := &statusBar{
		findings: look.NewLink("", func() { r.Run("brief.check") }), data: look.NewText("", look.Caption),
		reading: look.NewText("", look.Caption), message: look.NewElided("", look.Style{Size: look.SizeSmall, Color: look.Bad}), job: newJobBar(),
	}
	commands := look.NewLink(say.T("Ctrl K commands"), func() { r.Run(paletteID) })
	left := look.Line(18, look.Middle(s.findings), look.Middle(s.data), look.Middle(s.reading))
	right := look.Line(14, s.job.object, look.Middle(commands))
	s.object = bar(look.Inset(container.NewBorder(nil, nil, left, right, look.Inset(look.Middle(s.message), 0, 0, 12, 12)), 2, 2, 12, 12), true)
	return s
}

// say shows a message until the next one; "" takes it away.
// say says what went wrong, or is to be remembered.
func (s *statusBar) say(words string) {
	s.message.SetStyle(look.Style{Size: look.SizeSmall, Color: look.Bad})
	s.message.SetText(words)
}

// tell says what was done.
func (s *statusBar) tell(words string) {
	s.message.SetStyle(look.Caption)
	s.message.SetText(words)
}

func (s *statusBar) refresh(b *brief.Brief) {
	s.data.SetText(dataAsOf(b))
	s.reading.SetText(readingTime(b))
}

// showChecking says that nothing is known of the brief yet.
func (s *statusBar) showChecking() { s.findings.SetText(say.T("Checking…")) }

func (s *statusBar) showFindings(findings []brief.Finding) {
	s.findings.SetText(findingsText(findings))
}

// findingsText counts what is to be mended and what to be considered.
func findingsText(findings []brief.Finding) string {
	mend, consider := 0, 0
	for _, f := range findings {
		switch f.Severity {
		case brief.Error:
			mend++
		case brief.Warning:
			consider++
		}
	}
	var parts []string
	if mend > 0 {
		parts = append(parts, say.F("%d to mend", mend))
	}
	if consider > 0 {
		parts = append(parts, say.F("%d to consider", consider))
	}
	switch mend + consider {
	case 0:
		return say.T("No findings")
	case 1:
		return say.F("1 finding: %s", parts[0])
	}
	return say.F("%d findings: %s", mend+consider, strings.Join(parts, ", "))
}

// dataAsOf says how far the data runs: the last day any metric has an actual value for.
func dataAsOf(b *brief.Brief) string {
	if len(b.Metrics) == 0 {
		return say.T("No data yet")
	}
	var last time.Time
	for _, m := range b.Metrics {
		if to := b.KnownTo(m); to.After(last) {
			last = to
		}
	}
	if last.IsZero() {
		return say.F("%d metrics", len(b.Metrics))
	}
	return say.F("Data as of %s", say.Day(last))
}

// readingTime says how long the story takes at the pace of SPEC §5: 220 words a minute.
func readingTime(b *brief.Brief) string {
	words := brief.Words(b.Headline) + brief.Words(b.Ask.What)
	for _, beat := range b.Beats {
		words += brief.Words(beat.Lead) + brief.Words(beat.Body)
	}
	if words == 0 {
		return ""
	}
	return say.F("Reads in %d s", (words*60+coach.StoryWords-1)/coach.StoryWords)
}
