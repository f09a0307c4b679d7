/** Questions about somebody of another organisation that are with me; none for who is in no region. */
import { useQuery } from "@tanstack/react-query";
import { useSession } from "@/api/session";
import { type RegionalRequest, requestsQuery } from "@/app/region";

export function useAsked(): RegionalRequest[] {
  const region = useSession().data?.organisation?.region;
  const requests = useQuery({ ...requestsQuery(), enabled: !!region });
  return (requests.data ?? []).filter((request) => request.state === "STATE_WITH_CLIENTS");
}
