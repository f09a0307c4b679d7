// Package command is `optrek solve`: the engine on a file, for who wants to see for
// themselves what it makes of an instance, how fast, and that it is right.
package command

import (
	"bufio"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"runtime/debug"
	"strconv"
	"syscall"

	"github.com/optrek/optrek/services/matching/internal/solver"
	"github.com/optrek/optrek/services/matching/internal/solver/cnm"
)

const help = `optrek solve [options] [file]     plan an instance; without a file, or with -, the one that comes in
optrek solve --generate n [--seed s]     write an instance of n clients, made up for measuring

  --mode care|balance|fit   what comes first: who waits longest (care, the default), most of both, or fit
  --lambda n                of balance: what a point of priority weighs, in points of fit (default 10)
  --check                   let the checker verify the plan against its certificate before it is written

The file is as described in services/matching/internal/solver/cnm, gzipped or not. The plan goes out as
lines "client networker"; what it is worth, how long it took and how much memory goes to standard error.
Exit: 0 done, 1 it went wrong (the plan is not written), 2 the arguments mean nothing.
`

// maxLambda keeps what a pair is worth within 64 bits for any region there is.
const maxLambda = 10_000

// task is what the arguments ask.
type task struct {
	mode             string
	lambda, generate int
	seed             uint64
	check            bool
	file             string
	options          solver.Options
}

// Run does what the arguments say and gives the exit code.
func Run(ctx context.Context, args []string, in io.Reader, out, complaints io.Writer) int {
	t, err := parse(args)
	if errors.Is(err, flag.ErrHelp) {
		fmt.Fprint(out, help)
		return 0
	}
	if err != nil {
		fmt.Fprintf(complaints, "optrek solve: %v\n\n%s", err, help)
		return 2
	}
	ctx, release := signal.NotifyContext(ctx, os.Interrupt, syscall.SIGTERM)
	defer release()
	if t.generate >= 0 {
		err = cnm.Make(t.generate, t.seed).Write(out)
	} else {
		err = t.solve(ctx, in, out, complaints)
	}
	if err != nil {
		fmt.Fprintln(complaints, "optrek solve:", err)
		return 1
	}
	return 0
}

func parse(args []string) (*task, error) {
	t := &task{file: "-"}
	flags := flag.NewFlagSet("solve", flag.ContinueOnError)
	flags.SetOutput(io.Discard) // Run says what is wrong
	flags.StringVar(&t.mode, "mode", "care", "")
	flags.IntVar(&t.lambda, "lambda", -1, "")
	flags.BoolVar(&t.check, "check", false, "")
	flags.IntVar(&t.generate, "generate", -1, "")
	flags.Uint64Var(&t.seed, "seed", 1, "")
	var files []string
	for rest := args; ; rest = flags.Args()[1:] { // options may come after the file too
		if err := flags.Parse(rest); err != nil {
			return nil, err
		}
		if flags.NArg() == 0 {
			break
		}
		files = append(files, flags.Arg(0))
	}
	if len(files) > 1 {
		return nil, fmt.Errorf("one file at a time, not %q", files)
	}
	if len(files) == 1 {
		t.file = files[0]
	}
	mode, known := map[string]solver.Mode{"care": solver.Care, "balance": solver.Balance, "fit": solver.Fit}[t.mode]
	switch {
	case !known:
		return nil, fmt.Errorf("--mode is care, balance or fit, not %q", t.mode)
	case t.lambda >= 0 && mode != solver.Balance:
		return nil, errors.New("--lambda says how to balance: it goes with --mode balance")
	case t.lambda > maxLambda:
		return nil, fmt.Errorf("--lambda is at most %d", maxLambda)
	case t.lambda < 0 && mode == solver.Balance:
		t.lambda = 10
	}
	t.options = solver.Options{Mode: mode, Lambda: int32(max(t.lambda, 0))}
	return t, nil
}

func (t *task) solve(ctx context.Context, stdin io.Reader, out, complaints io.Writer) error {
	start := now()
	in, err := t.read(stdin)
	if err != nil {
		return err
	}
	debug.FreeOSMemory() // what reading left behind is not of solving
	before := forgetPeak()
	fmt.Fprintf(complaints, "%-12s%d clients, %d networkers with %d places, %d pairs\n", "instance",
		in.Clients(), in.Networkers(), sum(in.Capacity), len(in.Networker))
	say := func(what, more string) {
		fmt.Fprintf(complaints, "%-12s%s%s\n", what, start.sayPassed(), more)
	}
	say("read", "")

	start = now()
	plan, proof, err := solver.Solve(ctx, in, t.options)
	if errors.Is(err, context.Canceled) {
		return errors.New("stopped; there is no plan")
	}
	if err != nil {
		return err
	}
	say("solved", "")
	fmt.Fprintf(complaints, "%-12s%s\n", "memory", sayPeak(before))
	served, fit, rank := value(in, plan)
	fmt.Fprintf(complaints, "%-12s%s\n%-12s%d\n%-12s%d\n%-12s%d, 1 + that of each client served\n", "mode", t.mode, "served", served, "fit", fit, "priority", rank)
	if t.check {
		start = now()
		if err := solver.Check(in, t.options, plan, proof); err != nil {
			return fmt.Errorf("the certificate does not prove the plan: %w", err)
		}
		without, err := solver.CheckServed(in, t.options, plan)
		if err != nil {
			return fmt.Errorf("other people should have been served: %w", err)
		}
		say("checked", ", the certificate holds: no plan is better")
		fmt.Fprintf(complaints, "%-12s%d who could go along with nobody, %d whose possible networkers are all full, also if others move\n",
			"without", without.Nobody, without.Full)
	}
	return write(plan, out)
}

func (t *task) read(stdin io.Reader) (_ *solver.Instance, err error) {
	name := "standard input"
	if t.file != "-" {
		name = t.file
		f, err := os.Open(t.file)
		if err != nil {
			return nil, err
		}
		defer func() { _ = f.Close() }() // only read
		stdin = f
	}
	in, err := cnm.Read(stdin)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return in, nil
}

func sum(values []int32) (total int64) {
	for _, v := range values {
		total += int64(v)
	}
	return total
}

// value counts what the plan reaches, from the instance alone.
func value(in *solver.Instance, plan *solver.Plan) (served, fit, rank int64) {
	for c, k := range plan.Networker {
		for e := in.First[c]; e < in.First[c+1]; e++ {
			if in.Networker[e] == k {
				served, fit, rank = served+1, fit+int64(in.Fit[e]), rank+1+int64(in.Priority[c])
			}
		}
	}
	return served, fit, rank
}

func write(plan *solver.Plan, out io.Writer) error {
	w := bufio.NewWriter(out)
	for c, k := range plan.Networker {
		if k != solver.None {
			line := strconv.AppendInt(w.AvailableBuffer(), int64(c), 10)
			line = strconv.AppendInt(append(line, ' '), int64(k), 10)
			_, _ = w.Write(append(line, '\n')) // an error stays, and Flush gives it
		}
	}
	return w.Flush()
}
