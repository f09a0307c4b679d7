package connection

import (
	"context"
	"crypto/subtle"
	"slices"

	pb "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
	"github.com/optrek/optrek/services/internal/bearer"
	"github.com/optrek/optrek/services/internal/fault"
	"github.com/optrek/optrek/services/internal/postgres"
	"github.com/optrek/optrek/services/internal/wire"
	"github.com/optrek/optrek/services/recruitment/internal/domain/connection"
	connstore "github.com/optrek/optrek/services/recruitment/internal/store/connection"
)

var (
	// unknown is the one answer for a system nobody knows, a wrong secret, one that expired
	// and one that was withdrawn: who asks learns nothing of which it is.
	unknown = fault.Unauthenticated("CLIENT_UNKNOWN", fault.Text{
		NL: "Dit systeem is hier niet bekend, of de sleutel klopt niet (meer).", EN: "This system is not known here, or its secret is not right (any more)."})
	tooMany = fault.Exhausted("TOO_MANY_TRIES", fault.Text{
		NL: "Er kwam te vaak een verkeerde sleutel. Wacht een paar minuten.", EN: "A wrong secret came too often. Wait a few minutes."})
	notGranted = fault.Invalid("SCOPE_NOT_GRANTED", fault.Text{
		NL: "Dit systeem mag minder dan het vraagt.", EN: "This system may do less than it asks for."})
)

// RedeemSecret makes a token of a secret.
func (s *Server) RedeemSecret(ctx context.Context, req *pb.RedeemSecretRequest) (*pb.RedeemSecretResponse, error) {
	var resp *pb.RedeemSecretResponse
	err := s.bySecret(ctx, req.GetTenantId(), wire.ID[connection.ID](req.GetConnectionId()), req.GetSecretHash(),
		func(tx *connstore.Tx, c connection.Connection, secret connection.SecretID) error {
			scopes, ok := c.Ask(req.GetScopes())
			if !ok {
				return notGranted
			}
			text, err := bearer.NewToken(req.GetTenantId())
			if err != nil {
				return err
			}
			hash, now := bearer.Hash(text), s.Moment()
			tx.Event(postgres.EventSignIn)
			tx.About("sign_in:machine", string(c.ID))
			tx.OnBehalf(string(c.ID))
			tx.Ground("scope")
			t := connstore.Token{Hash: hash[:], Scopes: scopes, Now: now, Expires: now.Add(connection.TokenLife)}
			resp = &pb.RedeemSecretResponse{Token: text, ExpireTime: wire.Stamp(t.Expires), Scopes: scopes}
			return tx.Hand(ctx, c, secret, t)
		})
	if err != nil {
		return nil, err
	}
	return resp, nil
}

// CheckBearer says whom a token stands for, or a secret that is used as one.
func (s *Server) CheckBearer(ctx context.Context, req *pb.CheckBearerRequest) (*pb.CheckBearerResponse, error) {
	resp := &pb.CheckBearerResponse{}
	if req.GetConnectionId() != "" {
		err := s.bySecret(ctx, req.GetTenantId(), wire.ID[connection.ID](req.GetConnectionId()), req.GetHash(),
			func(tx *connstore.Tx, c connection.Connection, secret connection.SecretID) error {
				if !slices.Contains(c.Scopes, connection.SCIM) {
					return unknown // a secret is for the token endpoint, unless there is no other way
				}
				resp.ConnectionId, resp.Scopes = string(c.ID), []string{connection.SCIM}
				return tx.Used(ctx, c.ID, secret, s.Moment())
			})
		if err != nil {
			return nil, err
		}
		return resp, nil
	}
	err := connstore.InAs(ctx, s.Store, req.GetTenantId(), func(tx *connstore.Tx) error {
		opened, err := tx.ByToken(ctx, req.GetHash(), s.Moment())
		if err != nil {
			return orUnknown(err)
		}
		resp.ConnectionId, resp.Scopes = string(opened.ID), opened.Scopes
		return tx.Used(ctx, opened.ID, opened.Secret, s.Moment())
	})
	if err != nil {
		return nil, err
	}
	return resp, nil
}

// bySecret does something for the connection whose secret this is. A wrong one is counted,
// in a transaction that commits.
func (s *Server) bySecret(ctx context.Context, tenant string, id connection.ID, hash []byte,
	do func(*connstore.Tx, connection.Connection, connection.SecretID) error,
) error {
	var refused error
	err := connstore.InAs(ctx, s.Store, tenant, func(tx *connstore.Tx) error {
		c, err := tx.Connection(ctx, id)
		if err != nil {
			return orUnknown(err)
		}
		for _, secret := range c.Secrets {
			if subtle.ConstantTimeCompare(secret.Hash, hash) == 1 && c.Living(secret.ID, s.Moment()) {
				return do(tx, c, secret.ID)
			}
		}
		refused = unknown
		if c.Wrong.TooMany(s.Moment()) {
			refused = tooMany
			return nil // not even counted: whoever hammers makes no work
		}
		if c, err = tx.ConnectionToChange(ctx, id); err != nil {
			return orUnknown(err)
		}
		c.Wrong = c.Wrong.Try(s.Moment())
		return tx.Wrong(ctx, c)
	})
	if err != nil {
		return err
	}
	return refused
}

func orUnknown(err error) error {
	if fault.KindOf(err) == fault.KindNotFound {
		return unknown
	}
	return err
}
