package e2e

import (
	"archive/zip"
	"bytes"
	"image"
	"image/png"
	"math/rand/v2"
	"testing"

	"github.com/optrek/optrek/deploy/dev/apiclient"
	recruitmentv1 "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
)

// ofPictograms is the pictogram that organisations replace here.
const ofPictograms = "lemon"

// aPicture is one that nobody has yet.
func aPicture(t *testing.T) []byte {
	t.Helper()
	drawn := image.NewGray(image.Rect(0, 0, 40, 40))
	for i := range drawn.Pix {
		drawn.Pix[i] = byte(rand.Uint32())
	}
	var file bytes.Buffer
	must(t, png.Encode(&file, drawn))
	return file.Bytes()
}

// ownPictogram puts a picture of the organisation's own in place, and gives what takes that back.
func ownPictogram(t *testing.T, coordinator *apiclient.Client) (change string) {
	t.Helper()
	var changed recruitmentv1.PictogramChange
	must(t, coordinator.Post(t.Context(), "/api/v1/pictograms/"+ofPictograms+":replace", &recruitmentv1.ReplacePictogramRequest{Picture: aPicture(t)}, &changed))
	return changed.GetChangeId()
}

// zippedAs is a zip with one file.
func zippedAs(t *testing.T, name string, content []byte) []byte {
	t.Helper()
	var file bytes.Buffer
	z := zip.NewWriter(&file)
	w, err := z.Create(name)
	must(t, err)
	_, err = w.Write(content)
	must(t, err)
	must(t, z.Close())
	return file.Bytes()
}
