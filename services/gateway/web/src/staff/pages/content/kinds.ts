/** The kinds of texts, in the order in which they are shown, each with its word in the address. */
import type { TemplateKind } from "@/app/templates";

export const kinds = [
  "KIND_CONSENT_TEXT", "KIND_TALK_TOOL", "KIND_SEARCH_PROMPTS", "KIND_NETWORKER_TRACK", "KIND_SUPPORT_WORKER_TRACK", "KIND_REFLECTION", "KIND_LOCATION_STEPS",
] as const satisfies readonly TemplateKind[];
export type Kind = (typeof kinds)[number];

const slugs: Record<Kind, string> = {
  KIND_CONSENT_TEXT: "toestemming",
  KIND_TALK_TOOL: "gesprekshulp",
  KIND_SEARCH_PROMPTS: "zoekvragen",
  KIND_NETWORKER_TRACK: "netwerkers",
  KIND_SUPPORT_WORKER_TRACK: "begeleiders",
  KIND_REFLECTION: "stilstaan",
  KIND_LOCATION_STEPS: "locatie",
};

export const slugOf = (kind: TemplateKind | undefined): string => (kind && kind !== "KIND_UNSPECIFIED" ? slugs[kind] : "");
export const kindOf = (slug: string): Kind | undefined => kinds.find((kind) => slugs[kind] === slug);

/** Where the lines stay and only their words change: what is agreed to, and one question for each kind of contact. */
export const hasFixedLines = (kind: TemplateKind | undefined): boolean => kind === "KIND_CONSENT_TEXT" || kind === "KIND_SEARCH_PROMPTS";

/** What clients see and hear has a very short form. */
export const isForClients = (kind: TemplateKind | undefined): boolean =>
  kind === "KIND_CONSENT_TEXT" || kind === "KIND_TALK_TOOL" || kind === "KIND_SEARCH_PROMPTS" || kind === "KIND_NETWORKER_TRACK";
