package export_test

import (
	"bytes"
	"regexp"
	"strings"
	"testing"

	"throughline/export"
)

// A mail holds all that it shows, fetches nothing, and says what the page says.
func TestTheMailIsWholeAndFetchesNothing(t *testing.T) {
	t.Parallel()
	b := sample()
	b.Headline = "Profit & loss: <b>bold</b> words stay words"
	b.Evidence.Takeaway = "At the pilots' rate every trial is back on plan by February"
	var mail, again bytes.Buffer
	for _, w := range []*bytes.Buffer{&mail, &again} {
		if err := export.HTML(w, b, export.Options{}); err != nil {
			t.Fatal(err)
		}
	}
	if !bytes.Equal(mail.Bytes(), again.Bytes()) {
		t.Error("two mails of one brief differ")
	}
	text := strings.ReplaceAll(mail.String(), "\u00a0", " ")
	for _, want := range []string{
		"Profit &amp; loss: &lt;b&gt;bold&lt;/b&gt; words", "Approve 2 engineers for 8 weeks", ">11.1%<", "Competitors undercut us", "src=\"data:image/png;base64,",
		"1. product-metrics.xlsx, Funnel, Oct 2026", "back on plan by February", `lang="en-US"`,
	} {
		if !strings.Contains(text, want) {
			t.Errorf("no %q in the mail", want)
		}
	}
	if found := regexp.MustCompile(`(?i)https?:|//[a-z]|<script|<link|@import|url\(`).FindString(regexp.MustCompile(`base64,[^"]*`).ReplaceAllString(text, "")); found != "" {
		t.Errorf("the mail reaches out: %q", found)
	}
	b.Evidence.Hero = "Nothing of that name"
	mail.Reset()
	if err := export.HTML(&mail, b, export.Options{}); err == nil || mail.Len() > 0 {
		t.Errorf("a brief with a problem left is written: %v", err)
	}
}
