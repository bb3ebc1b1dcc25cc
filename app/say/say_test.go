package say

import (
	"testing"
	"time"
)

const polish = `{
	"language": "pl",
	"texts": {"Save": "Zapisz", "Page": "Strona", "%d of %d words": "słowa: %[2]d, z tego %[1]d"},
	"counts": {"%d metrics": {"one": "%d wskaźnik", "few": "%d wskaźniki", "many": "%d wskaźników", "other": "%d wskaźnika"}}
}`

func use(t *testing.T, catalog string) {
	t.Helper()
	c, err := Parse([]byte(catalog))
	if err != nil {
		t.Fatal(err)
	}
	Use(c)
	t.Cleanup(func() { Use(nil) })
}

func TestWithoutACatalogEnglishIsSaidToTheByte(t *testing.T) {
	for _, x := range [][2]string{
		{T("100 % of it"), "100 % of it"},
		{F("%d of %d words", 3, 40), "3 of 40 words"},
		{N(1, "%d metric", "%d metrics"), "1 metric"},
		{N(0, "%d metric", "%d metrics"), "0 metrics"},
		{N(2000, "%s row", "%s rows", "2,000"), "2,000 rows"},
		{F("Undo %s", Within(T("Rename metric"))), "Undo rename metric"},
		{Within(""), ""},
	} {
		if x[0] != x[1] {
			t.Errorf("%q is said for %q", x[0], x[1])
		}
	}
}

// Arguments may stand in another order, Polish has three plurals for whole numbers, and what is missing is English.
func TestACatalogTranslatesTextsFormatsAndCounts(t *testing.T) {
	use(t, polish)
	for _, x := range [][2]string{
		{T("Save"), "Zapisz"},
		{T("Save as…"), "Save as…"},
		{Within(T("Page")), "Strona"},
		{F("%d of %d words", 3, 40), "słowa: 40, z tego 3"},
		{F("“%s” is missing.", "x"), "“x” is missing."},
		{N(1, "%d metric", "%d metrics"), "1 wskaźnik"},
		{N(3, "%d metric", "%d metrics"), "3 wskaźniki"},
		{N(12, "%d metric", "%d metrics"), "12 wskaźników"},
		{N(1, "%d row", "%d rows"), "1 row"},
	} {
		if x[0] != x[1] {
			t.Errorf("%q is said for %q", x[0], x[1])
		}
	}
}

func TestADamagedCatalogIsAnError(t *testing.T) {
	for _, data := range []string{"", "{", `{"language": "no such language"}`, `{"texts": []}`} {
		if c, err := Parse([]byte(data)); err == nil {
			t.Errorf("%q is read as %v", data, c)
		}
	}
}

func TestADayIsOfTheLanguage(t *testing.T) {
	day := time.Date(2026, time.October, 31, 23, 0, 0, 0, time.UTC)
	if got := Day(day) + ", " + DayOfYear(day); got != "31 Oct 2026, 31 Oct" {
		t.Errorf("in English it is %q", got)
	}
	c, err := Parse([]byte(`{"language": "de", "texts": {"%d %s %d": "%d. %s %d", "%d %s": "%d. %s", "Oct": "Okt."}}`))
	if err != nil {
		t.Fatal(err)
	}
	Use(c)
	defer Use(nil)
	if got := Day(day) + ", " + DayOfYear(day); got != "31. Okt. 2026, 31. Okt." {
		t.Errorf("in German it is %q", got)
	}
}
