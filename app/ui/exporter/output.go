package exporter

import (
	"fmt"
	"path/filepath"
	"strings"
	"unicode"

	"throughline/app/say"
	"throughline/export"
)

// Format is a kind of file that a brief is exported as.
type Format string

// The formats.
const (
	PDF      Format = "PDF"
	PNG      Format = "PNG"
	Markdown Format = "Markdown"
	Text     Format = "Text"
)

// formats are those offered: what each file's name ends in, and what it is for. Free says that a brief with problems can be
// written in it: a story file is for its writer, the others for readers.
var formats = []struct {
	format Format
	ext    string
	free   bool
	about  string
}{
	{PDF, ".pdf", false, say.Key("The pages as they are seen, with links, bookmarks and a description of each chart.")},
	{PNG, ".png", false, say.Key("Pictures of the pages, for a slide or a chat.")},
	{Markdown, ".md", true, say.Key("The story as it is written, with its live figures: another brief can be made of it.")},
	{Text, ".txt", false, say.Key("The words and numbers for a mail, with their sources.")},
}

func (f Format) ext() string {
	for _, x := range formats {
		if x.format == f {
			return x.ext
		}
	}
	return ""
}

// resolutions are the sizes of pictures, in pixels to the inch.
var resolutions = []struct {
	label string
	dpi   float64
}{{say.Key("For a chat"), 96}, {say.Key("For a slide"), 150}, {say.Key("For print"), 300}}

// Output is what is to be written: one file, or for pictures one for each page.
type Output struct {
	Path    string // of the file; the pages of several pictures have theirs beside it, see Paths
	Format  Format
	Options export.Options
	Pages   []int   // the pages that become pictures, counted from 1
	DPI     float64 // of pictures
}

// Paths lists the files that are written: Path, or for several pictures "name-1.png", "name-2.png".
func (o Output) Paths() []string {
	if o.Format != PNG || len(o.Pages) < 2 {
		return []string{o.Path}
	}
	ext := filepath.Ext(o.Path)
	stem := strings.TrimSuffix(o.Path, ext)
	paths := make([]string, len(o.Pages))
	for i, n := range o.Pages {
		paths[i] = fmt.Sprintf("%s-%d%s", stem, n, ext)
	}
	return paths
}

// nameMost is what the common file systems take, in bytes; with room for the number of a page.
const nameMost = 250

// pathOf joins a folder and a name to the file's path, with the extension where the name has none. problem is a
// sentence, what is wrong and what to do; empty where the path can be used. The characters that Windows does not take
// are refused everywhere: an exported file travels.
func pathOf(folder, name, ext string) (path, problem string) {
	folder, name = strings.TrimSpace(folder), strings.TrimSpace(name)
	if !strings.EqualFold(filepath.Ext(name), ext) {
		name = strings.TrimRight(name, ".") + ext
	}
	switch stem := strings.TrimSpace(name[:len(name)-len(ext)]); {
	case stem == "":
		return "", say.T("The file needs a name; type one.")
	case strings.ContainsAny(name, `/\:*?"<>|`) || strings.ContainsFunc(name, unicode.IsControl):
		return "", say.T(`A file name cannot hold / \ : * ? " < > or |; leave them out.`)
	case len(name) > nameMost:
		return "", say.T("This file name is too long; shorten it.")
	case folder == "":
		return "", say.T("Choose the folder the file goes to.")
	case !filepath.IsAbs(folder):
		return "", say.T("Type the folder from its beginning, or browse to it.")
	}
	return filepath.Join(folder, name), ""
}

// renamed gives a file's name the extension of another format.
func renamed(name string, from, to Format) string {
	if ext := filepath.Ext(name); strings.EqualFold(ext, from.ext()) {
		return strings.TrimSuffix(name, ext) + to.ext()
	}
	return name
}
