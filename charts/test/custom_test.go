package charttest

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"k8s.io/apiextensions-apiserver/pkg/apis/apiextensions"
	apiextensionsv1 "k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/v1"
	structural "k8s.io/apiextensions-apiserver/pkg/apiserver/schema"
	"k8s.io/apiextensions-apiserver/pkg/apiserver/schema/pruning"
	"k8s.io/apiextensions-apiserver/pkg/apiserver/validation"
	"sigs.k8s.io/yaml"
)

// custom is what the definitions in testdata/crds have against an object of somebody else's
// kind: an unknown field, or a value that the schema refuses. Rules in CEL are not asked.
func custom(o object) (all []string) {
	files, err := filepath.Glob("testdata/crds/*.yaml")
	if err != nil {
		return []string{err.Error()}
	}
	for _, file := range files {
		definition, err := readDefinition(file)
		if err != nil {
			return []string{err.Error()}
		}
		if definition.Spec.Names.Kind == o.kind {
			return against(definition, o)
		}
	}
	return []string{"no definition of a " + o.kind + " in testdata/crds"}
}

func readDefinition(file string) (*apiextensionsv1.CustomResourceDefinition, error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	var definition apiextensionsv1.CustomResourceDefinition
	return &definition, yaml.UnmarshalStrict(text, &definition)
}

func against(definition *apiextensionsv1.CustomResourceDefinition, o object) (all []string) {
	var props apiextensions.JSONSchemaProps
	err := apiextensionsv1.Convert_v1_JSONSchemaProps_To_apiextensions_JSONSchemaProps(definition.Spec.Versions[0].Schema.OpenAPIV3Schema, &props, nil)
	if err != nil {
		return []string{err.Error()}
	}
	shape, err := structural.NewStructural(&props)
	if err != nil {
		return []string{err.Error()}
	}
	validator, _, err := validation.NewSchemaValidator(&props)
	if err != nil {
		return []string{err.Error()}
	}
	var content map[string]any
	if err := yaml.Unmarshal(o.text, &content); err != nil {
		return []string{err.Error()}
	}
	if want := definition.Spec.Group + "/" + definition.Spec.Versions[0].Name; content["apiVersion"] != want {
		all = append(all, fmt.Sprintf("apiVersion %v, want %s", content["apiVersion"], want))
	}
	for _, e := range validation.ValidateCustomResource(nil, content, validator) {
		all = append(all, e.Error())
	}
	unknown := pruning.PruneWithOptions(content, shape, true, structural.UnknownFieldPathOptions{TrackUnknownFieldPaths: true})
	for _, path := range unknown {
		all = append(all, fmt.Sprintf("unknown field %q", path))
	}
	return all
}

// TestKindsFromElsewhere wants each of them rendered at least once, and mistakes in them caught.
func TestKindsFromElsewhere(t *testing.T) {
	t.Parallel()
	seen := map[string]object{}
	for _, file := range valuesFiles(t) {
		objects, err := render(readValues(t, file), nil)
		if err != nil {
			t.Fatal(err)
		}
		for _, o := range objects {
			seen[o.kind] = o
		}
	}
	for kind, mistake := range map[string][2]string{
		"Certificate": {"secretName:", "secretNames:"}, "Cluster": {"instances: 3", "instances: many"}, "HTTPRoute": {"backendRefs:", "backends:"},
		"PodMonitor": {"matchLabels:", "matchLabel:"}, "PrometheusRule": {"for: 2m", "for: soon"},
	} {
		o, ok := seen[kind]
		if !ok {
			t.Errorf("no file of ci brings a %s about", kind)
			continue
		}
		o.text = []byte(strings.Replace(string(o.text), mistake[0], mistake[1], 1))
		if found := custom(o); len(found) == 0 {
			t.Errorf("%s with %s: nobody minds", o, mistake[1])
		}
	}
}
