package main

import (
	"net"
	"strings"
	"testing"
)

func TestDoorsSayWhichAreOpen(t *testing.T) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	open := listener.Addr().String()
	gone, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	shut := gone.Addr().String()
	if err := gone.Close(); err != nil {
		t.Fatal(err)
	}
	defer listener.Close()

	var said strings.Builder
	if err := doors(t.Context(), []string{shut, open}, &said); err != nil {
		t.Fatal(err)
	}
	if want := "shut " + shut + "\nopen " + open + "\n"; said.String() != want {
		t.Errorf("said %q, want %q", said.String(), want)
	}
	if err := doors(t.Context(), nil, &said); err == nil {
		t.Error("no door at all was fine")
	}
}
