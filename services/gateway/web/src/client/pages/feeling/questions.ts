/** The questions of a look back, in pictures. `version` tells which set this is: an evaluation keeps its own (O-04). */
import type { Choice } from "@/client/ask/Ask";
import { GoodPush, TooLittle, TooMuch } from "@/client/drawings";
import type { Reflection } from "@/client/data";
import { useT } from "@/i18n/client";
import { BeamingFaceWithSmilingEyes, NeutralFace, SlightlyFrowningFace } from "@/pictograms";

type Field = "motivation" | "klik" | "decideToo" | "benefit" | "push" | "lifeChanged" | "otherWishes";

export interface FeelingQuestion {
  field: Field;
  question: string;
  choices: readonly Choice<string>[];
  /** What skipping says; nothing for a yes-or-no that simply stays no. */
  skipped?: string;
}

export function useFeelingQuestions(name: string): readonly FeelingQuestion[] {
  const t = useT();
  const faces = [
    { value: "FACE_YES", words: t("common.yes"), picture: BeamingFaceWithSmilingEyes },
    { value: "FACE_A_BIT", words: t("client.feeling.aBit"), picture: NeutralFace },
    { value: "FACE_NO", words: t("common.no"), picture: SlightlyFrowningFace },
  ];
  const face = (field: Field, question: string): FeelingQuestion => ({ field, question, choices: faces, skipped: "FACE_SKIPPED" });
  const yesNo = (field: Field, question: string): FeelingQuestion => ({ field, question, choices: [
    { value: "yes", words: t("common.yes"), picture: BeamingFaceWithSmilingEyes },
    { value: "no", words: t("common.no"), picture: NeutralFace },
  ] });
  return [
    face("motivation", t("client.feeling.motivation", { name })),
    face("klik", t("client.feeling.klik", { name })),
    face("decideToo", t("client.feeling.decide")),
    face("benefit", t("client.feeling.benefit")),
    {
      field: "push", question: t("client.feeling.push", { name }), skipped: "PUSH_SKIPPED", choices: [
        { value: "PUSH_TOO_MUCH", words: t("client.feeling.tooMuch"), picture: TooMuch },
        { value: "PUSH_GOOD", words: t("client.feeling.good"), picture: GoodPush },
        { value: "PUSH_TOO_LITTLE", words: t("client.feeling.tooLittle"), picture: TooLittle },
      ],
    },
    yesNo("lifeChanged", t("client.feeling.life")),
    yesNo("otherWishes", t("client.feeling.other")),
  ];
}

/** What was said before, as one of the choices; empty when nothing was. */
export function saidBefore(told: Reflection | undefined, field: Field): string {
  const value = told?.[field];
  if (typeof value === "boolean") return value ? "yes" : "";
  return value ?? "";
}

export const withSaid = (told: Reflection | undefined, field: Field, value: string): Reflection => ({
  ...told,
  [field]: field === "lifeChanged" || field === "otherWishes" ? value === "yes" : value,
});
