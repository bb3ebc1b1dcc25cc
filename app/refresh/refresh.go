// Package refresh finds out what a new file does to a brief: which table renews which source, which metric is which when
// headers were renamed and rows moved, and then every figure that changes, every sentence that is no longer true and
// everything somebody has to decide. It is pure: it reads no file, changes no brief but a copy, knows no clock, and never
// guesses silently. What it is not sure of is a question, and what was not decided stays as it was.
//
//	Read     the new file, understood as the brief's sources were → a Renewal: tables bound to sources, metrics paired
//	Plan     what to take of it; the defaults are what nobody would doubt
//	Apply    the plan → the brief, in one step of undo
//	Review   the brief against the brief after Apply: what is shown is what will happen
package refresh

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"throughline/app/brief"
	"throughline/app/sheet"
)

// Understand finds the tables of a workbook as recipes say; the importer's is the one.
type Understand func(ctx context.Context, wb *sheet.Workbook, recipes ...brief.Recipe) (*sheet.Reading, error)

// Answers decide Questions: for the ID of a source of the brief the key of the table that renews it (see TableKey), or
// None; and doubts of the file: for the ID of a doubt one of its readings.
type Answers map[string]string

// None is the answer that no table of the file renews the source.
const None = "none"

// Renewal is a new file as the next state of a brief's sources.
type Renewal struct {
	Reading   *sheet.Reading
	Bindings  []Binding  // in the order of the brief's sources
	Questions []Question // sources for which there is more than one likely table, or one that is not likely enough

	before  *brief.Brief
	answers Answers
	judged  map[trial]candidate // while it is bound
}

// Binding says that a table renews a source, and why.
type Binding struct {
	Source *brief.Source
	Table  *sheet.Table
	Score  int      // how sure that is, 0 to 100; 100 where a person said so
	Why    []string // "the same sheet", "11 of 11 metrics by name"

	pairs []pair
}

// Question asks which table renews a source.
type Question struct {
	Source  string   `json:"source"` // its ID
	Text    string   `json:"text"`
	Choices []Choice `json:"choices"` // most likely first
}

// Choice is one answer to a Question.
type Choice struct {
	Table string `json:"table"` // its key, as Answers want it
	Label string `json:"label"`
	Why   string `json:"why"`
}

// TableKey names a table of a file: "KPIs!A3:N9", or "A3:N9" where the file has no sheets.
func TableKey(t *sheet.Table) string {
	if t.Sheet.Name == "" {
		return t.Range.String()
	}
	return t.Sheet.Name + "!" + t.Range.String()
}

// Read understands a workbook as the next state of a brief's sources. The recipes of the sources are applied, to the sheet
// that took the place of theirs where that was renamed; where a recipe no longer fits, because rows were put above the
// header, the table is found anew and keeps what was corrected by hand. It fails as understand does.
func Read(ctx context.Context, b *brief.Brief, wb *sheet.Workbook, understand Understand, answers Answers) (*Renewal, error) {
	recipes := retarget(b, wb)
	read := func(recipes map[string]brief.Recipe) (*Renewal, map[string]Binding, error) {
		list := recipeList(b, recipes)
		if leavesHidden(b, wb) {
			list = sheet.Unhidden(wb, list)
		}
		reading, err := understand(ctx, wb, list...)
		if err == nil {
			reading, err = settled(ctx, reading, understand, answers)
		}
		if err != nil {
			return nil, nil, err
		}
		r := &Renewal{Reading: reading, before: b, answers: answers}
		return r, r.bind(answers), nil
	}
	r, kept, err := read(recipes)
	if err != nil {
		return nil, err
	}
	anew := r
	if len(recipes) > 0 && !sure(recipes, kept) {
		// Somebody moved things: see what the file says by itself.
		if anew, _, err = read(nil); err != nil {
			return nil, err
		}
	}
	if relocate(recipes, kept, anew.Bindings) {
		// The tables found there are read with the corrections that were made before.
		if r, _, err = read(recipes); err != nil {
			return nil, err
		}
	}
	return r, nil
}

// settled understands a workbook again where some of its doubts are answered.
func settled(ctx context.Context, reading *sheet.Reading, understand Understand, answers Answers) (*sheet.Reading, error) {
	given := map[string]string{}
	for _, d := range reading.Doubts() {
		if answer, ok := answers[d.ID]; ok && !d.Settled {
			given[d.ID] = answer
		}
	}
	if len(given) == 0 {
		return reading, nil
	}
	recipes, err := reading.Settle(given)
	if err != nil {
		return nil, err
	}
	return understand(ctx, reading.Workbook, recipes...)
}

// leavesHidden reports whether hidden cells were left out when an earlier state of the file was taken.
func leavesHidden(b *brief.Brief, wb *sheet.Workbook) bool {
	return slices.ContainsFunc(b.Sources, func(s *brief.Source) bool {
		return s.Recipe.LeaveHidden && family(s.File) == family(wb.File)
	})
}

// retarget returns the recipes of the sources that came from the file or an earlier state of it, by the sources' IDs, for
// the sheets of the new one. A recipe of another file would find header rows here that are none.
func retarget(b *brief.Brief, wb *sheet.Workbook) map[string]brief.Recipe {
	used := b.UsedSources()
	recipes := map[string]brief.Recipe{}
	for _, s := range b.Sources {
		if !used[s.ID] || family(s.File) != family(wb.File) {
			continue
		}
		if name, ok := sheetFor(s, b, wb); ok {
			recipe := s.Recipe
			recipe.Sheet = name
			recipes[s.ID] = recipe
		}
	}
	list := recipeList(b, recipes)
	for id, recipe := range recipes {
		recipes[id] = grown(recipe, list, wb)
	}
	return recipes
}

// TextFormat returns how the bytes of a text file are to be read: as those of the source whose next state it is.
func TextFormat(b *brief.Brief, file string) brief.TextFormat {
	for _, s := range b.Sources {
		if family(s.File) == family(file) && s.Recipe.Text != (brief.TextFormat{}) {
			return s.Recipe.Text
		}
	}
	return brief.TextFormat{}
}

// sheetFor returns the sheet that took the place of a source's: the one of its name, the only one of a like name ("Oct" for
// "Sep"), or the only one there is.
func sheetFor(s *brief.Source, b *brief.Brief, wb *sheet.Workbook) (string, bool) {
	var alike []string
	for _, x := range wb.Sheets {
		if strings.EqualFold(x.Name, s.Sheet) {
			return x.Name, true
		}
		claimed := slices.ContainsFunc(b.Sources, func(o *brief.Source) bool { return strings.EqualFold(o.Sheet, x.Name) })
		if !claimed && family(x.Name) == family(s.Sheet) {
			alike = append(alike, x.Name)
		}
	}
	if len(alike) == 1 {
		return alike[0], true
	}
	if len(wb.Sheets) == 1 {
		return wb.Sheets[0].Name, true
	}
	return "", false
}

// recipeList returns the recipes in the order of the brief's sources. Of several states of one sheet only the latest
// counts: an older one, which some metric still needs, would look for header rows where they were once.
func recipeList(b *brief.Brief, recipes map[string]brief.Recipe) []brief.Recipe {
	latest := map[string]*brief.Source{}
	for _, s := range b.Sources {
		if recipe, ok := recipes[s.ID]; ok {
			if l := latest[recipe.Sheet]; l == nil || !s.Imported.Before(l.Imported) {
				latest[recipe.Sheet] = s
			}
		}
	}
	var list []brief.Recipe
	for _, s := range b.Sources {
		if recipe, ok := recipes[s.ID]; ok && latest[recipe.Sheet].SHA256 == s.SHA256 {
			list = append(list, recipe)
		}
	}
	return list
}

// surely is the score from which a binding needs no second look, and gain what another reading must bring.
const (
	surely = 90
	gain   = 3
)

// sure reports whether the recipes led to tables that renew their sources beyond doubt.
func sure(recipes map[string]brief.Recipe, best map[string]Binding) bool {
	for id := range recipes {
		if best[id].Score < surely {
			return false
		}
	}
	return true
}

// relocate points recipes at tables that fit their sources better than what they led to, and gives tables that were found
// without a recipe the one of their source. It reports whether it changed any.
func relocate(recipes map[string]brief.Recipe, kept map[string]Binding, anew []Binding) bool {
	moved := false
	for _, found := range anew {
		id := found.Source.ID
		recipe, ok := recipes[id]
		if found.Score < likely || ok && found.Score < kept[id].Score+gain {
			continue
		}
		if !ok {
			recipe = found.Source.Recipe
		}
		recipe.Sheet, recipe.Range = found.Table.Sheet.Name, ""
		recipe.HeaderRows, recipe.Anchor = slices.Clone(found.Table.HeaderRows), found.Table.Recipe.Anchor
		recipe.Layout = found.Table.Layout // it may have been turned: months across that were down
		recipes[id], moved = recipe, true
	}
	return moved
}

// SourceLabel names a source for people: "metrics_sep.xlsx · KPIs".
func SourceLabel(s *brief.Source) string {
	if s.Sheet == "" {
		return s.File
	}
	return s.File + " · " + s.Sheet
}

// tableLabel names a table of the new file for people: "sheet “KPIs”, A3:N9".
func tableLabel(t *sheet.Table) string {
	if t.Sheet.Name == "" {
		return t.Range.String()
	}
	return "sheet “" + t.Sheet.Name + "”, " + t.Range.String()
}

// Has reports whether the file has a table of that key.
func (r *Renewal) Has(table string) bool { return slices.Contains(r.Tables(), table) }

// Tables lists the keys of the file's tables.
func (r *Renewal) Tables() []string {
	keys := make([]string, len(r.Reading.Tables))
	for i, t := range r.Reading.Tables {
		keys[i] = TableKey(t)
	}
	return keys
}

// Renews returns the source of the brief that a file just read is likely the new version of, with how that was told, or
// nil. It is for an import that could be meant as a renewal: "Is this the new version of metrics_sep.xlsx?"
func Renews(b *brief.Brief, reading *sheet.Reading) *Binding {
	r := &Renewal{Reading: reading, before: b}
	best := r.bind(nil)
	all := make([]Binding, 0, len(best))
	for _, x := range best {
		if x.Score >= likely {
			all = append(all, x)
		}
	}
	if len(all) == 0 {
		return nil
	}
	slices.SortFunc(all, func(a, b Binding) int {
		return cmp.Or(b.Score-a.Score, strings.Compare(a.Source.ID, b.Source.ID))
	})
	return &all[0]
}
