import { NowAndThen, Often, Regularly } from "@/client/drawings";
import { useT } from "@/i18n/client";

/** How often somebody would like to meet, in pictures: loose words, never a number. */
export function useRhythm() {
  const t = useT();
  return [
    { value: "RHYTHM_NOW_AND_THEN", words: t("meeting.hope.nowAndThen"), picture: NowAndThen },
    { value: "RHYTHM_REGULARLY", words: t("meeting.hope.regularly"), picture: Regularly },
    { value: "RHYTHM_OFTEN", words: t("meeting.hope.veryOften"), picture: Often },
  ] as const;
}
