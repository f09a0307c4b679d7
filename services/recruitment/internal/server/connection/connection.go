// Package connection answers for the organisation's other systems: who lets them in, what
// they may do, and, for the gateway, whom a secret or a token stands for.
package connection

import (
	"context"

	pb "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
	"github.com/optrek/optrek/services/internal/bearer"
	"github.com/optrek/optrek/services/internal/ids"
	"github.com/optrek/optrek/services/internal/once"
	"github.com/optrek/optrek/services/internal/wire"
	"github.com/optrek/optrek/services/recruitment/internal/domain/connection"
	"github.com/optrek/optrek/services/recruitment/internal/server/base"
	connstore "github.com/optrek/optrek/services/recruitment/internal/store/connection"
)

// Server implements optrek.recruitment.v1.ConnectionService.
type Server struct {
	pb.UnimplementedConnectionServiceServer
	base.Base
}

// New makes the server.
func New(b base.Base) *Server { return &Server{Base: b} }

// ListConnections lists the systems that may sign in.
func (s *Server) ListConnections(ctx context.Context, _ *pb.ListConnectionsRequest) (*pb.ListConnectionsResponse, error) {
	resp := &pb.ListConnectionsResponse{GrantableScopes: connection.Scopes()}
	err := connstore.In(s.Store)(ctx, func(tx *connstore.Tx) error {
		all, err := tx.Connections(ctx)
		for _, c := range all {
			resp.Connections = append(resp.Connections, s.message(c))
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	return resp, nil
}

// GetConnection gives one.
func (s *Server) GetConnection(ctx context.Context, req *pb.GetConnectionRequest) (*pb.Connection, error) {
	var answer *pb.Connection
	err := connstore.In(s.Store)(ctx, func(tx *connstore.Tx) error {
		c, err := tx.Connection(ctx, wire.ID[connection.ID](req.GetId()))
		answer = s.message(c)
		return err
	})
	if err != nil {
		return nil, err
	}
	return answer, nil
}

// CreateConnection lets a system in. The secret is put into the answer after the answer
// was remembered: a repeat of the request does not show it again.
func (s *Server) CreateConnection(ctx context.Context, req *pb.CreateConnectionRequest) (*pb.ConnectionWithSecret, error) {
	var secret string
	answer, err := once.Do(ctx, connstore.In(s.Store), req, func(tx *connstore.Tx) (*pb.ConnectionWithSecret, error) {
		c := connection.Connection{ID: connection.ID(ids.New()), Version: 1, Created: s.Moment()}
		c, err := c.Changed(req.GetConnection().GetName(), req.GetConnection().GetScopes())
		if err != nil {
			return nil, err
		}
		if c, secret, err = s.withSecret(tx, c, int(req.GetMonths())); err != nil {
			return nil, err
		}
		return &pb.ConnectionWithSecret{Connection: s.message(c)}, tx.Add(ctx, c)
	})
	return shown(answer, secret), err
}

// shown puts the secret into an answer that is given for the first time.
func shown(answer *pb.ConnectionWithSecret, secret string) *pb.ConnectionWithSecret {
	if answer == nil || secret == "" {
		return answer
	}
	return &pb.ConnectionWithSecret{Connection: answer.GetConnection(), Secret: secret}
}

func (s *Server) withSecret(tx *connstore.Tx, c connection.Connection, months int) (connection.Connection, string, error) {
	text, err := bearer.NewSecret(tx.Tenant, string(c.ID))
	if err != nil {
		return c, "", err
	}
	hash := bearer.Hash(text)
	c, err = c.WithSecret(connection.Secret{ID: connection.SecretID(ids.New()), Hash: hash[:], Ending: bearer.Ending(text)}, months, s.Moment())
	return c, text, err
}

// UpdateConnection changes its name or what it may do.
func (s *Server) UpdateConnection(ctx context.Context, req *pb.UpdateConnectionRequest) (*pb.Connection, error) {
	return once.Do(ctx, connstore.In(s.Store), req, func(tx *connstore.Tx) (*pb.Connection, error) {
		wanted := req.GetConnection()
		c, err := s.toChange(ctx, tx, wanted.GetId(), wanted.GetEtag())
		if err != nil {
			return nil, err
		}
		fixed := wire.Fixed{"secrets", "create_time", "used_day", "withdraw_time"}
		chosen, err := fixed.Masked(req.GetUpdateMask(), wanted, "name", "scopes")
		if err != nil {
			return nil, err
		}
		name, scopes := c.Name, c.Scopes
		base.Set(chosen("name"), &name, wanted.GetName())
		base.Set(chosen("scopes"), &scopes, wanted.GetScopes())
		if c, err = c.Changed(name, scopes); err != nil {
			return nil, err
		}
		return s.save(ctx, tx, c)
	})
}

// RenewSecret makes a second secret.
func (s *Server) RenewSecret(ctx context.Context, req *pb.RenewSecretRequest) (*pb.ConnectionWithSecret, error) {
	var secret string
	answer, err := once.Do(ctx, connstore.In(s.Store), req, func(tx *connstore.Tx) (*pb.ConnectionWithSecret, error) {
		c, err := s.toChange(ctx, tx, req.GetId(), req.GetEtag())
		if err != nil {
			return nil, err
		}
		if c, secret, err = s.withSecret(tx, c, int(req.GetMonths())); err != nil {
			return nil, err
		}
		m, err := s.save(ctx, tx, c)
		return &pb.ConnectionWithSecret{Connection: m}, err
	})
	return shown(answer, secret), err
}

// WithdrawSecret takes one secret back.
func (s *Server) WithdrawSecret(ctx context.Context, req *pb.WithdrawSecretRequest) (*pb.Connection, error) {
	return once.Do(ctx, connstore.In(s.Store), req, func(tx *connstore.Tx) (*pb.Connection, error) {
		c, err := s.toChange(ctx, tx, req.GetId(), req.GetEtag())
		if err != nil {
			return nil, err
		}
		if c, err = c.WithoutSecret(wire.ID[connection.SecretID](req.GetSecretId())); err != nil {
			return nil, err
		}
		return s.save(ctx, tx, c)
	})
}

// WithdrawConnection takes everything back.
func (s *Server) WithdrawConnection(ctx context.Context, req *pb.WithdrawConnectionRequest) (*pb.Connection, error) {
	return once.Do(ctx, connstore.In(s.Store), req, func(tx *connstore.Tx) (*pb.Connection, error) {
		c, err := s.toChange(ctx, tx, req.GetId(), req.GetEtag())
		if err != nil || !c.Withdrawn.IsZero() {
			return s.message(c), err
		}
		return s.save(ctx, tx, c.Withdraw(s.Moment()))
	})
}

func (s *Server) toChange(ctx context.Context, tx *connstore.Tx, id, etag string) (connection.Connection, error) {
	c, err := tx.ConnectionToChange(ctx, wire.ID[connection.ID](id))
	if err == nil {
		err = c.Version.Expect(etag)
	}
	return c, err
}

func (s *Server) save(ctx context.Context, tx *connstore.Tx, c connection.Connection) (*pb.Connection, error) {
	if err := tx.Save(ctx, c); err != nil {
		return nil, err
	}
	c.Version++
	return s.message(c), nil
}

func (s *Server) message(c connection.Connection) *pb.Connection {
	m := &pb.Connection{
		Id: string(c.ID), Etag: c.Version.Etag(), Name: c.Name, Scopes: c.Scopes, CreateTime: wire.Stamp(c.Created),
		UsedDay: c.UsedDay, WithdrawTime: wire.Stamp(c.Withdrawn),
	}
	for _, secret := range c.Secrets {
		m.Secrets = append(m.Secrets, &pb.ConnectionSecret{
			Id: string(secret.ID), Ending: secret.Ending, CreateTime: wire.Stamp(secret.Created), LastDay: secret.LastDay(),
			UsedDay: secret.UsedDay, Expired: !secret.Good(s.Moment()),
		})
	}
	return m
}
