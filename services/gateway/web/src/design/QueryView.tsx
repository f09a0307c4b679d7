/** The four states of something that is read: on its way, a problem, nothing yet, there. A refresh that fails keeps what was there. */
import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { asProblem } from "@/api/problem";
import { ErrorNote } from "./ErrorNote";
import { LoadingRows } from "./Loading";

export interface QueryViewProps<T> {
  query: UseQueryResult<T>;
  /** Shown when `isEmpty` says so; by default for an empty list. */
  empty?: ReactNode;
  isEmpty?: (data: T) => boolean;
  loading?: ReactNode;
  children: (data: T) => ReactNode;
}

export function QueryView<T>({ query, empty, isEmpty = emptyList, loading, children }: QueryViewProps<T>) {
  const problem = query.isError ? <ErrorNote problem={asProblem(query.error)} onRetry={() => void query.refetch()} /> : null;
  if (query.data === undefined) return problem ?? <>{loading ?? <LoadingRows />}</>;
  return (
    <>
      {problem}
      {empty !== undefined && isEmpty(query.data) ? empty : children(query.data)}
    </>
  );
}

const emptyList = (data: unknown): boolean => Array.isArray(data) && data.length === 0;
