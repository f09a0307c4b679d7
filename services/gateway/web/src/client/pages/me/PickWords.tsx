/** Words of my profile in pictures. What changed is laid over what stands there now, so that nobody's change is lost. */
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { answer, api } from "@/api/client";
import type { Choice } from "@/client/ask/Ask";
import { QuestionPage } from "@/client/ask/QuestionPage";
import { ClientPage } from "@/client/ClientPage";
import { clientQuery, useMe } from "@/client/data";
import { useGo } from "@/client/go";
import { Ready } from "@/client/Kind";
import { useTell } from "@/client/tell";
import { useT } from "@/i18n/client";
import { capital } from "@/client/words";
import { pictureOfOwn } from "./own-words";

export interface PickWordsProps {
  field: "interests" | "talents";
  question: string;
  known: readonly Choice<string>[];
}

export function PickWords({ field, question, known }: PickWordsProps) {
  const t = useT();
  const me = useMe();
  const go = useGo();
  const client = useQuery(clientQuery(me));
  const [picked, setPicked] = useState<string[] | null>(null);
  const before = client.data?.profile?.[field] ?? [];
  const chosen = picked ?? before;
  const own = before.filter((word) => !known.some((choice) => choice.value === word)).map((value) => ({ value, words: capital(value), picture: pictureOfOwn(value) }));
  const save = useTell(
    async ({ added, gone }: { added: string[]; gone: string[] }, requestId) => {
      const now = await answer(api.GET("/api/v1/clients/{id}", { params: { path: { id: me } } }));
      const words = [...(now.profile?.[field] ?? []).filter((word) => !gone.includes(word)), ...added.filter((word) => !now.profile?.[field]?.includes(word))];
      return answer(
        api.PATCH("/api/v1/clients/{client.id}", {
          params: { path: { "client.id": me }, query: { requestId, updateMask: `profile.${field}` } },
          body: { etag: now.etag, profile: { [field]: words } },
        }),
      );
    },
    "clients",
  );
  if (!client.data) return <ClientPage title={question} back="/mijn/over-mij"><Ready of={[client]}>{() => null}</Ready></ClientPage>;
  const done = () => {
    const change = { added: chosen.filter((word) => !before.includes(word)), gone: before.filter((word) => !chosen.includes(word)) };
    if (change.added.length + change.gone.length === 0) return go("/mijn/over-mij");
    save.send(change, () => go("/mijn/over-mij"));
  };
  return (
    <QuestionPage<string>
      question={question}
      hint={t("client.like.hint")}
      back="/mijn/over-mij"
      several
      many
      choices={[...own, ...known]}
      chosen={chosen}
      onChoose={setPicked}
      onNext={done}
      onSkip={() => go("/mijn/over-mij")}
      next={t("common.done")}
      busy={save.busy}
      waiting={save.waiting}
      problem={save.problem}
      onAgain={save.again}
    />
  );
}
