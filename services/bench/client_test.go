package bench

import (
	"errors"
	"fmt"
	"net/http"
	"testing"
	"time"

	"google.golang.org/protobuf/types/known/fieldmaskpb"

	"github.com/optrek/optrek/deploy/dev/apiclient"
	recruitmentv1 "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
	"github.com/optrek/optrek/services/internal/ids"
)

// bareRead is the SELECT behind GetClient, without its question who may reach whom.
const bareRead = `SELECT c.id::text, c.version, coalesce(c.number, ''), c.given_name, c.family_name, c.birth_year,
	coalesce(c.location_id::text, ''), c.alone, c.lonely, c.interests, c.talents, c.could_mean, c.dayparts, c.travel_km,
	c.company, c.communication, c.area, c.aids, c.created_at, c.updated_at,
	ARRAY(SELECT w.worker_id::text FROM recruitment.caseload w WHERE w.tenant_id = c.tenant_id AND w.client_id = c.id ORDER BY w.position)
	FROM recruitment.client c WHERE c.tenant_id = $1 AND c.id = $2`

// somebody is a made-up client who said yes to being looked for, so that a change of
// how far they can go is told to matching.
func somebody() *recruitmentv1.Client {
	return &recruitmentv1.Client{
		GivenName: "Bente", FamilyName: "Bankmeting", BirthYear: 1980,
		Profile: &recruitmentv1.Profile{
			Interests: []string{"koken", "film", "markt"}, Talents: []string{"luisteren"}, CouldMean: "Samen koken.", Area: "3512", TravelKm: 15,
			Dayparts: []recruitmentv1.Daypart{recruitmentv1.Daypart_DAYPART_WEEKEND_AFTERNOON},
		},
	}
}

func yes(client string) *recruitmentv1.GiveConsentRequest {
	return &recruitmentv1.GiveConsentRequest{
		ClientId: client, Purpose: recruitmentv1.Consent_PURPOSE_MATCHING, Channel: recruitmentv1.Consent_CHANNEL_SPOKEN, Receiver: "organisation",
	}
}

// change asks for another distance than the client has, each time with a request_id of its own.
func change(c *recruitmentv1.Client) *recruitmentv1.UpdateClientRequest {
	return &recruitmentv1.UpdateClientRequest{
		Client:     &recruitmentv1.Client{Id: c.GetId(), Etag: c.GetEtag(), Profile: &recruitmentv1.Profile{TravelKm: 16 + c.GetProfile().GetTravelKm()%20}},
		UpdateMask: &fieldmaskpb.FieldMask{Paths: []string{"profile.travel_km"}}, RequestId: ids.New(),
	}
}

func (s *system) tenantOf(client string) (tenant string) {
	s.b.Helper()
	must(s.b, s.bare.QueryRow(s.b.Context(), `SELECT tenant_id::text FROM recruitment.client WHERE id = $1`, client).Scan(&tenant))
	return tenant
}

// read is the peer of reading.
func (s *system) read(id string) func() error {
	tenant := s.tenantOf(id)
	return func() error {
		rows, err := s.bare.Query(s.b.Context(), bareRead, tenant, id)
		if err != nil {
			return err
		}
		defer rows.Close()
		if !rows.Next() {
			return errors.Join(rows.Err(), errors.New("the peer found nobody"))
		}
		_, err = rows.Values()
		return err
	}
}

// update is the peer of changing. It leaves the version alone: ours goes by it.
func (s *system) update(id string) func() error {
	tenant := s.tenantOf(id)
	return func() error {
		ctx := s.b.Context()
		tx, err := s.bare.Begin(ctx)
		if err != nil {
			return err
		}
		tag, err := tx.Exec(ctx, `UPDATE recruitment.client SET updated_at = now() WHERE tenant_id = $1 AND id = $2`, tenant, id)
		if err != nil || tag.RowsAffected() != 1 {
			return errors.Join(err, fmt.Errorf("the peer changed %d rows", tag.RowsAffected()))
		}
		return tx.Commit(ctx)
	}
}

func BenchmarkClientOverGRPC(b *testing.B) {
	s := start(b, []door{recruits})
	service, signer := recruitmentv1.NewRecruitmentServiceClient(s.dial("recruitment", nil)), s.signer("gateway")
	ctx, err := s.asking(signer)
	must(b, err)
	client, err := service.CreateClient(ctx, &recruitmentv1.CreateClientRequest{Client: somebody()})
	must(b, err)
	_, err = service.GiveConsent(ctx, yes(client.GetId()))
	must(b, err)
	b.Run("read", func(b *testing.B) {
		compare(b, "read of one client, gRPC", "bare-sql", func() error {
			ctx, err := s.asking(signer)
			if err != nil {
				return err
			}
			_, err = service.GetClient(ctx, &recruitmentv1.GetClientRequest{Id: client.GetId()})
			return err
		}, s.read(client.GetId()))
	})
	b.Run("change", func(b *testing.B) {
		compare(b, "change of one client, gRPC", "bare-update", func() error {
			ctx, err := s.asking(signer)
			if err != nil {
				return err
			}
			client, err = service.UpdateClient(ctx, change(client))
			return err
		}, s.update(client.GetId()))
		s.itWasAll(b, client.GetId())
	})
}

// itWasAll sees that the changes did what they are measured for: told, audited, remembered.
func (s *system) itWasAll(b *testing.B, client string) {
	b.Helper()
	var told, audited, remembered int
	must(b, s.bare.QueryRow(b.Context(), `SELECT (SELECT count(*) FROM recruitment.outbox), (SELECT count(*) FROM recruitment.audit WHERE client_id = $1),
		(SELECT count(*) FROM recruitment.request_ledger)`, client).Scan(&told, &audited, &remembered))
	if told < b.N || audited < b.N || remembered < b.N {
		b.Fatalf("%d changes, but %d events, %d audit rows and %d remembered requests", b.N, told, audited, remembered)
	}
}

func BenchmarkClientOverHTTP(b *testing.B) {
	s := start(b, []door{recruits, gateways})
	me, err := apiclient.SignIn(b.Context(), s.base, "lsr", "koen")
	must(b, err)
	var client recruitmentv1.Client
	must(b, me.Post(b.Context(), "/api/v1/clients", somebody(), &client))
	path := "/api/v1/clients/" + client.GetId()
	must(b, me.Post(b.Context(), path+"/consents", yes(""), nil))
	b.Run("read", func(b *testing.B) {
		compare(b, "read of one client, HTTP", "bare-sql", func() error {
			status, body, err := me.Raw(b.Context(), path)
			if err == nil && status != http.StatusOK {
				err = fmt.Errorf("status %d: %.300s", status, body)
			}
			return err
		}, s.read(client.GetId()))
	})
	b.Run("change", func(b *testing.B) {
		compare(b, "change of one client, HTTP", "bare-update", func() error {
			c := change(&client)
			query := "?updateMask=profile.travel_km&requestId=" + c.GetRequestId()
			return me.Patch(b.Context(), path+query, c.GetClient(), &client)
		}, s.update(client.GetId()))
		s.itWasAll(b, client.GetId())
	})
}

// patience is for the calls that take more than the usual deadline.
const patience = 2 * time.Minute
