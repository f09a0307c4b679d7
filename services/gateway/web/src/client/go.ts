/** Going somewhere by what somebody did, and reading where they are. Paths are full: /mijn/mensen. */
import { useParams, useRouter, useSearch } from "@tanstack/react-router";
import { useCallback } from "react";

export function useGo(): (to: string, instead?: boolean) => void {
  const router = useRouter();
  return useCallback(
    (to, instead = false) => (instead ? router.history.replace(to) : router.history.push(to)),
    [router],
  );
}

/** A part of the address: `usePart("matchId")`. */
export const usePart = (name: string): string => (useParams({ strict: false }) as Record<string, string | undefined>)[name] ?? "";

/** Something behind the question mark of the address. */
export const useNote = (name: string): string => {
  const value = (useSearch({ strict: false }) as Record<string, unknown>)[name];
  return typeof value === "string" || typeof value === "number" ? String(value) : "";
};
