/**
 * The typed client. Paths, parameters and answers come from schema.d.ts (`npm run gen`).
 * Use `api` with `answer()`, so that an error is always a ProblemError:
 *
 *   const wish = await answer(api.GET("/api/v1/wishes/{id}", { params: { path: { id } } }));
 */
import createClient, { type Middleware } from "openapi-fetch";
import { isAttended, unasked } from "./attended";
import { ProblemError, problemFrom } from "./problem";
import type { paths } from "./schema";

let crossSiteToken = "";
/** Set by the session; sent with every change when the gateway asks for one. */
export const setCrossSiteToken = (token: string | undefined): void => void (crossSiteToken = token ?? "");

const protect: Middleware = {
  onRequest({ request }) {
    if (crossSiteToken && request.method !== "GET") request.headers.set("X-CSRF-Token", crossSiteToken);
    if (request.method === "GET" && !isAttended()) request.headers.set(unasked, "1");
    return request;
  },
};

/** How a request travels. */
export type Road = (request: Request) => Promise<Response>;
let road: Road | undefined;
/** The client's face has a road of its own, that bears a bad connection. */
export const setRoad = (by: Road): void => void (road = by);

export const api = createClient<paths>({ baseUrl: "/", credentials: "same-origin", fetch: (request) => (road ?? fetch)(request) });
api.use(protect);

type Outcome<T> = { data?: T; error?: unknown; response: Response };

/** The answer of a call, or a ProblemError. */
export async function answer<T>(call: Promise<Outcome<T>>): Promise<T> {
  const { data, error, response } = await call;
  if (!response.ok) throw new ProblemError(problemFrom(response.status, error));
  return data as T;
}

/** Makes a change safe to repeat. Make one per intention (per opened form), not per attempt. */
export const requestId = (): string => crypto.randomUUID();

/** Fetches JSON outside the API (`/auth/…`), with the same errors. */
export async function fetchJSON<T>(path: string, init?: RequestInit): Promise<T> {
  const asked: RequestInit = {
    credentials: "same-origin",
    ...init,
    headers: { accept: "application/json", ...(crossSiteToken ? { "X-CSRF-Token": crossSiteToken } : {}), ...init?.headers },
  };
  const response = await (road ? road(new Request(path, asked)) : fetch(path, asked));
  const body: unknown = await response.json().catch(() => null);
  if (!response.ok) throw new ProblemError(problemFrom(response.status, body));
  return body as T;
}
