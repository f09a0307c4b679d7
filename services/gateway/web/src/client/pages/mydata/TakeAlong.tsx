/** Taking all of it along: one tap, and there is a file with a document to read and the data. */
import { useQueryClient } from "@tanstack/react-query";
import { answer, api } from "@/api/client";
import { saveFile } from "@/app/save-file";
import { useMe } from "@/client/data";
import { Doing } from "@/client/Doing";
import { useTell } from "@/client/tell";
import { ErrorNote } from "@/design/ErrorNote";
import type { Drawing } from "@/design/Pictogram";
import { useT } from "@/i18n/client";
import { exportQuery } from "./data";

export function TakeAlong({ picture }: { picture: Drawing }) {
  const t = useT();
  const me = useMe();
  const queries = useQueryClient();
  const take = useTell(async (_: "take") => {
    const found = await queries.fetchQuery({ ...exportQuery(me), staleTime: 0 });
    if (found.state !== "STATE_READY") return "waits";
    saveFile(await answer(api.GET("/api/v1/exports/{id}:download", { params: { path: { id: found.id ?? "" }, query: { format: "FORMAT_ZIP", language: t.language } } })));
    return "taken";
  });
  return (
    <>
      <Doing
        words={t("mydata.take")}
        note={take.said === "taken" ? t("mydata.take.done") : take.said === "waits" ? t("mydata.take.waits") : t("mydata.take.note")}
        picture={picture}
        tone="leaf"
        onPress={() => take.send("take")}
        busy={take.busy}
      />
      <ErrorNote problem={take.problem} onRetry={take.again} />
    </>
  );
}
