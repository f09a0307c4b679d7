package pictogram_test

import (
	"archive/zip"
	"io"
	"slices"
	"testing"

	"google.golang.org/grpc/codes"

	pb "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
	"github.com/optrek/optrek/services/internal/ids"
	"github.com/optrek/optrek/services/internal/rpc"
	"github.com/optrek/optrek/services/recruitment/internal/servertest"
)

func zipped(t *testing.T, files ...string) []byte {
	t.Helper()
	return written(t, func(out io.Writer) error {
		z := zip.NewWriter(out)
		for i := 0; i+1 < len(files); i += 2 {
			f, err := z.Create(files[i])
			if err != nil {
				return err
			}
			if _, err := io.WriteString(f, files[i+1]); err != nil {
				return err
			}
		}
		return z.Close()
	})
}

func TestAWholeSetAtOnce(t *testing.T) {
	t.Parallel()
	h := servertest.Open(t)
	good, other := string(asPNG(t, drawn(64, 64, red, red))), string(asPNG(t, drawn(64, 64, blue, blue)))
	mustReplace(t, h, "sun", []byte(good))
	before := own(h.Coordinator, t, h)
	change, err := h.Client.ReplacePictograms(h.Coordinator, &pb.ReplacePictogramsRequest{RequestId: ids.New(), Zip: zipped(t,
		"Plaatjes/Fiets.png", good, "Plaatjes/hot-beverage.png", other, "Plaatjes/Having coffee.png", good, "Zon.png", other,
		"Plaatjes/", "", "__MACOSX/Plaatjes/._Fiets.png", "x", ".DS_Store", "x", "ons logo.png", good,
		"bus.svg", "<svg/>", "trein.png", "geen plaatje", "boom.png", string(make([]byte, 50<<20)),
	)})
	if err != nil {
		t.Fatal(err)
	}
	var taken []string
	for _, p := range change.GetPictograms() {
		taken = append(taken, p.GetName())
	}
	slices.Sort(taken)
	if !slices.Equal(taken, []string{"bicycle", "hot-beverage", "sun"}) {
		t.Errorf("taken %v", taken)
	}
	refused := map[string]bool{}
	for _, r := range change.GetRefused() {
		if refused[r.GetFile()] = true; r.GetWhyNl() == "" || r.GetWhyEn() == "" {
			t.Errorf("nobody says why: %v", r)
		}
	}
	for _, file := range []string{"Plaatjes/Having coffee.png", "ons logo.png", "bus.svg", "trein.png", "boom.png"} {
		if !refused[file] {
			t.Errorf("%s was not refused", file)
		}
	}
	if len(refused) != 5 {
		t.Errorf("refused %v", refused)
	}
	undo(t, h, change)
	if now := own(h.Coordinator, t, h); len(now) != 1 || now["sun"] != before["sun"] {
		t.Errorf("the whole set taken back: %v", now)
	}
}

func TestWhatIsNoSet(t *testing.T) {
	t.Parallel()
	h := servertest.Open(t)
	var many []string
	for range 1001 {
		many = append(many, "fiets.png", "")
	}
	for want, file := range map[string][]byte{
		"PICTOGRAMS_NO_ZIP": []byte("geen zip"), "PICTOGRAMS_TOO_MANY": zipped(t, many...), "PICTOGRAMS_EMPTY": zipped(t, "map/", ""),
	} {
		_, err := h.Client.ReplacePictograms(h.Coordinator, &pb.ReplacePictogramsRequest{Zip: file})
		servertest.WantCode(t, err, codes.InvalidArgument)
		if p := rpc.ProblemOf(err); p.Reason != want {
			t.Errorf("%s: %+v", want, p)
		}
	}
}
