package compose

import (
	"slices"
	"time"

	"throughline/app/brief"
	"throughline/app/claim"
	"throughline/app/figure"
	"throughline/export/block"
	"throughline/export/layout"
	"throughline/export/page"
	"throughline/export/words"
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
	return doc, c.Figures.NewLedger(c.ByHand...), c.ordered()
}

// Named returns what a file of the brief is to be called after: its headline as it is printed, and the day its data runs to
// or the options say, zero where there is none. It lays out no page.
func Named(f *page.Fonts, b *brief.Brief, o Options) (headline string, day time.Time) {
	c := newComposer(f, b, o)
	if day = o.Date; day.IsZero() {
		day = c.AsOf()
	}
	return page.Clean(c.Plain("headline")), day
}

func newComposer(f *page.Fonts, b *brief.Brief, o Options) *composer {
	c := &composer{reported: map[string]bool{}, View: &block.View{
		Typesetter: layout.Typesetter{Fonts: f}, Words: words.Of(b.Settings.Locale), Brief: b, LineOf: map[*figure.Entry]int{},
	}}
	claims := o.Claims
	if claims == nil {
		claims = claim.New(figure.New(b), b)
	}
	c.Figures, c.ByHand = claims.Figures(), claims.ByHand()
	c.size, c.Day, c.Picture = c.choose(o), o.Date, o.Logo
	c.chooseTheme()
	c.Texts = c.Figures.Brief()
	line := 0
	for _, field := range b.Fields() { // the order in which they were resolved
		line = c.number(line, c.Texts[field.Place])
	}
	for _, field := range b.Fields() {
		c.Findings = append(c.Findings, c.Texts[field.Place].Findings...)
		c.gate(field.Place, c.Plain(field.Place))
	}
	c.gate("settings.classification", b.Settings.Classification)
	c.gate("settings.version", b.Settings.Version)
	c.Evidence = c.gather()
	c.Key = c.keyFigures()
	c.Told = c.toldCharts()
	c.gatherTable()
	c.Notes = c.collect(o.Date)
	return c
}

// lay lays the brief out.
func (c *composer) lay(o Options) *page.Document {
	doc := &page.Document{
		Pages:    c.pages(),
		Title:    page.Clean(c.Plain("headline")),
		Subject:  page.Clean(c.Plain("ask.what")),
		Language: c.Brief.Settings.Locale,
		Date:     o.Date,
	}
	if doc.Date.IsZero() {
		doc.Date = c.AsOf()
	}
	for _, p := range doc.Pages {
		p.Fonts = c.Fonts
	}
	return doc
}

// pages lays the pages of the profile out.
func (c *composer) pages() []*page.Page {
	if c.profile.fixed() {
		return []*page.Page{c.fixedPage()}
	}
	return c.flowing()
}

// ordered returns the findings in reading order: by field, errors found in the same field as they were found.
func (c *composer) ordered() []brief.Finding {
	rank := map[brief.Place]int{}
	for i, f := range c.Brief.Fields() {
		rank[f.Place] = i + 1
	}
	last := len(rank) + 1
	of := func(f brief.Finding) int {
		if r, ok := rank[f.Place]; ok {
			return r
		}
		return last
	}
	slices.SortStableFunc(c.Findings, func(a, b brief.Finding) int { return of(a) - of(b) })
	return c.Findings
}
