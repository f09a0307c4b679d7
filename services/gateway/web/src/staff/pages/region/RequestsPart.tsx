/** Questions between two organisations, by what they wait for. Nobody is counted, and no is never told. */
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { type RegionalRequest, requestsQuery } from "@/app/region";
import { buttonClass } from "@/design/button-class";
import { Card } from "@/design/Card";
import { Checkbox } from "@/design/Checkbox";
import { EmptyState } from "@/design/EmptyState";
import { Initials } from "@/design/Initials";
import { QueryView } from "@/design/QueryView";
import { useFormat } from "@/i18n/format";
import { useT } from "@/i18n/staff";
import { useNames } from "@/names/names";
import { SpeechBalloon } from "@/pictograms";
import styles from "./region.module.css";
import { byWaiting } from "./words";

export function RequestsPart() {
  const t = useT();
  const { stil } = useSearch({ from: "/shell/regio" });
  const navigate = useNavigate({ from: "/regio" });
  const requests = useQuery(requestsQuery(undefined, !!stil));
  const empty = (
    <EmptyState
      title={t("region.requests.empty.title")}
      text={t("region.requests.empty.text")}
      pictogram={SpeechBalloon}
      action={<Link to="/regio" search={{ deel: "wensen" }} className={buttonClass()}>{t("region.requests.toWishes")}</Link>}
    />
  );
  return (
    <>
      <QueryView query={requests} empty={empty}>
        {(all) => (
          <>
            {byWaiting(all).map((group) => (
              <section key={group.waiting} className="stack">
                <div>
                  <h2>{t(`region.waiting.${group.waiting}`)}</h2>
                  <p className="soft">{t(`region.waiting.${group.waiting}.help`)}</p>
                </div>
                <ul className="grid plain-list" style={{ "--column": "20rem" } as React.CSSProperties}>
                  {group.requests.map((request) => <li key={request.id} className={styles.card}><OneRequest request={request} /></li>)}
                </ul>
              </section>
            ))}
          </>
        )}
      </QueryView>
      <Checkbox isSelected={!!stil} onChange={(on) => void navigate({ search: (before) => ({ ...before, stil: on || undefined }), replace: true, resetScroll: false })}>{t("region.requests.nothingToo")}</Checkbox>
    </>
  );
}

function OneRequest({ request }: { request: RegionalRequest }) {
  const t = useT();
  const format = useFormat();
  const nameOf = useNames([request.clientId]);
  const organisation = request.other?.name ?? "";
  return (
    <Card
      level={3}
      href={`/regio/vragen/${request.id}`}
      mark={<Initials name={nameOf(request.clientId)} />}
      title={t("region.request.pair", { name: nameOf(request.clientId, true), organisation })}
      note={request.createTime && t(request.askedByUs ? "region.request.askedByUs" : "region.request.askedByThem", { organisation, when: format.ago(request.createTime) })}
    >
      <p>{request.reason}</p>
    </Card>
  );
}
