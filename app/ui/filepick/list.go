package filepick

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"throughline/app/say"
	"throughline/app/ui/look"
)

// item is a folder or a file in the list.
type item struct {
	name, path string
	folder     bool
	size       int64
	modified   time.Time
}

// list returns what a folder holds: folders first, then the files of the extensions, both by name without regard to
// case. Hidden ones are left out, and so are the lock files that office programs leave beside a workbook.
func list(folder string, extensions []string, foldersOnly bool) ([]item, error) {
	entries, err := os.ReadDir(folder)
	if err != nil {
		return nil, err
	}
	var items []item
	for _, e := range entries {
		name := e.Name()
		if strings.HasPrefix(name, ".") || strings.HasPrefix(name, "~$") {
			continue
		}
		info, err := os.Stat(filepath.Join(folder, name)) // follows links
		if err != nil {
			continue
		}
		it := item{name: name, path: filepath.Join(folder, name), folder: info.IsDir(), size: info.Size(), modified: info.ModTime()}
		fits := len(extensions) == 0 || slices.Contains(extensions, strings.ToLower(filepath.Ext(name)))
		if it.folder || fits && !foldersOnly {
			items = append(items, it)
		}
	}
	slices.SortFunc(items, func(a, b item) int {
		if a.folder != b.folder {
			if a.folder {
				return -1
			}
			return 1
		}
		return strings.Compare(strings.ToLower(a.name), strings.ToLower(b.name))
	})
	return items, nil
}

func sizeText(n int64) string {
	switch {
	case n < 1000:
		return fmt.Sprintf("%d B", n)
	case n < 1_000_000:
		return say.F("%d KB", (n+500)/1000)
	}
	return say.F("%.1f MB", float64(n)/1e6)
}

const itemHeight float32 = 32

// itemRow shows one item.
type itemRow struct {
	look.Tile
	i    int
	icon *symbol
	name *look.Text
	when *look.Text
	size *look.Text
}

func newItemRow(onPress func(i int)) *itemRow {
	quiet := look.Style{Size: look.SizeSmall, Color: look.Muted, Align: fyne.TextAlignTrailing}
	r := &itemRow{icon: newSymbol(), name: look.NewElided("", look.Small), when: look.NewElided("", quiet), size: look.NewElided("", quiet)}
	r.InitTile(r, look.Inset(container.New(itemLayout{}, r.icon, r.name, r.when, r.size), 0, 0, 8, 10), func() { onPress(r.i) })
	return r
}

func (r *itemRow) set(i int, it item, marked bool) {
	r.i = i
	r.SetLabel(it.name)
	r.SetActive(marked)
	r.icon.set(it.folder)
	r.name.SetText(it.name)
	r.when.SetText(say.Day(it.modified))
	r.size.SetText("")
	if !it.folder {
		r.size.SetText(sizeText(it.size))
	}
}

// itemLayout lays out icon, name, date and size.
type itemLayout struct{}

// MinSize is part of fyne.Layout.
func (itemLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(200, itemHeight) }

// Layout is part of fyne.Layout.
func (itemLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	const icon, date, bytes, gap = 18, 96, 76, 10
	put := func(c fyne.CanvasObject, x, w float32) {
		h := c.MinSize().Height
		c.Move(fyne.NewPos(x, (size.Height-h)/2))
		c.Resize(fyne.NewSize(max(w, 0), h))
	}
	put(o[0], 0, icon)
	put(o[1], icon+gap, size.Width-icon-date-bytes-3*gap)
	put(o[2], size.Width-bytes-gap-date, date)
	put(o[3], size.Width-bytes, bytes)
}

// symbol is the icon of a folder or a file, in the accent for folders.
type symbol struct {
	widget.BaseWidget
	folder bool
}

func newSymbol() *symbol {
	s := &symbol{}
	s.ExtendBaseWidget(s)
	return s
}

func (s *symbol) set(folder bool) {
	s.folder = folder
	s.Refresh()
}

// CreateRenderer is part of fyne.Widget.
func (s *symbol) CreateRenderer() fyne.WidgetRenderer {
	r := &symbolRenderer{s: s, image: canvas.NewImageFromResource(nil)}
	r.image.FillMode = canvas.ImageFillContain
	r.Refresh()
	return r
}

type symbolRenderer struct {
	s     *symbol
	image *canvas.Image
}

// Destroy is part of fyne.WidgetRenderer.
func (r *symbolRenderer) Destroy() {}

// Objects is part of fyne.WidgetRenderer.
func (r *symbolRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.image} }

// MinSize is part of fyne.WidgetRenderer.
func (r *symbolRenderer) MinSize() fyne.Size { return fyne.NewSquareSize(18) }

// Layout is part of fyne.WidgetRenderer.
func (r *symbolRenderer) Layout(size fyne.Size) { r.image.Resize(size) }

// Refresh is part of fyne.WidgetRenderer.
func (r *symbolRenderer) Refresh() {
	r.image.Resource = theme.NewColoredResource(theme.DocumentIcon(), look.Muted)
	if r.s.folder {
		r.image.Resource = theme.NewColoredResource(theme.FolderIcon(), look.Accent)
	}
	r.image.Refresh()
}
