/** Answers as pictures with a word or two. Pushing has drawings of its own. */
import type { Given, Question } from "@/app/questions";
import type { Choice } from "@/client/ask/Ask";
import { GoodPush, TooLittle, TooMuch } from "@/client/drawings";
import { useT } from "@/i18n/client";
import { BeamingFaceWithSmilingEyes, NeutralFace, SlightlyFrowningFace } from "@/pictograms";

export function useChoice(): (question: Question, value: Given) => Choice<string> & { value: Given } {
  const t = useT();
  return (question, value) => {
    const push = question.key === "push";
    switch (value) {
      case "YES": return { value, words: t("common.yes"), picture: BeamingFaceWithSmilingEyes };
      case "A_BIT": return { value, words: t("lookback.aBit"), picture: NeutralFace };
      case "NO": return { value, words: t("common.no"), picture: question.kind === "KIND_YES_NO" ? NeutralFace : SlightlyFrowningFace };
      case "TOO_MUCH": return { value, words: push ? t("lookback.tooMuchPush") : t("lookback.tooMuch"), picture: TooMuch };
      case "GOOD": return { value, words: push ? t("lookback.goodPush") : t("lookback.good"), picture: GoodPush };
      case "TOO_LITTLE": return { value, words: push ? t("lookback.tooLittlePush") : t("lookback.tooLittle"), picture: TooLittle };
    }
  };
}
