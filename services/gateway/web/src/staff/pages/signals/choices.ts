/** What can be chosen for a knob: a few values between its bounds, and always the one it has. */
import type { Knob } from "./queries";

const steps = [1, 2, 3, 4, 5, 6, 8, 10, 13, 16, 20, 26, 39, 52, 78, 104];

export function choicesFor({ value = 0, usual = 0, least = 0, most = 0 }: Knob): number[] {
  const fits = steps.filter((step) => step >= least && step <= most);
  return [...new Set([...fits, value, usual])].sort((a, b) => a - b);
}
