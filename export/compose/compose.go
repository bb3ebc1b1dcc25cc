// Package compose lays a brief out as pages: it resolves the figures, breaks the text into lines, gives each block its
// place, and answers every problem it met as a finding. It never fails halfway and never shrinks or clips a text to make it
// fit. It draws nothing on a device, reads no clock and no file, and knows nothing of windows.
package compose

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"throughline/app/brief"
	"throughline/app/figure"
	"throughline/export/layout"
	"throughline/export/page"
)

// Options say how a brief is to be printed. The zero value means: as the brief itself says.
type Options struct {
	Profile brief.Profile // empty: the one-page brief
	Paper   brief.Paper   // empty: the paper of the brief's settings
	// Date is the creation date the file claims, and the day on which numbers are stale; zero: the day the brief's data runs to.
	Date   time.Time
	Logo   *page.Picture // the brief's logo; whoever holds the brief reads it once
	Ledger Carry         // whether a PDF carries its ledger; the zero value: unless the brief is for readers outside
}

// Carry says whether a PDF carries the ledger of its numbers, with the values behind them.
type Carry uint8

// The choices. ByClassification lets the brief's classification decide.
const (
	ByClassification Carry = iota
	Always
	Never
)

// Pages lays the brief out. The document holds all that could be drawn; the findings say what could not, or not well, in
// reading order. A document with an Error among its findings is a draft: it may be shown, never exported.
func Pages(f *page.Fonts, b *brief.Brief, o Options) (*page.Document, []brief.Finding) {
	c := newComposer(f, b, o)
	doc := c.lay(o)
	return doc, c.ordered()
}

// PagesWithLedger is Pages with the ledger of every number on them; the texts of the document know their lines of it.
func PagesWithLedger(f *page.Fonts, b *brief.Brief, o Options) (*page.Document, figure.Ledger, []brief.Finding) {
	c := newComposer(f, b, o)
	doc := c.lay(o)
	return doc, c.figures.NewLedger(), c.ordered()
}

// Named returns what a file of the brief is to be called after: its headline as it is printed, and the day its data runs to
// or the options say, zero where there is none. It lays out no page.
func Named(f *page.Fonts, b *brief.Brief, o Options) (headline string, day time.Time) {
	c := newComposer(f, b, o)
	if day = o.Date; day.IsZero() {
		day = c.asOf()
	}
	return page.Clean(c.plain("headline")), day
}

// lay lays the brief out.
func (c *composer) lay(o Options) *page.Document {
	doc := &page.Document{
		Pages:    c.pages(),
		Title:    page.Clean(c.plain("headline")),
		Subject:  page.Clean(c.plain("ask.what")),
		Language: c.brief.Settings.Locale,
		Date:     o.Date,
	}
	if doc.Date.IsZero() {
		doc.Date = c.asOf()
	}
	for _, p := range doc.Pages {
		p.Fonts = c.Fonts
	}
	return doc
}

// pages lays the pages of the profile out.
func (c *composer) pages() []*page.Page {
	if c.profile.ID == brief.OnePage {
		return []*page.Page{c.onePage(c.size)}
	}
	return c.flowing(c.size)
}

// composer is one brief on its way to pages.
type composer struct {
	layout.Typesetter
	picture  *page.Picture // the logo; nil without one
	brief    *brief.Brief
	profile  Profile
	day      time.Time // on which numbers are stale; zero: measured against the brief itself
	size     page.Size
	figures  *figure.Resolver
	texts    map[brief.Place]figure.Text
	evidence *evidence
	notes    *notes
	lineOf   map[*figure.Entry]int // the line of the ledger that each figure is, from 1
	findings []brief.Finding
	reported map[string]bool // places whose characters were told about
	table    []*tableRow     // the metrics that the profile shows beside those of the evidence
	charts   []*visual       // of the appendix
}

func newComposer(f *page.Fonts, b *brief.Brief, o Options) *composer {
	c := &composer{
		Typesetter: layout.Typesetter{Fonts: f}, brief: b, figures: figure.New(b), reported: map[string]bool{}, lineOf: map[*figure.Entry]int{},
	}
	c.size, c.day, c.picture = c.choose(o), o.Date, o.Logo
	c.chooseTheme()
	c.texts = c.figures.Brief()
	line := 0
	for _, field := range b.Fields() { // the order in which they were resolved
		line = c.number(line, c.texts[field.Place])
	}
	for _, field := range b.Fields() {
		c.findings = append(c.findings, c.texts[field.Place].Findings...)
		c.gate(field.Place, c.plain(field.Place))
	}
	c.gate("settings.classification", b.Settings.Classification)
	c.gate("settings.version", b.Settings.Version)
	c.evidence = c.gather()
	c.gatherTable()
	c.notes = c.collect(o.Date)
	return c
}

// plain returns a field's text as it is printed, without the space around it.
func (c *composer) plain(place brief.Place) string { return strings.TrimSpace(c.texts[place].String()) }

// has reports whether a field prints anything.
func (c *composer) has(place brief.Place) bool { return c.plain(place) != "" }

// spans returns a field's text for setting: figures lead to their source notes, and one that did not resolve stands out.
func (c *composer) spans(place brief.Place, style page.Style) []page.Span {
	t := c.texts[place]
	spans := make([]page.Span, 0, len(t.Pieces))
	for i, p := range t.Pieces {
		s := page.Span{Text: p.Text, Style: style}
		if i == 0 {
			s.Text = strings.TrimLeft(s.Text, " \t\n")
		}
		switch {
		case p.Entry != nil:
			s = c.printed(s, p.Entry)
		case len(t.Findings) > 0 && isToken(p.Text):
			s.Style.Color = c.Theme.Warn
		}
		spans = append(spans, s)
	}
	return spans
}

// isToken reports whether a text is one figure as it was written.
func isToken(text string) bool {
	tokens, _ := figure.Scan(text)
	return len(tokens) == 1 && tokens[0].Raw == text
}

// problem notes an error.
func (c *composer) problem(place brief.Place, code, fix, format string, args ...any) {
	c.findings = append(c.findings, brief.Finding{
		Severity: brief.Error, Code: code, Place: place, Text: fmt.Sprintf(format, args...), Fix: fix,
	})
}

// placeName returns how a sentence names a place: "the headline", "the Conflict body".
func placeName(p brief.Place) string {
	label := p.Label()
	if len(label) > 1 && slices.IndexFunc(brief.Beats[:], func(k brief.BeatKind) bool {
		return strings.HasPrefix(label, k.String()+" ")
	}) < 0 {
		label = strings.ToLower(label[:1]) + label[1:]
	}
	return "the " + label
}

// ordered returns the findings in reading order: by field, errors found in the same field as they were found.
func (c *composer) ordered() []brief.Finding {
	rank := map[brief.Place]int{}
	for i, f := range c.brief.Fields() {
		rank[f.Place] = i + 1
	}
	last := len(rank) + 1
	of := func(f brief.Finding) int {
		if r, ok := rank[f.Place]; ok {
			return r
		}
		return last
	}
	slices.SortStableFunc(c.findings, func(a, b brief.Finding) int { return of(a) - of(b) })
	return c.findings
}
