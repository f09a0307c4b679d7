package pictogram

import (
	"archive/zip"
	"bytes"
	"context"
	"io"
	"path"
	"strings"

	pb "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
	"github.com/optrek/optrek/services/internal/fault"
	"github.com/optrek/optrek/services/recruitment/internal/domain/pictogram"
)

const (
	mostFiles    = 1000
	longestShown = 100 // letters of a file's name that are told back
)

// set is what was found in a zip.
type set struct {
	pictures []picture
	refused  []*pb.RefusedPicture
}

// unpack reads the pictures in a zip. One that cannot be taken does not hold up the rest.
func unpack(ctx context.Context, file []byte) (set, error) {
	all, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		return set{}, noZip
	}
	if len(all.File) > mostFiles {
		return set{}, tooManyFiles
	}
	var found set
	taken := map[string]bool{}
	for _, f := range all.File {
		if err := ctx.Err(); err != nil {
			return set{}, err
		}
		if strings.HasSuffix(f.Name, "/") || hidden(f.Name) {
			continue
		}
		p, err := take(f, taken)
		if err != nil {
			found.refused = append(found.refused, refused(f.Name, err))
			continue
		}
		taken[p.Name] = true
		found.pictures = append(found.pictures, p)
	}
	if len(found.pictures)+len(found.refused) == 0 {
		return set{}, emptySet
	}
	return found, nil
}

// take reads one file, and no more of it than a picture may have: what a zip says of the
// size of what is in it need not be true.
func take(f *zip.File, taken map[string]bool) (picture, error) {
	m, found := pictogram.ByFile(f.Name)
	switch {
	case !found:
		return picture{}, noSuchMeaning
	case taken[m.Name]:
		return picture{}, twice
	}
	content, err := f.Open()
	if err != nil {
		return picture{}, unreadable
	}
	defer content.Close()
	file, err := io.ReadAll(io.LimitReader(content, pictogram.LargestFile+1))
	if err != nil {
		return picture{}, unreadable
	}
	png, err := redraw(file)
	return picture{m, png}, err
}

// hidden are files that a computer puts in a zip by itself.
func hidden(name string) bool {
	base := path.Base(name)
	return strings.HasPrefix(base, ".") || strings.HasPrefix(name, "__MACOSX/") || strings.EqualFold(base, "Thumbs.db") || strings.EqualFold(base, "desktop.ini")
}

func refused(name string, why error) *pb.RefusedPicture {
	shown := []rune(strings.ToValidUTF8(name, "?"))
	text := unreadable.Text
	if f, ok := fault.As(why); ok {
		text = f.Text
	}
	return &pb.RefusedPicture{File: string(shown[:min(len(shown), longestShown)]), WhyNl: text.NL, WhyEn: text.EN}
}

var (
	noZip = refuse("PICTOGRAMS_NO_ZIP", "Dit is geen zip die we kunnen lezen. Maak een zip van de map met plaatjes en probeer het opnieuw.",
		"This is no zip that we can read. Make a zip of the folder with pictures and try again.")
	tooManyFiles = refuse("PICTOGRAMS_TOO_MANY", "In deze zip staan meer dan duizend bestanden. Laat alleen de plaatjes erin.",
		"There are more than a thousand files in this zip. Leave only the pictures in it.")
	emptySet = refuse("PICTOGRAMS_EMPTY", "In deze zip staat niets. Zet de plaatjes erin en probeer het opnieuw.",
		"There is nothing in this zip. Put the pictures in it and try again.")
	noSuchMeaning = refuse("PICTURE_FOR_NOTHING", "Hier hoort geen plaatje bij dat zo heet. Kijk in de lijst hoe het bestand heten kan.",
		"No pictogram is called like this. Look in the list what the file can be called.")
	twice = refuse("PICTURE_TWICE", "Voor dit plaatje was er al een bestand in de zip. Laat er één staan.",
		"There was a file for this pictogram in the zip already. Leave one of them.")
)
