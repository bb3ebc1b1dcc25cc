package session

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"throughline/app/brief"
	"throughline/app/sheet"
)

// ReadWorkbook reads a spreadsheet and what there is to understand in it; the brief does not change before Accept. A file
// of the same name that was accepted before is read as it was then. A cancelled reading gets context.Canceled.
func (s *Session) ReadWorkbook(path string, done func(*sheet.Reading, error)) *Job {
	return s.ReadWorkbookAs(path, s.formatFor(filepath.Base(path)), done)
}

// ReadWorkbookAs is ReadWorkbook of a text file in a format that was chosen; what the format leaves empty is decided from
// the file's bytes.
func (s *Session) ReadWorkbookAs(path string, format brief.TextFormat, done func(*sheet.Reading, error)) *Job {
	file := filepath.Base(path)
	return s.read(file, s.recipesFor(file), func(ctx context.Context, progress func(float64)) (*sheet.Workbook, error) {
		return s.deps.Reader.Open(ctx, path, format, progress)
	}, done)
}

// pastedCells is what stands in the place of a file's name for cells that were pasted.
const pastedCells = "Pasted cells"

// ReadPaste reads copied cells as ReadWorkbook reads a file. Every paste is a source of its own, "Pasted cells 2" after
// "Pasted cells": nothing but a person tells that it is a later state of an earlier one, which ReviewRefresh is for. The
// same cells pasted again are the same source.
func (s *Session) ReadPaste(text string, done func(*sheet.Reading, error)) *Job {
	sources := s.doc.now.Sources
	name := freePaste(sources)
	return s.read(pastedCells, nil, func(ctx context.Context, _ func(float64)) (*sheet.Workbook, error) {
		wb, err := s.deps.Reader.Paste(ctx, text, name)
		if err != nil {
			return nil, err
		}
		for _, x := range sources {
			if strings.HasPrefix(x.File, pastedCells) && x.SHA256 == wb.SHA256 {
				wb.File = x.File
			}
		}
		return wb, nil
	}, done)
}

// freePaste returns the first name for pasted cells that no source has.
func freePaste(sources []*brief.Source) string {
	for n, name := 2, pastedCells; ; n++ {
		if !slices.ContainsFunc(sources, func(x *brief.Source) bool { return x.File == name }) {
			return name
		}
		name = fmt.Sprintf("%s %d", pastedCells, n)
	}
}

// read opens a workbook as a job, and understands it with the recipes. What is hidden in it is left out, to be taken by
// hand, unless a recipe took it before.
func (s *Session) read(
	file string, recipes []brief.Recipe, open func(context.Context, func(float64)) (*sheet.Workbook, error), done func(*sheet.Reading, error),
) *Job {
	return runFor(s, "Reading "+file, func(ctx context.Context, progress func(float64)) (*sheet.Reading, error) {
		wb, err := open(ctx, progress)
		if err != nil {
			return nil, err
		}
		reading, err := s.deps.Reader.Understand(ctx, wb, sheet.Unhidden(wb, recipes)...)
		if err == nil {
			reading.SkipHiddenSheets(recipes...)
		}
		return reading, err
	}, done)
}

// recipesFor returns how the tables of a file were read when it was accepted.
func (s *Session) recipesFor(file string) []brief.Recipe {
	var recipes []brief.Recipe
	for _, source := range s.doc.now.Sources {
		if source.File == file {
			recipes = append(recipes, source.Recipe)
		}
	}
	return recipes
}

// formatFor returns the format that was chosen for a text file when it was accepted.
func (s *Session) formatFor(file string) brief.TextFormat {
	for _, r := range s.recipesFor(file) {
		if r.Text != (brief.TextFormat{}) {
			return r.Text
		}
	}
	return brief.TextFormat{}
}
