package command

import (
	"io/fs"
	"path"
	"strings"

	"throughline/app/fault"
	"throughline/app/say"
	"throughline/assets"
)

// languageVariable names the environment variable that chooses the language of the window and the command line. The
// system's own language is not asked for while translations are parts: half a window in another language helps nobody.
const languageVariable = "THROUGHLINE_LANGUAGE"

// speak makes a language the one in use: "de", or "" and "en" for English.
func speak(language string) error {
	say.Use(nil)
	if language == "" || language == "en" {
		return nil
	}
	for _, name := range translations() {
		if name != language {
			continue
		}
		data, err := assets.Translations.ReadFile("translations/" + name + ".json")
		if err != nil {
			return err
		}
		c, err := say.Parse(data)
		if err != nil {
			return err
		}
		say.Use(c)
		return nil
	}
	return fault.New(fault.Usage, say.F("There is no translation “%s” for %s; there is %s.", language, languageVariable, list(append([]string{"en"}, translations()...))), nil)
}

// translations lists the languages there are beside English.
func translations() []string {
	files, _ := fs.Glob(assets.Translations, "translations/*.json") // the pattern is well formed, and nothing else can fail
	names := make([]string, len(files))
	for i, f := range files {
		names[i] = strings.TrimSuffix(path.Base(f), ".json")
	}
	return names
}
