package renewal

import (
	"slices"

	"fyne.io/fyne/v2"

	"throughline/app/metric"
	"throughline/app/refresh"
	"throughline/app/say"
	"throughline/app/ui/look"
)

// addDoubts lists what is to be settled before figures that rest on it are printed: metrics that are perhaps not what they
// were, and what the file itself leaves open, each with what every answer prints.
func (s *Screen) addDoubts() {
	s.walk = nil
	var rows []fyne.CanvasObject
	for _, row := range s.review.Metrics {
		if row.Doubt != nil {
			rows = append(rows, s.doubtRow(row))
		}
	}
	for _, d := range s.p.Renewal.Reading.Doubts() {
		if d.Stops() {
			rows = append(rows, s.readingRow(d))
		}
	}
	if len(rows) > 0 {
		s.read.Add(group(say.T("To settle: nothing is taken until you say so"), len(rows), rows...))
	}
}

// doubtRow asks about a metric; what was chosen is named.
func (s *Screen) doubtRow(row refresh.Row) fyne.CanvasObject {
	actions := make([]fyne.CanvasObject, 0, len(row.Doubt.Readings))
	decided, chosen := s.plan[row.ID]
	for _, x := range row.Doubt.Readings {
		d := refresh.Decision(x.Reading)
		text := say.F("%s: %s", word(row, d), x.Value)
		if chosen && d == decided {
			text = "✓ " + text
		}
		actions = append(actions, s.answer("="+row.ID+x.Reading, text, row.ID, func() { s.set(row.ID, d) }))
	}
	return doubtNotice(row.Metric, row.Doubt.Text, actions)
}

// readingRow asks how a value of the file is meant.
func (s *Screen) readingRow(d metric.Doubt) fyne.CanvasObject {
	var actions []fyne.CanvasObject
	for _, x := range d.Readings {
		text := say.F("%s: %s", x.Reading, x.Value)
		actions = append(actions, s.answer("="+d.ID+x.Reading, text, "", func() { s.p.OnAnswer(d.ID, x.Reading) }))
	}
	return doubtNotice(cellOf(d.Sheet, d.Cell), d.Text, actions)
}

// doubtNotice is an amber bar with its answers under what is asked, where there is room for the values.
func doubtNotice(name, words string, actions []fyne.CanvasObject) fyne.CanvasObject {
	head := look.NewFlow(look.Small,
		look.Run{Text: name + "  ", Style: look.Style{Color: look.Warn, Size: look.SizeSmall, Bold: true}}, look.Run{Text: words})
	return look.NewToned(look.ToneWarn, look.Column(6, head, look.Line(8, actions...)))
}

// answer returns the button of an answer, the same as before, which may have the focus. With the focus on it ↑ and ↓ walk
// from doubt to doubt, A takes the new values of its row and O keeps the old.
func (s *Screen) answer(id, text, row string, onPress func()) fyne.CanvasObject {
	b := s.answers[id]
	if b == nil {
		b = look.NewCompact(text, onPress)
		b.OnFocus = func() { s.scrolled.Reveal(b) }
		s.answers[id] = b
	}
	b.SetText(text)
	b.OnPress = onPress
	b.OnKey = func(e *fyne.KeyEvent) bool { return s.key(b, row, e.Name) }
	s.walk = append(s.walk, b)
	return b
}

// key does what a key stands for on an answer, and reports whether it stands for anything.
func (s *Screen) key(on *look.Button, row string, name fyne.KeyName) bool {
	switch {
	case name == fyne.KeyUp:
		s.step(on, -1)
	case name == fyne.KeyDown:
		s.step(on, 1)
	case name == fyne.KeyA && row != "":
		s.set(row, refresh.Take)
	case name == fyne.KeyO && row != "":
		s.set(row, refresh.Keep)
	default:
		return false
	}
	return true
}

// step moves the focus to the answer before or after one.
func (s *Screen) step(on *look.Button, by int) {
	canvas := fyne.CurrentApp().Driver().CanvasForObject(on)
	if at := slices.Index(s.walk, on) + by; canvas != nil && at >= 0 && at < len(s.walk) {
		canvas.Focus(s.walk[at])
	}
}
