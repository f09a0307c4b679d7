package postgres

import (
	"context"
	"errors"
	"io"
	"net"
	"strings"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"github.com/optrek/optrek/services/internal/fault"
)

var (
	exists = fault.Exists("ALREADY_THERE", fault.Text{
		NL: "Dit is er al.", EN: "This is there already."})
	referred = fault.Conflict("IN_USE", fault.Text{
		NL: "Dit kan nu niet: iets waar het bij hoort is weg, of er hoort nog iets bij.",
		EN: "This cannot be done now: something it belongs to has gone, or something still belongs to it."})
	collided = fault.Unavailable("TRY_AGAIN", fault.Text{
		NL: "Iemand anders was hier tegelijk mee bezig. Probeer het nog een keer.",
		EN: "Somebody else was at this at the same time. Try again."})
	slow = fault.Unavailable("TOO_SLOW", fault.Text{
		NL: "Dit duurde te lang. Probeer het zo nog een keer.", EN: "This took too long. Try again shortly."})
	away = fault.Unavailable("DATABASE_AWAY", fault.Text{
		NL: "Optrek kan even niet bij zijn gegevens. Probeer het zo nog een keer.",
		EN: "Optrek cannot reach its data for a moment. Try again shortly."})
	notYet = fault.Unavailable("ORGANISATION_NOT_YET", fault.Text{
		NL: "Deze organisatie komt er net bij, of is hier niet meer. Probeer het zo nog een keer.",
		EN: "This organisation is just being added, or is no longer here. Try again shortly."})
	moved = fault.Unavailable("ORGANISATION_MOVES", fault.Text{
		NL: "Deze organisatie wordt verhuisd. Probeer het straks nog een keer.",
		EN: "This organisation is being moved. Try again later."})
	unreadable = fault.Invalid("UNREADABLE_TEXT", fault.Text{
		NL: "In de tekst staat een teken dat niet kan. Typ de tekst opnieuw, of plak hem zonder opmaak.",
		EN: "The text holds a character that is not possible. Type it again, or paste it without formatting."})
	full = fault.Exhausted("DATABASE_FULL", fault.Text{
		NL: "Het is nu te druk. Wacht even en probeer het dan nog een keer.",
		EN: "It is too busy now. Wait a little and try again."})
)

// dbFault is a fault with what PostgreSQL said behind it, for the log.
type dbFault struct {
	fault *fault.Fault
	cause error
}

func (e *dbFault) Error() string   { return e.fault.Error() + " (" + e.cause.Error() + ")" }
func (e *dbFault) Unwrap() []error { return []error{e.fault, e.cause} }

// Fault turns what the database says into a fault where the caller can act on it:
// Exists, Conflict, Exhausted, or Unavailable when the same call may well succeed
// the next time. The cause stays in the chain. Faults, context errors, pgx.ErrNoRows
// and everything that is our own defect come back as they are.
func Fault(err error) error {
	if err == nil || errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) ||
		errors.Is(err, pgx.ErrNoRows) {
		return err
	}
	if _, ok := fault.As(err); ok {
		return err
	}
	if f := classify(err); f != nil {
		return &dbFault{fault: f, cause: err}
	}
	return err
}

func classify(err error) *fault.Fault {
	var pg *pgconn.PgError
	var connecting *pgconn.ConnectError
	said := errors.As(err, &pg)
	switch {
	case errors.As(err, &connecting) && (!said || classifyCode(pg) == nil):
		return away // it did not let us in: for who is asking that is the same as not being there
	case said:
		return classifyCode(pg)
	}
	var network net.Error
	switch {
	case errors.As(err, &network), pgconn.SafeToRetry(err),
		errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, net.ErrClosed):
		return away
	}
	return nil
}

func classifyCode(pg *pgconn.PgError) *fault.Fault {
	switch pg.Code {
	case "23505", "23P01": // unique, exclusion
		return exists
	case "23503": // foreign key
		return referred
	case "40001", "40P01", "55P03": // serialization, deadlock, lock timeout
		return collided
	case "0A000": // a migration changed a table under a prepared statement; the next try prepares anew
		if strings.HasPrefix(pg.Message, "cached plan") {
			return collided
		}
	case "57014": // statement_timeout
		return slow
	case "57P01", "57P02", "57P03", "57P05", "25006", "25P03": // shutting down, starting, read-only after a failover
		return away
	case "OM001": // enter (base/00010)
		return moved
	case "22P02": // an id that is no uuid: nobody has it
		return fault.Missing()
	case "22021": // a byte that is no text, such as NUL
		return unreadable
	case "53300", "53100", "53200": // connections, disk, memory
		return full
	}
	if strings.HasPrefix(pg.Code, "08") {
		return away
	}
	return nil
}

// Violates says whether err is the violation of this constraint, for a store that
// has a better word for it than Fault.
func Violates(err error, constraint string) bool {
	var pg *pgconn.PgError
	return errors.As(err, &pg) && pg.ConstraintName == constraint
}
