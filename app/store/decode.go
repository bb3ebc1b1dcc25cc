package store

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"

	"throughline/app/brief"
	"throughline/app/fault"
	"throughline/app/intake"
	"throughline/app/metric"
)

// contents is what a container held.
type contents struct {
	brief   *brief.Brief
	fields  map[string]json.RawMessage // of brief.json, unknown to this version
	parts   map[string][]byte          // unknown to this version
	notes   []brief.Note
	damaged bool // something of the brief is missing
}

// decode reads a container as far as it can be read. What is missing is said in the notes: the numbers of a series whose
// checksum is wrong are left out as a whole, because a number that may be wrong is worse than none. The error is an
// explained one; file is the name that sentences use.
func decode(file string, data []byte) (*contents, error) {
	read, whole, err := readParts(data)
	switch {
	case len(data) == 0:
		return nil, fault.New(fault.Unreadable, fmt.Sprintf(
			"%s is empty; open the version before it (%s) if there is one.", quoted(file), quoted(backupOf(file))), nil)
	case errors.Is(err, errNoContainer):
		return nil, noBrief(file, err)
	case err != nil:
		return nil, unreadable(file, errors.Join(intake.ErrTooLarge, err))
	}
	c := &contents{parts: map[string][]byte{}, fields: map[string]json.RawMessage{}}
	if !whole {
		c.damage("cut-short", "The end of the file is missing.")
	}
	byName := map[string]entry{}
	for _, p := range read {
		before, twice := byName[p.name]
		if twice {
			c.damage("part-twice", fmt.Sprintf("The file has two parts called %q; the first that is whole was read.", p.name))
		}
		if !twice || before.err != nil && p.err == nil {
			byName[p.name] = p
		}
	}
	if byName[mimetypePart].err != nil {
		c.damage("beginning-damaged", "The beginning of the file is damaged.")
	}
	if err := c.decodeStory(file, byName); err != nil {
		return nil, err
	}
	for _, name := range slices.Sorted(maps.Keys(byName)) {
		if p := byName[name]; p.err != nil {
			c.damage("part-damaged", fmt.Sprintf("The part %q of the file is damaged and was left out.", name))
		} else if safeName(name) {
			c.parts[name] = p.data
		}
	}
	return c, nil
}

func unreadableText(file string) string {
	return fmt.Sprintf("%s is damaged and its text cannot be read; open the version before it (%s) if there is one.",
		quoted(file), quoted(backupOf(file)))
}

func (c *contents) damage(code, text string) {
	c.damaged = true
	c.notes = append(c.notes, brief.Note{Severity: brief.Error, Code: code, Text: text})
}

// decodeStory reads brief.json and the series, and takes their parts out of byName.
func (c *contents) decodeStory(file string, byName map[string]entry) error {
	p, ok := byName[storyPart]
	delete(byName, storyPart)
	delete(byName, mimetypePart)
	if !ok && !c.damaged {
		return noBrief(file, nil)
	}
	fields, err := c.storyFields(p)
	if err != nil {
		return fault.New(fault.Unreadable, unreadableText(file), errors.Join(err, p.err))
	}
	s := &story{Brief: *brief.New("")}
	if fields != nil {
		version, _ := fields.only("format")
		if err := checkFormat(file, version); err != nil {
			return err
		}
		s = c.decodeFields(fields)
	}
	c.brief = &s.Brief
	c.decodeKinds(fields, byName)
	c.decodeFiles(byName)
	series := map[string]seriesRead{}
	for name, p := range byName {
		if strings.HasPrefix(name, seriesFolder) {
			one, err := readSeries(p)
			series[name] = seriesRead{one, err}
		}
	}
	alone := c.standingAlone(byName, series, s)
	for i := range s.Metrics {
		m := s.Metrics[i].Metric
		m.Series = c.decodeSeries(&s.Metrics[i], byName, series)
		c.brief.Metrics = append(c.brief.Metrics, &m)
	}
	c.addAlone(alone)
	if fields == nil && len(c.brief.Metrics) == 0 {
		return fault.New(fault.Unreadable, unreadableText(file), p.err)
	}
	if c.brief.Validate() == nil {
		return nil
	}
	c.mend()
	if err := c.brief.Validate(); err != nil {
		return fault.New(fault.Unreadable, unreadableText(file), err)
	}
	return nil
}

// shorten takes of each text what a text may have: no page holds more, and what is worked out at every key takes as long as
// the text. The file is damaged then, and stays as it is.
func (c *contents) shorten() {
	for _, f := range c.brief.Overlong(intake.Field) {
		letters := []rune(f.Text)
		c.brief.SetText(f.Place, string(letters[:intake.Field]))
		c.damage("text-too-long", fmt.Sprintf("The %s has %s letters; the first %s were read, the most that a text takes.",
			strings.ToLower(brief.Label(f.Place)), fault.Grouped(len(letters)), fault.Grouped(intake.Field)))
	}
}

// noBrief is the error of a file that holds no brief.
func noBrief(file string, cause error) error {
	return fault.New(fault.Unreadable, quoted(file)+" is not a brief that Throughline saved; choose another file.", cause)
}

// storyFields takes brief.json apart, a damaged one as far as it can be read; nil where nothing can.
func (c *contents) storyFields(p entry) (members, error) {
	text := bytes.TrimSpace(p.data)
	if json.Valid(text) {
		if p.err != nil {
			c.damage("story-damaged", "The text of the brief is damaged; read every sentence and every target again.")
		}
		return membersOf(text)
	}
	fields, broken := salvageStory(text)
	c.damage("story-damaged", "A part of the text of the brief is lost; read every sentence and every target again.")
	for _, name := range broken {
		if name == "format" {
			return nil, errors.New("the version is lost")
		}
		c.damage("field-unreadable", fmt.Sprintf("What the brief says under %q is damaged, and as much as could not be read was left out.", name))
	}
	return fields, nil
}

func checkFormat(file string, raw json.RawMessage) error {
	var version int
	if err := json.Unmarshal(raw, &version); err != nil || version < 1 {
		return fault.New(fault.Unreadable,
			quoted(file)+" does not say which version of Throughline wrote it; open a copy from elsewhere.", err)
	}
	if version > format {
		return fault.New(fault.Unreadable, quoted(file)+" was saved by a newer Throughline; update this one to open it.", nil)
	}
	return nil
}

// decodeFields reads brief.json field by field, so that one that cannot be read costs only itself, and keeps the fields
// that this version does not know.
func (c *contents) decodeFields(fields members) *story {
	s := &story{Brief: brief.Brief{Settings: brief.New("").Settings}}
	c.readFields(fields, reflect.ValueOf(s).Elem(), "", "settings")
	if raw, err := fields.only("settings"); err == nil {
		settings, err := membersOf(raw)
		if err != nil {
			c.lost("settings", err)
		}
		c.readFields(settings, reflect.ValueOf(&s.Settings).Elem(), "settings", "")
	}
	for _, m := range fields {
		if !knownField(m.name) && kindOf(storyLists, m.name) == nil {
			c.fields[strings.ToValidUTF8(m.name, "\ufffd")] = m.value // as the name reads once it was saved
		}
	}
	return s
}

// readFields reads the fields of an object into v, each for itself: one that cannot be read leaves what is in v. The field
// called apart is only missed, not read.
func (c *contents) readFields(from members, v reflect.Value, path, apart string) {
	for _, f := range fieldsOf(v.Type()) {
		field := v.FieldByIndex(f.index)
		read := reflect.New(field.Type()).Elem()
		x := strict{c.lost}
		var err error
		if f.name == apart {
			_, err = from.only(f.name)
			read = field
		} else {
			err = x.readField(from, f, read, x.join(path, f.name))
		}
		if err != nil {
			c.lost(x.join(path, f.name), err)
		} else {
			field.Set(read)
		}
	}
}

// lost says that something of brief.json was left out: "metrics[2].target" is the target of number 2 of the metrics.
func (c *contents) lost(path string, err error) {
	steps := strings.Split(path, ".")
	var words []string
	for _, step := range slices.Backward(steps) {
		if list, n, ok := strings.Cut(strings.TrimSuffix(step, "]"), "["); ok {
			step = "number " + n + " of the " + list
		}
		words = append(words, step)
	}
	c.damage("field-unreadable", fmt.Sprintf("The %s could not be read (%v) and was left out.", strings.Join(words, " of the "), err))
}

// decodeFiles reads the files of the theme and takes their parts out of byName. One that is not what it was is left out:
// the page is set without it.
func (c *contents) decodeFiles(byName map[string]entry) {
	parts := map[string]bool{}
	theme := &c.brief.Settings.Theme
	for _, f := range theme.Files() {
		if *f.At == nil {
			continue
		}
		name := filePart(*f.At)
		parts[name] = true
		p, ok := byName[name]
		whole := brief.NewFile((*f.At).Name, p.data)
		if !ok || p.err != nil || whole.SHA256 != (*f.At).SHA256 {
			c.damage("file-damaged", fmt.Sprintf("The %s %q could not be read; choose it again.", f.Label, (*f.At).Name))
			whole = nil
		}
		*f.At = whole
	}
	if theme.Font == nil {
		theme.Bold = nil
	}
	for name := range parts { // after all were read: a font may be the bold one too
		delete(byName, name)
	}
}

// decodeSeries reads the series of a metric and takes their parts out of byName.
func (c *contents) decodeSeries(m *storyMetric, byName map[string]entry, read map[string]seriesRead) []*metric.Series {
	var list []*metric.Series
	for _, ref := range m.Series {
		p, ok := byName[ref.Part]
		delete(byName, ref.Part)
		one, known := read[ref.Part]
		if !known { // of another program, which put it elsewhere
			one.part, one.err = readSeries(p)
		}
		s, err := &one.part.Series, one.err
		if !ok {
			err = errMissing
		}
		if err == nil {
			err = checkSeries(s, ref)
		}
		if err != nil {
			c.lostSeries(ref.Scenario, m.Name)
			continue
		}
		list = append(list, s)
	}
	return list
}

func (c *contents) lostSeries(of metric.Scenario, name string) {
	c.damage("series-damaged", fmt.Sprintf("The %s values of %q could not be read; import them again.", of.Label(), name))
}

// seriesRead is a part with a series as it was read.
type seriesRead struct {
	part seriesPart
	err  error
}

// readSeries reads a part with a series. One wrong number makes the whole of it doubtful.
func readSeries(p entry) (seriesPart, error) {
	var s seriesPart
	switch {
	case p.err != nil:
		return s, p.err
	case !json.Valid(p.data):
		return s, errors.New("it is no JSON")
	}
	return s, strict{}.read(p.data, reflect.ValueOf(&s).Elem(), p.name)
}

// checkSeries holds what arithmetic on a series relies on: its points are all there, each at a place, and in order.
func checkSeries(s *metric.Series, ref seriesRef) error {
	if s.Scenario != ref.Scenario || len(s.Points) != ref.Points {
		return errors.New("not the series it should be")
	}
	if len(s.Points) > 0 && !slices.ContainsFunc(s.Points, func(p metric.Point) bool { return !p.Period.IsZero() || p.Category != "" }) {
		return errors.New("its points say neither when nor what")
	}
	slices.SortStableFunc(s.Points, func(a, b metric.Point) int {
		switch {
		case a.Period.Before(b.Period):
			return -1
		case b.Period.Before(a.Period):
			return 1
		}
		return 0
	})
	return nil
}

// standingAlone finds the series that no metric refers to, by their parts, and puts the sources back that are lost and that a
// series remembers.
func (c *contents) standingAlone(byName map[string]entry, read map[string]seriesRead, s *story) map[string]seriesPart {
	referred := map[string]bool{}
	for _, m := range s.Metrics {
		for _, ref := range m.Series {
			referred[ref.Part] = true
		}
	}
	alone := map[string]seriesPart{}
	for _, name := range slices.Sorted(maps.Keys(read)) {
		one := read[name].part
		if read[name].err != nil || one.Metric == nil || one.From == nil || one.Format > format {
			continue
		}
		if c.brief.Source(one.From.ID) == nil {
			c.damage("source-damaged", fmt.Sprintf("How the file %q was read is lost; its numbers are there.", one.From.File))
			c.brief.Sources = append(c.brief.Sources, one.From)
		}
		if !referred[name] {
			alone[name] = one
			delete(byName, name)
		}
	}
	return alone
}

// addAlone makes metrics of series whose metric is lost.
func (c *contents) addAlone(alone map[string]seriesPart) {
	for _, name := range slices.Sorted(maps.Keys(alone)) {
		one := alone[name]
		if checkSeries(&one.Series, seriesRef{Scenario: one.Scenario, Points: len(one.Points)}) != nil {
			c.lostSeries(one.Scenario, one.Metric.Name)
			continue
		}
		m := c.brief.Metric(one.Metric.Name)
		if m == nil {
			m = &metric.Metric{ID: one.Metric.ID, Name: one.Metric.Name, Unit: one.Metric.Unit, Polarity: one.Metric.Polarity}
			c.brief.Metrics = append(c.brief.Metrics, m)
			c.damage("metric-damaged", fmt.Sprintf("Of %q the values are left; its target, definition and owner are lost.", m.Name))
		}
		c.damage("series-alone", fmt.Sprintf("The %s values of %q were found by themselves.", one.Scenario.Label(), m.Name))
		m.Series = append(m.Series, &one.Series)
	}
}
