package bench

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	recruitmentv1 "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
)

const (
	importRows = 10_000
	heading    = "Cliëntnummer;Roepnaam;Tussenvoegsel;Achternaam;Geboortedatum;Geslacht;BSN;Locatie;Postcode;Plaats;Telefoon;" +
		"Persoonlijk begeleider;E-mail begeleider;Interesses;Hulpmiddelen;In zorg sinds;Uit zorg;Opmerking"
)

// export makes up the rows of a care administration; no two rounds share a client.
func export(round int) [][]string {
	given := strings.Fields("Anke Bert Cato Dirk Elle Fons Gijs Hanna Ivo Jet")
	family := strings.Fields("Afdruk Beeldje Cijfer Droom Evenbeeld Figuur Gedachte Houtskool Inkt Jaartal Karton")
	likes := strings.Fields("koken film voetbal treinen dieren muziek markt tuinieren")
	rows := make([][]string, importRows)
	for n := range rows {
		worker := n % 300
		rows[n] = []string{
			fmt.Sprintf("M%d%06d", round, n), given[n%10], []string{"", "van", "de"}[n%3], family[n%11],
			fmt.Sprintf("%02d-%02d-%d", 1+n%28, 1+n%12, 1940+n%60), []string{"M", "V"}[n%2], fmt.Sprintf("9999%05d", n),
			fmt.Sprintf("Locatie %d", n%40), fmt.Sprintf("%d AB", 1000+n%8000), "Verzonnen", fmt.Sprintf("06000%05d", n),
			fmt.Sprintf("B. Nummer%d", worker), fmt.Sprintf("b.nummer%d@example.org", worker),
			likes[n%8] + ", " + likes[(n+3)%8], "", "01-02-2020", "", "",
		}
	}
	return rows
}

func BenchmarkImport(b *testing.B) {
	s := start(b, []door{recruits})
	conn, signer := s.dial("recruitment", nil), s.signer("gateway")
	service := recruitmentv1.NewExchangeServiceClient(conn)
	// An organisation has somebody who brings the file.
	ctx, err := s.asking(signer)
	must(b, err)
	_, err = recruitmentv1.NewTeamServiceClient(conn).CreateSupportWorker(ctx, &recruitmentv1.CreateSupportWorkerRequest{
		SupportWorker: &recruitmentv1.SupportWorker{Name: "Bas", Email: "bas@example.org"}})
	must(b, err)
	columns := strings.Split(heading, ";")
	for i, c := range columns {
		columns[i] = `"` + c + `" text`
	}
	_, err = s.bare.Exec(b.Context(), "CREATE TABLE public.plain ("+strings.Join(columns, ",")+")")
	must(b, err)
	var rows [][]string
	round := 0
	compare(b, "import of 10,000 rows", "COPY", func() error {
		round++
		rows = export(round) // some milliseconds, at our own cost
		lines := make([]string, len(rows))
		for i, r := range rows {
			lines[i] = strings.Join(r, ";")
		}
		ctx, err := s.asking(signer)
		if err != nil {
			return err
		}
		ctx, cancel := context.WithTimeout(ctx, patience)
		defer cancel()
		report, err := bringIn(ctx, service, []byte(heading+"\n"+strings.Join(lines, "\n")))
		if err == nil && report.GetRowsCreated() != importRows {
			err = fmt.Errorf("created %d of %d: %.500v", report.GetRowsCreated(), importRows, report.GetRefused())
		}
		return err
	}, func() error {
		_, err := s.bare.CopyFrom(b.Context(), pgx.Identifier{"public", "plain"}, strings.Split(heading, ";"),
			pgx.CopyFromSlice(len(rows), func(i int) ([]any, error) {
				cells := make([]any, len(rows[i]))
				for j, cell := range rows[i] {
					cells[j] = cell
				}
				return cells, nil
			}))
		return err
	})
}

// bringIn prepares a file, starts it, and waits until it is done.
func bringIn(ctx context.Context, service recruitmentv1.ExchangeServiceClient, content []byte) (*recruitmentv1.Import, error) {
	i, err := service.PrepareImport(ctx, &recruitmentv1.PrepareImportRequest{FileName: "export.csv", Content: content})
	if err != nil {
		return nil, err
	}
	if i, err = service.StartImport(ctx, &recruitmentv1.ChangeImportRequest{Id: i.GetId()}); err != nil {
		return nil, err
	}
	again := time.NewTicker(10 * time.Millisecond)
	defer again.Stop()
	for err == nil && i.GetState() == recruitmentv1.Import_STATE_RUNNING {
		<-again.C
		i, err = service.GetImport(ctx, &recruitmentv1.GetImportRequest{Id: i.GetId()})
	}
	return i, err
}
