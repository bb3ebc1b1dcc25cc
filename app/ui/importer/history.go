package importer

import (
	"time"

	"fyne.io/fyne/v2"

	"throughline/app/brief"
	"throughline/app/say"
	"throughline/app/sheet"
	"throughline/app/ui/look"
)

// history is how the workbook was understood before and after. A reading is never changed, so undo is showing the one
// before.
type history struct{ past, future []*sheet.Reading }

// work is a reading under way, and the corrections that wait for it.
type work struct {
	busy bool
	stop func()
	next []func()
}

// giveUp stops the reading and what waits for it.
func (w *work) giveUp() {
	w.next = nil
	if w.stop != nil {
		w.stop()
	}
}

// patience is how long a reading may take before the screen says so.
const patience = 400 * time.Millisecond

// correct changes the recipe of a table and shows what the workbook says then.
func (s *Screen) correct(t *sheet.Table, change func(*brief.Recipe)) {
	k := keyOf(s.reading, t, nil)
	s.change(func(r *sheet.Reading) []brief.Recipe {
		if t, _ := find(r, k); t != nil {
			return corrected(r, t, change)
		}
		return nil
	})
}

// change reads the workbook with other recipes, made from the reading of the moment; nil recipes change nothing.
func (s *Screen) change(recipes func(*sheet.Reading) []brief.Recipe) {
	s.begin(func(done func(*sheet.Reading)) func() {
		want := recipes(s.reading)
		if want == nil {
			done(nil)
			return nil
		}
		return s.p.Reread(s.reading.Workbook, want, done)
	})
}

// reopen reads a text file in another format.
func (s *Screen) reopen(format brief.TextFormat) {
	s.begin(func(done func(*sheet.Reading)) func() { return s.p.Reopen(s.reading.Workbook, format, done) })
}

// begin starts a reading, or lets it wait for the one that is under way: a correction that was made quickly is not lost.
func (s *Screen) begin(read func(done func(*sheet.Reading)) (stop func())) {
	if s.work.busy {
		s.work.next = append(s.work.next, func() { s.begin(read) })
		return
	}
	s.work.busy = true
	stopClock := s.p.After(patience, s.refreshFoot)
	stop := read(func(r *sheet.Reading) {
		stopClock()
		next := s.work.next
		s.work = work{}
		if r != nil {
			s.history.past, s.history.future = append(s.history.past, s.reading), nil
			s.take(r)
		} else {
			s.adopt(s.reading) // a control may show what did not come to be
		}
		for _, f := range next {
			f()
		}
	})
	if s.work.busy {
		s.work.stop = stop
	}
}

// take shows a reading in place of the present one, with the same metric chosen where it is still there.
func (s *Screen) take(r *sheet.Reading) {
	s.adopt(r)
	switch t, f := find(r, s.chosen); {
	case f != nil:
		s.pick(t, f)
	case s.chosen.raw != "": // the metric has gone, and its cells with it
		s.chosen = key{}
		s.list.choose(s.chosen)
		s.grid.outline(sheet.Range{})
	default:
		s.grid.outline(s.grid.marked)
	}
	s.p.OnChanged()
}

// CanUndo reports whether a correction can be undone.
func (s *Screen) CanUndo() bool { return len(s.history.past) > 0 }

// CanRedo reports whether an undone correction can be made again.
func (s *Screen) CanRedo() bool { return len(s.history.future) > 0 }

// Undo goes back to how the workbook was understood before the last correction.
func (s *Screen) Undo() { s.travel(&s.history.past, &s.history.future) }

// Redo makes the correction again that was undone last.
func (s *Screen) Redo() { s.travel(&s.history.future, &s.history.past) }

func (s *Screen) travel(from, to *[]*sheet.Reading) {
	n := len(*from)
	if n == 0 || s.work.busy {
		return
	}
	r := (*from)[n-1]
	*from, *to = (*from)[:n-1], append(*to, s.reading)
	s.take(r)
}

// Reset shows the workbook as it was understood at first; that can be undone.
func (s *Screen) Reset() {
	if s.reading == s.p.Reading || s.work.busy {
		return
	}
	s.history.past, s.history.future = append(s.history.past, s.reading), nil
	s.laid = map[key]bool{}
	s.take(s.p.Reading)
}

// Leave leaves without taking anything, after asking where corrections would be lost.
func (s *Screen) Leave() { s.LeaveTo(s.p.OnCancel) }

// LeaveTo is Leave to somewhere else: then goes there.
func (s *Screen) LeaveTo(then func()) {
	leave := func() {
		s.work.giveUp()
		then()
	}
	c := fyne.CurrentApp().Driver().CanvasForObject(s)
	if s.reading == s.p.Reading || c == nil {
		leave()
		return
	}
	look.Ask(c, say.T("Leave without adding anything?"),
		say.F("What you corrected in %s is lost.", s.reading.Workbook.File), say.T("Stay"), look.Answer{Text: say.T("Leave"), Lost: true, Do: leave})
}

// refreshFoot says what a choice is good for, or that the workbook is being read.
func (s *Screen) refreshFoot() {
	text := say.T("Next month’s file will be read the same way.")
	switch n := s.p.Following; {
	case s.work.busy:
		text = say.T("Reading again…")
	case n == 1:
		text = say.F("1 more file follows. %s", text)
	case n > 1:
		text = say.F("%s follow. %s", plural(n, say.Key("more file")), text)
	}
	s.foot.SetText(text)
	s.open.SetText(doubtsText(s.reading))
	show(s.stop, s.work.busy)
	show(s.undo, s.CanUndo())
	show(s.reset, s.reading != s.p.Reading)
	s.footLine.Refresh()
}
