/** Signals about the same person, or about the same match, stand together: the most tender one first. */
import type { Signal } from "./queries";

export interface Group {
  key: string;
  clientId?: string;
  matchId?: string;
  signals: Signal[];
}

export function groupsOf(signals: readonly Signal[]): Group[] {
  const groups = new Map<string, Group>();
  for (const signal of signals) {
    const key = signal.clientId ? `person ${signal.clientId}` : `match ${signal.matchId ?? signal.id}`;
    const group = groups.get(key) ?? { key, clientId: signal.clientId || undefined, matchId: signal.matchId || undefined, signals: [] };
    if (group.matchId !== (signal.matchId || undefined)) group.matchId = group.matchId ?? (signal.matchId || undefined);
    group.signals.push(signal);
    groups.set(key, group);
  }
  return [...groups.values()];
}
