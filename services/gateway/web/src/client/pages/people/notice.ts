/** What the server says kindly about what was just done, as separate short sentences. */
import type { Message } from "@/api/types";
import { inLanguage } from "@/i18n/core";

export const sentencesOf = (notice: Message<"matching.v1.Sentence"> | undefined, language: "nl" | "en"): string[] =>
  inLanguage(language, { textNl: notice?.nl, textEn: notice?.en }, "text")
    .split(/(?<=[.!?])\s+/)
    .filter(Boolean);
