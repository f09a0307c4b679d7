/** Where a support worker begins: what asks a little attention, why, and what one could do. Quiet when all is well (D-05). */
import { useQuery } from "@tanstack/react-query";
import { useSession } from "@/api/session";
import { Card } from "@/design/Card";
import { EmptyState } from "@/design/EmptyState";
import { Initials } from "@/design/Initials";
import { Page } from "@/design/Page";
import { QueryView } from "@/design/QueryView";
import { inLanguage } from "@/i18n/core";
import { useT } from "@/i18n/staff";
import { useNames } from "@/names/names";
import { SunWithFace } from "@/pictograms";
import { greetingFor } from "./greeting";
import { type Signal, signalsQuery } from "./queries";

export function TodayPage() {
  const t = useT();
  const name = useSession().data?.name?.split(" ")[0] ?? "";
  const signals = useQuery(signalsQuery);
  const asks = (signals.data?.length ?? 0) > 0;
  return (
    <Page title={t(greetingFor(new Date()), { name })} lead={asks ? t("today.lead") : undefined} width="text">
      <QueryView
        query={signals}
        empty={<EmptyState title={t("today.quiet.title")} text={t("today.quiet.text")} pictogram={SunWithFace} />}
      >
        {(list) => <Signals of={list} />}
      </QueryView>
    </Page>
  );
}

function Signals({ of }: { of: Signal[] }) {
  const t = useT();
  const nameOf = useNames(of.map((signal) => signal.clientId));
  return (
    <ul className="stack plain-list">
      {of.map((signal) => (
        <li key={signal.id}>
          <Card
            mark={signal.clientId && <Initials name={nameOf(signal.clientId)} />}
            title={signal.clientId ? nameOf(signal.clientId) : inLanguage(t.language, signal, "why")}
            href={signal.matchId ? `/koppelingen/${signal.matchId}` : signal.clientId ? `/mensen/${signal.clientId}` : undefined}
          >
            {signal.clientId && <p>{inLanguage(t.language, signal, "why")}</p>}
            <p className="soft">{inLanguage(t.language, signal, "next")}</p>
          </Card>
        </li>
      ))}
    </ul>
  );
}
