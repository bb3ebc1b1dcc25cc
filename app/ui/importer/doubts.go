package importer

import (
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"throughline/app/book/currency"
	"throughline/app/brief"
	"throughline/app/fault"
	"throughline/app/metric"
	"throughline/app/say"
	"throughline/app/sheet"
	"throughline/app/ui/look"
)

// ask is a question that stands above the metrics: a doubt with its readings, or where no reading has a year, which it is.
// Once it was asked it keeps its place until the importer is left, also after it was answered, so that nothing moves.
type ask struct {
	key   askKey
	table *sheet.Table
	doubt metric.Doubt // without readings where the year is asked for
	note  note         // that asks for the year
}

// askKey tells the questions of a workbook apart: by the sheet and the ID of the doubt, or by the table that has no year.
type askKey struct {
	table key
	id    string
}

// yearAsk is the ID of the question for a year.
const yearAsk = "year"

// open reports whether a question waits for its answer.
func (a ask) open() bool {
	if len(a.doubt.Readings) > 0 {
		return !a.doubt.Settled
	}
	return a.table.Recipe.Periods.Year == 0
}

// asksOf lists the questions of a reading: those that were asked before, in their order and their words, and then the open
// ones that are new.
func asksOf(r *sheet.Reading, before []ask) []ask {
	now := map[askKey]ask{}
	var fresh []askKey
	for _, t := range r.Tables {
		k := keyOf(r, t, nil)
		for _, d := range t.Doubts {
			now[askKey{k, d.ID}] = ask{key: askKey{k, d.ID}, table: t, doubt: d}
			fresh = append(fresh, askKey{k, d.ID})
		}
		year := ask{key: askKey{k, yearAsk}, table: t}
		if i := slices.IndexFunc(t.Notes, func(n brief.Note) bool { return n.Code == noYear }); i >= 0 {
			year.note = newNote(t.Notes[i], t.Sheet.Name)
			fresh = append(fresh, year.key)
		}
		now[year.key] = year
	}
	var all []ask
	for _, was := range before {
		a, ok := now[was.key]
		if !ok {
			continue
		}
		delete(now, was.key)
		was.table, was.doubt.Settled, was.doubt.Read = a.table, a.doubt.Settled, a.doubt.Read
		all = append(all, was)
	}
	for _, k := range fresh {
		if a, ok := now[k]; ok && a.open() {
			all = append(all, a)
		}
	}
	return all
}

// openDoubt returns the first open doubt that a metric rests on; nil where there is none. A doubt about the periods of the
// whole table is not one of the metric.
func openDoubt(t *sheet.Table, f *sheet.Found) *metric.Doubt {
	for i, d := range t.Doubts {
		bare := f.Metric.Unit.Kind == metric.Currency && f.Metric.Unit.Currency == ""
		if !d.Settled && (d.Metric == f.RawName || d.Metric == "" && d.Kind == metric.CurrencyDoubt && bare) {
			return &t.Doubts[i]
		}
	}
	return nil
}

// askList is the questions above the metrics, on amber, with their answers side by side.
type askList struct {
	widget.BaseWidget

	screen  *Screen
	asks    []ask
	current int // which one the digits answer
	head    *look.Text
	all     *look.Button
	pile    *look.Pile
	body    *fyne.Container
}

func newAskList(s *Screen) *askList {
	l := &askList{screen: s, head: look.NewElided("", look.Style{Size: look.SizeSmall, Bold: true, Color: look.Warn})}
	l.all = look.NewLink(say.T("Take all as read"), l.takeAsRead)
	l.pile = look.NewPile(look.PileSpec{
		Count:  func() int { return len(l.asks) },
		Height: func(i int, width float32) float32 { return askHeight(l.asks[i], s.p.Settings.Locale, width) },
		Make:   func() fyne.CanvasObject { return newAskRow(l) },
		Update: func(i int, o fyne.CanvasObject) { o.(*askRow).set(i) },
		Gap:    10,
	})
	l.body = look.NewToned(look.ToneWarn, container.NewBorder(look.Inset(look.Between(l.head, l.all), 0, 2, 0, 0), nil, nil, nil, l.pile))
	l.ExtendBaseWidget(l)
	return l
}

// CreateRenderer is part of fyne.Widget.
func (l *askList) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(l.body) }

// show shows the questions of a reading.
func (l *askList) show(r *sheet.Reading) {
	l.asks = asksOf(r, l.asks)
	l.current = max(slices.IndexFunc(l.asks, ask.open), 0)
	open := l.openAsks()
	show(l, len(l.asks) > 0)
	show(l.all, open > 1)
	switch open {
	case 0:
		l.head.SetText(say.T("All settled; next month’s file will not ask again."))
	case 1:
		l.head.SetText(say.T("To settle, with a click or its number"))
	default:
		l.head.SetText(say.F("%d to settle, with a click or its number", open))
	}
	l.pile.Refresh()
	l.pile.Reveal(l.current)
}

func (l *askList) openAsks() int {
	open := 0
	for _, a := range l.asks {
		if a.open() {
			open++
		}
	}
	return open
}

// heightAt is how tall the questions are at a width, but at most a share of the room there is, or what the table of metrics
// leaves of it; the present question shows as a whole where that leaves two rows of the table.
func (l *askList) heightAt(width, room float32) float32 {
	const padding = 20
	around := l.body.MinSize().Height - l.pile.MinSize().Height + 2
	one := float32(0)
	if l.current < len(l.asks) {
		one = around + askHeight(l.asks[l.current], l.screen.p.Settings.Locale, width-padding-scrollBar)
	}
	table := float32(len(l.screen.list.entries)+1) * metricHeight
	const search = 56
	most := min(max(room*0.42, room-table-20, one), room-3*metricHeight-search)
	return min(around+l.pile.HeightAt(width-padding), most)
}

// typed answers the present question with the reading of a number.
func (l *askList) typed(r rune) bool {
	if l.current >= len(l.asks) || !l.asks[l.current].open() {
		return false
	}
	a := l.asks[l.current]
	i := int(r - '1')
	if i < 0 || i >= len(a.doubt.Readings) {
		return false
	}
	l.settle(a.doubt, a.doubt.Readings[i].Reading)
	return true
}

// settle answers a doubt; the recipe of its table remembers it.
func (l *askList) settle(d metric.Doubt, reading string) {
	l.screen.settle(map[string]string{d.ID: reading})
}

// takeAsRead settles every open doubt as it was read.
func (l *askList) takeAsRead() {
	answers := map[string]string{}
	for _, a := range l.asks {
		if a.open() && len(a.doubt.Readings) > 0 {
			answers[a.doubt.ID] = a.doubt.Read
		}
	}
	l.screen.settle(answers)
}

func (s *Screen) settle(answers map[string]string) {
	s.change(func(r *sheet.Reading) []brief.Recipe {
		recipes, err := r.Settle(answers)
		if err != nil {
			return nil // the doubt has gone with another correction; the readings that are shown are the present ones
		}
		return recipes
	})
}

// showAsk shows where the doubt comes from: its cell in the grid, and its metric in the table.
func (s *Screen) showAsk(a ask) {
	if len(a.doubt.Readings) == 0 {
		s.onNote(a.note)
		return
	}
	k := keyOf(s.reading, a.table, nil)
	k.raw = a.doubt.Metric
	t, f := find(s.reading, k)
	if t == nil {
		return
	}
	s.pick(t, f)
	if r, ok := firstCells(a.doubt.Cell); ok {
		s.grid.mark(r)
	}
}

// askRow shows one question.
type askRow struct {
	widget.BaseWidget

	list    *askList
	at      int
	words   *look.Flow
	press   *look.Tile // the words, which lead to the cell
	answers []*answer
	more    *look.Chip  // every currency
	year    *look.Field // where the year is asked for
	line    *fyne.Container
	body    fyne.CanvasObject
}

func newAskRow(l *askList) *askRow {
	r := &askRow{list: l, words: look.NewFlow(look.Small)}
	r.press = look.NewBareTile("", r.words, func() { l.screen.showAsk(l.asks[r.at]) })
	r.more = look.NewChip(nil, "", func(code string) { l.settle(l.asks[r.at].doubt, code) })
	r.more.SetOptions(currency.All())
	r.year = look.NewField(r.onYear)
	r.year.SetPlaceHolder(say.T("Year"))
	r.line = container.New(answerLayout{})
	r.body = container.New(askLayout{}, r.press, r.line)
	r.ExtendBaseWidget(r)
	return r
}

// CreateRenderer is part of fyne.Widget.
func (r *askRow) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(r.body) }

func (r *askRow) onYear(text string) bool {
	a := r.list.asks[r.at]
	year, ok := typedYear(text)
	if ok && year != a.table.Recipe.Periods.Year {
		r.list.screen.correct(a.table, reperiod(func(x *brief.Periods) { x.Year = year }))
	}
	return ok
}

// set shows a question. The answers keep their objects, and so the focus.
func (r *askRow) set(i int) {
	another := r.at != i
	r.at = i
	a := r.list.asks[i]
	r.words.SetRuns(askRuns(a, r.list.screen.p.Settings.Locale)...)
	r.press.SetLabel(a.doubt.Text + a.note.Text)
	r.line.RemoveAll()
	if len(a.doubt.Readings) == 0 {
		year := ""
		if a.table.Recipe.Periods.Year != 0 {
			year = strconv.Itoa(a.table.Recipe.Periods.Year)
		}
		r.year.Put(year, another)
		r.line.Add(r.year)
		r.body.Refresh()
		return
	}
	for len(r.answers) < len(a.doubt.Readings) {
		r.answers = append(r.answers, newAnswer())
	}
	listed := false
	for n, reading := range a.doubt.Readings {
		x := r.answers[n]
		chosen := a.doubt.Settled && reading.Reading == a.doubt.Read
		listed = listed || chosen
		x.OnPress = func() { r.list.settle(a.doubt, reading.Reading) }
		key := ""
		if i == r.list.current && a.open() {
			key = strconv.Itoa(n + 1)
		}
		x.set(shownReading(a.doubt, reading, r.list.screen.p.Settings.Locale), say.T(readingName(reading.Reading)), key, chosen)
		r.line.Add(x)
	}
	if a.doubt.Kind == metric.CurrencyDoubt {
		r.more.SetSelected(say.T("Another"))
		r.more.SetMarked(false)
		if a.doubt.Settled && !listed {
			r.more.SetSelected(a.doubt.Read)
			r.more.SetMarked(true)
		}
		r.line.Add(r.more)
	}
	r.body.Refresh()
}

// askRuns sets a question as text: its cell, what is asked, and the reason.
func askRuns(a ask, locale string) []look.Run {
	cell := look.Style{Size: look.SizeSmall, Bold: true, Color: look.Muted}
	asked := look.Style{Size: look.SizeSmall, Bold: true, Color: look.Warn}
	reason := look.Style{Size: look.SizeSmall, Color: look.Muted}
	if !a.open() {
		asked.Color = look.Ink
	}
	var runs []look.Run
	where := a.doubt.Cell
	if len(a.doubt.Readings) == 0 {
		where = a.note.where
	}
	if where != "" {
		runs = append(runs, look.Run{Text: where + "   ", Style: cell})
	}
	if len(a.doubt.Readings) == 0 {
		return append(runs, look.Run{Text: say.T("Which year?") + "  ", Style: asked}, look.Run{Text: a.note.Text, Style: reason})
	}
	return append(runs, look.Run{Text: question(a, locale) + "  ", Style: asked}, look.Run{Text: a.doubt.Text, Style: reason})
}

// question asks for one of the readings: "Conversion: 3.415 or 3,415?"
func question(a ask, locale string) string {
	d, asked := a.doubt, say.T("Which currency?")
	if d.Kind != metric.CurrencyDoubt {
		first := shownReading(d, d.Readings[0], locale)
		if len(d.Readings) == 2 {
			asked = say.F("%s or %s?", first, shownReading(d, d.Readings[1], locale))
		} else {
			asked = say.F("%s, or something else?", first)
		}
	}
	for _, f := range a.table.Metrics {
		if f.RawName == d.Metric && f.Metric != nil && d.Metric != "" {
			return f.Metric.Name + ": " + asked
		}
	}
	return asked
}

// shownReading is what a reading makes of the cell, as the brief would print it: a number with its separators, and an
// amount with its currency.
func shownReading(d metric.Doubt, r metric.DoubtReading, locale string) string {
	unit, number := metric.Unit{}, r.Value
	if d.Kind == metric.CurrencyDoubt && r.Reading != metric.NoCurrency {
		unit = metric.Unit{Kind: metric.Currency, Currency: r.Reading}
		number = strings.TrimPrefix(number, r.Reading+" ")
	}
	v, err := strconv.ParseFloat(number, 64)
	if err != nil || d.Kind == metric.PeriodDoubt {
		return r.Value
	}
	_, fraction, _ := strings.Cut(number, ".")
	decimals := len(fraction) // as many as are written: 3.415 in doubt is not 3.42
	if d.Kind == metric.CurrencyDoubt {
		decimals = min(decimals, 2)
	}
	return metric.Format{Locale: locale, Style: metric.Full, Decimals: metric.Fixed(decimals)}.Value(v, unit)
}

// readingName is what a reading is called; one without a name of its own is called what it is.
func readingName(reading string) string {
	for _, r := range readingNames {
		if r[0] == reading && r[1] != "" {
			return r[1]
		}
	}
	return reading
}

// readingNames are the readings with what they are called where that is something else.
var readingNames = [][2]string{
	{metric.NoCurrency, say.Key("no currency")},
	{"thousands", say.Key("a sign for thousands")},
	{"decimal", say.Key("a sign for decimals")},
	{"fractions", say.Key("fractions: 0.5 is 50%")},
	{"percentages", say.Key("percentages: 0.5 is 0.5%")},
	{"percentage", say.Key("a percentage")},
	{"fraction", say.Key("a fraction")},
	{say.Key("as written"), ""},
	{say.Key("day first"), ""},
	{say.Key("month first"), ""},
	{"plain", say.Key("a plain number")},
	{say.Key("millions"), ""},
	{say.Key("minutes"), ""},
	{say.Key("metres"), ""},
}

// answer is one reading as a button: its value, what the reading is called, and the key that takes it.
type answer struct {
	look.Tile
	value, name, key *look.Text
}

func newAnswer() *answer {
	a := &answer{
		value: look.NewElided("", look.Strong), name: look.NewElided("", look.Caption),
		key: look.NewText("", look.Style{Size: look.SizeSmall, Color: look.Muted}),
	}
	a.InitTile(a, look.Inset(container.New(answerTexts{}, a.value, a.name, a.key), 4, 4, 10, 8), nil)
	a.SetBordered(true)
	return a
}

func (a *answer) set(value, name, key string, chosen bool) {
	a.SetLabel(value + ", " + name)
	a.value.SetText(value)
	a.name.SetText(name)
	a.key.SetText(key)
	a.SetActive(chosen)
}

// answerTexts lays the value above the name of its reading, and the key at the right.
type answerTexts struct{}

// MinSize is part of fyne.Layout.
func (answerTexts) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(60, 34) }

// Layout is part of fyne.Layout.
func (answerTexts) Layout(o []fyne.CanvasObject, size fyne.Size) {
	key := o[2].MinSize()
	place(o[2], size.Width-key.Width, (size.Height-key.Height)/2, key.Width, key.Height)
	room := size.Width - key.Width - 6
	top, foot := o[0].MinSize().Height, o[1].MinSize().Height
	y := (size.Height - top - foot + 2) / 2
	place(o[0], 0, y, room, top)
	place(o[1], 0, y+top-2, room, foot)
}

// The measures of the answers.
const (
	answerHeight float32 = 44
	answerLeast  float32 = 96
	answerGap    float32 = 8
	askPad       float32 = 4
)

// answersAbreast is how many of n answers stand side by side at a width.
func answersAbreast(n int, width float32) int {
	return min(max(int((width+answerGap)/(answerLeast+answerGap)), 1), n)
}

// answerLayout lays the answers side by side, of equal width, in as many lines as they need; what is no answer keeps its
// own height.
type answerLayout struct{}

// MinSize is part of fyne.Layout.
func (answerLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(120, answerHeight) }

// Layout is part of fyne.Layout.
func (answerLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	n := answersAbreast(len(o), size.Width)
	if n == 0 {
		return
	}
	const edge = 2 // the border of an answer lies on its edge, and the list cuts what reaches out of it
	w := (size.Width - 2*edge - float32(n-1)*answerGap) / float32(n)
	for i, x := range o {
		left, top := edge+float32(i%n)*(w+answerGap), float32(i/n)*(answerHeight+answerGap)
		if _, ok := x.(*answer); ok {
			place(x, left, top, w, answerHeight)
			continue
		}
		h := x.MinSize().Height
		place(x, left, top+(answerHeight-h)/2, min(w, 160), h)
	}
}

// askLayout lays the words above the answers.
type askLayout struct{}

// MinSize is part of fyne.Layout.
func (askLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(160, answerHeight) }

// Layout is part of fyne.Layout.
func (askLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	o[0].Resize(fyne.NewSize(size.Width, 1)) // wrapped text knows its height once it has its width
	h := o[0].MinSize().Height
	place(o[0], 0, 0, size.Width, h)
	place(o[1], 0, h+askPad, size.Width, size.Height-h-askPad)
}

func askHeight(a ask, locale string, width float32) float32 {
	n := len(a.doubt.Readings)
	if a.doubt.Kind == metric.CurrencyDoubt || n == 0 {
		n++
	}
	lines := (n + answersAbreast(n, width) - 1) / answersAbreast(n, width)
	return look.NewFlow(look.Small, askRuns(a, locale)...).HeightAt(width) + askPad + float32(lines)*(answerHeight+answerGap) - answerGap
}

// firstCells returns the first cells that text names: "C2:C81 where B in Jan 2026" names C2:C81.
func firstCells(text string) (sheet.Range, bool) {
	first, _, _ := strings.Cut(text, " ")
	return sheet.ParseRange(first)
}

// doubted lists the cells of a table that are in doubt, and the words that raised the doubts: the cells with a text that a
// doubt quotes.
func doubted(t *sheet.Table) (cells, words []sheet.Range) {
	for _, d := range t.Doubts {
		if d.Settled {
			continue
		}
		area, ok := firstCells(d.Cell)
		if ok {
			cells = append(cells, area)
		}
		for _, quoted := range quotes(d.Text) {
			if r, found := cellOf(t, quoted); found && r != area {
				words = append(words, r)
			}
		}
	}
	return cells, words
}

// quotes returns what stands between quotation marks, without the mark of what was cut off.
func quotes(text string) []string {
	var out []string
	for {
		_, rest, ok := strings.Cut(text, "“")
		if !ok {
			return out
		}
		var quoted string
		quoted, text, _ = strings.Cut(rest, "”")
		if quoted = strings.TrimSuffix(quoted, "…"); quoted != "" {
			out = append(out, quoted)
		}
	}
}

// wordRows is how many rows of a table are searched for the words that a doubt quotes.
const wordRows = 400

// cellOf returns the first cell of a table, or of the lines above it, whose text has some words.
func cellOf(t *sheet.Table, words string) (sheet.Range, bool) {
	for row := 1; row <= min(t.Range.Row2, wordRows, len(t.Sheet.Rows)); row++ {
		for col := 1; col <= t.Sheet.RowWidth(row); col++ {
			if c := t.Sheet.At(row, col); c.Kind == sheet.Text && strings.Contains(c.Text, words) {
				return sheet.Range{Row1: row, Col1: col, Row2: row, Col2: col}, true
			}
		}
	}
	return sheet.Range{}, false
}

// doubtsText says at the foot what the open doubts will stop; empty where there are none.
func doubtsText(r *sheet.Reading) string {
	open, names := 0, []string{}
	all := false
	for _, t := range r.Tables {
		for _, d := range t.Doubts {
			if d.Settled {
				continue
			}
			open++
			switch {
			case !d.Stops():
			case d.Metric == "":
				all = true
			default:
				for _, f := range t.Metrics {
					if f.RawName == d.Metric && !f.Skipped && !slices.Contains(names, f.Metric.Name) {
						names = append(names, f.Metric.Name)
					}
				}
			}
		}
	}
	switch {
	case open == 0:
		return ""
	case all:
		return say.N(open, "%d doubt open: a figure on this file would stop the export.", "%d doubts open: a figure on this file would stop the export.")
	case len(names) > 0:
		listed := fault.First(names, ", ")
		return say.N(open, "%[1]d doubt open: a figure on %[2]s would stop the export.", "%[1]d doubts open: a figure on %[2]s would stop the export.", open, listed)
	}
	return say.N(open, "%d doubt open: it stops nothing.", "%d doubts open: they stop nothing.")
}
