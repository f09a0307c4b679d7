/**
 * Telling the server something, once: a second try of the same is the same try. Without internet it waits and goes by
 * itself later (`waiting`); when it fails, `problem` says why and `again()` tries what was tried.
 */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRef } from "react";
import { requestId } from "@/api/client";
import { asProblem, type Problem } from "@/api/problem";

export interface Telling<V, R> {
  send: (value: V, then?: (answer: R) => void) => void;
  again: () => void;
  busy: boolean;
  /** No internet: it goes later, by itself. */
  waiting: boolean;
  problem: Problem | null;
  said: R | undefined;
  forget: () => void;
}

/** `changes` are the collections that look different afterwards. */
export function useTell<V, R>(tell: (value: V, once: string) => Promise<R>, ...changes: readonly string[]): Telling<V, R> {
  const queries = useQueryClient();
  const last = useRef<{ words: string; id: string; value: V; then?: (answer: R) => void } | null>(null);
  const mutation = useMutation({
    mutationFn: (now: { id: string; value: V }) => tell(now.value, now.id),
    retry: (attempts, error) => attempts < 2 && asProblem(error).code === "UNAVAILABLE",
    onSuccess: async (answer) => {
      const then = last.current?.then;
      last.current = null;
      await Promise.all(changes.map((key) => queries.invalidateQueries({ queryKey: [key] })));
      then?.(answer);
    },
  });
  const go = (value: V, then?: (answer: R) => void) => {
    // Of nothing at all JSON has no words, and neither has what was not tried before: they are not the same.
    const words = JSON.stringify(value) ?? "";
    const id = last.current?.words === words ? last.current.id : requestId();
    last.current = { words, id, value, then };
    mutation.mutate({ id, value });
  };
  return {
    send: go,
    again: () => last.current && go(last.current.value, last.current.then),
    busy: mutation.isPending,
    waiting: mutation.isPaused,
    problem: mutation.error ? asProblem(mutation.error) : null,
    said: mutation.data,
    forget: mutation.reset,
  };
}
