import { useT } from "@/i18n/client";
import { PeopleDialogue, PeopleHoldingHands, PersonInLotusPosition, Rainbow } from "@/pictograms";

/** What somebody would like after an ending (M-15). */
export function useNext() {
  const t = useT();
  return [
    { value: "NEXT_REST", words: t("meeting.closing.rest"), picture: PersonInLotusPosition },
    { value: "NEXT_NEW_MATCH", words: t("meeting.closing.newMatch"), picture: PeopleHoldingHands },
    { value: "NEXT_TALK", words: t("meeting.closing.talk"), picture: PeopleDialogue },
    { value: "NEXT_SOMETHING_ELSE", words: t("meeting.closing.else"), picture: Rainbow },
  ] as const;
}
