// Package apiclient speaks Optrek's public REST API as one signed-in person, the
// way a browser does: sign-in through the organisation's provider, a session
// cookie, JSON. The demo data and the journeys use it, so they can do only what
// people can do.
package apiclient

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"strings"

	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"
)

// Client is one signed-in person. Safe for concurrent use.
type Client struct {
	base string
	http *http.Client
}

// SignIn signs a demo person in through the development provider. organisation
// is the organisation's slug, subject the person's `sub` there.
func SignIn(ctx context.Context, base, organisation, subject string) (*Client, error) {
	jar, err := cookiejar.New(nil)
	if err != nil {
		return nil, fmt.Errorf("cookie jar: %w", err)
	}
	c := &Client{base: strings.TrimSuffix(base, "/"), http: &http.Client{Jar: loopback{jar}}}
	query := url.Values{"organisation": {organisation}, "login_hint": {subject}, "return": {"/auth/session"}}
	got, err := c.send(ctx, http.MethodGet, c.base+"/auth/login?"+query.Encode(), nil)
	if err == nil && got.hasOwnLine() { // in production the gateway gives no hint: people press their own name
		got.where.RawQuery += "&" + url.Values{"login_hint": {subject}}.Encode()
		got, err = c.send(ctx, http.MethodGet, got.where.String(), nil)
	}
	if err != nil {
		return nil, fmt.Errorf("sign in: %w", err)
	}
	if got.status != http.StatusOK || !bytes.Contains(got.body, []byte(`"signedIn":true`)) {
		return nil, fmt.Errorf("sign in as %s at %s: status %d: %.300s", subject, organisation, got.status, got.body)
	}
	return c, nil
}

// answer is what came back, and from where in the end.
type answer struct {
	status int
	body   []byte
	where  *url.URL
}

// hasOwnLine says whether this is the development provider's page, with a line for each of its people.
func (a answer) hasOwnLine() bool {
	return strings.HasSuffix(a.where.Path, "/authorize") && bytes.Contains(a.body, []byte("login_hint="))
}

// Anonymous is somebody who has not signed in.
func Anonymous(base string) *Client {
	return &Client{base: strings.TrimSuffix(base, "/"), http: &http.Client{}}
}

// Problem is what the API answers when it says no.
type Problem struct {
	Status int    // HTTP status
	Code   string // stable, UPPER_SNAKE
	Body   string // the whole answer, for a failing test's message
}

// Error gives status, code and the answer.
func (p *Problem) Error() string { return fmt.Sprintf("%d %s: %.600s", p.Status, p.Code, p.Body) }

// CodeOf gives the code of the problem in err, or "".
func CodeOf(err error) string {
	var p *Problem
	if errors.As(err, &p) {
		return p.Code
	}
	return ""
}

// Call does one request. in is the body (nil for none), out is filled (nil: not read).
func (c *Client) Call(ctx context.Context, method, path string, in, out proto.Message) error {
	var body []byte
	if in != nil {
		var err error
		if body, err = protojson.Marshal(in); err != nil {
			return fmt.Errorf("encode %s: %w", path, err)
		}
	}
	status, answer, err := c.do(ctx, method, path, body)
	if err != nil {
		return err
	}
	if status != http.StatusOK {
		return &Problem{Status: status, Code: code(answer), Body: string(answer)}
	}
	if out == nil {
		return nil
	}
	return protojson.UnmarshalOptions{DiscardUnknown: true}.Unmarshal(answer, out)
}

// Get fills out from path.
func (c *Client) Get(ctx context.Context, path string, out proto.Message) error {
	return c.Call(ctx, http.MethodGet, path, nil, out)
}

// Post sends in to path and fills out.
func (c *Client) Post(ctx context.Context, path string, in, out proto.Message) error {
	return c.Call(ctx, http.MethodPost, path, in, out)
}

// Patch sends in to path and fills out.
func (c *Client) Patch(ctx context.Context, path string, in, out proto.Message) error {
	return c.Call(ctx, http.MethodPatch, path, in, out)
}

// Raw gives status and body of a GET, for what is not JSON.
func (c *Client) Raw(ctx context.Context, path string) (int, []byte, error) {
	return c.do(ctx, http.MethodGet, path, nil)
}

// Send gives status and answer of a request with a body of JSON as it is, for what is no RPC.
func (c *Client) Send(ctx context.Context, method, path, body string) (int, []byte, error) {
	return c.do(ctx, method, path, []byte(body))
}

func (c *Client) do(ctx context.Context, method, path string, body []byte) (int, []byte, error) {
	got, err := c.send(ctx, method, c.base+path, body)
	if err != nil {
		return 0, nil, fmt.Errorf("%s %s: %w", method, path, err)
	}
	return got.status, got.body, nil
}

func (c *Client) send(ctx context.Context, method, address string, body []byte) (answer, error) {
	req, err := http.NewRequestWithContext(ctx, method, address, bytes.NewReader(body))
	if err != nil {
		return answer{}, err
	}
	req.Header.Set("Accept", "application/json")
	if body != nil {
		req.Header.Set("Content-Type", "application/json")
	}
	resp, err := c.http.Do(req)
	if err != nil {
		return answer{}, err
	}
	defer resp.Body.Close()
	got, err := io.ReadAll(io.LimitReader(resp.Body, 16<<20))
	return answer{status: resp.StatusCode, body: got, where: resp.Request.URL}, err
}

// code finds ErrorInfo.reason in a google.rpc.Status; "" when there is none.
func code(answer []byte) string {
	_, after, found := bytes.Cut(answer, []byte(`"reason":`))
	if !found {
		return ""
	}
	after = bytes.TrimLeft(after, " ")
	after = bytes.TrimPrefix(after, []byte(`"`))
	reason, _, _ := bytes.Cut(after, []byte(`"`))
	return string(reason)
}

// loopback keeps Secure cookies on plain http, as browsers do for this machine's own addresses.
type loopback struct{ http.CookieJar }

// SetCookies keeps the cookies, sendable over plain http.
func (l loopback) SetCookies(u *url.URL, cookies []*http.Cookie) {
	for _, cookie := range cookies {
		cookie.Secure = false
	}
	l.CookieJar.SetCookies(u, cookies)
}
