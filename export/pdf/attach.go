package pdf

import (
	"cmp"
	"crypto/md5"
	"fmt"
	"slices"
	"strings"

	"throughline/export/page"
)

// attached is a file in the file.
type attached struct {
	name   string
	number int // of its specification
}

// addFiles adds the attachments and answers them sorted by name, as the tree of names must be.
func (f *file) addFiles(d *page.Document) []attached {
	var out []attached
	for _, a := range d.Attachments {
		params := fmt.Sprintf("/Size %d", len(a.Data))
		if !d.Date.IsZero() {
			params += fmt.Sprintf(" /CreationDate %s /ModDate %[1]s", pdfDate(d.Date))
		}
		sum := md5.Sum(a.Data) //nolint:gosec // ISO 32000-1, table 46 wants this one; it guards nothing
		stream := f.add(f.stream(a.Data, fmt.Sprintf(" /Type /EmbeddedFile /Subtype /%s /Params <<%s /CheckSum <%x>>>",
			nameOf(a.Type), params, sum)))
		out = append(out, attached{a.Name, f.add(fmt.Appendf(nil,
			"<</Type /Filespec /F %s /UF %[1]s /AFRelationship /%s /Desc %s /EF <</F %d 0 R /UF %[4]d 0 R>>>>",
			textString(a.Name), a.Relation, textString(page.Clean(a.About)), stream))})
	}
	slices.SortFunc(out, func(a, b attached) int { return cmp.Compare(a.name, b.name) })
	return out
}

// nameOf writes a media type as a PDF name, in which the slash is a sign of its own.
func nameOf(mediaType string) string { return strings.ReplaceAll(mediaType, "/", "#2F") }
