package outside

import (
	"errors"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"testing"
	"time"
)

func TestOnlyTheOpenInternet(t *testing.T) {
	t.Parallel()
	for address, want := range map[string]bool{
		"8.8.8.8": true, "2a00:1450:400e:80e::200a": true, "127.0.0.1": false, "10.1.2.3": false, "172.16.0.1": false, "192.168.1.1": false,
		"169.254.169.254": false, "100.64.0.1": false, "0.0.0.0": false, "::1": false, "fe80::1": false, "fd00::1": false, "224.0.0.1": false,
		"255.255.255.255": false, "64:ff9b::a00:1": false, "::ffff:10.0.0.1": false, "::10.0.0.1": false, "2002:a00:1::1": false, "198.51.100.7": false,
	} {
		if got := (Options{}).allows(netip.MustParseAddr(address).Unmap()); got != want {
			t.Errorf("%s: %v", address, got)
		}
	}
}

// A name is looked at when the connection is made: whatever it was before, and whatever it is called.
func TestWhatAnAddressTurnsOutToBe(t *testing.T) {
	t.Parallel()
	var asked int
	there := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked++
		http.Redirect(w, r, "http://10.0.0.1/", http.StatusFound)
	}))
	defer there.Close()
	allow := []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")}
	for name, c := range map[string]struct {
		options Options
		inside  bool
	}{
		"by default": {Options{Within: time.Second}, true},
		"allowed":    {Options{Within: time.Second, Allow: allow}, false},
		"here":       {Options{Within: time.Second, Local: true}, false},
		"elsewhere":  {Options{Within: time.Second, Allow: []netip.Prefix{netip.MustParsePrefix("10.0.0.0/8")}}, true},
	} {
		before := asked
		res, err := Client(c.options).Get(there.URL)
		if err == nil {
			_ = res.Body.Close()
		}
		if c.inside != errors.Is(err, ErrInside) || c.inside != (asked == before) {
			t.Errorf("%s: %v, asked %d times", name, err, asked-before)
		}
		if !c.inside && res.StatusCode != http.StatusFound {
			t.Errorf("%s: followed a redirect: %d", name, res.StatusCode)
		}
	}
}
