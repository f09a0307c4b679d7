/** My small steps: what is read of them, and what a step says when it has no words. */
import { queryOptions } from "@tanstack/react-query";
import { answer, api } from "@/api/client";
import type { Message } from "@/api/types";
import { drawingNamed, type Thing, things, thingWords } from "@/client/pictures";
import type { Drawing } from "@/design/Pictogram";
import { useT } from "@/i18n/client";
import { Ear, Footprints, HeartSuit, MobilePhone, PeopleHoldingHands, QuestionMark, SpeakingHead, TelephoneReceiver } from "@/pictograms";

export type Step = Message<"recruitment.v1.Step">;

export const stepsQuery = (me: string) =>
  queryOptions({
    queryKey: ["steps", me],
    queryFn: async () => (await answer(api.GET("/api/v1/steps", { params: { query: { clientId: me, pageSize: 100 } } }))).steps ?? [],
    enabled: me !== "",
  });

/** How many may be open at once (N-12). */
export const settingsQuery = queryOptions({ queryKey: ["settings"], queryFn: () => answer(api.GET("/api/v1/settings")), staleTime: 10 * 60_000 });

export const isOpen = (step: Step) => step.state === "STATE_OPEN";
export const isFull = (steps: readonly Step[], most: number | undefined) =>
  !!most && steps.filter((step) => isOpen(step) && step.kind !== "KIND_FIND_SOMEBODY").length >= most;

const more: Record<string, Drawing> = {
  ear: Ear, "heart-suit": HeartSuit, "mobile-phone": MobilePhone, "question-mark": QuestionMark, "speaking-head": SpeakingHead, "telephone-receiver": TelephoneReceiver,
};

/** The drawing of a picture that somebody chose for a step or a line; feet on their way when this face has none of that name. */
export const drawingOf = (name: string | undefined, otherwise: Drawing = Footprints): Drawing => more[name ?? ""] ?? drawingNamed(name) ?? otherwise;

export const stepDrawing = (step: Step): Drawing => drawingOf(step.picture, step.kind === "KIND_FIND_SOMEBODY" ? PeopleHoldingHands : Footprints);

const thingNamed = (name: string | undefined): Thing | undefined => thingWords.find((word) => things[word].name === name);

/** What a picture says in words; nothing when this face does not know it. */
export function useSayPicture() {
  const t = useT();
  return (name: string | undefined): string => {
    const word = thingNamed(name);
    return word ? t(`map.thing.${word}`) : "";
  };
}

export function useSayStep() {
  const t = useT();
  const picture = useSayPicture();
  return (step: Step): string => step.words || (step.kind === "KIND_FIND_SOMEBODY" ? t("steps.find") : picture(step.picture) || t("steps.one"));
}
