module github.com/optrek/optrek

go 1.26
