/** The purposes somebody can agree to, and the version of the text that stands on the screen for each. */
export const purposes = ["PURPOSE_MATCHING", "PURPOSE_NETWORK_MAP", "PURPOSE_REGION", "PURPOSE_STORY"] as const;
export type Purpose = (typeof purposes)[number];

/** A yes rests on the text that was shown: another text in the catalogue is another version here. */
export const textVersion: Record<Purpose, string> = {
  PURPOSE_MATCHING: "matching-1",
  PURPOSE_NETWORK_MAP: "network_map-1",
  PURPOSE_REGION: "region-1",
  PURPOSE_STORY: "story-1",
};

/** How a yes reaches a support worker. */
export const channels = ["CHANNEL_SPOKEN", "CHANNEL_PICTURES", "CHANNEL_WRITTEN"] as const;
