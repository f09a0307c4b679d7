/** Reads what the first steps look at, and only for who still begins: with a first match the rest is not asked. */
import { useQuery } from "@tanstack/react-query";
import { hasRole, type Session } from "@/api/session";
import { allTemplates } from "../content/queries";
import { type Networker, networkersQuery } from "../networkers/queries";
import { locationsQuery, supportWorkersQuery } from "../people/queries";
import { anyClient, anyMatch, anyWish } from "./queries";
import type { Facts } from "./steps";

export interface Beginning {
  facts: Facts;
  /** The first client there is, when there is one. */
  clientId?: string;
  /** The first location that lacks two people to turn to. */
  locationId?: string;
  /** Somebody on the road to being a networker. */
  networkerId?: string;
}

/** Has said yes and goes out, or did so. */
const isNetworker = ({ state }: Networker): boolean => state === "STATE_ACTIVE" || state === "STATE_PAUSED" || state === "STATE_STOPPED";

/** undefined: not known yet, or not to be known now. The day goes on without it. */
export function useBeginning(session: Session): Beginning | undefined {
  const guides = hasRole(session, "support_worker", "network_lead", "coordinator");
  const organises = hasRole(session, "coordinator", "organisation_admin");
  const match = useQuery({ ...anyMatch, enabled: guides });
  const asks = !guides || match.data === false;
  const locations = useQuery({ ...locationsQuery, enabled: asks && organises });
  const workers = useQuery({ ...supportWorkersQuery, enabled: asks && organises });
  const texts = useQuery({ ...allTemplates, enabled: asks && organises });
  const client = useQuery({ ...anyClient, enabled: asks && guides });
  const wish = useQuery({ ...anyWish, enabled: asks && guides });
  const networkers = useQuery({ ...networkersQuery, enabled: asks && guides });
  const wanted = [...(organises ? [locations, workers, texts] : []), ...(guides ? [client, wish, networkers] : [])];
  if (!asks || wanted.some((query) => query.data === undefined)) return undefined;
  const alone = locations.data?.find((location) => (location.networkLeadIds ?? []).length < 2);
  return {
    clientId: client.data?.id,
    locationId: alone?.id,
    networkerId: networkers.data?.[0]?.id,
    facts: {
      location: !!locations.data?.length,
      colleague: !!workers.data?.some((worker) => !worker.left && worker.id !== session.person),
      leads: !!locations.data?.length && !alone,
      someLeads: !!locations.data?.some((location) => (location.networkLeadIds ?? []).length > 1),
      ownText: !!texts.data?.some((template) => !template.builtIn),
      client: !!client.data,
      wish: !!wish.data,
      networker: !!networkers.data?.some(isNetworker),
      match: !!match.data,
    },
  };
}
