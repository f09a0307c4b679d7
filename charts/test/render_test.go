package charttest

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"
	"helm.sh/helm/v3/pkg/chart"
	"helm.sh/helm/v3/pkg/chart/loader"
	"helm.sh/helm/v3/pkg/chartutil"
	"helm.sh/helm/v3/pkg/engine"
)

const (
	chartDir  = "../optrek"
	namespace = "care"
)

// valuesFiles are those of ci, each a way in which Optrek is used.
func valuesFiles(t *testing.T) []string {
	t.Helper()
	files, err := filepath.Glob(chartDir + "/ci/*.yaml")
	if err != nil || len(files) < 5 {
		t.Fatalf("%d files in ci: %v", len(files), err)
	}
	return files
}

// overAll runs a test over every values file, on what is rendered with it.
func overAll(t *testing.T, check func(t *testing.T, objects []object)) {
	t.Helper()
	for _, file := range valuesFiles(t) {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".yaml"), func(t *testing.T) {
			t.Parallel()
			objects, err := render(readValues(t, file), nil)
			if err != nil {
				t.Fatal(err)
			}
			check(t, objects)
		})
	}
}

func readValues(t *testing.T, file string) chartutil.Values {
	t.Helper()
	values, err := chartutil.ReadValuesFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return values
}

// object is one thing for the API server, as text.
type object struct {
	file, kind, name string
	text             []byte
}

func (o object) String() string { return o.kind + "/" + o.name + " (" + o.file + ")" }

// render gives what `helm install` would send, the values checked against the schema. mutate
// may change a template first.
func render(values chartutil.Values, mutate func(template string, text string) string) ([]object, error) {
	c, err := loader.LoadDir(chartDir)
	if err != nil {
		return nil, err
	}
	if mutate != nil {
		change(c, mutate)
	}
	release := chartutil.ReleaseOptions{Name: "optrek", Namespace: namespace, Revision: 1, IsInstall: true}
	all, err := chartutil.ToRenderValues(c, values, release, chartutil.DefaultCapabilities)
	if err != nil {
		return nil, err
	}
	files, err := engine.Render(c, all)
	if err != nil {
		return nil, err
	}
	var objects []object
	for name, text := range files {
		if strings.HasSuffix(name, ".txt") {
			continue
		}
		found, err := split(name, text)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		objects = append(objects, found...)
	}
	return objects, nil
}

func change(c *chart.Chart, mutate func(template, text string) string) {
	for _, template := range c.Templates {
		template.Data = []byte(mutate(template.Name, string(template.Data)))
	}
}

// split takes a rendered file apart. A key that stands twice is an error here already.
func split(file, text string) (all []object, err error) {
	decoder := yaml.NewDecoder(strings.NewReader(text))
	for {
		var node yaml.Node
		if err := decoder.Decode(&node); errors.Is(err, io.EOF) {
			return all, nil
		} else if err != nil {
			return nil, err
		}
		var head struct {
			Kind     string
			Metadata struct{ Name string }
		}
		var whole map[string]any
		if err := errors.Join(node.Decode(&head), node.Decode(&whole)); err != nil {
			return nil, err
		}
		if whole == nil {
			continue
		}
		var out bytes.Buffer
		if err := yaml.NewEncoder(&out).Encode(&node); err != nil {
			return nil, err
		}
		all = append(all, object{filepath.Base(file), head.Kind, head.Metadata.Name, out.Bytes()})
	}
}

func readFile(t *testing.T, name string) string {
	t.Helper()
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}
