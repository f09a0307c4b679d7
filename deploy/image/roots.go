package main

import (
	"bytes"
	"encoding/pem"

	"golang.org/x/crypto/x509roots/fallback/bundle"
)

// roots are the authorities that Mozilla trusts, as a file where Go looks for one: beside it a cluster can
// add its own (SSL_CERT_DIR) without losing these. Those that hold for a part of their certificates only stay out:
// a file cannot say that.
func roots() []byte {
	var out bytes.Buffer
	for root := range bundle.Roots() {
		if root.Constraint == nil {
			_ = pem.Encode(&out, &pem.Block{Type: "CERTIFICATE", Bytes: root.Certificate}) // a buffer takes everything
		}
	}
	return out.Bytes()
}
