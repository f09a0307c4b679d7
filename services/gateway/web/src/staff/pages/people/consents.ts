/** What somebody can agree to, and whether a yes holds. The words stand on the server, in versions. */
import type { Template } from "@/app/templates";
import type { Consent } from "./queries";

export const purposes = ["PURPOSE_MATCHING", "PURPOSE_NETWORK_MAP", "PURPOSE_REGION", "PURPOSE_STORY"] as const;
export type Purpose = (typeof purposes)[number];

/** The text that is shown before a yes for this purpose: its key is the purpose in small letters. */
export const textFor = (purpose: Purpose, texts: readonly Template[]): Template | undefined =>
  texts.find((text) => text.key === purpose.replace("PURPOSE_", "").toLowerCase());

/** How a yes reaches a support worker. */
export const channels = ["CHANNEL_SPOKEN", "CHANNEL_PICTURES", "CHANNEL_WRITTEN"] as const;

/** Whether a yes holds at this moment: not taken back, and not past its end. */
export const holds = ({ withdrawTime, endTime }: Consent, now = Date.now()): boolean => !withdrawTime && (!endTime || Date.parse(endTime) > now);

/** When a yes stopped holding; undefined while it holds. */
export const overSince = (consent: Consent, now = Date.now()): string | undefined =>
  holds(consent, now) ? undefined : consent.withdrawTime ?? consent.endTime;

/** "Until" a day means that the day itself is still part of it. */
export const endOfDay = (day: string): string | undefined => {
  const end = new Date(`${day}T23:59:59`);
  return day === "" || Number.isNaN(end.getTime()) ? undefined : end.toISOString();
};
