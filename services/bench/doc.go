// Package bench says how fast Optrek is, as ratios: `make bench`.
//
// A time in milliseconds says more of the machine than of the program, so nothing
// here is a time that passes or fails. Each benchmark does our work and a peer's
// work by turns, in one loop, on one database of one server, and gives the ratio of
// the two medians: what is slow about the machine is slow for both. Both medians are
// printed as well.
//
//	what                        peer, and why it is fair
//	read of one client          the same SELECT of all the same columns by the same key, prepared, over one
//	                            connection that is nobody's: what the answer costs without token, access
//	                            rule, validation, row-level security, audit row and gRPC
//	change of one client        BEGIN, one UPDATE of the same row by the same key, COMMIT: the change without
//	                            request_id, etag, the words to be found by, outbox and audit row
//	the same two over HTTP      the same peers: adds the session, JSON and a second hop
//	feed, commit to effect      NOTIFY by one connection until another that LISTENs has it: no road through
//	                            this server can be shorter, and nothing is written, kept or put in order
//	import of 10,000 rows       COPY of the same rows, already cut into cells, into a plain table of text
//	                            without a key: the limit of what this server takes in
//	suggestions among 100,000   the same ranking as one SQL statement; that it gives the same people in the
//	                            same order is checked before the first measurement. It gives ids only:
//	                            no sentences, no audit rows
//	a plan for a whole region   the same question for LEMON 1.3.1, a well-known C++ library for networks: network
//	                            simplex, and for care its cost scaling, which is faster there. Both are exact, and
//	                            must reach the same values; only ours proves it and chooses among what is equally
//	                            good. Processor time of solving alone, and the most memory of the whole process
//	                            meanwhile. Without g++ and LEMON (Debian: liblemon-dev) ours runs by itself.
//	                            OPTREK_BENCH_CLIENTS is for how many clients (100000), OPTREK_BENCH_PEER=none
//	                            without the peer
//
// What is the same on both sides: fsync is off, so that the disk, which would flatter
// us by being slow for both, is out of it; one caller at a time. Ours runs as in
// development: it logs at info, to a file, and keeps every span. The peers' statements
// are never compiled (JIT): that takes longer than they run.
//
// They are the journeys as a whole; benchmarks of one part stand beside that part.
package bench
