/**
 * Telling the server something, once: a second try of the same is the same try. Without internet it is kept and goes by
 * itself later (`waiting`, see away/post.ts); when it fails, `problem` says why and `again()` tries what was tried.
 */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { requestId } from "@/api/client";
import { asProblem, type Problem } from "@/api/problem";
import { usePost } from "./away/use-post";

export interface Telling<V, R> {
  /** `then` when the server has it; `meanwhile` instead, when it is kept for later and somebody may go on already. */
  send: (value: V, then?: (answer: R) => void, meanwhile?: () => void) => void;
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
  const last = useRef<{ words: string; id: string; value: V; then?: (answer: R) => void; meanwhile?: () => void } | null>(null);
  const mutation = useMutation({
    mutationFn: (now: { id: string; value: V }) => tell(now.value, now.id),
    // Also without a connection: the road keeps it.
    networkMode: "always",
    onSuccess: async (answer) => {
      const then = last.current?.then;
      last.current = null;
      await Promise.all(changes.map((key) => queries.invalidateQueries({ queryKey: [key] })));
      then?.(answer);
    },
  });
  const here = typeof location === "undefined" ? "" : location.pathname;
  const kept = usePost().letters.some(({ at, state }) => at === here && state === "waiting");
  const waiting = mutation.isPending && kept;
  useEffect(() => {
    const onward = waiting && last.current?.meanwhile;
    if (!onward) return;
    last.current = null;
    onward();
  }, [waiting]);
  const go = (value: V, then?: (answer: R) => void, meanwhile?: () => void) => {
    // Of nothing at all JSON has no words, and neither has what was not tried before: they are not the same.
    const words = JSON.stringify(value) ?? "";
    const id = last.current?.words === words ? last.current.id : requestId();
    last.current = { words, id, value, then, meanwhile };
    mutation.mutate({ id, value });
  };
  return {
    send: go,
    again: () => last.current && go(last.current.value, last.current.then, last.current.meanwhile),
    busy: mutation.isPending,
    waiting,
    problem: mutation.error ? asProblem(mutation.error) : null,
    said: mutation.data,
    forget: mutation.reset,
  };
}
