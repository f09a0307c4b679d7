package provider

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/go-jose/go-jose/v4"
)

const (
	logoutEvent = "http://schemas.openid.net/event/backchannel-logout"
	// logoutLife is how old a word that somebody signed out may be.
	logoutLife = 10 * time.Minute
)

// Word is a provider's word that somebody signed out there, checked.
type Word struct {
	ID           string // it counts once
	Subject, Sid string // at least one of them
	Until        time.Time
}

// IssuerOf reads which issuer a token says it is of, before anything of it is believed: to
// know whose keys to check it with.
func IssuerOf(token string) (string, error) {
	signed, err := jose.ParseSignedCompact(token, algorithms)
	if err != nil {
		return "", errors.New("no signed token")
	}
	claims, err := object(signed.UnsafePayloadWithoutVerification())
	if err != nil {
		return "", err
	}
	issuer, _ := claims["iss"].(string)
	return issuer, nil
}

// SignedOut checks a logout token as OpenID Connect Back-Channel Logout 1.0 (section 2.6)
// says. That it was not shown before is for whoever keeps the sessions.
func (a *At) SignedOut(ctx context.Context, token string) (Word, error) {
	signed, err := jose.ParseSignedCompact(token, algorithms)
	if err != nil {
		return Word{}, errors.New("no signed token")
	}
	// Explicit typing: a token made for something else is not read as this.
	if typ, _ := signed.Signatures[0].Protected.ExtraHeaders[jose.HeaderType].(string); !logoutType(typ) {
		return Word{}, fmt.Errorf("its type is %.40q", typ)
	}
	payload, err := a.keys.VerifySignature(ctx, token)
	if err != nil {
		return Word{}, err
	}
	claims, err := object(payload)
	if err != nil {
		return Word{}, err
	}
	return a.wordOf(claims)
}

func logoutType(typ string) bool {
	typ = strings.TrimPrefix(strings.ToLower(typ), "application/")
	return slices.Contains([]string{"", "jwt", "logout+jwt"}, typ)
}

func (a *At) wordOf(claims map[string]any) (Word, error) {
	said := func(name string) string { s, _ := claims[name].(string); return s }
	now := a.book.clock()
	made, hasMade := moment(claims["iat"])
	ends, hasEnd := moment(claims["exp"])
	events, _ := claims["events"].(map[string]any)
	_, isEvent := events[logoutEvent].(map[string]any)
	_, hasNonce := claims["nonce"]
	w := Word{ID: said("jti"), Subject: said("sub"), Sid: said("sid")}
	w.Until = ends.Add(2 * leeway)
	switch {
	case said("iss") != a.Issuer:
		return Word{}, errors.New("it is of another issuer")
	case !slices.Contains(audience(claims["aud"]), a.ClientID):
		return Word{}, errors.New("it was made for another party")
	case !hasMade || made.After(now.Add(leeway)) || now.Sub(made) > logoutLife:
		return Word{}, errors.New("it was not made just now")
	case !hasEnd || !now.Before(ends.Add(leeway)):
		return Word{}, errors.New("it is over, or never ends")
	case ends.Sub(made) > 24*time.Hour:
		return Word{}, errors.New("it lives too long")
	case !isEvent:
		return Word{}, errors.New("it does not say that somebody signed out")
	case hasNonce:
		return Word{}, errors.New("it has a nonce, as the token of a sign-in has")
	case w.ID == "" || len(w.ID) > 256:
		return Word{}, errors.New("it has no number of its own")
	case w.Subject == "" && w.Sid == "":
		return Word{}, errors.New("it names neither a person nor a session")
	}
	return w, nil
}

func audience(claim any) []string {
	if one, ok := claim.(string); ok {
		return []string{one}
	}
	var all []string
	list, _ := claim.([]any)
	for _, each := range list {
		if s, ok := each.(string); ok {
			all = append(all, s)
		}
	}
	return all
}

func moment(claim any) (time.Time, bool) {
	seconds, ok := claim.(float64)
	if !ok || seconds <= 0 || seconds > 1<<40 {
		return time.Time{}, false
	}
	return time.Unix(int64(seconds), 0), true
}

// object reads a JSON object strictly: a name that stands there twice could be read as one
// thing by us and as another by whoever checked it before.
func object(raw []byte) (map[string]any, error) {
	var out map[string]any
	decoder := json.NewDecoder(bytes.NewReader(raw))
	if err := decoder.Decode(&out); err != nil || out == nil {
		return nil, errors.New("its claims are no object")
	}
	if _, err := decoder.Token(); !errors.Is(err, io.EOF) {
		return nil, errors.New("there is more behind its claims")
	}
	names := json.NewDecoder(bytes.NewReader(raw))
	seen, depth, isName := map[string]bool{}, 0, false
	for {
		token, err := names.Token()
		if err != nil {
			return out, nil //nolint:nilerr // the end: that it can be read was seen above
		}
		switch t := token.(type) {
		case json.Delim:
			if t == '{' || t == '[' {
				depth++
			} else {
				depth--
			}
			isName = depth == 1
		case string:
			if depth == 1 && isName {
				if seen[t] {
					return nil, errors.New("a claim stands there twice")
				}
				seen[t] = true
			}
			isName = depth == 1 && !isName
		default:
			isName = depth == 1
		}
	}
}
