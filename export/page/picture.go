package page

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"image"
	"image/color"
	_ "image/jpeg" // a logo may be one
	"image/png"

	"golang.org/x/image/draw"

	"throughline/app/fault"
	"throughline/app/intake"
)

// Picture is an image of pixels on white paper. It is immutable.
type Picture struct {
	W, H int
	// RGB holds three bytes for each pixel, row by row from the top.
	RGB []byte
	// Digest names the pixels: equal pictures have equal ones.
	Digest string
}

// Image is a picture placed in a box of its own proportions.
type Image struct {
	Box     Rect
	Picture *Picture
}

func (*Image) isOp() {}

// The bounds of a logo's file, and of what is kept of it: enough for a print of 600 dots per inch at the size it has.
const (
	logoWidth  = 1000
	logoHeight = 400
)

// CheckLogo reads a writer's logo, PNG or JPEG, and writes it anew as a PNG of 8 bits, no larger than it can be printed,
// without blank borders and without anything but its pixels: no place, camera or author that the file may have named. The errors are
// *fault.Error.
func CheckLogo(data []byte) ([]byte, error) {
	refused := func(text string, cause error) ([]byte, error) { return nil, fault.New(fault.Unreadable, text, cause) }
	if len(data) > intake.Logo {
		return refused("The picture is larger than "+intake.Megabytes(intake.Logo)+"; choose a smaller one.", nil)
	}
	head, kind, err := image.DecodeConfig(bytes.NewReader(data))
	if err != nil || kind != "png" && kind != "jpeg" {
		return refused("The file is no PNG or JPEG picture, or a damaged one; choose another.", err)
	}
	if head.Width < 1 || head.Height < 1 || head.Width*head.Height > intake.LogoPixels {
		return refused("The picture has more than 24 million pixels; choose a smaller one.", nil)
	}
	img, _, err := image.Decode(bytes.NewReader(data))
	if err != nil {
		return refused("The picture is damaged; copy or export it again.", err)
	}
	scale := min(1, float64(logoWidth)/float64(head.Width), float64(logoHeight)/float64(head.Height))
	w, h := max(1, int(float64(head.Width)*scale)), max(1, int(float64(head.Height)*scale))
	small := image.NewNRGBA(image.Rect(0, 0, w, h))
	draw.CatmullRom.Scale(small, small.Rect, img, img.Bounds(), draw.Src, nil)
	seen := ink(small)
	if seen.Empty() {
		return refused("The picture shows nothing on white paper; choose the version of the logo for a light ground.", nil)
	}
	var out bytes.Buffer
	if err := png.Encode(&out, small.SubImage(seen)); err != nil {
		return refused("The picture cannot be kept; choose another.", err)
	}
	return out.Bytes(), nil
}

// ink returns the box of what can be seen of a picture on paper: the blank borders that files of logos have would keep
// them from the margin. It is empty for a white logo on a transparent ground.
func ink(img *image.NRGBA) image.Rectangle {
	const visible = 28 // of 255: more than the noise around the edges of a JPEG
	var box image.Rectangle
	for y := img.Rect.Min.Y; y < img.Rect.Max.Y; y++ {
		for x := img.Rect.Min.X; x < img.Rect.Max.X; x++ {
			p := img.Pix[img.PixOffset(x, y):][:4]
			if int(255-min(p[0], p[1], p[2]))*int(p[3]) > visible*255 {
				box = box.Union(image.Rect(x, y, x+1, y+1))
			}
		}
	}
	return box
}

// ReadPicture reads a picture that CheckLogo wrote.
func ReadPicture(data []byte) (*Picture, error) {
	head, err := png.DecodeConfig(bytes.NewReader(data))
	if err == nil && head.Width*head.Height > logoWidth*logoHeight {
		err = image.ErrFormat
	}
	var img image.Image
	if err == nil {
		img, err = png.Decode(bytes.NewReader(data))
	}
	if err != nil {
		return nil, fault.New(fault.Unreadable, "The logo in this brief cannot be read; choose it again.", err)
	}
	return NewPicture(img), nil
}

// NewPicture lays an image on white paper.
func NewPicture(img image.Image) *Picture {
	b := img.Bounds()
	flat := image.NewRGBA(image.Rect(0, 0, b.Dx(), b.Dy()))
	draw.Draw(flat, flat.Rect, image.NewUniform(color.White), image.Point{}, draw.Src)
	draw.Draw(flat, flat.Rect, img, b.Min, draw.Over)
	p := &Picture{W: b.Dx(), H: b.Dy(), RGB: make([]byte, 0, 3*b.Dx()*b.Dy())}
	for i := 0; i < len(flat.Pix); i += 4 {
		p.RGB = append(p.RGB, flat.Pix[i:i+3]...)
	}
	p.Digest = PictureDigest(p.W, p.H, p.RGB)
	return p
}

// PictureDigest names pixels by what they are, wherever they were read from.
func PictureDigest(w, h int, rgb []byte) string {
	var size [8]byte
	binary.BigEndian.PutUint32(size[:4], uint32(w))
	binary.BigEndian.PutUint32(size[4:], uint32(h))
	sum := sha256.Sum256(append(size[:], rgb...))
	return hex.EncodeToString(sum[:])
}

// Fit returns the largest size of the picture's proportions that a box holds, at its right edge and in the middle of its
// height.
func (q *Picture) Fit(box Rect) Rect {
	scale := min(box.W/float64(q.W), box.H/float64(q.H))
	w, h := float64(q.W)*scale, float64(q.H)*scale
	return Rect{box.Right() - w, box.Y + (box.H-h)/2, w, h}
}

// Image draws a picture in a box; alt says what it shows to those who do not see it.
func (p *Page) Image(box Rect, q *Picture, alt string) {
	e := p.As(Figure, func() { p.Ops = append(p.Ops, &Image{Box: box, Picture: q}) })
	e.Alt, e.Box = alt, box
}
