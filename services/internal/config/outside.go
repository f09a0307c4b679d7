package config

import (
	"net/netip"
	"net/url"
	"strings"
	"time"
)

// Outside is how the gateway meets whoever comes from outside.
type Outside struct {
	HTTPTLSDir     string   `env:"HTTP_TLS_DIR"`    // tls.crt and tls.key: the gateway speaks TLS itself; empty: something before it does
	TrustedProxies []string `env:"TRUSTED_PROXIES"` // networks (10.0.0.0/8) whose X-Forwarded-For is believed; none by default

	RateSignIn  int `env:"RATE_SIGN_IN" envDefault:"-1"` // sign-ins a minute from one address; 0: no limit; default 120, in development none
	RateChanges int `env:"RATE_CHANGES" envDefault:"-1"` // changes a minute of one session, and ten times that of one address; default 600, in development none

	SecurityContact   []string `env:"SECURITY_CONTACT"`                      // mailto:, https: or tel: addresses for who found a hole (RFC 9116)
	SecurityExpires   string   `env:"SECURITY_EXPIRES"`                      // a day (2027-01-31) until which that holds; default: half a year from each answer
	SecurityLanguages []string `env:"SECURITY_LANGUAGES" envDefault:"nl,en"` // in which that can be told
	SecurityPolicy    string   `env:"SECURITY_POLICY"`                       // https address of how you deal with it; may be empty

	Proxies []netip.Prefix // what TrustedProxies says
	Until   time.Time      // what SecurityExpires says; zero: by default
}

// Rates of a production that says nothing about them.
const (
	defaultSignIn  = 120
	defaultChanges = 600
)

// read checks the settings and fills in what they mean.
func (o *Outside) read(production bool) error {
	var err error
	if o.Proxies, err = networks(o.TrustedProxies); err != nil {
		return wrong("TRUSTED_PROXIES", err.Error())
	}
	for _, rate := range []struct {
		name  string
		value *int
		usual int
	}{{"RATE_SIGN_IN", &o.RateSignIn, defaultSignIn}, {"RATE_CHANGES", &o.RateChanges, defaultChanges}} {
		switch {
		case *rate.value < -1:
			return wrong(rate.name, "want a number a minute, or 0 for no limit")
		case *rate.value == -1 && production:
			*rate.value = rate.usual
		case *rate.value == -1:
			*rate.value = 0
		}
	}
	return o.readSecurity()
}

func (o *Outside) readSecurity() error {
	for i, contact := range o.SecurityContact {
		o.SecurityContact[i] = strings.TrimSpace(contact)
		if !isReachable(o.SecurityContact[i], "mailto", "https", "tel") {
			return wrong("SECURITY_CONTACT", "want mailto:…, https://… or tel:…, with a comma between them")
		}
	}
	if o.SecurityPolicy != "" && !isReachable(o.SecurityPolicy, "https") {
		return wrong("SECURITY_POLICY", "want https://…")
	}
	for i, language := range o.SecurityLanguages {
		o.SecurityLanguages[i] = strings.TrimSpace(language)
		if !isLanguage(o.SecurityLanguages[i]) {
			return wrong("SECURITY_LANGUAGES", "want languages, such as nl,en")
		}
	}
	if o.SecurityExpires == "" {
		return nil
	}
	day, err := time.Parse(time.DateOnly, o.SecurityExpires)
	if err != nil {
		return wrong("SECURITY_EXPIRES", "want a day, such as 2027-01-31")
	}
	o.Until = day
	return nil
}

func isReachable(text string, schemes ...string) bool {
	u, err := url.Parse(text)
	if err != nil || strings.ContainsAny(text, " \r\n") {
		return false
	}
	for _, scheme := range schemes {
		if u.Scheme == scheme && (u.Host != "" || u.Opaque != "") {
			return true
		}
	}
	return false
}

func isLanguage(text string) bool {
	return text != "" && len(text) <= 20 && strings.Trim(strings.ToLower(text), "abcdefghijklmnopqrstuvwxyz0123456789-") == ""
}
