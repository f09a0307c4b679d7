package personal

import (
	"context"
	"slices"

	"google.golang.org/protobuf/proto"

	personalpb "github.com/optrek/optrek/proto/gen/optrek/personal/v1"
	pb "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
	"github.com/optrek/optrek/services/internal/fault"
	"github.com/optrek/optrek/services/internal/wire"
	"github.com/optrek/optrek/services/recruitment/internal/domain/personal"
	store "github.com/optrek/optrek/services/recruitment/internal/store/personal"
)

// ReadExport gives everything, to be read on a screen.
func (s *Server) ReadExport(ctx context.Context, req *pb.ReadExportRequest) (*personalpb.Document, error) {
	return s.document(ctx, req.GetId())
}

// DownloadExport gives it as a file to keep.
func (s *Server) DownloadExport(ctx context.Context, req *pb.DownloadExportRequest) (*pb.ExportFile, error) {
	d, err := s.document(ctx, req.GetId())
	if err != nil {
		return nil, err
	}
	language := "nl"
	if req.GetLanguage() == "en" {
		language = "en"
	}
	return file(d, req.GetFormat(), language)
}

// document opens what was collected and puts names to the ids. The key is asked for
// outside the transaction: it stands in another database.
func (s *Server) document(ctx context.Context, id string) (*personalpb.Document, error) {
	var (
		e      personal.Export
		sealed map[string][]byte
		tenant string
	)
	err := store.In(s.Store)(ctx, func(tx *store.Tx) (err error) {
		if e, err = tx.Export(ctx, wire.ID[personal.ExportID](id), s.Moment()); err != nil {
			return err
		}
		tenant = tx.Tenant
		if err := e.NotReady(); err != nil {
			return err
		}
		sealed, err = tx.Parts(ctx, e.ID)
		return err
	})
	if err != nil {
		return nil, err
	}
	key, there, err := s.key(ctx, tenant, e)
	if err != nil {
		return nil, err
	}
	if !there {
		return nil, fault.Missing()
	}
	d := &personalpb.Document{ClientId: string(e.Client), CollectTime: wire.Stamp(e.Ready), OwnEyes: e.OwnEyes}
	for _, service := range personal.Services() {
		if e.Awaits(service) {
			continue // made whole before this service had a part
		}
		plain, err := open(key, sealed[service], e.ID, service)
		if err != nil {
			return nil, err
		}
		gave := &personalpb.ExportPersonResponse{}
		if err := proto.Unmarshal(plain, gave); err != nil {
			return nil, err
		}
		d.Sections = append(d.Sections, gave.GetSections()...)
		d.Withheld = append(d.Withheld, gave.GetWithheld()...)
	}
	return d, s.name(ctx, d, e)
}

// name puts names to the ids, for as far as the person may know them.
func (s *Server) name(ctx context.Context, d *personalpb.Document, e personal.Export) error {
	ids := map[personalpb.Reference_Kind][]string{}
	eachReference(d, func(f *personalpb.Field) {
		r := f.GetReference()
		ids[r.GetKind()] = append(ids[r.GetKind()], r.GetIds()...)
	})
	var called map[string]string
	err := store.In(s.Store)(ctx, func(tx *store.Tx) error {
		client, err := tx.Client(ctx, e.Client)
		if err != nil {
			return err
		}
		d.Name = client.Name()
		called, err = tx.Called(ctx, e.Client, ids[personalpb.Reference_KIND_CLIENT], ids[personalpb.Reference_KIND_SUPPORT_WORKER], ids[personalpb.Reference_KIND_LOCATION])
		called[string(e.Client)] = client.GivenName
		return err
	})
	if err != nil {
		return err
	}
	eachReference(d, func(f *personalpb.Field) {
		for _, id := range f.GetReference().GetIds() {
			nl, en := called[id], called[id]
			if nl == "" {
				unknown := unknowns[f.GetReference().GetKind()]
				nl, en = unknown[0], unknown[1]
			}
			f.WordsNl, f.WordsEn = append(f.WordsNl, nl), append(f.WordsEn, en)
		}
	})
	return nil
}

// unknowns is what to say of somebody whose name the person may not know, or who left.
var unknowns = map[personalpb.Reference_Kind][2]string{
	personalpb.Reference_KIND_CLIENT:         {"iemand anders", "somebody else"},
	personalpb.Reference_KIND_SUPPORT_WORKER: {"een begeleider", "a support worker"},
	personalpb.Reference_KIND_LOCATION:       {"een locatie", "a location"},
}

func eachReference(d *personalpb.Document, do func(*personalpb.Field)) {
	for _, s := range d.GetSections() {
		for _, i := range s.GetItems() {
			for _, f := range i.GetFields() {
				if f.GetReference() != nil {
					do(f)
				}
			}
		}
	}
}

// told gives the sections that say something, and those that do not.
func told(d *personalpb.Document) (some, none []*personalpb.Section) {
	for _, s := range d.GetSections() {
		if slices.ContainsFunc(s.GetItems(), func(i *personalpb.Item) bool {
			return slices.ContainsFunc(i.GetFields(), func(f *personalpb.Field) bool { return len(f.GetWordsNl()) > 0 })
		}) {
			some = append(some, s)
		} else {
			none = append(none, s)
		}
	}
	return some, none
}
