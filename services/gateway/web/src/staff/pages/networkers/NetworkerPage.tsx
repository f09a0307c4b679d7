/** One person's road: where they are, what was said, what could come next, and the way back that is always open. */
import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { buttonClass } from "@/design/button-class";
import { Page } from "@/design/Page";
import { QueryView } from "@/design/QueryView";
import { Stepper } from "@/design/Stepper";
import { useT } from "@/i18n/staff";
import { useNames } from "@/names/names";
import { GroupCard } from "./GroupCard";
import { GrowthCard } from "./GrowthCard";
import { LearningCard } from "./LearningCard";
import { NextStep } from "./NextStep";
import styles from "./networkers.module.css";
import { type Networker, networkerQuery } from "./queries";
import { AgreedCard, ConversationCard, StoryCard } from "./Told";

export function NetworkerPage() {
  const t = useT();
  const { networkerId } = useParams({ from: "/shell/netwerkers/$networkerId" });
  const networker = useQuery(networkerQuery(networkerId));
  const nameOf = useNames([networker.data?.clientId]);
  const clientId = networker.data?.clientId;
  return (
    <Page
      title={clientId ? nameOf(clientId) : t("networkers.title")}
      lead={networker.data && t(`networkers.now.${networker.data.state ?? "STATE_UNSPECIFIED"}`, { name: nameOf(clientId, true) })}
      above={<Link to="/netwerkers">{t("networkers.title")}</Link>}
      actions={clientId && <Link to="/mensen/$clientId" params={{ clientId }} className={buttonClass()}>{t("networkers.toPerson")}</Link>}
    >
      <QueryView query={networker}>{(found) => <Road networker={found} name={nameOf(found.clientId, true)} />}</QueryView>
    </Page>
  );
}

const stones = ["STATE_IDEA", "STATE_APPROACHED", "STATE_IN_CONVERSATION", "STATE_LEARNING", "STATE_ACTIVE"] as const;

function Road({ networker, name }: { networker: Networker; name: string }) {
  const t = useT();
  const state = networker.state ?? "STATE_UNSPECIFIED";
  return (
    <>
      {state !== "STATE_STOPPED" && (
        <div className={styles.stepper}>
          <Stepper
            label={t("networkers.road", { name })}
            // A pause is not a place further on: it is a rest where somebody is.
            current={state === "STATE_PAUSED" ? "STATE_ACTIVE" : state}
            steps={stones.map((stone) => ({
              id: stone,
              label: t(`networkers.stone.${stone}`),
              note: stone === "STATE_ACTIVE" && state === "STATE_PAUSED" ? t("networkers.stone.pause") : undefined,
            }))}
          />
        </div>
      )}
      <NextStep networker={networker} name={name} />
      <div className={styles.told}>
        <StoryCard networker={networker} />
        <ConversationCard networker={networker} />
        <AgreedCard networker={networker} name={name} />
        <LearningCard networker={networker} name={name} />
        <GroupCard networker={networker} name={name} />
        <GrowthCard networker={networker} name={name} />
      </div>
    </>
  );
}
