package compose

import (
	"strings"

	"throughline/app/brief"
	"throughline/export/page"
)

// Text writes the brief as plain text: what the page says, in the same order, with the source notes at the end.
func Text(f *page.Fonts, b *brief.Brief, o Options) string {
	c := newComposer(f, b, o)
	var w strings.Builder
	block := func(lines ...string) {
		wrote := false
		for _, l := range lines {
			if l = strings.TrimSpace(l); l == "" {
				continue
			}
			if !wrote && w.Len() > 0 {
				w.WriteByte('\n')
			}
			wrote = true
			w.WriteString(l + "\n")
		}
	}
	block(c.plain("headline"))
	var ask []string
	for _, a := range askParts {
		if c.has(a.place) {
			ask = append(ask, a.word+": "+c.plain(a.place))
		}
	}
	block(ask...)
	for _, k := range brief.Beats {
		lead, body := c.plain(brief.PlaceOf(k, "lead")), c.plain(brief.PlaceOf(k, "body"))
		if lead+body != "" {
			block(strings.ToUpper(k.String()), lead, body)
		}
	}
	block(c.evidenceText()...)
	if notes := c.plainNotes(); len(notes) > 0 {
		block(append([]string{"SOURCES"}, notes...)...)
	}
	var last []string
	if asOf := c.asOfWords(); asOf != "" {
		last = append(last, "Data as of "+asOf)
	}
	for _, s := range []string{b.Settings.Version, b.Settings.Classification} {
		if s = strings.TrimSpace(s); s != "" {
			last = append(last, s)
		}
	}
	block(strings.Join(last, " · "))
	return w.String()
}

// evidenceText writes the hero or the quote.
func (c *composer) evidenceText() []string {
	if h := c.evidence.hero; h != nil {
		name := h.name
		if h.when != "" {
			name += ", " + h.when
		}
		lines := []string{name + ": " + h.value.Text}
		for _, ch := range h.changes {
			if ch.moved == 0 {
				lines = append(lines, "No change "+ch.against)
				continue
			}
			lines = append(lines, ch.entry.Text+" "+ch.against)
		}
		if basis := c.basisText(); basis != "" {
			lines = append(lines, basis)
		}
		return lines
	}
	if q := c.evidence.quote; q != nil {
		by := []string{}
		for _, s := range []string{q.Role, q.Segment, q.Date} {
			if s = strings.TrimSpace(s); s != "" {
				by = append(by, s)
			}
		}
		lines := []string{"“" + c.plain("evidence.quote") + "”", "– " + strings.Join(by, ", ")}
		if text := vouched(q); text != "" {
			lines = append(lines, text)
		}
		return lines
	}
	return nil
}
