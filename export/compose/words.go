package compose

import "strings"

// runningWords is what each further page says again: how fresh the data is, the version and the classification.
func (c *composer) runningWords() string {
	var words []string
	if asOf := c.asOfWords(); asOf != "" {
		words = append(words, "Data as of "+asOf)
	}
	for _, t := range []string{c.brief.Settings.Version, c.brief.Settings.Classification} {
		if t = strings.TrimSpace(t); t != "" {
			words = append(words, t)
		}
	}
	return strings.Join(words, "  ·  ")
}
