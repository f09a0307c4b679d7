import { useT } from "@/i18n/client";
import { PeopleDialogue, PeopleHoldingHands, PersonInLotusPosition, Rainbow } from "@/pictograms";

/** What somebody would like after an ending (M-15). */
export function useNext() {
  const t = useT();
  return [
    { value: "NEXT_REST", words: t("client.closing.rest"), picture: PersonInLotusPosition },
    { value: "NEXT_NEW_MATCH", words: t("client.closing.newMatch"), picture: PeopleHoldingHands },
    { value: "NEXT_TALK", words: t("client.closing.talk"), picture: PeopleDialogue },
    { value: "NEXT_SOMETHING_ELSE", words: t("client.closing.else"), picture: Rainbow },
  ] as const;
}
