/** Who is signed in, as the gateway tells it. The browser holds no token, only a cookie it cannot read. */
import { queryOptions, useQuery } from "@tanstack/react-query";
import { draftsOf, forgetDrafts } from "@/app/draft";
import { fetchJSON, setCrossSiteToken } from "./client";

export type Role =
  | "client"
  | "support_worker"
  | "network_lead"
  | "coordinator"
  | "organisation_admin"
  | "region_coordinator"
  | "platform_operator";

export interface Session {
  signedIn: boolean;
  name?: string;
  /** Id of the person; a client's own client id. */
  person?: string;
  /** Which face somebody belongs at. */
  face?: "staff" | "client";
  organisation?: { id?: string; name: string; region?: string; accent?: string };
  /** How they came in: by their organisation, with a card, or beside a support worker. */
  method?: "provider" | "card" | "beside";
  roles?: Role[];
  csrf?: string;
}

export const sessionQuery = queryOptions({
  queryKey: ["session"],
  queryFn: async () => {
    // On its way at the same time, so that a page begins with the pictures its reader knows.
    const pictures = import("./pictograms").catch(() => null);
    const session = await fetchJSON<Session>("/auth/session");
    setCrossSiteToken(session.csrf);
    if (session.signedIn && session.person) draftsOf(session.person);
    // Whoever of the staff signs in at a tablet finds nothing of the client who had it before (client/away/answers.ts).
    if (session.face === "staff" && typeof caches !== "undefined") void caches.delete("optrek-answers");
    (await pictures)?.pictogramsFor(session);
    const accent = session.organisation?.accent;
    if (accent) document.documentElement.style.setProperty("--organisation-accent", accent);
    return session;
  },
  staleTime: 5 * 60_000,
});

export const useSession = () => useQuery(sessionQuery);

/** Whether the session holds one of these roles. */
export const hasRole = (session: Session | undefined, ...roles: Role[]): boolean =>
  !!session?.roles?.some((role) => roles.includes(role));

export interface SignInChoice {
  /** Chooses a demo person in development. */
  hint?: string;
  /** Which of an organisation's ways in, when there are several. */
  provider?: string;
  /** Lets the provider ask who they are, also when it still knows somebody. */
  again?: boolean;
}

/** Where the gateway begins the sign-in. */
export function signInAddress(organisation: string, back: string, { hint, provider, again }: SignInChoice = {}): string {
  const query = new URLSearchParams({ organisation, return: back });
  if (hint) query.set("login_hint", hint);
  if (provider) query.set("provider", provider);
  if (again) query.set("again", "1");
  return `/auth/login?${query.toString()}`;
}

/** Our own page where somebody chooses how to sign in. */
export const signInPage = (back: string): string => `/inloggen?${new URLSearchParams({ return: back }).toString()}`;

/**
 * Ends the session at the gateway and starts the page anew, so that nothing of it stays in memory. On the way the
 * organisation's own sign-in is left as well, where it has a page for that: it sends the browser back to us.
 */
export async function signOut(then = "/inloggen"): Promise<void> {
  forgetDrafts();
  const leaving = await fetchJSON<{ next?: string } | null>("/auth/logout", { method: "POST" }).catch(() => null);
  window.location.assign(leaving?.next ?? then);
}
