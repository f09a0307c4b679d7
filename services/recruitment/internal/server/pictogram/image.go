package pictogram

import (
	"bytes"
	"encoding/binary"
	"image"
	"image/jpeg"
	"image/png"
	"io"

	"golang.org/x/image/draw"
	"golang.org/x/image/webp"

	"github.com/optrek/optrek/services/internal/fault"
	"github.com/optrek/optrek/services/recruitment/internal/domain/pictogram"
)

const (
	side     = 256  // points wide and high that are kept: twice the largest we show
	smallest = 32   // points; less than that shows nothing
	largest  = 2048 // points; a file of few bytes can ask for any amount of memory
)

// format is one way in which a picture may come in.
type format struct {
	begins []byte
	size   func(io.Reader) (image.Config, error)
	read   func(io.Reader) (image.Image, error)
}

// formats are chosen by how a file begins, whatever it is called, and only these: what
// other packages taught the image library to read is not let in here.
var formats = []format{
	{[]byte("\x89PNG\r\n\x1a\n"), png.DecodeConfig, png.Decode},
	{[]byte("\xff\xd8\xff"), jpeg.DecodeConfig, jpeg.Decode},
	{[]byte("RIFF"), webp.DecodeConfig, webp.Decode},
}

// redraw reads a picture and draws it anew: square, small, as PNG. Only the points come
// along: where a photo was taken, who made it and what else the file holds does not.
func redraw(file []byte) ([]byte, error) {
	if len(file) > pictogram.LargestFile {
		return nil, tooLarge
	}
	for _, f := range formats {
		if !bytes.HasPrefix(file, f.begins) {
			continue
		}
		size, err := f.size(bytes.NewReader(file))
		switch {
		case err != nil:
			return nil, unreadable
		case max(size.Width, size.Height) > largest:
			return nil, tooManyPoints
		case max(size.Width, size.Height) < smallest:
			return nil, tooFewPoints
		}
		drawn, err := f.read(bytes.NewReader(file))
		if err != nil {
			return nil, unreadable
		}
		return square(upright(drawn, orientation(file)))
	}
	if head := bytes.ToLower(file[:min(len(file), 1024)]); bytes.Contains(head, []byte("<svg")) || bytes.Contains(head, []byte("<?xml")) {
		return nil, isSVG
	}
	return nil, unknownFormat
}

// square makes a picture small and puts it in the middle of a square that one can see
// through; what is small stays as it is.
func square(drawn image.Image) ([]byte, error) {
	w, h := drawn.Bounds().Dx(), drawn.Bounds().Dy()
	of := min(max(w, h), side)
	w, h = max(1, w*of/max(w, h)), max(1, h*of/max(w, h))
	at := image.Rect((of-w)/2, (of-h)/2, (of-w)/2+w, (of-h)/2+h)
	small := image.NewNRGBA(image.Rect(0, 0, of, of))
	draw.CatmullRom.Scale(small, at, drawn, drawn.Bounds(), draw.Src, nil)
	var out bytes.Buffer
	err := (&png.Encoder{CompressionLevel: png.BestCompression}).Encode(&out, small)
	return out.Bytes(), err
}

// orientation is how a camera was held, 1 to 8, as a JPEG tells it beside its points; 1
// when it does not. It has to be read, for it is left behind with the rest.
func orientation(file []byte) int {
	for at := 2; at+4 <= len(file) && file[at] == 0xff && file[at+1] != 0xda; {
		end := at + 2 + int(binary.BigEndian.Uint16(file[at+2:]))
		if end > len(file) || end < at+4 {
			return 1
		}
		if tiff, isExif := bytes.CutPrefix(file[at+4:end], []byte("Exif\x00\x00")); file[at+1] == 0xe1 && isExif {
			return orientationIn(tiff)
		}
		at = end
	}
	return 1
}

// orientationIn finds it among the first entries of a TIFF.
func orientationIn(tiff []byte) int {
	if len(tiff) < 8 {
		return 1
	}
	var order binary.ByteOrder = binary.BigEndian
	if tiff[0] == 'I' {
		order = binary.LittleEndian
	}
	from := int(order.Uint32(tiff[4:]))
	if from < 8 || from+2 > len(tiff) {
		return 1
	}
	entries := tiff[from+2:]
	for range order.Uint16(tiff[from:]) {
		if len(entries) < 12 {
			return 1
		}
		if value := int(order.Uint16(entries[8:])); order.Uint16(entries) == 0x0112 && value >= 1 && value <= 8 {
			return value
		}
		entries = entries[12:]
	}
	return 1
}

// upright turns a picture the way it was seen.
func upright(drawn image.Image, held int) image.Image {
	if held == 1 {
		return drawn
	}
	b := drawn.Bounds()
	w, h := b.Dx(), b.Dy()
	if held >= 5 { // on its side
		w, h = h, w
	}
	out := image.NewNRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			fromX, fromY := seenAt(held, x, y, w, h)
			out.Set(x, y, drawn.At(b.Min.X+fromX, b.Min.Y+fromY))
		}
	}
	return out
}

// seenAt is where in the file the point stands that is seen at x, y of w by h.
func seenAt(held, x, y, w, h int) (int, int) {
	switch held {
	case 2:
		return w - 1 - x, y
	case 3:
		return w - 1 - x, h - 1 - y
	case 4:
		return x, h - 1 - y
	case 5:
		return y, x
	case 6:
		return y, w - 1 - x
	case 7:
		return h - 1 - y, w - 1 - x
	default: // 8
		return h - 1 - y, x
	}
}

func refuse(code, nl, en string) *fault.Fault { return fault.Invalid(code, fault.Text{NL: nl, EN: en}) }

var (
	tooLarge = refuse("PICTURE_TOO_LARGE", "Dit plaatje is groter dan 200 kB. Maak het kleiner en probeer het opnieuw.",
		"This picture is larger than 200 kB. Make it smaller and try again.")
	tooManyPoints = refuse("PICTURE_TOO_WIDE", "Dit plaatje is breder of hoger dan 2048 punten. Maak het kleiner en probeer het opnieuw.",
		"This picture is wider or higher than 2,048 points. Make it smaller and try again.")
	tooFewPoints = refuse("PICTURE_TOO_SMALL", "Dit plaatje is te klein om te zien. Neem er een van 32 punten of meer, liefst 256.",
		"This picture is too small to see. Take one of 32 points or more, 256 is best.")
	unreadable = refuse("PICTURE_UNREADABLE", "Dit plaatje kunnen we niet lezen. Open het op je computer, bewaar het als PNG en probeer het opnieuw.",
		"We cannot read this picture. Open it on your computer, keep it as PNG and try again.")
	isSVG = refuse("PICTURE_IS_SVG", "SVG nemen we niet: daar kan een programma in zitten. Bewaar het plaatje als PNG.",
		"We do not take SVG: there can be a program in it. Keep the picture as PNG.")
	unknownFormat = refuse("PICTURE_FORMAT", "Dit is geen PNG, JPEG of WebP. Bewaar het plaatje als PNG en probeer het opnieuw.",
		"This is no PNG, JPEG or WebP. Keep the picture as PNG and try again.")
)
