/** The drawing of a pictogram that the server only names, such as a wish told with a picture. It comes when there is one. */
import { useQuery } from "@tanstack/react-query";
import type { Drawing } from "@/design/Pictogram";

export function useNamedPictogram(name: string | undefined): Drawing | undefined {
  const found = useQuery({
    queryKey: ["pictogram", name],
    queryFn: async () => (await import("./all-pictograms")).pictogramNamed(name ?? "") ?? null,
    enabled: !!name,
    staleTime: Infinity,
  });
  return found.data ?? undefined;
}
