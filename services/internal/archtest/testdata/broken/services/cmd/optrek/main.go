// Command optrek is broken on purpose.
package main

import _ "github.com/optrek/optrek/services/matching/internal/server"

func main() {}
