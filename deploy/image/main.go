// Command image packs static binaries into a container image FROM scratch, without a daemon and without a registry:
//
//	image -version v1.4.0 -out DIR linux/amd64=path/to/optrek linux/arm64=path/to/optrek
//
// In DIR come oci/ (an OCI layout with every platform, and beside each its list of parts),
// optrek-<version>-<arch>.tar (what `docker load` and `ctr images import` take) and
// optrek-<version>-<arch>.cdx.json (the list of parts, CycloneDX). The same binaries give the same digest.
package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/google/go-containerregistry/pkg/name"
	v1 "github.com/google/go-containerregistry/pkg/v1"
	"github.com/google/go-containerregistry/pkg/v1/layout"
	"github.com/google/go-containerregistry/pkg/v1/tarball"
)

func main() {
	if err := run(os.Args[1:], os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "image:", err)
		os.Exit(1)
	}
}

// order is what to make, of what, and where.
type order struct {
	version   string
	name      string    // repository, as in name:version
	out       string    // directory
	lock      string    // package-lock.json of the web app, which is inside the binary
	at        time.Time // when the sources were as they are
	platforms []platform
}

// platform is one binary and what it runs on.
type platform struct {
	os, arch string
	binary   string // path
}

func run(args []string, out io.Writer) error {
	o, err := read(args)
	if err != nil {
		return err
	}
	if err := os.RemoveAll(filepath.Join(o.out, "oci")); err != nil {
		return err
	}
	if err := os.MkdirAll(o.out, 0o755); err != nil {
		return err
	}
	packed := make([]packedPlatform, 0, len(o.platforms))
	for _, p := range o.platforms {
		one, err := pack(o, p)
		if err != nil {
			return fmt.Errorf("%s/%s: %w", p.os, p.arch, err)
		}
		if err := writeArchive(o, one); err != nil {
			return err
		}
		packed = append(packed, one)
	}
	index, err := together(o, packed)
	if err != nil {
		return err
	}
	if _, err := layout.Write(filepath.Join(o.out, "oci"), index); err != nil {
		return err
	}
	return tell(out, o, packed, index)
}

func read(args []string) (order, error) {
	o := order{}
	var epoch int64
	flags := flag.NewFlagSet("image", flag.ContinueOnError)
	flags.StringVar(&o.version, "version", "", "the version, also the tag")
	flags.StringVar(&o.name, "name", "optrek/optrek", "the image's repository, with or without a registry before it")
	flags.StringVar(&o.out, "out", "", "the directory to write in")
	flags.StringVar(&o.lock, "lock", "", "package-lock.json of the web app")
	flags.Int64Var(&epoch, "epoch", 0, "when the sources were as they are, in seconds since 1970")
	if err := flags.Parse(args); err != nil {
		return o, err
	}
	o.at = time.Unix(epoch, 0).UTC()
	for _, arg := range flags.Args() {
		where, binary, ok := strings.Cut(arg, "=")
		system, arch, both := strings.Cut(where, "/")
		if !ok || !both {
			return o, fmt.Errorf("%q: want os/arch=path", arg)
		}
		o.platforms = append(o.platforms, platform{os: system, arch: arch, binary: binary})
	}
	if o.version == "" || o.out == "" || len(o.platforms) == 0 {
		return o, errors.New("want -version, -out and at least one os/arch=path")
	}
	_, err := name.NewTag(o.name + ":" + o.version)
	return o, err
}

// writeArchive is the way without a registry.
func writeArchive(o order, p packedPlatform) error {
	tag, err := name.NewTag(o.name + ":" + o.version)
	if err != nil {
		return err
	}
	base := filepath.Join(o.out, fmt.Sprintf("optrek-%s-%s", o.version, p.arch))
	if err := tarball.WriteToFile(base+".tar", tag, p.image); err != nil {
		return err
	}
	return os.WriteFile(base+".cdx.json", p.parts, 0o644)
}

func tell(out io.Writer, o order, packed []packedPlatform, index v1.ImageIndex) error {
	whole, err := index.Digest()
	if err != nil {
		return err
	}
	for _, p := range packed {
		digest, err := p.image.Digest()
		if err != nil {
			return err
		}
		fmt.Fprintf(out, "%s/%s  %s\n", p.os, p.arch, digest)
	}
	fmt.Fprintf(out, "%s:%s  %s\n", o.name, o.version, whole)
	return nil
}
