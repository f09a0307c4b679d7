package networkmap

import (
	"context"
	"math"

	"google.golang.org/protobuf/types/known/emptypb"

	pb "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
	"github.com/optrek/optrek/services/internal/fault"
	"github.com/optrek/optrek/services/internal/ids"
	"github.com/optrek/optrek/services/internal/once"
	"github.com/optrek/optrek/services/internal/paging"
	"github.com/optrek/optrek/services/internal/wire"
	"github.com/optrek/optrek/services/recruitment/internal/domain"
	"github.com/optrek/optrek/services/recruitment/internal/domain/networkmap"
	"github.com/optrek/optrek/services/recruitment/internal/server/base"
	mapstore "github.com/optrek/optrek/services/recruitment/internal/store/networkmap"
)

// TakeMapSnapshot keeps the map as it is now: everybody on it, also who and what the
// caller does not see. Once more on one day, with nothing changed that the caller sees,
// is the same snapshot: it would tell nothing new, and a new one would tell staff that
// something changed which is not theirs to know.
func (s *Server) TakeMapSnapshot(ctx context.Context, req *pb.TakeMapSnapshotRequest) (*pb.MapSnapshot, error) {
	return once.Do(ctx, mapstore.In(s.Store), req, func(tx *mapstore.Tx) (*pb.MapSnapshot, error) {
		client, view, err := s.reachedMap(ctx, tx, req.GetClientId())
		if err != nil {
			return nil, err
		}
		tx.Touch(string(client))
		m, err := tx.NetworkMapForUpdate(ctx, client) // one at a time, so that two at once are not two
		if err != nil {
			return nil, err
		}
		now, err := s.mapOfNow(ctx, tx, m, view)
		if err != nil {
			return nil, err
		}
		last, err := tx.MapSnapshots(ctx, client, "", 1)
		if err != nil {
			return nil, err
		}
		if len(last) > 0 {
			if last[0].People, err = snapshotPeople(ctx, tx, last[0].ID, view); err != nil {
				return nil, err
			}
			if last[0].SameDayAndMap(now) {
				return snapshotMessage(last[0]), nil
			}
		}
		taken := networkmap.TakeMapSnapshot(networkmap.MapSnapshotID(ids.New()), m, req.GetOccasion(), now.Taken)
		if err := tx.AddMapSnapshot(ctx, taken); err != nil {
			return nil, err
		}
		taken.People = now.People
		return snapshotMessage(taken), nil
	})
}

// ListMapSnapshots lists the dates on which the map was kept, newest first, without the people.
func (s *Server) ListMapSnapshots(ctx context.Context, req *pb.ListMapSnapshotsRequest) (*pb.ListMapSnapshotsResponse, error) {
	size := paging.Size(req.GetPageSize())
	after, err := paging.AfterID(req.GetPageToken())
	if err != nil {
		return nil, err
	}
	answer := &pb.ListMapSnapshotsResponse{}
	err = mapstore.In(s.Store)(ctx, func(tx *mapstore.Tx) error {
		client, _, err := s.reachedMap(ctx, tx, req.GetClientId())
		if err != nil {
			return err
		}
		found, err := tx.MapSnapshots(ctx, client, after, size+1)
		if err != nil {
			return err
		}
		found, more := paging.Cut(found, size)
		tx.Touch(string(client))
		for _, snapshot := range found {
			answer.Snapshots = append(answer.Snapshots, snapshotMessage(snapshot))
		}
		if more {
			answer.NextPageToken = paging.Token(string(found[size-1].ID))
		}
		return nil
	})
	return answer, err
}

// GetMapSnapshot gives the map as it was, as far as it is shared today.
func (s *Server) GetMapSnapshot(ctx context.Context, req *pb.GetMapSnapshotRequest) (*pb.MapSnapshot, error) {
	var answer *pb.MapSnapshot
	err := mapstore.In(s.Store)(ctx, func(tx *mapstore.Tx) error {
		snapshot, err := tx.MapSnapshot(ctx, networkmap.MapSnapshotID(req.GetId()))
		if err != nil {
			return err
		}
		view, err := s.sharedMap(ctx, tx, snapshot.Client)
		if err != nil {
			return err
		}
		tx.Touch(string(snapshot.Client))
		if snapshot.People, err = snapshotPeople(ctx, tx, snapshot.ID, view); err != nil {
			return err
		}
		answer = snapshotMessage(snapshot)
		return nil
	})
	return answer, err
}

// CompareMaps tells in words what changed between two dates, or since one. Both are seen
// with the eyes of today: who is hidden now is on neither.
func (s *Server) CompareMaps(ctx context.Context, req *pb.CompareMapsRequest) (*pb.MapComparison, error) {
	answer := &pb.MapComparison{}
	err := mapstore.In(s.Store)(ctx, func(tx *mapstore.Tx) error {
		client, view, err := s.reachedMap(ctx, tx, req.GetClientId())
		if err != nil {
			return err
		}
		tx.Touch(string(client))
		from, err := s.mapOn(ctx, tx, client, view, req.GetFromSnapshotId())
		if err != nil {
			return err
		}
		to, err := s.mapOn(ctx, tx, client, view, req.GetToSnapshotId())
		if err != nil {
			return err
		}
		answer.From, answer.To = snapshotMessage(from), snapshotMessage(to)
		for _, change := range networkmap.CompareMaps(from.People, to.People) {
			answer.Changes = append(answer.Changes, &pb.MapComparison_Change{
				Kind: wire.Value[pb.MapComparison_Change_Kind](change.Kind), ContactId: string(change.Contact), Name: change.Name,
			})
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return answer, nil
}

// DeleteMapSnapshot takes one snapshot away; for anybody but the client there is none to take.
func (s *Server) DeleteMapSnapshot(ctx context.Context, req *pb.DeleteMapSnapshotRequest) (*emptypb.Empty, error) {
	return once.Do(ctx, mapstore.In(s.Store), req, func(tx *mapstore.Tx) (*emptypb.Empty, error) {
		snapshot, err := tx.MapSnapshot(ctx, networkmap.MapSnapshotID(req.GetId()))
		if err != nil {
			return nil, err
		}
		if !base.IsSelf(tx.Tx, snapshot.Client) {
			return nil, fault.Missing()
		}
		tx.Touch(string(snapshot.Client))
		if err := tx.RemoveMapSnapshot(ctx, snapshot.ID); err != nil {
			return nil, err
		}
		return &emptypb.Empty{}, tx.Forget(ctx, string(snapshot.Client))
	})
}

// mapOn gives a client's map as it was in a snapshot of theirs, or, without one, as it is now.
func (s *Server) mapOn(ctx context.Context, tx *mapstore.Tx, client domain.ClientID, view networkmap.MapView, id string) (networkmap.MapSnapshot, error) {
	if id == "" {
		m, err := tx.NetworkMap(ctx, client)
		if err != nil {
			return networkmap.MapSnapshot{}, err
		}
		return s.mapOfNow(ctx, tx, m, view)
	}
	snapshot, err := tx.MapSnapshot(ctx, networkmap.MapSnapshotID(id))
	if err != nil {
		return snapshot, err
	}
	if snapshot.Client != client {
		return snapshot, fault.Missing()
	}
	snapshot.People, err = snapshotPeople(ctx, tx, snapshot.ID, view)
	return snapshot, err
}

// mapOfNow is the map as it is, in the form of a snapshot that nobody took.
func (s *Server) mapOfNow(ctx context.Context, tx *mapstore.Tx, m networkmap.NetworkMap, view networkmap.MapView) (networkmap.MapSnapshot, error) {
	people, err := tx.Contacts(ctx, m.Record().Client, "", math.MaxInt32)
	if err != nil {
		return networkmap.MapSnapshot{}, err
	}
	now := networkmap.TakeMapSnapshot("", m, "", s.Moment())
	now.People = seenBy(view, people)
	return now, nil
}

func snapshotPeople(ctx context.Context, tx *mapstore.Tx, id networkmap.MapSnapshotID, view networkmap.MapView) ([]networkmap.ContactRecord, error) {
	people, err := tx.SnapshotPeople(ctx, id)
	return seenBy(view, people), err
}

// seenBy gives the people as the view has them.
func seenBy(view networkmap.MapView, people []networkmap.Contact) []networkmap.ContactRecord {
	seen := make([]networkmap.ContactRecord, 0, len(people))
	for _, c := range people {
		if view.Sees(c) {
			seen = append(seen, view.Of(c))
		}
	}
	return seen
}

func snapshotMessage(s networkmap.MapSnapshot) *pb.MapSnapshot {
	m := &pb.MapSnapshot{
		Id: string(s.ID), ClientId: string(s.Client), Occasion: s.Occasion, TakeTime: wire.Stamp(s.Taken), Living: s.Living,
	}
	for _, person := range s.People {
		m.Contacts = append(m.Contacts, personMessage(person))
	}
	return m
}
