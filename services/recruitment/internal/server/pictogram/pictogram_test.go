package pictogram_test

import (
	"bytes"
	"context"
	"encoding/base64"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"io"
	"math/rand/v2"
	"slices"
	"testing"

	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/proto"

	pb "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
	"github.com/optrek/optrek/services/internal/authn"
	"github.com/optrek/optrek/services/internal/ids"
	"github.com/optrek/optrek/services/internal/rpc"
	"github.com/optrek/optrek/services/recruitment/internal/servertest"
)

var red, blue = color.NRGBA{R: 200, A: 255}, color.NRGBA{B: 200, A: 255}

// drawn is a picture of one colour, with its upper left corner in another.
func drawn(w, h int, of, corner color.Color) *image.NRGBA {
	m := image.NewNRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			if m.Set(x, y, of); x < w/2 && y < h/2 {
				m.Set(x, y, corner)
			}
		}
	}
	return m
}

func written(t *testing.T, write func(io.Writer) error) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := write(&out); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func asPNG(t *testing.T, m image.Image) []byte {
	t.Helper()
	return written(t, func(w io.Writer) error { return png.Encode(w, m) })
}

func asJPEG(t *testing.T, m image.Image) []byte {
	t.Helper()
	return written(t, func(w io.Writer) error { return jpeg.Encode(w, m, nil) })
}

// after puts a piece into a file behind its first bytes: what cameras and programs add.
func after(file []byte, first int, piece string) []byte {
	return slices.Concat(file[:first], []byte(piece), file[first:])
}

// exif says how a camera was held, and where.
func exif(held byte) string {
	return "\xff\xe1\x00\x2cExif\x00\x00MM\x00\x2a\x00\x00\x00\x08\x00\x01\x01\x12\x00\x03\x00\x00\x00\x01\x00" + string(held) + "\x00\x00\x00\x00\x00\x00hier woonde"
}

// webP is a lossless picture of 40 by 40 points.
func webP(t *testing.T) []byte {
	t.Helper()
	file, err := base64.StdEncoding.DecodeString("UklGRhwAAABXRUJQVlA4TA8AAAAvJ8AJAAcQRY7+ByKi/wEA")
	if err != nil {
		t.Fatal(err)
	}
	return file
}

func replace(h *servertest.House, name string, file []byte) (*pb.PictogramChange, error) {
	return h.Client.ReplacePictogram(h.Coordinator, &pb.ReplacePictogramRequest{Name: name, Picture: file, RequestId: ids.New()})
}

func mustReplace(t *testing.T, h *servertest.House, name string, file []byte) *pb.PictogramChange {
	t.Helper()
	change, err := replace(h, name, file)
	if err != nil || len(change.GetPictograms()) != 1 || change.GetChangeId() == "" {
		t.Fatalf("%v, %v", change, err)
	}
	return change
}

// own gives, by name, the digests of what the organisation replaced.
func own(ctx context.Context, t *testing.T, h *servertest.House) map[string]string {
	t.Helper()
	list, err := h.Client.ListPictograms(ctx, &pb.ListPictogramsRequest{OwnOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]string{}
	for _, p := range list.GetPictograms() {
		all[p.GetName()] = p.GetDigest()
	}
	return all
}

func kept(t *testing.T, h *servertest.House, name string) (image.Image, []byte) {
	t.Helper()
	got, err := h.Client.GetPictogram(h.As(ids.New(), authn.RoleClient), &pb.GetPictogramRequest{Name: name})
	if err != nil {
		t.Fatal(err)
	}
	m, err := png.Decode(bytes.NewReader(got.GetPng()))
	if err != nil {
		t.Fatal(err)
	}
	return m, got.GetPng()
}

func near(got color.Color, want color.NRGBA) bool {
	c, ok := color.NRGBAModel.Convert(got).(color.NRGBA)
	apart := func(a, b uint8) bool { return max(a, b)-min(a, b) > 12 }
	return ok && !apart(c.R, want.R) && !apart(c.G, want.G) && !apart(c.B, want.B) && !apart(c.A, want.A)
}

func TestAPictureIsMadeSquareAndSmallAndNothingElseComesAlong(t *testing.T) {
	t.Parallel()
	h := servertest.Open(t)
	text := "tEXtComment\x00gemaakt door Bedacht"
	chunk := binary.BigEndian.AppendUint32(binary.BigEndian.AppendUint32(nil, uint32(len(text)-4)), crc32.ChecksumIEEE([]byte(text)))
	for name, c := range map[string]struct {
		file []byte
		side int
	}{
		"bicycle": {after(asPNG(t, drawn(800, 400, red, red)), 33, string(chunk[:4])+text+string(chunk[4:])), 256},
		"bus":     {after(asJPEG(t, drawn(400, 800, red, red)), 2, exif(1)), 256},
		"train":   {webP(t), 40},
		"sun":     {asPNG(t, drawn(100, 50, red, red)), 100},
	} {
		mustReplace(t, h, name, c.file)
		m, file := kept(t, h, name)
		if b := m.Bounds(); b.Dx() != c.side || b.Dy() != c.side {
			t.Errorf("%s is %v", name, b)
		}
		for _, along := range []string{"Bedacht", "woonde", "Exif", "tEXt"} {
			if bytes.Contains(file, []byte(along)) {
				t.Errorf("%s carries %q along", name, along)
			}
		}
	}
	m, _ := kept(t, h, "bicycle") // twice as wide as high: in the middle, and above it one sees through
	if !near(m.At(128, 128), red) || !near(m.At(128, 10), color.NRGBA{}) || !near(m.At(10, 128), red) {
		t.Errorf("middle %v, above %v, left %v", m.At(128, 128), m.At(128, 10), m.At(10, 128))
	}
}

// A camera that was held on its side says so beside the points, which we leave behind.
func TestAPhotoStandsUpright(t *testing.T) {
	t.Parallel()
	h := servertest.Open(t)
	corners := map[byte]image.Point{1: {20, 20}, 2: {180, 20}, 3: {180, 180}, 4: {20, 180}, 5: {20, 20}, 6: {180, 20}, 7: {180, 180}, 8: {20, 180}}
	for held, corner := range corners {
		mustReplace(t, h, "camera", after(asJPEG(t, drawn(200, 200, red, blue)), 2, exif(held)))
		m, _ := kept(t, h, "camera")
		for _, at := range corners {
			want := red
			if at == corner {
				want = blue
			}
			if !near(m.At(at.X, at.Y), want) {
				t.Errorf("held %d: %v at %v", held, m.At(at.X, at.Y), at)
			}
		}
	}
}

func TestWhatIsNotTaken(t *testing.T) {
	t.Parallel()
	h := servertest.Open(t)
	noise := image.NewNRGBA(image.Rect(0, 0, 300, 300))
	for i := range noise.Pix {
		noise.Pix[i] = byte(rand.Uint32())
	}
	good := asPNG(t, drawn(64, 64, red, red))
	for want, file := range map[string][]byte{
		"PICTURE_TOO_LARGE":  asPNG(t, noise),
		"PICTURE_TOO_WIDE":   asPNG(t, image.NewGray(image.Rect(0, 0, 20_000, 16))), // some kB that would ask for much more
		"PICTURE_TOO_SMALL":  asPNG(t, drawn(31, 31, red, red)),
		"PICTURE_UNREADABLE": good[:len(good)/2],
		"PICTURE_IS_SVG":     []byte(`  <?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>`),
		"PICTURE_FORMAT":     written(t, func(w io.Writer) error { return gif.Encode(w, drawn(64, 64, red, red), nil) }),
	} {
		_, err := replace(h, "bicycle", file)
		servertest.WantCode(t, err, codes.InvalidArgument)
		p := rpc.ProblemOf(err)
		if p.Reason != want || len(p.Fields) != 1 || p.Fields[0].Path != "picture" || p.Text.NL == "" || p.Text.EN == "" {
			t.Errorf("%s: %+v", want, p)
		}
	}
	_, err := replace(h, "no-such-thing", good)
	servertest.WantCode(t, err, codes.NotFound)
	if all := own(h.Coordinator, t, h); len(all) != 0 {
		t.Errorf("something came in: %v", all)
	}
}

func TestOnlyTheOrganisationItselfSeesItsPictures(t *testing.T) {
	t.Parallel()
	h := servertest.Open(t)
	other := h.Neighbour()
	change := mustReplace(t, h, "bicycle", asPNG(t, drawn(64, 64, red, red)))
	if all := own(other.Coordinator, t, other); len(all) != 0 {
		t.Errorf("the neighbours have %v", all)
	}
	_, err := other.Client.GetPictogram(other.Coordinator, &pb.GetPictogramRequest{Name: "bicycle"})
	servertest.WantCode(t, err, codes.NotFound)
	_, err = other.Client.UndoPictograms(other.Coordinator, &pb.UndoPictogramsRequest{ChangeId: change.GetChangeId()})
	servertest.WantCode(t, err, codes.NotFound)
	if all := own(h.Coordinator, t, h); all["bicycle"] == "" {
		t.Errorf("the neighbours took it away: %v", all)
	}
	for _, role := range []authn.Role{authn.RoleClient, authn.RoleSupportWorker, authn.RoleNetworkLead} {
		ctx := h.As(ids.New(), role)
		if all := own(ctx, t, h); all["bicycle"] == "" {
			t.Errorf("%s sees %v", role, all)
		}
		_, err := h.Client.ReplacePictogram(ctx, &pb.ReplacePictogramRequest{Name: "bus", Picture: []byte("x")})
		servertest.WantCode(t, err, codes.PermissionDenied)
		_, err = h.Client.ResetPictograms(ctx, &pb.ResetPictogramsRequest{Everywhere: true})
		servertest.WantCode(t, err, codes.PermissionDenied)
	}
}

func undo(t *testing.T, h *servertest.House, change *pb.PictogramChange) *pb.PictogramChange {
	t.Helper()
	back, err := h.Client.UndoPictograms(h.Coordinator, &pb.UndoPictogramsRequest{ChangeId: change.GetChangeId(), RequestId: ids.New()})
	if err != nil {
		t.Fatal(err)
	}
	return back
}

func TestAChangeCanBeTakenBack(t *testing.T) {
	t.Parallel()
	h := servertest.Open(t)
	first := mustReplace(t, h, "bicycle", asPNG(t, drawn(64, 64, red, red)))
	was := own(h.Coordinator, t, h)["bicycle"]
	second := mustReplace(t, h, "bicycle", asPNG(t, drawn(64, 64, blue, blue)))
	_, err := h.Client.UndoPictograms(h.Coordinator, &pb.UndoPictogramsRequest{ChangeId: first.GetChangeId()})
	servertest.WantCode(t, err, codes.NotFound) // it changed again since
	back := undo(t, h, second)
	if all := own(h.Coordinator, t, h); all["bicycle"] != was || back.GetPictograms()[0].GetDigest() != was {
		t.Errorf("taken back it is %v, told as %v", all, back)
	}
	undo(t, h, back) // and once more the other way
	if all := own(h.Coordinator, t, h); all["bicycle"] == was {
		t.Errorf("the step back was not taken back: %v", all)
	}
	ours, err := h.Client.ResetPictograms(h.Coordinator, &pb.ResetPictogramsRequest{Names: []string{"bicycle", "bus"}})
	if err != nil || len(ours.GetPictograms()) != 1 || len(own(h.Coordinator, t, h)) != 0 {
		t.Fatalf("%v, %v", ours, err)
	}
	undo(t, h, ours)
	if all := own(h.Coordinator, t, h); all["bicycle"] == "" || all["bicycle"] == was {
		t.Errorf("putting ours back was not taken back: %v", all)
	}
	for _, req := range []*pb.ResetPictogramsRequest{{}, {Names: []string{"bus"}, Everywhere: true}} {
		_, err = h.Client.ResetPictograms(h.Coordinator, req)
		servertest.WantCode(t, err, codes.InvalidArgument)
	}
}

func TestTwoWhoReplaceTheSameOne(t *testing.T) {
	t.Parallel()
	h := servertest.Open(t)
	etag := mustReplace(t, h, "bicycle", asPNG(t, drawn(64, 64, red, red))).GetPictograms()[0].GetEtag()
	req := &pb.ReplacePictogramRequest{Name: "bicycle", Picture: asPNG(t, drawn(64, 64, blue, blue)), Etag: etag, RequestId: ids.New()}
	done, err := h.Client.ReplacePictogram(h.Coordinator, req)
	if err != nil {
		t.Fatal(err)
	}
	if again, err := h.Client.ReplacePictogram(h.Coordinator, req); err != nil || !proto.Equal(again, done) {
		t.Errorf("the same request once more: %v, %v", again, err)
	}
	req.RequestId = ids.New()
	_, err = h.Client.ReplacePictogram(h.Coordinator, req)
	servertest.WantCode(t, err, codes.Aborted)
	req.Etag = ""
	if same, err := h.Client.ReplacePictogram(h.Coordinator, &pb.ReplacePictogramRequest{Name: "bicycle", Picture: req.GetPicture()}); err != nil || same.GetChangeId() != "" {
		t.Errorf("the same picture is no change: %v, %v", same, err)
	}
}

func TestEveryPictogramIsListedWithItsMeaning(t *testing.T) {
	t.Parallel()
	h := servertest.Open(t)
	list, err := h.Client.ListPictograms(h.As(ids.New(), authn.RoleClient), &pb.ListPictogramsRequest{})
	if err != nil || len(list.GetPictograms()) < 100 {
		t.Fatalf("%d, %v", len(list.GetPictograms()), err)
	}
	for _, p := range list.GetPictograms() {
		if p.GetMeaningNl() == "" || p.GetMeaningEn() == "" || p.GetFileName() == "" || p.GetEtag() == "" || p.GetDigest() != "" {
			t.Errorf("got %v", p)
		}
	}
}

// Whoever has a page open sees other pictures at once: each change is told, and what changed nothing is not.
func TestAChangeIsTold(t *testing.T) {
	t.Parallel()
	h := servertest.Open(t)
	told := func() (names []string) {
		for _, e := range h.Events() {
			if m, ok := e.Message.(*pb.PictogramsChanged); ok {
				names = append(names, m.GetNames()...)
			}
		}
		return names
	}
	file := asPNG(t, drawn(64, 64, red, red))
	change := mustReplace(t, h, "bicycle", file)
	if same, err := replace(h, "bicycle", file); err != nil || same.GetChangeId() != "" { // it stood there already
		t.Errorf("%v, %v", same, err)
	}
	if got := told(); !slices.Equal(got, []string{"bicycle"}) {
		t.Errorf("after one change: %v", got)
	}
	undo(t, h, change)
	if got := told(); !slices.Equal(got, []string{"bicycle", "bicycle"}) {
		t.Errorf("after it was taken back: %v", got)
	}
}
