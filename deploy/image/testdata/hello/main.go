// Command hello is a small program to pack.
package main

import "fmt"

func main() { fmt.Println("hello") }
