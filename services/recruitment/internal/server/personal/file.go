package personal

import (
	"archive/zip"
	"bytes"
	_ "embed"
	"encoding/json"
	"html/template"

	personalpb "github.com/optrek/optrek/proto/gen/optrek/personal/v1"
	pb "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
	"github.com/optrek/optrek/services/internal/personal"
)

//go:embed document.html
var page string

var document = template.Must(template.New("document").Funcs(template.FuncMap{"sign": sign}).Parse(page))

// file makes the file somebody keeps.
func file(d *personalpb.Document, format pb.DownloadExportRequest_Format, language string) (*pb.ExportFile, error) {
	day := d.GetCollectTime().AsTime().Format("2006-01-02")
	read, err := readable(d, language)
	if err != nil {
		return nil, err
	}
	data, err := asData(d)
	if err != nil {
		return nil, err
	}
	names := map[string][2]string{"nl": {"mijn-gegevens", "gegevens"}, "en": {"my-data", "data"}}[language]
	switch format {
	case pb.DownloadExportRequest_FORMAT_DOCUMENT:
		return &pb.ExportFile{FileName: names[0] + "-" + day + ".html", ContentType: "text/html; charset=utf-8", Content: read}, nil
	case pb.DownloadExportRequest_FORMAT_DATA:
		return &pb.ExportFile{FileName: names[0] + "-" + day + ".json", ContentType: "application/json", Content: data}, nil
	default:
		both, err := packed(map[string][]byte{names[0] + ".html": read, names[1] + ".json": data}, names[0]+".html", names[1]+".json")
		return &pb.ExportFile{FileName: names[0] + "-" + day + ".zip", ContentType: "application/zip", Content: both}, err
	}
}

func packed(files map[string][]byte, order ...string) ([]byte, error) {
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for _, name := range order {
		w, err := z.Create(name)
		if err != nil {
			return nil, err
		}
		if _, err := w.Write(files[name]); err != nil {
			return nil, err
		}
	}
	err := z.Close()
	return out.Bytes(), err
}

// asData gives everything as it is kept, as JSON: by section, each with its rows. Words
// stand beside ids, so that it can be read without Optrek.
func asData(d *personalpb.Document) ([]byte, error) {
	type line struct {
		Label string          `json:"label"`
		Value json.RawMessage `json:"value"`
		Words []string        `json:"words,omitempty"`
	}
	type section struct {
		Title string            `json:"title"`
		Rows  []map[string]line `json:"rows"`
	}
	all := map[string]section{}
	for _, s := range d.GetSections() {
		made := section{Title: s.GetTitleNl(), Rows: all[s.GetKey()].Rows}
		if made.Rows == nil {
			made.Rows = []map[string]line{}
		}
		for _, i := range s.GetItems() {
			row := map[string]line{}
			for _, f := range i.GetFields() {
				row[f.GetKey()] = line{Label: f.GetLabelNl(), Value: json.RawMessage(f.GetRaw()), Words: f.GetWordsNl()}
			}
			made.Rows = append(made.Rows, row)
		}
		all[s.GetKey()] = made
	}
	type held struct {
		What string `json:"what"`
		Why  string `json:"why"`
	}
	var withheld []held
	for _, w := range d.GetWithheld() {
		withheld = append(withheld, held{w.GetWhatNl(), w.GetWhyNl()})
	}
	return json.MarshalIndent(map[string]any{
		"format": "optrek-personal-data/1", "id": d.GetClientId(), "name": d.GetName(), "collected": d.GetCollectTime().AsTime(),
		"sections": all, "withheld": withheld,
	}, "", "  ")
}

// What the document's template reads.
type (
	shownLine    struct{ Label, Words string }
	shownSection struct {
		Title, Picture string
		Items          [][]shownLine
	}
	shown struct {
		Language, Title, Lead, Made, Nothing, HeldTitle string
		Sections                                        []shownSection
		Empty                                           []string
		Held                                            []shownLine
	}
)

func readable(d *personalpb.Document, language string) ([]byte, error) {
	nl := language == "nl"
	pick := func(dutch, english string) string {
		if nl {
			return dutch
		}
		return english
	}
	at := personal.Moment(d.GetCollectTime().AsTime())
	v := shown{
		Language: language, Title: pick("Alles over "+d.GetName(), "Everything about "+d.GetName()),
		Lead: pick("Dit is wat Optrek over je bewaart. Klopt er iets niet? Zeg het tegen je begeleider.", "This is what Optrek keeps of you. Is something not right? Tell your support worker."),
		Made: pick("Bij elkaar gezocht op "+at.NL+".", "Put together on "+at.EN+"."), Nothing: pick("Hierover bewaren we niets", "Of this we keep nothing"),
		HeldTitle: pick("Wat je hier niet vindt, en waarom", "What you do not find here, and why"),
	}
	some, none := told(d)
	for _, s := range some {
		made := shownSection{Title: pick(s.GetTitleNl(), s.GetTitleEn()), Picture: s.GetPicture()}
		for _, i := range s.GetItems() {
			if lines := linesOf(i, nl, pick); len(lines) > 0 {
				made.Items = append(made.Items, lines)
			}
		}
		v.Sections = append(v.Sections, made)
	}
	for _, s := range none {
		v.Empty = append(v.Empty, pick(s.GetTitleNl(), s.GetTitleEn()))
	}
	for _, w := range d.GetWithheld() {
		v.Held = append(v.Held, shownLine{pick(w.GetWhatNl(), w.GetWhatEn()), pick(w.GetWhyNl(), w.GetWhyEn())})
	}
	var out bytes.Buffer
	err := document.Execute(&out, v)
	return out.Bytes(), err
}

func linesOf(i *personalpb.Item, nl bool, pick func(string, string) string) (lines []shownLine) {
	for _, f := range i.GetFields() {
		words := f.GetWordsEn()
		if nl {
			words = f.GetWordsNl()
		}
		for _, w := range words {
			lines = append(lines, shownLine{pick(f.GetLabelNl(), f.GetLabelEn()), w})
		}
	}
	return lines
}

// signs are pictures that every device has, so that the document needs nothing but itself.
var signs = map[string]string{
	"IdentificationCard": "🪪", "PeopleHoldingHands": "🧑‍🤝‍🧑", "WavingHand": "👋", "Memo": "📝", "Star": "⭐", "Footprints": "👣", "SpeechBalloon": "💬",
	"WorldMap": "🗺️", "BustsInSilhouette": "👥", "Camera": "📷", "Seedling": "🌱", "RaisedHand": "✋", "Eye": "👁️", "OpenBook": "📖", "AlarmClock": "⏰",
	"MobilePhone": "📱", "Pencil": "✏️", "PauseButton": "⏸️", "CardFileBox": "🗃️", "MagnifyingGlass": "🔎", "Envelope": "✉️", "Bicycle": "🚲",
	"HandshakeLight": "🤝", "SmilingFace": "🙂", "Calendar": "📅", "HeartSuit": "❤️", "SpeakingHead": "🗣️", "Shield": "🛡️", "ThoughtBalloon": "💭",
}

func sign(picture string) string {
	if s, there := signs[picture]; there {
		return s
	}
	return "•"
}
