/** Signing in with a card and pictures: what the gateway answers below /auth. Nothing of it is kept in the browser but a cookie it cannot read. */
import { fetchJSON } from "./client";

export interface CardOutcome {
  /** open: in, or the pictures may be chosen; other: other pictures; rests, none, unchosen, later: see the page that says so. */
  state: "open" | "other" | "rests" | "none" | "unchosen" | "later";
  /** How many pictures there are to choose. */
  length?: number;
  /** This device remembers who they are. */
  remembered?: boolean;
}

const post = (path: string, body: object) =>
  fetchJSON<CardOutcome>(path, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) });

/** An empty code asks about what this device remembers. */
export const lookAtCard = (code: string) => post("/auth/card/look", { code });
export const tryCard = (code: string, pictures: readonly string[]) => post("/auth/card", { code, pictures });
export const rememberDevice = () => post("/auth/card/remember", {});
export const forgetDevice = () => post("/auth/card/forget", {});
export const openBeside = (client: string) => post("/auth/beside", { client });
