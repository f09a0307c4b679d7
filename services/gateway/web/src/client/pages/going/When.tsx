/** When: a leaf of the calendar for each of the coming days, and the part of the day. Neither has to be known. */
import { useState } from "react";
import type { Problem } from "@/api/problem";
import { QuestionPage } from "@/client/ask/QuestionPage";
import { addDays, today } from "@/client/days";
import { dayLeaf } from "@/client/drawings";
import { capital } from "@/client/words";
import { useT } from "@/i18n/client";
import { CrescentMoon, QuestionMark, Sun, Sunrise } from "@/pictograms";
import { useDayWords } from "./say";

interface Frame {
  back: string;
  place?: { n: number; total: number };
  busy: boolean;
  waiting: boolean;
  problem: Problem | null;
  onAgain: () => void;
  moment?: string;
}

export function When({ day, onNext, onSkip, ...frame }: Frame & { day?: string; onNext: (day?: string) => void; onSkip?: () => void }) {
  const t = useT();
  const say = useDayWords();
  const now = today();
  const days = Array.from({ length: 7 }, (_, n) => addDays(now, n));
  const [chosen, setChosen] = useState(day && days.includes(day) ? [day] : []);
  return (
    <QuestionPage<string>
      {...frame}
      question={t("client.going.whenQuestion")}
      many
      choices={[...days.map((value) => ({ value, words: capital(say(value)), picture: dayLeaf(Number(value.slice(8))) })), { value: "", words: t("client.day.notKnown"), picture: QuestionMark }]}
      chosen={chosen}
      onChoose={setChosen}
      onNext={() => onNext(chosen[0] || undefined)}
      onSkip={onSkip ?? (() => onNext(undefined))}
    />
  );
}

export function WhatTime({ onNext, ...frame }: Frame & { onNext: (daypart?: string) => void }) {
  const t = useT();
  const [chosen, setChosen] = useState<string[]>([]);
  return (
    <QuestionPage<string>
      {...frame}
      question={t("client.going.whatTime")}
      choices={[
        { value: "DAYPART_MORNING", words: t("client.day.inMorning"), picture: Sunrise },
        { value: "DAYPART_AFTERNOON", words: t("client.day.inAfternoon"), picture: Sun },
        { value: "DAYPART_EVENING", words: t("client.day.inEvening"), picture: CrescentMoon },
      ]}
      chosen={chosen}
      onChoose={setChosen}
      onNext={() => onNext(chosen[0])}
      onSkip={() => onNext(undefined)}
      next={t("common.done")}
    />
  );
}
