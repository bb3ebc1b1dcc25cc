package app

import (
	"testing"

	"throughline/app/brief"
	"throughline/app/coach"
	"throughline/export"
)

func TestTheSampleIsReadyToExport(t *testing.T) {
	b, err := sample()
	if err != nil {
		t.Fatal(err)
	}
	if err := b.Validate(); err != nil {
		t.Errorf("the sample is not sound: %v", err)
	}
	_, findings := export.Pages(b, export.Options{})
	for _, f := range append(findings, coach.Review(b)...) {
		if f.Severity != brief.Info {
			t.Errorf("%s %s at %s: %s", f.Severity, f.Code, f.Place, f.Text)
		}
	}
}
