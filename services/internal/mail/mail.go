// Package mail sends letters: over SMTP, or in development as files to look at.
//
// A letter is plain text with perhaps a file beside it. It says neutral things only;
// this package cannot see to that, but it does see to it that no address, no text and
// no answer of a mail server reaches an error or a log: servers like to quote whom
// they refuse. An error is one of the few below and, at most, the server's number.
package mail

import (
	"bytes"
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"net"
	netmail "net/mail"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/google/uuid"
	gomail "github.com/wneessen/go-mail"

	"github.com/optrek/optrek/services/internal/config"
)

// What can come of a letter that did not go. Errors of Send are one of these.
var (
	ErrOff         = errors.New("mail: no mail server is set (OPTREK_SMTP_ADDR)")
	ErrAddress     = errors.New("mail: this address takes no letters")          // do not try again
	ErrRefused     = errors.New("mail: the mail server does not take this")     // do not try again
	ErrUnavailable = errors.New("mail: the mail server is not to be had now")   // try again later
	errNoAddress   = errors.New("mail: the address that letters come from")     // of New
	errDrop        = errors.New("mail: the letter could not be put in a file")  // of Send, in development
	errUnfit       = errors.New("mail: a subject, a text and an id are wanted") // a defect of the caller
)

// within is how long one letter may take, whatever the caller's deadline.
const within = 30 * time.Second

// Letter is one letter to one address.
type Letter struct {
	// ID makes a second try the same letter for whoever receives both: a UUID.
	ID      string
	To      string // one address
	Subject string
	Text    string // plain, lines of any length
	Files   []File
}

// File goes with a letter.
type File struct {
	Name string // e.g. "afspraak.ics"
	Type string // e.g. "text/calendar; method=PUBLISH"
	Data []byte
}

// Options are how to send.
type Options struct {
	config.Mail
	Drop  string         // a directory for letters when there is no server; empty: ErrOff
	Roots *x509.CertPool // nil: the machine's
}

// Sender sends letters. It keeps no connection and is safe for concurrent use.
type Sender struct {
	options Options
	from    *netmail.Address
	host    string
	port    int
}

// FromConfig gives the sender of a process: in development without a mail server,
// letters lie in DataDir/mail.
func FromConfig(c config.Config) (*Sender, error) {
	o := Options{Mail: c.Mail}
	if !c.IsProduction() {
		o.Drop = filepath.Join(c.DataDir, "mail")
	}
	return New(o)
}

// New gives a sender. Settings come checked from package config.
func New(o Options) (*Sender, error) {
	s := &Sender{options: o, from: &netmail.Address{Name: "Optrek", Address: "optrek@localhost"}}
	var err error
	if o.From != "" {
		if s.from, err = netmail.ParseAddress(o.From); err != nil {
			return nil, errNoAddress
		}
	}
	if o.SMTPAddr == "" {
		return s, nil
	}
	host, port, err := net.SplitHostPort(o.SMTPAddr)
	if err != nil {
		return nil, fmt.Errorf("mail: server: %w", err)
	}
	s.host = host
	s.port, err = strconv.Atoi(port)
	return s, err
}

// On says whether letters go anywhere, so that nobody is offered what does not work.
func (s *Sender) On() bool { return s.options.SMTPAddr != "" || s.options.Drop != "" }

// Send sends one letter and returns when the server has taken it. The same letter may
// be sent again after any error: it keeps its id.
func (s *Sender) Send(ctx context.Context, l Letter) error {
	if !s.On() {
		return ErrOff
	}
	m, err := s.message(l)
	if err != nil {
		return err
	}
	if s.options.SMTPAddr == "" {
		return s.drop(l.ID, m)
	}
	ctx, cancel := context.WithTimeout(ctx, within)
	defer cancel()
	client, err := gomail.NewClient(s.host, s.clientOptions()...)
	if err != nil {
		return fmt.Errorf("%w: settings", ErrUnavailable)
	}
	return quiet(client.DialAndSendWithContext(ctx, m))
}

func (s *Sender) clientOptions() []gomail.Option {
	secure := &tls.Config{ServerName: s.host, MinVersion: tls.VersionTLS12, RootCAs: s.options.Roots}
	all := []gomail.Option{gomail.WithTimeout(within), gomail.WithTLSConfig(secure), gomail.WithPort(s.port)}
	switch s.options.SMTPTLS {
	case config.TLS:
		all = append(all, gomail.WithSSL())
	case config.NoTLS:
		all = append(all, gomail.WithTLSPolicy(gomail.NoTLS))
	default: // without STARTTLS on offer nothing is said at all
		all = append(all, gomail.WithTLSPolicy(gomail.TLSMandatory))
	}
	if s.options.Username != "" {
		all = append(all, gomail.WithSMTPAuth(gomail.SMTPAuthAutoDiscover),
			gomail.WithUsername(s.options.Username), gomail.WithPassword(s.options.Password))
	}
	return all
}

// message makes the letter as it travels. It says that a machine wrote it, so that
// nobody's "I am away" answers, and not which machine or which program.
func (s *Sender) message(l Letter) (*gomail.Msg, error) {
	if _, err := uuid.Parse(l.ID); err != nil || l.Subject == "" || l.Text == "" {
		return nil, errUnfit
	}
	m := gomail.NewMsg(gomail.WithNoDefaultUserAgent())
	if err := m.FromFormat(s.from.Name, s.from.Address); err != nil {
		return nil, errNoAddress
	}
	if err := m.To(l.To); err != nil {
		return nil, ErrAddress
	}
	_, domain, _ := strings.Cut(s.from.Address, "@")
	m.SetMessageIDWithValue(l.ID + "@" + domain)
	m.SetDate()
	m.SetGenHeader("Auto-Submitted", "auto-generated")
	m.SetGenHeader("X-Auto-Response-Suppress", "All")
	m.Subject(l.Subject)
	m.SetBodyString(gomail.TypeTextPlain, l.Text)
	for _, f := range l.Files {
		err := m.AttachReader(f.Name, bytes.NewReader(f.Data), gomail.WithFileContentType(gomail.ContentType(f.Type)))
		if err != nil {
			return nil, errUnfit
		}
	}
	return m, nil
}

// drop puts the letter in a file named after its id, for who builds to read.
func (s *Sender) drop(id string, m *gomail.Msg) error {
	if err := os.MkdirAll(s.options.Drop, 0o700); err != nil {
		return errDrop
	}
	if err := m.WriteToFile(filepath.Join(s.options.Drop, id+".eml")); err != nil {
		return errDrop
	}
	return nil
}

// quiet keeps of an error of the library only which of ours it is, and the number.
func quiet(err error) error {
	var failed *gomail.SendError
	switch {
	case err == nil:
		return nil
	case !errors.As(err, &failed) || failed.IsTemp() || failed.ErrorCode() < 500:
		return ErrUnavailable
	case failed.Reason == gomail.ErrSMTPRcptTo:
		return fmt.Errorf("%w (SMTP %d)", ErrAddress, failed.ErrorCode())
	}
	return fmt.Errorf("%w (SMTP %d)", ErrRefused, failed.ErrorCode())
}
