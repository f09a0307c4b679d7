/**
 * A few sentences more on each page, for who chose that. What a page explains follows from its address (with the step of a
 * question in it), so that no page can forget it; a page that is several things at one address says which it is.
 */
import { useMatches } from "@tanstack/react-router";
import { useSession } from "@/api/session";
import { type Preferences, usePreferences } from "@/app/preferences";
import { loadAreas, textIfAny } from "@/i18n/core";
import type more from "@/i18n/nl/client-more";

/** The pages that say themselves what they are; an empty one explains nothing, for example because it thanks. */
export type About = Exclude<keyof typeof more, `/${string}`> | "";

/** The texts come before they are shown. Without a connection the page stays as it was. */
export const bringMore = async (words: Preferences["words"]): Promise<void> => {
  if (words === "more") await loadAreas(["more"]).catch(() => undefined);
};

/** `/eropuit/nieuw/met-wie`, or `/eropuit/nieuw/$step` when the step has no text of its own. */
function keysOf(path: string, params: Record<string, string | undefined>): string[] {
  const parts = path.replace(/(.)\/$/, "$1").split("/");
  return [parts.map((part) => (/^\$(step|part)$/.test(part) ? params[part.slice(1)] : part)).join("/"), parts.join("/")];
}

export function useMore(about?: About): string | undefined {
  const { words } = usePreferences();
  const inside = useSession().data?.signedIn;
  const keys = useMatches({ select: (matches) => keysOf(matches.at(-1)?.fullPath ?? "", matches.at(-1)?.params ?? {}).join(" ") });
  if (words === "few") return undefined;
  if (about !== undefined) return textIfAny("more", about);
  // Who is not in yet is asked for a card, at whatever address.
  return inside ? keys.split(" ").map((key) => textIfAny("more", key)).find(Boolean) : undefined;
}
