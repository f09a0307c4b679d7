/** How is it going? The look backs that are open; otherwise a kind page, because silence is fine. */
import { useQuery } from "@tanstack/react-query";
import { ClientPage } from "@/client/ClientPage";
import { type Evaluation, evaluationsQuery, useMe } from "@/client/data";
import { Doing, Doings } from "@/client/Doing";
import { Kind, Ready } from "@/client/Kind";
import { Initials } from "@/design/Initials";
import { useT } from "@/i18n/client";
import { useFormat } from "@/i18n/format";
import { useNames } from "@/names/names";
import { PersonRaisingHand, SunWithFace } from "@/pictograms";
import people from "../people/people.module.css";
import { OpenQuestions, useOpenQuestions } from "../questions/OpenQuestions";

export function FeelingPage() {
  const t = useT();
  const evaluations = useQuery(evaluationsQuery);
  const questions = useOpenQuestions();
  const open = (evaluations.data ?? []).filter((one) => one.state === "STATE_OPEN");
  const something = open.length + (questions.data ?? []).length > 0;
  return (
    <ClientPage title={t("client.tile.feeling")} question={something ? t("client.feeling.lead") : undefined}>
      <Ready of={[evaluations, questions]}>
        {() =>
          something ? (
            <Doings single>{open.map((one) => <LookBack key={one.id} one={one} />)}<OpenQuestions /></Doings>
          ) : (
            <Kind title={t("client.feeling.none")} text={t("client.feeling.noneText")} picture={SunWithFace}>
              <Doings single><Doing href="/mijn/praten" words={t("client.tile.talk")} picture={PersonRaisingHand} tone="rose" /></Doings>
            </Kind>
          )
        }
      </Ready>
    </ClientPage>
  );
}

function LookBack({ one }: { one: Evaluation }) {
  const t = useT();
  const me = useMe();
  const ids = (one.clientIds ?? []).filter((id) => id !== me);
  const nameOf = useNames(ids);
  const name = useFormat().list(ids.map((id) => nameOf(id, true)));
  const told = one.reflections?.some((own) => own.clientId === me);
  return (
    <Doing
      href={`/mijn/hoe-gaat-het/${one.id}/1`}
      words={t("client.feeling.with", { name })}
      note={told ? t("client.feeling.told") : t("client.feeling.skipFine")}
      mark={<span className={people.marks}><Initials name={nameOf(ids[0], true)} size="4.25rem" /></span>}
      tone={told ? "plain" : "sky"}
    />
  );
}
