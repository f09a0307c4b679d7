package logincard

import (
	"context"

	"google.golang.org/protobuf/types/known/emptypb"

	pb "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
	"github.com/optrek/optrek/services/internal/fault"
	"github.com/optrek/optrek/services/internal/ids"
	"github.com/optrek/optrek/services/internal/once"
	"github.com/optrek/optrek/services/internal/postgres"
	"github.com/optrek/optrek/services/internal/wire"
	"github.com/optrek/optrek/services/recruitment/internal/domain"
	"github.com/optrek/optrek/services/recruitment/internal/domain/logincard"
	store "github.com/optrek/optrek/services/recruitment/internal/store/logincard"
)

// A try that is not right must stay counted, and an error would undo the transaction it
// was counted in. So what comes of a try is an answer, and never an error.

// try is one showing of a card.
type try struct {
	tenant  string
	hash    []byte // of what was shown
	address []byte // keyed; empty: the gateway told none
	session string // id of the session it opens
}

func (s *Server) tryOf(tenant string, secret []byte, address string) try {
	t := try{tenant: tenant, hash: secretHash(secret)}
	if address != "" {
		t.address = s.Key.keyed("address", tenant, address)
	}
	return t
}

// LookAtLoginCard says what can be done with a card before any picture is chosen.
func (s *Server) LookAtLoginCard(ctx context.Context, req *pb.LookAtLoginCardRequest) (*pb.LoginOutcome, error) {
	if s.Key == nil {
		return nil, off
	}
	t := s.tryOf(req.GetTenantId(), req.GetSecret(), req.GetAddressClass())
	out := &pb.LoginOutcome{}
	err := store.As(s.Store, t.tenant)(ctx, func(tx *store.Tx) error {
		full, err := s.full(ctx, tx, t)
		if err != nil || full {
			out.State = pb.LoginOutcome_STATE_LATER
			return err
		}
		shown, found, err := tx.Find(ctx, t.hash, false)
		if err != nil {
			return err
		}
		if !found {
			out.State = pb.LoginOutcome_STATE_NO_CARD
			return s.wrong(ctx, tx, t, false)
		}
		out.Remembered = shown.Remembered
		switch {
		case shown.Code.Length == 0:
			out.State = pb.LoginOutcome_STATE_NO_PICTURES
		case shown.Tries.Resting(s.Moment()):
			out.State = pb.LoginOutcome_STATE_RESTS
		default:
			out.State, out.Length = pb.LoginOutcome_STATE_OPEN, int32(shown.Code.Length)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return out, nil
}

// RedeemLoginCard is one try, in three steps: counted, and that kept; then reckoned, with
// nothing of the database held; then what came of it. Of a hundred tries at one moment
// five are reckoned.
func (s *Server) RedeemLoginCard(ctx context.Context, req *pb.RedeemLoginCardRequest) (*pb.LoginOutcome, error) {
	if s.Key == nil {
		return nil, off
	}
	t := s.tryOf(req.GetTenantId(), req.GetSecret(), req.GetAddressClass())
	shown, state, err := s.begin(ctx, t)
	if err != nil {
		return nil, err
	}
	if state != pb.LoginOutcome_STATE_OPEN && state != pb.LoginOutcome_STATE_NO_CARD {
		return &pb.LoginOutcome{State: state}, nil
	}
	// Also reckoned for a card that is none: no time tells one from the other.
	right := s.Key.right(t.tenant, shown.Client, req.GetPictures(), shown.Code)
	t.session = req.GetSessionId()
	return s.settle(ctx, t, shown, state == pb.LoginOutcome_STATE_OPEN, right)
}

// begin finds the card and counts the try.
func (s *Server) begin(ctx context.Context, t try) (shown store.Shown, state pb.LoginOutcome_State, err error) {
	err = store.As(s.Store, t.tenant)(ctx, func(tx *store.Tx) error {
		full, err := s.full(ctx, tx, t)
		if err != nil || full {
			state = pb.LoginOutcome_STATE_LATER
			return err
		}
		var found bool
		if shown, found, err = tx.Find(ctx, t.hash, true); err != nil {
			return err
		}
		switch {
		case !found:
			state = pb.LoginOutcome_STATE_NO_CARD
			return nil
		case shown.Code.Length == 0:
			state = pb.LoginOutcome_STATE_NO_PICTURES
			return nil
		}
		tries, may := shown.Tries.Begin(s.Moment())
		if !may {
			state = pb.LoginOutcome_STATE_RESTS
			return nil
		}
		shown.Tries, state = tries, pb.LoginOutcome_STATE_OPEN
		return tx.Tried(ctx, shown.ID, tries)
	})
	return shown, state, err
}

// settle keeps what came of a try that was reckoned.
func (s *Server) settle(ctx context.Context, t try, shown store.Shown, found, right bool) (*pb.LoginOutcome, error) {
	out := &pb.LoginOutcome{State: pb.LoginOutcome_STATE_NO_CARD}
	err := store.As(s.Store, t.tenant)(ctx, func(tx *store.Tx) (err error) {
		if !found {
			return s.wrong(ctx, tx, t, false)
		}
		tx.Touch(string(shown.Client))
		tx.Event(postgres.EventSignIn)
		tx.About("sign_in:card", string(shown.ID))
		tx.OnBehalf(string(shown.Client))
		tx.Ground("self")
		if !right {
			tx.Refused()
			out.State, out.Length = pb.LoginOutcome_STATE_OTHER_PICTURES, int32(shown.Code.Length)
			if shown.Tries.Resting(s.Moment()) {
				out.State, out.Length = pb.LoginOutcome_STATE_RESTS, 0
			}
			return s.wrong(ctx, tx, t, true)
		}
		opened, err := tx.Opened(ctx, shown.ID, s.Today())
		if err != nil || !opened { // withdrawn between counting and reckoning
			return err
		}
		tx.InSession(t.session)
		out = &pb.LoginOutcome{
			State: pb.LoginOutcome_STATE_OPEN, Remembered: shown.Remembered,
			ClientId: string(shown.Client), Name: shown.Name, CardId: string(shown.ID),
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return out, nil
}

// full says whether much went wrong from here, or in the organisation.
func (s *Server) full(ctx context.Context, tx *store.Tx, t try) (bool, error) {
	now := s.Moment()
	all, err := tx.Window(ctx, logincard.InOrganisation, nil)
	if err != nil || all.Full(logincard.InOrganisation, now) || len(t.address) == 0 {
		return all.Full(logincard.InOrganisation, now), err
	}
	here, err := tx.Window(ctx, logincard.FromAddress, t.address)
	return here.Full(logincard.FromAddress, now), err
}

// wrong counts a try that was not right. For the organisation only those with a card that
// exists count: else anybody, without any card, could keep a whole organisation out.
func (s *Server) wrong(ctx context.Context, tx *store.Tx, t try, withCard bool) error {
	now := s.Moment()
	if withCard {
		if err := tx.CountWrong(ctx, logincard.InOrganisation, []byte{}, now); err != nil {
			return err
		}
	}
	if len(t.address) > 0 {
		if err := tx.CountWrong(ctx, logincard.FromAddress, t.address, now); err != nil {
			return err
		}
	}
	return tx.ForgetWindows(ctx, logincard.ForgetBefore(now))
}

// RememberLoginDevice lets a device know a client again. What it keeps is told once.
func (s *Server) RememberLoginDevice(ctx context.Context, req *pb.RememberLoginDeviceRequest) (*pb.RememberLoginDeviceResponse, error) {
	if s.Key == nil {
		return nil, off
	}
	resp := &pb.RememberLoginDeviceResponse{} // not the one that is remembered: it holds a secret
	_, err := once.Do(ctx, store.As(s.Store, req.GetTenantId()), req, func(tx *store.Tx) (*emptypb.Empty, error) {
		client := wire.ID[domain.ClientID](req.GetClientId())
		tx.Touch(string(client))
		tx.Event(postgres.EventRights)
		tx.OnBehalf(string(client))
		tx.Ground("self")
		d := logincard.Device{
			ID: logincard.DeviceID(ids.New()), Card: wire.ID[logincard.CardID](req.GetCardId()), Words: req.GetWords(), Remembered: s.Moment(),
		}
		secret := randomBytes(secretBytes)
		kept, err := tx.KeepDevice(ctx, client, d, secretHash(secret))
		if err == nil && !kept {
			err = fault.Missing()
		}
		resp.Secret = secret
		return &emptypb.Empty{}, err
	})
	if err != nil {
		return nil, err
	}
	return resp, nil
}

// LeaveLoginDevice forgets the device that holds this.
func (s *Server) LeaveLoginDevice(ctx context.Context, req *pb.LeaveLoginDeviceRequest) (*emptypb.Empty, error) {
	return once.Do(ctx, store.As(s.Store, req.GetTenantId()), req, func(tx *store.Tx) (*emptypb.Empty, error) {
		return &emptypb.Empty{}, tx.Leave(ctx, secretHash(req.GetSecret()))
	})
}
