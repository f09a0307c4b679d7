/** What was said and agreed on the road so far. Notes for the talk: never a sum, never a gate. */
import { Link } from "@tanstack/react-router";
import { buttonClass } from "@/design/button-class";
import { Card } from "@/design/Card";
import { useFormat } from "@/i18n/format";
import { useT } from "@/i18n/staff";
import { useWorkerNames } from "@/names/names";
import styles from "./networkers.module.css";
import type { Networker } from "./queries";

interface Told {
  networker: Networker;
}

function Facts({ of }: { of: { term: string; text: string | undefined }[] }) {
  const told = of.filter(({ text }) => text);
  return <dl className={styles.facts}>{told.map(({ term, text }) => <div key={term}><dt>{term}</dt><dd>{text}</dd></div>)}</dl>;
}

export function StoryCard({ networker }: Told) {
  const t = useT();
  const nameOf = useWorkerNames([networker.approachedBy]);
  return (
    <Card title={t("networkers.idea")}>
      <Facts
        of={[
          { term: t("networkers.source"), text: t(`networkers.source.${networker.source ?? "SOURCE_UNSPECIFIED"}`) },
          { term: t("networkers.reason"), text: networker.reason },
          { term: t("networkers.approachedBy"), text: networker.approachedBy ? nameOf(networker.approachedBy) : undefined },
        ]}
      />
    </Card>
  );
}

const talked = new Set(["STATE_APPROACHED", "STATE_IN_CONVERSATION", "STATE_LEARNING", "STATE_ACTIVE", "STATE_PAUSED"]);

export function ConversationCard({ networker }: Told) {
  const t = useT();
  const format = useFormat();
  const talk = networker.conversation;
  if (!talk) return null;
  const answer = (value: typeof talk.wantsToShare) => (value && value !== "ANSWER_UNSPECIFIED" ? t(`networkers.answer.${value}`) : undefined);
  return (
    <Card
      title={t("networkers.conversation")}
      note={talk.talkTime && format.date(talk.talkTime)}
      actions={
        talked.has(networker.state ?? "") && (
          <Link to="/netwerkers/$networkerId/gesprek" params={{ networkerId: networker.id ?? "" }} className={buttonClass("secondary", "small")}>
            {t("networkers.verb.converseAgain")}
          </Link>
        )
      }
    >
      <Facts
        of={[
          { term: t("networkers.ownYes"), text: t(talk.ownYes ? "networkers.ownYes.yes" : "networkers.ownYes.no") },
          { term: t("networkers.ownWords"), text: talk.ownWords },
          { term: t("networkers.wants"), text: answer(talk.wantsToShare) },
          { term: t("networkers.able"), text: answer(talk.ableToShare) },
          { term: t("networkers.experience"), text: talk.experience },
          { term: t("networkers.skill.sharing"), text: talk.noteSharing },
          { term: t("networkers.skill.communicating"), text: talk.noteCommunicating },
          { term: t("networkers.skill.withoutSteering"), text: talk.noteWithoutSteering },
        ]}
      />
    </Card>
  );
}

export function AgreedCard({ networker, name }: Told & { name: string }) {
  const t = useT();
  const nameOf = useWorkerNames([networker.supportWorkerId]);
  if (!networker.agreedSupport) return null;
  return (
    <Card
      tone="leaf"
      title={t("networkers.agreed")}
      actions={
        (networker.state === "STATE_ACTIVE" || networker.state === "STATE_PAUSED") && (
          <Link to="/netwerkers/$networkerId/afspraak" params={{ networkerId: networker.id ?? "" }} className={buttonClass("secondary", "small")}>
            {t("networkers.agreed.change")}
          </Link>
        )
      }
    >
      <Facts
        of={[
          { term: t("networkers.support"), text: networker.agreedSupport },
          { term: t("networkers.supportWorker"), text: nameOf(networker.supportWorkerId) },
          { term: t("networkers.capacity", { name }), text: networker.capacity ? t.count("networkers.people", networker.capacity) : undefined },
        ]}
      />
    </Card>
  );
}
