/** Who would get what passes on: the first of those named who is not responsible already. The server decides in the same way. */
export function passesTo(otherId: string | undefined, candidates: readonly string[]): string | undefined {
  return candidates.find((id) => id !== otherId);
}
