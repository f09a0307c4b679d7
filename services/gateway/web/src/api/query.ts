/** One query client per page load. Reads are retried when a retry can help; changes never by themselves. */
import { QueryClient } from "@tanstack/react-query";
import { asProblem } from "./problem";

const passing = new Set(["OFFLINE", "UNAVAILABLE"]);

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 20_000,
      retry: (attempts, error) => attempts < 2 && passing.has(asProblem(error).code),
    },
  },
});
