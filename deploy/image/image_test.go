package main

import (
	"archive/tar"
	"bytes"
	"crypto/x509"
	"encoding/json"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	v1 "github.com/google/go-containerregistry/pkg/v1"
	"github.com/google/go-containerregistry/pkg/v1/layout"
	"github.com/google/go-containerregistry/pkg/v1/tarball"
	"github.com/google/go-containerregistry/pkg/v1/validate"
)

// hello builds the small program for one platform.
func hello(t *testing.T, arch, version string) string {
	t.Helper()
	binary := filepath.Join(t.TempDir(), "optrek")
	cmd := exec.Command("go", "build", "-trimpath", "-buildvcs=false", "-ldflags=-s -w -X main.version="+version, "-o", binary, "./testdata/hello")
	cmd.Env = append(os.Environ(), "CGO_ENABLED=0", "GOOS=linux", "GOARCH="+arch)
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	return binary
}

// made packs both platforms and gives what was told and where it is.
func made(t *testing.T, binaries [2]string) (told, dir string) {
	t.Helper()
	dir = t.TempDir()
	lock := filepath.Join(dir, "package-lock.json")
	packages := `{"packages":{"":{},"node_modules/@a/used":{"version":"1.2.3","license":"MIT"},"node_modules/tool":{"version":"9.9.9","dev":true}}}`
	if err := os.WriteFile(lock, []byte(packages), 0o600); err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	args := []string{"-version", "v1.2.3", "-out", dir, "-lock", lock, "linux/amd64=" + binaries[0], "linux/arm64=" + binaries[1]}
	if err := run(args, &out); err != nil {
		t.Fatal(err)
	}
	return out.String(), dir
}

func TestTheSameBinariesGiveTheSameDigest(t *testing.T) {
	t.Parallel()
	first := [2]string{hello(t, "amd64", "one"), hello(t, "arm64", "one")}
	again := [2]string{hello(t, "amd64", "one"), hello(t, "arm64", "one")}
	told, _ := made(t, first)
	if toldAgain, _ := made(t, again); told != toldAgain {
		t.Errorf("built twice:\n%s\nand\n%s", told, toldAgain)
	}
	other := [2]string{first[0], hello(t, "amd64", "one")}
	if toldOther, _ := made(t, other); told == toldOther {
		t.Error("another binary gave the same digest")
	}
}

func TestTheImageHoldsNothingButOptrek(t *testing.T) {
	t.Parallel()
	_, dir := made(t, [2]string{hello(t, "amd64", "one"), hello(t, "arm64", "one")})
	image, err := tarball.ImageFromPath(filepath.Join(dir, "optrek-v1.2.3-arm64.tar"), nil)
	if err != nil {
		t.Fatal(err)
	}
	if err := validate.Image(image); err != nil {
		t.Error(err)
	}
	config, err := image.ConfigFile()
	if err != nil {
		t.Fatal(err)
	}
	if config.Architecture != "arm64" || config.Config.User != "65532:65532" || !slices.Equal(config.Config.Entrypoint, []string{"/optrek"}) {
		t.Errorf("the image says of itself: %s, %+v", config.Architecture, config.Config)
	}
	want := []string{"etc/", "etc/group", "etc/passwd", "etc/ssl/", "etc/ssl/certs/", "etc/ssl/certs/ca-certificates.crt", "optrek", "tmp/"}
	if got := filesOf(t, image); !slices.Equal(got, want) {
		t.Errorf("files %v, want %v", got, want)
	}
}

func filesOf(t *testing.T, image v1.Image) []string {
	t.Helper()
	layers, err := image.Layers()
	if err != nil || len(layers) != 1 {
		t.Fatalf("%d layers, %v; want one", len(layers), err)
	}
	content, err := layers[0].Uncompressed()
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for r := tar.NewReader(content); ; {
		header, err := r.Next()
		if errors.Is(err, io.EOF) {
			return names
		}
		if err != nil {
			t.Fatal(err)
		}
		names = append(names, header.Name)
	}
}

func TestTheImageTrustsWhoIsTrusted(t *testing.T) {
	t.Parallel()
	pool := x509.NewCertPool()
	if !pool.AppendCertsFromPEM(roots()) {
		t.Fatal("the file of authorities cannot be read")
	}
	if n := bytes.Count(roots(), []byte("BEGIN CERTIFICATE")); n < 50 {
		t.Errorf("%d authorities, want what Mozilla trusts", n)
	}
}

func TestTheLayoutNamesEachPlatformAndItsParts(t *testing.T) {
	t.Parallel()
	_, dir := made(t, [2]string{hello(t, "amd64", "one"), hello(t, "arm64", "one")})
	index, err := layout.ImageIndexFromPath(filepath.Join(dir, "oci"))
	if err != nil {
		t.Fatal(err)
	}
	if err := validate.Index(index, validate.Fast); err != nil {
		t.Error(err)
	}
	manifest, err := index.IndexManifest()
	if err != nil {
		t.Fatal(err)
	}
	var platforms []string
	subjects := map[string]bool{}
	for _, one := range manifest.Manifests {
		if one.Platform != nil && one.Platform.OS != "" {
			platforms = append(platforms, one.Platform.String())
			continue
		}
		list, err := index.Image(one.Digest)
		if err != nil {
			t.Fatal(err)
		}
		said, err := list.Manifest()
		if err != nil || said.Subject == nil {
			t.Fatalf("a list of parts that refers to nothing (%v)", err)
		}
		subjects[said.Subject.Digest.String()] = true
	}
	if !slices.Equal(platforms, []string{"linux/amd64", "linux/arm64"}) || len(subjects) != 2 {
		t.Errorf("platforms %v, images with a list of parts %d", platforms, len(subjects))
	}
}

func TestTheListOfPartsNamesWhatIsBuiltIn(t *testing.T) {
	t.Parallel()
	_, dir := made(t, [2]string{hello(t, "amd64", "one"), hello(t, "arm64", "one")})
	data, err := os.ReadFile(filepath.Join(dir, "optrek-v1.2.3-amd64.cdx.json"))
	if err != nil {
		t.Fatal(err)
	}
	var list struct {
		Components []struct{ PURL string }
	}
	if err := json.Unmarshal(data, &list); err != nil {
		t.Fatal(err)
	}
	var parts []string
	for _, one := range list.Components {
		parts = append(parts, strings.Split(one.PURL, "@1.26")[0])
	}
	if want := []string{"pkg:golang/std", "pkg:npm/%40a/used@1.2.3"}; !slices.Equal(parts, want) {
		t.Errorf("parts %v, want %v: what only builds and tests is not inside", parts, want)
	}
}

func TestWhatCannotRunInAnEmptyImageIsRefused(t *testing.T) {
	t.Parallel()
	shell, err := exec.LookPath("sh")
	if err != nil {
		t.Fatal(err)
	}
	for why, args := range map[string][]string{
		"not static":   {"-version", "v1", "-out", t.TempDir(), "linux/amd64=" + shell},
		"no such file": {"-version", "v1", "-out", t.TempDir(), "linux/amd64=nowhere"},
		"no platform":  {"-version", "v1", "-out", t.TempDir(), shell},
		"no version":   {"-out", t.TempDir(), "linux/amd64=" + shell},
		"a bad tag":    {"-version", "not a tag", "-out", t.TempDir(), "linux/amd64=" + shell},
	} {
		if err := run(args, io.Discard); err == nil {
			t.Errorf("%s: packed", why)
		}
	}
}
