/** With whom do I want to talk, and how? Two taps, no reason; then it is told, and I see when somebody saw it. */
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { ClientPage } from "@/client/ClientPage";
import { clientQuery, goesTogether, matchesQuery, useMe } from "@/client/data";
import { Doing, Doings } from "@/client/Doing";
import { Ready } from "@/client/Kind";
import { useTell } from "@/client/tell";
import { Told } from "@/client/Told";
import { Waiting } from "@/client/Waiting";
import { ErrorNote } from "@/design/ErrorNote";
import { Initials } from "@/design/Initials";
import { useT } from "@/i18n/client";
import { useWorkerNames } from "@/names/names";
import { BustsInSilhouette, HouseWithGarden, MobilePhone, PeopleHoldingHands, PersonRaisingHand, PersonWalking, ThreeOclock } from "@/pictograms";
import { type Asking, askToTalk, type TalkRequest } from "./data";
import { useSayTalk } from "./say";

type Whom = Omit<Asking, "how">;

export function WhoPage() {
  const t = useT();
  const [whom, setWhom] = useState<Whom | null>(null);
  const [asked, setAsked] = useState<TalkRequest | null>(null);
  if (asked) return <Asked talk={asked} />;
  if (whom) return <How whom={whom} onAsked={setAsked} />;
  return <Who title={t("talk.who")} onChoose={setWhom} />;
}

function Who({ title, onChoose }: { title: string; onChoose: (whom: Whom) => void }) {
  const t = useT();
  const client = useQuery(clientQuery(useMe()));
  const matches = useQuery(matchesQuery);
  const ids = client.data?.supportWorkerIds ?? [];
  const nameOf = useWorkerNames(ids);
  const names = ids.map((id) => nameOf(id, true));
  return (
    <ClientPage title={title} back="/mijn/praten" aloud={names}>
      <Ready of={[client]}>
        {() => (
          <Doings>
            {ids.map((id, index) => (
              <Doing key={id} words={names[index] ?? ""} note={t("talk.mine")} mark={<Initials name={names[index] ?? ""} size="4.25rem" />} tone="leaf" onPress={() => onChoose({ whom: "WHOM_WORKER", supportWorkerId: id })} />
            ))}
            {matches.data?.some(goesTogether) && <Doing words={t("talk.guide")} note={t("talk.guideNote")} picture={PeopleHoldingHands} tone="sky" onPress={() => onChoose({ whom: "WHOM_GUIDE" })} />}
            <Doing words={t("talk.other")} note={t("talk.otherNote")} picture={BustsInSilhouette} tone="lilac" onPress={() => onChoose({ whom: "WHOM_SOMEBODY_ELSE" })} />
          </Doings>
        )}
      </Ready>
    </ClientPage>
  );
}

function How({ whom, onAsked }: { whom: Whom; onAsked: (talk: TalkRequest) => void }) {
  const t = useT();
  const tell = useTell((asking: Asking, requestId) => askToTalk(asking, requestId), "talkRequests");
  const ask = (how: Asking["how"]) => tell.send({ ...whom, how }, onAsked);
  return (
    <ClientPage title={t("talk.how")} back="/mijn/praten" moment="how" about="talk.how" aloud={[t("talk.call"), t("talk.visit"), t("talk.later"), t("common.skip")]}>
      <ErrorNote problem={tell.problem} onRetry={tell.again} />
      {tell.waiting && <Waiting />}
      <Doings>
        <Doing words={t("talk.visit")} picture={PersonWalking} tone="leaf" onPress={() => ask("HOW_VISIT")} busy={tell.busy} />
        <Doing words={t("talk.call")} picture={MobilePhone} tone="sky" onPress={() => ask("HOW_CALL")} busy={tell.busy} />
        <Doing words={t("talk.later")} picture={ThreeOclock} tone="apricot" onPress={() => ask("HOW_IN_A_WHILE")} busy={tell.busy} />
        <Doing words={t("talk.any")} picture={PersonRaisingHand} onPress={() => ask("HOW_UNSPECIFIED")} busy={tell.busy} />
      </Doings>
    </ClientPage>
  );
}

function Asked({ talk }: { talk: TalkRequest }) {
  const t = useT();
  const say = useSayTalk();
  return (
    <Told title={t("talk.done")} sentences={[...say(talk), t("talk.see")]} picture={PersonRaisingHand} back="/mijn/praten">
      <Doings single>
        <Doing href="/mijn/praten" words={t("talk.look")} picture={PersonRaisingHand} tone="leaf" />
        <Doing href="/mijn" words={t("client.toStart")} picture={HouseWithGarden} />
      </Doings>
    </Told>
  );
}
