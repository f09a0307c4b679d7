package main

import (
	"bytes"
	"debug/buildinfo"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"runtime/debug"
	"slices"
	"strings"

	cdx "github.com/CycloneDX/cyclonedx-go"
)

// partsOf lists what is inside a binary: its Go modules, from the binary itself, and the packages of the
// web app that it serves. No serial number and no time of making: the same parts give the same list.
func partsOf(o order, binary string) ([]byte, error) {
	info, err := buildinfo.ReadFile(binary)
	if err != nil {
		return nil, err
	}
	parts := goParts(info)
	if o.lock != "" {
		web, err := webParts(o.lock)
		if err != nil {
			return nil, err
		}
		parts = append(parts, web...)
	}
	if len(parts) == 0 {
		return nil, errors.New("the binary names no parts")
	}
	slices.SortFunc(parts, func(a, b cdx.Component) int { return strings.Compare(a.BOMRef, b.BOMRef) })
	bom := cdx.NewBOM()
	bom.Metadata = &cdx.Metadata{Component: &cdx.Component{
		BOMRef: "optrek", Type: cdx.ComponentTypeApplication, Name: "optrek", Version: o.version,
	}}
	bom.Components = &parts
	var out bytes.Buffer
	err = cdx.NewBOMEncoder(&out, cdx.BOMFileFormatJSON).SetPretty(true).Encode(bom)
	return out.Bytes(), err
}

func goParts(info *debug.BuildInfo) []cdx.Component {
	parts := []cdx.Component{{
		BOMRef: "pkg:golang/std@" + strings.TrimPrefix(info.GoVersion, "go"), Type: cdx.ComponentTypeLibrary,
		Name: "std", Version: strings.TrimPrefix(info.GoVersion, "go"), PackageURL: "pkg:golang/std@" + strings.TrimPrefix(info.GoVersion, "go"),
	}}
	for _, module := range info.Deps {
		if module.Replace != nil {
			module = module.Replace
		}
		parts = append(parts, component("golang", module.Path, module.Version))
	}
	return parts
}

// component names a part by its package URL: https://github.com/package-url/purl-spec.
func component(kind, name, version string) cdx.Component {
	purl := fmt.Sprintf("pkg:%s/%s@%s", kind, strings.ReplaceAll(name, "@", "%40"), version)
	return cdx.Component{BOMRef: purl, Type: cdx.ComponentTypeLibrary, Name: name, Version: version, PackageURL: purl}
}

// webParts are the packages of the lock file that are built in; those that only build and test are not.
func webParts(lock string) ([]cdx.Component, error) {
	data, err := os.ReadFile(lock)
	if err != nil {
		return nil, err
	}
	var file struct {
		Packages map[string]struct {
			Version string `json:"version"`
			License string `json:"license"`
			Dev     bool   `json:"dev"`
		} `json:"packages"`
	}
	if err := json.Unmarshal(data, &file); err != nil {
		return nil, fmt.Errorf("%s: %w", lock, err)
	}
	var parts []cdx.Component
	for path, one := range file.Packages {
		if path == "" || one.Dev {
			continue
		}
		part := component("npm", path[strings.LastIndex(path, "node_modules/")+len("node_modules/"):], one.Version)
		if one.License != "" {
			part.Licenses = &cdx.Licenses{{Expression: one.License}}
		}
		if !slices.ContainsFunc(parts, func(other cdx.Component) bool { return other.BOMRef == part.BOMRef }) {
			parts = append(parts, part)
		}
	}
	return parts, nil
}
