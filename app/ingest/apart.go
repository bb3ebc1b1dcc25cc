package ingest

import (
	"strings"

	"throughline/app/ingest/lexicon"
	"throughline/app/ingest/periods"
	"throughline/app/sheet"
)

// nameTablesApart gives metrics that tables of one sheet call alike the title of their table: "Free" of "Users by plan" and
// of "Revenue by plan".
func nameTablesApart(tables []*sheet.Table) {
	in := map[string]map[string]bool{} // titles by name
	for _, t := range tables {
		for _, f := range t.Metrics {
			key := strings.ToLower(f.Metric.Name)
			if in[key] == nil {
				in[key] = map[string]bool{}
			}
			in[key][t.Title] = true
		}
	}
	for _, t := range tables {
		for _, f := range t.Metrics {
			if len(in[strings.ToLower(f.Metric.Name)]) > 1 && t.Title != "" && t.Recipe.Metrics[f.RawName].Name == "" {
				f.Metric.Name += " (" + t.Title + ")"
			}
		}
	}
}

// longestTitle is how long a line above a table may be to stand in a name.
const longestTitle = 40

// title is the line above a table that names it, without the year that changes.
func (b *body) title() string {
	for _, line := range b.titles {
		if _, isUnit := lexicon.ReadHint(line); isUnit || len([]rune(line)) > longestTitle {
			continue
		}
		if isPeriod := periods.IsPeriod(line); isPeriod {
			continue
		}
		name, _ := lexicon.SplitName(line)
		name = periods.WithoutYears(name)
		if name = strings.Trim(strings.Join(strings.Fields(name), " "), " -–—,:/()"); name != "" {
			return name
		}
	}
	return b.r.name
}
