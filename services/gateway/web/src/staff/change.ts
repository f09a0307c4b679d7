/**
 * Changing something, the same way on every page: one request id per intention, what was read is read again, and when somebody
 * else was first it is said, with what they made of it, and nothing typed goes away.
 */
import { type QueryClient, type QueryKey, useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { requestId } from "@/api/client";
import { asProblem, type Problem } from "@/api/problem";
import { isDraftKept, useDraft } from "@/app/draft";
import { toast } from "@/design/Toast";
import { problemText } from "@/design/ErrorNote";
import { useT } from "@/i18n/staff";

export interface ChangeOptions<V, R> {
  run: (value: V, requestId: string) => Promise<R>;
  /** What has to be read again afterwards. */
  refresh: readonly QueryKey[];
  onDone?: (result: R, value: V) => void | Promise<void>;
}

export interface Change<V> {
  start: (value: V) => void;
  isPending: boolean;
  problem: Problem | null;
}

const overtaken = new Set(["CHANGED_MEANWHILE", "REQUEST_ID_REUSED"]);
export const isOvertaken = (problem: Problem | null): boolean => problem?.code === "CHANGED_MEANWHILE";

export function useChange<V, R>({ run, refresh, onDone }: ChangeOptions<V, R>): Change<V> {
  const queries = useQueryClient();
  const [once, setOnce] = useState(requestId);
  const reread = () => Promise.all(refresh.map((queryKey) => queries.invalidateQueries({ queryKey })));
  const mutation = useMutation({
    mutationFn: (value: V) => run(value, once),
    onSuccess: async (result, value) => {
      setOnce(requestId());
      await reread();
      await onDone?.(result, value);
    },
    onError: async (error) => {
      if (!overtaken.has(asProblem(error).code)) return;
      setOnce(requestId());
      await reread();
    },
  });
  return { start: (value) => mutation.mutate(value), isPending: mutation.isPending, problem: mutation.error ? asProblem(mutation.error) : null };
}

/**
 * Shows what a change gave. A reading that was under way may have begun before it: it would show how it was, and the next save would
 * find itself overtaken by this one.
 */
export async function showNow<R>(queries: QueryClient, queryKey: QueryKey, now: R): Promise<void> {
  await queries.cancelQueries({ queryKey, exact: true });
  queries.setQueryData(queryKey, now);
}

/** A step that was taken, told at the foot of the page, with the way back. A way back that fails says why. */
export function useUndo(): (text: string, back: () => Promise<unknown>, refresh: readonly QueryKey[]) => void {
  const queries = useQueryClient();
  const t = useT();
  return (text, back, refresh) =>
    toast(text, () => {
      back()
        .then(() => toast(t("common.undone")))
        .catch((error: unknown) => toast(problemText(asProblem(error), t)))
        .finally(() => refresh.forEach((queryKey) => void queries.invalidateQueries({ queryKey })));
    });
}

export interface Edit<T> {
  value: T;
  set: (change: Partial<T>) => void;
  /** After saving. */
  forget: () => void;
  /** Goes on with what was written, on top of what somebody else made of it. */
  keepMine: () => void;
  /** Lets what was written go, and shows how it is now. */
  takeTheirs: () => void;
}

/**
 * The form of something that exists. The draft remembers the etag it began with, also through a reload, so that a change by
 * somebody else in the meantime is never written over unseen. What nobody touched shows how it is now, also after saving: else the
 * next save would find itself overtaken by the one before.
 */
export function useEdit<T extends { etag: string }>(key: string, current: T): Edit<T> {
  const [written, write, drop] = useDraft<T>(key, current);
  const [touched, setTouched] = useState("");
  const value = touched === key || isDraftKept(key) ? written : current;
  const put = (next: T) => {
    setTouched(key);
    write(next);
  };
  const forget = () => {
    setTouched("");
    drop();
  };
  return {
    value,
    set: (change) => put({ ...value, ...change }),
    forget,
    keepMine: () => put({ ...value, etag: current.etag }),
    takeTheirs: forget,
  };
}
