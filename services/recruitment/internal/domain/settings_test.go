package domain

import "testing"

func TestN12_AFewStepsAtATime(t *testing.T) {
	t.Parallel()
	if UsualSettings().OpenSteps != 3 {
		t.Error("three, when nobody chose")
	}
	for steps := -1; steps < 8; steps++ {
		if ok := (Settings{OpenSteps: steps}).Check() == nil; ok != (steps >= 1 && steps <= 5) {
			t.Errorf("%d steps: allowed %v", steps, ok)
		}
	}
}
