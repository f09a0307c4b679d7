package server

import (
	"context"
	"errors"
	"slices"

	pb "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
	"github.com/optrek/optrek/services/internal/authn"
	"github.com/optrek/optrek/services/internal/fault"
	"github.com/optrek/optrek/services/internal/ids"
	"github.com/optrek/optrek/services/internal/postgres"
	"github.com/optrek/optrek/services/internal/wire"
	"github.com/optrek/optrek/services/recruitment/internal/domain"
	"github.com/optrek/optrek/services/recruitment/internal/server/base"
	"github.com/optrek/optrek/services/recruitment/internal/store"
	provstore "github.com/optrek/optrek/services/recruitment/internal/store/provision"
)

// GetMe says who is asking.
func (s *Server) GetMe(ctx context.Context, _ *pb.GetMeRequest) (*pb.Me, error) {
	var me *pb.Me
	err := s.Store.InTx(ctx, func(tx *store.Tx) error {
		me = &pb.Me{Id: tx.Caller.Person, IsClient: tx.Caller.IsClient(), Roles: wire.Texts(tx.Caller.Roles)}
		if !me.GetIsClient() {
			w, err := tx.SupportWorker(ctx, domain.SupportWorkerID(me.GetId()))
			me.Name = w.Name
			return err
		}
		names, err := tx.ClientNames(ctx, []domain.ClientID{domain.ClientID(me.GetId())})
		if err == nil && len(names) == 0 {
			return fault.Missing()
		}
		if err == nil {
			me.Name = names[0].Full
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	return me, nil
}

// BatchGetNames gives names for ids as far as the caller reaches them; others are left
// out. A client gets their own name, those of their own support workers, and of the
// people they are in a match with the given name. Who administers the organisation gets
// names as well: the log and the list of who is to be forgotten are theirs, and say nothing
// without. That a name was read stands in that log.
func (s *Server) BatchGetNames(ctx context.Context, req *pb.BatchGetNamesRequest) (*pb.BatchGetNamesResponse, error) {
	resp := &pb.BatchGetNamesResponse{}
	err := s.Store.InTx(ctx, func(tx *store.Tx) error {
		clients := wire.IDs[domain.ClientID](req.GetClientIds())
		workers := wire.IDs[domain.SupportWorkerID](req.GetSupportWorkerIds())
		if len(clients) > 0 {
			tx.Touch() // somebody looked for a name, also when there is none for them
		}
		names, err := tx.ClientNames(ctx, clients)
		if err != nil {
			return err
		}
		if !tx.Caller.IsClient() {
			colleagues, err := tx.ColleagueNames(ctx, workers)
			resp.Names = nameMessages(slices.Concat(names, colleagues))
			return err
		}
		acquainted, err := tx.AcquaintedNames(ctx, clients)
		if err != nil {
			return err
		}
		own, err := tx.OwnWorkerNames(ctx, workers)
		resp.Names = nameMessages(slices.Concat(names, acquainted, own))
		return err
	})
	return resp, err
}

func nameMessages(names []store.Name) []*pb.PersonName {
	out := make([]*pb.PersonName, len(names))
	for i, n := range names {
		out[i] = &pb.PersonName{Id: n.ID, Name: n.Full, GivenName: n.Given}
	}
	return out
}

// ResolvePerson finds or makes the person behind a sign-in. The gateway alone asks, and
// answers for the tenant and for what the sign-in says.
func (s *Server) ResolvePerson(ctx context.Context, req *pb.ResolvePersonRequest) (*pb.ResolvePersonResponse, error) {
	var resp *pb.ResolvePersonResponse
	resolve := func(tx *store.Tx) (err error) {
		if req.GetClientNumber() != "" {
			resp, err = resolveClient(ctx, tx, req.GetClientNumber())
		} else {
			resp, err = s.resolveWorker(ctx, tx, req)
		}
		signedIn(tx, resp)
		tx.InSession(req.GetSessionId())
		return err
	}
	err := s.Store.InTxAs(ctx, req.GetTenantId(), resolve)
	// Two first sign-ins of one person at once: the second finds what the first made.
	if fault.KindOf(err) == fault.KindExists {
		err = s.Store.InTxAs(ctx, req.GetTenantId(), resolve)
	}
	if err != nil && resp.GetPersonId() != "" { // somebody we know, who may not come in
		err = errors.Join(err, s.Store.InTxAs(ctx, req.GetTenantId(), func(tx *store.Tx) error {
			signedIn(tx, resp)
			tx.Refused()
			return nil
		}))
	}
	if err != nil {
		return nil, err
	}
	return resp, nil
}

// signedIn has it written down who came, by the gateway, for themself.
func signedIn(tx *store.Tx, who *pb.ResolvePersonResponse) {
	tx.Event(postgres.EventSignIn)
	tx.About("sign_in:provider", who.GetPersonId())
	tx.OnBehalf(who.GetPersonId())
	tx.Ground("self")
}

func resolveClient(ctx context.Context, tx *store.Tx, number string) (*pb.ResolvePersonResponse, error) {
	n, err := tx.ClientByNumber(ctx, number)
	if err != nil {
		return nil, err
	}
	return &pb.ResolvePersonResponse{PersonId: n.ID, IsClient: true, Name: n.Full}, nil
}

func (s *Server) resolveWorker(ctx context.Context, tx *store.Tx, req *pb.ResolvePersonRequest) (*pb.ResolvePersonResponse, error) {
	if slices.Contains(req.GetRoles(), string(authn.RoleClient)) {
		return nil, fault.Missing() // a client whose number the sign-in does not say is nobody's colleague
	}
	in := domain.SignIn{
		Issuer: req.GetIssuer(), Subject: req.GetSubject(), Name: req.GetName(), Email: req.GetEmail(), Roles: req.GetRoles(),
	}
	w, found, err := s.findWorker(ctx, tx, in)
	if err != nil {
		return nil, err
	}
	if err := w.MaySignIn(); err != nil {
		return &pb.ResolvePersonResponse{PersonId: string(w.ID)}, err
	}
	if !found && len(in.Roles) == 0 {
		return nil, fault.Missing() // who has no role is let in by the directory's groups, or is nobody yet
	}
	w, changed := w.Take(in)
	switch w.Updated = s.Clock(); {
	case !found:
		w.ID, w.Version, w.Created = domain.SupportWorkerID(ids.New()), 1, w.Updated
		err = base.AddWorker(ctx, tx, w)
	case changed:
		err = tx.SaveSupportWorker(ctx, w)
	}
	if err != nil {
		return nil, err
	}
	resp := &pb.ResolvePersonResponse{PersonId: string(w.ID), Name: w.Name}
	resp.Provisioned, resp.ProvisionedRoles, err = provstore.Of(tx).Provisioned(ctx, w.ID)
	return resp, err
}

// findWorker looks by the sign-in itself, then by the address the organisation's
// provider vouches for. An address that was handed on to somebody else is taken from
// whom it was of: they keep their caseload, the newcomer gets none of it.
func (s *Server) findWorker(ctx context.Context, tx *store.Tx, in domain.SignIn) (domain.SupportWorker, bool, error) {
	known, found, err := s.signedIn(ctx, tx, in)
	if err != nil || !domain.ValidEmail(in.Email) || (found && domain.EmailKey(known.Email) == domain.EmailKey(in.Email)) {
		return known, found, err
	}
	holder, held, err := tx.WorkerByEmail(ctx, in.Email)
	if err != nil || !held {
		return known, found, err
	}
	if !found && holder.MayTake(in) {
		return holder, true, nil
	}
	holder.Email, holder.Updated = "", s.Clock()
	return known, found, tx.SaveSupportWorker(ctx, holder)
}

// signedIn finds who signed in like this before, or whom the organisation's directory
// calls by this very subject: both come from the same place, and neither changes.
func (s *Server) signedIn(ctx context.Context, tx *store.Tx, in domain.SignIn) (domain.SupportWorker, bool, error) {
	known, found, err := tx.WorkerBySignIn(ctx, in.Issuer, in.Subject)
	if err != nil || found {
		return known, found, err
	}
	id, err := provstore.Of(tx).ByExternal(ctx, in.Subject)
	if err != nil || id == "" {
		return known, false, err
	}
	known, err = tx.SupportWorkerToChange(ctx, id)
	if err != nil || !known.MayTake(in) {
		return domain.SupportWorker{}, false, err
	}
	return known, true, nil
}
