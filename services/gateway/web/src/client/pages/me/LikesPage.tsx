/** What I like: pictures to tap on and off. Words others added stay and can be taken away. */
import { thingWords, things } from "@/client/pictures";
import { useT } from "@/i18n/client";
import { PickWords } from "./PickWords";

export function LikesPage() {
  const t = useT();
  return (
    <PickWords
      field="interests"
      question={t("client.like.question")}
      known={thingWords.map((value) => ({ value, words: t(`map.thing.${value}`), picture: things[value].of }))}
    />
  );
}
