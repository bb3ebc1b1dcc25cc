package store

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"fmt"
	"hash/crc32"
	"maps"
	"reflect"
	"slices"
	"strings"

	"throughline/app/brief"
	"throughline/app/fault"
	"throughline/app/intake"
	"throughline/app/metric"
)

const (
	// format is the version of what is written. A file of a later one is refused: half understood numbers are worse than
	// none.
	format = 1

	mimetypePart = "mimetype"
	mimetype     = "application/x-throughline-brief"
	storyPart    = "brief.json"
	seriesFolder = "series/"
	filesFolder  = "files/"
)

// story is brief.json: the brief as it is, except that a metric's series are references to their parts. What is added to
// brief.Brief and metric.Metric later is written and read without a change here.
type story struct {
	Format int `json:"format"`
	brief.Brief
	Metrics []storyMetric `json:"metrics,omitempty"` // in place of Brief.Metrics
}

type storyMetric struct {
	metric.Metric
	Series []seriesRef `json:"series"` // in place of Metric.Series
}

// seriesRef says where a series is, and enough to name it when it is not there.
type seriesRef struct {
	Scenario metric.Scenario `json:"scenario"`
	Part     string          `json:"part"`
	Points   int             `json:"points"`
}

// seriesPart is a part with a series. It says whose values they are and where they came from, so that it can be read where
// brief.json is damaged; briefs of the first version do not have that. What is said there again is never read otherwise.
type seriesPart struct {
	Format int           `json:"format,omitempty"`
	Metric *seriesMetric `json:"metric,omitempty"`
	From   *brief.Source `json:"from,omitempty"` // without its recipe and notes
	metric.Series
}

// seriesMetric is what the numbers of a metric cannot be read without.
type seriesMetric struct {
	ID       string          `json:"id"`
	Name     string          `json:"name"`
	Unit     metric.Unit     `json:"unit"`
	Polarity metric.Polarity `json:"polarity"`
}

// newSeriesPart returns the part of a series of a metric.
func newSeriesPart(b *brief.Brief, m *metric.Metric, x *metric.Series) seriesPart {
	p := seriesPart{Format: format, Metric: &seriesMetric{m.ID, m.Name, m.Unit, m.Polarity}, Series: *x}
	if source := b.Source(x.Source); source != nil {
		from := *source
		from.Recipe, from.Notes = brief.Recipe{}, nil
		p.From = &from
	}
	return p
}

// knownField reports whether a top-level field of brief.json is one of this version's. Case does not count, as it does
// not where the field is decoded.
func knownField(name string) bool {
	_, ok := knownFields[strings.ToLower(name)]
	return ok
}

var knownFields = func() map[string]bool {
	known := map[string]bool{"format": true}
	t := reflect.TypeFor[brief.Brief]()
	for i := range t.NumField() {
		name, _, _ := strings.Cut(t.Field(i).Tag.Get("json"), ",")
		known[strings.ToLower(name)] = true
	}
	return known
}()

// encodeMetrics returns what brief.json holds of a brief, without its lists of parts, and the parts of its series in the
// order of their names.
func encodeMetrics(b *brief.Brief) (s story, names []string, series map[string][]byte, err error) {
	s = story{Format: format, Brief: *b}
	series = map[string][]byte{}
	for _, m := range b.Metrics {
		sm := storyMetric{Metric: *m, Series: []seriesRef{}}
		for _, x := range m.Series {
			name := fmt.Sprintf("%s%03d-%s-%s.json", seriesFolder, len(names)+1, slug(m.Name), strings.ToLower(x.Scenario.String()))
			if series[name], err = encodeSeries(newSeriesPart(b, m, x)); err != nil {
				return s, nil, nil, err
			}
			names = append(names, name)
			sm.Series = append(sm.Series, seriesRef{x.Scenario, name, len(x.Points)})
		}
		s.Metrics = append(s.Metrics, sm)
	}
	return s, names, series, nil
}

// encode returns the container of a brief, with the fields and parts of a later version or another program that came
// with it. The same arguments make the same bytes.
func encode(b *brief.Brief, fields map[string]json.RawMessage, parts map[string][]byte) ([]byte, error) {
	s, names, series, err := encodeMetrics(b)
	if err != nil {
		return nil, unencodable(err)
	}
	lists, err := encodeParts(b)
	if err != nil {
		return nil, unencodable(err)
	}
	text, err := encodeStory(s, joined(fields, lists[storyLists]))
	if err != nil {
		return nil, unencodable(err)
	}
	files := filesOf(b)
	if err := addLists(files, lists, b.Events, parts); err != nil {
		return nil, unencodable(err)
	}

	all := []entry{{name: mimetypePart, data: []byte(mimetype)}, {name: storyPart, data: text}}
	for _, name := range slices.Sorted(maps.Keys(files)) {
		all = append(all, entry{name: name, data: files[name]})
	}
	for _, name := range names {
		all = append(all, entry{name: name, data: series[name]})
	}
	for _, name := range slices.Sorted(maps.Keys(parts)) {
		if _, ours := series[name]; !ours && files[name] == nil {
			all = append(all, entry{name: name, data: parts[name]})
		}
	}
	data, err := container(all)
	if err != nil {
		return nil, unencodable(err)
	}
	overlong := func(e entry) bool { return int64(len(e.data)) > mostBytes(e.name) }
	if len(data) > intake.Brief || slices.ContainsFunc(all, overlong) {
		return nil, fault.New(fault.Unwritable,
			"This brief is too large to be saved; remove the metrics it does not use and save again.", intake.ErrTooLarge)
	}
	return data, nil
}

// container returns the zip of parts, in their order.
func container(parts []entry) ([]byte, error) {
	size := 0
	for _, p := range parts {
		const headers = 128 // of a part, beside its name, which stands there twice
		size += len(p.data) + 2*len(p.name) + headers
	}
	out := bytes.NewBuffer(make([]byte, 0, size))
	z := zip.NewWriter(out)
	for _, p := range parts {
		if err := addPart(z, p.name, p.data); err != nil {
			return nil, err
		}
	}
	if err := z.Close(); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

// filesOf returns the files of a brief by the names of their parts.
func filesOf(b *brief.Brief) map[string][]byte {
	files := map[string][]byte{}
	for _, f := range b.Settings.Theme.Files() {
		if *f.At != nil {
			files[filePart(*f.At)] = (*f.At).Data
		}
	}
	return files
}

// filePart returns the name of the part that holds a file of the brief.
func filePart(f *brief.File) string { return filesFolder + f.SHA256 }

func unencodable(err error) error {
	return fault.New(fault.Internal, "This brief holds something that cannot be written to a file; undo the last change and save again.", err)
}

// addPart writes an uncompressed part with its size and checksum before it, so that it can be read where the end of the
// file is lost.
func addPart(z *zip.Writer, name string, data []byte) error {
	w, err := z.CreateRaw(&zip.FileHeader{
		Name: name, Method: zip.Store, CRC32: crc32.ChecksumIEEE(data),
		CompressedSize64: uint64(len(data)), UncompressedSize64: uint64(len(data)),
	})
	if err != nil {
		return err
	}
	_, err = w.Write(data)
	return err
}

// encodeStory writes brief.json with the unknown fields after the known ones, in the order of their names.
func encodeStory(s story, fields map[string]json.RawMessage) ([]byte, error) {
	var out bytes.Buffer
	enc := jsonEncoder(&out)
	enc.SetIndent("", "  ")
	if err := enc.Encode(s); err != nil {
		return nil, err
	}
	out.Truncate(out.Len() - len("\n}\n"))
	for _, name := range slices.Sorted(maps.Keys(fields)) {
		key, err := json.Marshal(name)
		if err != nil {
			return nil, err
		}
		fmt.Fprintf(&out, ",\n  %s: ", key)
		// Not indented: a field nested a thousand deep would become a megabyte of spaces.
		if err := json.Compact(&out, fields[name]); err != nil {
			return nil, err
		}
	}
	out.WriteString("\n}\n")
	return out.Bytes(), nil
}

// encodeSeries writes a series with one point to a line.
func encodeSeries(s seriesPart) ([]byte, error) {
	head, err := marshal(struct {
		seriesPart
		Points *int `json:"points,omitempty"` // in place of Series.Points, and absent
	}{seriesPart: s})
	if err != nil {
		return nil, err
	}
	out := bytes.NewBuffer(bytes.TrimSuffix(head, []byte("}")))
	out.WriteString(`,"points":[`)
	points := jsonEncoder(out)
	for i := range s.Points {
		if i == 0 {
			out.WriteByte('\n')
		} else {
			out.Truncate(out.Len() - 1) // the encoder ends a line; the comma goes before that
			out.WriteString(",\n")
		}
		if err := points.Encode(&s.Points[i]); err != nil {
			return nil, err
		}
	}
	out.WriteString("]}\n")
	return out.Bytes(), nil
}

// marshal is json.Marshal without the escapes that only web pages need.
func marshal(v any) ([]byte, error) {
	var out bytes.Buffer
	if err := jsonEncoder(&out).Encode(v); err != nil {
		return nil, err
	}
	return bytes.TrimSuffix(out.Bytes(), []byte("\n")), nil
}

func jsonEncoder(out *bytes.Buffer) *json.Encoder {
	enc := json.NewEncoder(out)
	enc.SetEscapeHTML(false)
	return enc
}

// slug returns a metric's name as a part of a file name: its ASCII letters and digits, the rest as single hyphens.
func slug(name string) string {
	const longest = 40
	var out strings.Builder
	for _, r := range strings.ToLower(name) {
		switch {
		case out.Len() >= longest:
		case r >= 'a' && r <= 'z' || r >= '0' && r <= '9':
			out.WriteRune(r)
		case out.Len() > 0 && !strings.HasSuffix(out.String(), "-"):
			out.WriteByte('-')
		}
	}
	if s := strings.TrimSuffix(out.String(), "-"); s != "" {
		return s
	}
	return "metric"
}
