package config

import (
	"net"
	"net/mail"
	"net/netip"
	"os"
	"strings"
)

// Ways to reach the mail server, the values of OPTREK_SMTP_TLS.
const (
	StartTLS = "starttls" // the usual one: the connection becomes TLS before anything is said, or nothing is said
	TLS      = "tls"      // TLS from the first byte
	NoTLS    = "none"     // on this machine only
)

// Mail is how letters are sent. Without SMTPAddr none are, except in development: there
// they lie in DataDir/mail, for who builds to read.
type Mail struct {
	SMTPAddr     string `env:"SMTP_ADDR"`                      // host:port of the mail server
	SMTPTLS      string `env:"SMTP_TLS" envDefault:"starttls"` // starttls, tls; none for a server on this machine
	Username     string `env:"SMTP_USERNAME"`                  // empty: no sign-in
	PasswordFile string `env:"SMTP_PASSWORD_FILE"`             // a file, so that no list of processes shows it
	From         string `env:"MAIL_FROM"`                      // e.g. Optrek <optrek@example.org>

	Password string // what that file says
}

// read checks the settings and fetches the password.
func (m *Mail) read() error {
	if m.SMTPTLS != StartTLS && m.SMTPTLS != TLS && m.SMTPTLS != NoTLS {
		return wrong("SMTP_TLS", "want starttls, tls or none")
	}
	if m.From != "" {
		if _, err := mail.ParseAddress(m.From); err != nil {
			return wrong("MAIL_FROM", "want an address, such as Optrek <optrek@example.org>")
		}
	}
	if m.SMTPAddr == "" {
		return nil
	}
	if err := hostPort(m.SMTPAddr); err != nil {
		return wrong("SMTP_ADDR", err.Error())
	}
	if m.From == "" {
		return wrong("MAIL_FROM", "want the address that letters come from")
	}
	if m.SMTPTLS == NoTLS && !onThisMachine(m.SMTPAddr) {
		return wrong("SMTP_TLS", "none is for a mail server on this machine; want starttls or tls")
	}
	return m.readPassword()
}

func (m *Mail) readPassword() error {
	if m.PasswordFile == "" {
		return nil
	}
	secret, err := os.ReadFile(m.PasswordFile)
	if err != nil {
		return wrong("SMTP_PASSWORD_FILE", "this file cannot be read")
	}
	m.Password = strings.TrimSpace(string(secret))
	return nil
}

func onThisMachine(hostPort string) bool {
	host, _, err := net.SplitHostPort(hostPort)
	if err != nil {
		return false
	}
	addr, err := netip.ParseAddr(host)
	return host == "localhost" || err == nil && addr.IsLoopback()
}
