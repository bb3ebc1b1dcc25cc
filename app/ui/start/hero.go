package start

import (
	"image"
	"image/color"
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"throughline/app/brief"
	"throughline/app/say"
	"throughline/app/ui/look"
)

// newHero returns the dark panel: the name, the promise, and the four beats on their line.
func newHero() fyne.CanvasObject {
	on := func(s look.Style) look.Style { s.Color = look.OnHero; return s }
	content := look.Column(14,
		look.NewText("Throughline", on(look.Strong)),
		look.NewParagraph(say.T("From a spreadsheet to a decision, on one page."), look.Style{Color: look.OnHero, Size: look.SizeHero, Bold: true}),
		look.NewParagraph(say.T("Offline. Every number followed back to its cell."), look.Style{Color: look.HeroQuiet}),
		look.Inset(newBeats(), 22, 0, 0, 0))
	return container.NewStack(look.NewFill(look.Hero), look.NewScrolled(look.Inset(content, 44, 32, 44, 44), 0))
}

// beats draws the four beats as dots on a line, each with its name.
type beats struct{ widget.BaseWidget }

func newBeats() *beats {
	b := &beats{}
	b.ExtendBaseWidget(b)
	return b
}

// CreateRenderer is part of fyne.Widget.
func (b *beats) CreateRenderer() fyne.WidgetRenderer {
	r := &beatsRenderer{b: b, line: canvas.NewRectangle(nil)}
	for _, k := range brief.Beats {
		r.dots = append(r.dots, canvas.NewCircle(nil))
		r.names = append(r.names, canvas.NewText(say.T(k.String()), nil))
	}
	r.Refresh()
	return r
}

type beatsRenderer struct {
	b     *beats
	line  *canvas.Rectangle
	dots  []*canvas.Circle
	names []*canvas.Text
}

const beatDot float32 = 13

// Destroy is part of fyne.WidgetRenderer.
func (r *beatsRenderer) Destroy() {}

// Objects is part of fyne.WidgetRenderer.
func (r *beatsRenderer) Objects() []fyne.CanvasObject {
	o := []fyne.CanvasObject{r.line}
	for i := range r.dots {
		o = append(o, r.dots[i], r.names[i])
	}
	return o
}

// MinSize is part of fyne.WidgetRenderer.
func (r *beatsRenderer) MinSize() fyne.Size {
	w := float32(0)
	for _, n := range r.names {
		w += n.MinSize().Width + 8
	}
	return fyne.NewSize(w, beatDot+8+r.names[0].MinSize().Height)
}

// Layout is part of fyne.WidgetRenderer. The first and the last name end with the line; the others stand under their dots.
func (r *beatsRenderer) Layout(size fyne.Size) {
	last := len(r.dots) - 1
	r.line.Move(fyne.NewPos(beatDot/2, beatDot/2-0.75))
	r.line.Resize(fyne.NewSize(size.Width-beatDot, 1.5))
	for i := range r.dots {
		x := (size.Width - beatDot) * float32(i) / float32(last)
		r.dots[i].Move(fyne.NewPos(x, 0))
		r.dots[i].Resize(fyne.NewSquareSize(beatDot))
		name := r.names[i].MinSize()
		nx := x + beatDot/2 - name.Width/2
		nx = min(max(nx, 0), size.Width-name.Width)
		r.names[i].Move(fyne.NewPos(nx, beatDot+8))
		r.names[i].Resize(name)
	}
}

// Refresh is part of fyne.WidgetRenderer.
func (r *beatsRenderer) Refresh() {
	r.line.FillColor = look.Color(look.HeroLine)
	for i := range r.dots {
		r.dots[i].FillColor = look.Color(look.HeroMark)
		r.names[i].Color, r.names[i].TextSize = look.Color(look.HeroQuiet), look.Size(theme.SizeNameCaptionText)
	}
	canvas.Refresh(r.b)
}

// newDrop returns the target for files: a drop anywhere on the window counts, this is where it is said.
func newDrop(onChoose func()) fyne.CanvasObject {
	words := look.Column(2,
		look.NewElided(say.T("Drop your metrics here"), look.Section),
		look.NewParagraph(say.T(".xlsx, .xlsm, .ods, .csv or .tsv"), look.Style{Color: look.Muted, Size: look.SizeSmall}))
	return container.NewStack(newDashes(), look.Inset(look.Between(words, look.NewButton(say.T("Choose a file…"), onChoose)), 20, 20, 22, 22))
}

// dashes is a rounded, dashed border.
type dashes struct{ widget.BaseWidget }

func newDashes() *dashes {
	d := &dashes{}
	d.ExtendBaseWidget(d)
	return d
}

// CreateRenderer is part of fyne.Widget.
func (d *dashes) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(canvas.NewRaster(func(w, h int) image.Image {
		scale := 1.0
		if width := d.Size().Width; width > 0 {
			scale = float64(w) / float64(width)
		}
		return dashed(w, h, scale, look.Color(theme.ColorNameDisabled))
	}))
}

// dashed draws the border into an image of device pixels: a line of one unit along a rounded rectangle, four on and
// three off. Each pixel is covered by how near it lies to the line, which smooths the corners.
func dashed(w, h int, scale float64, line color.Color) image.Image {
	const on, period, radius = 4.0, 7.0, 8.0
	img := image.NewNRGBA(image.Rect(0, 0, w, h))
	cr, cg, cb, _ := line.RGBA()
	halfW, halfH := float64(w)/scale/2, float64(h)/scale/2
	for py := range h {
		for px := range w {
			x, y := (float64(px)+0.5)/scale-halfW, (float64(py)+0.5)/scale-halfH
			// Signed distance to a rounded rectangle half a unit inside the edge, and the way along it.
			dx, dy := math.Abs(x)-(halfW-0.5-radius), math.Abs(y)-(halfH-0.5-radius)
			distance := math.Hypot(max(dx, 0), max(dy, 0)) + min(max(dx, dy), 0) - radius
			cover := 1 - (math.Abs(distance)-0.5)*scale
			if cover <= 0 {
				continue
			}
			along := x
			switch {
			case dx > 0 && dy > 0:
				along = math.Atan2(dy, dx) * radius
			case dx > dy:
				along = y
			}
			if math.Mod(math.Mod(along, period)+period, period) > on {
				continue
			}
			img.SetNRGBA(px, py, color.NRGBA{uint8(cr >> 8), uint8(cg >> 8), uint8(cb >> 8), uint8(min(cover, 1) * 255)})
		}
	}
	return img
}
