/** "Do we know these people?": one at a time, whom my record names. Only a yes puts somebody on my map; skipping is fine. */
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { QuestionPage } from "@/client/ask/QuestionPage";
import { ClientPage } from "@/client/ClientPage";
import { useMe } from "@/client/data";
import { Doing, Doings } from "@/client/Doing";
import { Kind, Ready } from "@/client/Kind";
import { useTell } from "@/client/tell";
import { Initials } from "@/design/Initials";
import { ReadAloud } from "@/design/ReadAloud";
import { useT } from "@/i18n/client";
import { RaisedHand, SmilingFaceWithSmilingEyes, ThumbsUp, WorldMap } from "@/pictograms";
import styles from "@/client/kit.module.css";
import { acceptProposal, type ContactProposal, declineProposal, proposalsQuery } from "./telling";

const map = "/mijn/over-mij/kaart";

export function KnownPage() {
  const t = useT();
  const proposals = useQuery(proposalsQuery(useMe()));
  const [passed, setPassed] = useState<string[]>([]);
  const next = proposals.data?.find(({ id = "" }) => !passed.includes(id));
  if (next) return <One key={next.id} proposal={next} onPassed={() => setPassed([...passed, next.id ?? ""])} />;
  return (
    <ClientPage title={t("telling.known.title")} back={map}>
      <Ready of={[proposals]}>
        {() => (
          <Kind title={t("telling.known.done")} text={t("telling.known.doneText")} picture={SmilingFaceWithSmilingEyes}>
            <Doings single><Doing href={map} words={t("telling.known.toMap")} picture={WorldMap} tone="leaf" /></Doings>
          </Kind>
        )}
      </Ready>
    </ClientPage>
  );
}

function One({ proposal, onPassed }: { proposal: ContactProposal; onPassed: () => void }) {
  const t = useT();
  const [chosen, setChosen] = useState<("yes" | "no")[]>([]);
  const id = proposal.id ?? "";
  const name = proposal.name ?? "";
  const tell = useTell(
    async (yes: boolean, once) => {
      if (yes) await acceptProposal(id, once);
      else await declineProposal(id, once);
    },
    "contactProposals",
    "contacts",
  );
  return (
    <QuestionPage
      question={t("telling.known.question", { name })}
      hint={t("telling.known.hint")}
      back={map}
      above={<Said name={name} relation={proposal.relation ?? ""} />}
      choices={[
        { value: "yes", words: t("telling.known.yes"), picture: ThumbsUp },
        { value: "no", words: t("telling.known.no"), picture: RaisedHand },
      ]}
      chosen={chosen}
      onChoose={setChosen}
      onNext={() => (chosen[0] ? tell.send(chosen[0] === "yes", onPassed) : onPassed())}
      onSkip={onPassed}
      busy={tell.busy}
      waiting={tell.waiting}
      problem={tell.problem}
      onAgain={tell.again}
    />
  );
}

function Said({ name, relation }: { name: string; relation: string }) {
  const t = useT();
  const said = relation ? t("telling.known.relation", { relation }) : t("telling.known.inRecord");
  return (
    <section className={styles.card}>
      <div className={styles.cardTop}>
        <Initials name={name} />
        <div><h2>{name}</h2><p>{said}</p></div>
        <ReadAloud text={`${name}. ${said}`} />
      </div>
    </section>
  );
}
