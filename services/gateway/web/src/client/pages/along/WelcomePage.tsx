/** Something that is open to me: what and when, and one tap to join. */
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { answer, api } from "@/api/client";
import { ClientPage } from "@/client/ClientPage";
import { useMe } from "@/client/data";
import { Doing, Doings } from "@/client/Doing";
import { usePart } from "@/client/go";
import { kindPicture } from "@/client/kinds";
import styles from "@/client/kit.module.css";
import { useTell } from "@/client/tell";
import { Told } from "@/client/Told";
import { capital } from "@/client/words";
import { ErrorNote } from "@/design/ErrorNote";
import { Pictogram } from "@/design/Pictogram";
import { useWhat, useWhen, useWhere } from "@/client/pages/going/say";
import { useT } from "@/i18n/client";
import { Calendar, HouseWithGarden, ThumbsUp } from "@/pictograms";
import { welcomeQuery } from "./data";
import { Over } from "./Over";
import { useOthers } from "./say";

export function WelcomePage() {
  const t = useT();
  const me = useMe();
  const id = usePart("activityId");
  const open = useQuery(welcomeQuery);
  const [joined, setJoined] = useState(false);
  const one = open.data?.find((outing) => outing.activity?.id === id);
  const what = useWhat()(one?.activity ?? {});
  const when = useWhen()(one?.activity ?? {});
  const where = useWhere(one?.activity);
  const others = useOthers(one?.activity, one?.morePeople);
  const join = useTell(
    (_: "join", requestId) => answer(api.POST("/api/v1/activities/{id}:join", { params: { path: { id } }, body: { clientId: me, requestId } })),
    "activities", "welcome",
  );
  if (joined) {
    return (
      <Told title={t("along.welcome.in")} sentences={[t("along.said.change")]} picture={ThumbsUp} back="/mijn/eropuit">
        <Doings>
          <Doing href={`/mijn/eropuit/${id}`} words={t("along.toSee")} picture={Calendar} tone="leaf" />
          <Doing href="/mijn/eropuit" words={t("client.tile.going")} picture={HouseWithGarden} />
        </Doings>
      </Told>
    );
  }
  if (!one) return <Over of={open} title={t("along.welcome")} gone={t("along.welcome.gone")} />;
  const lines = [t("along.welcome.text"), capital(when), where, ...others].filter(Boolean);
  return (
    <ClientPage title={what} back="/mijn/eropuit" aloud={lines}>
      <div className={styles.told}>
        <Pictogram of={kindPicture(one.activity?.kind)} size="8rem" plate />
        <div className={styles.toldWords}>{lines.map((line) => <p key={line}>{line}</p>)}</div>
      </div>
      <Doings>
        <Doing words={t("along.welcome.join")} picture={ThumbsUp} tone="leaf" onPress={() => join.send("join", () => setJoined(true))} busy={join.busy} />
        <Doing href="/mijn/eropuit" words={t("along.welcome.not")} picture={HouseWithGarden} />
      </Doings>
      <ErrorNote problem={join.problem} onRetry={join.again} />
    </ClientPage>
  );
}
