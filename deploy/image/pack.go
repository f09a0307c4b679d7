package main

import (
	"archive/tar"
	"bytes"
	"debug/elf"
	"fmt"
	"io"
	"os"

	v1 "github.com/google/go-containerregistry/pkg/v1"
	"github.com/google/go-containerregistry/pkg/v1/empty"
	"github.com/google/go-containerregistry/pkg/v1/mutate"
	"github.com/google/go-containerregistry/pkg/v1/static"
	"github.com/google/go-containerregistry/pkg/v1/tarball"
	"github.com/google/go-containerregistry/pkg/v1/types"
)

const (
	nobody      = "65532" // the user of every process; the chart says so as well
	entry       = "/optrek"
	partsFormat = "application/vnd.cyclonedx+json"
)

// packedPlatform is one platform's image and its list of parts.
type packedPlatform struct {
	platform
	image v1.Image
	parts []byte
}

func pack(o order, p platform) (packedPlatform, error) {
	if err := isStatic(p.binary); err != nil {
		return packedPlatform{}, err
	}
	parts, err := partsOf(o, p.binary)
	if err != nil {
		return packedPlatform{}, err
	}
	files, err := rootFS(p.binary)
	if err != nil {
		return packedPlatform{}, err
	}
	layer, err := tarball.LayerFromOpener(func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(files)), nil },
		tarball.WithMediaType(types.OCILayer))
	if err != nil {
		return packedPlatform{}, err
	}
	image, err := mutate.Append(mutate.ConfigMediaType(mutate.MediaType(empty.Image, types.OCIManifestSchema1), types.OCIConfigJSON),
		mutate.Addendum{Layer: layer, History: v1.History{CreatedBy: "optrek", Created: v1.Time{Time: o.at}}})
	if err != nil {
		return packedPlatform{}, err
	}
	image, err = mutate.ConfigFile(image, configured(o, p, image))
	if err != nil {
		return packedPlatform{}, err
	}
	return packedPlatform{platform: p, image: mutate.Annotations(image, about(o)).(v1.Image), parts: parts}, nil
}

// configured is what the image says of itself. Unable to read it means that mutate broke its own image.
func configured(o order, p platform, image v1.Image) *v1.ConfigFile {
	config, err := image.ConfigFile()
	if err != nil {
		panic(err)
	}
	config = config.DeepCopy()
	config.OS, config.Architecture = p.os, p.arch
	config.Created = v1.Time{Time: o.at}
	config.Config = v1.Config{User: nobody + ":" + nobody, Entrypoint: []string{entry}, WorkingDir: "/", Labels: about(o)}
	return config
}

func about(o order) map[string]string {
	return map[string]string{
		"org.opencontainers.image.title":   "Optrek",
		"org.opencontainers.image.version": o.version,
		"org.opencontainers.image.source":  "https://github.com/optrek/optrek",
	}
}

// isStatic refuses a binary that asks for a loader: in an image without anything there is none.
func isStatic(path string) error {
	file, err := elf.Open(path)
	if err != nil {
		return err
	}
	defer func() { _ = file.Close() }() // only read
	for _, part := range file.Progs {
		if part.Type == elf.PT_INTERP {
			return fmt.Errorf("%s is not static: build it with CGO_ENABLED=0", path)
		}
	}
	return nil
}

// rootFS is all that the image holds: the binary, a name for its user, whom to trust, and a place for temporary files.
func rootFS(binary string) ([]byte, error) {
	program, err := os.ReadFile(binary)
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	w := tar.NewWriter(&out)
	for _, one := range []struct {
		name string
		mode int64
		data []byte
	}{
		{"etc/", 0o755, nil},
		{"etc/group", 0o644, []byte("nonroot:x:" + nobody + ":\n")},
		{"etc/passwd", 0o644, []byte("nonroot:x:" + nobody + ":" + nobody + ":nonroot:/:/none\n")},
		{"etc/ssl/", 0o755, nil},
		{"etc/ssl/certs/", 0o755, nil},
		{"etc/ssl/certs/ca-certificates.crt", 0o644, roots()},
		{"optrek", 0o755, program},
		{"tmp/", 0o1777, nil},
	} {
		header := &tar.Header{Name: one.name, Mode: one.mode, Size: int64(len(one.data)), Typeflag: tar.TypeReg, Format: tar.FormatUSTAR}
		if one.data == nil {
			header.Typeflag = tar.TypeDir
		}
		if err := w.WriteHeader(header); err != nil {
			return nil, err
		}
		if _, err := w.Write(one.data); err != nil {
			return nil, err
		}
	}
	return out.Bytes(), w.Close()
}

// together is one index over the platforms, with beside each image its list of parts, which refers to it.
func together(o order, packed []packedPlatform) (v1.ImageIndex, error) {
	index := mutate.IndexMediaType(empty.Index, types.OCIImageIndex)
	for _, p := range packed {
		index = mutate.AppendManifests(index, mutate.IndexAddendum{
			Add:        p.image,
			Descriptor: v1.Descriptor{Platform: &v1.Platform{OS: p.os, Architecture: p.arch}},
		})
	}
	for _, p := range packed {
		list, err := beside(p)
		if err != nil {
			return nil, err
		}
		index = mutate.AppendManifests(index, mutate.IndexAddendum{Add: list})
	}
	return mutate.Annotations(index, about(o)).(v1.ImageIndex), nil
}

// beside is the list of parts as an OCI artefact whose subject is the image.
func beside(p packedPlatform) (v1.Image, error) {
	subject, err := descriptor(p.image)
	if err != nil {
		return nil, err
	}
	list := mutate.ConfigMediaType(mutate.MediaType(empty.Image, types.OCIManifestSchema1), partsFormat)
	list, err = mutate.AppendLayers(list, static.NewLayer(p.parts, partsFormat))
	if err != nil {
		return nil, err
	}
	return mutate.Subject(list, subject).(v1.Image), nil
}

func descriptor(image v1.Image) (v1.Descriptor, error) {
	digest, err := image.Digest()
	if err != nil {
		return v1.Descriptor{}, err
	}
	size, err := image.Size()
	if err != nil {
		return v1.Descriptor{}, err
	}
	kind, err := image.MediaType()
	return v1.Descriptor{MediaType: kind, Digest: digest, Size: size}, err
}
