/** Where I am asked to think along, and saying whether I come. */
import { queryOptions } from "@tanstack/react-query";
import { answer, api } from "@/api/client";
import type { Message } from "@/api/types";
import { useDayWords } from "../going/say";
import { useT } from "@/i18n/client";

export type Meeting = Message<"evaluation.v1.Meeting">;
export type Coming = "ANSWER_YES" | "ANSWER_MAYBE" | "ANSWER_NO";

export const meetingsQuery = queryOptions({
  queryKey: ["meetings"],
  queryFn: async () => (await answer(api.GET("/api/v1/meetings"))).meetings ?? [],
});

export const answerMeeting = (of: Meeting, said: Coming, requestId: string): Promise<Meeting> =>
  answer(api.POST("/api/v1/meetings/{id}:answer", { params: { path: { id: of.id ?? "" } }, body: { clientId: of.clientId, answer: said, requestId } }));

/** "morgen om 14:30" */
export function useMeetingDay(): (of: Meeting) => string {
  const t = useT();
  const say = useDayWords();
  return (of) => {
    const day = of.day ? say(of.day) : "";
    return of.clock && day ? t("client.day.at", { day, clock: of.clock }) : day;
  };
}
