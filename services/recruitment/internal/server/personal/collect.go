package personal

import (
	"context"
	"crypto/aes"
	"crypto/cipher"
	"crypto/rand"
	"errors"
	"fmt"
	"time"

	"google.golang.org/protobuf/proto"

	personalpb "github.com/optrek/optrek/proto/gen/optrek/personal/v1"
	pb "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
	internal "github.com/optrek/optrek/services/internal/personal"
	"github.com/optrek/optrek/services/internal/personal/personalrpc"
	"github.com/optrek/optrek/services/internal/vault"
	"github.com/optrek/optrek/services/internal/wire"
	"github.com/optrek/optrek/services/recruitment/internal/domain/personal"
	store "github.com/optrek/optrek/services/recruitment/internal/store/personal"
)

// waitFor is how long a service may take to say what it keeps of one person.
const waitFor = 20 * time.Second

// Collect goes on with what was asked for in one organisation, and removes what has been
// kept long enough. A service that is down keeps the others from nothing, and is asked
// again the next round: it may be cut off anywhere.
func (s *Server) Collect(ctx context.Context, tenant string) error {
	var under []personal.Export
	err := store.InAs(ctx, s.Store, tenant, func(tx *store.Tx) (err error) {
		if err := tx.RemoveOld(ctx, s.Moment()); err != nil {
			return err
		}
		under, err = tx.Collecting(ctx, "", false)
		return err
	})
	if err != nil {
		return err
	}
	var failed []error
	for _, e := range under {
		for _, service := range e.Missing() {
			if service == personal.Delivers {
				continue
			}
			if err := s.collect(ctx, tenant, e, service); err != nil {
				failed = append(failed, fmt.Errorf("what %s keeps of a person: %w", service, err))
			}
		}
		failed = append(failed, store.InAs(ctx, s.Store, tenant, func(tx *store.Tx) error { return tx.Ready(ctx, e.ID, s.Moment()) }))
	}
	return errors.Join(failed...)
}

// ListAwaitedExports says which exports of an organisation wait for the caller's part.
func (s *Server) ListAwaitedExports(ctx context.Context, req *pb.ListAwaitedExportsRequest) (*pb.ListAwaitedExportsResponse, error) {
	resp := &pb.ListAwaitedExportsResponse{}
	return resp, store.InAs(ctx, s.Store, req.GetOrganisationId(), func(tx *store.Tx) error {
		under, err := tx.Collecting(ctx, "", false)
		for _, e := range under {
			if e.Awaits(personal.Delivers) {
				tx.Touch(string(e.Client))
				resp.Exports = append(resp.Exports, &pb.AwaitedExport{Id: string(e.ID), ClientId: string(e.Client), OwnEyes: e.OwnEyes})
			}
		}
		return err
	})
}

// DeliverExport keeps the part of an export that its service delivers itself.
func (s *Server) DeliverExport(ctx context.Context, req *pb.DeliverExportRequest) (*pb.DeliverExportResponse, error) {
	var under []personal.Export
	err := store.InAs(ctx, s.Store, req.GetOrganisationId(), func(tx *store.Tx) (err error) {
		under, err = tx.Collecting(ctx, "", false)
		return err
	})
	if err != nil {
		return nil, err
	}
	for _, e := range under {
		if e.ID != wire.ID[personal.ExportID](req.GetId()) || !e.Awaits(personal.Delivers) {
			continue
		}
		if err := s.keep(ctx, req.GetOrganisationId(), e, personal.Delivers, req.GetPart()); err != nil {
			return nil, err
		}
		err = store.InAs(ctx, s.Store, req.GetOrganisationId(), func(tx *store.Tx) error {
			tx.Touch(string(e.Client))
			return tx.Ready(ctx, e.ID, s.Moment())
		})
	}
	return &pb.DeliverExportResponse{}, err
}

// collect asks one service, outside any transaction, and keeps what it gave under seal.
func (s *Server) collect(ctx context.Context, tenant string, e personal.Export, service string) error {
	gave, err := s.ask(ctx, tenant, e, service)
	if err != nil {
		return err
	}
	return s.keep(ctx, tenant, e, service, gave)
}

// keep seals what a service gave, and keeps it.
func (s *Server) keep(ctx context.Context, tenant string, e personal.Export, service string, gave *personalpb.ExportPersonResponse) error {
	plain, err := proto.Marshal(gave)
	if err != nil {
		return err
	}
	key, there, err := s.key(ctx, tenant, e)
	if err != nil {
		return err
	}
	return store.InAs(ctx, s.Store, tenant, func(tx *store.Tx) error {
		if !there { // erased in the meantime
			return tx.DropExport(ctx, e.ID)
		}
		sealed, err := seal(key, plain, e.ID, service)
		if err != nil {
			return err
		}
		return tx.SavePart(ctx, e.ID, service, sealed, s.Moment())
	})
}

func (s *Server) ask(ctx context.Context, tenant string, e personal.Export, service string) (*personalpb.ExportPersonResponse, error) {
	ctx, stop := context.WithTimeout(ctx, waitFor)
	defer stop()
	if service == "recruitment" {
		var sections []internal.Section
		err := store.InAs(ctx, s.Store, tenant, func(tx *store.Tx) (err error) {
			sections, err = tx.Own(ctx, e.Client, e.OwnEyes)
			return err
		})
		return personalrpc.Message(sections, store.Catalogue.Withheld), err
	}
	other, known := s.others[service]
	if !known {
		return nil, errors.New("not known here")
	}
	return other.ExportPerson(ctx, &personalpb.ExportPersonRequest{OrganisationId: tenant, ClientId: string(e.Client), OwnEyes: e.OwnEyes})
}

func (s *Server) key(ctx context.Context, tenant string, e personal.Export) (key vault.Key, there bool, err error) {
	if s.keys == nil {
		return key, false, errors.New("there are no keys to seal with")
	}
	keys, err := s.keys.Keys(ctx, tenant, []string{string(e.Client)})
	key, there = keys[string(e.Client)]
	return key, there, err
}

// seal makes what a service gave unreadable without the person's key. It opens as the
// part of this export and of this service, and as nothing else.
func seal(key vault.Key, plain []byte, id personal.ExportID, service string) ([]byte, error) {
	lock, err := lockOf(key)
	if err != nil {
		return nil, err
	}
	nonce := make([]byte, lock.NonceSize())
	rand.Read(nonce) // never fails: crypto/rand stops the process instead
	return lock.Seal(nonce, nonce, plain, []byte(string(id)+"/"+service)), nil
}

func open(key vault.Key, sealed []byte, id personal.ExportID, service string) ([]byte, error) {
	lock, err := lockOf(key)
	if err != nil {
		return nil, err
	}
	if len(sealed) < lock.NonceSize() {
		return nil, errors.New("nothing is sealed here")
	}
	return lock.Open(nil, sealed[:lock.NonceSize()], sealed[lock.NonceSize():], []byte(string(id)+"/"+service))
}

func lockOf(key vault.Key) (cipher.AEAD, error) {
	block, err := aes.NewCipher(key[:])
	if err != nil {
		return nil, err
	}
	return cipher.NewGCM(block)
}
