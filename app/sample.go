package app

import (
	"context"
	"crypto/rand"
	"os"
	"path/filepath"
	"time"

	"throughline/app/book"
	"throughline/app/brief"
	"throughline/app/fault"
	"throughline/app/ingest"
	"throughline/assets"
)

// sample makes the sample brief the way a person would: its workbook is imported and its story is read.
func sample() (*brief.Brief, error) {
	dir, err := os.MkdirTemp("", "throughline-sample-")
	if err != nil {
		return nil, fault.New(fault.Unwritable, "The sample needs room in the temporary folder, and nothing can be written there; free some space and try again.", err)
	}
	defer func() { _ = os.RemoveAll(dir) }()
	path := filepath.Join(dir, assets.SampleWorkbookName)
	if err := os.WriteFile(path, assets.SampleWorkbook, 0o600); err != nil {
		return nil, fault.New(fault.Unwritable, "The sample needs room in the temporary folder, and nothing can be written there; free some space and try again.", err)
	}
	book, err := book.Open(context.Background(), path, func(float64) {})
	if err != nil {
		return nil, err
	}
	reading, err := ingest.Understand(context.Background(), book)
	if err != nil {
		return nil, err
	}
	b := brief.New(rand.Text())
	reading.AddTo(b, time.Now().UTC().Truncate(time.Second))
	story, err := brief.ParseStory(assets.SampleStory)
	if err != nil {
		return nil, err
	}
	brief.ApplyStory(b, story)
	return b, nil
}
