package exporter

import (
	"path/filepath"
	"strings"
	"unicode"
)

const extension = ".pdf"

// nameMost is what the common file systems take, in bytes.
const nameMost = 255

// pathOf joins a folder and a name to the file's path, with the extension where the name has none. problem is a
// sentence, what is wrong and what to do; empty where the path can be used. The characters that Windows does not take
// are refused everywhere: an exported file travels.
func pathOf(folder, name string) (path, problem string) {
	folder, name = strings.TrimSpace(folder), strings.TrimSpace(name)
	if !strings.EqualFold(filepath.Ext(name), extension) {
		name = strings.TrimRight(name, ".") + extension
	}
	switch stem := strings.TrimSpace(name[:len(name)-len(extension)]); {
	case stem == "":
		return "", "The file needs a name; type one."
	case strings.ContainsAny(name, `/\:*?"<>|`) || strings.ContainsFunc(name, unicode.IsControl):
		return "", `A file name cannot hold / \ : * ? " < > or |; leave them out.`
	case len(name) > nameMost:
		return "", "This file name is too long; shorten it."
	case folder == "":
		return "", "Choose the folder the file goes to."
	case !filepath.IsAbs(folder):
		return "", "Type the folder from its beginning, or browse to it."
	}
	return filepath.Join(folder, name), ""
}
