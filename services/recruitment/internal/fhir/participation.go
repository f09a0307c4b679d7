package fhir

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"time"

	"github.com/optrek/optrek/services/internal/fault"
	"github.com/optrek/optrek/services/recruitment/internal/domain"
)

// ContentType of what Participation gives.
const ContentType = "application/fhir+json"

// Profiles of the zib ParticipatieInMaatschappij (v3.1, 2020) in R4. The parts are no
// components but Observations of their own, to which the first points by hasMember.
const (
	profileParticipation = "http://nictiz.nl/fhir/StructureDefinition/nl-core-ParticipationInSociety"
	profileSocialNetwork = profileParticipation + ".SocialNetwork"
	profileHobby         = profileParticipation + ".Hobby"
)

// The codes that the profiles fix, with the words of the Dutch edition of SNOMED CT.
var (
	codeParticipation = snomed("314845004", "status van participatie van patiënt")
	codeSocialNetwork = snomed("365469004", "bevinding betreffende netwerk van gezin, familie en ondersteuners")
	codeHobby         = snomed("405081003", "vrijetijdsgedrag")
)

func snomed(code, display string) outCodes {
	return outCodes{Coding: []outCoding{{System: "http://snomed.info/sct", Code: code, Display: display}}}
}

// Participation gives what the client approved as FHIR R4: a Bundle (collection) of an
// Observation of profile
// http://nictiz.nl/fhir/StructureDefinition/nl-core-ParticipationInSociety and one for
// each approved part. Nothing that was not approved is in it: no draft, no name, no
// number, no work. The subject is a reference to Optrek's own id, which says nothing to
// anybody else; whoever brings the file into a record knows whose it is. The same
// approval always gives the same bytes. Nothing approved is a Conflict.
func Participation(p domain.Participation) ([]byte, error) {
	if p.At.IsZero() || p.Approved == (domain.ParticipationText{}) {
		return nil, fault.Conflict("NOTHING_APPROVED", fault.Text{
			NL: "Er is nog geen tekst goedgekeurd. Lees de tekst samen door en laat de cliënt ja zeggen.",
			EN: "No text has been approved yet. Read the text together and let the client say yes.",
		})
	}
	whole := observe(p, profileParticipation, codeParticipation, "")
	members := []entry{}
	for _, part := range []struct {
		profile, text string
		code          outCodes
	}{
		{profileSocialNetwork, p.Approved.SocialNetwork, codeSocialNetwork},
		{profileHobby, p.Approved.Hobby, codeHobby},
	} {
		if part.text == "" {
			continue
		}
		member := observe(p, part.profile, part.code, part.text)
		whole.Resource.HasMember = append(whole.Resource.HasMember, outReference{Reference: member.FullURL, Type: "Observation"})
		members = append(members, member)
	}
	return marshal(outBundle{ResourceType: "Bundle", Type: "collection", Entry: append([]entry{whole}, members...)})
}

func observe(p domain.Participation, profile string, code outCodes, text string) entry {
	return entry{
		FullURL: "urn:uuid:" + idOf(string(p.Client), profile, p.At.UTC().Format(time.RFC3339Nano)),
		Resource: observation{
			ResourceType: "Observation", Meta: outMeta{Profile: []string{profile}}, Status: "final", Code: code,
			Subject:           outReference{Reference: "Patient/" + string(p.Client), Type: "Patient"},
			EffectiveDateTime: p.At.UTC().Truncate(time.Second).Format(time.RFC3339), ValueString: text,
		},
	}
}

// idOf makes a UUID (version 8) of what it is about.
func idOf(about ...string) string {
	sum := sha256.New()
	for _, s := range about {
		sum.Write([]byte(s + "\x00"))
	}
	id := sum.Sum(nil)[:16]
	id[6], id[8] = id[6]&0x0f|0x80, id[8]&0x3f|0x80
	h := hex.EncodeToString(id)
	return h[:8] + "-" + h[8:12] + "-" + h[12:16] + "-" + h[16:20] + "-" + h[20:]
}

func marshal(b outBundle) ([]byte, error) {
	var out bytes.Buffer
	e := json.NewEncoder(&out)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	err := e.Encode(b)
	return out.Bytes(), err
}

// What goes out, and nothing that may not.
type (
	outBundle struct {
		ResourceType string  `json:"resourceType"`
		Type         string  `json:"type"`
		Entry        []entry `json:"entry"`
	}
	entry struct {
		FullURL  string      `json:"fullUrl"`
		Resource observation `json:"resource"`
	}
	observation struct {
		ResourceType      string         `json:"resourceType"`
		Meta              outMeta        `json:"meta"`
		Status            string         `json:"status"`
		Code              outCodes       `json:"code"`
		Subject           outReference   `json:"subject"`
		EffectiveDateTime string         `json:"effectiveDateTime"`
		ValueString       string         `json:"valueString,omitempty"`
		HasMember         []outReference `json:"hasMember,omitempty"`
	}
	outMeta struct {
		Profile []string `json:"profile"`
	}
	outCodes struct {
		Coding []outCoding `json:"coding"`
	}
	outCoding struct {
		System  string `json:"system"`
		Code    string `json:"code"`
		Display string `json:"display"`
	}
	outReference struct {
		Reference string `json:"reference"`
		Type      string `json:"type"`
	}
)
