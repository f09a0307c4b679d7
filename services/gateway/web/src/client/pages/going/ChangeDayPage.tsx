/** Another day for something that is planned: the day, then the part of the day. */
import { useState } from "react";
import { answer, api } from "@/api/client";
import type { Activity } from "@/client/data";
import { useGo, usePart } from "@/client/go";
import { useTell } from "@/client/tell";
import { WhatTime, When } from "./When";

export function ChangeDayPage() {
  const go = useGo();
  const id = usePart("activityId");
  const back = `/mijn/eropuit/${id}`;
  const [day, setDay] = useState<string>();
  const change = useTell(
    (when: Pick<Activity, "day" | "daypart">, requestId) =>
      answer(
        api.PATCH("/api/v1/activities/{activity.id}", {
          params: { path: { "activity.id": id }, query: { requestId, updateMask: "day,daypart,clock" } },
          body: { day: "", daypart: "DAYPART_UNSPECIFIED", clock: "", ...when },
        }),
      ),
    "activities",
  );
  const sending = { busy: change.busy, waiting: change.waiting, problem: change.problem, onAgain: change.again };
  const tell = (when: Pick<Activity, "day" | "daypart">) => change.send(when, () => go(back));
  if (!day) return <When {...sending} back={back} onSkip={() => go(back)} onNext={(next) => (next ? setDay(next) : tell({}))} />;
  return <WhatTime {...sending} back={back} moment={day} onNext={(daypart) => tell({ day, daypart: (daypart as Activity["daypart"]) ?? "DAYPART_UNSPECIFIED" })} />;
}
